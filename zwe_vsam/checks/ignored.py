"""Findings that ``check`` leaves out: the ids of ``--ignore``, and the comments of zowe.yaml.

A comment ``# zwe-vsam: ignore ZWV2301W, ZWV2601W`` leaves out the findings of these ids on its
line. No other command reads these comments, so ``init`` refuses what it refuses without them.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

import yaml

from zwe_vsam.checks.finding import finding
from zwe_vsam.config import secrets, spelling
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import LINE_BREAK
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, entry, shortened
from zwe_vsam.report.output import on_one_line

_NAME = "zwe-vsam:"
_COMMENT = rf"(?<![\w-]){_NAME}[ \t]*ignore(?![\w-])"
_START = r"(?:^|(?<=[ \t]))#"
_IDS = r"[\s,]*([^\s,#]+(?:\s*,[\s,]*[^\s,#]+)*)"
"""Ids with commas between them. Any other words after them say why."""
_SEPARATOR = r"[\s,]+"
_NOT_CHECKED = frozenset(("ZWEL0102E", "ZWEL0108E", "ZWEL0109E", "ZWEL0140E", "ZWEL0316E"))
"""Errors for which no file is checked. Without them, the run would seem a success."""
_OF_ZOWE = ("ZWEL0143E", "ZWEL0144E", "ZWEL0157E", "ZWEL0319E")
_TOPICS = ("ZWV2", "ZWV3", "ZWV6", "ZWV8")
"""Beginnings of the ids of findings: on zowe.yaml, on the JCL header, and on the system."""
_OF_THE_RUN = ("ZWV2290E", "ZWV2293I")
"""Messages on all findings. They are no findings themselves."""
_LONGEST = 40
"""The most characters that messages quote of a word that is no id."""
_LIKE = 0.75
"""The share of equal letters of an id that is offered instead: six of eight."""
_MAXIMUM_WARNINGS = 100
"""The most warnings of comments."""
_Position = tuple[int, int]
"""Line and column, 0-based."""
_Range = tuple[_Position, _Position]
"""The first position, and the one after the last."""


class Comment(NamedTuple):
    """A comment that leaves out findings on its line."""

    origin: Origin
    ids: tuple[str, ...]
    """In upper case; not all of them are ids of messages."""


def option_ids(texts: Sequence[str]) -> frozenset[str]:
    """The ids of all ``--ignore`` options, each a list with commas.

    Raises Problem ZWEL0102E for a word that is not the id of a finding, for an option without an
    id, and for an error that keeps check from reading a file.
    """
    ids: set[str] = set()
    for text in texts:
        words = [word.strip() for word in text.split(",") if word.strip()]
        for word in words or [text]:
            message_id = word.upper()
            if message_id not in _NOT_CHECKED and not is_finding(message_id):
                details = ("check has no finding with this id.",) if _is_message(message_id) else ()
                raise Problem(
                    "ZWEL0102E",
                    parameter=f"--ignore {_shown(word)}",
                    details=details,
                    remedy=_nearest_ids(word)
                    or "Write an id as check prints it, such as ZWV2301W.",
                )
            if message_id in _NOT_CHECKED:
                raise Problem(
                    "ZWEL0102E",
                    parameter=f"--ignore {message_id}",
                    remedy="Correct the error. check cannot read a file with this error, so "
                    "--ignore has no effect.",
                )
            ids.add(message_id)
    return frozenset(ids)


def comments(configuration: Configuration) -> list[Comment]:
    """The comments in all documents of the configuration."""
    return [comment for name, text in configuration.texts for comment in _comments_of(name, text)]


def findings_on(comments: Sequence[Comment]) -> Iterator[Message]:
    """Warn of comments that name no id, or a word that is not an id."""
    yield from islice(_findings_on(comments), _MAXIMUM_WARNINGS)


def _findings_on(comments: Sequence[Comment]) -> Iterator[Message]:
    for comment in comments:
        if not comment.ids:
            yield finding("ZWV2292W", origin=comment.origin)
        for word in comment.ids:
            if not _is_message(word):
                yield finding(
                    "ZWV2291W", id=_shown(word), origin=comment.origin, remedy=_nearest_ids(word)
                )


def split(
    findings: Sequence[Message], ids: Collection[str], comments: Sequence[Comment]
) -> tuple[list[Message], list[Message]]:
    """The findings to report, and those to leave out, in their order."""
    by_line: dict[tuple[str, int | None], set[str]] = {}
    for comment in comments:
        line = (comment.origin.file, comment.origin.line)
        by_line.setdefault(line, set()).update(comment.ids)
    reported: list[Message] = []
    ignored: list[Message] = []
    for message in findings:
        origin = message.origin
        on_line = by_line.get((origin.file, origin.line), ()) if origin else ()
        (ignored if message.id in ids or message.id in on_line else reported).append(message)
    return reported, ignored


def _comments_of(name: str, text: str) -> Iterator[Comment]:
    if _NAME not in text:
        return
    scalars: list[_Range] | None = None
    for number, line in enumerate(LINE_BREAK.split(text)):
        if _NAME not in line:
            continue
        if scalars is None:
            scalars = _scalars(text)
        marks = (mark.start() for mark in re.finditer(_START, line))
        start = next((mark for mark in marks if not _is_within((number, mark), scalars)), None)
        if start is None:
            continue
        origin = Origin(name, number + 1)
        _, *rests = re.split(_COMMENT, line[start:])
        yield from (Comment(origin, _ids(rest)) for rest in rests)


def _ids(text: str) -> tuple[str, ...]:
    """The words at the beginning of ``text`` that have commas between them, in upper case."""
    match = re.match(_IDS, text)
    words = re.split(_SEPARATOR, match[1]) if match else []
    return tuple(dict.fromkeys(word.upper() for word in words))


def _scalars(text: str) -> list[_Range]:
    """Where texts begin and end. A block begins below its first line, which can have a comment."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    ranges: list[_Range] = []
    for token in yaml.scan(text, Loader=loader):
        if isinstance(token, yaml.ScalarToken):
            start, end = token.start_mark, token.end_mark
            is_block = token.style in ("|", ">")
            first = (start.line + 1, 0) if is_block else (start.line, start.column)
            ranges.append((first, (end.line, end.column)))
    return ranges


def _is_within(position: _Position, ranges: list[_Range]) -> bool:
    """Whether a range has the position. The ranges are in the order of the text."""
    index = bisect_right(ranges, position, key=lambda each: each[0])
    return index > 0 and position < ranges[index - 1][1]


def _is_message(message_id: str) -> bool:
    try:
        entry(message_id)
    except KeyError:
        return False
    return True


def is_finding(message_id: str) -> bool:
    """Whether ``check`` can report the message as a finding."""
    if message_id in _OF_THE_RUN or not _is_message(message_id):
        return False
    return message_id.startswith(_TOPICS) or message_id in _OF_ZOWE


def _nearest_ids(word: str) -> str:
    """The remedy that names the ids most like ``word``; empty if none is near."""
    from zwe_vsam.messages.catalog.every import ENTRIES

    near = spelling.nearest_ids(word, filter(is_finding, ENTRIES), _LIKE)
    return f"Write one of the nearest ids: {', '.join(near)}." if near else ""


def _shown(word: str) -> str:
    """A word for messages, on one line and not too long."""
    return shortened(secrets.word_shown(on_one_line(word)), _LONGEST) or "''"
