"""``job``: a job that was left behind, on every target."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clusters import define
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, ROOT, Run, Site
from zwe_vsam.cli import terminal
from zwe_vsam.model import Ending, Phase, SpoolFile
from zwe_vsam.workflow.consent import Consent

INIT = ("init", "-c", MINIMAL)
CREATED = ">> Zowe Caching Service VSAM storage is created successfully."


def test_a_job_that_was_not_waited_for(run: Run, site: Site) -> None:
    run(*INIT, *site.args, "--no-wait")
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert ran.out.startswith("Job ZWECSVSM(JOB00001) of IBMUSER, received 20")
    assert ran.out.splitlines()[-1] == CREATED


def test_a_job_that_is_still_running_is_waited_for(run: Run, site: Site) -> None:
    site.system.set_durations(queued=0.1, active=0.5)
    ran = run(*INIT, *site.args, "--timeout", "0")
    assert ran.code == 162
    assert "or continue to wait: zwe-vsam job JOB00001" in ran.err
    ran = run("job", "job00001", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert CREATED in ran.out
    assert len(site.system.jobs()) == 1


def test_without_a_configuration_nothing_is_said_to_be_created(run: Run, site: Site) -> None:
    run(*INIT, *site.args)
    ran = run("job", "JOB00001", *site.args)
    assert ran.code == 0
    assert "- Job ZWECSVSM(JOB00001) ends with code 0 (COMPLETED)." in ran.out
    assert "created" not in ran.out
    assert "Without -c, zwe-vsam did not read the catalog." in ran.err


def test_created_needs_the_catalog(run: Run, site: Site) -> None:
    run(*INIT, *site.args)
    site.system.idcams([f" DELETE {CLUSTER} CLUSTER"])
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.code == 163
    assert f"But the catalog has no {CLUSTER}" in ran.err
    assert "created successfully" not in ran.out


def test_another_job_is_not_said_to_have_created_anything(run: Run, site: Site) -> None:
    """Numbers recycle: what is meant may be somebody's job of another name."""
    define(site.system)
    site.system.submit("//BACKUP JOB\n//S EXEC PGM=IEFBR14\n")
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert ran.out.startswith("Job BACKUP(JOB00001) of IBMUSER, received 20")
    assert "created" not in ran.out
    assert f"The catalog lists {CLUSTER}." in ran.err


