"""The variables of functions and blocks, and the functions that refer to them."""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.config.javascript.nodes import Arrow
from zwe_vsam.config.javascript.values import UNDEFINED, FunctionObject, Value


class Missing:
    """A missing link of ``?.``, or a variable without a value so far."""


MISSING = Missing()
"""The only `Missing`."""


class Variable:
    """A ``let``, ``const``, ``var`` or parameter."""

    __slots__ = ("constant", "value")

    def __init__(self, value: Value | Missing, *, constant: bool = False) -> None:
        self.value = value
        self.constant = constant


class Variables(NamedTuple):
    """The variables of a block, and those around it."""

    names: dict[str, Variable]
    outer: Variables | None

    def find(self, name: str) -> Variable | None:
        """The innermost variable of this name."""
        scope: Variables | None = self
        while scope is not None:
            if name in scope.names:
                return scope.names[name]
            scope = scope.outer
        return None


class Closure(FunctionObject):
    """An arrow function and the variables around it."""

    def __init__(self, arrow: Arrow, variables: Variables) -> None:
        self.arrow = arrow
        self.variables = variables

    def get(self, name: str) -> Value:
        """The count of parameters."""
        return float(len(self.arrow.parameters)) if name == "length" else UNDEFINED

    @property
    def text(self) -> str:
        """The function as it is written."""
        return self.arrow.text
