"""Runs a scenario with one fault after the other, and looks at what is really there."""

from __future__ import annotations

import functools
import itertools
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.clock import Time
from tests.conftest import Ran, Run, Site
from tests.faults import odd_answers
from tests.faults.scenarios import ACTIVE, QUEUED, Scenario
from tests.faults.target import Call, FaultyTarget, Script
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.model import Phase
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.state import ClusterRecord, Injection, JobRecord, LibraryRecord
from zwe_vsam.targets.base import Target
from zwe_vsam.zos import records


@dataclass(frozen=True)
class Snapshot:
    """What is really there."""

    members: dict[str, str]
    clusters: dict[str, float]
    """When each was defined."""
    jobs: dict[str, JobInfo]
    jcl: dict[str, str]
    """What was submitted, by job id."""
    config: str
    injections: tuple[str, ...]
    """What waits for jobs to come."""

    @property
    def lasting(self) -> tuple[object, ...]:
        """All that a later run can depend on."""
        jobs = sorted((job.name, job.phase.value, str(job.ending)) for job in self.jobs.values())
        created = sorted(self.clusters.items())
        return sorted(self.members.items()), created, jobs, self.config, self.injections

    def removed_only(self, jobs: set[str]) -> bool:
        """Whether none of the jobs defines anything."""
        return all(self.jobs[job_id].name == "ZWECSRVS" for job_id in jobs)

    @property
    def durable(self) -> tuple[dict[str, str], list[str], str]:
        """What a command is run for."""
        return self.members, sorted(self.clusters), self.config


class Bench:
    """One scenario on one site."""

    def __init__(
        self,
        scenario: Scenario,
        site: Site,
        run: Run,
        time: Time,
        tmp: Path,
        *,
        queued: float = QUEUED,
        active: float = ACTIVE,
    ) -> None:
        self.scenario = scenario
        self.site = site
        self.time = time
        self.call = run
        """The command line, in this process."""
        self.config = tmp / "config" / "zowe.yaml"
        self.config.parent.mkdir()
        self._saved = tmp / "saved"
        self.box = site.system.folder
        self.script = Script(time)
        self._began = time.at
        site.system.set_durations(queued, active)
        self.config.write_text(scenario.config)
        for arrange in scenario.arrange:
            arrange(site, run)
        shutil.copytree(self.box, self._saved)
        self._intact = self._files()

    def reset(self) -> Snapshot:
        """Make everything as the scenario has it at its beginning, time too."""
        if self._files() != self._intact:
            shutil.rmtree(self.box)
            shutil.copytree(self._saved, self.box)
            self._intact = self._files()
        if self.config.read_text() != self.scenario.config:
            self.config.write_text(self.scenario.config)
        self.time.at = self._began
        self.script = Script(self.time)
        return self.snapshot()

    def connect(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Have every command reach its target by way of the script."""
        real = targets.connect

        def connect(choice: Choice) -> Target:
            script = self.script
            call = Call("connect", None, (), lambda: real(choice))  # type: ignore[arg-type]
            return FaultyTarget(script.call(call), script)  # type: ignore[return-value]

        monkeypatch.setattr(targets, "connect", connect)

    def run(self, *options: str) -> Ran:
        words = [word.replace("{config}", str(self.config)) for word in self.scenario.argv]
        return self.call(*words, *self.site.args, *options)

    def settle(self) -> None:
        """Let every job end that can."""
        self.time.pass_by(100.0)

    def snapshot(self) -> Snapshot:
        machine = self.site.system._machine
        with machine.snapshot() as database:
            store = machine.store
            members = {}
            for item in database.all(LibraryRecord):
                folder = machine.library_folder(database, item.name)
                for name in store.members(folder):
                    content = store.read_member(folder, name)
                    assert content is not None
                    members[f"{item.name}({name})"] = _decoded(content.image)
            jobs = {job.id: machine.info(job) for job in database.all(JobRecord)}
            return Snapshot(
                members=members,
                clusters={item.name: item.created for item in database.all(ClusterRecord)},
                jobs=jobs,
                jcl={job_id: store.read_job_file(job_id, "jcl") for job_id in jobs},
                config=self.config.read_text(),
                injections=tuple(item.outcome for item in database.all(Injection, order="number")),
            )

    def _files(self) -> dict[str, tuple[int, int]]:
        files = {}
        for folder, _, names in os.walk(self.box):
            for name in names:
                about = os.stat(os.path.join(folder, name))
                files[os.path.join(folder, name)] = (about.st_mtime_ns, about.st_size)
        return files


_decoded = functools.lru_cache(100)(records.decode)


def overlapping(jobs: dict[str, JobInfo]) -> list[str]:
    """Pairs of jobs of one name that were in the system at the same time."""
    pairs = []
    ordered = sorted(jobs.values(), key=lambda job: (job.name, job.created, job.id))
    for first, other in itertools.pairwise(ordered):
        if first.name == other.name and (first.ended is None or other.created < first.ended):
            pairs.append(f"{first.id} and {other.id}")
    return pairs


def pending(snapshot: Snapshot) -> list[str]:
    return [job.id for job in snapshot.jobs.values() if job.phase is not Phase.ENDED]


def wrong(kind: str, verb: str) -> Callable[[Call], object] | None:
    return odd_answers.variants(verb).get(kind)


def changed(ran: Ran) -> bool | None:
    """What a JSON object says about changes; None for another form."""
    try:
        return bool(json.loads(ran.out)["changed"])
    except (ValueError, KeyError):
        return None
