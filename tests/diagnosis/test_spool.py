"""What spool says, as the sandbox and as real systems print it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sandbox.helpers import CLUSTER, Sandbox, define, remove
from zwe_vsam.diagnosis.spool import MAXIMUM_LINES, evidence, is_for_another
from zwe_vsam.model import SpoolFile

HARMLESS_LOG = """\
1                       J E S 2  J O B  L O G  --  S Y S T E M  S 0 W 1  --  N O D E  S 0 W 1
0
 10.15.31 JOB05407 ---- TUESDAY,   18 FEB 2025 ----
 10.15.31 JOB05407  IRR010I  USERID IBMUSER  IS ASSIGNED TO THIS JOB.
 10.15.31 JOB05407  ICH70001I IBMUSER  LAST ACCESS AT 10:14:02 ON TUESDAY, FEBRUARY 18, 2025
 10.15.31 JOB05407  $HASP373 ZWECSVSM STARTED - INIT 1    - CLASS A        - SYS S0W1
 10.15.31 JOB05407  IEF403I ZWECSVSM - STARTED - TIME=10.15.31
 10.15.31 JOB05407  -                                      -----TIMINGS (MINS.)------
 10.15.32 JOB05407  IEF404I ZWECSVSM - ENDED - TIME=10.15.32
 10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - RC=0000
0------ JES2 JOB STATISTICS ------
-  18 FEB 2025 JOB EXECUTION DATE
-           41 CARDS READ
"""
HARMLESS_SYSMSG = """\
   STMT NO. MESSAGE
         6 IEFC653I SUBSTITUTION JCL - DDNAME=NONRLS
 ICH70001I IBMUSER  LAST ACCESS AT 10:14:02 ON TUESDAY, FEBRUARY 18, 2025
 IEF236I ALLOC. FOR ZWECSVSM ALLOC
 IEF237I JES2 ALLOCATED TO SYSPRINT
 IGD103I SMS ALLOCATED TO DDNAME STEPLIB
 IGD17070I DATA SET A.B ALLOCATED SUCCESSFULLY WITH 1 STRIPE(S).
 IGD17150I DATA SET A.B IS ELIGIBLE FOR ACCESS METHOD ENCRYPTION. KEY LABEL IS (X.Y)
 IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0000
 IEF285I   IBMUSER.ZWECSVSM.JOB05407.D0000101.?         SYSOUT
 IGD104I A.B                                          RETAINED,  DDNAME=STEPLIB
 IEF373I STEP/ALLOC   /START 2025049.1015
 IEF032I STEP/ALLOC   /STOP  2025049.1015
         CPU:     0 HR  00 MIN  00.01 SEC    SRB:     0 HR  00 MIN  00.00 SEC
 IEF375I  JOB/ZWECSVSM/START 2025049.1015
 IEF033I  JOB/ZWECSVSM/STOP  2025049.1015
 IKJ56644I NO VALID TSO USERID, DEFAULT USER ATTRIBUTES USED
"""


def files(sysprint: str = "", log: str = "", sysmsg: str = "", jcl: str = "") -> list[SpoolFile]:
    """A job's spool, with the harmless lines of a job that ran in front."""
    return [
        SpoolFile("JESMSGLG", "", HARMLESS_LOG + log),
        SpoolFile("JESJCL", "", jcl),
        SpoolFile("JESYSMSG", "", HARMLESS_SYSMSG + sysmsg),
        SpoolFile("SYSPRINT", "ALLOC", sysprint),
    ]


