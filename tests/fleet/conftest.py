"""Fleets of three systems: sandboxes, and served sandboxes over TLS."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.fleet.fleet import Fleet

NAMES = ("sysa", "sysb", "sysc")
KINDS = ("sandbox", "served")
FOLDER = f"{Path(__file__).parent}/"
MakeFleet = Callable[..., Fleet]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Ansible, none of these tests can run."""
    if os.environ.get("ANSIBLE_BIN"):
        return
    mark = pytest.mark.skip(reason="make test-fleet sets ANSIBLE_BIN")
    for item in items:
        if str(item.path).startswith(FOLDER):
            item.add_marker(mark)


@pytest.fixture
def fleet(tmp_path: Path) -> Fleet:
    """Three sandboxes."""
    made = Fleet(tmp_path, NAMES)
    made.create()
    return made


@pytest.fixture(params=KINDS)
def any_fleet(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Fleet]:
    """Three systems of each kind."""
    made = Fleet(tmp_path, NAMES)
    made.create()
    with ExitStack() as stack:
        if request.param == "served":
            stack.enter_context(serving(made))
        yield made


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Fleet]:
    """Three served sandboxes."""
    made = Fleet(tmp_path, NAMES)
    made.create()
    with serving(made):
        yield made


def serving(fleet: Fleet) -> ExitStack:
    """Serve every sandbox of a fleet over TLS, each by a server of its own."""
    from zwe_vsam.sandbox import server

    stack = ExitStack()
    profiles = {}
    for name in fleet.names:
        running = server.serve(fleet.at(name), "127.0.0.1", 0, True)
        running.start()
        stack.callback(running.stop)
        profiles[name] = _profile(running.port)
        fleet.host_vars[name]["certificate"] = str(running.certificate)
    _use(fleet, profiles)
    return stack


def serving_together(fleet: Fleet) -> ExitStack:
    """Serve every sandbox of a fleet over TLS by one server, as ``sandbox serve --all``."""
    from zwe_vsam.sandbox import server

    stack = ExitStack()
    running = server.serve_all(fleet.folder, "127.0.0.1", 0, True)
    running.start()
    stack.callback(running.stop)
    for name in fleet.names:
        fleet.host_vars[name]["certificate"] = str(running.certificate)
    _use(fleet, {name: _profile(running.port, basePath=name) for name in fleet.names})
    return stack


def _profile(port: int, **properties: object) -> dict[str, object]:
    server = {"host": "127.0.0.1", "port": port, "rejectUnauthorized": True}
    return {"type": "zosmf", "properties": {**server, **properties}}


def _use(fleet: Fleet, profiles: dict[str, dict[str, object]]) -> None:
    """Have the tasks of a fleet use a profile of their host's name."""
    document = {"profiles": profiles, "defaults": {}, "autoStore": False}
    (fleet.folder / "zowe.config.json").write_text(json.dumps(document))
    fleet.system = {"zosmf_profile": "{{ inventory_hostname }}"}
    fleet.environment = {
        "ZWE_VSAM_ZOSMF_USER": "ibmuser",
        "ZWE_VSAM_ZOSMF_PASSWORD": "sys1",
        "REQUESTS_CA_BUNDLE": "{{ certificate }}",
    }
