"""``zwe-vsam render``."""

from typing import NamedTuple

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Rendering(NamedTuple):
    """What is printed."""

    template: options.Template = None
    diff: options.Diff = False


@command("render", Rendering, instead={"silent": options.SilentMember})
def render(report: Report, given: Given, own: Rendering) -> None:
    """Print the member, ready to read or to submit, and nothing else."""
    from zwe_vsam.workflow import render as use_case

    run = given.invoke(report)
    text = use_case.run(
        run.config,
        report,
        system=run.system,
        template=own.template,
        diff=own.diff,
        encoding=run.encoding,
    )
    report.write_raw(text)
