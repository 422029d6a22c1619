"""What z/OSMF's documents say about jobs, in the words of the interface.

Source: IBM z/OSMF Programming Guide, "JSON document specifications for z/OS jobs REST interface
requests". ``exec-submitted`` and the other times are in UTC, and there only where ``exec-data=Y``
was asked for and is known to the server.
"""

from __future__ import annotations

import re
import secrets
import string
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from zwe_vsam.errors import UnclearAnswer
from zwe_vsam.model import JobId, JobState, Phase
from zwe_vsam.targets.zosmf.failure import SEE_TRACE
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import job_status

_HELD = re.compile(r"\b(?:held|hold)\b", re.IGNORECASE)
ODD_FORM = "the server's answer is not of the form that z/OSMF's has"
UNNAMED = ("????????", "********")
"""Names that JES2 gives to jobs of which it could not read the JOB statement."""
_PLAIN = re.compile(r"(?=.*[A-Za-z0-9$#@])[!-.0-~\xa1-\xff]+")
_FIRST = string.ascii_uppercase
_ALPHABET = string.ascii_uppercase + string.digits


class File(NamedTuple):
    """A spool data set of a job, as the list of them has it."""

    number: int
    ddname: str
    step: str
    """Empty for the job's own data sets."""
    is_empty: bool


def state(document: object, service: str = "jobs") -> JobState:
    """What one look at a job means. Raises UnclearAnswer for a document that says nothing."""
    job = fields(document, service)
    id_, name = text(job, "jobid"), text(job, "jobname")
    _check_names(id_, name)
    known = JobId(id_, name, text(job, "owner"))
    created = _time(text(job, "exec-submitted"))
    retcode, status = text(job, "retcode").upper(), text(job, "status").upper()
    if retcode:
        ending, code, abend = job_status.read_retcode(retcode)
        return JobState(known, Phase.ENDED, ending, code, abend, "", created)
    if status == job_status.OUTPUT:
        return JobState(known, Phase.ACTIVE, created=created, lacks_code=True)
    if not status:
        raise _unclear(f"the server does not know the status of {id_}")
    if status == job_status.ACTIVE:
        return JobState(known, Phase.ACTIVE, created=created)
    waiting = text(job, "reason-not-running")
    if status != job_status.INPUT:
        waiting = waiting or f"its status is {status} to z/OSMF"
    told = f"{waiting} {text(job, 'phase-name')}"
    phase = Phase.HELD if _HELD.search(told) else Phase.QUEUED
    return JobState(known, phase, waiting_for=waiting, created=created)


def _check_names(job_id: str, name: str) -> None:
    """Raise UnclearAnswer for a job that no request could name.

    JES2 names jobs without a valid JOB statement itself, by characters that no name has: such a
    name in a path leads nowhere.
    """
    if not job_id or not name:
        raise _unclear("a job document has no job name or id")
    if not ids.is_valid(job_id):
        raise _unclear(f"a job document has {job_id!r} for an id, which is none")
    if name in UNNAMED:
        raise UnclearAnswer(
            "ZWV233E",
            "zosmf",
            f"job {job_id} has the name {name}, which JES2 gives to a job whose JOB statement it "
            "could not read",
            remedy="z/OSMF cannot be asked for a job of that name. Look at the job in SDSF, and "
            "correct the JOB statement.",
        )
    if not is_plain(name):
        raise _unclear(f"job {job_id} has the name {name!r}, which is none")


def files(documents: object, service: str = "spool files") -> list[File]:
    """The list of a job's spool data sets. Raises UnclearAnswer for anything else."""
    found = []
    for document in items(documents, service):
        entry = fields(document, service)
        number = entry.get("id")
        if not isinstance(number, int) or isinstance(number, bool):
            raise _unclear("a spool data set has no number")
        step = text(entry, "stepname")
        found.append(
            File(
                number,
                text(entry, "ddname"),
                "" if step in ("JES2", "JES3", "JESE") else step,
                entry.get("record-count") == 0 and entry.get("byte-count") == 0,
            )
        )
    return found


def new_correlator() -> str:
    """A user correlator that no other submission has.

    1 to 32 characters, the first A-Z, $, # or @, the others these and digits (IBM z/OSMF
    Programming Guide, "List the jobs for an owner, prefix, or job ID", user-correlator).
    """
    return (
        "ZWEVSAM" + secrets.choice(_FIRST) + "".join(secrets.choice(_ALPHABET) for _ in range(24))
    )


def correlator_of(document: object) -> str | None:
    """The user portion of a job's correlator; None where the server has none.

    It follows the system's portion of 31 characters and a separator: a colon, where IBM's page
    says semicolon.
    """
    whole = fields(document).get("job-correlator")
    if not isinstance(whole, str) or len(whole) < 32 or whole[31] not in ":;":
        return None
    return whole[32:].strip()


def is_plain(name: str) -> bool:
    """Whether this can be a job's name or id, and stand in a path, where ``..`` leads elsewhere."""
    return _PLAIN.fullmatch(name) is not None


def fields(document: object, service: str = "jobs") -> Mapping[str, object]:
    """A JSON object. Raises UnclearAnswer for anything else.

    ``service`` says what was asked, and of which data set or job.
    """
    if isinstance(document, dict):
        return document
    raise _unclear(f"{service}: {ODD_FORM}")


def items(document: object, service: str = "jobs") -> list[object]:
    """A JSON array. Raises UnclearAnswer for anything else; ``service`` as of ``fields``."""
    if isinstance(document, list):
        return document
    raise _unclear(f"{service}: {ODD_FORM}")


def text(document: Mapping[str, object], name: str) -> str:
    """A text of a document, trimmed; empty where there is none."""
    value = document.get(name)
    return value.strip() if isinstance(value, str) else ""


def _unclear(why: str) -> UnclearAnswer:
    return UnclearAnswer("ZWV233E", "zosmf", why, remedy=SEE_TRACE)


def _time(when: str) -> float | None:
    """Seconds since the epoch of ``2025-11-05T13:52:21.290Z``; None for anything else.

    A time at the ends of the calendar cannot be shown in another time zone, and is no job's.
    """
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return None
    if not 1970 <= moment.year < 9999:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
