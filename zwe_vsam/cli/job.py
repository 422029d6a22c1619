"""``zwe-vsam job``."""

from __future__ import annotations

from typing import Annotated

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation


def job(
    job_id: Annotated[
        str, typer.Argument(metavar="[JOBID]", help="Such as JOB01234.", show_default=False)
    ] = "",
    config: options.Config = "",
    encoding: options.Encoding = None,
    symbol: options.Symbols = None,
    target: options.TargetChoice = None,
    sandbox: options.Sandbox = "",
    zosmf_profile: options.ZosmfProfile = "",
    insecure_skip_verify: options.InsecureSkipVerify = False,
    spool: Annotated[
        bool, typer.Option("--spool", help="Print what the job wrote, and no more.")
    ] = False,
    cancel: Annotated[bool, typer.Option("--cancel", help="Cancel the job, after asking.")] = False,
    release: Annotated[
        bool,
        typer.Option("--release", help="Let a held job run, after asking, and wait for it."),
    ] = False,
    explain: Annotated[
        str,
        typer.Option(
            "--explain",
            metavar="FILE",
            help="Explain messages of the service or the system instead of a job; - is standard "
            "input.",
            show_default=False,
        ),
    ] = "",
    yes: options.Yes = False,
    timeout: options.Timeout = 900.0,
    output: options.OutputForm = None,
    verbose: options.Verbose = 0,
    trace: options.Trace = False,
    silent: options.Silent = False,
    log_dir: options.LogDir = "",
    ignored: options.Ignored = False,  # noqa: ARG001 - see its help
    version: options.Version = False,  # noqa: ARG001 - its callback ends the run
) -> int:
    """Wait for a job that was left running, and explain how it ended."""

    def body(report: Report) -> None:
        from zwe_vsam.workflow import job as use_case
        from zwe_vsam.workflow.connection import Connection

        system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
        report.invocation = Invocation(config, encoding or "", system)
        connection = Connection(system.or_auto(), report)
        if explain:
            from zwe_vsam.workflow import explain as explanation

            flags = ("--spool" * spool, "--cancel" * cancel, "--release" * release)
            for other in filter(None, (job_id, *flags)):
                raise Problem(
                    "ZWEL0102E", f"{other} with --explain", remedy="Leave out one of them."
                )
            explanation.run(explain, config, encoding or "", connection, report)
            return
        given = [
            name
            for name, flag in (("--spool", spool), ("--cancel", cancel), ("--release", release))
            if flag
        ]
        if len(given) > 1:
            raise Problem("ZWEL0102E", " with ".join(given), remedy="Give one of them.")
        chosen_options = use_case.Options(
            job_id=job_id,
            config=config,
            encoding=encoding or "",
            spool=spool,
            cancel=cancel,
            release=release,
            timeout=timeout,
            consent=options.consent(yes),
        )
        use_case.run(chosen_options, connection, report)

    return guarded("job", options.common(output, verbose, trace, silent, log_dir), body)
