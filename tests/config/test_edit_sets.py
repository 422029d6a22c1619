"""A set of values in one text: all of them and nothing else, or none."""

from __future__ import annotations

import pytest
import yaml

from zwe_vsam.config import edit
from zwe_vsam.config.document import Document
from zwe_vsam.config.edit import Setting
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.splice import splice

STORAGE = ("c", "s")
HOSTS = "a[7600],b[7600]"
SET = (
    Setting((*STORAGE, "mode"), "infinispan"),
    Setting((*STORAGE, "i", "j", "port"), 7600),
    Setting((*STORAGE, "i", "j", "k", "port"), 7601),
    Setting((*STORAGE, "i", "hosts"), HOSTS),
)


def changed(text: str, *settings: Setting) -> str:
    return edit.plan(Document(ConfigSource("zowe.yaml", text)), settings).after.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "c:\n  s:\n    mode: VSAM # why\n    vsam: {name: A}\n# end\nx: 1\n",
            "c:\n  s:\n    mode: infinispan # why\n    vsam: {name: A}\n    i:\n      j:\n"
            "        port: 7600\n        k:\n          port: 7601\n      hosts: a[7600],b[7600]\n"
            "# end\nx: 1\n",
        ),
        (
            "c: {s: {mode: VSAM}} # x\n",
            "c: {s: {i: {j: {port: 7600, k: {port: 7601}}, hosts: "
            '"a[7600],b[7600]"}, mode: infinispan}} # x\n',
        ),
        (
            '{"c": {"s": {"mode": "VSAM"}}}',
            '{"c": {"s": {"i": {"j": {"port": 7600, "k": {"port": 7601}}, "hosts": '
            '"a[7600],b[7600]"}, "mode": "infinispan"}}}',
        ),
        # parts of it are there, and two insertions fall on one line
        (
            "c:\n  s:\n    mode: VSAM\n    i:\n      j:\n        port: '7098'\n",
            "c:\n  s:\n    mode: infinispan\n    i:\n      j:\n        port: '7600'\n"
            "        k:\n          port: 7601\n      hosts: a[7600],b[7600]\n",
        ),
        (
            "c:\r\n  s:\r\n    mode: VSAM\r\n    i:\r\n",
            "c:\r\n  s:\r\n    mode: infinispan\r\n    i:\r\n      j:\r\n        port: 7600\r\n"
            "        k:\r\n          port: 7601\r\n      hosts: a[7600],b[7600]\r\n",
        ),
        (
            "c:\n s:\n  mode: VSAM\n  i: {hosts: 'x'}\n",
            "c:\n s:\n  mode: infinispan\n  i: {j: {port: 7600, k: {port: 7601}}, "
            "hosts: 'a[7600],b[7600]'}\n",
        ),
        (
            "c:\n s:\n  i: {hosts: x}\n  mode: VSAM\n",
            "c:\n s:\n  i: {j: {port: 7600, k: {port: 7601}}, hosts: "
            '"a[7600],b[7600]"}\n  mode: infinispan\n',
        ),
        # nothing is to be done
        (
            "c: {s: {mode: infinispan, i: {j: {port: 7600, k: {port: 7601}}, "
            'hosts: "a[7600],b[7600]"}}}',
            "c: {s: {mode: infinispan, i: {j: {port: 7600, k: {port: 7601}}, "
            'hosts: "a[7600],b[7600]"}}}',
        ),
    ],
)
@pytest.mark.usefixtures("loader")
def test_set(before: str, after: str) -> None:
    assert changed(before, *SET) == after
    storage = yaml.safe_load(after)["c"]["s"]
    assert storage["i"]["hosts"] == HOSTS
    assert int(storage["i"]["j"]["port"]) == 7600
    assert changed(after, *SET) == after


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("c: {s: {mode: VSAM, i: text}}", "the key c.s.i holds no further keys"),
        ("c: {s: {mode: VSAM, i: {hosts: [a]}}}", "the key holds a list"),
        ("z: &z VSAM\nc: {s: {mode: *z, i: {j: *z}}}",
         "its value is an alias (*) of a value in another place"),
        ("c: {s: {mode: &m VSAM}}\nd: *m", "other values would change, too"),
    ],
)  # fmt: skip
def test_one_that_cannot_be_set_refuses_all(text: str, why: str) -> None:
    with pytest.raises(edit.Refused) as caught:
        changed(text, *SET)
    assert str(caught.value) == why


