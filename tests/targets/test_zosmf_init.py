"""What ``init`` does when z/OSMF cannot be reached, ends the login, or fails: over real TLS."""

from __future__ import annotations

import contextlib
import shutil
import socket
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, Run
from tests.listening import Listener
from tests.proxy import Proxy
from tests.targets.zosmf_job import INIT
from tests.zosmf_front import Asked, Front
from zwe_vsam.sandbox.system import System


class TestUnreachable:
    """Before anything is sent."""

    def output(self, run: Run) -> str:
        ran = run(*INIT)
        assert ran.code == 233
        assert "Traceback" not in ran.err
        return ran.err

    def test_refused(self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(port))
        assert f"127.0.0.1:{port} refuses connections" in self.output(run)

    def test_no_such_host(self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "no-such-host.invalid")
        assert "the host no-such-host.invalid is unknown" in self.output(run)

    def test_certificate_of_nobody_known(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("REQUESTS_CA_BUNDLE")
        output = self.output(run)
        assert "is not trusted: self-signed certificate" in output
        assert "REQUESTS_CA_BUNDLE" in output
        assert zosmf.asked == []
        ran = run(*INIT, "--insecure-skip-verify")
        assert ran.code == 0
        assert "is not checked, so the server can be any server" in ran.err

    def test_certificate_of_another_host(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "127.0.0.2")
        output = self.output(run)
        assert "127.0.0.2" in output
        assert zosmf.asked == []

    def test_bundle_that_is_not_there(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/file")
        assert "a certificate file cannot be read" in self.output(run)

    def test_no_tls_there(self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        def serve(connection: socket.socket) -> None:
            with contextlib.suppress(OSError), connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                connection.recv(65536)

        plain = Listener(serve)
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(plain.port))
        assert "closed the secure connection" in self.output(run)
        plain.close()

    def test_a_proxy_that_is_not_there(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("NO_PROXY")
        monkeypatch.setenv("HTTPS_PROXY", "http://me:hidden-one@127.0.0.1:9")
        output = self.output(run)
        assert "the proxy on the way" in output
        assert "hidden-one" not in output

    def test_the_wrong_base_path(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_BASE_PATH", "api/v9")
        assert "The base path is now: /api/v9." in self.output(run)


class TestExpiry:
    """A login that ends while a job is waited for."""

    @pytest.fixture
    def token(self, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> str:
        monkeypatch.delenv("ZWE_VSAM_ZOSMF_PASSWORD")
        token = zosmf.app.extensions["authority"].issue()
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_TOKEN", token)
        return str(token)

    def test_the_job_runs_on_and_that_is_said(
        self, run: Run, zosmf: Front, system: System, token: str
    ) -> None:
        system.inject("never")
        self._expire_at_the_first_look(zosmf)
        ran = run(*INIT, "--timeout", "20")
        assert ran.code == 162
        assert "the login of ibmuser on 127.0.0.1" in ran.err
        assert "has expired (HTTP 401)" in ran.err
        assert "zwe-vsam did not cancel the job." in ran.err
        assert "zwe-vsam job JOB00001" in ran.err
        assert token not in ran.out + ran.err

    def test_at_a_terminal_the_password_is_asked(
        self, run: Run, zosmf: Front, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def ask(prompt: str) -> str:
            asked.append(prompt)
            return "sys1"

        monkeypatch.setattr("zwe_vsam.cli.terminal.password_prompt", lambda: ask)
        self._expire_at_the_first_look(zosmf)
        assert run(*INIT).code == 0
        assert len(asked) == 1
        assert asked[0].startswith("The login has expired. Password of ibmuser on 127.0.0.1:")

    def test_at_a_terminal_nobody_answers(
        self, run: Run, zosmf: Front, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def ask(prompt: str) -> str:
            asked.append(prompt)
            return ""

        monkeypatch.setattr("zwe_vsam.cli.terminal.password_prompt", lambda: ask)
        self._expire_at_the_first_look(zosmf)
        ran = run(*INIT)
        assert (ran.code, len(asked)) == (162, 1)
        assert "has expired (HTTP 401)" in ran.err

    def _expire_at_the_first_look(self, zosmf: Front) -> None:
        def act(asked: Asked) -> None:
            if asked.method == "GET" and "/JOB00001" in asked.path:
                zosmf.rules.clear()
                zosmf.app.extensions["authority"].expire_all()

        zosmf.rules.append(act)


def test_looks_that_fail_do_not_end_the_wait(run: Run, proxy: Proxy, system: System) -> None:
    for kind in ("status", "drop-after", "html", "truncate-json"):
        proxy.spoil(kind, path="/JOB00001", status=503, count=3)
    ran = run(*INIT, "--timeout", "60")
    assert ran.code == 0
    assert len(system.jobs()) == 1


def test_a_password_that_is_wrong_is_tried_once(
    run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZWE_VSAM_ZOSMF_PASSWORD", "wrong")
    monkeypatch.setattr("zwe_vsam.cli.terminal.password_prompt", lambda: lambda _: "sys1")
    ran = run(*INIT)
    assert ran.code == 233
    assert "refused the login of ibmuser (HTTP 401)" in ran.err
    assert len(zosmf.asked) == 1


@pytest.mark.parametrize("kind", ["drop-before", "drop-after"])
def test_init_whatever_request_fails(
    run: Run, proxy: Proxy, system: System, kind: str, tmp_path: Path
) -> None:
    """Each request in turn: never two jobs, never a false success, and again it converges."""
    shutil.copytree(system.folder, tmp_path / "before")
    for nth in range(1, 13):
        proxy.clear()
        proxy.spoil(kind, nth=nth)
        ran = run(*INIT, "--timeout", "5")
        assert len(system.jobs()) <= 1
        assert "Traceback" not in ran.err
        if ran.code == 0:
            assert system.clusters() == [CLUSTER]
        else:
            assert "created successfully" not in ran.out
            again = run(*INIT, "--timeout", "5")
            assert again.code in (0, 158), (nth, ran.err, again.err)
        assert system.clusters() == [CLUSTER]
        shutil.rmtree(system.folder)
        shutil.copytree(tmp_path / "before", system.folder)
