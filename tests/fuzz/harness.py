"""Kinds of input, how many cases of each are run, and the bounds of time of one case."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.strategies import SearchStrategy

CPU_SECONDS = 20
"""Of one case, which takes some milliseconds: a bound, not a measurement."""


class Kind(NamedTuple):
    """One kind of hostile input."""

    name: str
    inputs: SearchStrategy[Any]
    check: Callable[[Path, Any], None]
    """Called with a folder of its own for each batch, and one input; raises what is wrong."""
    ordinary: int
    """Cases in the ordinary run, always the same ones."""
    share: int = 1
    """Of a run of ``make fuzz``, in parts."""


class Stuck(BaseException):
    """A case that does not come to an end; no handler of Exception swallows it."""


def run(kind: Kind, folder: Path, cases: int, start: int | None = None) -> int:
    """Run ``cases`` cases, the same ones each time without ``start``; return how many it were."""
    count = 0

    @settings(
        max_examples=cases,
        deadline=None,
        derandomize=start is None,
        database=None,
        phases=[Phase.explicit, Phase.generate, Phase.target, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(value=kind.inputs)
    def body(value: object) -> None:
        nonlocal count
        count += 1
        with bounded(value):
            kind.check(folder, value)

    (body if start is None else seed(start)(body))()
    return count


@contextmanager
def bounded(value: object, seconds: float = CPU_SECONDS) -> Iterator[None]:
    """Bound the processor time, so that a busy machine makes no difference."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: object) -> None:
        raise Stuck(f"no end after {seconds} s: {value!r:.2000}")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
