from __future__ import annotations

from tests.standins import core
from tests.standins.core import Listed, Response, Spoiled
from zoautil_py.exceptions import DDQueryException, JobFetchException, JobSubmitException

OLDER = {"JCLERR": "JCL ERROR", "SEC": "SEC ERROR"}


class Job:
    """A job."""

    def __init__(self, listed: Listed) -> None:
        self.id = listed.job_id
        self.name = listed.name
        self.owner = listed.owner
        self.status = OLDER.get(listed.status, listed.status)
        self.rc = listed.ccode
        self.asid = listed.asid
        self.creation_datetime = str(listed.created)


def submit(source: str, is_unix: bool = False) -> Job:
    with Spoiled("jobs.submit"):
        response = core.jsub(source)
        if response.rc:
            raise JobSubmitException(response.stderr)
        found: list[Listed] = []

        def look() -> Response:
            answer, found[:] = core.jls(response.stdout.strip())
            return answer

        core.wait_between_looks(2, look)
        if not found:
            raise JobFetchException("BGYSC3503E Failed to retrieve job list.")
        return Job(found[0])


def listing(job_id: str | None = None, owner: str | None = None) -> list[Job] | None:
    with Spoiled("jobs.fetch" if job_id else "jobs.fetch_multiple"):
        _, found = core.jls(job_id, owner or "*", None)
        return [Job(job) for job in found]


def list_dds(job_id: str) -> list[dict[str, str | int]]:
    with Spoiled("jobs.list_dds"):
        response, files = core.ddls(job_id)
        if response.rc:
            raise DDQueryException(response.stderr)
        return [
            {
                "dataset": file.ddname,
                "stepname": file.step or "JES2",
                "procstep": "-",
                "recfm": "VBA",
                "reclen": "133",
                "recnum": str(file.text.count("\n")),
            }
            for file in files
        ]


def read_output(job_id: str, stepname: str, dataset: str) -> str:
    with Spoiled("jobs.read_output"):
        response = core.pjdd(job_id, stepname, dataset)
        if response.rc:
            raise JobFetchException(response.stderr)
        return response.stdout
