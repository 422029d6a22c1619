"""A configuration in members of a PARMLIB, read through the target."""

from __future__ import annotations

import pytest

from tests.config.conftest import Write
from tests.conftest import CLUSTER, MINIMAL, Run, Site
from zwe_vsam.config import layers
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.model import Member
from zwe_vsam.sandbox.system import System

PARMLIB = "IBMUSER.ZWE.PARMLIB"


@pytest.fixture
def parmlib(site: Site) -> System:
    """The system of a site, with a parameter library that holds the minimal configuration."""
    system = site.system
    system.create_library(PARMLIB)
    system.write(PARMLIB, "ZWEYAML", MINIMAL.read_text())
    return system


def test_parmlib_is_read_through_the_target(run: Run, site: Site, parmlib: System) -> None:
    argument = f"PARMLIB({PARMLIB}(ZWEYAML))"
    ran = run("render", "-c", argument, *site.args)
    assert ran.code == 0
    assert ran.out == run("render", "-c", MINIMAL, *site.args).out
    assert run("init", "-c", argument.replace("ZWEYAML", "zweyaml"), *site.args).code == 0
    assert parmlib.clusters() == [CLUSTER]


def test_parmlib_is_named_in_messages(run: Run, site: Site, parmlib: System, write: Write) -> None:
    parmlib.write(PARMLIB, "ZWEYAML", MINIMAL.read_text().replace("VOL123", "TOOLONG"))
    argument = f"PARMLIB({PARMLIB}(ZWEYAML))"
    ran = run("render", "-c", argument, *site.args)
    assert ran.code == 231
    assert f"({PARMLIB}(ZWEYAML):8)" in ran.err
    site_file = write("site.yaml", "zowe: {setup: {vsam: {volume: SITE01}}}\n")
    ran = run("render", "-c", f"FILE({site_file}):{argument}", *site.args)
    assert "VOLUME(SITE01)" in ran.out


@pytest.mark.parametrize("entry", [f"{PARMLIB}(NONE)", "NO.SUCH.LIBRARY(ZWEYAML)"])
def test_missing_parmlib_member(run: Run, site: Site, parmlib: System, entry: str) -> None:
    ran = run("init", "-c", f"PARMLIB({entry})", *site.args)
    assert ran.code == 109
    remedy = "  Remedy: Correct the PARMLIB entry after -c.\n"
    assert f"does not exist. ({entry})\n{remedy}" in ran.err


def test_parmlib_without_a_system(run: Run) -> None:
    argument = f"PARMLIB({PARMLIB}(ZWEYAML))"
    ran = run("render", "-c", argument)
    assert ran.code == 140
    assert "a PARMLIB member needs a system, and no system is named" in ran.err
    assert run("config", "-c", argument).code == 140
    assert run("init", "-c", argument, "--dry-run").code == 120


@pytest.mark.parametrize("name", ["ZWEYAML", "OTHER"])
def test_two_parmlibs(run: Run, site: Site, parmlib: System, name: str) -> None:
    """Zowe takes different member names since 3.2."""
    parmlib.create_library("SITE.PARMLIB")
    parmlib.write("SITE.PARMLIB", name, "zowe: {setup: {vsam: {volume: SITE01}}}\n")
    argument = f"PARMLIB(SITE.PARMLIB({name})):PARMLIB({PARMLIB}(ZWEYAML))"
    assert "VOLUME(SITE01)" in run("render", "-c", argument, *site.args).out


@pytest.mark.parametrize("more", [0, 1])
def test_large_member(more: int) -> None:
    def big(member: Member) -> str:
        assert member == Member("A.B", "C")
        return "é" * (1 << 19) + "x" * more

    if not more:
        assert layers.read("PARMLIB(a.b( c ))", "", big)[0].name == "A.B(C)"
        return
    with pytest.raises(Problem) as caught:
        layers.read("PARMLIB(A.B(C))", "", big)
    assert caught.value.id == "ZWEL0140E"
    assert caught.value.facts == ("the member is larger than 1 MiB",)
    assert caught.value.origin == Origin("A.B(C)")
    assert caught.value.remedy == "Check that -c names a zowe.yaml."
