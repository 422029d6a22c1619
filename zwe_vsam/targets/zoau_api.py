"""The calls of zoautil_py, each through one gateway that counts, times and tells it.

Nothing is concluded here. What differs between the levels of ZOAU ends here: 1.3 and 1.4 have
``read_as_bytes``, ``submit_return_job_id``, ``fetch``; 1.2 has older names. What zoautil_py raises
becomes CallFailed. Source of names and behaviour: typings/zoautil_py.
"""

from __future__ import annotations

import inspect
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeVar

from zwe_vsam.targets import zoau_copy
from zwe_vsam.targets.zoau_failure import CallFailed, release, text_of
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zoautil_py.jobs import Job

_IN_PROCESS = ("datasets.read", "datasets.write")
"""Calls that work through the C library where there is read_as_bytes, without a process."""
_P = ParamSpec("_P")
_R = TypeVar("_R")

PAUSES = (0.3, 1.0)
"""Seconds before a reading call that failed is made a second and a third time."""
_SEPARATORS = "\x1e\x1f" + "".join(map(chr, range(256)))
"""What may separate records for ZOAU: all that IBM-1047 has."""
MARK = "*** zwe-vsam: not all of this spool file could be decoded; what could not is replaced ***"
"""Put before a spool file that did not come through whole."""


class Call(NamedTuple):
    """One call that was made."""

    what: str
    seconds: float
    error: str
    """Class of the exception it raised; empty when it returned."""
    native: bool
    """Whether it starts a process. From 1.3 on, reading and writing members does not."""


class Submitted(NamedTuple):
    """What the submission returned."""

    id: str
    """Empty where it returned none."""
    owner: str = ""
    """Empty where it did not say."""


class Seen(NamedTuple):
    """A job as ZOAU lists it; an empty text where it says nothing, or ``?``."""

    id: str
    name: str
    owner: str
    status: str
    code: str
    asid: int | None
    created: datetime | None
    """Local time of the system."""


class DD(NamedTuple):
    """A spool data set."""

    step: str
    name: str
    records: int | None
    id: int | None = None
    """Its number, where another one of the job has the same step and name."""


def escaped(name: str) -> str:
    r"""A data set name for a call that starts a command: that goes through a shell.

    To a shell ``A$A`` is ``A`` and the variable A, that is, the name of another data set. ``\$`` is
    taken for ``$`` by every level that starts commands: by the shell of 1.2 and 1.3, and by later
    levels that escape for themselves and respect what is escaped (zoautil_py.common,
    clean_dataset_name). Where no shell were in between, the name would be refused, as no data set
    has a backslash in its name; in no case is it another library's. ``#``, ``@`` and ``-`` are
    nothing to a shell, and ``\#`` is refused (ibm_zos_core issues 642, 724, 1011 and 1382).
    """
    return name.replace("$", r"\$")


def retried(
    call: Callable[[], _R], final: Callable[[CallFailed], bool] = lambda _failure: False
) -> _R:
    """Make a call that changes nothing; again, after a pause, unless its failure is final."""
    for pause in PAUSES:
        try:
            return call()
        except CallFailed as failure:
            if final(failure):
                raise
        time.sleep(pause)
    return call()


