from __future__ import annotations

import sys

import pytest

from zwe_vsam.zos.jcl import read
from zwe_vsam.zos.job import Conversion, Part, Step, convert

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


def converted(text: str) -> Conversion:
    return convert(read(text))


def of(*records: str) -> Conversion:
    return converted("".join(record + "\n" for record in ("//J JOB", *records)))


def step(*records: str) -> Step:
    """The first step of a job that is in order."""
    conversion = of(*records)
    assert conversion.findings == conversion.unsupported == ()
    assert conversion.job is not None
    return conversion.job.steps[0]


def errors(*records: str) -> list[str]:
    return [f"{finding.id} {finding.text}" for finding in of(*records).findings]


def unsupported(*records: str) -> list[str]:
    conversion = of(*records)
    assert conversion.findings == ()
    return [finding.text.removeprefix("not supported: ") for finding in conversion.unsupported]


def read_by(step: Step, ddname: str) -> list[str]:
    return [line.text for line in step.lines(ddname) or ()]


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
        stream = alloc.input("SYSIN")
        assert stream is not None
        assert stream.dummy is not None
        assert (stream.dummy.kind, stream.dummy.ddname) == ("ddname", "WRONG")

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
    assert (sysout.parts[0].kind, sysout.parts[0].sysout) == ("sysout", "A")


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
        stream = found.input("I")
        assert stream is not None
        assert stream.dummy is not None
        assert stream.dummy.kind == "dummy"

    def test_nullfile_is_a_dummy(self) -> None:
        assert step("//S EXEC PGM=P", "//I DD DSN=NULLFILE,DISP=SHR").lines("I") == ()

    def test_with_a_data_set_has_no_lines_of_its_own(self) -> None:
        found = step("//S EXEC PGM=P", "//I DD *", "A", "//  DD DSN=A.B(M),DISP=SHR")
        assert found.lines("I") is None
        stream = found.input("I")
        assert stream is not None
        assert [(part.kind, part.dsn, part.member) for part in stream.parts] == [
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


class TestErrors:
    def test_no_job_statement(self) -> None:
        conversion = converted("//S EXEC PGM=P\n")
        assert conversion.job is None
        assert len(conversion.findings) == 1

    def test_no_steps(self) -> None:
        assert errors() == ["IEF607I JOB HAS NO STEPS"]

    def test_dd_before_the_first_step(self) -> None:
        for record in ("//D DD DUMMY", "//  DD DUMMY"):
            assert errors(record, "//S EXEC PGM=P") == ["IEFC019I MISPLACED DD STATEMENT"]

    @pytest.mark.parametrize(
        ("record", "keyword", "operation"),
        [
            ("//S EXEC PGM=P,REGIN=0M", "REGIN", "EXEC"),
            ("//D DD DSN=A,DIPS=SHR", "DIPS", "DD"),
            ("//D DD PGM=A", "PGM", "DD"),
        ],
    )
    def test_unknown_keyword(self, record: str, keyword: str, operation: str) -> None:
        expected = f"IEFC630I UNIDENTIFIED KEYWORD {keyword} ON THE {operation} STATEMENT"
        assert expected in errors("//T EXEC PGM=P", record)

    def test_unknown_keyword_on_job(self) -> None:
        (finding,) = converted("//J JOB CLAS=A\n//S EXEC PGM=P\n").findings
        assert (finding.id, finding.column) == ("IEFC630I", 9)
        assert finding.text == "UNIDENTIFIED KEYWORD CLAS ON THE JOB STATEMENT"

    @pytest.mark.parametrize(
        ("record", "message"),
        [
            ("//S EXEC PGM=LONGNAME9", "IEF642I EXCESSIVE PARAMETER LENGTH IN THE PGM FIELD"),
            ("//S EXEC PGM=1ABC", "IEFC632I FORMAT ERROR IN THE PGM FIELD"),
            ("//S EXEC", "IEFC632I FORMAT ERROR ON THE EXEC STATEMENT"),
            ("//S EXEC REGION=0M", "IEFC632I FORMAT ERROR ON THE EXEC STATEMENT"),
            ("//S EXEC PGM=&PROG", "IEFC627I INCORRECT USE OF AMPERSAND IN THE PGM FIELD"),
            (
                "//S EXEC PGM=P,REGION",
                "IEFC640I EXCESSIVE NUMBER OF POSITIONAL PARAMETERS ON THE EXEC STATEMENT",
            ),
        ],
    )
    def test_exec(self, record: str, message: str) -> None:
        assert errors(record) == [message]

    def test_parm_of_more_than_100_characters(self) -> None:
        records = ("//S EXEC PGM=P,PARM='".ljust(71, "X"), "//".ljust(15) + "Y" * 50 + "'")
        assert errors(*records) == []
        longer = (records[0], "//".ljust(15) + "Y" * 51 + "'")
        assert errors(*longer) == ["IEF642I EXCESSIVE PARAMETER LENGTH IN THE PARM FIELD"]

    @pytest.mark.parametrize(
        ("record", "message"),
        [
            ("//D DD FOO", "IEF643I UNIDENTIFIED POSITIONAL PARAMETER ON THE DD STATEMENT"),
            (
                "//D DD DSN=A,DISP=SHARE",
                "IEF643I UNIDENTIFIED POSITIONAL PARAMETER IN THE DISP FIELD",
            ),
            (
                "//D DD DSN=A,DISP=(NEW,CATLG,PASS)",
                "IEF643I UNIDENTIFIED POSITIONAL PARAMETER IN THE DISP FIELD",
            ),
            ("//D DD DSN=A.LONGQUALI.B", "IEF642I EXCESSIVE PARAMETER LENGTH IN THE DSNAME FIELD"),
            (
                "//D DD DSN=A,OLD",
                "IEFC640I EXCESSIVE NUMBER OF POSITIONAL PARAMETERS ON THE DD STATEMENT",
            ),
        ],
    )
    def test_dd(self, record: str, message: str) -> None:
        assert errors("//S EXEC PGM=P", record) == [message]

    def test_data_set_name_of_44_characters(self) -> None:
        name = "A2345678." * 4 + "A2345678"
        assert errors("//S EXEC PGM=P", f"//D DD DSN={name},DISP=SHR") == []
        longer = name[:-1] + ".B"
        assert len(errors("//S EXEC PGM=P", f"//D DD DSN={longer},DISP=SHR")) == 1

    def test_positional_parameters_of_a_job(self) -> None:
        assert converted("//J JOB ACCT,NAME\n//S EXEC PGM=P\n").findings == ()
        for more in ("ACCT,NAME,X", "ACCT,CLASS=A,NAME"):
            (finding,) = converted(f"//J JOB {more}\n//S EXEC PGM=P\n").findings
            assert finding.id == "IEFC640I"

    @pytest.mark.parametrize(("length", "fine"), [(20, True), (21, False)])
    def test_programmer_name(self, length: int, fine: bool) -> None:
        text = f"//J JOB ACCT,'{'N' * length}'\n//S EXEC PGM=P\n"
        assert [f.id for f in converted(text).findings] == ([] if fine else ["IEF642I"])

    def test_syntax_errors_come_along_in_order(self) -> None:
        conversion = of("//S EXEC PGM=P,BAD=1", "//D DDD DUMMY")
        assert [(f.id, f.line) for f in conversion.findings] == [("IEFC630I", 2), ("IEFC605I", 3)]

    def test_of_a_second_job_are_its_own(self) -> None:
        conversion = of("//S EXEC PGM=P", "//1 JOB", "//T EXEC PGM=P", "//U EXEX PGM=P")
        assert conversion.findings == ()
        assert [finding.line for finding in conversion.unsupported] == [3]
        assert conversion.job is not None
        assert len(conversion.job.steps) == 1


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("//T EXEC MYPROC", "procedure MYPROC"),
        ("//T EXEC PROC=MYPROC,X=1", "procedure MYPROC"),
        ("//T EXEC PGM=P,COND=(0,NE)", "COND= on EXEC"),
        ("//T EXEC PGM=P,COND.STEP=EVEN", "COND= on EXEC"),
        ("//T EXEC PGM=P,PARMDD=X", "PARMDD= on EXEC"),
        ("//T EXEC PGM=*.S.D", "PGM=*.S.D"),
        ("//T EXEC REGION=0M,PGM=P", "PGM= or PROC= behind other parameters"),
        ("//  INCLUDE MEMBER=X", "INCLUDE statement"),
        ("//  JCLLIB ORDER=A.B", "JCLLIB statement"),
        ("//  IF (RC = 0) THEN", "IF statement"),
        ("//O OUTPUT DEST=X", "OUTPUT statement"),
        ("//  COMMAND 'D T'", "COMMAND statement"),
        ("//  DISPLAY T", "DISPLAY statement"),
        ("//D DD PATH='/tmp/x'", "PATH= on DD"),
        ("//D DD SUBSYS=X", "SUBSYS= on DD"),
        ("//D DD DSN=*.S.D", "DSN=*.S.D"),
        ("//D DD *,SYMBOLS=JCLONLY", "SYMBOLS=JCLONLY"),
        ("//D DD DYNAM", "DYNAM"),
        ("//D DD SYSOUT=(A,INTRDR)", "SYSOUT=(A,INTRDR)"),
        ("//D DD DSN=A,DLM=XX", "DLM= without * or DATA"),
        ("//D DD DSN=A,DSN=B", "DSN= more than once"),
        ("//D DD", "a DD without parameters"),
        ("//S.D DD DUMMY", "DD S.D"),
        ("//STEPCAT DD DSN=A,DISP=SHR", "DD STEPCAT"),
        ("/*ROUTE XEQ NODE2", "JES2 control statement /*ROUTE XEQ"),
        ("/*XEQ NODE2", "JES2 control statement /*XEQ NODE2"),
    ],
)
def test_what_is_not_carried_out_is_said(record: str, said: str) -> None:
    assert said in unsupported("//S EXEC PGM=IEFBR14", record)


