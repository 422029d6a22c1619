"""The sources of a release. ``make test-release`` has the tests of what is built from them."""

from __future__ import annotations

import copy
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests import zowe_schemas
from tests.conftest import ROOT
from tools.release import archive
from zwe_vsam import __version__
from zwe_vsam.zos import jcl, job

SCRIPTS = sorted(
    path for path in ROOT.glob("**/*.sh") if not {"node_modules", "build"} & set(path.parts)
    and not [part for part in path.relative_to(ROOT).parts if part.startswith(".")]
)  # fmt: skip
COMPONENT = ROOT / "release" / "zowe"
PAGES = ROOT / "docs" / "how-to"


@pytest.fixture
def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load((COMPONENT / "manifest.yaml").read_text()))


class TestScripts:
    def test_they_are_found(self) -> None:
        assert {"install.sh", "validate.sh"} <= {path.name for path in SCRIPTS}

    @pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
    def test_shellcheck_finds_nothing(self, script: Path) -> None:
        folders = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        program = shutil.which("shellcheck", path=folders)
        assert program, "install the extra dev"
        ran = subprocess.run(
            [program, "--shell=sh", "--enable=quote-safe-variables", script],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (ran.returncode, ran.stdout) == (0, "")

    @pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
    @pytest.mark.parametrize("shell", ["dash", "bash --posix"])
    def test_it_is_posix(self, script: Path, shell: str) -> None:
        if not shutil.which(shell.split()[0]):
            pytest.skip(f"{shell} is not installed")
        subprocess.run([*shell.split(), "-n", str(script)], check=True)

    @pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
    def test_it_is_ascii(self, script: Path) -> None:
        assert script.read_bytes().isascii()


class TestManifest:
    def test_it_is_what_zowe_demands(self, manifest: dict[str, Any]) -> None:
        jsonschema.Draft201909Validator(zowe_schemas.MANIFEST).validate(manifest)

    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("id", "zwe-vsam"),
            ("id", None),
            ("version", "v0.2.0"),
            ("name", "zwe vsam"),
            ("commands", {"validate": "bin/validate.sh", "check": "bin/check.sh"}),
            ("schemas", {"config": "schema.json"}),
        ],
    )
    def test_a_mistake_would_be_found(
        self, manifest: dict[str, Any], key: str, value: object
    ) -> None:
        manifest[key] = value
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.Draft201909Validator(zowe_schemas.MANIFEST).validate(manifest)

    def test_its_files_exist(self, manifest: dict[str, Any]) -> None:
        for name in (manifest["commands"]["validate"], manifest["schemas"]["configs"]):
            assert (COMPONENT / name).is_file()

    def test_its_version_is_that_of_the_package(self, manifest: dict[str, Any]) -> None:
        assert manifest["version"] == __version__

    def test_it_starts_no_server(self, manifest: dict[str, Any]) -> None:
        assert set(manifest["commands"]) == {"validate"}
        assert not set(manifest) & {"apimlServices", "appfwPlugins", "zisPlugins"}


class TestSchema:
    """Zowe validates its configuration with it at each start."""

    @pytest.fixture
    def validate(self) -> Any:
        schema = json.loads((COMPONENT / "schema.json").read_text())
        jsonschema.Draft201909Validator.check_schema(schema)
        base = zowe_schemas.BASE
        store = {
            base["$id"]: base,
            f"{base['$id']}#zoweComponent": base["$defs"]["component"],
            schema["$id"]: schema,
        }
        resolver = jsonschema.RefResolver.from_schema(schema, store=store)
        return jsonschema.Draft201909Validator(schema, resolver=resolver).validate

    @pytest.fixture
    def example(self) -> dict[str, Any]:
        text = (PAGES / "zowe-start.md").read_text().partition("```yaml\n")[2]
        return {"zowe": {}, **yaml.safe_load(text.partition("```")[0])}

    @pytest.mark.filterwarnings("ignore:jsonschema.RefResolver")
    def test_the_example_of_the_page_is_valid(self, validate: Any, example: dict[str, Any]) -> None:
        validate(example)

    @pytest.mark.filterwarnings("ignore:jsonschema.RefResolver")
    def test_the_defaults_are_valid(self, validate: Any, manifest: dict[str, Any]) -> None:
        validate({"zowe": {}, "components": {"zwe-vsam": {"enabled": True, **manifest["configs"]}}})
        validate({"zowe": {}, "components": {"gateway": {"port": 7554}}})

    @pytest.mark.filterwarnings("ignore:jsonschema.RefResolver")
    @pytest.mark.parametrize(("key", "value"), [("onError", "stop"), ("python", 3), ("enabled", 1)])
    def test_a_wrong_value_is_not(
        self, validate: Any, example: dict[str, Any], key: str, value: object
    ) -> None:
        wrong = copy.deepcopy(example)
        wrong["components"]["zwe-vsam"][key] = value
        with pytest.raises(jsonschema.ValidationError):
            validate(wrong)

    def test_every_key_is_described(self, manifest: dict[str, Any]) -> None:
        page = (PAGES / "zowe-start.md").read_text()
        schema = (COMPONENT / "schema.json").read_text()
        for key in manifest["configs"]:
            assert f"| `{key}` |" in page
            assert f'"{key}"' in schema


def test_the_job_of_the_page_is_right_jcl() -> None:
    """Read by the reader of the rehearsal system, which finds what JES would."""
    text = (PAGES / "install-on-zos.md").read_text().partition("```jcl\n")[2].partition("```")[0]
    conversion = job.convert(jcl.read(text))
    assert conversion.findings == ()
    assert conversion.job is not None
    assert [step.program for step in conversion.job.steps] == ["BPXBATCH"]
    assert max(len(line) for line in text.splitlines()) <= 71
    (parameter,) = re.findall(r"PARM='(.*)'", text)
    assert parameter.startswith("SH ")
    assert len(parameter) <= 100


@pytest.mark.parametrize("name", ["install-on-zos.md", "zowe-start.md"])
def test_pages_name_the_files_of_this_version(name: str) -> None:
    named = re.findall(r"zwe-vsam-(\d+\.\d+\.\d+)", (PAGES / name).read_text())
    assert set(named) == {__version__}


class TestArchives:
    def test_they_are_functions_of_their_contents(self, tmp_path: Path) -> None:
        contents = {"b.txt": b"b", "a/run.sh": b"a"}
        for number, files in enumerate((contents, dict(reversed(contents.items())))):
            archive.write_zip(tmp_path / f"{number}.zip", files, 1_000_000_000)
            archive.write_tar(tmp_path / f"{number}.tar", "x", files, 1_000_000_000)
        for kind in ("zip", "tar"):
            assert (tmp_path / f"0.{kind}").read_bytes() == (tmp_path / f"1.{kind}").read_bytes()

    def test_a_path_that_is_too_long(self, tmp_path: Path) -> None:
        with pytest.raises(ValueError, match="longer than 100 characters"):
            archive.write_tar(tmp_path / "x.tar", "", {"x" * 101: b""}, 0)
