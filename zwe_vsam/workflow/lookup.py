"""``explain``: what an id means: of a message, a cause, an exit code, or a system's message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zwe_vsam.config import spelling
from zwe_vsam.config.secrets import word_shown
from zwe_vsam.diagnosis.cause import Cause, Context
from zwe_vsam.diagnosis.table import causes, waiting_causes
from zwe_vsam.errors import Problem
from zwe_vsam.messages import MessageEntry, message, shortened, with_capitals
from zwe_vsam.messages.catalog.every import ENTRIES
from zwe_vsam.messages.exit_codes import EXIT_CODES
from zwe_vsam.report.base import Report
from zwe_vsam.workflow.request import Request

_LIKE = 0.5
"""The share of equal letters of an id that is offered: a part of the id of a cause suffices."""
_IDS = re.compile(
    r"(?:\\\$)?[A-Z]{3,5}(?:\d|\[[\d-]+\]|\(\?:[\d|\[\]-]+\))+[A-Z]?",
)
"""In a regular expression: the ids of messages, such as ``IDC320[89]I``."""


class Page(NamedTuple):
    """The explanation of one id."""

    heading: str
    text: str
    """The text of the message, with its fields in capitals; empty for what has none."""
    meaning: str
    remedy: str
    source: str


def run(request: Request, report: Report) -> None:
    """Print what an id means. Raises Problem ZWV1020E for one that is not known."""
    term = request.term.strip()
    found = list(pages(term))
    if not found:
        raise Problem(
            "ZWV1020E",
            term=shortened(word_shown(term)) or "''",
            details=tuple(f"Near: {id_}" for id_ in spelling.nearest_ids(term, _known(), _LIKE)),
        )
    for page in found:
        report.line(page.heading)
        for label, text in (
            ("Text", page.text),
            ("Meaning", page.meaning),
            ("Remedy", page.remedy),
            ("Source", page.source),
        ):
            if text:
                report.prose(f"  {label}: {text}")
        report.line()
        report.result.record(
            message(
                "ZWV1021I",
                id=page.heading,
                meaning=page.meaning,
                remedy=page.remedy,
                details=tuple(filter(None, (page.text, page.source))),
            )
        )


def pages(term: str) -> Iterator[Page]:
    """The explanations of ``term``: one for an id of ours, several for a system's message."""
    if term.isascii() and term.isdigit():
        # A text can have more digits than Python makes a number of.
        digits = term.lstrip("0") or "0"
        yield from (_of_exit_code(code) for code in EXIT_CODES if str(code) == digits)
        return
    upper = term.upper()
    own = [id_ for id_ in ENTRIES if id_ == upper or id_[:-1] == upper]
    if own:
        yield from (_of_entry(ENTRIES[id_]) for id_ in own)
        return
    every = (*causes(), *waiting_causes())
    named = [cause for cause in every if cause.id == term.lower()]
    yield from map(_of_cause, named or [cause for cause in every if _mentions(cause, upper)])


def _known() -> list[str]:
    return [*ENTRIES, *(cause.id for cause in (*causes(), *waiting_causes()))]


def _of_entry(entry: MessageEntry) -> Page:
    return Page(
        f"{entry.id}: {entry.severity.value.lower()}"
        + (f", exit code {entry.exit_code}" if entry.exit_code else ""),
        with_capitals(entry.text),
        entry.explanation,
        with_capitals(entry.remedy),
        entry.source,
    )


def _of_exit_code(code: int) -> Page:
    ids = ", ".join(id_ for id_, entry in ENTRIES.items() if code and entry.exit_code == code)
    return Page(
        f"Exit code {code}",
        "",
        EXIT_CODES[code],
        f"Read the message. Its id is one of: {ids}." if ids else "",
        "",
    )


def _of_cause(cause: Cause) -> Page:
    """The texts of a cause as they are without a job: with words instead of its facts."""
    facts = {
        name: name.upper().replace("_", " ")
        for pattern in cause.patterns
        for name in pattern.groupindex
    }
    explanation = cause.explanation(facts, Context())
    return Page(
        f"Cause {cause.id}", "", explanation.meaning, explanation.remedy, explanation.source
    )


def _mentions(cause: Cause, term: str) -> bool:
    """Whether a cause reads messages whose ids begin with ``term``, such as IDC3013I or $HASP."""
    if len(term) < 4:
        return False
    patterns = " ".join(pattern.pattern for pattern in cause.patterns)
    if any(re.fullmatch(ids, term) for ids in _IDS.findall(patterns)):
        return True
    words = f"{cause.id.upper()} {cause.source} {patterns.replace(chr(92), '')}"
    return re.search(rf"(?<![A-Z0-9]){re.escape(term)}", words) is not None
