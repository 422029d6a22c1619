"""``--evidence``: a page about the run, whatever becomes of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clusters import define
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from tests.programs import environment, process
from tests.report.pages import Page
from tests.warm import Warm
from zwe_vsam import user
from zwe_vsam.sandbox.system import System

MEMBER = f"{JCLLIB}(ZWECSVSM)"
REPLACE = ("--allow-overwrite", "--yes")
NOT_FOUND = f"IDC3012I ENTRY {CLUSTER} NOT FOUND"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "evidence.html"


def read(file: Path) -> str:
    """The words of the page, which must be safe."""
    page = Page(file.read_bytes())
    page.require_safe()
    assert not page.scripts
    return page.text


def state(text: str) -> str:
    """The first line after the heading."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[next(n for n, line in enumerate(lines) if "Evidence of a run" in line) + 2]


class TestOfEveryTarget:
    def test_a_cluster_is_created(self, run: Run, site: Site, file: Path) -> None:
        ran = run("init", "-c", MINIMAL, *site.args, "--evidence", file)
        assert ran.code == 0
        assert ran.err.endswith(f"Info ZWV1103I: The file {file} was written.\n")
        text = read(file)
        assert state(text) == "created"
        for words in (
            f"zwe-vsam init -c {MINIMAL} {' '.join(site.args)} --evidence {file}",
            site.name,
            f"Run by{user.name()} on ",
            f"Cluster{CLUSTER}, NONRLS, volume VOL123",
            "Exit code0",
            f"Member {MEMBER}",
            "This run wrote the member.",
            "//ZWECSVSM JOB",
            "ZWECSVSM(JOB00001): completed, code 0",
            "Output JESMSGLG",
            "SYSPRINT",
            "IDC0508I DATA ALLOCATION STATUS",
        ):
            assert words in text, words
        before, _, after = text.partition("Catalog: LISTCAT ALL")[2].partition(
            "After the submission of ZWECSVSM(JOB00001)"
        )
        assert NOT_FOUND in before
        assert f"CLUSTER ------- {CLUSTER}" in after
        assert NOT_FOUND not in after

    def test_the_job_fails(self, run: Run, site: Site, file: Path) -> None:
        site.system.inject("space")
        ran = run("init", "-c", MINIMAL, *site.args, "--evidence", file)
        assert ran.code == 163
        text = read(file)
        assert state(text) == "failed"
        assert "Error ZWEL0163E: Job ZWECSVSM(JOB00001)" in text
        assert "IDC3020I UNABLE TO ALLOCATE SPACE" in text.partition("Output ")[2]
        assert NOT_FOUND in text.partition("After the submission of")[2]

    def test_a_cluster_is_replaced(self, run: Run, site: Site, file: Path) -> None:
        define(site.system)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, "--evidence", file)
        assert ran.code == 0
        text = read(file)
        assert state(text) == "replaced"
        assert text.index("Job ZWECSRVS(JOB00001)") < text.index("Job ZWECSVSM(JOB00002)")
        lists = text.partition("LISTCAT ALL")[2]
        before, deleted, defined = lists.split("After the submission of")
        assert f"CLUSTER ------- {CLUSTER}" in before
        assert NOT_FOUND in deleted
        assert f"CLUSTER ------- {CLUSTER}" in defined

    def test_a_cluster_is_removed(self, run: Run, site: Site, file: Path) -> None:
        define(site.system)
        ran = run("remove", "-c", MINIMAL, *site.args, "--yes", "--evidence", file)
        assert ran.code == 0
        text = read(file)
        assert state(text) == "removed"
        assert "Warning ZWV7001W" in text
        assert NOT_FOUND in text.partition("After the submission of ZWECSRVS(JOB00001)")[2]

    def test_verify(self, run: Run, site: Site, file: Path) -> None:
        run("init", "-c", MINIMAL, *site.args)
        define_other = site.system.write(JCLLIB, "ZWECSVSM", _edited(site.system))
        assert define_other
        ran = run("verify", "-c", MINIMAL, *site.args, "--evidence", file, "--output", "json")
        assert ran.code == 0
        assert json.loads(ran.out)["pages"] == [{"kind": "evidence", "file": str(file)}]
        text = read(file)
        assert state(text) == "as described"
        assert f"CLUSTER ------- {CLUSTER}" in text.partition("In this run")[2]
        assert "The member as it was, and what the template gives" in text
        assert "-//* SITE" in text


def _edited(system: System) -> str:
    lines = system.read(JCLLIB, "ZWECSVSM").text.splitlines()
    return "".join(f"{line}\n" for line in [lines[0], "//* SITE", *lines[1:]])


def on(box: Path) -> tuple[str, ...]:
    return "init", "-c", str(MINIMAL), "--sandbox", str(box)


