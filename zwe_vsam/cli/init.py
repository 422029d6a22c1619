"""``zwe-vsam init``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report


class Creating(NamedTuple):
    """How the member is made, what may be replaced, and whether the job is waited for."""

    template: options.Template = None
    security_dry_run: options.SecurityDryRun = False
    dry_run: options.DryRun = False
    diff: options.Diff = False
    allow_overwrite: Annotated[
        bool,
        typer.Option(
            "--allow-overwrite",
            "--allow-overwritten",
            help="Rewrite members that are already there, and replace a cluster that exists.",
        ),
    ] = False
    exist_ok: Annotated[
        bool,
        typer.Option(
            "--exist-ok",
            help="A cluster that exists is success, if it is the one that zowe.yaml describes.",
        ),
    ] = False
    force: options.Force = False
    yes: options.Yes = False
    generate: options.Generate = False
    update_config: Annotated[
        bool,
        typer.Option(
            "--update-config",
            help="Afterwards write the cluster's name into zowe.yaml, where the service reads it.",
        ),
    ] = False
    wait: Annotated[
        bool,
        typer.Option("--wait/--no-wait", help="Wait for the job, or leave it after submitting."),
    ] = True
    timeout: options.Timeout = 900.0


@command("init", Creating)
def init(report: Report, given: Given, own: Creating) -> None:
    """Create the cluster: prepare the member, submit it, wait, report."""
    from zwe_vsam.workflow import init as workflow

    if own.exist_ok and own.allow_overwrite:
        raise Problem(
            "ZWEL0102E", parameter="--exist-ok with --allow-overwrite", remedy="Give one of them."
        )
    if own.force and not own.allow_overwrite:
        raise Problem(
            "ZWEL0102E",
            parameter="--force without --allow-overwrite",
            remedy="It says which clusters may be replaced; leave it out.",
        )
    workflow.run(given.request(report, own), report)
