"""A target that writes a line about each call to another target (``-vv``)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, Protocol, TypeVar, runtime_checkable

from zwe_vsam.model import JobId, JobState, Member, MemberText, SpoolFile, SystemName
from zwe_vsam.targets.base import Inventory, Target

if TYPE_CHECKING:
    from zwe_vsam.messages import Message
    from zwe_vsam.zos.listcat import Entry

_P = ParamSpec("_P")
_R = TypeVar("_R")


@runtime_checkable
class Traceable(Protocol):
    """A target that can also write a line about each call to its system."""

    def trace(self, write_line: Callable[[str], None]) -> None:
        """Pass a line about each call to ``write_line``, when the call has ended."""


class TracedTarget:
    """Calls the inner target, and writes the duration of each verb and its exception."""

    def __init__(self, inner: Target, write_line: Callable[[str], None]) -> None:
        self.name = inner.name
        self._inner = inner
        self._write_line = write_line
        if isinstance(inner, Traceable):
            inner.trace(write_line)

    @property
    def lookups_are_expensive(self) -> bool:
        """See Target.lookups_are_expensive."""
        return self._inner.lookups_are_expensive

    @property
    def system_name(self) -> SystemName:
        """See Target.system_name."""
        return self._inner.system_name

    def level(self) -> str:
        """See Target.level."""
        return self._timed("level", self._inner.level)

    def notice(self) -> Message | None:
        """See Target.notice."""
        return self._inner.notice()

    def inventory(self) -> Inventory | None:
        """See Target.inventory."""
        return self._inner.inventory()

    def exists(self, member: Member) -> bool:
        """See Target.exists."""
        return self._timed(f"exists {member}", self._inner.exists, member)

    def read(self, member: Member) -> MemberText:
        """See Target.read."""
        return self._timed(f"read {member}", self._inner.read, member)

    def write(self, member: Member, text: str, expected: str | None = None) -> str:
        """See Target.write."""
        return self._timed(f"write {member}", self._inner.write, member, text, expected)

    def entry(self, name: str) -> Entry | None:
        """See Target.entry."""
        return self._timed(f"catalog entry {name}", self._inner.entry, name)

    def submit(self, member: Member, expected: str | None = None) -> JobId:
        """See Target.submit."""
        return self._timed(f"submit {member}", self._inner.submit, member, expected)

    def output_hint(self, job: JobId) -> str:
        """See Target.output_hint."""
        return self._inner.output_hint(job)

    def job_status(self, job: JobId) -> JobState:
        """See Target.job_status."""
        return self._timed(f"job {job.id}", self._inner.job_status, job)

    def find_job(self, job_id: str) -> JobState | None:
        """See Target.find_job."""
        return self._timed(f"find job {job_id}", self._inner.find_job, job_id)

    def cancel(self, job: JobId) -> None:
        """See Target.cancel."""
        return self._timed(f"cancel {job.id}", self._inner.cancel, job)

    def release(self, job: JobId) -> None:
        """See Target.release."""
        return self._timed(f"release {job.id}", self._inner.release, job)

    def find_jobs(
        self, name: str, since: float, *, others: tuple[str, ...] = (), sure: bool = False
    ) -> list[JobState]:
        """See Target.find_jobs."""
        label = f"find jobs {' '.join((name, *others))}"
        find = self._inner.find_jobs
        return self._timed(label, find, name, since, others=others, sure=sure)

    def spool(self, job: JobId) -> list[SpoolFile]:
        """See Target.spool."""
        return self._timed(f"spool {job.id}", self._inner.spool, job)

    def _timed(
        self, label: str, verb: Callable[_P, _R], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        start = time.monotonic()
        try:
            answer = verb(*args, **kwargs)
        except Exception as error:
            self._write_line(f"{self.name}: {label}: {type(error).__name__}, {_ms(start)} ms")
            raise
        self._write_line(f"{self.name}: {label}: {_ms(start)} ms")
        return answer


def _ms(start: float) -> str:
    return f"{(time.monotonic() - start) * 1000:.1f}"
