"""``sandbox serve --all``: several sandboxes behind one port, each under its own base path."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
import requests

from tests.conftest import MINIMAL, Run
from tests.sandbox.helpers import CLUSTER, JCLLIB, Sandbox, define
from tests.sandbox.server.conftest import CSRF
from tests.sandbox.server.process import Forked
from tests.warm import Warm
from zwe_vsam.sandbox import fleet, server
from zwe_vsam.sandbox.server import application
from zwe_vsam.sandbox.server.server import Server
from zwe_vsam.sandbox.store import NAME
from zwe_vsam.sandbox.system import System

CAREFUL = [
    "SYSA", "my box", "100%", "%2F", "Z\u00fcrich", "a+b", "zosmf", "server", "a;b?c#d", "jobs",
    "$HOME", "a'b",
]  # fmt: skip
"""Names of folders that a URL, a shell or a route could take for something else."""


class Fleet:
    """A folder of sandboxes, its server, and a client."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server: Server = server.serve_all(folder, tls=False)
        self.server.start()

    def create(self, name: str) -> Sandbox:
        return Sandbox(self.folder / name)

    def get(self, name: str, path: str, **more: object) -> requests.Response:
        url = f"{self.server.url}/{quote(name, safe='')}/zosmf{path}"
        return self.session.get(url, timeout=20, **more)  # type: ignore[arg-type]

    @property
    def session(self) -> requests.Session:
        session = requests.Session()
        session.trust_env = False
        session.auth = ("ibmuser", "sys1")
        session.headers[CSRF] = "x"
        return session


@pytest.fixture
def systems(tmp_path: Path) -> Iterator[Fleet]:
    (tmp_path / "fleet").mkdir()
    made = Fleet(tmp_path / "fleet")
    yield made
    made.server.stop()


def test_each_has_its_own_base_path(systems: Fleet) -> None:
    systems.create("SYSA").run(define())
    systems.create("SYSB")
    for name, clusters in (("SYSA", [CLUSTER]), ("SYSB", [])):
        rows = systems.get(name, "/restfiles/ds?dslevel=IBMUSER.CACHE").json()["items"]
        assert [row["dsname"] for row in rows][:1] == clusters
        assert len(systems.get(name, "/restjobs/jobs?owner=*").json()) == len(clusters)


@pytest.mark.parametrize("name", CAREFUL)
def test_a_name_that_needs_care(systems: Fleet, name: str) -> None:
    """It is served under its encoded name; the links in a document lead back to it."""
    box = systems.create(name)
    box.run(define())
    assert fleet.names(systems.folder) == [name]
    (job,) = systems.get(name, "/restjobs/jobs?owner=*").json()
    answer = systems.session.get(job["files-url"], timeout=20)
    assert answer.status_code == 200, answer.url
    assert answer.json()[0]["ddname"] == "JESMSGLG"
    assert job["files-url"].startswith(f"{systems.server.url}/")
    assert systems.get(name, f"/restfiles/ds/{JCLLIB}%2Fmember").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/", "/SYSB/zosmf/info", "/zosmf/info", "/sysa-/zosmf/restjobs/jobs", "/../SYSA/zosmf/info",
     "/..%2Ffleet%2FSYSA/zosmf/info", "/%2e%2e/zosmf/info", "/.server/zosmf/info",
     "/%00/zosmf/info", "/%ff/zosmf/info", "/" + "A" * 5000,
     "/SYSA%2Fzosmf%2Finfo", "/datasets/zosmf/info", "/.%2FSYSA/zosmf/info", "/LINK/zosmf/info",
     "/file/zosmf/info"],
)  # fmt: skip
def test_what_is_no_sandbox_is_404(systems: Fleet, tmp_path: Path, path: str) -> None:
    systems.create("SYSA")
    Sandbox(tmp_path / "elsewhere")
    (systems.folder / "LINK").symlink_to(tmp_path / "elsewhere")
    (systems.folder / "datasets").mkdir()
    (systems.folder / "file").write_text("x")
    head, body = raw(systems.server.port, f"GET {path} HTTP/1.1")
    assert head.split()[1] == b"404", head
    assert b'"message"' in body
    assert fleet.names(systems.folder) == ["SYSA"]


