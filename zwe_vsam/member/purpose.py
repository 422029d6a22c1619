"""What a member is for: there are two, and everything that differs between them hangs on this."""

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
        """What its job does to the cluster, for messages."""
        return "define" if self is Purpose.DEFINE else "delete"
