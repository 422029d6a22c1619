"""Key and record length of zowe.yaml, put into the DEFINE command of a member.

The values are replaced where the IDCAMS reader found them, so layout and comments stay.
"""

from __future__ import annotations

from zwe_vsam.config.settings import KEY_LENGTH, RECORD_LENGTH, Settings
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.member import define_check
from zwe_vsam.zos import idcams


def apply(text: str, settings: Settings, name: str) -> str:
    """Return ``text`` with KEYS and RECORDSIZE as zowe.yaml sets them.

    The average record length follows the maximum where it was equal to the old one or would
    exceed the new. Raises Problem ZWV3030E where a set length has no parameter to go to.
    """
    edits: list[tuple[idcams.Span, int]] = []
    for define in define_check.defines(text):
        if settings.key_length is not None:
            edits.append((_values(define, "KEYS", KEY_LENGTH, name)[0].span, settings.key_length))
        if settings.record_length is not None:
            average, maximum = _values(define, "RECORDSIZE", RECORD_LENGTH, name)[:2]
            edits.append((maximum.span, settings.record_length))
            old = average.number or 0
            if old == maximum.number or old > settings.record_length:
                edits.append((average.span, settings.record_length))
    if not edits:
        key = KEY_LENGTH if settings.key_length is not None else RECORD_LENGTH
        raise _no_place(name, "DEFINE CLUSTER", key)
    lines = text.split("\n")
    for span, length in sorted(edits, reverse=True):
        line = lines[span.line - 1]
        lines[span.line - 1] = f"{line[: span.start - 1]}{length}{line[span.end - 1 :]}"
    return "\n".join(lines)


def _values(define: idcams.Define, keyword: str, key: str, name: str) -> tuple[idcams.Value, ...]:
    parameter = define.effective(keyword)
    if parameter is None or len(parameter.values) < 2:
        raise _no_place(name, keyword, key)
    return parameter.values


def _no_place(name: str, keyword: str, key: str) -> Problem:
    return Problem(
        "ZWV3030E",
        key=key,
        template=name,
        keyword=keyword,
        origin=Origin(name),
    )
