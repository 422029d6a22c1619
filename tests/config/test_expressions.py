"""What stands in ``${{ }}``: its value."""

from __future__ import annotations

import pytest

from tests.config.expressions import WORLD, load, outcome, result

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
        ("zowe.setup.vsam.volume", "12345"),
        ("zowe.setup.vsam.volume + ''", "12345"),
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
        ("'1e3' == 1000", "true"),
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
        ("zowe.setup.vsam.storageClass === ''", "false"),
        ("zowe.setup.vsam.storageClass === null", "true"),
        ("zowe.setup.vsam.storageClass == null", "true"),
        ("zowe.setup.vsam.storageClass ?? 'b'", "b"),
        ("zowe.setup.vsam.storageClass || 'b'", "b"),
        ("zowe.setup.vsam.storageClass?.x || 'b'", "b"),
    ],
)
def test_key_without_a_value_is_null(expression: str, expected: str | None) -> None:
    """As in Zowe since 2.16."""
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
    configuration = load(WORLD + f"x: {written}\ny: ${{{{ x }}}}\n")
    assert [outcome(configuration, key) for key in "xy"] == [expected] * 2


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
        ("${{ 1 }}${{ 2 }}", "3"),
        ("${{ 1 }}.${{ 2 }}", "1.2"),
    ],
)
def test_within_a_text(text: str, expected: str | None) -> None:
    assert result(text) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'B' + 'C'", "A.BC"),
        ("!zowe.off", "A.true"),
        ("('B' || 'C')", "A.B"),
        ("(zowe.on ? 'B' : 'C')", "A.B"),
        ("'B' || 'C'", "A.B"),
        ("zowe.nothing || 'C'", "A.undefined"),
        ("zowe.hosts[0] && 'C'", "C"),
        ("(() => { return 'B' })() == 'B'", "false"),
        ("zowe.port < 1", "false"),
        ("zowe.on ? 'B' : 'C'", "B"),
        ("zowe.port + 1", "A.75541"),
        ("(zowe.port + 1)", "A.7555"),
    ],
)
def test_expression_beside_a_text(expression: str, expected: str) -> None:
    """Zowe joins the pieces by `` + `` without parentheses (yaml2json.c, buildTemplateJSON)."""
    assert result(f"A.${{{{ {expression} }}}}") == expected


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
    value = load('z: {"null": a, "true": b}\nx: ${{ z.null + z.true }}\n').value("x")
    assert value is not None
    assert value.text == "ab"
