"""Any expressions, from a seed: what people write and what nobody writes, all operators alike."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_NUMBERS = (
    "0", "1", "2", "3", "7", "10", "-1", "42", "012345", "010", "08", "0x10", "0b101", "0o17",
    "1.5", "1.50", ".5", "5.", "1e3", "1E-7", "1e21", "1_000", "9007199254740993", "0.1",
    "123456789012345678901234", "2147483648", "4294967296", "NaN", "Infinity",
)  # fmt: skip
_TEXTS = (
    "''", "' '", "'a'", "'A'", "\"b\"", "'0'", "'00'", "'1e3'", "'0x10'", "'1000'", "' 12 '",
    "'012'", "'1_0'", "'-5'", "'.5'", "'true'", "'null'", "'a,b,c'", "'VOL777'", "'\\n'", "'\\x41'",
    "'\\u00e9'", "'\\u{1F600}'", "'a\\'b'", "'A.B.C'", "'Zowe is Here'", "'\\t x \\n'", "'ÄÖü'",
    "'&SYSNAME'", "'Infinity'", "'abcabc'", "'${x}'", "'a b  c'",
)  # fmt: skip
_REFERENCES = (
    "zowe.setup.dataset.prefix", "zowe.setup.vsam.volume", "zowe.setup.vsam.name",
    "zowe.setup.vsam.mode", "zowe.externalPort", "zowe.externalDomains", "zowe.ports",
    "zowe.empty", "zowe.on", "zowe.off", "zowe.zero", "zowe.text", "zowe.number", "zowe.blank",
    "zowe.wide", "zowe.big", "zowe", "components", "components['caching-service']",
    "components['caching-service'].port", "components[\"caching-service\"]?.enabled",
    "components.none", "nothing", "zowe.setup.dataset.jcllib", "zowe.missing",
    "zowe.missing?.deeper", "zowe?.setup?.vsam?.volume", "components['none'].port",
    "zowe.externalDomains[0]", "zowe.externalDomains[9]", "zowe.ports['1']", "zowe['setup'].vsam",
    "components.gateway?.port", "zowe.missing?.deeper.deepest", "zowe.missing?.[0]?.x",
)  # fmt: skip
_CONSTANTS = ("true", "false", "null", "undefined")
_BINARY = (
    "+", "+", "+", "-", "*", "/", "%", "**", "==", "!=", "===", "!==", "<", ">", "<=", ">=", "&",
    "|", "^", "<<", ">>", ">>>",
)  # fmt: skip
_LOGICAL = ("||", "&&", "??")
_UNARY = ("-", "+", "!", "~", "typeof ", "void ", "!!")
_TEXT_METHODS = (
    "toUpperCase()", "toLowerCase()", "trim()", "trimStart()", "trimEnd()", "length",
    "charAt({i})", "charCodeAt({i})", "codePointAt({i})", "substring({i})", "substring({i}, {i})",
    "substr({i}, {i})", "slice({i})", "slice({i}, {i})", "replace({s}, {s})",
    "replaceAll({s}, {s})",
    "includes({s})", "startsWith({s})", "endsWith({s})", "indexOf({s})", "indexOf({s}, {i})",
    "lastIndexOf({s})", "padStart({i}, {s})", "padEnd({i})", "repeat({n})", "split({s})",
    "split({s}, {n})", "concat({x}, {x})", "toString()", "valueOf()", "match({r})", "match({s})",
    "replace({r}, {s})", "replace({r}, '[$&$1]')", "split({r})", "search({r})", "at({i})",
    "replace({r}, m => m.length)", "replace({r}, (m, a) => a + '!')", "[{i}]", "localeCompare({s})",
)  # fmt: skip
_LIST_METHODS = (
    "length", "join()", "join({s})", "map(x => x)", "map((x, i) => x + i)", "map({f})",
    "filter(x => x > {n})", "filter({f})", "find(x => x == {x})", "findIndex(x => x === {x})",
    "some(x => x)", "every(x => x)", "reverse()", "concat({x})", "slice({i})", "slice({i}, {i})",
    "indexOf({x})", "lastIndexOf({x})", "includes({x})", "toString()", "reduce((a, b) => a + b)",
    "reduce((a, b) => a + b, {x})", "flat()", "[{i}]", "at({i})", "map(String)", "map(parseInt)",
    "map(Number).filter(x => !isNaN(x))", "sort()", "forEach(x => x)", "keys()",
)  # fmt: skip
_NUMBER_METHODS = ("toString()", "toFixed({n})", "toFixed()", "toString(16)", "valueOf()",
                   "toString({n})", "toPrecision(3)")  # fmt: skip
_FUNCTIONS = (
    "String({x})", "Number({x})", "Boolean({x})", "parseInt({x})", "parseInt({x}, 16)",
    "parseInt({x}, {i})", "parseFloat({x})", "isNaN({x})", "isFinite({x})", "Array.isArray({x})",
    "Object.keys({x}).join()", "Object.values({o}).length", "Object.entries({o}).join(';')",
    "Object.keys({o})", "Math.min({x}, {x})", "Math.max({x}, {x}, {x})", "Math.floor({x})",
    "Math.ceil({x})", "Math.round({x})", "Math.abs({x})", "Math.trunc({x})", "Math.pow({x}, {i})",
    "Math.max(...{l})", "JSON.stringify({x})", "Number.isInteger({x})", "String({f})", "Array({s})",
    "String.fromCharCode({n})", "encodeURIComponent({s})", "JSON.parse({s})", "[...{x}]",
)  # fmt: skip
_PATTERNS = (
    "/a/", "/[a-z]+/", "/[A-Z]+/g", "/\\d+/", "/(\\w+) (\\w+)/", "/\\./g", "/^\\s+|\\s+$/g",
    "/,\\s*/", "/b/i", "/x*/", "/(a)|(b)/", "/(a)|(b)/g", "/^(\\w+)\\.(\\w+)$/", "/[^A-Z]/g",
    "/o|e/gi", "/$/", "/\\b\\w/g", "/(?:a|b)c?/", "/a{1,2}/", "/.(?=b)/", "/(\\w)(\\w*)/g",
    "/[,.]/",
    "/(?<=a)b/", "/(a)\\1/", "/\\u0061/", "/[\\w.-]+/",
)  # fmt: skip
_BLOCKS = (
    "() => {{ let a = {x}; return a }}()",
    "() => {{ if ({x}) {{ return {x} }} else {{ return {x} }} }}()",
    "() => {{ const a = {x}, b = {x}\nlet c = a + b\nreturn c }}()",
    "(() => {{ if ({x}) return {x}; return {x} }})()",
    "((a, b) => a {o2} b)({x}, {x})",
    "(a => {{ return\n{x} }})(1)",
    "(() => {{ var a = 1; if ({x}) {{ var a = 2; let b = 3; a = a + b }} return a }})()",
    "(() => {{ let s = ''; {l}.forEach(x => {{ s += x }}); return s }})()",
    "(x => y => x + y)({x})({x})",
    "((...r) => r.length + r.join('-'))({x}, {x})",
    "(() => {{ {x} }})()",
    "(() => {{ let a = {x}; {{ let a = {x} }}; return a }})()",
    "(() => {{ let f = x => x ? x : {x}; return f({x}) }})()",
    "(() => {{ for (let i = 0; i < 2; i++) {{ }} return {x} }})()",
)  # fmt: skip


class Generator:
    """Expressions from one seed, always the same."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._kinds: list[tuple[int, Callable[[int], str]]] = [
            (14, self._reference), (8, self._text), (8, self._number), (3, self._constant),
            (16, self._binary), (8, self._logical), (5, self._condition), (6, self._unary),
            (10, self._text_call), (6, self._list_call), (3, self._number_call),
            (7, self._function), (5, self._template), (4, self._list), (2, self._object),
            (5, self._block), (2, self._in), (1, self._comma), (2, self._any_call),
            (1, self._index),
        ]  # fmt: skip
        self._leaves = self._kinds[:4]

    def expressions(self, count: int) -> Iterator[str]:
        """Sources: expressions, now and then a whole script of statements."""
        for _ in range(count):
            depth = self.random.choice((1, 1, 2, 2, 2, 3, 3, 4))
            if self.random.random() < 0.05:
                yield self._statements(depth)
            else:
                yield self.any(depth)

    def scalars(self, count: int) -> Iterator[str]:
        """Values of zowe.yaml: expressions with text beside them or expressions."""
        for _ in range(count):
            pieces = [self._piece() for _ in range(self.random.choice((1, 2, 2, 3)))]
            pieces.insert(
                self.random.randrange(len(pieces) + 1),
                f"${{{{ {self.any(self.random.choice((1, 2, 3)))} }}}}",
            )
            yield "".join(pieces)

    def _piece(self) -> str:
        if self.random.random() < 0.5:
            return self.random.choice(
                ("V", ".CACHE", "IBMUSER.", " ", "1", "//*", "a\\tb", "'", '"', "é", "-", "$", "{}")
            )
        return f"${{{{{self.any(self.random.choice((0, 1, 2)))}}}}}"

    def any(self, depth: int) -> str:
        """An expression of at most ``depth`` levels."""
        kinds = self._kinds if depth > 0 else self._leaves
        weights = [weight for weight, _ in kinds]
        kind = self.random.choices([kind for _, kind in kinds], weights)[0]
        text = kind(depth - 1)
        return f"({text})" if depth > 0 and self.random.random() < 0.3 else text

    def _filled(self, pattern: str, depth: int) -> str:
        """``pattern`` with its placeholders replaced."""
        choose = self.random.choice
        while "{" in pattern:
            before = pattern
            for place, make in (
                ("{x}", lambda: self.any(depth)),
                ("{s}", lambda: choose((self._text(0), self._text(0), self.any(depth)))),
                ("{i}", lambda: choose(("0", "1", "2", "-1", "-2", "5", "99", self.any(0)))),
                ("{n}", lambda: choose(("0", "1", "2", "3", "10", "36"))),
                ("{r}", lambda: choose(_PATTERNS)),
                ("{f}", lambda: self._arrow(depth)),
                ("{l}", lambda: choose((self._list(depth), "zowe.ports", "zowe.externalDomains"))),
                ("{o}", lambda: choose(("zowe.setup.vsam", "components", self._list(depth)))),
                ("{o2}", lambda: choose(_BINARY)),
            ):
                if place in pattern:
                    first, _, rest = pattern.partition(place)
                    # What is filled in has braces of its own: it is finished.
                    return (
                        first.replace("{{", "{").replace("}}", "}")
                        + make()
                        + self._filled(rest, depth)
                    )
            if pattern == before:
                break
        return pattern.replace("{{", "{").replace("}}", "}")

    def _reference(self, _depth: int) -> str:
        return self.random.choice(_REFERENCES)

    def _text(self, _depth: int) -> str:
        return self.random.choice(_TEXTS)

    def _number(self, _depth: int) -> str:
        return self.random.choice(_NUMBERS)

    def _constant(self, _depth: int) -> str:
        return self.random.choice(_CONSTANTS)

    def _space(self) -> str:
        return self.random.choice(("", " ", " ", " ", "\n", " /* c */ "))

    def _binary(self, depth: int) -> str:
        operator = self.random.choice(_BINARY)
        space = self._space()
        return f"{self.any(depth)}{space}{operator} {self.any(depth)}"

    def _logical(self, depth: int) -> str:
        return f"{self.any(depth)} {self.random.choice(_LOGICAL)} {self.any(depth)}"

    def _condition(self, depth: int) -> str:
        return f"{self.any(depth)} ? {self.any(depth)} : {self.any(depth)}"

    def _unary(self, depth: int) -> str:
        return f"{self.random.choice(_UNARY)}{self.any(depth)}"

    def _method(self, owner: str, methods: tuple[str, ...], depth: int) -> str:
        method = self._filled(self.random.choice(methods), depth)
        dot = self.random.choice((".", ".", ".", "?."))
        if method.startswith("["):
            return f"{owner}{method}"
        return f"{owner}{dot}{method}"

    def _text_call(self, depth: int) -> str:
        owner = self.random.choice(
            ("zowe.text", "zowe.setup.dataset.prefix", "zowe.wide", self._text(0),
             f"({self._text(0)} + {self.any(depth)})", f"String({self.any(depth)})")
        )  # fmt: skip
        called = self._method(owner, _TEXT_METHODS, depth)
        if self.random.random() < 0.2:
            called = self._method(called, _TEXT_METHODS, depth)
        return called

    def _list_call(self, depth: int) -> str:
        owner = self.random.choice(
            ("zowe.externalDomains", "zowe.ports", "zowe.empty", self._list(depth),
             "zowe.text.split(' ')", "'a,b,c'.split(',')")
        )  # fmt: skip
        called = self._method(owner, _LIST_METHODS, depth)
        if self.random.random() < 0.3:
            called = self._method(called, _LIST_METHODS, depth)
        return called

    def _number_call(self, depth: int) -> str:
        owner = self.random.choice(
            (
                "zowe.externalPort",
                "(1.005)",
                "(-2.5)",
                "(255)",
                "1e21",
                "5.",
                f"({self.any(depth)})",
            )
        )
        return self._method(owner, _NUMBER_METHODS, depth)

    def _any_call(self, depth: int) -> str:
        methods = self.random.choice((_TEXT_METHODS, _LIST_METHODS, _NUMBER_METHODS))
        return self._method(f"({self.any(depth)})", methods, depth)

    def _function(self, depth: int) -> str:
        return self._filled(self.random.choice(_FUNCTIONS), depth)

    def _template(self, depth: int) -> str:
        before = self.random.choice(("", "a", " ", "\\n"))
        return f"`{before}${{{self.any(depth)}}}b`"

    def _list(self, depth: int) -> str:
        items = [self.any(depth) for _ in range(self.random.randrange(4))]
        return f"[{', '.join(items)}]"

    def _object(self, depth: int) -> str:
        keys = ("a", "'b c'", "1", "[zowe.blank]", "true")
        pairs = [
            f"{self.random.choice(keys)}: {self.any(depth)}"
            for _ in range(self.random.randrange(1, 3))
        ]
        return f"({{{', '.join(pairs)}}}){self.random.choice(('', '.a', '[1]', '?.true'))}"

    def _arrow(self, depth: int) -> str:
        body = self.random.choice(("x", "x + 1", "x == 1", "i", "x => x", self.any(depth)))
        return f"{self.random.choice(('x', '(x)', '(x, i)', '()'))} => {body}"

    def _block(self, depth: int) -> str:
        return self._filled(self.random.choice(_BLOCKS), max(depth, 0))

    def _in(self, depth: int) -> str:
        owner = self.random.choice(("zowe", "components", "zowe.ports", self.any(depth)))
        key = self.random.choice(
            ("'setup'", "'none'", "0", "'length'", "'toString'", self._text(0))
        )
        return f"{key} in {owner}"

    def _comma(self, depth: int) -> str:
        return f"({self.any(depth)}, {self.any(depth)})"

    def _index(self, depth: int) -> str:
        return f"{self.random.choice(_REFERENCES)}[{self.any(depth)}]"

    def _statements(self, depth: int) -> str:
        end = self.random.choice((";", "\n", " ; "))
        first, second = self.any(depth), self.any(depth)
        return self.random.choice(
            (
                f"{first}{end}{second}",
                f"if ({first}) {second}; else {self.any(0)}",
                f"{{ {first} }}{second}",
                f"if ({first}) {{ {second} }}",
            )
        )


