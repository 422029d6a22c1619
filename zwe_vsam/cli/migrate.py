"""``zwe-vsam migrate``."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

import typer

from zwe_vsam.cli import options
from zwe_vsam.cli.groups import Given, command
from zwe_vsam.errors import Problem
from zwe_vsam.report.base import Report

_HIGHEST_PORT = 65535


class Migrating(NamedTuple):
    """Where to, what is written, and what the user decides about the new configuration."""

    to: Annotated[
        Literal["infinispan"] | None,
        typer.Option(
            "--to",
            metavar="MODE",
            help="The new storage mode: infinispan.",
            show_default=False,
            rich_help_panel=options.MIGRATION,
        ),
    ] = None
    jgroups_port: Annotated[
        int | None,
        typer.Option(
            "--jgroups-port",
            metavar="PORT",
            min=1,
            max=_HIGHEST_PORT,
            help="Port of Infinispan, for all instances. By default, the configured port, or the "
            "default port of Zowe.",
            show_default=False,
            rich_help_panel=options.MIGRATION,
        ),
    ] = None
    key_exchange_port: Annotated[
        int | None,
        typer.Option(
            "--key-exchange-port",
            metavar="PORT",
            min=1,
            max=_HIGHEST_PORT,
            help="Port of the key exchange, for all instances. The default is as for "
            "--jgroups-port.",
            show_default=False,
            rich_help_panel=options.MIGRATION,
        ),
    ] = None
    host: Annotated[
        list[str] | None,
        typer.Option(
            "--host",
            metavar="INSTANCE=HOST",
            help="Host on which the other instances reach this instance. By default, its "
            "hostname. Repeat the option for each instance.",
            show_default=False,
            rich_help_panel=options.MIGRATION,
        ),
    ] = None
    for_version: Annotated[
        Literal["2.18", "3.1", "3.2", "3.5", "3.6"] | None,
        typer.Option(
            "--for-version",
            metavar="RELEASE",
            help="Release of Zowe, where releases differ: 2.18, 3.1, 3.2, 3.5 or 3.6. A release "
            "between two of them is like the older one.",
            show_default=False,
            rich_help_panel=options.MIGRATION,
        ),
    ] = None
    write: Annotated[
        bool,
        typer.Option(
            "--write",
            help="Change the files. Without this option, the command only shows the change.",
            rich_help_panel=options.MIGRATION,
        ),
    ] = False
    into: Annotated[
        str,
        typer.Option(
            "--into",
            metavar="FILE",
            callback=options.not_empty,
            help="Write all changes into this file or member of -c. By default, each value is "
            "changed where it stands.",
            show_default=False,
            rich_help_panel=options.MIGRATION,
        ),
    ] = ""
    backup: Annotated[
        bool,
        typer.Option(
            "--backup/--no-backup",
            help="Keep the former content in NAME.before-migrate, or NAME.before-clean.",
            rich_help_panel=options.MIGRATION,
        ),
    ] = True
    rollback: Annotated[
        bool,
        typer.Option(
            "--rollback",
            help="Restore the former content, unless somebody changed the file since.",
            rich_help_panel=options.MIGRATION,
        ),
    ] = False
    clean: Annotated[
        bool,
        typer.Option(
            "--clean",
            help="Remove the keys of VSAM storage, after the cluster is removed. Writes with "
            "--write only.",
            rich_help_panel=options.MIGRATION,
        ),
    ] = False


def _of_migration(own: Migrating) -> Iterator[tuple[str, object]]:
    """The options that decide about Infinispan, with their values."""
    for name in ("to", "into", "host", "jgroups_port", "key_exchange_port", "for_version"):
        yield f"--{name.replace('_', '-')}", getattr(own, name)


@command("migrate", Migrating)
def migrate(report: Report, given: Given, own: Migrating) -> None:
    """Change zowe.yaml from VSAM storage to Infinispan.

    Without --write, the command shows the change and what it needs. No job is submitted.
    """
    from zwe_vsam.workflow import migrate as workflow

    if own.rollback and (own.clean or own.write):
        other = "--clean" if own.clean else "--write"
        raise Problem("ZWV1010E", first="--rollback", second=other)
    second = next((option for option, value in _of_migration(own) if value), "")
    if own.clean and second:
        raise Problem("ZWV1010E", first="--clean", second=second)
    fields = own._asdict()
    fields |= {name: fields[name] or "" for name in ("to", "for_version")}
    chosen = workflow.Options(**{**fields, "host": tuple(own.host or ())})
    workflow.run(given.request(report), chosen, report)
