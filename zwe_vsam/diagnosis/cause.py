"""What a cause is, and how its texts are filled in.

A text has ``{}`` for facts: named groups of the cause's patterns, and what is known of the
configuration. A text may have alternatives: the first one counts whose facts are all known, so
that no words have to stand for a fact that is not.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zwe_vsam.model import Ending

NAME_KEY = "{name_key}"
"""In a text: the key that names the cluster; releases of Zowe differ in it."""
HEADER_KEY = "zowe.setup.jcl.header"
MODE_KEY = "zowe.setup.vsam.mode"
VOLUME_KEY = "zowe.setup.vsam.volume"
CLASS_KEY = "zowe.setup.vsam.storageClass"
STORAGE_KEY = "components.caching-service.storage.mode"
SERVICE_KEY = "components.caching-service.storage.vsam.name"

ASK_STORAGE = "ask the storage administrator"
ASK_SECURITY = "ask the security administrator"
ASK_SYSTEM = "ask the system programmer"

Text = str | tuple[str, ...]
"""A text of a cause, or its alternatives: those that need more facts first."""


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the configuration and of the job; empty or None where it is not."""

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


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a failure means for this cluster and this zowe.yaml."""

    cause: str
    """Id of the cause, for programs: ``duplicate-name``."""
    meaning: str
    remedy: str
    key: str
    """The configuration key to change; empty where none is concerned."""
    source: str
    """Where the meaning of the message is written down."""
    decisive: tuple[str, ...] = ()
    """The message that decided, quoted; empty where how the job ended tells all."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for a failure, and how it is recognised."""

    id: str
    meaning: Text
    remedy: Text
    source: str
    patterns: tuple[re.Pattern[str], ...] = ()
    """Any of them in one message; none where the ending alone tells."""
    needs: re.Pattern[str] | None = None
    """Something that another message must say, too."""
    endings: tuple[Ending, ...] = ()
    """How the job must have ended, where that matters."""
    key: str = ""
    """Configuration key, or a ``{}`` fact that is one."""
    code: int | None = None
    """The condition code that the job must have ended with, where that matters."""
    also: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Sentences that other messages add to the meaning, with the groups of their pattern. The
    first pattern that finds a message counts for it; an empty sentence adds nothing."""

    def explanation(
        self, facts: Mapping[str, str | None], context: Context, more: Sequence[str] = ()
    ) -> Explanation:
        """The texts with everything that is known filled in; ``more`` follows the meaning."""
        known = _words({name: value for name, value in facts.items() if value}, context)
        meaning = " ".join((_filled(self.meaning, known), *more))
        return Explanation(
            self.id,
            _sentence(meaning),
            _sentence(" ".join(_filled(self.remedy, known).split())),
            self.key.format_map(known),
            self.source,
        )

    def additions(self, texts: Sequence[str]) -> list[str]:
        """The sentences that ``also`` makes of the messages with these texts, each once."""
        found: dict[str, None] = {}
        for text in texts:
            for pattern, sentence in self.also:
                match = pattern.search(text)
                if match:
                    found[" ".join(sentence.format_map(match.groupdict()).split())] = None
                    break
        return [sentence for sentence in found if sentence]


def _filled(text: Text, known: Mapping[str, str]) -> str:
    """The first alternative of which every fact is known; the last one always is."""
    alternatives = (text,) if isinstance(text, str) else text
    for alternative in alternatives[:-1]:
        names = {name for _, name, _, _ in string.Formatter().parse(alternative) if name}
        if names <= known.keys():
            return alternative.format_map(known)
    return alternatives[-1].format_map(known)


def any_of(*patterns: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of a cause."""
    return tuple(map(re.compile, patterns))


def _words(facts: Mapping[str, str], context: Context) -> dict[str, str]:
    volume = facts.get("volser") or context.volume
    storage_class = facts.get("class") or context.storage_class
    data_set = facts.get("entry") or context.cluster
    return {
        "user": "the job's user",
        **facts,
        "cluster": f"cluster {context.cluster}" if context.cluster else "the cluster",
        "data_set": data_set or "the data set",
        "job": f"job {context.job}" if context.job else "the job",
        "name_key": context.name_key,
        "member": context.member or "the submitted member",
        "storage_class": f"storage class {storage_class}" if storage_class else "the storage class",
        "volume": f"volume {volume}" if volume else "the volume",
        "allowed": f" ({facts['allowed']} is allowed)" if "allowed" in facts else "",
        **_place(context),
        **_statement(facts.get("statement", ""), context.member),
        **_service(facts, context),
        **_security(facts, context),
    }


_PRODUCTS = {"ICH": "RACF", "ACF": "ACF2", "TSS": "TSS"}
_VIOLATIONS = {"RACF": "ICH408I", "ACF2": "ACF99913", "TSS": "TSS7220E and TSS7221E"}
"""Security product -> the messages that name a refused resource. Sources: IBM z/OS Security
Server RACF Messages and Codes; Zowe documentation, Troubleshooting (TSS7220E, TSS7221E);
Broadcom knowledge base KB000045256 (ACF99913)."""
_PERMITS = {
    "RACF": "In RACF: PERMIT for the profile that covers {resource}, with ID({user}) "
    "ACCESS({intent}).",
    "ACF2": "In ACF2: change the access rule set that covers {resource}, so that it allows {user}.",
    "TSS": "In Top Secret: TSS PERMIT({user}) DSN({resource}) ACCESS({intent}).",
}


def _security(facts: Mapping[str, str], context: Context) -> dict[str, str]:
    """The words of the security product: the one that wrote the message, or zowe.yaml's."""
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
    """Where the cluster is to be, and the key that says so."""
    if context.mode == "RLS":
        group = f"the storage group of storage class {context.storage_class}"
        return {"place": group, "place_key": CLASS_KEY, "place_keys": CLASS_KEY}
    if context.mode == "NONRLS":
        place = f"volume {context.volume}"
        return {"place": place, "place_key": VOLUME_KEY, "place_keys": VOLUME_KEY}
    return {
        "place": "the volume or storage group",
        "place_key": "",
        "place_keys": f"{VOLUME_KEY} (NONRLS) or {CLASS_KEY} (RLS)",
    }


def _statement(number: str, member: str) -> dict[str, str]:
    """The statement with an error: the JOB statement, number 1, is made of the header."""
    member = member or "the submitted member"
    if number == "1":
        return {
            "statement": "statement 1, the JOB statement,",
            "jcl": f"{HEADER_KEY}, which the JOB statement is made of, or {member}",
            "jcl_key": HEADER_KEY,
        }
    return {
        "statement": f"statement {number}" if number else "a statement",
        "jcl": f"{member} or the template it was made from",
        "jcl_key": "",
    }


def _service(facts: Mapping[str, str], context: Context) -> dict[str, str]:
    """How what the Caching Service opens differs from what zowe.yaml describes."""
    differs = [
        f"it opens {what} {found}, and zowe.yaml has {wanted}"
        for what, found, wanted in (
            ("data set", facts.get("file"), context.cluster),
            ("key length", facts.get("keys"), context.key_length),
            ("record length", facts.get("records"), context.record_length),
        )
        if found and wanted and found != str(wanted)
    ]
    return {"differs": f" Note: {'; '.join(differs)}." if differs else ""}


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].replace(". ask ", ". Ask ")