DUPLICATE = files(
    log=" 10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - RC=0012\n",
    sysmsg=" IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0012\n",
    sysprint="""\
1IDCAMS  SYSTEM SERVICES                                           TIME: 10:15:32
0
  DEFINE CLUSTER -
   (NAME(IBMUSER.CACHE) -
0IDC3013I DUPLICATE DATA SET NAME
 IDC3009I ** VSAM CATALOG RETURN CODE IS 8 - REASON CODE IS IGG0CLEH-38
0IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12
0
0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS 12
""",
)
NO_SPACE = files(
    sysmsg=" IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0012\n",
    sysprint="""\
0IGD17279I 1 VOLUME(S) WERE REJECTED BECAUSE OF INSUFFICIENT TOTAL SPACE (04110422)
 IGD01016I DATA SET ALLOCATION REQUEST FAILED
 IGD306I UNEXPECTED ERROR DURING ACS STORAGE CLASS PROCESSING RETURN CODE 8
 IDC31467I MAXLRECL MUST BE SPECIFIED
0IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12
""",
)
ABEND = files(
    log="""\
 10.15.32 JOB05407  CSV003I REQUESTED MODULE IDCAMZ   NOT FOUND
 10.15.32 JOB05407  CSV028I ABEND806-04  JOBNAME=ZWECSVSM  STEPNAME=ALLOC
 10.15.32 JOB05407  IEA995I SYMPTOM DUMP OUTPUT  055
   055               SYSTEM COMPLETION CODE=806  REASON CODE=00000004
 10.15.32 JOB05407  IEF450I ZWECSVSM ALLOC - ABEND=S806 U0000 REASON=00000004  056
   056                     TIME=10.15.32
 10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - ABEND=S806
""",
    sysmsg=" IEF472I ZWECSVSM ALLOC - COMPLETION CODE - SYSTEM=806 USER=0000 REASON=00000004\n",
)
SECURITY = files(
    log="""\
 10.15.32 JOB05407  ICH408I USER(IBMUSER ) GROUP(SYS1    ) NAME(A USER              )  055
   055               ZWE1234A.CACHE CL(DATASET ) VOL(VOL123)
   055               INSUFFICIENT ACCESS AUTHORITY
   055               FROM ZWE1234A.** (G)
   055               ACCESS INTENT(ALTER )  ACCESS ALLOWED(READ   )
 10.15.33 JOB05407  IEF404I ZWECSVSM - ENDED - TIME=10.15.33
""",
    sysmsg="""\
 ICH408I USER(IBMUSER ) GROUP(SYS1    ) NAME(A USER              )
   ZWE1234A.CACHE CL(DATASET ) VOL(VOL123)
   INSUFFICIENT ACCESS AUTHORITY
 IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0012
 IEF285I   IBMUSER.ZWECSVSM.JOB05407.D0000101.?         SYSOUT
""",
    sysprint="""\
0IDC3018I SECURITY VERIFICATION FAILED
 IDC3009I ** VSAM CATALOG RETURN CODE IS 56 - REASON CODE IS IGG0CLFT-6
""",
)
JCL_ERROR = files(
    log=" 10.15.32 JOB05407  IEFC452I ZWECSVSM - JOB NOT RUN - JCL ERROR 017\n",
    jcl="         2 //ALLOC EXEC PGM=IDCAMS,REGON=0M\n           IEFC001I X\n IEFC630I COPY\n",
    sysmsg="   STMT NO. MESSAGE\n         2 IEFC630I UNIDENTIFIED KEYWORD REGON\n",
)


@pytest.mark.parametrize(
    ("spool", "step", "code", "lines"),
    [
        pytest.param(
            DUPLICATE,
            "ALLOC",
            "12",
            (
                "IDC3013I DUPLICATE DATA SET NAME",
                "IDC3009I ** VSAM CATALOG RETURN CODE IS 8 - REASON CODE IS IGG0CLEH-38",
                "IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12",
                "10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - RC=0012",
            ),
            id="duplicate",
        ),
        pytest.param(
            NO_SPACE,
            "ALLOC",
            "12",
            (
                "IGD17279I 1 VOLUME(S) WERE REJECTED BECAUSE OF INSUFFICIENT TOTAL SPACE "
                "(04110422)",
                "IGD01016I DATA SET ALLOCATION REQUEST FAILED",
                "IGD306I UNEXPECTED ERROR DURING ACS STORAGE CLASS PROCESSING RETURN CODE 8",
                "IDC31467I MAXLRECL MUST BE SPECIFIED",
                "IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12",
            ),
            id="space",
        ),
        pytest.param(
            ABEND,
            "ALLOC",
            "S806",
            (
                "10.15.32 JOB05407  CSV003I REQUESTED MODULE IDCAMZ   NOT FOUND",
                "10.15.32 JOB05407  CSV028I ABEND806-04  JOBNAME=ZWECSVSM  STEPNAME=ALLOC",
                "10.15.32 JOB05407  IEA995I SYMPTOM DUMP OUTPUT  055",
                "055               SYSTEM COMPLETION CODE=806  REASON CODE=00000004",
                "10.15.32 JOB05407  IEF450I ZWECSVSM ALLOC - ABEND=S806 U0000 REASON=00000004  056",
                "056                     TIME=10.15.32",
                "10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - ABEND=S806",
                "IEF472I ZWECSVSM ALLOC - COMPLETION CODE - SYSTEM=806 USER=0000 REASON=00000004",
            ),
            id="abend",
        ),
        pytest.param(
            SECURITY,
            "ALLOC",
            "12",
            (
                "IDC3018I SECURITY VERIFICATION FAILED",
                "IDC3009I ** VSAM CATALOG RETURN CODE IS 56 - REASON CODE IS IGG0CLFT-6",
                "10.15.32 JOB05407  ICH408I USER(IBMUSER ) GROUP(SYS1    ) "
                "NAME(A USER              )  055",
                "055               ZWE1234A.CACHE CL(DATASET ) VOL(VOL123)",
                "055               INSUFFICIENT ACCESS AUTHORITY",
                "055               FROM ZWE1234A.** (G)",
                "055               ACCESS INTENT(ALTER )  ACCESS ALLOWED(READ   )",
            ),
            id="security",
        ),
        pytest.param(
            JCL_ERROR,
            "",
            "",
            (
                "10.15.32 JOB05407  IEFC452I ZWECSVSM - JOB NOT RUN - JCL ERROR 017",
                "2 IEFC630I UNIDENTIFIED KEYWORD REGON",
            ),
            id="jcl-error",
        ),
    ],
)
def test_what_real_systems_print(
    spool: list[SpoolFile], step: str, code: str, lines: tuple[str, ...]
) -> None:
    assert evidence(spool) == (step, code, lines)


