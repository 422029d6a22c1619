"""The folders in which the Zowe SDK searches for profiles, and the profiles in them.

The message for a missing profile lists them.

The SDK reads up to four files (1.0.0.dev26, profile_manager.py ``load`` and config_file.py
``autodiscover_config_dir``): of either name, the nearest in the current folder or above it, and
the one in the global folder.
"""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from typing import Any

_NAMES = ("zowe.config.user.json", "zowe.config.json")
_TYPE = "zosmf"
_MOST = 20
"""Maximum number of profiles of a file that are listed."""


def evidence() -> tuple[str, ...]:
    """List the files that were searched, and the names of their profiles, but no values."""
    module: Any = importlib.import_module("zowe.core_for_zowe_sdk.config_file")
    current, home = str(module.CURRENT_DIR), str(module.GLOBAL_CONFIG_LOCATION)
    files = list(dict.fromkeys(_files(current, home)))
    if not files:
        return (
            f"Searched for {_NAMES[1]} and {_NAMES[0]} in {current}, in the folders above it, and "
            f"in {home}.",
            "No such file exists.",
        )
    return tuple(f"Searched: {file}: {_profiles(file)}" for file in files)


def _files(current: str, home: str) -> Iterator[str]:
    for name in _NAMES:
        folder = current
        while not os.path.isfile(os.path.join(folder, name)):
            above = os.path.dirname(folder)
            if above == folder:
                break
            folder = above
        else:
            yield os.path.join(folder, name)
    for name in _NAMES:
        if os.path.isfile(os.path.join(home, name)):
            yield os.path.join(home, name)


def _profiles(file: str) -> str:
    """List the profiles of the type zosmf in a file, or the other ones where it has none."""
    try:
        with open(file, encoding="utf-8") as stream:
            document: Any = importlib.import_module("json5").load(stream)
        profiles = list(_named(document.get("profiles"), ""))
    except Exception:
        # The text of the error could quote what stands in the file.
        return "the file cannot be read."
    names = [name for name, kind in profiles if kind == _TYPE]
    if not names:
        others = ", ".join(name for name, _ in profiles[:_MOST])
        return f"no profile of type {_TYPE}{f'; others: {others}' if others else ''}."
    more = f", and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"profiles of type {_TYPE}: {', '.join(names[:_MOST])}{more}."


def _named(profiles: Any, above: str) -> Iterator[tuple[str, str]]:
    """Yield dotted names, as ``--zosmf-profile`` takes them, and types."""
    for name, profile in profiles.items() if isinstance(profiles, dict) else ():
        if isinstance(profile, dict):
            yield f"{above}{name}", str(profile.get("type", ""))
            yield from _named(profile.get("profiles"), f"{above}{name}.")
