"""What Zowe demands of a component, restated from the schemas that it publishes.

Source: zowe-install-packaging, schemas/manifest-schema.json (``$id``
https://zowe.org/schemas/v2/server-component-manifest) and schemas/server-common.json; Zowe
documentation, "Server component manifest file reference" and "Server component schemas". Each
property of a manifest that Zowe knows has its row here; Zowe allows others.
"""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
ONE_OR_MORE = {"oneOf": [TEXT, TEXTS]}


def closed(**properties: Any) -> dict[str, Any]:
    """An object that has no other properties."""
    return {"type": "object", "additionalProperties": False, "properties": properties}


MANIFEST: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2019-09/schema",
    "type": "object",
    "required": ["name", "id"],
    "properties": {
        "name": {"type": "string", "pattern": "^[A-Za-z0-9_-]+$"},
        "id": {"type": "string", "pattern": r"^[A-Za-z]{2,6}(\.[A-Za-z0-9-]{1,62}[A-Za-z0-9])+$"},
        "version": {
            "type": "string",
            "pattern": r"^\d*\.\d*\.\d*(-*[a-zA-Z][0-9a-zA-Z.-]*)?(\+[0-9a-zA-Z.-]*)?$",
        },
        "title": TEXT,
        "description": TEXT,
        "license": TEXT,
        "schemas": closed(configs=ONE_OR_MORE),
        "autoEncoding": {"type": "array"},
        "homepage": TEXT,
        "keywords": TEXTS,
        "repository": {"type": "object", "properties": {"type": TEXT, "url": TEXT}},
        "build": closed(branch=TEXT, number=TEXT, commitHash=TEXT, timestamp={"type": "integer"}),
        "commands": closed(install=TEXT, validate=TEXT, configure=TEXT, start=TEXT),
        "apimlServices": closed(
            basePackage=TEXT, dynamic={"type": "array"}, static={"type": "array"}
        ),
        "appfwPlugins": {"type": "array"},
        "gatewaySharedLibs": TEXTS,
        "discoverySharedLibs": TEXTS,
        "zisPlugins": {"type": "array"},
        "configs": {"type": "object", "properties": {"defaults": ONE_OR_MORE}},
    },
}

BASE: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2019-09/schema",
    "$id": "https://zowe.org/schemas/v2/server-base",
    "type": "object",
    "required": ["zowe"],
    "$defs": {
        "component": {
            "$anchor": "zoweComponent",
            "type": "object",
            "properties": {"enabled": {"type": "boolean"}},
        }
    },
}
"""Of Zowe's base schema what a component refers to: itself, and its anchor zoweComponent."""
