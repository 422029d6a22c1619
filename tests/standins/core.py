"""What the commands below zoautil_py do, on a sandbox, with faults on demand.

Names, codes and messages of the commands: ZOAU documentation, shell commands mls, jsub, jls,
ddls, pjdd, mvscmdauth; typings/zoautil_py names what the functions above them do. A command gets
its operands through a shell, which takes ``$NAME`` for a variable that is not set.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import Path

from zwe_vsam.errors import LibraryNotFound, TargetError
from zwe_vsam.model import Ending, Phase, SpoolFile
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.seeding import SYSTEM_VOLUME
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import listcat, records
from zwe_vsam.zos.limits import RECORD_LENGTH

records.register_code_pages()

MEMBER = re.compile(r"(?P<library>[^(]+)(?:\((?P<member>[^)]+)\))?")
STATUS = {
    Ending.COMPLETED: "CC",
    Ending.ABEND: "ABEND",
    Ending.JCL_ERROR: "JCLERR",
    Ending.SECURITY_ERROR: "SEC",
    Ending.CANCELLED: "CANCELED",
    Ending.FLUSHED: "FLU",
    Ending.CONVERTER_ERROR: "CNV",
    Ending.CONVERTER_ABEND: "CAB",
    Ending.SYSTEM_FAILURE: "SYS",
    Ending.NOT_EXECUTED: "NOEXEC",
}


@dataclass
class Response:
    """What a command gave."""

    rc: int
    stdout: str = ""
    stderr: str = ""
    command: str = ""


@dataclass
class Fault:
    """Something that goes wrong in one of the functions of zoautil_py."""

    function: str
    """Such as ``datasets.write``."""
    error: Callable[[], BaseException]
    times: int = 1
    """How many calls it spoils."""
    after: bool = False
    """Whether the call has had its effect when it fails."""
    skip: int = 0
    """Calls that it lets pass first."""
    since: str = ""
    """Another function, before whose first call nothing is spoiled."""


@dataclass
class World:
    """What a test can decide, and what it can look at afterwards."""

    functions: list[str] = field(default_factory=list)
    """Functions of zoautil_py that were called."""
    commands: list[str] = field(default_factory=list)
    """Commands, that is processes, that they started."""
    slept: float = 0.0
    faults: list[Fault] = field(default_factory=list)
    invisible: int = 0
    """How many looks miss a job that is there."""
    not_ready: int = 0
    """How many listings of a job's output fail."""
    not_ready_code: int = 3
    """What they fail with; see NOT_READY."""
    empty_list: bool = False
    """Whether listing no job is a success, as from 1.4.3 on."""
    clock_off: float = 0.0
    """Seconds by which the times of jobs differ from those of this process: TZ is wrong."""
    record_lengths: dict[str, int] = field(default_factory=dict)
    """Library -> length of its records, where it is not 80."""
    migrated: set[str] = field(default_factory=set)
    """Libraries that are migrated, and that listing members does not recall."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Other names of libraries."""
    unknown: int = 0
    """How many looks see a job's status and code as unknown."""
    half_written: int | None = None
    """Records after which writing fails."""
    midway: Callable[[], BaseException] = lambda: RuntimeError("Unable to open record for writing.")
    """What it fails with."""
    no_id: bool = False
    """Submitting works and returns no id."""
    code_page: str = "cp1047"
    """What is written arrives in this one."""
    pages: list[str] = field(default_factory=list)
    """In these instead, one writing after the other."""
    shown_from: dict[str, str] = field(default_factory=dict)
    """Library -> what 1.2 takes its members for when it shows them, IBM-1047 otherwise."""
    user: str = "IBMUSER"
    """Whose jobs are listed where no owner is asked for."""
    timeless: bool = False
    """Whether jobs are listed without the time at which the system got them."""
    twice: bool = False
    """Whether a job is listed twice."""
    said_id: str | None = None
    """What submitting returns for the job's id."""
    classless: bool = False
    """Whether the listing has no class of any job."""
    filtered: bool = False
    """Whether SDSF shows the output of a job only where its owner and name are asked for."""
    deaf: bool = False
    """Whether canceling a job succeeds and does nothing."""
    job_fields: dict[str, str] = field(default_factory=dict)
    """Overrides of jls's fields: status, ccode."""


