"""The instances of Zowe that a configuration describes.

An instance takes the values of ``haInstances.<id>``, and all others from the main sections (Zowe
documentation, "Zowe YAML configuration file reference", "Configuration override hierarchy").
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from typing import NamedTuple

from zwe_vsam.checks.view import ConfigView, is_off, is_on
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import SERVICE_PATH, SINGLE_SERVICE, Path
from zwe_vsam.errors import Origin


class Instance(NamedTuple):
    """One instance of Zowe."""

    view: ConfigView
    id: str
    """Key below ``haInstances``; empty for the one instance of a configuration without any."""

    def value(self, path: Path) -> Value | None:
        """The instance's own value, which can be empty, else the value of the main sections."""
        if self.id and self.view.is_there(self.path(path)):
            return self.view.value(self.path(path))
        return self.view.value(path)

    def is_missing(self, path: Path) -> bool:
        """Whether the instance has nothing at ``path``, and nothing there is unreadable."""
        return self.view.is_missing(path) and self.view.is_missing(self.path(path))

    def text(self, path: Path) -> str:
        """The value's text; empty where there is none."""
        value = self.value(path)
        return value.text if value else ""

    def path(self, path: Path) -> Path:
        """The path of the instance's own value."""
        return ("haInstances", self.id, *path) if self.id else path

    def place(self, path: Path) -> Origin:
        """The place of the instance's value, or of the key that it would have."""
        own = self.path(path)
        return self.view.place(own if self.view.is_there(own) else path)

    @property
    def hostname(self) -> str:
        """The host that the instance runs on; empty where zowe.yaml does not name it."""
        return self.view.text(("haInstances", self.id, "hostname")) if self.id else ""

    @property
    def is_single_service(self) -> bool:
        """Whether the API Mediation Layer runs as a single service, with the Caching Service in it.

        It then starts no other Caching Service, whatever ``components.caching-service.enabled``
        is (Zowe documentation, "Upgrading to single-service API ML deployment").
        """
        return is_on(self.text(SINGLE_SERVICE))

    @property
    def name(self) -> str:
        """What messages call the instance."""
        return f"haInstances.{self.id}" if self.id else "the one instance"


MAXIMUM = 64
"""The most instances that rules read; a sysplex has at most 32 systems."""


def everywhere(view: ConfigView) -> list[Instance]:
    """All instances; at least one."""
    ids = [name for name in view.keys(("haInstances",)) if name][:MAXIMUM]
    return [Instance(view, name) for name in ids] or [Instance(view, "")]


def are_listed(view: ConfigView) -> bool:
    """Whether ``haInstances`` lists at least one instance."""
    return bool(everywhere(view)[0].id)


def running(view: ConfigView) -> list[Instance]:
    """The instances that run a Caching Service, of its own or in the single service."""
    enabled = (*SERVICE_PATH, "enabled")
    return [
        instance
        for instance in everywhere(view)
        if instance.is_single_service or not is_off(instance.text(enabled))
    ]
