"""``zwe-vsam check``."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.report.base import Report
from zwe_vsam.report.invocation import Invocation

_OutputForm = Annotated[
    Literal["text", "json", "github"] | None,
    typer.Option(
        "--output",
        callback=options.output_form,
        help="Form of the report; github: annotations for the log of a GitHub workflow.  "
        f"[env var: {options.OUTPUT_VARIABLE}; default: text]",
        show_default=False,
    ),
]
_Strict = Annotated[
    bool, typer.Option("--strict", help="Fail (238) where there are warnings and no errors.")
]


def check(
    config: options.Config = "",
    encoding: options.Encoding = None,
    symbol: options.Symbols = None,
    target: options.TargetChoice = None,
    sandbox: options.Sandbox = "",
    zosmf_profile: options.ZosmfProfile = "",
    insecure_skip_verify: options.InsecureSkipVerify = False,
    strict: _Strict = False,
    output: _OutputForm = None,
    verbose: options.Verbose = 0,
    trace: options.Trace = False,
    silent: options.Silent = False,
    log_dir: options.LogDir = "",
    ignored: options.Ignored = False,  # noqa: ARG001 - see its help
    version: options.Version = False,  # noqa: ARG001 - its callback ends the run
) -> int:
    """Tell every problem of the Caching Service's storage in zowe.yaml."""

    def body(report: Report) -> None:
        from zwe_vsam.workflow import check as use_case

        system = options.system(target, sandbox, zosmf_profile, insecure_skip_verify, symbol)
        report.invocation = Invocation(config, encoding or "", system)
        use_case.run(
            use_case.Options(
                config=config,
                encoding=encoding or "",
                system=system,
                form=output or "text",
                strict=strict,
                silent=silent,
            ),
            report,
        )

    return guarded("check", options.common(output, verbose, trace, silent, log_dir), body)
