"""``zwe-vsam init``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli import job_options, options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report


class Creating(NamedTuple):
    """How the member is made, what may be replaced, and whether the job is waited for."""

    update_config: Annotated[
        bool,
        typer.Option(
            "--update-config",
            help="After success, write the cluster name into zowe.yaml, where the service reads "
            "it.",
            rich_help_panel=options.CONFIGURATION,
        ),
    ] = False
    dry_run: job_options.DryRun = False
    security_dry_run: job_options.SecurityDryRun = False
    diff: job_options.Diff = False
    generate: job_options.Generate = False
    template: job_options.Template = None
    exist_ok: Annotated[
        bool,
        typer.Option(
            "--exist-ok",
            help="Keep an existing cluster that matches zowe.yaml, and end with exit code 0.",
            rich_help_panel=options.DELETION,
        ),
    ] = False
    allow_overwrite: Annotated[
        bool,
        typer.Option(
            "--allow-overwrite",
            "--allow-overwritten",
            help="Rewrite existing members, and replace an existing cluster.",
            rich_help_panel=options.DELETION,
        ),
    ] = False
    if_different: Annotated[
        bool,
        typer.Option(
            "--if-different",
            help="With --allow-overwrite, keep an existing cluster that matches zowe.yaml.",
            rich_help_panel=options.DELETION,
        ),
    ] = False
    force: job_options.Force = False
    yes: job_options.Yes = False
    wait: Annotated[
        bool,
        typer.Option(
            "--wait/--no-wait",
            help="Wait for the end of the job, or end after the submission.",
            rich_help_panel=options.JOB,
        ),
    ] = True
    timeout: job_options.Timeout = 900.0
    evidence: options.Evidence = ""


@command("init", Creating)
def init(report: Report, given: Given, own: Creating) -> None:
    """Create the cluster: write the JCL, submit it, wait for the job.

    An existing cluster is replaced only with --allow-overwrite, after confirmation.
    """
    from zwe_vsam.workflow import init as workflow

    if own.exist_ok and own.allow_overwrite:
        raise Problem("ZWV1010E", first="--exist-ok", second="--allow-overwrite")
    if own.force and not own.allow_overwrite:
        raise Problem("ZWV1011E")
    if own.if_different and not own.allow_overwrite:
        raise Problem("ZWV1024E")
    workflow.run(given.request(report, own), report)
