"""What the tests of the targets share: ZOAU at each of its levels, and ways to z/OSMF."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.clock import Time
from tests.conftest import LEVELS, Zoau
from tests.standins.core import World
from tests.targets.plain_server import Act, Answering, Server
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.zoau.target import ZoauTarget

if TYPE_CHECKING:
    from tests.proxy import Proxy
    from tests.zosmf_front import Front


@pytest.fixture(autouse=True)
def _time(time: Time) -> None:
    """Nothing here waits for a job."""


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


@pytest.fixture
def proxy(zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Between the tool and the server."""
    from tests.proxy import Proxy

    with Proxy(zosmf.server.url, zosmf.certificate) as between:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(between.port))
        yield between


@pytest.fixture
def answering(zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[Answering]:
    """Start a server without TLS that the variables lead to."""
    made: list[Server] = []

    def start(act: Act) -> Server:
        made.append(Server(act))
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(made[-1].port))
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PROTOCOL", "http")
        return made[-1]

    yield start
    for server in made:
        server.close()


@pytest.fixture
def direct(zosmf: Front) -> Target:
    return targets.connect(Choice("zosmf"))
