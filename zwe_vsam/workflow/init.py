"""``init``: prepare the member, show or submit it, wait, report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from zwe_vsam import waiting
from zwe_vsam.choice import Choice
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import CatalogUnavailable, Problem, SubmitUnknown
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import ClusterResult, Removal, Stage
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow import prepare, verify
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.consent import UNASKED, Consent
from zwe_vsam.workflow.deletion import Deletion
from zwe_vsam.workflow.mode import Mode
from zwe_vsam.workflow.outcome import Defined
from zwe_vsam.workflow.preparation import Preparation
from zwe_vsam.workflow.submission import Submission, told
from zwe_vsam.workflow.underway import UnderWay
from zwe_vsam.zos.listcat import Cluster, Entry

_GO_ON = "Then run the same command again: it looks at what the catalog has by then."


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    config: str
    """As given with ``-c``."""
    system: Choice
    encoding: str = ""
    """Code page of the configuration file; empty to find out."""
    template: str | None = None
    """File to use instead of the installed member."""
    mode: Mode = Mode.RUN
    allow_overwrite: bool = False
    generate: bool = False
    """Rewrite a member that is already there."""
    wait: bool = True
    timeout: float = 900.0
    """Seconds to wait for the job."""
    update_config: bool = False
    """Write the cluster's name into the configuration afterwards."""
    exist_ok: bool = False
    """A cluster that is there and verifies is success."""
    force: bool = False
    """Delete a cluster of another shape, too."""
    diff: bool = False
    """Show what the template changes in a member that is there, also where it is rewritten."""
    consent: Consent = UNASKED
    """How the user agrees to a deletion."""


def run(options: Options, report: Report, clock: waiting.Clock | None = None) -> None:
    """Create the cluster. Raises Problem or config.Invalid where it cannot be done."""
    report.title("Create VSAM storage for Zowe Caching Service")
    connection = Connection(options.system, report)
    configuration = Configuration.load(
        options.config, options.encoding, connection.read_member, connection.symbols
    )
    if config.storage_mode(configuration) != "VSAM":
        origin = configuration.place(config.STORAGE_MODE)
        report.message(message("ZWEL0321W", origin=origin))
        return
    settings, notes = config.read(configuration)
    for note in notes:
        report.note(note)
    _warn_of_name(configuration, settings, options, report)
    report.result.cluster = ClusterResult(
        settings.cluster, settings.mode, settings.volume or None, settings.storage_class or None
    )
    target = _connect(options, settings, report, connection)
    update = _update(options, settings, configuration, connection, report)
    if target is None:
        _print_only(options, settings, report)
    else:
        _Run(options, settings, target, report, clock or waiting.SystemClock()).go()
    update()


def _warn_of_name(
    configuration: Configuration, settings: Settings, options: Options, report: Report
) -> None:
    """The Caching Service reads one of the two keys for the cluster's name: see checks/vsam.py."""
    if options.update_config or configuration.value(config.CLUSTER) is not None:
        return
    report.message(
        message(
            "ZWV240W",
            f"{config.CLUSTER} has no value. The Caching Service reads the name of the cluster "
            "there, and cannot start without it (ZWECS151E)",
            origin=configuration.place(config.CLUSTER),
            remedy=f"Write {config.CLUSTER}: {settings.cluster}, or give --update-config.",
        )
    )


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
    if options.mode is Mode.RUN and not options.wait:
        told = "The configuration was not updated: the end of the job was not waited for."
        return lambda: report.message(message("ZWV207I", told))
    from zwe_vsam.workflow import update

    request = update.Request(options.config, options.encoding, settings.cluster, options.mode)
    return update.prepare(request, configuration, connection, report)


def _connect(
    options: Options, settings: Settings, report: Report, connection: Connection
) -> Target | None:
    """The target, ready for use; None for a dry run where there is none to read from."""
    note = ""
    if options.system.target == "sandbox":
        from zwe_vsam.workflow import sandbox

        create = options.mode is not Mode.PREVIEW
        note = sandbox.ready(options.system.sandbox, settings, create=create)
        if note and not create:
            report.message(message("ZWV201I", note))
            return None
    target = connection.reached(options.mode)
    if note:
        report.message(message("ZWV201I", note))
    return target


