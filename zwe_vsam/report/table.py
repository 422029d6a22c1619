"""The table of a comparison: expected beside found, and what a difference would do."""

from __future__ import annotations

from zwe_vsam.comparison import Row

_HEAD = ("attribute", "expected", "found", "")
_GAP = "  "


def lines(rows: list[Row]) -> list[str]:
    """The rows in columns as wide as they need; below a row, its effect and how to mend it."""
    cells = [(row.what, row.expected, row.found, row.verdict.value) for row in rows]
    widths = [max(map(len, column)) for column in zip(_HEAD, *cells, strict=True)]
    told = [_line(_HEAD, widths), _line(tuple("-" * width for width in widths), widths)]
    for row, cell in zip(rows, cells, strict=True):
        told.append(_line(cell, widths))
        if row.effect:
            told.append(f"    {row.effect}")
        if row.mend:
            told.append(f"    Mend: {row.mend}")
    return told


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()
