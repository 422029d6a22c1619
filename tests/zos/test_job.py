"""What is in a job once its JCL is read: steps, their data sets, and what they find as input."""

from __future__ import annotations

import pytest

from tests.zos.conversions import converted, of, read_by, step, unsupported
from zwe_vsam.zos.job import Part

DEFINE = """\
//ZWECSVSM JOB
//*
//* Before submitting, replace #dsname, #volume and #storclas in the statements below
//*
//         SET  MODE=NONRLS
//*
//ALLOC    EXEC PGM=IDCAMS,REGION=0M
//SYSPRINT DD  SYSOUT=*
//SYSIN    DD  *
  DEFINE CLUSTER -
   (NAME(IBMUSER.ZWE.CACHE) -
//         DD  DDNAME=&MODE
//         DD  *
    REC(80 20) -
    INDEXED) -
   DATA(NAME(IBMUSER.ZWE.CACHE.DATA) -
    RECSZ(4096 4096) -
    UNIQUE -
    KEYS(128 0)) -
   INDEX(NAME(IBMUSER.ZWE.CACHE.INDEX) -
    UNIQUE)
//RLS      DD  *
    STORCLAS() -
    LOG(NONE) -
//NONRLS   DD  *
    VOLUME(VPMVSC) -
    SHAREOPTIONS(2 3) -
//*
"""

DELETE = """\
//ZWECSRVS JOB (ACCT,DEPT),'ZOWE SETUP',CLASS=A,
//             MSGCLASS=H,NOTIFY=&SYSUID
/*JOBPARM SYSAFF=*
//RMVSAM   EXEC PGM=IKJEFT01
//SYSTSPRT DD SYSOUT=A
//SYSTSIN  DD *
DELETE 'IBMUSER.ZWE.CACHE' +
CLUSTER
/*
//
"""


class TestTheMemberThatDefines:
    def test_reads_the_mode_from_the_dd_it_names(self) -> None:
        conversion = converted(DEFINE)
        assert conversion[1:] == ((), (), ())
        job = conversion.job
        assert job is not None
        assert (job.name, len(job.steps)) == ("ZWECSVSM", 1)
        alloc = job.steps[0]
        assert (alloc.name, alloc.program, alloc.line, alloc.statement) == ("ALLOC", "IDCAMS", 7, 3)
        lines = read_by(alloc, "SYSIN")
        assert lines[1:4] == [
            "   (NAME(IBMUSER.ZWE.CACHE) -",
            "    VOLUME(VPMVSC) -",
            "    SHAREOPTIONS(2 3) -",
        ]
        assert lines[4] == "    REC(80 20) -"
        assert len(lines) == 12

    def test_lines_keep_their_place_in_the_member(self) -> None:
        job = converted(DEFINE).job
        assert job is not None
        numbers = [line.number for line in job.steps[0].lines("SYSIN") or ()]
        assert numbers == [10, 11, 26, 27, *range(14, 22)]

    def test_other_mode(self) -> None:
        job = converted(DEFINE.replace("MODE=NONRLS", "MODE=RLS")).job
        assert job is not None
        assert read_by(job.steps[0], "SYSIN")[2:4] == ["    STORCLAS() -", "    LOG(NONE) -"]
        assert job.steps[0].dd("RLS") is None
        assert job.steps[0].dd("NONRLS") is not None

    def test_wrong_mode_ends_the_input_there_with_a_warning_only(self) -> None:
        conversion = converted(DEFINE.replace("MODE=NONRLS", "MODE=WRONG"))
        assert conversion.findings == conversion.unsupported == ()
        (warning,) = conversion.warnings
        assert (warning.id, warning.line) == ("IEF686I", 12)
        assert conversion.job is not None
        alloc = conversion.job.steps[0]
        assert read_by(alloc, "SYSIN") == ["  DEFINE CLUSTER -", "   (NAME(IBMUSER.ZWE.CACHE) -"]
        parts, dd = alloc.input("SYSIN"), alloc.dd("SYSIN")
        assert parts is not None
        assert dd is not None
        unresolved = dd.parts[len(parts)]
        assert (unresolved.kind, unresolved.ddname) == ("ddname", "WRONG")

    def test_without_set_the_symbol_is_an_error(self) -> None:
        conversion = converted(DEFINE.replace("//         SET  MODE=NONRLS\n", ""))
        assert [(f.id, f.text, f.line) for f in conversion.findings] == [
            ("IEFC627I", "INCORRECT USE OF AMPERSAND IN THE DDNAME FIELD", 11)
        ]

    def test_brace_dialect_names_the_dd_itself(self) -> None:
        text = DEFINE.replace("//         SET  MODE=NONRLS\n", "").replace("&MODE", "RLS")
        job = converted(text).job
        assert job is not None
        assert read_by(job.steps[0], "SYSIN")[2] == "    STORCLAS() -"


