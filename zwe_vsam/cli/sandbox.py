"""``zwe-vsam sandbox``: a small z/OS in a folder. The folder is always the first argument."""

from __future__ import annotations

import functools
import math
import os
import sys
from collections.abc import Callable
from typing import Annotated, Literal

import typer

from zwe_vsam import files
from zwe_vsam.cli import groups, options
from zwe_vsam.cli.guard import guarded
from zwe_vsam.cli.options import Common
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.report.base import Report
from zwe_vsam.sandbox.system import System
from zwe_vsam.workflow import sandbox as use_case
from zwe_vsam.workflow import serving
from zwe_vsam.zos import job_id as ids
from zwe_vsam.zos import names

sandbox = typer.Typer(
    cls=groups.Group,
    help="Rehearse without a mainframe, on a small z/OS in a folder.",
    rich_markup_mode=None,
    invoke_without_command=True,
)
_command = functools.partial(sandbox.command, cls=groups.Command)

Folder = Annotated[
    str, typer.Argument(metavar="DIR", help="Folder of the sandbox.", show_default=False)
]
Place = Annotated[
    str,
    typer.Argument(
        metavar="'DSN(MEMBER)'", help="Data set and member, in quotes.", show_default=False
    ),
]
JobId = Annotated[
    str, typer.Argument(metavar="JOBID", help="Job id, such as JOB00001.", show_default=False)
]

_MAXIMUM_INPUT = 1 << 24
"""Bytes of a member or job read from standard input."""

_LONGEST = 1e6
"""Seconds that a job can be queued or active."""


def _run(body: Callable[[Report], None]) -> int:
    return guarded("sandbox", Common("text", 0, silent=False, log_dir=""), body)


@sandbox.callback()
def _group(
    context: typer.Context,
    version: options.Version = False,  # noqa: ARG001 - its callback ends the run
) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help(), color=context.color)


@_command("create")
def _create(
    folder: Folder,
    config: options.Config = "",
    dialect: Annotated[
        Literal["hash", "brace"],
        typer.Option(
            "--dialect",
            metavar="NAME",
            help="Placeholders of the sample ZWECSVSM: hash for #word, brace for {path}.",
            rich_help_panel=options.CONFIGURATION,
        ),
    ] = "hash",
) -> int:
    """Create a sandbox with default names, or with the names in zowe.yaml."""
    return _run(lambda report: use_case.create(folder, config, dialect, report))


@_command("write")
def _write(folder: Folder, place: Place) -> int:
    """Write a member from standard input."""

    def body(report: Report) -> None:
        library, name = use_case.member(place)
        System.open(folder).write(library, name, _standard_input())
        report.line(f"{library}({name}) is written.")

    return _run(body)


@_command("read")
def _read(folder: Folder, place: Place) -> int:
    """Print a member."""

    def body(report: Report) -> None:
        report.write_raw(System.open(folder).read(*use_case.member(place)).text)

    return _run(body)


@_command("list")
def _list(folder: Folder) -> int:
    """List volumes, storage classes, libraries, members and clusters."""

    def body(report: Report) -> None:
        for line in use_case.contents(System.open(folder)):
            report.line(line)

    return _run(body)


@_command("listcat")
def _listcat(
    folder: Folder,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Name in the catalog.", show_default=False)
    ],
) -> int:
    """Print LISTCAT ENTRIES(NAME) ALL. The exit code is the condition code."""

    def body(report: Report) -> None:
        code, lines = System.open(folder).listcat(names.upper(name))
        for line in lines:
            report.line(line)
        report.result.exit_code = code

    return _run(body)


@_command("submit")
def _submit(
    folder: Folder,
    source: Annotated[
        str,
        typer.Argument(
            metavar="FILE|-|'DSN(MEMBER)'",
            help="JCL to submit: a file, standard input (-), or a member.",
            show_default=False,
        ),
    ],
) -> int:
    """Submit a job from a file or a member."""

    def body(report: Report) -> None:
        system = System.open(folder)
        if source == "-":
            text = _standard_input()
        elif source.endswith(")") and not os.path.exists(source):
            text = system.read(*use_case.member(source)).text
        else:
            text = _file(source)
        job = system.submit(text)
        report.line(f"Job {job.name}({job.id}) is submitted.")

    return _run(body)


@_command("jobs")
def _jobs(folder: Folder) -> int:
    """List the jobs and their states."""

    def body(report: Report) -> None:
        for job in System.open(folder).jobs():
            report.line(use_case.job_line(job))

    return _run(body)


def _valid(job_id: str) -> str:
    """The job id in upper case. Raises Problem for a text that is none."""
    normalized = ids.normalized(job_id)
    if normalized is None:
        from zwe_vsam.workflow.job import no_id

        raise no_id(job_id)
    return normalized


@_command("spool")
def _spool(folder: Folder, job_id: JobId) -> int:
    """Print the spool output of a job."""

    def body(report: Report) -> None:
        system = System.open(folder)
        wanted = _valid(job_id)
        spool = system.spool(wanted)
        job = system.job(wanted)
        if job is not None:
            report.line(use_case.job_line(job))
        for file in spool:
            report.line(f"--- {file.step}{'.' if file.step else ''}{file.ddname} ---")
            for line in file.text.splitlines():
                report.line(line)

    return _run(body)


@_command("release")
def _release(folder: Folder, job_id: JobId) -> int:
    """Release a held job."""

    def body(report: Report) -> None:
        system = System.open(folder)
        wanted = _valid(job_id)
        if not system.release(wanted):
            raise Problem("ZWV6032E", job=wanted)
        report.line(f"Job {wanted} is released.")

    return _run(body)