class TestWhatIsOnThePage:
    def test_a_kept_member_and_its_difference(self, run: Run, box: Path, file: Path) -> None:
        run(*on(box), "--security-dry-run")
        System(box).write(JCLLIB, "ZWECSVSM", _edited(System(box)))
        run(*on(box), "--evidence", file)
        text = read(file)
        assert "This run did not write the member." in text
        assert "-//* SITE" in text
        assert "//* SITE" in text.partition("Output JESJCL")[2]

    def test_a_rewritten_member_and_its_difference(self, run: Run, box: Path, file: Path) -> None:
        System(box).write(JCLLIB, "ZWECSVSM", "//OLD JOB\n")
        ran = run(*on(box), "--generate", "--evidence", file, "--output", "json")
        assert json.loads(ran.out)["member"]["diff"] is None
        text = read(file)
        assert "-//OLD JOB" in text
        assert "This run wrote the member." in text

    def test_a_refused_member(self, run: Run, box: Path, file: Path) -> None:
        System(box).write(JCLLIB, "ZWECSVSM", "//OLD JOB\n//S EXEC PGM=IEFBR14\n")
        assert run(*on(box), "--evidence", file).code == 232
        text = read(file)
        assert "//S EXEC PGM=IEFBR14" in text
        assert state(text) == "failed"

    @pytest.mark.parametrize(
        ("option", "words"),
        [
            ("--dry-run", "A dry run changes nothing."),
            ("--security-dry-run", "This dry run wrote the member. It submitted nothing."),
        ],
    )
    def test_a_dry_run(self, run: Run, box: Path, file: Path, option: str, words: str) -> None:
        assert run(*on(box), option, "--evidence", file).code == 0
        text = read(file)
        assert state(text).startswith("dry run: ")
        assert words in text
        assert "//ZWECSVSM JOB" in text
        assert "Job ZWECSVSM" not in text

    def test_a_dry_run_without_a_system(self, run: Run, file: Path) -> None:
        assert run("init", "-c", MINIMAL, "--dry-run", "--evidence", file).code == 0
        text = read(file)
        assert "//ZWECSVSM JOB" in text
        assert "LISTCAT gave no list in this run." in text

    def test_a_rehearsal_says_so(self, run: Run, box: Path, file: Path) -> None:
        run(*on(box), "--evidence", file)
        assert "This was a rehearsal in a sandbox." in read(file)

    def test_a_job_that_is_not_waited_for(self, run: Run, box: Path, file: Path) -> None:
        System(box).set_durations(queued=60.0, active=60.0)
        assert run(*on(box), "--no-wait", "--evidence", file).code == 0
        text = read(file)
        assert state(text) == "job not ended"
        assert "The job had not ended when the command ended." in text
        assert "LISTCAT gave no list after the submission." in text
        assert "created" not in state(text)

    def test_a_configuration_that_is_missing(self, run: Run, box: Path, file: Path) -> None:
        argv = ("init", "-c", "none.yaml", "--sandbox", box, "--evidence", file)
        assert run(*argv).code == 109
        text = read(file)
        assert state(text) == "failed"
        assert "Error ZWEL0109E" in text

    def test_no_secret(
        self, run: Run, box: Path, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PASSWORD", "GEHEIM1")
        run(*on(box), "--security-dry-run")
        text = System(box).read(JCLLIB, "ZWECSVSM").text
        text = text.replace("//ZWECSVSM JOB", "//ZWECSVSM JOB USER=ME,PASSWORD=GEHEIM2", 1)
        System(box).write(JCLLIB, "ZWECSVSM", text)
        run(*on(box), "--symbol", "DBPASSW=GEHEIM3", "--evidence", file)
        data = file.read_bytes()
        assert b"GEHEIM" not in data
        assert "USER=ME,PASSWORD=****" in read(file)
        assert "ZWE_VSAM_ZOSMF_PASSWORD=****" in read(file)

    def test_hostile_output_of_a_job(self, run: Run, box: Path, file: Path) -> None:
        evil = "//* </pre><script>alert(1)</script> &amp; ]]> <!--"
        System(box).set_durations(queued=0.0, active=0.0)
        run(*on(box), "--security-dry-run")
        lines = System(box).read(JCLLIB, "ZWECSVSM").text.splitlines()
        edited = "".join(f"{line}\n" for line in [lines[0], evil, *lines[1:]])
        System(box).write(JCLLIB, "ZWECSVSM", edited)
        run(*on(box), "--evidence", file)
        assert read(file).count(evil) >= 2


class TestTheFile:
    def test_only_its_owner_can_read_it(self, run: Run, box: Path, file: Path) -> None:
        run(*on(box), "--evidence", file)
        assert file.stat().st_mode & 0o777 == 0o600
        assert sorted(p.name for p in file.parent.iterdir()) == ["evidence.html", "sandbox"]

    @pytest.mark.parametrize("command", ["init", "verify", "remove"])
    def test_an_older_file_is_refused(self, run: Run, box: Path, file: Path, command: str) -> None:
        file.write_text("evidence of another run")
        argv = (command, *on(box)[1:], "--evidence", file)
        ran = run(*argv, *(("--yes",) if command == "remove" else ()))
        assert ran.code == 110
        assert f"Error ZWV1101E: {file} already exists." in ran.err
        assert "Name a new file with --evidence." in ran.err
        assert file.read_text() == "evidence of another run"
        assert System(box).jobs() == []

    def test_an_empty_file_is_taken(self, run: Run, box: Path, file: Path) -> None:
        file.touch(0o640)
        assert run(*on(box), "--evidence", file).code == 0
        assert state(read(file)) == "created"

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("none/evidence.html", "No such file or directory"),
            ("sandbox", "it is a folder"),
            ("/dev/null", "it is not a regular file"),
            ("x" * 300, "File name too long"),
            ("dangling.html", "No such file or directory"),
        ],
    )
    def test_a_file_that_cannot_be_written(
        self, run: Run, box: Path, tmp_path: Path, name: str, reason: str
    ) -> None:
        (tmp_path / "dangling.html").symlink_to("none/x")
        before = sorted(tmp_path.iterdir())
        ran = run(*on(box), "--evidence", tmp_path / name)
        assert ran.code == 110
        assert f"cannot be written: {reason}." in ran.err
        assert System(box).jobs() == []
        assert not System(box).exists(JCLLIB, "ZWECSVSM")
        assert sorted(tmp_path.iterdir()) == before

    @pytest.mark.parametrize("option", ["--evidence", "--report"])
    def test_standard_output_takes_no_page(
        self, run: Run, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
    ) -> None:
        monkeypatch.chdir(tmp_path)
        before = sorted(tmp_path.iterdir())
        ran = run("verify", *on(box)[1:], option, "-")
        assert ran.code == 110
        assert "Error ZWV1100E: The page - cannot be written: standard output has " in ran.err
        assert sorted(tmp_path.iterdir()) == before

    def test_other_commands_have_no_such_option(self, run: Run) -> None:
        assert run("render", "-c", MINIMAL, "--evidence", "x").code == 102


