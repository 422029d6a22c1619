"""The check that zoautil_py is installed, starts, and has every function that the target needs.

ZOAU brings its wheel with the product, in its home directory; it is on no package index. The
check tests for functions, not for versions.
Source: IBM Z Open Automation Utilities documentation, "Use Python wheels with ZOAU" and "Migrating
to ZOAU v1.3 from v1.2.x and earlier".
"""

from __future__ import annotations

import glob
import importlib
import importlib.util
import os
import shlex
import sys
from collections.abc import Mapping

from zwe_vsam.errors import Unavailable
from zwe_vsam.targets.zoau import zoau12
from zwe_vsam.targets.zoau.api import Native
from zwe_vsam.targets.zoau.members import Members

NEEDED = {
    "datasets": ("list_members", "read_as_bytes", "write"),
    "jobs": ("submit_return_job_id", "fetch", "fetch_multiple", "list_dds", "read_output"),
    "mvscmd": ("execute_authorized",),
    "ztypes": ("DDStatement", "FileDefinition"),
}
"""Modules of zoautil_py 1.3 and later, and what each must have."""


def load() -> tuple[type[Native], type[Members]]:
    """Import zoautil_py, and return the classes that fit its level.

    Raises Unavailable, with how to install it.
    """
    if importlib.util.find_spec("zoautil_py") is None:
        raise _unavailable("the Python module zoautil_py is not installed here")
    version = "of unknown version"
    try:
        package = importlib.import_module("zoautil_py")
        for name in ("ZOAU_API_VERSION", "__version__"):
            value: object = getattr(package, name, None)
            if isinstance(value, str):
                version = value
                break
        is_12 = zoau12.is_installed()
        missing = _missing(zoau12.NEEDED if is_12 else NEEDED)
    except Exception as error:
        raise _unavailable(
            f"the Python module zoautil_py is there but does not start: {error}",
            hint="Check that LIBPATH has $ZOAU_HOME/lib and that the wheel is the one for this "
            "Python. ",
        ) from error
    if missing:
        raise _unavailable(f"zoautil_py {version} has no {missing}; ZOAU 1.2.3 or later is needed")
    return (zoau12.Native12, zoau12.Members12) if is_12 else (Native, Members)


def _missing(needed: Mapping[str, tuple[str, ...]]) -> str:
    """Name the first of the needed things that zoautil_py lacks; empty without any."""
    for name, attributes in needed.items():
        if importlib.util.find_spec(f"zoautil_py.{name}") is None:
            return f"module {name}"
        module = importlib.import_module(f"zoautil_py.{name}")
        for attribute in attributes:
            if not hasattr(module, attribute):
                return f"{name}.{attribute}"
    return ""


def _unavailable(reason: str, hint: str = "") -> Unavailable:
    return Unavailable("ZWV233E", "zoau", reason, remedy=f"{hint}{_how_to_install()}")


def _how_to_install() -> str:
    """Say where the wheel of ZOAU for this Python is, and how to install it."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    home = os.environ.get("ZOAU_HOME", "")
    pattern = f"zoautil_py-*-{python}-*.whl"
    wheels = sorted(glob.glob(os.path.join(glob.escape(home), pattern))) if home else []
    wheel = shlex.quote(wheels[-1]) if wheels else f"$ZOAU_HOME/{pattern}"
    return (
        "It comes with IBM Z Open Automation Utilities, on no package index. On z/OS, install "
        f"its wheel into this virtual environment: {shlex.quote(sys.executable)} -m pip "
        f"install {wheel}; or, "
        "where it is installed for all, make the environment anew with --system-site-packages. "
        "Steps: docs/how-to/zos.md."
    )
