"""Rules of z/OS DFSMS Access Method Services Commands, with whole control statements."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwe_vsam.zos import idcams
from zwe_vsam.zos.records import Line, lines

NONRLS = """\
  DEFINE CLUSTER -
    (NAME(ZWE.CACHE.VSAM) -
     VOLUME(VOL001) -
     SHAREOPTIONS(2 3) -
     REC(80 20) -
     INDEXED) -
    DATA(NAME(ZWE.CACHE.VSAM.DATA) -
     RECSZ(4096 4096) -
     UNIQUE -
     KEYS(128 0)) -
    INDEX(NAME(ZWE.CACHE.VSAM.INDEX) -
     UNIQUE)
"""


def one(text: str) -> idcams.Command:
    (command,) = idcams.parse(lines(text))
    return command


def define(text: str) -> idcams.Define:
    command = one(text)
    assert isinstance(command, idcams.Define), command
    return command


def refused(text: str) -> str:
    """The message that a single command is refused with."""
    command = one(text)
    assert isinstance(command, idcams.Rejected), command
    assert command.code == 12
    (message,) = command.messages
    return str(message)


def test_the_cluster_of_the_caching_service() -> None:
    command = define(NONRLS)
    assert command.name == "ZWE.CACHE.VSAM"
    assert command.organization == "INDEXED"
    assert command.keys == (128, 0)
    assert command.record_size == (4096, 4096)
    assert command.share_options == (2, 3)
    assert command.volumes == ("VOL001",)
    assert command.space == idcams.Space("RECORDS", 80, 20)
    assert command.data.name == "ZWE.CACHE.VSAM.DATA"
    assert command.index.name == "ZWE.CACHE.VSAM.INDEX"
    assert not command.reuse
    assert not command.spanned
    assert idcams.check(command) == ()
    assert [line.number for line in command.lines] == list(range(1, 13))


def test_the_rls_form() -> None:
    command = define(
        " DEF CL ( NAME('ZWE.CACHE') STORCLAS(SC1) LOG(NONE) RECORD(80,20) IXD ) /* RLS */"
    )
    assert command.cluster.storage_class == "SC1"
    assert command.cluster.log == "NONE"
    assert command.keys == (64, 0)
    assert command.record_size == (4089, 4089)
    assert command.share_options == (1, 3)
    assert command.volumes == ()
    assert idcams.check(command) == ()


def test_values_carry_their_place_in_the_member() -> None:
    numbered = [Line(n + 40, line.text) for n, line in enumerate(lines(NONRLS))]
    (command,) = idcams.parse(numbered)
    assert isinstance(command, idcams.Define)
    for keyword in ("KEYS", "RECORDSIZE"):
        parameter = command.effective(keyword)
        assert parameter is not None
        for value in parameter.values:
            text = next(ln.text for ln in numbered if ln.number == value.span.line)
            assert text[value.span.start - 1 : value.span.end - 1] == value.text
        text = next(ln.text for ln in numbered if ln.number == parameter.span.line)
        assert text[parameter.span.start - 1 : parameter.span.end - 1] in (
            "KEYS(128 0)",
            "RECSZ(4096 4096)",
        )


def test_a_parameter_over_two_records_is_cut_at_its_first() -> None:
    command = define(" DEF CL(NAME(A) KEYS(128 -\n   0) TRK(1) VOL(V))")
    keys = command.effective("KEYS")
    assert keys is not None
    assert [value.span for value in keys.values] == [
        idcams.Span(1, 22, 25),
        idcams.Span(2, 4, 5),
    ]
    assert keys.span.line == 1
    assert command.keys == (128, 0)


def test_the_data_level_overrides_the_cluster_level() -> None:
    command = define(" DEF CL(NAME(A) KEYS(8 0) TRK(9 9) SPANNED) DATA(KEYS(16 4) CYL(1))")
    assert command.keys == (16, 4)
    assert command.space == idcams.Space("CYLINDERS", 1, 0)
    assert command.cluster.space == idcams.Space("TRACKS", 9, 9)
    assert command.spanned


def test_ibms_example_of_both_continuations() -> None:
    """Access Method Services Commands, "How to continue commands and parameters"."""
    command = one("  DELETE -\n  (ENTRY1 -\n  ENTRY2 -\n  ENTR+\n    Y3) -\n  NONVSAM\n")
    assert isinstance(command, idcams.Delete)
    assert [value.text for value in command.names] == ["ENTRY1", "ENTRY2", "ENTRY3"]
    assert command.entry_type == "NONVSAM"


def test_a_comment_record_without_mark_ends_the_command() -> None:
    first, *rest = idcams.parse(lines("  DELETE A.B -\n  /* THE OLD ONE */\n  CLUSTER\n"))
    assert isinstance(first, idcams.Delete)
    assert first.entry_type == ""
    assert [type(command) for command in rest] == [idcams.Rejected]


def test_a_continued_comment_does_not_end_it() -> None:
    command = one("  DELETE A.B -\n  /* THE OLD ONE, -\n  WITH (PARENTHESES -\n  */ -\n  CLUSTER\n")
    assert isinstance(command, idcams.Delete)
    assert command.entry_type == "CLUSTER"


def test_columns_1_and_73_are_not_read() -> None:
    command = one("XDELETE A.B CLUSTER".ljust(72) + "00010000")
    assert isinstance(command, idcams.Delete)
    assert command.options == frozenset()
    assert refused("DELETE A.B") == "IDC3219I VERB NAME 'ELETE' UNKNOWN"


def test_a_mark_in_column_73_does_not_continue() -> None:
    assert len(idcams.parse(lines(" DELETE A.B".ljust(72) + "-\n LISTCAT"))) == 2


def test_a_semicolon_ends_the_command_and_hides_the_rest() -> None:
    command = one(" DELETE A.B CLUSTER; NOT (READ -\n THIS NEITHER")
    assert isinstance(command, idcams.Delete)
    assert command.entry_type == "CLUSTER"


def test_blank_and_comment_records_are_kept_for_the_echo() -> None:
    commands = idcams.parse(lines("\n /* HELLO */\n LISTCAT ENT(A.B) ALL\n"))
    assert [type(command) for command in commands] == [idcams.Null, idcams.Null, idcams.Listcat]


TEXTS = {
    "IDC3203I": "ITEM '{}' DOES NOT ADHERE TO RESTRICTIONS",
    "IDC3208I": "LEFT PARENTHESIS MISSING FOLLOWING KEYWORD '{}'",
    "IDC3209I": "RIGHT PARENTHESIS MISSING AFTER '{}'",
    "IDC3211I": "KEYWORD '{}' IS IMPROPER",
    "IDC3213I": "PARAMETERS INCLUDING '{}' INCONSISTENT WITH OTHERS",
    "IDC3219I": "VERB NAME '{}' UNKNOWN",
}


@pytest.mark.parametrize(
    ("text", "message_id", "item"),
    [
        (" DEFINE CLUSTER", "IDC3208I", "CLUSTER"),
        (" (NAME(A.B))", "IDC3219I", "("),
        (" DEFIN CL(NAME(A))", "IDC3219I", "DEFIN"),
        (" define cl(name(a))", "IDC3219I", "define"),
        (" DEF CLUST(NAME(A))", "IDC3211I", "CLUST"),
        (" DEF CL(NAME(A)) INDEX(INDEX(B))", "IDC3211I", "INDEX"),
        (" DEF CL(NAME(A)) DATA(LOG(NONE))", "IDC3211I", "LOG"),
        (" DEF CL(NAME(A)) INDEX(KEYS(8 0))", "IDC3211I", "KEYS"),
        (" DEF CL(NAME(A) TRACK(1)) TRK(1)", "IDC3211I", "TRK"),
        (" DEF CL(NAME A)", "IDC3208I", "NAME"),
        (" DEF CL(NAME(A) REUSE(1))", "IDC3211I", "("),
        (" DEF CL(NAME(A.B)", "IDC3209I", ")"),
        (" DEF CL(NAME(A.B", "IDC3209I", "A.B"),
        (" DEF CL(NAME(A)))", "IDC3211I", ")"),
        (" DEF CL(NAME(A..B))", "IDC3203I", "A..B"),
        (" DEF CL(NAME(#dsname))", "IDC3203I", "#dsname"),
        (" DEF CL(NAME(A) VOL(TOOLONG))", "IDC3203I", "TOOLONG"),
        (" DEF CL(NAME(A) KEYS(0 0))", "IDC3203I", "0"),
        (" DEF CL(NAME(A) KEYS(256 0))", "IDC3203I", "256"),
        (" DEF CL(NAME(A) SHR(5 3))", "IDC3203I", "5"),
        (" DEF CL(NAME(A) SHR(2 2))", "IDC3203I", "2"),
        (" DEF CL(NAME(A) LOG(SOME))", "IDC3203I", "SOME"),
        (" DEF CL(NAME(A) KEYS(8 0 9))", "IDC3209I", "0"),
        (" DEF CL(NAME(A) KEYS(8))", "IDC3213I", "KEYS"),
        (" DEF CL(NAME(A) STORCLAS())", "IDC3213I", "STORCLAS"),
        (" DEF CL(NAME(A) TRK(1) CYL(1))", "IDC3213I", "CYL"),
        (" DEF CL(NAME(A) IXD NIXD)", "IDC3213I", "NIXD"),
        (" DEF CL(NAME(A) NAME(B))", "IDC3213I", "NAME"),
        (" DEF CL(TRK(1))", "IDC3213I", "CL"),
        (" DELETE", "IDC3213I", "DELETE"),
        (" DELETE A.B PURG", "IDC3211I", "PURG"),
        (" DELETE A.B CL AIX", "IDC3213I", "AIX"),
        (" LISTCAT ENT('...')", "IDC3203I", "..."),
        (" SET MAXCC", "IDC3211I", "MAXCC"),
    ],
)  # fmt: skip
def test_the_syntax_check(text: str, message_id: str, item: str) -> None:
    assert refused(text) == f"{message_id} {TEXTS[message_id].format(item)}"


def test_the_reason_is_told_where_ibms_text_does_not() -> None:
    command = one(" DEF CL(NAME(A) KEYS(300 0))")
    assert isinstance(command, idcams.Rejected)
    assert "1 to 255" in command.messages[0].reason


def test_the_command_after_a_refused_one_is_read() -> None:
    assert [type(c) for c in idcams.parse(lines(" FOO\n LISTCAT\n"))] == [
        idcams.Rejected,
        idcams.Listcat,
    ]


def test_numbers_in_three_notations() -> None:
    command = define(" DEF CL(NAME(A) KEYS(X'80' B'0') RECSZ(X'1000',4096) TRK(1) VOL(V))")
    assert command.keys == (128, 0)
    assert command.record_size == (4096, 4096)


def test_delete_forms() -> None:
    command = one(" DEL ('A.B',C.D) CL PRG ERAS CAT(UCAT)")
    assert isinstance(command, idcams.Delete)
    assert [v.text for v in command.names] == ["A.B", "C.D"]
    assert command.options == {"PURGE", "ERASE"}
    assert command.catalog == "UCAT"
    member = one(" DELETE A.LIB(MEMBER)")
    assert isinstance(member, idcams.Delete)
    assert member.names[0].text == "A.LIB(MEMBER)"


def test_listcat_forms() -> None:
    command = one(" LISTC ENT(A.B C.*) CL ALL")
    assert isinstance(command, idcams.Listcat)
    assert [v.text for v in command.entries] == ["A.B", "C.*"]
    assert (command.types, command.fields) == ({"CLUSTER"}, "ALL")
    plain = one(" LISTCAT LEVEL(A)")
    assert isinstance(plain, idcams.Listcat)
    assert (plain.levels[0].text, plain.fields) == ("A", "NAME")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        (" REPRO IFILE(A) OFILE(B)", "REPRO"),
        (" ALTER A.B FREESPACE(1 1)", "ALTER"),
        (" DEF AIX(NAME(A) RELATE(B))", "DEFINE ALTERNATEINDEX"),
        (" VFY FILE(DD)", "VERIFY"),
        (" PARM MARGINS(2 80)", "PARM"),
    ],
)
def test_what_is_real_but_not_executed_is_named(text: str, verb: str) -> None:
    command = one(text)
    assert isinstance(command, idcams.Unsupported)
    assert command.verb == verb


def test_set_reduces_to_16() -> None:
    assert one(" SET MAXCC = 8") == idcams.SetCode((Line(1, " SET MAXCC = 8"),), "MAXCC", 8)
    big = one(" SET LASTCC=99")
    assert isinstance(big, idcams.SetCode)
    assert big.value == 16


CONDITIONAL = """\
  DELETE A.B CLUSTER
  IF LASTCC LE 8 -
     THEN DO
       SET MAXCC = 0
       /* COMMENTS DO NO HARM HERE */
       DEFINE CLUSTER(NAME(A.B) TRACKS(1) VOLUMES(V))
     END
  ELSE -
     LISTCAT ENTRIES(A.B) ALL
  LISTCAT LEVEL(A)
