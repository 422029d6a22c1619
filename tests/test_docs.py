"""Every example of the README and of docs/ does what it shows; links and references are right.

If an example differs: ``python -m tools.examples --write``, and read what changed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.warm import Warm
from tools import examples, screens
from tools.reference import __main__ as reference
from zwe_vsam.messages.catalog.every import ENTRIES as TABLE

PAGES = examples.PAGES
NO_IDS = {"ZWEL0159E", "ZWV2601E"}
"""What the page of ``explain`` shows as an id that does not exist."""
CASES = [
    pytest.param("".join(group), id=f"{page.relative_to(ROOT).with_suffix('')}-{number}")
    for page in PAGES
    for number, group in enumerate(examples.groups(page), 1)
]


@pytest.fixture(scope="module")
def programs(warm: Warm, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a ``zwe-vsam`` that need not start and does not wait in real time."""
    folder = tmp_path_factory.mktemp("programs")
    return warm.programs(folder / "bin", "tests.clock:share", str(folder / "time"))


@pytest.mark.parametrize("group", CASES)
def test_example(group: str, tmp_path: Path, programs: Path) -> None:
    examples.prepare(tmp_path, group)
    for example in examples.examples(group):
        result = examples.run(example, tmp_path, programs)
        assert result.code == example.code, (example.command, result.lines)
        assert examples.matches(result.lines, example.output), (example, result.lines)


def test_there_are_examples() -> None:
    commands = [each for case in CASES for each in examples.examples(str(case.values[0]))]
    assert len(CASES) >= 36
    assert len(commands) >= 110


def test_every_message_has_its_exit_code_on_its_page() -> None:
    """The page of messages has every id with its exit code, and no other."""
    page = reference.kept()["messages.md"]
    sections = dict(re.findall(r"^### (Z\w+)\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    codes = {}
    for message_id, section in sections.items():
        code = re.search(r", exit code (\d+)\.$", section, re.MULTILINE)
        codes[message_id] = int(code[1]) if code else 0
    assert codes == {message_id: kind.exit_code for message_id, kind in TABLE.items()}


def test_every_id_of_a_page_is_in_the_catalog() -> None:
    for page in PAGES:
        ids = set(re.findall(r"\bZW(?:EL\d{4}|V\d{3,4})[EWI]\b", page.read_text()))
        assert ids - NO_IDS <= set(TABLE), page.name


def test_exit_codes_are_explained() -> None:
    """The page explains every exit code of the catalog."""
    page = reference.kept()["exit-codes.md"]
    explained = {int(code) for code in re.findall(r"^\| (\d+) \| \w", page, re.MULTILINE)}
    assert {kind.exit_code for kind in TABLE.values()} <= explained


def test_kept_pages_are_the_codes() -> None:
    """If not: python -m tools.reference, and read what changed."""
    for name, text in reference.kept().items():
        assert (ROOT / "docs" / "reference" / name).read_text() == text, name


def test_every_command_has_its_page_with_its_options() -> None:
    for name in reference.built():
        if name.startswith("options-"):
            command = name.removeprefix("options-").removesuffix(".md")
            page = "config-command" if command == "config" else command
            text = (ROOT / "docs" / "reference" / f"{page}.md").read_text()
            assert f"```{{include}} generated/{name}\n" in text


@pytest.mark.parametrize("name", screens.SCREENS)
def test_pictures_show_what_the_tool_prints(name: str, programs: Path) -> None:
    """If not: python -m tools.screens."""
    assert screens.is_current(name, screens.run(screens.SCREENS[name], programs))


def test_pictures_load_nothing() -> None:
    for picture in screens.PICTURES.glob("*.svg"):
        text = picture.read_text().replace("http://www.w3.org/2000/svg", "")
        assert "http" not in text
        assert "url(#" in text


def test_links_lead_somewhere() -> None:
    """To a file, and to a heading of it. The site's own check has the generated pages, too."""
    for page in PAGES:
        for link, anchor in re.findall(r"\]\(([^)#:]*)(?:#([^)]*))?\)", page.read_text()):
            target = (page.parent / link).resolve() if link else page
            assert target.exists(), (page.name, link)
            if anchor:
                assert anchor in _anchors(target), (page.name, link, anchor)


@cache
def _anchors(page: Path) -> set[str]:
    """The anchors of the headings of ``page``, as MyST and GitHub make them."""
    built = reference.built()
    text = re.sub(
        r"^```\{include\} generated/(.*)\n```$",
        lambda match: built[match[1]],
        page.read_text(),
        flags=re.MULTILINE,
    )
    text = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text().splitlines()) <= 120
