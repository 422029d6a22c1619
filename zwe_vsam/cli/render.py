"""``zwe-vsam render``."""

from typing import NamedTuple

from zwe_vsam.cli import job_options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.report.base import Report


class Rendering(NamedTuple):
    """What is printed."""

    diff: job_options.Diff = False
    template: job_options.Template = None


@command("render", Rendering, instead={"silent": job_options.SilentMember})
def render(report: Report, given: Given, own: Rendering) -> None:
    """Print the JCL of the member, and nothing else.

    Without a system, the command uses the template that is bundled with zwe-vsam.
    """
    from zwe_vsam.workflow import render as workflow

    report.write_raw(workflow.run(given.request(report, own), report))
