"""Finds the words of a list that a misspelled word is nearest to."""

from __future__ import annotations

import functools
from collections.abc import Iterable

_LONGEST = 40
"""Characters. A longer word is not compared."""
_IDS = 3
"""How many ids are offered instead of an unknown one."""


def meant(word: str, words: Iterable[str]) -> str:
    """The nearest of ``words`` to ``word``; empty if none is near.

    Letter case, ``-``, ``_`` and ``.`` are ignored. One letter in four can be wrong, missing,
    superfluous, or swapped with its neighbor; in a word of four letters or more, at least one.
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


def nearest_ids(word: str, ids: Iterable[str], likeness: float) -> list[str]:
    """The ids most like ``word``, at most three: those with its digits, if there are any.

    ``likeness`` is the least share of equal letters (0 to 1). Letter case is ignored.
    """
    if len(word) > _LONGEST:
        return []
    import difflib

    by_capitals = {id_.upper(): id_ for id_ in ids}
    digits = "".join(filter(str.isdigit, word))
    with_digits = [id_ for id_ in by_capitals if digits in id_]
    near = difflib.get_close_matches(word.upper(), with_digits, _IDS, likeness)
    near = near or difflib.get_close_matches(word.upper(), by_capitals, _IDS, likeness)
    return [by_capitals[id_] for id_ in near]


def plain(word: str) -> str:
    """The word in small letters, without ``-``, ``_``, ``.`` and blanks."""
    return word.casefold().translate({ord(mark): None for mark in "-_. "})


@functools.lru_cache(maxsize=4096)
def distance(word: str, target: str) -> int:
    """Letters to change, add, drop or swap with a neighbor to turn one word into the other."""
    before: list[int] = []
    row = list(range(len(target) + 1))
    for i, letter in enumerate(word, 1):
        above, row = row, [i]
        for j, target_letter in enumerate(target, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != target_letter))
            if i > 1 and j > 1 and (word[i - 2], letter) == (target_letter, target[j - 2]):
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before = above
    return row[-1]
