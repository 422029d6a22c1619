"""What stands in ``${{ }}``: its value, or an error that names the place and the text."""

from __future__ import annotations

import pytest
from hypothesis import settings

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.evaluator import MAXIMUM_REFERENCES
from zwe_vsam.config.expression_syntax import MAXIMUM_NESTING, Source
from zwe_vsam.config.expressions import MAXIMUM_EXPRESSION, MAXIMUM_RESULT
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Problem

WORLD = """\
zowe:
  setup:
    dataset: {prefix: IBMUSER.ZWE}
    vsam:
      volume: 012345
      name: null
      storageClass:
  port: 7554
  zero: 0
  zeros: '00'
  off: false
  on: TRUE
  yes: yes
  five: '5'
  blank: ''
  hosts: [a.example.com, b.example.com]
  numbers: 1_000
  up: ${{ zowe.setup.dataset.prefix }}.UP
  upper: ${{ zowe.up }}PER
  map: ${{ zowe.setup }}
components:
  caching-service:
    storage: {mode: VSAM, vsam: {name: A.CACHE}}
  empty: {}
"""
QUICK = settings(max_examples=300, deadline=None, derandomize=True, database=None)


def load(*texts: str) -> Configuration:
    return Configuration(
        [Document(ConfigSource(f"{'abcd'[index]}.yaml", text)) for index, text in enumerate(texts)]
    )


