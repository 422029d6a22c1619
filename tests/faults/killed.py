"""Processes that are stopped at a step that can be chosen.

``Stopper`` starts them as forks of ``warm``. The hook ``prepare`` has each send itself a signal
right before its k-th step. Steps are what Python tells its audit hooks: files opened, renamed,
removed, made, and pauses; and the statements that the sandbox gives to SQLite, which takes its
locks and writes its files without Python.
"""

from __future__ import annotations

import functools
import os
import signal
import sqlite3
import sys
import tempfile
from typing import Any, NamedTuple

from tests import clock
from tests.warm import Warm, written

WRITES = frozenset(
    {
        "os.rename",
        "os.link",
        "os.remove",
        "os.mkdir",
        "os.rmdir",
        "os.chmod",
        "os.chown",
        "os.setxattr",
    }
)
OTHERS = frozenset({"time.sleep", "os.listdir", "os.scandir"})
SQL = "sql"
"""The event of a statement."""
SQL_READS = ("SELECT", "PRAGMA", "BEGIN", "ROLLBACK")
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC


class Order(NamedTuple):
    """What one process is to do."""

    argv: list[str]
    root: str
    """Folder whose files count as steps; all that the run writes is below it."""
    kind: str = ""
    """``kill``; ``torn``: killed when a file was opened for writing and has a part of its text;
    ``int``; empty to count the steps."""
    step: int = 0
    """1 is the first."""
    clock: str = ""
    """The file of its time; without one, its time is the machine's."""


class Ended(NamedTuple):
    """How it ended."""

    code: int
    """Exit code, or the negative number of a signal."""
    out: str
    err: str
    steps: list[str]
    """Its steps, as far as it came."""


class Stopper:
    """Starts processes that stop at a step."""

    def __init__(self, warm: Warm) -> None:
        self._warm = warm

    def run(self, *orders: Order) -> list[Ended]:
        """Run all of them at once, and wait for all of them."""
        reading, writing = os.pipe()
        started = []
        for order in orders:
            steps = tempfile.TemporaryFile()  # noqa: SIM115 - written closes it
            running = self._warm.start(
                *order.argv,
                hook="tests.faults.killed:prepare",
                values=tuple(order),
                files=(steps.fileno(), reading),
            )
            started.append((running, steps))
        os.close(reading)
        os.write(writing, b"." * len(orders))
        os.close(writing)
        return [Ended(*running.end(), written(steps).split()) for running, steps in started]


def prepare(values: tuple[Any, ...], steps: int, go: int) -> None:
    """Have this process do as the order says, from when a byte of ``go`` can be read."""
    order = Order(*values)
    step = 0

    def hook(event: str, args: tuple[Any, ...]) -> None:
        nonlocal step
        if not _is_step(event, args, order):
            return
        step += 1
        os.write(steps, f"{event}\n".encode())
        if step != order.step or not order.kind:
            return
        if order.kind == "torn" and event == "open":
            descriptor = os.open(args[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.write(descriptor, b"//HALF")
        os.kill(os.getpid(), signal.SIGINT if order.kind == "int" else signal.SIGKILL)

    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            hook(SQL, (sql,))
            return super().execute(sql, *values)

    if order.clock:
        clock.share(order.clock)
    sqlite3.connect = functools.partial(sqlite3.connect, factory=Connection)  # type: ignore[assignment]
    os.read(go, 1)
    sys.addaudithook(hook)


def _is_step(event: str, args: tuple[Any, ...], order: Order) -> bool:
    if event == SQL:
        return order.kind != "torn" and (order.kind != "kill" or not args[0].startswith(SQL_READS))
    is_write = event in WRITES or (event == "open" and bool(args[2] & _WRITING))
    if order.kind in ("kill", "torn") and not is_write:
        return False
    if order.kind == "torn" and event != "open":
        return False
    if event in WRITES or event == "open":
        place = args[0]
        if not isinstance(place, str | bytes | os.PathLike) or not os.fsdecode(place).startswith(
            order.root
        ):
            return event in ("os.rmdir", "os.remove")
        return True
    return event in OTHERS
