"""Submission of jobs, from a member or from the text of a request.

Source: z/OSMF Programming Guide, "Submit a job".
"""

from __future__ import annotations

import re

from flask import Blueprint, Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from zwe_vsam.errors import LibraryNotFound, SubmitFailed, TargetError
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.server import bodies, datasets, errors, places
from zwe_vsam.sandbox.server import job_documents as documents
from zwe_vsam.sandbox.server.code_pages import code_page
from zwe_vsam.sandbox.server.errors import Failure, unsupported
from zwe_vsam.sandbox.server.errors import jobs as wrong
from zwe_vsam.sandbox.server.jobs import user_correlator
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import records
from zwe_vsam.zos.limits import RECORD_LENGTH

_FILE = re.compile(r"//'([^']+)'|//([^'/]+)")
_MODES = ("TEXT", "RECORD", "BINARY")


def blueprint(system: System, user: str) -> Blueprint:
    """The service; ``user`` is put before a name of a data set without apostrophes."""
    routes = Blueprint("submission", __name__)

    @routes.put(documents.ROOT)
    def submit() -> Response:
        _check_headers()
        correlator = user_correlator(request.headers.get("X-IBM-User-Correlator", ""))
        try:
            if request.mimetype == "application/json":
                info = _member(system, user, correlator)
            else:
                info = system.submit(_jcl(), correlator)
        except SubmitFailed as error:
            raise _refused(error) from error
        answer = jsonify(documents.job(info, documents.base(request)))
        answer.status_code = 201
        return answer

    return routes


def _member(system: System, user: str, correlator: str) -> JobInfo:
    text = bodies.document(request, lambda reason: wrong(3, reason)).get("file")
    if not isinstance(text, str) or not text:
        raise wrong(3, "Request does not contain 'file' content")
    match = _FILE.fullmatch(text)
    if match is None:
        if text.startswith("/") and not text.startswith("//"):
            raise unsupported("SUBMITTING UNIX FILES", of_jobs=True)
        raise wrong(18, f"Submit input is not the name of a data set: {text[:80]}")
    try:
        place = places.place(match[1] or f"{user}.{match[2]}")
        if not place.member:
            raise unsupported("SUBMITTING DATA SETS THAT ARE NO MEMBERS OF A LIBRARY", of_jobs=True)
        datasets.partitioned(system, place.library, lambda _: _no_data_set(place))
        return system.submit_member(place.library, place.member, correlator=correlator)
    except SubmitFailed:
        raise
    except LibraryNotFound as error:
        raise _no_data_set(place) from error
    except TargetError as error:
        # A member that is missing is not told from one that cannot be opened.
        raise _opening(text) from error


def _no_data_set(place: places.Place) -> Failure:
    """Return the error for a missing data set.

    Recorded from a real system: zowe/jobs, zosmf_submitJobByFile_noDataset.json.
    """
    return wrong(16, f"Data set not found: {place.library}({place.member})")


def _opening(text: str) -> Failure:
    """Return the error for a missing member.

    Recorded from a real system: zowe/jobs, zosmf_submitJobByFile_noDatasetMember.json.
    """
    message = f"Error opening input data set: {text[:80]}"
    return Failure(500, errors.JOBS_SERVICE, 8, 5, message)


def _jcl() -> str:
    """Return the job in the request's body. Raises Failure."""
    mode = request.headers.get("X-IBM-Intrdr-Mode", "TEXT").upper()
    if mode == "TEXT":
        try:
            text = bodies.text(request)
        except (UnicodeError, LookupError) as error:
            raise wrong(14, "The job is not in the character set that is said") from error
        text = text.replace("\r\n", "\n")
    else:
        text = _from_records(bodies.content(request), mode)
    if not text.startswith("/"):
        raise wrong(17, "Submit input data does not start with a slash")
    longest = max(map(len, records.split(text)))
    if longest > RECORD_LENGTH:
        raise wrong(
            9,
            f"Job submission error. Record length {longest} too long for JCL submission,"
            f" maxlen={RECORD_LENGTH}",
        )
    return text


def _from_records(body: bytes, mode: str) -> str:
    """Return the text of records in EBCDIC: of 80 bytes, or with their lengths in four bytes."""
    page = code_page(request.headers.get("X-IBM-Intrdr-File-Encoding", "IBM-1047"))
    parts, at = [], 0
    while at < len(body):
        head = 4 if mode == "RECORD" else 0
        length = int.from_bytes(body[at : at + 4], "big") if head else RECORD_LENGTH
        part = body[at + head : at + head + length]
        if head and len(part) < length:
            raise wrong(3, "The records in the request are not complete")
        parts.append(part.decode(page, "replace").rstrip(" "))
        at += head + length
        if len(parts) > records.MAXIMUM:
            raise RequestEntityTooLarge(f"There are more than {records.MAXIMUM:,} records.")
    return records.join(parts)


def _check_headers() -> None:
    """Raise Failure for invalid headers, and for headers that the sandbox does not support."""
    headers = request.headers
    mode = headers.get("X-IBM-Intrdr-Mode", "TEXT")
    if mode.upper() not in _MODES:
        raise wrong(
            1, f"Incorrect Internal Reader mode: {mode[:10]}. Must be one of TEXT | RECORD | BINARY"
        )
    if not re.fullmatch(r"[A-Za-z0-9]?", headers.get("X-IBM-Intrdr-Class", "")):
        raise wrong(2, "Incorrect Internal Reader parameters: X-IBM-Intrdr-Class")
    if not re.fullmatch(r"[0-9]{0,5}", headers.get("X-IBM-Intrdr-Lrecl", "")):
        raise wrong(2, "Incorrect Internal Reader parameters: X-IBM-Intrdr-Lrecl")
    for name, _ in headers:
        if name.lower().startswith("x-ibm-jcl-symbol-"):
            raise unsupported("JCL SYMBOLS IN HEADERS", of_jobs=True)
    if "X-IBM-Notification-URL" in headers:
        raise unsupported("NOTIFICATIONS OF A JOB'S END", of_jobs=True)


def _refused(error: SubmitFailed) -> Failure:
    return wrong(13, "Job input was not recognized by system as a job", *error.details)
