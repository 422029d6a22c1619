"""``init``: prepare the member, show or submit it, wait, report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zwe_vsam import jobs
from zwe_vsam.commands import prepare
from zwe_vsam.commands.connection import Connection
from zwe_vsam.commands.outcome import Outcome
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.messages import explain, message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import ClusterResult, JobResult, MemberResult
from zwe_vsam.targets.interface import (
    ABSENT,
    JobId,
    JobState,
    LibraryNotFound,
    Member,
    Phase,
    Target,
    TargetError,
)
from zwe_vsam.template import judge
from zwe_vsam.zos import jcl
from zwe_vsam.zos.listcat import Cluster


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    config: str
    """As given with ``-c``."""
    target: str
    """One of targets.CHOICES."""
    sandbox: str = ""
    """Folder of the rehearsal system, for the target ``sandbox``."""
    encoding: str = ""
    """Code page of the configuration file; empty to find out."""
    template: str | None = None
    """File to use instead of the installed member."""
    dry_run: bool = False
    """Write nothing at all."""
    security_dry_run: bool = False
    """Write the member and submit nothing."""
    allow_overwrite: bool = False
    generate: bool = False
    """Rewrite a member that is already there."""
    wait: bool = True
    timeout: float = 900.0
    """Seconds to wait for the job."""
    update_config: bool = False
    """Write the cluster's name into the configuration afterwards."""

    @property
    def is_dry(self) -> bool:
        """Whether no job may be submitted."""
        return self.dry_run or self.security_dry_run


def run(options: Options, report: Report, clock: jobs.Clock | None = None) -> None:
    """Create the cluster. Raises Problem or config.Invalid where it cannot be done."""
    report.title("Create VSAM storage for Zowe Caching Service")
    connection = Connection(options.target, options.sandbox, report)
    configuration = Configuration.load(options.config, options.encoding, connection.read_member)
    if config.storage_mode(configuration) != "VSAM":
        origin = configuration.place(config.STORAGE_MODE)
        report.tell(message("ZWEL0321W", origin=origin))
        return
    settings, notes = config.read(configuration)
    for note in notes:
        report.tell(note, level=1)
    report.result.cluster = ClusterResult(
        settings.cluster, settings.mode, settings.volume or None, settings.storage_class or None
    )
    target = _connect(options, settings, report, connection)
    update = _update(options, settings, configuration, connection, report)
    if target is None:
        _print_only(options, settings, report)
    else:
        _Run(options, settings, target, report, clock or jobs.SystemClock()).go()
    update()


def _update(
    options: Options,
    settings: Settings,
    configuration: Configuration,
    connection: Connection,
    report: Report,
) -> Callable[[], None]:
    """Plan the change of the configuration; what is returned writes it, when the cluster exists."""
    if not options.update_config:
        return lambda: None
    if not options.is_dry and not options.wait:
        told = "The configuration was not updated: the end of the job was not waited for."
        return lambda: report.tell(message("ZWV207I", told))
    from zwe_vsam.commands import update

    request = update.Request(options.config, options.encoding, settings.cluster, options.is_dry)
    return update.prepare(request, configuration, connection, report)


def _connect(
    options: Options, settings: Settings, report: Report, connection: Connection
) -> Target | None:
    """The target, ready for use; None for a dry run where there is none to read from."""
    if options.target == "sandbox":
        from zwe_vsam.commands import sandbox

        if not sandbox.ready(options.sandbox, settings, report, create=not options.dry_run):
            return None
    try:
        return connection.target()
    except Problem as problem:
        if problem.id == "ZWEL0120E" and options.is_dry:
            return None
        raise


def _print_only(options: Options, settings: Settings, report: Report) -> None:
    """A dry run without a system to look at."""
    source = prepare.template(None, options.template, settings, report)
    report.show(prepare.text(source, settings))
    report.say()
    report.tell(
        message("ZWV204I", "there is no system to write to; nothing was written or submitted.")
    )


