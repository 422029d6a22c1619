"""What the keys may hold, and what is said where they do not, through the command line."""

from __future__ import annotations

import pytest

from tests.config.conftest import Render

JCLLIB_LINE = "      jcllib: IBMUSER.ZWE.CUST.JCLLIB\n"
VOLUME_LINE = "      volume: VOL123\n"
RLS = ("mode: NONRLS\n      volume: VOL123", "mode: RLS\n      storageClass: SCVSAM")
NAME_LINE = "        name: IBMUSER.ZWE.CUST.CACHE\n"
VOLUME_TITLE = "Zowe Caching Service VSAM data set Non-RLS volume (zowe.setup.vsam.volume)"


# Values as written


@pytest.mark.parametrize("quoted", ["{}", "'{}'", '"{}"', "!!str {}"])
@pytest.mark.parametrize(
    "volume",
    ["123456", "012345", "1E5", "0X1F", "0B11", "NO", "TRUE", "1", "0", "00", "-1", "1-2", "Y"],
)
@pytest.mark.usefixtures("loader")
def test_number_is_taken_as_written(render: Render, volume: str, quoted: str) -> None:
    ran = render(("VOL123", quoted.format(volume)), v="-v")
    assert ran.code == 0
    assert f"VOLUME({volume}) -\n" in ran.out
    assert "ZWV2190I" not in ran.err


@pytest.mark.parametrize("volume", ["$#@-", "A", "ABCDEF", "-"])
def test_volume_of_other_characters(render: Render, volume: str) -> None:
    assert f"VOLUME({volume}) -\n" in render(("VOL123", f"'{volume}'")).out


@pytest.mark.parametrize(
    ("written", "upper"), [("vol12a", "VOL12A"), ("0x1f", "0X1F"), ("no", "NO"), ("Vol123", "")]
)
def test_upper_case_is_said_when_asked(render: Render, written: str, upper: str) -> None:
    upper = upper or "VOL123"
    ran = render(("VOL123", written), v="-v")
    assert f"VOLUME({upper}) -\n" in ran.out
    message = f"ZWV2190I: zowe.setup.vsam.volume is used in upper case: {upper}."
    assert f"Info {message} (zowe.yaml:8)" in ran.err
    assert "ZWV2190I" not in render(("VOL123", written)).err


@pytest.mark.parametrize(
    ("key", "old", "new", "line"),
    [
        ("zowe.setup.dataset.prefix", "prefix: IBM", "prefix: ibm", 4),
        ("zowe.setup.dataset.jcllib", "jcllib: IBM", "jcllib: ibm", 5),
        ("components.caching-service.storage.vsam.name", "name: IBM", "name: ibm", 14),
    ],
)
def test_names_are_taken_in_upper_case(
    render: Render, key: str, old: str, new: str, line: int
) -> None:
    ran = render((old, new), v="-v")
    assert ran.out == render().out
    assert ran.err.count("ZWV2190I") == 1
    assert f"ZWV2190I: {key} is used" in ran.err
    assert f"(zowe.yaml:{line})" in ran.err


@pytest.mark.parametrize("mode", ["NONRLS", "nonrls", "NonRls"])
def test_mode_in_any_letter_case_is_no_news(render: Render, mode: str) -> None:
    ran = render(("mode: NONRLS", f"mode: {mode}"), v="-v")
    assert ran.out == render().out
    assert "ZWV2190I" not in ran.err


@pytest.mark.parametrize("mode", ["VSAM", "vsam", "'VSAM '", "Vsam"])
def test_storage_mode_in_any_letter_case(render: Render, mode: str) -> None:
    assert render(("mode: VSAM", f"mode: {mode}")).code == 0


@pytest.mark.parametrize(
    ("old", "new", "message_id"),
    [
        ("VOL123", "ß", "ZWV2106E"),
        ("VOL123", "ﬁ", "ZWV2106E"),
        ("VOL123", "vol12\u017f", "ZWV2106E"),
        ("VOL123", "\u0131", "ZWV2106E"),
        ("VOL123", "VOL12É", "ZWV2106E"),
        ("NONRLS", "NONRL\u017f", "ZWV2110E"),
        ("mode: VSAM", "mode: V\u017fAM", "ZWV5016E"),
        ("name: IBMUSER", "name: \u0131BMUSER", "ZWV2105E"),
    ],
)
def test_no_other_letter_becomes_one_of_a_to_z(
    render: Render, old: str, new: str, message_id: str
) -> None:
    ran = render((old, new))
    assert ran.code == 231
    assert ran.err.startswith(f"Error {message_id}: ")


