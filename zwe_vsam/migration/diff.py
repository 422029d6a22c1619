"""The difference of two documents as a unified diff, without secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import unified_diff

import yaml

from zwe_vsam.config import secrets
from zwe_vsam.config.document import LINE_BREAK, Document
from zwe_vsam.config.edit.planner import is_alias

_CONTEXT = 3
"""Lines before and after a change."""
_COMMENT = re.compile(r"(?<!\S)#.*")
_IN_COMMENT = re.compile(r"(?i)((?:pass|pwd|secret|token|credential)[\w.-]*\s*[:=]\s*)\S.*")


def lines(before: Document, after: Document) -> tuple[str, ...]:
    """The unified diff from ``before`` to ``after``, line by line; empty where they are equal.

    Every value that can be a secret is masked in both.
    """
    old, new = (LINE_BREAK.split(redacted(document)) for document in (before, after))
    return tuple(unified_diff(old, new, before.name, after.name, n=_CONTEXT, lineterm=""))


def redacted(document: Document) -> str:
    """The text of a document, with ``****`` in the place of each value that can be a secret."""
    text = document.text
    for start, end, shown in sorted(_masked(document), reverse=True):
        breaks = "\n" * len(LINE_BREAK.findall(text[start:end]))
        text = f"{text[:start]}{shown}{breaks}{text[end:]}"
    return _COMMENT.sub(lambda match: _IN_COMMENT.sub(rf"\1{secrets.MASK}", match[0]), text)


def _masked(document: Document) -> Iterator[tuple[int, int, str]]:
    """Start and end of each scalar that can be a secret, and what is shown in its place."""
    waiting: list[tuple[tuple[str, ...], yaml.Node]] = [((), document.root)]
    visited: set[int] = set()
    while waiting:
        path, node = waiting.pop()
        if id(node) in visited:
            continue
        visited.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            shown = secrets.masked(".".join(path), str(node.value))
            if shown != str(node.value):
                yield node.start_mark.index, node.end_mark.index, shown
        elif isinstance(node, yaml.SequenceNode):
            waiting += [(path, item) for item in node.value]
        elif isinstance(node, yaml.MappingNode):
            for key, value in node.value:
                name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
                if isinstance(key, yaml.ScalarNode) and secrets.shown((*path, name)) != ".".join(
                    (*path, name)
                ):
                    yield key.start_mark.index, key.end_mark.index, secrets.MASK
                if not is_alias(key, value):
                    waiting.append(((*path, name), value))
