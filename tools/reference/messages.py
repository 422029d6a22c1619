"""The pages of messages and of exit codes, from the catalog."""

from __future__ import annotations

from types import ModuleType

from tools.reference.markup import plain, prose, table
from zwe_vsam.messages import MessageEntry, with_capitals
from zwe_vsam.messages.catalog import every
from zwe_vsam.messages.exit_codes import EXIT_CODES

_MESSAGES = """\
# Messages

A message id ends with its severity: E is an error, W a warning, I information.

- Ids that begin with `ZWEL` are those of `zwe init vsam`. They keep its wording and exit codes.
- Ids that begin with `ZWV` are zwe-vsam's own. The digits after it name the topic.

A run ends with the exit code of its first error, or with 0: [exit codes](exit-codes.md). Words in
capitals stand for values. `zwe-vsam explain ID` prints the same text.
"""
_EXIT_CODES = """\
# Exit codes

A run ends with the exit code of its first error. Warnings and information do not change it. The
codes of `ZWEL` messages are those of `zwe init vsam`. A shell sees only the low 8 bits of a code:
the original's 316 and 319 are 60 and 63.

"""


def messages() -> str:
    """Return docs/reference/messages.md: a section for each topic, a heading for each message."""
    topics = (_topic(topic) for topic in every.TOPICS if topic.ENTRIES)
    return "\n".join([_MESSAGES, *topics])


def _topic(topic: ModuleType) -> str:
    title = " ".join((topic.__doc__ or "").split("\n\n")[0].split()).rstrip(".")
    entries = sorted(topic.ENTRIES, key=lambda entry: entry.id)
    heading = title.replace("``", "`")
    return "\n".join([f"## {heading}\n", *(_section(entry) for entry in entries)])


def _section(entry: MessageEntry) -> str:
    code = f"exit code {entry.exit_code}" if entry.exit_code else "no exit code of its own"
    parts = [f"### {entry.id}", f"> {plain(with_capitals(entry.text))}"]
    parts.append(f"{entry.severity.value}, {code}.")
    for label, text in (
        ("Meaning", entry.explanation),
        ("Remedy", with_capitals(entry.remedy)),
        ("Source", entry.source),
    ):
        if text:
            parts.append(f"**{label}:** {prose(text)}")
    return "\n\n".join(parts) + "\n"


def exit_codes() -> str:
    """Return docs/reference/exit-codes.md: each code with its meaning and its messages."""
    rows = []
    for code, meaning in EXIT_CODES.items():
        ids = sorted(name for name, entry in every.ENTRIES.items() if entry.exit_code == code)
        links = ", ".join(f"[{name}](messages.md#{name.lower()})" for name in ids if code)
        rows.append([str(code), prose(meaning), links])
    return _EXIT_CODES + table(("code", "meaning", "messages"), rows)