# Nothing there


@pytest.mark.parametrize("nothing", ["", "null", "~", "Null", "''", '""', "' '", "!!null ''"])
@pytest.mark.parametrize(
    ("line", "number", "code", "what"),
    [
        (JCLLIB_LINE, 5, 157, "Zowe custom JCL library (zowe.setup.dataset.jcllib)"),
        (
            "      prefix: IBMUSER.ZWE\n",
            4,
            157,
            "Zowe dataset prefix (zowe.setup.dataset.prefix)",
        ),
        (VOLUME_LINE, 8, 157, VOLUME_TITLE),
        (
            NAME_LINE,
            14,
            157,
            "Zowe Caching Service VSAM data set name "
            "(components.caching-service.storage.vsam.name)",
        ),
        ("      mode: VSAM\n", 12, 231, "components.caching-service.storage.mode is not set"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_nothing_is_missing_at_its_line(
    render: Render, line: str, number: int, code: int, what: str, nothing: str
) -> None:
    key = line.partition(":")[0]
    ran = render((line, f"{key}: {nothing}\n"))
    assert ran.code == code
    assert what in ran.err
    assert f"(zowe.yaml:{number})" in ran.err.splitlines()[0]


@pytest.mark.parametrize(
    ("line", "parent"),
    [(JCLLIB_LINE, 3), ("      prefix: IBMUSER.ZWE\n", 3), (VOLUME_LINE, 6), (NAME_LINE, 13)],
)
def test_missing_key_is_told_at_its_parent(render: Render, line: str, parent: int) -> None:
    ran = render((line, ""))
    assert ran.code == 157
    assert f"is not defined in Zowe YAML configuration file. (zowe.yaml:{parent})" in ran.err


def test_missing_storage_class(render: Render) -> None:
    ran = render(("mode: NONRLS", "mode: rls"))
    assert ran.code == 157
    assert (
        "Error ZWEL0157E: Zowe Caching Service VSAM data set RLS storage class "
        "(zowe.setup.vsam.storageClass) is not defined" in ran.err
    )
    assert "zowe.setup.vsam.mode is RLS (zowe.yaml:7)" in ran.err


@pytest.mark.parametrize("mode", ["      mode: NONRLS\n", "      mode:\n", "      mode: ''\n", ""])
def test_mode_is_nonrls_unless_set(render: Render, mode: str) -> None:
    assert render(("      mode: NONRLS\n", mode)).out == render().out


def test_volume_is_missing_because_of_the_default(render: Render) -> None:
    ran = render(("      mode: NONRLS\n" + VOLUME_LINE, "      x: y\n"))
    assert ran.code == 157
    assert "zowe.setup.vsam.mode is NONRLS by default" in ran.err


def test_rls(render: Render) -> None:
    ran = render(RLS)
    assert "STORCLAS(SCVSAM) -\n    LOG(NONE) -\n" in ran.out
    assert "VOLUME" not in ran.out


@pytest.mark.parametrize(
    ("replaced", "added"),
    [
        (("volume: VOL123", "volume: VOL123\n      storageClass: 'not * valid'"), "VOLUME(VOL123)"),
        ((RLS[0], RLS[1] + "\n      volume: 'not * valid'"), "STORCLAS(SCVSAM)"),
    ],
)
def test_the_other_modes_value_is_not_looked_at(
    render: Render, replaced: tuple[str, str], added: str
) -> None:
    assert added in render(replaced).out


# Rules


@pytest.mark.parametrize(
    ("old", "new", "rule", "line"),
    [
        ("VOL123", "TOOLONG", "ZWV2101E: at most 6 characters, found 7.", 8),
        ("VOL123", "A.B", 'ZWV2106E: only A-Z, 0-9, $, #, @ and - in A.B, found ".".', 8),
        ("VOL123", "'A B'", "ZWV2106E: in A B, found a blank.", 8),
        ("VOL123", "1_000", 'ZWV2106E: in 1_000, found "_".', 8),
        ("VOL123", "A)(", 'ZWV2106E: found ")".', 8),
        ("VOL123", "'A''B'", 'ZWV2106E: found "\'".', 8),
        ("NONRLS", "BOTH", "ZWV2110E: Expected RLS or NONRLS.", 7),
        (
            "prefix: IBMUSER",
            "prefix: IBMUSERS1",
            "ZWV2103E: at most 8 characters in the qualifier IBMUSERS1, found 9.",
            4,
        ),
        (
            "prefix: IBMUSER.ZWE",
            f"prefix: A{'.ABCDEFG' * 4}.AB",
            "ZWV2102E: at most 35 characters before .SZWESAMP",
            4,
        ),
        (
            "prefix: IBMUSER",
            "prefix: 1BMUSER",
            'ZWV2105E: Expected A-Z, $, # or @ as the first character of 1BMUSER, found "1".',
            4,
        ),
        (
            "prefix: IBMUSER",
            "prefix: .IBMUSER",
            "ZWV2104E: a qualifier before and after each period.",
            4,
        ),
        ("jcllib: IBMUSER", "jcllib: IBM*USER", 'ZWV2106E: in IBM*USER, found "*".', 5),
        ("jcllib: IBMUSER", "jcllib: -BMUSER", 'ZWV2105E: of -BMUSER, found "-".', 5),
        ("CUST.JCLLIB", "CUST.JCLLIB(X)", "ZWV2103E: in the qualifier JCLLIB(X), found 9.", 5),
        ("CUST.JCLLIB", "CUST.A B", "ZWV2106E: in A B, found a blank.", 5),
        ("CUST.CACHE", "CUST..CACHE", "ZWV2104E: a qualifier before", 14),
        ("CUST.CACHE", "CUST.", "ZWV2104E: a qualifier before", 14),
        (
            "CUST.CACHE",
            "CUST.CACHE.ABCDEFGH.ABCDEFGH",
            "ZWV2102E: at most 38 characters before .INDEX, found 40.",
            14,
        ),
        ("CUST.CACHE", "CUST.CA&HE", "ZWV2114E: does not replace the system symbol &HE.", 14),
    ],
)
def test_value_against_its_rule(render: Render, old: str, new: str, rule: str, line: int) -> None:
    ran = render((old, new))
    assert ran.code == 231
    message_id, _, text = rule.partition(": ")
    assert ran.err.startswith(f"Error {message_id}: ")
    assert text in ran.err
    assert f"(zowe.yaml:{line})" in ran.err


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "CUST.${{ x }}",
            "name cannot be evaluated. Its expression ends with an error: x is not defined. "
            "(zowe.yaml:14:36)",
        ),
        (
            "CUST.${{ 'A' ] 2 }}",
            "name cannot be evaluated. Its expression is not valid JavaScript: ] is not expected "
            "here. (zowe.yaml:14:40)",
        ),
        (
            "CUST.${{ 'A' * 2 }}",
            'name is "IBMUSER.ZWE.CUST.NaN". The expression gives NaN for a part of the value.',
        ),
        (
            "${{ null }}",
            'name is "IBMUSER.ZWE.null". The expression gives null for a part of the value.',
        ),
        (
            "${{ zowe.nothing }}",
            'name is "IBMUSER.ZWE.undefined". The expression gives undefined for a part of '
            "the value.",
        ),
        (
            "${{ '*' }}",
            'name is "IBMUSER.ZWE.*". Expected A-Z, $, # or @ as the first character of *, '
            'found "*".',
        ),
    ],
)
def test_expression_against_its_rule(render: Render, written: str, message: str) -> None:
    ran = render(("CUST.CACHE", written))
    assert ran.code == 231
    assert f"components.caching-service.storage.vsam.{message}" in ran.err


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "|-\n        ${{ zowe.v }}",
            'zowe.setup.vsam.volume is "${{ zowe.v }}". Zowe does not evaluate',
        ),
        (
            "'${{ zowe.v }}'",
            "Zowe ignores zowe.setup.vsam.volume, because its expression is in single quotes.",
        ),
    ],
)
def test_expression_that_zowe_does_not_evaluate(render: Render, written: str, message: str) -> None:
    ran = render(("VOL123", written), ("zowe:\n", "zowe:\n  v: VOL123\n"))
    assert ran.code == 231
    assert message in ran.err
    assert "(zowe.yaml:9)" in ran.err
    assert "Zowe evaluates ${{ }} only in plain and double-quoted values" in ran.err


