"""The type of a cause, and how facts get into its texts.

A text has ``{}`` for facts: named groups of the cause's patterns, and values of the configuration.
A fact at the beginning of a sentence has a name with a capital letter: ``{Job}`` for ``{job}``.
A text may have alternatives. The first one whose facts are all known is used, so that no words
replace a fact that is unknown.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zwe_vsam.model import Ending

_HEADER_KEY = "zowe.setup.jcl.header"
_VOLUME_KEY = "zowe.setup.vsam.volume"
_CLASS_KEY = "zowe.setup.vsam.storageClass"

Text = str | tuple[str, ...]
"""A text of a cause, or its alternatives: those that need more facts first."""


class Context(NamedTuple):
    """Facts of the configuration and of the job; empty or None where they are unknown."""

    cluster: str = ""
    mode: str = ""
    """``NONRLS`` or ``RLS``."""
    volume: str = ""
    storage_class: str = ""
    member: str = ""
    """The member that was submitted, such as ``IBMUSER.ZWE.CUST.JCLLIB(ZWECSVSM)``."""
    job: str = ""
    """The job's name."""
    key_length: int | None = None
    """Bytes, as zowe.yaml sets it."""
    record_length: int | None = None
    """Bytes, as zowe.yaml sets it."""
    name_key: str = "zowe.setup.vsam.name"
    """The configuration key that names the cluster."""
    security: str = ""
    """``RACF``, ``ACF2`` or ``TSS``: zowe.setup.security.product."""


class Explanation(NamedTuple):
    """The meaning of a failure for this cluster and this zowe.yaml, and its remedy."""

    cause: str
    """Id of the cause, for programs: ``duplicate-name``."""
    meaning: str
    remedy: str
    key: str
    """The configuration key to change; empty if no key is involved."""
    source: str
    """The document that describes the message."""
    decisive: tuple[str, ...] = ()
    """The message that decided, quoted; empty where the ending of the job decided."""


