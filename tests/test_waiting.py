"""Waiting for jobs, on a simulated clock and a system that only knows how to look at a job."""

from __future__ import annotations

import itertools
import math
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwe_vsam import waiting
from zwe_vsam.errors import NotAuthorised, Unavailable, UnclearAnswer
from zwe_vsam.model import Ending, JobId, JobState, Phase

JOB = JobId("JOB00042", "ZWECSVSM", "IBMUSER")
ACTIVE = JobState(JOB, Phase.ACTIVE)
NOT_LISTED = JobState(JOB, Phase.NOT_LISTED)
STRANGER = JobState(JobId("JOB00041", "ZWECSVSM", "IBMUSER"), Phase.ACTIVE)
DONE = JobState(JOB, Phase.ENDED, Ending.COMPLETED, 0)
UNREACHABLE = Unavailable("ZWV6222E", action="look up job JOB00042", server="h:443")


class Clock:
    """Time that passes only when somebody sleeps or looks."""

    def __init__(self, at: float = 0.0) -> None:
        self.at = at

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        assert seconds >= 0
        self.at += seconds


class System:
    """Answers ``job`` from a function of the seconds since the submission, or raises."""

    name = "zosmf"

    def __init__(
        self,
        clock: Clock,
        answer: Callable[[float], JobState | Exception],
        latency: Callable[[], float] = lambda: 0.0,
        answers_first: bool = False,
    ) -> None:
        self.clock = clock
        self.start = clock.at
        self.answer = answer
        self.latency = latency
        self.answers_first = answers_first
        self.looks: list[float] = []
        self.by_name: list[list[JobState] | Exception] = []
        """What the lists by name show, one after the other; nothing when they are used up."""

    def find_jobs(
        self, name: str, since: float, *, others: tuple[str, ...] = (), sure: bool = False
    ) -> list[JobState]:
        assert (name, since, others, sure) == (JOB.name, 0.0, (), True)
        answer = self.by_name.pop(0) if self.by_name else []
        if isinstance(answer, Exception):
            raise answer
        return answer

    def job_status(self, job: JobId) -> JobState:
        assert job == JOB
        assert len(self.looks) < 10_000, "it never stops looking"
        asked = self.clock.at - self.start
        self.looks.append(asked)
        self.clock.at += self.latency()
        answer = self.answer(asked if self.answers_first else self.clock.at - self.start)
        if isinstance(answer, Exception):
            raise answer
        return answer


def ends_at(seconds: float) -> Callable[[float], JobState]:
    return lambda at: DONE if at >= seconds else ACTIVE


def in_turn(*answers: JobState | Exception) -> Callable[[float], JobState | Exception]:
    """One answer a look; the last one for ever."""
    left = list(answers)
    return lambda _at: left.pop(0) if len(left) > 1 else left[0]


def wait(system: System, timeout: float = 900.0, **options: object) -> waiting.Waited:
    return waiting.wait(system, JOB, timeout=timeout, clock=system.clock, **options)  # type: ignore[arg-type]


def maximum_looks(seconds: float) -> int:
    """Two quick ones, two a second for five seconds, then one for each 9 % of the time."""
    grown = math.log(seconds / 5, 1.09) if seconds > 5 else 0
    return math.ceil(4 + min(seconds, 5) / 0.45 + grown)


@pytest.mark.parametrize(
    ("elapsed", "seconds"), [(0, 0.1), (0.1, 0.15), (0.5, 0.35), (1, 0.45), (5, 0.45), (100, 9)]
)
def test_young_jobs_are_looked_at_often(elapsed: float, seconds: float) -> None:
    assert waiting.interval(elapsed) == pytest.approx(seconds)


@pytest.mark.parametrize("seconds", [0.1, 0.5, 1.1, 5, 17, 60, 600, 3600])
def test_the_end_is_noticed_soon_and_with_few_looks(seconds: float) -> None:
    system = System(Clock(), ends_at(seconds))
    waited = wait(system, timeout=7200)
    assert waited.state == DONE
    assert waited.ended
    assert waited.elapsed - seconds <= max(0.5, 0.1 * seconds)
    assert waited.looks == len(system.looks) <= maximum_looks(seconds)


@given(
    seconds=st.floats(0.1, 3600),
    start=st.floats(0, 1e6),
    latencies=st.lists(st.floats(0, 0.05), min_size=1, max_size=20),
    answers_first=st.booleans(),
)
def test_the_end_is_noticed_within_the_promise(
    seconds: float, start: float, latencies: list[float], answers_first: bool
) -> None:
    left: list[float] = []

    def latency() -> float:
        left.extend([] if left else latencies)
        return left.pop()

    system = System(Clock(start), ends_at(seconds), latency, answers_first)
    waited = wait(system, timeout=7200)
    assert waited.state == DONE
    assert waited.elapsed == system.clock.at - start
    assert waited.elapsed - seconds <= max(0.5, 0.1 * seconds) + 1e-6
    assert len(system.looks) <= maximum_looks(seconds)


