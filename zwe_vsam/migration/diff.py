"""The difference of two documents as a unified diff, without secrets."""

from __future__ import annotations

import re
from difflib import unified_diff

import yaml

from zwe_vsam.config import secrets
from zwe_vsam.config.document import LINE_BREAK, Document
from zwe_vsam.config.tree import MAXIMUM_VALUES

_CONTEXT = 3
"""Lines before and after a change."""
_NO_END = "\x00"
"""Stands before the line that a diff has after a line without a line end."""
_COMMENT = re.compile(r"(?<!\S)#.*")


def lines(before: Document, after: Document) -> tuple[str, ...]:
    """The unified diff from ``before`` to ``after``, line by line; empty where they are equal.

    Every value that can be a secret is masked in both.
    """
    old, new = (_ended(redacted(document)) for document in (before, after))
    diff = unified_diff(old, new, before.name, after.name, n=_CONTEXT, lineterm="")
    return tuple(part for line in diff for part in line.split(_NO_END))


def _ended(text: str) -> list[str]:
    """The lines of a text; the last one is marked if it has no line end."""
    *lines, last = LINE_BREAK.split(text)
    return [*lines, f"{last}{_NO_END}\\ No newline at end of file"] if last else lines


def redacted(document: Document) -> str:
    """The text of a document, with ``****`` in the place of each value that can be a secret."""
    text = document.text
    for (start, end), shown in sorted(_masked(document).items(), reverse=True):
        breaks = "\n" * len(LINE_BREAK.findall(text[start:end]))
        text = f"{text[:start]}{shown}{breaks}{text[end:]}"
    return _COMMENT.sub(lambda match: secrets.comment_shown(match[0]), text)


def _masked(document: Document) -> dict[tuple[int, int], str]:
    """Start and end of each scalar that can be a secret, and what is shown in its place.

    A value with an anchor can be a secret by the key of an alias.
    """
    masked: dict[tuple[int, int], str] = {}
    waiting: list[tuple[tuple[str, ...], yaml.Node]] = [((), document.root)]
    visited: set[tuple[tuple[str, ...], int]] = set()
    while waiting and len(visited) < MAXIMUM_VALUES:
        path, node = waiting.pop()
        if (path, id(node)) in visited:
            continue
        visited.add((path, id(node)))
        place = node.start_mark.index, node.end_mark.index
        key = ".".join(path)
        if isinstance(node, yaml.SequenceNode):
            waiting += [(path, item) for item in node.value]
        elif isinstance(node, yaml.MappingNode):
            waiting += [((*path, _name(name)), value) for name, value in node.value]
            waiting += [((*path, ""), name) for name, _ in node.value]
        elif path[-1:] == ("",) and secrets.shown((*path[:-1], _name(node))) != ".".join(
            (*path[:-1], _name(node))
        ):
            masked[place] = secrets.MASK  # A key with a secret in it.
        elif path[-1:] != ("",) and secrets.masked(key, _name(node)) != _name(node):
            masked[place] = secrets.masked(key, _name(node))
    return masked


def _name(node: yaml.Node) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""
