"""Processes of the program that need not start: each is a fork of one that has run it already.

For tests that need a process but are not about its start: examples in shells, screens, processes
that meet or are stopped. ``Warm.start`` starts one from Python. ``Warm.programs`` makes a
``zwe-vsam`` for the PATH. Both hand arguments, folder, environment and open files to ``python -m
tests.warm``, which forks; the fork runs the program from its beginning. A hook may prepare it.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import io
import marshal
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, NoReturn

import zwe_vsam
from zwe_vsam import cli
from zwe_vsam.sandbox.system import System

ROOT = Path(__file__).parent.parent
CLIENT = """\
#!{python} -ISE
import marshal, posix, sys
from _socket import SCM_RIGHTS, SHUT_WR, SOL_SOCKET, AF_UNIX, socket

here = socket(AF_UNIX)
here.connect({path!r})
order = marshal.dumps((sys.argv[1:], posix.getcwd(), posix.environ, {hook!r}, {values!r}))
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
here.sendmsg([order[:1]], [(SOL_SOCKET, SCM_RIGHTS, streams)])
here.sendall(order[1:])
here.shutdown(SHUT_WR)
answer = b""
while part := here.recv(64):
    answer += part
code = int(answer.split()[1])
if code < 0:
    posix.kill(posix.getpid(), -code)
posix._exit(code)
"""
HOOKS = ("tests.clock", "tests.faults.killed")
"""Modules whose functions prepare forks."""
LIMIT = 120
"""Seconds after which a process that hangs is a failure."""
MINIMAL = ROOT / "fixtures" / "minimal.yaml"
RUNS = (
    ("init",), ("init", "--allow-overwrite", "--yes"), ("verify",), ("job", "JOB00001"),
    ("remove", "--yes"),
)  # fmt: skip
"""What every fork finds run already."""
_FILES = 8
"""The most open files of one process."""


class Ended(NamedTuple):
    """What one process did."""

    code: int
    """Exit code, or the negative number of a signal."""
    out: str = ""
    """Empty, like ``err``, for one that was started with streams."""
    err: str = ""


class Running:
    """One process."""

    def __init__(self, connection: socket.socket, outputs: Sequence[BinaryIO]) -> None:
        self._connection = connection
        self._connection.settimeout(LIMIT)
        self._outputs = outputs
        self._answer = b""
        self.pid = int(self._line())

    def end(self) -> Ended:
        """Wait for its end; what it did."""
        code = int(self._line())
        self._connection.close()
        return Ended(code, *map(written, self._outputs))

    def send_signal(self, number: signal.Signals) -> None:
        """Send it a signal. ``end`` must not have been called."""
        os.kill(self.pid, number)

    def _line(self) -> bytes:
        while b"\n" not in self._answer:
            part = self._connection.recv(64)
            assert part, "the process that forks has ended"
            self._answer += part
        line, _, self._answer = self._answer.partition(b"\n")
        return line


class Warm:
    """The process that forks, from its construction until ``close``."""

    def __init__(self, folder: Path) -> None:
        self._path = str(folder / "socket")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", self._path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            start_new_session=True,
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == b"ready\n"

    def start(
        self,
        *argv: object,
        streams: Sequence[int] = (),
        hook: str = "",
        values: object = None,
        files: Sequence[int] = (),
        env: Mapping[str, str] = os.environ,
    ) -> Running:
        """Start the program in this folder.

        Without ``streams`` it has an empty input, and ``Running.end`` returns its output. ``hook``
        is ``module:function``, with the module one of HOOKS. The fork calls it with ``values``,
        which can be marshalled, and with its own numbers of ``files``.
        """
        words = [str(word) for word in argv]
        variables = {os.fsencode(name): os.fsencode(value) for name, value in env.items()}
        order = marshal.dumps((words, os.getcwd(), variables, hook, values))
        connection = socket.socket(socket.AF_UNIX)
        connection.connect(self._path)
        # ``written`` closes them.
        outputs = [] if streams else [tempfile.TemporaryFile() for _ in range(2)]  # noqa: SIM115
        with open(os.devnull) as nothing:
            own = streams or [nothing.fileno(), *(output.fileno() for output in outputs)]
            socket.send_fds(connection, [order[:1]], [*own, *files])
        connection.sendall(order[1:])
        connection.shutdown(socket.SHUT_WR)
        return Running(connection, outputs)

    def programs(self, folder: Path, hook: str = "", values: object = None) -> Path:
        """Make ``folder`` for the PATH, with a ``zwe-vsam`` that has the hook."""
        folder.mkdir()
        client = folder / "zwe-vsam"
        client.write_text(
            CLIENT.format(python=sys.executable, path=self._path, hook=hook, values=values)
        )
        client.chmod(0o755)
        return folder

    def close(self) -> None:
        """End the process, and its forks that still run."""
        self._process.communicate()


def written(file: BinaryIO) -> str:
    """Close a file; the text that other processes wrote to it."""
    with file:
        file.seek(0)
        return file.read().decode()


def _import_all() -> None:
    """Import what the commands import when they are called."""
    for module in pkgutil.walk_packages(zwe_vsam.__path__, "zwe_vsam."):
        if not module.name.endswith("__main__") and ".targets.zoau" not in module.name:
            importlib.import_module(module.name)
    for name in cli.COMMANDS:
        cli.command_tree(name)
    for name in HOOKS:
        importlib.import_module(name)


def _run_all(folder: str) -> None:
    """Run commands, so that no fork makes again what Python keeps of their first run.

    That is the tree of all commands, regular expressions, templates and the like. They take longer
    than a short command itself.
    """
    box = f"{folder}/box"
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        assert cli.main(["sandbox", "create", box, "-c", str(MINIMAL)]) == 0, said.getvalue()
        System(box).set_durations(queued=0.0, active=0.0)
        for words in RUNS:
            argv = [*words, "-c", str(MINIMAL), "--sandbox", box]
            assert cli.main(argv) == 0, said.getvalue()
        cli.command_tree("")


def _serve(path: str) -> NoReturn:
    """Fork for each order; tell the client the number of the process, then how it ended."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(100)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    running: dict[int, socket.socket] = {}
    os.write(1, b"ready\n")
    while True:
        for source in select.select([0, listener, reading], [], [])[0]:
            if source == 0:  # The tests have ended, whatever ended them.
                os.killpg(0, signal.SIGKILL)
            if source == reading:
                os.read(reading, 1 << 10)
                _reap(running)
                continue
            connection, _ = listener.accept()
            pid = os.fork()
            if not pid:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                for each in (listener, *running.values()):
                    each.close()
                os.close(reading)
                os.close(writing)
                _run(connection)
            running[pid] = connection
            _tell(connection, pid)


