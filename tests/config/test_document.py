"""What a file may look like: YAML of all kinds, through the command line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.config.conftest import Render
from tests.conftest import MINIMAL
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Problem

PLAIN = MINIMAL.read_text()
EXPECTED_VOLUME = "VOLUME(VOL123) -"


@pytest.fixture(autouse=True)
def _with_each_loader(loader: None) -> None:
    """Everything here holds for both YAML readers."""


@pytest.mark.parametrize(
    ("text", "what", "place"),
    [
        ("", "the file is empty", "zowe.yaml"),
        ("# nothing\n\n", "the file is empty", "zowe.yaml"),
        ("\n- a\n- b\n", "the file holds no keys and values", "zowe.yaml:2"),
        ("zowe\n", "the file holds no keys and values", "zowe.yaml:1"),
        ("a: 1\n---\nb: 2\n", "not valid YAML", "zowe.yaml:2:1"),
        ("a:\n\tb: 1\n", "not valid YAML: the line is indented with a tab", "zowe.yaml:2"),
        ("a: 1\n b: 2\n", "not valid YAML: a key is indented deeper", "zowe.yaml:2"),
        ("a: 'x\n", "not valid YAML: the value of a key begins with a quot", "zowe.yaml:1"),
        ("a: [1\nb: 2\n", "not valid YAML: the [ of this line is not closed", "zowe.yaml:1"),
        ("a: *b\n", "not valid YAML: the value of a key begins with *", "zowe.yaml:1"),
        ("a: @b\n", "not valid YAML: the value of a key begins with @", "zowe.yaml:1"),
        ("a: 1\nb: \x07\n", "not valid YAML: the file holds a control character", "zowe.yaml:2"),
        ("a: 1\n\n\0", "not valid YAML: the file holds a control character", "zowe.yaml:3"),
        (b"a: 1\nb: \xe9\n", "byte X'E9' is not valid in UTF-8", "zowe.yaml:2"),
        (PLAIN.encode("utf-16"), "byte X'FF' is not valid in UTF-8", "zowe.yaml:1"),
        (b"# " + b"x" * (1 << 20), "the file is larger than 1 MiB", "zowe.yaml"),
    ],
    ids=range(16),
)
def test_no_mapping(render: Render, text: str | bytes, what: str, place: str) -> None:
    ran = render(text=text)
    assert ran.code == 140
    first = ran.err.splitlines()[0]
    assert first.startswith(f"Error ZWEL0140E: Failed to translate Zowe configuration ({what}")
    assert f"({place}" in first
    assert "Remedy: " in ran.err


@pytest.mark.parametrize(
    "changed",
    [
        PLAIN.replace("\n", "\r\n"),
        "\ufeff" + PLAIN,
        "---\n" + PLAIN + "...\n",
        "%YAML 1.1\n---\n" + PLAIN,
        PLAIN.replace("VOL123", '"VOL123"'),
        PLAIN.replace("VOL123", "'VOL123'   # where it goes"),
        PLAIN.replace("volume:", '"volume":'),
        PLAIN.replace("volume: VOL123", "? volume\n      : VOL123"),
        PLAIN.replace("VOL123", "!!str VOL123"),
        PLAIN.replace("VOL123", "&v VOL123"),
        PLAIN.replace("VOL123", "|\n        VOL123"),
        PLAIN.replace("VOL123", ">-\n        VOL123"),
        PLAIN.replace("VOL123", "  vol123  "),
        "v: &v VOL123\n" + PLAIN.replace("VOL123", "*v"),
        "base: &b {volume: OTHER}\n" + PLAIN.replace("mode: NON", "<<: *b\n      mode: NON"),
        "a: &a [*a]\n" + PLAIN,
        "? [1, {2: 3}]\n: x\n" + PLAIN,
    ],
    ids=range(17),
)
def test_other_ways_to_write_the_same(render: Render, changed: str) -> None:
    ran = render(text=changed)
    assert (ran.code, ran.out) == (0, render().out)
    assert EXPECTED_VOLUME in ran.out


@pytest.mark.parametrize(
    ("before", "merge", "line"),
    [
        ("base: &b {volume: VOL123}\n", "<<: *b", 1),
        ("a: &a {volume: VOL123}\nb: &b {volume: OTHER}\n", "<<: [*a, *b]", 1),
        ("a: &a {volume: VOL123}\nb: &b {<<: *a}\n", "<<: *b", 1),
        ("a: &a {<<: *a, volume: VOL123}\n", "<<: *a", 1),
        ("a: 1\nbase: &b\n  volume: TOOLONG1\n", "<<: *b", 3),
    ],
)
def test_zowe_merges_no_keys(render: Render, before: str, merge: str, line: int) -> None:
    """A merge key is a key like any other to Zowe (yaml2json.c)."""
    ran = render(text=before + PLAIN.replace("volume: VOL123", merge))
    assert ran.code == 231
    assert (
        "zowe.setup.vsam.volume has its value only from a merge key (<<), and Zowe ignores "
        f"merge keys. (zowe.yaml:{line})"
    ) in ran.err


def test_a_merge_key_that_merges_itself_ends(render: Render) -> None:
    ran = render(text="a: &a\n  <<: *a\n" + PLAIN.replace("volume: VOL123", "<<: *a"))
    assert ran.code == 157


def test_a_long_chain_of_merge_keys(render: Render) -> None:
    chain = "".join(f"a{i}: &a{i}\n  <<: *a{i - 1}\n" for i in range(1, 3000))
    chain = "a0: &a0\n  volume: VOL123\n" + chain
    ran = render(text=chain + PLAIN.replace("volume: VOL123", "<<: *a2999"))
    assert ran.code == 231
    assert "(zowe.yaml:2)" in ran.err


def test_alias_bomb_does_not_expand(render: Render) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 15)
    )
    header = PLAIN.replace("  setup:", "  setup:\n    jcl:\n      header: *a14")
    ran = render(text=bomb + header)
    assert ran.code == 231
    assert "zowe.setup.jcl.header holds a list. Expected a line of text" in ran.err
    assert render(text=bomb + PLAIN).code == 0


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 5000,
        "a: " + "[" * 5000 + "]" * 5000,
        "a: " + "{a: " * 5000 + "}" * 5000,
        "a: " + "[a: " * 3000 + "]" * 3000,
        "- " * 5000 + "a",
        "? " * 5000 + "a",
        "a: 1\n" + "-  ?  " * 3000,
        "\n".join(" " * depth + "a:" for depth in range(200)),
        "\n".join(" " * depth + "- " for depth in range(200)),
        "a:\r  " + "- " * 5000 + "b",
        "a:\x85  " + "- " * 5000 + "b",
        "a:\u2028  " + "? " * 5000 + "b",
        "\ufeff\ufeff" + "- " * 5000 + "b",
        "\r".join(" " * depth + "a:" for depth in range(200)),
    ],
    ids=range(14),
)
def test_deep_nesting_is_refused_before_it_fills_the_stack(render: Render, text: str) -> None:
    ran = render(text=text)
    assert ran.code == 140
    assert "nested more than 100 levels deep" in ran.err or "not valid YAML" in ran.err


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("deep: " + "[" * 98 + "]" * 98 + "\n", 0),
        ("deep: " + "[" * 100 + "]" * 100 + "\n", 140),
        ("\n".join(" " * depth + "a:" for depth in range(99)) + "\n", 0),
        ("\n".join(" " * depth + "a:" for depth in range(101)) + "\n", 140),
        ("wide: [" + "[], " * 2000 + "]\n", 0),
        ("# " + "-" * 70 + "\n" + " " * 40 + "# x\n", 0),
        ("x: |\n" + " " * 40 + "- - - text\n", 0),
    ],
    ids=range(7),
)
def test_only_deep_nesting_is_refused(render: Render, text: str, code: int) -> None:
    assert render(text=text + PLAIN).code == code


def indented(count: int) -> str:
    return "\n".join(" " * depth + "a:" for depth in range(count))


@pytest.mark.parametrize("more", [0, 1])
@pytest.mark.parametrize(
    "written",
    [
        lambda count: "a: " + "[" * (count - 1) + "]" * (count - 1),
        lambda count: "{a: " * count + "}" * count,
        lambda count: "[{a: " * (count // 2) + "[]" * (count % 2) + "}]" * (count // 2),
        indented,
        lambda count: "a: [[x], [x], {b: x}, " + "[" * (count - 2) + "]" * (count - 1),
        lambda count: "b: {c: {d: e}}\n" + indented(count),
        lambda count: indented(count - 49) + " " + "[" * 49 + "]" * 49,
    ],
    ids=range(7),
)
def test_limit_of_collections_in_one_another(written: Callable[[int], str], more: int) -> None:
    text = written(MAXIMUM_DEPTH + more)
    if more:
        with pytest.raises(Problem, match="values are nested more than 100 levels deep"):
            Document(ConfigSource("zowe.yaml", text))
    elif text.startswith("["):
        with pytest.raises(Problem, match="the file holds no keys and values"):
            Document(ConfigSource("zowe.yaml", text))
    else:
        Document(ConfigSource("zowe.yaml", text))


@pytest.mark.parametrize(
    ("old", "new", "what", "lines"),
    [
        ("volume: VOL123", "volume: VOL123\n      volume: B", "zowe.setup.vsam.volume", (8, 9)),
        ("    vsam:\n      mode", "    vsam: {}\n    vsam:\n      mode", "zowe.setup.vsam", (6, 7)),
        ("zowe:", "zowe: {}\nzowe:", "zowe", (1, 2)),
    ],
)
def test_duplicate_key(
    render: Render, old: str, new: str, what: str, lines: tuple[int, int]
) -> None:
    ran = render((old, new))
    assert ran.code == 231
    first, second = lines
    assert f"{what} is written twice: on line {first} and on line {second}." in ran.err
    assert f"(zowe.yaml:{second})" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "what", "line"),
    [
        ("VOL123", "[VOL123]", "zowe.setup.vsam.volume holds a list. Expected one value", 8),
        ("VOL123", "{a: b}", "zowe.setup.vsam.volume holds a mapping. Expected one value", 8),
        (
            "VOL123",
            "\n      - VOL123",
            "zowe.setup.vsam.volume holds a list. Expected one value",
            8,
        ),
        ("mode: VSAM", "mode: [VSAM]", "components.caching-service.storage.mode holds a list", 12),
    ],
)
def test_a_collection_where_a_value_is_due(
    render: Render, old: str, new: str, what: str, line: int
) -> None:
    ran = render((old, new))
    assert ran.code == 231
    assert what in ran.err
    assert f"(zowe.yaml:{line})" in ran.err


@pytest.mark.parametrize(
    ("old", "new", "key", "line"),
    [
        ("dataset:\n      prefix: IBMUSER.ZWE\n      jcllib: IBMUSER.ZWE.CUST.JCLLIB",
         "dataset: text", "zowe.setup.dataset holds a value", 3),
        ("dataset:\n      prefix: IBMUSER.ZWE\n      jcllib: IBMUSER.ZWE.CUST.JCLLIB",
         "dataset: [a, b]", "zowe.setup.dataset holds a list", 3),
        ("storage:\n      mode: VSAM\n      vsam:\n        name: IBMUSER.ZWE.CUST.CACHE",
         "storage: VSAM", "components.caching-service.storage holds a value", 11),
        ("storage:\n      mode: VSAM\n      vsam:\n        name: IBMUSER.ZWE.CUST.CACHE",
         "storage:\n    - mode: VSAM", "components.caching-service.storage holds a list", 11),
        ("zowe:\n", "zowe: text\nother:\n", "zowe holds a value", 1),
        ("components:\n", "components: 5\nother:\n", "components holds a value", 9),
        ("  setup:\n", "  environments: [1]\n  setup:\n", "zowe.environments holds a list", 2),
    ],
)  # fmt: skip
def test_a_value_where_keys_are_expected(
    render: Render, old: str, new: str, key: str, line: int
) -> None:
    ran = render((old, new))
    assert ran.code == 231
    assert f"Error ZWV2004E: {key}. Expected further keys. (zowe.yaml:{line})" in ran.err


def test_environment_written_with_equal_signs(render: Render) -> None:
    """YAML joins the lines to one text. The lengths are not there, and Zowe does not start."""
    lines = "    CACHING_STORAGE_VSAM_KEYLENGTH=64\n    CACHING_STORAGE_VSAM_RECORDLENGTH=8192\n"
    ran = render(("  setup:", f"  environments:\n{lines}  setup:"))
    assert ran.code == 231
    assert ran.err.splitlines() == [
        "Error ZWV2004E: zowe.environments holds a value. Expected further keys. (zowe.yaml:2)",
        "    CACHING_STORAGE_VSAM_KEYLENGTH: 64",
        "    CACHING_STORAGE_VSAM_RECORDLENGTH: 8192",
        "  Remedy: Write a colon and a blank instead of =, and each key on its own line.",
    ]


def test_the_first_of_deep_problems_has_its_line(render: Render) -> None:
    ran = render(text="a: 1\nb:\n" + "".join(" " * d + "- \n" for d in range(1, 150)))
    assert ran.code == 140
    assert "(zowe.yaml:" in ran.err
