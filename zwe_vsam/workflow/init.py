"""``init``: create the cluster that zowe.yaml describes."""

from __future__ import annotations

from collections.abc import Callable

from zwe_vsam import waiting
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import CatalogUnavailable, Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import Message, message
from zwe_vsam.model import Member
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import Action
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow import create, member, pages, setup
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.member import JclMember
from zwe_vsam.workflow.request import Mode, Request
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.underway import UnderWay
from zwe_vsam.zos.listcat import Cluster, Entry


def run(request: Request, report: Report, clock: waiting.Clock | None = None) -> None:
    """Create the cluster. Raises Problem or config.Invalid where it cannot be done."""
    report.title("Create VSAM storage for Zowe Caching Service")
    pages.plan(request, report)
    # 1. Read the configuration. Another storage mode needs no cluster.
    connection = Connection(request.system.or_auto(), report)
    configuration = setup.load(request, connection)
    if not setup.uses_vsam(configuration):
        origin = configuration.place(config.STORAGE_MODE)
        report.message(message("ZWEL0321W", origin=origin))
        return
    settings = setup.settings(configuration, report)
    _warn_of_name(configuration, settings, request, report)
    report.result.cluster = setup.cluster_result(settings)
    # 2. Reach the system, and plan the change of zowe.yaml: nothing is submitted if it cannot be.
    target = _connect(request, settings, report, connection)
    update = _update(request, settings, configuration, connection, report)
    # 3. Create the cluster, or without a system print the member.
    if target is None:
        _without_system(request, settings, report)
    else:
        _on_system(Run(request, target, report, clock or waiting.SystemClock(), settings))
    # 4. Write the cluster's name into zowe.yaml, now that the cluster exists.
    update()


def _on_system(run: Run) -> None:
    """From the member and the catalog as they are to the one of three ways that is right."""
    # Six calls of ZOAU 1.2 are all that may come before a submission: no comparison then.
    is_free = run.mode is not Mode.RUN or not run.target.lookups_are_expensive
    define = JclMember(
        run,
        Purpose.DEFINE,
        run.report.result,
        template_file=run.request.template,
        compares=is_free or bool(run.request.evidence),
    )
    # 1. Read the member, list the jobs that could change the catalog, and ask the catalog.
    define.read()
    under_way = UnderWay(run)
    if define.current_text is not None:
        under_way.add(Purpose.DEFINE, define.current_text)
    entry = _settled_entry(run, define, under_way)
    # 2. Create, accept what exists, or replace it.
    if entry is None:
        create.create(run, define, under_way)
    elif run.request.exist_ok:
        _accept(run, define, entry)
    elif run.request.if_different and _matches(run, define, entry):
        _report_kept(run)
    elif run.request.allow_overwrite:
        from zwe_vsam.workflow import replace

        replace.replace(run, define, under_way, entry)
    else:
        kind = "CLUSTER" if isinstance(entry, Cluster) else entry.kind
        raise _exists(run.settings, f"The catalog lists {entry.name} as {kind}.")


def _warn_of_name(
    configuration: Configuration, settings: Settings, request: Request, report: Report
) -> None:
    """The Caching Service reads one of the two keys for the cluster's name: see checks/vsam.py."""
    if request.update_config or configuration.value(config.CLUSTER) is not None:
        return
    report.message(
        message(
            "ZWV5015W",
            key=config.CLUSTER,
            cluster=settings.cluster,
            origin=configuration.place(config.CLUSTER),
        )
    )


def _update(
    request: Request,
    settings: Settings,
    configuration: Configuration,
    connection: Connection,
    report: Report,
) -> Callable[[], None]:
    """Plan the change of the configuration; what is returned writes it, when the cluster exists."""
    if not request.update_config:
        return lambda: None
    if request.mode is Mode.RUN and not request.wait:
        return lambda: report.message(message("ZWV1043I"))
    from zwe_vsam.workflow import update

    return update.plan(request, settings.cluster, configuration, connection, report)


