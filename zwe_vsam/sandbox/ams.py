"""Access method services: executes parsed commands on the catalog and prints SYSPRINT.

Layout and messages follow spool of real runs; a line begins with its carriage control.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.sandbox import define, listing
from zwe_vsam.sandbox.catalog import Catalog, Refusal, not_found
from zwe_vsam.zos import idcams, names
from zwe_vsam.zos.idcams import (
    Command,
    Define,
    Delete,
    If,
    Listcat,
    Rejected,
    SetCode,
    Unsupported,
    Warned,
)
from zwe_vsam.zos.limits import FAILED, TERMINATED
from zwe_vsam.zos.listcat import title
from zwe_vsam.zos.records import Line

if TYPE_CHECKING:
    from zwe_vsam.sandbox.database import Database

_DELETE_OPTIONS = frozenset((
    "ERASE", "NOERASE", "FORCE", "NOFORCE", "PURGE", "NOPURGE", "SCRATCH", "NOMASK", "NORECOVERY",
))  # fmt: skip
_DELETE_TYPES = ("", "CLUSTER", "NONVSAM")


class Environment(NamedTuple):
    """The user, the database and the time with which commands are executed."""

    database: Database
    now: float
    owner: str = ""
    """Owner of new clusters; empty for the sandbox's user."""
    no_space: bool = False
    """Injected: allocations find no space."""
    in_use: bool = False
    """Injected: the cluster to delete is in use."""


def not_executed(function: str) -> str:
    """Return the sandbox's own message for a function that it does not have."""
    return f"ZWVS001I THE SANDBOX DOES NOT EXECUTE {function}"


def run(
    lines: Sequence[Line], environment: Environment, margins: tuple[int, int] = idcams.BATCH_MARGINS
) -> tuple[int, list[str]]:
    """Execute commands, and return the highest condition code and the lines of SYSPRINT.

    ``margins`` are the first and the last column that are read.
    """
    run_ = _Run(environment)
    run_.all(idcams.parse(lines, margins, excess=True))
    return run_.finish()


def run_tso(lines: Sequence[Line], environment: Environment) -> tuple[int, list[str]]:
    """Execute commands as TSO in batch, and return the last code and the lines of SYSTSPRT."""
    printed = []
    code = 0
    prefix = environment.owner or environment.database.system.user
    for command in idcams.parse_tso(lines):
        if not any(line.text.strip() for line in command.lines):
            continue
        printed.append(" READY")
        printed += [f" {line.text}" for line in command.lines]
        code, messages = _Executor(environment, prefix).execute(command)
        printed += [f" {message[1:]}" for message in messages]
        if code:
            printed.append(f" IDC0014I LASTCC={code}")
    return code, [*printed, " READY", " END"]


class _Run:
    """One run of IDCAMS: condition codes, IF and SET, and the print file."""

    def __init__(self, environment: Environment) -> None:
        self.executor = _Executor(environment)
        self.last = 0
        self.highest = 0
        self.printed = [title(datetime.fromtimestamp(environment.now))]

    def all(self, commands: Iterable[Command]) -> None:
        for command in commands:
            if self.highest >= TERMINATED:
                return
            self.echo(command.lines)
            if isinstance(command, If):
                holds = command.holds(self.last, self.highest)
                self.clause(command.then, skipped=not holds)
                self.clause(command.otherwise, skipped=holds)
            elif isinstance(command, SetCode):
                self.set(command)
            elif not isinstance(command, idcams.Null):
                self.functional(command)

    def clause(self, commands: tuple[Command, ...], *, skipped: bool) -> None:
        if not skipped:
            self.all(commands)
            return
        for command in idcams.flat(commands):
            self.echo(command.lines)

    def set(self, command: SetCode) -> None:
        if command.target == "MAXCC":
            self.highest = command.value
        else:
            self.last = command.value
            self.highest = max(self.highest, command.value)

    def functional(self, command: Command) -> None:
        if isinstance(command, Warned):
            self.printed += _spaced([str(command.message)])
            command = command.command
        self.last, messages = self.executor.execute(command)
        self.highest = max(self.highest, self.last)
        self.printed += messages
        if not isinstance(command, Rejected) and "IDC3003I" not in messages[-1]:
            done = f"IDC0001I FUNCTION COMPLETED, HIGHEST CONDITION CODE WAS {self.last}"
            self.printed.append(f"0{done}")

    def echo(self, lines: Iterable[Line]) -> None:
        self.printed.append("0")
        self.printed += [f" {line.text}" for line in lines]

    def finish(self) -> tuple[int, list[str]]:
        end = f"IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS {self.highest}"
        return self.highest, [*self.printed, "0", f"0{end}"]


