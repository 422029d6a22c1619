"""One value set in any file (``--update-config``): in one place, or refused."""

from __future__ import annotations

from pathlib import Path

import yaml
from hypothesis import strategies as st

from tests.config.test_edit import NEW, PATH, changed
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, is_text
from zwe_vsam.config import edit
from zwe_vsam.config.document import Document
from zwe_vsam.config.edit import Setting
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Problem

_SCALARS = st.sampled_from(
    ["1", "'x y'", '"q"', "", "~", "[]", "[a, {b: c}]", "{}", "|\n{i}  t", "&a x", "text # c", "*a"]
)


@st.composite
def files(draw: st.DrawFn) -> str:
    """A block mapping that has a part of the path, with neighbours and comments."""
    step = draw(st.integers(1, 4))
    lines = ["a: &a anchored"] if draw(st.booleans()) else ["a: &a {x: 1}"]
    for depth, part in enumerate(PATH[: draw(st.integers(0, 4))]):
        indent = " " * (step * depth)
        for _ in range(draw(st.integers(0, 2))):
            lines.append(f"{indent}k{len(lines)}: {draw(_SCALARS)}".replace("{i}", indent))
        if draw(st.booleans()):
            lines.append(f"{' ' * draw(st.integers(0, 8))}# {part}")
        lines.append(f"{indent}{part}: {draw(_SCALARS) if part == 'name' else ''}")
        lines[-1] = lines[-1].replace("{i}", indent)
    for _ in range(draw(st.integers(0, 2))):
        lines.append(draw(st.sampled_from(["", "# end", "zz: 1", "  # in", "..."])))
    text = draw(st.sampled_from(["\n", "\r\n"])).join("\n".join(lines).split("\n"))
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.just("") | hostile) + text[at:]


def _plain(node: yaml.Node, hidden: tuple[str, ...] | None) -> object:
    """The tree without the value at ``hidden``, and without keys that hold nothing else."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag.endswith(":null") and hidden else (node.tag, node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, None) for item in node.value]
    pairs = []
    for key, value in node.value:
        if hidden and key.value == hidden[0]:
            below = _plain(value, hidden[1:]) if len(hidden) > 1 else None
            if below:
                pairs.append((_plain(key, None), below))
        else:
            # A key can be a mapping, whose nodes are equal only to themselves.
            pairs.append((_plain(key, None), _plain(value, None)))
    return pairs


def one_place(_folder: Path, text: str) -> None:
    """The new value is there, all the rest and every comment as before."""
    if not is_text(text):
        return
    try:
        document = Document(ConfigSource("zowe.yaml", text))
    except Problem:
        return
    try:
        after = changed(text)
    except (edit.Refused, Problem):
        return
    # By the same reader: PyYAML's C library takes some texts that PyYAML itself does not.
    root = Document(ConfigSource("zowe.yaml", after)).root
    node: yaml.Node = root
    for part in PATH:
        node = next(value for key, value in node.value if key.value == part)
    assert node.value.strip() == NEW
    assert _plain(root, PATH) == _plain(document.root, PATH)
    kept = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    assert [line for line in after.split("\n") if line.lstrip().startswith("#")] == kept


SET = (
    Setting(PATH, NEW),
    Setting((*PATH[:-1], "list"), "a[7600],b[7600]"),
    Setting((*PATH[:-2], "w", "port"), 7600),
    Setting(("c", "new"), "text"),
)


def a_set(_folder: Path, text: str) -> None:
    """All values are there, all the rest and every comment as before; a second set does nothing."""
    if not is_text(text):
        return
    try:
        document = Document(ConfigSource("zowe.yaml", text))
        after = edit.plan(document, SET).after
    except (edit.Refused, Problem):
        return
    for setting in SET:
        node: yaml.Node = after.root
        for part in setting.path:
            node = next(value for key, value in node.value if key.value == part)
        assert node.value.strip() == str(setting.value)
    kept = [line for line in text.split("\n") if line.lstrip().startswith("#")]
    assert [line for line in after.text.split("\n") if line.lstrip().startswith("#")] == kept
    assert edit.plan(after, SET).changes == ()


KINDS = (
    Kind("--update-config: any file", files(), one_place, 150, 16),
    Kind("edit: a set of values in any file", files(), a_set, 150, 8),
)
