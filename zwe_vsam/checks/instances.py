"""The instances of Zowe that a configuration describes.

An instance takes what ``haInstances.<id>`` says and everything else from the main sections (Zowe
documentation, "Zowe YAML configuration file reference", "Configuration override hierarchy").
"""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.checks.view import ConfigView, is_off
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import SERVICE_PATH, Path
from zwe_vsam.errors import Origin


class Instance(NamedTuple):
    """One instance."""

    view: ConfigView
    id: str
    """Key below ``haInstances``; empty for the one instance of a configuration without any."""

    def value(self, path: Path) -> Value | None:
        """The instance's own value, be it empty, or that of the main sections."""
        if self.id and self.view.is_there(self.path(path)):
            return self.view.value(self.path(path))
        return self.view.value(path)

    def is_missing(self, path: Path) -> bool:
        """Whether the instance has nothing at ``path``, and nothing there is unreadable."""
        return self.view.is_missing(path) and self.view.is_missing(self.path(path))

    def text(self, path: Path) -> str:
        """The value's text; empty where there is none."""
        found = self.value(path)
        return found.text if found else ""

    def path(self, path: Path) -> Path:
        """Where the instance's own value would stand."""
        return ("haInstances", self.id, *path) if self.id else path

    def place(self, path: Path) -> Origin:
        """Where the value stands that the instance takes, or where it would have to be written."""
        own = self.path(path)
        return self.view.place(own if self.view.is_there(own) else path)

    @property
    def hostname(self) -> str:
        """Host that it runs on; empty where that is not said."""
        return self.view.text(("haInstances", self.id, "hostname")) if self.id else ""

    @property
    def name(self) -> str:
        """How messages call it."""
        return f"haInstances.{self.id}" if self.id else "the one instance"


MAXIMUM = 64
"""Instances that are looked at; a sysplex has at most 32 systems."""


def everywhere(view: ConfigView) -> list[Instance]:
    """All instances; at least one."""
    ids = [name for name in view.keys(("haInstances",)) if name][:MAXIMUM]
    return [Instance(view, name) for name in ids] or [Instance(view, "")]


def are_listed(view: ConfigView) -> bool:
    """Whether there is ``haInstances``: for several instances, be they all there yet or not."""
    return bool(everywhere(view)[0].id)


def running(view: ConfigView) -> list[Instance]:
    """The instances that start a Caching Service."""
    enabled = (*SERVICE_PATH, "enabled")
    return [one for one in everywhere(view) if not is_off(one.text(enabled))]
