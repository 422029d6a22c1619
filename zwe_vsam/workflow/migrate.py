"""``migrate``: from another storage mode to Infinispan, in the files of the configuration."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NamedTuple

from zwe_vsam.checks.infinispan import is_host
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.entries import entries
from zwe_vsam.config.settings import CLUSTER
from zwe_vsam.errors import Problem, TargetError
from zwe_vsam.messages import message
from zwe_vsam.migration import checklist, clean
from zwe_vsam.migration.model import Choices, Plan
from zwe_vsam.migration.plan import plan as plan_of
from zwe_vsam.migration.releases import MODE, Release
from zwe_vsam.report.base import Report
from zwe_vsam.report.migration_result import Loss, Migration
from zwe_vsam.report.result import Action
from zwe_vsam.workflow import config_files, migration_files, migration_report
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.migration_files import BEFORE_CLEAN, BEFORE_MIGRATE
from zwe_vsam.workflow.request import Request
from zwe_vsam.zos import names


class Options(NamedTuple):
    """The options of ``migrate`` alone. A field has the name of its option."""

    to: str = ""
    write: bool = False
    backup: bool = True
    rollback: bool = False
    clean: bool = False
    into: str = ""
    host: Sequence[str] = ()
    """Each ``INSTANCE=HOST``."""
    jgroups_port: int | None = None
    key_exchange_port: int | None = None
    for_version: str = ""

    def words(self) -> list[str]:
        """The options that decide about the new configuration, for a command to paste."""
        pairs = [
            ("--into", self.into),
            *(("--host", host) for host in self.host),
            ("--jgroups-port", str(self.jgroups_port or "")),
            ("--key-exchange-port", str(self.key_exchange_port or "")),
            ("--for-version", self.for_version),
        ]
        return [word for pair in pairs if pair[1] for word in pair]


def run(request: Request, options: Options, report: Report) -> None:
    """Show the migration, or write it. Raises Problem; then nothing was written, or it says so."""
    run = _Run(request, options, report)
    if not (options.to or options.rollback or options.clean):
        raise Problem("ZWV9105E")
    if options.rollback:
        from zwe_vsam.workflow import rollback

        rollback.run(
            request, report, run.configuration, run.choices(), run.connection, on_zos=run.on_zos
        )
    elif options.clean:
        run.clean()
    else:
        run.migrate()


class _Run:
    """One run: the configuration, the options, and the system where one is named."""

    def __init__(self, request: Request, options: Options, report: Report) -> None:
        self.request, self.options, self.report = request, options, report
        self.connection = Connection(request.system.or_auto(), report)
        self.has_system = request.system.target is not None
        self.configuration: Configuration = Configuration.load(
            request.config,
            request.encoding,
            self.connection.read_member if self.has_system else None,
            self.connection.symbols,
        )
        self.on_zos = sys.platform == "zos" or self.has_system

    def choices(self) -> Choices:
        """What the options decide. Raises Problem for a name that the configuration lacks."""
        return choices(self.options, self.configuration)

    def migrate(self) -> None:
        """Plan, show, and with ``--write`` change the files."""
        report, options = self.report, self.options
        report.title("Migrate the storage of the Zowe Caching Service to Infinispan")
        plan = plan_of(self.configuration, self.choices(), on_zos=self.on_zos)
        if self.refused(plan):
            return
        if not plan.edits:
            report.message(message("ZWV9137I"))
            report.result.migration = Migration(list(plan.old_modes), options.for_version or None)
            return
        plan = _in_order(plan)
        release = Release(options.for_version)
        losses = [self.counted(loss) for loss in checklist.losses(plan)]
        migration = migration_report.record(
            report, plan, release.name, checklist.checklist(plan, release), losses
        )
        self.carry_out(plan, migration, BEFORE_MIGRATE)
        self.end(migration, is_from_vsam="VSAM" in [loss.mode for loss in losses])

    def clean(self) -> None:
        """Remove the keys of VSAM storage, once nothing needs them."""
        report = self.report
        report.title("Remove the keys of VSAM storage from the configuration")
        command = report.command("migrate", "--to", "infinispan")
        plan = clean.plan(self.configuration, command, on_zos=self.on_zos)
        if self.refused(plan):
            return
        if not plan.edits:
            report.message(message("ZWV9153I"))
            report.result.migration = Migration()
            return
        self.require_no_cluster()
        migration = migration_report.record(report, plan, "", (), ())
        self.carry_out(plan, migration, BEFORE_CLEAN)
        self.end(migration, is_from_vsam=False)

    def refused(self, plan: Plan) -> bool:
        """Report every refusal; whether there is one."""
        for refusal in plan.refusals:
            self.report.message(refusal)
        return bool(plan.refusals)

    def carry_out(self, plan: Plan, migration: Migration, ending: str) -> None:
        """Prepare all files, show what changes, and with ``--write`` change them."""
        options, report = self.options, self.report
        places = config_files.places(self.request, self.configuration)
        steps = migration_files.prepared(
            places,
            plan.edits,
            self.configuration,
            self.request,
            self.connection.target,
            ending=ending if options.backup else "",
            is_dry=not options.write,
        )
        report.result.plan += [Action("edit-config", file.name) for file in migration.files]
        migration_report.show(report, migration)
        if options.write:
            files = {file.name: file for file in migration.files}
            migration_files.carry_out(steps, files, report)

    def end(self, migration: Migration, *, is_from_vsam: bool) -> None:
        """Say what to run next, up to the end of the story."""
        options, command = self.options, self.report.command
        if any(entry.path == "-" for entry in entries(self.request.config)):
            self.report.prose("Nothing was written. To write the change, name the file with -c.")
            return
        groups = []
        if not options.write:
            first = ["--clean"] if options.clean else ["--to", options.to, *options.words()]
            first += [] if options.backup else ["--no-backup"]
            sentence = "Nothing was written. To write the change:"
            groups.append((sentence, command("migrate", *first, "--write")))
        groups.append(("Then check the configuration:", command("check")))
        if is_from_vsam:
            groups += [
                ("When all instances run on Infinispan, remove the cluster:", command("remove")),
                ("Then remove the keys of VSAM storage:", command("migrate", "--clean", "--write")),
            ]
        if options.write and options.backup and not options.clean:
            back = command("migrate", "--rollback", *options.words())
            groups.append(("To go back to the former configuration:", back))
        migration_report.commands(self.report, migration, groups)

    # The cluster

    def counted(self, loss: Loss) -> Loss:
        """The loss with the count of the records, where a system is named and tells it."""
        name = self.cluster_name()
        if loss.mode != "VSAM" or not self.has_system or not name:
            return loss
        from zwe_vsam.cluster import usage
        from zwe_vsam.zos.listcat import Cluster

        target = self.connection.target()
        try:
            entry = target.entry(name)
        except TargetError as error:
            return loss._replace(text=f"{loss.text} The count is not known: {error.reason}.")
        if entry is None:
            return loss._replace(text=f"{loss.text} The catalog does not have this cluster.")
        if not isinstance(entry, Cluster):
            return loss._replace(text=f"{loss.text} {name} is not a cluster that can be read.")
        used = usage.of_cluster(entry)
        self.report.result.usage = used
        return loss._replace(text=f"{loss.text} {used.records()}.")

    def require_no_cluster(self) -> None:
        """Raise Problem ZWV9151E for a cluster that is in the catalog; warn if that is unknown."""
        name = self.cluster_name()
        if not name:
            return
        if not self.has_system:
            self.report.message(message("ZWV9152W", cluster=name))
        elif self.connection.target().entry(name) is not None:
            command = self.report.command("remove")
            origin = self.configuration.place(CLUSTER)
            raise Problem("ZWV9151E", cluster=name, command=command, origin=origin)

    def cluster_name(self) -> str:
        """The name of the cluster; empty without a valid one."""
        view = ConfigView(self.configuration)
        keys = (CLUSTER, "zowe.setup.vsam.name")
        texts = [view.text(tuple(key.split("."))).upper() for key in keys]
        return next((text for text in texts if text and not names.data_set(text)), "")


def choices(options: Options, configuration: Configuration) -> Choices:
    """What the options decide about the new configuration.

    Raises Problem for a text that is not ``INSTANCE=HOST``, for an instance that ``haInstances``
    does not have, for a host that has a port or is no name, and for a file that ``-c`` does not
    name.
    """
    ids = list(ConfigView(configuration).keys(("haInstances",)))
    hosts: dict[str, str] = {}
    for text in options.host:
        name, equals, host = (part.strip() for part in text.partition("="))
        if not (name and equals and host):
            raise Problem("ZWV9101E", text=text)
        if not ids:
            raise Problem("ZWV9107E", id=name)
        if name not in ids:
            raise Problem("ZWV9102E", id=name, ids=", ".join(ids))
        if not is_host(host):
            raise Problem("ZWV9106E", id=name, host=host)
        hosts[name] = host
    return Choices(
        Release(options.for_version),
        options.jgroups_port,
        options.key_exchange_port,
        hosts,
        _rank(options.into, configuration) if options.into else None,
    )


def _rank(name: str, configuration: Configuration) -> int:
    documents = configuration.documents
    own = documents[: configuration.own]
    if name in own:
        return own.index(name)
    message_id = "ZWV9104E" if name in documents else "ZWV9103E"
    raise Problem(message_id, file=name, files=", ".join(own))


def _in_order(plan: Plan) -> Plan:
    """The plan with its edits in the order of writing: files with a storage mode come last.

    Until then, an instance has its old mode, and a rerun after an interruption finishes the rest.
    """
    modes = {key.rank for key in plan.keys if key.path[-len(MODE) :] == MODE}
    edits = dict(sorted(plan.edits.items(), key=lambda item: (item[0] in modes, item[0])))
    return plan._replace(edits=edits)
