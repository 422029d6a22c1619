"""A fleet of rehearsal systems, and the real ``ansible-playbook`` that works on it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from tests.conftest import MINIMAL, ROOT
from zwe_vsam.sandbox.system import System

COLLECTION = ROOT / "ansible_collections" / "zowe_community" / "zwe_vsam"
MODULE = "zowe_community.zwe_vsam.zwe_vsam"
SECONDS = 300
"""How long a playbook may take on a busy machine."""


class Outcome(NamedTuple):
    """What one task did on one host."""

    status: str
    """``ok``, ``failed``, ``unreachable`` or ``skipped``."""
    result: dict[str, Any]


class Played(NamedTuple):
    """What one run of a playbook did."""

    code: int
    out: str
    tasks: list[tuple[str, str, Outcome]]
    """Host, name of the task, outcome; in the order in which they ended."""

    @property
    def last(self) -> dict[str, Outcome]:
        """The outcome of the last task on each host."""
        return {host: outcome for host, _, outcome in self.tasks}

    def each(self, key: str) -> list[Any]:
        """A field of the last result of each host, in the order of their names."""
        return [outcome.result.get(key) for _, outcome in sorted(self.last.items())]

    @property
    def changed(self) -> int:
        """How many hosts the last task changed."""
        return self.each("changed").count(True)

    @property
    def failed(self) -> list[str]:
        """The hosts on which the last task failed."""
        return sorted(host for host, outcome in self.last.items() if outcome.status == "failed")


class Fleet:
    """Hosts, each with a sandbox in a folder of its name, and how Ansible reaches them."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self.folder = folder
        self.names = list(names)
        self.config = folder / "zowe.yaml"
        self.config.write_text(MINIMAL.read_text())
        self.host_vars: dict[str, dict[str, object]] = {name: {} for name in names}
        self.system: dict[str, object] = {"sandbox": "{{ playbook_dir }}/{{ inventory_hostname }}"}
        """The options of a task that name its system."""
        self.environment: dict[str, object] = {}
        """The keyword ``environment`` of every play."""
        self.variables: dict[str, str] = {}
        """Variables of the shell in which ansible-playbook runs."""
        self.executable = folder / "zwe-vsam"
        self.calls = folder / "calls.txt"
        self.executable.write_text(
            f'#!/bin/sh\necho "$@" >> {self.calls}\n'
            f'PYTHONPATH={ROOT} exec {sys.executable} -m zwe_vsam "$@"\n'
        )
        self.executable.chmod(0o755)

    def create(self) -> None:
        """Create the sandboxes; jobs take no time there."""
        for name in self.names:
            subprocess.run(
                [self.executable, "sandbox", "create", self.folder / name, "-c", self.config],
                check=True,
                capture_output=True,
            )
            self.at(name).set_durations(0.0, 0.0)
        self.calls.unlink()

    def at(self, name: str) -> System:
        """What is really on a host."""
        return System(self.folder / name)

    def contents(self) -> dict[str, bytes]:
        """Every file of every system, and the configuration."""
        files = [self.config]
        for name in self.names:
            files += [path for path in (self.folder / name).rglob("*") if path.is_file()]
        return {str(path): path.read_bytes() for path in files}

    def processes(self) -> list[str]:
        """The command lines of zwe-vsam since the last call."""
        lines = self.calls.read_text().splitlines() if self.calls.exists() else []
        self.calls.unlink(missing_ok=True)
        return lines

    def task(self, module: str = MODULE, **options: object) -> dict[str, Any]:
        """A task for the fleet's systems; ``keywords`` has keywords of the task itself."""
        keywords: Any = options.pop("keywords", {})
        values = {
            "config": str(self.config),
            "executable": [str(self.executable)],
            **self.system,
            **options,
        }
        given = {name: value for name, value in values.items() if value is not None}
        return {"name": module, module: given, **keywords}

    def run(self, *words: str, **options: object) -> Played:
        """Run one task on every host; ``words`` are options of ansible-playbook."""
        return self.play([self.task(**options)], *words)  # type: ignore[arg-type]

    def play(self, tasks: Sequence[Mapping[str, Any]], *words: str, **keywords: object) -> Played:
        """Run a play of these tasks on every host."""
        play = {"hosts": "all", "gather_facts": False, "tasks": list(tasks)}
        play |= {"environment": self.environment, **keywords}
        playbook = self.folder / "playbook.yml"
        playbook.write_text(json.dumps([play]))
        return self.playbook(str(playbook), *words)

    def playbook(self, playbook: str, *words: str, inventory: Path | None = None) -> Played:
        """Run a playbook of any kind."""
        results = self.folder / "results.txt"
        results.unlink(missing_ok=True)
        process = subprocess.run(
            self.command(playbook, *words, inventory=inventory),
            cwd=self.folder,
            env=self.shell(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
        )
        lines = results.read_text().splitlines() if results.exists() else []
        tasks = [json.loads(line) for line in lines]
        return Played(
            process.returncode,
            process.stdout,
            [
                (line["host"], line["task"], Outcome(line["status"], line["result"]))
                for line in tasks
            ],
        )

    def command(self, playbook: str, *words: str, inventory: Path | None = None) -> list[str]:
        """The command line of ansible-playbook."""
        if inventory is None:
            inventory = self.folder / "inventory.yml"
            own = {
                "ansible_connection": "local",
                "ansible_python_interpreter": "{{ ansible_playbook_python }}",
            }
            inventory.write_text(json.dumps({"all": {"hosts": self.host_vars, "vars": own}}))
        return [tool("ansible-playbook"), "-i", str(inventory), playbook, *words]

    def shell(self) -> dict[str, str]:
        """The environment of ansible-playbook."""
        return {
            **plain_environment(),
            "ANSIBLE_COLLECTIONS_PATH": str(ROOT),
            "ANSIBLE_HOME": str(self.folder / "ansible-home"),
            "ANSIBLE_NOCOLOR": "1",
            "ANSIBLE_NOCOWS": "1",
            "ANSIBLE_CALLBACK_PLUGINS": str(Path(__file__).parent / "callbacks"),
            "ANSIBLE_CALLBACKS_ENABLED": "results",
            "ANSIBLE_RETRY_FILES_ENABLED": "0",
            "FLEET_RESULTS": str(self.folder / "results.txt"),
            "NO_PROXY": "*",
            **self.variables,
        }


def plain_environment() -> dict[str, str]:
    """The environment without what the user sets for Ansible and for Python."""
    own = ("ANSIBLE", "PYTHONPATH")
    return {name: value for name, value in os.environ.items() if not name.startswith(own)}


def tool(name: str) -> str:
    """The path of a command of Ansible."""
    return str(Path(os.environ["ANSIBLE_BIN"]) / name)
