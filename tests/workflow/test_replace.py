"""``init --allow-overwrite`` where the cluster exists: deleted by one job, defined by the next."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clusters import define, relate
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from zwe_vsam.cli import terminal
from zwe_vsam.model import JobId, JobState
from zwe_vsam.sandbox.state import StorageClass
from zwe_vsam.targets.sandbox import SandboxTarget
from zwe_vsam.workflow.consent import Consent
from zwe_vsam.zos.listcat import Entry

REPLACE = ("--allow-overwrite", "--yes")
RLS = (("mode: NONRLS", "mode: RLS"), ("volume: VOL123", "storageClass: SCRLS"))


def names(site: Site) -> list[str]:
    return [job.name for job in site.system.jobs()]


def untouched(site: Site) -> None:
    assert site.system.clusters() == [CLUSTER]
    assert names(site) == []
    assert site.system.members(JCLLIB) == []


def test_one_job_deletes_and_the_next_defines(run: Run, site: Site) -> None:
    define(site.system)
    relate(site.system, created=0.0)
    ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
    assert ran.code == 0
    assert names(site) == ["ZWECSRVS", "ZWECSVSM"]
    assert site.system.clusters() == [CLUSTER]
    assert "1970" not in "".join(site.system.listcat(CLUSTER)[1])
    assert ran.out.splitlines()[3:] == [
        "Modify ZWECSRVS",
        f"- {JCLLIB}(ZWECSRVS) is prepared",
        "",
        "Modify ZWECSVSM",
        f"- {JCLLIB}(ZWECSVSM) is prepared",
        "",
        f"Submit {JCLLIB}(ZWECSRVS)",
        "- Job ZWECSRVS(JOB00001) ends with code 0 (COMPLETED).",
        "",
        f"Submit {JCLLIB}(ZWECSVSM)",
        "- Job ZWECSVSM(JOB00002) ends with code 0 (COMPLETED).",
        "",
        ">> Zowe Caching Service VSAM storage is created successfully.",
    ]


def test_force_alone_is_refused(run: Run, site: Site) -> None:
    ran = run("init", "-c", MINIMAL, *site.args, "--force")
    assert ran.code == 102
    assert "--force needs --allow-overwrite" in ran.err
    assert site.system.jobs() == []


def test_what_is_lost_is_told_before(run: Run, site: Site) -> None:
    define(site.system)
    relate(site.system, records=4711)
    ran = run("init", "-c", MINIMAL, *site.args, "--allow-overwrite")
    assert ran.code == 235
    assert "Records at last close: 4,711" in ran.err
    assert "Stop every Zowe that uses the cluster first" in ran.err
    untouched(site)


def test_without_a_cluster_nothing_is_deleted(run: Run, site: Site) -> None:
    assert run("init", "-c", MINIMAL, *site.args, "--allow-overwrite").code == 0
    assert names(site) == ["ZWECSVSM"]


@pytest.mark.parametrize("flag", ["--dry-run", "--security-dry-run"])
def test_a_dry_run_shows_both_members_and_deletes_nothing(run: Run, site: Site, flag: str) -> None:
    define(site.system)
    ran = run("init", "-c", MINIMAL, *site.args, "--allow-overwrite", flag)
    assert ran.code == 0
    assert ran.out.count("--- JCL Content ---") == 2
    removal, definition = ran.out.split("--- JCL Content ---\n")[1:]
    assert f"DELETE '{CLUSTER}'" in removal
    assert "DEFINE CLUSTER" in definition
    assert "No job was submitted, and no cluster was deleted or created." in ran.err
    assert site.system.clusters() == [CLUSTER]
    assert names(site) == []
    written = [] if flag == "--dry-run" else ["ZWECSRVS", "ZWECSVSM"]
    assert site.system.members(JCLLIB) == written


class TestRefusals:
    """What speaks against a deletion, whatever was allowed; nothing is written or submitted."""

    @pytest.fixture(autouse=True)
    def _as_it_was(self, site: Site) -> None:
        site.system.add_storage_class(StorageClass("SCRLS", ["VOL123"]))

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_another_kind_of_data_set(self, run: Run, site: Site, force: tuple[str, ...]) -> None:
        site.system.create_library(CLUSTER)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, *force)
        assert ran.code == 235
        assert f"{CLUSTER} is NONVSAM, not a VSAM cluster" in ran.err
        assert CLUSTER in site.system.libraries()
        assert names(site) == []

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_migrated(self, run: Run, site: Site, force: tuple[str, ...]) -> None:
        define(site.system)
        relate(site.system, migrated=True)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, *force)
        assert ran.code == 235
        assert "is migrated" in ran.err
        assert "HRECALL" in ran.err
        untouched(site)

    @pytest.mark.parametrize("force", [(), ("--force",)])
    @pytest.mark.parametrize("what", ["alternate_indexes", "paths"])
    def test_what_belongs_to_it(
        self, run: Run, site: Site, what: str, force: tuple[str, ...]
    ) -> None:
        define(site.system)
        relate(site.system, **{what: ["PROD.OTHER"]})
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, *force)
        assert ran.code == 235
        assert (
            "PROD.OTHER belongs to the cluster. The deletion of the cluster would also delete "
            "this entry."
        ) in ran.err
        untouched(site)

    @pytest.mark.parametrize("force", [(), ("--force",)])
    def test_open_for_rls(
        self, run: Run, site: Site, config: Callable[..., Path], force: tuple[str, ...]
    ) -> None:
        define(site.system, cluster="RECORDS(80 20) STORCLAS(SCRLS) LOG(NONE) INDEXED")
        site.system.set_in_use(CLUSTER, True)
        ran = run("init", "-c", config(*RLS), *site.args, *REPLACE, *force)
        assert ran.code == 235
        assert "RLS IN USE (YES)" in ran.err
        assert "Stop every Zowe that uses the cluster." in ran.err
        untouched(site)

    @pytest.mark.parametrize(
        ("others", "said"),
        [
            ({"keys": "64 0"}, "key length: expected 128, found 64"),
            ({"keys": "128 1"}, "key offset: expected 0, found 1"),
            ({"size": "80 512"}, "maximum record length: expected 4096, found 512"),
        ],
    )
    def test_another_shape_needs_force(
        self, run: Run, site: Site, others: dict[str, str], said: str
    ) -> None:
        define(site.system, **others)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 235
        assert said in ran.err
        assert "add --force" in ran.err
        untouched(site)
        assert run("init", "-c", MINIMAL, *site.args, *REPLACE, "--force").code == 0
        assert names(site) == ["ZWECSRVS", "ZWECSVSM"]

    def test_what_became_another_meanwhile(
        self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Between the look and the deletion, as while a question waits for its answer."""
        define(site.system)

        def meanwhile(_: str) -> bool:
            site.system.idcams([f" DELETE {CLUSTER} CLUSTER"])
            define(site.system, keys="64 0")
            return True

        monkeypatch.setattr(terminal, "consent", lambda _: Consent(ask=meanwhile))
        ran = run("init", "-c", MINIMAL, *site.args, "--allow-overwrite")
        assert ran.code == 235
        assert "changed while the command ran" in ran.err
        assert site.system.clusters() == [CLUSTER]
        assert names(site) == []

    def test_a_member_that_deletes_more(self, run: Run, site: Site) -> None:
        """The installed ZWECSRVS is judged, too."""
        define(site.system)
        samples = "IBMUSER.ZWE.SZWESAMP"
        text = site.system.read(samples, "ZWECSRVS").text
        evil = text.replace("/*\n", "DELETE 'PROD.PAYROLL' CLUSTER\n/*\n")
        site.system.write(samples, "ZWECSRVS", evil)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 232
        assert "expected one DELETE, found 2" in ran.err
        untouched(site)

    def test_no_wait(self, run: Run, site: Site) -> None:
        define(site.system)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, "--no-wait")
        assert ran.code == 102
        untouched(site)


