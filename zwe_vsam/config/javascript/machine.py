"""The interface of the interpreter to built-in functions: limits, errors, calls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias, TypeVar

from zwe_vsam.config.javascript.errors import NotKnownHere, NotSupported, ScriptException, TooMuch
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.source import MAXIMUM_SOURCE
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    Absent,
    FunctionObject,
    JsObject,
    PlainList,
    Value,
)

MAXIMUM_STEPS = 100_000
"""The most nodes that one script may evaluate."""
MAXIMUM_DEPTH = 140
"""The most levels of nodes and calls inside one another."""
MAXIMUM_TEXT = MAXIMUM_SOURCE
"""The most characters of a text that a script makes."""
MAXIMUM_ITEMS = 10_000
"""The most items of a list that a script makes."""

_Weighed = TypeVar("_Weighed", bound=Value)


class Machine:
    """The state of one evaluation."""

    def __init__(self) -> None:
        self.offset = 0
        """The offset of the current operator or call."""
        self._steps = 0
        self._depth = 0

    def step(self, count: int = 1) -> None:
        """Count ``count`` steps. Raises TooMuch."""
        self._steps += count
        if self._steps > MAXIMUM_STEPS:
            raise TooMuch("it takes too many steps", self.offset)

    def enter(self) -> None:
        """One level deeper. Raises TooMuch."""
        self._depth += 1
        if self._depth > MAXIMUM_DEPTH:
            raise TooMuch("nested too deeply", self.offset)

    def leave(self) -> None:
        """One level up. After an error it is not needed: the evaluation ends."""
        self._depth -= 1

    def checked(self, text: str) -> str:
        """Return ``text`` and count its length as steps. Raises TooMuch."""
        self.room(len(text))
        return self.weighed(text)

    def weighed(self, value: _Weighed) -> _Weighed:
        """Return a new value and count its size as steps, which bounds the memory."""
        if isinstance(value, str):
            self.step(len(value) >> 8)
        elif isinstance(value, PlainList):
            self.step(len(value))
        return value

    def room(self, length: int) -> None:
        """Raise TooMuch for a text of ``length`` characters that is too long."""
        if length > MAXIMUM_TEXT:
            raise TooMuch(f"it gives more than {MAXIMUM_TEXT} characters", self.offset)

    def counted(self, items: list[Value]) -> list[Value]:
        """Return ``items`` and count them as steps. Raises TooMuch."""
        self.step(len(items))
        if len(items) > MAXIMUM_ITEMS:
            raise TooMuch(f"it gives a list of more than {MAXIMUM_ITEMS} items", self.offset)
        return items

    def present(self, value: Value) -> None:
        """Raise NotKnownHere for the value of an environment variable that is not set."""
        if isinstance(value, Absent):
            raise NotKnownHere(value.reason, self.offset)

    def type_error(self, message: str) -> ScriptException:
        """JavaScript's TypeError at this place."""
        return ScriptException("TypeError", message, self.offset)

    def range_error(self, message: str) -> ScriptException:
        """JavaScript's RangeError at this place."""
        return ScriptException("RangeError", message, self.offset)

    def refusal(self, kind: str, message: str) -> NotSupported:
        """The refusal of something at this place."""
        return refusal(kind, message, self.offset)

    def call(self, function: Value, this: Value, arguments: Sequence[Value]) -> Value:
        """Call a function."""
        raise NotImplementedError

    def taken(self, value: Value) -> Value:
        """A value of the configuration with its texts in UTF-16 units."""
        raise NotImplementedError


class Builtin(FunctionObject):
    """A built-in function of JavaScript."""

    def __init__(self, name: str, run: Run, properties: dict[str, Value] | None = None) -> None:
        self.name = name
        self.run = run
        self.properties = properties or {}

    def get(self, name: str) -> Value:
        """A static function such as ``Array.isArray``."""
        return self.properties.get(name, UNDEFINED)


class Namespace(JsObject):
    """``Math`` and ``JSON``."""

    def __init__(self, name: str, properties: dict[str, Value]) -> None:
        self.name = name
        self.properties = properties

    def get(self, name: str) -> Value:
        """A function or constant."""
        return self.properties.get(name, UNDEFINED)

    def keys(self) -> Sequence[str]:
        """No names that can be listed."""
        return ()


Run: TypeAlias = Callable[[Machine, Value, Sequence[Value]], Value]
"""A built-in function: the machine, ``this`` and the arguments."""
