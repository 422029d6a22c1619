"""The table of a comparison: expected beside found, and what a difference would do."""

from __future__ import annotations

from zwe_vsam.cluster.compare import Row, Verdict

_GAP = "  "
_MISSING = "no"
"""What stands under ``found`` where there is no cluster."""
NOTE = "    "
"""The beginning of a line that is a sentence."""


def lines(rows: list[Row], columns: int | None = None) -> list[str]:
    """The rows in columns, differences first; below a row, its effect and its remedy.

    Where that is wider than a terminal of ``columns``, what is expected and found alike is shown
    once, and what differs on two lines.
    """
    ordered = sorted(rows, key=lambda row: row.verdict is not Verdict.DIFFERENT)
    wide = _table(
        ordered,
        ("attribute", "expected", "found", ""),
        [[(row.attribute.value, row.expected, _found(row), row.verdict.value)] for row in ordered],
    )
    if columns is None or max(len(line) for line in wide if not line.startswith(NOTE)) <= columns:
        return wide
    return _table(ordered, ("attribute", "value", ""), [_narrow(row) for row in ordered])


def differences(rows: list[Row]) -> list[Row]:
    """The rows that differ."""
    return [row for row in rows if row.verdict is Verdict.DIFFERENT]


def _narrow(row: Row) -> list[tuple[str, ...]]:
    if row.expected == row.found:
        return [(row.attribute.value, _found(row), row.verdict.value)]
    return [
        (row.attribute.value, f"expected {row.expected}", row.verdict.value),
        ("", f"found    {_found(row)}", ""),
    ]


def _found(row: Row) -> str:
    return _MISSING if row.found is None else row.found


def _table(rows: list[Row], head: tuple[str, ...], cells: list[list[tuple[str, ...]]]) -> list[str]:
    """The cells of each row, one line or more, below a head."""
    every = [head, *(line for part in cells for line in part)]
    widths = [max(map(len, column)) for column in zip(*every, strict=True)]
    made = [_line(head, widths), _line(tuple("-" * width for width in widths), widths)]
    for row, part in zip(rows, cells, strict=True):
        made += [_line(line, widths) for line in part]
        if row.effect:
            made.append(f"{NOTE}{row.effect}")
        if row.remedy:
            made.append(f"{NOTE}Remedy: {row.remedy}")
    return made


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return _GAP.join(padded).rstrip()
