"""``sandbox serve`` as a process, its certificate, and what can keep it from starting."""

from __future__ import annotations

import builtins
import contextlib
import datetime
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography import x509

from tests.conftest import Run
from tests.sandbox.helpers import Sandbox
from tests.sandbox.server.conftest import CSRF
from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.server import certificate


def read(url: str, verify: Path | bool, password: str = "sys1") -> requests.Response:
    with requests.Session() as session:
        session.trust_env = False
        session.verify = str(verify) if verify else False
        return session.get(
            f"{url}/zosmf/restjobs/jobs",
            headers={CSRF: ""},
            auth=("tester", password),
            timeout=20,
        )


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_a_process(sandbox: Sandbox, tmp_path: Path, ending: signal.Signals) -> None:
    folder = sandbox.system.folder
    secret = tmp_path / "secret"
    secret.write_text("pass phrase\n")
    command = [sys.executable, "-m", "zwe_vsam", "sandbox", "serve", str(folder), "--port", "0"]
    process = subprocess.Popen(
        [*command, "--user", "tester", "--password-file", str(secret)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        trusted = Path(process.stdout.readline().strip().removeprefix("Certificate to trust: "))
        assert process.stdout.readline() == "User tester. Press Ctrl-C to end the server.\n"
        assert trusted == folder / "server" / "certificate.pem"
        assert read(url, trusted, "pass phrase").json() == []
        assert read(url, trusted, "sys1").status_code == 401
        process.send_signal(ending)
        out, err = process.communicate(timeout=20)
    finally:
        process.kill()
    assert process.returncode == 0
    assert out == "The server has ended.\n"
    assert err == (
        f"Info ZWV8004I: Rehearsal: sandbox {folder} is served as z/OSMF; "
        "no mainframe is touched.\n"
    )


def test_a_port_in_use(sandbox: Sandbox, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run("sandbox", "serve", sandbox.system.folder, "--port", port)
    assert (ran.code, ran.out) == (233, "")
    assert ran.err == (
        f"Error ZWV8032E: The port {port} of 127.0.0.1 is in use.\n"
        "  Remedy: Name another port with --port.\n"
    )


@pytest.mark.parametrize("host", ["no.such.host.invalid", "", "a" * 70 + ".b", "\u2603"])
def test_a_host_that_is_none(sandbox: Sandbox, run: Run, host: str) -> None:
    ran = run("sandbox", "serve", sandbox.system.folder, "--port", 0, "--host", host)
    assert ran.code == 233
    assert ran.err.startswith("Error ZWV8034E: The host ")
    assert ran.err.count("\n") == 2
    assert "\n  Remedy: Name another host with --host" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--user", "../x"), "is not a valid user ID"),
        (("--password-file", "NOWHERE"), "The file NOWHERE cannot be read: "),
        (("--password-file", os.devnull), "must have exactly one line"),
        (("--port", "70000"), "70000"),
    ],
)
def test_options_that_are_none(
    sandbox: Sandbox, run: Run, options: tuple[str, ...], said: str
) -> None:
    ran = run("sandbox", "serve", sandbox.system.folder, *options)
    assert ran.code in (231, 236, 102)
    assert said in ran.err


def test_no_sandbox(run: Run, tmp_path: Path) -> None:
    ran = run("sandbox", "serve", tmp_path)
    assert ran.code == 233
    assert not (tmp_path / "server").exists()


def test_without_the_extra(sandbox: Sandbox, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *more: Any, **options: Any) -> Any:
        if name.partition(".")[0] in ("flask", "cheroot"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *more, **options)

    for name in [name for name in sys.modules if name.startswith("zwe_vsam.sandbox.server.")]:
        monkeypatch.delitem(sys.modules, name)
    for name in ("application", "server"):
        monkeypatch.delattr(server, name, raising=False)
    monkeypatch.setattr(builtins, "__import__", refuse)
    ran = run("sandbox", "serve", sandbox.system.folder)
    assert ran.code == 233
    assert ran.err == (
        "Error ZWV8030E: The server of the sandbox needs the package flask, which is not "
        "installed.\n"
        "  Remedy: Install the package: pip install 'zwe-vsam[sandbox]'\n"
    )


@pytest.mark.parametrize(
    ("host", "options", "warned"),
    [
        ("127.0.0.1", (), ""),
        ("localhost", (), ""),
        ("0.0.0.0", ("--no-tls",), "default password unencrypted"),
        ("0.0.0.0", ("--password-file", "secret"), "Other machines can reach"),
    ],
)
def test_others_can_reach_it(
    sandbox: Sandbox, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    host: str, options: tuple[str, ...], warned: str,
) -> None:  # fmt: skip
    @contextlib.contextmanager
    def at_once() -> Iterator[Callable[[], None]]:
        yield lambda: None

    monkeypatch.setattr("zwe_vsam.workflow.serving._signals", at_once)
    monkeypatch.chdir(tmp_path)
    Path("secret").write_text("x y z\n")
    ran = run("sandbox", "serve", sandbox.system.folder, "--port", 0, "--host", host, *options)
    assert ran.code == 0
    assert ("ZWV8005W" in ran.err) == bool(warned)
    assert all(word in ran.err for word in warned.split())
    assert ("default password" in ran.err) == ("--no-tls" in options)


def test_the_certificate_is_kept_and_private(sandbox: Sandbox) -> None:
    folder = sandbox.system.folder
    first = certificate.prepare(folder / "server", "127.0.0.1")
    assert first.private.stat().st_mode & 0o777 == 0o600
    assert first.private.parent.stat().st_mode & 0o777 == 0o700
    content = first.public.read_bytes()
    assert certificate.prepare(folder / "server", "127.0.0.1").public.read_bytes() == content
    certificate.prepare(folder / "server", "box.example")
    renewed = x509.load_pem_x509_certificate(first.public.read_bytes())
    names = renewed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert {"localhost", "box.example"} == set(names.get_values_for_type(x509.DNSName))
    sandbox.system.reset()
    assert first.public.exists()


@pytest.mark.parametrize("spoiled", ["public", "private"])
def test_a_spoiled_certificate_is_made_anew(sandbox: Sandbox, spoiled: str) -> None:
    found = certificate.prepare(sandbox.system.folder / "server", "127.0.0.1")
    getattr(found, spoiled).write_text("nonsense")
    made = server.serve(sandbox.system)
    made.start()
    try:
        assert made.certificate is not None
        assert read(made.url, made.certificate).status_code == 401
    finally:
        made.stop()


def test_a_certificate_that_is_nearly_over_is_made_anew(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(certificate, "_VALID", datetime.timedelta(days=6))
    old = certificate.prepare(sandbox.system.folder / "server", "127.0.0.1").public.read_bytes()
    monkeypatch.undo()
    assert (
        certificate.prepare(sandbox.system.folder / "server", "127.0.0.1").public.read_bytes()
        != old
    )


def test_a_certificate_that_cannot_be_made(sandbox: Sandbox) -> None:
    (sandbox.system.folder / "server").write_text("in the way")
    with pytest.raises(Unavailable, match="certificate"):
        server.serve(sandbox.system)
    server.serve(sandbox.system, tls=False).stop()