@pytest.mark.parametrize("operand", ["COND=(4,LT)", "RESTART=S", "JOBRC=LASTRC", "TYPRUN=NOW"])
def test_what_is_not_carried_out_of_a_job_is_said(operand: str) -> None:
    conversion = converted(f"//J JOB {operand}\n//S EXEC PGM=P\n")
    assert conversion.findings == ()
    assert len(conversion.unsupported) == 1


@pytest.mark.parametrize(
    ("text", "keyword"),
    [
        ("//J JOB SCHENV=X\n//S EXEC PGM=P\n", "JOB.SCHENV"),
        ("//J JOB COND=(4,LT)\n//S EXEC PGM=P\n", "JOB.COND"),
        ("//J JOB RESTART=S\n//S EXEC PGM=P\n", "JOB.RESTART"),
        ("//J JOB TYPRUN=X\n//S EXEC PGM=P\n", "JOB.TYPRUN"),
        ("//J JOB JOBRC=X\n//S EXEC PGM=P\n", "JOB.JOBRC"),
        ("//J JOB\n//S EXEC PGM=P,COND=(4,LT)\n", "EXEC.COND"),
        ("//J JOB\n//S EXEC PGM=P,COND.X=EVEN\n", "EXEC.COND"),
        ("//J JOB\n//S EXEC PGM=*.A.B\n", "EXEC.PGM"),
        ("//J JOB\n//S EXEC PGM=P\n//D DD PATH='/tmp'\n", "DD.PATH"),
        ("//J JOB\n//S EXEC PGM=P\n//D DD SYSOUT=(A,INTRDR)\n", "DD.SYSOUT"),
        ("//J JOB\n//S EXEC PGM=P\n//D DD *,SYMBOLS=JCLONLY\n", "DD.SYMBOLS"),
        ("//J JOB\n/*XEQ N\n//S EXEC PGM=P\n", "/*XEQ"),
        ("//J JOB\n/*EOF\n//S EXEC PGM=P\n", "/*EOF"),
        ("//J JOB\n//*MAIN CLASS=A\n//S EXEC PGM=P\n", "//*MAIN"),
        ("//J JOB\n//**F,X\n//S EXEC PGM=P\n", "//**F"),
        ("//J JOB CLASS=A,\n//*MAIN CLASS=A\n//  TIME=1\n//S EXEC PGM=P\n", "//*MAIN"),
        ("//J JOB CLASS=A,\n/*XEQ N\n//  TIME=1\n//S EXEC PGM=P\n", "/*XEQ"),
        ("//J JOB\n//  JCLLIB ORDER=A.B\n//S EXEC PGM=P\n", ""),
    ],
)
def test_programs_can_tell_what_is_not_carried_out(text: str, keyword: str) -> None:
    conversion = converted(text)
    assert [finding.keyword for finding in conversion.unsupported] == [keyword]
    assert conversion.findings == ()


