"""What contributors find in the repository: true, and free of what could run by itself."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
MAKEFILE = (ROOT / "Makefile").read_text()
GUIDE = (ROOT / "CONTRIBUTING.md").read_text()

pytestmark = pytest.mark.skipif(not GITHUB.exists(), reason="not in a source archive")


def load(path: Path) -> dict[Any, Any]:
    return dict(yaml.safe_load(path.read_text()))


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in load(path)["jobs"].values() for step in job["steps"]]


def commands(path: Path) -> str:
    return "\n".join(step.get("run", "") for step in steps(path))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
class TestWorkflows:
    def test_every_action_has_the_hash_of_its_commit(self, path: Path) -> None:
        used = [step["uses"] for step in steps(path) if "uses" in step]
        assert used
        for action in used:
            assert re.fullmatch(r"[\w-]+/[\w-]+@[0-9a-f]{40}", action), action

    def test_it_can_read_and_nothing_else(self, path: Path) -> None:
        document = load(path)
        assert document["permissions"] == {"contents": "read"}
        granted = {name: job.get("permissions") for name, job in document["jobs"].items()}
        assert {name for name, value in granted.items() if value} <= {"publish"}

    def test_no_job_runs_without_end(self, path: Path) -> None:
        assert all(job["timeout-minutes"] <= 90 for job in load(path)["jobs"].values())

    def test_no_secret_is_kept(self, path: Path) -> None:
        assert "secrets." not in path.read_text()

    def test_its_targets_exist(self, path: Path) -> None:
        for line in re.findall(r"^make (.*)$", commands(path), re.MULTILINE):
            for target in line.split():
                assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target


def test_ci_calls_what_every_change_must_pass() -> None:
    assert "bash .ci/run" in commands(GITHUB / "workflows" / "ci.yml")


def test_publishing_is_disabled() -> None:
    """It waits for a variable that nobody has set, for a tag, and for a person's approval."""
    path = GITHUB / "workflows" / "publish.yml"
    document = load(path)
    assert list(document[True]) == ["workflow_dispatch"]
    assert document["jobs"]["build"]["if"].startswith("vars.PUBLISH == 'yes' && ")
    publish = document["jobs"]["publish"]
    assert publish["needs"] == "build"
    assert publish["environment"] == "publish"
    assert publish["permissions"] == {"id-token": "write"}


def test_hooks_are_the_checks_of_make_lint() -> None:
    (repository,) = load(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    entries = [hook["entry"] for hook in repository["hooks"]]
    lint = re.findall(r"^\t\$\(BIN\)/(\S+(?: (?:check|format))?)", MAKEFILE, re.MULTILINE)
    checks = lint[lint.index("ruff check") : lint.index("lint-imports") + 1]
    assert checks == ["ruff check", "ruff format", "mypy", "mypy", "lint-imports"]
    assert all(any(f".venv/bin/{check}" in entry for entry in entries) for check in checks)
    assert all(hook["language"] == "system" for hook in repository["hooks"])


@pytest.mark.parametrize("path", sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")), ids=str)
def test_forms_ask_for_what_is_needed(path: Path) -> None:
    if path.name != "config.yml":
        form = load(path)
        ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
        assert len(ids) == len(set(ids))
        assert any(part.get("validations", {}).get("required") for part in form["body"])


class TestGuide:
    def test_every_file_that_it_names_exists(self) -> None:
        for name in re.findall(
            r"`((?:zwe_vsam|templates|fixtures|tools|release|docs)/[\w./-]*)`", GUIDE
        ):
            assert (ROOT / name).exists(), name

    def test_every_target_that_it_names_exists(self) -> None:
        for target in set(re.findall(r"`?make ([a-z-]+)", GUIDE)):
            assert re.search(rf"^{target}:", MAKEFILE, re.MULTILINE), target

    def test_it_has_the_table_of_changes(self) -> None:
        rows = GUIDE.partition("## Where do I change…")[2].partition("\n## ")[0]
        assert rows.count("\n| ") >= 12

    def test_links_lead_somewhere(self) -> None:
        for page in (ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"):
            for link in re.findall(r"\]\(([^)#]+)", page.read_text()):
                assert (ROOT / link).exists(), link


def test_the_editor_keeps_blanks_where_they_count() -> None:
    """Members have blanks at the ends of their lines, and Makefiles have tabs."""
    text = (ROOT / ".editorconfig").read_text()
    assert text.startswith("root = true\n")
    sections = dict(re.findall(r"^\[(.*)\]\n((?:.+\n)*)", text, re.MULTILINE))
    kept = "{fixtures,zwe_vsam/sandbox/samples,templates}/**"
    assert "trim_trailing_whitespace = false" in sections[kept]
    assert "indent_style = tab" in sections["{Makefile,*.mk}"]