class _Executor:
    """Executes functional commands one by one."""

    def __init__(self, environment: Environment, prefix: str = "") -> None:
        self.environment = environment
        self.catalog = Catalog(environment.database)
        self.prefix = prefix
        """Put before a name that is not in apostrophes, as TSO does; empty in batch."""

    def execute(self, command: Command) -> tuple[int, list[str]]:
        """Execute one command: the condition code and the lines printed, without IDC0001I."""
        if isinstance(command, Rejected):
            text = f"ABOVE TEXT BYPASSED UNTIL NEXT COMMAND. CONDITION CODE IS {command.code}"
            return command.code, _spaced([*map(str, command.messages), f"IDC3202I {text}"])
        try:
            if isinstance(command, Define):
                return self.define(command)
            if isinstance(command, Delete):
                return self.delete(command)
            if isinstance(command, Listcat):
                return self.listcat(command)
            verb = command.verb if isinstance(command, Unsupported) else "THIS COMMAND"
            raise Refusal(FAILED, not_executed(verb))
        except Refusal as refusal:
            ended = f"IDC3003I FUNCTION TERMINATED. CONDITION CODE IS {refusal.code}"
            return refusal.code, _spaced([*refusal.messages, ended])

    def define(self, command: Define) -> tuple[int, list[str]]:
        inconsistent = idcams.check(command)
        if inconsistent:
            raise Refusal(FAILED, *map(str, inconsistent))
        missing = define.not_modelled(command)
        if missing:
            raise Refusal(FAILED, not_executed(f"DEFINE CLUSTER WITH {missing}"))
        environment = self.environment
        request = define.request(command, environment.owner or environment.database.system.user)
        done = self.catalog.define(request, environment.now, environment.no_space)
        messages = []
        for message, part in zip(("IDC0508I", "IDC0509I"), done.entry.components, strict=False):
            text = f"{part.kind} ALLOCATION STATUS FOR VOLUME {part.volser} IS 0"
            messages.append(f"{message} {text}")
        for part in done.generated:
            messages.append(f"IDC0512I NAME GENERATED-({part.kind[0]}) {part.name}")
        if request.storage_class:
            messages.append(f"IDC0181I STORAGECLASS USED IS {request.storage_class}")
        return 0, _spaced(messages)

    def delete(self, command: Delete) -> tuple[int, list[str]]:
        foreign = sorted(command.options - _DELETE_OPTIONS)
        if foreign or command.catalog or command.entry_type not in _DELETE_TYPES:
            keyword = command.entry_type or "".join(foreign[:1]) or "CATALOG"
            raise Refusal(FAILED, not_executed(f"DELETE WITH {keyword}"))
        code, messages = 0, []
        for value in command.names:
            name = self.qualified(value)
            if names.data_set(name):
                raise Refusal(FAILED, not_executed(f"DELETE OF {name}"))
            try:
                messages += self.catalog.delete(name, command.entry_type, self.environment.in_use)
            except Refusal as refusal:
                code = max(code, refusal.code)
                messages += refusal.messages
        return code, _spaced(messages)

    def listcat(self, command: Listcat) -> tuple[int, list[str]]:
        if command.catalog or command.fields not in ("NAME", "ALL"):
            raise Refusal(FAILED, not_executed(f"LISTCAT WITH {command.fields or 'CATALOG'}"))
        wanted = [self.qualified(value) for value in command.entries]
        levels = [value.text for value in command.levels]
        database = self.environment.database
        chosen, missing = listing.select(database, wanted, levels, command.types)
        printed = []
        for name in missing:
            printed += _spaced([*not_found(name), f"IDC1566I ** {name} NOT LISTED"])
        if chosen or not missing:
            printed += listing.lines(chosen, names_only=command.fields == "NAME")
        return 4 if missing else 0, printed

    def qualified(self, value: idcams.Value) -> str:
        return value.text if value.quoted or not self.prefix else f"{self.prefix}.{value.text}"


def _spaced(messages: list[str]) -> list[str]:
    """Put carriage control before messages: a blank line before the first of each kind."""
    spaced: list[str] = []
    for message in messages:
        apart = message.startswith(("IDC3003I", "IDC0508I", "IDC0550I", "IDC3202I"))
        spaced.append(f"{'0' if apart or not spaced else ' '}{message}")
    return spaced
