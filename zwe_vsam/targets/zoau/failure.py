"""What zoautil_py raises, as one exception that tells all that it carries."""

from __future__ import annotations

INCOMPLETE = (
    "ZOAU fails so where the listing of a job has no class, priority or address space yet: JES has "
    "not read it completely, or refused it."
)
"""Said of the TypeError that ZOAU's class Job raises (typings/zoautil_py/jobs.pyi)."""
_LONGEST = 200
"""Characters of a line that ZOAU wrote for itself rather than to be read."""
_MOST = 5
"""Lines of standard output."""


class CallFailed(Exception):
    """A call of zoautil_py raised."""

    def __init__(self, what: str, error: Exception) -> None:
        super().__init__(what)
        self.kinds = tuple(kind.__name__ for kind in type(error).__mro__)
        """Names of the exception's classes: a level of ZOAU need not have all of them."""
        self.errno = error.errno if isinstance(error, OSError) else None
        response: object = getattr(error, "response", None)
        code: object = getattr(response, "rc", None)
        self.rc = int(code) if isinstance(code, int | str) and str(code).isdigit() else None
        self.says = text_of(response, "stderr_response") or str(error)
        head = f"{what} failed with {self.kinds[0]}"
        if code is not None:
            head += f", code {_short(str(code))}"
        # A response as a text repeats what is told of it below.
        says: object = getattr(response, "stderr_response", self.says)
        lines = [_printable(line) for line in str(says).splitlines() if line.strip()]
        if isinstance(error, TypeError) and "parameter must be" in str(error):
            lines.append(INCOMPLETE)
        self.details = (head, *lines, *_causes(error), *_rest(response))
        """What happened, for the user, line by line."""

    @property
    def summary(self) -> str:
        """What happened, in one line."""
        return ": ".join(self.details)


def release(error: BaseException) -> None:
    """Let go of what the frames hold that the exception, and all that led to it, came through.

    ZOAU does not close its stream when writing a member fails, and the directory of the library
    gets its new entry, for what was written until then, only when it is closed. The stream lives
    as long as those frames.
    """
    import traceback

    for each in _chain(error):
        traceback.clear_frames(each.__traceback__)


def _chain(error: BaseException) -> list[BaseException]:
    """The exception, and all that led to it."""
    found: list[BaseException] = []
    left: list[BaseException | None] = [error]
    while left:
        each = left.pop()
        if each is not None and not any(each is known for known in found):
            found.append(each)
            left += (each.__context__, each.__cause__)
    return found


def text_of(thing: object, *names: str) -> str:
    """The first of the attributes that is a text; ``?`` is ZOAU's word for unknown."""
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
    """What the exception was raised from, line by line."""
    lines = []
    seen = {id(error)}
    cause = error.__cause__
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        said = (cause.strerror if isinstance(cause, OSError) else None) or str(cause)
        number = cause.errno if isinstance(cause, OSError) else None
        errno = "" if number is None else f", errno {number}"
        lines.append(_short(f"caused by {type(cause).__name__}{errno}: {' '.join(said.split())}"))
        cause = cause.__cause__
    return lines


def _rest(response: object) -> list[str]:
    """Standard output and command of a response; the code and standard error are told already."""
    output: object = getattr(response, "stdout_response", None)
    if isinstance(output, bytes):
        output = output.decode("utf-8", "replace")
    text = output if isinstance(output, str) else ""
    found = [line for line in text.splitlines() if line.strip()]
    lines = [f"stdout: {_short(line)}" for line in found[:_MOST]]
    if len(found) > _MOST:
        lines.append(f"stdout: {len(found) - _MOST} more lines")
    command: object = getattr(response, "command", None)
    if isinstance(command, str) and command.strip():
        lines.append(f"command: {_short(' '.join(command.split()))}")
    return lines
