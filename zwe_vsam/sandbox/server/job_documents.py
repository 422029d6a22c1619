"""The JSON documents of jobs and their files.

Source: z/OSMF Programming Guide, "JSON document specifications for z/OS jobs REST interface
requests".
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from zwe_vsam.model import Phase, SpoolFile
from zwe_vsam.sandbox.jes import JobInfo, StepInfo
from zwe_vsam.sandbox.spool import SYSTEM
from zwe_vsam.zos import job_id, job_status

if TYPE_CHECKING:
    from flask import Request

ROOT = "/zosmf/restjobs/jobs"
JES = "JES2"

_STATUS = {
    Phase.QUEUED: (job_status.INPUT, 13, "Job is queued for execution"),
    Phase.HELD: (job_status.INPUT, 13, "Job is queued for execution"),
    Phase.ACTIVE: (job_status.ACTIVE, 14, "Job is actively executing"),
    Phase.ENDED: (job_status.OUTPUT, 20, "Job is on the hard copy queue"),
}
_SYSTEM_FILES = {"JESMSGLG": ("UA", 133), "JESJCL": ("V", 136), "JESYSMSG": ("VA", 137)}
"""The job's own files, their record formats and lengths, as recorded from a real system
(zowe/jobs, zosmf_getJobFilesResponse.json)."""
_FIRST_FILE = 2
"""Id of JESMSGLG; those of the job's own files begin above 100."""


def correlator(job: JobInfo) -> str:
    """The job correlator: 31 characters of the system's, a colon, and the user's portion.

    The system's are the id in eight characters, the member, the high word of the TOD clock.
    """
    number = f"J{job_id.number_of(job.id):07}"
    seconds = int((job.created + 2_208_988_800) / 1.048576) & 0xFFFFFFFF
    return f"{number}{SYSTEM.ljust(8, '.')}{seconds:08X}.......:{job.correlator}"


def base(asked: Request) -> str:
    """Return the address of the server, with the base path, as the client of a request has it."""
    return f"{asked.scheme}://{asked.host}{quote(asked.script_root)}"


def job(info: JobInfo, base: str, steps: list[StepInfo] | None = None) -> dict[str, Any]:
    """A job document; ``base`` is the server's address, ``steps`` for ``step-data``."""
    status, phase, phase_name = _STATUS[info.phase]
    own_correlator = correlator(info)
    url = f"{base}{ROOT}/{quote(own_correlator, safe='')}"
    document: dict[str, Any] = {
        "jobid": info.id,
        "jobname": info.name,
        "subsystem": JES,
        "owner": info.owner,
        "status": status,
        "type": "JOB",
        "class": info.job_class,
        "retcode": retcode(info),
        "url": url,
        "files-url": f"{url}/files",
        "job-correlator": own_correlator,
        "phase": phase,
        "phase-name": phase_name,
    }
    if info.waiting_for:
        document["reason-not-running"] = info.waiting_for
    if steps is not None:
        document["step-data"] = [_step(step, number) for number, step in enumerate(steps, 1)]
    return document


def executed(info: JobInfo) -> dict[str, Any]:
    """What ``exec-data=Y`` adds."""
    return {
        "exec-system": SYSTEM,
        "exec-member": SYSTEM,
        "exec-submitted": _stamp(info.created),
        "exec-started": _stamp(info.started),
        "exec-ended": _stamp(info.ended),
    }


def retcode(info: JobInfo) -> str | None:
    """How the job ended; None for one that has not, and for one that was not to run."""
    return job_status.retcode(info.ending, info.code, info.abend) if info.ending else None


def feedback(info: JobInfo, status: int = 0, message: str = "Request was successful.") -> Any:
    """A job feedback document: what became of a request to change a job.

    ``status`` is a number, as real servers send it (Zowe CLI, CancelJobs), not the text that the
    guide shows.
    """
    return {
        "jobid": info.id,
        "jobname": info.name,
        "original-jobid": info.id,
        "owner": info.owner,
        "member": SYSTEM,
        "sysname": SYSTEM,
        "job-correlator": correlator(info),
        "status": status,
        "internal-code": None,
        "message": message,
    }


def files(info: JobInfo, spool: list[SpoolFile], base: str) -> list[dict[str, Any]]:
    """The job file documents."""
    root = f"{base}{ROOT}/{quote(correlator(info), safe='')}/files"
    documents = []
    for number, file in zip(file_ids(spool), spool, strict=True):
        lines = file.text.splitlines()
        own = file.ddname in _SYSTEM_FILES and not file.step
        recfm, lrecl = _SYSTEM_FILES[file.ddname] if own else ("VBA", 133)
        documents.append(
            {
                "jobname": info.name,
                "recfm": recfm,
                "byte-count": sum(map(len, lines)),
                "record-count": len(lines),
                "job-correlator": correlator(info),
                "class": "H" if own else "A",
                "jobid": info.id,
                "id": number,
                "ddname": file.ddname,
                "records-url": f"{root}/{number}/records",
                "lrecl": lrecl,
                "subsystem": JES,
                "stepname": JES if own else file.step,
                "procstep": None,
            }
        )
    return documents


def file_ids(spool: list[SpoolFile]) -> list[int]:
    """The ids of a job's files, in their order."""
    own = sum(1 for file in spool if not file.step)
    return [*range(_FIRST_FILE, _FIRST_FILE + own), *range(102, 102 + len(spool) - own)]


def _step(step: StepInfo, number: int) -> dict[str, Any]:
    return {
        "smfid": SYSTEM,
        "step-number": number,
        "step-name": step.name,
        "proc-step-name": "",
        "program-name": step.program,
        "active": not step.completion,
        "completion": job_status.zosmf_completion(step.completion) or None,
    }


def _stamp(at: float | None) -> str | None:
    return None if at is None else time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(at))
