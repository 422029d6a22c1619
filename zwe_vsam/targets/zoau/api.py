"""The calls of zoautil_py 1.3 and later, each through one gateway that counts and times it.

The gateway turns what zoautil_py raises into CallFailed, and an answer of an unexpected form
(answers.py) as well. No method here draws a conclusion from an answer. ZOAU 1.2 has the same
interface through zoau12.py.
Source of names and behavior: typings/zoautil_py.
"""

from __future__ import annotations

import inspect
import os
import time
import warnings
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from zwe_vsam.targets.zoau import answers
from zwe_vsam.targets.zoau.answers import DD, ListedJob, Submitted
from zwe_vsam.targets.zoau.failure import CallFailed, release
from zwe_vsam.zos import records

if TYPE_CHECKING:
    from zoautil_py.ztypes import DDStatement, FileDefinition

_P = ParamSpec("_P")
_R = TypeVar("_R")
_T = TypeVar("_T")

PAUSES = (0.3, 1.0)
"""Seconds before a reading call that failed is made a second and a third time."""
_SEPARATORS = "\x1e\x1f" + "".join(map(chr, range(256)))
"""Candidates for the record separator of a write: every character of IBM-1047."""
MARK = "*** zwe-vsam: some bytes of this spool file could not be decoded, and were replaced ***"
"""First line of a spool file of which some bytes could not be decoded."""


def escaped(name: str) -> str:
    r"""Escape a data set name for a call that starts a command through a shell.

    A shell reads ``A$A`` as ``A`` and the value of variable A: the name of another data set.
    Every level that starts commands reads ``\$`` as ``$``. The shell of 1.2 and 1.3 does so, and
    later levels escape by themselves and keep an escape that is there (zoautil_py.common,
    clean_dataset_name). Without a shell, ZOAU refuses the name, because no data set name has a
    backslash. ``#``, ``@`` and ``-`` have no meaning to a shell, and ZOAU refuses ``\#``
    (ibm_zos_core issues 642, 724, 1011 and 1382).
    """
    return name.replace("$", r"\$")


def retried(
    call: Callable[[], _R], final: Callable[[CallFailed], bool] = lambda _failure: False
) -> _R:
    """Make a call that only reads; repeat it after a pause unless its failure is final."""
    for pause in PAUSES:
        try:
            return call()
        except CallFailed as failure:
            if final(failure):
                raise
        time.sleep(pause)
    return call()


