"""Any configuration to ``check``: findings with a place and a remedy, twice the same."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import strategies as st

from tests.checks.fixtures import FOLDER, NAMES
from tests.fuzz import screen
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, mutations
from zwe_vsam.config import key_table

TEXTS = [(FOLDER / name).read_text() for name in NAMES]
WORDS = sorted({name for path in key_table.PATHS for name in path})
SCALARS = st.sampled_from(
    ["", "null", "true", "VSAM", "redis", "infinispan", "inMemory", "7600", "-1", "'a[1],b[2]'",
     "a:b@c:1", "'${{ zowe.setup }}'", "'${{ x'", "*none", "[a, [b]]", "{a: b}", "é", "+1",
     '"\\e[2J\\x9b31m"', '"\\u202e"', "9" * 40]
)  # fmt: skip
_TIMES = re.compile(r'"(?:started|ended)": "[^"]*"')


def check(folder: Path, text: str) -> None:
    """Each message has the file and a remedy; on a terminal nothing comes raw."""
    path = screen.write(folder / "zowe.yaml", text)
    first, second = (screen.call("check", "-c", path, "--output", "json") for _ in range(2))
    assert _TIMES.sub("", first.out) == _TIMES.sub("", second.out)
    found = screen.clear_json(first, path)
    for message in found["messages"]:
        assert message["file"] == str(path), message
        assert message["remedy"], message
    screen.call("check", "-c", path)


@st.composite
def sections(draw: st.DrawFn, depth: int = 0) -> str:
    """Known keys, rightly or wrongly nested, with values of all kinds."""
    lines = []
    for name in draw(st.lists(st.sampled_from([*WORDS, "a", "b"]), max_size=4)):
        if depth < 5 and draw(st.booleans()):
            below = draw(sections(depth + 1))
            lines.append(f"{'  ' * depth}{name}:\n{below}")
        else:
            lines.append(f"{'  ' * depth}{name}: {draw(SCALARS)}\n")
    return "".join(lines)


@st.composite
def right_sections(draw: st.DrawFn) -> str:
    """Known keys at their places, with values of all kinds, for some instances too."""
    lines = ["components:", "  caching-service:", "    storage:"]
    lines.append(
        f"      mode: {draw(st.sampled_from(['VSAM', 'redis', 'infinispan', 'inMemory']))}"
    )
    for path in key_table.paths(key_table.STORAGE):
        indent = "  " * (len(path) + 2)
        if len(path) == 1 and path[0] == "mode":
            continue
        if isinstance(_what(path), str):
            lines.append(f"{indent}{path[-1]}: {draw(SCALARS)}")
        else:
            lines.append(f"{indent}{path[-1]}:")
    for name in draw(st.lists(st.sampled_from("abc"), unique=True)):
        lines += ["haInstances:"] if "haInstances:" not in lines else []
        lines += [f"  {name}:", f"    hostname: {draw(SCALARS)}"]
    return "\n".join(lines) + "\n"


def _what(path: key_table.Path) -> object:
    what: object = key_table.STORAGE
    for name in path:
        assert not isinstance(what, str)
        what = what[name]  # type: ignore[index]
    return what


KINDS = (
    Kind("check: small changes", mutations(*TEXTS), check, 70, 2),
    Kind("check: known keys anywhere", sections(), check, 50, 2),
    Kind("check: any values", right_sections(), check, 50, 2),
    Kind("check: any text", st.text(max_size=100) | hostile, check, 30, 2),
)
