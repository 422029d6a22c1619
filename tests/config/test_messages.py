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
FIX_THAT_LINE = "Fix that line. Indent with blanks, never with tabs."
NAMES_NONE = "Check that -c names a zowe.yaml."
INDENT = "Check the indentation of the lines below it."
PLAIN_ONLY = (
    "Zowe evaluates ${{ }} only in plain and double-quoted values: write it on the key's line, "
    "in double quotes."
)
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
            "a PARMLIB member is read from a system, and none is named", "A.B(C)",
            "Name the system with --target, or a rehearsal with --sandbox DIR.")),
        ("PARMLIB(A.B)", whole(
            "ZWEL0316E: Invalid PARMLIB format PARMLIB(A.B).", "No member is named.",
            remedy=FORM)),
        ("FILE()", whole("ZWEL0102E: Invalid parameter --config FILE().", remedy=FORM)),
        ("", whole("ZWEL0108E: Zowe YAML config file is required.",
                   remedy="Name it: -c /path/to/zowe.yaml.")),
        (".", untranslated("cannot read it: it is a directory", ".",
                           "Name a file that you may read.")),
        *((name, whole(
            f"ZWEL0109E: The Zowe YAML config file specified does not exist. ({shown})",
            remedy="Check the path given with -c."))
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
        ("\n- a\n", untranslated("it does not hold keys and values", "zowe.yaml:2", NAMES_NONE)),
        ("a: 1\n---\nb: 2\n", untranslated(
            "not valid YAML: a second document begins there", "zowe.yaml:2:1",
            "Remove it; Zowe reads the first alone.")),
        ("a: @b\n", untranslated(
            "not valid YAML: the value of a key begins with @", "zowe.yaml:1",
            "Put it in quotation marks: '…'.", "    1 | ****: ****")),
        ("a: 1\n\nb: \x07\n", untranslated(
            "not valid YAML: it holds a control character", "zowe.yaml:3", FIX_THAT_LINE)),
        ("\na: " + "[" * 101 + "]" * 101, untranslated(
            "values are nested more than 100 deep", "zowe.yaml:2", NAMES_NONE)),
        (b"a: 1\nb: \xe9\n", untranslated(
            "byte X'E9' is not UTF-8. The file looks like Latin-1 (ISO8859-1), which Zowe cannot "
            "read either", "zowe.yaml:2",
            "Convert it: iconv -f ISO8859-1 -t UTF-8 zowe.yaml > new.yaml")),
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
        "zowe.yaml:1", "Put it in quotation marks, or define the anchor.", "    1 | ****: ****",
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
            'ZWV231E: zowe.setup.vsam.volume "VOL1234" is not valid: a volume serial number has '
            "at most 6 characters, this one 7 (zowe.yaml:8)", remedy="Correct the value.")),
        ("NONRLS", "BOTH", whole(
            'ZWV231E: zowe.setup.vsam.mode "BOTH" is not valid: it must be RLS or NONRLS '
            "(zowe.yaml:7)", remedy="Correct the value.")),
        ("prefix: IBMUSER.ZWE", "prefix: A.BCDEFGH.BCDEFGH.BCDEFGH.BCDEFGH.ABCD", whole(
            'ZWV231E: zowe.setup.dataset.prefix "A.BCDEFGH.BCDEFGH.BCDEFGH.BCDEFGH.ABCD" is not '
            "valid: a data set name has at most 44 characters, this one 47 (zowe.yaml:4)",
            remedy="Correct the value.")),
        ("VOL123", "[a]", whole(
            "ZWV231E: zowe.setup.vsam.volume holds a list. Expected one value (zowe.yaml:8)",
            remedy=INDENT)),
        ("VOL123", "1\n      volume: 2", whole(
            "ZWV231E: zowe.setup.vsam.volume is there twice: on line 8 and on line 9 "
            "(zowe.yaml:9)", remedy="Keep one of them.")),
        ("VOL123", "'${{ x }}'", whole(
            "ZWV231E: zowe.setup.vsam.volume is an expression in single quotes: Zowe ignores such "
            "a key (zowe.yaml:8)", remedy=PLAIN_ONLY)),
        ("VOL123", "|-\n        ${{ x }}", whole(
            'ZWV231E: zowe.setup.vsam.volume "${{ x }}" is not valid: a volume serial number has '
            "at most 6 characters, this one 8 (zowe.yaml:8)", remedy=PLAIN_ONLY)),
        (CACHE, "${{ x }}", whole(
            f"ZWV231E: {NAME} cannot be evaluated: x is not defined (zowe.yaml:14:19)",
            remedy="Write the value itself, or a simpler expression.")),
        (CACHE, "A.${{ zowe.v }}", whole(
            f'ZWV231E: {NAME} "A.undefined" is not valid: the expression gives undefined for a '
            "part of it (zowe.yaml:14)", remedy="Correct the value.")),
        # never a password
        ("jcllib: IBMUSER.ZWE.CUST.JCLLIB", "jcllib: -Dpassword=geheim", whole(
            'ZWV231E: zowe.setup.dataset.jcllib "-Dpassword=****" is not valid: a qualifier has '
            "at most 8 characters (zowe.yaml:5)", remedy="Correct the value.")),
        ("VOL123", "A${{ zowe.v", whole(
            "ZWV231E: zowe.setup.vsam.volume cannot be evaluated: ${{ is never closed by }} "
            "(zowe.yaml:8:16)", remedy="Write the value itself, or a simpler expression.")),
        ("NONRLS\n      volume: VOL123", "NONRLS\n      volume: ${{ zowe.v }}\n"
         "  v: ${{ zowe.setup.vsam.volume }}", undefined(
            "Zowe Caching Service VSAM data set Non-RLS volume", "zowe.setup.vsam.volume", 8,
            "zowe.setup.vsam.mode is NONRLS (zowe.yaml:7)",
            "zowe.setup.vsam.volume (zowe.yaml:8) reads zowe.v (zowe.yaml:9), which Zowe "
            "evaluates later.")),
        ("VOL123", "VOL123\n      name: A.B", whole(
            f'ZWV231E: {NAME} is "{CACHE}" and zowe.setup.vsam.name is "A.B", but they mean the '
            "same thing (zowe.yaml:9)", f"zowe.yaml:15: {NAME}: {CACHE}",
            "zowe.yaml:9: zowe.setup.vsam.name: A.B",
            remedy="Remove one of them, or make them equal.")),
        # lengths
        (*environment("KEYLENGTH: 256"), whole(
            f'ZWV231E: {LENGTH}KEYLENGTH "256" is not valid: it must be a whole number of bytes '
            "from 1 to 255 (zowe.yaml:3)", remedy="Correct the value.")),
        (*environment("KEYLENGTH: 100", "RECORDLENGTH: 99"), whole(
            "ZWV231E: a record of 99 bytes cannot hold a key of 100 bytes (zowe.yaml:4)",
            "key length: 100 (zowe.yaml:3)", "record length: 99",
            remedy=f"Make {LENGTH}RECORDLENGTH at least as large as the key.")),
        (*environment("RECORDLENGTH: 99"), whole(
            "ZWV231E: a record of 99 bytes cannot hold a key of 128 bytes (zowe.yaml:3)",
            "key length: 128, the default", "record length: 99",
            remedy=f"Make {LENGTH}RECORDLENGTH at least as large as the key.")),
        # the header
        ("  setup:", "  setup:\n    jcl: {header: {a: b}}", whole(
            "ZWV231E: zowe.setup.jcl.header holds a mapping. Expected text or a list of lines "
            "(zowe.yaml:3)", remedy=INDENT)),
        ("  setup:", "  setup:\n    jcl: {header: [a, [b]]}", whole(
            "ZWV231E: zowe.setup.jcl.header holds a list. Expected a line of text "
            "(zowe.yaml:3)", remedy=INDENT)),
        ("  setup:", "  setup:\n    jcl:\n      header: |\n        (1),\n        ${{ x }}", whole(
            'ZWV231E: zowe.setup.jcl.header "${{ x }}" is not valid: it holds an expression '
            "that stays as it is (zowe.yaml:6)", remedy=PLAIN_ONLY)),
    ],
    ids=range(26),
)  # fmt: skip
def test_what_is_said_of_a_value(render: Render, old: str, new: str, error: str) -> None:
    assert render((old, new)).err == error