def until(condition: Callable[[], bool]) -> None:
    limit = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < limit
        time.sleep(0.02)


class TestWhileTheJobRuns:
    def test_a_killed_run_has_a_page(self, box: Path, file: Path, warm: Warm) -> None:
        System(box).inject("never")
        running = warm.start(*on(box), "--evidence", file)
        until(lambda: file.exists() and "JOB00001" in file.read_text())
        running.send_signal(signal.SIGKILL)
        running.end()
        text = read(file)
        assert state(text) == "not ended"
        assert "its end is not recorded here" in " ".join(text.split())
        assert "Job ZWECSVSM(JOB00001)" in text
        assert "Exit code" not in text

    @pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    def test_an_interrupted_run(
        self, box: Path, file: Path, warm: Warm, number: signal.Signals
    ) -> None:
        System(box).inject("never")
        running = warm.start(*on(box), "--evidence", file)
        until(lambda: file.exists() and "JOB00001" in file.read_text())
        running.send_signal(number)
        assert running.end().code == 130
        text = read(file)
        assert state(text) == "end not known"
        assert "Error ZWV4002E" in text
        assert "Exit code130" in text

    @pytest.mark.parametrize("harm", ["changed", "deleted", "folder"])
    def test_a_page_that_cannot_be_written_changes_nothing(
        self, box: Path, tmp_path: Path, warm: Warm, harm: str
    ) -> None:
        folder = tmp_path / "pages"
        folder.mkdir()
        file = folder / "evidence.html"
        System(box).inject("held")
        running = warm.start(*on(box), "--evidence", file, "--output", "json")
        until(lambda: file.exists() and "JOB00001" in file.read_text())
        if harm == "changed":
            file.write_text("mine")
        else:
            file.unlink()
        if harm == "folder":
            folder.rmdir()
        System(box).release("JOB00001")
        ended = running.end()
        result = json.loads(ended.out)
        assert (ended.code, result["ok"], result["pages"]) == (0, True, [])
        assert result["cluster"]["exists"] is True
        assert "Warning ZWV1104W: The page" in ended.err
        assert "Traceback" not in ended.err
        if harm == "changed":
            assert file.read_text() == "mine"

    def test_standard_output_is_lost(self, box: Path, file: Path, programs: Path) -> None:
        with open("/dev/full", "wb") as full:
            program = [programs / "zwe-vsam"]
            ran = process(*on(box), "--evidence", file, program=program, stdout=full)
        assert ran.returncode == 237
        text = read(file)
        assert state(text) == "failed"
        assert "Exit code237" in text
        assert "Error ZWV1003E" in text


@pytest.mark.parametrize("argv", [("render",), ("check",), ("init", "--dry-run"), ("config",)])
def test_pages_are_not_imported_without_a_page(argv: tuple[str, ...]) -> None:
    script = (
        "import sys; from zwe_vsam.cli import main; main(sys.argv[1:]);"
        "sys.exit(any('report.pages' in name or 'workflow.report' in name for name in sys.modules))"
    )
    words = [sys.executable, "-c", script, *argv, "-c", str(MINIMAL)]
    assert subprocess.run(words, env=environment(), capture_output=True).returncode == 0
    assert os.path.exists(MINIMAL)
