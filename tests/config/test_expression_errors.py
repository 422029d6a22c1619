"""What is wrong with what stands in ``${{ }}``: an error that names the place and the text."""

from __future__ import annotations

import pytest

from tests.config.expressions import WORLD, error, load
from zwe_vsam.errors import Problem

OPEN_BRACE = (
    "Zowe ends an expression at the first }}, and { is open there: close it before, and write a "
    "blank between braces"
)


@pytest.mark.parametrize(
    ("expression", "what", "at"),
    [
        ("", "it ends too early", ""),
        ("zowe.", "not understood: .", "."),
        ("zowe..port", "not understood: ..port", "..port"),
        ("zowe[", "it ends too early", ""),
        ("zowe[0", "it ends too early", ""),
        ("zowe.5", "not understood: .5", ".5"),
        ("(zowe", "it ends too early", ""),
        ("zowe)", "not understood: )", ")"),
        ("'abc", OPEN_BRACE.replace("{ is", "' is"), "}}"),
        ("a ? b", "it ends too early", ""),
        ("1 2", "not understood: 2", "2"),
        ("5abc", "not understood: 5abc", "5abc"),
        ("1.2.3", "not understood: 1.2.3", "1.2.3"),
        ("1e5", "not understood: 1e5", "1e5"),
        ("-1", "not understood: -1", "-1"),
        ("2 * 3", "not understood: * 3", "* 3"),
        ("zowe.port = 5", "not understood: = 5", "= 5"),
        ("`text`", "not understood: `text`", "`"),
        ("[ 'RACF' ].includes(zos.getEsm())", "not understood: [ 'RACF' ].includes(...", "["),
        ("{a: 1}", "not understood: {a: 1}", "{a"),
        ("zos.getEsm()", "not understood: zos.getEsm()", "zos"),
        ("zowe.port.toString()", "not understood: zowe.port.toString()", "zowe"),
        ("typeof zowe", "not understood: typeof zowe", "typeof"),
        ("new Date", "not understood: new Date", "new"),
        ("if (true) 'a'", "not understood: if (true) 'a'", "if"),
        ("return 1", "not understood: return 1", "return"),
        ("(zowe || components).port", "not understood: (zowe || components)...", "("),
        ("('a')('b')", "not understood: ('a')('b')", "("),
        ("'a' ?? 'b' || 'c'", "not understood: || 'c'", "|| 'c'"),
        ("'a' || 'b' ?? 'c'", "not understood: ?? 'c'", "?? 'c'"),
        ("'a' && 'b' ?? 'c'", "not understood: ?? 'c'", "?? 'c'"),
        ("'a' ?? 'b' && 'c'", "not understood: && 'c'", "&& 'c'"),
        ("zowe.port   = 5", "not understood: = 5", "= 5"),
        ("1 = " + "2" * 21, "not understood: = " + "2" * 21, "= "),
        ("1 = " + "2" * 22, "not understood: = " + "2" * 18 + "...", "= "),
        ("(zowe)?.port", "not understood: (zowe)?.port", "("),
        ("(zowe)['port']", "not understood: (zowe)['port']", "("),
        (r"'\u0041'", r"not understood: '\u0041'", "'"),
        (r"'\x41'", r"not understood: '\x41'", "'"),
        # a function that nobody calls, or with arguments
        ("() => 'a'", "it ends too early", ""),
        ("(() => 'a')", "it ends too early", ""),
        ("((() => 'a'))()", "not understood: )()", ")()"),
        ("(() => 'a')('b')", "not understood: 'b')", "'b'"),
        ("x => x", "not understood: => x", "=>"),
        ("(() => { 'a' })()", "not understood: 'a' })()", "'a'"),
        ("(() => { let a = 1; return a })()", "not understood: = 1; return a })()", "= 1"),
        ("(() => { return 'a' )()", OPEN_BRACE, "}}"),
        ("(() => { if (true) { return 'a' }})()", OPEN_BRACE, "}})()"),
        ("'a }} b'", OPEN_BRACE.replace("{ is", "' is"), "}} b'"),
        ("zowe['}}']", OPEN_BRACE.replace("{ is", "' is"), "}}']"),
        # names
        ("nothing", "nothing is not defined", "nothing"),
        ("nothing?.below", "nothing is not defined", "nothing"),
        ("haInstance.hostname", "haInstance is set for each instance when Zowe starts it; it "
         "cannot be known here", "haInstance"),
        ("zowe.nothing.below", "zowe.nothing is not defined", ".below"),
        ("zowe.setup.vsam.name.x", "zowe.setup.vsam.name is not defined", ".x"),
        ("zowe.port.x", "zowe.port is a value and has no keys", ".x"),
        ("zowe.port?.x", "zowe.port is a value and has no keys", "?.x"),
        ("zowe.hosts.length", "zowe.hosts is a list and has no length", ".length"),
        ("zowe.hosts['-1']", "zowe.hosts is a list and has no -1", "["),
        ("zowe[null]", "null cannot be part of a text", "["),
        # values
        ("'a' + null", "null cannot be part of a text", "+"),
        ("'a' + zowe.nothing", "undefined cannot be part of a text", "+"),
        ("'a' + zowe.setup", "a mapping cannot be part of a text", "+"),
        ("null + 'a'", "null cannot be part of a text", "+"),
        ("1 + null", "cannot add a number and null", "+"),
        ("null + 1", "cannot add null and a number", "+"),
        ("1 + zowe.hosts", "cannot add a number and a list", "+"),
        ("zowe.hosts + true", "cannot add a list and true", "+"),
        ("zowe.setup + 1", "cannot add a mapping and a number", "+"),
        ("zowe.setup < 1", "cannot compare a mapping and a number", "<"),
        ("'a' < 1", "cannot compare a text and a number", "<"),
        ("zowe.nothing >= 1", "cannot compare undefined and a number", ">="),
        ("999999999999999 + 1", "more than 15 digits", "+"),
    ],
)  # fmt: skip
def test_error_names_the_place(expression: str, what: str, at: str) -> None:
    text = f"${{{{ {expression} }}}}"
    problem = error(text)
    assert problem.facts[0] == f"x cannot be evaluated: {what}"
    offset = text.index(at) if at else len(text[:-3].rstrip())
    assert str(problem.origin) == f"a.yaml:2:{offset + 3}"


