"""What z/OSMF's answers, and their absence, do to the verbs: over real TLS, through a proxy."""

from __future__ import annotations

import json
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from tests.front import Answer, Asked, Front
from tests.proxy import Proxy
from zwe_vsam import targets
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.choice import Choice
from zwe_vsam.targets.interface import (
    CannotTell,
    JobId,
    Member,
    MemberChanged,
    SubmitFailed,
    SubmitUnknown,
    Target,
    TargetError,
    Unavailable,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.targets.zosmf import ZosmfTarget

MEMBER = Member(JCLLIB, "ZWECSVSM")
JOB = "//ZWECSVSM JOB\n//NOTHING  EXEC PGM=IEFBR14\n"
INIT = ("init", "-c", MINIMAL, "--target", "zosmf")


@pytest.fixture
def system(box: Path) -> System:
    return System(box)


@pytest.fixture
def proxy(zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """Between the tool and the server."""
    with Proxy(zosmf.server.url, zosmf.certificate) as between:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(between.port))
        yield between


@pytest.fixture
def target(proxy: Proxy) -> Target:
    return targets.connect(Choice("zosmf"))


@pytest.fixture
def direct(zosmf: Front) -> Target:
    return targets.connect(Choice("zosmf"))


def error(status: int, *details: str, message: str = "") -> Answer:
    document = {"category": 4, "rc": 8, "reason": 0, "message": message, "details": list(details)}
    return Answer(status, json.dumps(document).encode())


READS = {
    "drop-before": {},
    "drop-after": {},
    "reset-before": {},
    "reset-after": {},
    "truncate": {},
    "truncate-json": {},
    "status": {"status": 503},
    "status-after": {"status": 502},
}


@pytest.mark.parametrize("kind", READS)
def test_a_read_is_tried_again(target: Target, proxy: Proxy, system: System, kind: str) -> None:
    system.write(*MEMBER, JOB)
    proxy.spoil(kind, nth=1, **READS[kind])
    assert target.exists(MEMBER)
    assert [seen.fault for seen in proxy.requests] == [kind, ""]


@pytest.mark.parametrize("kind", READS)
def test_a_read_is_given_up_in_the_end(target: Target, proxy: Proxy, kind: str) -> None:
    proxy.spoil(kind, count=99, **READS[kind])
    with pytest.raises((Unavailable, CannotTell)) as raised:
        target.exists(MEMBER)
    assert len(proxy.requests) == 3
    assert f"whether {MEMBER} exists could not be found out" in raised.value.facts[-1]


@pytest.mark.parametrize(
    ("kind", "chosen", "said"),
    [
        ("html", {"status": 200}, "answered with a web page instead of JSON"),
        ("html", {"status": 302}, "answered with a redirection (HTTP 302)"),
        ("html", {"status": 404}, "has nothing there (HTTP 404)"),
        ("html", {"status": 500}, "answered with an error (HTTP 500)"),
        ("status", {"status": 403}, "ibmuser may not do that on 127.0.0.1"),
        ("status", {"status": 401}, "does not let ibmuser in (HTTP 401)"),
    ],
)
def test_what_trying_again_cannot_mend(
    target: Target, proxy: Proxy, kind: str, chosen: dict[str, int], said: str
) -> None:
    proxy.spoil(kind, count=99, **chosen)
    with pytest.raises(TargetError) as raised:
        target.find_jobs("ZWECSVSM", 0.0)
    assert said in raised.value.facts[-1]
    assert len(proxy.requests) == 1
    assert raised.value.remedy or "500" in said


def test_a_web_page_is_no_member(target: Target, proxy: Proxy) -> None:
    proxy.spoil("html", status=200, count=99)
    with pytest.raises(CannotTell, match="ZWV233E"):
        target.read(MEMBER)


def test_a_slow_answer(target: Target, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(target, ZosmfTarget)
    target.http._handler.session_arguments["timeout"] = (5, 0.2)
    proxy.spoil("delay", seconds=30, count=99)
    with pytest.raises(Unavailable) as raised:
        target.entry(CLUSTER)
    assert "did not answer in time" in raised.value.facts[-1]
    assert len(proxy.requests) == 3


def test_an_answer_that_never_ends(
    direct: Target, zosmf: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zwe_vsam.targets.zosmf_http.LARGEST", 1000)
    zosmf.rule("GET", "/member", Answer(200, b"[" + b"1," * 600 + b"1]"))
    with pytest.raises(Unavailable):
        direct.exists(MEMBER)


class TestUnreachable:
    """Before anything is sent."""

    def told(self, run: Run) -> str:
        ran = run(*INIT)
        assert ran.code == 233
        assert "Traceback" not in ran.err
        return ran.err

    def test_refused(self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(port))
        assert f"127.0.0.1:{port} refuses connections" in self.told(run)

    def test_no_such_host(self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "no-such-host.invalid")
        assert "the host no-such-host.invalid is not known" in self.told(run)

    def test_certificate_of_nobody_known(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("REQUESTS_CA_BUNDLE")
        told = self.told(run)
        assert "is not trusted: self-signed certificate" in told
        assert "REQUESTS_CA_BUNDLE" in told
        assert zosmf.asked == []
        ran = run(*INIT, "--insecure-skip-verify")
        assert ran.code == 0
        assert "is not checked: it may be any server" in ran.err

    def test_certificate_of_another_host(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_HOST", "127.0.0.2")
        told = self.told(run)
        assert "127.0.0.2" in told
        assert zosmf.asked == []

    def test_bundle_that_is_not_there(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/no/such/file")
        assert "a file with certificates cannot be read" in self.told(run)

    def test_no_tls_there(self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> None:
        with socket.create_server(("127.0.0.1", 0)) as plain:
            monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(plain.getsockname()[1]))

            def serve() -> None:
                connection, _ = plain.accept()
                with connection:
                    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
                    connection.recv(65536)

            threading.Thread(target=serve, daemon=True).start()
            assert "broke off the secure connection" in self.told(run)

    def test_a_proxy_that_is_not_there(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("NO_PROXY")
        monkeypatch.setenv("HTTPS_PROXY", "http://me:hidden-one@127.0.0.1:9")
        told = self.told(run)
        assert "the proxy on the way" in told
        assert "hidden-one" not in told

    def test_the_wrong_base_path(
        self, run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_BASE_PATH", "api/v9")
        assert "base path of z/OSMF (now: /api/v9)" in self.told(run)


class TestWriting:
    """Once; what reads back decides."""

    @pytest.mark.parametrize("kind", ["drop-after", "truncate", "status-after", "html-after"])
    def test_done_but_not_told(
        self, target: Target, proxy: Proxy, system: System, kind: str
    ) -> None:
        proxy.spoil(kind, method="PUT", status=504 if kind == "status-after" else 200)
        if kind == "status-after":
            with pytest.raises(WriteFailed) as raised:
                target.write(MEMBER, JOB, "")
            assert raised.value.changed
            assert "The member was written in full." in raised.value.details
        else:
            assert target.write(MEMBER, JOB, "") == target.read(MEMBER).version
        assert [seen.method for seen in proxy.requests].count("PUT") == 1
        assert system.read(*MEMBER).text == JOB

    def test_nothing_is_known(self, target: Target, proxy: Proxy, system: System) -> None:
        proxy.spoil("drop-after", method="PUT")
        proxy.spoil("status", method="GET", path="(ZWECSVSM)", status=500, count=99)
        with pytest.raises(WriteFailed) as raised:
            target.write(MEMBER, JOB, "")
        assert raised.value.changed
        assert any("is not known" in line for line in raised.value.details)

    def test_somebody_was_faster(self, direct: Target, zosmf: Front, system: System) -> None:
        """Between the look and the writing, which only the server can notice."""
        system.write(*MEMBER, "//OLD JOB\n")
        version = direct.read(MEMBER).version

        def edit(asked: Asked) -> None:
            if asked.method == "PUT":
                system.write(*MEMBER, "//THEIRS JOB\n")

        zosmf.rules.append(edit)
        with pytest.raises(MemberChanged):
            direct.write(MEMBER, JOB, version)
        assert system.read(*MEMBER).text == "//THEIRS JOB\n"

    def test_what_is_replaced_unseen_is_told(self, run: Run, zosmf: Front, system: System) -> None:
        def edit(asked: Asked) -> None:
            if asked.method == "PUT" and "(ZWECSVSM)" in asked.path:
                system.write(*MEMBER, "//THEIRS JOB\n")

        zosmf.rules.append(edit)
        ran = run(*INIT)
        assert ran.code == 0
        assert "if somebody else had just made it, what they wrote is lost" in ran.err

    def test_interrupted(self, direct: Target, zosmf: Front, system: System) -> None:
        """Ctrl-C while the server writes: what the member holds is found out and told."""
        assert isinstance(direct, ZosmfTarget)
        put = direct.http.put

        def interrupted(*args: Any) -> None:
            put(*args)
            raise KeyboardInterrupt

        direct.http.put = interrupted  # type: ignore[method-assign,assignment]
        with pytest.raises(WriteInterrupted) as raised:
            direct.write(MEMBER, JOB, "")
        assert raised.value.details == ("The member was written in full.",)
        assert raised.value.changed

    def test_what_reads_back_different(self, direct: Target, zosmf: Front, system: System) -> None:
        zosmf.rule("PUT", "(ZWECSVSM)", Answer(204))
        with pytest.raises(WriteFailed) as raised:
            direct.write(MEMBER, JOB, "")
        assert raised.value.details[-1] == "The member is not there."


class TestSubmitting:
    """Once; found again by the correlator."""

    @pytest.fixture(autouse=True)
    def _member(self, system: System) -> None:
        system.write(*MEMBER, JOB)

    @pytest.mark.parametrize(
        "kind",
        ["drop-after", "reset-after", "truncate", "truncate-json", "html-after", "status-after"],
    )
    def test_done_but_not_told(
        self, target: Target, proxy: Proxy, system: System, kind: str
    ) -> None:
        told: list[str] = []
        assert isinstance(target, ZosmfTarget)
        target.remark_to(told.append)
        proxy.spoil(kind, method="PUT", path="/restjobs/jobs", status=500)
        job = target.submit(MEMBER)
        assert [(found.id, found.name) for found in system.jobs()] == [(job.id, job.name)]
        assert "was found by its correlator and is taken up" in told[0]

    def test_an_answer_that_comes_too_late(
        self, target: Target, proxy: Proxy, system: System
    ) -> None:
        assert isinstance(target, ZosmfTarget)
        target.http._handler.session_arguments["timeout"] = (5, 0.5)
        proxy.spoil("delay", method="PUT", path="/restjobs/jobs", seconds=30)
        assert [job.id for job in system.jobs()] == []
        job = target.submit(MEMBER)
        assert [found.id for found in system.jobs()] == [job.id]

    @pytest.mark.parametrize("kind", ["drop-before", "reset-before", "garbage", "html", "status"])
    def test_not_done_as_far_as_is_known(
        self, target: Target, proxy: Proxy, system: System, kind: str
    ) -> None:
        """An answer that is lost proves nothing, even where no job is listed."""
        proxy.spoil(kind, method="PUT", path="/restjobs/jobs", status=500)
        with pytest.raises(SubmitUnknown) as raised:
            target.submit(MEMBER)
        assert "No job named ZWECSVSM is listed that may be it." in raised.value.details
        assert system.jobs() == []

    @pytest.mark.parametrize("status", [400, 401, 403, 404])
    def test_refused(self, target: Target, proxy: Proxy, system: System, status: int) -> None:
        proxy.spoil("status", method="PUT", path="/restjobs/jobs", status=status)
        with pytest.raises(SubmitFailed):
            target.submit(MEMBER)
        assert system.jobs() == []

    def test_twice_on_the_way(self, target: Target, proxy: Proxy, system: System) -> None:
        """Something between doubled it, and the answer was lost: nobody chooses one."""
        proxy.spoil("duplicate", method="PUT", path="/restjobs/jobs")

        def lose(asked: Asked) -> Answer | None:
            if asked.method == "PUT" and asked.path == "/zosmf/restjobs/jobs":
                asked.real()
                return Answer(502)
            return None

        proxy_front = self.front
        proxy_front.rules.append(lose)
        with pytest.raises(SubmitUnknown) as raised:
            target.submit(MEMBER)
        assert len(system.jobs()) == 2
        assert "submitted more than once" in raised.value.details[-1]

    @pytest.fixture(autouse=True)
    def _front(self, zosmf: Front) -> None:
        self.front = zosmf

    def test_without_correlators_candidates_are_told(
        self, target: Target, proxy: Proxy, system: System
    ) -> None:
        def strip(asked: Asked) -> Answer | None:
            if asked.method != "GET" or "/restjobs/jobs?" not in asked.path:
                return None
            # Such a server lists all jobs, whatever correlator was asked for.
            documents = json.loads(asked.real().body) or [_document(system)]
            for document in documents:
                document["job-correlator"] = None
            return Answer(200, json.dumps(documents).encode())

        self.front.rules.append(strip)
        proxy.spoil("drop-after", method="PUT", path="/restjobs/jobs")
        with pytest.raises(SubmitUnknown) as raised:
            target.submit(MEMBER)
        (job,) = system.jobs()
        assert f"possibly it: ZWECSVSM({job.id}) of IBMUSER" in raised.value.details[-1]

    def test_a_job_of_somebody_else_is_not_taken_up(
        self, target: Target, proxy: Proxy, system: System
    ) -> None:
        system.submit(JOB, "OTHER")
        proxy.spoil("drop-before", method="PUT", path="/restjobs/jobs")
        with pytest.raises(SubmitUnknown) as raised:
            target.submit(MEMBER)
        assert "No job named ZWECSVSM is listed that may be it." in raised.value.details

    def test_what_is_submitted_is_what_was_read(
        self, direct: Target, zosmf: Front, system: System
    ) -> None:
        """An edit after the last look changes the member, not the job."""

        def edit(asked: Asked) -> None:
            if asked.path == "/zosmf/restjobs/jobs":
                system.write(*MEMBER, "//EVIL JOB\n//X EXEC PGM=IDCAMS\n")

        zosmf.rules.append(edit)
        job = direct.submit(MEMBER, direct.read(MEMBER).version)
        assert job.name == "ZWECSVSM"
        asked = zosmf.asked[-1]
        assert asked.body.decode() == JOB
        assert asked.headers["X-Ibm-Intrdr-Mode"] == "TEXT"
        assert 1 <= len(asked.headers["X-Ibm-User-Correlator"]) <= 32

    def test_each_submission_has_a_correlator_of_its_own(
        self, direct: Target, zosmf: Front
    ) -> None:
        for _ in range(2):
            direct.submit(MEMBER)
        sent = [a.headers.get("X-Ibm-User-Correlator") for a in zosmf.asked if a.method == "PUT"]
        assert len(set(sent)) == 2

    def test_not_reached_is_not_submitted(
        self, direct: Target, zosmf: Front, system: System
    ) -> None:
        assert isinstance(direct, ZosmfTarget)
        direct.members.latest = lambda *_: JOB  # type: ignore[method-assign]
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        direct.http._url = f"https://127.0.0.1:{port}"
        with pytest.raises(SubmitFailed):
            direct.submit(MEMBER)


def _document(system: System) -> dict[str, object]:
    (job,) = system.jobs()
    return {"jobid": job.id, "jobname": job.name, "owner": job.owner, "status": "OUTPUT",
            "retcode": "CC 0000"}  # fmt: skip


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
        assert "The job was left as it is." in ran.err
        assert "zwe-vsam job JOB00001" in ran.err
        assert token not in ran.out + ran.err

    def test_at_a_terminal_the_password_is_asked(
        self, run: Run, zosmf: Front, token: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []

        def ask(prompt: str) -> str:
            asked.append(prompt)
            return "sys1"

        monkeypatch.setattr("zwe_vsam.cli.options._ask_secret", lambda: ask)
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

        monkeypatch.setattr("zwe_vsam.cli.options._ask_secret", lambda: ask)
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
    monkeypatch.setattr("zwe_vsam.cli.options._ask_secret", lambda: lambda _: "sys1")
    ran = run(*INIT)
    assert ran.code == 233
    assert "does not let ibmuser in (HTTP 401)" in ran.err
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


JSON = (("Content-Type", "application/json"),)


def document(found: object) -> Answer:
    return Answer(200, json.dumps(found).encode(), JSON)


@pytest.mark.parametrize(
    "other", [{"jobid": "JOB00009"}, {"jobname": "PAYROLL"}, {"jobname": "PAYROLL", "owner": "X"}]
)
def test_another_job_than_the_one_that_was_asked_for(
    direct: Target, zosmf: Front, other: dict[str, str]
) -> None:
    job = {"jobid": "JOB00001", "jobname": "ZWECSVSM", "owner": "X", "retcode": "CC 0000"}
    zosmf.rule("GET", "/restjobs/jobs/", document(job | other))
    with pytest.raises(CannotTell, match="ZWV233E") as raised:
        direct.job(JobId("JOB00001", "ZWECSVSM", "X"))
    assert "for job ZWECSVSM(JOB00001) it answered with" in raised.value.facts[-1]


@pytest.mark.parametrize("code", [False, 0.0, None, "0"])
def test_a_code_of_idcams_that_is_no_number(direct: Target, zosmf: Front, code: object) -> None:
    """JSON's false is 0 to Python."""
    output = [f"0CLUSTER ------- {CLUSTER}", "      IN-CAT --- UCAT.ZWE"]
    zosmf.rule("PUT", "/restfiles/ams", document({"rc": code, "output": output}))
    with pytest.raises(CannotTell) as raised:
        direct.entry(CLUSTER)
    assert raised.value.remedy


@pytest.mark.parametrize("id_", ["..", "\ud800", ""])
def test_a_submission_that_is_answered_with_no_id(
    direct: Target, zosmf: Front, system: System, id_: str
) -> None:
    """The job is there, and is found by its correlator."""
    system.write(*MEMBER, JOB)

    def spoil(asked: Asked) -> Answer | None:
        if asked.method != "PUT" or not asked.path.endswith("/restjobs/jobs"):
            return None
        asked.real()
        return document({"jobid": id_, "jobname": "ZWECSVSM", "owner": "IBMUSER"})

    zosmf.rules.append(spoil)
    assert direct.submit(MEMBER).id == "JOB00001"
    assert len(system.jobs()) == 1


@pytest.mark.parametrize("answer", [error(500), error(418), document("x")])
def test_whatever_is_wrong_there_is_something_to_do(
    direct: Target, zosmf: Front, answer: Answer
) -> None:
    zosmf.rules.append(lambda _: answer)
    for verb in (
        lambda: direct.exists(MEMBER),
        lambda: direct.entry(CLUSTER),
        lambda: direct.look("JOB00001"),
        lambda: direct.find_jobs("ZWECSVSM", 0.0),
        lambda: direct.job(JobId("JOB00001", "ZWECSVSM", "X")),
    ):
        with pytest.raises(TargetError) as raised:
            verb()
        assert raised.value.remedy
