"""Each construct of the language, with the value that QuickJS gives."""

from __future__ import annotations

import pytest

from tests.config.javascript.judge import ours, quick

VALUES = [
    # Literals.
    ("012345", "number 5349"),
    ("09", "number 9"),
    ("0x1F", "number 31"),
    ("0o17 + 0b11", "number 18"),
    ("1_000", "number 1000"),
    ("1.50", "number 1.5"),
    ("'' + 1.50", 'string "1.5"'),
    ("9007199254740993", "number 9007199254740992"),
    ("12345678901234567890123", "number 1.2345678901234568e+22"),
    ("1e21", "number 1e+21"),
    ("0.1 + 0.2", "number 0.30000000000000004"),
    (r"'\x41\u0042\u{43}\103\n\0'", r'string "ABCC\n\u0000"'),
    ("'a\\\nb'", 'string "ab"'),
    ("'\\u{1F600}'.length", "number 2"),
    ("`a${1 + 1}b${`c${3}`}`", 'string "a2bc3"'),
    ("[1, 'a', [2]]", 'list [1,"a",[2]]'),
    ("({a: 1, 'b c': 2, 3: 4, [`d`]: 5})", 'object {"3":4,"a":1,"b c":2,"d":5}'),
    # Conversions.
    ("'1e3' == 1000", 'boolean "true"'),
    ("'0x10' == 16", 'boolean "true"'),
    ("['00'] == 0", 'boolean "true"'),
    ("zowe.externalDomains == 'a.example.com,b.example.com'", 'boolean "true"'),
    ("null == undefined", 'boolean "true"'),
    ("null >= 0", 'boolean "true"'),
    ("null == 0", 'boolean "false"'),
    ("undefined + 1", "number NaN"),
    ("undefined < 1", 'boolean "false"'),
    ("null + 1", "number 1"),
    ("true + true", "number 2"),
    ("'5' * '2'", "number 10"),
    ("'5' + 2", 'string "52"'),
    ("[] + {}", 'string "[object Object]"'),
    ("'10' < '9'", 'boolean "true"'),
    ("'10' < 9", 'boolean "false"'),
    ("zowe.nothing + ''", 'string "undefined"'),
    # References.
    ("zowe.setup.dataset.prefix", 'string "IBMUSER.ZWE"'),
    ("components['caching-service'].port", "number 7555"),
    ("zowe.missing?.deeper.deepest", 'undefined "undefined"'),
    ("zowe.missing?.deeper()", 'undefined "undefined"'),
    ("zowe.externalDomains[1]", 'string "b.example.com"'),
    ("zowe.externalDomains[2]", 'undefined "undefined"'),
    ("typeof nobody", 'string "undefined"'),
    ("'setup' in zowe && !('x' in zowe)", 'boolean "true"'),
    # Operators.
    ("2 + 3 * 4 ** 2 / 8 % 5 - 1", "number 2"),
    ("2 ** 3 ** 2", "number 512"),
    ("-'5'", "number -5"),
    ("5 & 3 | 8 ^ 2", "number 11"),
    ("-1 >>> 28", "number 15"),
    ("1 << 31", "number -2147483648"),
    ("'' || 0 || 'x'", 'string "x"'),
    ("0 ?? 'x'", "number 0"),
    ("1 && ''", 'string ""'),
    ("0 ? 1 : 0 ? 2 : 3", "number 3"),
    ("(1, 2)", "number 2"),
    ("void 0 === undefined", 'boolean "true"'),
    ("1 /* a */ + // b\n 2", "number 3"),
    # Text beside an expression, as Zowe joins it.
    ('"V" + zowe.externalPort + 1', 'string "V75541"'),
    ("1 + 2", "number 3"),
    # Functions.
    ("() => { return 5 }()", "number 5"),
    ("() => { let a = 'x'; return a }() + 'y'", 'string "xy"'),
    ("(() => 5)()", "number 5"),
    ("((a, ...b) => a + b.length)(1, 2, 3)", "number 3"),
    ("(() => { return\n5 })()", 'undefined "undefined"'),
    ("(() => { let a = 1\nlet b = 2\nreturn a + b })()", "number 3"),
    ("(() => { if (zowe.off) return 1; else if (zowe.on) { return 2 } return 3 })()", "number 2"),
    ("(() => { var a = 1; { let a = 2; a += 1 } return a })()", "number 1"),
    ("(a => b => a + b)(1)(2)", "number 3"),
    ("1; 2", "number 2"),
    ("if (0) 1", 'undefined "undefined"'),
    # Methods.
    ("zowe.setup.dataset.prefix.toLowerCase()", 'string "ibmuser.zwe"'),
    ("'ß'.toUpperCase()", 'string "SS"'),
    ("zowe.wide.length", "number 5"),
    ("'IBMUSER.ZWE'.split('.')", 'list ["IBMUSER","ZWE"]'),
    ("'IBMUSER.ZWE'.substring(0, 3)", 'string "IBM"'),
    ("'IBMUSER.ZWE'.substr(-3)", 'string "ZWE"'),
    ("'IBMUSER.ZWE'.slice(-3, -1)", 'string "ZW"'),
    ("'a.b.c'.replace('.', '-')", 'string "a-b.c"'),
    ("'a.b.c'.replaceAll('.', '-')", 'string "a-b-c"'),
    ("'a.b.c'.replace(/\\./g, '$&$&')", 'string "a..b..c"'),
    ("'a1b22'.match(/\\d+/g)", 'list ["1","22"]'),
    ("'a1'.match(/(\\d)(x)?/)[2]", 'undefined "undefined"'),
    ("/^[A-Z]{1,3}$/.test('ABC')", 'boolean "true"'),
    ("'5'.padStart(3, '0') + 'x'.repeat(2)", 'string "005xx"'),
    ("' x '.trim() + '|'", 'string "x|"'),
    ("'abc'.includes('b') && 'abc'.startsWith('a')", 'boolean "true"'),
    ("zowe.ports.filter(p => p > 100).map(p => p + 1).join('/')", 'string "7554/7555"'),
    ("zowe.externalPort.toString() + (1.005).toFixed(2)", 'string "75541.00"'),
    ("parseInt('12px') + parseInt('ff', 16) + parseFloat('1.5x')", "number 268.5"),
    ("String([1, [2, null]]) + Number('') + Boolean('x')", 'string "1,2,0true"'),
    ("Object.keys(zowe.setup).join()", 'string "dataset,vsam"'),
    ("Math.max(1, '5') + Math.round(2.5) + Math.floor(-0.5)", "number 7"),
    ("JSON.stringify(zowe.setup.vsam)",
     r'string "{\"volume\":12345,\"name\":\"\",\"mode\":\"NONRLS\"}"'),
    # QuickJS alone.
    ("5 ^^ 3", "number 6"),
    ("'xay'.split(/(a)|(b)/)", 'list ["x","a","undefined","y"]'),
]  # fmt: skip


