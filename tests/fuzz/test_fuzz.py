"""The ordinary run's share of the hostile input; ``make fuzz`` runs as much as is asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.harness import Kind, run
from tests.fuzz.kinds import KINDS

LEAST = 2_000


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_any_input_gives_a_result_or_a_clear_error(kind: Kind, tmp_path: Path) -> None:
    assert run(kind, tmp_path, kind.ordinary) >= kind.ordinary


def test_the_ordinary_run_has_its_number_of_cases() -> None:
    """Each kind above asserts that it ran its own number."""
    assert sum(kind.ordinary for kind in KINDS) >= LEAST
    assert len({kind.name for kind in KINDS}) == len(KINDS)
