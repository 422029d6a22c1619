"""Reading what requests carry: JSON, numbers in headers, names in paths."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from flask import Request

from zwe_vsam.sandbox.server.errors import Failure


def document(asked: Request, failed: Callable[[str], Failure]) -> dict[str, Any]:
    """The JSON object in a request; ``failed`` makes the error for a request without one."""
    try:
        found = json.loads(asked.get_data())
    except (ValueError, RecursionError) as error:
        raise failed(f"The request does not hold JSON: {error}") from error
    if not isinstance(found, dict):
        raise failed("The request does not hold a JSON object")
    return found


def limit(asked: Request, default: int = 1000) -> int:
    """X-IBM-Max-Items: how many rows at most; 0 for all, the default for what is no number."""
    text = asked.headers.get("X-IBM-Max-Items", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def attributes(asked: Request, default: str) -> tuple[str, bool]:
    """X-IBM-Attributes: which, and whether the number of all rows is wanted, too."""
    text = asked.headers.get("X-IBM-Attributes", default).lower()
    words = [word.strip() for word in text.split(",")]
    return words[0] or default, "total" in words[1:]
