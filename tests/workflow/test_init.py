"""The main job, through main(argv), on every target."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.clock import Time
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from zwe_vsam.targets.base import Target

MEMBER = f"{JCLLIB}(ZWECSVSM)"
TRANSCRIPT = f"""\
{"-" * 79}
>> Create VSAM storage for Zowe Caching Service

Modify ZWECSVSM
- {MEMBER} is prepared

Submit {MEMBER}
- Job ZWECSVSM(JOB00001) ends with code 0 (COMPLETED).

>> Zowe Caching Service VSAM storage is created successfully.
"""


def test_transcript_is_the_originals(run: Run, site: Site) -> None:
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert ran.out == TRANSCRIPT
    assert ran.err == site.first
    assert site.system.clusters() == [CLUSTER]


def test_a_second_run_refuses_and_changes_nothing(run: Run, site: Site) -> None:
    run("init", "-c", MINIMAL, *site.args)
    before = site.system.read(JCLLIB, "ZWECSVSM")
    ran = run("init", "-c", MINIMAL, *site.args, "--generate")
    assert ran.code == 158
    assert f"Error ZWEL0158E: {CLUSTER} already exists. ({MINIMAL}:14)" in ran.err
    assert "created successfully" not in ran.out
    assert site.system.read(JCLLIB, "ZWECSVSM") == before
    assert len(site.system.jobs()) == 1


@pytest.mark.parametrize("flag", ["--security-dry-run", "--dry-run"])
def test_existing_cluster_is_told_in_a_dry_run_too(run: Run, site: Site, flag: str) -> None:
    run("init", "-c", MINIMAL, *site.args)
    ran = run("init", "-c", MINIMAL, *site.args, flag)
    assert ran.code == 158
    assert "JCL Content" not in ran.out


def test_allow_overwrite_does_not_delete_unasked(run: Run, site: Site) -> None:
    run("init", "-c", MINIMAL, *site.args)
    before = site.system.read(JCLLIB, "ZWECSVSM").version
    ran = run("init", "-c", MINIMAL, *site.args, "--allow-overwrite")
    assert ran.code == 235
    assert (
        f"No terminal is available for this question: Delete {CLUSTER} and all its records, "
        f"and define it again on {site.name}?"
    ) in ran.err
    assert site.system.members(JCLLIB) == ["ZWECSVSM"]
    assert site.system.read(JCLLIB, "ZWECSVSM").version == before
    assert site.system.clusters() == [CLUSTER]
    assert len(site.system.jobs()) == 1


def test_security_dry_run_writes_the_member_and_submits_nothing(run: Run, site: Site) -> None:
    ran = run("init", "-c", MINIMAL, *site.args, "--security-dry-run")
    assert ran.code == 0
    shown = ran.out.partition("--- JCL Content ---\n")[2].partition("--- End of JCL ---")[0]
    assert site.system.read(JCLLIB, "ZWECSVSM").text == shown
    assert site.system.jobs() == []
    assert site.system.clusters() == []
    assert "created" not in ran.out
    assert f"Dry run: {MEMBER} was written. No job was submitted" in ran.err


def test_dry_run_changes_nothing(run: Run, site: Site) -> None:
    before = {p: p.read_bytes() for p in site.system.folder.rglob("*") if p.is_file()}
    ran = run("init", "-c", MINIMAL, *site.args, "--dry-run")
    assert ran.code == 0
    assert "DEFINE CLUSTER" in ran.out
    assert "is prepared" not in ran.out
    assert {p: p.read_bytes() for p in site.system.folder.rglob("*") if p.is_file()} == before


def test_dry_run_prints_what_the_real_run_writes(run: Run, site: Site) -> None:
    shown = run("init", "-c", MINIMAL, *site.args, "--dry-run").out
    run("init", "-c", MINIMAL, *site.args)
    assert site.system.read(JCLLIB, "ZWECSVSM").text in shown


def test_no_caching_service_at_all_is_skipped(run: Run, config) -> None:
    ran = run("init", "-c", config(text="zowe:\n  setup:\n"))
    assert ran.code == 0
    assert "ZWEL0321W" in ran.err


def test_storage_mode_in_any_letter_case(run: Run, site: Site, config) -> None:
    assert run("init", "-c", config(("VSAM", "vsam")), *site.args).code == 0


def test_missing_jcllib(run: Run, site: Site, config) -> None:
    path = config((JCLLIB, "OTHER.JCLLIB"))
    ran = run("init", "-c", path, *site.args)
    assert ran.code == 63
    assert "Error ZWEL0319E: zowe.setup.dataset.jcllib does not exist" in ran.err
    assert f"({path}:5)" in ran.err


@pytest.mark.parametrize("prefix", ["OTHER.ZWE"])
def test_missing_template(run: Run, site: Site, config, prefix: str) -> None:
    ran = run("init", "-c", config(("prefix: IBMUSER.ZWE", f"prefix: {prefix}")), *site.args)
    assert ran.code == 143
    assert f"Cannot find data set member '{prefix}.SZWESAMP(ZWECSVSM)'" in ran.err
    assert site.system.members(JCLLIB) == []


def test_existing_member_that_agrees_is_submitted_as_it_is(
    run: Run, site: Site, prepared: str
) -> None:
    edited = prepared.replace("INDEXED", "IXD    ")
    site.system.write(JCLLIB, "ZWECSVSM", edited)
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert f"Warning ZWEL0301W: {MEMBER} already exists and will not be overwritten." in ran.err
    assert f"Skipped writing to {MEMBER}. To write, you must use --allow-overwrite.\n" in ran.out
    assert "Modify" not in ran.out
    assert site.system.read(JCLLIB, "ZWECSVSM").text == edited


@pytest.mark.parametrize(
    ("old", "new", "difference"),
    [
        (f"NAME({CLUSTER}) ", "NAME(IBMUSER.OTHER) ", "cluster name"),
        ("KEYS(128 0)", "KEYS(64 0)", "key length"),
        ("KEYS(128 0)", "KEYS(128 8)", "key offset"),
        ("RECSZ(4096 4096)", "RECSZ(80 2048)", "maximum record length"),
        ("VOLUME(VOL123)", "VOLUME(VOL124)", "volume"),
        ("SET  MODE=NONRLS", "SET  MODE=RLS", "IDCAMS refuses the command"),
        (
            "  DEFINE CLUSTER -",
            "  DELETE IBMUSER.PROD\n  DEFINE CLUSTER -",
            "unexpected command: the member holds only DEFINE",
        ),
        ("EXEC PGM=IDCAMS", "EXEC PGM=IEFBR14", "expected program IDCAMS, found IEFBR14"),
        ("//SYSPRINT", "// EXEC PGM=IEBGENER\n//SYSPRINT", "IEBGENER"),
        ("//ZWECSVSM JOB", "//OTHER JOB\n// EXEC PGM=IEFBR14\n//ZWECSVSM JOB", "another job"),
    ],
)
def test_existing_member_that_disagrees_is_not_submitted(
    run: Run, site: Site, prepared: str, old: str, new: str, difference: str
) -> None:
    assert old in prepared
    site.system.write(JCLLIB, "ZWECSVSM", prepared.replace(old, new))
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 232
    assert (
        f"{MEMBER} does not match zowe.yaml. Expected a job that only defines the cluster."
        in ran.err
    )
    assert difference in ran.err
    assert "--generate" in ran.err
    assert site.system.jobs() == []
    # and the remedy works
    assert run("init", "-c", MINIMAL, *site.args, "--generate").code == 0


@pytest.mark.parametrize("byte", ["\x15", "\x25", "\x41", "\x0d"])
def test_a_byte_that_python_takes_for_white_space_hides_nothing(
    run: Run, site: Site, prepared: str, byte: str, request: pytest.FixtureRequest
) -> None:
    """X'15' is a newline to Python; to z/OS the record goes on, and its data is read."""
    if "zoau12" in request.node.name and byte == "\x15":
        pytest.skip("ZOAU 1.2 reads members as text only (docs/how-to/zos.md)")
    path = site.system.folder / "datasets" / JCLLIB / "ZWECSVSM"
    image = path.read_bytes()
    at = image.index("//SYSIN    DD *".encode("cp1047")) + 18
    path.write_bytes(image[:at] + byte.encode("latin-1") + image[at + 1 :])
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 232
    assert "the record holds a byte that is not a character" in ran.err
    assert site.system.jobs() == []


@pytest.mark.parametrize("flag", ["--generate", "--allow-overwrite", "--allow-overwritten"])
def test_member_is_rewritten_when_asked(run: Run, site: Site, flag: str) -> None:
    site.system.write(JCLLIB, "ZWECSVSM", "//OLD JOB\n")
    ran = run("init", "-c", MINIMAL, *site.args, flag)
    assert ran.code == 0
    assert f"Warning ZWEL0300W: {MEMBER} already exists." in ran.err
    assert "DEFINE CLUSTER" in site.system.read(JCLLIB, "ZWECSVSM").text


@pytest.mark.parametrize(
    ("outcome", "text", "evidence"),
    [
        ("abend:S806", "with code S806 (ABENDED).", "Step ALLOC ended with S806."),
        ("abend:U4038", "with code U4038 (ABENDED).", "Step ALLOC ended with U4038."),
        ("code:12", "with code 12 (COMPLETED).", "Step ALLOC ended with 12."),
        ("cancelled", "without a code (CANCELED).", ""),
        ("security", "without a code (SECURITY ERROR).", "ICH408I"),
        ("space", "with code 12 (COMPLETED).", "IDC3009I"),
    ],
)
def test_failed_job_says_why(run: Run, site: Site, outcome: str, text: str, evidence: str) -> None:
    site.system.inject(outcome)
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 163
    assert f"Error ZWEL0163E: Job ZWECSVSM(JOB00001) ends {text}" in ran.err
    assert evidence in ran.err
    assert f"The catalog has no {CLUSTER}." in ran.err
    assert "created successfully" not in ran.out


def test_code_0_without_a_cluster_is_no_success(run: Run, site: Site) -> None:
    site.system.inject("code:0")
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 163
    assert f"But the catalog has no {CLUSTER}. No cluster was created." in ran.err
    assert "created successfully" not in ran.out


def test_time_is_up(run: Run, site: Site) -> None:
    site.system.inject("never")
    ran = run("init", "-c", MINIMAL, *site.args, "--timeout", "0.6")
    assert ran.code == 162
    assert "Error ZWEL0162E: Failed to find job ZWECSVSM(JOB00001) result." in ran.err
    assert "zwe-vsam did not cancel the job" in ran.err
    assert site.output_hint in ran.err
    assert len(site.system.jobs()) == 1


def test_held_job_is_reported_while_waiting(run: Run, site: Site) -> None:
    site.system.inject("held")
    ran = run("init", "-c", MINIMAL, *site.args, "--timeout", "0.6")
    assert ran.code == 162
    assert "Job ZWECSVSM(JOB00001) is held" in ran.err


def test_vanished_job(run: Run, site: Site, time: Time) -> None:
    """The time is a simulated one: on a slow machine the job would be gone before it is listed."""
    site.system.set_durations(queued=0.01, active=0.02)
    site.system.inject("purged")
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 162
    assert "The code of the job is not known." in ran.err
    assert f"The catalog lists {CLUSTER}." in ran.err
    assert "created successfully" not in ran.out


def test_code_0_with_something_else_under_the_name_is_no_success(run: Run, site: Site) -> None:
    """Somebody allocates a data set of the cluster's name while the job runs."""
    site.system.inject("code:0", after=0.3)
    original = site.kind.job_status

    def meanwhile(self: Target, job: object) -> object:
        if CLUSTER not in site.system.libraries():
            site.system.create_library(CLUSTER)
        return original(self, job)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(site.kind, "job_status", meanwhile)
        ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 163
    assert f"the catalog has {CLUSTER} as NONVSAM. No cluster was created" in ran.err
    assert "created successfully" not in ran.out


