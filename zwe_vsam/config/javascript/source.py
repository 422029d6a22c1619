"""Makes the JavaScript that Zowe evaluates for a scalar of zowe.yaml.

Source: zowe-common-c, c/yaml2json.c, ``buildTemplateJSON``, and c/json.c, ``jsonWriteParseably``
with ``escape`` false. The pieces are joined by `` + ``. Text stands in double quotes and nothing
in it is escaped: a double quote or a line end in it makes a syntax error, and a backslash begins
an escape. An expression has no parentheses around it and ends at the first ``}}``.
"""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.config.javascript.errors import ScriptSyntaxError, TooMuch

OPEN, CLOSE = "${{", "}}"
MAXIMUM_SOURCE = 65_536
"""Characters of one value: the most that Zowe reads (yaml2json.c, ``MAX_JSON_STRING``)."""
_PLUS = " + "


class Piece(NamedTuple):
    """The place of a piece of the scalar in the source."""

    source_offset: int
    text_offset: int
    length: int


class Source(NamedTuple):
    """The JavaScript of one scalar."""

    text: str
    pieces: tuple[Piece, ...]
    alone: bool
    """Whether the scalar is one expression and nothing else."""

    def offset_in_text(self, offset: int) -> int:
        """The offset in the scalar of the character at ``offset`` in the source."""
        result = 0
        for piece in self.pieces:
            if offset < piece.source_offset:
                break
            result = piece.text_offset + min(offset - piece.source_offset, piece.length)
        return result


def source_of(text: str) -> Source:
    """The JavaScript for a scalar that has ``${{``.

    Raises ScriptSyntaxError, with the offset in ``text``, for ``${{`` without ``}}``: Zowe cannot
    read the file then (``JSON_FAIL_BAD_TEMPLATE``). Raises TooMuch for a text that is too long.
    """
    if len(text) > MAXIMUM_SOURCE:
        raise TooMuch(f"longer than {MAXIMUM_SOURCE} characters", 0)
    written: list[str] = []
    pieces: list[Piece] = []
    length = end = 0

    def add(piece: str, offset: int, quote: str) -> None:
        nonlocal length
        if written:
            written.append(_PLUS)
            length += len(_PLUS)
        pieces.append(Piece(length + len(quote), offset, len(piece)))
        written.append(f"{quote}{piece}{quote}")
        length += len(written[-1])

    while (start := text.find(OPEN, end)) >= 0:
        if text[end:start]:
            add(text[end:start], end, '"')
        begin = start + len(OPEN)
        # The search for the end begins at the opening itself, which has no "}}".
        close = text.find(CLOSE, begin)
        if close < 0:
            raise ScriptSyntaxError(f"{OPEN} is never closed by {CLOSE}", start)
        add(text[begin:close], begin, "")
        end = close + len(CLOSE)
    if text[end:]:
        add(text[end:], end, '"')
    alone = len(pieces) == 1 and text.startswith(OPEN)
    return Source("".join(written), tuple(pieces), alone)
