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
    from zwe_vsam.workflow import render as workflow

    report.write_raw(workflow.run(given.request(report, own), report))
