"""Jobs from the reader to the output queue: effects, endings, spool."""

from __future__ import annotations

import pytest

from tests.sandbox.helpers import CLUSTER, JCLLIB, define, remove
from zwe_vsam.errors import SubmitFailed, TargetError
from zwe_vsam.model import Ending, Phase
from zwe_vsam.sandbox.system import System

NOT_EXECUTED = "ZWVS001I THE SANDBOX DOES NOT EXECUTE"


def test_a_job_is_queued_then_active_then_ended_and_acts_only_at_its_end(sandbox):
    job = sandbox.system.submit(define())
    assert (job.id, job.name, job.owner, job.phase) == (
        "JOB00001", "ZWECSVSM", "IBMUSER", Phase.QUEUED,
    )  # fmt: skip
    assert sandbox.system.spool(job.id) == []
    sandbox.clock.at += 0.2
    assert sandbox.system.job(job.id).phase is Phase.ACTIVE
    assert sandbox.system.clusters() == []
    assert "IEF403I ZWECSVSM - STARTED" in sandbox.spool(job)["JESMSGLG"]
    sandbox.clock.at += 1000
    ended = sandbox.system.job(job.id)
    assert (ended.phase, ended.ending, ended.code) == (Phase.ENDED, Ending.COMPLETED, 0)
    assert ended.ended == pytest.approx(job.created + 0.5)
    assert sandbox.system.clusters() == [CLUSTER]


def test_the_spool_is_that_of_z_os(sandbox):
    job = sandbox.run(define())
    files = sandbox.system.spool(job.id)
    assert [(f.ddname, f.step) for f in files] == [
        ("JESMSGLG", ""), ("JESJCL", ""), ("JESYSMSG", ""), ("SYSPRINT", "ALLOC"),
    ]  # fmt: skip
    spool = sandbox.spool(job)
    assert "JOB00001  $HASP373 ZWECSVSM STARTED" in spool["JESMSGLG"]
    assert "JOB00001  $HASP395 ZWECSVSM ENDED - RC=0000\n" in spool["JESMSGLG"]
    assert "         1 //ZWECSVSM JOB" in spool["JESJCL"]
    assert "         6 //         DD DDNAME=&MODE\n" in spool["JESJCL"]
    assert "IEFC653I SUBSTITUTION JCL - DDNAME=NONRLS" in spool["JESJCL"]
    assert "DEFINE CLUSTER" not in spool["JESJCL"]
    assert "/*" not in spool["JESJCL"].replace("//*", "")
    assert "IEF236I ALLOC. FOR ZWECSVSM ALLOC" in spool["JESYSMSG"]
    executed = "IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0000"
    assert executed in spool["JESYSMSG"]
    assert "   VOLUME(VOL001) -\n" in spool["SYSPRINT"]
    assert "STORCLAS" not in spool["SYSPRINT"]


def test_jobs_act_in_the_order_of_their_ends_not_of_their_numbers(sandbox):
    sandbox.system.inject("slow:5", "ZWECSVSM")
    late = sandbox.system.submit(define())
    early = sandbox.system.submit(define().replace("ZWECSVSM", "EARLY"))
    sandbox.clock.at += 60
    assert sandbox.system.job(early.id).code == 0
    assert sandbox.system.job(late.id).code == 12


def test_an_unknown_program_is_s806_and_flushes_what_follows(sandbox):
    job = sandbox.run("//A JOB\n//ONE EXEC PGM=NOSUCH\n" + define().split("\n", 1)[1])
    assert (job.ending, job.abend, job.code) == (Ending.ABEND, "S806", None)
    spool = sandbox.spool(job)
    assert "CSV003I REQUESTED MODULE NOSUCH   NOT FOUND" in spool["JESMSGLG"]
    assert "IEF450I A ONE - ABEND=S806 U0000 REASON=00000004" in spool["JESMSGLG"]
    assert "$HASP395 A        ENDED - ABEND=S806" in spool["JESMSGLG"]
    assert "IEF272I A ALLOC - STEP WAS NOT EXECUTED." in spool["JESYSMSG"]
    assert sandbox.system.clusters() == []


def test_a_condition_code_does_not_keep_later_steps_from_running(sandbox):
    second = define().split("\n", 1)[1].replace("ALLOC ", "AGAIN ")
    sandbox.run(define())
    job = sandbox.run(define() + second.replace(CLUSTER, "IBMUSER.OTHER").replace("SET ", "SET "))
    assert (job.ending, job.code) == (Ending.COMPLETED, 12)
    assert sandbox.system.clusters() == [CLUSTER, "IBMUSER.OTHER"]