def quoted(text: str) -> str:
    """``text`` as a YAML value on a line of its own, in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'x: "{escaped}"\n'


def result(text: str) -> str | None:
    value = load(quoted(text) + WORLD).value("x")
    return value.text if value else None


def error(text: str) -> Problem:
    """The problem of a value that stands on line 2 from column 3 on."""
    with pytest.raises(Problem) as caught:
        load((f'x:\n "{text}"\n' if ": " in text else f"x:\n  {text}\n") + WORLD).value("x")
    assert caught.value.id == "ZWV231E"
    assert "x cannot be evaluated: " in caught.value.facts[0]
    return caught.value


OPEN_BRACE = (
    "Zowe ends an expression at the first }}, and { is open there: close it before, and write a "
    "blank between braces"
)

ARROW = (
    "()=> { if (components['caching-service']?.storage?.vsam?.name) "
    "{ return components['caching-service'].storage.vsam.name } else { return '' } }()"
)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # references
        ("zowe.setup.dataset.prefix", "IBMUSER.ZWE"),
        ("zowe['setup']['dataset'].prefix", "IBMUSER.ZWE"),
        ('zowe["setup"]["dataset"]["prefix"]', "IBMUSER.ZWE"),
        ("components['caching-service'].storage.mode", "VSAM"),
        ("components['caching' + '-service'].storage.mode", "VSAM"),
        ("components[zowe.off ? 'x' : 'caching-service'].storage.mode", "VSAM"),
        ("zowe?.setup?.['dataset']?.prefix", "IBMUSER.ZWE"),
        ("zowe.hosts[0]", "a.example.com"),
        ("zowe.hosts[1]", "b.example.com"),
        ("zowe.hosts[2]", None),
        ("zowe.map.dataset.prefix", "IBMUSER.ZWE"),
        ("zowe.nothing", None),
        ("zowe.nothing?.below.that", None),
        ("zowe.setup.vsam.name", None),
        ("zowe.setup.vsam.name?.x", None),
        ("zowe.up", "IBMUSER.ZWE.UP"),
        ("zowe.upper", "IBMUSER.ZWE.UPPER"),
        # as written
        ("zowe.setup.vsam.volume", "012345"),
        ("zowe.setup.vsam.volume + ''", "012345"),
        ("'' + zowe.port", "7554"),
        ("zowe.on", "true"),
        ("zowe.off", "false"),
        ("zowe.yes", "yes"),
        # literals
        ("'text'", "text"),
        ('"te\'xt"', "te'xt"),
        (r"'a\'b\\c'", r"a'b\c"),
        (r"'a\tb\Xc'", "a\tbXc"),
        ("null", None),
        ("undefined", None),
        ("''", None),
        ("' '", None),
        ("true", "true"),
        ("12", "12"),
        ("1.5", "1.5"),
        # logic
        ("'' || 'b'", "b"),
        ("'a' || 'b'", "a"),
        ("null || undefined || 'c'", "c"),
        ("zowe.zero || 'b'", "b"),
        ("zowe.zeros || 'b'", "00"),
        ("zowe.off || 'b'", "b"),
        ("zowe.yes && 'b'", "b"),
        ("'' && 'b'", None),
        ("components.empty && 'b'", "b"),
        ("zowe.blank ?? 'b'", None),
        ("zowe.nothing ?? 'b'", "b"),
        ("zowe.nothing ?? zowe.port", "7554"),
        ("zowe.setup.X ?? 'b'", "b"),
        ("null ?? zowe.nothing ?? 'c'", "c"),
        ("zowe.setup.vsam.name ?? 'b'", "b"),
        ("zowe.zero ?? 'b'", "0"),
        ("'a' || 'b' && ''", "a"),
        ("('a' || 'b') && 'c'", "c"),
        ("('' ?? 'a') || 'b'", "b"),
        ("'' || (null ?? 'a')", "a"),
        # what is not needed is not evaluated
        ("'a' || nothing.at.all", "a"),
        ("null && nothing.at.all", None),
        ("true ? 'a' : nothing.at.all", "a"),
        # not
        ("!zowe.blank", "true"),
        ("!!zowe.blank", "false"),
        ("!!!zowe.blank", "true"),
        ("!zowe.nothing?.x ? 'a' : 'b'", "a"),
        ("!zowe.setup?.vsam ? 'a' : 'b'", "b"),
        # comparisons
        ("'a' == 'a'", "true"),
        ("'a' < 'a'", "false"),
        ("'a' >= 'a'", "true"),
        ("'a' <= 'b'", "true"),
        ("'a' > 'b'", "false"),
        ("'a' != 'a'", "false"),
        ("zowe.port == 7554", "true"),
        ("zowe.port == '7554'", "true"),
        ("zowe.port === '7554'", "false"),
        ("zowe.port !== '7554'", "true"),
        ("zowe.port === 7554.0", "true"),
        ("zowe.five == 5", "true"),
        ("zowe.setup.vsam.volume == 12345", "true"),
        ("zowe.setup.vsam.volume == '12345'", "true"),
        ("zowe.numbers == 1000", "false"),
        ("'1e3' == 1000", "false"),
        ("'nan' == 'NaN'", "false"),
        ("zowe.nothing == null", "true"),
        ("zowe.nothing === null", "false"),
        ("zowe.setup.vsam.name === null", "true"),
        ("zowe.blank == null", "false"),
        ("zowe.zero == null", "false"),
        ("zowe.blank == 0", "true"),
        ("zowe.off == 0", "true"),
        ("zowe.off === 0", "false"),
        ("zowe.on == 1", "true"),
        ("zowe.setup == zowe.setup", "true"),
        ("zowe.setup == components", "false"),
        ("zowe.setup === components", "false"),
        ("zowe.setup == 'mapping'", "false"),
        ("1 < 2", "true"),
        ("2 <= 2", "true"),
        ("2 > 2", "false"),
        ("2 >= 2", "true"),
        ("2 >= 3", "false"),
        ("'10' < '9'", "true"),
        ("'10' < 9", "false"),
        ("'b' > 'a'", "true"),
        ("1 < 2 == true", "true"),
        ("'a' + 'b' == 'ab'", "true"),
        # adding
        ("'a' + 'b' + 'c'", "abc"),
        ("1 + 2", "3"),
        ("1 + 2 + 'x'", "3x"),
        ("'x' + 1 + 2", "x12"),
        ("zowe.port + 1", "7555"),
        ("zowe.five + 1", "51"),
        ("0.5 + 0.25", "0.75"),
        ("'a' + true", "atrue"),
        # conditions
        ("true ? 'a' : 'b'", "a"),
        ("false ? 'a' : 'b'", "b"),
        ("false ? 'a' : true ? 'b' : 'c'", "b"),
        ("true ? false ? 'a' : 'b' : 'c'", "b"),
        ("'' || true ? 'a' : 'b'", "a"),
        ("zowe.port != 7554 ? null : '/var/zowe'", "/var/zowe"),
        ("zowe.port == 7554 ? null : '/var/zowe'", None),
        ("(((('a'))))", "a"),
        (" + ".join(["('a')"] * 30), "a" * 30),
        # functions
        (ARROW, "A.CACHE"),
        ("() => 'a' ()".replace("'a' ()", "{ return 'a' } ()"), "a"),
        ("(() => 'a')()", "a"),
        ("(() => { return 'a' })()", "a"),
        ("(() => { return 'a' }())", "a"),
        ("(() => { if (false) { return 'a' } return 'b' })()", "b"),
        ("(() => { if (false) return 'a'; else return 'b'; })()", "b"),
        ("(() => { if (false) return 'a'; else if (true) { return 'b' } })()", "b"),
        ("(() => { { return 'a' } return 'b' })()", "a"),
        ("(() => { if (true) {} return 'b' })()", "b"),
        ("(() => { if (true) {} else { return 'a' } return 'b' })()", "b"),
        (f"(() => {{ {'if (false) {} ' * 30} return 'b' }})()", "b"),
        ("(() => { return; })()", None),
        ("(() => { })()", None),
        ("(() => { return })() || 'b'", "b"),
        # whatever stands between them
        ("  zowe . port  ", "7554"),
        ("\tzowe.port", "7554"),
        ("'} }'", "} }"),
        ("'${{ a'", "${{ a"),
    ],
)
def test_value(expression: str, expected: str | None) -> None:
    assert result(f"${{{{{expression}}}}}") == expected
    assert result(f"${{{{ {expression} }}}}") == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("zowe.setup.vsam.storageClass === ''", "true"),
        ("zowe.setup.vsam.storageClass == null", "false"),
        ("zowe.setup.vsam.storageClass ?? 'b'", None),
        ("zowe.setup.vsam.storageClass || 'b'", "b"),
        ("zowe.setup.vsam.storageClass?.x || 'b'", "b"),
        ("zowe.setup.vsam.storageClass.x || 'b'", "b"),
    ],
)
def test_key_without_a_value_is_an_empty_text(expression: str, expected: str | None) -> None:
    """As in Zowe (yaml2json.c): only what is written ``null`` or ``~`` is null."""
    assert result(f"${{{{ {expression} }}}}") == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("|-\n  ${{ zowe.port }}", "${{ zowe.port }}"),
        (">-\n  ${{ zowe.port }}", "${{ zowe.port }}"),
        ('"${{ zowe.port }}"', "7554"),
        ("${{ zowe.port }}", "7554"),
        ("\n  ${{ zowe.port }}", "7554"),
        ("&a ${{ zowe.port }}", "7554"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_plain_and_double_quoted_values_are_evaluated(written: str, expected: str) -> None:
    configuration = load(f"x: {written}\ny: ${{{{ x }}}}\n" + WORLD)
    assert [_outcome(configuration, key) for key in "xy"] == [expected] * 2


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${{ zowe.setup.dataset.prefix }}.SZWEAUTH", "IBMUSER.ZWE.SZWEAUTH"),
        ("A.${{ 'B' }}", "A.B"),
        ("${{ 'A' }}${{ 'B' }}", "AB"),
        ("${{ 'A' }}.${{ zowe.port }}.${{ true }}", "A.7554.true"),
        ("$ { {{ }} }", "$ { {{ }} }"),
        ("${ x }", "${ x }"),
        ("}} ${{ 'a' }} }}", "}} a }}"),
        ("${{ '' }}${{ '' }}", None),
        ("a${{ '' }}b", "ab"),
        ("${{ 1 }}${{ 2 }}", "12"),
    ],
)
def test_within_a_text(text: str, expected: str | None) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    ("expression", "alone"),
    [
        ("'B' + 'C'", True),
        ("!zowe.off", True),
        ("zowe.hosts[0 || 1]", True),
        ("('B' || 'C')", True),
        ("(('B') || 'C')", True),
        ("(zowe.on ? 'B' : 'C')", True),
        ("(() => { if (true || false) { return 'B' } })()", True),
        ("'||' + '?' + '(' + ')'", True),
        ("'B' || 'C'", False),
        ("('B') || 'C'", False),
        ("(('B')) ?? 'C'", False),
        ("zowe.hosts[0] && 'C'", False),
        ("(() => { return 'B' })() == 'B'", False),
        ("zowe.port < 1", False),
        ("zowe.on ? 'B' : 'C'", False),
    ],
)
def test_expression_beside_a_text(expression: str, alone: bool) -> None:
    """Zowe joins the parts by ``+`` without parentheses, which binds tighter than ``||``."""
    text = f"A.${{{{ {expression} }}}}"
    if alone:
        assert (result(text) or "").startswith("A.")
        return
    problem = error(text)
    assert problem.facts[0] == (
        "x cannot be evaluated: put parentheses round it, or Zowe takes the text beside it as part "
        "of it"
    )
    assert str(problem.origin) == "a.yaml:2:8"


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


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("true", "bool"), ("True", "bool"), ("TRUE", "bool"), ("tRUE", "text"), ("yes", "text"),
        ("false", "bool"), ("False", "bool"), ("FALSE", "bool"), ("fALSE", "text"),
        ("'true'", "text"), ("10", "number"), ("007", "number"), ("'10'", "text"), ("1.5", "text"),
        ("0x1F", "text"), ("-1", "text"), ("²", "text"),
    ],
)  # fmt: skip
def test_type_of_what_is_written(written: str, kind: str) -> None:
    """As in Zowe (yaml2json.c)."""
    plain = written.strip("'")
    same = {"bool": plain.lower(), "number": plain, "text": f"'{plain}'"}[kind]
    value = load(f"w: {written}\nx: ${{{{ w === {same} }}}}\n").value("x")
    assert value is not None
    assert value.text == "true"


def test_words_of_the_language_are_keys_after_a_dot() -> None:
    value = load('x: ${{ z.null + z.true }}\nz: {"null": a, "true": b}\n').value("x")
    assert value is not None
    assert value.text == "ab"


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


# Expressions that need one another


def test_error_is_told_where_it_is_with_what_needs_it() -> None:
    world = "a: ${{ b }}\nb: ${{ c }}\nc: ${{ d }} \n"
    with pytest.raises(Problem) as caught:
        load(world).value("a")
    assert caught.value.facts[0] == "c cannot be evaluated: d is not defined"
    assert str(caught.value.origin) == "a.yaml:3:8"
    assert caught.value.details == ("needed by b (a.yaml:2)", "needed by a (a.yaml:1)")


@pytest.mark.parametrize(
    ("world", "key", "chain", "place"),
    [
        ("a: ${{ a }}\n", "a", "a -> a", "a.yaml:1:4"),
        ("a: ${{ b }}\nb: ${{ a }}\n", "a", "a -> b -> a", "a.yaml:1:4"),
        ("a: ${{ b }}\nb: ${{ c }}\nc: ${{ b }}\n", "a", "b -> c -> b", "a.yaml:1:4"),
        ('x: {y: "${{ x.z }}", z: "${{ x.y }}"}\n', "x.y", "x.y -> x.z -> x.y", "a.yaml:1:9"),
        ("a: ${{ b.c }}\nb: ${{ a }}\n", "a", "a -> b -> a", "a.yaml:1:4"),
    ],
)
def test_cycle_is_told_with_its_path(world: str, key: str, chain: str, place: str) -> None:
    with pytest.raises(Problem) as caught:
        load(world).value(key)
    assert caught.value.facts[0] == f"{key} cannot be evaluated: it refers to itself: {chain}"
    assert str(caught.value.origin) == place


def test_what_is_in_a_cycle_and_not_needed_does_no_harm() -> None:
    configuration = load("a: \"${{ true ? 'x' : b }}\"\nb: ${{ a }}\nc: ${{ c }}\n")
    assert configuration.value("b") is not None
    assert configuration.kind("a") == "scalar"


def test_a_mapping_that_holds_the_expression_is_no_cycle() -> None:
    configuration = load("a: {b: \"${{ a ? 'x' : 'y' }}\"}\n")
    value = configuration.value("a.b")
    assert value is not None
    assert value.text == "x"


@pytest.mark.parametrize("more", [0, 1])
def test_longest_chain(more: int) -> None:
    count = MAXIMUM_REFERENCES + more
    world = "".join(f"k{i}: ${{{{ k{i + 1} }}}}\n" for i in range(count)) + f"k{count}: end\n"
    configuration = load(world)
    if more:
        with pytest.raises(Problem, match="through more than 20 others"):
            configuration.value("k0")
        assert configuration.value("k1") is not None
    else:
        assert configuration.value("k0") is not None


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(
    ("before", "after", "used"), [("(", ")", 1), ("true ? (", ") : 'b'", 2), ("!(", ")", 1)]
)
def test_limit_of_nesting(before: str, after: str, used: int, more: int) -> None:
    depth = (MAXIMUM_NESTING - 1) // used + more
    text = f"${{{{ {before * depth}'a'{after * depth} }}}}"
    if more:
        problem = error(text)
        assert problem.facts == ("x cannot be evaluated: nested too deeply",)
        assert problem.origin is not None
        assert problem.origin.column
    else:
        assert result(text) in ("a", "true")


def test_many_levels_in_many_expressions_stay_a_foreseen_error() -> None:
    """Neither limit is passed, but together they are more than Python's stack holds."""
    inside, close = "('' || " * 24, ")" * 24
    world = "".join(f'k{i}: "${{{{ {inside}k{i + 1}{close} }}}}"\n' for i in range(19))
    configuration = load(world + "k19: end\n")
    assert _outcome(configuration, "k0") == "k0 cannot be evaluated: nested too deeply"
    assert _outcome(configuration, "k15") == "end"


