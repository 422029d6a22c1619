from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from tests.sandbox.helpers import CLUSTER, JCLLIB, define
from tests.sandbox.server.conftest import Client

JOBS = "/restjobs/jobs"
EMPTY = "//EMPTY    JOB\n//S1       EXEC PGM=IEFBR14\n"
TWO = f"{EMPTY}//S2       EXEC PGM=NOSUCH\n//S3       EXEC PGM=IEFBR14\n"


def path(job: Any) -> str:
    return f"{JOBS}/{job['jobname']}/{job['jobid']}"


def ids(client: Client, query: str) -> list[str]:
    return [job["jobid"] for job in client.json("GET", f"{JOBS}?{query}")]


def test_a_member_is_submitted_and_followed_to_its_end(client: Client) -> None:
    client.write("ZWECSVSM", define())
    job = client.json("PUT", JOBS, 201, json={"file": f"//'{JCLLIB}(ZWECSVSM)'"})
    assert (job["jobid"], job["jobname"], job["owner"]) == ("JOB00001", "ZWECSVSM", "IBMUSER")
    assert (job["status"], job["retcode"], job["subsystem"]) == ("INPUT", None, "JES2")
    client.sandbox.clock.at += 0.2
    running = client.json("GET", f"{path(job)}?step-data=Y")
    assert running["status"] == "ACTIVE"
    assert running["step-data"][0]["active"] is True
    client.sandbox.clock.at += 1
    ended = client.json("GET", f"{path(job)}?step-data=Y&exec-data=Y")
    assert (ended["status"], ended["retcode"]) == ("OUTPUT", "CC 0000")
    (step,) = ended["step-data"]
    assert (step["step-name"], step["program-name"], step["completion"]) == (
        "ALLOC",
        "IDCAMS",
        "CC 0000",
    )
    assert ended["exec-submitted"] == "2023-11-14T22:13:20.000Z"
    assert client.sandbox.system.clusters() == [CLUSTER]


def test_urls_lead_where_they_say(client: Client) -> None:
    job = client.submit(EMPTY, **{"X-IBM-User-Correlator": "MINE$1"})
    assert job["job-correlator"].endswith(":MINE$1")
    assert len(job["job-correlator"].partition(":")[0]) == 31
    client.sandbox.clock.at += 1
    get = client.session.get
    assert get(job["url"], timeout=20).json()["jobid"] == job["jobid"]
    files = get(job["files-url"], timeout=20).json()
    assert [(file["id"], file["ddname"], file["stepname"]) for file in files] == [
        (2, "JESMSGLG", "JES2"),
        (3, "JESJCL", "JES2"),
        (4, "JESYSMSG", "JES2"),
    ]
    text = get(files[0]["records-url"], timeout=20).text
    assert text == client.sandbox.spool(client.sandbox.system.jobs()[0])["JESMSGLG"]
    assert files[0]["record-count"] == text.count("\n")
    other = quote(job["job-correlator"].replace("MINE", "YOURS"), safe="")
    client.refused("GET", f"{JOBS}/{other}", 400)


def test_how_jobs_end(client: Client) -> None:
    endings = ["abend:S913", "abend:U4038", "code:12", "cancelled", "security"]
    for outcome in endings:
        client.sandbox.system.inject(outcome)
        client.submit(EMPTY)
    client.submit("//BAD JOB\n//S EXEC NONSENSE=1\n")
    client.submit(TWO)
    client.sandbox.clock.at += 2
    jobs = client.json("GET", JOBS)
    assert [job["retcode"] for job in jobs] == [
        "ABEND S913", "ABENDU4038", "CC 0012", "CANCELED", "SEC ERROR", "JCL ERROR", "ABEND S806",
    ]  # fmt: skip
    steps = client.json("GET", f"{path(jobs[-1])}?step-data=Y")["step-data"]
    assert [step["completion"] for step in steps] == ["CC 0000", "ABEND S806", "FLUSHED"]