@pytest.mark.parametrize(
    ("jcl", "message"),
    [
        ("//A JOB\n//S EXEX PGM=IEFBR14\n", "2 IEFC605I UNIDENTIFIED OPERATION FIELD"),
        ("//A JOB\n//S EXEC PGM=IEFBR14\n//D DD DNS=A.B\n", "3 IEFC630I"),
        ("//A JOB\n//S EXEC PGM=IEFBR14,COND=(4,LT)\n", "2 ZWVS001I THE SANDBOX DOES NOT EXECUTE"),
        (
            "//A JOB\n//S EXEC PGM=IEBGENER\n",
            "2 ZWVS001I THE SANDBOX DOES NOT EXECUTE PGM=IEBGENER",
        ),
        ("//A JOB\n//S EXEC PGM=IEFBR14\n//D DD DSN=A.B,DISP=(NEW,CATLG)\n", "ZWVS001I"),
        ("//A JOB\n//S EXEC PGM=IEFBR14\n//D DD DSN=A.B,DISP=(OLD,DELETE)\n", "ZWVS001I"),
        (
            "//A JOB\n//S EXEC PGM=IEFBR14\n/*SCAN\n",
            f"{NOT_EXECUTED}: READER CONTROL STATEMENT /*SCAN",
        ),
        (
            "//A JOB\n//*MAIN X\n//S EXEC PGM=IEFBR14\n",
            f"{NOT_EXECUTED}: JES3 CONTROL STATEMENT //*MAIN",
        ),
        (
            "X\n//A JOB\n//S EXEC PGM=IEFBR14\n",
            f"{NOT_EXECUTED}: A RECORD BEFORE THE JOB STATEMENT",
        ),
        (
            "//A JOB\n//S EXEC PGM=IEFBR14\n//D DD DSN=" + "A,\n//  LABEL=" * 1200 + "A\n",
            f"{NOT_EXECUTED}: A PARAMETER FIELD OF OVER 8192 CHARACTERS",
        ),
        (
            "//A JOB\n// SET A=" + "X" * 50 + "\n// SET B=&A&A&A&A&A&A\n//S EXEC PGM=IEFBR14\n",
            "3 IEF642I EXCESSIVE PARAMETER LENGTH IN THE B FIELD",
        ),
        (
            remove().replace("//SYSTSPRT DD SYSOUT=A\n", "").replace("ZWECSRVS", "A"),
            f"{NOT_EXECUTED} PGM=IKJEFT01 WITHOUT DD SYSTSPRT",
        ),
    ],
)
def test_wrong_jcl_and_jcl_that_is_not_executed_run_no_step(sandbox, jcl, message):
    job = sandbox.run(jcl)
    assert (job.ending, job.started, job.code) == (Ending.JCL_ERROR, None, None)
    spool = sandbox.spool(job)
    assert "IEFC452I A - JOB NOT RUN - JCL ERROR" in spool["JESMSGLG"]
    assert "$HASP373" not in spool["JESMSGLG"]
    assert message in spool["JESYSMSG"]


def test_a_data_set_that_is_not_there_is_a_jcl_error_at_its_step(sandbox):
    job = sandbox.run(
        "//A JOB\n//S EXEC PGM=IEFBR14\n//T EXEC PGM=IEFBR14\n"
        f"//D DD DSN={JCLLIB},DISP=SHR\n//  DD DSN=NOT.THERE,DISP=SHR\n"
    )
    assert job.ending is Ending.JCL_ERROR
    spool = sandbox.spool(job)
    assert "IEF142I A S - STEP WAS EXECUTED - COND CODE 0000" in spool["JESYSMSG"]
    assert "IEFA107I A T D+001 - DATA SET NOT.THERE NOT FOUND" in spool["JESYSMSG"]
    assert "IEF453I A - JOB FAILED - JCL ERROR" in spool["JESMSGLG"]


def test_sysin_from_a_member(sandbox):
    sandbox.system.write(JCLLIB, "CNTL", " SET MAXCC=4\n")
    jcl = (
        "//A JOB\n//S EXEC PGM=IDCAMS\n//SYSPRINT DD SYSOUT=*\n"
        f"//SYSIN DD DSN={JCLLIB}(CNTL),DISP=SHR\n"
    )
    assert sandbox.run(jcl).code == 4
    assert sandbox.run(jcl.replace("CNTL", "NONE")).abend == "S013"
    assert sandbox.run(jcl.replace("(CNTL)", "")).abend == "S013"


def printing(jcl: str, dd: str) -> str:
    """``jcl`` with other lines for the DD that is printed to."""
    printed = next(line for line in jcl.split("\n") if "PRT DD" in line or "PRINT DD" in line)
    return jcl.replace(printed + "\n", dd)


