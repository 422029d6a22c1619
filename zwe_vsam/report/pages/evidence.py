"""The evidence of one run, for a change ticket: what was asked, seen and done, on one page.

The page is there from the planning of the run on. Until the run ends, it says that the run has not
ended. So a run that was killed has its page, too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from zwe_vsam import user
from zwe_vsam.errors import Problem
from zwe_vsam.messages.exit_codes import EXIT_CODES
from zwe_vsam.model import JobId, SpoolFile
from zwe_vsam.report.invocation import Invocation, command_line
from zwe_vsam.report.pages import html
from zwe_vsam.report.pages.file import PageFile
from zwe_vsam.report.pages.fleet import job_line, moment
from zwe_vsam.report.pages.state import ENDINGS, of
from zwe_vsam.report.result import JobResult, Result, Stage, as_dict, iso_time

_LONGEST = 400_000
"""Characters of one output that the page has; a job of IDCAMS writes some thousands."""
_INTERRUPTED = 130
_GONE = "gone"
"""The outcome of a job that the system no longer lists."""
_VARIABLES = "ZWE_VSAM_"


class Listing(NamedTuple):
    """What LISTCAT printed."""

    name: str
    """The entry that it lists."""
    label: str
    """After which job of the run."""
    time: str
    text: str


@dataclass
class _Part:
    """One member of the run, and its job."""

    stage: Stage
    jcl: str = ""
    diff: str = ""
    spool: Sequence[SpoolFile] | None = None
    no_spool: str = ""
    """Why there is no output."""


@dataclass
class Evidence:
    """Collects what a run sees and does, and writes it on its page."""

    file: PageFile
    invocation: Invocation
    is_dry: bool
    """Whether the run is a dry run."""
    kind: str = "evidence"
    read_spool: Callable[[JobId], list[SpoolFile]] | None = None
    """Reads the output of a job; None before the system is reached."""
    _parts: list[_Part] = field(default_factory=list)
    _listings: list[Listing] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The page."""
        return self.file.path

    def listing(self, name: str, lines: Sequence[str]) -> None:
        """Take what LISTCAT printed. Of several lists between two jobs, the last one counts."""
        jobs = [job for part in self._parts if (job := part.stage.job)]
        label = f"After the submission of {jobs[-1].name}({jobs[-1].id})" if jobs else "Before"
        taken = Listing(name, label, moment(iso_time(time.time())), "\n".join(lines))
        others = [each for each in self._listings if each[:2] != (name, label)]
        self._listings = [*others, taken]

    def member(self, stage: Stage, jcl: str, diff: str) -> None:
        """Take what the member of a stage is to hold; ``diff`` is from the member as it was."""
        part = self._part(stage)
        part.jcl, part.diff = jcl, diff

    def spool(self, stage: Stage, files: Sequence[SpoolFile]) -> None:
        """Take the output of the job of a stage."""
        self._part(stage).spool = files

    def write(self, result: Result) -> None:
        """Write the page as the run is now. Raises OSError with the former page intact."""
        if result.ended is not None:
            for part in self._parts:
                self._complete(part, result)
        self.file.write(html.render("evidence", self._values(result)))

    def _part(self, stage: Stage) -> _Part:
        for part in self._parts:
            if part.stage is stage:
                return part
        self._parts.append(_Part(stage))
        return self._parts[-1]

    def _complete(self, part: _Part, result: Result) -> None:
        """Read the output of the job, where the run has not read it."""
        job = part.stage.job
        if job is None or part.spool is not None or part.no_spool:
            return
        if result.exit_code == _INTERRUPTED:
            part.no_spool = "The command was interrupted before it read the output."
        elif job.outcome not in ENDINGS:
            part.no_spool = "The job had not ended when the command ended."
        elif job.outcome == _GONE or self.read_spool is None:
            part.no_spool = "The system no longer lists the job."
        else:
            self._read(part, job, self.read_spool)

    def _read(
        self, part: _Part, job: JobResult, read_spool: Callable[[JobId], list[SpoolFile]]
    ) -> None:
        try:
            part.spool = read_spool(JobId(job.id, job.name, job.owner))
        except Problem as problem:
            part.no_spool = f"The output could not be read. {problem.id}: {problem.message.text}"
        if part.spool == []:
            part.no_spool = "The job left no output."

    def _values(self, result: Result) -> Mapping[str, object]:
        given = as_dict(result)
        return {
            "result": given,
            "state": of(given) if result.ended is not None else None,
            "is_dry": self.is_dry,
            "meaning": EXIT_CODES[result.exit_code],
            "facts": [(label, text) for label, text in self._facts(result, given) if text],
            "parts": [self._shown(part) for part in self._parts],
            "listings": [
                each._replace(text=_bounded(each.text))
                for each in self._listings
                if result.cluster and each.name == result.cluster.name
            ],
            "has_submitted": any(part.stage.job for part in self._parts),
        }

    def _facts(self, result: Result, given: Mapping[str, Any]) -> list[tuple[str, str]]:
        cluster, ended = result.cluster, result.ended
        place = f"volume {cluster.volume}" if cluster and cluster.volume else ""
        if cluster and cluster.storage_class:
            place = f"storage class {cluster.storage_class}"
        exists = {True: "in the catalog", False: "not in the catalog", None: "not known"}
        return [
            ("Command", command_line(self.invocation.words)),
            ("Variables", "\n".join(_variables())),
            ("System", str(result.system or "")),
            ("User on the system", (result.system.user if result.system else "")),
            ("Run by", f"{user.name() or 'unknown'} on {_node()}"),
            ("Started", moment(given["started"])),
            ("Ended", moment(given["ended"] or "")),
            ("Duration", f"{ended - result.started:.1f} s" if ended is not None else ""),
            ("Configuration", self.invocation.config),
            ("Cluster", f"{cluster.name}, {cluster.mode}, {place}" if cluster else ""),
            ("Cluster at the end", exists[cluster.exists] if cluster else ""),
            ("Exit code", str(result.exit_code) if ended is not None else ""),
        ]

    def _shown(self, part: _Part) -> Mapping[str, object]:
        """A part as the template has it."""
        stage, job = part.stage, part.stage.job
        member = stage.member
        return {
            "member": f"{member.dataset}({member.name})" if member else "",
            "is_written": bool(member and member.written),
            "jcl": part.jcl or stage.jcl or "",
            "diff": part.diff,
            "job": job,
            "job_line": job_line(vars(job)) if job else "",
            "spool": [file._replace(text=_bounded(file.text)) for file in part.spool or ()],
            "no_spool": part.no_spool,
        }


def _bounded(text: str) -> str:
    """The text; of a longer one the beginning and the end."""
    if len(text) <= _LONGEST:
        return text
    half = _LONGEST // 2
    omitted = len(text) - 2 * half
    return f"{text[:half]}\n[{omitted} characters are not on this page]\n{text[-half:]}"


def _variables() -> list[str]:
    """The variables of zwe-vsam that are set."""
    return [
        f"{name}={value}" for name, value in sorted(os.environ.items())
        if name.startswith(_VARIABLES)
    ]  # fmt: skip


def _node() -> str:
    """The name of the computer that runs zwe-vsam."""
    import platform

    return platform.node() or "an unknown computer"
