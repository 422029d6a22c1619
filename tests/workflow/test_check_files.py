"""``check`` with many files: one report of each, one summary, and one exit code."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import CLUSTER, MINIMAL, ROOT, Run

FIXTURES = ROOT / "fixtures" / "check"
CLEAN, WARNED, WRONG, BROKEN, MANY = (
    FIXTURES / f"{name}.yaml"
    for name in ("infinispan", "inmemory", "inmemory-misspelt", "tab", "vsam-many-errors")
)
SCHEMA = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())
Config = Callable[..., Path]


def findings(run: Run, path: Path) -> str:
    """What check says of one file, without the summary."""
    lines = run("check", "-c", path).out.splitlines(keepends=True)
    return "".join(lines[:-1])


@pytest.mark.parametrize(
    ("paths", "code", "summary"),
    [
        ((CLEAN, WARNED, MANY), 157, "3 files: 3 errors, 2 warnings"),
        ((WRONG, MANY), 231, "2 files: 4 errors, 1 warning"),
        ((MANY, WRONG), 157, "2 files: 4 errors, 1 warning"),
        ((WARNED, CLEAN), 0, "2 files: 1 warning"),
        ((CLEAN, CLEAN), 0, "2 files: no problems"),
        ((BROKEN, WRONG), 140, "2 files: 2 errors"),
    ],
)
def test_each_is_reported_and_the_first_error_decides(
    run: Run, paths: tuple[Path, ...], code: int, summary: str
) -> None:
    ran = run("check", *paths)
    assert (ran.code, ran.err) == (code, "")
    assert ran.out == "".join(findings(run, path) for path in paths) + f"{summary}\n"


@pytest.mark.parametrize("path", [CLEAN, WARNED, WRONG, BROKEN, FIXTURES / "nothing.yaml"])
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_one_file_is_the_same_as_with_the_option(run: Run, path: Path, form: str) -> None:
    """But for the times at which the two runs began and ended."""
    given, option = run("check", path, "--output", form), run("check", "-c", path, "--output", form)
    times = re.compile(r'"(started|ended)": "[^"]+"')
    assert given._replace(out=times.sub("", given.out)) == option._replace(
        out=times.sub("", option.out)
    )


@pytest.mark.parametrize("argv", [(WARNED, "-c", CLEAN), ("-c", CLEAN, WARNED, WRONG)])
def test_files_and_the_option_are_an_error(run: Run, argv: tuple[object, ...]) -> None:
    ran = run("check", *argv)
    assert (ran.code, ran.out) == (102, "")
    assert ran.err.startswith("Error ZWEL0102E: Invalid parameter --config with ")
    assert "  Remedy: Name all files without -c" in ran.err


def test_files_go_before_the_variable(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZWE_VSAM_CONFIG", str(WRONG))
    assert run("check").code == 231
    assert run("check", CLEAN).out == "no problems\n"
    assert run("check", CLEAN, WARNED).out.endswith("\n2 files: 1 warning\n")
    assert run("check", CLEAN, "-c", WRONG).code == 102


@pytest.mark.parametrize("form", ["text", "github"])
def test_a_file_that_cannot_be_read_is_one_error_and_the_others_are_checked(
    run: Run, tmp_path: Path, form: str
) -> None:
    ran = run("check", tmp_path / "nothing.yaml", tmp_path, WARNED, "--output", form)
    assert (ran.code, ran.err) == (109, "")
    assert f"{tmp_path / 'nothing.yaml'}" in ran.out.splitlines()[0]
    assert "does not exist" in ran.out
    assert "it is a directory" in ran.out
    assert "inmemory.yaml" in ran.out
    assert ran.out.endswith("\n3 files: 2 errors, 1 warning\n")


def test_a_list_of_files_is_one_configuration(run: Run) -> None:
    together = f"FILE({MINIMAL}):FILE({CLEAN})"
    ran = run("check", together, CLEAN)
    assert ran.code == 0
    assert ran.out == findings(run, Path(together)) + "2 files: 1 warning\n"


def test_a_wrong_list_is_one_error(run: Run) -> None:
    ran = run("check", f"FILE({MINIMAL}):FILE(", WARNED)
    assert ran.code == 102
    assert ran.out.endswith("\n2 files: 1 error, 1 warning\n")


def test_standard_input_among_them(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(WRONG.read_bytes())))
    ran = run("check", CLEAN, "-")
    assert ran.code == 231
    assert "(<stdin>:" in ran.out
    assert ran.out.endswith("\n2 files: 1 error\n")


def test_json_is_one_object(run: Run) -> None:
    ran = run("check", CLEAN, WARNED, MANY, "--output", "json")
    report = json.loads(ran.out)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    assert (ran.code, report["exit_code"], report["ok"]) == (157, 157, False)
    assert [message["file"] for message in report["messages"]] == [str(WARNED)] + [str(MANY)] * 4


def test_github(run: Run) -> None:
    ran = run("check", WARNED, WRONG, "--output", "github")
    assert ran.code == 231
    first, second, last = ran.out.splitlines()
    assert first.startswith(f"::warning file={WARNED},line=")
    assert second.startswith(f"::error file={WRONG},line=")
    assert last == "2 files: 1 error, 1 warning"


def test_silent(run: Run) -> None:
    ran = run("check", WARNED, WRONG, "--silent")
    assert (ran.code, ran.out) == (231, "")
    assert ran.err == findings(run, WARNED) + findings(run, WRONG)


@pytest.mark.parametrize(("paths", "code"), [((CLEAN, WARNED), 238), ((WARNED, WRONG), 231)])
def test_strict_is_of_all_files(run: Run, paths: tuple[Path, ...], code: int) -> None:
    ran = run("check", *paths, "--strict")
    assert ran.code == code
    assert ran.err.count("ZWV2290E") == (code == 238)


def test_findings_left_out_are_counted_once(run: Run) -> None:
    ran = run("check", WARNED, WARNED, WRONG, "--ignore", "ZWV2601W,ZWV2203E")
    assert (ran.code, ran.out) == (0, "3 files: no problems, 3 findings left out\n")
    ran = run("check", WARNED, WRONG, "--ignore", "ZWV2601W", "--output", "json")
    ids = [message["id"] for message in json.loads(ran.out)["messages"]]
    assert ids == ["ZWV2203E", "ZWV2293I"]


def test_a_comment_is_of_its_own_file(run: Run, config: Config) -> None:
    text = MINIMAL.read_text()
    path = config(text=text.replace("mode: VSAM", "mode: VSAM # zwe-vsam: ignore ZWV2301W"))
    ran = run("check", path, MINIMAL)
    assert ran.out == findings(run, MINIMAL) + "2 files: 1 warning, 1 finding left out\n"


class TestSystem:
    def test_each_file_is_compared_with_it(self, run: Run, box: Path, config: Config) -> None:
        path = config(("VOL123", "VOL999"))
        ran = run("check", MINIMAL, path, CLEAN, "--sandbox", box)
        assert ran.code == 236
        assert "Volume VOL123 exists" in ran.out
        assert "Volume VOL999 does not exist" in ran.out
        assert ran.out.count(f"{CLUSTER} is not cataloged yet") == 2
        assert ran.err.count("System: ") == 1
        assert ran.out.endswith("\n3 files: 1 error, 2 warnings\n")

    def test_json_has_no_one_cluster(self, run: Run, box: Path) -> None:
        ran = run("check", MINIMAL, MINIMAL, "--sandbox", box, "--output", "json")
        report = json.loads(ran.out)
        jsonschema.Draft202012Validator(SCHEMA).validate(report)
        assert (report["target"], report["cluster"]) == ("sandbox", None)

    def test_no_system_the_findings_come_first_and_the_failure_once(self, run: Run) -> None:
        ran = run("check", MINIMAL, WARNED, "--sandbox", "nowhere")
        assert ran.code == 233
        assert ran.out.endswith("\n2 files: 2 warnings\n")
        assert ran.err.count("Error ") == 1


@pytest.mark.parametrize("name", ["", " "])
def test_an_empty_name_has_a_place(run: Run, name: str) -> None:
    ran = run("check", name, CLEAN)
    assert ran.code == 108
    assert f"required. ('{name}')\n" in ran.out


@pytest.mark.parametrize(
    "argv", [("-", "-"), ("-", CLEAN, "FILE(-)"), ("-c", "FILE(-):FILE(-)"), ("FILE(-):FILE(-)",)]
)
def test_standard_input_is_read_once(
    run: Run, monkeypatch: pytest.MonkeyPatch, argv: tuple[object, ...]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(CLEAN.read_bytes())))
    ran = run("check", *argv)
    assert (ran.code, ran.out) == (102, "")
    assert "It is named twice" in ran.err


def test_a_long_value_is_cut(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_text(MINIMAL.read_text().replace(CLUSTER, "A" * 10_000))
    ran = run("check", "-c", path)
    assert ran.code == 231
    assert f"{'A' * 100}…" in ran.out
    assert "A" * 101 not in ran.out
