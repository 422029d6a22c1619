"""The collection by the field's own tools: lint, documentation, changelog, archive, examples."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT
from tests.fleet.fleet import COLLECTION, Fleet, plain_environment, tool

NAME = "zowe_community.zwe_vsam"
MODULES = sorted(path.stem for path in (COLLECTION / "plugins" / "modules").glob("*.py"))


def command(*words: str, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command of Ansible, with a home of its own."""
    own = {"PATH": f"{os.environ['ANSIBLE_BIN']}{os.pathsep}{os.environ['PATH']}", "NO_COLOR": "1"}
    ran = subprocess.run(
        [tool(words[0]), *words[1:]],
        cwd=cwd,
        env={**plain_environment(), **own, "ANSIBLE_NOCOLOR": "1", **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert ran.returncode == 0, ran.stdout
    return ran


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The collection alone, in a folder of the shape that Ansible's tools need."""
    folder = tmp_path / "work" / "ansible_collections" / "zowe_community" / "zwe_vsam"
    unwanted = shutil.ignore_patterns("output", "__pycache__", ".ansible", ".plugin-cache.yaml")
    shutil.copytree(COLLECTION, folder, ignore=unwanted)
    return folder


def test_lint(copy: Path, tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path), "ANSIBLE_COLLECTIONS_PATH": str(copy.parents[2])}
    command("ansible-lint", "--profile", "production", "--offline", cwd=copy, **variables)


def test_documentation(copy: Path) -> None:
    ran = command("antsibull-docs", "lint-collection-docs", "--plugin-docs", ".", cwd=copy)
    assert ran.stdout == ""


def test_documentation_is_what_the_modules_take(copy: Path) -> None:
    root = str(copy.parent.parent.parent)
    words = [f"{NAME}.{module}" for module in MODULES]
    ran = command("ansible-doc", "--json", *words, cwd=copy, ANSIBLE_COLLECTIONS_PATH=root)
    documents = yaml.safe_load(ran.stdout)
    assert sorted(documents) == words
    options = documents[f"{NAME}.zwe_vsam"]["doc"]["options"]
    assert options["replace"]["default"] is False
    assert options["config"]["required"] is True
    for module in words:
        names = documents[module]["doc"]["options"]
        assert not any("password" in name or "token" in name for name in names)
        assert documents[module]["doc"]["attributes"]["check_mode"]["support"] == "full"


def test_changelog(copy: Path) -> None:
    command("antsibull-changelog", "lint", cwd=copy)
    command("antsibull-changelog", "lint-changelog-yaml", "changelogs/changelog.yaml", cwd=copy)
    released = yaml.safe_load((COLLECTION / "changelogs" / "changelog.yaml").read_text())
    version = yaml.safe_load((COLLECTION / "galaxy.yml").read_text())["version"]
    assert list(released["releases"])[-1] == version


def test_every_module_has_its_action_plugin() -> None:
    """Without it, no variable of the keyword environment reaches zwe-vsam."""
    runtime = yaml.safe_load((COLLECTION / "meta" / "runtime.yml").read_text())
    assert runtime["action_groups"]["all"] == MODULES
    routed = runtime["plugin_routing"]["modules"]
    assert sorted(routed) == [module for module in MODULES if module != "zwe_vsam"]
    assert {route["action_plugin"] for route in routed.values()} == {f"{NAME}.zwe_vsam"}


def test_the_archive_installs_without_a_network(copy: Path, fleet: Fleet, tmp_path: Path) -> None:
    built = tmp_path / "built"
    command("ansible-galaxy", "collection", "build", "--output-path", str(built), cwd=copy)
    (archive,) = built.iterdir()
    installed = tmp_path / "installed"
    variables = {"ANSIBLE_HOME": str(tmp_path / "home"), "https_proxy": "http://127.0.0.1:9"}
    command(
        *("ansible-galaxy", "collection", "install", "--offline", "-p", str(installed)),
        str(archive),
        cwd=tmp_path,
        **variables,
    )
    names = {path.name for path in (installed / COLLECTION.relative_to(ROOT)).iterdir()}
    assert {"LICENSE", "README.md", "CHANGELOG.rst", "plugins", "roles", "playbooks"} <= names
    fleet.variables["ANSIBLE_COLLECTIONS_PATH"] = str(installed)
    ran = fleet.run()
    assert (ran.code, ran.changed) == (0, 3), ran.out


def test_another_namespace(copy: Path, tmp_path: Path) -> None:
    """The README says how."""
    commands = (copy / "README.md").read_text().partition("grep -rl")[2].partition("\n")[0]
    subprocess.run(
        ["sh", "-c", f"grep -rl{commands.replace('NAMESPACE', 'mysite')}"], cwd=copy, check=True
    )
    command("ansible-galaxy", "collection", "build", "--output-path", str(tmp_path), cwd=copy)
    assert [path.name for path in tmp_path.glob("*.tar.gz")] == ["mysite-zwe_vsam-1.0.0.tar.gz"]


def test_the_version_of_the_command_line_is_named() -> None:
    from zwe_vsam import __version__
    from zwe_vsam.report.result import SCHEMA

    assert f"version {__version__} or later" in (COLLECTION / "README.md").read_text()
    code = (COLLECTION / "plugins" / "module_utils" / "command_line.py").read_text()
    assert f'SCHEMA = "{SCHEMA}"' in code
    assert "import zwe_vsam" not in code
    assert (ROOT / "LICENSE").read_text() == (COLLECTION / "LICENSE").read_text()