class TestHalfDone:
    """After the deletion, every message says that the cluster is gone and how to finish."""

    @pytest.mark.parametrize(
        ("outcome", "code"), [("space", 163), ("abend:S806", 163), ("never", 162)]
    )
    def test_the_definition_fails(self, run: Run, site: Site, outcome: str, code: int) -> None:
        define(site.system)
        site.system.inject(outcome, job="ZWECSVSM")
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, "--timeout", "1")
        assert ran.code == code
        assert f"The former {CLUSTER} was deleted by this run" in ran.err
        assert f"efine it: zwe-vsam init -c {MINIMAL} {shlex.join(site.args)}\n" in ran.err
        assert "created successfully" not in ran.out
        assert site.system.clusters() == []
        for job in site.system.jobs():
            site.system.cancel(job.id)
        assert run("init", "-c", MINIMAL, *site.args).code == 0
        assert site.system.clusters() == [CLUSTER]

    def test_a_definition_that_is_left_running_may_finish_it(self, run: Run, site: Site) -> None:
        define(site.system)
        site.system.inject("never", job="ZWECSVSM")
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, "--timeout", "0")
        assert "zwe-vsam job JOB00002" in ran.err
        assert "If the job did not define the cluster, define it: zwe-vsam init -c" in ran.err

    @pytest.mark.parametrize("site", ["sandbox"], indirect=True)
    @pytest.mark.parametrize(("step", "job"), [(3, "ZWECSRVS"), (4, "ZWECSVSM")])
    def test_ctrl_c_while_the_catalog_is_asked(
        self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, step: int, job: str
    ) -> None:
        """The catalog is asked twice before the deletion, and once after each job."""
        define(site.system)
        asked = 0
        ask = SandboxTarget.entry

        def entry(target: SandboxTarget, name: str) -> Entry | None:
            nonlocal asked
            asked += 1
            if asked == step:
                raise KeyboardInterrupt
            return ask(target, name)

        monkeypatch.setattr(SandboxTarget, "entry", entry)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 130
        assert f"Ctrl-C interrupted the check of job {job}(JOB0000{step - 2})" in ran.err
        half = f"The former {CLUSTER} was deleted by this run" in ran.err
        assert half is (job == "ZWECSVSM")
        assert ("The job that defines the cluster again was not submitted." in ran.err) is not half

    @pytest.mark.parametrize("site", ["sandbox"], indirect=True)
    def test_a_failed_job_that_defined_it_all_the_same(
        self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        define(site.system)
        job_status = SandboxTarget.job_status

        def with_code_4(target: SandboxTarget, job: JobId) -> JobState:
            state = job_status(target, job)
            return state._replace(code=4) if job.name == "ZWECSVSM" and state.ending else state

        monkeypatch.setattr(SandboxTarget, "job_status", with_code_4)
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 163
        assert "A cluster of this name was defined after the deletion" in ran.err
        assert f"zwe-vsam verify -c {MINIMAL} --sandbox" in ran.err
        assert "To finish" not in ran.err

    def test_the_deletion_is_left_running(self, run: Run, site: Site) -> None:
        define(site.system)
        site.system.inject("never", job="ZWECSRVS")
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, "--timeout", "0")
        assert ran.code == 162
        assert "It is not known whether the cluster will be deleted" in ran.err
        assert "created" not in ran.err
        assert "The job that defines the cluster again was not submitted." in ran.err
        assert "Then run this command again" in ran.err
        assert names(site) == ["ZWECSRVS"]
        site.system.cancel("JOB00001")
        assert run("init", "-c", MINIMAL, *site.args, *REPLACE).code == 0

    @pytest.mark.parametrize("outcome", ["inuse", "abend:S913", "code:8"])
    def test_the_deletion_fails(self, run: Run, site: Site, outcome: str) -> None:
        define(site.system)
        site.system.inject(outcome, job="ZWECSRVS")
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 163
        assert "Job ZWECSRVS(JOB00001) ends with code" in ran.err
        assert f"The catalog lists {CLUSTER}." in ran.err
        assert "was deleted by this run" not in ran.err
        assert "The job that defines the cluster again was not submitted." in ran.err
        assert names(site) == ["ZWECSRVS"]
        assert site.system.clusters() == [CLUSTER]

    def test_code_0_without_a_deletion(self, run: Run, site: Site) -> None:
        define(site.system)
        site.system.inject("code:0", job="ZWECSRVS")
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 163
        assert f"But the catalog has {CLUSTER}. The cluster was not deleted" in ran.err
        assert names(site) == ["ZWECSRVS"]

    def test_output_that_is_purged_at_once(self, run: Run, site: Site) -> None:
        """The catalog knows that the cluster is gone, whatever the job's code was."""
        define(site.system)
        site.system.set_durations(queued=0.2, active=0.3)
        site.system.inject("purged", job="ZWECSRVS")
        ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
        assert ran.code == 0
        assert "The system no longer lists job ZWECSRVS(JOB00001), so its code is not " in ran.err
        assert "The catalog has no" in ran.err
        assert site.system.clusters() == [CLUSTER]


