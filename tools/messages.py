"""Print docs/messages.md: ``python -m tools.messages > docs/messages.md``."""
# ruff: noqa: E501

from __future__ import annotations

import string

from zwe_vsam.messages import Entry
from zwe_vsam.messages.catalog import every
from zwe_vsam.messages.exit_codes import EXIT_CODES

_INTRODUCTION = """\
# Messages and exit codes

Ids that start with `ZWEL` are those of `zwe init vsam`, with its wording and exit codes. Those that start with `ZWV` are
this tool's own; the digits after it name the topic. The last letter is the severity: E error, W warning, I information.
`zwe-vsam explain ID` prints the same text. Words in capitals stand for values.

## Exit codes

A run exits with the code of its first error, or with 0.

| code | meaning |
|---|---|
"""


def page() -> str:
    """The page as Markdown."""
    codes = "".join(f"| {code} | {text} |\n" for code, text in EXIT_CODES.items())
    topics = "".join(_topic(topic) for topic in every.TOPICS if topic.ENTRIES)
    return f"{_INTRODUCTION}{codes}{topics}"


def _topic(topic: object) -> str:
    title = (topic.__doc__ or "").rstrip(".\n").replace("``", "`")
    entries = "".join(map(_entry, topic.ENTRIES))  # type: ignore[attr-defined]
    return f"\n## {title}\n{entries}"


def _entry(entry: Entry) -> str:
    exits = f" Exit code {entry.exit_code}." if entry.exit_code else ""
    lines = [f"\n### {entry.id}\n", f"{with_capitals(entry.text)}{exits}\n", entry.explanation]
    if entry.remedy:
        lines.append(f"\nRemedy: {with_capitals(entry.remedy)}")
    if entry.source:
        lines.append(f"\nSource: {entry.source}")
    return "\n".join(lines) + "\n"


def with_capitals(text: str) -> str:
    """The text with the name of each field in capitals."""
    return "".join(
        literal + ("" if field is None else (field or "…").upper().replace("_", " "))
        for literal, field, _, _ in string.Formatter().parse(text)
    )


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