def _reap(running: dict[int, socket.socket]) -> None:
    """Tell the clients of ended processes how they ended."""
    while running:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if not pid:
            return
        with running.pop(pid) as connection:
            _tell(connection, os.waitstatus_to_exitcode(status))


def _tell(connection: socket.socket, number: int) -> None:
    with contextlib.suppress(OSError):  # The client need not wait.
        connection.sendall(b"%d\n" % number)


def _run(connection: socket.socket) -> NoReturn:
    """Be the program, as the order says."""
    order, files, _, _ = socket.recv_fds(connection, 1, _FILES)
    while part := connection.recv(1 << 16):
        order += part
    connection.close()
    arguments, folder, environment, hook, values = marshal.loads(order)
    for number, stream in enumerate(files[:3]):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environb.update(environment)
    sys.argv = ["zwe-vsam", *arguments]
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)
    code = 1
    try:
        from zwe_vsam import __main__ as program

        if hook:
            _function(hook)(values, *files[3:])
        program.run()
    except SystemExit as ended:
        code = int(ended.code or 0)
    except BaseException as error:  # what the interpreter would do with it
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


if __name__ == "__main__":
    _import_all()
    with tempfile.TemporaryDirectory() as place:
        _run_all(place)
    gc.collect()
    gc.freeze()
    _serve(sys.argv[1])
