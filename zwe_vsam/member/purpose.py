"""The two purposes of members: definition and deletion of the cluster."""

from __future__ import annotations

from enum import Enum


class Purpose(Enum):
    """The value is the member's name, in SZWESAMP and in the JCL library."""

    DEFINE = "ZWECSVSM"
    """Defines the cluster."""
    REMOVE = "ZWECSRVS"
    """Deletes it."""

    @property
    def verb(self) -> str:
        """The verb in messages for what its job does to the cluster."""
        return "define" if self is Purpose.DEFINE else "delete"
