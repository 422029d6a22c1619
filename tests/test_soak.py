"""A few rounds of ``make soak``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import soak
from zwe_vsam.sandbox import jes

KEPT = 4


def test_a_few_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jes, "RETAINED", KEPT)
    found = soak(8, tmp_path)
    assert found.jobs == 16
    # The newest one had not ended when room was made for it.
    assert found.kept == KEPT + 1
    # Servers of other tests may close theirs meanwhile.
    assert found.descriptors <= 0
    assert found.others == 0