def test_what_is_harmless_once_is_not_harmless_twice() -> None:
    conversion = converted("//J JOB COND=(4,LT),COND=EVEN\n//S EXEC PGM=P\n")
    assert [finding.keyword for finding in conversion.unsupported].count("JOB.COND") < len(
        conversion.unsupported
    )


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("/*SCAN", "reader control statement /*SCAN"),
        ("//*ROUTE XEQ N1", "JES3 control statement //*ROUTE"),
        ("//**START,X", "JES3 control statement //**START,X"),
    ],
)
def test_control_statements_are_named(record: str, said: str) -> None:
    assert unsupported(record, "//S EXEC PGM=P") == [said]
    assert unsupported("//S EXEC PGM=P", record) == [said]


@pytest.mark.parametrize("record", ["note", "//* note", "//A EXEC PGM=B", "//", "/*XEQ N"])
def test_records_before_the_job_are_said(record: str) -> None:
    conversion = converted(f"\n{record}\n//J JOB\n//S EXEC PGM=P\n")
    assert [(finding.text, finding.line) for finding in conversion.unsupported] == [
        ("not supported: a record before the JOB statement", 2)
    ]
    assert conversion.findings == ()


def test_blank_records_and_a_priority_before_the_job_are_not_worth_a_word() -> None:
    assert converted("\n  \n/*PRIORITY 5\n//J JOB\n//S EXEC PGM=P\n")[1:] == ((), (), ())


