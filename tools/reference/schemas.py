"""The tables of the JSON objects, from their schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.reference.markup import code, prose, table
from zwe_vsam.cli import COMMANDS
from zwe_vsam.cluster.compare import Verdict
from zwe_vsam.messages import Severity
from zwe_vsam.model import Ending, Phase
from zwe_vsam.targets import TARGETS


def result(schema: Path) -> str:
    """Return the text of ``schema``, with the words that the code has in its enumerations."""
    root = json.loads(schema.read_text())
    fields = root["properties"]
    fields["command"]["enum"] = ["", *sorted(COMMANDS)]
    fields["target"]["enum"] = [*TARGETS, None]
    fields["system"]["anyOf"][1]["properties"]["kind"]["enum"] = [*TARGETS]
    row = fields["comparison"]["items"]["properties"]
    row["verdict"]["enum"] = [verdict.value for verdict in Verdict]
    message, job = (root["$defs"][name]["properties"] for name in ("message", "job"))
    message["severity"]["enum"] = [severity.name.lower() for severity in Severity]
    job["outcome"]["enum"] = [state.value for state in (*Ending, *Phase)]
    return json.dumps(root, indent=2, ensure_ascii=False) + "\n"


def fields(schema: Path) -> str:
    """Return the table of the fields of ``schema``."""
    root = json.loads(schema.read_text())
    return table(("field", "type", "meaning"), _rows(root, root, ""))


def _rows(node: dict[str, Any], root: dict[str, Any], above: str) -> Iterator[list[str]]:
    for name, child in node.get("properties", {}).items():
        resolved = _resolved(child, root)
        path = f"{above}{name}"
        meaning = child.get("description") or resolved.get("description") or ""
        yield [code(path), _kind(resolved, root), prose(meaning)]
        inner = _object(resolved, root)
        items = resolved.get("items")
        if inner:
            yield from _rows(inner, root, f"{path}.")
        elif items and _object(items, root):
            yield from _rows(_object(items, root), root, f"{path}[].")


def _resolved(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in node:
        target: Any = root
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def _object(node: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Return the part of ``node`` that has properties; empty where it has none."""
    resolved = _resolved(node, root)
    if "properties" in resolved:
        return resolved
    for choice in (*resolved.get("anyOf", ()), *resolved.get("oneOf", ())):
        inner = _object(choice, root)
        if inner:
            return inner
    return {}


def _kind(node: dict[str, Any], root: dict[str, Any]) -> str:
    if "const" in node:
        return code(json.dumps(node["const"]))
    if "enum" in node:
        return ", ".join(code(json.dumps(value)) for value in node["enum"])
    choices = (*node.get("anyOf", ()), *node.get("oneOf", ()))
    if choices:
        return ", ".join(dict.fromkeys(_kind(_resolved(each, root), root) for each in choices))
    kinds = node.get("type", "any")
    return ", ".join(kinds) if isinstance(kinds, list) else str(kinds)
