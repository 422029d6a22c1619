"""The calls of zoautil_py, each through one gateway that counts, times and tells it.

Nothing is concluded here. What differs between the levels of ZOAU ends here: 1.3 and 1.4 have
``read_as_bytes``, ``submit_return_job_id``, ``fetch``; 1.2 has older names. What zoautil_py raises
becomes CallFailed, and so does an answer of another form than it must have (answers.py).
Source of names and behaviour: typings/zoautil_py.
"""

from __future__ import annotations

import inspect
import os
import time
import warnings
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple, ParamSpec, TypeVar

from zwe_vsam.targets.zoau import answers, cp
from zwe_vsam.targets.zoau.answers import DD, Seen, Submitted
from zwe_vsam.targets.zoau.failure import CallFailed, release
from zwe_vsam.zos import records

_IN_PROCESS = ("datasets.read", "datasets.write")
"""Calls that work through the C library where there is read_as_bytes, without a process."""
_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")

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
        self.warned: tuple[str, ...] = ()
        """What the last call that returned has warned of."""

    @property
    def reads_in_process(self) -> bool:
        """Whether reading a member starts no process of its own (1.3 and later)."""
        from zoautil_py import datasets

        return hasattr(datasets, "read_as_bytes")

    def members(self, pattern: str) -> list[str]:
        """Names of the members that match ``LIBRARY(PATTERN)``."""
        from zoautil_py import datasets

        what, name = f"datasets.list_members {pattern}", escaped(pattern)
        return self._call(what, answers.texts, datasets.list_members, name)

    def read(self, place: str) -> list[bytes]:
        """The records of a member without trailing blanks: their own bytes, with 1.2 its text's."""
        from zoautil_py import datasets

        if self.reads_in_process:
            what, call = f"datasets.read_as_bytes {place}", datasets.read_as_bytes
            found = self._call(what, answers.byte_records, call, place)
        else:
            what = f"datasets.read {place}"
            text = self._call(what, answers.text, datasets.read, escaped(place))
            lines = records.split(text)
            records.register_code_pages()
            found = [line.encode("cp1047", "replace") for line in lines]
        return [records.trimmed(record) for record in found]

    def image(self, place: str) -> list[bytes]:
        """The records of a member of 80-byte records, in their own bytes on every level."""
        if self.reads_in_process:
            return self.read(place)
        copied = self._call(f"cp -B {place}", answers.image, cp.image, place)
        return [records.trimmed(record) for record in records.split_fixed(copied)]

    def write(self, place: str, lines: list[str]) -> None:
        """Replace a member. A newline after the last line would add an empty record.

        A newline in a line, X'15', is an ordinary byte from 1.3 on. What the call returns is no
        proof: the caller reads the member back.
        """
        from zoautil_py import datasets

        what, read = f"datasets.write {place}", answers.anything
        used = "".join(lines)
        if not self.reads_in_process:
            self._call(what, read, datasets.write, escaped(place), "\n".join(lines))
        elif "\n" in used:
            end = next((c for c in _SEPARATORS if c not in used), "\n")
            call = datasets.write
            self._call(what, read, call, place, end.join(lines), next_record_char=end)
        else:
            self._call(what, read, datasets.write, place, "\n".join(lines))

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
        what, call = "mvscmd.execute_authorized IDCAMS", mvscmd.execute_authorized
        return self._call(what, answers.code_and_stderr, call, pgm="IDCAMS", dds=dds)

    def submit(self, place: str) -> Submitted:
        """Submit a member. Whatever it raises, the job may have been submitted."""
        from zoautil_py import jobs

        source = escaped(place)
        if hasattr(jobs, "submit_return_job_id"):
            what, call = f"jobs.submit_return_job_id {place}", jobs.submit_return_job_id
            return self._call(what, answers.submitted_id, call, source)
        return self._call(f"jobs.submit {place}", answers.submitted_job, jobs.submit, source)

    def fetch(self, job_id: str) -> list[Seen]:
        """Look at a job; more than one where more have that id."""
        from zoautil_py import jobs

        if not hasattr(jobs, "fetch"):
            what = f"jobs.listing {job_id}"
            return self._call(what, answers.jobs_or_none, jobs.listing, job_id)
        # Each failed look sleeps a second; 0 looks is an error of its own.
        what, read = f"jobs.fetch {job_id}", answers.job
        return [self._call(what, read, jobs.fetch, job_id, fetch_max_retries=1)]

    def cancel(self, job_id: str) -> tuple[str, ...] | None:
        """Cancel a job; the warnings of it, or None where this level has no call for it.

        A job that is not active is left as it is, with a warning (typings/zoautil_py/jobs.pyi).
        """
        from zoautil_py import jobs

        if not hasattr(jobs, "fetch"):
            return None
        what, read = f"jobs.fetch {job_id}", answers.objects(answers.job)
        job = self._call(what, read, jobs.fetch, job_id, fetch_max_retries=1)
        call: object = getattr(job, "cancel", None)
        if not callable(call):
            return None
        self._call(f"Job.cancel {job_id}", answers.anything, call)
        return self.warned

    def jobs_named(self, *names: str) -> list[Seen]:
        """All jobs of these names, whoever owns them. No level is trusted to have looked at them.

        One call serves all names: it starts a process. An asterisk at the end of a name is what
        ibm_zos_core hands on, too (its pull request 721).
        """
        from zoautil_py import jobs

        if hasattr(jobs, "fetch_multiple"):
            common = os.path.commonprefix(names)  # noqa: RUF071 - by character, as needed here
            pattern = common if set(names) == {common} else f"{common}*"
            # Whether a $ gets through what is around the name is not known: all names then.
            found = self._listed(" ".join(names), None, "*", "*" if "$" in pattern else pattern)
        else:
            # All jobs: how 1.2 calls its other parameters is written down nowhere.
            found = self._call("jobs.listing", answers.jobs_or_none, jobs.listing)
        return [job for job in found if job.name in names]

    def jobs_numbered(self, job_id: str) -> list[Seen]:
        """All jobs that are listed for an id (1.3 and later)."""
        return self._listed(job_id, job_id, None, None)

    def _listed(
        self, what: str, job_id: str | None, owner: str | None, name: str | None
    ) -> list[Seen]:
        from zoautil_py import jobs

        what, read, call = f"jobs.fetch_multiple {what}", answers.jobs, jobs.fetch_multiple
        if _takes(call, "fetch_max_retries"):
            # Each failed look sleeps a second.
            return self._call(what, read, call, job_id, owner, name, fetch_max_retries=1)
        return self._call(what, read, call, job_id, owner, name)

    def dds(self, job_id: str, name: str, owner: str) -> list[DD]:
        """The spool data sets of a job, in the system's order.

        ZOAU asks SDSF, which on some systems shows a job only where its owner and name are asked
        for (ISFOWNER, ISFPREFIX): they are, where nothing is listed without them.
        """
        from zoautil_py import jobs

        what, read, call = f"jobs.list_dds {job_id}", answers.dds, jobs.list_dds
        found: list[DD] = []
        try:
            found = self._call(what, read, call, job_id)
        except CallFailed as failure:
            # The command ended well, and printed nothing.
            if "DDQueryException" not in failure.kinds or failure.rc != 0:
                raise
        if not found and _takes(call, "owner") and _takes(call, "prefix"):
            what, owner = f"{what} by owner and name", owner or "*"
            found = self._call(what, read, call, job_id, owner=owner, prefix=name)
        # Steps of two procedures can share names: then the number tells them apart.
        names = Counter((dd.step, dd.name) for dd in found)
        if _takes(jobs.read_output, "dataset_id"):
            return [dd if names[dd.step, dd.name] > 1 else dd._replace(id=None) for dd in found]
        once = {(dd.step, dd.name): dd._replace(id=None) for dd in found}
        return [
            dd._replace(records=None) if names[dd.step, dd.name] > 1 else dd for dd in once.values()
        ]

    def spool_file(self, job_id: str, dd: DD) -> str:
        """What a spool data set holds, marked where it could not be decoded. Raises CallFailed.

        Later levels strip all n and backslashes from the end of it (typings/zoautil_py/jobs.pyi).
        """
        from zoautil_py import jobs

        what = f"jobs.read_output {job_id} {dd.step} {dd.name}"
        read, call = answers.text, jobs.read_output
        try:
            if dd.id is None:
                return self._call(what, read, call, job_id, dd.step, dd.name)
            what, number = f"{what} {dd.id}", str(dd.id)
            return self._call(what, read, call, job_id, dd.step, dd.name, dataset_id=number)
        except CallFailed as failure:
            text = answers.salvaged(failure.__cause__)
            if text is None:
                raise
            return f"{MARK}\n{text}"

    @property
    def native_calls(self) -> int:
        """How many calls so far have started a process."""
        return sum(call.native for call in self.calls)

    def _call(
        self,
        what: str,
        read: Callable[[object], _T],
        function: Callable[_P, object],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """The answer as ``read`` has it. Raises CallFailed, also for an answer of an odd form."""
        start = time.perf_counter()
        try:
            # ZOAU says in a warning that it did nothing; they are no errors under any filter.
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                answer = read(function(*args, **kwargs))
        except Exception as error:
            release(error)
            self._note(what, start, type(error).__name__)
            raise CallFailed(what, error) from error
        self.warned = tuple(str(warning.message) for warning in caught)
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


def _takes(function: Callable[_P, object], keyword: str) -> bool:
    """Whether a function of this level has a parameter of that name, or takes any."""
    parameters = inspect.signature(function).parameters
    return keyword in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())
