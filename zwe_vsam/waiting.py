"""How to wait for a job: when to look, when to give up, what was seen.

The end of a job is to be noticed within 0.5 s or 10 % of the time since its submission, whichever
is more, with few looks at the system: each is a native process or a request.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from zwe_vsam.errors import Unavailable, UnclearAnswer
from zwe_vsam.model import Ending, JobId, JobState, Phase
from zwe_vsam.targets.base import Target
from zwe_vsam.zos import job_id as ids

GRACE = 60.0
"""Seconds in which a job that was never seen may still appear; then waiting tells no more."""
CODELESS = 5.0
"""Seconds for which a job may be listed as ended without its code; then it is taken for unknown.

Between the end of a job and its code there can be a moment; some systems never say the code.
"""
CODELESS_LOOKS = 3
"""Looks in a row that must have shown it so, too."""
_SHARE = 0.09
"""Part of the time since submission that the next look may be away: 10 % less a look's own time."""
_FLOOR = 0.45
"""Seconds between looks at a young job: 0.5 s less a look's own time."""
_TICK = 1.0
"""Seconds after which somebody who waits is told the time again."""


Watch = Callable[[JobState, float, float], None]
"""Told the state that was seen last, the seconds since the start, those until the next look."""


class Clock(Protocol):
    """Time that passes, real or simulated."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""

    def sleep(self, seconds: float) -> None:
        """Return after ``seconds``."""


class SystemClock:
    """The real time."""

    def now(self) -> float:
        """Seconds on the monotonic clock."""
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        """Sleep."""
        time.sleep(seconds)


def interval(elapsed: float) -> float:
    """Seconds until the next look at a job that was submitted ``elapsed`` seconds ago.

    If the job ends just after a look, the next one comes within the promise, as the end then lies
    at or after ``elapsed``. The first looks come quickly: most definitions take under a second.
    """
    return max(min(0.1 + elapsed / 2, _FLOOR), _SHARE * elapsed)


@dataclass(frozen=True, slots=True)
class Waited:
    """The last look at a job."""

    state: JobState
    elapsed: float
    """Seconds since the submission."""
    looks: int
    last_error: str = ""
    """Why the last looks failed, where they did."""
    codeless_looks: int = 0
    """How many looks in a row saw the job as ended without a code."""

    @property
    def ended(self) -> bool:
        """False when the time was up first."""
        return self.state.phase is Phase.ENDED


def wait(
    target: Target,
    job: JobId,
    *,
    timeout: float,
    clock: Clock,
    watch: Watch = lambda _state, _elapsed, _due: None,
) -> Waited:
    """Look at ``job`` until it ends or ``timeout`` seconds have passed since now.

    That a job is gone is concluded from two looks in a row that miss it, by id and by name.
    A job that is listed as ended, but without a code, is taken to have ended with an unknown one
    after CODELESS seconds and CODELESS_LOOKS looks.
    A job that was never listed is given up after GRACE: it ran and was purged between two looks,
    waits where this user may not see it, or was lost; it is returned NOT_LISTED, not as ended.
    A look that fails is repeated, as looking changes nothing. ``watch`` is told each state, and in
    between each second how much time has passed. KeyboardInterrupt passes through; the job is
    never touched.
    """
    start = clock.now()
    state = JobState(job, Phase.NOT_LISTED)
    looks, missed, last = 0, False, False
    codeless = _Codeless()
    while True:
        asked = clock.now()
        lost = ""
        was_seen = state.phase is not Phase.NOT_LISTED
        # Twice in a row, and by another way: a list can miss a job between two of its queues.
        is_final = missed and (was_seen or asked - start >= GRACE)
        try:
            seen = _look(target, job, by_name=is_final)
        except (Unavailable, UnclearAnswer) as error:
            seen, lost = state, " ".join(error.facts[-1:]) or error.id
        looks += 1
        elapsed = clock.now() - start
        missed = seen.phase is Phase.NOT_LISTED and not lost
        if seen.phase is not Phase.NOT_LISTED:
            state = seen
        elif missed and is_final and was_seen:
            state = JobState(state.job, Phase.ENDED, Ending.NO_LONGER_LISTED)
        unseen = missed and is_final and not was_seen
        if not lost and codeless.lasts(seen, elapsed):
            state = replace(state, phase=Phase.ENDED, ending=Ending.COMPLETED, lacks_code=False)
            return Waited(state, elapsed, looks, codeless_looks=codeless.looks)
        if state.phase is Phase.ENDED or unseen:
            return Waited(state, elapsed, looks)
        due = max(0.0, asked + interval(asked - start) - clock.now())
        watch(state, elapsed, due)
        remaining = timeout - elapsed
        if last or remaining <= 0:
            return Waited(state, elapsed, looks, lost)
        last = due >= remaining
        _pause(state, start, min(due, remaining), clock, watch)


class _Codeless:
    """Counts looks in a row at a job that is listed as ended without a code."""

    def __init__(self) -> None:
        self.looks = 0
        self._since = 0.0

    def lasts(self, seen: JobState, elapsed: float) -> bool:
        """Count a look; whether there have been enough of them."""
        if not seen.lacks_code:
            self.looks = 0
            return False
        if not self.looks:
            self._since = elapsed
        self.looks += 1
        return self.looks >= CODELESS_LOOKS and elapsed - self._since >= CODELESS


def _pause(state: JobState, start: float, seconds: float, clock: Clock, watch: Watch) -> None:
    """Sleep, and tell the time that has passed each second: whoever waits wants to see it go."""
    end = clock.now() + seconds
    while (left := end - clock.now()) > _TICK:
        clock.sleep(_TICK)
        watch(state, clock.now() - start, max(0.0, end - clock.now()))
    clock.sleep(max(0.0, left))


def _look(target: Target, job: JobId, *, by_name: bool) -> JobState:
    """Look at a job; where its id is not listed and ``by_name``, among the jobs of its name."""
    seen = target.job_status(job)
    if not ids.same(seen.job.id, job.id):
        raise UnclearAnswer("ZWV233E", target.name, f"for {job.id} it answered with {seen.job.id}")
    if by_name and seen.phase is Phase.NOT_LISTED:
        for other in target.find_jobs(job.name, 0.0, sure=True):
            if ids.same(other.job.id, job.id) and job.owner in ("", other.job.owner):
                return other
    return seen


OUTCOMES: dict[Ending, tuple[str, str]] = {
    Ending.COMPLETED: ("", "COMPLETED"),
    Ending.ABEND: ("", "ABENDED"),
    Ending.JCL_ERROR: ("", "JCL ERROR"),
    Ending.SECURITY_ERROR: ("", "SECURITY ERROR"),
    Ending.CANCELLED: ("", "CANCELED"),
    Ending.FLUSHED: ("", "FLUSHED"),
    Ending.CONVERTER_ERROR: ("", "CONVERTER ERROR"),
    Ending.CONVERTER_ABEND: ("", "CONVERTER ABEND"),
    Ending.SYSTEM_FAILURE: ("", "SYSTEM FAILURE"),
    Ending.NOT_EXECUTED: ("", "NOT EXECUTED"),
    Ending.NO_LONGER_LISTED: ("unknown", "NOT LISTED ANY MORE"),
}
"""Ending -> the code (where the job itself gives none) and the word for it."""


def outcome(state: JobState) -> str:
    """How a job ended, for ``Job NAME(ID) ends ...``: ``with code CODE (WORD)``.

    ``without a code (WORD)`` where it was canceled, or did not run to its end in another way.
    """
    if state.ending is None:
        return f"without a code ({state.phase.value.upper()})"
    code, word = OUTCOMES[state.ending]
    if state.ending is Ending.COMPLETED:
        code = "unknown" if state.code is None else str(state.code)
    if state.ending is Ending.ABEND:
        code = state.abend
    return f"with code {code} ({word})" if code else f"without a code ({word})"
