"""What the tests of all folders share: the command line in process, and configurations."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import pwd
import re
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from hypothesis import HealthCheck, settings

from tests.clock import Time
from tests.standins import core
from tests.standins.core import World
from zwe_vsam.cli import main
from zwe_vsam.config import document
from zwe_vsam.sandbox.system import System

if TYPE_CHECKING:
    from tests.warm import Warm
    from tests.zosmf_front import Front

ROOT = Path(__file__).parent.parent
for _number in (signal.SIGINT, signal.SIGHUP):
    if signal.getsignal(_number) is signal.SIG_IGN:
        # As in a job that was put into the background; what is interrupted here inherits it.
        signal.signal(_number, signal.default_int_handler)
# How fast the machine is at the moment is not what properties are about.
settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
_MEMORY = Path("/dev/shm")
if _MEMORY.is_dir() and shutil.disk_usage(_MEMORY).free > 1 << 30:
    # Temporary folders are in memory, where there is room for them.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))
for _name in list(os.environ):
    if _name.startswith("ZWE_VSAM_") or _name == "FORCE_COLOR":
        # No variable of the caller's reaches a test.
        del os.environ[_name]
MINIMAL = ROOT / "fixtures" / "minimal.yaml"
JCLLIB = "IBMUSER.ZWE.CUST.JCLLIB"
CLUSTER = "IBMUSER.ZWE.CUST.CACHE"


def pytest_collection_finish() -> None:
    """Leave the thousands of collected tests out of every later search for garbage.

    The searches are rarer than Python's, too: most objects are freed without a search.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(5000, 20, 50)


class Ran(NamedTuple):
    """What one command line did."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]

LOADERS = [yaml.SafeLoader]
if hasattr(yaml, "CSafeLoader"):
    LOADERS.append(yaml.CSafeLoader)


@pytest.fixture(params=LOADERS, ids=lambda loader: loader.__name__)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """PyYAML with its C library and without, as an installation may have it."""
    monkeypatch.setattr(document, "_Loader", request.param)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Call the command line in this process."""

    def call(*argv: object) -> Ran:
        capsys.readouterr()
        code = main([str(word) for word in argv])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call


@pytest.fixture
def config(tmp_path: Path) -> Callable[..., Path]:
    """Write a zowe.yaml: the minimal one with some of its text replaced."""

    def write(*replacements: tuple[str, str], text: str | None = None) -> Path:
        content = MINIMAL.read_text() if text is None else text
        for old, new in replacements:
            assert old in content, old
            content = content.replace(old, new)
        path = tmp_path / "zowe.yaml"
        path.write_text(content)
        return path

    return write


@pytest.fixture
def time(monkeypatch: pytest.MonkeyPatch) -> Time:
    """Simulated time, for the tool and for the system that it works on."""
    passing = Time()
    passing.rule(monkeypatch.setattr)
    return passing


class Site(NamedTuple):
    """A system to work on, whichever target reaches it, with a sandbox below."""

    args: tuple[str, ...]
    """Options that name it."""
    system: System
    """What is really there."""
    name: str
    """How messages call the system."""
    notice: str
    """What the target says of itself on standard error."""
    kind: type[Any]
    """The target's class."""
    output_hint: str
    """What the user is told to look at the first job with."""

    @property
    def first(self) -> str:
        """What a run says first on standard error."""
        return f"System: {self.name}\n{self.notice}"


LEVELS = ("zoau12", "zoau13", "zoau14")
"""Stand-ins for zoautil_py, by the level of ZOAU."""
SITES = ("sandbox", *LEVELS, "zosmf")
"""Every target that the common tests run against."""
Zoau = Callable[[str], World]
ZOAUTIL = re.compile(r"zoautil_py(\.|$)")


_loaded: dict[str, dict[str, ModuleType]] = {}
"""Level -> the modules of its stand-in. They keep nothing from one test to the next, so
tests change them through ``monkeypatch`` only."""


def _forget_zoautil_py() -> dict[str, ModuleType]:
    """Remove zoautil_py, so that the next import looks for it. Return its modules."""
    if "zoautil_py" not in sys.modules:
        return {}
    return {name: sys.modules.pop(name) for name in list(sys.modules) if ZOAUTIL.match(name)}


