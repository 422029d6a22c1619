"""Older spellings, lengths and headers in zowe.yaml, through the command line."""

from __future__ import annotations

import pytest

from tests.config.conftest import Render
from tests.conftest import CLUSTER, MINIMAL
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource

PLAIN = MINIMAL.read_text()
NAME_LINE = "        name: IBMUSER.ZWE.CUST.CACHE\n"


def _lengths(key: str = "", record: str = "") -> tuple[str, str]:
    """Put both lengths on lines 3 and 4."""
    lines = [f"    CACHING_STORAGE_VSAM_KEYLENGTH: {key}"]
    lines += [f"    CACHING_STORAGE_VSAM_RECORDLENGTH: {record}"]
    return ("  setup:", "\n".join(["  environments:", *lines, "  setup:"]))


def _header(text: str) -> tuple[str, str]:
    """Put a header below its key on line 4."""
    return ("  setup:", f"  setup:\n    jcl:\n      header: {text}")


# Other spellings


def test_older_spellings(render: Render) -> None:
    older = PLAIN.replace("dataset:", "mvs:").replace("prefix:", "hlq:")
    assert render(text=older).out == render().out


def test_older_spelling_is_named_where_it_is_wrong(render: Render) -> None:
    ran = render(("dataset:", "mvs:"), ("prefix: IBMUSER", "hlq: 1BMUSER"))
    assert ran.code == 231
    assert 'zowe.setup.mvs.hlq is "1BMUSER.ZWE". Expected ' in ran.err
    assert "(zowe.yaml:4)" in ran.err


def test_each_spelling_that_cannot_be_read_is_told(render: Render) -> None:
    ran = render(("    dataset:", "    mvs: {hlq: [b]}\n    dataset:"), ("IBMUSER.ZWE\n", "[a]\n"))
    assert ran.code == 231
    assert ran.err.count(" holds a list. Expected one value") == 2


def test_newer_spelling_of_the_cluster_name(render: Render) -> None:
    newer = PLAIN.replace("      vsam:\n" + NAME_LINE, "").replace(
        "volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}"
    )
    assert render(text=newer).out == render().out


@pytest.mark.parametrize(
    ("old", "new", "first", "second"),
    [
        (
            "volume: VOL123",
            "volume: VOL123\n      name: IBMUSER.OTHER",
            (f"components.caching-service.storage.vsam.name: {CLUSTER}", 15),
            ("zowe.setup.vsam.name: IBMUSER.OTHER", 9),
        ),
        (
            "    dataset:",
            "    mvs:\n      hlq: OTHER\n    dataset:",
            ("zowe.setup.dataset.prefix: IBMUSER.ZWE", 6),
            ("zowe.setup.mvs.hlq: OTHER", 4),
        ),
        (
            "    dataset:",
            "    mvs: {jcllib: OTHER}\n    dataset:",
            ("zowe.setup.dataset.jcllib: IBMUSER.ZWE.CUST.JCLLIB", 6),
            ("zowe.setup.mvs.jcllib: OTHER", 3),
        ),
        (
            "  setup:",
            "  environments:\n    jclHeader: CLASS=A\n  setup:\n    jcl:\n      header: [CLASS=B]",
            ("zowe.setup.jcl.header: CLASS=B", 6),
            ("zowe.environments.jclHeader: CLASS=A", 3),
        ),
    ],
)
def test_contradiction_names_both_places(
    render: Render, old: str, new: str, first: tuple[str, int], second: tuple[str, int]
) -> None:
    ran = render((old, new))
    assert ran.code == 231
    for text, line in (first, second):
        assert f"    zowe.yaml:{line}: {text}\n" in ran.err
    assert f"because both keys have the same meaning. (zowe.yaml:{second[1]})" in ran.err


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}"),
        ("volume: VOL123", f"volume: VOL123\n      name: {CLUSTER.lower()}"),
        ("volume: VOL123", "volume: VOL123\n      name: ''"),
        ("    dataset:", "    mvs:\n      hlq: IBMUSER.ZWE\n    dataset:"),
        ("    dataset:", "    mvs:\n      jcllib:\n    dataset:"),
        ("    dataset:", "    jcl:\n      header: ['', ' ']\n    dataset:"),
    ],
)
def test_agreeing_or_empty_spellings_are_no_contradiction(
    render: Render, old: str, new: str
) -> None:
    assert render((old, new)).out == render().out


def test_same_header_in_both_spellings(render: Render) -> None:
    both = "  environments:\n    jclHeader: CLASS=A\n  setup:\n    jcl:\n      header: [CLASS=A]"
    assert render(("  setup:", both)).out == render(_header("CLASS=A")).out


# Lengths


@pytest.mark.parametrize(
    ("key", "record", "keys", "sizes"),
    [
        ("", "", "KEYS(128 0)", "RECSZ(4096 4096)"),
        ("null", "''", "KEYS(128 0)", "RECSZ(4096 4096)"),
        ("1", "", "KEYS(1 0)", "RECSZ(4096 4096)"),
        ("255", "255", "KEYS(255 0)", "RECSZ(255 255)"),
        ("", "32761", "KEYS(128 0)", "RECSZ(32761 32761)"),
        ("'064'", "0000000000004096", "KEYS(64 0)", "RECSZ(4096 4096)"),
        ("", "128", "KEYS(128 0)", "RECSZ(128 128)"),
    ],
)
@pytest.mark.usefixtures("loader")
def test_lengths(render: Render, key: str, record: str, keys: str, sizes: str) -> None:
    ran = render(_lengths(key, record))
    assert ran.code == 0
    assert f"{keys})" in ran.out
    assert f"{sizes} -" in ran.out


