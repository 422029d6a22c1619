"""Runs that meet: at every call in turn, and as processes that start together."""

from __future__ import annotations

import contextlib
import io
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.clusters import define, relate
from tests.conftest import CLUSTER, JCLLIB, MINIMAL
from tests.faults.conftest import THOROUGH
from tests.faults.killed import Order, Stopper
from tests.faults.scenarios import ACTIVE, INIT, QUEUED, SCENARIOS, Scenario
from tests.faults.scene import Bench, Snapshot, overlapping
from zwe_vsam.cli import main
from zwe_vsam.sandbox.system import System

EVIL = """\
//EVIL JOB
//S EXEC PGM=IDCAMS
//SYSPRINT DD SYSOUT=*
//SYSIN DD *
 DELETE IBMUSER.PRECIOUS
"""
"""What somebody writes into a member that is about to be submitted."""
Intruder = Callable[[Bench], None]


def command(*argv: str) -> Intruder:
    def intrude(bench: Bench) -> None:
        words = [word.replace("{config}", str(bench.config)) for word in argv]
        script, bench.script = bench.script, type(bench.script)(bench.time)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            main([*words, *bench.site.args])
        bench.script = script

    return intrude


def writes(member: str, text: str) -> Intruder:
    return lambda bench: bench.site.system.write(JCLLIB, member, text) and None


def removes_members(bench: Bench) -> None:
    system = bench.site.system
    for member in system.members(JCLLIB):
        system.delete(JCLLIB, member)


def removes_library(bench: Bench) -> None:
    if JCLLIB in bench.site.system.libraries():
        bench.site.system.delete_library(JCLLIB)


INTRUDERS: dict[str, Intruder] = {
    "init": command(*INIT),
    "init --generate": command(*INIT, "--generate"),
    "init --exist-ok": command(*INIT, "--exist-ok"),
    "remove": command("remove", "-c", "{config}", "--yes"),
    "an edit of ZWECSVSM": writes("ZWECSVSM", EVIL),
    "an edit of ZWECSRVS": writes("ZWECSRVS", EVIL),
    "deleted members": removes_members,
    "a deleted library": removes_library,
}
MET = (
    "init", "init, kept member", "init --generate", "init --exist-ok, new", "remove",
    "init --allow-overwrite, members there", "init --update-config, PARMLIB",
)  # fmt: skip
CODES = {0, 63, 138, 143, 158, 160, 161, 163, 232, 233, 234, 235, 236}
SHARE = 7


def meetings(calls: list[str]) -> Iterator[tuple[int, str]]:
    return ((at, who) for at in range(1, len(calls) + 1) for who in INTRUDERS)


@pytest.mark.parametrize(
    "scenario", [item for item in SCENARIOS if item.name in MET], ids=lambda item: item.name
)
def test_somebody_else_comes_in_between(
    bench: Callable[[Scenario], Bench],
    scenario: Scenario,
    record_property: Callable[..., None],
) -> None:
    made = bench(scenario)
    made.reset()
    assert made.run().code == scenario.code
    calls = list(made.script.calls)
    chosen = list(meetings(calls))
    if not THOROUGH:
        chosen = chosen[MET.index(scenario.name) % SHARE :: SHARE]
    codes: Counter[int] = Counter()
    for at, who in chosen:
        before = made.reset()
        made.script.meanwhile[at] = lambda who=who: INTRUDERS[who](made)
        ran = made.run()
        assert not made.script.meanwhile
        made.settle()
        problems = list(_wrong(ran.code, ran.out, before, made.snapshot()))
        assert not problems, f"{who} before call {at} ({calls[at - 1]}): {problems}\n{ran.err}"
        assert "Traceback" not in ran.err
        codes[ran.code] += 1
    record_property("meetings", sum(codes.values()))


def _wrong(code: int, out: str, before: Snapshot, after: Snapshot) -> Iterator[str]:
    if code not in CODES:
        yield f"it ended with {code}"
    if "created successfully" in out and not after.clusters:
        # Somebody may have removed it after it was created, but not without a job.
        removals = [job for job in after.jobs.values() if job.name == "ZWECSRVS"]
        if not removals:
            yield "a false success"
    shipped = {text for name, text in before.members.items() if "SZWESAMP" in name}
    for job_id in after.jobs.keys() - before.jobs.keys():
        text = after.jcl[job_id]
        if "EVIL" in text or text in shipped or not text.startswith("//ZWECS"):
            yield f"{job_id} is not what was prepared"
    if overlapping(after.jobs):
        yield f"jobs at the same time: {overlapping(after.jobs)}"


SHIPPED = "IBMUSER.ZWE.SZWESAMP"
WAITS = 50.0
"""Seconds for which a job of somebody else is under way: longer than a run."""


def submits(member: str) -> Intruder:
    """A job of one of the two members, as another run leaves it that was not waited for."""

    def intrude(bench: Bench) -> None:
        system = bench.site.system
        text = system.read(SHIPPED, member).text.replace("{zowe.setup.vsam.name}", CLUSTER)
        system.set_durations(WAITS, 1.0)
        system.submit(text.replace(" {zowe.setup.jcl.header}", ""))
        system.set_durations(QUEUED, ACTIVE)

    return intrude


