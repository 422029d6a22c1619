"""A run that meets a job of either member that has not ended, on every target.

A success or a refusal that the catalog decides would be wrong a moment later.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.clusters import define
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from zwe_vsam.cli import terminal
from zwe_vsam.model import Phase
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow.consent import Consent

INIT = ("init", "-c", MINIMAL)
VERIFY = ("verify", "-c", MINIMAL)
REMOVE = ("remove", "-c", MINIMAL)
COMMANDS = {
    "init": INIT,
    "init --exist-ok": (*INIT, "--exist-ok"),
    "init --allow-overwrite": (*INIT, "--allow-overwrite", "--yes"),
    "init --generate": (*INIT, "--generate"),
    "init --dry-run": (*INIT, "--dry-run"),
    "init --security-dry-run": (*INIT, "--security-dry-run"),
    "verify": VERIFY,
    "remove": (*REMOVE, "--yes"),
    "remove --dry-run": (*REMOVE, "--dry-run"),
}
EVERY = pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS)


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where ``site`` keeps a sandbox for each target."""
    return tmp_path_factory.mktemp("prepared")


@pytest.fixture
def site(site: Site, run: Run, saved: Path, request: pytest.FixtureRequest) -> Site:
    """Each target, with both members as they are after an earlier run by it, without a job."""
    folder = saved / request.node.callspec.params["site"]
    if folder.exists():
        shutil.rmtree(site.system.folder)
        shutil.copytree(folder, site.system.folder)
        return site
    assert run(*INIT, *site.args, "--security-dry-run").code == 0
    define(site.system)
    assert run(*REMOVE, *site.args, "--security-dry-run").code == 0
    assert set(site.system.members(JCLLIB)) == {"ZWECSVSM", "ZWECSRVS"}
    shutil.copytree(site.system.folder, folder)
    return site


def without_cluster(site: Site) -> None:
    site.system.set_durations(0.0, 0.0)
    site.system.submit_member(JCLLIB, "ZWECSRVS")
    assert site.system.clusters() == []


def submit(site: Site, member: str, phase: Phase) -> str:
    """Submit a job that stays in that phase, and return its id."""
    queued, active = {Phase.QUEUED: (900.0, 900.0), Phase.ACTIVE: (0.0, 900.0)}.get(phase, (0, 0))
    if phase is Phase.HELD:
        site.system.inject("held")
    else:
        site.system.set_durations(queued, active)
    job = site.system.submit_member(JCLLIB, member)
    return job.id


MEETINGS = [
    *((argv, Phase.HELD) for argv in COMMANDS.values()),
    *(
        (COMMANDS[name], phase)
        for name in ("init --exist-ok", "verify", "remove")
        for phase in (Phase.QUEUED, Phase.ACTIVE)
    ),
]
IDS = [f"{' '.join(argv[3:])} {argv[0]} {phase.value}".strip() for argv, phase in MEETINGS]
MEET = pytest.mark.parametrize(("argv", "phase"), MEETINGS, ids=IDS)


@MEET
def test_a_deletion_under_way(run: Run, site: Site, argv: tuple[object, ...], phase: Phase) -> None:
    job = submit(site, "ZWECSRVS", phase)
    ran = run(*argv, *site.args)
    assert ran.code == 235, ran.out
    assert f"Job ZWECSRVS({job}) of IBMUSER is still {phase.value}, so " in ran.err
    assert f"zwe-vsam job {job}" in ran.err
    assert f"A job with this name may define or delete {CLUSTER}" in ran.err
    assert "already exists" not in ran.out + ran.err
    assert "as described" not in ran.out
    assert len(site.system.jobs()) == 1


@MEET
def test_a_definition_under_way(
    run: Run, site: Site, argv: tuple[object, ...], phase: Phase
) -> None:
    without_cluster(site)
    job = submit(site, "ZWECSVSM", phase)
    ran = run(*argv, *site.args)
    assert ran.code == 235, ran.out
    assert f"Job ZWECSVSM({job}) of IBMUSER is still {phase.value}, so " in ran.err
    assert f"zwe-vsam job {job}" in ran.err
    assert "nothing to remove" not in ran.err
    assert len(site.system.jobs()) == 2


@pytest.mark.parametrize("member", ["ZWECSVSM", "ZWECSRVS"])
@EVERY
def test_a_job_of_another_name(run: Run, site: Site, argv: tuple[object, ...], member: str) -> None:
    """The JOB statement of the member names the job, and each of the two can be the site's own."""
    text = site.system.read(JCLLIB, member).text
    site.system.write(JCLLIB, member, text.replace(f"//{member} JOB", "//MYJOB JOB"))
    submit(site, member, Phase.HELD)
    ran = run(*argv, *site.args)
    assert ran.code == 235, ran.out
    assert "Job MYJOB(JOB00001) of IBMUSER is still held" in ran.err


