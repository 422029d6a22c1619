"""What is said of a member or a job where the answer was lost, or Ctrl-C came before it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.conftest import Run
from tests.proxy import Proxy
from tests.targets.zosmf_job import INIT, JOB, MEMBER
from tests.zosmf_front import Answer, Asked, Front
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import (
    NotAuthorised,
    SubmitFailed,
    SubmitInterrupted,
    SubmitUnknown,
    Unavailable,
    WriteFailed,
    WriteInterrupted,
)
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zosmf import target as zosmf_target
from zwe_vsam.targets.zosmf.target import ZosmfTarget

OLD = "//OLD JOB\n"
SUBMIT = "/zosmf/restjobs/jobs"


@pytest.fixture
def direct(zosmf: Front) -> ZosmfTarget:
    connected = targets.connect(Choice("zosmf"))
    assert isinstance(connected, ZosmfTarget)
    return connected


@pytest.fixture
def proxied(zosmf: Front, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[ZosmfTarget, Proxy]]:
    with Proxy(zosmf.server.url, zosmf.certificate) as between:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PORT", str(between.port))
        connected = targets.connect(Choice("zosmf"))
        assert isinstance(connected, ZosmfTarget)
        yield connected, between


def interrupt(target: ZosmfTarget, path: str, *, when_done: bool) -> None:
    """Ctrl-C once, before or after the server has done what the PUT asks."""
    put = target.http.put

    def interrupted(sent_to: str, *args: Any) -> Any:
        if path not in sent_to:
            return put(sent_to, *args)
        target.http.put = put  # type: ignore[method-assign]
        if when_done:
            put(sent_to, *args)
        raise KeyboardInterrupt

    target.http.put = interrupted  # type: ignore[method-assign]


class TestMember:
    """A server that was not heard of may still be writing."""

    @pytest.mark.parametrize("kind", ["drop-before", "reset-before", "status"])
    def test_lost_and_not_written_so_far(
        self, proxied: tuple[ZosmfTarget, Proxy], system: System, kind: str
    ) -> None:
        target, proxy = proxied
        system.write(*MEMBER, OLD)
        proxy.spoil(kind, method="PUT", status=504)
        with pytest.raises(WriteFailed) as raised:
            target.write(MEMBER, JOB, target.read(MEMBER).version)
        assert raised.value.details[-1] == (
            "The member still has its former content. The server may still be writing it."
        )
        assert raised.value.changed

    def test_new_lost_and_not_written_so_far(self, proxied: tuple[ZosmfTarget, Proxy]) -> None:
        target, proxy = proxied
        proxy.spoil("drop-before", method="PUT")
        with pytest.raises(WriteFailed) as raised:
            target.write(MEMBER, JOB, "")
        assert raised.value.details[-1] == (
            "The member does not exist yet. The server may still be writing it."
        )

    def test_interrupted_and_not_written_so_far(self, direct: ZosmfTarget, system: System) -> None:
        system.write(*MEMBER, OLD)
        interrupt(direct, "(ZWECSVSM)", when_done=False)
        with pytest.raises(WriteInterrupted) as raised:
            direct.write(MEMBER, JOB, direct.read(MEMBER).version)
        assert "The server may still be writing it." in raised.value.details[0]
        assert raised.value.changed

    def test_refused_by_the_server_itself(
        self, direct: ZosmfTarget, zosmf: Front, system: System
    ) -> None:
        system.write(*MEMBER, OLD)
        zosmf.rule("PUT", "(ZWECSVSM)", Answer(500))
        with pytest.raises(WriteFailed) as raised:
            direct.write(MEMBER, JOB, direct.read(MEMBER).version)
        assert raised.value.details[-1] == "The member still has its former content."
        assert not raised.value.changed

    def test_written_in_part_and_an_error(
        self, direct: ZosmfTarget, zosmf: Front, system: System
    ) -> None:
        """As z/OSMF does it with lines that are longer than the records: all written, and 500."""
        system.write(*MEMBER, OLD)

        def cut(asked: Asked) -> Answer | None:
            if asked.method != "PUT" or "(ZWECSVSM)" not in asked.path:
                return None
            system.write(*MEMBER, "//CUT\n")
            return Answer(500, json.dumps({"message": "fwrite() error"}).encode())

        zosmf.rules.append(cut)
        with pytest.raises(WriteFailed) as raised:
            direct.write(MEMBER, JOB, direct.read(MEMBER).version)
        assert raised.value.details[-2:] == (
            "fwrite() error",
            "The member has other content than before. zwe-vsam did not change it again.",
        )
        assert raised.value.changed
        assert system.read(*MEMBER).text == "//CUT\n"

    @pytest.mark.parametrize("status", [403, 500])
    def test_no_etag_because_of_an_error_is_not_a_server_without(
        self, direct: ZosmfTarget, zosmf: Front, system: System, status: int
    ) -> None:
        system.write(*MEMBER, OLD)
        version = direct.read(MEMBER).version

        def fail(asked: Asked) -> Answer | None:
            wants = asked.headers.get("X-Ibm-Return-Etag")
            return Answer(status) if wants and asked.method == "GET" else None

        zosmf.rules.append(fail)
        with pytest.raises((Unavailable, NotAuthorised)):
            direct.write(MEMBER, JOB, version)
        assert system.read(*MEMBER).text == OLD


class TestJob:
    """Looked for by its correlator, whatever came between."""

    @pytest.fixture(autouse=True)
    def _member(self, system: System) -> None:
        system.write(*MEMBER, JOB)

    def test_interrupted_when_it_ran_already(self, direct: ZosmfTarget, system: System) -> None:
        interrupt(direct, "/restjobs", when_done=True)
        with pytest.raises(SubmitInterrupted) as raised:
            direct.submit(MEMBER)
        (job,) = system.jobs()
        assert raised.value.job is not None
        assert (raised.value.job.id, raised.value.job.owner) == (job.id, job.owner)

    def test_interrupted_before_it_ran(self, direct: ZosmfTarget, system: System) -> None:
        interrupt(direct, "/restjobs", when_done=False)
        with pytest.raises(SubmitInterrupted) as raised:
            direct.submit(MEMBER)
        assert raised.value.job is None
        assert raised.value.details == (
            "The system lists no job named ZWECSVSM that can belong to this submission.",
        )
        assert system.jobs() == []

    def test_interrupted_once_more(
        self, direct: ZosmfTarget, system: System, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def again(_seconds: float) -> None:
            raise KeyboardInterrupt

        interrupt(direct, "/restjobs", when_done=True)
        monkeypatch.setattr("zwe_vsam.targets.zosmf.submit.time.sleep", again)
        with pytest.raises(SubmitInterrupted) as raised:
            direct.submit(MEMBER)
        assert raised.value.details == (
            "After a second Ctrl-C, zwe-vsam did not search for jobs named ZWECSVSM.",
        )

    def test_what_the_user_is_told(
        self, run: Run, system: System, monkeypatch: pytest.MonkeyPatch, zosmf: Front
    ) -> None:
        def connect(choice: Choice) -> ZosmfTarget:
            connected = zosmf_target.connect(choice)
            interrupt(connected, "/restjobs", when_done=True)
            return connected

        monkeypatch.setattr("zwe_vsam.targets.connect", connect)
        ran = run(*INIT, "--generate")
        assert ran.code == 130
        (job,) = system.jobs()
        assert f"the wait for job ZWECSVSM({job.id}). The job was not canceled." in ran.err
        assert f"zwe-vsam job {job.id}" in ran.err

    def test_a_server_that_cannot_look_for_correlators(
        self, direct: ZosmfTarget, zosmf: Front, system: System
    ) -> None:
        """The list by name has them, too."""

        def act(asked: Asked) -> Answer | None:
            if "user-correlator=" in asked.path:
                return Answer(400)
            if asked.method == "PUT" and asked.path == SUBMIT:
                asked.real()
                return Answer(502)
            return None

        zosmf.rules.append(act)
        assert direct.submit(MEMBER).id == system.jobs()[0].id

    def test_an_old_job_does_not_end_the_search(
        self, direct: ZosmfTarget, zosmf: Front, system: System
    ) -> None:
        """On a server without correlators, and slow to list what it has just taken."""
        old = {"jobid": "JOB00009", "jobname": "ZWECSVSM", "owner": "IBMUSER", "status": "OUTPUT",
               "retcode": "CC 0000", "exec-submitted": "2001-01-01T00:00:00.000Z"}  # fmt: skip
        new = {**old, "jobid": "JOB00010", "exec-submitted": ""}
        listed = [[old], [old], [old], [old, new]]

        def act(asked: Asked) -> Answer | None:
            if asked.method == "PUT" and asked.path == SUBMIT:
                return Answer(500)
            if f"{SUBMIT}?" not in asked.path:
                return None
            jobs = listed.pop(0) if len(listed) > 1 else listed[0]
            return Answer(200, json.dumps(jobs).encode())

        zosmf.rules.append(act)
        with pytest.raises(SubmitUnknown) as raised:
            direct.submit(MEMBER)
        assert "may belong to this submission: ZWECSVSM(JOB00010)" in raised.value.details[-1]

    @pytest.mark.parametrize("status", [303, 408, 499])
    def test_what_is_no_refusal(
        self, direct: ZosmfTarget, zosmf: Front, system: System, status: int
    ) -> None:
        """A gateway that says so may have passed the job on."""

        def act(asked: Asked) -> Answer | None:
            if asked.method == "PUT" and asked.path == SUBMIT:
                asked.real()
                return Answer(status, b"", (("Location", "/elsewhere"),))
            return None

        zosmf.rules.append(act)
        assert direct.submit(MEMBER).id == system.jobs()[0].id

    def test_a_redirection_is_one(self, direct: ZosmfTarget, zosmf: Front, system: System) -> None:
        zosmf.rule("PUT", SUBMIT, Answer(302, b"", (("Location", "/login"),)))
        with pytest.raises(SubmitFailed):
            direct.submit(MEMBER)


class TestLogin:
    """One that was refused is not sent again: each time counts for the lock of the account."""

    def test_refused_in_mid_run(self, direct: ZosmfTarget, zosmf: Front, system: System) -> None:
        system.write(*MEMBER, JOB)
        zosmf.rule("PUT", SUBMIT, Answer(502))
        zosmf.rule("GET", SUBMIT, Answer(401))
        with pytest.raises(SubmitUnknown) as raised:
            direct.submit(MEMBER)
        assert "has expired (HTTP 401)" in raised.value.details[-1]
        assert [path for path in zosmf.paths if path == f"GET {SUBMIT}"] == [f"GET {SUBMIT}"]
        asked = len(zosmf.asked)
        with pytest.raises(NotAuthorised):
            direct.read(MEMBER)
        assert len(zosmf.asked) == asked

    def test_nobody_is_asked_twice(self, zosmf: Front, system: System) -> None:
        asked: list[str] = []
        target = targets.connect(Choice("zosmf", ask=lambda prompt: asked.append(prompt) or "bad"))  # type: ignore[func-returns-value]
        assert not target.exists(MEMBER)
        zosmf.app.extensions["authority"]._password = "changed"
        for _ in range(2):
            with pytest.raises(NotAuthorised):
                target.exists(MEMBER)
        assert len(asked) == 1
        assert len(zosmf.asked) == 3
