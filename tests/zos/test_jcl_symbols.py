"""Symbols, and the limits of what they and parameter fields may grow to."""

from __future__ import annotations

import tracemalloc

import pytest

from tests.zos.decks import body, deck, ids, operands
from zwe_vsam.zos.jcl import SUBSTITUTED, Finding
from zwe_vsam.zos.operands import FIELD_LENGTH
from zwe_vsam.zos.records import Line


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
        assert [operand.value for operand in step.operands] == ["P"]
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

    @pytest.mark.parametrize(("length", "fine"), [(FIELD_LENGTH, True), (FIELD_LENGTH + 1, False)])
    def test_a_parameter_field_is_read_up_to_a_limit(self, length: int, fine: bool) -> None:
        whole = "A=1," * (length // 4 - 1)
        records = [whole[at : at + 64] for at in range(0, len(whole), 64)]
        last = "B=".ljust(length - len(whole), "X")
        found = deck("//J JOB", "//D DD " + records[0], *("// " + r for r in records[1:]),
                     "// " + last, "//E DD DUMMY")  # fmt: skip
        texts = [(finding.id, finding.text, finding.line) for finding in found.findings]
        limit = f"not supported: a parameter field of over {FIELD_LENGTH} characters"
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
