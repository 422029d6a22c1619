"""The program as a process that need not start: a fork of one that has everything imported.

For tests that are about something else than the process: examples in shells, completion, screens.
``Warm.folder`` has a ``zwe-vsam`` for the PATH. It hands its arguments, its folder, its environment
and its three streams to ``python -m tests.warm``, which forks; the fork runs the program.
"""

from __future__ import annotations

import gc
import importlib
import marshal
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import zwe_vsam
from zwe_vsam import cli

CLIENT = """\
#!{python} -ISE
import marshal, posix, sys
from _socket import SCM_RIGHTS, SHUT_WR, SOL_SOCKET, AF_UNIX, socket

here = socket(AF_UNIX)
here.connect({path!r})
order = marshal.dumps((sys.argv[1:], posix.getcwd(), posix.environ))
streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
here.sendmsg([order[:1]], [(SOL_SOCKET, SCM_RIGHTS, streams)])
here.sendall(order[1:])
here.shutdown(SHUT_WR)
posix._exit(int(here.recv(4) or 255))
"""


class Warm:
    """The process, from its construction until ``close``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """For the PATH."""
        path = str(folder / "socket")
        client = folder / "zwe-vsam"
        client.write_text(CLIENT.format(python=sys.executable, path=path))
        client.chmod(0o755)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.warm", path], stdout=subprocess.PIPE
        )
        assert self._process.stdout
        assert self._process.stdout.readline() == b"ready\n"

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()


def _import_all() -> None:
    """Import what the commands import when they are called."""
    for module in pkgutil.walk_packages(zwe_vsam.__path__, "zwe_vsam."):
        if not module.name.endswith("__main__") and ".targets.zoau" not in module.name:
            importlib.import_module(module.name)
    for name in cli.COMMANDS:
        cli.command_tree(name)
    gc.freeze()


def _serve(path: str) -> NoReturn:
    """Fork for each order. An ended fork leaves nothing."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(100)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    os.write(1, b"ready\n")
    while True:
        connection, _ = listener.accept()
        if not os.fork():
            listener.close()
            _run(connection)
        connection.close()


def _run(connection: socket.socket) -> NoReturn:
    """Be the program, as the order says."""
    order, streams, _, _ = socket.recv_fds(connection, 1, 3)
    while part := connection.recv(1 << 16):
        order += part
    arguments, folder, environment = marshal.loads(order)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.chdir(folder)
    os.environ.clear()
    os.environb.update(environment)
    sys.argv = ["zwe-vsam", *arguments]
    sys.stdin = os.fdopen(0, closefd=False)
    sys.stdout = os.fdopen(1, "w", closefd=False)
    sys.stderr = os.fdopen(2, "w", 1, errors="backslashreplace", closefd=False)
    from zwe_vsam import __main__ as program

    code = 1
    try:
        program.run()
    except SystemExit as ended:
        code = int(ended.code or 0)
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(str(code).encode())
    os._exit(code)


if __name__ == "__main__":
    _import_all()
    _serve(sys.argv[1])
