from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwe_vsam.zos.jcl import (
    SUBSTITUTED,
    Deck,
    Finding,
    Kind,
    Statement,
    column_findings,
    read,
)
from zwe_vsam.zos.operands import LONGEST
from zwe_vsam.zos.records import Line


def deck(*records: str, sysuid: str = "") -> Deck:
    return read("".join(record + "\n" for record in records), sysuid)


def body(*records: str) -> tuple[Statement, ...]:
    """The statements after a JOB statement."""
    return deck("//J JOB", *records).statements[1:]


def operands(*records: str) -> list[tuple[str, str]]:
    """Keyword and value of each operand of the last statement."""
    return [(operand.keyword, operand.value) for operand in body(*records)[-1].operands]


def ids(*records: str) -> list[tuple[str, int]]:
    """Message id and line (the first record being line 2) of each finding."""
    return [(finding.id, finding.line) for finding in deck("//J JOB", *records).findings]


def too_wide(*records: str) -> list[tuple[int, int]]:
    found = column_findings("".join(record + "\n" for record in ("//J JOB", *records)))
    return [(finding.line, finding.column) for finding in found]


def test_fields_of_a_statement() -> None:
    (step,) = body("//ALLOC    EXEC PGM=IDCAMS,REGION=0M      defines the cluster")
    assert (step.name, step.operation, step.comment) == ("ALLOC", "EXEC", "defines the cluster")
    pgm, region = step.operands
    assert (pgm.keyword, pgm.value, pgm.line, pgm.column) == ("PGM", "IDCAMS", 2, 17)
    assert (region.keyword, region.value, region.column) == ("REGION", "0M", 28)


def test_statement_without_a_name() -> None:
    (dd,) = body("//         DD  DUMMY")
    assert (dd.name, dd.operation) == ("", "DD")


def test_columns_73_to_80_are_not_read() -> None:
    assert operands("//A EXEC PGM=IDCAMS".ljust(72) + "00010000") == [("PGM", "IDCAMS")]
    assert ids("//A EXEC PGM=IDCAMS".ljust(72) + "00010000") == []


def test_commas_inside_parentheses_and_apostrophes_separate_nothing() -> None:
    assert operands("//D DD DSN=A.B(M),DISP=(NEW,CATLG,DELETE),LABEL='X,Y'") == [
        ("DSN", "A.B(M)"),
        ("DISP", "(NEW,CATLG,DELETE)"),
        ("LABEL", "'X,Y'"),
    ]


def test_doubled_apostrophes_and_blanks_stay_in_the_value() -> None:
    assert operands("//A EXEC PGM=P,PARM='DON''T STOP',TIME=1") == [
        ("PGM", "P"),
        ("PARM", "'DON''T STOP'"),
        ("TIME", "1"),
    ]


def test_an_equals_sign_in_a_positional_value_makes_no_keyword() -> None:
    assert operands("//A OUTPUT 'A=B',(C=D)") == [("", "'A=B'"), ("", "(C=D)")]


def test_empty_positional_operands_are_kept() -> None:
    (job,) = deck("//J JOB ,'JANE DOE',CLASS=A").statements
    assert [(o.keyword, o.value) for o in job.operands] == [
        ("", ""),
        ("", "'JANE DOE'"),
        ("CLASS", "A"),
    ]


