"""Several documents as one configuration, and where each value comes from."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from zwe_vsam.config import layers
from zwe_vsam.config.configuration import MAXIMUM_VALUES, Configuration
from zwe_vsam.config.document import Document, Value
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.interface import Member

DEFAULTS = Path(__file__).with_name("defaults.yaml")
Write = Callable[..., Path]


def load(*texts: str) -> Configuration:
    """The documents a, b, c and so on."""
    return Configuration(
        [Document(ConfigSource("abcdef"[index], text)) for index, text in enumerate(texts)]
    )


def shown(value: Value | None) -> str | None:
    """A value with its place."""
    return f"{value.text} {value.origin}" if value else None


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def call(name: str, text: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return call


# Which document gives a value


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
        (("k: text", "k: {x: 2}"), None),
        (("k: [1]", "k: {x: 2}"), None),
        (("k: []", "k: {x: 2}"), None),
        (("k: {y: 1}", "k: text", "k: {x: 3}"), None),
        (("k: {y: 1}", "k:", "k: {x: 3}"), None),
        # expressions see the merged configuration, and do not fall through
        (('k: {x: "${{ y }}"}', "y: 2"), "2 a:1"),
        (("y: 1", 'k: {x: "${{ y }}"}', "y: 3"), "1 b:1"),
        (('k: {x: "${{ null }}"}', "k: {x: 2}"), None),
        (("k: ${{ y }}", "k: {x: 2}\ny: {x: 3}"), "3 b:2"),
        (("k: ${{ null }}", "k: {x: 2}"), None),
        # merge keys of each document
        (("b: &b {x: 1}\nk: {<<: *b}", "k: {x: 2}"), "1 a:1"),
        (("b: &b {x: }\nk: {<<: *b}", "k: {x: 2}"), None),
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
    assert caught.value.facts[0] == "k.x holds a mapping where one value is due"
    assert caught.value.origin == Origin("b", 2, "k.x")


def test_key_twice_in_a_less_important_document() -> None:
    with pytest.raises(Problem) as caught:
        load("k: {x: 1}", "k:\n  x: 1\n  x: 2").value("k.x")
    assert caught.value.origin == Origin("b", 3, "k.x")


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("k: [1, 2]", "k: [3]"), ["1", "2"]),
        (("k: []", "k: [3]"), []),
        (("k:", "k: [3]"), []),
        (("k: text", "k: [3]"), ["text"]),
        (('k: ["${{ y }}", b, "${{ null }}"]\ny: a',), ["a", "b"]),
        (("k: ${{ y }}\ny: [a, b]",), ["a", "b"]),
        (('k: "${{ y + z }}"\ny: a\nz: b',), ["ab"]),
        (('k: "${{ y }}"\ny: "a\\nb"',), ["a", "b"]),
    ],
)
def test_lists_replace(texts: tuple[str, ...], expected: list[str]) -> None:
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
    assert list(keys)[:4] == ["one", "two", "odd.key", "three"]
    assert shown(configuration.value(("k", "odd.key"))) == "1 a:4"
    assert configuration.keys("k.one") == {}
    assert configuration.keys("k.none") == {}
    assert list(configuration.keys(())) == ["k", "b"]


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
        "k:\n  list: [hidden]\n  map: {deep: e}\n  nothing:\n  same: ${{ k.map }}\ny: f",
    )
    found = [(value.origin.key, shown(value)) for value in configuration.walk("k")]
    assert found == [
        ("k.list[0]", "a a:2"),
        ("k.list[1].b", "c a:2"),
        ("k.list[3][0]", "d a:2"),
        ("k.x", "f a:3"),
        ("k.map.deep", "e b:3"),
        ("k.same.deep", "e b:3"),
    ]
    assert [shown(value) for value in configuration.walk("y")] == ["f b:6"]
    assert list(configuration.walk("none")) == []


def test_scan_goes_on_after_what_it_cannot_read() -> None:
    configuration = load('k: {a: "${{ z }}", b: 1, c: {d: "${{ k.c.d }}"}, e: 1, e: 2, f: 3}')
    found = [
        one.facts[0].partition(":")[0] if isinstance(one, Problem) else one.text
        for one in configuration.scan("k")
    ]
    assert found == [
        "k.a cannot be evaluated", "1", "k.c.d cannot be evaluated",
        "k.e is there twice", "3",
    ]  # fmt: skip
    with pytest.raises(Problem, match=r"k\.a cannot be evaluated"):
        list(configuration.walk("k"))


@pytest.mark.parametrize(
    "text",
    [
        "k: &k {a: *k}",
        "k: &k [*k]",
        'k: {a: "${{ k }}"}',
        "a0: &a0 [x, x]\n"
        + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 15))
        + "k: *a14",
        "a0: &a0 [~, ~]\n"
        + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 15))
        + "k: *a14",
        f"k: [{'x,' * (MAXIMUM_VALUES + 1)}]",
    ],
    ids=range(6),
)
def test_what_has_no_end_is_refused(text: str) -> None:
    with pytest.raises(Problem) as caught:
        list(load(text).scan("k"))
    assert caught.value.id == "ZWEL0140E"
    assert "too many values" in caught.value.facts[0]


def test_a_large_configuration_is_walked() -> None:
    assert len(list(load(f"k: [{'x,' * MAXIMUM_VALUES}]").walk("k"))) == MAXIMUM_VALUES


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("k: VALUE", 4),
        ("k:   'VALUE'", 7),
        ('k: "VALUE"', 5),
        ("{z: 1, k: VALUE}", 11),
        ("k:\n  VALUE", 0),
        ("k: |\n  VALUE", 0),
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
    configuration = load(
        "k:\n  x: 1\n  empty:", "k:\n  in_b: 1\nb:\n  c:\n    d: 1\n".replace("b:\n  c", "b:\n  c")
    )
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


# -c as a list


def _listed(*entries: Path | str) -> str:
    return ":".join(e if isinstance(e, str) else f"FILE({e})" for e in entries)


def test_leftmost_wins(run: Run, write: Write) -> None:
    site = write("site.yaml", "zowe: {setup: {vsam: {volume: SITE01}}}\n")
    other = write("other.yaml", "zowe: {setup: {vsam: {volume: OTHER1, mode: NONRLS}}}\n")
    plain = run("render", "-c", MINIMAL).out
    assert run("render", "-c", f"FILE({MINIMAL})").out == plain
    ran = run("render", "-c", _listed(site, MINIMAL, other))
    assert ran.out == plain.replace("VOL123", "SITE01")
    assert run("render", "-c", _listed(MINIMAL, site)).out == plain


def test_messages_name_the_file_of_the_list(run: Run, write: Write) -> None:
    site = write("site.yaml", "\n\nzowe: {setup: {vsam: {volume: TOOLONG}}}\n")
    ran = run("render", "-c", _listed(site, MINIMAL))
    assert ran.code == 231
    assert f"({site}:3)" in ran.err


def test_contradiction_between_files_names_both(run: Run, write: Write) -> None:
    site = write("site.yaml", "zowe: {setup: {vsam: {name: A.B}}}\n")
    ran = run("render", "-c", _listed(site, MINIMAL))
    assert ran.code == 231
    assert f"{site}:1: zowe.setup.vsam.name: A.B" in ran.err
    assert f"{MINIMAL}:14: components.caching-service.storage.vsam.name: {CLUSTER}" in ran.err


def test_empty_value_is_told_with_the_one_that_it_hides(run: Run, write: Write) -> None:
    site = write("site.yaml", "zowe: {setup: {vsam: {volume: }}}\n")
    assert run("render", "-c", _listed(site, MINIMAL)).err == (
        "Error ZWEL0157E: Zowe Caching Service VSAM data set Non-RLS volume "
        "(zowe.setup.vsam.volume) is not defined in Zowe YAML configuration file. "
        f"({site}:1)\n    zowe.setup.vsam.mode is NONRLS ({MINIMAL}:7)\n"
        f"    {MINIMAL}:8 has a value, but what is here goes before it, as in Zowe.\n"
        "  Remedy: Write a value for zowe.setup.vsam.volume.\n"
    )


def test_paths_with_colons_and_parentheses(run: Run, write: Write) -> None:
    odd = write("a:b(c)/z:y.yaml", MINIMAL.read_text())
    assert run("render", "-c", _listed(odd, MINIMAL)).code == 0
    assert run("render", "-c", str(odd)).code == 0


@pytest.mark.parametrize(
    ("argument", "code", "text"),
    [
        ("FILE()", 102, "Invalid parameter --config FILE()."),
        ("FILE(  )", 102, "Invalid parameter --config FILE(  )."),
        ("FILE(a", 102, "Invalid parameter --config FILE(a."),
        ("FILE(a):b", 102, "Invalid parameter --config FILE(a):b."),
        ("FILE(a):b(c)", 102, "Invalid parameter --config FILE(a):b(c)."),
        ("a:FILE(b)", 102, "Invalid parameter --config a."),
        ("FILE(a):", 102, "Invalid parameter --config FILE(a):."),
        ("FILE(none.yaml)", 109, "does not exist. (none.yaml)"),
        ("none:FILE", 109, "does not exist. (none:FILE)"),
        ("./FILE(none)", 109, "does not exist. (./FILE(none))"),
        ("PARMLIB(A.B)", 60, "Invalid PARMLIB format PARMLIB(A.B)."),
        ("PARMLIB(A.B())", 60, "A member name is required."),
        ("PARMLIB((C))", 60, "A data set name is required."),
        ("PARMLIB(A.B(C)", 60, "Invalid PARMLIB format PARMLIB(A.B(C)."),
        ("PARMLIB(A..B(C))", 60, "A data set name has no empty qualifier."),
        ("PARMLIB(A.B(TOOLONGNAME))", 60, "A member name has at most 8 characters"),
        ("PARMLIB(A.B(C)(D))", 60, "No member is named."),
        ("PARMLIB(A.B(C)):PARMLIB(A.B(D))", 60, "Invalid PARMLIB format PARMLIB(A.B(D))."),
        ("PARMLIB(A.B(C)):FILE(x):PARMLIB(A.X(D))", 60, "Another entry is PARMLIB(A.B(C))."),
    ],
)
def test_wrong_list(run: Run, argument: str, code: int, text: str) -> None:
    ran = run("render", "-c", argument)
    assert ran.code == code
    assert text in ran.err
    assert "Remedy: " in ran.err


# PARMLIB


PARMLIB = "IBMUSER.ZWE.PARMLIB"


@pytest.fixture
def parmlib(site: Site) -> System:
    """The system of a site, with a parameter library that holds the minimal configuration."""
    system = site.system
    system.create_library(PARMLIB)
    system.write(PARMLIB, "ZWEYAML", MINIMAL.read_text())
    return system


def test_parmlib_is_read_through_the_target(run: Run, site: Site, parmlib: System) -> None:
    argument = f"PARMLIB({PARMLIB}(ZWEYAML))"
    ran = run("render", "-c", argument, *site.args)
    assert ran.code == 0
    assert ran.out == run("render", "-c", MINIMAL, *site.args).out
    assert run("init", "-c", argument.replace("ZWEYAML", "zweyaml"), *site.args).code == 0
    assert parmlib.clusters() == [CLUSTER]


def test_parmlib_is_named_in_messages(run: Run, site: Site, parmlib: System, write: Write) -> None:
    parmlib.write(PARMLIB, "ZWEYAML", MINIMAL.read_text().replace("VOL123", "TOOLONG"))
    argument = f"PARMLIB({PARMLIB}(ZWEYAML))"
    ran = run("render", "-c", argument, *site.args)
    assert ran.code == 231
    assert f"({PARMLIB}(ZWEYAML):8)" in ran.err
    site_file = write("site.yaml", "zowe: {setup: {vsam: {volume: SITE01}}}\n")
    ran = run("render", "-c", f"FILE({site_file}):{argument}", *site.args)
    assert "VOLUME(SITE01)" in ran.out


@pytest.mark.parametrize("entry", [f"{PARMLIB}(NONE)", "NO.SUCH.LIBRARY(ZWEYAML)"])
def test_missing_parmlib_member(run: Run, site: Site, parmlib: System, entry: str) -> None:
    ran = run("init", "-c", f"PARMLIB({entry})", *site.args)
    assert ran.code == 109
    remedy = "  Remedy: Check the PARMLIB entry given with -c.\n"
    assert f"does not exist. ({entry})\n{remedy}" in ran.err


def test_parmlib_without_a_system(run: Run) -> None:
    argument = f"PARMLIB({PARMLIB}(ZWEYAML))"
    ran = run("render", "-c", argument)
    assert ran.code == 140
    assert "a PARMLIB member is read from a system, and none is named" in ran.err
    assert run("config", "-c", argument).code == 140
    assert run("init", "-c", argument, "--dry-run").code == 120


def test_two_parmlibs_of_one_member_name(run: Run, site: Site, parmlib: System) -> None:
    parmlib.create_library("SITE.PARMLIB")
    parmlib.write("SITE.PARMLIB", "ZWEYAML", "zowe: {setup: {vsam: {volume: SITE01}}}\n")
    argument = f"PARMLIB(SITE.PARMLIB(ZWEYAML)):PARMLIB({PARMLIB}(ZWEYAML))"
    assert "VOLUME(SITE01)" in run("render", "-c", argument, *site.args).out


@pytest.mark.parametrize("more", [0, 1])
def test_large_member(more: int) -> None:
    def big(member: Member) -> str:
        assert member == Member("A.B", "C")
        return "é" * (1 << 19) + "x" * more

    if not more:
        assert layers.read("PARMLIB(a.b( c ))", "", big)[0].name == "A.B(C)"
        return
    with pytest.raises(Problem) as caught:
        layers.read("PARMLIB(A.B(C))", "", big)
    assert caught.value.id == "ZWEL0140E"
    assert caught.value.facts == ("the member is larger than 1 MiB",)
    assert caught.value.origin == Origin("A.B(C)")
    assert caught.value.remedy == "Check that -c names a zowe.yaml."


def test_entries() -> None:
    member = layers.Entry("", Member("A.B", "C"))
    entries = layers.entries("FILE(a:b):PARMLIB(A.B(C)):FILE(-)")
    assert entries == [("a:b", None), member, ("-", None)]
    assert layers.entries("a:b") == [("a:b", None)]


def test_files_of_a_list_are_in_the_code_page_that_is_named(write: Write) -> None:
    path = write("zowe.yaml", "k: é".encode("cp037"))
    assert layers.read(f"FILE({path})", "IBM-037", None)[0].encoding == "IBM-037"
    assert layers.read(f"FILE({path})", "", None)[0].encoding == "IBM-1047"


# Zowe's defaults


@pytest.fixture
def installed(write: Write, tmp_path: Path) -> Callable[..., Path]:
    """A zowe.yaml whose runtime directory has defaults."""

    def call(*replacements: tuple[str, str], runtime: str = "") -> Path:
        write("runtime/files/defaults.yaml", DEFAULTS.read_bytes())
        text = f"zowe:\n  runtimeDirectory: {runtime or tmp_path / 'runtime'}\n"
        text += MINIMAL.read_text().removeprefix("zowe:\n")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        return write("zowe.yaml", text)

    return call


def test_defaults_come_last(run: Run, installed: Callable[..., Path]) -> None:
    path = installed()
    configuration = Configuration.load(str(path))
    assert len(configuration.documents) == 2
    value = configuration.value("components.caching-service.storage.mode")
    assert value is not None
    assert value.text == "VSAM"
    assert shown(configuration.value("components.gateway.port")) == (
        f"7554 {configuration.documents[1]}:23"
    )
    assert run("render", "-c", path).out == run("render", "-c", MINIMAL).out


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("zowe.setup.vsam.name", CLUSTER),
        ("zowe.setup.certificate.pkcs12.directory", "/var/keys"),
        ("zowe.setup.certificate.pkcs12.lock", "true"),
        ("zowe.setup.certificate.pkcs12.name", "local"),
        ("zowe.setup.certificate.dname.org", "Example"),
        ("zowe.setup.certificate.validity", "3650"),
    ],
)
def test_expressions_of_the_defaults(
    installed: Callable[..., Path], key: str, expected: str
) -> None:
    value = Configuration.load(str(installed())).value(key)
    assert value is not None
    assert value.text == expected


def test_expressions_of_the_defaults_in_other_cases(installed: Callable[..., Path]) -> None:
    path = installed(
        ("  setup:", "  setup:\n    certificate: {type: JCERACFKS, keyring: {name: K}}"),
        (f"        name: {CLUSTER}\n", ""),
    )
    configuration = Configuration.load(str(path))
    for key in ("vsam.name", "certificate.pkcs12.directory", "certificate.validity"):
        assert configuration.value(f"zowe.setup.{key}") is None
    with pytest.raises(Problem) as caught:
        configuration.value("zowe.setup.security.product")
    assert "not understood: [ 'RACF', 'ACF2', 'T..." in caught.value.facts[0]
    assert str(caught.value.origin) == f"{configuration.documents[1]}:7:21"


def test_missing_key_is_told_in_the_users_file(run: Run, installed: Callable[..., Path]) -> None:
    path = installed((f"        name: {CLUSTER}\n", "        x: y\n"))
    ran = run("render", "-c", path)
    assert ran.code == 157
    assert f"is not defined in Zowe YAML configuration file. ({path}:14)" in ran.err


def test_cluster_may_be_named_in_either_place(run: Run, installed: Callable[..., Path]) -> None:
    """The old key takes the new one's value; the new one's default would take the old one's."""
    expected = run("render", "-c", MINIMAL).out
    new = ("volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}")
    old = (f"name: {CLUSTER}\n", "name: ${{ zowe.setup.vsam.name }}\n")
    assert run("render", "-c", installed(old, new)).out == expected
    ran = run("render", "-c", installed(old))
    assert ran.code == 231
    name = "components.caching-service.storage.vsam.name"
    assert f"it refers to itself: {name} -> zowe.setup.vsam.name -> {name}" in ran.err


