"""Servers that lack a part of what z/OSMF has: they work, and what was not checked is said."""

from __future__ import annotations

import json
from urllib.parse import unquote

import pytest

from tests.clusters import define
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from tests.targets.zosmf_job import JOB, MEMBER
from tests.zosmf_front import Answer, Asked, Front, Rule
from zwe_vsam import targets
from zwe_vsam.choice import Choice
from zwe_vsam.errors import (
    CatalogUnavailable,
    LibraryNotFound,
    MemberNotFound,
    NotCancelled,
    UnclearAnswer,
)
from zwe_vsam.model import JobId, Member, Phase
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target

ZOSMF = ("--target", "zosmf")


@pytest.fixture
def target(zosmf: Front) -> Target:
    return targets.connect(Choice("zosmf"))


def error(status: int, *details: str, message: str = "") -> Answer:
    document = {"category": 6, "rc": 8, "reason": 3, "message": message, "details": list(details)}
    return Answer(status, json.dumps(document).encode())


def changed(method: str, path: str, **headers: str | None) -> Rule:
    """The application's answer, without some of its headers."""

    def act(asked: Asked) -> Answer | None:
        if asked.method != method or path not in asked.path:
            return None
        answer = asked.real()
        remaining = tuple(pair for pair in answer.headers if pair[0] not in headers)
        return answer._replace(headers=remaining)

    return act


class TestWithoutIdcams:
    """Whether a data set exists is read off a list, which proves nothing where it has none."""

    @pytest.fixture(autouse=True)
    def _no_ams(self, zosmf: Front) -> None:
        zosmf.rule("PUT", "/restfiles/ams", error(404, message="No such service"))

    def listing(self, zosmf: Front, *entries: dict[str, str]) -> None:
        def act(asked: Asked) -> Answer | None:
            if f"dslevel={CLUSTER}" not in unquote(asked.path):
                return None
            return Answer(200, json.dumps({"items": list(entries)}).encode())

        zosmf.rules.append(act)

    def test_not_in_the_list_is_not_absent(self, target: Target, zosmf: Front) -> None:
        self.listing(zosmf, {"dsname": f"{CLUSTER}.OTHER", "dsorg": "VS"})
        with pytest.raises(CatalogUnavailable) as raised:
            target.entry(CLUSTER)
        assert not raised.value.seen
        assert "but that list can be incomplete" in raised.value.reason

    def test_in_the_list(self, target: Target, zosmf: Front) -> None:
        self.listing(zosmf, {"dsname": CLUSTER, "dsorg": "VS", "vol": "*VSAM*"})
        with pytest.raises(CatalogUnavailable) as raised:
            target.entry(CLUSTER)
        assert raised.value.seen
        assert raised.value.remedy.startswith(f"Run TSO LISTCAT ENTRIES('{CLUSTER}') ALL")

    def test_something_else_in_the_list(self, target: Target, zosmf: Front) -> None:
        self.listing(zosmf, {"dsname": CLUSTER, "dsorg": "PO", "vol": "VOL123"})
        with pytest.raises(CatalogUnavailable) as raised:
            target.entry(CLUSTER)
        assert not raised.value.seen
        assert "the organization PO" in raised.value.reason

    def test_no_list_either(self, target: Target, zosmf: Front) -> None:
        zosmf.rule("GET", "/restfiles/ds?", error(500))
        with pytest.raises(UnclearAnswer) as raised:
            target.entry(CLUSTER)
        assert not isinstance(raised.value, CatalogUnavailable)

    def test_init_goes_on_and_says_what_it_could_not_check(
        self, run: Run, zosmf: Front, system: System
    ) -> None:
        def listed(asked: Asked) -> Answer | None:
            if f"dslevel={CLUSTER}" not in unquote(asked.path):
                return None
            items = [{"dsname": CLUSTER, "dsorg": "VS"}] if system.clusters() else []
            return Answer(200, json.dumps({"items": items}).encode())

        zosmf.rules.append(listed)
        ran = run("init", "-c", MINIMAL, *ZOSMF)
        assert ran.code == 0
        assert f"Warning ZWV5010W: It is not known whether {CLUSTER} exists" in ran.err
        assert f"Warning ZWV5011W: The attributes of {CLUSTER} are not known" in ran.err
        assert "created successfully" in ran.out

    def test_created_is_not_said_on_the_word_of_the_job(
        self, run: Run, zosmf: Front, system: System
    ) -> None:
        self.listing(zosmf)
        ran = run("init", "-c", MINIMAL, *ZOSMF)
        assert ran.code == 233
        assert "It is not confirmed" in ran.err
        assert "created successfully" not in ran.out
        assert system.clusters() == [CLUSTER]

    def test_a_cluster_that_is_listed_is_not_defined_again(
        self, run: Run, zosmf: Front, system: System
    ) -> None:
        self.listing(zosmf, {"dsname": CLUSTER, "dsorg": "VS"})
        ran = run("init", "-c", MINIMAL, *ZOSMF)
        assert ran.code == 158
        assert system.jobs() == []

    @pytest.mark.parametrize(
        "words",
        [
            ("init", "--allow-overwrite", "--yes"),
            ("init", "--allow-overwrite", "--force", "--yes"),
            ("init", "--exist-ok"),
            ("remove", "--yes"),
            ("remove", "--force", "--yes"),
            ("verify",),
        ],
    )
    @pytest.mark.parametrize("is_there", [True, False])
    def test_nothing_is_deleted_or_accepted(
        self, run: Run, zosmf: Front, system: System, words: tuple[str, ...], is_there: bool
    ) -> None:
        define(system)
        self.listing(zosmf, *([{"dsname": CLUSTER, "dsorg": "VS"}] if is_there else []))
        ran = run(words[0], "-c", MINIMAL, *ZOSMF, *words[1:])
        assert ran.code == 233
        assert system.clusters() == [CLUSTER]
        assert system.jobs() == []


