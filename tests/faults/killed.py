"""Processes that are stopped at a step that can be chosen, each a fork of one that is warm.

``Stopper`` is the side of the tests. The other side is ``python -m tests.faults.killed``, which
has everything imported and forks once per line of its input; the fork runs the program from its
beginning and sends itself a signal right before its k-th step. Steps are what Python tells its
audit hooks: files opened, renamed, removed, made, and pauses; and the statements that the sandbox
gives to SQLite, which takes its locks and writes its files without Python.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, NamedTuple

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

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
            env={key: value for key, value in os.environ.items() if key[:8] != "ZWE_VSAM"},
        )

    def run(self, *orders: Order) -> list[Ended]:
        """Run all of them at once, and wait for all of them."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(orders) + "\n")
        self._process.stdin.flush()
        return [Ended(*ended) for ended in json.loads(self._process.stdout.readline())]

    def close(self) -> None:
        self._process.communicate(timeout=60)


def _child(order: Order, out: int, err: int, steps: int, go: int) -> None:
    os.dup2(out, 1)
    os.dup2(err, 2)
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

    from zwe_vsam.__main__ import run

    sqlite3.connect = functools.partial(sqlite3.connect, factory=Connection)  # type: ignore[assignment]
    sys.argv = ["zwe-vsam", *order.argv]
    os.read(go, 1)
    sys.addaudithook(hook)
    run()


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


def _fork(order: Order, go: int) -> tuple[int, list[Any]]:
    files = [tempfile.TemporaryFile() for _ in range(3)]  # noqa: SIM115 - closed by the caller
    pid = os.fork()
    if pid:
        return pid, files
    code = 1
    try:
        _child(order, *(file.fileno() for file in files), go)
    except SystemExit as ending:
        code = ending.code if isinstance(ending.code, int) else 1
    except BaseException as error:  # what the interpreter would do with it
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _serve() -> None:
    """Answer each line of orders with a line of endings."""
    for module in (
        "cli.init", "cli.remove", "cli.sandbox", "workflow.init", "workflow.remove",
        "workflow.replace", "workflow.member", "sandbox.ams", "targets.sandbox",
        "member.submission_check",
    ):  # fmt: skip
        importlib.import_module(f"zwe_vsam.{module}")

    for line in sys.stdin:
        orders = [Order(*order) for order in json.loads(line)]
        reading, writing = os.pipe()
        children = [_fork(order, reading) for order in orders]
        os.write(writing, b"." * len(children))
        endings = []
        for pid, files in children:
            _, status = os.waitpid(pid, 0)
            texts = []
            for file in files:
                file.seek(0)
                texts.append(file.read().decode())
                file.close()
            code = os.waitstatus_to_exitcode(status)
            endings.append([code, texts[0], texts[1], texts[2].split()])
        os.close(reading)
        os.close(writing)
        print(json.dumps(endings), flush=True)  # noqa: T201


if __name__ == "__main__":
    _serve()