@pytest.mark.parametrize("member", ["ZWECSVSM", "ZWECSRVS"])
def test_the_job_of_another_zowe_is_not_said_to_have_created_anything(
    run: Run, site: Site, config: Callable[..., Path], member: str
) -> None:
    """It has the same name, and its number may have been given again."""
    other = config((CLUSTER, f"{CLUSTER}2"))
    run("init", "-c", other, *site.args)
    number = "JOB00001"
    if member == "ZWECSRVS":
        run("remove", "-c", other, *site.args, "--yes")
        number = "JOB00002"
    else:
        define(site.system)
    ran = run("job", number, "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert "created" not in ran.out
    assert (
        f"Job {member}({number}) is for another cluster: its output does not name {CLUSTER}."
        in ran.err
    )
    ran = run("job", number, "-c", other, *site.args)
    assert ran.code == 0
    assert "is another one" not in ran.err


def test_without_the_output_of_its_step_the_name_has_to_do(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site may print and purge class A at once."""
    run(*INIT, *site.args)
    spool = site.kind.spool

    def purged(target: object, job: object) -> list[SpoolFile]:
        return [file for file in spool(target, job) if not file.step]

    monkeypatch.setattr(site.kind, "spool", purged)
    assert CREATED in run("job", "JOB00001", "-c", MINIMAL, *site.args).out


def test_the_name_is_that_of_the_job_statement(run: Run, site: Site, prepared: str) -> None:
    site.system.write(JCLLIB, "ZWECSVSM", prepared.replace("//ZWECSVSM JOB", "//MYJOB JOB"))
    assert run(*INIT, *site.args, "--no-wait").code == 0
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.out.startswith("Job MYJOB(JOB00001)")
    assert CREATED in ran.out


def test_a_removing_job(run: Run, site: Site) -> None:
    define(site.system)
    run("remove", "-c", MINIMAL, *site.args, "--yes", "--timeout", "0")
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert "created" not in ran.out
    assert site.system.clusters() == []
    define(site.system)
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.code == 163
    assert "The cluster was not deleted, or another job defined it again" in ran.err


@pytest.mark.parametrize("config", [(), ("-c", MINIMAL)])
def test_what_is_not_known_of_a_job_that_goes_on(
    run: Run, site: Site, config: tuple[object, ...]
) -> None:
    """What a job is there for is known with a configuration only."""
    define(site.system)
    site.system.inject("never")
    run("remove", "-c", MINIMAL, *site.args, "--yes", "--timeout", "0")
    ran = run("job", "JOB00001", *config, *site.args, "--timeout", "0")
    assert ran.code == 162
    what = "whether the cluster will be deleted" if config else "how it will end"
    assert f"zwe-vsam did not cancel the job. It is not known {what}." in ran.err


def test_a_failed_job_is_told_as_init_tells_it(run: Run, site: Site) -> None:
    site.system.inject("space")
    first = run(*INIT, *site.args)
    ran = run("job", "JOB00001", "-c", MINIMAL, *site.args)
    assert ran.code == first.code == 163
    assert ran.err == first.err


@pytest.mark.parametrize("word", ["", "X", "JOB", "JOB1X", "12345", "JOB00001\x1b[2J"])
def test_no_job_id(run: Run, site: Site, word: str) -> None:
    ran = run("job", word, *site.args)
    assert ran.code == 102
    assert "\x1b" not in ran.err


def test_a_job_that_is_not_listed(run: Run, site: Site) -> None:
    ran = run("job", "JOB09999", *site.args)
    assert ran.code == 162
    assert "The system lists no job with this id" in ran.err


def test_spool(run: Run, site: Site) -> None:
    run(*INIT, *site.args)
    ran = run("job", "JOB00001", *site.args, "--spool")
    assert ran.code == 0
    assert "--- JESMSGLG ---" in ran.out
    assert "--- ALLOC.SYSPRINT ---" in ran.out
    assert "IDC0002I" in ran.out
    told = json.loads(run("job", "JOB00001", *site.args, "--spool", "--output", "json").out)
    files = {file["ddname"]: file for file in told["spool"]}
    assert files["SYSPRINT"]["step"] == "ALLOC"
    assert "IDC0002I" in files["SYSPRINT"]["text"]


class TestCancel:
    @pytest.fixture(autouse=True)
    def _job(self, run: Run, site: Site) -> None:
        site.system.inject("never")
        run(*INIT, *site.args, "--no-wait")

    def test_it_is_asked(self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        assert run("job", "JOB00001", *site.args, "--cancel").code == 235
        asked: list[str] = []
        monkeypatch.setattr(terminal, "consent", lambda _: Consent(ask=asked.append))  # type: ignore[arg-type]
        assert run("job", "JOB00001", *site.args, "--cancel").code == 235
        assert asked == [f"Cancel job ZWECSVSM(JOB00001) of IBMUSER on {site.name}?"]
        assert site.system.job("JOB00001").ending is None

    def test_it_does_one_thing(self, run: Run, site: Site) -> None:
        assert run("job", "JOB00001", *site.args, "--cancel", "--yes", "--spool").code == 102
        assert site.system.job("JOB00001").ending is None

    def test_it_is_cancelled(self, run: Run, site: Site) -> None:
        ran = run("job", "JOB00001", *site.args, "--cancel", "--yes", "--output", "json")
        if site.args[-1] == "zoau" and ran.code == 235:
            # ZOAU 1.2 has no call for it.
            assert "Cancel the job in SDSF." in ran.err
            return
        assert ran.code == 0
        told = json.loads(ran.out)
        assert told["changed"] is True
        assert site.system.job("JOB00001").ending is not None
        assert run("job", "JOB00001", *site.args, "--cancel", "--yes").code == 235


class TestRelease:
    @pytest.fixture(autouse=True)
    def _job(self, run: Run, site: Site) -> None:
        site.system.inject("held")
        run(*INIT, *site.args, "--no-wait")

    def test_it_is_asked(self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        assert run("job", "JOB00001", *site.args, "--release").code == 235
        asked: list[str] = []
        monkeypatch.setattr(terminal, "consent", lambda _: Consent(ask=asked.append))  # type: ignore[arg-type]
        assert run("job", "JOB00001", *site.args, "--release").code == 235
        assert asked == [
            f"Release job ZWECSVSM(JOB00001) of IBMUSER, so that it runs on {site.name}?"
        ]
        assert site.system.job("JOB00001").phase is Phase.HELD

    def test_it_does_one_thing(self, run: Run, site: Site) -> None:
        for other in ("--spool", "--cancel"):
            assert run("job", "JOB00001", *site.args, "--release", "--yes", other).code == 102
        assert site.system.job("JOB00001").phase is Phase.HELD

    def test_it_is_released_and_runs(self, run: Run, site: Site) -> None:
        """Over z/OSMF by the request that its guide calls "Release a job"; ZOAU has no call."""
        site.system.set_durations(0.01, 0.02)
        ran = run("job", "JOB00001", *site.args, "--release", "--yes", "--output", "json")
        if site.args[-1] == "zoau":
            assert ran.code == 235
            assert "because it has no function for that" in ran.out
            assert "SDSF" in ran.out
            assert site.system.job("JOB00001").phase is Phase.HELD
            return
        assert ran.code == 0, ran.err
        told = json.loads(ran.out)
        assert told["changed"] is True
        assert told["job"]["code"] == 0
        assert site.system.job("JOB00001").ending is Ending.COMPLETED
        again = run("job", "JOB00001", *site.args, "--release", "--yes")
        assert again.code == 235
        assert "is not held, so it cannot be released" in again.err


@pytest.mark.parametrize("site", ["sandbox", "zosmf"], indirect=True)
def test_a_released_job_is_not_called_unchanged(run: Run, site: Site) -> None:
    site.system.set_durations(queued=3600.0, active=1.0)
    site.system.inject("held")
    run(*INIT, *site.args, "--no-wait")
    ran = run("job", "JOB00001", *site.args, "--release", "--yes", "--timeout", "0")
    assert ran.code == 162
    assert "Job ZWECSVSM(JOB00001) is released." in ran.err
    assert "zwe-vsam did not cancel the job." in ran.err
    assert "change" not in ran.err


def test_ctrl_c_leaves_the_job(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.system.inject("never")
    run(*INIT, *site.args, "--no-wait")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("zwe_vsam.waiting.SystemClock.sleep", interrupt)
    ran = run("job", "JOB00001", *site.args)
    assert ran.code == 130
    assert "job ZWECSVSM(JOB00001). The job was not canceled" in ran.err
    assert site.system.job("JOB00001").ending is None


class TestExplain:
    """Messages that somebody hands in, without any system."""

    def test_of_the_system(self, run: Run) -> None:
        log = ROOT / "fixtures" / "spool" / "rls-log-undefined" / "JESMSGLG.txt"
        ran = run("job", "--explain", log)
        assert ran.code == 0
        assert "IEC161I" in ran.out
        assert "Meaning: The cluster cannot be opened for record-level sharing" in ran.out
        assert ran.err == ""

    def test_of_the_service_in_the_words_of_the_configuration(
        self, run: Run, tmp_path: Path
    ) -> None:
        text = (ROOT / "fixtures" / "spool" / "service-cannot-open").glob("*.txt")
        log = tmp_path / "log.txt"
        log.write_bytes("".join(path.read_text() for path in text).encode("utf-8"))
        told = json.loads(run("job", "--explain", log, "-c", MINIMAL, "--output", "json").out)
        (found,) = told["messages"]
        assert found["id"] == "ZWV4041I"
        assert found["text"] == "The cause is service-cannot-open."
        assert any("ZWECS151E" in line for line in found["details"])
        assert found["meaning"]
        assert found["remedy"]

    def test_ebcdic(self, run: Run, tmp_path: Path) -> None:
        log = tmp_path / "log"
        log.write_bytes("IDC3013I DUPLICATE DATA SET NAME §\n".encode("cp1047"))
        assert "Meaning: " in run("job", "--explain", log).out

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("all is well\n", "zwe-vsam has no explanation for these messages"),
            ("", "The text has no message"),
        ],
    )
    def test_what_is_not_known_is_not_guessed_at(
        self, run: Run, tmp_path: Path, text: str, said: str
    ) -> None:
        (tmp_path / "log").write_text(text)
        ran = run("job", "--explain", tmp_path / "log")
        assert ran.code == 0
        assert said in ran.err
        assert "Meaning" not in ran.out

    def test_control_characters_stay_where_they_are(self, run: Run, tmp_path: Path) -> None:
        (tmp_path / "log").write_bytes(b"IDC3013I \x1b[2J\x9b\xff DUPLICATE DATA SET NAME\n")
        ran = run("job", "--explain", tmp_path / "log")
        assert "\x1b" not in ran.out + ran.err

    def test_a_file_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        for path in (tmp_path / "none", tmp_path):
            assert run("job", "--explain", path).code == 236

    def test_not_together_with_a_job(self, run: Run, tmp_path: Path) -> None:
        assert run("job", "JOB00001", "--explain", tmp_path).code == 102
        for flag in ("--spool", "--cancel", "--release"):
            assert run("job", flag, "--explain", tmp_path).code == 102
        assert run("job").code == 102