world = World()
"""Replaced by ``reset``."""


def reset() -> World:
    """A world in which nothing goes wrong."""
    global world
    world = World()
    return world


def system() -> System:
    """The sandbox below."""
    return _system(os.environ["ZOAU_STANDIN_SANDBOX"])


@functools.lru_cache(1)
def _system(folder: str) -> System:
    return System(folder)


def sleep(seconds: float) -> None:
    """What zoautil_py sleeps is counted, not slept."""
    world.slept += seconds


class Spoiled:
    """One call of a function: counts it, and raises what a test has put in its way."""

    def __init__(self, function: str) -> None:
        world.functions.append(function)
        self.fault = next(
            (
                fault
                for fault in world.faults
                if fault.function == function
                and (not fault.since or fault.since in world.functions)
            ),
            None,
        )
        if self.fault and self.fault.skip:
            self.fault.skip -= 1
            self.fault = None
        if self.fault:
            self.fault.times -= 1
            if not self.fault.times:
                world.faults.remove(self.fault)

    def __enter__(self) -> Spoiled:
        if self.fault and not self.fault.after:
            raise self.fault.error()
        return self

    def __exit__(self, *raised: object) -> None:
        if self.fault and raised[0] is None:
            raise self.fault.error()


# Data sets

_WORD = re.compile(r"\\(.)|\$(?:\w+|\{\w*\})?")


def shell(text: str) -> str:
    """What a shell makes of an operand: variables are empty, a backslash keeps what follows.

    A lone ``$`` stays.
    """
    return _WORD.sub(lambda found: found[1] or ("$" if found[0] == "$" else ""), text)


def _place(text: str) -> tuple[str, str]:
    found = MEMBER.fullmatch(text)
    assert found, text
    library = found["library"]
    return world.aliases.get(library, library), found["member"] or "*"


def mls(pattern: str) -> Response:
    """List members."""
    world.commands.append("mls")
    library, wanted = _place(shell(pattern))
    try:
        members = [] if library in world.migrated else system().members(library)
    except LibraryNotFound:
        members = None
    if members is None or library in world.migrated:
        return Response(1, "", f"BGYSC1103E No datasets match pattern: {library}.", "mls")
    found = [name for name in members if fnmatchcase(name, wanted)]
    if not found:
        return Response(2, "", f"BGYSC1104E No members match pattern: {wanted}.", "mls")
    return Response(0, "".join(f"{name}\n" for name in found), "", "mls")


def record_length(place: str) -> int:
    """The length of the records of a member's library."""
    return world.record_lengths.get(_place(place)[0], RECORD_LENGTH)


def _file(place: str) -> Path:
    """The member's file. Raises OSError as the C library does."""
    library, member = _place(place)
    box = system()
    if library not in box.libraries():
        raise OSError(49, "EDC5049I The specified file name could not be located.")
    return box.folder / "datasets" / library / member


def read_records(place: str) -> list[bytes]:
    """The records of a member. Raises OSError."""
    try:
        image = _file(place).read_bytes()
    except FileNotFoundError:
        raise OSError(
            67, "EDC5067I An attempt was made to open a nonexistent file for read."
        ) from None
    length = record_length(place)
    return [image[at : at + length] for at in range(0, len(image), length)]


class Stream:
    """A member that is open for writing; what the library has is replaced when it is closed."""

    def __init__(self, place: str) -> None:
        self.file: Path | None = _file(place)
        self.length = record_length(place)
        self.image = b""

    def write(self, record: bytes) -> None:
        """Add a record, padded, or cut."""
        if len(self.image) // self.length == world.half_written:
            raise OSError(28, "EDC5133I No space left on device.")
        self.image += record.ljust(self.length, b"\x40")[: self.length]

    def close(self) -> None:
        """Replace the member."""
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_bytes(self.image)
            self.file = None

    def __del__(self) -> None:
        if hasattr(self, "file"):
            self.close()


