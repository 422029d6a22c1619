"""Compile the bundled templates ahead: ``python -m tools.compile_templates``.

Jinja2 compiles each template of ``templates/`` to the source of a Python module in
``zwe_vsam/member/compiled``. The package says what of Jinja2 that source needs.
"""

from __future__ import annotations

import builtins
from pathlib import Path
from symtable import SymbolTable, symtable

import jinja2

from zwe_vsam.member import compiled, jinja

ROOT = Path(__file__).parent.parent
PACKAGE = Path(compiled.__file__).parent
_IMPORT = "from jinja2.runtime import "


def modules() -> dict[Path, str]:
    """Return the path of each module and its source."""
    return {
        PACKAGE / f"{path.name.partition('.')[0].lower()}.py": module(path)
        for path in sorted((ROOT / "templates").glob("*.j2"))
    }


def module(path: Path) -> str:
    """Return the source for one template. Raises SystemExit where the package cannot run it."""
    text = path.read_text()
    if text != "\n".join(line.rstrip() for line in text.split("\n")):
        raise SystemExit(f"{path.name}: blanks at the end of a line")
    code = jinja.environment().compile(text, path.name, raw=True, defer_init=True)
    first, _, body = code.partition("\n")
    assert first.startswith(_IMPORT), first
    needed = sorted(_globals(symtable(body, path.name, "exec")))
    unknown = [name for name in needed if not hasattr(compiled, name)]
    if unknown:
        raise SystemExit(f"{path.name}: zwe_vsam.member.compiled has no {', '.join(unknown)}")
    lines = "".join(f"    {line!r}\n" for line in text.splitlines(keepends=True))
    return (
        f'"""templates/{path.name}, compiled by Jinja2. tools/compile_templates.py wrote it."""\n\n'
        f"from {compiled.__name__} import {', '.join(needed)}\n\n"
        f"JINJA2 = {jinja2.__version__!r}\n"
        f"SOURCE = (\n{lines})\n"
        f"{body}\n"
    )


def _globals(table: SymbolTable) -> set[str]:
    """Return the names that a module reads, and that neither it nor Python defines."""
    names = {
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_referenced() and symbol.is_global() and not symbol.is_assigned()
    }
    return names.union(*map(_globals, table.get_children())) - set(dir(builtins))


if __name__ == "__main__":
    for target, source in modules().items():
        target.write_text(source)