def test_the_member_that_deletes() -> None:
    conversion = converted(DELETE)
    assert conversion[1:] == ((), (), ())
    job = conversion.job
    assert job is not None
    assert (job.value("CLASS"), job.value("MSGCLASS"), job.value("USER")) == ("A", "H", "")
    assert job.typrun == ""
    (run,) = job.steps
    assert run.program == "IKJEFT01"
    assert read_by(run, "SYSTSIN") == ["DELETE 'IBMUSER.ZWE.CACHE' +", "CLUSTER"]
    sysout = run.dd("SYSTSPRT")
    assert sysout is not None
    assert sysout.parts[0].kind == "sysout"


class TestForwardReferences:
    def test_to_an_earlier_dd_finds_nothing(self) -> None:
        conversion = of("//S EXEC PGM=P", "//X DD *", "A", "//I DD DDNAME=X")
        assert [warning.id for warning in conversion.warnings] == ["IEF686I"]
        assert conversion.job is not None
        assert conversion.job.steps[0].lines("I") == ()
        assert read_by(conversion.job.steps[0], "X") == ["A"]

    def test_to_a_dd_of_the_next_step_finds_nothing(self) -> None:
        conversion = of("//S EXEC PGM=P", "//I DD DDNAME=X", "//T EXEC PGM=P", "//X DD *", "A")
        assert [(w.id, w.line, w.statement) for w in conversion.warnings] == [("IEF686I", 3, 4)]
        assert conversion.job is not None
        assert read_by(conversion.job.steps[1], "X") == ["A"]

    def test_through_another_reference(self) -> None:
        found = step("//S EXEC PGM=P", "//I DD DDNAME=X", "//X DD DDNAME=Y", "//Y DD *", "A")
        assert read_by(found, "I") == ["A"]

    def test_what_is_concatenated_to_the_dd_joins_the_last_dd_before_it(self) -> None:
        found = step(
            "//S EXEC PGM=P",
            "//I DD DDNAME=X",
            "//O DD *",
            "OTHER",
            "//X DD *",
            "ONE",
            "//  DD *",
            "TWO",
        )
        assert read_by(found, "I") == ["ONE"]
        assert read_by(found, "O") == ["OTHER", "TWO"]

    def test_inside_a_concatenation_the_rest_goes_to_its_end(self) -> None:
        found = step(
            "//S EXEC PGM=P",
            "//I DD DDNAME=X",
            "//  DD *",
            "LAST",
            "//X DD *",
            "ONE",
            "//  DD *",
            "TWO",
        )
        assert read_by(found, "I") == ["ONE", "LAST", "TWO"]

    def test_the_first_dd_of_that_name_is_taken(self) -> None:
        records = ("//S EXEC PGM=P", "//I DD DDNAME=X", "//X DD *", "ONE", "//X DD *", "TWO")
        assert read_by(step(*records), "I") == ["ONE"]
        assert read_by(step(*records), "X") == ["TWO"]

    def test_remembers_the_dd_it_came_from(self) -> None:
        dd = step("//S EXEC PGM=P", "//I DD DDNAME=X", "//X DD *", "A").dd("I")
        assert dd is not None
        assert (dd.parts[0].kind, dd.parts[0].ddname) == ("instream", "X")

    def test_twice_the_same_name_is_not_guessed(self) -> None:
        records = ("//S EXEC PGM=P", "//I DD DDNAME=X", "//  DD DDNAME=X", "//X DD *", "A")
        assert unsupported(*records) == ["DDNAME=X twice in one step"]

    def test_with_other_parameters_is_not_guessed(self) -> None:
        assert unsupported("//S EXEC PGM=P", "//I DD DDNAME=X,DISP=SHR", "//X DD *", "A") == [
            "DISP with DDNAME="
        ]