def write_records(place: str, lines: list[str]) -> None:
    """Write a member record by record. As ZOAU does, leave the stream open where that fails."""
    stream = Stream(place)
    page = world.pages.pop(0) if world.pages else world.code_page
    for line in lines:
        record = line.ljust(RECORD_LENGTH).encode(page)
        try:
            stream.write(record)
        except OSError as error:
            raise world.midway() from error
    stream.close()


def cp(place: str, path: str) -> None:
    """Copy a member to a file as it is. No shell sees the operands. Counts as reading."""
    from zwe_vsam.targets.zoau.zoau12 import CopyFailed

    with Spoiled("datasets.read"):
        world.commands.append("cp")
        try:
            Path(path).write_bytes(b"".join(read_records(place)))
        except OSError as error:
            raise CopyFailed(f"cp: FSUM6258 cannot open file {place}: {error}") from error


# Programs


def dd_options(text: str) -> tuple[Path, dict[str, set[str]]]:
    """Path and options of a DD as the command has it: ``path,name=value,value,name=value``."""
    path, *words = text.split(",")
    options: dict[str, set[str]] = {}
    values: set[str] = set()
    for word in words:
        name, is_option, value = word.rpartition("=")
        if is_option:
            values = options.setdefault(name, set())
        values.add(value)
    return Path(path), options


def mvscmdauth(pgm: str, dds: dict[str, str]) -> Response:
    """Run IDCAMS. ``dds``: name -> path and options. Refuses what would not arrive as lines."""
    world.commands.append("mvscmdauth")
    assert pgm == "IDCAMS"
    sysin, commands = dd_options(dds["SYSIN"])
    sysprint, listing = dd_options(dds["SYSPRINT"])
    wanted = {"filedata": {"TEXT"}, "recfm": {"FB"}, "lrecl": {"80"}, "statusgroup": {"ORDONLY"}}
    if any(commands.get(name) != value for name, value in wanted.items()):
        return Response(12, "", "IDC3301I ERROR OPENING SYSIN", "mvscmdauth")
    access = listing.get("statusgroup", set())
    if not access >= {"OCREAT", "OWRONLY"} or listing.get("filedata") != {"TEXT"}:
        return Response(12, "", "IDC3380I SYSPRINT DATA SET COULD NOT BE OPENED", "mvscmdauth")
    text = sysin.read_bytes().decode("cp1047")
    code, lines = system().idcams(text.removesuffix("\n").split("\n"))
    if any(f"({library})" in text for library in world.migrated):
        lines = [line.replace(SYSTEM_VOLUME, listcat.MIGRATED) for line in lines]
    sysprint.write_bytes(b"".join(line.encode("cp1047") + b"\x15" for line in lines))
    return Response(code, "", "", "mvscmdauth")


# Jobs


def jsub(place: str) -> Response:
    """Submit a member."""
    world.commands.append("jsub")
    place = shell(place)
    library, member = _place(place)
    try:
        if record_length(place) == RECORD_LENGTH:
            job = system().submit_member(library, member)
        else:
            found = (records.decode_record(record) for record in read_records(place))
            job = system().submit("".join(f"{line}\n" for line in found))
    except TargetError as error:
        return Response(8, "", f"BGYSC3602E Unable to submit {place}: {error}", "jsub")
    said = f"{job.id}\n" if world.said_id is None else world.said_id
    return Response(0, "" if world.no_id else said, "", "jsub")


@dataclass
class Listed:
    """A job as jls shows it."""

    job_id: str
    name: str
    owner: str
    status: str
    ccode: str
    asid: int
    created: datetime | None
    job_class: str | None = "A"


