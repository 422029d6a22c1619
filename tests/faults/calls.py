"""Every call of every command, going wrong in every way; what must hold after each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.conftest import Ran
from tests.faults import odd_answers
from tests.faults.scene import Bench, Snapshot, changed, overlapping, pending, wrong
from tests.faults.target import FAILING, HOW_OFTEN, INTERRUPTS, SLOW, WHY, Fault
from zwe_vsam.messages.catalog.every import ENTRIES as TABLE

TARGET, REFUSED = 233, 235
CODES = {
    "write": {160, 138, TARGET},
    "submit": {161},
    "job_status": {162},
    "cancel": {REFUSED, TARGET},
    "read": {TARGET, 138},
}
"""Verb -> the exit codes of its failure; TARGET for any other."""
_INTERRUPTED = (1002, 4001, 4002, 4003)
"""Ids of ours that end a run with 130."""
TOLERATED = ("job_status", "spool")
"""Verbs whose failure does not fail a run that does not depend on them."""

REMEDY = re.compile(r'Remedy: \S|"remedy": "\S')
"""In the transcript or in the object."""


def faults(calls: list[str], *, thorough: bool) -> Iterator[Fault]:
    """Everything that can go wrong in a run that makes ``calls``; once each, or ``thorough``ly."""
    for at, verb in enumerate(calls, 1):
        later = calls[at:]
        for kind in FAILING:
            for often in HOW_OFTEN if thorough else HOW_OFTEN[:1]:
                if often in ("twice", "always") and verb not in later:
                    continue
                if often == "down" and not later:
                    continue
                yield Fault(at, verb, kind, often)
        yield Fault(at, verb, SLOW)
        for kind in INTERRUPTS:
            yield Fault(at, verb, kind)
        for kind in odd_answers.variants(verb):
            yield Fault(at, verb, kind)
            if verb in later and thorough:
                yield Fault(at, verb, kind, "always")


@dataclass
class Tally:
    """What came of the cases of one scenario on one site."""

    cases: Counter[str] = field(default_factory=Counter)
    """Kind of fault -> how many cases."""
    codes: Counter[int] = field(default_factory=Counter)
    """Exit code -> how many cases."""
    reruns: int = 0
    """Runs after a fault: one or more from each state that faults left behind."""


class Trial:
    """A scenario with its unspoiled run, against which all others are held."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self.scenario = bench.scenario
        self.before = bench.reset()
        self.good = bench.run()
        assert self.good.code == self.scenario.code, self.good.err
        self.calls = list(bench.script.calls)
        bench.settle()
        self.goal = bench.snapshot()
        self.end = self._end()
        self.tally = Tally()
        self.seen: set[str] = set()
        """What runs left behind that was run again from already."""

    def _end(self) -> Snapshot:
        """Where running the command leads that often, however it ends at first."""
        for _ in range(2):
            self.bench.run(*self.scenario.finish)
            self.bench.settle()
        return self.bench.snapshot()

    def of(self, fault: Fault, number: int) -> None:
        """Try one fault. Raises AssertionError with all that is wrong."""
        bench = self.bench
        bench.reset()
        bench.script.fault = fault
        bench.script.wrong = wrong(fault.kind, fault.verb)
        options = ("--output", "json") if number % 2 else ()
        ran = bench.run(*options)
        assert bench.script.hits, "the fault was not met"
        problems = list(self.judge(fault, ran))
        bench.script.fault = None
        lasting = repr(bench.snapshot().lasting)
        if lasting not in self.seen:
            self.seen.add(lasting)
            problems += self.run_again(fault)
        assert not problems, f"{tuple(fault)}: {'; '.join(problems)}\n{ran.out}\n{ran.err}"
        kind = "wrong answer" if bench.script.wrong else fault.kind
        self.tally.cases[kind] += 1
        self.tally.codes[ran.code] += 1

    def judge(self, fault: Fault, ran: Ran) -> Iterator[str]:
        """What is wrong right after the spoiled run."""
        after = self.bench.snapshot()
        output = ran.out + ran.err
        if "Traceback" in output or ran.code == 1 or "ZWV1001E" in output:
            yield "a defect showed"
        # ZWEL0160E has its remedy in its text; after Ctrl-C there may be nothing to mend.
        if ran.code not in (0, 130, 160) and WHY not in output and not REMEDY.search(output):
            yield "it does not say what to do"
        yield from self.judge_code(fault, ran.code, output)
        yield from self.judge_changes(fault, after)
        new = after.jobs.keys() - self.before.jobs.keys()
        is_unknown = fault.verb == "submit" or ran.code == 161
        if not is_unknown and not all(job_id in output for job_id in new):
            yield f"jobs that are not named: {new}"
        if changed(ran) is False and self.is_changed(after):
            yield "it says that nothing was changed"
        gone = self.before.clusters.keys() - after.clusters.keys()
        if gone and self.scenario.argv[0] == "init" and ran.code and fault.verb != "submit":
            is_told = "was deleted by this run" in output
            if not is_told and (after.removed_only(new) is False or "ZWECSRVS(" not in output):
                yield "it does not say that the cluster was deleted"

    def judge_code(self, fault: Fault, code: int, output: str) -> Iterator[str]:
        kind, verb = fault.kind, fault.verb
        is_wrong = self.bench.script.wrong is not None
        if not self.is_believed(fault):
            if code == 0 and not self.is_done():
                yield "a false success"
            if "created successfully" in output and not self.bench.snapshot().clusters:
                yield "a false claim"
        if kind in INTERRUPTS:
            if code != 130 or not self.has_message(130, output):
                yield f"interrupted with {code}"
            return
        if is_wrong or kind == SLOW or code == self.scenario.code:
            tolerant = verb in TOLERATED or self.is_after_submission(fault)
            tolerant = tolerant or self.is_asked_after_failure(fault)
            # A member that is kept is only compared with the template: the failure is told.
            tolerant = tolerant or (verb == "read" and WHY in output)
            if not is_wrong and kind != SLOW and not tolerant:
                yield "the failure was passed over"
            return
        codes = CODES.get(verb, set()) | ({TARGET} if verb not in ("write", "submit") else set())
        if fault.often == "down":
            codes |= {160, 161, 162, 138, REFUSED}
        if verb in ("entry", "find_jobs"):
            codes |= {162, 163}
        if code not in codes or not self.has_message(code, output):
            yield f"ended with {code}, expected one of {sorted(codes)} and a message of that code"
        if WHY not in output and "The catalog has no" not in output:
            yield "it does not say why"

    @staticmethod
    def has_message(code: int, output: str) -> bool:
        """Whether the output has a message of that exit code."""
        return any(entry.id in output for entry in TABLE.values() if entry.exit_code == code)

    def is_after_submission(self, fault: Fault) -> bool:
        """Whether the jobs of a name are only one more look at the job."""
        return fault.verb == "find_jobs" and "submit" in self.calls[: fault.at]

    def is_asked_after_failure(self, fault: Fault) -> bool:
        """Whether the catalog was asked only to tell more of a job that failed."""
        return self.scenario.code in (162, 163) and fault.verb in ("entry", "find_jobs", "read")

    def is_denied(self, fault: Fault) -> bool:
        """Whether init is told that there is no cluster, where there is one: its job fails."""
        is_there = self.before.clusters and not self.scenario.deletes
        return bool(is_there) and (fault.verb, fault.kind) == ("entry", "none")

    def is_believed(self, fault: Fault) -> bool:
        is_wrong = self.bench.script.wrong is not None
        return is_wrong and (fault.verb, fault.kind) in odd_answers.BELIEVED

    def is_done(self) -> bool:
        """Whether what the command is for is really there, once every job has ended."""
        self.bench.settle()
        now = self.bench.snapshot()
        if self.scenario.is_cancel:
            return not pending(now)
        if self.scenario.deletes and now.clusters == self.before.clusters:
            return False
        return now.durable == self.goal.durable

    def is_changed(self, after: Snapshot) -> bool:
        members = after.members != self.before.members
        return members or after.jobs.keys() != self.before.jobs.keys()

    def judge_changes(self, fault: Fault, after: Snapshot) -> Iterator[str]:
        """Nothing but what the command is for, or would be for if a lie were true."""
        if self.is_denied(fault):
            if not after.clusters or len(after.jobs) > 1:
                yield "the cluster is gone, or there are too many jobs"
            return
        scenario, before = self.scenario, self.before
        for name, text in after.members.items():
            if text not in (before.members.get(name), self.goal.members.get(name)):
                yield f"{name} holds something else"
        if before.members.keys() - after.members.keys():
            yield "a member is gone"
        wrote = (after.members, after.config) != (before.members, before.config)
        if wrote and not scenario.writes and not scenario.jobs:
            yield "it wrote something"
        if after.config not in (before.config, self.goal.config):
            yield "the configuration is damaged"
        if [item.name for item in self.bench.config.parent.iterdir()] != ["zowe.yaml"]:
            yield "a file was left beside the configuration"
        gone = before.clusters.items() - after.clusters.items()
        if gone and not scenario.deletes:
            yield f"clusters are gone: {gone}"
        yield from self.judge_jobs(after)

    def judge_jobs(self, after: Snapshot) -> Iterator[str]:
        """One job of a kind at most, of what was prepared, and none beside another."""
        new = [after.jobs[i] for i in after.jobs.keys() - self.before.jobs.keys()]
        names = Counter(job.name for job in new)
        if len(new) > self.scenario.jobs or any(count > 1 for count in names.values()):
            yield f"too many jobs: {names}"
        texts = set(self.goal.members.values()) | set(self.end.members.values())
        if any(after.jcl[job.id] not in texts for job in new):
            yield "another text was submitted"
        if overlapping(after.jobs):
            yield f"jobs at the same time: {overlapping(after.jobs)}"

    def run_again(self, fault: Fault) -> list[str]:
        """Run it again until the end is reached: at once, then when every job has ended."""
        problems: list[str] = []
        under_way = (235,)
        for attempt in range(4):
            ran = self.bench.run(*self.scenario.finish)
            self.tally.reruns += 1
            after = self.bench.snapshot()
            if overlapping(after.jobs):
                problems.append(f"run again, jobs overlap: {overlapping(after.jobs)}")
            if ran.code not in (*self.scenario.again, *(() if attempt else under_way)):
                problems.append(f"run again, it ended with {ran.code}: {ran.err}")
            self.bench.settle()
            now = self.bench.snapshot()
            is_end = now.durable == self.end.durable
            if self.scenario.is_cancel:
                is_end = not pending(now)
            if self.is_denied(fault):
                is_end = now.clusters == self.end.clusters
            if ran.code in self.scenario.again and is_end:
                return problems
        return [*problems, "running it again does not lead to the right end"]