@pytest.mark.parametrize("runtime", ["/no/such/folder", "relative/none", "''", '"nul\\0"'])
def test_no_defaults(run: Run, installed: Callable[..., Path], runtime: str) -> None:
    path = installed(runtime=runtime)
    assert Configuration.load(str(path)).documents == (str(path),)
    assert run("render", "-c", path).code == 0


def test_runtime_directory_by_expression(tmp_path: Path, installed: Callable[..., Path]) -> None:
    path = installed(runtime=f"\"${{{{ '{tmp_path}' + ext }}}}\"\next: /runtime\nzowe: # ")
    text = path.read_text().partition("\next")
    path.write_text(text[0] + text[2].partition("zowe: # ")[2] + "\next: /runtime\n")
    assert len(Configuration.load(str(path)).documents) == 2


def test_what_finds_the_defaults_is_evaluated_again_with_them(
    tmp_path: Path, installed: Callable[..., Path]
) -> None:
    path = installed(runtime="${{ folder }}")
    with path.open("a") as file:
        file.write(f"folder: \"${{{{ zowe.externalPort ?? '{tmp_path}/runtime' }}}}\"\n")
    configuration = Configuration.load(str(path))
    assert len(configuration.documents) == 2
    assert shown(configuration.value("folder")) == f"7554 {path}:16"