class TestConcatenation:
    def test_dummy_ends_it(self) -> None:
        found = step("//S EXEC PGM=P", "//I DD *", "A", "//  DD DUMMY", "//  DD *", "B")
        assert read_by(found, "I") == ["A"]
        parts, dd = found.input("I"), found.dd("I")
        assert parts is not None
        assert dd is not None
        assert dd.parts[len(parts)].kind == "dummy"

    def test_nullfile_is_a_dummy(self) -> None:
        assert step("//S EXEC PGM=P", "//I DD DSN=NULLFILE,DISP=SHR").lines("I") == ()

    def test_with_a_data_set_has_no_lines_of_its_own(self) -> None:
        found = step("//S EXEC PGM=P", "//I DD *", "A", "//  DD DSN=A.B(M),DISP=SHR")
        assert found.lines("I") is None
        parts = found.input("I")
        assert parts is not None
        assert [(part.kind, part.dsn, part.member) for part in parts] == [
            ("instream", "", ""),
            ("dsn", "A.B", "M"),
        ]

    def test_of_a_dd_that_is_not_there(self) -> None:
        found = step("//S EXEC PGM=P", "//I DD *")
        assert (found.dd("X"), found.input("X"), found.lines("X")) == (None, None, None)

    def test_duplicate_ddnames_lead_to_the_first(self) -> None:
        found = step("//S EXEC PGM=P", "//I DD *", "A", "//I DD *", "B")
        assert read_by(found, "I") == ["A"]
        assert len(found.dds) == 2

    def test_data_behind_an_idcams_comment_in_column_1_is_never_read(self) -> None:
        found = step("//S EXEC PGM=IDCAMS", "//SYSIN DD *", "/* new */", " DELETE A", "/*")
        assert read_by(found, "SYSIN") == []

    def test_generated_sysin_is_read(self) -> None:
        assert read_by(step("//S EXEC PGM=IDCAMS", " DELETE A"), "SYSIN") == [" DELETE A"]

    def test_other_statements_between_are_not_guessed(self) -> None:
        records = ("//S EXEC PGM=P", "//I DD *", "A", "// SET X=1", "//  DD *", "B")
        assert unsupported(*records) == ["an unnamed DD that does not follow a DD"]

    def test_unnamed_without_anything_before_is_not_guessed(self) -> None:
        assert len(unsupported("//S EXEC PGM=P", "//  DD *", "B")) == 1


def test_data_set_forms() -> None:
    found = step(
        "//S EXEC PGM=P",
        "//A DD DSN=IBMUSER.LIB(MEM),DISP=SHR",
        "//B DD DSNAME='ODD name',DISP=(NEW,CATLG,DELETE),SPACE=(TRK,(1,1))",
        "//C DD DSN=&&TEMP,DISP=(,PASS)",
        "//D DD UNIT=SYSDA,SPACE=(TRK,1)",
        "//E DD DSN=A.GDG(+1),DISP=OLD",
    )

    def seen(part: Part) -> tuple[str, str, str, tuple[str, str, str]]:
        return part.kind, part.dsn, part.member, part.disp

    assert [seen(dd.parts[0]) for dd in found.dds] == [
        ("dsn", "IBMUSER.LIB", "MEM", ("SHR", "", "")),
        ("dsn", "ODD name", "", ("NEW", "CATLG", "DELETE")),
        ("dsn", "&&TEMP", "", ("", "PASS", "")),
        ("dsn", "", "", ("", "", "")),
        ("dsn", "A.GDG", "+1", ("OLD", "", "")),
    ]


@pytest.mark.parametrize(
    ("coded", "passed"),
    [
        ("ABC", "ABC"),
        ("'A B,C'", "A B,C"),
        ("('A B',C)", "A B,C"),
        ("'DON''T'", "DON'T"),
        ("''", ""),
        ("(A,B)", "A,B"),
        ("TRUNC(BIN)", "TRUNC(BIN)"),
    ],
)
def test_parm(coded: str, passed: str) -> None:
    assert step(f"//S EXEC PGM=P,PARM={coded}").parm == passed


@pytest.mark.parametrize("typrun", ["SCAN", "HOLD", "JCLHOLD", "COPY"])
def test_typrun(typrun: str) -> None:
    job = converted(f"//J JOB TYPRUN={typrun}\n//S EXEC PGM=IEFBR14\n").job
    assert job is not None
    assert job.typrun == typrun


def test_joblib_stands_before_the_first_step() -> None:
    conversion = of("//JOBLIB DD DSN=A,DISP=SHR", "//  DD DSN=B,DISP=SHR", "//S EXEC PGM=P")
    assert conversion[1:] == ((), (), ())
    assert conversion.job is not None
    assert [part.dsn for part in conversion.job.joblib] == ["A", "B"]
    assert conversion.job.steps[0].dds == ()


def test_harmless_parameters_are_accepted() -> None:
    conversion = converted(
        "//J JOB (1,'A B'),'ME',CLASS=A,MSGCLASS=X,MSGLEVEL=(1,1),NOTIFY=&SYSUID,TIME=1440,\n"
        "//   REGION=0M,MEMLIMIT=NOLIMIT,USER=ME,PRTY=5,SYSAFF=*,JOBRC=MAXRC\n"
        "//S EXEC PGM=IDCAMS,REGION=0M,TIME=NOLIMIT,DYNAMNBR=20,ACCT=(X)\n"
        "//STEPLIB DD DSN=A.B,DISP=SHR\n"
        "//SYSPRINT DD SYSOUT=(*,,STD),DCB=(RECFM=FBA,LRECL=121),HOLD=YES\n"
        "//SYSIN DD *,DSN=&&X,DCB=BLKSIZE=80\n"
        " LISTCAT\n"
    )
    assert conversion[1:] == ((), (), ())