def test_error_of_several_lines_is_told_in_one() -> None:
    with pytest.raises(Problem, match=r"^.*not understood: = 2 \* 3'"):
        load('x: "${{ 1 = 2\\n* 3 }}"\n').value("x")


@pytest.mark.parametrize("key", ["password", "keyPass", "token", "masterNodeUri", "url"])
def test_error_in_what_may_be_a_secret_quotes_nothing(key: str) -> None:
    with pytest.raises(Problem) as caught:
        load(f"c: {{{key}: \"${{{{ 'GEHEIM' * 2 }}}}\"}}\n").value(f"c.{key}")
    told = f"c.{key} cannot be evaluated: why is not shown, as it may be a secret"
    assert caught.value.facts == (told,)
    assert str(caught.value.origin) == f"a.yaml:1:{21 + len(key)}"
    assert caught.value.__cause__ is None
    assert caught.value.remedy == "Write the value itself, or a simpler expression."


def test_error_in_a_longer_text_has_its_place_too() -> None:
    problem = error("A.${{ zowe.port }}.${{ null }}")
    assert problem.facts[0] == "x cannot be evaluated: null cannot be part of a text"
    assert str(problem.origin) == "a.yaml:2:25"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("${{ zowe.port * 2 }}", "a.yaml:1:18"),
        ("&a ${{ zowe.port * 2 }}", "a.yaml:1:21"),
        ("!!str ${{ zowe.port * 2 }}", "a.yaml:1:24"),
        ('"${{ zowe.port * 2 }}"', "a.yaml:1:19"),
        ("\n  ${{ zowe.port * 2 }}", "a.yaml:2:17"),
        ("é${{ zowe.port * 2 }}", "a.yaml:1:19"),
        # A text of several lines, which YAML writes with blank ones between them.
        ('"${{ 1 }}\n\n  ${{ zowe.port * 2 }}"', "a.yaml:3:17"),
        ('"${{ 1 }}\n\n\n  ${{ zowe.port * 2 }}"', "a.yaml:4:17"),
        ('"\n\n  ${{ zowe.port * 2 }}"', "a.yaml:3:17"),
        ('"${{ zowe.port * 2 }}\n\n  b"', "a.yaml:1:19"),
        ('"a\\n\\\n  ${{ zowe.port * 2 }}"', "a.yaml:2:17"),
        # Written in another way, or twice, only the line is sure.
        ('"${{ zowe.port * 2 }}\n\n  ${{ zowe.port * 2 }}"', "a.yaml:1"),
        ('"\\x24{{ zowe.port * 2 }}"', "a.yaml:1"),
        ('"${{ zowe.port\n  * 2 }}"', "a.yaml:1"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_place_of_the_error_in_every_style(written: str, place: str) -> None:
    with pytest.raises(Problem) as caught:
        load(f"x: {written}\n" + WORLD).value("x")
    assert "not understood: * 2" in caught.value.facts[0]
    assert str(caught.value.origin) == place


@pytest.mark.parametrize("key", ["x", "y", "l"])
@pytest.mark.usefixtures("loader")
def test_expression_in_single_quotes_is_a_key_that_zowe_ignores(key: str) -> None:
    text = "x: '${{ zowe.port }}'\ny: ${{ x }}\nl: ['${{ 1 }}']\n"
    configuration = load(text + WORLD, "x: 3\n")
    with pytest.raises(Problem) as caught:
        configuration.lines(key) if key == "l" else configuration.value(key)
    assert caught.value.facts[0].endswith(" in single quotes: Zowe ignores such a key")
    assert str(caught.value.origin) == ("a.yaml:3" if key == "l" else "a.yaml:1")
    assert "plain and double-quoted" in caught.value.remedy
