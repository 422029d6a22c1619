"""The one base of every error that this package foresees."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """Where in the user's input something stands."""

    file: str
    """Path as the user gave it, ``<stdin>``, or ``LIBRARY(MEMBER)``."""
    line: int | None = None
    """1-based."""
    key: str = ""
    """Dotted path of the configuration key, where there is one."""
    column: int | None = None
    """1-based."""

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        if self.column is None:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


class Problem(Exception):
    """A foreseen failure: a message id of messages.py, the facts for its text, and a remedy.

    ``id`` is a key of ``messages.TABLE``; ``facts`` fill the ``{}`` of that text in order.
    """

    usual_remedy = ""
    """What to do where the one who raises it names nothing better."""

    def __init__(
        self,
        message_id: str,
        *facts: str,
        origin: Origin | None = None,
        remedy: str = "",
        details: tuple[str, ...] = (),
        meaning: str = "",
    ) -> None:
        super().__init__(message_id, *facts)
        self.id = message_id
        self.facts = facts
        self.origin = origin
        self.remedy = remedy or self.usual_remedy
        self.details = details
        """Lines quoted as evidence, shown below the message as they are."""
        self.meaning = meaning
        """What the evidence means, in our words; shown apart from it."""