def _outcome(configuration: Configuration, key: str) -> str:
    """The text, or what is wrong."""
    try:
        value = configuration.value(key)
    except Problem as problem:
        return problem.facts[0]
    return value.text if value else ""


def test_stack_overflow_is_foreseen(monkeypatch: pytest.MonkeyPatch) -> None:
    from zwe_vsam.config import expressions

    real = expressions.parse

    def overflow(source: Source) -> object:
        if source.text == " c ":
            raise RecursionError
        return real(source)

    monkeypatch.setattr(expressions, "parse", overflow)
    with pytest.raises(Problem, match="a cannot be evaluated: nested too deeply") as caught:
        load("a: ${{ b }}\nb: ${{ c }}\n").value("a")
    assert str(caught.value.origin) == "a.yaml:1:4"


# What could grow


def test_longest_expression() -> None:
    text = "'" + "x" * (MAXIMUM_EXPRESSION - 4) + "'"
    assert result(f"${{{{ {text} }}}}") is not None
    assert "longer than 10000 characters" in error(f"${{{{ {text}  }}}}").facts[0]


@pytest.mark.parametrize("more", [0, 1])
def test_longest_result(more: int) -> None:
    world = f"k: {'x' * (MAXIMUM_RESULT - 1)}\nx: ${{{{ k + '{'y' * (1 + more)}' }}}}\n"
    if more:
        with pytest.raises(Problem, match=f"it gives more than {MAXIMUM_RESULT} characters"):
            load(world).value("x")
    else:
        assert load(world).value("x") is not None


