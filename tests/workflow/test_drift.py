"""A member that is kept and says otherwise than the template: shown, on every target."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pytest

from tests.clusters import define
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site

MEMBER = f"{JCLLIB}(ZWECSVSM)"
TEMPLATE = "IBMUSER.ZWE.SZWESAMP(ZWECSVSM)"
SPACE = ("REC(80 20)", "CYL(900 900)")
SHARE = ("SHAREOPTIONS(2 3)", "SHAREOPTIONS(3 3)")
DRY = "--dry-run"
Change = Callable[..., str]


@pytest.fixture
def change(site: Site, request: pytest.FixtureRequest) -> Change:
    """Change the prepared member as a site does, and return its text."""

    def written(*changes: tuple[str, str]) -> str:
        text: str = request.getfixturevalue("prepared")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        site.system.write(JCLLIB, "ZWECSVSM", text)
        return text

    return written


def is_spared(site: Site, flags: tuple[str, ...]) -> bool:
    """Whether reading the template would be a seventh call of ZOAU 1.2 before a submission."""
    datasets = sys.modules.get("zoautil_py.datasets")
    is_old = datasets is not None and not hasattr(datasets, "read_as_bytes")
    return "zoau" in site.args and is_old and not flags


@pytest.mark.parametrize("flags", [(), (DRY,), ("--security-dry-run",)], ids=" ".join)
@pytest.mark.parametrize("changed", [SPACE, SHARE], ids=["space", "share options"])
def test_init_shows_what_differs(
    run: Run, site: Site, change: Change, flags: tuple[str, ...], changed: tuple[str, str]
) -> None:
    text = change(changed)
    ran = run("init", "-c", MINIMAL, *site.args, *flags)
    assert ran.code == 0
    # The site's word counts.
    assert site.system.read(JCLLIB, "ZWECSVSM").text == text
    if is_spared(site, flags):
        assert "@@" not in ran.out
        assert "not compared with the template. init --dry-run --diff compares them." in ran.err
        return
    lines = ran.out.splitlines()
    assert f"--- {MEMBER}" in lines
    assert f"+++ {TEMPLATE} with zowe.yaml" in lines
    assert [line.strip("- ") for line in lines if line.startswith("-  ")] == [changed[1]]
    assert [line.strip("+- ") for line in lines if line.startswith("+  ")] == [changed[0]]
    assert "2 lines differ from the result of the template. The existing member is used." in ran.err


def test_a_member_like_the_template_differs_in_nothing(
    run: Run, site: Site, change: Change
) -> None:
    change()
    ran = run("init", "-c", MINIMAL, *site.args, DRY, "--output", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["member"]["diff"] == ""
    assert "differ" not in ran.err
    assert "@@" not in run("init", "-c", MINIMAL, *site.args, DRY).out


def test_the_warning_says_what_each_option_does(run: Run, site: Site, change: Change) -> None:
    change()
    ran = run("init", "-c", MINIMAL, *site.args)
    assert (
        f"Warning ZWEL0301W: {MEMBER} already exists and will not be overwritten. For upgrades, "
        "you must use --allow-overwrite.\n" in ran.err
    )
    assert (
        "  Remedy: To rewrite only the member, use --generate. --allow-overwrite also "
        "deletes the cluster and defines it again.\n"
    ) in ran.err


def test_a_refused_member_is_shown_beside_the_template(
    run: Run, site: Site, change: Change
) -> None:
    change(("KEYS(128 0)", "KEYS(64 0)"))
    ran = run("init", "-c", MINIMAL, *site.args, DRY)
    assert ran.code == 232
    assert "KEYS(64 0)" in ran.out
    assert "KEYS(128 0)" in ran.out


def test_a_template_that_is_missing_stops_nothing(run: Run, site: Site, change: Change) -> None:
    change(SPACE)
    site.system.delete("IBMUSER.ZWE.SZWESAMP", "ZWECSVSM")
    ran = run("init", "-c", MINIMAL, *site.args, DRY)
    assert ran.code == 0
    assert f"Warning ZWV5013W: {MEMBER} is not compared with the template: " in ran.err
    assert "(ZWEL0143E)" in ran.err
    assert "CYL(900 900)" in ran.out


def test_remove_shows_what_differs(run: Run, site: Site) -> None:
    define(site.system)
    run("remove", "-c", MINIMAL, *site.args, "--security-dry-run")
    text = site.system.read(JCLLIB, "ZWECSRVS").text
    site.system.write(JCLLIB, "ZWECSRVS", text.replace("SYSOUT=A", "SYSOUT=B"))
    ran = run("remove", "-c", MINIMAL, *site.args, "--yes")
    assert ran.code == 0
    assert "-//SYSTSPRT DD SYSOUT=B" in ran.out.splitlines()
    assert "+//SYSTSPRT DD SYSOUT=A" in ran.out.splitlines()


class TestDiff:
    """``--diff``: installed against rendered."""

    def test_of_a_member_that_would_be_rewritten(
        self, run: Run, site: Site, change: Change
    ) -> None:
        text = change(SPACE)
        argv = ("init", "-c", MINIMAL, *site.args, DRY, "--generate")
        assert "@@" not in run(*argv).out
        ran = run(*argv, "--diff")
        assert ran.code == 0
        assert "-  CYL(900 900) -" in ran.out.splitlines()
        assert "+  REC(80 20) -" in ran.out.splitlines()
        assert site.system.read(JCLLIB, "ZWECSVSM").text == text

    def test_of_a_new_member(self, run: Run, site: Site) -> None:
        ran = run("init", "-c", MINIMAL, *site.args, DRY, "--diff")
        assert ran.code == 0
        assert "--- /dev/null" in ran.out.splitlines()
        assert "+  REC(80 20) -" in ran.out.splitlines()
        assert site.system.members(JCLLIB) == []

    def test_of_both_members(self, run: Run, site: Site, change: Change) -> None:
        change(SPACE)
        define(site.system)
        ran = run(
            "init", "-c", MINIMAL, *site.args, DRY, "--diff", "--allow-overwrite", "--output",
            "json",
        )  # fmt: skip
        assert ran.code == 0
        told = json.loads(ran.out)
        assert "-  CYL(900 900) -\n" in told["member"]["diff"]
        assert told["removal"]["member"]["diff"].startswith("--- /dev/null\n")

    def test_render(self, run: Run, site: Site, change: Change) -> None:
        argv = ("render", "-c", MINIMAL, *site.args, "--diff")
        assert run(*argv).out.startswith("--- /dev/null\n")
        change()
        ran = run(*argv)
        assert (ran.code, ran.out) == (0, "")
        change(SPACE)
        ran = run(*argv)
        assert ran.code == 0
        assert ran.out.startswith(f"--- {MEMBER}\n+++ {TEMPLATE} with zowe.yaml\n@@ ")
        assert "\n-  CYL(900 900) -\n+  REC(80 20) -\n" in ran.out
        told = json.loads(run(*argv, "--output", "json").out)
        assert told["member"] == {
            "dataset": JCLLIB, "name": "ZWECSVSM", "written": False, "diff": ran.out,
        }  # fmt: skip
        assert told["jcl"].startswith("//ZWECSVSM JOB")

    def test_render_without_the_library(self, run: Run, site: Site) -> None:
        site.system.delete_library(JCLLIB)
        ran = run("render", "-c", MINIMAL, *site.args, "--diff")
        assert ran.code == 63
        assert "ZWEL0319E" in ran.err


@pytest.mark.parametrize("argv", [("render",), ("init", DRY)], ids=["render", "init"])
def test_without_a_system_there_is_nothing_to_compare_with(run: Run, argv: tuple[str, ...]) -> None:
    ran = run(*argv, "-c", MINIMAL, "--diff")
    assert ran.code == 102
    assert "--diff needs a target system." in ran.err
    assert "--sandbox" in ran.err
    assert ran.out.count("\n") <= 3


class TestVerify:
    def rows(self, run: Run, site: Site) -> dict[str, dict[str, str]]:
        ran = run("verify", "-c", MINIMAL, *site.args, "--output", "json")
        assert ran.code == 0, ran.err
        return {row["attribute"]: row for row in json.loads(ran.out)["comparison"]}

    def test_share_options_of_the_member_are_a_note(
        self, run: Run, site: Site, change: Change
    ) -> None:
        change(SHARE)
        define(site.system, more="SHAREOPTIONS(3 3)")
        rows = self.rows(run, site)
        assert rows["share options"]["verdict"] == "note"
        assert "The template has (2 3)" in rows["share options"]["effect"]
        assert rows["reusable"]["verdict"] == "same"
        assert (rows["member"]["found"], rows["member"]["verdict"]) == ("2 lines differ", "note")

    def test_space_of_the_member_is_a_note(self, run: Run, site: Site, change: Change) -> None:
        change(SPACE)
        define(site.system)
        rows = self.rows(run, site)
        assert rows["member"]["verdict"] == "note"
        assert "The job uses the member." in rows["member"]["effect"]

    def test_a_member_like_the_template_has_no_note(
        self, run: Run, site: Site, change: Change
    ) -> None:
        change()
        define(site.system)
        assert "member" not in self.rows(run, site)

    def test_without_a_template_it_is_not_checkable(
        self, run: Run, site: Site, change: Change
    ) -> None:
        change()
        define(site.system)
        site.system.delete("IBMUSER.ZWE.SZWESAMP", "ZWECSVSM")
        assert self.rows(run, site)["member"]["verdict"] == "not checkable"

    def test_exist_ok_says_it_too(self, run: Run, site: Site, change: Change) -> None:
        change(SPACE)
        define(site.system)
        ran = run("init", "-c", MINIMAL, *site.args, "--exist-ok")
        assert ran.code == 0
        assert "2 lines differ" in ran.out
        assert site.system.clusters() == [CLUSTER]
