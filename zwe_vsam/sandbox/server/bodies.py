"""Readers of requests: bodies, JSON, and numbers in headers."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable
from typing import Any

from flask import Request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from zwe_vsam.sandbox.server import code_pages
from zwe_vsam.sandbox.server.errors import Failure
from zwe_vsam.zos import records

_UNICODE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be")
_DOCUMENT = 64 << 10
"""Bytes of the largest JSON document: IDCAMS commands have 8 KiB, and each of their characters may
be written in six."""


def content(asked: Request) -> bytes:
    """The whole body of a request.

    Raises RequestEntityTooLarge for more than is allowed, and BadRequest for less than there
    should be.
    """
    incomplete = BadRequest("The body of the request is not complete.")
    try:
        data = asked.get_data()
        # Of a body without a length, Werkzeug gives what is allowed and leaves the rest unread.
        if asked.content_length is None and asked.environ["wsgi.input"].read(1):
            raise RequestEntityTooLarge
    except (OSError, ValueError) as error:
        raise incomplete from error
    # A connection that ends too early is no error to what reads from it.
    if len(data) < (asked.content_length or 0):
        raise incomplete
    return data


def text(asked: Request) -> str:
    """The text in the body of a request. Raises UnicodeError, LookupError, and what content does.

    The character set that Content-Type names is a Unicode form or has one byte for each
    character: others of Python's take a time that grows faster than the text.
    """
    charset = asked.mimetype_params.get("charset", "utf-8")
    name = codecs.lookup(charset).name
    if name not in _UNICODE and not code_pages.is_single_byte(name):
        raise LookupError(charset)
    body = content(asked).decode(name)
    if records.too_many(body):
        raise RequestEntityTooLarge(f"The text has more than {records.MAXIMUM:,} records.")
    return body


def document(asked: Request, failed: Callable[[str], Failure]) -> dict[str, Any]:
    """The JSON object in a request; ``failed`` makes the error for a request without one."""
    data = content(asked)
    if len(data) > _DOCUMENT:
        raise RequestEntityTooLarge(f"The JSON of the request is longer than {_DOCUMENT} bytes.")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise failed(f"The request does not hold JSON: {error}") from error
    if not isinstance(value, dict):
        raise failed("The request does not hold a JSON object")
    return value


def limit(asked: Request, default: int = 1000) -> int:
    """X-IBM-Max-Items: how many rows at most; 0 for all, the default for what is no number."""
    text = asked.headers.get("X-IBM-Max-Items", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def attributes(asked: Request, default: str) -> tuple[str, bool]:
    """X-IBM-Attributes: which, and whether the number of all rows is wanted, too."""
    text = asked.headers.get("X-IBM-Attributes", default).lower()
    words = [word.strip() for word in text.split(",")]
    return words[0] or default, "total" in words[1:]