@pytest.mark.parametrize(
    ("value", "block", "flow"),
    [
        (7600, "7600", "7600"),
        ("7600", '"7600"', '"7600"'),
        ("true", '"true"', '"true"'),
        ("null", '"null"', '"null"'),
        ("12:30", '"12:30"', '"12:30"'),
        ("A.B#C$D@E", "A.B#C$D@E", "A.B#C$D@E"),
        ("#A", '"#A"', '"#A"'),
        ("@A", '"@A"', '"@A"'),
        ("a[1]", "a[1]", '"a[1]"'),
        ("a[1],b[2]", "a[1],b[2]", '"a[1],b[2]"'),
        ("::1[7600]", '"::1[7600]"', '"::1[7600]"'),
        ("two words", '"two words"', '"two words"'),
        ('say "x" \\', '"say \\"x\\" \\\\"', '"say \\"x\\" \\\\"'),
        ("&a", '"&a"', '"&a"'),
        ("a:", '"a:"', '"a:"'),
        ("é", '"é"', '"é"'),
    ],
)
@pytest.mark.usefixtures("loader")
def test_quotes(value: str | int, block: str, flow: str) -> None:
    setting = Setting(("x", "y"), value)
    for before, after in (
        ("a: 1\n", f"a: 1\nx:\n  y: {block}\n"),
        ("x:\n  y: OLD\n", f"x:\n  y: {block}\n"),
        ("x:\n", f"x:\n  y: {block}\n"),
        ("x: {}\n", f"x: {{y: {flow}}}\n"),
        ("x: {y: OLD}\n", f"x: {{y: {flow}}}\n"),
        ("x: {y: }\n", f"x: {{y: {flow} }}\n"),
        ("z: &z 1\nx: {y: *z}\n", f"z: &z 1\nx: {{y: {flow}}}\n"),
    ):
        assert changed(before, setting) == after
        assert yaml.safe_load(after)["x"]["y"] == value
    for quote in "'\"":
        after = changed(f"x: {{y: {quote}OLD{quote}}}", setting)
        assert yaml.safe_load(after)["x"]["y"] == str(value)


def test_the_order_of_new_keys_is_that_of_the_settings() -> None:
    names = [f"k{number}" for number in (3, 1, 2)]
    settings = [Setting(("x", name), 1) for name in names]
    assert changed("x:\n  a: 1\n", *settings) == "x:\n  a: 1\n  k3: 1\n  k1: 1\n  k2: 1\n"
    assert changed("x: {a: 1}\n", *settings) == "x: {k3: 1, k1: 1, k2: 1, a: 1}\n"