@pytest.mark.parametrize("spool", [DUPLICATE, ABEND, SECURITY])
def test_spool_without_carriage_control_gives_the_same(spool: list[SpoolFile]) -> None:
    """Some ways to the spool take the first column away, and some end lines with CR LF."""
    stripped = [
        file._replace(text="".join(f"{line[1:]}\r\n" for line in file.text.splitlines()))
        for file in spool
    ]
    assert evidence(stripped) == evidence(spool)


@pytest.mark.parametrize(
    ("line", "step", "code"),
    [
        ("IEF450I ZWECSVSM ALLOC - ABEND=S913 U0000 REASON=00000038", "ALLOC", "S913"),
        ("IEF450I ZWECSVSM ALLOC - ABEND=S000 U4038 REASON=00000001", "ALLOC", "U4038"),
        # IBM's MVS System Messages: "jobname [procstep] stepname"
        ("IEF450I ZWECSVSM PROCS ALLOC - ABEND=SB37 U0000 REASON=00000004", "ALLOC", "SB37"),
        ("IEF472I ZWECSVSM ALLOC - COMPLETION CODE - SYSTEM=222 USER=0000", "ALLOC", "S222"),
        ("IEF472I ZWECSVSM ALLOC - COMPLETION CODE - SYSTEM=000 USER=0016", "ALLOC", "U0016"),
        ("IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0008", "ALLOC", "8"),
        ("IEF142I ZWECSVSM PROCS ALLOC - STEP WAS EXECUTED - COND CODE 4095", "ALLOC", "4095"),
        ("IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0000", "", ""),
    ],
)
def test_failing_step_and_its_code(line: str, step: str, code: str) -> None:
    assert evidence([SpoolFile("JESYSMSG", "", f" {line}\n")])[:2] == (step, code)


def test_the_worst_step_is_named_and_an_abend_is_worse_than_any_code() -> None:
    ran = [
        f" IEF142I J {name} - STEP WAS EXECUTED - COND CODE {code}"
        for name, code in (("ONE", "0004"), ("TWO", "0012"), ("THREE", "0008"), ("FOUR", "0012"))
    ]
    result = evidence([SpoolFile("JESYSMSG", "", "\n".join(ran))])
    assert (result.step, result.code) == ("TWO", "12")
    ran.append(" IEF450I J FIVE - ABEND=S0C4 U0000 REASON=00000010")
    result = evidence([SpoolFile("JESYSMSG", "", "\n".join(ran))])
    assert (result.step, result.code) == ("FIVE", "S0C4")


@pytest.mark.parametrize(
    "line",
    [*HARMLESS_LOG.splitlines()[3:10], *HARMLESS_SYSMSG.splitlines()],
)
def test_harmless_lines_are_never_quoted_beside_decisive_ones(line: str) -> None:
    spool = [
        SpoolFile("JESYSMSG", "", f"{line}\n IEC070I 32(4)-220,A\n{line}\n"),
        SpoolFile("SYSPRINT", "ALLOC", f" IDC0002I X\n{line}\n"),
    ]
    assert evidence(spool).lines == ("IEC070I 32(4)-220,A",)


@pytest.mark.parametrize(
    "after",
    [
        " IEF285I   IBMUSER.ZWECSVSM.JOB05407.D0000101.?         SYSOUT",
        " IEF142I ZWECSVSM ALLOC - STEP WAS EXECUTED - COND CODE 0000",
        " $HASP395 ZWECSVSM ENDED - RC=0000",
        "         CPU:     0 HR  00 MIN  00.01 SEC",
        " 10.15.33 JOB05407  IEF404I ZWECSVSM - ENDED",
    ],
)
def test_what_follows_a_violation_is_no_part_of_it(after: str) -> None:
    text = f" ICH408I USER(X)\n   A.B CL(DATASET )\n{after}\n   MORE\n"
    lines = evidence([SpoolFile("JESYSMSG", "", text)]).lines
    assert lines == ("ICH408I USER(X)", "A.B CL(DATASET )")


