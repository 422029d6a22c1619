"""The component for Zowe, installed and started as Zowe does it.

Source: zowe-install-packaging, components/install/extract (unpacking, tags) and
internal/start/prepare (how commands.validate is run, with which variables, and what follows).
"""

from __future__ import annotations

import shutil
import sys
import tarfile
from pathlib import Path

import pytest
import yaml

from tests.conftest import MINIMAL, ROOT
from tests.release.conftest import NAME, offline
from zwe_vsam import __version__

SECTION = "components:\n  zwe-vsam:\n    enabled: true\n    onError: warn\n"
RIGHT = MINIMAL.read_text().replace("components:\n", SECTION)
WRONG = RIGHT.replace("volume: VOL123", "volume: TOOLONGVOLUME")
V3 = '. "$ZWE_zowe_runtimeDirectory/bin/libs/configmgr-index.sh" && cd "$DIR" && . "$DIR/$SCRIPT"'
"""How Zowe runs the script since configmgr: in a shell of its own, whose status counts."""
V2 = 'validate() { cd "$DIR"; (. "$SCRIPT" 2>&1 && return 0); }; validate'
"""How the older shell code runs it: in a subshell, whose status is added to the errors."""


class Zowe:
    """An installation of Zowe with the component, as far as its script can see it."""

    def __init__(self, place: Path, package: Path) -> None:
        self.place = place
        self.directory = place / "extensions" / "zwe-vsam"
        self.directory.mkdir(parents=True)
        with tarfile.open(package) as archive:
            archive.extractall(self.directory, filter="tar")
        manifest = yaml.safe_load((self.directory / "manifest.yaml").read_text())
        self.script = manifest["commands"]["validate"]
        library = place / "runtime" / "bin" / "libs" / "configmgr-index.sh"
        library.parent.mkdir(parents=True)
        library.write_text("ZWE_PRIVATE_ERRORS_FOUND=0\n")
        self.configs = {f"ZWE_configs_{key}": value for key, value in manifest["configs"].items()}
        self.config = place / "zowe.yaml"
        self.config.write_text(RIGHT)

    def start(self, script: str = V3, shell: str = "sh", **variables: str) -> tuple[int, str]:
        """Zowe's status of the validation, and what stands in its log."""
        given = {
            "DIR": str(self.directory),
            "SCRIPT": self.script,
            "ZWE_CLI_PARAMETER_CONFIG": str(self.config),
            "ZWE_CLI_PARAMETER_HA_INSTANCE": "lpar1",
            "ZWE_ENABLED_COMPONENTS": "gateway,discovery,caching-service,zwe-vsam",
            "ZWE_zowe_runtimeDirectory": str(self.place / "runtime"),
            "ZWE_zowe_workspaceDirectory": str(self.place / "workspace"),
            "_CEE_RUNOPTS": "XPLINK(ON),HEAPPOOLS(OFF)",
            **self.configs,
            **variables,
        }
        ran = offline(*shell.split(), "-c", script, cwd=self.place, **given)
        return ran.returncode, ran.stdout + ran.stderr


@pytest.fixture
def zowe(folder: Path, tmp_path: Path) -> Zowe:
    return Zowe(tmp_path, folder / f"{NAME}-zowe.pax")


def test_package(zowe: Zowe) -> None:
    """The manifest at the root; texts that Zowe's tag-files.sh recognizes, in ASCII."""
    files = {str(p.relative_to(zowe.directory)) for p in zowe.directory.rglob("*") if p.is_file()}
    assert files == {
        "LICENSE", "README.md", "bin/validate.sh", "lib/zwe-vsam.pyz", "manifest.yaml",
        "schema.json",
    }  # fmt: skip
    for name in files - {"lib/zwe-vsam.pyz"}:
        assert (zowe.directory / name).read_bytes().isascii()
    assert zowe.directory.joinpath(zowe.script).stat().st_mode & 0o111 == 0o111
    program = (ROOT / "dist" / "zwe-vsam.pyz").read_bytes()
    assert (zowe.directory / "lib" / "zwe-vsam.pyz").read_bytes() == program


