"""Who runs this process."""

from __future__ import annotations

import os


def name() -> str:
    """The name of the user, as the system knows it; empty where it cannot be found out."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, AttributeError, KeyError, OSError):
        return ""
