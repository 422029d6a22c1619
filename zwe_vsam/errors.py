"""The one base of every error that this package foresees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zwe_vsam.messages import Message, message
from zwe_vsam.messages import Origin as Origin

if TYPE_CHECKING:
    from zwe_vsam.model import JobId


class Problem(Exception):
    """A foreseen failure: the message that tells it, from where it arises to where it is told."""

    def __init__(
        self,
        message_id: str,
        *,
        origin: Origin | None = None,
        remedy: str = "",
        details: tuple[str, ...] = (),
        meaning: str = "",
        **fields: object,
    ) -> None:
        """As for ``messages.message``."""
        super().__init__(message_id, *fields.values())
        self.fields = fields
        self.message: Message = message(
            message_id,
            origin=origin,
            remedy=remedy,
            details=details,
            meaning=meaning,
            **fields,
        )

    @property
    def id(self) -> str:
        """The id of the message."""
        return self.message.id

    @property
    def facts(self) -> tuple[str, ...]:
        """The values of the fields, in their order."""
        return tuple(map(str, self.fields.values()))

    @property
    def reason(self) -> str:
        """The field of that name; empty where the text has none."""
        return str(self.fields.get("reason", ""))

    @property
    def origin(self) -> Origin | None:
        """The place in the user's input."""
        return self.message.origin

    @property
    def remedy(self) -> str:
        """What to do."""
        return self.message.remedy

    @property
    def details(self) -> tuple[str, ...]:
        """Lines of evidence, shown below the message as they are."""
        return self.message.details

    def copy(self, *details: str) -> Problem:
        """Return a problem with the same message, and ``details`` after its own."""
        message = self.message
        return Problem(
            self.id,
            origin=message.origin,
            remedy=message.remedy,
            details=(*message.details, *details),
            meaning=message.meaning,
            **self.fields,
        )

    def extend(self, *details: str, remedy: str = "") -> None:
        """Add lines of evidence, and a sentence to the remedy."""
        self.message = self.message._replace(
            details=(*self.message.details, *details),
            remedy=f"{self.message.remedy} {remedy}".strip(),
        )


class Invalid(Exception):
    """The settings are not valid: every problem of the configuration."""

    def __init__(self, problems: list[Problem], notes: list[Message]) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.notes = notes
        """Notes on other values, as ``config.settings.read`` returns them."""


class TargetError(Problem):
    """The system did not do what was asked."""

    @property
    def reason(self) -> str:
        """The text of the message without its full stop, as a part of another sentence."""
        return self.message.text.removesuffix(".")


class LibraryNotFound(TargetError):
    """The partitioned data set is not cataloged."""


class MemberNotFound(TargetError):
    """The library exists and has no member of that name."""


class JobNotFound(TargetError):
    """The system does not list the job."""


class NotAuthorised(TargetError):
    """The system refused for reasons of security."""


class InUse(TargetError):
    """Another user or job has the data set open."""


class MemberChanged(TargetError):
    """Another user changed the member since it was read; nothing was written."""


class WriteFailed(TargetError):
    """The member was not written. The text says whether the former content is intact."""

    changed = False
    """Whether the member may hold something else now than before, by this run."""


class WriteInterrupted(KeyboardInterrupt):
    """Ctrl-C while a member was written."""

    def __init__(self, details: tuple[str, ...], *, changed: bool) -> None:
        super().__init__()
        self.details = details
        """What became of the member, for the user, line by line."""
        self.changed = changed
        """As of WriteFailed."""


class SubmitInterrupted(KeyboardInterrupt):
    """Ctrl-C while a member was submitted."""

    def __init__(self, details: tuple[str, ...], job: JobId | None = None) -> None:
        super().__init__()
        self.details = details
        """What is known of the job, for the user, line by line."""
        self.job = job
        """The job, where it is certain that it was submitted and is this one."""


class Unavailable(TargetError):
    """The system, or what is needed to reach it, is not there."""


class UnclearAnswer(TargetError):
    """The answer of the system was not understood, so nothing may be concluded from it."""


class CatalogUnavailable(UnclearAnswer):
    """All that the system can say of an entry of the catalog is whether a list has it.

    That is no proof of its absence, and nothing is known of its attributes.
    """

    seen = False
    """Whether the list has it, as a VSAM data set."""
    listed = False
    """Whether the list has it at all, whatever it is."""


class SubmitFailed(TargetError):
    """The job was refused; it does not exist."""


class SubmitUnknown(TargetError):
    """Whether the job was submitted is not known. It must not be submitted again."""


class NotCancelled(TargetError):
    """The job was not canceled. The message says why."""


class NotReleased(TargetError):
    """The job was not released. The message says why."""
