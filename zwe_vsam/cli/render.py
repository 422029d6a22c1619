"""``zwe-vsam render``."""

from __future__ import annotations

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation


def render(
    config: options.Config = "",
    encoding: options.Encoding = None,
    symbol: options.Symbols = None,
    target: options.TargetChoice = None,
    sandbox: options.Sandbox = "",
    zosmf_profile: options.ZosmfProfile = "",
    insecure_skip_verify: options.InsecureSkipVerify = False,
    template: options.Template = None,
    diff: options.Diff = False,
    output: options.OutputForm = None,
    verbose: options.Verbose = 0,
    trace: options.Trace = False,
    silent: options.SilentMember = False,
    log_dir: options.LogDir = "",
    ignored: options.Ignored = False,  # noqa: ARG001 - see its help
    version: options.Version = False,  # noqa: ARG001 - its callback ends the run
) -> int:
    """Print the member, ready to read or to submit, and nothing else."""

    def body(report: Report) -> None:
        from zwe_vsam.workflow import render as use_case

        system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
        report.invocation = Invocation(config, encoding or "", system)
        text = use_case.run(
            config,
            report,
            system=system,
            template=template,
            diff=diff,
            encoding=encoding or "",
        )
        report.write_raw(text)

    return guarded("render", options.common(output, verbose, trace, silent, log_dir), body)