@pytest.mark.parametrize("shell", ["sh", "dash -eu", "bash --posix -u"])
@pytest.mark.parametrize("script", [V3, V2], ids=["v3", "v2"])
def test_a_right_configuration(zowe: Zowe, script: str, shell: str) -> None:
    status, log = zowe.start(script, shell)
    assert status == 0, log
    assert "Error" not in log


@pytest.mark.parametrize("script", [V3, V2], ids=["v3", "v2"])
def test_an_error_is_reported_and_zowe_starts(zowe: Zowe, script: str) -> None:
    zowe.config.write_text(WRONG)
    status, log = zowe.start(script)
    assert status == 0
    assert "zowe.setup.vsam.volume" in log
    assert "Zowe starts all the same" in log


@pytest.mark.parametrize("script", [V3, V2], ids=["v3", "v2"])
def test_an_error_stops_zowe_if_that_is_set(zowe: Zowe, script: str) -> None:
    zowe.config.write_text(WRONG)
    status, log = zowe.start(script, ZWE_configs_onError="exit")
    assert status == 231
    assert "Zowe does not start" in log


def test_a_list_of_files(zowe: Zowe) -> None:
    other = zowe.place / "defaults.yaml"
    other.write_text("zowe:\n  setup:\n    vsam:\n      mode: NONRLS\n")
    config = f"FILE({zowe.config}):FILE({other})"
    assert zowe.start(ZWE_CLI_PARAMETER_CONFIG=config, ZWE_configs_onError="exit")[0] == 0


def test_another_mode_of_storage(zowe: Zowe) -> None:
    text = "components:\n  caching-service:\n    storage:\n      mode: nonsense\n"
    zowe.config.write_text(text)
    status, log = zowe.start(ZWE_configs_onError="exit")
    assert status != 0
    assert "components.caching-service.storage.mode" in log


def test_the_script_changes_nothing_of_zowe(zowe: Zowe) -> None:
    zowe.config.write_text(WRONG)
    script = f'{V3} ; set | grep -E "^(python|program|config|status|on_error|_CEE_RUNOPTS)="'
    log = zowe.start(script)[1]
    assert log.endswith("_CEE_RUNOPTS='XPLINK(ON),HEAPPOOLS(OFF)'\n")


class TestPython:
    def test_that_of_zowe_yaml_comes_first(self, zowe: Zowe) -> None:
        status, log = zowe.start(
            ZWE_configs_python=sys.executable, PYTHON_HOME="/nowhere", PATH="/usr/bin:/bin"
        )
        assert (status, "not found" in log) == (0, False)

    def test_then_that_of_python_home(self, zowe: Zowe) -> None:
        home = Path(sys.executable).resolve().parent.parent
        status, log = zowe.start(PYTHON_HOME=str(home), PATH="/usr/bin:/bin")
        assert (status, "not found" in log) == (0, False)

    @pytest.mark.parametrize(("on_error", "expected"), [("warn", 0), ("exit", 1)])
    def test_it_is_missing(self, zowe: Zowe, on_error: str, expected: int) -> None:
        status, log = zowe.start(ZWE_configs_python="/no/python3", ZWE_configs_onError=on_error)
        assert status == expected
        assert "Python (/no/python3) was not found. Set components.zwe-vsam.python" in log


def test_the_program_is_missing(zowe: Zowe) -> None:
    shutil.rmtree(zowe.directory / "lib")
    status, log = zowe.start(ZWE_configs_onError="exit")
    assert status == 1
    assert "Install the component zwe-vsam again." in log


def test_without_the_variables_of_zowe(zowe: Zowe) -> None:
    status, log = zowe.start(ZWE_CLI_PARAMETER_CONFIG="", ZWE_configs_onError="")
    assert status == 0
    assert "ZWE_CLI_PARAMETER_CONFIG is not set" in log


def test_version(zowe: Zowe) -> None:
    ran = offline(sys.executable, "lib/zwe-vsam.pyz", "version", cwd=zowe.directory)
    assert ran.stdout == f"zwe-vsam {__version__}\n"