def test_unknown_text_is_quoted_raw_from_its_end() -> None:
    text = "".join(f" line {number}\n" for number in range(40)) + "0\n \n"
    result = evidence([*files(jcl="//X JOB\n"), SpoolFile("OUT", "ALLOC", text)])
    assert result == ("", "", tuple(f"line {number}" for number in range(28, 40)))


def test_the_last_file_with_text_speaks_where_none_is_decisive() -> None:
    spool = [
        SpoolFile("JESMSGLG", "", "first\n"),
        SpoolFile("SYSPRINT", "ALLOC", "second\n"),
        SpoolFile("SYSOUT", "ALLOC", " \n0\n\n"),
    ]
    assert evidence(spool).lines == ("second",)


@pytest.mark.parametrize("spool", [[], [SpoolFile("JESMSGLG", "", "")]])
def test_empty_spool_says_nothing(spool: list[SpoolFile]) -> None:
    assert evidence(spool) == ("", "", ())


def test_no_more_lines_than_a_screen_takes_and_none_twice() -> None:
    text = "".join(f" IDC3{number:03}I X\n IDC3000I SAME\n" for number in range(1, 50))
    lines = evidence([SpoolFile("SYSPRINT", "ALLOC", text)]).lines
    assert len(lines) == len(set(lines)) == MAXIMUM_LINES


def test_a_line_is_cut_at_newlines_only() -> None:
    line = "IDC3009I A\x85B\x0cC\x1cD"
    assert evidence([SpoolFile("SYSPRINT", "ALLOC", f" {line}\n")]).lines == (line,)


@pytest.mark.parametrize(
    ("outcome", "jcl", "step", "code", "shown"),
    [
        ("", define(volume="NOVOL"), "ALLOC", "12", "NOVOL"),
        ("space", define(), "ALLOC", "12", "IDC3009I"),
        ("code:8", define(), "ALLOC", "8", "ZWVS002I"),
        ("abend:S806", define(), "ALLOC", "S806", "CSV003I"),
        ("abend:S913", define(), "ALLOC", "S913", "ACCESS INTENT(UPDATE )"),
        ("abend:SB37", define(), "ALLOC", "SB37", "IEC030I B37-04"),
        ("abend:U4038", define(), "ALLOC", "U4038", "U4038"),
        ("cancelled", define(), "", "", "$HASP106"),
        ("security", define(), "", "", "SUBMITTER IS NOT AUTHORIZED"),
        ("", define().replace("PGM=", "PMG="), "", "", "IEFC"),
        ("", define(mode="OTHER"), "ALLOC", "12", "IDC3"),
        ("", remove(), "RMVSAM", "8", f"IDC3012I ENTRY {CLUSTER} NOT FOUND"),
    ],
)
def test_what_the_sandbox_prints(
    tmp_path: Path, outcome: str, jcl: str, step: str, code: str, shown: str
) -> None:
    sandbox = Sandbox(tmp_path / "box")
    if outcome:
        sandbox.system.inject(outcome)
    job = sandbox.run(jcl)
    result = evidence(sandbox.system.spool(job.id))
    assert (result.step, result.code) == (step, code)
    assert any(shown in line for line in result.lines), result.lines
    assert not any(
        harmless in line
        for line in result.lines
        for harmless in ("IEF285I", "IEF142I", "RC=0000", "CPU:", "IEF404I", "IEFC653I")
    )


@pytest.mark.parametrize(
    ("printed", "another"),
    [
        ("  DEFINE CLUSTER (NAME(A.B.C))\n", False),
        ("  define cluster (name(a.b.c))\n", False),
        ("  DEL 'A.B.C' CLUSTER\n", False),
        ("  DEFINE CLUSTER (NAME(A.B.C2))\n", True),
        ("  DEFINE CLUSTER (NAME(X.A.B.C))\n", True),
        ("  DEFINE CLUSTER (NAME(A.B.C.DATA))\n", True),
        ("0 DELETE X.Y\n", True),
        ("READY\ndelete x.y\n", True),
        ("IDCAMS  SYSTEM SERVICES\n\n  DEF CL (NAME(X.Y) -\n", True),
        # No command: nothing is known.
        ("IDC0001I FUNCTION COMPLETED, HIGHEST CONDITION CODE WAS 0\n", False),
        ("NOTHING TO DEFINE HERE\n", False),
        ("", False),
    ],
)
def test_whose_job_it_was(printed: str, another: bool) -> None:
    jcl = "        3 //* FOR A.B.C AND X.Y\n  DELETE X.Y\n"
    assert is_for_another(files(sysprint=printed, jcl=jcl), "A.B.C") is another


def test_a_command_and_the_name_may_be_in_two_files() -> None:
    both = [SpoolFile("SYSTSPRT", "S", "READY\n"), SpoolFile("OUT", "S", " DELETE X\nA.B.C\n")]
    assert not is_for_another(both, "A.B.C")
    assert is_for_another(both, "A.B")
