"""How far a run goes: decided once, by the command line."""

from __future__ import annotations

from enum import Enum


class Mode(Enum):
    """What a run may do."""

    RUN = "run"
    """Write the member and submit its job."""
    PREPARE = "prepare"
    """``--security-dry-run``: write the member, submit nothing."""
    PREVIEW = "preview"
    """``--dry-run``: write nothing at all. Works without a system, too."""
