"""Refusals of z/OSMF with the status HTTP 500, and the reason only in the text.

Sources: documents recorded from real systems (zowe/data-sets, data-sets-api-server/src/test/
resources/zosmfResponses: getContent_unauthorised, putContent_unauthorised,
zosmf_getMembersUnauthorised, getUnixFileContentUnauthorised, dataSet_locked); z/OSMF Programming
Guide, X-IBM-Obtain-ENQ; z/OS TSO/E Messages, IKJ56225I; zowe/community issue 671 and zowe/zowe-cli
issue 699 (startDispatcher, CeaTso request failed); zowe/docs-site issues 2071 and 4725.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.errors import InUse, NotAuthorised, Unavailable

if TYPE_CHECKING:
    from zwe_vsam.targets.zosmf.session import Link

ADMINISTRATOR = "Ask the security administrator of the system."
NO_TSO = (
    "Try again. If it lasts, tell z/OSMF's administrator: check the logon procedure (IZUFPROC), "
    "your authority to use it, and free message queues (ipcs -q; IPCMSGNIDS in BPXPRMxx)."
)
_SECURITY = ("isrz002 authorization failed", "open 913 abend", "edc5111i", "not authorized for")
_IN_USE = (
    "ikj56225i",
    "enqueue for qname=spfedit failed",
    "isrz002 data set in use",
    "in use by another user",
)
_MOST = 6
"""Lines of an error document about TSO that are quoted. The document can have many."""
_TSO = ("startdispatcher", "ceatsorequest", "ceatso request", "tsoservletexception")


def of_words(
    status: int, messages: tuple[str, ...], subject: str, link: Link
) -> NotAuthorised | InUse | Unavailable | None:
    """Make the error for the text of an error document; None for a text without a known reason."""
    text = "\n".join(messages).lower()
    if any(words in text for words in _SECURITY):
        user = link.user or "this user"
        reason, remedy = f"{link.place} does not allow {user} to do that", ADMINISTRATOR
        return NotAuthorised(
            "ZWV233E",
            "zosmf",
            f"{subject}: {reason} (HTTP {status})",
            details=messages,
            remedy=remedy,
        )
    if any(words in text for words in _IN_USE):
        reason = "somebody has the data set or member open"
        remedy = "Run this again when it is free. In ISPF, the user who edits it must leave it."
        return InUse(
            "ZWV233E",
            "zosmf",
            f"{subject}: {reason} (HTTP {status})",
            details=messages,
            remedy=remedy,
        )
    if any(words in text for words in _TSO):
        reason = f"{link.place} has trouble with the TSO address space in which it works for you"
        shown = messages[:_MOST]
        return Unavailable(
            "ZWV233E", "zosmf", f"{subject}: {reason} (HTTP {status})", details=shown, remedy=NO_TSO
        )
    return None