def test_lists(client: Client) -> None:
    client.submit(EMPTY, **{"X-IBM-User-Correlator": "C1"})
    client.submit(EMPTY.replace("EMPTY ", "OTHER "))
    client.submit("//THIRD JOB USER=ELSE\n//S1 EXEC PGM=IEFBR14\n")
    client.sandbox.clock.at += 2
    client.submit("//HELD JOB TYPRUN=HOLD\n//S1 EXEC PGM=IEFBR14\n")
    first, second, third, held = "JOB00001", "JOB00002", "JOB00003", "JOB00004"
    assert ids(client, "") == [first, second, held]
    assert ids(client, "owner=*") == [first, second, third, held]
    assert ids(client, "owner=else") == [third]
    assert ids(client, "prefix=EM*") == [first]
    assert ids(client, "prefix=EMPT") == []
    assert ids(client, "prefix=?THER") == [second]
    assert ids(client, f"jobid={third}") == []
    assert ids(client, f"owner=*&jobid={third}") == [third]
    assert ids(client, "status=INPUT") == [held]
    assert ids(client, "status=output&max-jobs=1") == [first]
    assert ids(client, "user-correlator=C1") == [first]
    assert ids(client, "user-correlator=C2") == []
    for query in ("user-correlator=C1&jobid=A", "owner=TOOLONGNAME", "user-correlator=c1"):
        client.refused("GET", f"{JOBS}?{query}", 400)
    assert client.json("GET", f"{JOBS}?jobid={held}")[0]["reason-not-running"] == "TYPRUN=HOLD"


def test_a_correlator_lasts_as_long_as_its_job(client: Client) -> None:
    job = client.submit(EMPTY, **{"X-IBM-User-Correlator": "LASTS"})
    client.sandbox.clock.at += 5
    assert ids(client, "user-correlator=LASTS") == [job["jobid"]]
    again = client.sandbox.again().jobs()
    assert [found.correlator for found in again] == ["LASTS"]


def test_records(client: Client) -> None:
    job = client.submit(EMPTY)
    client.sandbox.clock.at += 1
    files = f"{path(job)}/files"
    whole = client("GET", f"{files}/4/records")
    assert "X-IBM-Record-Range" not in whole.headers
    lines = whole.text.splitlines(keepends=True)

    def part(range_: str) -> str:
        headers = {"X-IBM-Record-Range": range_}
        return client("GET", f"{files}/4/records", headers=headers).text

    assert part("1-2") == "".join(lines[1:3])
    assert part("1,3") == "".join(lines[1:4])
    assert part("2-0") == "".join(lines[2:])
    assert part("999,1") == ""
    for wrong in ("x", "3-1", "-1-2", "1", "1-2-3", "9" * 12 + "-1"):
        headers = {"X-IBM-Record-Range": wrong}
        assert client.refused("GET", f"{files}/4/records", 400, headers=headers)["reason"] == 11
    found = client("GET", f"{files}/4/records?search=ief142i&maxreturnsize=1")
    number = int(found.headers["X-IBM-Record-Range"].partition(",")[0])
    assert found.text == lines[number]
    nothing = f"{files}/4/records?search=ief142i&insensitive=false"
    assert client("GET", nothing).text == ""
    binary = client("GET", f"{files}/4/records?mode=binary").content
    assert binary == b"".join(line.rstrip("\n").encode("cp1047") for line in lines)
    framed = client("GET", f"{files}/4/records?mode=record").content
    assert framed[4 : 4 + framed[3]] == lines[0].rstrip("\n").encode("cp1047")
    assert client("GET", f"{files}/JCL/records").text == EMPTY
    assert client.refused("GET", f"{files}/99/records", 400)["reason"] == 12
    client.refused("GET", f"{files}/4/records?mode=x", 400)
    assert "ZWVS001I" in client.refused("GET", f"{files}/4/records?research=a", 400)["message"]


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
def test_a_job_that_is_not_there(client: Client, method: str) -> None:
    """As recorded: zowe/jobs, zosmf_getJob_noJobNameResponse.json, ..._noJobIdResponse.json."""
    job = client.submit(EMPTY)
    more = {"json": {"request": "cancel"}} if method == "PUT" else {}
    for wrong in (f"OTHER/{job['jobid']}", "EMPTY/JOB99999", "EMPTY/J0000009"):
        answer = client.inside(method, f"/zosmf{JOBS}/{wrong}", **more)
        assert answer.status_code == 400
        assert numbers(answer.get_json()) == (6, 4, 10)
    for wrong in ("JOBhjh4", f"{job['jobid']}9", "..", "X"):
        answer = client.inside(method, f"/zosmf{JOBS}/EMPTY/{wrong}", **more)
        assert answer.status_code == 500
        assert numbers(answer.get_json()) == (8, 0, 8)
        assert answer.get_json()["message"] == f"Failed to lookup job EMPTY({wrong[:8]})"
        assert "ssob_rc=8 reason=8/0" in answer.get_json()["details"][0]
    assert client.sandbox.system.job(job["jobid"]) is not None


