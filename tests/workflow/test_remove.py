"""``remove``, on every target."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clusters import define, relate
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from zwe_vsam.model import JobState

REMOVE = ("remove", "-c", MINIMAL)
SAMPLES = "IBMUSER.ZWE.SZWESAMP"


def test_the_cluster_is_deleted_and_the_catalog_asked(run: Run, site: Site) -> None:
    define(site.system)
    ran = run(*REMOVE, *site.args, "--yes")
    assert ran.code == 0
    assert site.system.clusters() == []
    assert [job.name for job in site.system.jobs()] == ["ZWECSRVS"]
    assert ran.out.splitlines() == [
        "-" * 79,
        ">> Remove VSAM storage for Zowe Caching Service",
        "",
        "Modify ZWECSRVS",
        f"- {JCLLIB}(ZWECSRVS) is prepared",
        "",
        f"Submit {JCLLIB}(ZWECSRVS)",
        "- Job ZWECSRVS(JOB00001) ends with code 0 (COMPLETED).",
        "",
        ">> Zowe Caching Service VSAM storage is removed.",
    ]


def test_nothing_there_is_success(run: Run, site: Site) -> None:
    ran = run(*REMOVE, *site.args)
    assert ran.code == 0
    assert "No deletion is necessary" in ran.err
    assert "removed" not in ran.out
    assert site.system.jobs() == []


def test_without_a_terminal_it_needs_a_word(run: Run, site: Site) -> None:
    define(site.system)
    ran = run(*REMOVE, *site.args)
    assert ran.code == 235
    assert "Add --yes to confirm in advance." in ran.err
    assert site.system.clusters() == [CLUSTER]
    assert site.system.members(JCLLIB) == []


@pytest.mark.parametrize("flag", ["--dry-run", "--security-dry-run"])
def test_dry_runs_show_the_member_and_delete_nothing(run: Run, site: Site, flag: str) -> None:
    define(site.system)
    ran = run(*REMOVE, *site.args, flag)
    assert ran.code == 0
    assert f"DELETE '{CLUSTER}' +" in ran.out
    assert site.system.clusters() == [CLUSTER]
    assert site.system.jobs() == []
    assert site.system.members(JCLLIB) == ([] if flag == "--dry-run" else ["ZWECSRVS"])
    assert "no cluster was deleted" in ran.err


def test_other_data_sets_are_never_touched(run: Run, site: Site) -> None:
    site.system.create_library(CLUSTER)
    for flags in (("--yes",), ("--yes", "--force")):
        assert run(*REMOVE, *site.args, *flags).code == 235
    define_failed = site.system.listcat(CLUSTER)[0]
    assert define_failed == 0
    assert site.system.jobs() == []


def test_associations_are_never_deleted_with_it(run: Run, site: Site) -> None:
    define(site.system)
    relate(site.system, paths=["PROD.PATH"])
    ran = run(*REMOVE, *site.args, "--yes", "--force")
    assert ran.code == 235
    assert "PATH PROD.PATH belongs to the cluster" in ran.err
    assert site.system.clusters() == [CLUSTER]


def test_a_kept_member_must_delete_this_cluster_and_nothing_else(run: Run, site: Site) -> None:
    define(site.system)
    other = site.system.read(SAMPLES, "ZWECSRVS").text.replace(
        "{zowe.setup.vsam.name}", "PROD.PAYROLL"
    )
    site.system.write(JCLLIB, "ZWECSRVS", other.replace(" {zowe.setup.jcl.header}", ""))
    ran = run(*REMOVE, *site.args, "--yes")
    assert ran.code == 232
    assert f"cluster name: expected {CLUSTER}, found PROD.PAYROLL" in ran.err
    assert "--generate" in ran.err
    assert site.system.jobs() == []
    assert run(*REMOVE, *site.args, "--yes", "--generate").code == 0
    assert site.system.clusters() == []


def test_a_kept_member_is_not_rewritten(run: Run, site: Site) -> None:
    define(site.system)
    run(*REMOVE, *site.args, "--security-dry-run")
    text = site.system.read(JCLLIB, "ZWECSRVS").text.replace("//*-", "//*=", 1)
    site.system.write(JCLLIB, "ZWECSRVS", text)
    ran = run(*REMOVE, *site.args, "--yes")
    assert ran.code == 0
    assert f"Skipped writing to {JCLLIB}(ZWECSRVS). To write, you must use --generate." in ran.out
    assert site.system.read(JCLLIB, "ZWECSRVS").text == text


def test_no_library(run: Run, site: Site) -> None:
    define(site.system)
    site.system.delete_library(JCLLIB)
    assert run(*REMOVE, *site.args, "--yes").code == 63
    assert site.system.clusters() == [CLUSTER]


def test_no_installed_member(run: Run, site: Site) -> None:
    define(site.system)
    site.system.delete(SAMPLES, "ZWECSRVS")
    ran = run(*REMOVE, *site.args, "--yes")
    assert ran.code == 143
    assert f"{SAMPLES}(ZWECSRVS)" in ran.err
    assert site.system.clusters() == [CLUSTER]


def test_a_data_set_in_use_is_told_from_systsprt(run: Run, site: Site) -> None:
    define(site.system)
    site.system.set_in_use(CLUSTER, True)
    ran = run(*REMOVE, *site.args, "--yes")
    assert ran.code == 163
    assert "RETURN CODE IS 184" in ran.err
    assert f"The catalog lists {CLUSTER}." in ran.err


def test_what_systsprt_says_counts_whatever_the_code_of_the_step(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The code of a TSO step is that of the last command, which need not be the DELETE."""
    define(site.system)
    site.system.inject("inuse")
    job_status = site.kind.job_status

    def without_code(target: object, job: object) -> JobState:
        state: JobState = job_status(target, job)
        return state._replace(code=0) if state.ending else state

    monkeypatch.setattr(site.kind, "job_status", without_code)
    ran = run(*REMOVE, *site.args, "--yes")
    assert ran.code == 163
    assert "CATALOG RETURN CODE IS 184" in ran.err
    assert f"But the catalog has {CLUSTER}. The cluster was not deleted" in ran.err
    assert f"Meaning: Another job or user has {CLUSTER} open or allocated" in ran.err


