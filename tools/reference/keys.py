"""The table of the keys of zowe.yaml, from the one that ``check`` works with."""

from __future__ import annotations

from collections.abc import Iterator

from tools.reference.markup import code, table
from zwe_vsam.config import key_table

_SECTIONS = (
    ("Cluster and JCL", ("zowe",)),
    ("Caching Service", key_table.SERVICE_PATH),
)
"""Title of a table, and the path that all its keys begin with."""


def keys() -> str:
    """Return one table for each section: the keys that ``check`` knows, and what each holds."""
    parts = []
    for title, start in _SECTIONS:
        rows = [
            [code(".".join(path)), content]
            for path, content in _leaves(key_table.ROOT)
            if path[: len(start)] == start and content != key_table.ANY
        ]
        parts.append(f"### {title}\n\n{table(('key', 'holds'), rows)}")
    variables = [[code(f"zowe.environments.{name}")] for name in key_table.ENVIRONMENTS]
    parts.append(f"### Variables of zowe.environments\n\n{table(('key',), variables)}")
    ports = [[code(name), str(port)] for name, port in key_table.DEFAULT_PORTS.items()]
    parts.append(f"### Default ports\n\n{table(('component', 'port'), ports)}")
    return "\n".join(parts)


def _leaves(
    below: key_table.Keys, above: key_table.Path = ()
) -> Iterator[tuple[key_table.Path, str]]:
    """Yield each key that holds a value, with the kind of the value."""
    for name, content in below.items():
        path = (*above, name)
        if isinstance(content, str):
            yield path, content
        else:
            yield from _leaves(content, path)