@pytest.mark.parametrize("outcome", ["never", "held"])
def test_no_second_job_while_the_first_is_under_way(run: Run, site: Site, outcome: str) -> None:
    site.system.inject(outcome)
    assert run("init", "-c", MINIMAL, *site.args, "--no-wait").code == 0
    for flags in ((), ("--generate",), ("--allow-overwrite",)):
        ran = run("init", "-c", MINIMAL, *site.args, *flags)
        assert ran.code == 235
        assert "Job ZWECSVSM(JOB00001) of IBMUSER is still" in ran.err
    assert len(site.system.jobs()) == 1
    site.system.cancel("JOB00001")
    assert run("init", "-c", MINIMAL, *site.args).code == 0


@pytest.mark.parametrize("flag", ["--generate", "--allow-overwrite"])
def test_nothing_is_written_while_the_first_job_is_under_way(
    run: Run, site: Site, flag: str
) -> None:
    """Whether by its own name or by that of the member which would be rewritten."""
    text = "//MYJOB JOB\n//S EXEC PGM=IEFBR14\n"
    site.system.write(JCLLIB, "ZWECSVSM", text)
    site.system.inject("held")
    site.system.submit_member(JCLLIB, "ZWECSVSM")
    ran = run("init", "-c", MINIMAL, *site.args, flag, "--output", "json")
    assert ran.code == 235
    # The jobs are looked for before the run comes to the member.
    assert json.loads(ran.out)["member"] is None
    assert json.loads(ran.out)["changed"] is False
    assert site.system.read(JCLLIB, "ZWECSVSM").text == text
    assert len(site.system.jobs()) == 1


