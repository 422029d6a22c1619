"""``zwe-vsam job``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli import job_options, options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report


class JobChoice(NamedTuple):
    """Which job, and what is to be done with it."""

    job_id: Annotated[
        str,
        typer.Argument(metavar="[JOBID]", help="Job id, such as JOB01234.", show_default=False),
    ] = ""
    spool: Annotated[
        bool,
        typer.Option(
            "--spool",
            help="Print the spool output of the job, and nothing else.",
            rich_help_panel=options.JOB,
        ),
    ] = False
    cancel: Annotated[
        bool,
        typer.Option(
            "--cancel", help="Cancel the job after confirmation.", rich_help_panel=options.JOB
        ),
    ] = False
    release: Annotated[
        bool,
        typer.Option(
            "--release",
            help="Release a held job after confirmation, and wait for it.",
            rich_help_panel=options.JOB,
        ),
    ] = False
    yes: job_options.YesJob = False
    timeout: job_options.Timeout = 900.0
    explain: Annotated[
        str,
        typer.Option(
            "--explain",
            metavar="FILE",
            help="Explain the messages in this file instead of a job. - means standard input.",
            show_default=False,
            rich_help_panel=options.JOB,
        ),
    ] = ""

    @property
    def flags(self) -> list[str]:
        """The options that say what is to be done, as they were given."""
        given = (("--spool", self.spool), ("--cancel", self.cancel), ("--release", self.release))
        return [name for name, is_given in given if is_given]


@command("job", JobChoice)
def job(report: Report, given: Given, own: JobChoice) -> None:
    """Wait for a submitted job, and explain how it ended."""
    from zwe_vsam.workflow import explain_log, job

    request = given.request(report, own)
    if own.explain:
        for other in filter(None, (own.job_id, *own.flags)):
            raise Problem("ZWV1010E", first=other, second="--explain")
        explain_log.run(request, report)
        return
    if len(own.flags) > 1:
        raise Problem("ZWV1010E", first=own.flags[0], second=own.flags[1])
    job.run(request, report)