def test_expression_in_the_lines_of_a_header(render: Render) -> None:
    ran = render(("  setup:", "  setup:\n    jcl:\n      header: |\n        (1),${{ zowe.v }}"))
    assert ran.code == 231
    assert "only in plain and double-quoted values" in ran.err


def test_only_keys_that_are_read_are_evaluated(render: Render) -> None:
    ran = render(("  setup:", '  setup:\n    security: {product: "${{ zos.getEsm() }}"}'))
    assert (ran.code, ran.out) == (0, render().out)


@pytest.mark.parametrize(
    ("old", "length", "most"),
    [("prefix: IBMUSER.ZWE", 35, 35), ("jcllib: IBMUSER.ZWE.CUST.JCLLIB", 44, 44),
     ("name: IBMUSER.ZWE.CUST.CACHE", 38, 38)],
)  # fmt: skip
@pytest.mark.parametrize("more", [0, 1])
def test_longest_names(render: Render, old: str, length: int, most: int, more: int) -> None:
    name = "A.BCDEFGH.BCDEFGH.BCDEFGH.BCDEFGH.BCDEFGHI.BCDEFGHI"[: length + more]
    ran = render((old, f"{old.partition(':')[0]}: {name}"))
    assert ran.code == (231 if more else 0)
    if more:
        assert f' is "{name}". Expected at most {most} characters' in ran.err


