"""``report``, and ``verify --report``: files and folders in, a page and a table out."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import CLUSTER, MINIMAL, ROOT, Run
from tests.report.pages import Page
from zwe_vsam.sandbox.system import System

SCHEMA = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())


@pytest.fixture
def results(run: Run, box: Path, tmp_path: Path) -> Path:
    """Results of real runs: as described, missing, and none."""
    folder = tmp_path / "results"
    folder.mkdir()
    argv = ("verify", "-c", MINIMAL, "--sandbox", box, "--output", "json")
    (folder / "sysb.json").write_text(run(*argv).out)
    run("init", "-c", MINIMAL, "--sandbox", box)
    (folder / "sysa.json").write_text(run(*argv).out)
    (folder / "sysc.json").touch()
    (folder / ".hidden.json").write_text("x")
    (folder / "notes.txt").write_text("x")
    return folder


def test_a_page_and_a_table(run: Run, results: Path, tmp_path: Path) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    ran = run("report", results, "--html", page, "--csv", table, "--title", "CHG1 <b>")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "3 systems",
        "     1 no result",
        "     1 missing",
        "     1 as described",
        "- sysc: no result. The file is empty: the run gave no result.",
        f"- sysb: missing. ZWV5002E: {CLUSTER} does not exist.",
    ]
    shown = Page(page.read_bytes())
    shown.require_safe()
    assert "CHG1 <b>" in shown.text
    lines = table.read_text().splitlines()
    assert [line.split(",")[0] for line in lines] == ["system", "sysc", "sysb", "sysa"]
    assert page.stat().st_mode & 0o777 == table.stat().st_mode & 0o777 == 0o644


def test_files_in_any_number_and_json(run: Run, results: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    argv = ("report", results / "sysa.json", results / "sysb.json", "--html", page)
    ran = run(*argv, "--output", "json")
    assert ran.code == 0
    result = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(result)
    assert result["pages"] == [{"kind": "report", "file": str(page)}]
    assert result["changed"] is False
    assert result["started"] <= result["ended"]


def test_without_files_the_terminal_has_the_report(run: Run, results: Path) -> None:
    ran = run("report", results)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("3 systems\n")


def test_an_older_report_is_replaced(run: Run, results: Path, tmp_path: Path) -> None:
    page, table = tmp_path / "report.html", tmp_path / "report.csv"
    for title in ("CHG1", "CHG2"):
        argv = ("report", results, "--html", page, "--csv", table, "--title", title)
        assert run(*argv).code == 0
    assert "CHG2" in page.read_text()
    assert "CHG1" not in page.read_text()
    assert {p.name for p in tmp_path.iterdir()} == {
        "report.html", "report.csv", "results", "sandbox",
    }  # fmt: skip


@pytest.mark.parametrize("option", ["--html", "--csv"])
def test_another_file_is_kept_and_nothing_is_written(
    run: Run, results: Path, tmp_path: Path, option: str
) -> None:
    mine = tmp_path / "mine"
    mine.write_text("zowe:\n")
    other = ("--csv" if option == "--html" else "--html", tmp_path / "other")
    ran = run("report", results, option, mine, *other)
    assert ran.code == 110
    assert f"Error ZWV1102E: {mine} is not a report of zwe-vsam." in ran.err
    assert mine.read_text() == "zowe:\n"
    assert not (tmp_path / "other").exists()


def test_evidence_is_no_older_report(run: Run, box: Path, results: Path, tmp_path: Path) -> None:
    file = tmp_path / "evidence.html"
    run("verify", "-c", MINIMAL, "--sandbox", box, "--evidence", file)
    before = file.read_bytes()
    assert run("report", results, "--html", file).code == 110
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 102, "Error ZWV1110E: No result was named."),
        (("empty",), 102, "Error ZWV1110E"),
        (("none.json",), 236, "Error ZWV1111E: The result none.json cannot be read: No such file"),
        (("results", "none.json"), 236, "Error ZWV1111E"),
    ],
)
def test_results_that_are_not_there(
    run: Run, results: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...], code: int, message: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty").mkdir()
    ran = run("report", *words, "--html", "report.html")
    assert ran.code == code
    assert message in ran.err
    assert not (tmp_path / "report.html").exists()


class TestOneSystem:
    def test_verify_writes_the_same_page(self, run: Run, box: Path, tmp_path: Path) -> None:
        file = tmp_path / "status.html"
        argv = ("verify", "-c", MINIMAL, "--sandbox", box, "--report", file)
        assert run(*argv).code == 234
        shown = Page(file.read_bytes())
        shown.require_safe()
        assert "missing" in shown.text
        run("init", "-c", MINIMAL, "--sandbox", box)
        ran = run(*argv, "--output", "json")
        assert ran.code == 0
        assert json.loads(ran.out)["pages"] == [{"kind": "report", "file": str(file)}]
        text = Page(file.read_bytes()).text
        assert "as described" in text
        assert "maximum record length" in text

    def test_a_system_that_is_not_reached(self, run: Run, tmp_path: Path) -> None:
        file = tmp_path / "status.html"
        argv = ("verify", "-c", MINIMAL, "--sandbox", tmp_path / "none", "--report", file)
        assert run(*argv).code == 233
        assert "unknown system" in Page(file.read_bytes()).text

    def test_both_pages(self, run: Run, box: Path, tmp_path: Path) -> None:
        report, evidence = tmp_path / "r.html", tmp_path / "e.html"
        argv = ("verify", "-c", MINIMAL, "--sandbox", box, "--report", report)
        ran = run(*argv, "--evidence", evidence, "--output", "json")
        assert [page["kind"] for page in json.loads(ran.out)["pages"]] == ["evidence", "report"]

    def test_an_older_report_stays_where_the_evidence_is_refused(
        self, run: Run, box: Path, tmp_path: Path
    ) -> None:
        report, evidence = tmp_path / "r.html", tmp_path / "e.html"
        argv = ("verify", "-c", MINIMAL, "--sandbox", box, "--report", report)
        run(*argv)
        before = report.read_bytes()
        evidence.write_text("x")
        assert run(*argv, "--evidence", evidence).code == 110
        assert report.read_bytes() == before

    def test_another_file_is_kept_before_anything_is_asked(
        self, run: Run, box: Path, tmp_path: Path
    ) -> None:
        mine = tmp_path / "mine.html"
        mine.write_text("<p>mine")
        ran = run("verify", "-c", MINIMAL, "--sandbox", box, "--report", mine)
        assert ran.code == 110
        assert "System:" not in ran.err
        assert mine.read_text() == "<p>mine"
        assert System(box).jobs() == []


def test_a_result_of_windows_powershell(run: Run, results: Path) -> None:
    text = (results / "sysa.json").read_text()
    (results / "sysd.json").write_text(text, encoding="utf-16")
    ran = run("report", results)
    assert ran.code == 0
    assert "     1 no result\n" in ran.out


def test_two_pages_in_one_file(
    run: Run, results: Path, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "page"
    for argv, first, second in (
        (("report", results, "--html", file, "--csv", "./page"), "--html", "--csv"),
        (
            ("verify", "-c", MINIMAL, "--sandbox", box, "--report", "page", "--evidence", file),
            "--evidence",
            "--report",
        ),
    ):
        ran = run(*argv)
        assert ran.code == 102
        assert f"Error ZWV1105E: {first} and {second} name the same file, " in ran.err
        assert not file.exists()
