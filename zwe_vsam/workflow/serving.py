"""Serving a sandbox as a z/OSMF server until it is interrupted."""

from __future__ import annotations

import ipaddress
import shlex
import threading
from contextlib import suppress

from zwe_vsam.errors import Problem
from zwe_vsam.messages import Message, message
from zwe_vsam.report.base import Report
from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import names

PORT = 10443
USER = "ibmuser"
_PASSWORD = "sys1"


def serve(
    system: System, host: str, port: int, tls: bool, user: str, password: str, report: Report
) -> None:
    """Serve until Ctrl-C or a signal that ends processes, as the user is told to do.

    Without ``password`` it is sys1.

    Raises Problem ZWV231E for a user that is none, and Unavailable.
    """
    if not names.is_name(names.upper(user)):
        raise Problem(
            "ZWV231E", f"{user!r} is no user id: 1 to 8 letters, digits, $, # and @, no digit first"
        )
    running = server.serve(system, host, port, tls, user, password or _PASSWORD)
    folder = system.folder
    report.message(
        message(
            "ZWV201I",
            f"Rehearsal: sandbox {folder} is served as z/OSMF; no mainframe is touched.",
        )
    )
    if not _is_loopback(host):
        report.message(_warning(host, tls, is_default_password=not password))
    running.start()
    try:
        with suppress(KeyboardInterrupt):
            report.line(running.url)
            if running.certificate is not None:
                path = shlex.quote(str(running.certificate.absolute()))
                report.line(f"Certificate to trust: {path}")
            report.line(f"User {user}. Ctrl-C ends it.")
            _until_interrupted()
    finally:
        running.stop()
    report.line("The server has ended.")


def _until_interrupted() -> None:
    threading.Event().wait()


def _warning(host: str, tls: bool, *, is_default_password: bool) -> Message:
    details = []
    if is_default_password:
        details.append(
            "Its password is the one that everybody knows: name another, --password-file."
        )
    if not tls:
        details.append("Passwords cross the network unencrypted.")
    return message(
        "ZWV214W",
        f"Others can reach this server ({host}), and change what the sandbox holds.",
        details=tuple(details),
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
