"""Refusals that z/OSMF answers with HTTP 500, and documents that are not what they must be.

The documents are those recorded in zowe/data-sets and zowe/jobs, src/test/resources/zosmfResponses,
and in zowe/community issue 671 and zowe/zowe-cli issue 699, with names of ours.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from tests.targets.zosmf_job import JOB, MEMBER
from tests.zosmf_front import Answer, Asked, Front
from zwe_vsam.errors import (
    InUse,
    LibraryNotFound,
    NotAuthorised,
    SubmitFailed,
    TargetError,
    Unavailable,
    UnclearAnswer,
)
from zwe_vsam.model import JobId
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.base import Target

ZOSMF = ("--target", "zosmf")


def error(status: int, category: int, rc: int, reason: int, message: str, *details: str) -> Answer:
    document = {"category": category, "rc": rc, "reason": reason, "message": message}
    return Answer(status, json.dumps(document | {"details": details}).encode())


PROTECTED = error(
    500, 4, 8, 0, "LMOPEN error",
    "ISRZ002 Authorization failed - You may not use this protected data set. Open 913 abend.",
)  # fmt: skip
PERMISSION = error(
    500, 6, 8, -277913579, "Client is not authorized for file access.",
    "EDC5111I Permission denied. (errno2=0xEF076015)",
)  # fmt: skip
LOCKED = error(
    500, 6, 8, 34603530, "Dynamic allocation failed",
    f"IKJ56225I DATA SET {JCLLIB} ALREADY IN USE, TRY LATER+    ",
    "IKJ56225I DATA SET IS ALLOCATED TO ANOTHER JOB OR USER    ",
    "MV3B     STEVENH  00DE      ",
)  # fmt: skip
EDITED = error(500, 1, 8, 13, "Enqueue for QNAME=SPFEDIT failed.")
DISPATCHER = error(
    500, 2, 4, 2,
    "startDispatcher: received unexpected TsoServletException while starting dispatcher (see log)",
)  # fmt: skip
CEA = error(
    500, 3, 12, 2, "CeaTso request failed",
    "\n    =-=-= CeaTsoRequest -=-=-=\nceatso_requesttype:    1\nceastso_logonproc:     IZUFPROC\n",
)  # fmt: skip
CASES: list[tuple[Answer, type[TargetError], str, str]] = [
    (PROTECTED, NotAuthorised, "security administrator", "is not authorized to do that on"),
    (PERMISSION, NotAuthorised, "security administrator", "is not authorized to do that on"),
    (
        LOCKED,
        InUse,
        "when the data set is free",
        "another user or job has the data set",
    ),
    (
        EDITED,
        InUse,
        "when the data set is free",
        "another user or job has the data set",
    ),
    (DISPATCHER, Unavailable, "IZUFPROC", "TSO/E address space"),
    (CEA, Unavailable, "IZUFPROC", "TSO/E address space"),
]
VERBS: dict[str, Callable[[Target], object]] = {
    "list": lambda target: target.exists(MEMBER),
    "read": lambda target: target.read(MEMBER),
    "write": lambda target: target.write(MEMBER, "//NEW JOB\n"),
}


def refuses(zosmf: Front, verb: str, answer: Answer) -> None:
    def act(asked: Asked) -> Answer | None:
        path = asked.path.partition("?")[0]
        wanted = {
            "list": asked.method == "GET" and path.endswith("/member"),
            "read": asked.method == "GET" and path.endswith("(ZWECSVSM)"),
            "write": asked.method == "PUT" and path.endswith("(ZWECSVSM)"),
        }
        return answer if wanted[verb] else None

    zosmf.rules.append(act)


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize(("answer", "kind", "remedy", "why"), CASES)
def test_refusal(
    direct: Target,
    zosmf: Front,
    system: System,
    verb: str,
    answer: Answer,
    kind: type[TargetError],
    remedy: str,
    why: str,
) -> None:
    system.write(*MEMBER, JOB)
    refuses(zosmf, verb, answer)
    with pytest.raises(TargetError) as raised:
        VERBS[verb](direct)
    problem = raised.value
    if verb != "write" or kind is not Unavailable:
        assert type(problem) is kind
    words = " ".join((problem.message.text, *problem.details))
    assert why in words
    assert remedy in problem.remedy
    assert "-vv" not in problem.remedy
    if verb == "write":
        assert problem.id == "ZWEL0160E"
        assert "The member still has its former content." in problem.details
    assert system.read(*MEMBER).text == JOB


def test_a_refused_write_in_init(run: Run, zosmf: Front, system: System) -> None:
    refuses(zosmf, "write", PROTECTED)
    ran = run("init", "-c", MINIMAL, *ZOSMF)
    assert ran.code == 160
    assert "Ask the security administrator of the system for this access." in ran.err
    assert "ISRZ002 Authorization failed" in ran.err
    assert system.jobs() == []


@pytest.mark.parametrize("answer", [DISPATCHER, CEA])
def test_no_tso_for_idcams(run: Run, zosmf: Front, answer: Answer) -> None:
    zosmf.rule("PUT", "/restfiles/ams", answer)
    ran = run("verify", "-c", MINIMAL, *ZOSMF)
    assert ran.code == 233
    assert "TSO/E address space" in ran.err
    assert "IZUFPROC" in ran.err


@pytest.mark.parametrize("verb", VERBS)
def test_not_in_catalog_is_a_missing_library(direct: Target, zosmf: Front, verb: str) -> None:
    detail = f"IKJ56228I DATA SET {JCLLIB} NOT IN CATALOG OR CATALOG CAN NOT BE ACCESSED    "
    refuses(zosmf, verb, error(404, 6, 8, 386400778, "Data set not found.", detail))
    if verb != "list":
        refuses(zosmf, "list", error(404, 6, 8, 386400778, "Data set not found.", detail))
    with pytest.raises(LibraryNotFound) as raised:
        VERBS[verb](direct)
    assert raised.value.facts[0] == JCLLIB


@pytest.mark.parametrize("odd_document", [[], "x", {"items": {}}, {"items": [7]}, None])
def test_what_has_another_form_is_named(direct: Target, zosmf: Front, odd_document: object) -> None:
    answer = Answer(200, json.dumps(odd_document).encode())
    zosmf.rule("GET", "/member", answer)
    zosmf.rule("GET", "/restjobs/jobs?", Answer(200, b'{"x": 1}'))
    with pytest.raises(UnclearAnswer) as raised:
        direct.exists(MEMBER)
    assert f"list of members of {JCLLIB}" in raised.value.reason
    with pytest.raises(UnclearAnswer) as raised:
        direct.find_jobs("ZWECSVSM", 0.0)
    assert "prefix=ZWECSVSM" in raised.value.reason


def test_what_has_another_form_of_a_job_and_of_idcams(direct: Target, zosmf: Front) -> None:
    zosmf.rule("GET", "/restjobs/jobs/", Answer(200, b"[]"))
    zosmf.rule("PUT", "/restfiles/ams", Answer(200, b"[]"))
    with pytest.raises(UnclearAnswer) as raised:
        direct.job_status(JobId("JOB00001", "ZWECSVSM", "X"))
    assert "job ZWECSVSM(JOB00001)" in raised.value.reason
    with pytest.raises(UnclearAnswer) as raised:
        direct.entry(CLUSTER)
    assert f"LISTCAT of {CLUSTER}" in raised.value.reason


def test_a_name_that_the_list_has_is_not_said_to_be_unchecked(
    run: Run, zosmf: Front, system: System
) -> None:
    """Without IDCAMS the list shows a library of that name: a DEFINE would fail."""
    zosmf.rule("PUT", "/restfiles/ams", error(404, 1, 4, 1, "No such service"))
    entry = {"dsname": CLUSTER, "dsorg": "PO", "vol": "VOL123"}
    zosmf.rule("GET", "/restfiles/ds?", Answer(200, json.dumps({"items": [entry]}).encode()))
    ran = run("init", "-c", MINIMAL, *ZOSMF)
    assert ran.code == 158
    assert "the organization PO" in ran.err
    assert "could not be checked" not in ran.err
    assert system.jobs() == []


def test_a_refused_record_length_is_not_tried_again(
    direct: Target, zosmf: Front, system: System
) -> None:
    system.write(*MEMBER, JOB)
    words = "Job submission error. Record length 81 too long for JCL submission, maxlen=80"
    zosmf.rule("PUT", "/restjobs/jobs", error(400, 6, 4, 9, words))
    with pytest.raises(SubmitFailed) as raised:
        direct.submit(MEMBER)
    assert words in raised.value.details
    assert "No job was submitted." in raised.value.details
    assert "80 characters" in raised.value.remedy
    assert "Run this command again" not in raised.value.remedy


@pytest.mark.parametrize("name", ["$$$$$$@", "@", "#A1"])
def test_a_job_of_national_characters_only(direct: Target, system: System, name: str) -> None:
    system.write(*MEMBER, JOB.replace("//ZWECSVSM", f"//{name}"))
    job = direct.submit(MEMBER)
    assert job.name == name
    assert direct.job_status(job).job.name == name
    assert [state.job.id for state in direct.find_jobs(name, 0.0)] == [job.id]
    assert direct.spool(job) is not None


@pytest.mark.parametrize("name", ["????????", "********"])
def test_a_job_that_jes2_has_named(run: Run, zosmf: Front, name: str) -> None:
    job = {"jobid": "JOB00007", "jobname": name, "owner": "X", "status": "OUTPUT"}
    zosmf.rule("GET", "/restjobs/jobs?", Answer(200, json.dumps([job]).encode()))
    ran = run("job", "JOB00007", *ZOSMF)
    assert ran.code == 233
    assert (
        f"Job JOB00007 has the name {name}, because JES2 could not read its JOB statement"
        in ran.err
    )
    assert "correct its JOB statement" in ran.err


@pytest.mark.parametrize("timeout", ["60"])
def test_a_job_in_output_without_a_code(
    run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch, timeout: str
) -> None:
    monkeypatch.setattr("zwe_vsam.waiting.CODELESS", 0.1)

    def act(asked: Asked) -> Answer | None:
        if asked.method != "GET" or "/restjobs/jobs/ZWECSVSM/" not in asked.path:
            return None
        answer = asked.real()
        document = json.loads(answer.body)
        if not isinstance(document, dict) or document.get("status") != "OUTPUT":
            return None
        return answer._replace(body=json.dumps(document | {"retcode": None}).encode())

    zosmf.rules.append(act)
    ran = run("init", "-c", MINIMAL, *ZOSMF, "--timeout", timeout)
    assert ran.code == 163
    assert "ends with code unknown (COMPLETED)" in ran.err
    assert "lists the job as ended, but gave no code" in ran.err
    assert "created successfully" not in ran.out


def test_the_order_of_spool_files_may_change(
    run: Run, zosmf: Front, direct: Target, system: System
) -> None:
    """Each file is read by its number; the reason is the same in any order of the list."""

    def reversed_list(asked: Asked) -> Answer | None:
        if asked.method != "GET" or not asked.path.partition("?")[0].endswith("/files"):
            return None
        answer = asked.real()
        return answer._replace(body=json.dumps(json.loads(answer.body)[::-1]).encode())

    system.inject("space")
    plain = run("init", "-c", MINIMAL, *ZOSMF)
    (job,) = [info for info in system.jobs() if info.name == "ZWECSVSM"]
    expected = JobId(job.id, job.name, job.owner)
    files = direct.spool(expected)
    zosmf.rules.append(reversed_list)
    assert direct.spool(expected) == files[::-1]
    again = run("job", job.id, "-c", MINIMAL, *ZOSMF)
    assert (plain.code, again.code) == (163, 163)
    meaning = [line for line in plain.err.splitlines() if "Meaning" in line]
    assert meaning
    assert meaning == [line for line in again.err.splitlines() if "Meaning" in line]
