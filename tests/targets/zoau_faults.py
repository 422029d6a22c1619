"""Faults on z/OS and the answer of init: the rows of docs/explanation/zoau-faults.md.

``python -m tests.targets.zoau_faults`` prints the table.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from tests.standins.core import Fault, World
from zwe_vsam.model import Phase
from zwe_vsam.sandbox.system import System

JCLLIB = "IBMUSER.ZWE.CUST.JCLLIB"
SAMPLES = "IBMUSER.ZWE.SZWESAMP"
FORMER = "//FORMER JOB\n//S EXEC PGM=IEFBR14\n"
DEFINES = """\
//OTHER JOB
//S EXEC PGM=IDCAMS
//SYSPRINT DD SYSOUT=*
//SYSIN DD *
 DEFINE CLUSTER(NAME(IBMUSER.ZWE.CUST.CACHE) -
   TRACKS(1 1) VOLUMES(VOL123) INDEXED)
"""
OTHER = "//SOMEBODY JOB\n//* three hours of work\n//S EXEC PGM=X\n"
"""What somebody else writes into the member."""
ALWAYS = 1_000
MEMBER = "ZWECSVSM"
Arrange = Callable[[World, System], None]


@dataclass(frozen=True)
class Row:
    """One fault and its outcome."""

    fault: str
    outcome: str
    arrange: Arrange
    code: int = 0
    says: tuple[str, ...] = ()
    """Texts on standard output or standard error."""
    argv: tuple[str, ...] = ()
    jobs: int = 1
    """How many jobs exist afterwards."""
    member: str = "new"
    """What the member holds afterwards: new, former, half, other, damaged, absent."""
    levels: tuple[str, ...] = ("zoau12", "zoau13", "zoau14")


class Failure(Exception):
    """What zoautil_py's own exceptions have in common with others: nothing."""


def fails(
    function: str,
    times: int = 1,
    *,
    after: bool = False,
    skip: int = 0,
    since: str = "",
    error: Callable[[], BaseException] = lambda: Failure("BGYSC9999E It went wrong."),
) -> Arrange:
    return lambda world, _system: world.faults.append(
        Fault(function, error, times, after=after, skip=skip, since=since)
    )


def sets(**values: object) -> Arrange:
    def arrange(world: World, _system: System) -> None:
        for name, value in values.items():
            assert hasattr(world, name), name
            setattr(world, name, value)

    return arrange


def injects(outcome: str, after: float | None = None) -> Arrange:
    def arrange(_world: World, system: System) -> None:
        # Long enough to be seen before it ends.
        system.set_durations(queued=0.01, active=0.02)
        system.inject(outcome, after=after)

    return arrange


def former(_world: World, system: System) -> None:
    system.write(JCLLIB, MEMBER, FORMER)


def edits(function: str, since: str = "", skip: int = 0) -> Arrange:
    """Somebody else writes the member right when a call is made, which fails."""

    def arrange(world: World, system: System) -> None:
        def error() -> BaseException:
            system.write(JCLLIB, MEMBER, OTHER)
            return RuntimeError("EDC5061I An error occurred when attempting to define a file.")

        world.faults.append(Fault(function, error, since=since, skip=skip))

    return arrange


def held_job(name: str) -> Arrange:
    """A job of that name is held before the run; it came from another member."""

    def arrange(_world: World, system: System) -> None:
        system.inject("held")
        system.write(JCLLIB, "OTHER", FORMER.replace("//FORMER", f"//{name}"))
        system.submit_member(JCLLIB, "OTHER")

    return arrange


def runs_for_a_while(_world: World, system: System) -> None:
    system.set_durations(queued=0.0, active=0.6)


def created_by_others(world: World, system: System) -> None:
    """Between the look at the directory and the writing."""

    def error() -> BaseException:
        former(world, system)
        return Failure("BGYSC9999E It went wrong.")

    world.faults.append(Fault("mvscmd.execute_authorized", error))


def earlier_job(_world: World, system: System) -> None:
    """A job of that name has ended before the run."""
    system.write(JCLLIB, MEMBER, FORMER.replace("//FORMER", f"//{MEMBER}"))
    job = system.submit_member(JCLLIB, MEMBER)
    while system.job(job.id).phase is not Phase.ENDED:
        pass