def test_unwritten_ends_of_data_can_be_told() -> None:
    found = step(
        "//S EXEC PGM=P",
        "//A DD *",
        "//B DD DATA",
        "/*",
        "//C DD *,DLM=@@",
        "@@",
        "//D DD DATA,DLM=@@",
        "@@",
        "//E DD DUMMY",
        "//F DD DDNAME=G",
        "//G DD *",
    )
    plain = [dd.name for dd in found.dds if all(part.plain for part in dd.parts)]
    assert plain == ["A", "F"]
    assert all(part.plain for dd in step("//S EXEC PGM=P", " X").dds for part in dd.parts)


def test_duplicate_ddnames_can_be_told() -> None:
    records = ("//A DD *", "//  DD *", "//B DD DUMMY", "//A DD DUMMY", "//A DD *")
    assert step("//S EXEC PGM=P", *records).duplicates == ("A",)
    assert step("//S EXEC PGM=P", "//A DD *", "//B DD *", "//  DD *").duplicates == ()
    referred = ("//I DD DDNAME=X", "//X DD *", "//X DD *")
    assert step("//S EXEC PGM=P", *referred).duplicates == ("X",)
    job = of("//S EXEC PGM=P", "//A DD *", "//T EXEC PGM=P", "//A DD *").job
    assert job is not None
    assert [found.duplicates for found in job.steps] == [(), ()]


class TestManyDDs:
    @pytest.mark.parametrize("record", ["//D{} DD DUMMY", "//  DD DUMMY", "//D{} DD DDNAME=X{}"])
    @pytest.mark.parametrize(("count", "fine"), [(3273, True), (3274, False)])
    def test_a_step_has_at_most_3273(self, record: str, count: int, fine: bool) -> None:
        rest = (record.format(number, number) for number in range(count - 1))
        conversion = of("//S EXEC PGM=P", "//D DD DUMMY", *rest, "//T EXEC PGM=P", "//D DD DUMMY")
        expected = [("IEF240I", "J S - TASK I/O TABLE EXCEEDS TIOT LIMIT OF 64K", 3276)]
        assert [f[:3] for f in conversion.findings] == ([] if fine else expected)

    def test_waiting_references_cost_no_more_the_more_there_are(self) -> None:
        def work(count: int) -> int:
            """Function calls needed for that many references."""
            calls = 0

            def profile(*_: object) -> None:
                nonlocal calls
                calls += 1

            records = [f"//D{number} DD DDNAME=X{number}" for number in range(count)]
            records += [f"//X{number} DD DUMMY" for number in range(count)]
            deck = read("\n".join(["//J JOB", "//S EXEC PGM=P", *records]))
            sys.setprofile(profile)
            try:
                conversion = convert(deck)
            finally:
                sys.setprofile(None)
            assert conversion.job is not None
            assert len(conversion.job.steps[0].dds) == count
            return calls

        assert work(800) < 3 * work(400)


def test_operator_commands_before_the_job_are_said() -> None:
    conversion = converted("/*$PJES2\n//J JOB\n//S EXEC PGM=P\n")
    assert [finding.line for finding in conversion.unsupported] == [1]


def test_a_procedure_is_no_part_of_the_job() -> None:
    records = ("//P PROC", "//X EXEC PGM=A", "//D DD DUMMY", "//  PEND", "//S EXEC PGM=B")
    conversion = of(*records)
    assert [finding.text for finding in conversion.unsupported] == ["not supported: PROC statement"]
    assert conversion.job is not None
    assert [found.program for found in conversion.job.steps] == ["B"]


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
