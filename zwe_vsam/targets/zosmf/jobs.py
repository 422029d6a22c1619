"""The conversion of z/OSMF's job documents to JobState and to spool files.

``exec-submitted`` and the other times are in UTC. A document has them only after a request with
``exec-data=Y``, on a server that knows this parameter.
Source: IBM z/OSMF Programming Guide, "JSON document specifications for z/OS jobs REST interface
requests".
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
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import job_status

_HELD = re.compile(r"\b(?:held|hold)\b", re.IGNORECASE)
UNNAMED = ("????????", "********")
"""Names that JES2 gives to jobs whose JOB statement it could not read."""
_PLAIN = re.compile(r"(?=.*[A-Za-z0-9$#@])[!-.0-~\xa1-\xff]+")
_FIRST = string.ascii_uppercase
_ALPHABET = string.ascii_uppercase + string.digits


class File(NamedTuple):
    """A spool data set, as the list of a job's spool data sets has it."""

    number: int
    ddname: str
    step: str
    """Empty for the job's own data sets."""
    is_empty: bool


def state(document: object, service: str = "jobs") -> JobState:
    """Convert a job document. Raises UnclearAnswer for a document without a status."""
    job = fields(document, service)
    id_, name = text(job, "jobid"), text(job, "jobname")
    _check_names(id_, name)
    identity = JobId(id_, name, text(job, "owner"))
    created = _time(text(job, "exec-submitted"))
    retcode, status = text(job, "retcode").upper(), text(job, "status").upper()
    if retcode:
        ending, code, abend = job_status.read_retcode(retcode)
        return JobState(identity, Phase.ENDED, ending, code, abend, "", created)
    if status == job_status.OUTPUT:
        return JobState(identity, Phase.ACTIVE, created=created, lacks_code=True)
    if not status:
        raise UnclearAnswer("ZWV6253E", job_id=id_)
    if status == job_status.ACTIVE:
        return JobState(identity, Phase.ACTIVE, created=created)
    waiting = text(job, "reason-not-running")
    if status != job_status.INPUT:
        waiting = waiting or f"z/OSMF reports the status {status}"
    is_held = _HELD.search(f"{waiting} {text(job, 'phase-name')}")
    phase = Phase.HELD if is_held else Phase.QUEUED
    return JobState(identity, phase, waiting_for=waiting, created=created)


def _check_names(job_id: str, name: str) -> None:
    """Raise UnclearAnswer for a job whose id or name cannot stand in the path of a request.

    JES2 gives a job without a valid JOB statement a name of characters that no other name has.
    """
    if not job_id or not name:
        raise UnclearAnswer("ZWV6254E")
    if not ids.is_valid(job_id):
        raise UnclearAnswer("ZWV6255E", job_id=repr(job_id))
    if name in UNNAMED:
        raise UnclearAnswer("ZWV6256E", job_id=job_id, name=name)
    if not is_plain(name):
        raise UnclearAnswer("ZWV6257E", job_id=job_id, name=repr(name))


def files(documents: object, service: str = "spool files") -> list[File]:
    """Convert the list of a job's spool data sets. Raises UnclearAnswer for another document."""
    listed = []
    for document in items(documents, service):
        entry = fields(document, service)
        number = entry.get("id")
        if not isinstance(number, int) or isinstance(number, bool):
            raise UnclearAnswer("ZWV6258E")
        step = text(entry, "stepname")
        listed.append(
            File(
                number,
                text(entry, "ddname"),
                "" if step in ("JES2", "JES3", "JESE") else step,
                entry.get("record-count") == 0 and entry.get("byte-count") == 0,
            )
        )
    return listed


def new_correlator() -> str:
    """Make a user correlator that no other submission has.

    1 to 32 characters, the first A-Z, $, # or @, the others these and digits (IBM z/OSMF
    Programming Guide, "List the jobs for an owner, prefix, or job ID", user-correlator).
    """
    return (
        "ZWEVSAM" + secrets.choice(_FIRST) + "".join(secrets.choice(_ALPHABET) for _ in range(24))
    )


def correlator_of(document: object) -> str | None:
    """Return the user portion of a job's correlator; None where the document has no correlator.

    It follows the system's portion of 31 characters and a separator. The separator is a colon;
    IBM's page says that it is a semicolon.
    """
    whole = fields(document).get("job-correlator")
    if not isinstance(whole, str) or len(whole) < 32 or whole[31] not in ":;":
        return None
    return whole[32:].strip()


def is_plain(name: str) -> bool:
    """Return whether a job's name or id is safe in a path: ``..`` would change the path."""
    return _PLAIN.fullmatch(name) is not None


def fields(document: object, service: str = "jobs") -> Mapping[str, object]:
    """Check a JSON object. Raises UnclearAnswer for any other document.

    ``service`` names the request and its data set or job, for the text of the error.
    """
    if isinstance(document, dict):
        return document
    raise UnclearAnswer("ZWV6252E", service=service)


def items(document: object, service: str = "jobs") -> list[object]:
    """Check a JSON array. Raises UnclearAnswer for any other document."""
    if isinstance(document, list):
        return document
    raise UnclearAnswer("ZWV6252E", service=service)


def text(document: Mapping[str, object], name: str) -> str:
    """Return a text of a document, trimmed; empty without one."""
    value = document.get(name)
    return value.strip() if isinstance(value, str) else ""


def _time(when: str) -> float | None:
    """Convert ``2025-11-05T13:52:21.290Z`` to seconds since the epoch; None for any other text.

    A year before 1970, or the last year of the calendar, is no time of a job. Python cannot
    convert the last ones to every time zone.
    """
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        return None
    if not 1970 <= moment.year < 9999:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