class TestIdcamsAnswers:
    """Only IDC3012I for this name is "not there"."""

    NOT_FOUND = f"0IDC3012I ENTRY {CLUSTER} NOT FOUND"

    def answer(self, rc: object, *output: str) -> Answer:
        return Answer(200, json.dumps({"rc": rc, "output": output, "JSONversion": 1}).encode())

    def test_absent_with_4(self, target: Target, zosmf: Front) -> None:
        zosmf.rule("PUT", "/ams", self.answer(4, self.NOT_FOUND))
        assert target.entry(CLUSTER) is None

    def test_absent_as_an_error_document(self, target: Target, zosmf: Front) -> None:
        zosmf.rule("PUT", "/ams", error(500, self.NOT_FOUND))
        assert target.entry(CLUSTER) is None

    @pytest.mark.parametrize(
        "answer",
        [
            (200, {"rc": 0, "output": []}),
            (200, {"rc": 4, "output": []}),
            (200, {"rc": 4, "output": ["0IDC3012I ENTRY OTHER.NAME NOT FOUND"]}),
            (200, {"rc": 0, "output": [f"0IDC3012I ENTRY {CLUSTER} NOT FOUND"]}),
            (200, {"rc": "4", "output": [f"0IDC3012I ENTRY {CLUSTER} NOT FOUND"]}),
            (200, {"rc": 4}),
            (200, {}),
            (200, []),
            (200, None),
            (500, {"details": ["0IDC3018I SECURITY VERIFICATION FAILED"]}),
            (500, {"details": ["0IDC3012I ENTRY OTHER.NAME NOT FOUND"]}),
            (500, {"message": "Server error occurred"}),
            (404, {"details": ["0IDC3009I ** VSAM CATALOG RETURN CODE IS 8"]}),
            (403, {}),
        ],
    )
    def test_anything_else_is_not_known(
        self, target: Target, zosmf: Front, answer: tuple[int, object]
    ) -> None:
        zosmf.rule("PUT", "/ams", Answer(answer[0], json.dumps(answer[1]).encode()))
        with pytest.raises(UnclearAnswer) as raised:
            target.entry(CLUSTER)
        assert not isinstance(raised.value, CatalogUnavailable)

    def test_the_question(self, target: Target, zosmf: Front, system: System) -> None:
        define(system)
        assert target.entry(CLUSTER)
        sent = json.loads(zosmf.asked[-1].body)
        assert sent == {"input": [f" LISTCAT ENTRIES('{CLUSTER}') ALL"], "JSONversion": 1}


