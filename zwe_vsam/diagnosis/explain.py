"""Find the cause that decided a job's failure, from its spool and from how it ended."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from zwe_vsam.diagnosis.cause import Cause, Context, Explanation
from zwe_vsam.diagnosis.spool import MAXIMUM_LINES, Message, bounded, evidence, messages
from zwe_vsam.diagnosis.table import causes
from zwe_vsam.model import JobState, SpoolFile

_EMPTY = Context()

UNKNOWN = "The reason is not known: zwe-vsam cannot explain any of the job's messages."


class Reason(NamedTuple):
    """Why a job failed."""

    step: str
    """Name of the step that failed; empty if no step ran or the output names no step."""
    code: str
    """Condition code or abend code of the step; empty if the output has no code."""
    lines: tuple[str, ...]
    """Lines of the spool that show the reason, quoted; empty only if the spool has no text."""
    explanation: Explanation | None
    """None if no cause is known: nothing is guessed."""
    no_output: str = ""
    """A sentence that replaces the lines if the job left no output."""

    @property
    def decisive(self) -> tuple[str, ...]:
        """The message that decided, quoted; empty if no message decided."""
        return self.explanation.decisive if self.explanation else ()

    @property
    def meaning(self) -> str:
        """Meaning of the failure; empty if no cause is known."""
        return self.explanation.meaning if self.explanation else ""

    @property
    def remedy(self) -> str:
        """What to do; empty if no cause is known."""
        return self.explanation.remedy if self.explanation else ""

    @property
    def details(self) -> tuple[str, ...]:
        """The step that failed, a note if the cause is not known, and the quoted lines."""
        step = (f"Step {self.step} ended with {self.code}.",) if self.step else ()
        unknown = (UNKNOWN,) if self.explanation is None and self.lines else ()
        nothing = (self.no_output,) if self.no_output and not self.lines else ()
        return (*step, *unknown, *self.lines, *nothing)


def explain(
    spool: Sequence[SpoolFile],
    state: JobState | None = None,
    context: Context = _EMPTY,
    no_output: str = "",
) -> Reason:
    """Explain why the job with that ``spool`` failed. Never raises, whatever the text.

    ``state`` is the latest status of the job: how it ended is evidence, too. Without spool it is
    the only evidence. ``no_output`` as of Reason.
    """
    spool = [bounded(file) for file in spool]
    distinct: dict[str, Message] = {}
    for message in messages(spool):
        if not message.is_acs_write:
            distinct.setdefault(message.text, message)
    candidates = list(distinct.values())
    if state and state.abend:
        candidates.append(Message(f"ABEND={state.abend}", ()))
    decision = _decide(candidates, state, context)
    if decision is None:
        step, code, lines = evidence(spool)
        return Reason(step, code, lines, None, no_output)
    decisive, explanation = decision
    step, code, lines = evidence(spool, decisive)
    decisive_lines = decisive.lines[:MAXIMUM_LINES] if decisive else ()
    return Reason(step, code, lines, explanation._replace(decisive=decisive_lines), no_output)


def explain_text(text: str, context: Context = _EMPTY) -> Reason:
    """Explain messages that a user hands in: of the Caching Service, or from the system log.

    For instance IEC161I and ZWECS151E. Never raises, whatever the text.
    """
    return explain([SpoolFile("", "", text)], None, context)


def _decide(
    candidates: Sequence[Message], state: JobState | None, context: Context
) -> tuple[Message | None, Explanation] | None:
    """Return the first cause that fits, and the message that shows it.

    The order of the causes decides, not the order of the messages.
    """
    texts = [message.text for message in candidates]
    for cause in causes():
        if not _fits_ending(cause, state):
            continue
        if cause.needs and not any(cause.needs.search(text) for text in texts):
            continue
        if not cause.patterns:
            return None, cause.explanation({}, context, cause.additions(texts))
        result = _first_match(cause, candidates)
        if result:
            message, match = result
            additions = cause.additions(texts)
            return message, cause.explanation(match.groupdict(), context, additions)
    return None


def _fits_ending(cause: Cause, state: JobState | None) -> bool:
    """Return whether the job ended as the cause demands."""
    if cause.endings and (state is None or state.ending not in cause.endings):
        return False
    return cause.code is None or (state is not None and state.code == cause.code)


def _first_match(
    cause: Cause, candidates: Sequence[Message]
) -> tuple[Message, re.Match[str]] | None:
    """Return the message that shows the cause; of several, the one of the most telling pattern."""
    for pattern in cause.patterns:
        for message in candidates:
            match = pattern.search(message.text)
            if match:
                return message, match
    return None