def raw(port: int, line: str) -> tuple[bytes, bytes]:
    """Head and body of the answer to a request as it stands."""
    with socket.create_connection(("127.0.0.1", port), 20) as connection:
        connection.sendall(
            f"{line}\r\nHost: 127.0.0.1:{port}\r\n{CSRF}: x\r\nConnection: close\r\n\r\n".encode()
        )
        answer = b""
        while part := connection.recv(65536):
            answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


def test_the_services_are_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making them takes longer than many requests."""
    made: list[object] = []
    build = application.build
    monkeypatch.setattr(application, "build", lambda *each: made.append(each) or build(*each))
    systems = Fleet(tmp_path)
    try:
        for name in ("SYSA", "SYSB"):
            systems.create(name)
            assert systems.get(name, "/restjobs/jobs").json() == []
    finally:
        systems.server.stop()
    assert len(made) == 1


def test_one_that_is_created_or_removed_while_it_serves(systems: Fleet) -> None:
    assert systems.get("SYSA", "/info").status_code == 404
    systems.create("SYSA").run(define())
    assert len(systems.get("SYSA", "/restjobs/jobs?owner=*").json()) == 1
    shutil.rmtree(systems.folder / "SYSA")
    assert systems.get("SYSA", "/restjobs/jobs?owner=*").status_code == 404
    systems.create("SYSA")
    assert systems.get("SYSA", "/restjobs/jobs?owner=*").json() == []


def test_a_damaged_one_leaves_the_others_alone(systems: Fleet) -> None:
    systems.create("SYSA")
    systems.create("SYSB")
    (systems.folder / "SYSB" / NAME).write_text("nonsense")
    systems.create("SYSC")
    (systems.folder / "SYSC" / NAME).rename(systems.folder / "SYSC" / "system.json")
    assert systems.get("SYSA", "/restjobs/jobs").status_code == 200
    for name in ("SYSB", "SYSC"):
        answer = systems.get(name, "/restjobs/jobs")
        assert answer.status_code == 503
        assert answer.json()["message"] == "The sandbox cannot be used."


def test_a_token_is_of_one_sandbox(systems: Fleet) -> None:
    for name in ("SYSA", "SYSB"):
        systems.create(name)
    session = systems.session
    login = session.post(f"{systems.server.url}/SYSA/zosmf/services/authenticate", timeout=20)
    assert login.status_code == 200
    session.auth = None
    statuses = [
        session.get(f"{systems.server.url}/{name}/zosmf/restjobs/jobs", timeout=20).status_code
        for name in ("SYSA", "SYSB")
    ]
    assert statuses == [200, 401]
    bearer = {"Authorization": f"Bearer {login.cookies['jwtToken']}"}
    for name, status in (("SYSA", 200), ("SYSB", 401)):
        url = f"{systems.server.url}/{name}/zosmf/restjobs/jobs"
        assert session.get(url, headers=bearer, timeout=20).status_code == status


@pytest.fixture
def command(tmp_path: Path, run: Run, warm: Warm) -> Iterator[Callable[..., Forked]]:
    """``sandbox serve --all`` as a process, on two sandboxes that fit zowe.yaml."""
    started: list[Forked] = []

    def start(*options: str) -> Forked:
        for name in ("SYSA", "my box"):
            run("sandbox", "create", tmp_path / "fleet" / name, "-c", MINIMAL)
            System(tmp_path / "fleet" / name).set_durations(0.0, 0.0)
        started.append(Forked(warm, tmp_path / "fleet", "--all", *options))
        return started[-1]

    yield start
    for process in started:
        process.kill()


def test_a_folder_without_a_sandbox_is_served_and_named(
    tmp_path: Path, run: Run, warm: Warm
) -> None:
    (tmp_path / "fleet").mkdir()
    process = Forked(warm, tmp_path / "fleet", "--all")
    try:
        hint = f"zwe-vsam sandbox create {tmp_path / 'fleet' / 'sysa'}"
        assert run(*hint.split()[1:], "-c", MINIMAL).code == 0
        code, err = process.end()
    finally:
        process.kill()
    assert code == 0
    assert f"Info ZWV8007I: The folder {tmp_path / 'fleet'} has no sandbox yet.\n" in err
    assert hint in err


def test_the_command_and_our_client(
    command: Callable[..., Forked], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = command()
    lines = [process.line() for _ in range(4)]
    certificate = tmp_path / "fleet" / ".server" / "certificate.pem"
    assert lines == [
        f"{process.url}/SYSA",
        f"{process.url}/my%20box",
        f"Certificate to trust: {certificate}",
        "User ibmuser. Press Ctrl-C to end the server.",
    ]
    for name, value in {
        "HOST": "127.0.0.1", "PORT": str(process.port), "USER": "ibmuser", "PASSWORD": "sys1",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"ZWE_VSAM_ZOSMF_{name}", value)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_BASE_PATH", "/SYSA")
    ran = run("init", "-c", MINIMAL, "--target", "zosmf")
    assert ran.code == 0, ran.err
    assert run("verify", "-c", MINIMAL, "--target", "zosmf").code == 0
    assert System(tmp_path / "fleet" / "SYSA").clusters() == ["IBMUSER.ZWE.CUST.CACHE"]
    assert System(tmp_path / "fleet" / "my box").clusters() == []
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_BASE_PATH", "/my%20box")
    assert run("init", "-c", MINIMAL, "--target", "zosmf").code == 0
    assert len(System(tmp_path / "fleet" / "my box").clusters()) == 1
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_BASE_PATH", "NONE")
    refused = run("verify", "-c", MINIMAL, "--target", "zosmf")
    assert refused.code == 233, refused.err
    code, err = process.end()
    assert code == 0
    assert err == (
        f"Info ZWV8006I: Rehearsal: the sandboxes in {tmp_path / 'fleet'} are served as z/OSMF; "
        "no mainframe is touched.\n"
    )


SDK = """
import sys
from zowe import core_for_zowe_sdk as core
profile = {
    "host": "127.0.0.1", "port": int(sys.argv[1]), "user": "ibmuser", "password": "sys1",
    "protocol": "http", "basePath": "/SYSA", "rejectUnauthorized": False,
}
api = core.SdkApi(profile, "/zosmf/restjobs/jobs/")
arguments = {**api._request_arguments, "url": api._request_endpoint}
print(api.request_handler.perform_request("GET", arguments))
"""


def test_the_zowe_sdk(command: Callable[..., Forked], tmp_path: Path) -> None:
    """A real client puts its base path before the services. Its import opens logs: a process."""
    process = command("--no-tls")
    ran = subprocess.run(
        [sys.executable, "-c", SDK, str(process.port)],
        capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "HOME": str(tmp_path), "NO_PROXY": "*"},
    )  # fmt: skip
    assert ran.stdout == "[]\n", ran.stderr


@pytest.mark.parametrize(
    ("folder", "id_"), [("none", "ZWV8026E"), ("box", "ZWV8027E"), ("box/system.db", "ZWV8026E")]
)
def test_a_folder_that_has_no_sandboxes(tmp_path: Path, run: Run, folder: str, id_: str) -> None:
    Sandbox(tmp_path / "box")
    ran = run("sandbox", "serve", "--all", tmp_path / folder, "--port", 0)
    assert (ran.code, ran.out) == (233, "")
    assert ran.err.startswith(f"Error {id_}: The folder {tmp_path / folder} ")


def test_one_that_is_locked_does_not_keep_the_others_out(systems: Fleet) -> None:
    """A request that waits for a lock passes the turn on, and the others are answered."""
    systems.create("SYSA")
    systems.create("SYSB")
    with contextlib.closing(sqlite3.connect(systems.folder / "SYSA" / NAME)) as locking:
        locking.execute("BEGIN EXCLUSIVE")
        with ThreadPoolExecutor(4) as pool:
            waiting = [pool.submit(systems.get, "SYSA", "/restjobs/jobs") for _ in range(4)]
            for _ in range(20):
                assert systems.get("SYSB", "/restjobs/jobs").status_code == 200
                assert not any(answer.done() for answer in waiting)
            locking.rollback()
            assert [answer.result().status_code for answer in waiting] == [200] * 4
