"""What is wrong with a statement: message, text and place, each to the letter.

The text stands in the output of a job beside the system's own; the place is what an editor jumps
to.
"""

from __future__ import annotations

import pytest

from tests.zos.decks import body, deck, ids, operands, too_wide
from zwe_vsam.zos.jcl import Finding, Kind, Operand, Statement, job_name, read
from zwe_vsam.zos.records import Line


@pytest.mark.parametrize(
    ("records", "finding"),
    [
        (("//A EXECUTE PGM=P",), Finding("IEFC605I", "UNIDENTIFIED OPERATION FIELD", 2, 4, 2)),
        (("//LONGNAME9 DD DUMMY",), Finding("IEFC662I", "INVALID LABEL", 2, 3, 2)),
        (("//S.E EXEC PGM=P",), Finding("IEFC662I", "INVALID LABEL", 2, 3, 2)),
        (("//D DD DSN=A,", "//E DD DUMMY"),
         Finding("IEFC621I", "EXPECTED CONTINUATION NOT RECEIVED", 2, 72, 2)),
        (("//D DD DSN=A,", "//  DISP=(OLD,KEEP"),
         Finding("IEFC622I", "UNBALANCED PARENTHESIS ON THE DD STATEMENT", 2, 1, 2)),
        (("//A EXEC PGM=P,", "//  TIME=x"),
         Finding("IEFC623I", "SOURCE TEXT CONTAINS UNDEFINED OR ILLEGAL CHARACTERS", 3, 10, 2)),
        (("// SET A=1,", "//     MODE"),
         Finding("IEFC632I", "FORMAT ERROR ON THE SET STATEMENT", 3, 8, 2)),
        (("// SET A='" + "X" * 61, "//".ljust(15) + "X" * 56, "//".ljust(15) + "X" * 56,
          "//".ljust(15) + "X" * 56, "//".ljust(15) + "X" * 27 + "'"),
         Finding("IEF642I", "EXCESSIVE PARAMETER LENGTH IN THE A FIELD", 2, 8, 2)),
    ],
    ids=lambda value: value.id if isinstance(value, Finding) else None,
)  # fmt: skip
def test_a_statement_that_is_wrong(records: tuple[str, ...], finding: Finding) -> None:
    assert deck("//J JOB", *records).findings == (finding,)


@pytest.mark.parametrize(
    ("records", "finding"),
    [
        (("//D DD DSN=".ljust(72, "A"),),
         Finding("", "the statement goes on beyond column 71", 2, 72, 2)),
        (("//I DD *", "X".rjust(73)),
         Finding("", "in-stream data goes on beyond column 72", 3, 73, 2)),
        (("//* ".ljust(81, "X"),), Finding("", "the record is longer than 80 columns", 2, 81)),
    ],
    ids=["statement", "data", "record"],
)  # fmt: skip
def test_a_record_that_does_not_fit(records: tuple[str, ...], finding: Finding) -> None:
    assert deck("//J JOB", *records).columns == (finding,)


def test_records_that_do_not_fit_are_told_in_their_order() -> None:
    records = ("//* ".ljust(81, "X"), "//I DD *", "X".rjust(81), "/*", "//D DD DSN=".ljust(81, "A"))
    assert too_wide(*records) == [(2, 81), (4, 73), (4, 81), (6, 72), (6, 81)]


def test_a_symbol_of_a_wrong_set_statement_does_not_hide_the_others() -> None:
    records = ("// SET 1A=X,B=TWO", "//D DD DSN=&B")
    assert ids(*records) == [("IEFC632I", 2)]
    assert operands(*records) == [("DSN", "TWO")]


def test_a_mark_may_have_sequence_numbers_behind_it() -> None:
    assert too_wide("//D DD DISP=SHR,".ljust(71) + "X 000100", "//  DSN=A") == []


class TestContinuation:
    def test_of_a_string_may_begin_with_blanks(self) -> None:
        records = ("//A EXEC PGM=P,PARM='".ljust(71, "X"), "//".ljust(17) + "Y'")
        assert operands(*records)[1] == ("PARM", "'" + "X" * 50 + "  Y'")

    @pytest.mark.parametrize("char", ["X", "\t"])
    def test_of_a_string_has_nothing_but_blanks_before_column_16(self, char: str) -> None:
        first = "//A EXEC PGM=P,PARM='".ljust(71, "X")
        assert ids(first, f"//  {char}".ljust(15) + "Y'") == [("IEFC621I", 3)]

    def test_of_comments_over_several_records(self) -> None:
        records = ("//A EXEC PGM=P  one".ljust(71) + "X", "//  DD two".ljust(71) + "X")
        assert [s.name for s in body(*records, "//  DD three", "//D DD DUMMY")] == ["A", "D"]
        assert too_wide(*records, "//  DD three") == []

    def test_that_becomes_empty_is_not_continued_itself(self) -> None:
        records = ("// SET N=''", "//X EXEC PGM=P,", "//   &N", "//  TIME=1")
        assert ids(*records) == [("IEFC621I", 4), ("IEFC605I", 5)]


