"""One value set in a text: everything else stays as it is, or the change is refused."""

from __future__ import annotations

import difflib

import pytest

from tests.conftest import MINIMAL, ROOT
from zwe_vsam.config import edit, encoding
from zwe_vsam.config.document import Document
from zwe_vsam.config.edit import Change, Setting, planner
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.splice import splice

PATH = ("c", "s", "v", "name")
NEW = "NEW.NAME"
FULL = (ROOT / "fixtures" / "full.yaml").read_text()
ALIAS = "its value is an alias (*) of a value in another place"
OTHERS = "other values would change, too"
CLUSTER = ("components", "caching-service", "storage", "vsam", "name")


def changed(text: str, path: tuple[str, ...] = PATH) -> str:
    return planned(text, path).after.text


def planned(text: str, path: tuple[str, ...] = PATH) -> edit.Edit:
    return edit.plan(Document(ConfigSource("zowe.yaml", text)), [Setting(path, NEW)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # a value that is there
        ("c: {s: {v: {name: OLD}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c:\n  s:\n    v:\n      name: OLD\n", "c:\n  s:\n    v:\n      name: NEW.NAME\n"),
        ("c: {s: {v: {name: OLD}}} # OLD", "c: {s: {v: {name: NEW.NAME}}} # OLD"),
        ("c: {s: {v: {name:   OLD   }}}", "c: {s: {v: {name:   NEW.NAME   }}}"),
        ("c: {s: {v: {name: 'OLD'}}}", "c: {s: {v: {name: 'NEW.NAME'}}}"),
        ('c: {s: {v: {name: "OLD"}}}', 'c: {s: {v: {name: "NEW.NAME"}}}'),
        ('c: {s: {v: {name: "O\\x4cD"}}}', 'c: {s: {v: {name: "NEW.NAME"}}}'),
        ("c: {s: {v: {name: 'O''D'}}}", "c: {s: {v: {name: 'NEW.NAME'}}}"),
        ("c: {s: {v: {name: ' OLD '}}}", "c: {s: {v: {name: ' NEW.NAME '}}}"),
        ("c: {s: {v: {name: name}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c: {s: {v: {name: &n OLD}}}", "c: {s: {v: {name: &n NEW.NAME}}}"),
        ("c: {s: {v: {name: !!str OLD}}}", "c: {s: {v: {name: !!str NEW.NAME}}}"),
        ("c: {s: {v: {name: !!str &n 'OLD'}}}", "c: {s: {v: {name: !!str &n 'NEW.NAME'}}}"),
        ("c: {s: {v: {name: 12345}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ('c: {s: {v: {name: "${{ x }}.Y"}}}', 'c: {s: {v: {name: "NEW.NAME"}}}'),
        ("c: {s: {v:\n  {name: OLD}}}", "c: {s: {v:\n  {name: NEW.NAME}}}"),
        ("c: {s: {v: {name:\n  OLD}}}", "c: {s: {v: {name:\n  NEW.NAME}}}"),
        ("c:\n s:\n  v:\n   name: |\n    OLD\n", "c:\n s:\n  v:\n   name: |\n    NEW.NAME\n"),
        ("c:\n s:\n  v:\n   name: >-\n    OLD\nx:", "c:\n s:\n  v:\n   name: >-\n    NEW.NAME\nx:"),
        ("c:\n s:\n  v:\n   ? name\n   : OLD\n", "c:\n s:\n  v:\n   ? name\n   : NEW.NAME\n"),
        ("c: {s: {v: {name: A\n  B}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c: {s: {v: {name: XA\n  B}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ('c: {s: {v: {name: "A A A"}}}', 'c: {s: {v: {name: "NEW.NAME"}}}'),
        ('c: {s: {v: {name: "A\\\n  A"}}}', 'c: {s: {v: {name: "NEW.NAME"}}}'),
        ("z: &z [*z]\nc: {s: {v: {name: OLD}}}", "z: &z [*z]\nc: {s: {v: {name: NEW.NAME}}}"),
        ('{"c": {"s": {"v": {"name":"OLD"}}}}', '{"c": {"s": {"v": {"name":"NEW.NAME"}}}}'),
        ("z: &z OTHER\nc: {s: {v: {name: *z}}}", "z: &z OTHER\nc: {s: {v: {name: NEW.NAME}}}"),
        ("z: &z 1\nc:\n s:\n  v:\n   name: *z #", "z: &z 1\nc:\n s:\n  v:\n   name: NEW.NAME #"),
        # a key without a value
        ("c: {s: {v: {name: }}}", "c: {s: {v: {name: NEW.NAME }}}"),
        ("c: {s: {v: {name: , x: 1}}}", "c: {s: {v: {name: NEW.NAME , x: 1}}}"),
        ("c: {s: {v: {name}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c:\n  s:\n    v:\n      name:\n", "c:\n  s:\n    v:\n      name: NEW.NAME\n"),
        ("c:\n  s:\n    v:\n      name:", "c:\n  s:\n    v:\n      name: NEW.NAME"),
        ("c:\n  s:\n    v:\n      name: # x\n", "c:\n  s:\n    v:\n      name: NEW.NAME # x\n"),
        ("c: {s: {v: {name: ~}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c: {s: {v: {name: null}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c: {s: {v: {name: ''}}}", "c: {s: {v: {name: 'NEW.NAME'}}}"),
        ('c: {s: {v: {name: "  "}}}', 'c: {s: {v: {name: "NEW.NAME"}}}'),
        # keys that are missing
        ("c: {s: {v: {}}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c: {s: {v: {x: 1}}}", "c: {s: {v: {name: NEW.NAME, x: 1}}}"),
        ("c: {s: {v: {x: {}}}}", "c: {s: {v: {name: NEW.NAME, x: {}}}}"),
        ("c: {s: {}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("{}", "{c: {s: {v: {name: NEW.NAME}}}}"),
        ('{"x": 1}', '{"c": {"s": {"v": {"name": "NEW.NAME"}}}, "x": 1}'),
        ("c: {s: {v: , x: 1}}", "c: {s: {v: {name: NEW.NAME} , x: 1}}"),
        ("c: {s: {v: ~}}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c:\n  s: null # x\n", "c:\n  s: {v: {name: NEW.NAME}} # x\n"),
        ("c:\n  s:\n    v:\n", "c:\n  s:\n    v:\n      name: NEW.NAME\n"),
        ("c:\n  s:\n    v: # x\n", "c:\n  s:\n    v: # x\n      name: NEW.NAME\n"),
        ("c:\n    s:\n", "c:\n    s:\n        v:\n            name: NEW.NAME\n"),
        ("c:\n s: {x: 1}\n", "c:\n s: {v: {name: NEW.NAME}, x: 1}\n"),
        ("c:\n   x: 1\n", "c:\n   x: 1\n   s:\n      v:\n         name: NEW.NAME\n"),
        ("x: 1\n", "x: 1\nc:\n  s:\n    v:\n      name: NEW.NAME\n"),
        ("x: 1", "x: 1\nc:\n  s:\n    v:\n      name: NEW.NAME"),
        ("---\nx: 1\n...\n", "---\nx: 1\nc:\n  s:\n    v:\n      name: NEW.NAME\n...\n"),
        ("c:", "c:\n  s:\n    v:\n      name: NEW.NAME"),
        ("  x:\n    y: 1\n", "  x:\n    y: 1\n  c:\n    s:\n      v:\n        name: NEW.NAME\n"),
        ("c:\n s:\n  x: 1\n", "c:\n s:\n  x: 1\n  v:\n   name: NEW.NAME\n"),
        ("x: {a: 1\n}\n", "x: {a: 1\n}\nc:\n  s:\n    v:\n      name: NEW.NAME\n"),
        ("c:\n  s:\n    v: {x: 1}\n    w:\n", "c:\n  s:\n    v: {name: NEW.NAME, x: 1}\n    w:\n"),
        # after the last entry, before comments that follow
        (
            "c:\n  s:\n    v:\n      x: 1 # A\n      # B\n\n# C\ny: 1\n",
            "c:\n  s:\n    v:\n      x: 1 # A\n      name: NEW.NAME\n      # B\n\n# C\ny: 1\n",
        ),
        (
            "c:\n  s:\n    # of mode\n    mode: VSAM\n  t: 1\n",
            "c:\n  s:\n    # of mode\n    mode: VSAM\n    v:\n      name: NEW.NAME\n  t: 1\n",
        ),
        (
            "c:\n  s:\n    v:\n      x:\n      - 1\n      - {a: b}\n",
            "c:\n  s:\n    v:\n      x:\n      - 1\n      - {a: b}\n      name: NEW.NAME\n",
        ),
        (
            "c:\n  s:\n    v:\n      x: |\n        # A\n        # B\ny: 1\n",
            "c:\n  s:\n    v:\n      x: |\n        # A\n        # B\n      name: NEW.NAME\ny: 1\n",
        ),
        (
            "z: &z 1\nc:\n  s:\n    v:\n      x: *z\ny: 1\n",
            "z: &z 1\nc:\n  s:\n    v:\n      x: *z\n      name: NEW.NAME\ny: 1\n",
        ),
        (
            "c:\n  s:\n    v:\n      x:\n      - &z 1\n      - *z\ny: 1\n",
            "c:\n  s:\n    v:\n      x:\n      - &z 1\n      - *z\n      name: NEW.NAME\ny: 1\n",
        ),
        (
            "z: &z {x: 1}\nc:\n  s:\n    v:\n      <<: *z\n",
            "z: &z {x: 1}\nc:\n  s:\n    v:\n      <<: *z\n      name: NEW.NAME\n",
        ),
        (
            "z: &z {name: OLD}\nc:\n  s:\n    v:\n      <<: *z\n",
            "z: &z {name: OLD}\nc:\n  s:\n    v:\n      <<: *z\n      name: NEW.NAME\n",
        ),
        ("c:\n  s:\n    v: &v\n", "c:\n  s:\n    v: &v\n      name: NEW.NAME\n"),
        # line ends
        ("c:\r\n  s:\r\n    v:\r\n", "c:\r\n  s:\r\n    v:\r\n      name: NEW.NAME\r\n"),
        ("x: 1\r\n", "x: 1\r\nc:\r\n  s:\r\n    v:\r\n      name: NEW.NAME\r\n"),
        ("x: 1\ry: 2", "x: 1\ry: 2\rc:\r  s:\r    v:\r      name: NEW.NAME"),
        ("c: {s: {v: {name: OLD}}}\r\nx: 1\n", "c: {s: {v: {name: NEW.NAME}}}\r\nx: 1\n"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("loader")
def test_change(before: str, after: str) -> None:
    assert changed(before) == after


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("c: text", "the key c holds no further keys"),
        ("c: [1]", "the key c holds no further keys"),
        ('c: {s: {v: "${{ x }}"}}', "the key c.s.v holds no further keys"),
        ("c: {s: {v: {name: {a: b}}}}", "the key holds a mapping"),
        ("c: {s: {v: {name: [a]}}}", "the key holds a list"),
        ("z: &z {name: OLD}\nc: {s: {v: *z}}", ALIAS),
        ("z: &z {v: {name: OLD}}\nc: {s: *z}", ALIAS),
        ("c: {s: {v: &z {name: OLD}}}\nd: *z", OTHERS),
        ("c: {s: {v: {name: &z OLD}}}\nd: *z", OTHERS),
        ("c: {s: {v: &z {x: 1}}}\nd: {<<: *z}", OTHERS),
        ("z: &z {s: {mode: VSAM}}\nc: {<<: *z, x: 1}", OTHERS),
        ("z: &z {v: {x: 1}}\nc:\n  s:\n    <<: *z\n", OTHERS),
        ("c:\n  s:\n    v:\n      x: |+\n        text\n\n\ny: 1\n", OTHERS),
        ("c: {s: {v: {name: !!null OLD}}}", OTHERS),
        ("c:\n s:\n  v:\n   name: >-\n    A\n    B\n", "its value is folded over several lines"),
        ("c:\n s:\n  v:\n   name: |\n    A\n    B\n", "its value is folded over several lines"),
        ("c:\n s:\n  v: &v ~\nd: *v\n", OTHERS),
    ],
)
@pytest.mark.usefixtures("loader")
def test_refused(text: str, why: str) -> None:
    with pytest.raises(edit.Refused) as caught:
        changed(text)
    assert str(caught.value) == why


def test_refused_where_the_result_is_no_yaml() -> None:
    with pytest.raises(edit.Refused) as caught:
        changed("c:\n  s:\n    v:\n      ? x\ny: 1\n")
    reason = str(caught.value).removeprefix("the changed text would not be valid YAML: ")
    assert reason.startswith("mapping values are not allowed ")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("c: {s: {v: {name: A}}}", "c: {s: {v: {name: OTHER}}}"),
        ("c: {s: {v: {name: A}}}", "c: {s: {v: {name: [NEW.NAME]}}}"),
        ("c: {s: {v: {name: A}}}", "c: {s: {v: {name: !!null NEW.NAME}}}"),
        ("c: {s: {v: {name: A}}}", "c: {s: {v: NEW.NAME}}"),
        ("c: {s: text}", "c: {s: {v: {name: NEW.NAME}}}"),
        ("c: {s: {v: {name: A}}}", "c: {s: {v: {name: NEW.NAME, name: NEW.NAME}}}"),
        ("x: 1", "c: {s: {v: {name: NEW.NAME}}}"),
        ("x: 1", "c: {s: {v: {name: NEW.NAME}}}\nx: 1\ny: 2"),
        ("x: 1", "c: {s: {v: {name: NEW.NAME}}}\nx: 2"),
        ("x: 1", "c: {s: {v: {name: NEW.NAME}}}\nx: '1'"),
        ("x: 1", "c: {s: {v: {name: NEW.NAME}}}\ny: 1"),
        ("x: !t {a: 1}", "c: {s: {v: {name: NEW.NAME}}}\nx: !t [a]"),
        ("x: [1, 2]", "c: {s: {v: {name: NEW.NAME}}}\nx: [1]"),
        ("x: [1, 2]", "c: {s: {v: {name: NEW.NAME}}}\nx: [2, 1]"),
        ("x: {a: 1}", "c: {s: {v: {name: NEW.NAME}}}\nx: {b: 1}"),
        ("x: {a: 1}", "c: {s: {v: {name: NEW.NAME}}}\nx: {a: 2}"),
        ("x: {a: 1}", "c: {s: {v: {name: NEW.NAME}}}\nx: {a: 1, b: 1}"),
    ],
)
def test_a_wrong_place_is_refused(monkeypatch: pytest.MonkeyPatch, before: str, after: str) -> None:
    """Whatever is planned, the result is compared with what was there."""
    monkeypatch.setattr(planner.Planner, "changes", lambda *_: (Change(0, len(before), after),))
    with pytest.raises(edit.Refused, match=f"^{OTHERS}$"):
        changed(before)


@pytest.mark.parametrize(
    ("text", "line", "old", "new"),
    [
        ("x:\nc: {s: {v:\n {name: A}}}", 3, [" {name: A}}}"], [" {name: NEW.NAME}}}"]),
        ("c:\n  s:\n    v:\n      x: 1\ny: 1\n", 5, [], ["      name: NEW.NAME"]),
        ("c:\n  s:\ny: 1\n", 3, [], ["    v:", "      name: NEW.NAME"]),
        ("c:\n  s:\n    v:\n      name:\n", 4, ["      name:"], ["      name: NEW.NAME"]),
        ("c:\n  s:\n    v:\n      name:\n        OLD\n", 5, ["        OLD"], ["        NEW.NAME"]),
        ("c: {p: secret, s: {v: {name: A, q: secret}}} # secret", 1,
         ["…s: {v: {name: A…"], ["…s: {v: {name: NEW.NAME…"]),
        ("\nc: {s: {v: {name: A}}}", 2,
         ["c: {s: {v: {name: A}}}"], ["c: {s: {v: {name: NEW.NAME}}}"]),
        ("c:\n  s:\n    v:\n      name: NEW.NAME\n        B\n", 5, ["        B"], []),
        ("c: # secret\n", 2, [], ["  s:", "    v:", "      name: NEW.NAME"]),
        ("c: {p: secret}\n", 1, ["c: {…"], ["c: {s: {v: {name: NEW.NAME}}, …"]),
        ("c: {s: {v:\n {name: A\n B}}}", 2, [" {name: A", " B}}}"], [" {name: NEW.NAME}}}"]),
    ],
)  # fmt: skip
def test_lines_that_are_shown(text: str, line: int, old: list[str], new: list[str]) -> None:
    (change,) = planned(text).changes
    shown = edit.shown(text, change)
    assert (shown.line, list(shown.old), list(shown.new)) == (line, old, new)


@pytest.mark.parametrize("text", [FULL, MINIMAL.read_text()])
@pytest.mark.usefixtures("loader")
def test_one_line_of_a_real_file(text: str) -> None:
    after = changed(text, CLUSTER)
    diff = list(difflib.unified_diff(text.splitlines(), after.splitlines(), n=0, lineterm=""))
    assert [line[:1] for line in diff[3:]] == ["-", "+"]
    assert diff[-1] == f"+        name: {NEW}"


# Bytes


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_bytes_of_utf_8(bom: bytes, newline: str) -> None:
    text = f"# café{newline}c: {{s: {{v: {{name: ÖLD}}}}}} # ü{newline}"
    source = ConfigSource("zowe.yaml", text, "UTF-8", bom + text.encode())
    changes = edit.plan(Document(source), [Setting(PATH, NEW)]).changes
    assert splice(source, changes) == bom + text.replace("ÖLD", NEW).encode()


@pytest.mark.parametrize("page", ["IBM-1047", "IBM-037"])
@pytest.mark.parametrize("newline", [b"\x15", b"\x25", b"\x0d\x25"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# [é]\n\nc: {s: {v: {name: A}}}\n\n", "# [é]\n\nc: {s: {v: {name: NEW.NAME}}}\n\n"),
        ("x: é\nc:\n  s:\n    v:\n", "x: é\nc:\n  s:\n    v:\n      name: NEW.NAME\n"),
        ("c: {}\n", "c: {s: {v: {name: NEW.NAME}}}\n"),
        ("# é\n\n\n\n{}\n", "# é\n\n\n\n{c: {s: {v: {name: NEW.NAME}}}}\n"),
    ],
)  # fmt: skip
def test_bytes_of_ebcdic(page: str, newline: bytes, before: str, after: str) -> None:
    codec = {"IBM-1047": "cp1047", "IBM-037": "cp037"}[page]

    def image(text: str) -> bytes:
        return newline.join(line.encode(codec) for line in text.split("\n"))

    data = image(before)
    source = ConfigSource("zowe.yaml", encoding.decode(data, page), page, data)
    assert splice(source, edit.plan(Document(source), [Setting(PATH, NEW)]).changes) == image(after)


def test_lines_are_added_to_ebcdic_as_z_os_unix_ends_them() -> None:
    data = "x: é".encode("cp1047")
    source = ConfigSource("zowe.yaml", encoding.decode(data, "IBM-1047"), "IBM-1047", data)
    added = ("c:", "  s:", "    v:", "      name: NEW.NAME")
    lines = (data, *(line.encode("cp1047") for line in added))
    assert splice(
        source, edit.plan(Document(source), [Setting(PATH, NEW)]).changes
    ) == b"\x15".join(lines)
