"""The configuration as one thing, however many documents it was read from."""

from __future__ import annotations

from collections.abc import Sequence

from zwe_vsam.config import source
from zwe_vsam.config.document import Document, Value
from zwe_vsam.errors import Origin


class Configuration:
    """Documents in order of priority: the first that has a value for a key gives it."""

    def __init__(self, documents: Sequence[Document]) -> None:
        """Hold ``documents``, the most important first; at least one."""
        self._documents = tuple(documents)

    @classmethod
    def load(cls, argument: str) -> Configuration:
        """Read what ``-c`` names. Raises Problem (ZWEL0108E, ZWEL0109E, ZWEL0140E)."""
        return cls([Document(source.read(argument))])

    def value(self, key: str) -> Value | None:
        """The scalar under a dotted key; None where it is missing, null or empty everywhere."""
        path = tuple(key.split("."))
        for document in self._documents:
            found = document.value(path)
            if found is not None:
                return found
        return None

    def lines(self, key: str) -> tuple[Value, ...]:
        """The lines of the text or list under a dotted key; empty without one."""
        path = tuple(key.split("."))
        for document in self._documents:
            found = document.lines(path)
            if found:
                return found
        return ()

    def place(self, key: str) -> Origin:
        """Where ``key`` stands, or where it would have to be written."""
        return self._documents[0].find(tuple(key.split(".")))[1]
