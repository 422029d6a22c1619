"""What failing answers, and their absence, do to the verbs: over real TLS, through a proxy."""

from __future__ import annotations

import json
import socket
from typing import Any

import pytest

from tests.conftest import CLUSTER, Run
from tests.proxy import Proxy
from tests.targets.zosmf_job import INIT, JOB, MEMBER
from tests.zosmf_front import Answer, Asked, Front
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import (
    MemberChanged,
    SubmitFailed,
    SubmitUnknown,
    TargetError,
    Unavailable,
    UnclearAnswer,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.messages import Message
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target
from zwe_vsam.targets.zosmf.target import ZosmfTarget


@pytest.fixture
def target(proxy: Proxy) -> Target:
    return targets.connect(Choice("zosmf"))


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
    assert [request.fault for request in proxy.requests] == [kind, ""]


@pytest.mark.parametrize("kind", READS)
def test_a_read_is_given_up_in_the_end(target: Target, proxy: Proxy, kind: str) -> None:
    proxy.spoil(kind, count=99, **READS[kind])
    with pytest.raises((Unavailable, UnclearAnswer)) as raised:
        target.exists(MEMBER)
    assert len(proxy.requests) == 3
    assert f"Cannot find out whether {MEMBER} exists: " in raised.value.reason


@pytest.mark.parametrize(
    ("kind", "chosen", "reason"),
    [
        ("html", {"status": 200}, "answered with a web page"),
        ("html", {"status": 302}, "answered with a redirection (HTTP 302)"),
        ("html", {"status": 404}, "does not have this service (HTTP 404)"),
        ("html", {"status": 500}, "answered with an error (HTTP 500)"),
        ("status", {"status": 403}, "ibmuser is not authorized to do that on 127.0.0.1"),
        ("status", {"status": 401}, "refused the login of ibmuser (HTTP 401)"),
    ],
)
def test_what_trying_again_cannot_mend(
    target: Target, proxy: Proxy, kind: str, chosen: dict[str, int], reason: str
) -> None:
    proxy.spoil(kind, count=99, **chosen)
    with pytest.raises(TargetError) as raised:
        target.find_jobs("ZWECSVSM", 0.0)
    assert reason in raised.value.reason
    assert len(proxy.requests) == 1
    assert raised.value.remedy or "500" in reason


def test_a_web_page_is_no_member(target: Target, proxy: Proxy) -> None:
    proxy.spoil("html", status=200, count=99)
    with pytest.raises(UnclearAnswer, match="ZWV6250E"):
        target.read(MEMBER)


def test_a_slow_answer(target: Target, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    assert isinstance(target, ZosmfTarget)
    monkeypatch.setattr("zwe_vsam.targets.zosmf.connection.READ_TIMEOUT", 0.2)
    proxy.spoil("delay", seconds=30, count=99)
    with pytest.raises(Unavailable) as raised:
        target.entry(CLUSTER)
    assert "did not answer in time" in raised.value.reason
    assert len(proxy.requests) == 3


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
            assert "The member has the complete new content." in raised.value.details
        else:
            assert target.write(MEMBER, JOB, "") == target.read(MEMBER).version
        assert [request.method for request in proxy.requests].count("PUT") == 1
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
        assert (
            "replaced IBMUSER.ZWE.CUST.JCLLIB(ZWECSVSM). Shortly before, the member did not exist"
            in ran.err
        )

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
        assert raised.value.details == ("The member has the complete new content.",)
        assert raised.value.changed

    def test_what_reads_back_different(self, direct: Target, zosmf: Front, system: System) -> None:
        zosmf.rule("PUT", "(ZWECSVSM)", Answer(204))
        with pytest.raises(WriteFailed) as raised:
            direct.write(MEMBER, JOB, "")
        assert raised.value.details[-1] == "The member does not exist."


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
        warnings: list[Message] = []
        assert isinstance(target, ZosmfTarget)
        target.on_warning(warnings.append)
        proxy.spoil(kind, method="PUT", path="/restjobs/jobs", status=500)
        job = target.submit(MEMBER)
        assert [(info.id, info.name) for info in system.jobs()] == [(job.id, job.name)]
        assert warnings[0].id == "ZWV6275W"
        assert "zwe-vsam found the job ZWECSVSM(" in warnings[0].text

    def test_an_answer_that_comes_too_late(
        self, target: Target, proxy: Proxy, system: System, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert isinstance(target, ZosmfTarget)
        monkeypatch.setattr("zwe_vsam.targets.zosmf.connection.READ_TIMEOUT", 0.5)
        proxy.spoil("delay", method="PUT", path="/restjobs/jobs", seconds=30)
        assert [job.id for job in system.jobs()] == []
        job = target.submit(MEMBER)
        assert [info.id for info in system.jobs()] == [job.id]

    @pytest.mark.parametrize("kind", ["drop-before", "reset-before", "garbage", "html", "status"])
    def test_not_done_as_far_as_is_known(
        self, target: Target, proxy: Proxy, system: System, kind: str
    ) -> None:
        """An answer that is lost proves nothing, even where no job is listed."""
        proxy.spoil(kind, method="PUT", path="/restjobs/jobs", status=500)
        with pytest.raises(SubmitUnknown) as raised:
            target.submit(MEMBER)
        assert (
            "The system lists no job named ZWECSVSM that can belong to this submission."
            in raised.value.details
        )
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
        assert "The member was submitted more than once." in raised.value.details[-1]

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
        assert (
            f"may belong to this submission: ZWECSVSM({job.id}) of IBMUSER"
            in raised.value.details[-1]
        )

    def test_a_job_of_somebody_else_is_not_taken_up(
        self, target: Target, proxy: Proxy, system: System
    ) -> None:
        system.submit(JOB, "OTHER")
        proxy.spoil("drop-before", method="PUT", path="/restjobs/jobs")
        with pytest.raises(SubmitUnknown) as raised:
            target.submit(MEMBER)
        assert (
            "The system lists no job named ZWECSVSM that can belong to this submission."
            in raised.value.details
        )

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
        direct.http.link = direct.http.link._replace(port=str(port))
        with pytest.raises(SubmitFailed):
            direct.submit(MEMBER)


def _document(system: System) -> dict[str, object]:
    (job,) = system.jobs()
    return {"jobid": job.id, "jobname": job.name, "owner": job.owner, "status": "OUTPUT",
            "retcode": "CC 0000"}  # fmt: skip
