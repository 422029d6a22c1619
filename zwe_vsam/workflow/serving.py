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
    """Serve until Ctrl-C, or a signal that ends processes. An empty password stands for sys1.

    Raises Problem ZWV8024E for an invalid user ID, and Unavailable.
    """
    if not names.is_name(names.upper(user)):
        raise Problem("ZWV8024E", user=repr(user))
    running = server.serve(system, host, port, tls, user, password or _PASSWORD)
    folder = system.folder
    report.message(message("ZWV8004I", folder=folder))
    if not _is_loopback(host):
        report.message(_warning(host, tls, is_default_password=not password))
    running.start()
    try:
        with suppress(KeyboardInterrupt):
            report.line(running.url)
            if running.certificate is not None:
                path = shlex.quote(str(running.certificate.absolute()))
                report.line(f"Certificate to trust: {path}")
            report.line(f"User {user}. Press Ctrl-C to end the server.")
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
