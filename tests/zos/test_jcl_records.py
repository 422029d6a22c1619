"""What kind of record each is, how records are counted, and how far they may reach."""

from __future__ import annotations

import pytest

from tests.zos.decks import body, deck, ids, too_wide
from zwe_vsam.zos.jcl import Kind
from zwe_vsam.zos.records import Line


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