class Cause(NamedTuple):
    """One reason for a failure or a wait, and how it is recognized: an entry of a data file."""

    id: str
    meaning: Text
    remedy: Text
    source: str
    patterns: tuple[re.Pattern[str], ...] = ()
    """Any of them must match in one message. None if the ending alone decides."""
    needs: re.Pattern[str] | None = None
    """Must match in some message, too."""
    endings: tuple[Ending, ...] = ()
    """How the job must have ended. None if that does not matter."""
    key: str = ""
    """Configuration key to change, or a ``{}`` fact that is one."""
    code: int | None = None
    """The condition code that the job must have ended with. None if that does not matter."""
    also: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Sentences that other messages add to the meaning, with the groups of their pattern. For each
    message the first pattern that matches counts. An empty sentence adds nothing."""

    def explanation(
        self, facts: Mapping[str, str | None], context: Context, more: Sequence[str] = ()
    ) -> Explanation:
        """Return the texts with all known facts filled in; ``more`` follows the meaning.

        ``facts`` are the groups of the pattern that matched.
        """
        values = _values({name: value for name, value in facts.items() if value}, context)
        meaning = " ".join((_fill(self.meaning, values), *more))
        return Explanation(
            self.id,
            meaning,
            " ".join(_fill(self.remedy, values).split()),
            self.key.format_map(values),
            self.source,
        )

    def additions(self, texts: Sequence[str]) -> list[str]:
        """Return the sentences that ``also`` makes of messages with these texts, each once."""
        sentences: dict[str, None] = {}
        for text in texts:
            for pattern, sentence in self.also:
                match = pattern.search(text)
                if match:
                    sentences[" ".join(sentence.format_map(match.groupdict()).split())] = None
                    break
        return [sentence for sentence in sentences if sentence]


def _fill(text: Text, values: Mapping[str, str]) -> str:
    """Fill in the first alternative whose facts are all known; those of the last one always are."""
    alternatives = (text,) if isinstance(text, str) else text
    for alternative in alternatives[:-1]:
        names = {name for _, name, _, _ in string.Formatter().parse(alternative) if name}
        if names <= values.keys():
            return alternative.format_map(values)
    return alternatives[-1].format_map(values)


def _values(facts: Mapping[str, str], context: Context) -> dict[str, str]:
    """Return the value of each ``{}`` of a text, also under its name with a capital letter."""
    volume = facts.get("volser") or context.volume
    storage_class = facts.get("class") or context.storage_class
    data_set = facts.get("entry") or context.cluster
    values = {
        "user": "the job's user",
        **facts,
        "cluster": f"cluster {context.cluster}" if context.cluster else "the cluster",
        "data_set": data_set or "the data set",
        "dsname": data_set or "name",
        "job": f"job {context.job}" if context.job else "the job",
        "name_key": context.name_key,
        "member": context.member or "the submitted member",
        "storage_class": f"storage class {storage_class}" if storage_class else "the storage class",
        "volume": f"volume {volume}" if volume else "the volume",
        "volser": volume or "volser",
        "allowed": f" (current access: {facts['allowed']})" if "allowed" in facts else "",
        "evidence": _evidence(context.job, data_set),
        **_place(context),
        **_statement(facts.get("statement", ""), context.member),
        **_service(facts, context),
        **_security(facts, context),
    }
    return values | {_capitalized(name): _capitalized(value) for name, value in values.items()}


def _evidence(job: str, data_set: str) -> str:
    """Return what to give an administrator who is to help: messages and data set name."""
    messages = f"the messages of job {job}" if job else "the messages of the job"
    return f"{messages} and the data set name {data_set}".rstrip()


_PRODUCTS = {"ICH": "RACF", "ACF": "ACF2", "TSS": "TSS"}
_VIOLATIONS = {"RACF": "ICH408I", "ACF2": "ACF99913", "TSS": "TSS7220E and TSS7221E"}
"""Security product -> the messages that name a refused resource. Sources: IBM z/OS Security
Server RACF Messages and Codes; Zowe documentation, Troubleshooting (TSS7220E, TSS7221E);
Broadcom knowledge base KB000045256 (ACF99913)."""
_PERMITS = {
    "RACF": "In RACF, use PERMIT with ID({user}) ACCESS({intent}) for the profile that covers "
    "{resource}.",
    "ACF2": "In ACF2, change the access rule set that covers {resource} so that it allows {user}.",
    "TSS": "In Top Secret, use TSS PERMIT({user}) DSN({resource}) ACCESS({intent}).",
}


def _security(facts: Mapping[str, str], context: Context) -> dict[str, str]:
    """Return the words of the security product: that of the message, or else of zowe.yaml."""
    product = _PRODUCTS.get(facts.get("product", ""), context.security)
    permit = _PERMITS.get(product, "")
    needed = {name for _, name, _, _ in string.Formatter().parse(permit) if name}
    return {
        "violation": _VIOLATIONS.get(
            product, "ICH408I (RACF), ACF99913 (ACF2) or TSS7220E (Top Secret)"
        ),
        "permit": f" {permit.format_map(facts)}" if permit and needed <= facts.keys() else "",
    }


def _place(context: Context) -> dict[str, str]:
    """Return where the cluster is defined, and the key that names the place."""
    if context.mode == "RLS":
        return {
            "place": f"the storage group of storage class {context.storage_class}",
            "place_key": _CLASS_KEY,
            "place_keys": _CLASS_KEY,
            "place_kind": "storage class",
        }
    if context.mode == "NONRLS":
        return {
            "place": f"volume {context.volume}",
            "place_key": _VOLUME_KEY,
            "place_keys": _VOLUME_KEY,
            "place_kind": "volume",
        }
    return {
        "place": "the volume or storage group",
        "place_key": "",
        "place_keys": f"{_VOLUME_KEY} (NONRLS) or {_CLASS_KEY} (RLS)",
        "place_kind": "volume or storage class",
    }


def _statement(number: str, member: str) -> dict[str, str]:
    """Return the statement with an error. Statement 1 is the JOB statement, made of the header."""
    member = member or "the submitted member"
    if number == "1":
        return {
            "statement": "statement 1, the JOB statement,",
            "jcl": f"{_HEADER_KEY}, the source of the JOB statement, or {member}",
            "jcl_key": _HEADER_KEY,
        }
    return {
        "statement": f"statement {number}" if number else "a statement",
        "jcl": f"{member} or its template",
        "jcl_key": "",
    }


def _service(facts: Mapping[str, str], context: Context) -> dict[str, str]:
    """Return how the data set that the Caching Service opens differs from zowe.yaml's."""
    differences = [
        f"expected {attribute} {expected}, found {actual}"
        for attribute, actual, expected in (
            ("data set", facts.get("file"), context.cluster),
            ("key length", facts.get("keys"), context.key_length),
            ("record length", facts.get("records"), context.record_length),
        )
        if actual and expected and actual != str(expected)
    ]
    return {
        "differs": f" This differs from zowe.yaml: {'; '.join(differences)}." if differences else ""
    }


def _capitalized(text: str) -> str:
    """Return ``text`` with a capital first letter; the other letters stay as they are."""
    return text[:1].upper() + text[1:]
