"""The exceptions of zoautil_py, converted to one exception with all their evidence."""

from __future__ import annotations

import re

INCOMPLETE = (
    "ZOAU fails in this way while the listing of a job has no class, priority or address space. "
    "JES has not read the job completely, or refused it."
)
"""Explanation of the TypeError that ZOAU's class Job raises (typings/zoautil_py/jobs.pyi)."""
_RETURN_CODE = re.compile(r"[0-9]{1,10}")
_LONGEST = 200
"""Characters that are quoted of a code, a cause, a line of output or a command."""
_MOST = 5
"""Lines of standard output."""


class CallFailed(Exception):
    """A call of zoautil_py raised."""

    def __init__(self, label: str, error: Exception) -> None:
        super().__init__(label)
        self.kinds = tuple(kind.__name__ for kind in type(error).__mro__)
        """Names of the exception's classes: a level of ZOAU need not have all of them."""
        self.errno = error.errno if isinstance(error, OSError) else None
        response: object = getattr(error, "response", None)
        code: object = getattr(response, "rc", None)
        is_number = isinstance(code, int | str) and _RETURN_CODE.fullmatch(str(code))
        self.rc = int(str(code)) if is_number else None
        self.message = text_of(response, "stderr_response") or str(error)
        head = f"{label} failed with {self.kinds[0]}"
        if code is not None:
            head += f", code {_short(str(code))}"
        # The text of a response repeats its fields, which have lines of their own below.
        stderr: object = getattr(response, "stderr_response", self.message)
        lines = [_printable(line) for line in str(stderr).splitlines() if line.strip()]
        if isinstance(error, TypeError) and "parameter must be" in str(error):
            lines.append(INCOMPLETE)
        self.details = (head, *lines, *_causes(error), *_output_and_command(response))
        """The failure, as lines for the user."""

    @property
    def summary(self) -> str:
        """The failure in one line, without a full stop."""
        return ": ".join(self.details).rstrip(".")


def release(error: BaseException) -> None:
    """Clear the frames of an exception, of its causes and of its contexts.

    ZOAU does not close its stream when it fails to write a member. The library's directory gets
    the entry for the records written so far only when the stream is closed, and the stream lives
    as long as those frames.
    """
    import traceback

    for each in _chain(error):
        traceback.clear_frames(each.__traceback__)


def _chain(error: BaseException) -> list[BaseException]:
    """Return the exception, its causes and its contexts."""
    chain: list[BaseException] = []
    queue: list[BaseException | None] = [error]
    while queue:
        each = queue.pop()
        if each is not None and not any(each is other for other in chain):
            chain.append(each)
            queue += (each.__context__, each.__cause__)
    return chain


def text_of(thing: object, *names: str) -> str:
    """Return the first of the attributes that is a text; empty for ZOAU's ``?`` (unknown)."""
    for name in names:
        value: object = getattr(thing, name, None)
        if isinstance(value, str):
            return "" if value.strip() == "?" else value.strip()
    return ""


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else "?" for c in text.strip().replace("\t", " "))


def _short(text: str) -> str:
    shown = _printable(text)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}..."


def _causes(error: BaseException) -> list[str]:
    """Quote the exceptions that caused it, one a line."""
    lines = []
    visited = {id(error)}
    cause = error.__cause__
    while cause is not None and id(cause) not in visited:
        visited.add(id(cause))
        text = (cause.strerror if isinstance(cause, OSError) else None) or str(cause)
        number = cause.errno if isinstance(cause, OSError) else None
        errno = "" if number is None else f", errno {number}"
        lines.append(_short(f"caused by {type(cause).__name__}{errno}: {' '.join(text.split())}"))
        cause = cause.__cause__
    return lines


def _output_and_command(response: object) -> list[str]:
    """Quote the standard output and the command of a response, line by line."""
    output: object = getattr(response, "stdout_response", None)
    if isinstance(output, bytes):
        output = output.decode("utf-8", "replace")
    text = output if isinstance(output, str) else ""
    written = [line for line in text.splitlines() if line.strip()]
    lines = [f"stdout: {_short(line)}" for line in written[:_MOST]]
    if len(written) > _MOST:
        lines.append(f"stdout: {len(written) - _MOST} more lines")
    command: object = getattr(response, "command", None)
    if isinstance(command, str) and command.strip():
        lines.append(f"command: {_short(' '.join(command.split()))}")
    return lines
