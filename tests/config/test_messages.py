"""Whole messages of a configuration that is wrong: what, where, and how to mend it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.config.conftest import Render
from tests.conftest import Run
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.yaml_problems import NotYaml

FORM = "Write a path, or FILE(path) and PARMLIB(dataset(member)) entries joined by ':'."
CORRECT_THIS_LINE = "Correct this line. Indent with blanks, not with tabs."
NAMES_NONE = "Check that -c names a zowe.yaml."
PLAIN_ONLY = (
    "Write the expression on the line of the key, in double quotes. Zowe evaluates ${{ }} only in "
    "plain and double-quoted values."
)
CORRECT_OR_VALUE = "Correct the expression, or replace the expression by its value."
NAME = "components.caching-service.storage.vsam.name"
CACHE = "IBMUSER.ZWE.CUST.CACHE"
LENGTH = "zowe.environments.CACHING_STORAGE_VSAM_"


def whole(message: str, *details: str, remedy: str) -> str:
    lines = [f"Error {message}", *(f"    {line}" for line in details), f"  Remedy: {remedy}"]
    return "\n".join(lines) + "\n"


def untranslated(what: str, place: str, remedy: str, *details: str) -> str:
    text = f"ZWEL0140E: Failed to translate Zowe configuration ({what}). ({place})"
    return whole(text, *details, remedy=remedy)


def undefined(title: str, key: str, line: int, *details: str) -> str:
    text = f"ZWEL0157E: {title} ({key}) is not defined in Zowe YAML configuration file."
    return whole(f"{text} (zowe.yaml:{line})", *details, remedy=f"Write a value for {key}.")


def environment(*lines: str) -> tuple[str, str]:
    """Lengths, from line 3 on."""
    added = "".join(f"    CACHING_STORAGE_VSAM_{line}\n" for line in lines)
    return ("  setup:", f"  environments:\n{added}  setup:")


@pytest.mark.parametrize(
    ("argument", "error"),
    [
        ("PARMLIB(A.B(C))", untranslated(
            "a PARMLIB member needs a system, and no system is named", "A.B(C)",
            "Name the system with --target, or the rehearsal system with --sandbox DIR.")),
        ("PARMLIB(A.B)", whole(
            "ZWEL0316E: Invalid PARMLIB format PARMLIB(A.B).", "No member is named.",
            remedy=FORM)),
        ("FILE()", whole("ZWEL0102E: Invalid parameter --config FILE().", remedy=FORM)),
        ("", whole("ZWEL0108E: Zowe YAML config file is required.",
                   remedy="Name the file with -c, such as -c zowe.yaml.")),
        (".", untranslated("the file cannot be read: it is a directory", ".",
                           "Name a file that you can read after -c.")),
        *((name, whole(
            f"ZWEL0109E: The Zowe YAML config file specified does not exist. ({shown})",
            remedy="Correct the path after -c."))
          for name, shown in [("none", "none"), ("x\0y", r"'x\x00y'")]),
    ],
)  # fmt: skip
def test_what_is_said_of_the_argument(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str, error: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("render", "-c", argument).err == error


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", untranslated("the file is empty", "zowe.yaml", NAMES_NONE)),
        ("\n- a\n", untranslated("the file holds no keys and values", "zowe.yaml:2", NAMES_NONE)),
        ("a: 1\n---\nb: 2\n", untranslated(
            "not valid YAML: a second document begins at this line", "zowe.yaml:2:1",
            "Remove the second document. Zowe reads only the first document.")),
        ("a: @b\n", untranslated(
            "not valid YAML: the value of a key begins with @", "zowe.yaml:1",
            "Put the value in quotation marks: '…'.", "    1 | ****: ****")),
        ("a: 1\n\nb: \x07\n", untranslated(
            "not valid YAML: the file holds a control character", "zowe.yaml:3",
            CORRECT_THIS_LINE)),
        ("\na: " + "[" * 101 + "]" * 101, untranslated(
            "values are nested more than 100 levels deep", "zowe.yaml:2", NAMES_NONE)),
        (b"a: 1\nb: \xe9\n", untranslated(
            "byte X'E9' is not valid in UTF-8. The file looks like Latin-1 (ISO8859-1), which "
            "Zowe cannot read", "zowe.yaml:2",
            "Convert the file: iconv -f ISO8859-1 -t UTF-8 zowe.yaml > new.yaml")),
        (b"#" * (1 << 20) + b"\n", untranslated(
            "the file is larger than 1 MiB", "zowe.yaml", NAMES_NONE)),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_is_said_of_the_text(render: Render, text: str | bytes, error: str) -> None:
    assert render(text=text).err == error


@pytest.mark.usefixtures("loader")
def test_no_word_of_the_file_is_quoted(render: Render) -> None:
    """It may be a password. PyYAML quotes it, its C library does not."""
    message = untranslated(
        "not valid YAML: the value of a key begins with *, which YAML takes for an alias",
        "zowe.yaml:1",
        "Put the value in quotation marks, or define the anchor.", "    1 | ****: ****",
    )  # fmt: skip
    assert render(text="a: *secret\n").err == message


def test_a_text_that_is_no_yaml_is_explained_where_it_is_parsed() -> None:
    with pytest.raises(NotYaml) as caught:
        Document(ConfigSource("zowe.yaml", "a: 1\n b: 2\n"))
    assert caught.value.facts == (
        "not valid YAML: a key is indented deeper than the key above it, which already has a value",
    )
    assert caught.value.details == ("    1 | ****: ****", "    2 |  ****: ****")


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        # nothing there
        ("      prefix: IBMUSER.ZWE\n", "", undefined(
            "Zowe dataset prefix", "zowe.setup.dataset.prefix", 3)),
        ("      jcllib: IBMUSER.ZWE.CUST.JCLLIB\n", "", undefined(
            "Zowe custom JCL library", "zowe.setup.dataset.jcllib", 3)),
        (f"        name: {CACHE}\n", "", undefined(
            "Zowe Caching Service VSAM data set name", NAME, 13)),
        ("      volume: VOL123\n", "", undefined(
            "Zowe Caching Service VSAM data set Non-RLS volume", "zowe.setup.vsam.volume", 6,
            "zowe.setup.vsam.mode is NONRLS (zowe.yaml:7)")),
        ("mode: NONRLS\n      volume: VOL123\n", "x: y\n", undefined(
            "Zowe Caching Service VSAM data set Non-RLS volume", "zowe.setup.vsam.volume", 6,
            "zowe.setup.vsam.mode is NONRLS by default")),
        ("NONRLS", "RLS", undefined(
            "Zowe Caching Service VSAM data set RLS storage class",
            "zowe.setup.vsam.storageClass", 6, "zowe.setup.vsam.mode is RLS (zowe.yaml:7)")),
        (CACHE, "${{ zowe.v }}", undefined("Zowe Caching Service VSAM data set name", NAME, 14)),
        # not what it must be
        ("VOL123", "VOL1234", whole(
            'ZWV2101E: zowe.setup.vsam.volume is "VOL1234". Expected at most 6 characters, found '
            "7. (zowe.yaml:8)", remedy="Write a volume serial number of at most 6 characters.")),
        ("NONRLS", "BOTH", whole(
            'ZWV2110E: zowe.setup.vsam.mode is "BOTH". Expected RLS or NONRLS. (zowe.yaml:7)',
            remedy="Write RLS or NONRLS.")),
        ("prefix: IBMUSER.ZWE", "prefix: A.BCDEFGH.BCDEFGH.BCDEFGH.BCDEFGH.ABCD", whole(
            'ZWV2102E: zowe.setup.dataset.prefix is "A.BCDEFGH.BCDEFGH.BCDEFGH.BCDEFGH.ABCD". '
            "Expected at most 35 characters before .SZWESAMP, found 38. (zowe.yaml:4)",
            remedy="Write a data set prefix of at most 35 characters.")),
        ("VOL123", "[a]", whole(
            "ZWV2003E: zowe.setup.vsam.volume holds a list. Expected one value. (zowe.yaml:8)",
            remedy="Check the indentation of the lines below zowe.setup.vsam.volume.")),
        ("VOL123", "1\n      volume: 2", whole(
            "ZWV2001E: zowe.setup.vsam.volume is written twice: on line 8 and on line 9. "
            "(zowe.yaml:9)", remedy="Remove zowe.setup.vsam.volume on line 8 or on line 9.")),
        ("VOL123", "'${{ x }}'", whole(
            "ZWV2005E: Zowe ignores zowe.setup.vsam.volume, because its expression is in single "
            "quotes. (zowe.yaml:8)", remedy=PLAIN_ONLY)),
        ("VOL123", "|-\n        ${{ x }}", whole(
            'ZWV2113E: zowe.setup.vsam.volume is "${{ x }}". Zowe does not evaluate this '
            "expression. (zowe.yaml:8)", remedy=PLAIN_ONLY)),
        (CACHE, "${{ x }}", whole(
            f"ZWV2151E: {NAME} cannot be evaluated. Its expression ends with an error: x is not "
            "defined. (zowe.yaml:14:19)", remedy=CORRECT_OR_VALUE)),
        (CACHE, "A.${{ zowe.v }}", whole(
            f'ZWV2112E: {NAME} is "A.undefined". The expression gives undefined for a part of the '
            "value. (zowe.yaml:14)",
            remedy="Check the keys that the expression reads, or replace the expression by its "
            "value.")),
        (CACHE, "${{ zos.resolveSymbol('&SYSCLONE') }}", whole(
            f"ZWV2154E: {NAME} cannot be evaluated. The system symbol SYSCLONE is not known on "
            "this system. (zowe.yaml:14:36)",
            remedy="Give the value of the symbol: --symbol SYSCLONE=VALUE.")),
        (CACHE, "${{ std.getenv('NOT_SET') }}", whole(
            f"ZWV2155E: {NAME} cannot be evaluated. The environment variable NOT_SET is not set. "
            "(zowe.yaml:14:29)",
            remedy="Set NOT_SET in the environment, and run the command again.")),
        (CACHE, "${{ haInstance.id }}", whole(
            f"ZWV2156E: {NAME} cannot be evaluated. haInstance has no value before Zowe starts an "
            "instance. (zowe.yaml:14:19)", remedy="Replace the expression by its value.")),
        (CACHE, "${{ a => a }}", whole(
            f"ZWV2159E: {NAME} cannot be evaluated. Expected a value, found a function. "
            "(zowe.yaml:14:18)",
            remedy="Call the function in the expression, or replace the expression by its value.")),
        # never a password
        ("jcllib: IBMUSER.ZWE.CUST.JCLLIB", "jcllib: -Dpassword=geheim", whole(
            'ZWV2103E: zowe.setup.dataset.jcllib is "-Dpassword=****". Expected at most 8 '
            "characters in the qualifier ****, found 17. (zowe.yaml:5)",
            remedy="Shorten the qualifier to at most 8 characters, or divide it by a period.")),
        ("VOL123", "Token=x", whole(
            'ZWV2101E: zowe.setup.vsam.volume is "Token=****". Expected at most 6 characters, '
            "found 7. (zowe.yaml:8)",
            remedy="Write a volume serial number of at most 6 characters.")),
        ("VOL123", "pwd=x", whole(
            'ZWV2106E: zowe.setup.vsam.volume is "pwd=****". Expected only A-Z, 0-9, $, #, @ and - '
            "in ****, found ****. (zowe.yaml:8)",
            remedy="Write a volume serial number that has only A-Z, 0-9, $, #, @ and -.")),
        ("VOL123", "A${{ zowe.v", whole(
            "ZWV2150E: zowe.setup.vsam.volume cannot be evaluated. Its expression is not valid "
            "JavaScript: ${{ is not closed by }}. (zowe.yaml:8:16)", remedy=CORRECT_OR_VALUE)),
        ("NONRLS\n      volume: VOL123", "NONRLS\n      volume: ${{ zowe.v }}\n"
         "  v: ${{ zowe.setup.vsam.volume }}", undefined(
            "Zowe Caching Service VSAM data set Non-RLS volume", "zowe.setup.vsam.volume", 8,
            "zowe.setup.vsam.mode is NONRLS (zowe.yaml:7)",
            "zowe.setup.vsam.volume (zowe.yaml:8) reads zowe.v (zowe.yaml:9), which Zowe "
            "evaluates later.")),
        ("VOL123", "VOL123\n      name: A.B", whole(
            f'ZWV2120E: {NAME} is "{CACHE}" and zowe.setup.vsam.name is "A.B". Expected the same '
            "value, because both keys have the same meaning. (zowe.yaml:9)",
            f"zowe.yaml:15: {NAME}: {CACHE}", "zowe.yaml:9: zowe.setup.vsam.name: A.B",
            remedy=f"Remove {NAME} or zowe.setup.vsam.name, or write the same value for both.")),
        # lengths
        (*environment("KEYLENGTH: 256"), whole(
            f'ZWV2111E: {LENGTH}KEYLENGTH is "256". Expected a whole number of bytes from 1 to '
            "255. (zowe.yaml:3)", remedy="Write a number from 1 to 255, with digits only.")),
        (*environment("KEYLENGTH: 100", "RECORDLENGTH: 99"), whole(
            "ZWV2121E: A record of 99 bytes cannot hold a key of 100 bytes. (zowe.yaml:4)",
            "key length: 100 (zowe.yaml:3)", "record length: 99",
            remedy=f"Set {LENGTH}RECORDLENGTH to 100 or more.")),
        (*environment("RECORDLENGTH: 99"), whole(
            "ZWV2121E: A record of 99 bytes cannot hold a key of 128 bytes. (zowe.yaml:3)",
            "key length: 128, the default", "record length: 99",
            remedy=f"Set {LENGTH}RECORDLENGTH to 128 or more.")),
        # the header
        ("  setup:", "  setup:\n    jcl: {header: {a: b}}", whole(
            "ZWV2003E: zowe.setup.jcl.header holds a mapping. Expected text or a list of lines. "
            "(zowe.yaml:3)",
            remedy="Check the indentation of the lines below zowe.setup.jcl.header.")),
        ("  setup:", "  setup:\n    jcl: {header: [a, [b]]}", whole(
            "ZWV2003E: zowe.setup.jcl.header holds a list. Expected a line of text. "
            "(zowe.yaml:3)",
            remedy="Check the indentation of the lines below zowe.setup.jcl.header.")),
        ("  setup:", "  setup:\n    jcl:\n      header: |\n        (1),\n        ${{ x }}", whole(
            'ZWV2113E: zowe.setup.jcl.header is "${{ x }}". Zowe does not evaluate this '
            "expression. (zowe.yaml:6)", remedy=PLAIN_ONLY)),
    ],
    ids=range(32),
)  # fmt: skip
def test_what_is_said_of_a_value(render: Render, old: str, new: str, error: str) -> None:
    assert render((old, new)).err == error
