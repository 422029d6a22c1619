"""Access method services: IDCAMS commands that are executed at once.

Source: z/OSMF Programming Guide, "Access Method Services Interface": lines of at most 255
characters, all of them and their number at most 8 KiB; status 200 up to condition code 4. The
commands begin in column 1, as in the guide's examples and those of Zowe CLI.
"""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, request

from zwe_vsam.sandbox.server import bodies, errors
from zwe_vsam.sandbox.server.errors import Failure, files
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import records

_LINE = 255
_TOTAL = 8192


def blueprint(system: System) -> Blueprint:
    """The service."""
    routes = Blueprint("ams", __name__)

    @routes.put("/zosmf/restfiles/ams")
    def run() -> Response:
        code, output = system.idcams(_lines(), (1, _LINE))
        if code > 4:
            message = f"IDCAMS ended with condition code {code}."
            raise Failure(500, errors.FILES_SERVICE, code, 0, message, tuple(output))
        return jsonify(rc=code, output=output, JSONversion=1)

    return routes


def _lines() -> list[str]:
    items = bodies.document(request, lambda reason: files(7, reason)).get("input")
    if not isinstance(items, list) or not items or not all(isinstance(x, str) for x in items):
        raise files(7, "Property input is a list of lines.")
    # Zowe CLI sends some commands as one item with newlines in it.
    lines = [line for item in items for line in records.split(item) or [""]]
    if any(len(line) > _LINE for line in lines):
        raise files(14, f"A line of input is longer than {_LINE} characters.")
    if sum(map(len, lines)) + len(lines) > _TOTAL:
        raise files(14, f"The input is longer than {_TOTAL} characters.")
    if any(not line.isprintable() for line in lines):
        raise files(14, "A line of input holds a character that is not printable.")
    return lines