def test_nobody_is_sent_to_the_defaults(installed: Callable[..., Path]) -> None:
    path = installed()
    configuration = Configuration.load(str(path))
    other = Document(ConfigSource("other", "zowe: {}"))
    key = "zowe.setup.certificate.pkcs12.nothing"
    assert str(configuration.place(key)) == f"{path}:3"
    assert str(configuration.replaced(0, other).place(key)) == "other:1"


@pytest.mark.parametrize(
    ("data", "code", "told"),
    [
        (b"- a\n", 140, "it does not hold keys and values"),
        (b"", 140, "the file is empty"),
        (b"x: " + b"y" * (1 << 20), 140, "the file is larger than 1 MiB"),
    ],
)
def test_broken_defaults_are_told(
    run: Run, write: Write, installed: Callable[..., Path], data: bytes, code: int, told: str
) -> None:
    path = installed()
    defaults = write("runtime/files/defaults.yaml", data)
    ran = run("render", "-c", path)
    assert ran.code == code
    assert told in ran.err
    assert f"({defaults}" in ran.err


def test_defaults_that_are_a_folder(run: Run, tmp_path: Path, write: Write) -> None:
    write("runtime/files/defaults.yaml/x", "")
    path = write("zowe.yaml", f"zowe: {{runtimeDirectory: {tmp_path}/runtime}}\n")
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert "cannot read it: it is a directory" in ran.err


def test_defaults_named_by_the_user_are_read_once(
    tmp_path: Path, installed: Callable[..., Path]
) -> None:
    path = installed()
    defaults = tmp_path / "runtime" / "files" / "defaults.yaml"
    configuration = Configuration.load(_listed(path, defaults))
    assert configuration.documents == (str(path), str(defaults))


def test_jcllib_by_expression(run: Run, write: Write) -> None:
    text = MINIMAL.read_text().replace(JCLLIB, "${{ zowe.setup.dataset.prefix }}.CUST.JCLLIB")
    expected = run("render", "-c", MINIMAL).out
    assert run("render", "-c", write("zowe.yaml", text)).out == expected
