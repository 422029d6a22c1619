"""The official Zowe CLI against the served sandbox: docs/how-to/zowe-cli.md is what it does.

Only where the variable ZOWE_CLI_BIN names the folder that holds ``zowe``: ``make test-clients``
installs it and sets that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.conftest import ROOT, Run
from tools import examples
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.server.server import Server
from zwe_vsam.sandbox.system import System

pytest.importorskip("flask")
BIN = os.environ.get("ZOWE_CLI_BIN", "")
pytestmark = pytest.mark.skipif(not BIN, reason="ZOWE_CLI_BIN is not set: make test-clients")

PAGE = ROOT / "docs" / "how-to" / "zowe-cli.md"
FENCE = "```shell-session\n"


@pytest.fixture
def served(tmp_path: Path, run: Run) -> Iterator[Server]:
    """A sandbox ``box`` in the test's folder, beside a zowe.yaml that it fits."""
    shutil.copy(ROOT / "fixtures" / "minimal.yaml", tmp_path / "zowe.yaml")
    assert run("sandbox", "create", tmp_path / "box", "-c", tmp_path / "zowe.yaml").code == 0
    made = server.serve(System.open(tmp_path / "box"))
    made.start()
    yield made
    made.stop()


def environment(served: Server, folder: Path) -> dict[str, str]:
    """What leads Zowe CLI to the server, with the certificate verified."""
    path = (str(Path(BIN).absolute()), str(Path(sys.executable).parent), os.environ["PATH"])
    return {
        **os.environ,
        "PATH": os.pathsep.join(path),
        "FORCE_COLOR": "0",
        "NO_PROXY": "*",
        "NODE_EXTRA_CA_CERTS": str(served.certificate),
        "ZOWE_CLI_HOME": str(folder / "zowe-home"),
        "ZOWE_USE_DAEMON": "no",
        "ZOWE_OPT_HOST": "127.0.0.1",
        "ZOWE_OPT_PORT": str(served.port),
    }


def call(command: str, folder: Path, variables: dict[str, str]) -> tuple[int, list[str]]:
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
        check=False,
    )
    return ran.returncode, ran.stdout.splitlines()


def test_transcript(served: Server, tmp_path: Path) -> None:
    variables = environment(served, tmp_path)
    variables |= {"ZOWE_OPT_USER": "ibmuser", "ZOWE_OPT_PASSWORD": "sys1"}
    blocks = [part.partition("```")[0] for part in PAGE.read_text().split(FENCE)[1:]]
    shown = [example for block in blocks for example in examples.examples(block)]
    assert len(shown) > 20
    for example in shown:
        code, printed = call(example.command, tmp_path, variables)
        assert code == example.code, (example.command, printed)
        assert examples.matches(printed, example.output), (example.command, printed)


@pytest.mark.parametrize("kind", ["jwtToken", "LtpaToken2"])
def test_token(served: Server, tmp_path: Path, kind: str) -> None:
    with requests.Session() as session:
        session.trust_env = False
        answer = session.post(
            f"{served.url}/zosmf/services/authenticate",
            headers={"X-CSRF-ZOSMF-HEADER": ""},
            auth=("ibmuser", "sys1"),
            verify=str(served.certificate),
            timeout=20,
        )
    variables = environment(served, tmp_path)
    variables |= {"ZOWE_OPT_TOKEN_TYPE": kind, "ZOWE_OPT_TOKEN_VALUE": answer.cookies[kind]}
    command = "zowe files list data-set IBMUSER.ZWE.SZWESAMP"
    assert call(command, tmp_path, variables) == (0, ["IBMUSER.ZWE.SZWESAMP"])
    served.authority.expire_all()
    code, printed = call(command, tmp_path, variables)
    assert code == 1
    assert any("401" in line for line in printed)


def test_a_certificate_that_nobody_trusts(served: Server, tmp_path: Path) -> None:
    variables = environment(served, tmp_path)
    variables |= {"ZOWE_OPT_USER": "ibmuser", "ZOWE_OPT_PASSWORD": "sys1"}
    del variables["NODE_EXTRA_CA_CERTS"]
    code, printed = call("zowe zosmf check status", tmp_path, variables)
    assert code == 1
    assert any("self-signed certificate" in line for line in printed)