WAITING = {name: submits(name) for name in ("ZWECSVSM", "ZWECSRVS")}
MET_BY_JOBS = [
    *(
        item
        for item in SCENARIOS
        if item.name in ("init", "init, kept member", "init --exist-ok, new",
                         "init --exist-ok, there", "init --dry-run --generate",
                         "init, cluster there",
                         "init --allow-overwrite, members there", "verify", "remove")
    ),
    Scenario("remove, nothing there", ("remove", "-c", "{config}", "--yes")),
    Scenario("verify, nothing there", ("verify", "-c", "{config}"), code=234),
]  # fmt: skip


@pytest.mark.parametrize("scenario", MET_BY_JOBS, ids=lambda item: item.name)
def test_a_job_of_either_member_comes_in_between(
    bench: Callable[[Scenario], Bench],
    scenario: Scenario,
    record_property: Callable[..., None],
) -> None:
    """What was there before the jobs were listed is seen; what is told was true at that time."""
    made = bench(scenario)
    made.reset()
    assert made.run().code == scenario.code
    calls = list(made.script.calls)
    listed = calls.index("find_jobs") + 1
    chosen = [(at, who) for at in range(1, len(calls) + 1) for who in WAITING]
    if not THOROUGH:
        chosen = [(at, who) for at, who in chosen if at in (listed, listed + 1)]
    for at, who in chosen:
        made.reset()
        made.script.meanwhile[at] = lambda who=who: WAITING[who](made)
        ran = made.run()
        assert not made.script.meanwhile
        context = f"{who} before call {at} ({calls[at - 1]}): {ran.code}\n{ran.out}\n{ran.err}"
        assert ran.code in CODES, context
        assert "Traceback" not in ran.err
        if at <= listed:
            assert ran.code == 235, context
            assert f"ob {who}(JOB0000" in ran.err, context
        now = made.snapshot().clusters
        if "created successfully" in ran.out or "as described" in ran.out:
            assert CLUSTER in now, context
        if "nothing to remove" in ran.err or "is removed" in ran.out:
            assert CLUSTER not in now, context
        made.settle()
    record_property("meetings with a waiting job", len(chosen))


EVERY = 0, 158, 163, 235, 160, 161
"""What a run may end with that meets others, by which of them was first."""


@pytest.mark.parametrize("number", [2, 3, 8])
@pytest.mark.parametrize(
    ("options", "is_kept"),
    [((), False), ((), True), (("--generate",), True), (("--exist-ok",), False)],
    ids=["init", "kept member", "--generate", "--exist-ok"],
)
def test_processes_that_start_together(
    stopper: Stopper,
    box: Path,
    number: int,
    options: tuple[str, ...],
    is_kept: bool,
    record_property: Callable[..., None],
) -> None:
    """Exactly one creates; none submits what is not whole."""
    argv = ["init", "-c", str(MINIMAL), "--sandbox", str(box), *options]
    codes: Counter[int] = Counter()
    for _ in range(20 if THOROUGH else 1):
        System(box).reset()
        if is_kept:
            (prepared,) = stopper.run(Order([*argv, "--security-dry-run"], str(box)))
            assert prepared.code == 0
        # Long enough that others see it on its way.
        System(box).set_durations(queued=0.01, active=0.03)
        endings = stopper.run(*[Order(argv, str(box)) for _ in range(number)])
        errors = "\n".join(ended.err for ended in endings)
        assert "Traceback" not in errors
        created = [e for e in endings if "created successfully" in e.out]
        counts = Counter(ended.code for ended in endings)
        assert len(created) == 1, errors
        assert set(counts) <= set(EVERY), errors
        if options == ("--exist-ok",):
            assert counts[158] == 0
        else:
            assert counts[0] == 1
        for ended in endings:
            if ended.code == 163:
                assert "IDC3013I DUPLICATE DATA SET NAME" in ended.err
                assert "Remedy" in ended.err
        system = System(box)
        assert system.clusters() == [CLUSTER]
        whole = system.read(JCLLIB, "ZWECSVSM").text
        assert all(system.jcl(job.id) == whole for job in system.jobs())
        codes += counts
    record_property(f"races of {number}", 20 if THOROUGH else 1)
    for code, count in codes.items():
        record_property(f"ended with {code}", count)


@pytest.mark.parametrize("number", [2, 8])
def test_processes_that_replace_together(
    stopper: Stopper, box: Path, number: int, record_property: Callable[..., None]
) -> None:
    """The cluster is there in the end, or whoever deleted it says so."""
    argv = ["init", "-c", str(MINIMAL), "--sandbox", str(box), "--allow-overwrite", "--yes"]
    for _ in range(20 if THOROUGH else 1):
        System(box).reset()
        define(System(box))
        relate(System(box), created=0.0)
        System(box).set_durations(queued=0.01, active=0.03)
        endings = stopper.run(*[Order(argv, str(box)) for _ in range(number)])
        errors = "\n".join(ended.err for ended in endings)
        assert "Traceback" not in errors
        assert {ended.code for ended in endings} <= {0, 160, 161, 163, 235}, errors
        assert all((ended.code == 0) is ("created succ" in ended.out) for ended in endings)
        system = System(box)
        assert system.clusters() == [CLUSTER] or "was deleted by this run" in errors, errors
        names = [job.name for job in system.jobs()]
        assert max(names.count("ZWECSVSM"), names.count("ZWECSRVS")) <= number
        members = {system.read(JCLLIB, name).text for name in ("ZWECSVSM", "ZWECSRVS")}
        assert all(system.jcl(job.id) in members for job in system.jobs())
    record_property(f"races of {number} that replace", 20 if THOROUGH else 1)