def test_a_job_that_ends_just_after_a_look_is_noticed_within_the_promise() -> None:
    """The worst moments to end, and the slowest looks that the promise allows for."""

    def watched(seconds: float) -> tuple[waiting.Waited, System]:
        system = System(Clock(), ends_at(seconds), lambda: 0.05, answers_first=True)
        return wait(system, timeout=3600), system

    moments = watched(math.inf)[1].looks[:-2]
    assert len(moments) > 50
    for moment in moments:
        waited, _ = watched(moment + 1e-6)
        assert waited.elapsed - moment <= max(0.5, 0.1 * moment) + 1e-5, moment


def test_a_slow_system_is_not_asked_more_often_than_it_answers() -> None:
    system = System(Clock(), ends_at(100), latency=lambda: 10.0)
    waited = wait(system)
    assert waited.ended
    assert waited.looks == 10


@given(timeout=st.floats(0, 4000), start=st.floats(0, 1e6), latency=st.sampled_from([0, 0.03, 2]))
def test_the_timeout_is_exact(timeout: float, start: float, latency: float) -> None:
    system = System(Clock(start), lambda _: ACTIVE, lambda: latency)
    waited = wait(system, timeout=timeout)
    assert not waited.ended
    assert waited.state == ACTIVE
    assert timeout - 1e-6 <= waited.elapsed <= timeout + latency + 1e-6
    assert waited.looks == len(system.looks)


def test_without_time_there_is_one_look() -> None:
    assert wait(System(Clock(), ends_at(0)), timeout=0).ended
    assert wait(System(Clock(), ends_at(0.01)), timeout=0).looks == 1


def test_a_job_that_ends_just_before_the_timeout_is_seen_ending() -> None:
    waited = wait(System(Clock(), ends_at(299.9)), timeout=300)
    assert waited.ended
    assert waited.elapsed == pytest.approx(300)


@given(lost=st.lists(st.booleans(), max_size=30), seconds=st.floats(0.1, 60))
def test_lost_looks_are_tolerated(lost: list[bool], seconds: float) -> None:
    left = list(lost)

    def answer(at: float) -> JobState | Exception:
        return UNREACHABLE if left and left.pop(0) else ends_at(seconds)(at)

    waited = wait(System(Clock(), answer), timeout=3600)
    assert waited.state == DONE
    assert waited.last_error == ""


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (UNREACHABLE, "Cannot look up job JOB00042: h:443 refuses connections"),
        (
            Unavailable("ZWV6110E", action="look up job JOB00042", reason="connection reset"),
            "ZOAU could not look up job JOB00042: connection reset",
        ),
        (Unavailable("ZWV6206E"), "No z/OSMF server is named"),
        (Unavailable("ZWEL0120E"), "This command must run on a z/OS system"),
    ],
)
@pytest.mark.parametrize("seen", [ACTIVE, NOT_LISTED])
def test_a_system_that_stays_away_is_told_with_the_last_state(
    seen: JobState, error: Unavailable, told: str
) -> None:
    waited = wait(System(Clock(), in_turn(seen, error)), timeout=300)
    assert not waited.ended, "nobody saw that the job is gone"
    assert waited.state == seen
    assert waited.last_error == told


def test_another_jobs_state_is_none_of_ours() -> None:
    waited = wait(System(Clock(), in_turn(DONE._replace(job=STRANGER.job))), timeout=10)
    assert not waited.ended
    assert waited.last_error == ("The system answered with job JOB00041. Expected job JOB00042")


def test_a_number_may_be_written_in_two_ways() -> None:
    waited = wait(System(Clock(), in_turn(DONE._replace(job=JOB._replace(id="J0000042")))))
    assert waited.ended
    assert waited.last_error == ""


def test_a_lost_look_before_the_timeout_is_forgotten_when_the_last_one_succeeds() -> None:
    waited = wait(System(Clock(), in_turn(UNREACHABLE, ACTIVE)), timeout=0.1)
    assert (waited.looks, waited.last_error) == (2, "")


@pytest.mark.parametrize("appears", [0.3, 30, 59])
def test_a_job_may_appear_late(appears: float) -> None:
    def answer(at: float) -> JobState:
        return NOT_LISTED if at < appears else ends_at(appears + 20)(at)

    assert wait(System(Clock(), answer)).state == DONE