def created_by_another_run(world: World, system: System) -> None:
    """Between the look at the catalog and the submission."""

    def error() -> BaseException:
        system.write(JCLLIB, "OTHER", DEFINES)
        system.submit_member(JCLLIB, "OTHER")
        return Failure("BGYSC9999E It went wrong.")

    world.faults.append(Fault("datasets.read", error, since="mvscmd.execute_authorized"))


def both(*parts: Arrange) -> Arrange:
    def arrange(world: World, system: System) -> None:
        for part in parts:
            part(world, system)

    return arrange


def of_zoautil(name: str, code: int, stderr: str) -> Callable[[], BaseException]:
    """An exception of zoautil_py itself, as the installed level has it."""

    def make() -> BaseException:
        import importlib

        exceptions = importlib.import_module("zoautil_py.exceptions")
        try:
            kinds = importlib.import_module("zoautil_py.ztypes")
        except ImportError:
            return getattr(exceptions, name)(stderr)
        return getattr(exceptions, name)(kinds.ZOAUResponse(code, "", stderr, "command", "UTF-8"))

    return make


def not_1047(_world: World, system: System) -> None:
    text = system.read(SAMPLES, MEMBER).text
    image = b"".join(line.ljust(80).encode("ascii") for line in text.splitlines())
    (system.folder / "datasets" / SAMPLES / MEMBER).write_bytes(image)


def undecodable() -> BaseException:
    raw = b'{"data": {"content": "IDC3013I DUPLICATE\\\\nnext \xff"}}'
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error
    raise AssertionError


def no_json() -> BaseException:
    try:
        json.loads('{"data": {"content": "IDC3013I DUPL\x01CATE"}}')
    except json.JSONDecodeError as error:
        return error
    raise AssertionError


REFUSED = of_zoautil("JobSubmitException", 8, "BGYSC3602E The internal reader refused it.")
LOST = of_zoautil("JobFetchException", 8, "BGYSC3503E Failed to retrieve job list.")
BROKEN = of_zoautil("JobFetchException", 12, "BGYSC3599E SDSF is not available.")
SUBMITTED = "did not submit the member a second time."
UNKNOWN = (
    "Error ZWEL0161E: Failed to run JCL",
    "It is not known whether the system accepted the job.",
    SUBMITTED,
)
GENERATE = ("--generate",)
MODERN = ("zoau13", "zoau14")
UNDER_WAY = ("of IBMUSER is still held, so no other job was submitted",)
DIFFERENT = ("The content that was read back differs", "needs a library with 80-byte records")
CHANGED = "Another user or job changed the member after zwe-vsam read it."
ABSENT = "did not exist before, and does not exist now."
RESTORED = "zwe-vsam restored the former content."
LEFT = "did not change it again, because another user may have changed the member"
UNEQUAL = "The content that was read back differs from the content that was written."
FOREIGN = "Another user may have written the current content."
NO_JOB = "The system lists no job named ZWECSVSM"
EARLIER = "Jobs that were listed before the submission: ZWECSVSM(JOB00001)."
STOPPED = ("Ctrl-C ended the command.",)
SOON = ("--timeout", "0.4")


def reading(function: str, subject: str, *says: str) -> list[Row]:
    """A call that only reads, failing once, twice, and always."""
    return [
        Row(f"{subject} fails once", "tried again; the job runs", fails(function)),
        Row(f"{subject} fails twice", "tried again; the job runs", fails(function, 2)),
        Row(
            f"{subject} fails always", "error, nothing is changed", fails(function, ALWAYS), 233,
            says, jobs=0, member="absent",
        ),
    ]  # fmt: skip