class TestConditions:
    @pytest.mark.parametrize("operation", ["ELSE", "ENDIF"])
    def test_comments_after_else_and_endif_swallow_no_statement(self, operation: str) -> None:
        records = (f"// {operation}  of the test", "//  DD DUMMY", "// ENDIF")
        (statement, *after) = body(*records)
        assert statement.operands == ()
        assert [following.operation for following in after] == ["DD", "ENDIF"]

    def test_a_mark_continues_the_comment_of_an_else(self) -> None:
        records = ("// ELSE  of".ljust(71) + "X", "//  the test", "//  DD DUMMY")
        assert [statement.operation for statement in body(*records)] == ["ELSE", "DD"]
        assert too_wide(*records) == []

    def test_go_on_in_column_4(self) -> None:
        assert body("//T IF (RC = 0 |", "// ABEND) THEN")[0].operands == (
            Operand("", "(RC = 0 | ABEND) THEN", 2, 8),
        )

    def test_comments_between_may_use_80_columns(self) -> None:
        assert too_wide("//T IF (RC = 0 |", "//*".ljust(80, "X"), "//  ABEND) THEN") == []

    def test_data_before_may_use_72_columns(self) -> None:
        records = ("//I DD *", "X".rjust(72), "//T IF (RC = 0) THEN")
        assert deck("//J JOB", *records).columns == ()


def test_output_to_any_class_has_no_data() -> None:
    assert body("//OUT DD SYSOUT=*", "//D DD DUMMY")[0].instream is None


def test_what_is_to_be_transmitted_is_data() -> None:
    (xmit, after) = body("//X XMIT DEST=N1", "//A JOB", "/*", "//D DD DUMMY")
    assert xmit.instream == (Line(3, "//A JOB"),)
    assert after.name == "D"


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ("//".ljust(72) + "00010000", Kind.NULL),
        ("//".ljust(70) + "X", Kind.STATEMENT),
        ("//X", Kind.STATEMENT),
        ("//\t", Kind.STATEMENT),
    ],
)
def test_a_null_statement_is_blank_up_to_its_sequence_numbers(record: str, kind: Kind) -> None:
    assert deck("//J JOB", record).entries[1].kind is kind


def test_a_delimiter_without_data_is_none_itself() -> None:
    entries = deck("//J JOB", "//D DD DUMMY", "/*", "//* why", "/*EOF").entries[2:]
    assert [(entry.kind, entry.operation, entry.last_line) for entry in entries] == [
        (Kind.DELIMITER, "", 3),
        (Kind.COMMENT, "", 4),
        (Kind.READER, "EOF", 5),
    ]


def test_a_statement_in_full() -> None:
    records = ("//D DD DSN=A,  the comment", "//* another", "//  DISP=&A.SHR")
    assert body("// SET A=''", *records, "//")[1] == Statement(
        Kind.STATEMENT,
        3,
        tuple(Line(number, text) for number, text in enumerate(records, 3)),
        3,
        5,
        "D",
        "DD",
        (Operand("DSN", "A", 3, 8), Operand("DISP", "SHR", 5, 5)),
        substituted="DSN=A,DISP=SHR",
    )


@pytest.mark.parametrize("ends", [("/*",), ()])
def test_a_generated_statement_in_full(ends: tuple[str, ...]) -> None:
    records = ("//S EXEC PGM=P", " LISTCAT", " PRINT", *ends, "//D DD DUMMY")
    assert body(*records)[1] == Statement(
        Kind.STATEMENT,
        3,
        (),
        3,
        5 if ends else 4,
        "SYSIN",
        "DD",
        (Operand("", "*", 3, 1),),
        (Line(3, " LISTCAT"), Line(4, " PRINT")),
        Line(5, "/*") if ends else None,
    )


def test_the_name_of_the_job_is_that_of_its_first_job_statement() -> None:
    assert job_name("//S EXEC PGM=P\n//FIRST JOB\n//S EXEC PGM=P\n//SECOND JOB\n") == "FIRST"
    assert job_name("//* JOB\n") == ""


def test_without_a_user_the_symbol_for_it_stays() -> None:
    (job,) = read("//J JOB NOTIFY=&SYSUID\n").statements
    assert job.operands[0].value == "&SYSUID"
