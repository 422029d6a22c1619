"""Jobs of the two members that have not ended: while there is one, the catalog proves nothing.

A cluster that is there can be gone a moment later, and the other way round. The order of the
questions is what counts: first the jobs, then the catalog. A job that was submitted before the
list was made is either still under way, and then the run is refused, or it has ended, and then the
catalog that is asked afterwards shows what it did. Asked the other way round, a deletion could run
between the two questions: the catalog still has the cluster, and the list has no job any more.
"""

from __future__ import annotations

import contextlib

from zwe_vsam.errors import LibraryNotFound, MemberNotFound, Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.model import Member, Phase
from zwe_vsam.report.result import JobResult
from zwe_vsam.workflow.job_names import name_of, resume
from zwe_vsam.workflow.run import Run
from zwe_vsam.zos import jcl

NOT_SUBMITTED = "so no other job was submitted"
"""What follows from a job under way for a run that would submit one."""

_UNKNOWN_OWNER = "an unknown owner"


class UnderWay:
    """The names that the jobs of ZWECSVSM and ZWECSRVS can have, and who of them is under way."""

    def __init__(self, run: Run) -> None:
        """Ask for nothing yet."""
        self._settings = run.settings
        self._target = run.target
        self._report = run.report
        self._names = [purpose.value for purpose in Purpose]
        """The shipped names first: those of members that are not there, or are made anew."""
        self._listed: set[str] = set()
        """The names whose jobs have been listed."""
        self.texts: dict[Purpose, str] = {}
        """What the members in the JCL library hold, as far as they are there and were read."""

    @property
    def was_asked(self) -> bool:
        """Whether the jobs have been listed at all."""
        return bool(self._listed)

    def add(self, purpose: Purpose, text: str) -> None:
        """Note the member as it is in the JCL library."""
        self.texts[purpose] = text
        self.add_job(text)

    def add_job(self, text: str) -> None:
        """Note the job of ``text``, whose JOB statement names it, whatever the member is called."""
        name = jcl.job_name(text)
        if name and name not in self._names:
            self._names.append(name)

    def read(self, *purposes: Purpose) -> None:
        """Read these members for the names of their jobs. Raises TargetError.

        One that is not there has no other name than the shipped one, so a missing library is no
        failure here.
        """
        for purpose in purposes:
            member = Member(self._settings.jcllib, purpose.value)
            with contextlib.suppress(LibraryNotFound, MemberNotFound):
                # ZOAU 1.2 takes four processes to read what is not there, and one to see that.
                if not self._target.lookups_are_expensive or self._target.exists(member):
                    self.add(purpose, self._target.read(member).text)

    def require_none(self, consequence: str = NOT_SUBMITTED, *, sure: bool | None = None) -> None:
        """Raise Problem ZWV4020E while a job of either member is held, queued or executing.

        ``consequence`` says what follows from it. ``sure`` as of Target.find_jobs; by default where
        a member is there, as without one an earlier run is unlikely.
        """
        sure = bool(self.texts) if sure is None else sure
        first, *others = self._names
        listed = self._target.find_jobs(first, 0.0, others=tuple(others), sure=sure)
        self._listed.update(self._names)
        under_way = [
            state for state in listed if state.phase is not Phase.ENDED and not state.lacks_code
        ]
        if not under_way:
            return
        # The oldest first: which one is named must not depend on the order of an answer.
        under_way.sort(key=lambda state: (state.created or 0.0, state.job.id))
        self._report.result.under_way = [
            JobResult(state.job.id, state.job.name, state.job.owner, state.phase.value)
            for state in under_way
        ]
        state, *more = under_way
        raise Problem(
            "ZWV4020E",
            job=name_of(state),
            owner=state.job.owner or _UNKNOWN_OWNER,
            phase=state.phase.value,
            consequence=consequence,
            details=(
                *((f"The job waits: {state.waiting_for}",) if state.waiting_for else ()),
                *(
                    f"Job {name_of(other)} of {other.job.owner or _UNKNOWN_OWNER} is still "
                    f"{other.phase.value}, too."
                    for other in more
                ),
                f"A job with this name may define or delete {self._settings.cluster}. So the "
                "catalog can change at any moment.",
            ),
            remedy="Wait until the job ends, or cancel it. "
            f"{self._target.output_hint(state.job)}{resume(state.job, self._report)}",
        )

    def require_no_other(self) -> None:
        """The same for names that became known after the jobs were listed; one more list."""
        if not self._listed.issuperset(self._names):
            self.require_none()
