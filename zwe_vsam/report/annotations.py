"""Messages as GitHub's workflow commands, which mark lines of a file in a pull request.

Source: GitHub documentation, "Workflow commands for GitHub Actions", "Setting an error message".
"""

from __future__ import annotations

from zwe_vsam.messages import Message, Severity
from zwe_vsam.report.output import printable

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def annotation(message: Message) -> str:
    """The message as one line: ``::error file=zowe.yaml,line=4,title=ZWV2001E::text``."""
    properties = {"title": message.id}
    origin = message.origin
    if origin is not None:
        place = {"file": origin.file, "line": origin.line, "col": origin.column}
        properties = {k: str(v) for k, v in place.items() if v is not None} | properties
    parts = (f"{label}: {text}" if label else text for label, text in message.parts())
    lines = [message.text, *parts]
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[message.severity]} {written}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    """Text after the second ``::``, with a line break only where there is one of ours."""
    return printable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