@pytest.mark.parametrize("form", ["${{ k0 + k0 }}", "${{ k0 }}${{ k0 }}"])
def test_doubling_ends(form: str) -> None:
    world = f"k0: {'x' * 60_000}\nk1: {form}\n"
    with pytest.raises(Problem, match=f"it gives more than {MAXIMUM_RESULT} characters"):
        load(world).value("k1")


def test_long_sums_are_no_recursion() -> None:
    assert result("${{ " + " + ".join(["'a'"] * 1500) + " }}") == "a" * 1500
    assert result("${{ " + "!" * 9001 + "true }}") == "false"


def test_long_digits_stay_as_they_are() -> None:
    digits = "9" * 5000
    configuration = load(f"n: {digits}\nx: ${{{{ n }}}}\ny: ${{{{ n == 1 }}}}\n")
    assert [configuration.value(key) and configuration.value(key).text for key in "xy"] == [  # type: ignore[union-attr]
        digits, "false",
    ]  # fmt: skip


def test_each_expression_is_evaluated_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from zwe_vsam.config import expressions

    count = 0
    real = expressions.parse

    def counting(source: object) -> object:
        nonlocal count
        count += 1
        return real(source)  # type: ignore[arg-type]

    monkeypatch.setattr(expressions, "parse", counting)
    world = "".join(f"k{i}: ${{{{ k{i + 1} + k{i + 1} }}}}\n" for i in range(12)) + "k12: ab\n"
    value = load(world).value("k0")
    assert value is not None
    assert value.text == "ab" * 2**12
    assert count == 12
