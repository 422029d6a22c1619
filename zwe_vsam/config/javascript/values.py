"""The values of JavaScript, and their types in Python.

``undefined`` is UNDEFINED, ``null`` is None, booleans are bool, every number is a float, text is
str, everything else is a `JsObject`. The configuration comes in as `JsObject` and `JsList`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias


class Undefined:
    """The class of JavaScript's ``undefined``."""

    def __repr__(self) -> str:
        return "UNDEFINED"


class Absent(Undefined):
    """``undefined`` with a reason: an error as soon as it becomes a text, a number or a result.

    ``absent || 'default'`` is the default, without an error.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason


UNDEFINED = Undefined()
"""JavaScript's ``undefined``."""


class JsObject:
    """An object. Subclasses give `get` and `keys`.

    Two objects are the same (``===``) when Python says that they are equal: a subclass whose
    instances are made anew at each access defines ``__eq__`` and ``__hash__``.
    """

    def get(self, name: str) -> Value:
        """The own property ``name``; UNDEFINED if there is none.

        An error that an implementation raises passes through the evaluation.
        """
        raise NotImplementedError

    def keys(self) -> Iterable[str]:
        """The names of the own properties, in the order in which they were made."""
        raise NotImplementedError


class JsList(JsObject):
    """An array. Subclasses give `item` and ``__len__``."""

    def item(self, index: int) -> Value:
        """The item at ``index``, which is 0 or more and less than the length."""
        raise NotImplementedError

    def __len__(self) -> int:
        raise NotImplementedError

    def __bool__(self) -> bool:
        return True

    def get(self, name: str) -> Value:
        """The item or length that ``name`` names; UNDEFINED for anything else."""
        if name == "length":
            return float(len(self))
        if name.isascii() and name.isdecimal() and len(name) < 10 and str(int(name)) == name:
            index = int(name)
            return self.item(index) if index < len(self) else UNDEFINED
        return UNDEFINED

    def keys(self) -> Iterable[str]:
        """The indices."""
        return map(str, range(len(self)))


class FunctionObject(JsObject):
    """A value that can be called."""

    def get(self, name: str) -> Value:
        """No property that expressions may read."""
        del name
        return UNDEFINED

    def keys(self) -> Iterable[str]:
        """No names that can be listed."""
        return ()


class JsFunction(FunctionObject):
    """A host function, written in Python: ``call(this, arguments)``."""

    def __init__(self, name: str, call: Callable[[Value, Sequence[Value]], Value]) -> None:
        self.name = name
        self.call = call


class PlainObject(JsObject):
    """An object literal, or a host object such as ``zos``."""

    def __init__(self, properties: dict[str, Value]) -> None:
        self.properties = properties

    def get(self, name: str) -> Value:
        """The property, or UNDEFINED."""
        return self.properties.get(name, UNDEFINED)

    def keys(self) -> Iterable[str]:
        """Names that are indices come first, by number (ECMAScript, OrdinaryOwnPropertyKeys)."""
        indices = sorted((name for name in self.properties if is_index(name)), key=int)
        return [*indices, *(name for name in self.properties if not is_index(name))]


class PlainList(JsList):
    """An array that an expression made."""

    def __init__(self, items: list[Value]) -> None:
        self.items = items

    def item(self, index: int) -> Value:
        """The item at ``index``."""
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)


Value: TypeAlias = Undefined | bool | float | str | JsObject | None


def is_index(name: str) -> bool:
    """Whether ``name`` is an array index as JavaScript writes it."""
    return (
        name.isascii() and name.isdecimal() and len(name) <= 10
        and (name == "0" or name[0] != "0") and int(name) < 2**32 - 1
    )  # fmt: skip
