"""The DDs of a step while its statements are read: names, concatenation, forward references."""

from __future__ import annotations

from collections import deque

from zwe_vsam.zos.steps import Part


class OpenDD:
    """A DD under construction."""

    def __init__(self, name: str, line: int) -> None:
        self.name = name
        self.line = line
        self.parts: list[Part] = []


class DDs:
    """The DDs of a step under construction."""

    def __init__(self) -> None:
        self.all: list[OpenDD] = []
        self.waiting: dict[str, deque[tuple[OpenDD, int]]] = {}
        """For each DD name, the places of the DDNAME parameters that refer to a later DD."""
        self.count = 0
        """Number of DD statements, those that a DDNAME refers to included."""

    def add(self, dd: OpenDD, part: Part) -> None:
        """Add a part to the end of a DD."""
        dd.parts.append(part)
        self._wait(dd, len(dd.parts) - 1)

    def open(self, name: str, part: Part) -> None:
        """Begin a DD of that name, unless a DDNAME refers to it."""
        places = self.waiting.get(name)
        if not places:
            self.all.append(OpenDD(name, part.line))
            self.add(self.all[-1], part)
            return
        dd, at = places.popleft()
        dd.parts[at] = part if part.kind == "ddname" else part._replace(ddname=name)
        self._wait(dd, at)

    def _wait(self, dd: OpenDD, at: int) -> None:
        if dd.parts[at].kind == "ddname":
            self.waiting.setdefault(dd.parts[at].ddname, deque()).append((dd, at))
