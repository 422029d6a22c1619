"""Every cause has a fixture, and the fixture leads to that cause, for the reason it is meant to."""

from __future__ import annotations

import re

import pytest

from tests.conftest import ROOT
from tests.diagnosis.cases import CASES, JOB, NONRLS, RLS, Case, context, page
from tests.diagnosis.collected import AREAS
from tests.fuzz.harness import bounded
from zwe_vsam.diagnosis.cause import Cause, Context
from zwe_vsam.diagnosis.explain import Reason, explain, explain_text
from zwe_vsam.diagnosis.spool import MAXIMUM_LINES, messages
from zwe_vsam.diagnosis.table import causes, waiting_causes
from zwe_vsam.model import Ending, JobState, Phase, SpoolFile

CAUSES = causes()
WAITS = waiting_causes()


def cause_of(reason: Reason) -> str:
    return reason.explanation.cause if reason.explanation else ""


def test_a_cause_for_each_fixture_and_a_fixture_for_each_cause() -> None:
    names = [cause.id for cause in (*CAUSES, *WAITS)]
    assert sorted(names) == sorted(CASES)
    assert len(CAUSES) >= 40
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_fixture(cause: Cause) -> None:
    case = CASES[cause.id]
    reason = explain(case.spool, case.state, context(case))
    assert cause_of(reason) == cause.id
    everything = "\n".join(file.text for file in case.spool)
    assert all(line in everything for line in (*reason.lines, *reason.decisive)), "quoted exactly"
    assert set(reason.decisive) <= set(reason.lines)
    assert bool(reason.decisive) is bool(cause.patterns)
    assert len(reason.lines) <= MAXIMUM_LINES
    assert "".join(reason.decisive) == "" or reason.explanation not in (None, "")


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
def test_without_what_decides_it_is_another_cause_or_none(cause: Cause) -> None:
    case = CASES[cause.id]
    state = case.state
    if state and (state.abend or cause.endings):
        state = state._replace(ending=Ending.COMPLETED, abend="", code=20)
    reason = explain(_without(cause, case), state, context(case))
    assert cause_of(reason) != cause.id


def _without(cause: Cause, case: Case) -> list[SpoolFile]:
    """The spool without the messages that any of the cause's patterns finds."""
    deciding = {
        line
        for message in messages(case.spool)
        if any(pattern.search(message.text) for pattern in cause.patterns)
        for line in message.lines
    }
    return [
        file._replace(
            text="".join(
                f"{line}\n"
                for line in file.text.splitlines()
                if not any(text in line for text in deciding)
            )
        )
        for file in case.spool
    ]


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
@pytest.mark.parametrize("configuration", [Context(), NONRLS], ids=["no context", "other context"])
def test_texts_read_well_whatever_is_known(cause: Cause, configuration: Context) -> None:
    case = CASES[cause.id]
    explanation = explain(case.spool, case.state, configuration).explanation
    assert explanation is not None
    assert explanation.cause == cause.id
    for text in (explanation.meaning, explanation.remedy):
        assert text[0].isupper()
        assert text.endswith(".")
        assert not re.search(r"[{}]|  | ,|\(\)|\bNone\b|(?<!\.)\.\.(?!\.)", text), text
    assert re.fullmatch(r"[\w.-]*", explanation.key)
    assert explanation.source


MAXIMUM_WORDS = 25


@pytest.mark.parametrize("cause", [*CAUSES, *WAITS], ids=lambda cause: cause.id)
@pytest.mark.parametrize("configuration", [Context(), NONRLS, RLS], ids=["none", "NONRLS", "RLS"])
def test_every_sentence_is_short_and_begins_with_a_capital(
    cause: Cause, configuration: Context
) -> None:
    """Whichever of its patterns matched."""
    for pattern in cause.patterns or (re.compile(""),):
        facts = dict.fromkeys(pattern.groupindex, "X")
        explanation = cause.explanation(facts, configuration)
        for text in (explanation.meaning, explanation.remedy):
            for sentence in re.split(r"(?<=\.)\s+", text):
                assert sentence[0].isupper(), sentence
                assert len(sentence.split()) <= MAXIMUM_WORDS, sentence