def test_json_tells_of_both_stages(run: Run, site: Site) -> None:
    define(site.system)
    ran = run("init", "-c", MINIMAL, *site.args, *REPLACE, "--output", "json")
    told = json.loads(ran.out)
    assert (told["removal"]["member"]["name"], told["member"]["name"]) == ("ZWECSRVS", "ZWECSVSM")
    assert told["removal"]["job"]["name"] == "ZWECSRVS"
    assert told["job"]["name"] == "ZWECSVSM"
    assert told["job"]["received"].startswith("20")
    assert told["usage"]["records_at_last_close"] == 0
    assert told["changed"] is True


class TestConsent:
    def answer(self, monkeypatch: pytest.MonkeyPatch, word: str) -> list[str]:
        asked: list[str] = []

        def ask(question: str) -> bool:
            asked.append(question)
            return word == "y"

        monkeypatch.setattr(terminal, "consent", lambda given: Consent(given, ask))
        return asked

    @pytest.mark.parametrize(("word", "code"), [("y", 0), ("n", 235)])
    def test_it_is_asked_once(
        self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, word: str, code: int
    ) -> None:
        define(site.system)
        asked = self.answer(monkeypatch, word)
        assert run("init", "-c", MINIMAL, *site.args, "--allow-overwrite").code == code
        assert asked == [
            f"Delete {CLUSTER} and all its records, and define it again on {site.name}?"
        ]
        if word == "n":
            untouched(site)

    @pytest.mark.parametrize("flag", ["--yes", "--dry-run", "--security-dry-run"])
    def test_it_is_not_asked(
        self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, flag: str
    ) -> None:
        define(site.system)
        asked = self.answer(monkeypatch, "n")
        assert run("init", "-c", MINIMAL, *site.args, "--allow-overwrite", flag).code == 0
        assert asked == []

    def test_no_variable_gives_it(
        self, run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        define(site.system)
        for name in ("YES", "FORCE", "ALLOW_OVERWRITE"):
            monkeypatch.setenv(f"ZWE_VSAM_{name}", "1")
        assert run("init", "-c", MINIMAL, *site.args).code == 158
        assert run("init", "-c", MINIMAL, *site.args, "--allow-overwrite").code == 235
        assert run("remove", "-c", MINIMAL, *site.args).code == 235
        untouched(site)


@pytest.mark.parametrize("held", ["ZWECSRVS", "ZWECSVSM"])
def test_nothing_begins_while_a_job_of_either_name_is_under_way(
    run: Run, site: Site, held: str
) -> None:
    run("init", "-c", MINIMAL, *site.args)
    run("init", "-c", MINIMAL, *site.args, "--allow-overwrite", "--security-dry-run")
    site.system.inject("held")
    site.system.submit_member(JCLLIB, held)
    ran = run("init", "-c", MINIMAL, *site.args, *REPLACE)
    assert ran.code == 235
    assert f"Job {held}(JOB00002) of IBMUSER is still held" in ran.err
    assert site.system.clusters() == [CLUSTER]
