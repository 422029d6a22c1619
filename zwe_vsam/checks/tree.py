"""The configuration as rules look at it: nothing raises, nothing is converted twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from zwe_vsam.checks.known import Path
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Value
from zwe_vsam.errors import Origin, Problem

_T = TypeVar("_T")


class Tree:
    """Values by path. What cannot be read is noted as a problem once, and then is missing."""

    def __init__(self, configuration: Configuration, *, on_zos: bool = False) -> None:
        self.configuration = configuration
        self.on_zos = on_zos
        """Whether the configuration is known to be for z/OS."""
        self.problems: list[Problem] = []
        self._values: dict[Path, Value | None] = {}

    def value(self, path: Path) -> Value | None:
        """The scalar at ``path``, without blanks around it; None where there is none."""
        if path not in self._values:
            found = self._guarded(lambda: self.configuration.value(path), None)
            self._values[path] = found and found._replace(text=found.text.strip())
        return self._values[path]

    def text(self, path: Path) -> str:
        """The scalar's text; empty where there is none."""
        found = self.value(path)
        return found.text if found else ""

    def lines(self, path: Path) -> tuple[Value, ...]:
        """The lines of a text or list."""
        return self._guarded(lambda: self.configuration.lines(path), ())

    def kind(self, path: Path) -> str:
        """What stands at ``path``: ``mapping``, ``list``, ``scalar`` or ``missing``."""
        return self._guarded(lambda: self.configuration.kind(path), "missing")

    def keys(self, path: Path) -> dict[str, Origin]:
        """The keys of the mapping at ``path``, with their places; empty without a mapping."""
        nothing: dict[str, Origin] = {}
        return self._guarded(lambda: self.configuration.keys(path), nothing)

    def is_there(self, path: Path) -> bool:
        """Whether the key is written at all, with a value or without."""
        return self._guarded(lambda: self.configuration.origin_of(path), None) is not None

    def is_unreadable(self, path: Path) -> bool:
        """Whether there is something at ``path``, or above it, that could not be read."""
        keys = [dotted(path[:length]) for length in range(1, len(path) + 1)]
        return any(problem.origin and problem.origin.key in keys for problem in self.problems)

    def place(self, path: Path) -> Origin:
        """Where the key stands, or where it would have to be written."""
        return self.configuration.place(path)

    def _guarded(self, look: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return look()
        except Problem as problem:
            self.problems.append(problem)
            return otherwise


def dotted(path: Path) -> str:
    """The path as messages write it."""
    return ".".join(path)


def is_on(text: str) -> bool:
    """Whether a switch is on; what is neither on nor off counts as off."""
    return text.casefold() == "true"


def is_off(text: str) -> bool:
    """Whether a switch is off, said so."""
    return text.casefold() == "false"
