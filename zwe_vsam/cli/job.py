"""``zwe-vsam job``."""

from typing import Annotated, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report


class JobChoice(NamedTuple):
    """Which job, and what is to be done with it."""

    job_id: Annotated[
        str, typer.Argument(metavar="[JOBID]", help="Such as JOB01234.", show_default=False)
    ] = ""
    spool: Annotated[
        bool, typer.Option("--spool", help="Print what the job wrote, and no more.")
    ] = False
    cancel: Annotated[bool, typer.Option("--cancel", help="Cancel the job, after asking.")] = False
    release: Annotated[
        bool,
        typer.Option("--release", help="Let a held job run, after asking, and wait for it."),
    ] = False
    explain: Annotated[
        str,
        typer.Option(
            "--explain",
            metavar="FILE",
            help="Explain messages of the service or the system instead of a job; - is standard "
            "input.",
            show_default=False,
        ),
    ] = ""
    yes: options.Yes = False
    timeout: options.Timeout = 900.0

    @property
    def flags(self) -> list[str]:
        """The options that say what is to be done, as they were given."""
        given = (("--spool", self.spool), ("--cancel", self.cancel), ("--release", self.release))
        return [name for name, is_given in given if is_given]


@command("job", JobChoice)
def job(report: Report, given: Given, own: JobChoice) -> None:
    """Wait for a job that was left running, and explain how it ended."""
    from zwe_vsam.workflow import explain_log, job

    request = given.request(report, own)
    if own.explain:
        for other in filter(None, (own.job_id, *own.flags)):
            raise Problem(
                "ZWEL0102E", parameter=f"{other} with --explain", remedy="Leave out one of them."
            )
        explain_log.run(request, report)
        return
    if len(own.flags) > 1:
        raise Problem("ZWEL0102E", parameter=" with ".join(own.flags), remedy="Give one of them.")
    job.run(request, report)
