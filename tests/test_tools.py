"""What writes the documentation: renewed examples, text of pictures, Markdown."""

from __future__ import annotations

from pathlib import Path

from tools import examples, screens
from tools.reference import markup
from zwe_vsam.messages import with_capitals

SHOWN = ["Error ZWV231E: it is wrong", "  Meaning: ...", "...", "    last line"]


def test_an_example_that_still_holds_is_kept() -> None:
    printed = ["Error ZWV231E: it is wrong", "  Meaning: any", "a", "b", "    last line"]
    assert examples.renewed(printed, SHOWN) == SHOWN


def test_a_new_text_takes_the_place_of_the_former_one() -> None:
    printed = ["Error ZWV2101E: it is very wrong", "  Meaning: any", "a", "b", "    last line"]
    renewed = examples.renewed(printed, SHOWN)
    assert renewed == ["Error ZWV2101E: it is very wrong", "  Meaning: ...", "...", "    last line"]


def test_an_example_that_cannot_be_abbreviated_is_shown_whole() -> None:
    printed = ["first", "received 2026-01-02 03:04:05", "last"]
    renewed = examples.renewed(printed, ["something else"])
    assert renewed == ["first", "received ...", "last"]
    assert examples.matches(printed, renewed)


def test_commands_and_exit_codes_of_a_block() -> None:
    block = "$ one\nprinted\n$ two  # [163]\n"
    assert examples.examples(block) == [
        examples.Example("one", 0, ["printed"]),
        examples.Example("two", 163, []),
    ]


def test_blocks_of_one_folder(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ a\n```\n\n```console\n$ b\n```\n")
    assert examples.groups(page) == [["$ a\n"], ["$ b\n"]]
    page.write_text("<!-- examples: one folder -->\n" + page.read_text())
    assert examples.groups(page) == [["$ a\n", "$ b\n"]]


def test_a_new_block_has_the_exit_code_of_now() -> None:
    assert examples.renewed_group(["$ exit 3\n", "$ cat zowe.yaml | head -1\nx\n"]) == [
        "$ exit 3  # [3]\n",
        "$ cat zowe.yaml | head -1\nzowe:\n",
    ]


def test_the_text_of_a_picture_is_in_the_order_of_its_lines() -> None:
    svg = (
        '<text class="t-r1" x="24.4" y="44.4" clip-path="u">two&#160;&amp;</text>'
        '<text class="t-r2" x="0" y="20" textLength="1">one</text>'
        '<text class="t-r1" x="0" y="44.4">B&#160;</text>'
    )
    assert screens.texts(svg) == ["one", "B two &"]


def test_markdown_shows_every_character() -> None:
    assert markup.prose("a_b <c> `d_e|f` *") == "a&#95;b &lt;c> `d_e|f` &#42;"
    assert markup.prose("one ` only") == "one &#96; only"
    assert markup.table(("a",), [["`x|y`"]]) == "| a |\n| --- |\n| `x\\|y` |\n"


def test_fields_of_a_text_are_in_capitals() -> None:
    assert with_capitals("{name} is {what_it_is}: {}") == "NAME is WHAT IT IS: …"
