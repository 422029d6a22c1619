"""``zwe-vsam verify``."""

from __future__ import annotations

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation


def verify(
    config: options.Config = "",
    encoding: options.Encoding = None,
    symbol: options.Symbols = None,
    target: options.TargetChoice = None,
    sandbox: options.Sandbox = "",
    zosmf_profile: options.ZosmfProfile = "",
    insecure_skip_verify: options.InsecureSkipVerify = False,
    output: options.OutputForm = None,
    verbose: options.Verbose = 0,
    trace: options.Trace = False,
    silent: options.Silent = False,
    log_dir: options.LogDir = "",
    ignored: options.Ignored = False,  # noqa: ARG001 - see its help
    version: options.Version = False,  # noqa: ARG001 - its callback ends the run
) -> int:
    """Compare the cluster with zowe.yaml, attribute by attribute."""

    def body(report: Report) -> None:
        from zwe_vsam.workflow import verify as use_case
        from zwe_vsam.workflow.connection import Connection

        system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
        report.invocation = Invocation(config, encoding or "", system)
        connection = Connection(system.or_auto(), report)
        use_case.run(config, encoding or "", connection, report)

    return guarded("verify", options.common(output, verbose, trace, silent, log_dir), body)
