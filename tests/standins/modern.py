"""What zoautil_py 1.3 and 1.4 have in common: types, exceptions, and what the functions do."""

from __future__ import annotations

import warnings
from datetime import datetime

from tests.standins import core
from tests.standins.core import Listed, Response, Spoiled


class ZOAUResponse:
    """What a command gave."""

    def __init__(
        self,
        rc: str | int,
        stdout_response: str | bytes,
        stderr_response: str,
        command: str,
        response_format: str,
    ) -> None:
        self.rc = int(rc)
        self.stdout_response = stdout_response
        self.stderr_response = stderr_response
        self.command = command
        self.response_format = response_format

    def __str__(self) -> str:
        return f"[ZOAUResponse]\n\trc: {self.rc}\n\tstderr_response: {self.stderr_response}"


def payload(response: Response) -> ZOAUResponse:
    """A command's answer as the exceptions carry it."""
    return ZOAUResponse(response.rc, response.stdout, response.stderr, response.command, "UTF-8")


class _ZOAUExtendableException(Exception):
    def __init__(self, response_obj: ZOAUResponse) -> None:
        super().__init__(str(response_obj))
        self.response = response_obj


class ZOAUException(_ZOAUExtendableException):
    """A command failed."""


class DatasetWriteError(Exception):
    """A data set could not be written."""


class JobSubmitException(_ZOAUExtendableException):
    """A job could not be submitted."""


class JobFetchException(_ZOAUExtendableException):
    """A job could not be looked at."""


class JobCancelException(_ZOAUExtendableException):
    """A job could not be cancelled."""


class DDQueryException(_ZOAUExtendableException):
    """The output of a job could not be listed."""


class FileDefinition:
    """A z/OS UNIX file."""

    def __init__(
        self,
        path_name: str,
        normal_disposition: str | None = None,
        abnormal_disposition: str | None = None,
        path_mode: str | None = None,
        status_group: str | None = None,
        file_data: str | None = None,
        record_length: str | None = None,
        block_size: str | None = None,
        record_format: str | None = None,
    ) -> None:
        self.name = path_name
        self.options = {
            "normdisp": normal_disposition,
            "conddisp": abnormal_disposition,
            "pathmode": path_mode,
            "statusgroup": status_group,
            "filedata": file_data,
            "lrecl": record_length,
            "blksize": block_size,
            "recfm": record_format,
        }

    def build_arg_string(self) -> str:
        given = [f",{name}={value}" for name, value in self.options.items() if value is not None]
        return self.name + "".join(given)


class DDStatement:
    """A DD statement."""

    def __init__(self, name: str, definition: FileDefinition) -> None:
        self.name = name
        self.definition = definition


class Job:
    """A job."""

    def __init__(self, listed: Listed) -> None:
        if listed.job_class is None:
            raise TypeError("job_class parameter must be a string")
        self.job_id = listed.job_id
        self.name = listed.name
        self.job_class = listed.job_class
        self.owner: str | None = _known(listed.owner)
        self.status = _known(listed.status)
        self.return_code = _known(listed.ccode)
        self.asid = listed.asid
        self.creation_datetime: datetime | None = listed.created

    def cancel(self) -> None:
        """As ZOAU does: a job that is not AC is left alone, which only a warning says."""
        with Spoiled("jobs.cancel"):
            status = _fetched(self.job_id, 2).status
            if status == "CANCELED":
                warnings.warn(
                    f"Cannot cancel job {self.job_id}, job is already cancelled.", stacklevel=1
                )
            elif status != "AC":
                warnings.warn(
                    f"Cannot cancel job {self.job_id}, job is not running. Current status {status}",
                    stacklevel=1,
                )
            else:
                response = core.jcan(self.job_id)
                if response.rc:
                    raise JobCancelException(payload(response))


def clean(name: str) -> str:
    """What later levels do to a name themselves; what is escaped already stays so."""
    return name.replace(r"\$", "$").replace("$", r"\$")