@pytest.fixture
def zoau(box: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Zoau]:
    """Put the stand-in for a level of ZOAU in place, on top of the sandbox."""
    installed: list[str] = []

    def install(level: str) -> World:
        _forget_zoautil_py()
        monkeypatch.syspath_prepend(ROOT / "tests" / "standins" / level)
        sys.modules.update(_loaded.get(level, {}))
        installed.append(level)
        monkeypatch.setenv("ZOAU_STANDIN_SANDBOX", str(box))
        monkeypatch.setattr("zwe_vsam.targets.zoau.api.PAUSES", (1e-6, 2e-6))
        monkeypatch.setattr("zwe_vsam.targets.zoau.zoau12.run_cp", core.cp)
        return core.reset()

    yield install
    modules = _forget_zoautil_py()
    if installed:
        place = f"{ROOT}/tests/standins/{installed[-1]}/"
        own = {name: it for name, it in modules.items() if str(it.__file__).startswith(place)}
        _loaded.setdefault(installed[-1], {}).update(own)


@pytest.fixture(scope="session")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """The server of this process, with its certificate."""
    from tests.zosmf_front import Front

    made = Front(tmp_path_factory.mktemp("front") / "box")
    yield made
    made.server.stop()


@pytest.fixture
def zosmf(box: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Front:
    """The sandbox behind the server, and variables that lead there."""
    # The server's packages take a while to import, and only these tests need them.
    from tests import zosmf_app

    front: Front = request.getfixturevalue("front")
    front.app = zosmf_app.on(System(box))
    front.rules.clear()
    front.asked.clear()
    monkeypatch.setattr("zwe_vsam.targets.zosmf.http.PAUSES", (0.01, 0.02))
    monkeypatch.setattr("zwe_vsam.targets.zosmf.submit.PAUSES", (0.01, 0.02))
    for name, value in {
        "ZWE_VSAM_ZOSMF_HOST": "127.0.0.1",
        "ZWE_VSAM_ZOSMF_PORT": str(front.server.port),
        "ZWE_VSAM_ZOSMF_USER": "ibmuser",
        "ZWE_VSAM_ZOSMF_PASSWORD": "sys1",
        "REQUESTS_CA_BUNDLE": str(front.certificate),
        "NO_PROXY": "*",
    }.items():
        monkeypatch.setenv(name, value)
    return front


@pytest.fixture(params=SITES)
def site(
    request: pytest.FixtureRequest, box: Path, zoau: Zoau, monkeypatch: pytest.MonkeyPatch
) -> Site:
    """Each target in turn."""
    if request.param == "zosmf":
        request.getfixturevalue("zosmf")
        from zwe_vsam.targets.zosmf.target import ZosmfTarget

        return Site(
            args=("--target", "zosmf"),
            system=System(box),
            name=f"z/OSMF 127.0.0.1:{os.environ['ZWE_VSAM_ZOSMF_PORT']} "
            "(the ZWE_VSAM_ZOSMF_ variables), user ibmuser",
            notice="",
            kind=ZosmfTarget,
            output_hint="zwe-vsam job JOB00001 --spool --target zosmf",
        )
    if request.param in LEVELS:
        zoau(request.param)
        # With 1.2 what was just seen is taken as such; here it is looked at each time.
        monkeypatch.setattr("zwe_vsam.targets.zoau.zoau12.REUSE_SECONDS", 0.0)
        from zwe_vsam.targets.zoau.target import ZoauTarget

        return Site(
            args=("--target", "zoau"),
            system=System(box),
            name=f"z/OS {os.uname().nodename}, user {pwd.getpwuid(os.getuid()).pw_name}",
            notice="",
            kind=ZoauTarget,
            output_hint="ddls JOB00001",
        )
    from zwe_vsam.targets.sandbox import SandboxTarget

    return Site(
        args=("--sandbox", str(box)),
        system=System(box),
        name=f"sandbox {box}",
        notice=f"Info ZWV8001I: Rehearsal: sandbox {box} stands for z/OS; "
        "no mainframe is touched.\n",
        kind=SandboxTarget,
        output_hint=f"zwe-vsam sandbox spool {box} JOB00001",
    )


@pytest.fixture(scope="session")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warm]:
    """The program as a process that need not start."""
    from tests.warm import Warm

    made = Warm(tmp_path_factory.mktemp("warm"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def programs(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the PATH, with a ``zwe-vsam`` that need not start."""
    return warm.programs(tmp_path_factory.mktemp("programs") / "bin")


@pytest.fixture(scope="session")
def new_box(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new sandbox that fits the minimal configuration. Only copies of it are used."""
    folder = tmp_path_factory.mktemp("new") / "sandbox"
    with contextlib.redirect_stdout(io.StringIO()):
        assert main(["sandbox", "create", str(folder), "-c", str(MINIMAL)]) == 0
    System(folder).set_durations(queued=0.0, active=0.0)
    return folder


@pytest.fixture
def box(tmp_path: Path, new_box: Path) -> Path:
    """A sandbox that fits the minimal configuration."""
    return Path(shutil.copytree(new_box, tmp_path / "sandbox"))