class TestContinuation:
    def test_after_a_comma(self) -> None:
        lines = ("//D DD DSN=A.B,        first", "//   DISP=SHR           second")
        (dd,) = body(*lines)
        assert [o.value for o in dd.operands] == ["A.B", "SHR"]
        assert (dd.operands[1].line, dd.operands[1].column) == (3, 6)
        assert (dd.line, dd.last_line, len(dd.records)) == (2, 3, 2)

    def test_inside_parentheses(self) -> None:
        assert operands("//D DD DSN=A,DISP=(NEW,", "//             CATLG)") == [
            ("DSN", "A"),
            ("DISP", "(NEW,CATLG)"),
        ]

    def test_comment_statements_may_stand_between(self) -> None:
        (dd,) = body("//D DD DSN=A.B,", "//* why", "//* and how", "//  DISP=SHR")
        assert [o.value for o in dd.operands] == ["A.B", "SHR"]
        assert len(dd.records) == 4

    def test_jes2_ignores_its_statements_between_continued_ones(self) -> None:
        found = deck("//J JOB CLASS=A,", "/*JOBPARM SYSAFF=*", "//  MSGCLASS=X")
        assert [o.value for o in found.statements[0].operands] == ["A", "X"]
        assert found.findings == ()

    @pytest.mark.parametrize(
        "following",
        ["//S DD DUMMY", "  DATA", "/*", "//" + " " * 15 + "DISP=SHR"],
        ids=["next statement", "data", "delimiter", "begins in column 18"],
    )
    def test_missing(self, following: str) -> None:
        assert ids("//D DD DSN=A.B,", following)[0][0] == "IEFC621I"

    def test_missing_at_the_end_of_the_input(self) -> None:
        (finding,) = deck("//J JOB", "//D DD DSN=A.B,").findings
        assert finding == Finding("IEFC621I", "EXPECTED CONTINUATION NOT RECEIVED", 2, 72, 2)

    @pytest.mark.parametrize(("column", "fine"), [(4, True), (16, True), (17, False)])
    def test_begins_in_columns_4_to_16(self, column: int, fine: bool) -> None:
        found = ids("//D DD DSN=A.B,", "//".ljust(column - 1) + "DISP=SHR")
        assert (found == []) is fine

    def test_comments_between_belong_to_nobody_when_no_continuation_follows(self) -> None:
        found = deck("//J JOB", "//D DD DSN=A.B,", "//* comment", "//E DD DUMMY")
        assert [entry.kind for entry in found.entries[2:]] == [Kind.COMMENT, Kind.STATEMENT]

    def test_a_null_statement_ends_the_operands_without_an_error(self) -> None:
        (dd,) = body("//D DD DSN=A.B,", "//")
        assert [o.value for o in dd.operands] == ["A.B"]
        assert ids("//D DD DSN=A.B,", "//") == []

    def test_of_a_string_from_column_71_to_column_16(self) -> None:
        first = "//A EXEC PGM=P,PARM='".ljust(71, "X")
        assert operands(first, "//".ljust(15) + "YZ',TIME=1") == [
            ("PGM", "P"),
            ("PARM", "'" + "X" * 50 + "YZ'"),
            ("TIME", "1"),
        ]

    def test_of_a_string_keeps_its_blanks_up_to_column_71(self) -> None:
        value = operands("//A EXEC PGM=P,PARM='AB,", "//".ljust(15) + "C'")[1][1]
        assert value == "'AB," + " " * 47 + "C'"

    def test_of_a_string_not_in_column_16_is_an_error(self) -> None:
        assert ids("//A EXEC PGM=P,PARM='AB", "//     C'") == [("IEFC621I", 3)]

    def test_an_unclosed_string_expects_a_continuation(self) -> None:
        assert ids("//A EXEC PGM=P,PARM='AB", "//B EXEC PGM=Q") == [("IEFC621I", 2)]
        assert ids("//A EXEC PGM=P,PARM='AB", "//") == [("IEFC621I", 2)]

    def test_an_apostrophe_in_column_71_ends_the_string(self) -> None:
        first = "//A EXEC PGM=P,PARM='".ljust(70, "X") + "'"
        assert len(body(first, "//".ljust(15) + "'MORE'")) == 2

    def test_of_comments_by_a_mark_in_column_72(self) -> None:
        first = "//A EXEC PGM=P     a comment that is".ljust(71) + "X"
        statements = body(first, "//  DD DUMMY is comment here", "//D DD DUMMY")
        assert [statement.name for statement in statements] == ["A", "D"]

    def test_a_mark_in_column_72_without_continuation(self) -> None:
        assert ids("//A EXEC PGM=P     comment".ljust(71) + "X", "//D DD DUMMY") == [
            ("IEFC621I", 2)
        ]

    def test_mark_and_comma_together(self) -> None:
        record = "//A EXEC PGM=P,".ljust(71) + "X"
        assert operands(record, "//  TIME=1") == [("PGM", "P"), ("TIME", "1")]


