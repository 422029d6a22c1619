"""Jobs: their status, lists, output, and requests to change them.

Source: z/OSMF Programming Guide, "Obtain the status of a job", "List the jobs for an owner,
prefix, or job ID", "List the spool files for a job", "Retrieve the contents of a job spool
file", "Hold a job", "Release a job", "Cancel a job", "Cancel a job and purge its output".
"""

from __future__ import annotations

import re
from typing import Any, cast

from flask import Blueprint, Response, jsonify, request

from zwe_vsam.errors import JobNotFound
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.server import bodies, errors
from zwe_vsam.sandbox.server import job_documents as documents
from zwe_vsam.sandbox.server.code_pages import code_page
from zwe_vsam.sandbox.server.errors import jobs as wrong
from zwe_vsam.sandbox.server.errors import unsupported
from zwe_vsam.sandbox.server.job_documents import ROOT
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import names, records
from zwe_vsam.zos.limits import CORRELATOR_PATTERN, NAME_LENGTH

_MOST = 1000
_CORRELATOR = re.compile(CORRELATOR_PATTERN)
_VERSIONS = ("1.0", "2.0")
_REFUSED = 156
"""Status of a feedback document for a request that was not carried out."""


def blueprint(system: System, user: str) -> Blueprint:
    """The services; ``user`` is whose jobs are listed where no owner is named."""
    routes = Blueprint("jobs", __name__)
    _reading(routes, system, user)
    _changing(routes, system)
    return routes


def user_correlator(text: str) -> str:
    """Return the user portion of a correlator. Raises Failure for an invalid one."""
    if text and not _CORRELATOR.fullmatch(text):
        raise wrong(4, "Value of user-correlator is not valid")
    return text


def _reading(routes: Blueprint, system: System, user: str) -> None:
    @routes.get(ROOT)
    def list_jobs() -> Response:
        chosen = _select(system, user)
        with_execution = request.args.get("exec-data", "").upper() == "Y"
        return jsonify(
            [
                documents.job(info, documents.base(request))
                | (documents.executed(info) if with_execution else {})
                for info in chosen[: _most()]
            ]
        )

    def status(info: JobInfo) -> Response:
        steps = None
        if request.args.get("step-data", "").upper() == "Y":
            steps = _existing(info, lambda: system.steps(info.id))
        document = documents.job(info, documents.base(request), steps)
        if request.args.get("exec-data", "").upper() == "Y":
            document |= documents.executed(info)
        return jsonify(document)

    def files(info: JobInfo) -> Response:
        spool = _existing(info, lambda: system.spool(info.id))
        return jsonify(documents.files(info, spool, documents.base(request)))

    def spool_records(info: JobInfo, number: str) -> Response:
        return _contents(_text(system, info, number))

    for suffix, service in (("", status), ("/files", files)):
        _route(routes, system, "GET", suffix, service)
    _route(routes, system, "GET", "/files/<number>/records", spool_records)


def _changing(routes: Blueprint, system: System) -> None:
    def modify(info: JobInfo) -> Response:
        document = bodies.document(request, lambda reason: wrong(3, reason))
        version = _version(document.get("version", "1.0"))
        if document.get("request") == "class" or "class" in document:
            raise unsupported("CHANGES OF THE JOB CLASS", of_jobs=True)
        service = {
            "cancel": (system.cancel, "the job has ended"),
            "hold": (system.hold, "the job is not waiting for execution"),
            "release": (system.release, "the job is not held"),
        }.get(str(document.get("request")))
        if service is None:
            raise wrong(6, "Request does not contain a valid job update request")
        act, refusal = service
        done = _existing(info, lambda: act(info.id))
        return _answer(info, version, "" if done else f"Request was not successful: {refusal}.")

    def purge(info: JobInfo) -> Response:
        version = _version(request.headers.get("X-IBM-Job-Modify-Version", "1.0"))
        _existing(info, lambda: system.purge(info.id))
        return _answer(info, version, "")

    _route(routes, system, "PUT", "", modify)
    _route(routes, system, "DELETE", "", purge)


def _route(routes: Blueprint, system: System, method: str, suffix: str, service: Any) -> None:
    """Serve a job under its name and id, and under its correlator."""

    def by_id(name: str, job_id: str, **parameters: str) -> Response:
        shown = name[:NAME_LENGTH], job_id[:NAME_LENGTH]
        name, job_id = names.upper(name), names.upper(job_id)
        if len(job_id) > NAME_LENGTH or not ids.is_valid(job_id):
            raise errors.job_not_looked_up(*shown)
        info = system.job(job_id)
        if info is None or info.name != name:
            raise errors.no_job(name[:NAME_LENGTH], job_id[:NAME_LENGTH])
        return cast(Response, service(info, **parameters))

    def by_correlator(correlator: str, **parameters: str) -> Response:
        if ":" not in correlator:
            raise errors.no_such_path(request.method, request.path)
        jobs = system.jobs(correlator=correlator.partition(":")[2])
        matches = [info for info in jobs if documents.correlator(info) == correlator]
        if not matches:
            raise errors.no_job(correlator[:80])
        return cast(Response, service(matches[-1], **parameters))

    endpoint = f"{service.__name__}"
    routes.add_url_rule(
        f"{ROOT}/<name>/<job_id>{suffix}", f"{endpoint}-id", by_id, methods=[method]
    )
    routes.add_url_rule(
        f"{ROOT}/<correlator>{suffix}", f"{endpoint}-correlator", by_correlator, methods=[method]
    )


def _existing(info: JobInfo, act: Any) -> Any:
    """Call ``act`` on a job. Raises Failure if the job has been purged meanwhile."""
    try:
        return act()
    except JobNotFound as error:
        raise errors.no_job(info.name, info.id) from error


