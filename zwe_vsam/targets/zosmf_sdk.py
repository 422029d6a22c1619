"""The Zowe Client Python SDK, imported so that it keeps no log.

On its import the SDK (1.0.0.dev26, logger.py) opens ``~/.zowe/logs/python_sdk_logs.log``, and its
request handler writes the headers of a request that failed into it, with the password in them.
Here it gets a log that has no handler, and nothing is written or created.
"""

from __future__ import annotations

import importlib.util
import logging
import shlex
import sys
import types
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.targets.interface import Unavailable

if TYPE_CHECKING:
    from zowe.core_for_zowe_sdk import ProfileManager, RequestHandler, Session

_PACKAGE = "zowe.core_for_zowe_sdk"


class Sdk(NamedTuple):
    """What is used of it."""

    session: type[Session]
    handler: type[RequestHandler]
    profiles: type[ProfileManager]


class _Log:
    """Stands for the SDK's class of that name."""

    @staticmethod
    def register_logger(name: str) -> logging.Logger:
        """A logger that belongs to no hierarchy, so that nothing can give it a handler."""
        logger = logging.Logger(f"zwe_vsam.silent.{name}")
        logger.disabled = True
        return logger


def load() -> Sdk:
    """Import the SDK. Raises Unavailable where it is missing, saying how to install it."""
    try:
        found = importlib.util.find_spec(_PACKAGE) is not None
    except ImportError:
        found = False
    if not found:
        raise Unavailable(
            "ZWV233E",
            "zosmf",
            "the Zowe Client Python SDK is not installed here",
            remedy=f"Install it: {shlex.quote(sys.executable)} -m pip install 'zwe-vsam[zosmf]'",
        )
    silent = types.ModuleType(f"{_PACKAGE}.logger", __doc__)
    silent.__dict__["Log"] = _Log
    sys.modules.setdefault(f"{_PACKAGE}.logger", silent)
    try:
        from zowe.core_for_zowe_sdk import ProfileManager, RequestHandler, Session
    except Exception as error:
        raise Unavailable(
            "ZWV233E",
            "zosmf",
            f"the Zowe Client Python SDK is there but does not start: {error}",
            remedy=f"Install it anew: {shlex.quote(sys.executable)} -m pip install "
            "--force-reinstall 'zwe-vsam[zosmf]'",
        ) from error
    return Sdk(Session, RequestHandler, ProfileManager)
