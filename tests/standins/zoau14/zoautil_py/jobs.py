from __future__ import annotations

from tests.standins import modern
from tests.standins.modern import Job


def submit_return_job_id(source: str, is_unix: bool = False) -> str:
    return modern.submit_return_job_id(modern.clean(source))


def submit(source: str, is_unix: bool = False) -> Job:
    return modern.submit(modern.clean(source))


def fetch(
    job_id: str | None = None, include_extended: bool = False, *, fetch_max_retries: int = 2
) -> Job:
    return modern.fetch(job_id, fetch_max_retries)


def fetch_multiple(
    job_id: str | None = None,
    job_owner: str | None = None,
    job_name: str | None = None,
    include_extended: bool = False,
    *,
    fetch_max_retries: int = 2,
) -> list[Job]:
    return modern.fetch_multiple(job_id, job_owner, job_name, fetch_max_retries)


def list_dds(
    job_id: str, *, sysin: bool = False, owner: str = "", prefix: str = ""
) -> list[dict[str, str | int]]:
    return modern.list_dds(job_id, owner, prefix)


def read_output(
    job_id: str,
    stepname: str = "'*'",
    dd_name: str = "",
    *,
    dataset_id: str | None = None,
    owner: str = "",
    prefix: str = "",
) -> str:
    return modern.read_output(job_id, stepname, dd_name, dataset_id)