def _select(system: System, user: str) -> list[JobInfo]:
    """Return the jobs that the query parameters select. Raises Failure."""
    asked = request.args
    if asked.get("jobid") and asked.get("user-correlator"):
        raise wrong(4, "Query parameters jobid and user-correlator exclude each other")
    for name in ("owner", "prefix", "jobid"):
        if len(asked.get(name, "")) > NAME_LENGTH:
            raise wrong(4, f"Value of {name} query parameter is not valid")
    correlator = user_correlator(asked.get("user-correlator", ""))
    # A job with the correlator is meant whoever owns it only if its owner is asked for, too.
    owner = _pattern(asked.get("owner") or user)
    wanted = names.upper(asked.get("prefix") or "*")
    prefix = _pattern(wanted)
    exact = () if re.search(r"[*%?]", wanted) else (wanted,)
    job_id = _pattern(asked.get("jobid") or "*")
    status = names.upper(asked.get("status", "*"))
    return [
        info
        for info in system.jobs(*exact, correlator=correlator)
        if owner.fullmatch(info.owner)
        and prefix.fullmatch(info.name)
        and job_id.fullmatch(info.id)
        and (status in ("", "*") or documents.job(info, "")["status"] == status)
    ]


def _pattern(text: str) -> re.Pattern[str]:
    """Return a pattern in which ``*`` stands for any characters, ``%`` and ``?`` for one."""
    pieces = {"*": ".*", "%": ".", "?": "."}
    return re.compile(
        "".join(pieces.get(c[0], re.escape(c)) for c in re.findall(r"\*+|.", names.upper(text))),
        re.DOTALL,
    )


def _most() -> int:
    text = request.args.get("max-jobs", "")
    most = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else _MOST
    return most if 1 <= most <= _MOST else _MOST


def _text(system: System, info: JobInfo, number: str) -> str:
    """Return the text of a spool file, or, for ``JCL``, the submitted job. Raises Failure."""
    if number.upper() == "JCL":
        return str(_existing(info, lambda: system.jcl(info.id)))
    spool = _existing(info, lambda: system.spool(info.id))
    for file_id, file in zip(documents.file_ids(spool), spool, strict=True):
        if str(file_id) == number:
            return str(file.text)
    raise wrong(12, f"Job '{info.name}({info.id})' does not contain spool file id {number[:10]}")


def _contents(text: str) -> Response:
    """Return records in the requested form and range. Raises Failure."""
    mode = request.args.get("mode", "text").lower()
    lines = records.split(text)
    wanted = _matching(lines, _range(len(lines)))
    lines = [lines[number] for number in wanted]
    # Zowe CLI reads from it where the search is to go on.
    headers = {"X-IBM-Record-Range": f"{wanted.start},{len(wanted)}"} if _is_part() else {}
    if mode == "text":
        return Response(
            records.join(lines), headers=headers, content_type="text/plain; charset=UTF-8"
        )
    if mode not in ("binary", "record"):
        raise wrong(4, "Value of mode query parameter is not valid")
    page = code_page(request.args.get("fileEncoding", "IBM-1047"))
    parts = [line.encode(page, "replace") for line in lines]
    if mode == "record":
        parts = [records.framed(part) for part in parts]
    return Response(b"".join(parts), headers=headers, content_type="application/octet-stream")


def _is_part() -> bool:
    return "X-IBM-Record-Range" in request.headers or "search" in request.args


def _matching(lines: list[str], within: range) -> range:
    """Query parameter search: from the first record with that text on, ``maxreturnsize`` records.

    Letters are the same in both cases unless ``insensitive=false``. Raises Failure.
    """
    if "research" in request.args:
        raise unsupported("SEARCHES FOR REGULAR EXPRESSIONS", of_jobs=True)
    text = request.args.get("search", "")
    if not text:
        return within
    folded = request.args.get("insensitive", "true").lower() != "false"
    most = request.args.get("maxreturnsize", "100")
    if not re.fullmatch(r"[0-9]{1,6}", most):
        raise wrong(4, "Value of maxreturnsize query parameter is not valid")
    for number in within:
        line = lines[number]
        if text in line or (folded and text.casefold() in line.casefold()):
            return within[within.index(number) :][: int(most)]
    return range(0)


def _range(length: int) -> range:
    """X-IBM-Record-Range: ``first-last`` or ``first,number`` from 0 on; last or number 0: all."""
    text = request.headers.get("X-IBM-Record-Range", "").strip()
    everything = range(length)
    if not text:
        return everything
    match = re.fullmatch(r"([0-9]{1,9})([-,])([0-9]{1,9})", text)
    if match is None:
        raise wrong(11, f"Record range '{text[:30]}' is not valid for spool file record request")
    first, last = int(match[1]), int(match[3])
    if not last:
        return everything[first:]
    if match[2] == "-" and last < first:
        raise wrong(11, f"Record range '{text}' is not valid for spool file record request")
    return everything[first : last + 1 if match[2] == "-" else first + last]


def _version(value: object) -> str:
    version = str(value)
    if version not in _VERSIONS:
        raise wrong(4, f"Version is not 1.0 or 2.0: {version[:10]}")
    return version


def _answer(info: JobInfo, version: str, refusal: str) -> Response:
    """Return the answer to a change: version 1.0 states acceptance only, 2.0 the result."""
    failed = bool(refusal) and version == "2.0"
    answer = jsonify(
        documents.feedback(info, _REFUSED, refusal) if failed else documents.feedback(info)
    )
    answer.status_code = 200 if version == "2.0" else 202
    return answer
