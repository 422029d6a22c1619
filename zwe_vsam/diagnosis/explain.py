"""From spool text to the cause that decided, not the one that came last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from zwe_vsam.diagnosis.cause import Cause, Context, Explanation
from zwe_vsam.diagnosis.spool import MAXIMUM_LINES, Message, bounded, evidence, messages
from zwe_vsam.diagnosis.table import CAUSES
from zwe_vsam.model import JobState, SpoolFile

_NOBODY = Context()

UNKNOWN = "The reason is not known: none of the job's messages is explained here."


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a job failed."""

    step: str
    """Name of the step that failed; empty where none ran or none is named."""
    code: str
    """Its condition code, or its abend code; empty where there is none."""
    lines: tuple[str, ...]
    """The lines that say why, quoted; never empty where the spool has any text."""
    explanation: Explanation | None
    """None where no cause is known: nothing is guessed."""
    no_output: str = ""
    """A sentence that stands instead of lines where the job left none."""

    @property
    def decisive(self) -> tuple[str, ...]:
        """The message that decided, quoted; empty where none is known to."""
        return self.explanation.decisive if self.explanation else ()

    @property
    def meaning(self) -> str:
        """What the failure means; empty where no cause is known."""
        return self.explanation.meaning if self.explanation else ""

    @property
    def remedy(self) -> str:
        """What to do; empty where no cause is known."""
        return self.explanation.remedy if self.explanation else ""

    @property
    def details(self) -> tuple[str, ...]:
        """The evidence: the step that failed, whether it is explained here, and the lines."""
        step = (f"Step {self.step} ended with {self.code}.",) if self.step else ()
        unknown = (UNKNOWN,) if self.explanation is None and self.lines else ()
        nothing = (self.no_output,) if self.no_output and not self.lines else ()
        return (*step, *unknown, *self.lines, *nothing)


def explain(
    spool: Sequence[SpoolFile],
    state: JobState | None = None,
    context: Context = _NOBODY,
    no_output: str = "",
) -> Reason:
    """Why the job with that ``spool`` failed. Never raises, whatever the text.

    ``state`` is the last look at the job: how it ended is evidence, too. Without spool it is all
    there is. ``no_output`` as of Reason.
    """
    spool = [bounded(file) for file in spool]
    first: dict[str, Message] = {}
    for message in messages(spool):
        if not message.is_acs_write:
            first.setdefault(message.text, message)
    said = list(first.values())
    if state and state.abend:
        said.append(Message(f"ABEND={state.abend}", ()))
    decided = _decide(said, state, context)
    if decided is None:
        found = evidence(spool)
        return Reason(found.step, found.code, found.lines, None, no_output)
    decisive, explanation = decided
    found = evidence(spool, decisive)
    lines = decisive.lines if decisive else ()
    explanation = replace(explanation, decisive=lines[:MAXIMUM_LINES])
    return Reason(found.step, found.code, found.lines, explanation, no_output)


def explain_text(text: str, context: Context = _NOBODY) -> Reason:
    """What messages mean that somebody hands in: of the Caching Service, or from the system log.

    For instance IEC161I and ZWECS151E. Never raises, whatever the text.
    """
    return explain([SpoolFile("", "", text)], None, context)


def _decide(
    said: Sequence[Message], state: JobState | None, context: Context
) -> tuple[Message | None, Explanation] | None:
    """The message that decides, and the first cause of the table that holds: the table's order
    is what decides."""
    texts = [message.text for message in said]
    for cause in CAUSES:
        if not _ended_so(cause, state):
            continue
        if cause.needs and not any(cause.needs.search(text) for text in texts):
            continue
        if not cause.patterns:
            return None, cause.explanation({}, context, cause.additions(texts))
        found = _first(cause, said)
        if found:
            message, match = found
            more = cause.additions(texts)
            return message, cause.explanation(match.groupdict(), context, more)
    return None


def _ended_so(cause: Cause, state: JobState | None) -> bool:
    """Whether the job ended as the cause demands."""
    if cause.endings and (state is None or state.ending not in cause.endings):
        return False
    return cause.code is None or (state is not None and state.code == cause.code)


def _first(cause: Cause, said: Iterable[Message]) -> tuple[Message, re.Match[str]] | None:
    """The message that shows the cause; of several, one that the most telling pattern found."""
    said = list(said)
    for pattern in cause.patterns:
        for message in said:
            match = pattern.search(message.text)
            if match:
                return message, match
    return None