def _connect(
    request: Request, settings: Settings, report: Report, connection: Connection
) -> Target | None:
    """The target, ready for use; None for a dry run where there is none to read from."""
    note: Message | None = None
    if request.system.target == "sandbox":
        from zwe_vsam.workflow import sandbox

        may_create = request.mode is not Mode.PREVIEW
        note = sandbox.ready(request.system.sandbox, settings, create=may_create)
        if note and not may_create:
            report.message(note)
            return None
    target = connection.reached(request.mode)
    if note:
        report.message(note)
    return target


def _without_system(request: Request, settings: Settings, report: Report) -> None:
    """End a dry run that has no system, or a sandbox that a real run would create empty."""
    is_new_sandbox = request.system.target == "sandbox"
    if request.diff and not is_new_sandbox:
        raise member.nothing_installed()
    member.print_only(request.template, settings, report, diff=request.diff)
    if is_new_sandbox:
        written = Member(settings.jcllib, Purpose.DEFINE.value)
        report.result.plan = [
            Action("write-member", str(written)),
            Action("define-cluster", settings.cluster),
        ]


def _settled_entry(run: Run, define: JclMember, under_way: UnderWay) -> Entry | None:
    """What the catalog has while no job can change it. Raises Problem as ``_entry``, ZWV4020E.

    See underway.py for the order. Where each question costs a process, the first questions
    stay few, as a submission may follow: without a member the jobs are not listed before it,
    but before its success is told. A cluster that exists ends such a run, or has it ask
    much more; then everything is asked in full.
    """
    is_expensive = run.target.lookups_are_expensive
    if not is_expensive:
        under_way.read(Purpose.REMOVE)
    if not is_expensive or define.current_text is not None:
        rewrites = run.request.generate or run.request.allow_overwrite
        under_way.require_none(sure=bool(under_way.texts) and (rewrites or not is_expensive))
    entry = _entry(run)
    if is_expensive and entry is not None:
        under_way.read(Purpose.REMOVE)
        under_way.require_none()
        entry = _entry(run)
    return entry


def _entry(run: Run) -> Entry | None:
    """What the catalog has. Raises Problem where that is not known and could do harm.

    A DEFINE of a cluster that exists changes nothing. So its absence need not be proven where
    nothing else depends on it.
    """
    request, settings = run.request, run.settings
    try:
        entry = run.target.entry(settings.cluster)
    except CatalogUnavailable as error:
        if error.listed and not (request.exist_ok or request.allow_overwrite):
            raise _exists(settings, error.reason) from error
        if error.listed or request.exist_ok or request.allow_overwrite:
            raise
        run.report.message(message("ZWV5010W", cluster=settings.cluster, reason=error.reason))
        return None
    cluster = run.report.result.cluster
    assert cluster is not None
    cluster.exists = entry is not None
    return entry


def _matches(run: Run, define: JclMember, entry: Entry) -> bool:
    """Return whether the cluster is the one that zowe.yaml describes."""
    from zwe_vsam.workflow import verify

    return verify.matches(run, entry, define.current_text)


def _accept(run: Run, define: JclMember, entry: Entry) -> None:
    """End a run with --exist-ok: the cluster must be the one that zowe.yaml describes."""
    from zwe_vsam.workflow import verify

    verify.require(run, entry, define.current_text)
    _report_kept(run)


def _report_kept(run: Run) -> None:
    run.report.line()
    run.report.line(
        ">> Zowe Caching Service VSAM storage already exists as described; nothing was changed."
    )


def _exists(settings: Settings, evidence: str) -> Problem:
    return Problem(
        "ZWEL0158E",
        name=settings.cluster,
        origin=settings.origins.get(config.CLUSTER),
        details=(evidence,),
        remedy="Nothing was changed. Name another cluster in zowe.yaml, or use the existing "
        "cluster. To compare the cluster with zowe.yaml, run verify.",
    )