class TestMembers:
    def test_without_etags(self, run: Run, zosmf: Front, system: System) -> None:
        system.write(*MEMBER, "//OLD JOB\n")
        zosmf.rules.append(changed("GET", "(ZWECSVSM)", ETag=None))
        ran = run("init", "-c", MINIMAL, *ZOSMF, "--generate")
        assert ran.code == 0
        assert "changed in the moment before it was written" in ran.err
        assert not any("If-Match" in asked.headers for asked in zosmf.asked)

    def test_with_etags_nothing_is_told(self, run: Run, zosmf: Front, system: System) -> None:
        system.write(*MEMBER, "//OLD JOB\n")
        ran = run("init", "-c", MINIMAL, *ZOSMF, "--generate")
        assert ran.code == 0
        assert "could not be checked" not in ran.err
        (put,) = [a for a in zosmf.asked if a.method == "PUT" and "(ZWECSVSM)" in a.path]
        assert put.headers["If-Match"]

    @pytest.mark.parametrize("refuses", [True, False])
    def test_without_records(self, run: Run, zosmf: Front, system: System, refuses: bool) -> None:
        """A server that gives text whatever is asked for, or refuses what it does not know."""

        def act(asked: Asked) -> Answer | None:
            if asked.headers.get("X-Ibm-Data-Type") != "record":
                return None
            if refuses:
                return error(400, message="Unknown data type")
            place = asked.path.partition("/ds/")[2].rstrip(")").split("(")
            text = system.read(place[0], place[1]).text
            return Answer(200, text.encode(), (("Content-Type", "text/plain"),))

        zosmf.rules.append(act)
        ran = run("init", "-c", MINIMAL, *ZOSMF)
        assert ran.code == 0
        assert ran.err.count("the server gives members only as text") == 1

    @pytest.mark.parametrize("status", [404, 500])
    def test_statuses_of_what_is_not_there(
        self, target: Target, zosmf: Front, system: System, status: int
    ) -> None:
        """As an emulation answers: the directory and the list decide."""
        zosmf.rule("GET", "(NOSUCH)", error(status, message="Cannot open dataset member"))
        with pytest.raises(MemberNotFound):
            target.read(Member(JCLLIB, "NOSUCH"))
        zosmf.rule("GET", "/NO.LIB/member", error(status, message="Internal server error"))
        with pytest.raises(LibraryNotFound):
            target.exists(Member("NO.LIB", "NOSUCH"))

    @pytest.mark.parametrize("body", [b"[]", b"{}", b"null", b'{"items": 7}', b'{"items": [7]}'])
    def test_documents_of_another_form(self, target: Target, zosmf: Front, body: bytes) -> None:
        zosmf.rule("GET", "/member", Answer(200, body))
        with pytest.raises(UnclearAnswer):
            target.exists(MEMBER)

    @pytest.mark.parametrize("name", ["A#B", "$LIB", "@X"])
    def test_national_characters(
        self, target: Target, zosmf: Front, system: System, name: str
    ) -> None:
        member = Member(JCLLIB, name)
        target.write(member, JOB, "")
        assert target.exists(member)
        assert target.read(member).text == JOB
        assert system.read(*member).text == JOB

    def test_an_empty_member_and_odd_characters(self, target: Target) -> None:
        for text in ("", "\n\n//X\n", "//* \xe9 \xac [] | ~ ^ \\ ` {}\n"):
            target.write(MEMBER, text)
            assert target.read(MEMBER).text == text


