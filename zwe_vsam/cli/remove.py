"""``zwe-vsam remove``."""

from typing import NamedTuple

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Removing(NamedTuple):
    """How the member is made, and what may be deleted."""

    template: options.Template = None
    security_dry_run: options.SecurityDryRun = False
    dry_run: options.DryRun = False
    generate: options.Generate = False
    force: options.Force = False
    yes: options.Yes = False
    timeout: options.Timeout = 900.0


@command("remove", Removing)
def remove(report: Report, given: Given, own: Removing) -> None:
    """Delete the cluster by a job, wait for it, and ask the catalog."""
    from zwe_vsam.workflow import remove as use_case
    from zwe_vsam.workflow.connection import Connection

    run = given.invoke(report)
    chosen = use_case.Options(
        config=run.config,
        encoding=run.encoding,
        template=own.template,
        mode=options.mode(own.dry_run, own.security_dry_run),
        generate=own.generate,
        force=own.force,
        timeout=own.timeout,
        consent=options.consent(own.yes),
    )
    use_case.run(chosen, Connection(run.system.or_auto(), report), report)
