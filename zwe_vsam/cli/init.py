"""``zwe-vsam init``."""

from __future__ import annotations

from typing import Annotated

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation


def init(
    config: options.Config = "",
    encoding: options.Encoding = None,
    symbol: options.Symbols = None,
    target: options.TargetChoice = None,
    sandbox: options.Sandbox = "",
    zosmf_profile: options.ZosmfProfile = "",
    insecure_skip_verify: options.InsecureSkipVerify = False,
    template: options.Template = None,
    security_dry_run: options.SecurityDryRun = False,
    dry_run: options.DryRun = False,
    diff: options.Diff = False,
    allow_overwrite: Annotated[
        bool,
        typer.Option(
            "--allow-overwrite",
            "--allow-overwritten",
            help="Rewrite members that are already there, and replace a cluster that exists.",
        ),
    ] = False,
    exist_ok: Annotated[
        bool,
        typer.Option(
            "--exist-ok",
            help="A cluster that exists is success, if it is the one that zowe.yaml describes.",
        ),
    ] = False,
    force: options.Force = False,
    yes: options.Yes = False,
    generate: options.Generate = False,
    update_config: Annotated[
        bool,
        typer.Option(
            "--update-config",
            help="Afterwards write the cluster's name into zowe.yaml, where the service reads it.",
        ),
    ] = False,
    wait: Annotated[
        bool,
        typer.Option("--wait/--no-wait", help="Wait for the job, or leave it after submitting."),
    ] = True,
    timeout: options.Timeout = 900.0,
    output: options.OutputForm = None,
    verbose: options.Verbose = 0,
    trace: options.Trace = False,
    silent: options.Silent = False,
    log_dir: options.LogDir = "",
    ignored: options.Ignored = False,  # noqa: ARG001 - see its help
    version: options.Version = False,  # noqa: ARG001 - its callback ends the run
) -> int:
    """Create the cluster: prepare the member, submit it, wait, report."""

    def body(report: Report) -> None:
        from zwe_vsam.workflow import init as use_case

        if exist_ok and allow_overwrite:
            raise Problem(
                "ZWEL0102E", "--exist-ok with --allow-overwrite", remedy="Give one of them."
            )
        if force and not allow_overwrite:
            raise Problem(
                "ZWEL0102E",
                "--force without --allow-overwrite",
                remedy="It says which clusters may be replaced; leave it out.",
            )
        system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
        report.invocation = Invocation(config, encoding or "", system)
        chosen_options = use_case.Options(
            config=config,
            system=system.or_auto(),
            encoding=encoding or "",
            template=template,
            mode=options.mode(dry_run, security_dry_run),
            diff=diff,
            allow_overwrite=allow_overwrite,
            generate=generate,
            wait=wait,
            timeout=timeout,
            update_config=update_config,
            exist_ok=exist_ok,
            force=force,
            consent=options.consent(yes),
        )
        use_case.run(chosen_options, report)

    return guarded("init", options.common(output, verbose, trace, silent, log_dir), body)