"""


def test_if_then_else() -> None:
    delete, condition, last = idcams.parse(lines(CONDITIONAL))
    assert isinstance(delete, idcams.Delete)
    assert isinstance(last, idcams.Listcat)
    assert isinstance(condition, idcams.If)
    assert (condition.code, condition.operator, condition.value) == ("LASTCC", "LE", 8)
    assert condition.holds(8, 12)
    assert not condition.holds(12, 0)
    assert [type(c).__name__ for c in condition.then] == ["SetCode", "Null", "Define", "Null"]
    assert [type(c).__name__ for c in condition.otherwise] == ["Null", "Listcat"]


def test_every_record_is_echoed_once() -> None:
    commands = idcams.flat(idcams.parse(lines(CONDITIONAL)))
    assert sorted(ln for c in commands for ln in c.lines) == list(lines(CONDITIONAL))


def test_a_missing_mark_after_then_makes_it_null() -> None:
    """Access Method Services Commands, "Common continuation errors"."""
    condition, listcat = idcams.parse(lines("  IF LASTCC = 0 -\n    THEN\n    LISTCAT\n"))
    assert isinstance(condition, idcams.If)
    assert condition.then == ()
    assert isinstance(listcat, idcams.Listcat)


def test_a_comment_before_else_loses_its_then() -> None:
    *_, last = idcams.parse(
        lines(" IF LASTCC = 0 -\n THEN -\n DELETE A.B\n /*ALTERNATE PATH*/\n ELSE -\n DELETE C.D\n")
    )
    assert isinstance(last, idcams.Rejected)
    assert last.code == 16
    assert "ELSE" in last.messages[0].text


def test_a_blank_record_after_else_makes_it_null() -> None:
    condition, listcat = idcams.parse(lines(" IF MAXCC>4 THEN DEL A\n ELSE -\n\n LISTCAT\n"))
    assert isinstance(condition, idcams.If)
    assert [type(c) for c in condition.otherwise] == [idcams.Null]
    assert isinstance(listcat, idcams.Listcat)


def test_else_belongs_to_the_nearest_then() -> None:
    outer = one(
        " IF LASTCC>4 -\n THEN IF MAXCC<12 -\n THEN DELETE A\n ELSE DELETE B\n ELSE DELETE C\n"
    )
    assert isinstance(outer, idcams.If)
    (inner,) = outer.then
    assert isinstance(inner, idcams.If)
    assert [
        c.names[0].text for c in idcams.flat(inner.otherwise) if isinstance(c, idcams.Delete)
    ] == ["B"]
    assert [c.names[0].text for c in outer.otherwise if isinstance(c, idcams.Delete)] == ["C"]


@pytest.mark.parametrize(
    "text",
    [
        " ELSE LISTCAT",
        " END",
        " IF MAXCC THEN LISTCAT",
        " IF MAXCC = 0 LISTCAT",
        " IF MAXCC = 0 THEN DO\n LISTCAT",
        " IF MAXCC = 0 THEN -\n" * 11 + " LISTCAT",
    ],
)
def test_an_improper_sequence_ends_the_input_with_16(text: str) -> None:
    commands = idcams.parse(lines(text + "\n LISTCAT\n"))
    assert isinstance(commands[-1], idcams.Rejected)
    assert commands[-1].code == 16


def test_ten_levels_of_if_are_allowed() -> None:
    command = one(" IF MAXCC = 0 THEN -\n" * 10 + " LISTCAT")
    assert sum(isinstance(c, idcams.If) for c in idcams.flat([command])) == 10


def test_tso_folds_begins_in_column_1_and_knows_apostrophes() -> None:
    delete, profile = idcams.parse_tso(
        lines("delete 'zwe.cache.vsam' +\n  cluster\nPROFILE NOPREFIX\n")
    )
    assert isinstance(delete, idcams.Delete)
    assert delete.names[0][0] == "ZWE.CACHE.VSAM"
    assert delete.names[0].quoted
    assert delete.entry_type == "CLUSTER"
    assert isinstance(profile, idcams.Unsupported)
    (plain,) = idcams.parse_tso(lines("DELETE CACHE.VSAM CLUSTER"))
    assert isinstance(plain, idcams.Delete)
    assert not plain.names[0].quoted


@given(st.integers(1, 255), st.integers(0, 500), st.sampled_from(["KEYS", "KEY"]))
def test_every_valid_key_survives(length: int, offset: int, word: str) -> None:
    text = f" DEF CL(NAME(A) {word}({length},{offset}) RECSZ(99 999) TRK(1) VOL(V))"
    command = define(text)
    assert command.keys == (length, offset)
    keys = command.effective("KEYS")
    assert keys is not None
    assert text[keys.span.start - 1 : keys.span.end - 1] == f"{word}({length},{offset})"