@pytest.mark.parametrize("name", ["", "A", "ABCDEFGH", "$", "@B", "#C"])
def test_storage_class(render: Render, name: str) -> None:
    ran = render((RLS[0], RLS[1].replace("SCVSAM", f"'{name}'")))
    assert ran.code == (0 if name else 157)
    assert not name or f"STORCLAS({name}) -" in ran.out


@pytest.mark.parametrize("name", ["ABCDEFGHI", "1A", "A-B", "A.B", "A B"])
def test_invalid_storage_class(render: Render, name: str) -> None:
    ran = render((RLS[0], RLS[1].replace("SCVSAM", f"'{name}'")))
    assert ran.code == 231
    assert f'zowe.setup.vsam.storageClass is "{name}". Expected ' in ran.err
    assert "(zowe.yaml:8)" in ran.err


def test_all_problems_are_told_at_once(render: Render) -> None:
    ran = render(("VOL123", "TOOLONG"), (JCLLIB_LINE, ""), ("CUST.CACHE", "CUST.TOOLONGNAME"))
    assert ran.err.count("Error ") == 3
    assert [f"zowe.yaml:{line}" in ran.err for line in (7, 3, 13)] == [True] * 3
    assert ran.code == 231


@pytest.mark.parametrize(
    ("mode", "message"),
    [
        ("infinispan", 'needs no VSAM cluster: {key} is "infinispan".'),
        ("VSAMX", 'needs no VSAM cluster: {key} is "VSAMX".'),
        ("", "needs no VSAM cluster: {key} is not set."),
    ],
)
def test_other_storage_mode_is_an_error_for_render(render: Render, mode: str, message: str) -> None:
    ran = render(("mode: VSAM", f"mode: {mode}"))
    assert ran.code == 231
    assert message.format(key="components.caching-service.storage.mode") in ran.err
    assert "(zowe.yaml:12)" in ran.err


def test_control_characters_do_not_reach_the_terminal(render: Render) -> None:
    ran = render(("VOL123", '"\\e[31mX\\a"'))
    assert ran.code == 231
    assert "\x1b" not in ran.err
    assert "\\x1b[31mX\\x07" in ran.err


@pytest.mark.parametrize(
    ("written", "what"),
    [
        ("&SYSR1", "YAML reads &SYSR1 as an anchor."),
        ("!VOL1", "YAML reads !VOL1 as a tag."),
        ("#VOL1", "YAML reads #VOL1 as a comment."),
        ("&SYSR1 # the volume", "YAML reads &SYSR1 as an anchor."),
    ],
)
def test_a_value_that_is_none_to_yaml(render: Render, written: str, what: str) -> None:
    ran = render(("volume: VOL123", f"volume: {written}"))
    assert ran.code == 157
    assert f"    {what} Put the value in quotation marks.\n" in ran.err


def test_a_system_symbol_in_a_name(render: Render) -> None:
    ran = render(("IBMUSER.ZWE.CUST.CACHE", "IBMUSER.&SYSNAME..CACHE"))
    assert ran.code == 231
    assert "Zowe does not replace the system symbol &SYSNAME." in ran.err
    assert "Remedy: Replace the symbol by its value, or write " in ran.err
    assert "${{ zos.resolveSymbol('&SYSNAME') }} in double quotes." in ran.err


def test_the_template_is_not_written_over(render: Render) -> None:
    ran = render(("IBMUSER.ZWE.CUST.JCLLIB", "ibmuser.zwe.szwesamp"))
    assert ran.code == 231
    assert (
        "zowe.setup.dataset.jcllib is IBMUSER.ZWE.SZWESAMP, which is the library of Zowe's"
        in ran.err
    )
    assert "(zowe.yaml:5)" in ran.err
    assert "    zowe.yaml:4: zowe.setup.dataset.prefix: IBMUSER.ZWE\n" in ran.err
