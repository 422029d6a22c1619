"""Which system a run works on, what its log begins and ends with, and commands to paste."""

from __future__ import annotations

import getpass
import json
import os
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clock import SharedTime
from tests.clusters import define
from tests.conftest import CLUSTER, MINIMAL, Run, Site
from tests.warm import Warm
from tests.zosmf_front import Answer, Front
from zwe_vsam import __version__
from zwe_vsam.report.log import Log
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.zosmf import zowe_sdk

Pasted = Callable[[str], "subprocess.CompletedProcess[str]"]
COMMANDS = {
    "init": ("init", "-c", MINIMAL),
    "preview": ("init", "-c", MINIMAL, "--dry-run"),
    "render": ("render", "-c", MINIMAL),
    "check": ("check", "-c", MINIMAL),
    "verify": ("verify", "-c", MINIMAL),
    "remove": ("remove", "-c", MINIMAL),
    "job": ("job", "JOB00001"),
}


class TestWhichSystem:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_it_is_the_first_line(self, run: Run, site: Site, command: str) -> None:
        ran = run(*COMMANDS[command], *site.args)
        assert ran.err.startswith(site.first)
        assert ran.err.count("System: ") == 1
        assert "System: " not in ran.out

    @pytest.mark.parametrize("command", COMMANDS)
    def test_it_is_not_said_to_those_who_want_silence(
        self, run: Run, site: Site, command: str
    ) -> None:
        ran = run(*COMMANDS[command], *site.args, "--silent")
        assert "System: " not in ran.err

    def test_json_has_it(self, run: Run, site: Site) -> None:
        ran = run("verify", "-c", MINIMAL, *site.args, "--output", "json")
        system = json.loads(ran.out)["system"]
        assert system["kind"] == site.kind.name
        assert system["host"] in site.name
        assert system["profile"] is None
        expected = None if site.kind.name == "sandbox" else site.name.rpartition("user ")[2]
        assert system["user"] == expected
        assert ran.err.startswith(f"System: {site.name}\n")

    def test_json_of_a_run_without_a_system(self, run: Run) -> None:
        ran = run("render", "-c", MINIMAL, "--output", "json")
        assert json.loads(ran.out)["system"] is None

    def test_a_profile_is_named(
        self, run: Run, zosmf: Front, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        properties = {
            "host": "127.0.0.1", "port": zosmf.server.port, "user": "ibmuser", "password": "sys1",
        }  # fmt: skip
        team = {"profiles": {"lab": {"type": "zosmf", "properties": properties}}, "defaults": {}}
        (tmp_path / "zowe.config.json").write_text(json.dumps(team))
        zowe_sdk.profile_manager()
        for module in ("profile_manager", "config_file"):
            where = f"zowe.core_for_zowe_sdk.{module}"
            monkeypatch.setattr(f"{where}.GLOBAL_CONFIG_LOCATION", str(tmp_path))
            monkeypatch.setattr(f"{where}.CURRENT_DIR", str(tmp_path))
        for name in ("HOST", "PORT", "USER", "PASSWORD"):
            monkeypatch.delenv(f"ZWE_VSAM_ZOSMF_{name}")
        argv = ("verify", "-c", MINIMAL, "--zosmf-profile", "lab")
        place = f"127.0.0.1:{zosmf.server.port}"
        ran = run(*argv)
        assert ran.err.startswith(f"System: z/OSMF {place} (profile lab), user ibmuser\n")
        system = json.loads(run(*argv, "--output", "json").out)["system"]
        assert system == {"kind": "zosmf", "host": place, "profile": "lab", "user": "ibmuser"}


class TestLog:
    @staticmethod
    def lines(folder: Path) -> list[str]:
        (log,) = folder.iterdir()
        return [line[9:] for line in log.read_text().splitlines()]

    def test_it_begins_with_the_run_and_ends_with_its_code(
        self, run: Run, site: Site, tmp_path: Path
    ) -> None:
        folder = tmp_path / "my log"
        assert run("init", "-c", MINIMAL, *site.args, "-l", folder).code == 0
        lines = self.lines(folder)
        words = shlex.join(["init", "-c", str(MINIMAL), *site.args, "-l", str(folder)])
        assert lines[:3] == [
            f"zwe-vsam {__version__}",
            f"command line: zwe-vsam {words}",
            f"user: {getpass.getuser()}",
        ]
        assert re.fullmatch(r"date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}", lines[3])
        assert f"System: {site.name}" in lines
        assert lines[-1] == "exit code: 0"

    @pytest.mark.parametrize(
        ("argv", "code"),
        [
            (("verify", "-c", MINIMAL), 234),
            (("init", "-c", "nowhere.yaml"), 316),
            (("init", "-c", MINIMAL, "--exist-ok", "--allow-overwrite"), 102),
        ],
    )
    def test_it_ends_with_the_code_of_a_failure(
        self, run: Run, box: Path, tmp_path: Path, argv: tuple[str, ...], code: int
    ) -> None:
        folder = tmp_path / "log"
        ended = run(*argv, "--sandbox", box, "-l", folder).code
        assert ended == code or code == 316
        assert self.lines(folder)[-1] == f"exit code: {ended}"

    def test_no_secret_is_written(self, tmp_path: Path) -> None:
        words = ["--what", "password=hunter2", "--symbol=PASSWORD=a 'hunter2", "s://u:hunter2@h/"]
        Log(str(tmp_path), "init", words).close(102)
        assert self.lines(tmp_path)[1] == (
            "command line: zwe-vsam --what 'password=****' '--symbol=PASSWORD=****' 's://****@h/'"
        )


class TestCommandsToPaste:
    """Each command that is printed does what it says, on the same system, when it is pasted."""

    NAME = "my 'box' $(touch pwned) \"x\";&"

    @pytest.fixture
    def programs(self, warm: Warm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A ``zwe-vsam`` for the PATH that has the time of this process: nothing waits."""
        SharedTime(tmp_path / "time").rule(monkeypatch.setattr)
        return warm.programs(tmp_path / "bin", "tests.clock:share", str(tmp_path / "time"))

    @pytest.fixture
    def pasted(self, programs: Path, odd: Path) -> Pasted:
        """Give the command in a line of output to a shell."""

        def paste(printed: str) -> subprocess.CompletedProcess[str]:
            command = "zwe-vsam " + printed.partition("zwe-vsam ")[2]
            environment = {"PATH": f"{programs}:{os.environ['PATH']}", "LANG": "C.UTF-8"}
            return subprocess.run(
                ["/bin/sh", "-c", command],
                cwd=odd, env=environment, capture_output=True, text=True, check=False,
            )  # fmt: skip

        return paste

    @pytest.fixture
    def odd(self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """A sandbox and a configuration whose names need quotes."""
        monkeypatch.chdir(tmp_path)
        (tmp_path / "zo we.yaml").write_bytes(MINIMAL.read_bytes())
        assert run("sandbox", "create", self.NAME, "-c", "zo we.yaml").code == 0
        return tmp_path

    def args(self) -> tuple[str, ...]:
        return ("-c", "zo we.yaml", "--sandbox", self.NAME)

    def test_going_on_with_a_job(self, run: Run, odd: Path, pasted: Pasted) -> None:
        System(self.NAME).set_durations(queued=0.0, active=2.0)
        ran = run("init", *self.args(), "--timeout", "0")
        assert ran.code == 162
        (line,) = [line for line in ran.err.splitlines() if "or continue to wait: " in line]
        look, _, wait = line.partition("; or continue to wait: ")
        assert pasted(wait).returncode == 0
        assert "JESMSGLG" in pasted(look).stdout
        assert not (odd / "pwned").exists()

    def test_creating_what_is_not_there(self, run: Run, odd: Path, pasted: Pasted) -> None:
        ran = run("verify", *self.args())
        assert ran.code == 234
        (line,) = [line for line in ran.err.splitlines() if "Create the cluster: " in line]
        assert pasted(line).returncode == 0
        assert System(self.NAME).clusters() == [CLUSTER]

    def test_a_sandbox_that_is_not_there(self, run: Run, odd: Path, pasted: Pasted) -> None:
        name = f"{self.NAME}2"
        ran = run("verify", "-c", "zo we.yaml", "--sandbox", name)
        assert ran.code == 233
        (line,) = [line for line in ran.err.splitlines() if "Create the sandbox: " in line]
        assert pasted(line).returncode == 0
        assert System(name).clusters() == []

    def test_resetting_a_sandbox(self, run: Run, odd: Path, pasted: Pasted) -> None:
        define(System(self.NAME))
        ran = run("sandbox", "create", self.NAME)
        (line,) = [line for line in ran.err.splitlines() if "sandbox reset" in line]
        assert pasted(line).returncode == 0
        assert System(self.NAME).clusters() == []

    def test_making_a_member_anew(self, run: Run, odd: Path, pasted: Pasted) -> None:
        run("init", *self.args())
        other = (odd / "zo we.yaml").read_text().replace("zowe:\n", ENVIRONMENT, 1)
        (odd / "zo we.yaml").write_text(other)
        ran = run("verify", *self.args())
        (line,) = [line for line in ran.err.splitlines() if "Rewrite the member: " in line]
        assert pasted(line).returncode == 158
        assert not (odd / "pwned").exists()


ENVIRONMENT = "zowe:\n  environments: {CACHING_STORAGE_VSAM_KEYLENGTH: '64'}\n"


@pytest.mark.parametrize(
    "job_id", ["JOB1;touch${IFS}X;#", "$(id)", "JOB00001 x", "../JOB00001", "", "JOB123456789", "1"]
)
def test_a_job_id_that_is_none_is_not_taken(run: Run, zosmf: Front, job_id: str) -> None:
    """The job was submitted, and which it is is not known: nothing is printed to paste."""
    body = json.dumps({"jobid": job_id, "jobname": "ZWECSVSM", "owner": "IBMUSER"}).encode()

    def submitted(asked: object) -> Answer | None:
        if asked.method == "PUT" and asked.path.endswith("/restjobs/jobs"):  # type: ignore[attr-defined]
            return Answer(201, body)
        if asked.method == "GET" and "/restjobs/jobs" in asked.path:  # type: ignore[attr-defined]
            return Answer(200, b"[]")
        return None

    zosmf.rules.append(submitted)
    ran = run("init", "-c", MINIMAL, "--target", "zosmf")
    assert ran.code == 161
    assert "It is not known whether the system accepted the job." in ran.err
    assert "zwe-vsam job " not in ran.err
    assert (
        sum(asked.method == "PUT" and "/restjobs/jobs" in asked.path for asked in zosmf.asked) == 1
    )