class Native:
    """zoautil_py as this tool uses it. Most methods are one call of it."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        """Every call so far."""
        self.say: Callable[[str], None] | None = None
        """Told each call, with its duration, when it has ended."""

    @property
    def reads_in_process(self) -> bool:
        """Whether reading a member starts no process of its own (1.3 and later)."""
        from zoautil_py import datasets

        return hasattr(datasets, "read_as_bytes")

    def members(self, pattern: str) -> list[str]:
        """Names of the members that match ``LIBRARY(PATTERN)``."""
        from zoautil_py import datasets

        found = self._call(
            f"datasets.list_members {pattern}", datasets.list_members, escaped(pattern)
        )
        return [name.strip() for name in found or ()]

    def read(self, place: str) -> list[bytes]:
        """The records of a member without trailing blanks: their own bytes, with 1.2 its text's."""
        from zoautil_py import datasets

        if self.reads_in_process:
            found = self._call(f"datasets.read_as_bytes {place}", datasets.read_as_bytes, place)
        else:
            text = self._call(f"datasets.read {place}", datasets.read, escaped(place))
            lines = text.removesuffix("\n").split("\n") if text else []
            records.register_code_pages()
            found = [line.encode("cp1047", "replace") for line in lines]
        return [record.rstrip(b"\x40") for record in found]

    def image(self, place: str) -> list[bytes]:
        """The records of a member of 80-byte records, in their own bytes on every level."""
        if self.reads_in_process:
            return self.read(place)
        copied = self._call(f"cp -B {place}", zoau_copy.image, place)
        starts = range(0, len(copied), records.LENGTH)
        return [copied[at : at + records.LENGTH].rstrip(b"\x40") for at in starts]

    def write(self, place: str, lines: list[str]) -> None:
        """Replace a member. A newline after the last line would add an empty record.

        A newline in a line, X'15', is an ordinary byte from 1.3 on.
        """
        from zoautil_py import datasets

        what = f"datasets.write {place}"
        used = "".join(lines)
        if not self.reads_in_process:
            self._call(what, datasets.write, escaped(place), "\n".join(lines))
        elif "\n" in used:
            end = next((c for c in _SEPARATORS if c not in used), "\n")
            self._call(what, datasets.write, place, end.join(lines), next_record_char=end)
        else:
            self._call(what, datasets.write, place, "\n".join(lines))

    def idcams(self, sysin: str, sysprint: str) -> tuple[int | None, str]:
        """Run IDCAMS on two z/OS UNIX files: its code, and what was said on standard error.

        FILEDATA=TEXT makes records of lines and lines of records (z/OS MVS JCL Reference).
        """
        from zoautil_py import mvscmd

        try:
            from zoautil_py.ztypes import DDStatement, FileDefinition
        except ImportError:
            from zoautil_py.types import DDStatement, FileDefinition

        commands = FileDefinition(
            sysin,
            status_group="ORDONLY",
            file_data="TEXT",
            record_length="80",
            block_size="3200",
            record_format="FB",
        )
        listing = FileDefinition(
            sysprint, path_mode="0600", status_group="OCREAT,OWRONLY,OTRUNC", file_data="TEXT"
        )
        dds = [DDStatement("SYSIN", commands), DDStatement("SYSPRINT", listing)]
        found = self._call(
            "mvscmd.execute_authorized IDCAMS", mvscmd.execute_authorized, pgm="IDCAMS", dds=dds
        )
        if isinstance(found, int):
            return found, ""
        code: object = getattr(found, "rc", None)
        return code if isinstance(code, int) else None, text_of(found, "stderr_response")

    def submit(self, place: str) -> Submitted:
        """Submit a member. Whatever it raises, the job may have been submitted."""
        from zoautil_py import jobs

        source = escaped(place)
        if hasattr(jobs, "submit_return_job_id"):
            job_id = self._call(
                f"jobs.submit_return_job_id {place}", jobs.submit_return_job_id, source
            )
            return Submitted((job_id or "").strip())
        job = self._call(f"jobs.submit {place}", jobs.submit, source)
        return Submitted(text_of(job, "job_id", "id"), text_of(job, "owner"))

    def fetch(self, job_id: str) -> list[Seen]:
        """Look at a job; more than one where more have that id."""
        return [_seen(job) for job in self._fetch(job_id)]

    def _fetch(self, job_id: str) -> list[Job]:
        from zoautil_py import jobs

        if hasattr(jobs, "fetch"):
            # Each failed look sleeps a second; 0 looks is an error of its own.
            return [self._call(f"jobs.fetch {job_id}", jobs.fetch, job_id, fetch_max_retries=1)]
        found: list[Job] | None = self._call(f"jobs.listing {job_id}", jobs.listing, job_id)
        return found or []

    def cancel(self, job_id: str) -> bool:
        """Look at a job again and cancel it; False where there is none or no call for it."""
        found = self._fetch(job_id)
        if len(found) != 1 or not hasattr(found[0], "cancel"):
            return False
        self._call(f"Job.cancel {job_id}", found[0].cancel)
        return True

    def jobs_named(self, name: str) -> list[Seen]:
        """All jobs of that name, whoever owns them. No level is trusted to have looked at it."""
        from zoautil_py import jobs

        found: list[Job] | None
        if hasattr(jobs, "fetch_multiple"):
            # Whether a $ gets through what is around the name is not known: all names then.
            found = self._listed(name, None, "*", "*" if "$" in name else name)
        else:
            # All jobs: how 1.2 calls its other parameters is written down nowhere.
            found = self._call("jobs.listing", jobs.listing)
        return [job for job in map(_seen, found or ()) if job.name == name]

    def jobs_numbered(self, job_id: str) -> list[Seen]:
        """All jobs that are listed for an id (1.3 and later)."""
        return [_seen(job) for job in self._listed(job_id, job_id, None, None)]

    def _listed(
        self, what: str, job_id: str | None, owner: str | None, name: str | None
    ) -> list[Job]:
        from zoautil_py import jobs

        what, call = f"jobs.fetch_multiple {what}", jobs.fetch_multiple
        if _takes(call, "fetch_max_retries"):
            # Each failed look sleeps a second.
            return self._call(what, call, job_id, owner, name, fetch_max_retries=1)
        return self._call(what, call, job_id, owner, name)

    def dds(self, job_id: str) -> list[DD]:
        """The spool data sets of a job, in the system's order."""
        from zoautil_py import jobs

        found = self._call(f"jobs.list_dds {job_id}", jobs.list_dds, job_id)
        dds = [_dd(entry) for entry in found or ()]
        # Steps of two procedures can share names: then the number tells them apart.
        names = Counter((dd.step, dd.name) for dd in dds)
        if _takes(jobs.read_output, "dataset_id"):
            return [dd if names[dd.step, dd.name] > 1 else dd._replace(id=None) for dd in dds]
        once = {(dd.step, dd.name): dd._replace(id=None) for dd in dds}
        return [
            dd._replace(records=None) if names[dd.step, dd.name] > 1 else dd for dd in once.values()
        ]

    def spool_file(self, job_id: str, dd: DD) -> str:
        """What a spool data set holds, marked where it could not be decoded. Raises CallFailed."""
        from zoautil_py import jobs

        what, call = f"jobs.read_output {job_id} {dd.step} {dd.name}", jobs.read_output
        try:
            if dd.id is None:
                return self._call(what, call, job_id, dd.step, dd.name)
            number = str(dd.id)
            return self._call(f"{what} {number}", call, job_id, dd.step, dd.name, dataset_id=number)
        except CallFailed as failure:
            text = _salvaged(failure.__cause__)
            if text is None:
                raise
            return f"{MARK}\n{text}"

    @property
    def native_calls(self) -> int:
        """How many calls so far have started a process."""
        return sum(call.native for call in self.calls)

    def _call(
        self, what: str, function: Callable[_P, _R], /, *args: _P.args, **kwargs: _P.kwargs
    ) -> _R:
        start = time.perf_counter()
        try:
            answer = function(*args, **kwargs)
        except Exception as error:
            release(error)
            self._note(what, start, type(error).__name__)
            raise CallFailed(what, error) from error
        self._note(what, start, "")
        return answer

    def _note(self, what: str, start: float, error: str) -> None:
        local = self.reads_in_process and what.startswith(_IN_PROCESS)
        call = Call(what, time.perf_counter() - start, error, native=not local)
        self.calls.append(call)
        if self.say is not None:
            kind = f"native call {self.native_calls}" if call.native else "call in this process"
            raised = f"{error}, " if error else ""
            self.say(f"zoautil_py: {kind}: {what}: {raised}{call.seconds * 1000:.1f} ms")


