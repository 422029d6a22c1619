"""Expressions, whole and damaged: what QuickJS gives, or an error."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from tests.config.javascript.compare import compared, scalars
from tests.config.javascript.generator import Generator, damaged, soup
from tests.fuzz.harness import Kind

_BATCH = 10
"""Sources of one case."""


def _expressions(seed: int) -> Iterator[str]:
    return Generator(seed).expressions(_BATCH)


def _damaged(seed: int) -> Iterator[str]:
    return damaged(seed, _BATCH)


def _soup(seed: int) -> Iterator[str]:
    return soup(seed, _BATCH)


def _scalars(seed: int) -> Iterator[str]:
    return scalars(seed, _BATCH)


_SOURCES = (_expressions, _damaged, _soup, _scalars)


def agrees(_folder: Path, case: tuple[int, int]) -> None:
    """No source has another value here, and what is an error there is one here."""
    kind, seed = case
    unlike = compared(_SOURCES[kind](seed)).unlike
    assert not unlike, "\n".join(unlike)


KINDS = (
    Kind(
        "JavaScript: as QuickJS",
        st.tuples(st.integers(0, len(_SOURCES) - 1), st.integers(0, 2**32)),
        agrees,
        20,
        4,
    ),
)
