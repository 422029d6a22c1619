"""A view of the configuration for rules: reading it raises nothing.

The view collects the problems of reading, and finds misplaced keys where they belong.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import Path
from zwe_vsam.config.secrets import shown
from zwe_vsam.errors import Origin, Problem

_T = TypeVar("_T")


class MisplacedKey(NamedTuple):
    """A key in a wrong place."""

    path: Path
    """The place where it stands."""
    proper: Path
    """The place where it belongs."""
    origin: Origin
    is_nested: bool = False
    """Whether it stands below a key that has no keys of the key table."""
    is_slip: bool = False
    """Whether it is in its place, but misspelled."""


class ConfigView:
    """Values of a configuration by path. A key that cannot be read is missing, with a problem."""

    def __init__(self, configuration: Configuration, *, on_zos: bool = False) -> None:
        self.configuration = configuration
        self.on_zos = on_zos
        """Whether the configuration is known to be for z/OS."""
        self.problems: list[Problem] = []
        """The problems of reading so far."""
        self.misplaced: list[MisplacedKey] = []
        """Keys in a wrong place. The view has them where they belong."""
        self._written_paths: dict[Path, Path] = {}
        """The place where a misplaced key belongs -> the place where it stands."""
        self._proper_paths: dict[Path, Path] = {}
        """The place where a misplaced key stands -> the place where it belongs."""
        # What was read at a path, as long as no key is relocated.
        self._values: dict[Path, Value | None] = {}
        self._kinds: dict[Path, str] = {}
        self._keys: dict[Path, dict[str, Origin]] = {}

    def relocate(self, misplaced: Iterable[MisplacedKey]) -> None:
        """From now on read each misplaced key where it belongs, unless a key stands there."""
        self.misplaced = list(misplaced)
        self._proper_paths = {key.path: key.proper for key in self.misplaced if not key.is_slip}
        for key in self.misplaced:
            if self.kind(key.proper) == "missing":
                self._written_paths.setdefault(key.proper, key.path)
        self._values.clear()
        self._kinds.clear()
        self._keys.clear()
        self.problems.clear()

    def proper_place(self, path: Path) -> Path:
        """The place where the misplaced key at ``path`` belongs; empty for any other key."""
        return self._proper_paths.get(path) or self._proper_paths.get(self.written(path), ())

    def written(self, path: Path) -> Path:
        """The path at which the file has the key: ``path``, or one in a misplaced section."""
        for length in range(len(path), 0, -1) if self._written_paths else ():
            if path[:length] in self._written_paths:
                return (*self._written_paths[path[:length]], *path[length:])
        return path

    def _is_emptied(self, path: Path) -> bool:
        """Whether a key holds misplaced keys instead of a value of its own."""
        return any(key.is_nested and key.path[: len(path)] == path for key in self.misplaced)

    def value(self, path: Path) -> Value | None:
        """The scalar at ``path``, without blanks around it; None where there is none."""
        if path not in self._values:
            written_path = self.written(path)
            value = None
            if not self._is_emptied(written_path):
                value = self._guarded(
                    lambda: self.configuration.value(written_path, strict=False), None
                )
            self._values[path] = value and value._replace(text=value.text.strip())
        return self._values[path]

    def typed(self, path: Path) -> str | float | bool | None:
        """The scalar as Zowe types it; None for null. Raises KeyError where there is none."""
        written_path = self.written(path)
        if self._is_emptied(written_path):
            raise KeyError(path)
        try:
            return self.configuration.typed(written_path)
        except Problem as problem:
            self._collect(problem)
            raise KeyError(path) from problem

    def text(self, path: Path) -> str:
        """The scalar's text; empty where there is none."""
        value = self.value(path)
        return value.text if value else ""

    def lines(self, path: Path) -> tuple[Value, ...]:
        """The lines of a text or list."""
        return self._guarded(lambda: self.configuration.lines(self.written(path)), ())

    def kind(self, path: Path) -> str:
        """The kind of the value at ``path``: ``mapping``, ``list``, ``scalar`` or ``missing``."""
        if path not in self._kinds:
            written_path = self.written(path)
            self._kinds[path] = self._guarded(
                lambda: self.configuration.kind(written_path), "missing"
            )
        return self._kinds[path]

    def not_a_section(self, path: Path, keys: Iterable[str]) -> Problem | None:
        """The problem of a value or a list at ``path``, which can have ``keys``."""
        written_path = self.written(path)
        return self._guarded(lambda: self.configuration.not_a_section(written_path, keys), None)

    def keys(self, path: Path) -> dict[str, Origin]:
        """The keys of the mapping at ``path``, with their places; empty without a mapping."""
        if path not in self._keys:
            nothing: dict[str, Origin] = {}
            written_path = self.written(path)
            self._keys[path] = self._guarded(lambda: self.configuration.keys(written_path), nothing)
        return self._keys[path]

    def merges(self, path: Path) -> list[Origin]:
        """The places of the merge keys (``<<``) in the mapping at ``path``."""
        written_path, nothing = self.written(path), list[Origin]()
        return self._guarded(lambda: list(self.configuration.merges(written_path)), nothing)

    def merged_keys(self, path: Path) -> list[str]:
        """The keys of the mapping at ``path`` that only merge keys bring."""
        written_path, nothing = self.written(path), list[str]()
        return self._guarded(lambda: self.configuration.merged_keys(written_path), nothing)

    def is_there(self, path: Path) -> bool:
        """Whether a document has the key, with a value or without."""
        written_path = self.written(path)
        return self._guarded(lambda: self.configuration.origin_of(written_path), None) is not None

    def is_unreadable(self, path: Path) -> bool:
        """Whether the key at ``path``, or a section that it is in, could not be read."""
        keys = [dotted(path[:length]) for length in range(1, len(path) + 1)]
        return any(problem.origin and problem.origin.key in keys for problem in self.problems)

    def is_missing(self, path: Path) -> bool:
        """Whether the key at ``path`` has no value, for no other reason that a rule reports.

        Such a reason is a value that cannot be read, and a scalar or list in place of a section.
        """
        if self.kind(path) != "missing" or self.is_unreadable(path):
            return False
        return not any(self.kind(path[:n]) in ("list", "scalar") for n in range(1, len(path)))

    def place(self, path: Path) -> Origin:
        """The place of the key, or of the section where it is missing."""
        return self.configuration.place(self.written(path))

    def _guarded(self, read: Callable[[], _T], default: _T) -> _T:
        try:
            return read()
        except Problem as problem:
            self._collect(problem)
            return default

    def _collect(self, problem: Problem) -> None:
        # Its traceback would hold the view, and so the memory of the configuration.
        self.problems.append(problem.with_traceback(None))


def dotted(path: Path) -> str:
    """The dotted path for messages, without parts that can be a password."""
    return shown(path)


def is_on(text: str) -> bool:
    """Whether a switch is on. A value that is neither on nor off is not on."""
    return text.casefold() == "true"


def is_off(text: str) -> bool:
    """Whether a switch is explicitly off."""
    return text.casefold() == "false"