PRINTS = [(define(), "SYSPRINT"), (remove(), "SYSTSPRT")]


@pytest.mark.parametrize(("jcl", "ddname"), PRINTS)
@pytest.mark.parametrize(
    "dd",
    [
        f"//{{}} DD DSN={JCLLIB}(OUT),DISP=SHR\n",
        "//{} DD *\n",
        "//{} DD SYSOUT=*\n//  DD SYSOUT=*\n",
        "//{} DD UNIT=SYSDA,SPACE=(TRK,1)\n",
    ],
)
def test_what_cannot_be_printed_is_said_and_nothing_is_done(sandbox, jcl, ddname, dd):
    sandbox.run(define(cluster="IBMUSER.OTHER"))
    job = sandbox.run(printing(jcl, dd.format(ddname)))
    assert job.ending is Ending.JCL_ERROR
    messages = sandbox.spool(job)["JESYSMSG"]
    assert f"OUTPUT TO A DD {ddname} THAT IS NEITHER SYSOUT NOR DUMMY" in messages
    assert sandbox.system.clusters() == ["IBMUSER.OTHER"]


@pytest.mark.parametrize(
    "dd", ["//{} DD DUMMY\n", "//{} DD DDNAME=NONE\n", "//{} DD DSN=NULLFILE\n"]
)
def test_what_is_printed_to_a_dummy_is_seen_by_nobody(sandbox, dd):
    for jcl, ddname in PRINTS:
        job = sandbox.run(printing(jcl, dd.format(ddname)))
        assert (job.ending, job.code) == (Ending.COMPLETED, 0)
        assert list(sandbox.spool(job)) == ["JESMSGLG", "JESJCL", "JESYSMSG"]
    assert sandbox.system.clusters() == []


def test_output_follows_a_forward_reference(sandbox):
    job = sandbox.run(printing(define(), "//SYSPRINT DD DDNAME=OUT\n//OUT DD SYSOUT=*\n"))
    assert "IDC0001I" in sandbox.spool(job)["SYSPRINT"]


def test_idcams_without_sysprint_ends_with_16_and_does_nothing(sandbox):
    job = sandbox.run(printing(define(), ""))
    assert (job.ending, job.code) == (Ending.COMPLETED, 16)
    spool = sandbox.spool(job)
    assert "IEC130I SYSPRINT DD STATEMENT MISSING" in spool["JESMSGLG"]
    assert list(spool) == ["JESMSGLG", "JESJCL", "JESYSMSG"]
    assert sandbox.system.clusters() == []


def test_typrun(sandbox):
    scanned = sandbox.run("//A JOB TYPRUN=SCAN\n" + define().split("\n", 1)[1])
    assert scanned.ending is Ending.NOT_EXECUTED
    held = sandbox.run("//A JOB TYPRUN=HOLD\n" + define().split("\n", 1)[1])
    assert (held.phase, held.waiting_for) == (Phase.HELD, "TYPRUN=HOLD")
    assert sandbox.system.release(held.id)
    assert sandbox.system.job(held.id).phase is Phase.QUEUED
    sandbox.clock.at += 1
    assert sandbox.system.job(held.id).code == 0


@pytest.mark.parametrize(
    ("outcome", "ending", "code", "abend", "text"),
    [
        ("abend:S913", Ending.ABEND, None, "S913", "ICH408I USER(IBMUSER )"),
        ("abend:S322", Ending.ABEND, None, "S322", "ABEND=S322 U0000"),
        ("abend:SB37", Ending.ABEND, None, "SB37", "IEC030I B37-04"),
        ("abend:U4038", Ending.ABEND, None, "U4038", "ABEND=S000 U4038"),
        ("code:12", Ending.COMPLETED, 12, "", "$HASP395 ZWECSVSM ENDED - RC=0012"),
        ("cancelled", Ending.CANCELLED, None, "", "$HASP106 JOB DELETED BY JES2 OR CANCELLED"),
        ("security", Ending.SECURITY_ERROR, None, "", "SUBMITTER IS NOT AUTHORIZED BY USER"),
        ("space", Ending.COMPLETED, 12, "", "ENDED - RC=0012"),
    ],
)
def test_injected_endings_leave_the_catalog_alone(sandbox, outcome, ending, code, abend, text):
    sandbox.system.inject(outcome, "ZWE*")
    job = sandbox.run(define())
    assert (job.ending, job.code, job.abend) == (ending, code, abend)
    assert text in sandbox.spool(job)["JESMSGLG"]
    assert sandbox.system.clusters() == []
    assert sandbox.run(define()).code == 0, "only the next job"