class TestJobs:
    def document(self, **changes: object) -> dict[str, object]:
        common = {"jobid": "JOB00007", "jobname": "ZWECSVSM", "owner": "IBMUSER", "status": "INPUT"}
        return common | changes

    def test_without_times(self, target: Target, zosmf: Front, system: System) -> None:
        """A server that does not know exec-data, and refuses it."""

        def act(asked: Asked) -> Answer | None:
            return error(400, message="Unknown parameter") if "exec-data" in asked.path else None

        zosmf.rules.append(act)
        job = system.submit(JOB)
        (state,) = target.find_jobs("ZWECSVSM", 9e9)
        assert (state.job.id, state.created) == (job.id, None)
        assert target.job_status(state.job).phase is Phase.ENDED
        assert [a.path for a in zosmf.asked].count(zosmf.asked[0].path) == 1

    def test_a_list_that_ignores_what_was_asked(self, target: Target, zosmf: Front) -> None:
        others = [self.document(jobname="OTHER"), self.document(jobid="JOB00008")]
        zosmf.rule("GET", "/restjobs/jobs?", Answer(200, json.dumps(others).encode()))
        assert [s.job.id for s in target.find_jobs("ZWECSVSM", 0.0)] == ["JOB00008"]
        state = target.find_job("J0000008")
        assert state
        assert state.job.id == "JOB00008"
        assert target.find_job("JOB00009") is None

    def test_two_jobs_of_one_id(self, target: Target, zosmf: Front) -> None:
        twice = [self.document(), self.document(jobname="OTHER")]
        zosmf.rule("GET", "/restjobs/jobs?", Answer(200, json.dumps(twice).encode()))
        with pytest.raises(UnclearAnswer):
            target.find_job("JOB00007")

    def test_a_job_that_is_gone(self, target: Target) -> None:
        """Status 400 and the words of z/OSMF, not 404."""
        job = JobId("JOB09999", "ZWECSVSM", "")
        assert target.job_status(job).phase is Phase.NOT_LISTED
        assert target.spool(job) == []

    def test_a_number_that_went_to_somebody_else(self, target: Target, system: System) -> None:
        job = system.submit(JOB)
        assert target.job_status(JobId(job.id, job.name, "OTHER")).phase is Phase.NOT_LISTED

    def test_a_cancel_that_is_refused(self, target: Target, zosmf: Front, system: System) -> None:
        system.inject("never")
        job = system.submit(JOB)
        feedback = {"status": "156", "message": "Job is protected."}
        zosmf.rule("PUT", f"/{job.id}", Answer(200, json.dumps(feedback).encode()))
        with pytest.raises(NotCancelled) as raised:
            target.cancel(JobId(job.id, job.name, job.owner))
        assert raised.value.details == ("Job is protected.",)

    @pytest.mark.parametrize(
        ("body", "media"),
        [
            (b"<html>Log in</html>", "text/html"),
            (b'{"status"', "application/json"),
            (b"[]", "application/json"),
        ],
    )
    def test_a_cancel_that_is_answered_with_something_else(
        self, target: Target, zosmf: Front, system: System, body: bytes, media: str
    ) -> None:
        """A gateway may have answered; the job goes on."""
        system.inject("never")
        job = system.submit(JOB)
        zosmf.rule("PUT", f"/{job.id}", Answer(200, body, (("Content-Type", media),)))
        with pytest.raises(NotCancelled) as raised:
            target.cancel(JobId(job.id, job.name, job.owner))
        assert (
            "It is not known whether the server carried out the request" in raised.value.details[0]
        )
        assert raised.value.remedy == "Cancel the job in SDSF."

    def test_a_cancel_that_is_answered_with_nothing(
        self, target: Target, zosmf: Front, system: System
    ) -> None:
        system.inject("never")
        job = system.submit(JOB)
        zosmf.rule("PUT", f"/{job.id}", Answer(202))
        target.cancel(JobId(job.id, job.name, job.owner))

    def test_a_spool_file_that_cannot_be_read_is_marked(
        self, target: Target, zosmf: Front, system: System
    ) -> None:
        job = system.submit(JOB)
        state = target.find_job(job.id)
        assert state
        zosmf.rule("GET", "/files/2/records", error(500, message="I/O error"))
        files = target.spool(state.job)
        assert files[0].text.startswith("*** zwe-vsam: this spool file could not be read ***")
        assert [f.ddname for f in files] == [f.ddname for f in system.spool(job.id)]
        assert files[1:] == system.spool(job.id)[1:]
