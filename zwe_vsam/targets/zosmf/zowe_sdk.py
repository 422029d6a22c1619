"""The team profiles of the Zowe Client Python SDK, imported so that it keeps no log.

On its import the SDK (1.0.0.dev26, logger.py) opens ``~/.zowe/logs/python_sdk_logs.log``, and its
request handler writes the headers of a request that failed into it, with the password in them.
Only its profile manager is used here. It gets a log that has no handler: nothing is written or
created.
"""

from __future__ import annotations

import importlib.util
import logging
import shlex
import sys
import types
from typing import TYPE_CHECKING

from zwe_vsam.errors import Unavailable

if TYPE_CHECKING:
    from zowe.core_for_zowe_sdk import ProfileManager

_PACKAGE = "zowe.core_for_zowe_sdk"


class _Log:
    """Replaces the SDK's class of that name."""

    @staticmethod
    def register_logger(name: str) -> logging.Logger:
        """Return a logger outside every hierarchy, so that it can get no handler."""
        logger = logging.Logger(f"zwe_vsam.silent.{name}")
        logger.disabled = True
        return logger


def profile_manager() -> type[ProfileManager]:
    """Import the SDK's profile manager. Raises Unavailable, with a remedy, where it is missing."""
    if not is_installed(_PACKAGE):
        raise Unavailable("ZWV6201E", command=_install())
    silent = types.ModuleType(f"{_PACKAGE}.logger", __doc__)
    silent.__dict__["Log"] = _Log
    sys.modules.setdefault(f"{_PACKAGE}.logger", silent)
    try:
        from zowe.core_for_zowe_sdk import ProfileManager
    except Exception as error:
        raise Unavailable(
            "ZWV6202E", reason=str(error).rstrip("."), command=_install("--force-reinstall ")
        ) from error
    return ProfileManager


def is_installed(package: str) -> bool:
    """Return whether a package is installed. Imports only the packages that contain it."""
    try:
        return importlib.util.find_spec(package) is not None
    except ImportError:
        return False


def _install(option: str = "") -> str:
    """Return the command that installs the extra. ``option`` is one of ``pip install``."""
    return f"{shlex.quote(sys.executable)} -m pip install {option}'zwe-vsam[zosmf]'"
