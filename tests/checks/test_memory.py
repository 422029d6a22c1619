"""A configuration holds no cycle of references: Python releases its memory at once."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest

from zwe_vsam.checks import rules
from zwe_vsam.config import settings
from zwe_vsam.config.configuration import Configuration

FIXTURES = Path(__file__).parent.parent.parent / "fixtures"


@pytest.mark.parametrize("work", [rules.check, settings.read], ids=["checked", "read"])
@pytest.mark.parametrize("name", ["minimal.yaml", "full.yaml"])
def test_nothing_is_left_for_the_collector(
    name: str, work: Callable[[Configuration], object]
) -> None:
    gc.disable()
    try:
        configuration = Configuration.load(str(FIXTURES / name))
        work(configuration)
        alive = weakref.ref(configuration)
        del configuration
        assert alive() is None
    finally:
        gc.enable()