ROWS = [
    *reading(
        "datasets.list_members", "listing the member",
        "ZOAU could not determine whether the member",
        "BGYSC9999E It went wrong.",
    ),
    *reading(
        "mvscmd.execute_authorized", "LISTCAT",
        "ZOAU could not run LISTCAT for IBMUSER.ZWE.CUST.CACHE",
    ),
    *reading("datasets.read", "reading the template", "ZOAU could not read the member"),
    Row("the template is not IBM-1047", "error, nothing is changed", not_1047, 232,
        ("does not begin with //. Expected JCL in IBM-1047.",),
        jobs=0, member="absent"),
    Row("writing fails before the member is opened", "error: the member is not there",
        fails("datasets.write"), 160, (ABSENT, "BGYSC9999E It went wrong."),
        jobs=0, member="absent"),
    Row("writing a new member fails midway", "error: the member is damaged",
        sets(half_written=5), 160, ("The member is new and damaged",), jobs=0, member="half"),
    Row("somebody else creates the member meanwhile", "error: it is left as it is",
        created_by_others, 160, (CHANGED,), jobs=0, member="former",
        levels=("zoau13", "zoau14")),
    Row("somebody else creates it within five seconds of the look",
        "written over: the window of ZOAU 1.2 (zos.md)", created_by_others, levels=("zoau12",)),
    Row("another run creates the cluster meanwhile", "error: the job fails, and says why",
        created_by_another_run, 163, ("IDC3013I DUPLICATE DATA SET NAME",), jobs=2),
    Row("the library's records are too short", "error: the member is not there",
        sets(record_lengths={JCLLIB: 60}), 160,
        ("exceeds max_record_length", ABSENT), jobs=0, member="absent",
        levels=MODERN),
    Row("the same with ZOAU 1.2, should it cut them",
        "error: what was written reads back different", sets(record_lengths={JCLLIB: 60}), 160,
        DIFFERENT, jobs=0, member="damaged", levels=("zoau12",)),
    Row("the library's records are longer than 80 bytes", "the job runs",
        sets(record_lengths={JCLLIB: 133}), levels=MODERN),
    Row("the same with ZOAU 1.2, which needs 80 bytes",
        "error: what was written reads back different", sets(record_lengths={JCLLIB: 133}), 160,
        DIFFERENT, jobs=0, levels=("zoau12",)),
    Row("the library is migrated, and ZOAU does not list it", "error, nothing is changed",
        sets(migrated={JCLLIB}), 233, ("IBMUSER.ZWE.CUST.JCLLIB is migrated", "HRECALL"), jobs=0,
        member="absent"),
    Row("Ctrl-C while a new member is written", "stopped: the member is damaged",
        sets(half_written=5, midway=KeyboardInterrupt), 130, STOPPED, jobs=0,
        member="half"),
    Row("Ctrl-C while a member is rewritten", "stopped: the former content is written again",
        both(former, sets(half_written=5, midway=KeyboardInterrupt)), 130, STOPPED,
        argv=GENERATE, jobs=0, member="former"),
    Row("rewriting a member fails before it is opened", "error: the former content is intact",
        both(former, fails("datasets.write")), 160, ("The member still has its former content.",),
        argv=GENERATE, jobs=0, member="former"),
    Row("rewriting a member fails midway", "error: the former content is written again",
        both(former, sets(half_written=5)), 160, (RESTORED,),
        argv=GENERATE, jobs=0, member="former"),
    Row("rewriting a member fails midway, and restoring it too", "error: the member is damaged",
        both(former, sets(half_written=5), fails("datasets.write", skip=1)), 160,
        ("The member is damaged: the former content could not be restored.",),
        argv=GENERATE, jobs=0, member="half"),
    Row("rewriting a member fails midway, and what was restored cannot be read back",
        "error: former content written again",
        both(former, sets(half_written=5),
             fails("datasets.read", ALWAYS, skip=1, since="datasets.write")), 160,
        ("wrote the former content again, but could not read it back",), argv=GENERATE, jobs=0,
        member="former"),
    Row("somebody else rewrites the member after it was read", "error: it is left as it is",
        both(former, edits("datasets.read", skip=1)), 160, (CHANGED,),
        argv=GENERATE, jobs=0, member="other"),
    Row("somebody else rewrites the member, and rewriting it fails", "error: it is left as it is",
        both(former, edits("datasets.write")), 160, (LEFT,),
        argv=GENERATE, jobs=0, member="other"),
    Row("somebody else rewrites the member before it is read back", "error: it is left as it is",
        both(former, edits("datasets.read", "datasets.write")), 160,
        (UNEQUAL, LEFT), argv=GENERATE, jobs=0,
        member="other"),
    Row("somebody else rewrites a new member before it is read back",
        "error: it is left as it is", edits("datasets.read", "datasets.write"), 160,
        (UNEQUAL, FOREIGN), jobs=0,
        member="other"),
    Row("what was rewritten reads back different", "error: the former content is written again",
        both(former, lambda world, _system: world.pages.extend(["latin-1", "cp1047"])), 160,
        (UNEQUAL, RESTORED), argv=GENERATE, jobs=0,
        member="former"),
    Row("writing fails after it has taken effect", "what reads back is right; the job runs",
        fails("datasets.write", after=True)),
    Row("what was written reads back different", "error: damaged (new) or restored",
        sets(code_page="latin-1"), 160, (UNEQUAL,), jobs=0,
        member="damaged"),
    Row("reading back fails once", "tried again; the job runs",
        fails("datasets.read", since="datasets.write")),
    Row("reading back a new member fails always", "error: it may be damaged",
        fails("datasets.read", ALWAYS, since="datasets.write"), 160,
        ("The member could not be read back", "is new and may be damaged"), jobs=0),
    Row("reading back a rewritten member fails always", "error: what it holds is not known",
        both(former, fails("datasets.read", ALWAYS, since="datasets.write")), 160,
        ("The current content of the member is not known. zwe-vsam did not restore",),
        argv=GENERATE, jobs=0),
    Row("an earlier job is held, and a list misses it", "error: no other is submitted",
        both(former, held_job(MEMBER), sets(invisible=1)), 235, UNDER_WAY, argv=GENERATE,
        member="former"),
    Row("the same, and TZ is not the system's", "error: no other is submitted",
        both(former, held_job(MEMBER), sets(clock_off=-5 * 3600.0)), 235, UNDER_WAY,
        argv=GENERATE, member="former"),
    Row("an earlier job with the former member's job name is held", "error: no other is submitted",
        both(former, held_job("FORMER")), 235, UNDER_WAY, argv=GENERATE, member="former"),
    Row("an earlier job is held, and the member was deleted", "error: no other is submitted",
        held_job(MEMBER), 235, UNDER_WAY, member="absent", levels=MODERN),
    Row("the same with ZOAU 1.2, where a look is dear", "error, after the job has run",
        held_job(MEMBER), 235,
        ("of IBMUSER is still held, so it is not known whether the cluster stays",
         "This run's job ZWECSVSM(JOB00002) ended with code 0."), jobs=2, levels=("zoau12",)),
    Row("whether an earlier job is there cannot be found out", "error, nothing is changed",
        fails("jobs.fetch_multiple", ALWAYS, error=BROKEN), 233, ("SDSF is not available",), jobs=0,
        member="absent", levels=MODERN),
    Row("the submission is refused", "error: unknown, no job is listed",
        fails("jobs.submit", error=REFUSED), 161,
        (*UNKNOWN, "The internal reader refused it.", NO_JOB), jobs=0),
    Row("the submission is refused, but the job is there, listed late",
        "error: unknown, the job is named",
        both(fails("jobs.submit", after=True, error=REFUSED), sets(invisible=2)), 161,
        (*UNKNOWN, "ZWECSVSM(JOB00001)"), levels=MODERN),
    Row("the submission is refused, but the job is there, never listed",
        "error: unknown, no job is listed",
        both(fails("jobs.submit", after=True, error=REFUSED), sets(invisible=ALWAYS)), 161,
        (*UNKNOWN, NO_JOB), levels=MODERN),
    Row("the submission is refused, but the job is there", "error: unknown, the job is named",
        fails("jobs.submit", after=True, error=REFUSED), 161, (*UNKNOWN, "ZWECSVSM(JOB00001)")),
    Row("the submission fails, and there is no job", "error: unknown, no job is listed",
        fails("jobs.submit"), 161, (*UNKNOWN, NO_JOB), jobs=0),
    Row("the submission fails after it has taken effect", "error: unknown, the job is named",
        fails("jobs.submit", after=True), 161, (*UNKNOWN, "ZWECSVSM(JOB00001) of IBMUSER")),
    Row("the submission returns no id", "error: unknown, the job is named",
        sets(no_id=True), 161, (*UNKNOWN, "ZWECSVSM(JOB00001) of IBMUSER"),
        levels=("zoau13", "zoau14")),
    Row("the submission returns something else than an id", "error: unknown, the job is named",
        sets(said_id="BGYSC0000I Submitted."), 161,
        (*UNKNOWN, "'BGYSC0000I Submitted.'", "ZWECSVSM(JOB00001) of IBMUSER"), levels=MODERN),
    Row("ZOAU 1.2 submits, cannot fetch and loses the id", "error: unknown, the job is named",
        sets(invisible=4), 161, (*UNKNOWN, "ZWECSVSM(JOB00001) of IBMUSER"), levels=("zoau12",)),
    Row("the same, and TZ is not the system's", "error: unknown, the job is named",
        both(fails("jobs.submit", after=True), sets(clock_off=-20 * 3600.0)), 161,
        (*UNKNOWN, "ZWECSVSM(JOB00001) of IBMUSER")),
    Row("the same, and jobs are listed without their time", "error: unknown, the job is named",
        both(fails("jobs.submit", after=True), sets(timeless=True)), 161,
        (*UNKNOWN, "ZWECSVSM(JOB00001) of IBMUSER, received at a time that ZOAU does not report")),
    Row("the same, and the job is another user's", "error: unknown, the job is named",
        both(fails("jobs.submit", after=True), sets(user="SOMEBODY")), 161,
        (*UNKNOWN, "ZWECSVSM(JOB00001) of IBMUSER")),
    Row("the submission fails, and an older job of that name is there",
        "error: unknown, no new job is listed", both(earlier_job, fails("jobs.submit")), 161,
        (*UNKNOWN, "The system lists no job named ZWECSVSM that can belong to this submission.",
         EARLIER), argv=GENERATE),
    Row("the same, and the submission took effect", "error: unknown, the new job is named",
        both(earlier_job, fails("jobs.submit", after=True)), 161,
        (*UNKNOWN, "New jobs of that name: ZWECSVSM(JOB00002) of IBMUSER",
         EARLIER), argv=GENERATE, jobs=2),
    Row("Ctrl-C during the submission", "stopped: unknown, the job is named",
        fails("jobs.submit", after=True, error=KeyboardInterrupt), 130,
        ("It is not known whether the job runs", "ZWECSVSM(JOB00001) of IBMUSER",
         "Search for a job")),
    Row("Ctrl-C during the submission, before it takes effect",
        "stopped: unknown, no job is listed", fails("jobs.submit", error=KeyboardInterrupt),
        130, ("It is not known whether the job runs", NO_JOB), jobs=0),
    Row("the submission fails, and jobs cannot be listed", "error: unknown",
        both(fails("jobs.submit", after=True),
             fails("jobs.fetch_multiple", ALWAYS, since="jobs.submit", error=BROKEN)),
        161, (*UNKNOWN, "The search for the job failed: ZOAU could not list the jobs")),
    Row("the job is not listed at first", "waited for; the job runs", sets(invisible=2),
        levels=("zoau13", "zoau14")),
    Row("the same, and an empty list is no failure (1.4.3)", "waited for; the job runs",
        sets(invisible=2, empty_list=True), levels=("zoau13", "zoau14")),
    Row("looking at the job fails twice", "tried again; the job runs",
        fails("jobs.fetch", 2, error=BROKEN)),
    Row("looking at the job fails always", "error at the time limit: left running",
        fails("jobs.fetch", ALWAYS, error=BROKEN), 162,
        ("The last query of the job failed", "SDSF is not available"), argv=SOON),
    Row("the job's status is unknown for a while", "waited for; the job runs", sets(unknown=2)),
    Row("the job's status stays unknown", "error at the time limit: left running",
        sets(unknown=ALWAYS), 162, ("ZOAU reports no status",), argv=SOON),
    Row("the job is held", "said while waiting; error at the time limit", injects("held"), 162,
        ("Job ZWECSVSM(JOB00001) is held",), argv=SOON),
    Row("the job vanishes", "error: code unknown, the catalog is asked", injects("purged"), 162,
        ("The code of the job is not known. The catalog lists IBMUSER.ZWE.CUST.CACHE",), jobs=0),
    Row("two looks miss the job, and a list by its name does not", "waited for; the job runs",
        both(runs_for_a_while, fails("jobs.fetch", 2, skip=1, error=LOST))),
    Row("two jobs are listed for one number", "error at the time limit: left running",
        sets(twice=True), 162, ("The system lists 2 jobs with the id JOB00001",), argv=SOON),
    Row("the job's output is not ready at first", "tried again; the reason is shown",
        both(injects("space"), sets(not_ready=2)), 163, ("IDC3009I",)),
    Row("the same, with the code of later levels", "tried again; the reason is shown",
        both(injects("space"), sets(not_ready=2, not_ready_code=5)), 163, ("IDC3009I",)),
    Row("the same, and the job is in transmission", "tried again; the reason is shown",
        both(injects("space"), sets(not_ready=2, not_ready_code=6)), 163, ("IDC3009I",)),
    Row("the job's output never gets ready", "the failure is told without the reason",
        both(injects("space"), sets(not_ready=ALWAYS)), 163,
        ("ends with code 12", "Its output could not be read", "is not ready")),
    Row("a spool file has bytes that are no text", "replaced and marked",
        both(injects("code:12"), fails("jobs.read_output", ALWAYS, error=undecodable)), 163,
        ("IDC3013I DUPLICATE",)),
    Row("a spool file breaks ZOAU's JSON", "read all the same, and marked",
        both(injects("code:12"), fails("jobs.read_output", ALWAYS, error=no_json)), 163,
        ("IDC3013I DUPL\\x01CATE",)),
    Row("a spool file cannot be read", "the others are read",
        both(injects("space"), fails("jobs.read_output", 3, skip=1)), 163,
        ("IDC3009I",)),
    Row("the catalog cannot be read after the job", "error: done, but not confirmed",
        fails("mvscmd.execute_authorized", ALWAYS, skip=1), 233,
        ("ended with code 0, but the catalog could not be read",)),
]  # fmt: skip

