"""Several documents as one configuration, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.config.notation import shown
from zwe_vsam.config.configuration import MAXIMUM_VALUES, Configuration
from zwe_vsam.config.document import MAXIMUM_DEPTH, Document, Value
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Origin, Problem


def load(*texts: str) -> Configuration:
    """The documents a, b, c and so on."""
    return Configuration(
        [Document(ConfigSource("abcdef"[index], text)) for index, text in enumerate(texts)]
    )


def walk(configuration: Configuration, key: str) -> Iterator[Value]:
    """The values of a scan. Raises the first problem."""
    for value in configuration.scan(key):
        if isinstance(value, Problem):
            raise value
        yield value


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("k: {x: 1}", "k: {x: 2}"), "1 a:1"),
        (("k: {y: 1}", "k: {x: 2}"), "2 b:1"),
        (("a: 1", "k: {x: 2}"), "2 b:1"),
        (("k: {x: }", "k: {x: 2}"), None),
        (("k: {x: null}", "k: {x: 3}"), None),
        (("k: {x: ~}", "k: {x: {y: 3}}"), None),
        (("k: {x: ''}", "k: {x: 2}"), None),
        (("k: {x: ' '}", "k: {x: 2}"), None),
        (("k:", "k: {x: 2}"), None),
        (("k: {y: 1}", "k: {x: }", "k: {x: 2}"), None),
        (("k: {}", "k: {x: 2}"), "2 b:1"),
        # what stands in a key's place hides what is below it elsewhere
        (("k: {y: 1}", "k:", "k: {x: 3}"), None),
        # expressions see the merged configuration, and do not fall through
        (('k: {x: "${{ y }}"}', "y: 2"), "2 a:1"),
        (('k: {x: "${{ y }}"}', "y: ${{ 2 }}"), "2 a:1"),  # the base file's keys come first
        (('y: "${{ 2 }}"', 'k: {x: "${{ y }}"}'), "2 b:1"),  # by a second pass
        (('y: {z: "${{ 2 }}"}', 'k: {x: "${{ y.z }}"}'), None),  # nested: undefined
        (("y: 1", 'k: {x: "${{ y }}"}', "y: 3"), "1 b:1"),
        (('k: {x: "${{ null }}"}', "k: {x: 2}"), None),
        (("k: ${{ y }}", "k: {x: 2}\ny: {x: 3}"), "3 b:2"),
        (("k: ${{ null }}", "k: {x: 2}"), None),
        # an expression is a mapping while documents are merged (json.c, mergeJson1)
        (("k: {x: 1}", "k: ${{ y }}", "y: {x: 3}"), "3 c:1"),
        (("k: {x: 1}", "k: ${{ null }}", "y: {x: 3}"), None),
        (("k: {x: 1}", "k: {z: 2}", "k: ${{ y }}\ny: {x: 3}"), "3 c:2"),
        # a merge key brings nothing (yaml2json.c has no word of it)
        (("b: &b {x: 1}\nk: {<<: *b}", "k: {x: 2}"), "2 b:1"),
    ],
)
def test_value(texts: tuple[str, ...], expected: str | None) -> None:
    assert shown(load(*texts).value("k.x")) == expected


@pytest.mark.parametrize(
    ("texts", "kind"),
    [
        (("k: {x: 1}",), "scalar"),
        (("k: {x: 0}",), "scalar"),
        (("k: {x: }",), "missing"),
        (("k: {x: ''}",), "missing"),
        (("a: 1",), "missing"),
        (("k: {x: {}}",), "mapping"),
        (("k: {x: {}}", "k: {x: text}"), "mapping"),
        (("k: {x: }", "k: {x: {y: }}"), "missing"),
        (("k: {x: [1]}", "k: {x: {y: 1}}"), "list"),
        (("k: {x: []}",), "list"),
        (('k: {x: "${{ null }}"}',), "missing"),
        (('k: {x: "${{ 1 }}"}',), "scalar"),
        (('k: {x: "${{ k }}"}',), "mapping"),
        (('k: {x: "${{ y }}"}\ny: [1]',), "list"),
    ],
)
def test_kind(texts: tuple[str, ...], kind: str) -> None:
    assert load(*texts).kind("k.x") == kind


def test_wrong_kind_is_told_at_the_document_that_has_it() -> None:
    with pytest.raises(Problem) as caught:
        load("k: {}", "k:\n  x: {y: 1}", "k: {x: 2}").value("k.x")
    assert caught.value.facts[0] == "k.x holds a mapping. Expected one value"
    assert caught.value.origin == Origin("b", 2, "k.x")


def test_key_twice_in_a_less_important_document() -> None:
    with pytest.raises(Problem) as caught:
        load("k: {x: 1}", "k:\n  x: 1\n  x: 2").value("k.x")
    assert caught.value.origin == Origin("b", 3, "k.x")


def test_key_three_times() -> None:
    with pytest.raises(Problem, match=r"k\.x is there twice: on line 2 and on line 3"):
        load("k:\n  x: 1\n  x: 2\n  x: 3").value("k.x")


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("k.0.x", "1 a:2"),
        ("k.1.y", "2 a:3"),
        ("k.0.y", None),
        ("k.2", None),
        ("same.0.x", "1 a:2"),
    ],
)
def test_items_by_number(key: str, expected: str | None) -> None:
    value = load("k:\n- x: 1\n- y: 2\nsame: ${{ k }}").value(key)
    assert shown(value) == expected


@pytest.mark.parametrize(
    ("key", "what", "place"),
    [
        ("k", "k holds a mapping. Expected text or a list of lines", "a:1"),
        ("same", "same holds a mapping. Expected text or a list of lines", "a:4"),
        ("list", "list holds a mapping. Expected a line of text", "a:5"),
    ],
)
def test_what_holds_no_lines(key: str, what: str, place: str) -> None:
    with pytest.raises(Problem) as caught:
        load("k:\n  x:\n    y: 1\nsame: ${{ k }}\nlist: [a, {b: c}]").lines(key)
    assert caught.value.facts == (what,)
    assert str(caught.value.origin) == place
    with pytest.raises(Problem, match=r"k\.x holds a mapping\. Expected one value"):
        load("k:\n  x:\n    y: 1").value("k.x")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # the items of the less important document come first (json.c, mergeJson1)
        (("k: [1, 2]", "k: [3]"), ["3", "1", "2"]),
        (("k: [1]", "k: [2]", "k: [3]"), ["3", "2", "1"]),
        (("k: []", "k: [3]"), ["3"]),
        (("k: [1]", "k: {a: b}", "k: [3]"), ["1"]),
        (("k: [1]", "k: ${{ y }}", "y: [3]"), ["1"]),
        (("k:", "k: [3]"), []),
        (("k: text", "k: [3]"), ["text"]),
        (('y: a\nk: ["${{ y }}", b, "${{ null }}"]',), ["a", "b"]),
        (("k: ${{ y }}\ny: [a, b]",), ["a", "b"]),
        (("k: ${{ y.concat('c') }}\ny: [a, b]",), ["a", "b", "c"]),
        (('k: "${{ y + z }}"\ny: a\nz: b',), ["ab"]),
        (('k: "${{ y }}"\ny: "a\\nb"',), ["a", "b"]),
    ],
)
def test_lines(texts: tuple[str, ...], expected: list[str]) -> None:
    assert [value.text for value in load(*texts).lines("k")] == expected


def test_keys_of_all_documents_with_their_places() -> None:
    configuration = load(
        "k:\n  one: 1\n  two:\n  odd.key: 1",
        "k:\n  three: 3\n  two: 2\n  twice: 1\n  twice: 2",
        "b: &b {four: 4, one: 0}\nk:\n  <<: *b",
    )
    keys = configuration.keys("k")
    assert {name: str(origin) for name, origin in keys.items()} == {
        "one": "a:2", "two": "a:3", "odd.key": "a:4", "three": "b:2", "twice": "b:5", "four": "c:1",
    }  # fmt: skip
    assert list(keys)[:4] == ["three", "two", "twice", "one"]
    assert shown(configuration.value(("k", "odd.key"))) == "1 a:4"
    assert configuration.keys("k.one") == {}
    assert configuration.keys("k.none") == {}
    assert list(configuration.keys(())) == ["b", "k"]


def test_merges_of_all_documents() -> None:
    configuration = load(
        "b: &b {x: 1}\nk:\n  y: 1\n  <<: *b", "k: {z: 1}", "c: &c {}\n\nk: {<<: *c}"
    )
    assert list(configuration.merges("k")) == [Origin("a", 4, "k"), Origin("c", 3, "k")]
    assert list(configuration.merges("k.y")) == []
    assert list(configuration.merges("none")) == []


def test_replaced() -> None:
    configuration = load("k: 1", "k: 2", "k: 3")
    new = configuration.replaced(1, Document(ConfigSource("new", "k: 4")))
    assert new.documents == ("a", "new", "c")
    assert configuration.documents == ("a", "b", "c")


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("k: {x: }", "k: {x: 1}"), "b:1"),
        (("k: ", "k: {x: }", "\nk: {x: 1}"), "c:2"),
        (("k: {x: }", "k: {x: 1, x: 2}", "k: {x: 1}"), "c:1"),
        (("k: {x: ~}", "k: {x: ''}"), None),
        (('k: {x: "${{ null }}"}',), None),
        (('k: {x: "${{ null }}"}', "k: {x: 1}"), "b:1"),
        (("k: ${{ null }}", "k: {x: [1]}"), "b:1"),
    ],
)
def test_hidden(texts: tuple[str, ...], place: str | None) -> None:
    hidden = load(*texts).hidden("k.x")
    assert (str(hidden) if hidden else None) == place


def test_walk() -> None:
    configuration = load(
        "k:\n  list: [a, {b: c}, '', [d]]\n  x: \"${{ y }}\"\n  gone: ${{ null }}",
        "k:\n  list: [first]\n  map: {deep: e}\n  nothing:\n  same: ${{ k.map }}\ny: f",
    )
    values = [(value.origin.key, shown(value)) for value in walk(configuration, "k")]
    assert values == [
        ("k.list[0]", "first b:2"),
        ("k.list[1]", "a a:2"),
        ("k.list[2].b", "c a:2"),
        ("k.list[4][0]", "d a:2"),
        ("k.map.deep", "e b:3"),
        ("k.same.deep", "e b:3"),
        ("k.x", "f a:3"),
    ]
    assert [shown(value) for value in walk(configuration, "y")] == ["f b:6"]
    assert list(walk(configuration, "none")) == []


def test_scan_goes_on_after_what_it_cannot_read() -> None:
    configuration = load('k: {a: "${{ z }}", b: 1, c: {d: "${{ ] }}"}, e: 1, e: 2, f: 3}')
    values = [
        value.facts[0].partition(":")[0] if isinstance(value, Problem) else value.text
        for value in configuration.scan("k")
    ]
    assert values == [
        "k.a cannot be evaluated", "1", "k.c.d cannot be evaluated",
        "k.e is there twice", "3",
    ]  # fmt: skip
    with pytest.raises(Problem, match=r"k\.a cannot be evaluated"):
        list(walk(configuration, "k"))


def doubled(item: str) -> str:
    """Lists of nine times the list before, fifteen of them."""
    lists = [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 15)]
    return f"a0: &a0 [{item}, {item}]\n{''.join(lists)}k: *a14"


@pytest.mark.parametrize(
    ("text", "below", "place"),
    [
        ("k: &k {a: *k}", "k.a.a", "a:1"),
        ("k: &k [*k]", "k", "a:1"),
        ("a: 1\nk: {a:\n {b: {c: {d: &d [*d]}}}}", "k.a.b", "a:3"),
        (doubled("x"), "k", "a:2"),
        (doubled("~"), "k", "a:2"),
        (f"a: 1\nk: [{'x,' * (MAXIMUM_VALUES + 1)}]", "k", "a:2"),
    ],
    ids=range(6),
)
def test_what_has_no_end_is_refused(text: str, below: str, place: str) -> None:
    with pytest.raises(Problem) as caught:
        list(load(text).scan("k"))
    problem = caught.value
    assert problem.id == "ZWEL0140E"
    assert problem.facts == (f"below {below} there are too many values, or they have no end",)
    assert problem.remedy == "Look for an anchor that holds itself, or is repeated too often."
    assert str(problem.origin) == place


@pytest.mark.parametrize("more", [0, 1])
def test_limit_of_mappings_in_one_another(more: int) -> None:
    """An anchor's mappings count where they are named."""

    def chain(count: int, end: str) -> str:
        return "{a: " * count + end + "}" * count

    text = f"a: &a {chain(60, 'x')}\nk: {chain(MAXIMUM_DEPTH + 1 - 60 + more, '*a')}"
    if more:
        with pytest.raises(Problem, match=r"below k\.a\.a there are too many values"):
            list(load(text).scan("k"))
    else:
        assert len(list(load(text).scan("k"))) == 1