def _seen(job: object) -> Seen:
    asid: object = getattr(job, "asid", None)
    created: object = getattr(job, "creation_datetime", None)
    return Seen(
        id=text_of(job, "job_id", "id"),
        name=text_of(job, "name"),
        owner=text_of(job, "owner"),
        status=text_of(job, "status").upper(),
        code=text_of(job, "return_code", "rc").upper(),
        asid=int(str(asid)) if str(asid).isdigit() else None,
        created=created if isinstance(created, datetime) else _time(created),
    )


def _time(text: object) -> datetime | None:
    """A time that is given as text: ibm_zos_core takes that of a job apart as one."""
    try:
        return datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None


def _takes(function: Callable[_P, object], keyword: str) -> bool:
    """Whether a function of this level has a parameter of that name, or takes any."""
    parameters = inspect.signature(function).parameters
    return keyword in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())


def _dd(entry: Mapping[str, str | int]) -> DD:
    count = str(entry.get("records", entry.get("recnum", "")))
    number = str(entry.get("dsid", ""))
    return DD(
        step=str(entry.get("step_name", entry.get("stepname", ""))),
        name=str(entry.get("dd_name", entry.get("dataset", ""))),
        records=int(count) if count.isdigit() else None,
        id=int(number) if number.isdigit() else None,
    )


def _salvaged(error: BaseException | None) -> str | None:
    """The text that can be had of an output that read_output could not decode; None without any.

    ZOAU gets the output as JSON from its command; bytes that are none break either decoding
    (ibm_zos_core issues 1260 and 1512 list what is raised).
    """
    if isinstance(error, UnicodeDecodeError):
        raw = error.object.decode(error.encoding, "replace")
    elif isinstance(error, json.JSONDecodeError):
        raw = error.doc
    elif isinstance(error, TypeError | KeyError):
        return ""
    else:
        return None
    content = _content(raw)
    return (raw if content is None else content).replace("\\n", "\n")


def _content(raw: str) -> str | None:
    """The output in the command's JSON; None where it is not there."""
    try:
        answer: object = json.loads(raw, strict=False)
    except ValueError:
        return None
    data: object = answer.get("data") if isinstance(answer, dict) else None
    content: object = data.get("content") if isinstance(data, dict) else None
    return content if isinstance(content, str) else None
