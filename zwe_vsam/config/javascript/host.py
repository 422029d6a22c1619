"""What Zowe adds to JavaScript: ``zos.resolveSymbol`` and ``std.getenv``.

Sources: zowe/zowe-common-c issue 363 (``zos.resolveSymbol('&thing')``, since Zowe 2.9);
quickjs-libc.c, ``js_std_getenv`` (undefined for a name that is not set); IBM, z/OS UNIX System
Services Command Reference, "sysvar - Display static system symbols".
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence

from zwe_vsam.config.javascript.errors import NotKnownHere, NotSupported
from zwe_vsam.config.javascript.values import UNDEFINED, Absent, JsFunction, PlainObject, Value

_SYMBOL = re.compile(r"&?([A-Z@#$][A-Z0-9@#$_]{0,15})\.?", re.ASCII)
"""A system symbol: up to 16 characters (z/OS MVS Initialization and Tuning Reference)."""
_GIVEN = re.compile(rf"{_SYMBOL.pattern}=(.*)", re.ASCII | re.DOTALL)
SYSVAR = "/bin/sysvar"
"""The command that prints a system symbol on z/OS."""


def given_symbol(text: str) -> tuple[str, str] | None:
    """Name and value of ``NAME=VALUE``; None if it is something else. ``&NAME`` is allowed."""
    match = _GIVEN.fullmatch(text)
    return (match[1], match[2]) if match else None


def host_objects(
    symbols: Mapping[str, str], environment: Mapping[str, str] | None = None
) -> dict[str, Value]:
    """``zos`` and ``std`` for the scope of `evaluate`.

    ``symbols`` has what ``--symbol`` gives, by name without ``&``; on z/OS the system knows all
    others. Without ``environment``, ``std.getenv`` reads the environment of this process.
    """
    variables = os.environ if environment is None else environment

    def resolve_symbol(_this: Value, arguments: Sequence[Value]) -> Value:
        text = arguments[0] if arguments else UNDEFINED
        match = _SYMBOL.fullmatch(text) if isinstance(text, str) else None
        if match is None:
            raise NotSupported(
                "built-in arguments", "zos.resolveSymbol takes one symbol, '&SYSNAME'", 0
            )
        name = match[1]
        value = symbols.get(name)
        if value is None and sys.platform == "zos":
            value = _system_symbol(name)
        if value is None:
            raise NotKnownHere(
                f"the system symbol {name} is not known on this system", 0, symbol=name
            )
        return value

    def getenv(_this: Value, arguments: Sequence[Value]) -> Value:
        name = arguments[0] if arguments else UNDEFINED
        if not isinstance(name, str):
            raise NotSupported("built-in arguments", "std.getenv takes one name", 0)
        if name in variables:
            return variables[name]
        return Absent(f"the environment variable {name} is not set", name)

    return {
        "zos": PlainObject({"resolveSymbol": JsFunction("resolveSymbol", resolve_symbol)}),
        "std": PlainObject({"getenv": JsFunction("getenv", getenv)}),
    }


def _system_symbol(name: str) -> str | None:
    """The system's value of a symbol; None if it has none or cannot be asked."""
    import subprocess

    try:
        done = subprocess.run(
            [SYSVAR, name], capture_output=True, text=True, check=False, timeout=10
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return None
    return done.stdout.rstrip("\n") if done.returncode == 0 else None
