"""``zwe-vsam remove``."""

from __future__ import annotations

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation


def remove(
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
    generate: options.Generate = False,
    force: options.Force = False,
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
    """Delete the cluster by a job, wait for it, and ask the catalog."""

    def body(report: Report) -> None:
        from zwe_vsam.workflow import remove as use_case
        from zwe_vsam.workflow.connection import Connection

        system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
        report.invocation = Invocation(config, encoding or "", system)
        connection = Connection(system.or_auto(), report)
        chosen_options = use_case.Options(
            config=config,
            encoding=encoding or "",
            template=template,
            mode=options.mode(dry_run, security_dry_run),
            generate=generate,
            force=force,
            timeout=timeout,
            consent=options.consent(yes),
        )
        use_case.run(chosen_options, connection, report)

    return guarded("remove", options.common(output, verbose, trace, silent, log_dir), body)