@pytest.mark.parametrize("cause", [*CAUSES, *WAITS], ids=lambda cause: cause.id)
def test_texts_name_only_facts_that_there_are(cause: Cause) -> None:
    """Nothing is left open where a less telling pattern of the cause has matched, or none."""
    groups = [set(pattern.groupindex) for pattern in cause.patterns]
    always = set.intersection(*groups) if groups else set()
    explanation = cause.explanation(dict.fromkeys(always, "X"), Context())
    assert explanation.meaning
    assert explanation.remedy


PLACEHOLDERS = ("the needed access", "what it names", "the reason is in the message",
                "access to the resource", "{", "}")  # fmt: skip


@pytest.mark.parametrize("cause", CAUSES, ids=lambda cause: cause.id)
@pytest.mark.parametrize("configuration", [Context(), NONRLS, RLS], ids=["none", "NONRLS", "RLS"])
def test_no_words_stand_for_a_fact_that_is_not_known(cause: Cause, configuration: Context) -> None:
    """Whichever of its patterns matched: another sentence is used where a fact is not known."""
    patterns = cause.patterns or (re.compile(""),)
    for pattern in patterns:
        explanation = cause.explanation(dict.fromkeys(pattern.groupindex, "X"), configuration)
        for text in (explanation.meaning, explanation.remedy):
            assert not any(words in text for words in PLACEHOLDERS), text


@pytest.mark.parametrize("cause", [*CAUSES, *WAITS], ids=lambda cause: cause.id)
@pytest.mark.parametrize("configuration", [Context(), NONRLS, RLS], ids=["none", "NONRLS", "RLS"])
def test_the_key_of_a_cause_is_one_that_its_words_name(
    cause: Cause, configuration: Context
) -> None:
    for facts in ({"statement": "1"}, {"statement": "2"}):
        groups = {name for pattern in cause.patterns for name in pattern.groupindex}
        explanation = cause.explanation(dict.fromkeys(groups, "X") | facts, configuration)
        if explanation.key:
            assert explanation.key in explanation.meaning + explanation.remedy


@pytest.mark.parametrize("name", sorted(cause.id for cause in CAUSES))
def test_the_order_of_spool_files_does_not_matter(name: str) -> None:
    case = CASES[name]
    reason = explain(case.spool[::-1], case.state, context(case))
    assert cause_of(reason) == name


@pytest.mark.parametrize("name", sorted(cause.id for cause in CAUSES if cause.patterns))
def test_windows_line_ends_and_missing_carriage_control(name: str) -> None:
    case = CASES[name]
    stripped = [
        file._replace(text="".join(f"{_control_off(line)}\r\n" for line in file.text.splitlines()))
        for file in case.spool
    ]
    assert cause_of(explain(stripped, case.state, context(case))) == name


def _control_off(line: str) -> str:
    return line[1:] if line[:1] in " 01-+" and not line[:2].isdigit() else line


DUPLICATE = " IDC3013I DUPLICATE DATA SET NAME\n"
FULL = " IDC3020I UNABLE TO ALLOCATE SPACE ON USER VOLUME\n"
LAST = " IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12\n"
ICH = (
    " ICH408I USER(IBMUSER ) GROUP(SYS1    ) NAME(X   )\n   A.B CL(DATASET )\n"
    "   INSUFFICIENT ACCESS AUTHORITY\n   ACCESS INTENT(ALTER  )  ACCESS ALLOWED(NONE   )\n"
)
RC56 = " IDC3009I ** VSAM CATALOG RETURN CODE IS 56 - REASON CODE IS IGG0CLFT-6\n"