def test_no_second_job_under_another_name(run: Run, site: Site, prepared: str) -> None:
    """The JOB statement names the job, whatever the member is called."""
    site.system.write(JCLLIB, "ZWECSVSM", prepared.replace("//ZWECSVSM JOB", "//MYJOB JOB"))
    site.system.inject("never")
    assert run("init", "-c", MINIMAL, *site.args, "--no-wait").code == 0
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 235
    assert "Job MYJOB(JOB00001) of IBMUSER is still" in ran.err
    assert len(site.system.jobs()) == 1


def test_no_wait_claims_nothing(run: Run, site: Site) -> None:
    ran = run("init", "-c", MINIMAL, *site.args, "--no-wait")
    assert ran.code == 0
    assert "ends with" not in ran.out
    assert "created" not in ran.out
    assert "ZWECSVSM(JOB00001) is submitted" in ran.err


@pytest.mark.parametrize("moment", ["waiting", "submitting"])
def test_ctrl_c(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    name = "job_status" if moment == "waiting" else "submit"
    monkeypatch.setattr(site.kind, name, interrupt)
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 130
    if moment == "waiting":
        assert "the wait for job ZWECSVSM(JOB00001). The job was not canceled" in ran.err
    else:
        assert "It is not known whether the job runs" in ran.err


def test_volume_that_the_system_does_not_have(run: Run, site: Site, config) -> None:
    ran = run("init", "-c", config(("VOL123", "VOL999")), *site.args)
    assert ran.code == 163
    assert "VOL999" in ran.err


@pytest.mark.parametrize("name", ["ALLOW_OVERWRITE", "GENERATE", "YES", "FORCE"])
def test_nothing_is_authorised_by_the_environment(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(f"ZWE_VSAM_{name}", "1")
    site.system.write(JCLLIB, "ZWECSVSM", "//OLD JOB\n")
    assert run("init", "-c", MINIMAL, *site.args).code == 232
    assert site.system.read(JCLLIB, "ZWECSVSM").text == "//OLD JOB\n"


def test_silent(run: Run, site: Site) -> None:
    ran = run("init", "-c", MINIMAL, *site.args, "-s")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    ran = run("init", "-c", MINIMAL, *site.args, "--silent")
    assert (ran.code, ran.out) == (158, "")
    assert "ZWEL0158E" in ran.err


def test_details_with_v_and_calls_with_vv(run: Run, site: Site) -> None:
    ran = run("init", "-c", MINIMAL, *site.args, "--dry-run", "-v")
    assert "template: IBMUSER.ZWE.SZWESAMP(ZWECSVSM)" in ran.err
    assert " ms" not in ran.err
    for flag in ("-vv", "--trace"):
        ran = run("init", "-c", MINIMAL, *site.args, "--dry-run", flag)
        assert f"catalog entry {CLUSTER}: " in ran.err


def test_log_holds_everything_and_is_private(run: Run, site: Site, tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    ran = run("init", "-c", MINIMAL, *site.args, "-s", "-l", logs)
    assert ran.code == 0
    (log,) = logs.iterdir()
    assert log.stat().st_mode & 0o777 == 0o600
    text = log.read_text()
    for line in TRANSCRIPT.splitlines():
        assert line in text
    assert f"submit {MEMBER}: " in text


def test_log_that_cannot_be_written(run: Run, site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    ran = run("init", "-c", MINIMAL, *site.args, "-l", tmp_path / "file" / "logs")
    assert ran.code == 110
    assert "Error ZWEL0110E: Doesn't have write permission on" in ran.err
    assert site.system.jobs() == []


@pytest.mark.parametrize(
    "flag", ["--skip-security-setup", "--ignore-security-failures", "--configmgr"]
)
def test_inherited_options_are_accepted(run: Run, site: Site, flag: str) -> None:
    assert run("init", "-c", MINIMAL, *site.args, flag).code == 0


def test_member_changed_by_somebody_else_is_not_submitted(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = site.kind.submit

    def edited_meanwhile(self: Target, *args: object, **kwargs: object) -> object:
        site.system.write(JCLLIB, "ZWECSVSM", "//EVIL JOB\n//S EXEC PGM=IEFBR14\n")
        return original(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(site.kind, "submit", edited_meanwhile)
    ran = run("init", "-c", MINIMAL, *site.args)
    assert ran.code == 161
    assert "Another user or job changed the member after zwe-vsam read it." in ran.err
    assert site.system.jobs() == []
