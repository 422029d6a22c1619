"""Serving one sandbox, or those of a folder, as a z/OSMF server until a signal ends it."""

from __future__ import annotations

import gc
import ipaddress
import shlex
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from zwe_vsam.errors import Problem
from zwe_vsam.messages import Message, message
from zwe_vsam.report.base import Report
from zwe_vsam.sandbox import fleet, server
from zwe_vsam.sandbox.store import Store
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import names

PORT = 10443
USER = "ibmuser"
_PASSWORD = "sys1"
_LOOK = 0.1
"""Seconds between two looks whether a signal was received."""
_GARBAGE = 1_000
"""Objects that a server makes before Python looks for garbage among them."""


def serve(
    folder: str, host: str, port: int, tls: bool, user: str, password: str, report: Report
) -> None:
    """Serve a sandbox until Ctrl-C, or a signal that ends processes.

    An empty password stands for sys1. Raises Problem ZWV8024E for an invalid user ID, and
    Unavailable.
    """
    _check_user(user)
    system = System.open(folder)
    _serve(
        lambda: server.serve(system, host, port, tls, user, password or _PASSWORD),
        lambda running: (running.url,),
        (message("ZWV8004I", folder=folder), *_warnings(host, tls, password)),
        user,
        report,
    )


def serve_all(
    folder: str, host: str, port: int, tls: bool, user: str, password: str, report: Report
) -> None:
    """Serve each sandbox directly below ``folder``; otherwise as ``serve``."""
    _check_user(user)
    place = Path(folder)
    if not place.is_dir():
        raise Problem("ZWV8026E", folder=folder)
    if Store(place).is_sandbox():
        raise Problem("ZWV8027E", folder=folder, quoted=shlex.quote(str(place.absolute().parent)))

    empty: list[Message] = []
    if not fleet.names(place):
        empty.append(message("ZWV8007I", folder=folder, quoted=shlex.quote(str(place / "sysa"))))

    def urls(running: server.Server) -> list[str]:
        return [running.url, *(f"{running.url}/{quote(n, safe='')}" for n in fleet.names(place))]

    _serve(
        lambda: server.serve_all(place, host, port, tls, user, password or _PASSWORD),
        urls,
        (message("ZWV8006I", folder=folder), *empty, *_warnings(host, tls, password)),
        user,
        report,
    )


def _serve(
    make: Callable[[], server.Server],
    urls: Callable[[server.Server], Iterable[str]],
    notices: Iterable[Message],
    user: str,
    report: Report,
) -> None:
    with _signals() as until_signal:
        running = make()
        try:
            for notice in notices:
                report.message(notice)
            running.start()
            for url in urls(running):
                report.line(url)
            if running.certificate is not None:
                path = shlex.quote(str(running.certificate.absolute()))
                report.line(f"Certificate to trust: {path}")
            report.line(f"User {user}. Press Ctrl-C to end the server.")
            with _garbage_collected():
                until_signal()
        finally:
            running.stop()
        report.line("The server has ended.")


@contextmanager
def _signals() -> Iterator[Callable[[], None]]:
    """Yield a function that waits for a signal that ends processes; the signal does nothing else.

    An exception from a handler can arise in the middle of a shutdown, or where Python discards it.
    The wait looks often: a handler runs only when the main thread does, and a signal that comes
    right before a wait for a lock does not end that wait.
    """
    received: list[int] = []
    former: dict[int, Any] = {}

    def wait() -> None:
        while not received:
            time.sleep(_LOOK)

    for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        # What is ignored stays ignored, as after nohup.
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            former[number] = signal.signal(number, lambda number, _: received.append(number))
    try:
        yield wait
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)


@contextmanager
def _garbage_collected() -> Iterator[None]:
    """Have Python look for garbage as a process needs it that stays.

    With the limit of a process that ends soon (``__main__``), requests leave megabytes of garbage.
    What the start has made is not looked at: it stays, and there is much of it.
    """
    former = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_GARBAGE)
    try:
        yield
    finally:
        gc.set_threshold(*former)
        gc.unfreeze()


def _check_user(user: str) -> None:
    if not names.is_name(names.upper(user)):
        raise Problem("ZWV8024E", user=repr(user))


def _warnings(host: str, tls: bool, password: str) -> list[Message]:
    return [] if _is_loopback(host) else [_warning(host, tls, is_default_password=not password)]


def _warning(host: str, tls: bool, *, is_default_password: bool) -> Message:
    details = []
    if is_default_password:
        details.append(
            "The server has the default password, which is public. Set another one with "
            "--password-file."
        )
    if not tls:
        details.append("Passwords cross the network unencrypted.")
    return message("ZWV8005W", host=host, details=tuple(details))


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