@pytest.mark.parametrize(
    ("method", "path", "more"),
    [
        ("GET", "/NONE", {}),
        ("GET", "?owner=TOOLONGNAME", {}),
        ("GET", "/EMPTY/JOB00001/files/2/records?mode=binary&fileEncoding=NONE", {}),
        ("POST", "", {}),
        ("PUT", "", {"data": b"no jcl"}),
        ("PUT", "", {"json": []}),
    ],
)
def test_errors_of_jobs_are_in_their_category(
    client: Client, method: str, path: str, more: dict[str, Any]
) -> None:
    client.submit(EMPTY)
    answer = client(method, f"{JOBS}{path}", **more)
    assert (answer.status_code, answer.json()["category"]) == (400, 6), answer.text


def numbers(document: dict[str, Any]) -> tuple[int, int, int]:
    return document["category"], document["rc"], document["reason"]


def test_a_path_that_is_encoded_whole(client: Client) -> None:
    """The Zowe Python SDK quotes all that follows the service; a colon is quoted by others."""
    job = client.submit(EMPTY)
    client.sandbox.clock.at += 10
    one, correlator = f"EMPTY/{job['jobid']}", job["job-correlator"]
    for plain, encoded in (
        (one, f"EMPTY%2F{job['jobid']}"),
        (f"{one}/files", f"EMPTY%2f{job['jobid']}%2Ffiles"),
        (f"{one}/files/2/records", f"EMPTY%2F{job['jobid']}%2Ffiles%2F2%2Frecords"),
        (correlator, correlator.replace(":", "%3A").replace(".", "%2E")),
        (f"{correlator}/files", f"{correlator.replace(':', '%3a')}%2Ffiles"),
    ):
        wanted, found = client("GET", f"{JOBS}/{plain}"), client("GET", f"{JOBS}/{encoded}")
        assert (found.status_code, found.text) == (200, wanted.text)
    # What is encoded twice is decoded once.
    assert client("GET", f"{JOBS}/EMPTY%252F{job['jobid']}").status_code == 400


def test_formats_of_the_jobs_own_files(client: Client) -> None:
    """As recorded: zowe/jobs, zosmf_getJobFilesResponse.json."""
    job = client.submit(EMPTY)
    client.sandbox.clock.at += 10
    files = client.json("GET", f"{JOBS}/EMPTY/{job['jobid']}/files")
    assert {file["ddname"]: (file["recfm"], file["lrecl"]) for file in files} == {
        "JESMSGLG": ("UA", 133),
        "JESJCL": ("V", 136),
        "JESYSMSG": ("VA", 137),
    }


def test_submitting_what_is_not_there(client: Client) -> None:
    """As recorded: zowe/jobs, zosmf_submitJobByFile_noDataset.json, ..._noDatasetMember.json."""
    document = client.refused("PUT", JOBS, 400, json={"file": "//'NO.SUCH(A)'"})
    assert (*numbers(document), document["message"]) == (
        6, 4, 16, "Data set not found: NO.SUCH(A)",
    )  # fmt: skip
    place = f"//'{JCLLIB}(NONE)'"
    document = client.refused("PUT", JOBS, 500, json={"file": place})
    assert (*numbers(document), document["message"]) == (
        6, 8, 5, f"Error opening input data set: {place}",
    )  # fmt: skip