# Keys to remove


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nx:\n  y:\n    z: 1\n  k: 2\n", "a: 1\nx:\n  k: 2\n"),
        ("a: 1\nx:\n  k: 2\n  y:\n    z: 1\n", "a: 1\nx:\n  k: 2\n"),
        ("a: 1\nx:\n  k: 2\n  y: 1 # y", "a: 1\nx:\n  k: 2"),
        ("x:\n  # k\n  k: 2\n  # y\n  y:\n    # z\n    z: 1 # 1\n  # end\n",
         "x:\n  # k\n  k: 2\n  # y\n  # end\n"),
        ("x:\r\n  y: |\r\n    # t\r\n  k: 2\r\n", "x:\r\n  k: 2\r\n"),
        ("x: {y: 1, k: 2}\n", "x: {k: 2}\n"),
        ("x: {k: 2, y: {z: 1}} # c\n", "x: {k: 2} # c\n"),
        ("z: &z 1\nx:\n  y: *z\n  k: 2\n", "z: &z 1\nx:\n  k: 2\n"),
        # a section without a key left goes, too
        ("a: 1\nx:\n  y: 1\n", "a: 1\n"),
        ("a: 1\nx: {y: 1}\n", "a: 1\n"),
        ("x:\n  y: 1\na: 1\n", "a: 1\n"),
        # nothing is there
        ("a: 1\nx:\n  k: 2\n", "a: 1\nx:\n  k: 2\n"),
        ("a: 1\n", "a: 1\n"),
        ("a: 1\nx: text\n", "a: 1\nx: text\n"),
        ("a: 1\nx:\n", "a: 1\nx:\n"),
        ("a: 1\n? [b]\n: {y: 1}\nx:\n  ? [y]\n  : 1\n  y: 1\n",
         "a: 1\n? [b]\n: {y: 1}\nx:\n  ? [y]\n  : 1\n"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("loader")
def test_removed(before: str, after: str) -> None:
    assert changed(before, Setting(("x", "y"), None)) == after


@pytest.mark.parametrize(
    "text",
    [
        "x: {y: &y 1, k: *y}\n",
        "x:\n  y: &y 1\n  k: *y\n",
        "x:\n  y: 1\n",
        "x:\n  y: 1\n  y: 2\n",
        "x:\n  ? y\n  : 1\n  k: 2\n",
    ],
)
def test_not_removed(text: str) -> None:
    with pytest.raises(edit.Refused):
        changed(text, Setting(("x", "y"), None))


def test_set_and_removed_at_once() -> None:
    before = "c:\n  s:\n    mode: VSAM\n    v:\n      name: A\nx: 1\n"
    settings = [Setting(("c", "s", "v"), None), Setting(("c", "s", "mode"), "B")]
    assert changed(before, *settings) == "c:\n  s:\n    mode: B\nx: 1\n"
    with pytest.raises(edit.Refused, match="two of the changes concern one place"):
        changed(before, *settings, Setting(("c", "s", "n"), 1))


# Bytes


@pytest.mark.parametrize("newline", [b"\x15", b"\x0d\x25"])
def test_bytes_of_ebcdic(newline: bytes) -> None:
    before = "# é\n\nc:\n  s:\n    mode: VSAM # é\n    i: {x: 1}\n\ny: é\n"

    def image(text: str) -> bytes:
        return newline.join(line.encode("cp1047") for line in text.split("\n"))

    source = ConfigSource("zowe.yaml", before, "IBM-1047", image(before))
    planned = edit.plan(Document(source), SET)
    assert splice(source, planned.changes) == image(planned.after.text)


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_bytes_of_utf_8(bom: bytes) -> None:
    before = "# ü\r\nc: {s: {mode: VSAM}} # ü\r\nd: ü\r\n"
    source = ConfigSource("zowe.yaml", before, "UTF-8", bom + before.encode())
    planned = edit.plan(Document(source), SET)
    assert splice(source, planned.changes) == bom + planned.after.text.encode()


def test_a_code_page_that_cannot_hold_the_result() -> None:
    data = "x: é\n".encode("cp1047").replace(b"\x25", b"\x15")
    source = ConfigSource("zowe.yaml", "x: é\n", "IBM-1047", data)
    planned = edit.plan(Document(source), [Setting(("ł",), 1)])
    with pytest.raises(UnicodeEncodeError):
        splice(source, planned.changes)


# Anchors, aliases and merge keys


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("c: {s: {mode: VSAM}}", None),
        ("c:\n  s:\n    mode: VSAM\n", None),
        ("c: {s: {mode: &m VSAM}}", ("&", "c.s.mode", 1)),
        ("c:\n  s:\n    mode: !!str &m 'VSAM'\n", ("&", "c.s.mode", 3)),
        ("c:\n  s:\n    mode: 'a &m'\n", None),
        ("c: &c\n  s:\n    mode: VSAM\n", ("&", "c", 1)),
        ("c:\n  s: &s\n    # x\n    mode: VSAM\n", ("&", "c.s", 2)),
        ("c:\n  s: &s {mode: VSAM}\n", ("&", "c.s", 2)),
        ("c:\n  s: &s\n", ("&", "c.s", 2)),
        ("z: &z VSAM\nc: {s: {mode: *z}}", ("*", "c.s.mode", 2)),
        ("z: &z {mode: VSAM}\nc: {s: *z}", ("*", "c.s", 2)),
        ("z: &z {mode: VSAM}\nc:\n  s:\n    <<: *z\n", ("<<", "c.s", 4)),
        ("z: &z {x: VSAM}\nc:\n  s:\n    <<: *z\n    mode: A\n", ("<<", "c.s", 4)),
        ("z: &z {x: VSAM}\nc:\n  <<: *z\n  s:\n    mode: A\n", None),
        ("z: &z {x: VSAM}\nc:\n  <<: *z\n", ("<<", "c", 3)),
        ("c: text", None),
        ("x: 1", None),
    ],
)
@pytest.mark.usefixtures("loader")
def test_shared(text: str, expected: tuple[str, str, int] | None) -> None:
    place = edit.shared(Document(ConfigSource("zowe.yaml", text)), ("c", "s", "mode"))
    assert (place and (place.sharing.value, ".".join(place.path), place.line)) == expected
