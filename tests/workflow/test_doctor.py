"""``doctor``: every target that is ready, and one message for each thing that is not."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CLUSTER, JCLLIB, LEVELS, MINIMAL, ROOT, Run, Site, Zoau
from tests.zosmf_front import Answer, Front
from zwe_vsam.sandbox.system import System

SAMPLIB = "IBMUSER.ZWE.SZWESAMP"
NAMES = [
    "Python", "packages", "session", "system", "configuration", "job list", "JCL library",
    "template", "catalog", "submission",
]  # fmt: skip


def _tests(out: str) -> dict[str, tuple[str, str]]:
    return {test["name"]: (test["state"], test["detail"]) for test in json.loads(out)["tests"]}


def test_a_system_that_is_ready(run: Run, site: Site) -> None:
    members, jobs = site.system.members(JCLLIB), site.system.jobs()
    ran = run("doctor", "-c", MINIMAL, *site.args, "--output", "json")
    assert ran.code == 0
    tests = _tests(ran.out)
    assert list(tests) == NAMES
    assert {state for state, _ in tests.values()} == {"ok", "not tested"}
    assert tests["system"][1].startswith(f"{site.name}: ")
    assert tests["catalog"][1] == "the cluster does not exist"
    assert not json.loads(ran.out)["changed"]
    assert (site.system.members(JCLLIB), site.system.jobs()) == (members, jobs)


def test_after_init(run: Run, site: Site) -> None:
    run("init", "-c", MINIMAL, *site.args)
    tests = _tests(run("doctor", "-c", MINIMAL, *site.args, "--output", "json").out)
    assert tests["JCL library"] == ("ok", f"{JCLLIB}(ZWECSVSM) defines the cluster")
    assert tests["catalog"] == ("ok", f"{CLUSTER} exists")
    assert tests["job list"][1].endswith("jobs ZWECSVSM in 24 hours: 1")


def test_the_text_has_a_line_for_each_test(run: Run, box: Path) -> None:
    ran = run("doctor", "-c", MINIMAL, "--sandbox", box)
    lines = ran.out.splitlines()
    assert [line[:15].strip() for line in lines[3:-2]] == NAMES
    assert lines[-1] == ">> No test failed."


def test_without_a_system_or_a_configuration(run: Run) -> None:
    ran = run("doctor", "--output", "json")
    assert ran.code == 0
    tests = _tests(ran.out)
    assert tests["system"] == ("not tested", "no system is named")
    assert tests["configuration"] == ("not tested", "no configuration is named")
    ids = [entry["id"] for entry in json.loads(ran.out)["messages"]]
    assert ids == ["ZWV9010W", "ZWV9011W"]


def test_the_level_of_z_osmf(run: Run, zosmf: Front) -> None:
    zosmf.rule("GET", "/info", Answer(200, b'{"zos_version":"04.28.00","zosmf_full_version":"28"}'))
    tests = _tests(run("doctor", "--target", "zosmf", "--output", "json").out)
    assert tests["system"][1].endswith(": z/OSMF 28, z/OS 04.28.00")


def test_a_server_without_the_information_service(run: Run, zosmf: Front) -> None:
    zosmf.rule("GET", "/info", Answer(404, b"{}"))
    tests = _tests(run("doctor", "--target", "zosmf", "--output", "json").out)
    assert tests["system"][0] == "ok"
    assert tests["system"][1].endswith(": a server that does not report its level")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("code_page", ["latin-1", "cp1047"])
def test_the_level_of_zoau(
    run: Run, zoau: Zoau, level: str, code_page: str, tmp_path: Path, monkeypatch: Any
) -> None:
    from zwe_vsam.zos import records

    zoau(level)
    records.register_code_pages()
    version = {"zoau12": "1.2.5.8", "zoau13": "1.3.6.0", "zoau14": "1.4.1.1"}[level]
    _zoaversion(tmp_path, monkeypatch, f"2024/05/14 11:30:50 CUT V{version} 1a2b\n", code_page)
    tests = _tests(run("doctor", "--target", "zoau", "--output", "json").out)
    assert tests["system"][1].endswith(f": zoautil_py {version}, ZOAU {version}")


def _zoaversion(home: Path, monkeypatch: Any, printed: str, code_page: str = "latin-1") -> None:
    (home / "bin").mkdir()
    (home / "printed").write_bytes(printed.encode(code_page))
    command = home / "bin" / "zoaversion"
    command.write_text(f"#!/bin/sh\ncat '{home}/printed'\n")
    command.chmod(0o755)
    monkeypatch.setenv("ZOAU_HOME", str(home))


def test_a_failure_is_reported_once(run: Run, zosmf: Front, monkeypatch: Any) -> None:
    """A wrong password: one attempt, and one message for all the tests that fail."""
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_PASSWORD", "wrong")
    ran = run("doctor", "-c", MINIMAL, "--target", "zosmf")
    assert ran.err.count("Error ") == 1
    assert ran.out.splitlines()[-1] == ">> 4 tests failed."
    with_login = [asked for asked in zosmf.asked if not asked.path.endswith("/info")]
    assert len(with_login) == 1


# Faults: each breaks one thing, and returns the words of the command line.


class Broken:
    """What a fault can reach."""

    def __init__(self, run: Run, box: Path, folder: Path, request: Any, monkeypatch: Any) -> None:
        self.run, self.box, self.folder, self.monkeypatch = run, box, folder, monkeypatch
        self._request = request
        self.system = System(box)

    @property
    def zosmf(self) -> Front:
        front: Front = self._request.getfixturevalue("zosmf")
        return front

    def zoau(self, level: str = "zoau14") -> None:
        self._request.getfixturevalue("zoau")(level)

    def config(self, old: str = "", new: str = "") -> Path:
        content = MINIMAL.read_text()
        assert old in content
        path = self.folder / "zowe.yaml"
        path.write_text(content.replace(old, new) if old else new)
        return path

    def answer(self, method: str, path: str, *answer: Any) -> tuple[object, ...]:
        self.zosmf.rule(method, path, Answer(*answer))
        return ("-c", MINIMAL, "--target", "zosmf")

    def set(self, name: str, value: str) -> tuple[object, ...]:
        assert self.zosmf
        self.monkeypatch.setenv(f"ZWE_VSAM_ZOSMF_{name}", value)
        return ("-c", MINIMAL, "--target", "zosmf")


Fault = Callable[[Broken], "tuple[object, ...]"]


def _no_sandbox(broken: Broken) -> tuple[object, ...]:
    return ("--sandbox", broken.folder)


def _no_file(broken: Broken) -> tuple[object, ...]:
    return ("-c", broken.folder / "none.yaml", "--sandbox", broken.box)


def _no_yaml(broken: Broken) -> tuple[object, ...]:
    return ("-c", broken.config(new="zowe: ["), "--sandbox", broken.box)


def _no_value(broken: Broken) -> tuple[object, ...]:
    return ("-c", broken.config("volume: VOL123", "volume:"), "--sandbox", broken.box)


def _bad_value(broken: Broken) -> tuple[object, ...]:
    return ("-c", broken.config("volume: VOL123", "volume: VOLUME123"), "--sandbox", broken.box)


def _no_library(broken: Broken) -> tuple[object, ...]:
    return ("-c", broken.config(JCLLIB, "IBMUSER.NONE"), "--sandbox", broken.box)


def _other_member(broken: Broken) -> tuple[object, ...]:
    broken.system.write(JCLLIB, "ZWECSVSM", "//ZWECSVSM JOB\n//A EXEC PGM=IEFBR14\n")
    return ("-c", MINIMAL, "--sandbox", broken.box)


def _no_template(broken: Broken) -> tuple[object, ...]:
    return ("-c", broken.config("IBMUSER.ZWE\n", "IBMUSER.NONE\n"), "--sandbox", broken.box)


def _bad_template(broken: Broken) -> tuple[object, ...]:
    broken.system.write(SAMPLIB, "ZWECSVSM", "hello\n")
    return ("-c", MINIMAL, "--sandbox", broken.box)


def _no_zoau(broken: Broken) -> tuple[object, ...]:
    return ("-c", MINIMAL, "--target", "zoau")


def _old_zoau(broken: Broken) -> tuple[object, ...]:
    broken.zoau()
    import zoautil_py.jobs

    broken.monkeypatch.delattr(zoautil_py.jobs, "fetch_multiple")
    return ("-c", MINIMAL, "--target", "zoau")


def _two_levels(broken: Broken) -> tuple[object, ...]:
    broken.zoau()
    _zoaversion(broken.folder, broken.monkeypatch, "2024/05/14 11:30:50 CUT V1.2.5.8\n")
    return ("-c", MINIMAL, "--target", "zoau")


def _damaged_zoau(broken: Broken) -> tuple[object, ...]:
    package = broken.folder / "zoautil_py"
    package.mkdir()
    (package / "__init__.py").write_text("raise OSError('libzoau.so is missing')\n")
    broken.monkeypatch.syspath_prepend(broken.folder)
    return ("-c", MINIMAL, "--target", "zoau")


def _silent_port(broken: Broken) -> tuple[object, ...]:
    words = broken.set("HOST", "127.0.0.1")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        broken.set("PORT", str(closed.getsockname()[1]))
    return words


def _not_trusted(broken: Broken) -> tuple[object, ...]:
    words = broken.set("HOST", "127.0.0.1")
    broken.monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    return words


def _no_profile(broken: Broken) -> tuple[object, ...]:
    broken.monkeypatch.setenv("ZOWE_CLI_HOME", str(broken.folder))
    broken.monkeypatch.chdir(broken.folder)
    return ("-c", MINIMAL, "--target", "zosmf")


_PAGE = (200, b"<html>Login</html>", (("Content-Type", "text/html"),))
_ERROR = b'{"category":%d,"rc":%d,"reason":%d,"message":"%s"}'
FAULTS: dict[str, tuple[Fault, str, str]] = {
    "the folder is no sandbox": (_no_sandbox, "system", "ZWV8010E"),
    "no configuration file": (_no_file, "configuration", "ZWEL0109E"),
    "the configuration is no YAML": (_no_yaml, "configuration", "ZWEL0140E"),
    "a value is missing": (_no_value, "configuration", "ZWEL0157E"),
    "a value is invalid": (_bad_value, "configuration", "ZWV2101E"),
    "no JCL library": (_no_library, "JCL library", "ZWEL0319E"),
    "the member does something else": (_other_member, "JCL library", "ZWV3050E"),
    "no template": (_no_template, "template", "ZWEL0143E"),
    "the template is no JCL": (_bad_template, "template", "ZWV3004E"),
    "zoautil_py is not installed": (_no_zoau, "system", "ZWV6101E"),
    "zoautil_py does not start": (_damaged_zoau, "system", "ZWV6102E"),
    "zoautil_py is too old": (_old_zoau, "system", "ZWV6103E"),
    "zoautil_py and ZOAU of two releases": (_two_levels, "system", "ZWV6105E"),
    "the port is closed": (_silent_port, "system", "ZWV6222E"),
    "the certificate is not trusted": (_not_trusted, "system", "ZWV6230E"),
    "no profile and no variable": (_no_profile, "system", "ZWV6206E"),
    "the host is no name": (lambda b: b.set("HOST", "a b"), "system", "ZWV6210E"),
    "the port is no number": (lambda b: b.set("PORT", "x"), "system", "ZWV6211E"),
    "no user": (lambda b: b.set("USER", ""), "system", "ZWV6208E"),
    "no password": (lambda b: b.set("PASSWORD", ""), "system", "ZWV6209E"),
    "wrong password": (lambda b: b.set("PASSWORD", "x"), "job list", "ZWV6242E"),
    "a web page answers": (lambda b: b.answer("GET", "/info", *_PAGE), "system", "ZWV6250E"),
    "the server is in trouble": (
        lambda b: b.answer("GET", "/info", 503, b"{}"), "system", "ZWV6245E",
    ),
    "jobs may not be listed": (
        lambda b: b.answer("GET", "/restjobs", 403, _ERROR % (4, 8, 1, b"denied")),
        "job list", "ZWV6010E",
    ),
    "the catalog gives no answer": (
        lambda b: b.answer("PUT", "/restfiles/ams", 500, _ERROR % (1, 8, 1, b"failed")),
        "catalog", "ZWV6246E",
    ),
}  # fmt: skip


@pytest.fixture
def broken(run: Run, box: Path, tmp_path: Path, request: Any, monkeypatch: Any) -> Broken:
    folder = tmp_path / "broken"
    folder.mkdir()
    return Broken(run, box, folder, request, monkeypatch)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_has_its_message(name: str, broken: Broken) -> None:
    fault, test, message_id = FAULTS[name]
    ran = broken.run("doctor", *fault(broken), "--output", "json")
    states = _tests(ran.out)
    assert states[test] == ("failed", message_id)
    result = json.loads(ran.out)
    (message,) = [entry for entry in result["messages"] if entry["id"] == message_id]
    assert message["remedy"]
    assert ran.code == result["exit_code"] != 0
    assert not result["changed"]


def test_each_fault_has_a_message_of_its_own() -> None:
    ids = [message_id for _, _, message_id in FAULTS.values()]
    assert len(ids) == len(set(ids)) >= 20


def _doctor(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "zwe_vsam", "doctor"],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, **environment},
        timeout=60,
    )


def test_a_session_in_ascii() -> None:
    ended = _doctor(PYTHONIOENCODING="ascii", PYTHONPATH=str(ROOT))
    assert ended.returncode == 0
    assert "session        warning     standard output ascii" in ended.stdout
    assert "Warning ZWV9001W: The session writes text in ascii" in ended.stderr


@pytest.mark.parametrize("package", ["jinja2", "yaml", "typer"])
def test_a_package_that_does_not_start(package: str, tmp_path: Path) -> None:
    (tmp_path / f"{package}.py").write_text("raise ImportError('no C library')\n")
    ended = _doctor(PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert ended.returncode == 233
    assert "Error ZWV1005E: A Python package cannot be loaded: no C library." in ended.stderr
    assert "Traceback" not in ended.stderr