def test_a_job_that_never_appears_is_given_up_after_the_grace() -> None:
    waited = wait(System(Clock(1000.0), lambda _: NOT_LISTED))
    assert waited.state == NOT_LISTED
    assert not waited.ended
    assert 60 <= waited.elapsed <= 66


def test_a_job_that_appears_after_an_outage_longer_than_the_grace_is_not_gone() -> None:
    def answer(at: float) -> JobState | Exception:
        if at < 90:
            return UNREACHABLE
        return NOT_LISTED if at < 91 else DONE

    assert wait(System(Clock(), answer)).state == DONE


@pytest.mark.parametrize(
    ("answers", "gone"),
    [
        ([ACTIVE, NOT_LISTED, DONE], False),
        ([ACTIVE, NOT_LISTED, ACTIVE, NOT_LISTED, DONE], False),
        ([ACTIVE, NOT_LISTED, UNREACHABLE, DONE], False),
        ([ACTIVE, UNREACHABLE, UNREACHABLE, NOT_LISTED, DONE], False),
        ([ACTIVE, NOT_LISTED, NOT_LISTED, DONE], True),
        ([UNREACHABLE, ACTIVE, NOT_LISTED, NOT_LISTED, DONE], True),
        ([NOT_LISTED, NOT_LISTED, NOT_LISTED, DONE], False),
    ],
)
def test_a_job_that_was_seen_is_gone_when_it_is_missing_twice_in_a_row(
    answers: list[JobState | Exception], gone: bool
) -> None:
    waited = wait(System(Clock(), in_turn(*answers)))
    assert waited.state.ending is (Ending.NO_LONGER_LISTED if gone else Ending.COMPLETED)
    assert waited.looks == len(answers) - gone
    assert waited.state.job == JOB


@pytest.mark.parametrize(
    ("by_name", "gone"),
    [
        ([[ACTIVE]], False),
        ([[STRANGER, ACTIVE]], False),
        ([[ACTIVE._replace(job=JobId(JOB.id, JOB.name, "SOMEBODY"))]], True),
        ([UNREACHABLE], False),
        ([[STRANGER]], True),
        ([[]], True),
    ],
)
def test_a_job_that_a_list_by_name_has_is_not_gone(
    by_name: list[list[JobState] | Exception], gone: bool
) -> None:
    system = System(Clock(), in_turn(ACTIVE, NOT_LISTED, NOT_LISTED, DONE))
    system.by_name = list(by_name)
    assert wait(system).state.ending is (Ending.NO_LONGER_LISTED if gone else Ending.COMPLETED)


def test_a_job_whose_owner_is_not_known_is_found_in_a_list_by_name() -> None:
    system = System(Clock(), in_turn(ACTIVE, NOT_LISTED, NOT_LISTED, DONE))
    system.job_status = lambda job, real=system.job_status: real(JOB)  # type: ignore[method-assign,misc]
    system.by_name = [[ACTIVE]]
    waited = waiting.wait(
        system,  # type: ignore[arg-type]
        JobId(JOB.id, JOB.name, ""),
        timeout=900,
        clock=system.clock,
    )
    assert waited.state == DONE


def test_a_job_that_only_a_list_by_name_has_is_waited_for() -> None:
    system = System(Clock(), lambda _: NOT_LISTED)
    system.by_name = [[ACTIVE]] * 4 + [[DONE]]
    waited = wait(system)
    assert waited.state == DONE
    assert waited.elapsed >= waiting.GRACE


def test_each_state_is_told_while_waiting() -> None:
    held = JobState(JOB, Phase.HELD, waiting_for="TYPRUN=HOLD")
    told: list[tuple[Phase, float]] = []
    system = System(Clock(5), in_turn(NOT_LISTED, held, UNREACHABLE, ACTIVE, DONE))
    wait(system, watch=lambda state, elapsed, _due: told.append((state.phase, elapsed)))
    assert [phase for phase, _ in told] == [
        Phase.NOT_LISTED, Phase.HELD, Phase.HELD, Phase.ACTIVE,
    ]  # fmt: skip
    assert [elapsed for _, elapsed in told] == system.looks[:-1]


def test_the_time_is_told_each_second_between_two_looks() -> None:
    told: list[tuple[float, float]] = []
    states: list[JobState] = []

    def watch(state: JobState, elapsed: float, due: float) -> None:
        states.append(state)
        told.append((elapsed, due))

    system = System(Clock(1000.0), ends_at(100))
    wait(system, watch=watch)
    assert set(states) == {ACTIVE}
    elapsed = [moment for moment, _ in told]
    assert all(b - a <= 1.01 for a, b in itertools.pairwise(elapsed))
    nexts = sorted({round(moment + due, 3) for moment, due in told})
    assert nexts == [round(look, 3) for look in system.looks[1:]]


