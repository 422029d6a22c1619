"""The configuration as rules look at it: nothing raises, nothing is converted twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import Move, Path
from zwe_vsam.config.secrets import shown
from zwe_vsam.errors import Origin, Problem

_T = TypeVar("_T")


class ConfigView:
    """Values by path. What cannot be read is noted as a problem once, and then is missing."""

    def __init__(self, configuration: Configuration, *, on_zos: bool = False) -> None:
        self.configuration = configuration
        self.on_zos = on_zos
        """Whether the configuration is known to be for z/OS."""
        self.problems: list[Problem] = []
        self.moves: list[Move] = []
        """Keys in a wrong place; looked for where they belong, and not where they stand."""
        self._moved: dict[Path, Path] = {}
        self._proper: dict[Path, Path] = {}
        self._values: dict[Path, Value | None] = {}

    def move(self, moves: Iterable[Move]) -> None:
        """From now on take what is misplaced for where it belongs, if nothing is there."""
        self.moves = list(moves)
        self._proper = {move.path: move.proper for move in self.moves if not move.is_slip}
        for move in self.moves:
            if self.kind(move.proper) == "missing":
                self._moved.setdefault(move.proper, move.path)
        self._values.clear()
        self.problems.clear()

    def proper_place(self, path: Path) -> Path:
        """Where the misplaced key at ``path`` belongs; empty for any other key."""
        return self._proper.get(path) or self._proper.get(self.written(path), ())

    def written(self, path: Path) -> Path:
        """Where the key at ``path`` is written: there, or in a section that is misplaced."""
        for length in range(len(path), 0, -1):
            if path[:length] in self._moved:
                return (*self._moved[path[:length]], *path[length:])
        return path

    def _is_emptied(self, path: Path) -> bool:
        """Whether a key holds misplaced keys instead of its value."""
        return any(move.is_deep and move.path[: len(path)] == path for move in self.moves)

    def value(self, path: Path) -> Value | None:
        """The scalar at ``path``, without blanks around it; None where there is none."""
        if path not in self._values:
            at = self.written(path)
            found = None
            if not self._is_emptied(at):
                found = self._guarded(lambda: self.configuration.value(at, strict=False), None)
            self._values[path] = found and found._replace(text=found.text.strip())
        return self._values[path]

    def typed(self, path: Path) -> str | float | bool | None:
        """The scalar as Zowe types it; None for null. Raises KeyError where there is none."""
        at = self.written(path)
        if self._is_emptied(at):
            raise KeyError(path)
        try:
            return self.configuration.typed(at)
        except Problem as problem:
            self.problems.append(problem)
            raise KeyError(path) from problem

    def text(self, path: Path) -> str:
        """The scalar's text; empty where there is none."""
        found = self.value(path)
        return found.text if found else ""

    def lines(self, path: Path) -> tuple[Value, ...]:
        """The lines of a text or list."""
        return self._guarded(lambda: self.configuration.lines(self.written(path)), ())

    def kind(self, path: Path) -> str:
        """What stands at ``path``: ``mapping``, ``list``, ``scalar`` or ``missing``."""
        return self._guarded(lambda: self.configuration.kind(self.written(path)), "missing")

    def not_a_section(self, path: Path, keys: Iterable[str]) -> Problem | None:
        """The problem of a value or a list at ``path``, which can have ``keys``."""
        at = self.written(path)
        return self._guarded(lambda: self.configuration.not_a_section(at, keys), None)

    def keys(self, path: Path) -> dict[str, Origin]:
        """The keys of the mapping at ``path``, with their places; empty without a mapping."""
        nothing: dict[str, Origin] = {}
        return self._guarded(lambda: self.configuration.keys(self.written(path)), nothing)

    def merges(self, path: Path) -> list[Origin]:
        """Where the mapping at ``path`` has merge keys (``<<``)."""
        at, nothing = self.written(path), list[Origin]()
        return self._guarded(lambda: list(self.configuration.merges(at)), nothing)

    def merged_keys(self, path: Path) -> list[str]:
        """The keys of the mapping at ``path`` that only merge keys bring."""
        at, nothing = self.written(path), list[str]()
        return self._guarded(lambda: self.configuration.merged_keys(at), nothing)

    def is_there(self, path: Path) -> bool:
        """Whether the key is written at all, with a value or without."""
        at = self.written(path)
        return self._guarded(lambda: self.configuration.origin_of(at), None) is not None

    def is_unreadable(self, path: Path) -> bool:
        """Whether there is something at ``path``, or above it, that could not be read."""
        keys = [dotted(path[:length]) for length in range(1, len(path) + 1)]
        return any(problem.origin and problem.origin.key in keys for problem in self.problems)

    def is_missing(self, path: Path) -> bool:
        """Whether nothing stands at ``path``: no value, none that could not be read, and nothing
        above it that can hold no keys."""
        if self.kind(path) != "missing" or self.is_unreadable(path):
            return False
        return not any(self.kind(path[:n]) in ("list", "scalar") for n in range(1, len(path)))

    def place(self, path: Path) -> Origin:
        """Where the key stands, or where it would have to be written."""
        return self.configuration.place(self.written(path))

    def _guarded(self, look: Callable[[], _T], otherwise: _T) -> _T:
        try:
            return look()
        except Problem as problem:
            self.problems.append(problem)
            return otherwise


def dotted(path: Path) -> str:
    """The path as messages write it, without what may be a password."""
    return shown(path)


def is_on(text: str) -> bool:
    """Whether a switch is on; what is neither on nor off counts as off."""
    return text.casefold() == "true"


def is_off(text: str) -> bool:
    """Whether a switch is off, said so."""
    return text.casefold() == "false"