class TestInstreamData:
    def test_ends_at_the_delimiter(self) -> None:
        (dd, after) = body("//SYSIN DD *", "  DELETE A.B", "/*", "//OUT DD SYSOUT=*")
        assert dd.instream == (Line(3, "  DELETE A.B"),)
        assert dd.delimiter == Line(4, "/*")
        assert dd.last_line == 4
        assert after.name == "OUT"

    def test_of_star_ends_at_the_next_statement(self) -> None:
        (dd, after) = body("//SYSIN DD *", "ONE", "//* not data", "//OUT DD SYSOUT=*")
        assert dd.instream == (Line(3, "ONE"),)
        assert dd.delimiter is None
        assert after.name == "OUT"

    def test_of_data_holds_statements(self) -> None:
        (dd, after) = body("//SYSUT1 DD DATA", "//X JOB", "//Y EXEC PGM=Z", "/*", "//OUT DD DUMMY")
        assert [line.text for line in dd.instream or ()] == ["//X JOB", "//Y EXEC PGM=Z"]
        assert after.name == "OUT"

    def test_delimiter_of_ones_own(self) -> None:
        (dd, after) = body("//I DD DATA,DLM=@@", "/*", "// X", "@@", "//OUT DD DUMMY")
        assert [line.text for line in dd.instream or ()] == ["/*", "// X"]
        assert after.name == "OUT"

    @pytest.mark.parametrize(("coded", "ends"), [("'$$'", "$$"), ("'A'''", "A'"), ("'&&+'", "&+")])
    def test_delimiter_in_apostrophes(self, coded: str, ends: str) -> None:
        (dd,) = body(f"//I DD *,DLM={coded}", "/*", ends)
        assert dd.instream == (Line(3, "/*"),)
        assert dd.delimiter == Line(4, ends)

    def test_star_with_a_delimiter_of_ones_own_ends_at_slashes_too(self) -> None:
        (dd, after) = body("//I DD *,DLM=@@", "A", "//OUT DD DUMMY")
        assert dd.instream == (Line(3, "A"),)
        assert after.name == "OUT"

    def test_may_be_empty_or_run_to_the_end(self) -> None:
        assert body("//I DD *", "/*")[0].instream == ()
        assert body("//I DD DATA", "A")[0].instream == (Line(3, "A"),)
        assert body("//I DD DATA")[0].instream == ()

    def test_other_dds_have_none(self) -> None:
        assert body("//I DD DSN=A,DISP=SHR")[0].instream is None

    def test_a_comment_of_idcams_in_column_1_ends_the_data(self) -> None:
        statements = body("//SYSIN DD *", "/* SET UP */", " DELETE A.B", "/*")
        assert [(s.name, s.instream, s.generated) for s in statements] == [
            ("SYSIN", (), False),
            ("SYSIN", (Line(4, " DELETE A.B"),), True),
        ]

    def test_data_without_a_dd_gets_a_generated_one(self) -> None:
        (_, sysin) = body("//A EXEC PGM=IDCAMS", " LISTCAT", "/*")
        assert (sysin.name, sysin.operation, sysin.number) == ("SYSIN", "DD", 3)
        assert (sysin.generated, sysin.comment, sysin.records) == (True, "GENERATED STATEMENT", ())

    def test_a_stray_blank_record_is_data(self) -> None:
        assert [s.generated for s in body("//A EXEC PGM=IEFBR14", "", "//D DD DUMMY")] == [
            False,
            True,
            False,
        ]

    def test_a_jes2_control_statement_ends_the_data_and_counts(self) -> None:
        found = deck("//J JOB", "//I DD *", "A", "/*ROUTE PRINT R1")
        assert [entry.kind for entry in found.entries][-1] is Kind.JES2


