"""Which word somebody meant."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST = 40
"""Characters; a longer word is no slip of a known one."""


def meant(word: str, words: Iterable[str]) -> str:
    """The one of ``words`` that ``word`` was meant to be; empty where none is near.

    Letter case, ``-``, ``_`` and ``.`` do not count. Of what is left, one letter in four may be
    wrong, left out, one too many, or swapped with its neighbour, and always one from four letters
    on.
    """
    letters = plain(word)
    if not 2 < len(letters) <= _LONGEST:
        return ""
    allowed = max(1, len(letters) // 4) if len(letters) > 3 else 0
    near = [
        (distance(letters, plain(other)), other)
        for other in words
        if abs(len(letters) - len(plain(other))) <= allowed
    ]
    best = min(near, default=(allowed + 1, ""))
    return best[1] if best[0] <= allowed else ""


def plain(word: str) -> str:
    """The word without what does not count."""
    return word.casefold().translate({ord(mark): None for mark in "-_. "})


def distance(one: str, other: str) -> int:
    """Letters to change, add, drop or swap with a neighbour to turn one word into the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, row = row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and (one[i - 2], letter) == (wanted, other[j - 2]):
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
