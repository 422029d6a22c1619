"""The wait for a job: the times of the polls, the time limit, and the result.

The end of a job is noticed within 0.5 s or 10 % of the time since its submission, whichever is
more. Each poll is a native process or a request, so there are as few as possible.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import time
from collections.abc import Callable
from typing import NamedTuple, Protocol

from zwe_vsam.errors import Unavailable, UnclearAnswer
from zwe_vsam.model import Ending, JobId, JobState, Phase
from zwe_vsam.targets.base import Target
from zwe_vsam.zos import job_id as ids

GRACE = 60.0
"""Seconds in which a job that was never listed may still appear; then the wait ends."""
CODELESS = 5.0
"""Seconds for which a job may be listed as ended without its code; then the code is unknown.

The code can appear a moment after the end of a job. Some systems never list it.
"""
CODELESS_POLLS = 3
"""Polls in a row that must also have listed it as ended without its code."""
_SHARE = 0.09
"""Interval as a share of the time since submission: 10 % less the duration of a poll."""
_FLOOR = 0.45
"""Maximum seconds between the first polls: 0.5 s less the duration of a poll."""
_TICK = 1.0
"""Seconds between two calls of ``watch``."""


Watch = Callable[[JobState, float, float], None]
"""Receives the last state, the seconds since the start, and the seconds until the next poll."""


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
    """Return the seconds until the next poll of a job that was submitted ``elapsed`` seconds ago.

    A job that ends just after a poll ends at or after ``elapsed``, so the next poll notices it in
    time. The first polls follow quickly, because most definitions take less than a second.
    """
    return max(min(0.1 + elapsed / 2, _FLOOR), _SHARE * elapsed)


class Waited(NamedTuple):
    """The result of a wait."""

    state: JobState
    elapsed: float
    """Seconds since the submission."""
    looks: int
    """Number of polls."""
    last_error: str = ""
    """The error of the last poll; empty where it did not fail."""
    codeless_looks: int = 0
    """Number of the last polls in a row that listed the job as ended without a code."""

    @property
    def ended(self) -> bool:
        """Whether the job ended within the time limit."""
        return self.state.phase is Phase.ENDED


def wait(
    target: Target,
    job: JobId,
    *,
    timeout: float,
    clock: Clock,
    watch: Watch = lambda _state, _elapsed, _seconds: None,
) -> Waited:
    """Poll ``job`` until it ends or ``timeout`` seconds have passed since now.

    A listed job is gone after two polls in a row without it, the second one by id and by name.
    A job that is listed as ended, but without a code, has ended with an unknown code after
    CODELESS seconds and CODELESS_POLLS polls.
    A job that was never listed is given up after GRACE, as NOT_LISTED. It may have run and been
    purged between two polls, may be invisible to this user, or may be lost.
    A poll that fails is repeated, because a poll changes nothing. ``watch`` receives the state
    after each poll, and each second in between. KeyboardInterrupt passes through. This function
    never changes the job.
    """
    start = clock.now()
    state = JobState(job, Phase.NOT_LISTED)
    looks, missed, is_last = 0, False, False
    codeless = _Codeless()
    while True:
        asked = clock.now()
        failure = ""
        was_listed = state.phase is not Phase.NOT_LISTED
        # Twice in a row, and by name, too: a list can miss a job between two of its queues.
        is_final = missed and (was_listed or asked - start >= GRACE)
        try:
            polled = _poll(target, job, by_name=is_final)
        except (Unavailable, UnclearAnswer) as error:
            polled, failure = state, error.reason
        looks += 1
        elapsed = clock.now() - start
        missed = polled.phase is Phase.NOT_LISTED and not failure
        if polled.phase is not Phase.NOT_LISTED:
            state = polled
        elif missed and is_final and was_listed:
            state = JobState(state.job, Phase.ENDED, Ending.NO_LONGER_LISTED)
        never_listed = missed and is_final and not was_listed
        if not failure and codeless.lasts(polled, elapsed):
            state = state._replace(phase=Phase.ENDED, ending=Ending.COMPLETED, lacks_code=False)
            return Waited(state, elapsed, looks, codeless_looks=codeless.polls)
        if state.phase is Phase.ENDED or never_listed:
            return Waited(state, elapsed, looks)
        pause = max(0.0, asked + interval(asked - start) - clock.now())
        watch(state, elapsed, pause)
        remaining = timeout - elapsed
        if is_last or remaining <= 0:
            return Waited(state, elapsed, looks, failure)
        is_last = pause >= remaining
        _pause(state, start, min(pause, remaining), clock, watch)


class _Codeless:
    """Counts polls in a row that list a job as ended without a code."""

    def __init__(self) -> None:
        self.polls = 0
        self._since = 0.0

    def lasts(self, polled: JobState, elapsed: float) -> bool:
        """Count a poll. Returns whether the counted polls are enough."""
        if not polled.lacks_code:
            self.polls = 0
            return False
        if not self.polls:
            self._since = elapsed
        self.polls += 1
        return self.polls >= CODELESS_POLLS and elapsed - self._since >= CODELESS


def _pause(state: JobState, start: float, seconds: float, clock: Clock, watch: Watch) -> None:
    """Sleep, and call ``watch`` each second, so that the user sees the time pass."""
    end = clock.now() + seconds
    while (remaining := end - clock.now()) > _TICK:
        clock.sleep(_TICK)
        watch(state, clock.now() - start, max(0.0, end - clock.now()))
    clock.sleep(max(0.0, remaining))


def _poll(target: Target, job: JobId, *, by_name: bool) -> JobState:
    """Return the state of a job. Where its id is not listed, ``by_name`` lists its name, too."""
    state = target.job_status(job)
    if not ids.same(state.job.id, job.id):
        raise UnclearAnswer("ZWV6022E", answered=state.job.id, job=job.id)
    if by_name and state.phase is Phase.NOT_LISTED:
        for other in target.find_jobs(job.name, 0.0, sure=True):
            if ids.same(other.job.id, job.id) and job.owner in ("", other.job.owner):
                return other
    return state


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
"""Ending -> the text for a code that the job does not have, and the word for the ending."""


def outcome(state: JobState) -> str:
    """Return how a job ended, for ``Job NAME(ID) ends ...``: ``with code CODE (WORD)``.

    For a job that was canceled or did not run to its end: ``without a code (WORD)``.
    """
    if state.ending is None:
        return f"without a code ({state.phase.value.upper()})"
    code, word = OUTCOMES[state.ending]
    if state.ending is Ending.COMPLETED:
        code = "unknown" if state.code is None else str(state.code)
    if state.ending is Ending.ABEND:
        code = state.abend
    return f"with code {code} ({word})" if code else f"without a code ({word})"