class TestSymbols:
    def test_set_and_use(self) -> None:
        assert operands("//  SET MODE=RLS       RLS or NONRLS", "// DD DDNAME=&MODE") == [
            ("DDNAME", "RLS")
        ]

    def test_set_takes_effect_from_its_place_on(self) -> None:
        statements = body(
            "//A DD DSN=&X", "// SET X=ONE", "//B DD DSN=&X", "// SET X=TWO", "//C DD DSN=&X"
        )
        values = [s.operands[0].value for s in statements if s.operation == "DD"]
        assert values == ["&X", "ONE", "TWO"]

    def test_a_period_after_a_symbol_is_eaten(self) -> None:
        assert operands("// SET H=IBMUSER,M=X", "//A DD DSN=&H..ZWE.&M.LIB(&M)") == [
            ("DSN", "IBMUSER.ZWE.XLIB(X)")
        ]

    def test_the_longest_name_counts(self) -> None:
        assert operands("// SET A=1,AB=2", "//X DD DSN=&AB.&A-&ABC") == [("DSN", "21-&ABC")]

    def test_double_ampersand_is_a_temporary_data_set(self) -> None:
        assert operands("// SET TEMP=1", "//X DD DSN=&&TEMP") == [("DSN", "&&TEMP")]

    def test_value_in_apostrophes_may_hold_anything(self) -> None:
        assert operands("// SET V='A,B C''''D'", "//X EXEC PGM=P,PARM='&V'") == [
            ("PGM", "P"),
            ("PARM", "'A,B C''D'"),
        ]

    def test_double_ampersand_in_a_value_becomes_one(self) -> None:
        assert operands("// SET V=&&&&T", "//X DD DSN=&V") == [("DSN", "&&T")]

    def test_nullified(self) -> None:
        assert operands("// SET A=,B=''", "//X DD DSN=Q&A.R&B.S") == [("DSN", "QRS")]

    def test_value_with_parentheses(self) -> None:
        assert operands("// SET D=(NEW,KEEP)", "//X DD DISP=&D") == [("DISP", "(NEW,KEEP)")]

    def test_a_value_may_name_other_symbols(self) -> None:
        assert operands("// SET A=ONE", "// SET B=&A.TWO", "//X DD DSN=&B") == [("DSN", "ONETWO")]

    def test_in_apostrophes_only_where_the_book_says_so(self) -> None:
        assert operands("// SET A=ONE", "//X EXEC PGM=P,PARM='&A.&&A&B'")[1][1] == "'ONE&&A&B'"
        assert operands("// SET A=ONE", "//X DD DSN='&A'") == [("DSN", "'&A'")]
        assert operands("// SET A=ONE", "//X EXEC PGM=P,PARM='B=&A'")[1][1] == "'B=ONE'"

    def test_in_apostrophes_right_after_a_symbol_outside(self) -> None:
        assert operands("// SET A=ONE,B=TWO", "//X DD LABEL=&A'&B'") == [("LABEL", "ONE'TWO'")]

    def test_not_in_comments_nor_data(self) -> None:
        (_, step, dd) = body("// SET A=ONE", "//X EXEC PGM=P  &A", "//I DD *", "&A")
        assert step.comment == "&A"
        assert dd.instream == (Line(5, "&A"),)

    def test_a_value_with_a_blank_ends_the_operands(self) -> None:
        assert operands("// SET T='(30) '", "//X EXEC PGM=P,TIME=&T,REGION=0M") == [
            ("PGM", "P"),
            ("TIME", "(30)"),
        ]

    def test_continuation_is_decided_after_substitution(self) -> None:
        assert operands("// SET V='ABC,'", "//X EXEC PGM=P,PARM=&V", "//  TIME=30")[2] == (
            "TIME",
            "30",
        )
        assert ids("// SET V=DEF", "//X EXEC PGM=P,PARM=&V", "//  TIME=30") == [("IEFC605I", 4)]

    def test_a_continuation_that_becomes_empty_is_none(self) -> None:
        assert ids("// SET N=''", "//X EXEC PGM=P,", "//   &N") == [("IEFC621I", 4)]

    def test_operands_keep_the_columns_of_the_record(self) -> None:
        (_, dd) = body("// SET A=LONGER", "//X DD &A..B,&&T,DSN=&A,DISP=SHR")
        assert [o.column for o in dd.operands] == [8, 14, 18, 25]

    def test_substituted_text_is_kept_for_the_listing(self) -> None:
        (_, dd) = body("// SET A=ONE", "//X DD DSN=&A,", "//   DISP=SHR")
        assert dd.substituted == "DSN=ONE,DISP=SHR"
        assert body("//X DD DSN=A")[0].substituted == ""

    def test_sysuid_is_known_on_the_job_statement_other_symbols_are_not(self) -> None:
        (job, dd) = deck(
            "//J JOB NOTIFY=&SYSUID", "//A DD DSN=&SYSUID..X", sysuid="IBMUSER"
        ).statements
        assert job.operands[0].value == "IBMUSER"
        assert dd.operands[0].value == "IBMUSER.X"
        assert deck("//J JOB NOTIFY=&SYSUID").statements[0].operands[0].value == "&SYSUID"

    def test_set_without_a_value_is_an_error(self) -> None:
        assert ids("// SET MODE") == [("IEFC632I", 2)]