@pytest.mark.parametrize(
    ("text", "cause", "decisive"),
    [
        (DUPLICATE + LAST, "duplicate-name", "IDC3013I"),
        (LAST + DUPLICATE, "duplicate-name", "IDC3013I"),
        (RC56 + ICH, "cluster-not-authorised", "ICH408I"),
        (ICH + RC56, "cluster-not-authorised", "ICH408I"),
        (ICH + DUPLICATE, "duplicate-name", "IDC3013I"),
        (ICH + FULL + LAST, "no-space-on-volume", "IDC3020I"),
        (ICH + " IEF450I J S - ABEND=S913 U0000 REASON=0038\n", "abend-s913", "ICH408I"),
        (RC56 + LAST, "security-refused", "IDC3009I"),
        (" IDC3202I X\n IDC3211I KEYWORD 'VOLL' IS IMPROPER\n", "keyword-improper", "IDC3211I"),
        (" IGD306I UNEXPECTED ERROR DURING X\n IGD17272I A\n INSUFFICIENT SPACE\n",
         "no-space-sms", "IGD17272I"),
        # IKJEFT01 without message ids, as PROFILE NOMSGID has it
        (" ENTRY A.B NOT FOUND+\n ** VSAM CATALOG RETURN CODE IS 8 - REASON CODE IS IGG0CLEG-42\n",
         "entry-not-found", "ENTRY A.B"),
        # SMS reason codes 17012 and 17057 (DFSMSdfp Diagnosis)
        (" IGD17012I X\n" + LAST, "security-refused", "IGD17012I"),
        (" IGD17057I X\n" + LAST, "not-expired", "IGD17057I"),
        (ICH, "", ""),
    ],
)  # fmt: skip
def test_the_decisive_message_not_the_last_one(text: str, cause: str, decisive: str) -> None:
    reason = explain([SpoolFile("SYSPRINT", "ALLOC", text)])
    assert cause_of(reason) == cause
    assert "".join(reason.decisive[:1]).startswith(decisive)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (" IDC3009I ** VSAM CATALOG RETURN CODE IS 140 - REASON CODE IS IGG0CLEF-60\n" + LAST,
         ("IDC3009I ** VSAM CATALOG RETURN CODE IS 140 - REASON CODE IS IGG0CLEF-60",
          LAST.strip())),
        (" ABC100I ONE\n ABC200W TWO\n ABC300E THREE\n ABC400S FOUR\n five\n",
         ("ABC300E THREE", "ABC400S FOUR")),
        (" ABC100I ONE\n ABC200W TWO\n five\n", ("ABC200W TWO",)),
        (" ABC100I ONE\n five\n", ("ABC100I ONE", "five")),
        (" nothing we know\n", ("nothing we know",)),
    ],
)  # fmt: skip
def test_unknown_messages_are_shown_raw_and_not_explained(
    text: str, lines: tuple[str, ...]
) -> None:
    reason = explain([SpoolFile("SYSPRINT", "ALLOC", text)], None, NONRLS)
    assert reason == Reason("", "", lines, None)


@pytest.mark.parametrize("code", ["017", "056", "062", "254"])
def test_messages_of_an_open_that_goes_on_are_no_failure(code: str) -> None:
    assert explain_text(f" IEC161I {code}-026,A,B,C,,,D,D.DATA,CAT\n").explanation is None


@pytest.mark.parametrize(
    ("text", "cause", "says"),
    [
        ("IEC161I 008-615,ZWE1CS,", "rls-log-undefined", "LOG(NONE)"),
        ("IEC161I 006(001)-575,ZWE1CS,", "rls-and-nonrls", "zowe.setup.vsam.mode"),
        ("IEC161I 240-1,X", "rls-log-recoverable", "LOG(NONE)"),
        ("noise\n10.15.32 STC00001  IEC161I 052(015)-084,Z\n", "open-in-use", "infinispan"),
        ("ZWECS151E Problem initializing storage of type 'VSAM': 'opening of VsamConfig("
         "fileName=//'A.B', keyLength=64, recordLength=4096, encoding=IBM-1047)'",
         "service-cannot-open", "expected key length 128, found 64"),
    ],
)  # fmt: skip
def test_texts_that_are_handed_in(text: str, cause: str, says: str) -> None:
    explanation = explain_text(text, NONRLS).explanation
    assert explanation is not None
    assert explanation.cause == cause
    assert says in explanation.meaning + explanation.remedy


