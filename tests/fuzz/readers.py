"""Anything as JCL, IDCAMS commands, a LISTCAT listing, a name: read, and nothing raised."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, listings, mutations
from tests.member.samples import BRACE, HASH
from tests.sandbox.helpers import define, remove
from tests.zos.test_listcat import KSDS
from zwe_vsam.member import submission_check
from zwe_vsam.zos import idcams, jcl, job, listcat, names, records


def read_jcl(_folder: Path, text: str) -> None:
    """Every record has exactly one place, and a step's data are records of the deck."""
    deck = jcl.read(text)
    placed: list[records.Line] = []
    for entry in deck.entries:
        placed += [*entry.records, *(entry.instream or ())]
        placed += [entry.delimiter] if entry.delimiter else []
    assert tuple(placed) == deck.records
    conversion = job.convert(deck)
    for found in conversion.job.steps if conversion.job else ():
        for dd in found.dds:
            lines = found.lines(dd.name)
            assert lines is None or set(lines) <= set(deck.records)
    for finding in (*conversion.findings, *conversion.unsupported, *conversion.warnings):
        assert finding.text
        assert 0 <= finding.line <= len(deck.records) + 1


def read_commands(_folder: Path, text: str) -> None:
    """No line is used twice, and what is refused says why."""
    for parse in (idcams.parse, idcams.parse_tso):
        source = records.lines(text)
        for command in idcams.flat(parse(source)):
            if isinstance(command, idcams.Define):
                idcams.check(command)
            elif isinstance(command, idcams.Rejected):
                assert all(message.id and message.text for message in command.messages)
    for source in (records.lines(text), records.lines(" " + text)):
        everything = [line for c in idcams.flat(idcams.parse(source)) for line in c.lines]
        assert len(everything) == len(set(everything)) <= len(source)


def read_listing(_folder: Path, case: tuple[str, int]) -> None:
    """An entry of just that name, none where the catalog says so, or "cannot tell"."""
    text, code = case
    lines = text.split("\n")
    listcat.read(lines)
    try:
        entry = listcat.lookup(lines, code, "ZWE.CACHE.VSAM")
    except listcat.UnclearListing as unclear:
        assert str(unclear)
        return
    assert (entry is not None) == (code == 0)
    assert entry is None or entry.name == "ZWE.CACHE.VSAM"


def name(_folder: Path, text: str) -> None:
    """A rule's sentence for whatever is no name; a name is safe within a path and a statement."""
    for check in (names.data_set, names.cluster, names.member, names.job_name, names.sms_class,
                  names.volser):  # fmt: skip
        if not check(text):
            assert text.isascii()
            assert text == text.upper()
            assert not set(text) & set(" /\\'\"()&*?%,;=+\n\r\t\0\x1b")
            assert ".." not in text


def judged(_folder: Path, text: str) -> None:
    """What is not known to be harmless differs from what is wanted; nothing is raised."""
    from tests.member.samples import Wanted

    wanted = Wanted().settings
    found = submission_check.differences(text, wanted)
    if not found:
        from tests.fuzz import members

        assert members.one_define(text).name == wanted.cluster


_STATEMENTS = st.sampled_from(
    ["//J JOB A,", "//S EXEC PGM=P", "//S EXEC PGM=IDCAMS", "//SYSIN DD *", "//I DD DATA,DLM='",
     "//I DD *,DLM=XX", "/*", "//", "//  X=1", "/*EOF", "//*MAIN X", "/*XEQ N", "// SET A='A='",
     "//D DD &A", "//P PROC", "//  PEND", "// IF (RC=0) THEN", "// ENDIF", "// INCLUDE MEMBER=X",
     "//X DD DDNAME=Y", "//  DD DDNAME=X", "// SET X=',", "//J JOB", "/*$PI", "//**START X",
     *define().splitlines(), *remove().splitlines()]
)  # fmt: skip
_DECKS = st.one_of(
    st.lists(
        st.one_of(
            _STATEMENTS,
            st.text(alphabet="/*ADEJOBXPGM C=&'(),.SNL", max_size=82),
            st.text(max_size=82),
            hostile,
        ),
        max_size=25,
    ).map("\n".join),
    mutations(define(), define("RLS"), remove()),
)
_WORDS = st.sampled_from(
    ["DEFINE", "CLUSTER", "(", ")", "NAME", "A.B", "'A'", "KEYS", "8", "0", "IF", "LASTCC", "=",
     "THEN", "ELSE", "DO", "END", "SET", "MAXCC", "DELETE", "LISTCAT", "ENT", "/*", "*/", ";", "'",
     "X'8", ",", "-", "+", "DATA", "INDEX", "CAT", "\n", "-\n", "+\n", "RECSZ", "VOL", "9" * 30]
)  # fmt: skip
_COMMANDS = st.one_of(
    st.lists(_WORDS, max_size=40).map(" ".join),
    st.text(max_size=300),
    mutations(
        " DEFINE CLUSTER(NAME(A.B) INDEXED KEYS(128 0) -\n RECSZ(80 4096) VOL(V) REC(80 20))\n"
        " IF LASTCC = 0 THEN DO -\n  SET MAXCC = 0\n END\n DELETE A.B CLUSTER\n"
    ),
)

KINDS = (
    Kind("JCL", _DECKS, read_jcl, 300, 32),
    Kind("JCL: a member that is judged", mutations(
        define(cluster="IBMUSER.ZWE.CUST.CACHE", volume="VOL123"), HASH, BRACE), judged, 100, 16),
    Kind("IDCAMS commands", _COMMANDS, read_commands, 300, 32),
    Kind(
        "LISTCAT listings",
        st.tuples(
            listings(KSDS) | st.lists(hostile | st.sampled_from(KSDS.splitlines())).map("\n".join),
            st.sampled_from([0, 0, 0, 4, 8, 12, -1]),
        ),
        read_listing,
        200,
        24,
    ),
    Kind(
        "names",
        st.text(alphabet="AZ09$#@-.ab /\n\x00\x1b", max_size=50)
        | st.tuples(st.sampled_from(["A", "A.B", ""]), hostile, st.sampled_from(["B", ""])).map(
            "".join
        ),
        name,
        200,
        16,
    ),
)  # fmt: skip
