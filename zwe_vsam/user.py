"""Who runs this process."""

from __future__ import annotations

import os
import sys


def name() -> str:
    """The name of the user, as the system knows it; empty where it cannot be found out.

    On z/OS several users can share a number, such as 0, and only ``getlogin`` tells which of
    them this is (z/OS XL C/C++ Library Reference, getlogin). Windows has no numbers of users.
    """
    if sys.platform in ("zos", "win32"):
        try:
            return os.getlogin()
        except OSError:
            pass  # no login, as in a started task: the number has to do
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, AttributeError, KeyError, OSError):
        return ""
