"""A target whose n-th call goes wrong, over any other target."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tests.clock import Time
from zwe_vsam.errors import (
    NotAuthorised,
    NotCancelled,
    SubmitFailed,
    SubmitUnknown,
    Unavailable,
    UnclearAnswer,
    WriteFailed,
)
from zwe_vsam.messages import Message
from zwe_vsam.model import JobId, SystemName
from zwe_vsam.targets.base import Target

WHY = "the line was cut by the test"
"""What every injected error says."""
HANG = 2000.0
"""Seconds that a call hangs: longer than any --timeout here."""

FAILING = ("before", "after", "hang", "denied", "unclear")
INTERRUPTS = ("ctrl-c before", "ctrl-c after")
SLOW = "slow"
HOW_OFTEN = ("once", "twice", "always", "down")
"""The n-th call; the next of its verb, too; all later ones of its verb; all later ones."""


class Fault(NamedTuple):
    """What goes wrong, at which call of the run (1 is the first), and how often."""

    at: int
    verb: str
    kind: str
    """One of the above, or the name of a wrong answer (``odd_answers.py``)."""
    often: str = "once"


class Call(NamedTuple):
    """A verb, its operands, and what does the real thing."""

    verb: str
    inner: Target
    args: tuple[Any, ...]
    real: Callable[[], Any]


Wrong = Callable[[Call], Any]


@dataclass
class Script:
    """What is to go wrong in one run, and what was called."""

    time: Time
    fault: Fault | None = None
    wrong: Wrong | None = None
    """The wrong answer, where ``fault`` is one."""
    meanwhile: dict[int, Callable[[], None]] = field(default_factory=dict)
    """What somebody else does right before the n-th call."""
    calls: list[str] = field(default_factory=list)
    hits: int = 0

    def call(self, call: Call) -> Any:
        self.calls.append(call.verb)
        others = self.meanwhile.pop(len(self.calls), None)
        if others:
            others()
        if not self.is_due(call.verb):
            return call.real()
        self.hits += 1
        assert self.fault is not None
        return self.wrong(call) if self.wrong else self.spoil(call, self.fault.kind)

    def is_due(self, verb: str) -> bool:
        fault, number = self.fault, len(self.calls)
        if fault is None or number < fault.at:
            return False
        if number == fault.at or fault.often == "down":
            return True
        if verb != fault.verb:
            return False
        return fault.often == "always" or (fault.often == "twice" and self.hits == 1)

    def spoil(self, call: Call, kind: str) -> Any:
        if kind in ("hang", SLOW):
            self.time.pass_by(HANG)
        if kind == SLOW:
            return call.real()
        if kind in ("after", "ctrl-c after"):
            with contextlib.suppress(Exception):
                call.real()
        if kind in INTERRUPTS:
            raise KeyboardInterrupt
        raise error(call, kind)


def error(call: Call, kind: str) -> Exception:
    """What a target raises by its interface when a call of this verb fails."""
    if kind == "denied":
        if call.verb == "submit":
            return SubmitFailed("ZWEL0161E", member=str(call.args[0]), details=(WHY,))
        return NotAuthorised(
            "ZWV6010E", action=call.verb, user="IBMUSER", system="this system", answer=WHY
        )
    if call.verb == "write":
        failed = WriteFailed("ZWEL0160E", member=str(call.args[0]), details=(WHY,))
        failed.changed = kind == "after"
        return failed
    if call.verb == "submit":
        kinds = {"before": SubmitFailed}
        failure = kinds.get(kind, SubmitUnknown)
        return failure("ZWEL0161E", member=str(call.args[0]), details=(WHY,))
    if call.verb == "cancel" and kind == "before":
        return NotCancelled("ZWV6031E", job="JOB00001", details=(WHY,))
    if kind == "unclear":
        return UnclearAnswer("ZWV6040E", reason=WHY)
    return Unavailable("ZWV6110E", action=call.verb, reason=WHY)


class FaultyTarget:
    """Passes every verb on, by way of the script."""

    def __init__(self, inner: Target, script: Script) -> None:
        self.name = inner.name
        self._inner = inner
        self._script = script

    @property
    def lookups_are_expensive(self) -> bool:
        return self._inner.lookups_are_expensive

    @property
    def system_name(self) -> SystemName:
        return self._inner.system_name

    def notice(self) -> Message | None:
        return self._inner.notice()

    def output_hint(self, job: JobId) -> str:
        return self._inner.output_hint(job)

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        real: Callable[..., Any] = getattr(self._inner, verb)
        if verb in ("trace", "on_warning", "inventory"):
            return real

        def call(*args: Any, **options: Any) -> Any:
            wanted = Call(verb, self._inner, args, lambda: real(*args, **options))
            return self._script.call(wanted)

        return call
