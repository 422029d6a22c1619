"""``make audit ADVISORIES=…``: pinned packages against a local copy of an advisory database."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
from tools import advisories

PINS = "# a comment\njinja2==3.1.6 --hash=sha256:0\nPyYAML==6.0.1\n"


def advisory(package: str = "Jinja2", ecosystem: str = "PyPI", **more: Any) -> dict[str, Any]:
    """An advisory with one affected package, whose other fields are ``more``."""
    fields = {key: more.pop(key) for key in ("versions", "ranges") if key in more}
    affected = {"package": {"name": package, "ecosystem": ecosystem}, **fields}
    return {"id": "X-1", "modified": "2026-01-01T00:00:00Z", "affected": [affected], **more}


def events(*steps: dict[str, str]) -> list[dict[str, Any]]:
    return [{"type": "ECOSYSTEM", "events": list(steps)}]


def names(document: dict[str, Any], pins: str = PINS) -> list[str]:
    return [each.package for each in advisories.findings(advisories.packages(pins), [document])]


@pytest.mark.parametrize(
    ("steps", "affected"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "3.1.6"}], False),
        ([{"introduced": "0"}, {"fixed": "3.1.7"}], True),
        ([{"fixed": "3.1.7"}, {"introduced": "0"}], True),
        ([{"introduced": "3.1.6"}], True),
        ([{"introduced": "3.1.6.post1"}], False),
        ([{"introduced": "4"}], False),
        ([{"introduced": "0"}, {"last_affected": "3.1.6"}], True),
        ([{"introduced": "0"}, {"last_affected": "3.1.5"}], False),
        ([{"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.1"}], True),
        ([{"introduced": "0"}, {"fixed": "2.0"}, {"introduced": "3.1"}, {"fixed": "3.1.2"}], False),
        ([{"introduced": "0"}, {"fixed": "no version"}], True),
        ([{"fixed": "3.1.7"}], False),
    ],
)
def test_a_range(steps: list[dict[str, str]], affected: bool) -> None:
    """The rules of the OSV schema, "Evaluation"."""
    assert (names(advisory(ranges=events(*steps))) == ["jinja2"]) is affected


def test_a_list_of_versions() -> None:
    assert names(advisory(versions=["3.1.5", "3.1.6"])) == ["jinja2"]
    assert names(advisory(versions=["3.1.5"])) == []
    assert names(advisory("pyyaml", versions=["6.0.1.0"])) == ["pyyaml"]


def test_a_range_of_commits_says_nothing_of_versions() -> None:
    ranges = [{"type": "GIT", "events": [{"introduced": "0"}]}]
    assert names(advisory(ranges=ranges)) == []


def test_names_are_compared_as_the_index_does() -> None:
    pins = "annotated-doc==0.0.7\n"
    assert names(advisory("Annotated_Doc", versions=["0.0.7"]), pins) == ["annotated-doc"]


def test_other_ecosystems_and_withdrawn_advisories_do_not_count() -> None:
    assert names(advisory(ecosystem="npm", versions=["3.1.6"])) == []
    assert names(advisory(versions=["3.1.6"], withdrawn="2026-02-01T00:00:00Z")) == []


class TestCommand:
    def run(self, export: Path, pins: Path) -> tuple[int, str, str]:
        ran = subprocess.run(
            [sys.executable, "-m", "tools.advisories", str(export), str(pins)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert "Traceback" not in ran.stderr
        return ran.returncode, ran.stdout, ran.stderr

    @pytest.fixture
    def pins(self, tmp_path: Path) -> Path:
        path = tmp_path / "pins.txt"
        path.write_text(PINS)
        return path

    @pytest.fixture
    def export(self, tmp_path: Path) -> Path:
        folder = tmp_path / "osv" / "2026"
        folder.mkdir(parents=True)
        clean = advisory("other", versions=["1"], modified="2026-03-01T00:00:00Z")
        (folder / "X-0.json").write_text(json.dumps(clean))
        return tmp_path / "osv"

    def test_nothing_is_known(self, export: Path, pins: Path) -> None:
        code, out, _ = self.run(export, pins)
        assert code == 0
        expected = "2 packages, 1 advisories, the newest of 2026-03-01T00:00:00Z: 0 known"
        assert out.startswith(expected)

    @pytest.mark.parametrize("form", ["folder", "zip"])
    def test_a_vulnerability(self, export: Path, pins: Path, form: str) -> None:
        steps = events({"introduced": "0"}, {"fixed": "3.1.7"})
        document = advisory(ranges=steps, aliases=["CVE-2026-1"])
        (export / "X-1.json").write_text(json.dumps(document))
        if form == "zip":
            packed = export.parent / "all.zip"
            with zipfile.ZipFile(packed, "w") as file:
                for path in export.rglob("*.json"):
                    file.write(path, path.name)
            export = packed
        code, out, _ = self.run(export, pins)
        assert code == 1
        assert out.splitlines()[0] == "jinja2 3.1.6: X-1 (CVE-2026-1); fixed in 3.1.7"
        assert out.endswith(": 1 known vulnerabilities\n")

    @pytest.mark.parametrize("content", [None, "{", "[]", '{"affected": [{}]}'])
    def test_an_export_that_cannot_be_used_is_not_clean(
        self, tmp_path: Path, pins: Path, content: str | None
    ) -> None:
        export = tmp_path / "export"
        export.mkdir()
        if content is not None:
            (export / "X-1.json").write_text(content)
        code, out, err = self.run(export, pins)
        assert (code, out) == (2, "")
        assert err.startswith("Error: ")

    def test_an_export_that_is_missing(self, tmp_path: Path, pins: Path) -> None:
        code, _, err = self.run(tmp_path / "missing", pins)
        assert code == 2
        assert "neither a folder nor a zip file" in err

    @pytest.mark.parametrize("text", ["", "jinja2>=3\n"])
    def test_requirements_without_versions(self, export: Path, pins: Path, text: str) -> None:
        pins.write_text(text)
        assert self.run(export, pins)[0] == 2

    def test_the_pins_of_a_release_can_be_read(self, export: Path) -> None:
        code, out, _ = self.run(export, ROOT / "release" / "requirements.txt")
        assert code == 0
        assert out.startswith("10 packages")

    def test_without_the_package_packaging(self, export: Path, pins: Path) -> None:
        """A Python with nothing but pip, as a site without a network has it."""
        block = "import sys; sys.modules['packaging'] = None\n"
        script = f"{block}from tools import advisories\nsys.exit(advisories.main(sys.argv[1:]))"
        ran = subprocess.run(
            [sys.executable, "-c", script, str(export), str(pins)], cwd=ROOT, check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert ran.returncode == 0, ran.stderr