class Native:
    """The functions of zoautil_py that this tool uses. Most methods are one call."""

    lookups_are_expensive = False
    """Whether reading and writing members start processes."""
    _in_process: tuple[str, ...] = ("datasets.read", "datasets.write")
    """First words of the calls that work through the C library, without a process."""

    def __init__(self) -> None:
        self.calls = 0
        """Number of calls so far."""
        self.native_calls = 0
        """Number of calls so far that have started a process."""
        self.trace: Callable[[str], None] | None = None
        """Receives a line about each call, with its duration, when the call has ended."""
        self.warnings: tuple[str, ...] = ()
        """Python warnings of the last call that returned."""

    def members(self, pattern: str) -> list[str]:
        """List the members that match ``LIBRARY(PATTERN)``."""
        from zoautil_py import datasets

        label, name = f"datasets.list_members {pattern}", escaped(pattern)
        return self._call(label, answers.texts, datasets.list_members, name)

    def read(self, place: str) -> list[bytes]:
        """Read the records of a member, without trailing blanks."""
        from zoautil_py import datasets

        label, call = f"datasets.read_as_bytes {place}", datasets.read_as_bytes
        content = self._call(label, answers.byte_records, call, place)
        return [records.trimmed(record) for record in content]

    def image(self, place: str) -> list[bytes]:
        """Read the records of a member in their own bytes, without trailing blanks."""
        return self.read(place)

    def write(self, place: str, lines: list[str]) -> None:
        """Replace a member. A newline after the last line would add an empty record.

        A newline in a line (X'15') is an ordinary byte of the record. The value that the call
        returns proves nothing: the caller reads the member back.
        """
        from zoautil_py import datasets

        label, read, call = f"datasets.write {place}", answers.ignored, datasets.write
        used = "".join(lines)
        if "\n" in used:
            end = next((c for c in _SEPARATORS if c not in used), "\n")
            self._call(label, read, call, place, end.join(lines), next_record_char=end)
        else:
            self._call(label, read, call, place, "\n".join(lines))

    def idcams(self, sysin: str, sysprint: str) -> tuple[int | None, str]:
        """Run IDCAMS on two z/OS UNIX files. Returns its code and its standard error.

        FILEDATA=TEXT makes records of lines and lines of records (z/OS MVS JCL Reference).
        """
        from zoautil_py import mvscmd

        DDStatement, FileDefinition = self._types()
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
        label, call = "mvscmd.execute_authorized IDCAMS", mvscmd.execute_authorized
        return self._call(label, self._code_and_stderr, call, pgm="IDCAMS", dds=dds)

    @staticmethod
    def _types() -> tuple[type[DDStatement], type[FileDefinition]]:
        """The classes that describe a DD statement."""
        from zoautil_py.ztypes import DDStatement, FileDefinition

        return DDStatement, FileDefinition

    @staticmethod
    def _code_and_stderr(answer: object) -> tuple[int | None, str]:
        return answers.code_and_stderr(answer)

    def submit(self, place: str) -> Submitted:
        """Submit a member. After any exception, the job may have been submitted."""
        from zoautil_py import jobs

        label, call = f"jobs.submit_return_job_id {place}", jobs.submit_return_job_id
        return self._call(label, answers.submitted_id, call, escaped(place))

    def fetch(self, job_id: str) -> list[ListedJob]:
        """Fetch the job of an id; more than one where several jobs have that id."""
        from zoautil_py import jobs

        # Each failed attempt sleeps a second; 0 attempts is an error of its own.
        label, read = f"jobs.fetch {job_id}", answers.job
        return [self._call(label, read, jobs.fetch, job_id, fetch_max_retries=1)]

    def cancel(self, job_id: str) -> tuple[str, ...] | None:
        """Cancel a job. Returns the warnings of the call; None without a call that cancels.

        ZOAU leaves a job that is not active as it is, with a warning (typings/zoautil_py/jobs.pyi).
        """
        from zoautil_py import jobs

        label, read = f"jobs.fetch {job_id}", answers.objects(answers.job)
        job = self._call(label, read, jobs.fetch, job_id, fetch_max_retries=1)
        call: object = getattr(job, "cancel", None)
        if not callable(call):
            return None
        self._call(f"Job.cancel {job_id}", answers.ignored, call)
        return self.warnings

    def jobs_named(self, *names: str) -> list[ListedJob]:
        """List the jobs of these names, of all owners, in one call for all names.

        A call starts a process. ibm_zos_core, too, passes on a name that ends with an asterisk
        (its pull request 721). ZOAU may list jobs of other names, which are left out here.
        """
        common = os.path.commonprefix(names)  # noqa: RUF071 - by character, as needed here
        pattern = common if set(names) == {common} else f"{common}*"
        # A $ may not reach the command through the quotes around the name: all names then.
        pattern = "*" if "$" in pattern else pattern
        listed = self._listed(" ".join(names), None, "*", pattern)
        return [job for job in listed if job.name in names]

    def jobs_numbered(self, job_id: str) -> list[ListedJob]:
        """List all jobs of an id."""
        return self._listed(job_id, job_id, None, None)

    def _listed(
        self, operands: str, job_id: str | None, owner: str | None, name: str | None
    ) -> list[ListedJob]:
        from zoautil_py import jobs

        label, read, call = f"jobs.fetch_multiple {operands}", answers.jobs, jobs.fetch_multiple
        if _takes(call, "fetch_max_retries"):
            # Each failed attempt sleeps a second.
            return self._call(label, read, call, job_id, owner, name, fetch_max_retries=1)
        return self._call(label, read, call, job_id, owner, name)

    def dds(self, job_id: str, name: str, owner: str) -> list[DD]:
        """List the spool data sets of a job, in the system's order.

        ZOAU asks SDSF. On some systems SDSF shows a job only to a request with its owner and name
        (ISFOWNER, ISFPREFIX). An empty list is therefore asked for again with these two.
        """
        from zoautil_py import jobs

        label, read, call = f"jobs.list_dds {job_id}", answers.dds, jobs.list_dds
        listed: list[DD] = []
        try:
            listed = self._call(label, read, call, job_id)
        except CallFailed as failure:
            # With code 0 the command ended well, and printed nothing.
            if "DDQueryException" not in failure.kinds or failure.rc != 0:
                raise
        if not listed:
            label, owner = f"{label} by owner and name", owner or "*"
            listed = self._call(label, read, call, job_id, owner=owner, prefix=name)
        # Steps of two procedures can share names: then the number tells them apart.
        names = Counter((dd.step, dd.name) for dd in listed)
        return [dd if names[dd.step, dd.name] > 1 else dd._replace(id=None) for dd in listed]

    def spool_file(self, job_id: str, dd: DD) -> str:
        """Read a spool data set; MARK comes first where bytes could not be decoded.

        Later levels strip all n and backslashes from the end of it (typings/zoautil_py/jobs.pyi).
        Raises CallFailed.
        """
        from zoautil_py import jobs

        label = f"jobs.read_output {job_id} {dd.step} {dd.name}"
        read, call = answers.text, jobs.read_output
        try:
            if dd.id is None:
                return self._call(label, read, call, job_id, dd.step, dd.name)
            label, number = f"{label} {dd.id}", str(dd.id)
            return self._call(label, read, call, job_id, dd.step, dd.name, dataset_id=number)
        except CallFailed as failure:
            text = answers.salvaged(failure.__cause__)
            if text is None:
                raise
            return f"{MARK}\n{text}"

    def _call(
        self,
        label: str,
        read: Callable[[object], _T],
        function: Callable[_P, object],
        /,
        *args: _P.args,
        **kwargs: _P.kwargs,
    ) -> _T:
        """Return the answer as ``read`` converts it. Raises CallFailed, for an OddAnswer too."""
        start = time.perf_counter()
        try:
            # ZOAU warns where it did nothing. The filter keeps a warning from being an error.
            with warnings.catch_warnings(record=True) as caught:
                warnings.simplefilter("always")
                answer = read(function(*args, **kwargs))
        except Exception as error:
            release(error)
            self._note(label, start, type(error).__name__)
            raise CallFailed(label, error) from error
        self.warnings = tuple(str(warning.message) for warning in caught)
        self._note(label, start, "")
        return answer

    def _note(self, label: str, start: float, error: str) -> None:
        """Count a call that has ended, and trace it. ``error`` is empty for one that returned."""
        is_native = not label.startswith(self._in_process)
        self.calls += 1
        self.native_calls += is_native
        if self.trace is not None:
            kind = f"native call {self.native_calls}" if is_native else "call in this process"
            raised = f"{error}, " if error else ""
            milliseconds = (time.perf_counter() - start) * 1000
            self.trace(f"zoautil_py: {kind}: {label}: {raised}{milliseconds:.1f} ms")


def _takes(function: Callable[_P, object], keyword: str) -> bool:
    """Return whether a function has a parameter of that name, or takes any keyword."""
    parameters = inspect.signature(function).parameters
    return keyword in parameters or any(p.kind is p.VAR_KEYWORD for p in parameters.values())
