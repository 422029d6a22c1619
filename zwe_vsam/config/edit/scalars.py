"""How a value is written in YAML: plain where YAML reads it back, in quotes elsewhere.

Source: YAML 1.1, "Plain style": in a flow mapping (braces), a plain value has none of ``[]{},``.
"""

from __future__ import annotations

import re

import yaml

_PLAIN = re.compile(r"[A-Za-z0-9$/](?:[\w.$#@/:\[\],-]*[\w.$#@/\]])?", re.ASCII)
_PLAIN_IN_FLOW = re.compile(r"[A-Za-z0-9$/](?:[\w.$#@/-]*[\w.$#@/])?", re.ASCII)
_TEXT = "tag:yaml.org,2002:str"


def written(value: str | int, quote: str, *, is_flow: bool) -> str:
    """The value as YAML text. ``quote``: write it in these quotation marks, if not empty."""
    if not quote:
        if isinstance(value, int) or _is_plain(value, is_flow=is_flow):
            return str(value)
        quote = '"'
    return f"{quote}{escaped(value, quote)}{quote}"


def escaped(value: str | int, quote: str) -> str:
    """The value as it stands between quotation marks; as it is without any."""
    text = str(value)
    if quote == "'":
        return text.replace("'", "''")
    return text.replace("\\", "\\\\").replace('"', '\\"') if quote else text


def _is_plain(text: str, *, is_flow: bool) -> bool:
    if not (_PLAIN_IN_FLOW if is_flow else _PLAIN).fullmatch(text):
        return False
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    return node is not None and str(node.tag) == _TEXT
