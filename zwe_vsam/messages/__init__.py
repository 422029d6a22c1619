"""A message: an entry of the catalog with its fields filled in, and where it applies.

The catalog has every message once; ``catalog/__init__.py`` explains the ranges of ids. It is
imported when the first message is made.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from enum import Enum
from typing import NamedTuple


def shortened(text: str, longest: int = 100) -> str:
    """``text`` as messages quote it: a longer one is cut and ends with an ellipsis."""
    return text if len(text) <= longest else f"{text[:longest]}…"


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


class Severity(Enum):
    """How much a message matters; the value is the word printed before its id."""

    ERROR = "Error"
    WARNING = "Warning"
    INFO = "Info"


_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}


class MessageEntry(NamedTuple):
    """One message of the catalog. ``text`` and ``remedy`` have ``{name}`` for each field."""

    id: str
    """Ends with the letter of its severity, as on z/OS."""
    text: str
    """What is wrong, or what was done: one sentence."""
    explanation: str
    """For ``zwe-vsam explain``: why it matters, and what the tool did."""
    remedy: str = ""
    """What to do. A message can have a remedy of its own instead."""
    exit_code: int = 0
    """Exit code of a run that this message ends; 0 for warnings and information."""
    source: str = ""
    """Where the rule is written down, if it is IBM's or Zowe's."""

    @property
    def severity(self) -> Severity:
        """Read from the last letter of the id."""
        return _SEVERITIES[self.id[-1]]


class Message(NamedTuple):
    """An entry of the catalog with its fields filled in."""

    id: str
    text: str
    origin: Origin | None = None
    remedy: str = ""
    """What to do, or empty."""
    details: tuple[str, ...] = ()
    """Evidence, shown below the message line by line."""
    meaning: str = ""
    """What the evidence means, or empty."""

    @property
    def severity(self) -> Severity:
        """Read from the last letter of the id, as on z/OS."""
        return _SEVERITIES[self.id[-1]]

    @property
    def exit_code(self) -> int:
        """The exit code of a run that this message ends."""
        return entry(self.id).exit_code

    def parts(self) -> list[tuple[str, str]]:
        """What follows the text: label and text of each part, in the order of printing.

        An explanation comes before the lines that it explains, and each line stands once. Without
        a meaning the details say what is wrong, so they stand before the remedy.
        """
        meaning = [("Meaning", self.meaning)] if self.meaning else []
        remedy = [("Remedy", self.remedy)] if self.remedy else []
        details = [("", detail) for detail in dict.fromkeys(self.details)]
        return [*meaning, *remedy, *details] if meaning else [*details, *remedy]


def entry(message_id: str) -> MessageEntry:
    """The entry of the catalog. Raises KeyError for an id that it does not have."""
    from zwe_vsam.messages.catalog import find

    return find(message_id)


def message(
    message_id: str,
    *,
    origin: Origin | None = None,
    remedy: str = "",
    details: tuple[str, ...] = (),
    meaning: str = "",
    **fields: object,
) -> Message:
    """Return the message of that id with ``fields`` in the places of its text.

    ``remedy`` stands instead of the remedy of the catalog. Raises KeyError for a field that is
    missing.
    """
    row = entry(message_id)
    return Message(
        message_id,
        row.text.format_map(fields),
        origin,
        remedy or row.remedy.format_map(fields),
        details,
        meaning,
    )


def with_capitals(text: str) -> str:
    """The text of an entry with the name of each field in capitals, for people to read."""
    from string import Formatter

    return "".join(
        literal + ("" if field is None else (field or "…").upper().replace("_", " "))
        for literal, field, _, _ in Formatter().parse(text)
    )
