"""The lists of options, from the Typer application."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from tools.reference.markup import code, fence, prose
from zwe_vsam import cli

_HIDDEN = "Accepted from scripts for zwe, or for compatibility"
_GROUP = "Options"
_ADDITION = re.compile(r"\s*\[env var: (\w+)[^\]]*\]")
"""What a help text adds where Typer itself does not know the variable."""


def commands() -> dict[str, str]:
    """Return the page of each command: its usage, arguments and options."""
    root = cli.command_tree()
    return dict(_pages(root, "zwe-vsam"))


def _pages(group: Any, path: str) -> Iterator[tuple[str, str]]:
    for name, command in group.commands.items():
        called = f"{path} {name}"
        if hasattr(command, "commands"):
            parts = [_page(each, f"{called} {below}", 3) for below, each in _visible(command)]
            yield name, "\n".join(parts)
        else:
            yield name, _page(command, called, 0)


def _visible(group: Any) -> list[tuple[str, Any]]:
    return [(name, each) for name, each in group.commands.items() if not each.hidden]


def _page(command: Any, called: str, level: int) -> str:
    """Return what ``called`` takes, below a heading where ``level`` is not 0."""
    parts = [f"{'#' * level} {called}\n"] if level else []
    if level and command.help:
        parts.append(f"{prose(command.help.splitlines()[0])}\n")
    context = command.make_context(called, [], resilient_parsing=True)
    usage = " ".join([called, *command.collect_usage_pieces(context)])
    parts.append(fence([usage]) + "\n")
    groups: dict[str, list[str]] = {}
    for param in command.params:
        groups.setdefault(_group(param), []).append(_entry(param))
    compatible = groups.pop(_HIDDEN, None)
    if compatible:
        groups[_HIDDEN] = compatible
    for title, entries in groups.items():
        if len(groups) > 1:
            parts.append(f"**{title}**\n")
        parts += entries
    return "\n".join(parts)


def _group(param: Any) -> str:
    if getattr(param, "hidden", False):
        return _HIDDEN
    if param.param_type_name == "argument":
        return "Arguments"
    return getattr(param, "rich_help_panel", None) or _GROUP


def _entry(param: Any) -> str:
    """Return the names of an argument or option, and below them its meaning."""
    text = getattr(param, "help", "") or ""
    addition = _ADDITION.search(text)
    variable = param.envvar or (addition[1] if addition else "")
    meaning = prose(_ADDITION.sub("", text)) or "See above."
    if variable:
        meaning += f" Variable: {code(variable)}."
    default = _default(param)
    if default:
        meaning += f" Default: {code(default)}."
    return f"{_names(param)}\n: {meaning}\n"


def _default(param: Any) -> str:
    """Return the value that an option has without a word on the command line; empty for none."""
    value = param.default
    if param.param_type_name == "argument" or param.is_flag or param.count:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return str(value) if isinstance(value, int | str) else ""


def _names(param: Any) -> str:
    if param.param_type_name == "argument":
        return code(param.metavar or param.human_readable_name)
    names = ", ".join(code(name) for name in (*param.opts, *param.secondary_opts))
    choices = getattr(param.type, "choices", None)
    if choices:
        return f"{names} {code('|'.join(str(choice) for choice in choices))}"
    if param.is_flag or param.count:
        return names
    return f"{names} {code(param.metavar or param.type.name.upper())}"