def test_a_header_reaches_the_member(run: Run, site: Site, config: Callable[..., Path]) -> None:
    define(site.system)
    path = config(("  setup:\n", "  setup:\n    jcl:\n      header: (ACCT),CLASS=A\n"))
    ran = run("remove", "-c", path, *site.args, "--dry-run")
    assert "//ZWECSRVS JOB (ACCT),CLASS=A" in ran.out


def test_a_former_cluster_after_the_mode_has_changed(
    run: Run, site: Site, config: Callable[..., Path]
) -> None:
    define(site.system)
    path = config(("mode: VSAM", "mode: infinispan"))
    ran = run("remove", "-c", path, *site.args, "--yes")
    assert ran.code == 0
    assert "Warning ZWV5014W" in ran.err
    assert site.system.clusters() == []


def test_lengths_of_zowe_yaml_are_not_looked_for_in_the_member(
    run: Run, site: Site, config: Callable[..., Path]
) -> None:
    define(site.system, keys="100 0")
    keys = "  environments:\n    CACHING_STORAGE_VSAM_KEYLENGTH: 100\n  setup:\n"
    assert run("remove", "-c", config(("  setup:\n", keys)), *site.args, "--yes").code == 0


def test_json(run: Run, site: Site) -> None:
    define(site.system)
    told = json.loads(run(*REMOVE, *site.args, "--yes", "--output", "json").out)
    assert (told["member"]["name"], told["job"]["name"]) == ("ZWECSRVS", "ZWECSRVS")
    assert told["cluster"]["exists"] is False
    assert (told["removal"], told["changed"]) == (None, True)


def test_without_a_system_the_bundled_member_is_shown(run: Run) -> None:
    ran = run(*REMOVE, "--dry-run")
    assert ran.code == 0
    assert f"DELETE '{CLUSTER}' +" in ran.out
    assert "no target system was named" in ran.err
    assert run(*REMOVE, "--yes").code == 120


HASH = """\
//ZWECSRVS JOB
//DEL      EXEC PGM=IDCAMS
//SYSPRINT DD SYSOUT=*
//SYSIN    DD *
  DELETE #dsname CLUSTER
/*
"""


def test_the_dialect_is_detected_of_its_own(run: Run, site: Site) -> None:
    """The installed ZWECSVSM is hash, the shipped ZWECSRVS brace; a site's may be either."""
    define(site.system)
    site.system.write(SAMPLES, "ZWECSRVS", HASH)
    assert run(*REMOVE, *site.args, "--yes").code == 0
    assert site.system.clusters() == []
