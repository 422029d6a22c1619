"""No secret comes out anywhere: real processes at -vv, their files, and the SDK's own log."""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT, Run
from tests.zosmf_front import Answer, Asked, Front
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zosmf import zowe_sdk
from zwe_vsam.targets.zosmf.connection import Connection

PASSWORD = "Zx9s3cretPw"
BASIC = base64.b64encode(f"ibmuser:{PASSWORD}".encode()).decode()
INIT = ("init", "-c", str(MINIMAL), "--target", "zosmf", "-vv")


class Process:
    """Runs the tool in a process of its own, with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.home.mkdir()
        self.said = ""

    def __call__(self, *argv: str) -> int:
        ran = subprocess.run(
            [sys.executable, "-m", "zwe_vsam", *argv],
            cwd=self.home,
            env={**os.environ, "HOME": str(self.home), "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        self.said += ran.stdout + ran.stderr
        return ran.returncode

    def everything(self) -> str:
        """What was printed, and all names and contents of files below the home."""
        outputs = [self.said]
        for path in self.home.rglob("*"):
            outputs.append(str(path))
            if path.is_file():
                outputs.append(path.read_text(errors="replace"))
        return "\n".join(outputs)


@pytest.fixture
def process(tmp_path: Path, zosmf: Front, box: Path, monkeypatch: pytest.MonkeyPatch) -> Process:
    zosmf.app = server.app(System(box), "ibmuser", PASSWORD)
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_PASSWORD", PASSWORD)
    return Process(tmp_path / "home")


def echo(status: int, path_end: str) -> Callable[[Asked], Answer | None]:
    """A server that shows all headers in its error document, as debugging ones do."""

    def act(asked: Asked) -> Answer | None:
        if path_end not in asked.path:
            return None
        headers = [f"{name}: {value}" for name, value in asked.headers.items()]
        document = {
            "message": f"failed: {headers}",
            "details": [*headers, f"password={PASSWORD}"],
            "stack": "\n".join(headers),
        }
        return Answer(status, json.dumps(document).encode())

    return act


def test_password(process: Process, zosmf: Front, tmp_path: Path) -> None:
    logs = process.home / "logs"
    logs.mkdir()
    assert process(*INIT, "--log-dir", str(logs)) == 0
    for status, path_end in ((401, "/member"), (500, "/ams"), (403, "/restjobs")):
        zosmf.rules[:] = [echo(status, path_end)]
        assert process(*INIT, "--generate", "--log-dir", str(logs), "--output", "json") != 0
    outputs = process.everything()
    assert "Traceback" not in outputs
    assert "zosmf: PUT /restfiles/ams: 200" in outputs
    assert "********" in outputs
    assert PASSWORD not in outputs
    assert BASIC not in outputs
    assert not (process.home / ".zowe").exists()


def test_a_refusal_with_status_200(zosmf: Front, box: Path, run: Run) -> None:
    """A feedback document is no error document, and may quote as much."""
    system = System(box)
    system.inject("never")
    job = system.submit("//ZWECSVSM JOB\n//NOTHING  EXEC PGM=IEFBR14\n")
    feedback = json.dumps({"status": 4, "message": "sys1 of ibmuser, Basic aWJtdXNlcjpzeXMx"})
    zosmf.rule("PUT", f"/{job.id}", Answer(200, feedback.encode()))
    ran = run("job", job.id, "--cancel", "--yes", "--target", "zosmf", "-vv")
    assert ran.code == 235
    assert "******** of ibmuser, Basic ********" in ran.err
    assert "sys1" not in ran.out + ran.err
    assert "aWJt" not in ran.out + ran.err


def test_defects_do_not_show_it_either(
    process: Process, zosmf: Front, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    """Whatever escapes the connection, with the headers in it, is not passed on."""

    def fail(*_args: object, **_kwargs: object) -> None:
        raise ValueError(f"Invalid header value b'Basic {BASIC}' {PASSWORD}")

    monkeypatch.setattr(Connection, "send", fail)
    ran = run(*INIT)
    assert ran.code == 233
    assert "the request failed (ValueError)" in ran.err
    assert PASSWORD not in ran.out + ran.err
    assert BASIC not in ran.out + ran.err


@pytest.mark.parametrize("form", ["{}", "jwtToken={}", "LtpaToken2={}"])
def test_token(process: Process, zosmf: Front, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    token = zosmf.app.extensions["authority"].issue()
    monkeypatch.delenv("ZWE_VSAM_ZOSMF_PASSWORD")
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_TOKEN", form.format(token))
    zosmf.rules.append(echo(500, "/ams"))
    assert process(*INIT) == 233
    name = form.partition("=")[0]
    sent = zosmf.asked[0].headers
    assert sent.get("Cookie") == (f"{name}={token}" if "=" in form else None)
    assert sent.get("Authorization") == (None if "=" in form else f"Bearer {token}")
    assert token not in process.everything()
    assert not (process.home / ".zowe").exists()


def test_the_login_is_only_ours(
    run: Run, zosmf: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither .netrc nor a cookie that the server sets is sent in its place, or beside it."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login other password other\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    token = zosmf.app.extensions["authority"].issue()
    monkeypatch.delenv("ZWE_VSAM_ZOSMF_PASSWORD")
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_TOKEN", token)

    def cookie(asked: Asked) -> Answer:
        answer = asked.real()
        return answer._replace(headers=(*answer.headers, ("Set-Cookie", "LtpaToken2=x; Path=/")))

    zosmf.rules.append(cookie)
    assert run(*INIT).code == 0
    assert {a.headers["Authorization"] for a in zosmf.asked} == {f"Bearer {token}"}
    assert not any("Cookie" in asked.headers for asked in zosmf.asked)
    assert all(asked.headers["X-Csrf-Zosmf-Header"] for asked in zosmf.asked)


def test_a_redirection_is_not_followed(run: Run, zosmf: Front) -> None:
    elsewhere = Answer(302, b"", (("Location", "https://127.0.0.1:1/evil"),))
    zosmf.rule("GET", "/member", elsewhere)
    ran = run(*INIT)
    assert ran.code == 233
    assert "redirection" in ran.err
    assert len(zosmf.asked) == 1


def test_no_option_takes_a_secret(run: Run) -> None:
    """The process list shows options to everybody."""
    for command in ("init", "render", "config", "check", "verify", "remove", "job"):
        options = re.findall(r"--[a-z-]+", run(command, "--help").out)
        assert "--zosmf-profile" in options
        assert not [o for o in options if "pass" in o or "token" in o or "user" in o]


def test_the_log_of_the_sdk_goes_nowhere() -> None:
    zowe_sdk.profile_manager()
    module = sys.modules["zowe.core_for_zowe_sdk.logger"]
    logger = module.Log.register_logger("any")
    assert logger.handlers == []
    assert logger.parent is None
    assert not logger.isEnabledFor(50)