@_command("reset")
def _reset(folder: Folder) -> int:
    """Reset the sandbox to the state after its creation."""

    def body(report: Report) -> None:
        System.open(folder).reset()
        report.line(f"Sandbox {folder} has its initial contents again.")

    return _run(body)


@_command("serve")
def _serve(
    folder: Folder,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="HOST",
            help="Host name or IP address to listen on.",
            rich_help_panel=options.SERVER,
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(
            "--port",
            metavar="PORT",
            min=0,
            max=65535,
            help="Port to listen on. 0 selects a free port.",
            rich_help_panel=options.SERVER,
        ),
    ] = serving.PORT,
    tls: Annotated[
        bool,
        typer.Option(
            "--tls/--no-tls",
            help="Serve HTTPS with a self-signed certificate, or HTTP.",
            rich_help_panel=options.SERVER,
        ),
    ] = True,
    user: Annotated[
        str,
        typer.Option(
            "--user",
            metavar="USER",
            help="User ID that can log on.",
            rich_help_panel=options.SERVER,
        ),
    ] = serving.USER,
    password_file: Annotated[
        str,
        typer.Option(
            "--password-file",
            metavar="FILE",
            help="File with the password. Without this option, the password is sys1.",
            show_default=False,
            rich_help_panel=options.SERVER,
        ),
    ] = "",
    all_: Annotated[
        bool,
        typer.Option(
            "--all",
            help="DIR contains sandboxes. Serve each of them under its name as base path.",
            show_default=False,
            rich_help_panel=options.SERVER,
        ),
    ] = False,
) -> int:
    """Serve a sandbox, or all sandboxes of a folder, as a z/OSMF server until Ctrl-C."""

    def body(report: Report) -> None:
        password = _password(password_file) if password_file else ""
        serve = serving.serve_all if all_ else serving.serve
        serve(folder, host, port, tls, user, password, report)

    return _run(body)


@_command("inject")
def _inject(
    folder: Folder,
    outcome: Annotated[
        str,
        typer.Argument(
            metavar="OUTCOME", help="Outcome of the jobs: see below.", show_default=False
        ),
    ],
    job: Annotated[
        str,
        typer.Option(
            "--job",
            metavar="NAME",
            help="Affect only jobs with this name.",
            show_default=False,
            rich_help_panel=options.JOB,
        ),
    ] = "",
    after: Annotated[
        float | None,
        typer.Option(
            "--after",
            metavar="SECONDS",
            help="Time until the outcome.",
            show_default=False,
            rich_help_panel=options.JOB,
        ),
    ] = None,
    count: Annotated[
        int,
        typer.Option(
            "--count",
            metavar="N",
            help="Number of jobs to affect.",
            rich_help_panel=options.JOB,
        ),
    ] = 1,
) -> int:
    """Set the outcome of the next jobs."""

    def body(report: Report) -> None:
        try:
            System.open(folder).inject(outcome, job=job, after=after, count=count)
        except ValueError as error:
            raise Problem("ZWV8025E", reason=error) from error
        jobs = "The next job" if count == 1 else f"The next {count} jobs"
        report.line(f"{jobs}{f' named {names.upper(job)}' if job else ''}: {outcome}.")

    return _run(body)


def _real(value: float | None) -> float | None:
    """Return the value. Raises BadParameter for NaN, which is in every range."""
    if value is not None and math.isnan(value):
        raise typer.BadParameter(f"{str(value)!r} is not a number of seconds.")
    return value


@_command("durations")
def _durations(
    folder: Folder,
    queued: Annotated[
        float | None,
        typer.Option(
            "--queued",
            metavar="SECONDS",
            min=0,
            max=_LONGEST,
            callback=_real,
            help="Time that a job waits in the queue.",
            show_default=False,
            rich_help_panel=options.JOB,
        ),
    ] = None,
    active: Annotated[
        float | None,
        typer.Option(
            "--active",
            metavar="SECONDS",
            min=0,
            max=_LONGEST,
            callback=_real,
            help="Time that a job runs.",
            show_default=False,
            rich_help_panel=options.JOB,
        ),
    ] = None,
) -> int:
    """Show how long jobs take, or set it for the next jobs."""

    def body(report: Report) -> None:
        system = System.open(folder)
        before = system.durations()
        new = tuple(b if n is None else n for n, b in zip((queued, active), before, strict=True))
        if new != before:
            system.set_durations(*new)
        report.line(f"A job is queued for {new[0]:g} seconds and active for {new[1]:g} seconds.")

    return _run(body)


def _password(path: str) -> str:
    lines = _file(path).splitlines()
    if len(lines) != 1 or not lines[0].strip():
        raise Problem("ZWV8041E", origin=Origin(path))
    return lines[0].strip()


def _standard_input() -> str:
    return _decoded(sys.stdin.buffer.read(_MAXIMUM_INPUT + 1), "<stdin>")


def _file(path: str) -> str:
    try:
        return _decoded(files.read_limited(path, _MAXIMUM_INPUT + 1), path)
    except (OSError, ValueError) as error:
        raise Problem("ZWV8040E", path=path, reason=error) from error


def _decoded(data: bytes, name: str) -> str:
    if len(data) > _MAXIMUM_INPUT:
        raise Problem("ZWV8042E", origin=Origin(name))
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Problem("ZWV8043E", origin=Origin(name)) from error
