"""What is wrong with a job, and what of it is not carried out: either is said."""

from __future__ import annotations

import sys

import pytest

from tests.zos.conversions import converted, of, unsupported
from zwe_vsam.zos.jcl import read
from zwe_vsam.zos.job import convert


def errors(*records: str) -> list[str]:
    return [f"{finding.id} {finding.text}" for finding in of(*records).findings]


SHORT_FORMS = ["C", "D", "E", "F", "L", "M", "P", "R", "S", "SE", "U", "V", "W"]
"""Of the operator commands that a job may hold (MVS System Commands, the syntax of each)."""


@pytest.mark.parametrize(
    ("value", "fine"),
    [
        *((value, True) for value in ("A", "9", "*", "'A'", "(,)", "(A,,STD)", "(,WRITER)")),
        *((value, False) for value in ("AB", "(AB)", "(AB,WRITER)", "'AB'", "A.B", "**")),
    ],
)
def test_a_class_of_output_is_one_character(value: str, fine: bool) -> None:
    """JCL Reference, SYSOUT, Subparameter definition: A-Z or 0-9, in apostrophes or not."""
    text = "IEF642I EXCESSIVE PARAMETER LENGTH IN THE SYSOUT FIELD"
    assert errors("//S EXEC PGM=P", f"//D DD SYSOUT={value}") == ([] if fine else [text])


@pytest.mark.parametrize(
    ("operand", "fine"),
    [("DSID=@[2", True), ("DSID=(A[,V)", True), ("DSN=A[B", False), ("DSID=A{B", False)],
)
def test_a_data_set_identifier_may_have_a_left_bracket(operand: str, fine: bool) -> None:
    """JCL Reference, DSID, Subparameter definition; the system ignores it with SYSOUT."""
    found = [error.split()[0] for error in errors("//S EXEC PGM=P", f"//D DD SYSOUT=A,{operand}")]
    assert ("IEFC623I" in found) is not fine


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
        ("//  JCLLIB ORDER=A.B", "a JCLLIB statement in this place"),
        ("//  IF (RC = 0) THEN", "IF statement"),
        ("//  COMMAND 'D T'", "COMMAND statement"),
        ("//  DISPLAY T", "DISPLAY statement"),
        # JCL Reference, JCL command statement, example 2.
        ("// F NETVIEW,CLOSE IMMED", "F statement"),
        *((f"//  {short} X", f"{short} statement") for short in SHORT_FORMS),
        ("//D DD SYSOUT=#", "SYSOUT=#"),
        ("//D DD PATH='/tmp/x'", "PATH= on DD"),
        ("//D DD SUBSYS=X", "SUBSYS= on DD"),
        ("//D DD DSN=*.S.D", "DSN=*.S.D"),
        ("//D DD *,SYMBOLS=JCLONLY", "SYMBOLS=JCLONLY"),
        ("//D DD DYNAM", "DYNAM"),
        ("//D DD SYSOUT=(A,INTRDR)", "SYSOUT=(A,INTRDR)"),
        ("//D DD SYSOUT=A,DEST=(N1,INTRDR)", "DEST=(N1,INTRDR)"),
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


@pytest.mark.parametrize(("steps", "fine"), [(255, True), (256, False), (1000, False)])
def test_a_job_has_at_most_255_steps(steps: int, fine: bool) -> None:
    """JCL Reference, EXEC statement."""
    conversion = of(*["//S EXEC PGM=P"] * steps)
    said = [finding.text for finding in conversion.unsupported]
    assert said == ([] if fine else ["not supported: more than 255 steps"])


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
        ("//J JOB\n//*MAIN PROC=X\n//S EXEC PGM=P\n", "//*MAIN"),
        ("//J JOB\n//*MAIN CLASS=A,\n//S EXEC PGM=P\n", "//*MAIN"),
        ("//J JOB\n//**F,X\n//S EXEC PGM=P\n", "//**F"),
        ("//J JOB CLASS=A,\n//*MAIN CLASS=A\n//  TIME=1\n//S EXEC PGM=P\n", "//*MAIN"),
        ("//J JOB CLASS=A,\n/*XEQ N\n//  TIME=1\n//S EXEC PGM=P\n", "/*XEQ"),
        ("//J JOB\n//S EXEC PGM=P\n//  JCLLIB ORDER=A.B\n", ""),
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