def test_nobody_is_told_to_overwrite_another_data_set() -> None:
    explanation = explain_text(DUPLICATE, NONRLS).explanation
    assert explanation is not None
    _, _, other = explanation.remedy.partition("If it is another data set")
    assert "overwrite" not in other
    assert "zowe.setup.vsam.name" in other


def test_what_fits_is_no_difference() -> None:
    text = "ZWECS151E X: 'fileName=//'IBMUSER.ZWE.CUST.CACHE', keyLength=128, recordLength=4096, Y'"
    explanation = explain_text(text, NONRLS).explanation
    assert explanation is not None
    assert "differs" not in explanation.meaning


@pytest.mark.parametrize(
    ("ending", "cause"),
    [
        (Ending.NO_LONGER_LISTED, "output-purged"),
        (Ending.NOT_EXECUTED, "typrun-scan"),
        (Ending.CANCELLED, "cancelled"),
        (Ending.SECURITY_ERROR, "security-error"),
        (Ending.JCL_ERROR, "jcl-error"),
        (Ending.CONVERTER_ERROR, "converter-error"),
        (Ending.CONVERTER_ABEND, "converter-abend"),
        (Ending.SYSTEM_FAILURE, "system-failure"),
        (Ending.FLUSHED, "flushed"),
        (Ending.COMPLETED, ""),
        (Ending.ABEND, "abend-s806"),
    ],
)
def test_the_ending_speaks_where_the_spool_does_not(ending: Ending, cause: str) -> None:
    abend = "S806" if ending is Ending.ABEND else ""
    reason = explain([], JobState(JOB, Phase.ENDED, ending, abend=abend), NONRLS)
    assert cause_of(reason) == cause
    assert (reason.lines, reason.decisive) == ((), ())


def test_an_unknown_abend_is_not_explained() -> None:
    state = JobState(JOB, Phase.ENDED, Ending.ABEND, abend="U0999")
    assert explain([], state).explanation is None


def test_comments_in_the_listing_of_the_jcl_explain_nothing() -> None:
    reason = explain([SpoolFile("JESJCL", "", "//* IDC3013I DUPLICATE DATA SET NAME")])
    assert (reason.decisive, reason.explanation) == ((), None)


@pytest.mark.parametrize(
    "unit",
    [
        "A) CLASS INVALID ILLEGAL EXIT ",
        " " * 30,
        "ICH408I USER(A) ",
        "TSS7220E 1 J=J A=A ACC=READ ",
        "IGD17279I 1 VOLUMES WERE REJECTED BECAUSE STATUS ",
    ],
)
def test_hostile_lines_cost_little(unit: str) -> None:
    """Under 0.1 s each; a pattern that tries everything at every place takes many times that."""
    whole = f" ICH408I USER(X) {unit * 30_000}\n{(' ABC100I ' + unit * 60) * 20}"
    with bounded(unit, 2):
        assert explain_text(whole).lines
        assert explain_text(f" ABC100I {unit * 60}\n" * 20).lines
        assert explain_text(f" 10.15.32 JOB05407  ABC100I {unit * 60}\n" * 20).lines
        assert explain_text(f" S{unit * 60}\n D{unit * 60}\n" * 20 + "X").lines


def test_the_page_has_every_cause() -> None:
    assert (ROOT / "docs" / "reference" / "causes.md").read_text() == page()


COLLECTED = [entry for area in AREAS for entry in area.messages.items()]


@pytest.mark.parametrize(("message", "cause"), COLLECTED, ids=str)
def test_what_the_books_have(message: str, cause: str) -> None:
    """Known or not: the counts of the page are those of this test."""
    reason = explain_text(message.replace(" / ", "\n") + "\n", NONRLS)
    assert cause_of(reason) == cause
    assert reason.lines, "it is quoted all the same"
