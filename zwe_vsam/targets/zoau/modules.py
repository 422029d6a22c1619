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
import re
import shlex
import subprocess
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
        raise Unavailable("ZWV6101E", remedy=_how_to_install())
    try:
        importlib.import_module("zoautil_py")
        is_12 = zoau12.is_installed()
        missing = _missing(zoau12.NEEDED if is_12 else NEEDED)
    except Exception as error:
        remedy = (
            "Check that LIBPATH has $ZOAU_HOME/lib, and that the wheel is for this Python "
            f"version. {_how_to_install()}"
        )
        raise Unavailable("ZWV6102E", reason=str(error).rstrip("."), remedy=remedy) from error
    if missing:
        raise Unavailable("ZWV6103E", version=version(), part=missing, remedy=_how_to_install())
    return (zoau12.Native12, zoau12.Members12) if is_12 else (Native, Members)


def version() -> str:
    """Return the version that the imported zoautil_py reports."""
    package = importlib.import_module("zoautil_py")
    for name in ("ZOAU_API_VERSION", "__version__"):
        value: object = getattr(package, name, None)
        if isinstance(value, str):
            return value
    return "of unknown version"


def product_version() -> str:
    """Return the version that the command zoaversion prints; empty where it prints none.

    It prints a line such as ``2020/08/05 13:08:52 CUT V1.1.0``. Source: ibm_zos_core,
    ``zoau_version_checker`` and its tests.
    """
    home = os.environ.get("ZOAU_HOME", "")
    command = os.path.join(home, "bin", "zoaversion") if home else "zoaversion"
    try:
        ended = subprocess.run(
            [command], capture_output=True, check=False, stdin=subprocess.DEVNULL, timeout=10
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    # The session decides in which code page a command prints.
    texts = (ended.stdout.decode(code_page) for code_page in ("latin-1", "cp1047"))
    matches = filter(None, (re.search(r"\bV(\d+(?:\.\d+)+)", text) for text in texts))
    return next((match[1] for match in matches), "")


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


def _how_to_install() -> str:
    """Say where the wheel of ZOAU for this Python is, and how to install it."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    home = os.environ.get("ZOAU_HOME", "")
    pattern = f"zoautil_py-*-{python}-*.whl"
    wheels = sorted(glob.glob(os.path.join(glob.escape(home), pattern))) if home else []
    wheel = shlex.quote(wheels[-1]) if wheels else f"$ZOAU_HOME/{pattern}"
    return (
        "The module comes with IBM Z Open Automation Utilities, and is on no package index. On "
        "z/OS, install its wheel into this virtual environment: "
        f"{shlex.quote(sys.executable)} -m pip install {wheel}; or, if the module is installed for "
        "all users, create the environment again with --system-site-packages. The steps are in "
        "docs/how-to/zos.md."
    )
