"""Anything as zowe.yaml: any bytes, small changes, every value that reaches JCL."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.conftest import MINIMAL, ROOT
from tests.fuzz import members, screen
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import PIECES, hostile, mutations, spoiled
from zwe_vsam.config import document

FULL = MINIMAL.read_text().replace(
    "  setup:",
    "  environments:\n    CACHING_STORAGE_VSAM_KEYLENGTH: 64\n"
    "    CACHING_STORAGE_VSAM_RECORDLENGTH: &r 2048\n  setup:\n    jcl:\n      header: |\n"
    "        CLASS=A,\n        //* text\n        NOTIFY=&SYSUID",
)
CODES = (0, 140, 144, 157, 231, 232)


def render(folder: Path, data: str | bytes) -> None:
    """A member with one DEFINE, or a clear error and nothing on standard output."""
    path = screen.write(folder / "zowe.yaml", data)
    shown = screen.clear(screen.call("render", "-c", path, terminal=False), path)
    assert shown.code in CODES
    assert bool(shown.out) is (shown.code == 0)
    if not shown.code:
        members.one_define(shown.out)


def without_c_library(folder: Path, data: str | bytes) -> None:
    """With PyYAML alone, as on z/OS."""
    loader = document._Loader
    document._Loader = yaml.SafeLoader
    try:
        render(folder, data)
    finally:
        document._Loader = loader


def config(folder: Path, data: str | bytes) -> None:
    """The effective configuration on a terminal, and as JSON."""
    path = screen.write(folder / "zowe.yaml", data)
    shown = screen.clear(screen.call("config", "-c", path), path)
    assert shown.code in CODES
    found = screen.clear_json(screen.call("config", "-c", path, "--output", "json"), path)
    assert found["exit_code"] == shown.code


# Every value that reaches JCL

NAME = r"[A-Z$#@][A-Z0-9$#@-]{0,7}(\.[A-Z$#@][A-Z0-9$#@-]{0,7}){0,21}"
RULES = {
    ("zowe", "setup", "dataset", "prefix"): NAME,
    ("zowe", "setup", "dataset", "jcllib"): NAME,
    ("zowe", "setup", "vsam", "mode"): "RLS|NONRLS",
    ("zowe", "setup", "vsam", "volume"): "[A-Z0-9$#@-]{1,6}",
    ("zowe", "setup", "vsam", "storageClass"): "[A-Z$#@][A-Z0-9$#@]{0,7}",
    ("zowe", "setup", "vsam", "name"): NAME,
    ("components", "caching-service", "storage", "vsam", "name"): NAME,
    ("zowe", "environments", "CACHING_STORAGE_VSAM_KEYLENGTH"): "0*[0-9]{1,3}",
    ("zowe", "environments", "CACHING_STORAGE_VSAM_RECORDLENGTH"): "0*[0-9]{1,5}",
}
"""What a value must be to reach JCL (the rules of Zowe's schema and IBM's), written anew."""
HEADER = ("zowe", "setup", "jcl", "header")
RIGHT = {
    ("zowe", "setup", "vsam", "volume"): "VOL123",
    ("zowe", "setup", "vsam", "storageClass"): "SCVSAM",
    ("zowe", "environments", "CACHING_STORAGE_VSAM_KEYLENGTH"): "128",
    ("zowe", "environments", "CACHING_STORAGE_VSAM_RECORDLENGTH"): "4096",
    ("zowe", "setup", "vsam", "name"): "IBMUSER.CACHE",
    ("components", "caching-service", "storage", "vsam", "name"): "IBMUSER.CACHE",
    ("components", "caching-service", "storage", "mode"): "VSAM",
    ("zowe", "setup", "dataset", "prefix"): "IBMUSER.ZWE",
    ("zowe", "setup", "dataset", "jcllib"): "IBMUSER.JCLLIB",
}


@st.composite
def values(draw: st.DrawFn) -> dict[tuple[str, ...], Any]:
    """A right configuration in which one value or two are spoiled."""
    mode = draw(st.sampled_from(["RLS", "NONRLS"]))
    found: dict[tuple[str, ...], Any] = {**RIGHT, ("zowe", "setup", "vsam", "mode"): mode}
    for path in draw(st.lists(st.sampled_from([*RULES, HEADER, HEADER]), min_size=1, max_size=2)):
        if path == HEADER:
            lines = draw(st.lists(spoiled("CLASS=A,", "MSGCLASS=H", "//* x", "'A B',"), max_size=3))
            found[path] = draw(st.sampled_from([lines, "\n".join(lines)]))
        else:
            found[path] = draw(spoiled(found[path]))
    return found


def injected(folder: Path, wanted: dict[tuple[str, ...], Any]) -> None:
    """What keeps the rules is in the member as it is; anything else never gets there."""
    tree: dict[str, Any] = {}
    for path, value in wanted.items():
        node = tree
        for part in path[:-1]:
            node = node.setdefault(part, {})
        node[path[-1]] = value
    path = screen.write(folder / "zowe.yaml", json.dumps(tree))
    shown = screen.clear(screen.call("render", "-c", path, terminal=False), path)
    screen.call("init", "-c", path, "--dry-run", "-vv")
    if shown.code:
        assert not shown.out
        return
    for key, rule in RULES.items():
        value = wanted[key]
        mode = wanted["zowe", "setup", "vsam", "mode"].strip().upper()
        unused = {"RLS": "volume", "NONRLS": "storageClass"}.get(mode)
        # Blanks around a value are YAML's to keep or not; an unused or empty one goes nowhere.
        if key[-1] != unused and value.strip():
            assert re.fullmatch(rule, value.strip().upper(), re.ASCII), (key, value)
    members.nothing_added(shown.out)
    define = members.one_define(shown.out)
    named = [wanted[key] for key in RULES if key[-1] == "name" and wanted[key].strip()]
    assert all(define.name == name.strip().upper() for name in named)


KINDS = (
    Kind("zowe.yaml: any bytes", st.binary(max_size=200), render, 150, 3),
    Kind("zowe.yaml: any text", st.text(max_size=200), config, 100, 2),
    Kind(
        "zowe.yaml: any tokens",
        st.lists(
            st.sampled_from([*PIECES, "zowe:", "setup:", "  ", "a"]) | hostile, max_size=30
        ).map("".join),
        render,
        150,
        3,
    ),
    Kind("zowe.yaml: small changes", mutations(MINIMAL.read_text(), FULL), render, 300, 5),
    Kind(
        "zowe.yaml: without PyYAML's C library",
        mutations(MINIMAL.read_text(), FULL) | st.text(max_size=100),
        without_c_library,
        60,
        3,
    ),
    Kind(
        "zowe.yaml: small changes, shown",
        mutations(FULL, (ROOT / "fixtures" / "full.yaml").read_text()[:3000]),
        config,
        60,
        2,
    ),
    Kind("zowe.yaml: every value that reaches JCL", values(), injected, 200, 6),
)