def test_ctrl_c_passes_through() -> None:
    def interrupt(*_: object) -> JobState:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        wait(System(Clock(), interrupt))
    with pytest.raises(KeyboardInterrupt):
        wait(System(Clock(), ends_at(5)), watch=interrupt)
    clock = Clock()
    clock.sleep = interrupt  # type: ignore[assignment,method-assign]
    with pytest.raises(KeyboardInterrupt):
        wait(System(clock, ends_at(5)))


def test_an_answer_that_is_not_understood_is_asked_for_again() -> None:
    system = System(Clock(), in_turn(ACTIVE, UnclearAnswer("ZWV6040E", reason="what?"), DONE))
    assert wait(system).state == DONE


def _refused() -> NotAuthorised:
    return NotAuthorised("ZWV6241E", action="x", server="h:443", user="u", place="variables")


def test_being_refused_ends_the_wait() -> None:
    with pytest.raises(NotAuthorised):
        wait(System(Clock(), in_turn(ACTIVE, _refused(), DONE)))


def test_the_real_clock() -> None:
    clock = waiting.SystemClock()
    before, real = clock.now(), time.monotonic()
    clock.sleep(0.02)
    assert 0.02 <= clock.now() - before < 5
    assert abs(before - real) < 5


@pytest.mark.parametrize(
    ("state", "told"),
    [
        (DONE, "with code 0 (COMPLETED)"),
        (JobState(JOB, Phase.ENDED, Ending.COMPLETED, 12), "with code 12 (COMPLETED)"),
        (JobState(JOB, Phase.ENDED, Ending.COMPLETED), "with code unknown (COMPLETED)"),
        (JobState(JOB, Phase.ENDED, Ending.ABEND, abend="S806"), "with code S806 (ABENDED)"),
        (JobState(JOB, Phase.ENDED, Ending.CANCELLED), "without a code (CANCELED)"),
        (JobState(JOB, Phase.ENDED, Ending.JCL_ERROR), "without a code (JCL ERROR)"),
        (
            JobState(JOB, Phase.ENDED, Ending.NO_LONGER_LISTED),
            "with code unknown (NOT LISTED ANY MORE)",
        ),
        (JobState(JOB, Phase.HELD), "without a code (HELD)"),
    ],
)
def test_how_an_outcome_is_called(state: JobState, told: str) -> None:
    assert waiting.outcome(state) == told


def test_every_ending_has_a_word() -> None:
    assert set(waiting.OUTCOMES) == set(Ending)
    words = [word for _, word in waiting.OUTCOMES.values()]
    assert len(set(words)) == len(words)


CODELESS = JobState(JOB, Phase.ACTIVE, lacks_code=True)


def test_a_job_that_ended_without_a_code_is_not_waited_for_until_the_timeout() -> None:
    system = System(Clock(), lambda at: CODELESS if at >= 2 else ACTIVE)
    waited = wait(system, timeout=900)
    assert (waited.state.phase, waited.state.ending) == (Phase.ENDED, Ending.COMPLETED)
    assert waited.state.code is None
    assert waited.codeless_looks >= waiting.CODELESS_POLLS
    assert 2 + waiting.CODELESS <= waited.elapsed <= 2 + waiting.CODELESS + 2


def test_an_old_job_without_a_code_is_looked_at_some_times_all_the_same() -> None:
    """Looks at an old job are far apart: the time alone would be up after the second."""
    system = System(Clock(), lambda at: CODELESS if at >= 3600 else ACTIVE)
    waited = wait(system, timeout=36000)
    assert waited.codeless_looks == waiting.CODELESS_POLLS
    assert waited.ended


@pytest.mark.parametrize("between", [ACTIVE, UNREACHABLE])
def test_a_code_that_comes_late(between: JobState | Exception) -> None:
    system = System(Clock(), in_turn(ACTIVE, CODELESS, CODELESS, between, CODELESS, DONE))
    waited = wait(system)
    assert waited.state == DONE
    assert waited.codeless_looks == 0


def test_looks_that_do_not_follow_each_other_do_not_count() -> None:
    states = itertools.cycle([CODELESS, CODELESS, ACTIVE])
    system = System(Clock(), lambda _at: next(states))
    waited = wait(system, timeout=60)
    assert not waited.ended