@pytest.mark.parametrize("member", ["ZWECSVSM", "ZWECSRVS"])
@EVERY
def test_the_member_is_gone_and_its_job_is_not(
    run: Run, site: Site, argv: tuple[object, ...], member: str
) -> None:
    submit(site, member, Phase.HELD)
    for name in site.system.members(JCLLIB):
        site.system.delete(JCLLIB, name)
    ran = run(*argv, *site.args)
    assert ran.code == 235, ran.out
    assert f"Job {member}(JOB00001) of IBMUSER is still held" in ran.err


def test_without_the_library(run: Run, site: Site) -> None:
    """Then the jobs have the shipped names; the library is not needed to say what is there."""
    submit(site, "ZWECSRVS", Phase.HELD)
    site.system.delete_library(JCLLIB)
    assert run(*VERIFY, *site.args).code == 235
    assert run(*REMOVE, *site.args, "--yes").code == 235
    site.system.cancel("JOB00001")
    assert run(*VERIFY, *site.args).code == 0
    assert run(*REMOVE, *site.args, "--yes").code == 63


def test_a_job_that_has_ended_does_not_count(run: Run, site: Site) -> None:
    without_cluster(site)
    assert run(*REMOVE, *site.args).code == 0
    assert run(*INIT, *site.args).code == 0
    assert run(*INIT, *site.args, "--exist-ok").code == 0
    assert run(*VERIFY, *site.args).code == 0


def test_the_oldest_is_named_and_the_others_listed(run: Run, site: Site) -> None:
    submit(site, "ZWECSRVS", Phase.HELD)
    submit(site, "ZWECSVSM", Phase.HELD)
    ran = run(*VERIFY, *site.args)
    assert ran.code == 235
    assert "Job ZWECSRVS(JOB00001) of IBMUSER is still held" in ran.err
    assert "    Job ZWECSVSM(JOB00002) of IBMUSER is still held, too." in ran.err


@pytest.mark.parametrize("argv", [(*INIT, "--exist-ok"), VERIFY], ids=["--exist-ok", "verify"])
def test_the_jobs_are_listed_before_the_catalog_is_asked(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, argv: tuple[object, ...]
) -> None:
    """Asked the other way round, a deletion that ends in between would be a false success."""
    submit(site, "ZWECSRVS", Phase.HELD)
    original = site.kind.entry

    def ends_afterwards(self: Target, name: str) -> object:
        found = original(self, name)
        if site.system.clusters():
            site.system.cancel("JOB00001")
            site.system.set_durations(0.0, 0.0)
            site.system.submit_member(JCLLIB, "ZWECSRVS")
        return found

    monkeypatch.setattr(site.kind, "entry", ends_afterwards)
    ran = run(*argv, *site.args)
    assert ran.code == 235
    assert "described" not in ran.out


@pytest.mark.parametrize("member", ["ZWECSVSM", "ZWECSRVS"])
@pytest.mark.parametrize("argv", [(*INIT, "--allow-overwrite"), REMOVE], ids=["init", "remove"])
def test_a_job_that_comes_while_the_question_waits(
    run: Run,
    site: Site,
    monkeypatch: pytest.MonkeyPatch,
    argv: tuple[object, ...],
    member: str,
) -> None:
    def ask(_question: str) -> bool:
        submit(site, member, Phase.HELD)
        return True

    monkeypatch.setattr(terminal, "consent", lambda given: Consent(given, ask))
    ran = run(*argv, *site.args)
    assert ran.code == 235
    assert f"Job {member}(JOB00001) of IBMUSER is still held" in ran.err
    assert site.system.clusters() == [CLUSTER]
    assert len(site.system.jobs()) == 1


def test_no_creation_is_told_while_a_deletion_waits(run: Run, site: Site) -> None:
    """Where looking is dear (ZOAU 1.2) and the member is new, this is seen after the job's end."""
    without_cluster(site)
    submit(site, "ZWECSRVS", Phase.HELD)
    site.system.delete(JCLLIB, "ZWECSVSM")
    ran = run(*INIT, *site.args)
    assert ran.code == 235
    assert "Job ZWECSRVS(JOB00002) of IBMUSER is still held" in ran.err
    assert "created successfully" not in ran.out
    submitted = [job for job in site.system.jobs() if job.name == "ZWECSVSM"]
    if submitted:
        assert "so it is not known whether the cluster stays" in ran.err
        assert "zoau" in site.args
    else:
        assert site.system.clusters() == []
