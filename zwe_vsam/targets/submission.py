"""What every target does around a submission, above all when its answer is lost.

A submission whose answer is lost may have created a job. It is never repeated: the target lists
its jobs instead, and this module decides whether one of them is the job of the submission.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from zwe_vsam.errors import (
    MemberChanged,
    NotAuthorised,
    SubmitFailed,
    SubmitInterrupted,
    SubmitUnknown,
    TargetError,
)
from zwe_vsam.model import JobId, JobState, Member
from zwe_vsam.targets import member_rules
from zwe_vsam.zos import jcl, names

GENERATE = "Rewrite the member from the template with --generate."
NOT_SUBMITTED = "No job was submitted."


def job_name(member: Member, text: str) -> str:
    """Return the name on the JOB statement. Raises SubmitFailed without a JOB statement."""
    name = jcl.job_name(text)
    if names.job_name(name):
        raise refused(member, "The member has no JOB statement.", remedy=GENERATE)
    return name


def refused(member: Member, *details: str, remedy: str = "Run this command again.") -> SubmitFailed:
    """Make the error for a member that was certainly not submitted."""
    details = (*details, NOT_SUBMITTED)
    return SubmitFailed("ZWEL0161E", member=str(member), details=details, remedy=remedy)


def changed(member: Member, details: tuple[str, ...]) -> MemberChanged:
    """Make the error for a member whose text is not the one that the caller checked."""
    return MemberChanged(
        "ZWEL0161E",
        member=str(member),
        details=(*details, NOT_SUBMITTED),
        remedy=member_rules.CHECK,
    )


class Candidates(NamedTuple):
    """Jobs that one listing shows for a lost submission."""

    certain: list[JobState]
    """Jobs that are proven to be of this submission."""
    possible: list[JobState]
    """Jobs of its name that may be of this submission."""
    is_final: bool = True
    """Whether a later listing can add no proof to ``possible``."""


class Wording(NamedTuple):
    """The texts in which the targets differ."""

    moment: str
    """Format of a time of day, for strftime."""
    unknown_moment: str
    listed: str
    """Introduces the possible jobs."""
    remedy: str = ""
    """Follows the common remedy."""


class _Search(NamedTuple):
    """The result of all listings."""

    certain: list[JobState]
    possible: list[JobState]
    problem: str
    """Why the last listing failed; empty where it did not."""


class LostSubmission(NamedTuple):
    """The search for the job of a submission whose answer was lost."""

    member: Member
    name: str
    """The job's name."""
    since: float
    """Seconds since the epoch, when the submission began."""
    list_candidates: Callable[[], Candidates]
    """Lists the jobs of this name. Raises TargetError."""
    wording: Wording
    pauses: tuple[float, ...]
    """Seconds before each further listing."""
    repeats_failed: bool = True
    """Whether a listing that failed is repeated here. The target may repeat it by itself."""
    notes: tuple[str, ...] = ()
    """Lines for the user that follow the result of the search."""

    def outcome(self, reasons: tuple[str, ...]) -> JobId:
        """Return the job, if it is certain. Raises SubmitUnknown, with ``reasons`` in its details.

        KeyboardInterrupt passes through.
        """
        search = self._search()
        if len(search.certain) == 1:
            return search.certain[0].job
        raise self.unknown(reasons, self._line(search))

    def interrupted(self) -> SubmitInterrupted:
        """Make the error for Ctrl-C during the submission, with the job, if it is certain."""
        try:
            search = self._search()
        except KeyboardInterrupt:
            return SubmitInterrupted((self.not_searched, *self.notes))
        if len(search.certain) == 1:
            return SubmitInterrupted((), search.certain[0].job)
        return SubmitInterrupted((self._line(search), *self.notes))

    def unknown(self, reasons: tuple[str, ...], line: str) -> SubmitUnknown:
        """Make the error for a submission whose outcome stays unknown."""
        first = "It is not known whether the system accepted the job."
        return SubmitUnknown(
            "ZWEL0161E",
            member=str(self.member),
            details=(first, *reasons, line, *self.notes),
            remedy=f"Search for job {self.name} in SDSF before you run this command again. "
            f"zwe-vsam did not submit the member a second time.{self.wording.remedy}",
        )

    @property
    def not_searched(self) -> str:
        """Line for the user after Ctrl-C during the search."""
        return f"After a second Ctrl-C, zwe-vsam did not search for jobs named {self.name}."

    def _search(self) -> _Search:
        """List the jobs until one is certain, or another listing cannot add to the result."""
        listed = Candidates([], [])
        problem = ""
        for pause in (0.0, *self.pauses):
            time.sleep(pause)
            try:
                listed = self.list_candidates()
                problem = ""
            except TargetError as error:
                problem = error.reason
                if isinstance(error, NotAuthorised) or not self.repeats_failed:
                    break
                continue
            if listed.certain or (listed.possible and listed.is_final):
                break
        return _Search(listed.certain, listed.possible, problem)

    def _line(self, search: _Search) -> str:
        """Describe the result of the search in one line for the user."""
        jobs = ", ".join(map(self._description, search.certain or search.possible))
        if search.certain:
            return f"The member was submitted more than once. The jobs of this submission: {jobs}."
        if jobs:
            moment = self._moment(self.since)
            return f"The submission began {moment}. {self.wording.listed}: {jobs}."
        if search.problem:
            return f"The search for the job failed: {search.problem}."
        return f"The system lists no job named {self.name} that can belong to this submission."

    def _description(self, state: JobState) -> str:
        moment = self.wording.unknown_moment
        if state.created is not None:
            moment = self._moment(state.created)
        owner = state.job.owner or "unknown"
        return f"{state.job.name}({state.job.id}) of {owner}, received {moment}"

    def _moment(self, seconds: float) -> str:
        return datetime.fromtimestamp(seconds).strftime(self.wording.moment)
