"""How records become statements: fields, operands, continuation, instream data, what is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.zos.decks import body, deck, ids, operands
from zwe_vsam.zos.jcl import Finding, Kind, read
from zwe_vsam.zos.records import Line


def test_fields_of_a_statement() -> None:
    (step,) = body("//ALLOC    EXEC PGM=IDCAMS,REGION=0M      defines the cluster")
    assert (step.name, step.operation) == ("ALLOC", "EXEC")
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
        assert [(s.name, s.instream, not s.records) for s in statements] == [
            ("SYSIN", (), False),
            ("SYSIN", (Line(4, " DELETE A.B"),), True),
        ]

    def test_data_without_a_dd_gets_a_generated_one(self) -> None:
        (_, sysin) = body("//A EXEC PGM=IDCAMS", " LISTCAT", "/*")
        assert (sysin.name, sysin.operation, sysin.number) == ("SYSIN", "DD", 3)
        assert sysin.records == ()

    def test_a_stray_blank_record_is_data(self) -> None:
        assert [not s.records for s in body("//A EXEC PGM=IEFBR14", "", "//D DD DUMMY")] == [
            False,
            True,
            False,
        ]

    def test_a_jes2_control_statement_ends_the_data_and_counts(self) -> None:
        found = deck("//J JOB", "//I DD *", "A", "/*ROUTE PRINT R1")
        assert [entry.kind for entry in found.entries][-1] is Kind.JES2


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


@given(st.lists(st.text(alphabet="ABC'(),=&.", max_size=30), min_size=1, max_size=4))
def test_operands_put_together_are_the_field(pieces: list[str]) -> None:
    text = ",".join(pieces)
    statement = read(f"//J JOB\n//D DD {text}\n").statements[1]
    if "'" not in text and text.count("(") == text.count(")") == 0:
        joined = ",".join(
            f"{o.keyword}={o.value}" if o.keyword else o.value for o in statement.operands
        )
        assert joined in (text, text.removesuffix(","))