class _Run:
    """One run on one target: from the member to the report."""

    def __init__(
        self,
        options: Options,
        settings: Settings,
        target: Target,
        report: Report,
        clock: jobs.Clock,
    ) -> None:
        self.options = options
        self.settings = settings
        self.target = target
        self.report = report
        self.clock = clock
        self.member = Member(settings.jcllib, prepare.DEFINING)

    def go(self) -> None:
        present = self._member_exists()
        self._refuse_existing_cluster()
        kept = present and not (self.options.generate or self.options.allow_overwrite)
        self.report.result.member = MemberResult(*self.member, written=False)
        text, version = self._keep() if kept else self._modify(present=present)
        if self.options.is_dry:
            self._show(text)
            return
        name = jcl.job_name(text)
        if present:
            self._refuse_second_job(name)
        self._run_job(name, version)

    def _member_exists(self) -> bool:
        try:
            return self.target.exists(self.member)
        except LibraryNotFound as error:
            raise Problem(
                "ZWEL0319E",
                f"{self.settings.jcllib} is not cataloged.",
                origin=self.settings.origins.get(config.JCLLIB),
                remedy="Allocate it (RECFM=FB, LRECL=80), run 'zwe init generate', or submit "
                f"{self.settings.samplib}(ZWEGENER).",
            ) from error

    def _refuse_existing_cluster(self) -> None:
        name = self.settings.cluster
        entry = self.target.entry(name)
        cluster = self.report.result.cluster
        assert cluster is not None
        cluster.exists = entry is not None
        if entry is None:
            return
        origin = self.settings.origins.get(config.CLUSTER)
        kind = "CLUSTER" if isinstance(entry, Cluster) else entry.kind
        if self.options.allow_overwrite:
            raise Problem(
                "ZWV235E",
                f"{name} already exists, and this version does not delete data sets",
                origin=origin,
                remedy="Delete it yourself if nothing in it is needed, and run this again.",
            )
        raise Problem(
            "ZWEL0158E",
            name,
            origin=origin,
            details=(f"The catalog lists it as {kind}.",),
            remedy="Nothing was changed. Name another cluster, or keep this one.",
        )

    def _keep(self) -> tuple[str, str]:
        """The member that is there, if it says what zowe.yaml says."""
        self.report.tell(message("ZWEL0301W", str(self.member)))
        self.report.say(
            f"Skipped writing to {self.member}. To write, you must use --allow-overwrite."
        )
        self.report.say()
        found = self.target.read(self.member)
        judge.require(
            found.text,
            self.settings,
            str(self.member),
            remedy="Use --generate to have the member rewritten from zowe.yaml.",
        )
        return found.text, found.version

    def _modify(self, *, present: bool) -> tuple[str, str]:
        """The member made from the template; written unless this run may write nothing."""
        if present:
            self.report.tell(message("ZWEL0300W", str(self.member)))
        self.report.say(f"Modify {self.member.name}")
        source = prepare.template(self.target, self.options.template, self.settings, self.report)
        text = prepare.text(source, self.settings)
        version = ABSENT
        if not self.options.dry_run:
            version = self._write(text, present=present)
            self.report.say(f"- {self.member} is prepared")
            self.report.say()
        return text, version

    def _write(self, text: str, *, present: bool) -> str:
        version = ABSENT
        if present:
            current = self.target.read(self.member)
            if current.text == text:
                return current.version
            version = current.version
        version = self.target.write(self.member, text, expected=version)
        result = self.report.result
        assert result.member is not None
        result.member.written = result.changed = True
        return version

    def _show(self, text: str) -> None:
        """End of a dry run: the member, and that nothing happened."""
        self.report.show(text)
        self.report.say()
        member = self.report.result.member
        assert member is not None
        wrote = f"{self.member} was written" if member.written else "nothing was written"
        self.report.tell(
            message("ZWV204I", f"{wrote}; no job was submitted and no cluster was created.")
        )

    def _refuse_second_job(self, name: str) -> None:
        """Submit nothing while a job of an earlier run is still under way.

        Only where the member was there before this run: without it nobody has submitted it.
        """
        for state in self.target.find_jobs(name, 0.0):
            if state.phase is not Phase.ENDED:
                job = state.job
                raise Problem(
                    "ZWV235E",
                    f"job {job.name}({job.id}) of {job.owner} is still {state.phase.value}, so "
                    "no other was submitted",
                    details=(f"It waits: {state.waiting_for}",) if state.waiting_for else (),
                    remedy=f"Wait for its end, or cancel it. {self.target.how_to_see(job)}",
                )

    def _run_job(self, name: str, version: str) -> None:
        """Submit the member and follow the job; whatever interrupts that, the job is named."""
        job: JobId | None = None
        try:
            self.report.say(f"Submit {self.member}")
            job = self.target.submit(self.member, expected=version)
            self.report.result.changed = True
            self.report.result.job = JobResult(job.id, job.name, job.owner, "queued")
            self.report.detail(f"- job id {job.id}")
            if self.options.wait:
                self._follow(job)
            else:
                self._leave(job)
        except KeyboardInterrupt as error:
            raise self._interrupted(name, job) from error

    def _follow(self, job: JobId) -> None:
        try:
            waited = jobs.wait(
                self.target,
                job,
                timeout=self.options.timeout,
                clock=self.clock,
                watch=self._watch,
            )
        except TargetError as error:
            raise Problem(
                "ZWEL0162E",
                f"{job.name}({job.id})",
                details=(explain(error).text, *error.details, "The job was left as it is."),
                remedy=self.target.how_to_see(job),
            ) from error
        Outcome(self.settings, self.target, self.report).tell(waited)

    def _leave(self, job: JobId) -> None:
        self.report.tell(
            message(
                "ZWV206I",
                f"{job.name}({job.id})",
                "is submitted. Its end was not waited for, so nothing is known about it.",
                remedy=self.target.how_to_see(job),
            )
        )

    def _interrupted(self, name: str, job: JobId | None) -> Problem:
        if job is None:
            return Problem(
                "ZWV130E",
                f" during the submission of {self.member}: whether the job runs is not known",
                remedy=f"Look for a job named {name} before you run this again.",
            )
        return Problem(
            "ZWV130E",
            f" while waiting for job {job.name}({job.id}), which was left running",
            remedy=self.target.how_to_see(job),
        )

    def _watch(self, state: JobState, elapsed: float) -> None:
        result = self.report.result.job
        assert result is not None
        result.outcome = state.phase.value
        result.elapsed_s = round(elapsed, 3)
        self.report.progress(state, elapsed)
