"""Pages in a real Chromium: axe-core, filter, network, narrow and wide, light and dark, print.

``make test-pages``. With PAGES_PICTURES naming a folder, screenshots and PDF files are kept there.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Run
from tests.pages import browser as driver
from tests.pages.browser import Browser
from tests.report.test_fleet import NOW, evil
from zwe_vsam.report.pages import fleet
from zwe_vsam.sandbox.system import System

pytestmark = pytest.mark.skipif(bool(driver.missing()), reason=driver.missing() or "-")
PAGES = ("fleet", "hostile", "one", "created", "failed", "replaced", "dry-run", "differs")
WIDTHS = (1280, 390)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with driver.browser() as made:
        yield made


@pytest.fixture
def page(request: pytest.FixtureRequest, run: Run, box: Path, tmp_path: Path) -> Path:
    """The page of that name, from real runs."""
    file = tmp_path / f"{request.param}.html"
    init = ("init", "-c", MINIMAL, "--sandbox", box)
    other = tmp_path / "other.yaml"
    other.write_text(
        MINIMAL.read_text().replace(
            "  setup:", "  environments:\n    CACHING_STORAGE_VSAM_KEYLENGTH: 64\n  setup:", 1
        )
    )
    verify = ("verify", "-c", other, "--sandbox", box)
    if request.param in ("fleet", "hostile"):
        write_fleet(file, run, box, is_hostile=request.param == "hostile")
    elif request.param == "failed":
        System(box).inject("space")
        assert run(*init, "--evidence", file).code == 163
    elif request.param == "created":
        assert run(*init, "--evidence", file).code == 0
    elif request.param == "dry-run":
        assert run(*init, "--dry-run", "--evidence", file).code == 0
    elif request.param == "replaced":
        run(*init)
        assert run(*init, "--allow-overwrite", "--yes", "--evidence", file).code == 0
    else:
        run(*init)
        option = "--report" if request.param == "one" else "--evidence"
        assert run(*verify, option, file).code == 234
    return file


def write_fleet(file: Path, run: Run, box: Path, *, is_hostile: bool) -> None:
    """200 systems, or 40 hostile ones, of which every tenth is in trouble."""
    verify = ("verify", "-c", MINIMAL, "--sandbox", box, "--output", "json")
    missing = run(*verify).out
    run("init", "-c", MINIMAL, "--sandbox", box)
    good = run(*verify).out
    bad = json.dumps(evil()) if is_hostile else missing
    texts = {f"sys{n:03}": bad if n % 10 == 0 else good for n in range(40 if is_hostile else 200)}
    file.write_bytes(fleet.page([fleet.row(*each) for each in texts.items()], "Fleet", NOW))


every_page = pytest.mark.parametrize("page", PAGES, indirect=True)


@every_page
def test_nothing_is_found(chromium: Browser, page: Path) -> None:
    """By axe-core and in the console, and nothing is wider than the window."""
    for width in WIDTHS:
        for dark in (False, True):
            chromium.open(page, width=width, dark=dark)
            keep(f"{page.stem}-{width}{'-dark' if dark else ''}.png", chromium.picture())
            assert chromium.run("return document.documentElement.scrollWidth") <= width
            found = chromium.axe()
            assert [(each["id"], each["nodes"][0]["html"][:200]) for each in found] == []
            assert chromium.logs("browser") == []


@every_page
def test_nothing_is_requested(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    events = [json.loads(entry["message"])["message"] for entry in chromium.logs("performance")]
    asked = [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]
    assert set(asked) <= {page.as_uri()}


@every_page
def test_light_and_dark_differ(chromium: Browser, page: Path) -> None:
    script = "return getComputedStyle(document.body).backgroundColor"
    colors = []
    for dark in (False, True):
        chromium.open(page, dark=dark)
        colors.append(sum(map(int, re.findall(r"\d+", chromium.run(script))[:3])))
    assert colors[0] > 700 > 150 > colors[1]


@every_page
def test_print(chromium: Browser, page: Path) -> None:
    chromium.open(page, dark=True)
    data = chromium.pdf()
    keep(f"{page.stem}.pdf", data)
    assert data.startswith(b"%PDF")
    chromium.cdp("Emulation.setEmulatedMedia", media="print")
    style = "return getComputedStyle(document.body).%s"
    assert chromium.run(style % "backgroundColor") == "rgb(255, 255, 255)"
    assert chromium.run(style % "color") == "rgb(0, 0, 0)"
    chromium.cdp("Emulation.setEmulatedMedia", media="")


SHOWN = """
return [...document.querySelectorAll('tr[data-system]')].filter(row => row.offsetParent !== null)
  .map(row => row.querySelector('th').firstChild.textContent)
"""


@pytest.mark.parametrize("page", ["fleet"], indirect=True)
@pytest.mark.parametrize("width", WIDTHS)
def test_filter(chromium: Browser, page: Path, width: int) -> None:
    chromium.open(page, width=width)
    every = chromium.run(SHOWN)
    assert len(every) == 200
    assert every[:20] == [f"sys{n:03}" for n in range(0, 200, 10)]
    chromium.type("#words", "MISSING sys01")
    assert chromium.run(SHOWN) == ["sys010"]
    said = "return document.getElementById('shown').textContent"
    assert chromium.run(said) == "1 of 200 systems are shown"
    sections = "return [...document.querySelectorAll('section')].filter(s => !s.hidden).length"
    assert chromium.run(sections) == 1
    assert chromium.axe() == []
    chromium.clear("#words")
    assert chromium.run(SHOWN) == every
    chromium.type("#words", "</tr>")
    assert chromium.run(SHOWN) == []


@pytest.mark.parametrize("page", ["fleet"], indirect=True)
def test_a_script_from_elsewhere_does_not_run(chromium: Browser, page: Path) -> None:
    """The policy of the page stops what somebody adds to it."""
    text = page.read_text()
    evil = "<script>document.title = 'evil'</script><img src=x onerror=\"document.title='evil'\">"
    page.write_text(text.replace("<footer>", f"{evil}<footer>"))
    chromium.open(page)
    assert chromium.run("return document.title") == "Fleet"
    assert chromium.logs("browser")


def keep(name: str, data: bytes) -> None:
    """Keep a picture for people to look at."""
    if folder := os.environ.get("PAGES_PICTURES"):
        Path(folder, name).write_bytes(data)
