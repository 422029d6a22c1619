"""Wrong answers that a system can give: by verb, what it says instead of the truth.

A wrong answer that contradicts the interface's own promise (``entry`` is None only when the
catalog says so) is one that nobody can tell from the truth; ``BELIEVED`` lists those.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.faults.target import Call, Wrong
from zwe_vsam.errors import LibraryNotFound, MemberNotFound
from zwe_vsam.model import (
    Ending,
    JobId,
    JobState,
    Member,
    MemberText,
    Phase,
    SpoolFile,
)
from zwe_vsam.zos.listcat import Association, Cluster, Component, OtherEntry

FOREIGN = JobId("JOB00777", "SOMEJOB", "SOMEBODY")
"""A job of somebody else, which the system mixes up with ours."""
WRONG = "another version"
"""Versions follow from what a member holds, so a wrong text has a wrong one."""
NAME = "IBMUSER.ZWE.CUST.CACHE"
GHOST = Cluster(
    NAME,
    created="2020.001",
    rls_in_use=False,
    associations=(Association("DATA", f"{NAME}.DATA"), Association("INDEX", f"{NAME}.INDEX")),
    data=Component(
        "DATA", f"{NAME}.DATA", volsers=("VOL123",), key_length=128, key_offset=0,
        average_length=4096, maximum_length=4096, share_options=(2, 3),
        flags=("UNIQUE", "INDEXED", "NOREUSE"),
    ),
    index=Component("INDEX", f"{NAME}.INDEX", volsers=("VOL123",)),
)  # fmt: skip
"""A cluster as the catalog had it once."""


def _missing(error: type[MemberNotFound | LibraryNotFound]) -> Wrong:
    def answer(call: Call) -> Any:
        if issubclass(error, MemberNotFound):
            raise error("ZWV6002E", member=call.args[0])
        raise error("ZWV6001E", library=call.args[0].library)

    return answer


def _half(call: Call) -> MemberText:
    real = call.real()
    lines = real.text.splitlines(keepends=True)
    return MemberText("".join(lines[: len(lines) // 2]), WRONG)


def _other_member(call: Call) -> MemberText:
    member: Member = call.args[0]
    other = {"ZWECSVSM": "ZWECSRVS"}.get(member.name, "ZWECSVSM")
    return MemberText(call.inner.read(Member("IBMUSER.ZWE.SZWESAMP", other)).text, WRONG)


def _written_as_other(call: Call) -> str:
    call.real()
    return WRONG


def _like(real: object, **changes: Any) -> Cluster:
    cluster = real if isinstance(real, Cluster) else GHOST
    assert cluster.data is not None
    return cluster._replace(data=cluster.data._replace(**changes))


def _of(call: Call, **values: Any) -> JobState:
    job = call.args[0] if isinstance(call.args[0], JobId) else FOREIGN
    return JobState(**{"job": job, "phase": Phase.ENDED, **values})


def _ended_well(job: JobId) -> JobState:
    return JobState(job, Phase.ENDED, Ending.COMPLETED, 0)


def _submitted_as(job: JobId) -> Wrong:
    def answer(call: Call) -> JobId:
        call.real()
        return job

    return answer


GARBAGE: dict[str, dict[str, Wrong]] = {
    "exists": {
        "the opposite": lambda call: not call.real(),
        "no library": _missing(LibraryNotFound),
    },
    "read": {
        "nothing": lambda _: MemberText("", WRONG),
        "one half": _half,
        "another member": _other_member,
        "no member": _missing(MemberNotFound),
        "another version": lambda call: MemberText(call.real().text, WRONG),
        "no JCL": lambda _: MemberText("\ufffd\x00\x15\n" * 5, WRONG),
    },
    "write": {
        "lost": lambda _: "lost",
        "another version": _written_as_other,
    },
    "entry": {
        "none": lambda _: None,
        "a ghost": lambda _: GHOST,
        "an alias": lambda call: OtherEntry("ALIAS", call.args[0]),
        "migrated": lambda call: OtherEntry("NONVSAM", call.args[0], volsers=("MIGRAT",)),
        "another name": lambda call: _like(call.real())._replace(name="SOME.OTHER.CLUSTER"),
        "other lengths": lambda call: _like(call.real(), key_length=8, maximum_length=80),
        "no lengths": lambda call: _like(call.real(), key_length=None, maximum_length=None),
    },
    "submit": {
        "another's id": _submitted_as(FOREIGN),
        "another's number": _submitted_as(JobId(FOREIGN.id, "ZWECSVSM", "IBMUSER")),
        "lost": lambda _: JobId("JOB00778", "ZWECSVSM", "IBMUSER"),
    },
    "job_status": {
        "another's end": lambda _: _ended_well(FOREIGN),
        "too early an end": lambda call: _ended_well(call.args[0]),
        "no code": lambda call: _of(call, ending=Ending.COMPLETED),
        "no abend code": lambda call: _of(call, ending=Ending.ABEND),
        "gone": lambda call: _of(call, ending=Ending.NO_LONGER_LISTED),
        "not listed": lambda call: _of(call, phase=Phase.NOT_LISTED),
        "active": lambda call: _of(call, phase=Phase.ACTIVE),
        "held": lambda call: _of(call, phase=Phase.HELD, waiting_for="HELD BY SOMEBODY"),
    },
    "find_job": {
        "none": lambda _: None,
        "another's end": lambda _: _ended_well(FOREIGN),
        "another's job": lambda _: JobState(FOREIGN, Phase.ACTIVE),
    },
    "cancel": {"lost": lambda _: None},
    "find_jobs": {
        "none": lambda _: [],
        "another's job": lambda _: [JobState(FOREIGN, Phase.ACTIVE)],
        "ended ones": lambda _: [_ended_well(JobId("JOB00778", "ZWECSVSM", "IBMUSER"))],
    },
    "spool": {
        "none": lambda _: [],
        "another's": lambda _: [SpoolFile("JESMSGLG", "", "IEF404I SOMEJOB - ENDED\n")],
        "no text": lambda _: [SpoolFile("SYSPRINT", "ALLOC", "\x00\x1b[2J\ufffd" * 50)],
    },
}  # fmt: skip

BELIEVED = frozenset(
    {
        # That there is no cluster, or that there is one like that: only the catalog can know.
        ("entry", "none"), ("entry", "a ghost"), ("entry", "other lengths"),
        ("entry", "another name"), ("entry", "an alias"), ("entry", "migrated"),
        ("entry", "no lengths"),
        # What a member holds that is only compared with, or is the configuration.
        ("read", "one half"), ("read", "nothing"), ("read", "another member"),
        ("read", "no member"),
        # That it did what was asked: the target promises to have read back what it wrote, the
        # submission is only told of with --no-wait, and a job that is cancelled may end later.
        ("write", "lost"), ("submit", "lost"), ("cancel", "lost"),
        # That a job has ended which is told of and nothing more.
        ("job_status", "too early an end"), ("find_job", "another's end"),
    }
)  # fmt: skip
"""Answers after which a run may end with success that the truth does not bear out."""


def variants(verb: str) -> dict[str, Callable[[Call], Any]]:
    return GARBAGE.get(verb, {})
