"""``remove``: prepare ZWECSRVS, show or submit it, wait, confirm that the cluster is gone."""

from __future__ import annotations

from dataclasses import dataclass

from zwe_vsam import waiting
from zwe_vsam.config import settings as config
from zwe_vsam.config.settings import Settings
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.workflow import prepare, verify
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.consent import UNASKED, Consent
from zwe_vsam.workflow.deletion import Deletion
from zwe_vsam.workflow.mode import Mode
from zwe_vsam.workflow.preparation import Preparation
from zwe_vsam.workflow.submission import Submission, told
from zwe_vsam.workflow.underway import UnderWay


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says."""

    config: str
    """As given with ``-c``."""
    encoding: str = ""
    """Code page of the configuration file; empty to find out."""
    template: str | None = None
    """File to use instead of the installed member."""
    mode: Mode = Mode.RUN
    generate: bool = False
    """Rewrite a member that is already there."""
    force: bool = False
    """Delete a cluster of another shape, too."""
    timeout: float = 900.0
    """Seconds to wait for the job."""
    consent: Consent = UNASKED


def run(
    options: Options, connection: Connection, report: Report, clock: waiting.Clock | None = None
) -> None:
    """Remove the cluster. Raises Problem or config.Invalid where it cannot be done."""
    report.title("Remove VSAM storage for Zowe Caching Service")
    settings = verify.settings(options.config, options.encoding, connection, report)
    target = connection.reached(options.mode)
    if target is None:
        _print_only(options, settings, report)
        return
    under_way = UnderWay(settings, target, report)
    under_way.read(*Purpose)
    under_way.require_none()
    entry = target.entry(settings.cluster)
    assert report.result.cluster is not None
    report.result.cluster.exists = entry is not None
    if entry is None:
        report.message(
            message(
                "ZWV209I",
                f"The catalog has no {settings.cluster}: there is nothing to remove.",
                origin=settings.origins.get(config.CLUSTER),
            )
        )
        return
    result = report.result
    preparation = Preparation(
        Purpose.REMOVE,
        settings,
        target,
        report,
        result,
        template=options.template,
        rewrite=options.generate,
    )
    submission = Submission(
        "Deleting", target, report, result, clock or waiting.SystemClock(), options.timeout
    )
    deletion = Deletion(
        settings, target, report, result, preparation, submission, force=options.force
    )
    deletion.require(entry)
    preparation.look()
    preparation.read()
    if options.mode is not Mode.RUN:
        _rehearse(preparation, report, options.mode)
        return
    under_way.add_job(preparation.text)
    under_way.require_no_other()
    options.consent.require(f"Delete {settings.cluster} and everything in it", target.system_name)
    if not options.consent.given:
        # The question may have waited long for its answer.
        under_way.require_none()
    deletion.run(preparation.write())
    report.line(">> Zowe Caching Service VSAM storage is removed.")
    report.summary(f"{settings.cluster}: removed by {told(report.result.job)}.")


def _print_only(options: Options, settings: Settings, report: Report) -> None:
    """A dry run without a system to look at."""
    source = prepare.template(None, options.template, settings, report, Purpose.REMOVE)
    report.print_jcl(prepare.text(source, settings))
    report.line()
    report.message(message("ZWV204I", prepare.NOWHERE))


def _rehearse(preparation: Preparation, report: Report, mode: Mode) -> None:
    if mode is Mode.PREPARE:
        preparation.write()
    report.print_jcl(preparation.text)
    report.line()
    wrote = f"{preparation.member} was" if preparation.is_written else "nothing was"
    report.message(
        message("ZWV204I", f"{wrote} written; no job was submitted, nothing was deleted.")
    )
