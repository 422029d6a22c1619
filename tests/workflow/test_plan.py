"""``plan``: a dry run says what a real run does, for each state of the system."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.clusters import define, relate
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from zwe_vsam.sandbox.state import StorageClass
from zwe_vsam.sandbox.system import System

WRITE = ("write-member", f"{JCLLIB}(ZWECSVSM)")
WRITE_DELETE = ("write-member", f"{JCLLIB}(ZWECSRVS)")
DEFINE = ("define-cluster", CLUSTER)
DELETE = ("delete-cluster", CLUSTER)


def _same(system: System, run: Run, box: Path) -> None:
    assert run("init", "-c", MINIMAL, "--sandbox", box).code == 0


def _different(system: System, run: Run, box: Path) -> None:
    define(system, more="SHAREOPTIONS(3 3)")


def _other_kind(system: System, run: Run, box: Path) -> None:
    system.create_library(CLUSTER)


def _in_use(system: System, run: Run, box: Path) -> None:
    system.add_storage_class(StorageClass("SCBASE", ["VOL123"]))
    define(system, cluster="RECORDS(80 20) STORCLAS(SCBASE) INDEXED", keys="64 0")
    system.set_in_use(CLUSTER, True)


def _related(system: System, run: Run, box: Path) -> None:
    define(system, more="SHAREOPTIONS(3 3)")
    relate(system, alternate_indexes=[f"{CLUSTER}.AIX"])


def _missing(system: System, run: Run, box: Path) -> None:
    """As a new sandbox is."""


def _member_only(system: System, run: Run, box: Path) -> None:
    assert run("init", "-c", MINIMAL, "--sandbox", box, "--security-dry-run").code == 0


def _other_member(system: System, run: Run, box: Path) -> None:
    system.write(JCLLIB, "ZWECSVSM", "//OLD JOB\n")


def _job_under_way(system: System, run: Run, box: Path) -> None:
    system.inject("held")
    assert run("init", "-c", MINIMAL, "--sandbox", box, "--no-wait").code == 0


INIT = ("init",)
ACCEPT = ("init", "--exist-ok")
REPLACE = ("init", "--allow-overwrite", "--yes")
CONVERGE = (*REPLACE, "--if-different")
GENERATE = ("init", "--exist-ok", "--generate")
REMOVE = ("remove", "--yes")


class Case(NamedTuple):
    """A state of the system, a command, and what it does then."""

    state: Callable[[System, Run, Path], None]
    argv: tuple[str, ...]
    code: int
    plan: tuple[tuple[str, str], ...] = ()


REPLACED = (WRITE_DELETE, WRITE, DELETE, DEFINE)
CASES = [
    Case(_missing, INIT, 0, (WRITE, DEFINE)),
    Case(_missing, ACCEPT, 0, (WRITE, DEFINE)),
    Case(_missing, CONVERGE, 0, (WRITE, DEFINE)),
    Case(_missing, REMOVE, 0),
    Case(_member_only, ACCEPT, 0, (DEFINE,)),
    Case(_member_only, GENERATE, 0, (DEFINE,)),
    Case(_other_member, ACCEPT, 232),
    Case(_other_member, GENERATE, 0, (WRITE, DEFINE)),
    Case(_same, INIT, 158),
    Case(_same, ACCEPT, 0),
    Case(_same, GENERATE, 0),
    Case(_same, CONVERGE, 0),
    Case(_same, REPLACE, 0, (WRITE_DELETE, DELETE, DEFINE)),
    Case(_same, REMOVE, 0, (WRITE_DELETE, DELETE)),
    Case(_different, ACCEPT, 234),
    Case(_different, REPLACE, 0, REPLACED),
    Case(_different, CONVERGE, 0, REPLACED),
    Case(_different, REMOVE, 0, (WRITE_DELETE, DELETE)),
    Case(_other_kind, INIT, 158),
    Case(_other_kind, ACCEPT, 234),
    Case(_other_kind, CONVERGE, 235),
    Case(_other_kind, REMOVE, 235),
    Case(_in_use, CONVERGE, 235),
    Case(_in_use, REMOVE, 235),
    Case(_related, CONVERGE, 235),
    Case(_related, REMOVE, 235),
    Case(_job_under_way, ACCEPT, 235),
    Case(_job_under_way, CONVERGE, 235),
    Case(_job_under_way, REMOVE, 235),
]


def _named(case: Case) -> str:
    return " ".join((case.state.__name__.strip("_"), *case.argv))


def result(run: Run, *argv: object) -> dict[str, Any]:
    """The JSON object of a command."""
    ran = run(*argv, "--output", "json")
    return dict(json.loads(ran.out))


def plan_of(result: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """The plan of a JSON object, as cases have it."""
    return tuple((action["action"], action["name"]) for action in result["plan"])


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", CASES, ids=map(_named, CASES))
def test_a_dry_run_plans_what_the_real_run_changes(run: Run, box: Path, case: Case) -> None:
    case.state(System(box), run, box)
    argv = (*case.argv, "-c", MINIMAL, "--sandbox", box)
    result(run, *argv, "--dry-run")
    before = contents(box)
    dry = result(run, *argv, "--dry-run")
    assert contents(box) == before
    assert (dry["exit_code"], plan_of(dry), dry["changed"]) == (case.code, case.plan, False)

    real = result(run, *argv)
    assert (real["exit_code"], plan_of(real)) == (case.code, case.plan)
    assert real["changed"] is bool(case.plan)


def test_a_cluster_that_the_catalog_does_not_show_as_in_use(run: Run, box: Path) -> None:
    """The plan is made from the catalog, which shows no cluster as open but for RLS."""
    define(System(box), more="SHAREOPTIONS(3 3)")
    System(box).set_in_use(CLUSTER, True)
    argv = (*CONVERGE, "-c", MINIMAL, "--sandbox", box)
    dry = result(run, *argv, "--dry-run")
    assert (dry["exit_code"], plan_of(dry)) == (0, REPLACED)
    real = result(run, *argv)
    assert (real["exit_code"], plan_of(real), real["changed"]) == (163, REPLACED, True)


@pytest.mark.parametrize("options", [(), ("--diff",)])
def test_a_sandbox_that_the_real_run_creates(
    run: Run, tmp_path: Path, options: tuple[str, ...]
) -> None:
    argv = ("init", "-c", MINIMAL, "--sandbox", tmp_path / "new", *options)
    dry = result(run, *argv, "--dry-run")
    assert (dry["exit_code"], plan_of(dry)) == (0, (WRITE, DEFINE))
    assert not (tmp_path / "new").exists()
    real = result(run, *argv)
    assert plan_of(real) == plan_of(dry)
    # The new sandbox has a template of its own; the dry run shows the bundled one, and says so.
    for shown in (dry, real) if options else ():
        assert shown["member"]["diff"].startswith("--- /dev/null")


def test_the_diff_of_a_member_that_deletes(run: Run, box: Path) -> None:
    _same(System(box), run, box)
    argv = ("remove", "-c", MINIMAL, "--sandbox", box, "--yes", "--diff")
    dry = result(run, *argv, "--dry-run")
    assert dry["member"]["diff"].startswith("--- /dev/null")
    assert f"+DELETE '{CLUSTER}'" in dry["member"]["diff"]
    assert result(run, *argv)["member"]["diff"] == dry["member"]["diff"]


def test_without_a_system_there_is_nothing_to_compare_a_deletion_with(run: Run) -> None:
    ran = run("remove", "-c", MINIMAL, "--dry-run", "--diff")
    assert (ran.code, "ZWV1016E" in ran.err) == (102, True)


def test_the_change_of_zowe_yaml_is_planned_last(run: Run, box: Path, tmp_path: Path) -> None:
    own = tmp_path / "zowe.yaml"
    own.write_text(MINIMAL.read_text().replace(f"name: {CLUSTER}", f"name: {CLUSTER.lower()}"))
    argv = ("init", "-c", own, "--sandbox", box, "--exist-ok", "--update-config")
    edit = ("edit-config", str(own))
    dry = result(run, *argv, "--dry-run")
    assert (plan_of(dry), dry["changed"]) == ((WRITE, DEFINE, edit), False)
    real = result(run, *argv)
    assert (plan_of(real), real["changed"]) == ((WRITE, DEFINE, edit), True)
    again = result(run, *argv)
    assert (plan_of(again), again["changed"]) == ((), False)


def test_a_file_that_alone_is_changed_counts_as_a_change(
    run: Run, box: Path, tmp_path: Path
) -> None:
    _same(System(box), run, box)
    own = tmp_path / "zowe.yaml"
    own.write_text(MINIMAL.read_text().replace(f"name: {CLUSTER}", f"name: {CLUSTER.lower()}"))
    argv = ("init", "-c", own, "--sandbox", box, "--exist-ok", "--update-config")
    assert plan_of(result(run, *argv, "--dry-run")) == (("edit-config", str(own)),)
    assert result(run, *argv)["changed"] is True


def test_only_a_replacement_can_depend_on_a_difference(run: Run, box: Path) -> None:
    ran = run("init", "-c", MINIMAL, "--sandbox", box, "--if-different")
    assert (ran.code, "ZWV1024E" in ran.err) == (102, True)


def test_a_cluster_that_is_kept_is_compared(run: Run, box: Path) -> None:
    _same(System(box), run, box)
    kept = result(run, *CONVERGE, "-c", MINIMAL, "--sandbox", box)
    assert {row["verdict"] for row in kept["comparison"]} == {"same"}
    ran = run(*CONVERGE, "-c", MINIMAL, "--sandbox", box)
    assert "already exists as described; nothing was changed." in ran.out


def test_the_job_that_stops_a_run_is_named(run: Run, box: Path) -> None:
    _job_under_way(System(box), run, box)
    stopped = result(run, *ACCEPT, "-c", MINIMAL, "--sandbox", box)
    (job,) = stopped["under_way"]
    assert (job["id"], job["name"], job["outcome"]) == ("JOB00001", "ZWECSVSM", "held")
    assert stopped["job"] is None


@pytest.mark.parametrize("member", [_missing, _member_only])
def test_a_missing_cluster_has_every_row(
    run: Run, box: Path, member: Callable[[System, Run, Path], None]
) -> None:
    member(System(box), run, box)
    missing = result(run, "verify", "-c", MINIMAL, "--sandbox", box)["comparison"]
    _same(System(box), run, box)
    same = result(run, "verify", "-c", MINIMAL, "--sandbox", box)["comparison"]
    assert [row["attribute"] for row in missing] == [row["attribute"] for row in same]
    assert [row["expected"] for row in missing] == [row["expected"] for row in same]
    assert {row["found"] for row in missing} == {None}
    assert [row["verdict"] for row in missing] == ["different", *["not checkable"] * 11]
