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
from zwe_vsam.targets.zosmf import failure

if TYPE_CHECKING:
    from zwe_vsam.targets.zosmf.session import Link

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
    status: int, messages: tuple[str, ...], action: str, link: Link
) -> NotAuthorised | InUse | Unavailable | None:
    """Make the error for the text of an error document; None for a text without a known reason."""
    text = "\n".join(messages).lower()
    if any(words in text for words in _SECURITY):
        return failure.not_authorised(status, messages, action, link)
    if any(words in text for words in _IN_USE):
        return InUse("ZWV6011E", action=action, answer=f"HTTP {status}", details=messages)
    if any(words in text for words in _TSO):
        return Unavailable(
            "ZWV6247E",
            action=action,
            server=link.place,
            status=status,
            details=messages[:_MOST],
        )
    return None