def _print_only(options: Options, settings: Settings, report: Report) -> None:
    """A dry run without a system to look at."""
    if options.diff:
        raise prepare.nothing_installed()
    source = prepare.template(None, options.template, settings, report)
    report.print_jcl(prepare.text(source, settings))
    report.line()
    report.message(message("ZWV204I", prepare.NOWHERE))


class _Run:
    """One run on one target: from the members to the report."""

    def __init__(
        self,
        options: Options,
        settings: Settings,
        target: Target,
        report: Report,
        clock: waiting.Clock,
    ) -> None:
        self.options = options
        self.settings = settings
        self.target = target
        self.report = report
        self.clock = clock
        self.preparation = self._preparation(Purpose.DEFINE, report.result)
        self.under_way = UnderWay(settings, target, report)

    def _preparation(self, purpose: Purpose, stage: Stage) -> Preparation:
        options = self.options
        return Preparation(
            purpose,
            self.settings,
            self.target,
            self.report,
            stage,
            # A template of the user's own is one for the cluster's definition.
            template=options.template if purpose is Purpose.DEFINE else None,
            rewrite=options.generate or options.allow_overwrite,
            diff=options.diff,
            # Six calls of ZOAU 1.2 are all that may come before a submission.
            compares=options.mode is not Mode.RUN or not self.target.lookups_are_expensive,
        )

    def _submission(self, step: str, stage: Stage) -> Submission:
        timeout = self.options.timeout
        return Submission(step, self.target, self.report, stage, self.clock, timeout)

    def go(self) -> None:
        """Look at everything first; then write, submit, wait. Nothing is changed in between."""
        self.preparation.look()
        if self.preparation.found is not None:
            self.under_way.add(Purpose.DEFINE, self.preparation.found)
        entry = self._settled_entry()
        if entry is not None and self.options.exist_ok:
            self._accept(entry)
            return
        deletion = self._deletion(entry) if entry is not None else None
        stages = [self.preparation]
        if deletion:
            stages.insert(0, deletion.preparation)
        for stage in stages:
            stage.read()
        if self.options.mode is not Mode.RUN:
            self._rehearse(stages)
            return
        if self.under_way.was_asked:
            for stage in stages:
                self.under_way.add_job(stage.text)
            self.under_way.require_no_other()
        if deletion:
            self._require_consent()
        versions = [stage.write() for stage in stages]
        if deletion:
            self._delete(deletion, versions[0])
        try:
            self._define(versions[-1])
        except Problem as problem:
            if deletion:
                self._tell_of_half(problem)
            raise

    def _require_consent(self) -> None:
        consent = self.options.consent
        deed = f"Delete {self.settings.cluster} and define it anew"
        consent.require(deed, self.target.system_name)
        if not consent.given:
            # The question may have waited long for its answer.
            self.under_way.require_none()

    def _delete(self, deletion: Deletion, version: str) -> None:
        try:
            deletion.run(version)
        except Problem as problem:
            problem.details = (*problem.details, "No job that defines it anew was submitted.")
            if _is_open(problem):
                problem.remedy = f"{problem.remedy} {_GO_ON}".strip()
            raise

    def _tell_of_half(self, problem: Problem) -> None:
        """Say in ``problem`` that the former cluster is gone, and how to finish."""
        name = self.settings.cluster
        cluster = self.report.result.cluster
        now = "a new one is not known to exist"
        finish = f"To finish, define it: {self.report.command('init')}"
        if cluster and cluster.exists:
            now = "what the catalog has now came after it"
            check = self.report.command("verify")
            finish = f"See whether it is as zowe.yaml describes it: {check}"
        elif _is_open(problem):
            finish = (
                f"If that job has not defined it by then, define it: {self.report.command('init')}"
            )
        told = f"The former {name} was deleted by this run; {now}."
        problem.details = (*problem.details, told)
        problem.remedy = f"{problem.remedy} {finish}".strip()

    def _define(self, version: str) -> None:
        result = self.report.result
        waited = self._submission("Defining", result).run(
            self.preparation.member,
            self.preparation.job_name,
            version,
            wait=self.options.wait,
        )
        if waited is not None:
            unasked = None if self.under_way.was_asked else self.under_way
            Defined(self.settings, self.target, self.report, result, unasked).tell(waited)
            how = "replaced" if result.removal else "created"
            self.report.summary(f"{self.settings.cluster}: {how} by {told(result.job)}.")

    def _settled_entry(self) -> Entry | None:
        """What the catalog has while no job can change it. Raises Problem as ``_entry``, ZWV235E.

        See underway.py for the order. Where each question costs a process, the first questions
        stay few, as a submission may follow: without a member the jobs are not listed before it,
        but before its success is told. A cluster that is there ends such a run, or has it ask
        much more; then everything is asked in full.
        """
        sparing = self.target.lookups_are_expensive
        if not sparing:
            self.under_way.read(Purpose.REMOVE)
        if not sparing or self.preparation.found is not None:
            rewrite = self.options.generate or self.options.allow_overwrite
            sure = bool(self.under_way.texts) and (rewrite or not sparing)
            self.under_way.require_none(sure=sure)
        entry = self._entry()
        if sparing and entry is not None:
            self.under_way.read(Purpose.REMOVE)
            self.under_way.require_none()
            entry = self._entry()
        return entry

    def _entry(self) -> Entry | None:
        """What the catalog has. Raises Problem where that is not known and could do harm.

        A DEFINE of a cluster that exists changes nothing, so that it is not there need not be
        proven where nothing else depends on it.
        """
        try:
            entry = self.target.entry(self.settings.cluster)
        except CatalogUnavailable as limits:
            if limits.listed and not (self.options.exist_ok or self.options.allow_overwrite):
                raise self._exists(self.settings.cluster, limits.facts[-1]) from limits
            if limits.listed or self.options.exist_ok or self.options.allow_overwrite:
                raise
            self.report.message(message("ZWV213W", self.settings.cluster, limits.facts[-1]))
            return None
        cluster = self.report.result.cluster
        assert cluster is not None
        cluster.exists = entry is not None
        return entry

    def _accept(self, entry: Entry) -> None:
        """End a run with --exist-ok: the cluster must be the one that zowe.yaml describes."""
        found, template = self.preparation.found, self.options.template
        kept = verify.Kept(self.settings, found, self.target, template)
        verify.require(entry, kept, self.report)
        self.report.line()
        self.report.line(
            ">> Zowe Caching Service VSAM storage already exists as described; nothing was changed."
        )

    def _deletion(self, entry: Entry) -> Deletion:
        """What deletes ``entry`` first. Raises Problem unless that was asked for and may be."""
        if not self.options.allow_overwrite:
            kind = "CLUSTER" if isinstance(entry, Cluster) else entry.kind
            raise self._exists(entry.name, f"The catalog lists it as {kind}.")
        if not self.options.wait and self.options.mode is Mode.RUN:
            raise Problem(
                "ZWEL0102E",
                "--no-wait",
                details=(f"{entry.name} exists: its deletion must have ended before it is "
                         "defined anew.",),
                remedy="Leave out --no-wait.",
            )  # fmt: skip
        stage = self.report.result.removal = Removal()
        preparation = self._preparation(Purpose.REMOVE, stage)
        deletion = Deletion(
            self.settings,
            self.target,
            self.report,
            stage,
            preparation,
            self._submission("Deleting", stage),
            force=self.options.force,
        )
        deletion.require(entry)
        preparation.look()
        return deletion

    def _exists(self, name: str, how: str) -> Problem:
        return Problem(
            "ZWEL0158E",
            name,
            origin=self.settings.origins.get(config.CLUSTER),
            details=(how,),
            remedy="Nothing was changed. Name another cluster, or keep this one; verify tells "
            "whether it is as zowe.yaml describes it.",
        )

    def _rehearse(self, stages: list[Preparation]) -> None:
        """A dry run: the members, and that nothing else happened."""
        wrote = []
        for stage in stages:
            if self.options.mode is Mode.PREPARE:
                stage.write()
            if stage.is_written:
                wrote.append(str(stage.member))
            self.report.print_jcl(stage.text, stage.stage)
            self.report.line()
        written = f"{' and '.join(wrote)} {'was' if len(wrote) == 1 else 'were'} written"
        deleted = ", none was deleted" if len(stages) > 1 else ""
        self.report.message(
            message(
                "ZWV204I",
                f"{written if wrote else 'nothing was written'}; no job was submitted and no "
                f"cluster was created{deleted}.",
            )
        )


def _is_open(problem: Problem) -> bool:
    """Whether a job may still do its work after this failure, or may have done it."""
    unsettled = problem.id in ("ZWV130E", "ZWEL0162E", "ZWV233E")
    return unsettled or isinstance(problem, SubmitUnknown)
