"""The words that stand for facts, where they are known and where they are not."""

from __future__ import annotations

import re

import pytest

from zwe_vsam.diagnosis.cause import Cause, Context

NOTHING_KNOWN = {
    "user": "the job's user",
    "cluster": "the cluster",
    "data_set": "the data set",
    "job": "the job",
    "name_key": "zowe.setup.vsam.name",
    "member": "the submitted member",
    "storage_class": "the storage class",
    "volume": "the volume",
    "allowed": "",
    "place": "the volume or storage group",
    "place_key": "",
    "place_keys": "zowe.setup.vsam.volume (NONRLS) or zowe.setup.vsam.storageClass (RLS)",
    "statement": "a statement",
    "jcl": "the submitted member or the template it was made from",
    "jcl_key": "",
    "differs": "",
    "violation": "ICH408I (RACF), ACF99913 (ACF2) or TSS7220E (Top Secret)",
    "permit": "",
}
CONFIGURED = Context(
    "A.CACHE", "NONRLS", "VOL123", "SCRLS", "A.JCL(ZWECSVSM)", "ZWECSVSM", 128, 4096, "a.key"
)


def filled(facts: dict[str, str | None], context: Context) -> dict[str, str]:
    """Each word as a text would have it."""
    words = {}
    for word in NOTHING_KNOWN:
        cause = Cause("x", f"- {{{word}}}", "-", "-", key=f"{{{word}}}")
        explanation = cause.explanation(facts, context)
        assert explanation.meaning == f"- {explanation.key}"
        words[word] = explanation.key
    return words


def test_every_fact_has_words_where_nothing_is_known() -> None:
    assert filled({}, Context()) == NOTHING_KNOWN


def test_a_group_that_matched_nothing_is_not_known() -> None:
    assert filled(dict.fromkeys(NOTHING_KNOWN), Context()) == NOTHING_KNOWN


def test_what_the_configuration_says_is_told() -> None:
    assert filled({}, CONFIGURED) == NOTHING_KNOWN | {
        "cluster": "cluster A.CACHE",
        "data_set": "A.CACHE",
        "job": "job ZWECSVSM",
        "name_key": "a.key",
        "member": "A.JCL(ZWECSVSM)",
        "storage_class": "storage class SCRLS",
        "volume": "volume VOL123",
        "place": "volume VOL123",
        "place_key": "zowe.setup.vsam.volume",
        "place_keys": "zowe.setup.vsam.volume",
        "jcl": "A.JCL(ZWECSVSM) or the template it was made from",
    }


def test_what_the_message_says_counts_more() -> None:
    facts: dict[str, str | None] = {
        "class": "SCOTHER", "code": "S806", "intent": "ALTER", "module": "IDCAMS", "resource": "R",
        "text": "T", "user": "U", "why": "W", "entry": "B.OTHER", "volser": "VOL999",
        "allowed": "READ", "statement": "2", "file": "C.FILE", "keys": "64", "records": "4096",
    }  # fmt: skip
    words = filled(facts, CONFIGURED)
    assert {word: words[word] for word in facts if word in words} == {
        "user": "U", "allowed": " (READ is allowed)", "statement": "statement 2",
    }  # fmt: skip
    assert words["data_set"] == "B.OTHER"
    assert words["storage_class"] == "storage class SCOTHER"
    assert words["volume"] == "volume VOL999"
    assert words["cluster"] == "cluster A.CACHE"
    assert words["differs"] == (
        " Note: it opens data set C.FILE, and zowe.yaml has A.CACHE; "
        "it opens key length 64, and zowe.yaml has 128."
    )


def test_an_error_in_the_job_statement_leads_to_the_header() -> None:
    words = filled({"statement": "1"}, Context())
    assert words["statement"] == "statement 1, the JOB statement,"
    assert words["jcl_key"] == "zowe.setup.jcl.header"
    assert words["jcl"] == (
        "zowe.setup.jcl.header, which the JOB statement is made of, or the submitted member"
    )


def test_under_rls_the_storage_class_is_the_place() -> None:
    words = filled({}, Context(mode="RLS", storage_class="SCRLS"))
    assert words["place"] == "the storage group of storage class SCRLS"
    assert words["place_key"] == words["place_keys"] == "zowe.setup.vsam.storageClass"


def test_texts_begin_with_a_capital_and_so_does_whom_to_ask() -> None:
    cause = Cause("x", "{volume} is full. ask the storage administrator", "ask x. ask y", "-")
    explanation = cause.explanation({}, Context())
    assert explanation.meaning == "The volume is full. Ask the storage administrator"
    assert explanation.remedy == "Ask x. Ask y"


def test_the_first_alternative_counts_of_which_every_fact_is_known() -> None:
    cause = Cause("x", ("{user} needs {intent} to {resource}.", "{user} may not."), "-", "-")
    facts: dict[str, str | None] = {"user": "U", "intent": "ALTER", "resource": "A.B"}
    assert cause.explanation(facts, Context()).meaning == "U needs ALTER to A.B."
    facts["intent"] = None
    assert cause.explanation(facts, Context()).meaning == "U may not."
    assert cause.explanation({}, Context()).meaning == "The job's user may not."


PERMITS = {
    "ICH": "In RACF: PERMIT for the profile that covers A.B, with ID(U) ACCESS(ALTER).",
    "ACF": "In ACF2: change the access rule set that covers A.B, so that it allows U.",
    "TSS": "In Top Secret: TSS PERMIT(U) DSN(A.B) ACCESS(ALTER).",
}


@pytest.mark.parametrize(
    ("written_by", "configured", "permit"),
    [
        *((product, "", permit) for product, permit in PERMITS.items()),
        # The product that wrote the message counts more than zowe.yaml.
        ("TSS", "RACF", PERMITS["TSS"]),
        ("", "RACF", PERMITS["ICH"]),
        ("", "ACF2", PERMITS["ACF"]),
        ("", "TSS", PERMITS["TSS"]),
    ],
)
def test_the_remedy_is_that_of_the_security_product(
    written_by: str, configured: str, permit: str
) -> None:
    cause = Cause("x", "-", "Ask.{permit}", "-")
    facts: dict[str, str | None] = {
        "product": written_by, "user": "U", "intent": "ALTER", "resource": "A.B"
    }  # fmt: skip
    assert cause.explanation(facts, Context(security=configured)).remedy == f"Ask. {permit}"
    facts["resource"] = None
    assert cause.explanation(facts, Context(security=configured)).remedy == "Ask."


@pytest.mark.parametrize(
    ("configured", "ids"),
    [("RACF", "ICH408I"), ("ACF2", "ACF99913"), ("TSS", "TSS7220E and TSS7221E")],
)
def test_the_messages_to_look_for_are_those_of_the_security_product(
    configured: str, ids: str
) -> None:
    cause = Cause("x", "-", "Look for {violation}.", "-")
    assert cause.explanation({}, Context(security=configured)).remedy == f"Look for {ids}."


def test_other_messages_add_their_sentences_once() -> None:
    also = (
        (re.compile(r"X1 (?P<n>\d+) FULL"), "Full: {n}."),
        (re.compile("X1"), "Other."),
        (re.compile("X2"), ""),
    )
    cause = Cause("x", "It failed.", "-", "-", also=also)
    texts = ["X1 2 FULL", "X1 ELSE", "X1 2 FULL", "X2", "Y"]
    assert cause.additions(texts) == ["Full: 2.", "Other."]
    meaning = cause.explanation({}, Context(), cause.additions(texts)).meaning
    assert meaning == "It failed. Full: 2. Other."
