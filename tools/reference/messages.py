"""The pages of messages and of exit codes, from the catalog."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tools.reference.markup import fence, prose, table
from zwe_vsam.messages import Entry
from zwe_vsam.messages import catalog as catalog_package

_RANGE = re.compile(r"^- ZWV(\d+)(?: to ZWV(\d+))?: (.+)$", re.MULTILINE)
"""A line of the catalog's own explanation: a range of ids, and its topic."""
_ZOWE = "Messages of zwe init vsam"
_OTHER = "Other messages"


def messages() -> str:
    """Return one section for each topic, with a heading for each message."""
    parts = [f"{len(catalog_package.ENTRIES)} messages.\n"]
    for topic, entries in _topics().items():
        parts.append(f"## {topic}\n")
        parts += [_section(entry) for entry in entries]
    return "\n".join(parts)


def _topics() -> dict[str, list[Entry]]:
    ranges = list(_ranges())
    topics: dict[str, list[Entry]] = {}
    for entry in sorted(catalog_package.ENTRIES.values(), key=lambda each: each.id):
        topics.setdefault(_topic(entry.id, ranges), []).append(entry)
    return topics


def _ranges() -> Iterator[tuple[str, str, str]]:
    """Yield the first digits of a topic's first and last id, and the topic."""
    for first, last, topic in _RANGE.findall(catalog_package.__doc__ or ""):
        name = topic.strip().rstrip(".").replace("`", "")
        yield first, last or first, name[0].upper() + name[1:]


def _topic(message_id: str, ranges: list[tuple[str, str, str]]) -> str:
    if message_id.startswith("ZWEL"):
        return _ZOWE
    digits = message_id.removeprefix("ZWV")
    if len(digits) < 5:
        return _OTHER
    for first, last, topic in ranges:
        if first <= digits[: len(first)] <= last:
            return topic
    return _OTHER


def _section(entry: Entry) -> str:
    lines = [f"### {entry.id}", "", fence([entry.text]), ""]
    code = f"exit code {entry.exit_code}" if entry.exit_code else "no exit code of its own"
    lines += [f"{entry.severity.value}, {code}.", ""]
    if entry.explanation:
        lines += [f"**Meaning:** {prose(entry.explanation)}", ""]
    if entry.remedy:
        lines += [f"**Remedy:** {prose(entry.remedy)}", ""]
    if entry.source:
        lines += [f"**Source:** {prose(entry.source)}", ""]
    return "\n".join(lines)


def exit_codes() -> str:
    """Return the table of exit codes, with the messages of each."""
    by_code: dict[int, list[str]] = {}
    for entry in catalog_package.ENTRIES.values():
        if entry.exit_code:
            by_code.setdefault(entry.exit_code, []).append(entry.id)
    rows = [["0", "Success. Warnings and information do not change it."]]
    for code, ids in sorted(by_code.items()):
        links = ", ".join(f"[{name}](messages.md#{name.lower()})" for name in sorted(ids))
        rows.append([str(code), links])
    return table(("exit code", "messages"), rows)
