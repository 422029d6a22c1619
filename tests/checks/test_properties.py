"""Whatever the configuration: findings with a place and a remedy, or an error that was foreseen."""

from __future__ import annotations

import contextlib
import io
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.fixtures import FOLDER, NAMES
from tests.config.test_robustness import mutations
from zwe_vsam.checks import known
from zwe_vsam.cli import main

Check = Callable[[str], None]
TEXTS = [(FOLDER / name).read_text() for name in NAMES]
WORDS = sorted({name for path in known.PATHS for name in path})
SCALARS = st.sampled_from(
    ["", "null", "true", "VSAM", "redis", "infinispan", "inMemory", "7600", "-1", "'a[1],b[2]'",
     "a:b@c:1", "'${{ zowe.setup }}'", "'${{ x'", "*none", "[a, [b]]", "{a: b}", "é", "+1"]
)  # fmt: skip


def _settings(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    path = tmp_path_factory.mktemp("check") / "zowe.yaml"

    def call(text: str) -> None:
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        found = _run(path)
        assert found == _run(path), "the same again"

    return call


def _run(path: Path) -> object:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(["check", "-c", str(path), "--output", "json"])
    assert code in (0, 140, 144, 157, 231, 232), err.getvalue() + out.getvalue()
    found = json.loads(out.getvalue())
    for message in found["messages"]:
        assert message["file"] == str(path), message
        assert message["remedy"], message
    return found


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
    for path in known.paths(known.STORAGE):
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


def _what(path: known.Path) -> object:
    what: object = known.STORAGE
    for name in path:
        assert not isinstance(what, str)
        what = what[name]  # type: ignore[index]
    return what


@_settings(150)
@given(text=mutations(*TEXTS))
def test_small_changes_of_the_fixtures(check: Check, text: str) -> None:
    check(text)


@_settings(80)
@given(text=sections())
def test_known_keys_anywhere(check: Check, text: str) -> None:
    check(text)


@_settings(80)
@given(text=right_sections())
def test_any_values(check: Check, text: str) -> None:
    check(text)


@_settings(60)
@given(text=st.text(max_size=100))
def test_any_text(check: Check, text: str) -> None:
    check(text)


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"key{number}: 1\n" for number in range(8_000)),
        "haInstances:\n" + "".join(f"  i{number}: {{hostname: h}}\n" for number in range(4_000)),
        "components:\n" + "".join(f"  c{n}: {{enabled: true, port: {n}}}\n" for n in range(2_000)),
        "components: {caching-service: {storage: {mode: infinispan, infinispan: {initialHosts: '"
        + "a," * 100_000 + "'}}}}",
        "a: &a\n  b: *a\n  components: *a\ncomponents: *a\nhaInstances: *a\n",
    ],
    ids=["keys", "instances", "components", "members", "loop"],
)  # fmt: skip
def test_very_large_ones_take_no_time(tmp_path: Path, text: str) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_text(text)
    start = time.perf_counter()
    _run(path)
    assert time.perf_counter() - start < 10