class TestStatementErrors:
    def test_unknown_operation(self) -> None:
        assert ids("//A EXECUTE PGM=P") == [("IEFC605I", 2)]

    def test_no_operation(self) -> None:
        assert ids("//STEP1") == [("IEFC605I", 2)]

    @pytest.mark.parametrize("name", ["1STEP", "LONGNAME9", "A-B", "STEP_1", "a"])
    def test_invalid_name(self, name: str) -> None:
        assert ids(f"//{name} EXEC PGM=P") == [("IEFC662I", 2)]

    @pytest.mark.parametrize("name", ["$STEP", "#1", "@", "A2345678"])
    def test_valid_name(self, name: str) -> None:
        assert ids(f"//{name} EXEC PGM=P") == []

    @pytest.mark.parametrize(("name", "fine"), [("S.D", True), ("P.S.D", False), ("S.", False)])
    def test_a_ddname_may_be_qualified_by_a_step(self, name: str, fine: bool) -> None:
        assert ids(f"//{name} DD DUMMY") == ([] if fine else [("IEFC662I", 2)])

    def test_a_job_needs_a_name(self) -> None:
        assert [f.id for f in deck("// JOB").findings] == ["IEFC662I"]

    def test_lower_case_outside_apostrophes(self) -> None:
        found = deck("//J JOB", "//A EXEC PGM=P,PARM='abc',TIME=x").findings
        assert [(f.id, f.line, f.column, f.statement) for f in found] == [("IEFC623I", 2, 32, 2)]

    def test_lower_case_in_name_and_operation(self) -> None:
        assert {found for found, _ in ids("//a exec PGM=P")} == {"IEFC605I", "IEFC662I"}

    @pytest.mark.parametrize("value", ["(NEW,CATLG", "NEW)", "((NEW)"])
    def test_unbalanced_parentheses(self, value: str) -> None:
        assert ids(f"//D DD DSN=A,DISP={value}") == [("IEFC622I", 2)]


