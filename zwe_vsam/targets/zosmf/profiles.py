"""Where the Zowe SDK looks for profiles, and which there are: for the message that one is missing.

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
"""Profiles of one file that are listed."""


def evidence() -> tuple[str, ...]:
    """Sentences on where profiles were searched, and the profiles there are. No values of them."""
    module: Any = importlib.import_module("zowe.core_for_zowe_sdk.config_file")
    here, home = str(module.CURRENT_DIR), str(module.GLOBAL_CONFIG_LOCATION)
    files = list(dict.fromkeys(_files(here, home)))
    if not files:
        return (
            f"Searched for {_NAMES[1]} and {_NAMES[0]} in {here}, in the folders above it, and "
            f"in {home}.",
            "There is no such file.",
        )
    return tuple(f"Searched: {file}: {_profiles(file)}" for file in files)


def _files(here: str, home: str) -> Iterator[str]:
    for name in _NAMES:
        folder = here
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
    """The profiles of a file, those of the type zosmf before the others."""
    try:
        with open(file, encoding="utf-8") as stream:
            document: Any = importlib.import_module("json5").load(stream)
        found = list(_named(document.get("profiles"), ""))
    except Exception:
        # The text of the error could quote what stands in the file.
        return "it cannot be read."
    names = [name for name, kind in found if kind == _TYPE]
    if not names:
        others = ", ".join(name for name, _ in found[:_MOST])
        return f"no profile of type {_TYPE}{f'; others: {others}' if others else ''}."
    more = f", and {len(names) - _MOST} more" if len(names) > _MOST else ""
    return f"profiles of type {_TYPE}: {', '.join(names[:_MOST])}{more}."


def _named(profiles: Any, above: str) -> Iterator[tuple[str, str]]:
    """Dotted names and types, as ``--zosmf-profile`` takes the names."""
    for name, profile in profiles.items() if isinstance(profiles, dict) else ():
        if isinstance(profile, dict):
            yield f"{above}{name}", str(profile.get("type", ""))
            yield from _named(profile.get("profiles"), f"{above}{name}.")