STATUSES = {
    ("ABEND", "S806"): "with code S806 (ABENDED)",
    ("ABEND", "U4038"): "with code U4038 (ABENDED)",
    ("ABEND", "S000 U4038"): "with code U4038 (ABENDED)",
    ("ABEND", "0C4"): "with code S0C4 (ABENDED)",
    ("ABEND", "?"): "with code unknown (ABENDED)",
    ("CC", "0012"): "with code 12 (COMPLETED)",
    ("CC", "CC 0008"): "with code 8 (COMPLETED)",
    ("JCLERR", "?"): "without a code (JCL ERROR)",
    ("JCL ERROR", "?"): "without a code (JCL ERROR)",
    ("SEC", "?"): "without a code (SECURITY ERROR)",
    ("SEC ERROR", "?"): "without a code (SECURITY ERROR)",
    ("CANCELED", "S222"): "without a code (CANCELED)",
    ("FLU", "?"): "without a code (FLUSHED)",
    ("CNV", "?"): "without a code (CONVERTER ERROR)",
    ("CAB", "?"): "without a code (CONVERTER ABEND)",
    ("SYS", "?"): "without a code (SYSTEM FAILURE)",
    ("NOEXEC", "?"): "without a code (NOT EXECUTED)",
}
"""Status and code as ZOAU gives them -> what is told of the job, all with exit code 163."""


def table() -> str:
    """The tables of docs/explanation/zoau-faults.md."""
    lines = ["| fault | outcome | exit code | jobs |", "|---|---|---|---|"]
    lines += [f"| {row.fault} | {row.outcome} | {row.code} | {row.jobs} |" for row in ROWS]
    lines += ["", "| ZOAU's status | its code | told as |", "|---|---|---|"]
    lines += [f"| `{s}` | `{c}` | {meaning} |" for (s, c), meaning in STATUSES.items()]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(), end="")  # noqa: T201