def change(client: Client, job: Any, request: str, version: str = "2.0") -> Any:
    answer = client("PUT", path(job), json={"request": request, "version": version})
    return answer.status_code, answer.json()


def test_hold_release_cancel_purge(client: Client) -> None:
    job = client.submit(EMPTY)
    status, feedback = change(client, job, "hold")
    assert (status, feedback["status"], feedback["original-jobid"]) == (200, 0, job["jobid"])
    client.sandbox.clock.at += 10
    assert client.json("GET", path(job))["status"] == "INPUT"
    assert change(client, job, "release")[1]["status"] == 0
    status, feedback = change(client, job, "release")
    assert (status, feedback["status"]) == (200, 156)
    assert "not held" in feedback["message"]
    assert change(client, job, "cancel", "1.0")[0] == 202
    assert client.json("GET", path(job))["retcode"] == "CANCELED"
    assert change(client, job, "cancel")[1]["status"] == 156
    assert change(client, job, "cancel", "1.0")[0] == 202
    headers = {"X-IBM-Job-Modify-Version": "2.0"}
    assert client("DELETE", path(job), headers=headers).status_code == 200
    client.refused("DELETE", path(job), 400, headers=headers)
    other = client.submit(EMPTY)
    assert client("DELETE", path(other)).status_code == 202
    assert client.sandbox.system.jobs() == []


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"request": "stop"},
        {"request": "cancel", "version": "3.0"},
        {"class": "B"},
        {"request": 5},
    ],
)
def test_changes_that_are_none(client: Client, document: dict[str, Any]) -> None:
    job = client.submit(EMPTY)
    client.refused("PUT", path(job), 400, json=document)
    assert client.json("GET", path(job))["status"] == "INPUT"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("no JCL\n", 17),
        ("", 17),
        ("//S EXEC PGM=IEFBR14\n", 13),
        (f"//A JOB\n//* {'x' * 80}\n", 9),
        ("//A JOB\n//* \u2603\n", 13),
    ],
)
def test_jobs_that_are_none(client: Client, text: str, reason: int) -> None:
    headers = {"Content-Type": "text/plain"}
    document = client.refused("PUT", JOBS, 400, data=text.encode(), headers=headers)
    assert (document["category"], document["reason"]) == (6, reason)
    assert client.sandbox.system.jobs() == []


@pytest.mark.parametrize(
    "file",
    [f"//'{JCLLIB}(NONE)'", "//'NO.SUCH(A)'", f"//'{JCLLIB}'", "/u/a", "A.B", f"//'{JCLLIB}(..)'",
     "//'../x(A)'", "", 5],
)  # fmt: skip
def test_members_that_are_none(client: Client, file: Any) -> None:
    answer = client("PUT", JOBS, json={"file": file})
    assert answer.status_code in (400, 500)
    assert answer.json()["category"] == 6
    assert client.sandbox.system.jobs() == []


def test_the_user_id_comes_before_a_name_without_apostrophes(client: Client) -> None:
    client.write("A", EMPTY)
    job = client.json("PUT", JOBS, 201, json={"file": f"//{JCLLIB.removeprefix('IBMUSER.')}(A)"})
    assert job["jobname"] == "EMPTY"


def test_records_of_the_internal_reader(client: Client) -> None:
    image = b"".join(line.ljust(80).encode("cp1047") for line in EMPTY.splitlines())
    headers = {"Content-Type": "application/octet-stream", "X-IBM-Intrdr-Mode": "BINARY"}
    assert client("PUT", JOBS, data=image, headers=headers).status_code == 201
    headers["X-IBM-Intrdr-Mode"] = "RECORD"
    framed = b"".join(b"\0\0\0\x50" + image[at : at + 80] for at in range(0, len(image), 80))
    assert client("PUT", JOBS, data=framed, headers=headers).status_code == 201
    client.refused("PUT", JOBS, 400, data=framed[:-1], headers=headers)
    assert len(client.sandbox.system.jobs()) == 2
