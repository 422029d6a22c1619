"""``-c`` as a list of entries: which goes first, and which are none."""

from __future__ import annotations

import pytest

from tests.config.conftest import Write
from tests.config.notation import listed
from tests.conftest import CLUSTER, MINIMAL, Run
from zwe_vsam.config import entries, layers
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.model import Member


def test_leftmost_wins(run: Run, write: Write) -> None:
    site = write("site.yaml", "zowe: {setup: {vsam: {volume: SITE01}}}\n")
    other = write("other.yaml", "zowe: {setup: {vsam: {volume: OTHER1, mode: NONRLS}}}\n")
    plain = run("render", "-c", MINIMAL).out
    assert run("render", "-c", f"FILE({MINIMAL})").out == plain
    ran = run("render", "-c", listed(site, MINIMAL, other))
    assert ran.out == plain.replace("VOL123", "SITE01")
    assert run("render", "-c", listed(MINIMAL, site)).out == plain


def test_messages_name_the_file_of_the_list(run: Run, write: Write) -> None:
    site = write("site.yaml", "\n\nzowe: {setup: {vsam: {volume: TOOLONG}}}\n")
    ran = run("render", "-c", listed(site, MINIMAL))
    assert ran.code == 231
    assert f"({site}:3)" in ran.err


def test_contradiction_between_files_names_both(run: Run, write: Write) -> None:
    site = write("site.yaml", "zowe: {setup: {vsam: {name: A.B}}}\n")
    ran = run("render", "-c", listed(site, MINIMAL))
    assert ran.code == 231
    assert f"{site}:1: zowe.setup.vsam.name: A.B" in ran.err
    assert f"{MINIMAL}:14: components.caching-service.storage.vsam.name: {CLUSTER}" in ran.err


def test_empty_value_is_told_with_the_one_that_it_hides(run: Run, write: Write) -> None:
    site = write("site.yaml", "zowe: {setup: {vsam: {volume: }}}\n")
    assert run("render", "-c", listed(site, MINIMAL)).err == (
        "Error ZWEL0157E: Zowe Caching Service VSAM data set Non-RLS volume "
        "(zowe.setup.vsam.volume) is not defined in Zowe YAML configuration file. "
        f"({site}:1)\n    zowe.setup.vsam.mode is NONRLS ({MINIMAL}:7)\n"
        f"    The empty value here replaces the value at {MINIMAL}:8, as in Zowe.\n"
        "  Remedy: Write a value for zowe.setup.vsam.volume.\n"
    )


def test_paths_with_colons_and_parentheses(run: Run, write: Write) -> None:
    odd = write("a:b(c)/z:y.yaml", MINIMAL.read_text())
    assert run("render", "-c", listed(odd, MINIMAL)).code == 0
    assert run("render", "-c", str(odd)).code == 0


@pytest.mark.parametrize(
    ("argument", "code", "text"),
    [
        ("FILE()", 102, "Invalid parameter --config FILE()."),
        ("FILE(  )", 102, "Invalid parameter --config FILE(  )."),
        ("FILE(a", 102, "Invalid parameter --config FILE(a."),
        ("FILE(a):b", 102, "Invalid parameter --config FILE(a):b."),
        ("FILE(a):b(c)", 102, "Invalid parameter --config FILE(a):b(c)."),
        ("a:FILE(b)", 102, "Invalid parameter --config a."),
        ("FILE(a):", 102, "Invalid parameter --config FILE(a):."),
        ("FILE(none.yaml)", 109, "does not exist. (none.yaml)"),
        ("none:FILE", 109, "does not exist. (none:FILE)"),
        ("./FILE(none)", 109, "does not exist. (./FILE(none))"),
        ("PARMLIB(A.B)", 60, "Invalid PARMLIB format PARMLIB(A.B)."),
        ("PARMLIB(A.B())", 60, "A member name is required."),
        ("PARMLIB((C))", 60, "A data set name is required."),
        ("PARMLIB(A.B(C)", 60, "Invalid PARMLIB format PARMLIB(A.B(C)."),
        ("PARMLIB(A..B(C))", 60, "A data set name has no empty qualifier."),
        ("PARMLIB(A.B(TOOLONGNAME))", 60, "A member name has at most 8 characters"),
        ("PARMLIB(A.B(C)(D))", 60, "No member is named."),
        ("PARMLIB(A.B(C)):PARMLIB(A.B(D)", 60, "Invalid PARMLIB format PARMLIB(A.B(D)."),
    ],
)
def test_wrong_list(run: Run, argument: str, code: int, text: str) -> None:
    ran = run("render", "-c", argument)
    assert ran.code == code
    assert text in ran.err
    assert "Remedy: " in ran.err


def test_entries() -> None:
    member = entries.ConfigEntry("", Member("A.B", "C"))
    listed = entries.entries("FILE(a:b):PARMLIB(A.B(C)):FILE(-)")
    assert listed == [("a:b", None), member, ("-", None)]
    assert entries.entries("a:b") == [("a:b", None)]


def test_files_of_a_list_are_in_the_code_page_that_is_named(write: Write) -> None:
    path = write("zowe.yaml", "k: é".encode("cp037"))
    assert layers.read(f"FILE({path})", "IBM-037", None)[0].encoding == "IBM-037"
    assert layers.read(f"FILE({path})", "", None)[0].encoding == "IBM-1047"
    # The byte of an opening bracket in the one is that of another letter in the other.
    write("zowe.yaml", "k: é[]".encode("cp1047"))
    for page, text in (("IBM-1047", "é[]"), ("IBM-037", "éÝ¨")):
        value = Configuration.load(f"FILE({path})", page).value("k")
        assert value is not None
        assert value.text == text