@pytest.mark.parametrize(("source", "expected"), VALUES)
def test_value(source: str, expected: str) -> None:
    assert quick(source).value == expected
    assert ours(source).value == expected


@pytest.mark.parametrize(
    "source",
    [
        "", "1 +", "(1", "a b", "zowe..x", "'a", "`a", "/a", "/* a", "1 ?? 2 || 3", "1 || 2 ?? 3",
        "-1 ** 2", "return 1", "08.5.5", "0x", "1__0", "3in [1]", "5.toString()", "'\\x4'",
        "{'a': 1}",
        "(() => { let a = 1; let a = 2 })()", "(() => { const a })()", "(a => { let a })(1)",
        "(a, a) => 1", "1 + () => 2", '"x" + () => { return 1 }()', "if (1", "()", "1 = 2", "#",
        "@",
        "(() => { let a = 1 let b = 2 })()", "[1, 2", "/a/xx", "/(/", "/[b-a]/", "/a**/", "1 ? 2",
        "(() => { if (1) let a = 2 })()", "0xe.x", "a?.", "() \n => 1", "'\n'",
    ],
)  # fmt: skip
def test_syntax_error(source: str) -> None:
    if source:
        assert quick(source).kind == "syntax"
        assert ours(source).kind == "syntax"
    else:
        assert quick(source) == ours(source) == ("value", 'undefined "undefined"')


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nobody", "nobody is not defined"),
        ("nobody.x", "nobody is not defined"),
        ("zowe.disk.volume", "zowe.disk is not defined"),
        ("zowe.setup.dataset.jcllib.x", "zowe.setup.dataset.jcllib is null"),
        ("zowe.externalPort()", "zowe.externalPort is not a function"),
        ("'a'.at(0)", "this is not a function"),
        ("(() => 1)().x.y", "y is read from a value that is not defined"),
        ("(() => { a; let a = 1 })()", "a is used before its value is set"),
        ("(() => { const a = 1; a = 2 })()", "a is a constant"),
        ("(() => { const a = 1; a ||= 2; return a })()", "a is a constant"),
        ("1 in 'a'", "in needs an object or a list on its right"),
        ("'a'.repeat(-1)", "repeat needs a number of 0 or more"),
        ("(1).toString(1)", "toString needs a radix of 2 to 36"),
        ("[].reduce((a, b) => a)", "reduce of an empty list needs a first value"),
        ("[1].map(1)", "a function is expected as the argument"),
        ("[...1]", "only a list or a text can be spread"),
        ("'a'.includes(/a/)", "a regular expression is not allowed here"),
        ("'a'.replaceAll(/a/, '')", "replaceAll needs the flag g"),
        ("'' + ({toString: 1, valueOf: 1})", "an object has no text here"),
    ],
)
def test_exception(source: str, message: str) -> None:
    assert quick(source).kind == "exception"
    assert ours(source) == ("exception", message)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("for (;;) {}", "loops"),
        ("(() => { while (1) {} })()", "loops"),
        ("(() => { try { x } catch (e) {} })()", "exceptions"),
        ("(() => { throw 1 })()", "exceptions"),
        ("new Date()", "objects"),
        ("this", "objects"),
        ("zowe instanceof Object", "objects"),
        ("({get a() { return 1 }})", "objects"),
        ("(function () { return 1 })()", "functions"),
        ("((a = 1) => a)()", "functions"),
        ("(() => { let {a} = zowe; return a })()", "patterns"),
        ("[zowe] = [1]", "patterns"),
        ("zowe.port = 1", "changes"),
        ("(() => { let a = 1; a++; return a })()", "changes"),
        ("delete zowe.port", "changes"),
        ("zowe.ports.reverse()", "changes"),
        ("[1].push(2)", "changes"),
        ("let a = 1; a", "top-level variables"),
        ("a = 1", "top-level variables"),
        ("zowe.constructor", "prototypes"),
        ("''.constructor", "prototypes"),
        ("zowe.__proto__", "prototypes"),
        ("zowe['__proto__']", "prototypes"),
        ("({__proto__: zowe})", "prototypes"),
        ("(() => 1).constructor('return 1')()", "prototypes"),
        ("hasOwnProperty('a')", "prototypes"),
        ("'a'.localeCompare('b')", "built-ins"),
        ("globalThis", "built-ins"),
        ("eval('1')", "built-ins"),
        ("(() => 1).call()", "built-ins"),
        ("JSON.stringify(zowe, null, 2)", "built-in arguments"),
        ("(0.5).toString(2)", "built-in arguments"),
        ("[1,,2]", "holes"),
        ("1n", "big integers"),
        ("zowe.wide[2]", "half characters"),
        ("[zowe.wide.charAt(3)]", "half characters"),
        ("({[zowe.wide[2]]: 1})", "half characters"),
        ("'a'.match(/(?<=a)b/)", "regular expressions"),
        ("'a'.match(/(a)\\1/)", "regular expressions"),
        ("'a'.match(/(a+)+$/)", "regular expressions"),
        ("'a'.match(/(?:a|a)*$/)", "regular expressions"),
        ("'a'.padEnd(6000).match(/a*a*a*b/)", "regular expressions"),
        ("'a'.repeat(40).match(/" + "(?:a|a)" * 30 + "b/)", "regular expressions"),
        ("'a'.repeat(40).match(/" + "a?" * 30 + "b/)", "regular expressions"),
        ("a: 1", "statements"),
        ("'use strict'; 1", "statements"),
        ("async () => 1", "statements"),
        ("String.raw`a`", "statements"),
        ("1 <!-- 2", "statements"),
    ],
)
def test_refusal(source: str, kind: str) -> None:
    result = ours(source)
    assert result.kind == "refused"
    assert result.value.startswith(f"{kind}: ")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("(" * 41 + "1" + ")" * 41, "the expression is nested too deeply"),
        ("!" * 500 + "1", "the expression is nested too deeply"),
        ("[" * 200 + "]" * 200, "the expression is nested too deeply"),
        ("(() => { let f = () => f(); return f() })()", "the expression is nested too deeply"),
        ("zowe" + "?.a" * 200, "the expression is nested too deeply"),
        ("'a'.repeat(70000)", "a text has more than 65536 characters"),
        ("'a'.padEnd(1e9)", "a text has more than 65536 characters"),
        ("'aaaaaaaa'.repeat(8000) + 'a'.repeat(60000)", "a text has more than 65536 characters"),
        ("'x'.repeat(300).split('').map(a => 'y'.repeat(300)).join('')",
         "a text has more than 65536 characters"),
        ("'x'.repeat(60000).split('')", "a list has more than 10000 items"),
        ("(() => { let a = 'x'.repeat(900).split(''); return a.map(b => a.map(c => c)) })()",
         "the expression takes too many steps"),
        ("(() => { let a = 'x'.repeat(9000).split(''); return a.map(b => 'y'.repeat(65000)) })()",
         "the expression takes too many steps"),
        ("(() => { let a = 'x'.repeat(65000), b = 'x'.repeat(9000).split('');"
         " return b.map(c => a.slice(1)) })()", "the expression takes too many steps"),
        ("(() => { let a = 'x'.repeat(9000).split(''); return a.map(b => a.slice()) })()",
         "the expression takes too many steps"),
    ],
)  # fmt: skip
def test_limit(source: str, message: str) -> None:
    assert ours(source) == ("too much", message)


def test_a_long_text_of_operators_is_no_nesting() -> None:
    source = " + ".join(["1"] * 9000)
    assert ours(source) == quick(source) == ("value", "number 9000")


def test_what_quickjs_gives_for_a_prototype_is_never_a_value_here() -> None:
    for name in ("constructor", "__proto__", "__defineGetter__", "isPrototypeOf"):
        for owner in ("zowe", "''", "(1)", "true", "[]", "(() => 1)", "String", "Math", "/a/"):
            assert ours(f"{owner}.{name}").kind == "refused"
            assert ours(f"{owner}['{name}']").kind == "refused"
