"""Any tokens in ``${{ }}``: a value, or an error that names the place."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.config.expressions import WORLD, load
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, is_text
from zwe_vsam.config.javascript.machine import MAXIMUM_TEXT
from zwe_vsam.errors import Problem

_TOKENS = st.sampled_from(
    ["zowe", ".", "?.", "[", "]", "'setup'", '"a"', "(", ")", "=>", "{", "}", "()=>{", "}()", "if",
     "else", "return", ";", "?", ":", "!", "||", "&&", "??", "==", "===", "!=", "<", ">=", "+", "1",
     "1.5", "null", "true", "undefined", "port", "hosts", "x", "components", ",", " ", "\\", "'",
     '"', "-", "}}", "${{", "$", "é", "\n", "0", "up", "map", "constructor", "__proto__"]
)  # fmt: skip
_EXPRESSIONS = st.recursive(
    st.sampled_from(
        [
            "zowe",
            "zowe.port",
            "zowe.nothing",
            "'a'",
            "1",
            "null",
            "zowe.hosts",
            "''",
            "x",
            "zowe.up",
        ]
    ),
    lambda part: st.one_of(
        st.tuples(part, st.sampled_from(["+", "||", "&&", "==", "<", "??"]), part).map(" ".join),
        st.tuples(part, part, part).map(lambda parts: "({} ? {} : {})".format(*parts)),
        part.map("!({})".format),
        part.map("(() => {{ return {} }})()".format),
        part.map("zowe[{}]".format),
    ),
    max_leaves=12,
)


def _escaped(character: str) -> str:
    plain = character.isascii() and character.isprintable() and character not in '"\\'
    return character if plain else f"\\U{ord(character):08x}"


def settles(_folder: Path, expression: str) -> None:
    """In double quotes, where Zowe evaluates it; and as a block, where it stays text."""
    if not is_text(expression):
        return
    quoted = f'"{"".join(map(_escaped, f"${{{{ {expression} }}}}"))}"'
    block = "|-\n" + "".join(f"  {line}\n" for line in f"${{{{ {expression} }}}}".split("\n"))
    for text in (quoted, block):
        try:
            configuration = load(WORLD, f"x: {text}\n")
        except Problem as problem:
            assert problem.id == "ZWEL0140E"
            assert text is block, "a quoted text is valid YAML"
            continue
        problems = [found for found in configuration.scan("x") if isinstance(found, Problem)]
        for read in (configuration.value, configuration.lines, configuration.kind):
            try:
                value = read("x")
            except Problem as caught:
                problems.append(caught)
            else:
                if read == configuration.value and value is not None:
                    assert len(value.text) <= max(MAXIMUM_TEXT, len(text))
        for problem in problems:
            assert problem.message.exit_code == 231
            assert problem.origin is not None
            assert problem.origin.line


KINDS = (
    Kind(
        "expressions: any tokens",
        st.tuples(st.sampled_from(["", " "]), st.lists(_TOKENS | hostile, max_size=25)).map(
            lambda case: case[0].join(case[1])
        ),
        settles,
        200,
        24,
    ),
    Kind("expressions: any expression", _EXPRESSIONS, settles, 200, 18),
)