def jls(
    job_id: str | None = None, owner: str | None = None, name: str | None = None
) -> tuple[Response, list[Listed]]:
    """List jobs by id, or by owner and name."""
    world.commands.append("jls")
    box = system()
    if job_id:
        found = [job] if (job := box.job(job_id)) else []
    else:
        found = [
            job
            for job in box.jobs()
            if fnmatchcase(job.name, name or "*") and fnmatchcase(job.owner, owner or world.user)
        ]
    if world.twice:
        found += found
    if found and world.invisible:
        world.invisible -= 1
        found = []
    if not found and world.empty_list:
        return Response(0, "{}", "", "jls"), []
    if not found:
        return Response(1, "", "BGYSC3503E Failed to retrieve job list.\n", "jls"), []
    return Response(0, "{}", "", "jls"), [_listed(job) for job in found]


def _listed(job: JobInfo) -> Listed:
    status, ccode = "AC", "?"
    if job.phase is Phase.HELD:
        status = "HOLD"
    elif job.ending is not None:
        status = STATUS[job.ending]
        ccode = job.abend or (f"{job.code:04}" if job.code is not None else "?")
    if world.unknown:
        world.unknown -= 1
        status, ccode = "?", "?"
    return Listed(
        job_id=job.id,
        name=job.name,
        owner=job.owner,
        status=world.job_fields.get("status", status),
        ccode=world.job_fields.get("ccode", ccode),
        job_class=None if world.classless else "A",
        asid=77 if job.phase is Phase.ACTIVE else 0,
        created=None
        if world.timeless
        else datetime.fromtimestamp(int(job.created + world.clock_off)),
    )


def jcan(job_id: str) -> Response:
    """Cancel a job."""
    world.commands.append("jcan")
    if world.deaf:
        return Response(0, "", "", "jcan")
    if not system().cancel(job_id):
        return Response(8, "", f"BGYSC4102E Unable to cancel {job_id}.", "jcan")
    return Response(0, "", "", "jcan")


NOT_READY = {
    3: "BGYSC5403E Job {} is in phase STAT_SELECT and is not ready for DD queries.",
    5: "BGYSC3505E Job {} is not ready for DD queries.",
    6: "BGYSC3506E Job {} is in transmission, and not ready for DD queries.",
}
"""Code of the command -> what it says."""
FIRST_DSID = 2
"""The number of a job's first spool data set."""


def ddls(job_id: str, owner: str = "", prefix: str = "") -> tuple[Response, list[SpoolFile]]:
    """List the spool data sets of a job."""
    world.commands.append("ddls")
    job = system().job(job_id)
    shown = job is not None and fnmatchcase(job.owner, owner) and fnmatchcase(job.name, prefix)
    if world.filtered and not shown:
        return Response(0, "", "", "ddls"), []
    if job is None or world.not_ready or job.phase in (Phase.QUEUED, Phase.HELD):
        world.not_ready = max(0, world.not_ready - 1)
        said = NOT_READY[world.not_ready_code].format(job_id)
        return Response(world.not_ready_code, "", said, "ddls"), []
    return Response(0, "{}", "", "ddls"), spool_files(job_id)


def spool_files(job_id: str) -> list[SpoolFile]:
    """The spool data sets of a job."""
    return system().spool(job_id)


def pjdd(job_id: str, step: str, dd: str, dsid: str | None = None) -> Response:
    """Print a spool data set: that of a number, or the first of a step and name."""
    world.commands.append("pjdd")
    for number, file in enumerate(spool_files(job_id), FIRST_DSID):
        is_named = (file.step or "JES2", file.ddname) == (step, dd)
        if is_named if dsid is None else str(number) == dsid:
            return Response(0, file.text.rstrip("\n"), "", "pjdd")
    return Response(8, "", f"BGYSC3702E No DD {dd} of step {step} in {job_id}.", "pjdd")


def wait_between_looks(looks: int, look: Callable[[], Response]) -> Response | None:
    """Look until there is an answer, as jls is called: a second's sleep after each failed look."""
    response = None
    for _ in range(looks):
        response = look()
        if response.rc == 0:
            return response
        sleep(1)
    return response
