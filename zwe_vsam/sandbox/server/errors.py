"""Error documents: what a service answers when it does not do what was asked.

Source: z/OSMF Programming Guide, "Error report document" and "Error reporting categories" of
the files and of the jobs interface.
"""

from __future__ import annotations

from typing import Any

from zwe_vsam.errors import LibraryNotFound, MemberNotFound, TargetError, Unavailable
from zwe_vsam.zos import names

FILES_SERVICE = 1
"""Category of the files interface: the request is wrong."""
FILES_ISPF = 4
FILES_IO = 6
FILES_DYNAMIC_ALLOCATION = 8
FILES_UNEXPECTED = 16
JOBS_SERVICE = 6
"""Category of the jobs interface: the request is wrong."""
JOBS_UNEXPECTED = 7
LONGEST = 500
"""Characters of a message, and of one of its details."""
JOBS_SUBSYSTEM = 8
"""Category of the jobs interface: JES did not understand what z/OSMF asked it."""


class Failure(Exception):
    """A request that is answered with an error document."""

    def __init__(
        self,
        status: int,
        category: int,
        rc: int,
        reason: int,
        message: str,
        details: tuple[str, ...] = (),
    ) -> None:
        super().__init__(message)
        self.status = status
        """Of the HTTP answer."""
        self.category = category
        self.rc = rc
        self.reason = reason
        self.message = message
        self.details = details
        self.extra: dict[str, str] = {}
        """Properties besides those of the error report document."""

    def document(self) -> dict[str, Any]:
        """The error report document. ``stack`` never holds a traceback of ours."""
        message = _cut(self.message)
        document: dict[str, Any] = {
            "rc": self.rc,
            "reason": self.reason,
            "category": self.category,
            "message": message,
        }
        if self.details:
            document["details"] = [_cut(line) for line in self.details]
        document["stack"] = (
            f"category={self.category} rc={self.rc} reason={self.reason} message={message}"
        )
        return document | self.extra


def _cut(text: str) -> str:
    """Return the beginning of a text that quotes more of a request than anybody reads."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}..."


def files(reason: int, message: str, *details: str, status: int = 400) -> Failure:
    """A request to the files interface that is wrong."""
    return Failure(status, FILES_SERVICE, 4, reason, message, details)


def jobs(reason: int, message: str, *details: str, status: int = 400) -> Failure:
    """A request to the jobs interface that is wrong."""
    return Failure(status, JOBS_SERVICE, 4, reason, message, details)


def unsupported(function: str, *, of_jobs: bool = False) -> Failure:
    """A request that z/OSMF knows and the sandbox does not; 501 is no status of z/OSMF's."""
    message = f"ZWVS001I THE SANDBOX DOES NOT DO THIS: {function}"
    if of_jobs:
        return Failure(400, JOBS_SERVICE, 4, 20, message)
    return Failure(400, FILES_SERVICE, 4, 1, message)


def no_such_path(method: str, path: str) -> Failure:
    """No service of the sandbox has this method and path."""
    if path.startswith(("/zosmf/restfiles/fs", "/zosmf/restfiles/mfs")):
        return unsupported("UNIX FILES AND FILE SYSTEMS")
    text = f"No match for method {method} and pathInfo='{path}'"
    return jobs(7, text) if is_of_jobs(path) else files(1, text, status=404)


def no_job(name: str, job_id: str = "") -> Failure:
    """There is no such job."""
    reference = f"{name}({job_id})" if job_id else name
    return jobs(10, f"No job found for reference: '{reference}'")


def job_not_looked_up(name: str, job_id: str) -> Failure:
    """JES refuses what is no job id; recorded: zowe/jobs, zosmf_getJob_noJobIdResponse.json."""
    return Failure(
        500,
        JOBS_SUBSYSTEM,
        0,
        8,
        f"Failed to lookup job {name}({job_id})",
        (
            "JesStatusException:queryJobs failed with ExtendedStatus error: rc=0 ssob_rc=8"
            " reason=8/0",
        ),
    )


def is_of_jobs(path: str) -> bool:
    """Whether a path belongs to the jobs interface, whose categories are others."""
    return path.startswith("/zosmf/restjobs")


def not_cataloged(name: str, call: str = "LMINIT") -> Failure:
    """The data set is not in the catalog."""
    detail = f"ISRZ002 Data set not cataloged - '{name}' was not found in catalog."
    return Failure(404, FILES_ISPF, 8, 0, f"{call} error", (detail,))


def data_set_not_found(name: str) -> Failure:
    """There is no such data set to read or write.

    Recorded from a real system: zowe/data-sets, getContent_noDataSet.json, putContent_noDataSet.
    """
    detail = f"IKJ56228I DATA SET {name} NOT IN CATALOG OR CATALOG CAN NOT BE ACCESSED    "
    return Failure(404, FILES_IO, 8, 386400778, "Data set not found.", (detail,))


def member_not_found(library: str, member: str) -> Failure:
    """There is no such member to read; recorded: zowe/data-sets, getContent_noMember.json."""
    return Failure(404, FILES_IO, 8, 524, "Member not found", (f"{library}({member})",))


def no_member(library: str, member: str, call: str) -> Failure:
    """ISPF, which deletes members, finds none of that name."""
    detail = f"ISRZ002 Member not found - Member '{member}' not found in '{library}'."
    return Failure(404, FILES_ISPF, 8, 0, f"{call} error", (detail,))


def from_target(error: TargetError, path: str) -> Failure:
    """The document for what the sandbox raised and no service expected."""
    of_jobs = is_of_jobs(path)
    if isinstance(error, Unavailable):
        category = JOBS_UNEXPECTED if of_jobs else FILES_UNEXPECTED
        return Failure(503, category, 8, 0, "The sandbox cannot be used.", (error.reason,))
    if isinstance(error, MemberNotFound):
        member = str(error.fields["member"])
        return member_not_found(*(names.place_of_member(member) or (member, "")))
    if isinstance(error, LibraryNotFound):
        return data_set_not_found(str(error.fields["library"]))
    make = jobs if of_jobs else files
    return make(1, "; ".join(filter(None, error.facts)), *error.details)