def test_injections_are_for_a_name_and_a_count(sandbox):
    sandbox.system.inject("code:8", "OTHER", count=1)
    sandbox.system.inject("code:16", count=2)
    jcl = "//A JOB\n//S EXEC PGM=IEFBR14\n"
    assert [sandbox.run(jcl).code for _ in range(3)] == [16, 16, 0]
    assert sandbox.run(jcl.replace("//A", "//OTHER")).code == 8
    assert sandbox.system.injections() == []


def test_slow_never_held_and_purged(sandbox):
    sandbox.system.inject("slow:20")
    sandbox.system.inject("never")
    sandbox.system.inject("held", after=30)
    sandbox.system.inject("purged")
    slow, never, held, purged = (sandbox.system.submit(define()) for _ in range(4))
    sandbox.clock.at += 19
    assert sandbox.system.job(slow.id).phase is Phase.ACTIVE
    assert sandbox.system.job(held.id).phase is Phase.HELD
    assert sandbox.system.job(purged.id) is None
    assert sandbox.system.clusters() == [CLUSTER], "the purged job ran"
    sandbox.clock.at += 1_000_000
    assert sandbox.system.job(slow.id).code == 12
    assert sandbox.system.job(never.id).phase is Phase.ACTIVE
    assert sandbox.system.job(held.id).ending is Ending.COMPLETED
    assert [job.id for job in sandbox.system.jobs()] == [slow.id, never.id, held.id]


@pytest.mark.parametrize("outcome", ["", "abend", "abend:S9", "code:4096", "slow:x", "held:1", "?"])
def test_what_is_no_outcome_is_refused(sandbox, outcome):
    with pytest.raises(ValueError, match=r"outcome|expected .* found"):
        sandbox.system.inject(outcome)


def test_cancel_before_and_during_execution(sandbox):
    queued = sandbox.system.submit(define())
    assert sandbox.system.cancel(queued.id)
    assert sandbox.system.job(queued.id).ending is Ending.CANCELLED
    active = sandbox.system.submit(define())
    sandbox.clock.at += 0.2
    assert sandbox.system.cancel(active.id)
    job = sandbox.system.job(active.id)
    assert (job.ending, job.abend) == (Ending.CANCELLED, "")
    assert "ABEND=S222" in sandbox.spool(job)["JESMSGLG"]
    assert not sandbox.system.cancel(active.id)
    sandbox.clock.at += 9
    assert sandbox.system.clusters() == []
    with pytest.raises(TargetError):
        sandbox.system.cancel("JOB00099")


def test_purge(sandbox):
    ended, waiting = sandbox.run(define()), sandbox.system.submit(remove())
    sandbox.system.purge(ended.id)
    sandbox.system.purge(waiting.id)
    sandbox.clock.at += 9
    assert sandbox.system.jobs() == []
    assert sandbox.system.clusters() == [CLUSTER]
    assert sandbox.system.submit(remove()).id == "JOB00003", "numbers are not used again"


@pytest.mark.parametrize("text", ["", "hello\n", "//A EXEC PGM=IEFBR14\n", "//A JOB " + "x" * 80])
def test_what_is_no_job_does_not_become_one(sandbox, text):
    with pytest.raises(SubmitFailed):
        sandbox.system.submit(text)
    assert sandbox.system.jobs() == []


def test_numbers_beyond_99999(sandbox):
    from zwe_vsam.zos.job_id import of_batch_job

    assert [of_batch_job(n) for n in (1, 99_999, 100_000)] == ["JOB00001", "JOB99999", "J0100000"]


def test_a_held_job_is_released_by_a_command(sandbox, run):
    held = sandbox.system.submit("//HELD JOB TYPRUN=HOLD\n//S EXEC PGM=IEFBR14\n")
    folder = sandbox.system.folder
    sandbox.clock.at += 1000
    assert sandbox.system.job(held.id).phase is Phase.HELD
    ran = run("sandbox", "release", folder, held.id.lower())
    assert (ran.code, ran.out, ran.err) == (0, f"Job {held.id} is released.\n", "")
    again = System.open(folder)
    assert again.job(held.id).phase is not Phase.HELD
    refused = run("sandbox", "release", folder, held.id)
    assert refused.code == 235
    assert "is not held" in refused.err
    unknown = run("sandbox", "release", folder, "JOB09999")
    assert unknown.code == 236
    assert unknown.err.startswith("Error ZWV6020E: The system does not list the job JOB09999.")


@pytest.mark.parametrize("command", ["spool", "release"])
@pytest.mark.parametrize("text", ["1", "JOB", "HELD"])
def test_a_text_that_is_no_job_id_is_told(sandbox, run, command, text):
    refused = run("sandbox", command, sandbox.system.folder, text)
    assert (refused.code, refused.out) == (102, "")
    assert "This is not the id of a job." in refused.err
