"""Any configuration with VSAM that ``check`` accepts: what holds of its migration."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from tests.fuzz.harness import Kind
from tests.migration import cases
from tests.migration.conftest import content
from tests.migration.test_cases import STORAGE

CLUSTER = "IBMUSER.ZWE.CUST.CACHE"
MODES = ("VSAM", "'VSAM'", '"VSAM"', "vsam")
Tree = dict[str, Any]


@st.composite
def storage(draw: st.DrawFn) -> Tree:
    """The section ``storage`` of the main sections, its keys in any order."""
    keys: Tree = {"mode": draw(st.sampled_from(MODES)), "vsam": {"name": CLUSTER}}
    if draw(st.booleans()):
        keys["size"] = 10000
    if draw(st.booleans()):
        keys["evictionStrategy"] = "reject"
    if draw(st.booleans()):
        jgroups: Tree = {}
        if draw(st.booleans()):
            jgroups["port"] = draw(st.sampled_from([7098, 7600, 7700]))
        if draw(st.booleans()):
            jgroups["keyExchange"] = {"port": draw(st.sampled_from([7118, 7601, 7701]))}
        keys["infinispan"] = {"jgroups": jgroups} if jgroups else None
    order = draw(st.permutations(list(keys)))
    return {name: keys[name] for name in order}


@st.composite
def instance(draw: st.DrawFn, number: int) -> Tree:
    """An instance of ``haInstances``, with keys of its own or without."""
    made: Tree = {"hostname": f"lpar{number}.example.com", "sysname": f"LPR{number}"}
    service: Tree = {}
    if draw(st.integers(0, 4)) == 0:
        service["enabled"] = "false"
    own: Tree = {}
    if draw(st.booleans()):
        own["mode"] = draw(st.sampled_from(MODES[:3]))
    if draw(st.booleans()):
        own["infinispan"] = {"jgroups": {"port": draw(st.sampled_from([7098, 7800]))}}
        if draw(st.booleans()):
            own["infinispan"]["initialHosts"] = "lpar1.example.com[7098]"
    if own:
        service["storage"] = own
    if service:
        made["components"] = {"caching-service": service}
    return made


class Writer:
    """Writes a tree as YAML: block or flow style, with comments and blank lines in between."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.step = draw(st.integers(1, 4))
        self.count = 0

    def rarely(self, share: int = 4) -> bool:
        return self.draw(st.integers(0, share)) == 0

    def comment(self) -> str:
        self.count += 1
        return f"# comment {self.count}"

    def block(self, tree: Tree, column: int = 0) -> list[str]:
        lines: list[str] = []
        for name, value in tree.items():
            if self.rarely(5):
                lines.append(f"{' ' * self.draw(st.integers(0, column + 4))}{self.comment()}")
            if self.rarely(8):
                lines.append("")
            end = f" {self.comment()}" if self.rarely(5) else ""
            head = f"{' ' * column}{name}:"
            if not isinstance(value, dict):
                lines.append(f"{head}{'' if value is None else f' {value}'}{end}")
            elif column >= 2 and self.rarely(7):
                lines.append(f"{head} {self.flow(value)}{end}")
            else:
                lines += [f"{head}{end}", *self.block(value, column + self.step)]
        return lines

    def flow(self, tree: Tree) -> str:
        blank = " " if self.rarely(2) else ""
        parts = [
            f"{name}: {self.flow(value) if isinstance(value, dict) else _scalar(value)}"
            for name, value in tree.items()
        ]
        return f"{{{blank}{', '.join(parts)}{blank}}}"


def _scalar(value: object) -> str:
    text = "" if value is None else str(value)
    return f'"{text}"' if set(text) & set("[],") else text


@st.composite
def texts(draw: st.DrawFn) -> bytes:
    """A zowe.yaml with VSAM storage, as the bytes of its file."""
    count = draw(st.integers(0, 5))
    tree: Tree = {
        "zowe": {
            "setup": {
                "dataset": {"prefix": "IBMUSER.ZWE", "jcllib": "IBMUSER.ZWE.CUST.JCLLIB"},
                "vsam": {"mode": "RLS", "storageClass": "SCZOWE"},
            }
        },
        "components": {
            "gateway": {"enabled": "true", "port": 7554},
            "caching-service": {"enabled": "true", "storage": draw(storage())},
            "my-extension": {"enabled": "true", "port": draw(st.sampled_from([7600, 8000]))},
        },
    }
    if count:
        tree["haInstances"] = {f"lpar{n}": draw(instance(n)) for n in range(1, count + 1)}
    order = draw(st.permutations(list(tree)))
    lines = Writer(draw).block({name: tree[name] for name in order})
    newline = draw(st.sampled_from(["\n", "\r\n"]))
    text = newline.join(lines) + draw(st.sampled_from(["", newline]))
    if draw(st.booleans()) and newline == "\n":
        text = "# cluster für alle\n" + text
        if draw(st.booleans()):
            return text.encode("cp1047").replace(b"\x25", b"\x15")
    return text.encode()


def _text(data: bytes) -> str:
    if b"\x15" in data:
        return data.decode("cp1047").replace("\x85", "\n")
    return data.decode()


def _others(tree: object, path: tuple[str, ...] = ()) -> object:
    """The tree without the keys that a migration sets."""
    if not isinstance(tree, dict):
        return tree
    others = {}
    for name, value in tree.items():
        below = (*path, name)
        if below[-2:] == ("storage", "mode") or "infinispan" in below:
            continue
        other = _others(value, below)
        # A section of an instance can be new, and then it holds nothing else.
        if other != {} or not isinstance(value, dict):
            others[name] = other
    return others


def _comments(text: str) -> list[str]:
    return re.findall(r"#.*", text.replace("\r", ""))


def holds(folder: Path, case: tuple[bytes, tuple[str, ...]]) -> None:
    """Nothing else changes, ``check`` has nothing left, a rerun does nothing, and back it goes."""
    data, options = case
    for path in folder.iterdir():
        path.unlink()
    (folder / "zowe.yaml").write_bytes(data)
    if cases.run(folder, "check", "-c", "zowe.yaml").code:
        return
    argv = ("migrate", "-c", "zowe.yaml", "--to", "infinispan", "--write", *options)
    ran = cases.run(folder, *argv)
    if ran.code:
        # Another component has the port.
        assert "ZWV2620E" in ran.err, ran.err
        assert content(folder) == {"zowe.yaml": data}
        return
    assert ran.result["changed"] is True
    after = (folder / "zowe.yaml").read_bytes()
    before_text, after_text = _text(data), _text(after)
    assert _others(yaml.safe_load(after_text)) == _others(yaml.safe_load(before_text))
    assert _comments(after_text) == _comments(before_text)
    assert ("\r\n" in after_text) == ("\r\n" in before_text)
    strict = cases.run(folder, "check", "-c", "zowe.yaml", "--strict")
    left = [each["id"] for each in strict.result["messages"]]  # type: ignore[attr-defined]
    assert not [each for each in left if STORAGE.fullmatch(each)], left
    again = cases.run(folder, *argv)
    assert (again.code, again.result["changed"]) == (0, False), again.err
    assert (folder / "zowe.yaml").read_bytes() == after
    back = cases.run(folder, "migrate", "-c", "zowe.yaml", "--rollback", *options)
    assert back.code == 0, back.err
    assert content(folder) == {"zowe.yaml": data}


_OPTIONS = st.sampled_from([(), ("--for-version", "3.1"), ("--jgroups-port", "7610")])
KINDS = (Kind("migrate: any configuration", st.tuples(texts(), _OPTIONS), holds, 60, 4),)