@pytest.mark.parametrize(
    "value",
    ["0", "-1", "256", "1.5", "1E2", "0x10", "ten", "²", "٣", "1_0", "'1 2'", "00000000000128999",
     "1" + "0" * 5000, "0" * 5000],
    ids=range(14),
)  # fmt: skip
def test_invalid_key_length(render: Render, value: str) -> None:
    ran = render(_lengths(value))
    assert ran.code == 231
    assert "Expected a whole number of bytes from 1 to 255. (zowe.yaml:3)" in ran.err
    assert "zowe.environments.CACHING_STORAGE_VSAM_KEYLENGTH" in ran.err


@pytest.mark.parametrize("length", ["32762", "ten"])
def test_invalid_record_length(render: Render, length: str) -> None:
    ran = render(_lengths("", length))
    assert ran.code == 231
    assert "whole number of bytes from 1 to 32761. (zowe.yaml:4)" in ran.err


@pytest.mark.parametrize(
    ("key", "record", "what", "line", "details"),
    [
        ("100", "99", "99 bytes cannot hold a key of 100", 4, "key length: 100 (zowe.yaml:3)"),
        ("", "127", "127 bytes cannot hold a key of 128", 4, "key length: 128, the default"),
    ],
)
def test_key_longer_than_the_record(
    render: Render, key: str, record: str, what: str, line: int, details: str
) -> None:
    ran = render(_lengths(key, record))
    assert ran.code == 231
    assert f"A record of {what} bytes. (zowe.yaml:{line})" in ran.err
    assert details in ran.err


# The header's forms; what it may hold is tested with the templates


@pytest.mark.parametrize(
    "written",
    [
        "'(ACCT),CLASS=A,\n\n  NOTIFY=&SYSUID'",
        '"(ACCT),CLASS=A,\\nNOTIFY=&SYSUID"',
        "|\n        (ACCT),CLASS=A,\n        NOTIFY=&SYSUID",
        "|-\n        (ACCT),CLASS=A,\n\n        NOTIFY=&SYSUID\n\n",
        "|2\n        (ACCT),CLASS=A,\n        NOTIFY=&SYSUID",
        "['(ACCT),CLASS=A,', NOTIFY=&SYSUID]",
        "\n      - (ACCT),CLASS=A,\n      - NOTIFY=&SYSUID",
        "\n      - |\n        (ACCT),CLASS=A,\n        NOTIFY=&SYSUID\n      -\n      - ''",
        "['(ACCT),CLASS=A,', '//   NOTIFY=&SYSUID']",
    ],
    ids=range(9),
)
@pytest.mark.usefixtures("loader")
def test_header_forms(render: Render, written: str) -> None:
    ran = render(_header(written))
    assert ran.code == 0
    first, second, third, *_ = ran.out.splitlines()
    assert first == "//ZWECSVSM JOB (ACCT),CLASS=A,"
    assert second.split() == ["//", "NOTIFY=&SYSUID"]
    assert third == "//*"


def test_blanks_before_a_header_line_stay_and_those_after_it_go() -> None:
    text = PLAIN.replace(*_header('["(ACCT),   ", "  TIME=5   ", "   "]'))
    settings, _ = config.read(Configuration([Document(ConfigSource("zowe.yaml", text))]))
    assert [line.text for line in settings.header] == ["(ACCT),", "  TIME=5"]


def test_header_as_a_number_and_in_its_older_place(render: Render) -> None:
    assert render(_header("123456")).out.startswith("//ZWECSVSM JOB 123456\n")
    older = ("  setup:", "  environments:\n    jclHeader: CLASS=A\n  setup:")
    assert render(older).out.startswith("//ZWECSVSM JOB CLASS=A\n")


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("|\n        CLASS=A,\n        TIME=5\n        // EXEC PGM=X", 7),
        ("|\n\n        CLASS=A,\n        TIME=5\n\n        // EXEC PGM=X", 9),
        ("\n      - CLASS=A,\n      - TIME=5\n      - // EXEC PGM=X", 7),
        ("\n      - |\n        CLASS=A,\n        TIME=5\n      - // EXEC PGM=X", 8),
        (">\n        CLASS=A,\n\n        // EXEC PGM=X", 5),
        ('"CLASS=A,\\nTIME=5\\n// EXEC PGM=X"', 4),
        ('["CLASS=A,\\nTIME=5\\n// EXEC PGM=X"]', 4),
    ],
)
@pytest.mark.usefixtures("loader")
def test_wrong_header_line_is_named(render: Render, written: str, line: int) -> None:
    ran = render(_header(written))
    assert ran.code == 232
    assert '"// EXEC PGM=X" in zowe.setup.jcl.header ' in ran.err
    assert f"(zowe.yaml:{line})" in ran.err


@pytest.mark.parametrize(
    ("written", "what", "line"),
    [
        ("{a: b}", "zowe.setup.jcl.header holds a mapping. Expected text or a list of lines", 4),
        (
            "\n      - a\n      - [b]",
            "zowe.setup.jcl.header holds a list. Expected a line of text",
            6,
        ),
        ("\n      - a\n      - b: c", "holds a mapping. Expected a line of text", 6),
    ],
)
def test_header_of_the_wrong_kind(render: Render, written: str, what: str, line: int) -> None:
    ran = render(_header(written))
    assert ran.code == 231
    assert what in ran.err
    assert f"(zowe.yaml:{line})" in ran.err
