"""``zwe-vsam config``."""

from __future__ import annotations

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report


def config(
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
    """Print the effective configuration, each value with its source."""
    is_json = output == "json"

    def body(report: Report) -> None:
        import json

        from zwe_vsam.workflow import config as use_case

        rows: list[use_case.Row] = []
        try:
            system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
            rows = use_case.run(config, report, encoding=encoding or "", system=system)
        except Problem as problem:
            if not is_json:
                raise
            report.problem(problem)
        if is_json:
            whole = use_case.as_object(report.result, rows)
            report.write_raw(json.dumps(whole, indent=2) + "\n")
        for row in rows:
            report.line(use_case.text(row))

    # This command has a JSON object of its own; the report then only tells errors.
    common = options.common("text", verbose, trace, silent or is_json, log_dir)
    return guarded("config", common, body)
