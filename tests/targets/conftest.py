"""What the tests of the zoau target share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LEVELS, Zoau
from tests.standins.core import World
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zoau import ZoauTarget


@pytest.fixture(params=LEVELS)
def world(request: pytest.FixtureRequest, zoau: Zoau) -> World:
    """Each level of ZOAU in turn."""
    return zoau(request.param)


@pytest.fixture
def target(world: World) -> ZoauTarget:
    return ZoauTarget()


@pytest.fixture
def system(box: Path) -> System:
    return System(box)