def test_a_large_configuration_is_walked() -> None:
    assert len(list(walk(load(f"k: [{'x,' * MAXIMUM_VALUES}]"), "k"))) == MAXIMUM_VALUES


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("k: VALUE", 4),
        ("k:   'VALUE'", 7),
        ('k: "VALUE"', 5),
        ("{z: 1, k: VALUE}", 11),
        ("k:\n  VALUE", 0),
        ("k: |\n  VALUE", 0),
        ("k: >\n  VALUE", 0),
        ("z: &z VALUE\nk: *z", 0),
        ("{z: &z VALUE, k: *z}", 0),
        ("é: 1\nk: VALUE", 4),
    ],
)
@pytest.mark.usefixtures("loader")
def test_column(text: str, column: int) -> None:
    value = load(text).value("k")
    assert value is not None
    assert value.column == column


def test_columns_of_items() -> None:
    values = load("k: [A, 'B', {c: D}]\nl:\n  - A\n  -\n    B").scan(())
    assert [value.column for value in values if isinstance(value, Value)] == [5, 9, 17, 5, 5]


# Where a key would have to be written


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("k.x", "a:2"),
        ("k.empty", "a:3"),
        ("k.in_b", "b:2"),
        ("k.nowhere", "a:1"),
        ("b.nowhere", "b:3"),
        ("b.c.nowhere", "b:4"),
        ("nowhere.at.all", "a"),
        ("k.x.below", "a:2"),
        ("k.twice", "b:6"),
    ],
)
def test_place(key: str, place: str) -> None:
    configuration = load("k:\n  x: 1\n  empty:", "k:\n  in_b: 1\nb:\n  c:\n    d: 1\n")
    if key == "k.twice":
        configuration = load("k: {}", "k:\n  a: 1\n  b: 1\n  c: 1\n  twice: 1\n  twice: 2")
    assert str(configuration.place(key)) == place
    assert configuration.place(key).key == key


@pytest.mark.parametrize(
    ("texts", "place"),
    [
        (("k:\n  x:", "k: {x: 1}"), "a:2"),
        (("k:\n  x: null", "k: {x: 1}"), "a:2"),
        (("\nk:", "k: {x: 1}"), "a:2"),
        (("k: {y: 1}", "\n\nk: ~", "k: {x: 1}"), "a:1"),
        (("y: 1", "\n\nk: ~", "k: {x: 1}"), "b:3"),
        (("y: 1", "k:\n  y: 1", "k: {x: }"), "c:1"),
    ],
)
def test_place_of_the_empty_value_that_wins(texts: tuple[str, ...], place: str) -> None:
    configuration = load(*texts)
    assert configuration.value("k.x") is None
    assert str(configuration.place("k.x")) == place


def test_origin_of() -> None:
    configuration = load("k:\n  x:\n  y:", "k: {x: 1}")
    assert str(configuration.origin_of("k.x")) == "a:2"
    assert str(configuration.origin_of("k.y")) == "a:3"
    assert configuration.origin_of("k.z") is None