def _known(text: str) -> str | None:
    return None if text == "?" else text


def list_members(pattern: str) -> list[str]:
    with Spoiled("datasets.list_members"):
        response = core.mls(pattern)
        if response.rc not in (0, 2):
            raise ZOAUException(payload(response))
        return response.stdout.split()


def read_as_bytes(dataset_name: str) -> list[bytes]:
    with Spoiled("datasets.read"):
        return core.read_records(dataset_name)


def write(dataset_name: str, content: str, next_record_char: str) -> None:
    with Spoiled("datasets.write"):
        try:
            core.read_records(dataset_name)
        except OSError as error:
            if error.errno != 67:
                raise FileExistsError(f"Unable to locate //'{dataset_name}'") from error
        lines = content.split(next_record_char)
        for number, line in enumerate(lines):
            if len(line) > core.record_length(dataset_name):
                raise ValueError(f"Line {number} of length {len(line)} exceeds max_record_length")
        core.write_records(dataset_name, lines)


def execute_authorized(pgm: str, dds: list[DDStatement] | None) -> ZOAUResponse:
    with Spoiled("mvscmd.execute_authorized"):
        files = {dd.name: dd.definition.build_arg_string() for dd in dds or ()}
        return payload(core.mvscmdauth(pgm, files))


def submit_return_job_id(source: str) -> str:
    with Spoiled("jobs.submit"):
        return _submitted(source)


def submit(source: str) -> Job:
    with Spoiled("jobs.submit"):
        return _fetched(_submitted(source), 2)


def _submitted(source: str) -> str:
    response = core.jsub(source)
    if response.rc:
        raise JobSubmitException(payload(response))
    return response.stdout.strip()


def fetch(job_id: str | None, fetch_max_retries: int) -> Job:
    with Spoiled("jobs.fetch"):
        if not job_id:
            raise ValueError("job_id can't be an empty string")
        return _fetched(job_id, fetch_max_retries)


def _fetched(job_id: str, looks: int) -> Job:
    found = _list(looks, job_id, None, None)
    if len(found) != 1:
        raise JobFetchException(ZOAUResponse(0, "{}", "", "jls", "UTF-8"))
    return Job(found[0])


def _list(looks: int, job_id: str | None, owner: str | None, name: str | None) -> list[Listed]:
    found: list[Listed] = []

    def look() -> Response:
        response, found[:] = core.jls(job_id, owner, name)
        return response

    response = core.wait_between_looks(looks, look)
    if response is None:
        raise UnboundLocalError("cannot access local variable 'zoau_response'")
    if response.rc:
        raise JobFetchException(payload(response))
    return found


def fetch_multiple(
    job_id: str | None, job_owner: str | None, job_name: str | None, fetch_max_retries: int
) -> list[Job]:
    with Spoiled("jobs.fetch_multiple"):
        return [Job(job) for job in _list(fetch_max_retries, job_id, job_owner, job_name)]


def list_dds(job_id: str, owner: str, prefix: str) -> list[dict[str, str | int]]:
    with Spoiled("jobs.list_dds"):
        response, files = core.ddls(job_id, owner, prefix)
        if response.rc or not response.stdout:
            raise DDQueryException(payload(response))
        return [
            {
                "dd_name": file.ddname,
                "step_name": file.step or "JES2",
                "procstep": "",
                "record_format": "VBA",
                "record_length": 133,
                "records": file.text.count("\n"),
                "dsid": dsid,
            }
            for dsid, file in enumerate(files, core.FIRST_DSID)
        ]


def read_output(job_id: str, stepname: str, dd_name: str, dataset_id: str | None) -> str:
    with Spoiled("jobs.read_output"):
        response = core.pjdd(job_id, stepname, dd_name, dataset_id)
        if response.rc:
            raise JobFetchException(payload(response))
        # The command's own form, and how ZOAU takes it apart: the strip takes single characters.
        content = response.stdout.replace("\n", "\\n")
        return content.rstrip("\\n").replace("\\n", "\n")