_SOUP = (
    "zowe", ".", "?.", "[", "]", "(", ")", "{", "}", "=>", "'a'", "1", "1.5", "'", '"', "`", "${",
    "}", "+", "-", "*", "/", "**", "%", "==", "===", "=", "!", "~", "<", ">", "<<", "&&", "||",
    "??", "?", ":", ",", ";", "\n", "if", "else", "return", "let", "const", "var", "x", "typeof",
    "void", "in", "null", "true", "undefined", "externalPort", "setup", "...", "function", "new",
    "this", "delete", "/a/", "//", "/*", "*/", "\\", "\\u", "#", "@", "0x", "010", "1n", "++",
    "async", "of", "yield", "'use strict'", "for", "while", "class", "e", "é", "\u2028",
)  # fmt: skip


def soup(seed: int, count: int) -> Iterator[str]:
    """Any tokens in a row."""
    source = random.Random(seed)
    for _ in range(count):
        tokens = source.choices(_SOUP, k=source.randrange(1, 9))
        yield source.choice(("", " ")).join(tokens)


def damaged(seed: int, count: int) -> Iterator[str]:
    """Expressions with a piece taken out, doubled or replaced."""
    source = random.Random(seed)
    for text in Generator(seed).expressions(count):
        start = source.randrange(len(text))
        end = min(len(text), start + source.randrange(1, 4))
        piece = source.choice(("", text[start:end] * 2, source.choice(_SOUP)))
        yield text[:start] + piece + text[end:]
