"""Differences between a member and zowe.yaml, and the commands that no member may hold."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from zwe_vsam.zos import idcams


class Difference(NamedTuple):
    """One way in which the member does not do what it should."""

    text: str
    line: int | None = None
    """1-based record of the member; None for a difference of the member as a whole."""


def of_other_commands(
    commands: Iterable[idcams.Command],
    expected: type[idcams.Define | idcams.Delete],
    verb: str,
    refusal: str,
    is_harmless: Callable[[idcams.Command], bool] = lambda _: False,
) -> Iterator[Difference]:
    """Yield a difference for each command that is not an ``expected`` one, except harmless ones.

    ``verb`` is that of the expected command. ``refusal`` begins the text for a command that breaks
    a rule of its syntax.
    """
    for command in commands:
        if isinstance(command, idcams.Rejected):
            first = command.messages[0]
            yield Difference(f"{refusal}: {first.id} {first.text}", first.line)
        elif not isinstance(command, expected | idcams.Null) and not is_harmless(command):
            yield Difference(
                f"unexpected command: the member holds only {verb}", command.lines[0].number
            )
