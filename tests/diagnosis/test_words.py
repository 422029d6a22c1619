"""The words that stand for facts, where they are known and where they are not."""

from __future__ import annotations

import re

import pytest

from zwe_vsam.diagnosis.cause import Cause, Context

NOTHING_KNOWN = {
    "user": "the job's user",
    "cluster": "the cluster",
    "data_set": "the data set",
    "dsname": "name",
    "job": "the job",
    "name_key": "zowe.setup.vsam.name",
    "member": "the submitted member",
    "storage_class": "the storage class",
    "volume": "the volume",
    "volser": "volser",
    "allowed": "",
    "evidence": "the messages of the job and the data set name",
    "place": "the volume or storage group",
    "place_key": "",
    "place_keys": "zowe.setup.vsam.volume (NONRLS) or zowe.setup.vsam.storageClass (RLS)",
    "place_kind": "volume or storage class",
    "statement": "a statement",
    "jcl": "the submitted member or its template",
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
        "dsname": "A.CACHE",
        "job": "job ZWECSVSM",
        "name_key": "a.key",
        "member": "A.JCL(ZWECSVSM)",
        "storage_class": "storage class SCRLS",
        "volume": "volume VOL123",
        "volser": "VOL123",
        "evidence": "the messages of job ZWECSVSM and the data set name A.CACHE",
        "place": "volume VOL123",
        "place_key": "zowe.setup.vsam.volume",
        "place_keys": "zowe.setup.vsam.volume",
        "place_kind": "volume",
        "jcl": "A.JCL(ZWECSVSM) or its template",
    }


def test_what_the_message_says_counts_more() -> None:
    facts: dict[str, str | None] = {
        "class": "SCOTHER", "code": "S806", "intent": "ALTER", "module": "IDCAMS", "resource": "R",
        "text": "T", "user": "U", "why": "W", "entry": "B.OTHER", "volser": "VOL999",
        "allowed": "READ", "statement": "2", "file": "C.FILE", "keys": "64", "records": "4096",
    }  # fmt: skip
    words = filled(facts, CONFIGURED)
    assert {word: words[word] for word in facts if word in words} == {
        "user": "U", "allowed": " (current access: READ)", "statement": "statement 2",
        "volser": "VOL999",
    }  # fmt: skip
    assert words["data_set"] == words["dsname"] == "B.OTHER"
    assert words["evidence"] == "the messages of job ZWECSVSM and the data set name B.OTHER"
    assert words["storage_class"] == "storage class SCOTHER"
    assert words["volume"] == "volume VOL999"
    assert words["cluster"] == "cluster A.CACHE"
    assert words["differs"] == (
        " This differs from zowe.yaml: expected data set A.CACHE, found C.FILE; "
        "expected key length 128, found 64."
    )


def test_an_error_in_the_job_statement_leads_to_the_header() -> None:
    words = filled({"statement": "1"}, Context())
    assert words["statement"] == "statement 1, the JOB statement,"
    assert words["jcl_key"] == "zowe.setup.jcl.header"
    assert words["jcl"] == (
        "zowe.setup.jcl.header, the source of the JOB statement, or the submitted member"
    )


def test_under_rls_the_storage_class_is_the_place() -> None:
    words = filled({}, Context(mode="RLS", storage_class="SCRLS"))
    assert words["place"] == "the storage group of storage class SCRLS"
    assert words["place_key"] == words["place_keys"] == "zowe.setup.vsam.storageClass"
    assert words["place_kind"] == "storage class"


def test_a_fact_with_a_capital_name_begins_a_sentence() -> None:
    cause = Cause("x", "{Volume} is full. {Job} ended.", "Wait for {job}. {Data_set} is busy.", "-")
    explanation = cause.explanation({}, Context())
    assert explanation.meaning == "The volume is full. The job ended."
    assert explanation.remedy == "Wait for the job. The data set is busy."
    explanation = cause.explanation({"entry": "A.B"}, CONFIGURED)
    assert explanation.meaning == "Volume VOL123 is full. Job ZWECSVSM ended."
    assert explanation.remedy == "Wait for job ZWECSVSM. A.B is busy."


def test_the_first_alternative_counts_of_which_every_fact_is_known() -> None:
    cause = Cause("x", ("{User} needs {intent} to {resource}.", "{User} may not."), "-", "-")
    facts: dict[str, str | None] = {"user": "U", "intent": "ALTER", "resource": "A.B"}
    assert cause.explanation(facts, Context()).meaning == "U needs ALTER to A.B."
    facts["intent"] = None
    assert cause.explanation(facts, Context()).meaning == "U may not."
    assert cause.explanation({}, Context()).meaning == "The job's user may not."


PERMITS = {
    "ICH": "In RACF, use PERMIT with ID(U) ACCESS(ALTER) for the profile that covers A.B.",
    "ACF": "In ACF2, change the access rule set that covers A.B so that it allows U.",
    "TSS": "In Top Secret, use TSS PERMIT(U) DSN(A.B) ACCESS(ALTER).",
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