class TestOrder:
    def test_numbers_count_statements_and_null_statements_only(self) -> None:
        found = deck(
            "//J JOB CLASS=A,",
            "//      MSGCLASS=X",
            "//* comment",
            "/*JOBPARM SYSAFF=*",
            "//A EXEC PGM=IDCAMS",
            "//I DD *",
            "DATA",
            "/*",
            "//",
        )
        assert [(e.kind, e.number, e.line) for e in found.entries] == [
            (Kind.STATEMENT, 1, 1),
            (Kind.COMMENT, 0, 3),
            (Kind.JES2, 0, 4),
            (Kind.STATEMENT, 2, 5),
            (Kind.STATEMENT, 3, 6),
            (Kind.NULL, 4, 9),
        ]

    def test_records_before_the_job_statement_are_skipped(self) -> None:
        found = deck("* note", "//* JOB header", "//A EXEC PGM=P", "/*JOBPARM X", "//J JOB")
        assert [e.kind for e in found.entries] == [Kind.SKIPPED] * 4 + [Kind.STATEMENT]

    def test_jes2_commands_before_the_job_statement_are_obeyed(self) -> None:
        found = deck("/*$PJES2", "/*PRIORITY 5", "//J JOB")
        assert [e.kind for e in found.entries] == [Kind.JES2, Kind.JES2, Kind.STATEMENT]

    def test_statements_after_a_null_statement_still_belong_to_the_job(self) -> None:
        assert [s.name for s in deck("//J JOB", "//", "//A EXEC PGM=P").statements] == ["J", "A"]

    def test_a_second_job_numbers_and_defines_anew(self) -> None:
        found = deck("//J JOB", "// SET A=1", "//K JOB", "//D DD DSN=&A").statements
        assert [s.number for s in found] == [1, 2, 1, 2]
        assert found[-1].operands[0].value == "&A"

    def test_conditions_hold_blanks_and_continue_up_to_then(self) -> None:
        (condition, end) = body("//T IF (RC = 0 |", "//     ABEND) THEN", "// ENDIF")
        assert condition.operands[0].value == "(RC = 0 | ABEND) THEN"
        assert end.operation == "ENDIF"
        (operand,) = condition.operands
        assert (operand.line, operand.column) == (2, 8)

    @pytest.mark.parametrize("after", [(), ("//",), ("DATA",)])
    def test_a_condition_without_then_ends_before_what_is_no_continuation(
        self, after: tuple[str, ...]
    ) -> None:
        assert body("//T IF (RC = 0)", *after)[0].operands[0].value == "(RC = 0)"


class TestColumns:
    def test_operands_may_fill_column_71(self) -> None:
        assert too_wide("//D DD DSN=".ljust(71, "A"), "//E DD DUMMY") == []

    def test_operands_may_not_reach_column_72(self) -> None:
        assert too_wide("//D DD DSN=".ljust(72, "A"), "//E DD DUMMY") == [(2, 72)]

    def test_a_comma_in_column_72_is_lost(self) -> None:
        assert too_wide("//D DD DSN=".ljust(71, "A") + ",", "//  DISP=SHR") == [(2, 72)]

    def test_continuation_records_are_checked_too(self) -> None:
        assert too_wide("//D DD DISP=SHR,", "//  DSN=".ljust(75, "A")) == [(3, 72)]

    def test_comments_may_not_run_into_column_72(self) -> None:
        running = "//D DD DUMMY".ljust(58) + "the comment goes on"
        assert too_wide(running, "//E DD DUMMY") == [(2, 72)]
        assert too_wide(running, "//  DD DDNAME=SWALLOWED") == [(2, 72)]

    def test_a_mark_alone_in_column_72_is_no_fault(self) -> None:
        assert too_wide("//D DD DUMMY  comment".ljust(71) + "X", "//  goes on") == []
        assert too_wide("//D DD DISP=SHR,".ljust(71) + "X", "//  DSN=A") == []

    def test_sequence_numbers_are_no_fault(self) -> None:
        assert too_wide("//D DD DUMMY".ljust(72) + "00020000") == []

    def test_comment_statements_may_use_80_columns(self) -> None:
        assert too_wide("//*".ljust(80, "*")) == []
        assert too_wide("//*".ljust(81, "*")) == [(2, 81)]

    def test_instream_data_may_use_72_columns(self) -> None:
        assert too_wide("//SYSIN DD *", "X".rjust(72)) == []
        assert too_wide("//SYSIN DD *", "X".rjust(73)) == [(3, 73)]

    def test_conditions_are_checked_too(self) -> None:
        assert too_wide("//T IF (RC = 0) THEN".ljust(72) + "00010000", "// ENDIF") == []
        assert too_wide("//T IF (RC = 0 |".ljust(60) + "S.RC = 4 & S.RC", "// = 4) THEN") == [
            (2, 72)
        ]

    def test_a_string_continued_from_column_71(self) -> None:
        first = "//A EXEC PGM=P,PARM='".ljust(71, "X")
        assert too_wide(first, "//".ljust(15) + "Y'") == []
        assert too_wide(first + "XX", "//".ljust(15) + "Y'") == [(2, 72)]


