"""Whether zoautil_py is here, is able to work, and can do what the target asks of it.

ZOAU brings its wheel with the product, in its home directory; it is on no package index. Features
are looked for, not versions. Source: IBM Z Open Automation Utilities documentation, "Use Python
wheels with ZOAU" and "Migrating to ZOAU v1.3 from v1.2.x and earlier".
"""

from __future__ import annotations

import glob
import importlib
import importlib.util
import os
import shlex
import sys

from zwe_vsam.errors import Unavailable

NEEDED = {
    "datasets": (("list_members",), ("read",), ("write",)),
    "jobs": (
        ("submit_return_job_id", "submit"),
        ("fetch", "listing"),
        ("fetch_multiple", "listing"),
        ("list_dds",),
        ("read_output",),
    ),
    "mvscmd": (("execute_authorized",),),
    "ztypes|types": (("DDStatement",), ("FileDefinition",)),
}
"""Modules (``|``: the older name) and what each must have: one of the names in a tuple."""


def require() -> str:
    """Import zoautil_py and return its version. Raises Unavailable, saying how to install it."""
    if importlib.util.find_spec("zoautil_py") is None:
        raise _unavailable("the Python module zoautil_py is not installed here")
    version = "of unknown version"
    try:
        package = importlib.import_module("zoautil_py")
        for name in ("ZOAU_API_VERSION", "__version__"):
            found: object = getattr(package, name, None)
            if isinstance(found, str):
                version = found
                break
        missing = _missing()
    except Exception as error:
        raise _unavailable(
            f"the Python module zoautil_py is there but does not start: {error}",
            hint="Check that LIBPATH has $ZOAU_HOME/lib and that the wheel is the one for this "
            "Python. ",
        ) from error
    if missing:
        raise _unavailable(f"zoautil_py {version} has no {missing}; ZOAU 1.2.3 or later is needed")
    return version


def _missing() -> str:
    """What of the needed things zoautil_py lacks; empty if nothing."""
    for names, needed in NEEDED.items():
        name = next((n for n in names.split("|") if _exists(f"zoautil_py.{n}")), "")
        if not name:
            return f"module {names.partition('|')[0]}"
        module = importlib.import_module(f"zoautil_py.{name}")
        for alternatives in needed:
            if not any(hasattr(module, alternative) for alternative in alternatives):
                return f"{name}.{alternatives[0]}"
    return ""


def _exists(name: str) -> bool:
    return importlib.util.find_spec(name) is not None


def _unavailable(why: str, hint: str = "") -> Unavailable:
    return Unavailable("ZWV233E", "zoau", why, remedy=f"{hint}{_how_to_install()}")


def _how_to_install() -> str:
    """Where ZOAU's wheel for this Python is, and how it gets into the virtual environment."""
    python = f"cp{sys.version_info.major}{sys.version_info.minor}"
    home = os.environ.get("ZOAU_HOME", "")
    pattern = f"zoautil_py-*-{python}-*.whl"
    found = sorted(glob.glob(os.path.join(glob.escape(home), pattern))) if home else []
    wheel = shlex.quote(found[-1]) if found else f"$ZOAU_HOME/{pattern}"
    return (
        "It comes with IBM Z Open Automation Utilities, on no package index. On z/OS, install "
        f"its wheel into this virtual environment: {shlex.quote(sys.executable)} -m pip "
        f"install {wheel}; or, "
        "where it is installed for all, make the environment anew with --system-site-packages. "
        "Steps: docs/how-to/zos.md."
    )
