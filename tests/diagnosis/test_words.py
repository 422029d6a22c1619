"""The words that stand for facts, where they are known and where they are not."""

from __future__ import annotations

from zwe_vsam.diagnosis.cause import Cause, Context

NOTHING_KNOWN = {
    "class": "what it names",
    "code": "its code",
    "intent": "the needed",
    "module": "the program",
    "resource": "the resource",
    "text": "what it names",
    "user": "the job's user",
    "why": "the reason is in the message",
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
}
CONFIGURED = Context(
    "A.CACHE", "NONRLS", "VOL123", "SCRLS", "A.JCL(ZWECSVSM)", "ZWECSVSM", 128, 4096, "a.key"
)


def filled(facts: dict[str, str | None], context: Context) -> dict[str, str]:
    """Each word as a text would have it."""
    told = {}
    for word in NOTHING_KNOWN:
        cause = Cause("x", f"- {{{word}}}", "-", "-", key=f"{{{word}}}")
        explanation = cause.explanation(facts, context)
        assert explanation.meaning == f"- {explanation.key}"
        told[word] = explanation.key
    return told


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
    told = filled(facts, CONFIGURED)
    assert {word: told[word] for word in facts if word in told} == {
        "class": "SCOTHER", "code": "S806", "intent": "ALTER", "module": "IDCAMS", "resource": "R",
        "text": "T", "user": "U", "why": "W", "allowed": " (READ is allowed)",
        "statement": "statement 2",
    }  # fmt: skip
    assert told["data_set"] == "B.OTHER"
    assert told["storage_class"] == "storage class SCOTHER"
    assert told["volume"] == "volume VOL999"
    assert told["cluster"] == "cluster A.CACHE"
    assert told["differs"] == (
        " Note: it opens data set C.FILE, and zowe.yaml has A.CACHE; "
        "it opens key length 64, and zowe.yaml has 128."
    )


def test_an_error_in_the_job_statement_leads_to_the_header() -> None:
    told = filled({"statement": "1"}, Context())
    assert told["statement"] == "statement 1, the JOB statement,"
    assert told["jcl_key"] == "zowe.setup.jcl.header"
    assert told["jcl"] == (
        "zowe.setup.jcl.header, which the JOB statement is made of, or the submitted member"
    )


def test_under_rls_the_storage_class_is_the_place() -> None:
    told = filled({}, Context(mode="RLS", storage_class="SCRLS"))
    assert told["place"] == "the storage group of storage class SCRLS"
    assert told["place_key"] == told["place_keys"] == "zowe.setup.vsam.storageClass"


def test_texts_begin_with_a_capital_and_so_does_whom_to_ask() -> None:
    cause = Cause("x", "{volume} is full. ask the storage administrator", "ask x. ask y", "-")
    explanation = cause.explanation({}, Context())
    assert explanation.meaning == "The volume is full. Ask the storage administrator"
    assert explanation.remedy == "Ask x. Ask y"