class TestLimits:
    @staticmethod
    def value_of(*records: str) -> tuple[list[str], int]:
        """Messages, and the length of the value of B."""
        found = deck("//J JOB", *records, "//D DD DSN=&B")
        messages = [f"{finding.id} {finding.text}" for finding in found.findings]
        return messages, len(found.statements[-1].operands[0].value)

    @pytest.mark.parametrize(("length", "fine"), [(255, True), (256, False)])
    def test_a_value_has_at_most_255_characters(self, length: int, fine: bool) -> None:
        expected = [] if fine else ["IEF642I EXCESSIVE PARAMETER LENGTH IN THE B FIELD"]
        by_symbols = ("// SET A=" + "X" * 50, "// SET B=&A&A&A&A&A." + "Y" * (length - 250))
        assert self.value_of(*by_symbols) == (expected, 255)
        text = "X" * length + "'"
        rest = ("//".ljust(15) + text[at : at + 56] for at in range(56, len(text), 56))
        in_apostrophes = ("//     SET  B='" + text[:56], *rest)
        assert self.value_of(*in_apostrophes) == (expected, 255)

    def test_symbols_that_double_each_other_come_to_nothing(self) -> None:
        tracemalloc.start()
        found = deck("//J JOB", "// SET A=AB", *["// SET A=&A&A"] * 5000, "//D DD DSN=&A")
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert {finding.id for finding in found.findings} == {"IEF642I"}
        assert len(found.statements[-1].operands[0].value) == 255
        assert peak < 30_000_000

    @pytest.mark.parametrize(("length", "fine"), [(LONGEST, True), (LONGEST + 1, False)])
    def test_a_parameter_field_is_read_up_to_a_limit(self, length: int, fine: bool) -> None:
        whole = "A=1," * (length // 4 - 1)
        records = [whole[at : at + 64] for at in range(0, len(whole), 64)]
        last = "B=".ljust(length - len(whole), "X")
        found = deck("//J JOB", "//D DD " + records[0], *("// " + r for r in records[1:]),
                     "// " + last, "//E DD DUMMY")  # fmt: skip
        texts = [(finding.id, finding.text, finding.line) for finding in found.findings]
        limit = f"not supported: a parameter field of over {LONGEST} characters"
        assert texts == ([] if fine else [("", limit, 2)])
        assert found.statements[-1].name == "E"

    def test_symbols_count_into_the_parameter_field(self) -> None:
        grows = ("// SET A=" + "X" * 50, "// SET A=&A&A&A&A&A", "//D DD DSN=" + "&A" * 28 + ",")
        short = deck("//J JOB", *grows, "//  LABEL=X")
        assert short.findings == ()
        assert len(short.statements[-1].substituted) == 4 + 28 * 250 + 1 + 7
        assert deck("//J JOB", *grows, "//  LABEL=&A&A&A&A&A").findings[0].line == 4

    def test_all_values_together_add_up_to_a_limit(self) -> None:
        grows = ("// SET A=" + "X" * 50, "// SET A=&A&A&A&A&A", "// SET B=" + "Y" * 54)
        times = (SUBSTITUTED - 250) // 7500
        assert times * 7500 + 7 * 250 + 54 == SUBSTITUTED
        full = (*grows, *["//D DD DSN=" + "&A" * 30] * times, "//D DD DSN=" + "&A" * 6 + "&B")
        assert deck("//J JOB", *full).findings == ()
        found = deck("//J JOB", *full, "//E DD DSN=&B", "//F DD DSN=&B")
        text = f"not supported: symbols that add over {SUBSTITUTED} characters to the input"
        assert found.findings == (Finding("", text, times + 6, 1, times + 6),)
        values = [statement.operands[0].value for statement in found.statements[-2:]]
        assert values == ["Y" * 54, "&B"]


class TestControlStatements:
    @pytest.mark.parametrize("word", ["EOF", "DEL", "PURGE", "SCAN"])
    def test_of_the_internal_reader(self, word: str) -> None:
        for records in (
            ("//S EXEC PGM=P", f"/*{word}"),
            ("//I DD *", "A", f"/*{word}   why", "B"),
            ("//I DD DATA,DLM=@@", "A", f"/*{word}", "@@"),
        ):
            entries = deck("//J JOB", *records).entries
            (control,) = [entry for entry in entries if entry.kind is Kind.READER]
            assert control.operation == word
            assert all(entry.instream in (None, (Line(3, "A"),)) for entry in entries[:2])
        assert deck(f"/*{word}", "//J JOB").entries[0].kind is Kind.READER

    def test_of_the_internal_reader_ends_a_statement(self) -> None:
        assert ids("//D DD DSN=A,", "/*EOF", "//  DISP=SHR")[0] == ("IEFC621I", 2)

    @pytest.mark.parametrize("record", ["/*EOFX", "/* EOF", "/*", "/*eof"])
    def test_other_records_end_the_data_only(self, record: str) -> None:
        (dd,) = body("//I DD *", "A", record)
        assert dd.delimiter == Line(4, record)

    @pytest.mark.parametrize(
        ("record", "operation"),
        [
            ("//*MAIN CLASS=A", "MAIN"),
            ("//*ROUTE XEQ N1", "ROUTE"),
            ("//*NET ID=N", "NET"),
            ("//*NETACCT PNAME=X", "NETACCT"),
            ("//*FORMAT PR,DDNAME=", "FORMAT"),
            ("//*DATASET DDNAME=X", "DATASET"),
            ("//*ENDDATASET", "ENDDATASET"),
            ("//*PROCESS CI", "PROCESS"),
            ("//*ENDPROCESS", "ENDPROCESS"),
            ("//*OPERATOR hello", "OPERATOR"),
            ("//*PAUSE", "PAUSE"),
            ("//**START,X", "*START"),
        ],
    )
    def test_of_jes3(self, record: str, operation: str) -> None:
        for found in (deck("//J JOB", record), deck(record, "//J JOB")):
            (entry,) = [entry for entry in found.entries if entry.kind is Kind.JES3]
            assert (entry.operation, entry.number, entry.records[0].text) == (operation, 0, record)

    @pytest.mark.parametrize(
        "record",
        ["//* MAIN", "//*MAINFRAME", "//*main", "//*", "//***** MAIN", "//** note", "//*-MAIN"],
    )
    def test_other_comments_are_comments(self, record: str) -> None:
        assert deck("//J JOB", record).entries[1].kind is Kind.COMMENT

    def test_of_jes3_in_data_is_data_or_ends_it_as_any_comment(self) -> None:
        (dd,) = body("//I DD DATA", "//*MAIN X", "/*")
        assert dd.instream == (Line(3, "//*MAIN X"),)
        assert deck("//J JOB", "//I DD *", "//*MAIN X").entries[2].kind is Kind.JES3
        (dd,) = body("//I DD DATA,DLM='//'", "A", "//*MAIN X")
        assert dd.delimiter == Line(4, "//*MAIN X")


@given(st.lists(st.text(alphabet="ABC'(),=&.", max_size=30), min_size=1, max_size=4))
def test_operands_put_together_are_the_field(pieces: list[str]) -> None:
    text = ",".join(pieces)
    statement = read(f"//J JOB\n//D DD {text}\n").statements[1]
    if "'" not in text and text.count("(") == text.count(")") == 0:
        joined = ",".join(
            f"{o.keyword}={o.value}" if o.keyword else o.value for o in statement.operands
        )
        assert joined in (text, text.removesuffix(","))
