"""The rules of z/OS names.

Each check returns the rule that a name breaks, which is an empty text for a valid name. Only
``upper`` changes letters: a lower-case letter is not valid, because JCL and access method services
do not translate it.

Sources: z/OS MVS JCL Reference, "Data set names" and the NAME fields of JOB and DD;
z/OS DFSMS Using Data Sets, "Naming a cluster"; z/OS DFSMSdfp Storage Administration (class
names).
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple, Self, TypeAlias

from zwe_vsam.zos.limits import (
    CLUSTER_NAME_LENGTH,
    DATA_SET_NAME_LENGTH,
    NAME_CHARACTERS,
    NAME_FIRST,
    NAME_LENGTH,
    QUALIFIER_CHARACTERS,
    SAMPLE_LIBRARY,
    VOLSER_LENGTH,
)


class Cause(Enum):
    """Why a name is not valid."""

    MISSING = "missing"
    LENGTH = "length"
    SUFFIX = "suffix"
    """The name leaves no room for a qualifier that is added to it."""
    QUALIFIER_LENGTH = "qualifier length"
    EMPTY_QUALIFIER = "empty qualifier"
    FIRST_CHARACTER = "first character"
    CHARACTER = "character"


class BrokenRule(str):
    """The rule that a name breaks, as a short sentence; an empty text for a valid name."""

    __slots__ = ("allowed", "cause", "character", "maximum", "part", "subject")

    cause: Cause
    subject: str
    """What the text is to be, such as ``data set name``."""
    part: str
    """The name, or the qualifier, that breaks the rule. For Cause.SUFFIX, the suffix."""
    maximum: int
    """The most characters; 0 where the length is not the cause."""
    allowed: str
    """The characters that can stand in the place of ``character``, for messages."""
    character: str
    """The first character that is not allowed; empty where the length is the cause."""

    @classmethod
    def of(cls, text: str, cause: Cause, subject: str, part: str, maximum: int = 0) -> Self:
        """Return the broken rule that ``text`` states."""
        rule = cls(text)
        rule.cause, rule.subject, rule.part, rule.maximum = cause, subject, part, maximum
        rule.allowed = rule.character = ""
        return rule

    @classmethod
    def of_first(cls, text: str, subject: str, part: str) -> Self:
        """Return the rule that the first character of ``part`` breaks."""
        rule = cls.of(text, Cause.FIRST_CHARACTER, subject, part)
        rule.allowed, rule.character = FIRST_SET, part[0]
        return rule

    @classmethod
    def of_character(cls, text: str, subject: str, part: str, allowed: str) -> Self:
        """Return the rule that a character of ``part`` breaks; ``allowed`` is NAME_SET or so."""
        rule = cls.of(text, Cause.CHARACTER, subject, part)
        characters = NAME_CHARACTERS if allowed == NAME_SET else QUALIFIER_CHARACTERS
        rule.allowed = allowed
        rule.character = next(letter for letter in part if letter not in characters)
        return rule


VALID = BrokenRule()
"""No rule is broken."""
Check: TypeAlias = Callable[[str], BrokenRule]
"""The type of the checks in this module."""
FIRST_SET = "A-Z, $, # or @"
"""NAME_FIRST, for messages."""
NAME_SET = "A-Z, 0-9, $, # and @"
"""NAME_CHARACTERS, for messages."""
QUALIFIER_SET = "A-Z, 0-9, $, #, @ and -"
"""QUALIFIER_CHARACTERS, for messages."""

_PLACE = r"([^()]*)(?:\(([^()]*)\))?"


def upper(text: str) -> str:
    """Return ``text`` in upper case, for a place where z/OS has no lower case.

    Names have no other letters than A-Z. Python would also make S of the long s and SS of the
    sharp s, and so a name that is valid of one that is not; such letters are left as they are.
    """
    if text.isascii():
        return text.upper()
    return "".join(letter.upper() if letter.isascii() else letter for letter in text)


class Place(NamedTuple):
    """A data set, or a member of it, as users and JCL write it."""

    data_set: str
    member: str | None
    """None where no member is named. JCL may have a generation number here, such as ``+1``."""


def place(text: str) -> Place | None:
    """Split ``DATA.SET`` or ``DATA.SET(MEMBER)``; None for a text that has another form.

    The names themselves are not checked: each may be empty.
    """
    match = re.fullmatch(_PLACE, text)
    return Place(match[1], match[2]) if match else None


def place_of_member(text: str) -> tuple[str, str] | None:
    """Split ``DATA.SET(MEMBER)``; None for a text that has another form, as of ``place``."""
    match = re.fullmatch(_PLACE, text)
    return None if match is None or match[2] is None else (match[1], match[2])


def sample_library(prefix: str) -> str:
    """Return the name of the library with Zowe's sample members, from the data set prefix."""
    return f"{prefix}.{SAMPLE_LIBRARY}"


def is_name(name: str) -> bool:
    """Whether ``name`` is 1-8 alphanumeric or national characters, the first no digit."""
    return (
        0 < len(name) <= NAME_LENGTH and name[0] in NAME_FIRST and NAME_CHARACTERS.issuperset(name)
    )


def data_set(name: str) -> BrokenRule:
    """Check a data set name: 1 to 44 characters, qualifiers of 1 to 8 joined by dots.

    The book's limit of 22 qualifiers follows: 23 of one character each have 45 with their dots.
    """
    subject = "data set name"
    if not name:
        return _missing(subject)
    if len(name) > DATA_SET_NAME_LENGTH:
        return _too_long(subject, name, DATA_SET_NAME_LENGTH)
    return next(filter(None, map(_qualifier, name.split("."))), VALID)


def _qualifier(part: str) -> BrokenRule:
    subject = "data set name"
    if not part:
        text = "a data set name has no empty qualifier"
        return BrokenRule.of(text, Cause.EMPTY_QUALIFIER, subject, part)
    if len(part) > NAME_LENGTH:
        text = f"a qualifier has at most {NAME_LENGTH} characters: {part}"
        return BrokenRule.of(text, Cause.QUALIFIER_LENGTH, subject, part, NAME_LENGTH)
    if part[0] not in NAME_FIRST:
        text = f"a qualifier begins with {FIRST_SET}: {part}"
        return BrokenRule.of_first(text, subject, part)
    if not QUALIFIER_CHARACTERS.issuperset(part):
        text = f"a qualifier holds only {QUALIFIER_SET}: {part}"
        return BrokenRule.of_character(text, subject, part, QUALIFIER_SET)
    return VALID


def cluster(name: str) -> BrokenRule:
    """Check the name of a cluster whose components are named by adding .DATA and .INDEX."""
    return data_set(name) or room(name, "INDEX", CLUSTER_NAME_LENGTH, "cluster name")


def prefix(name: str) -> BrokenRule:
    """Check the prefix of a library's name, to which .SZWESAMP is added."""
    maximum = DATA_SET_NAME_LENGTH - len(SAMPLE_LIBRARY) - 1
    return data_set(name) or room(name, SAMPLE_LIBRARY, maximum, "data set prefix")


def room(name: str, suffix: str, maximum: int, subject: str) -> BrokenRule:
    """Check that a last qualifier, ``suffix``, fits behind a ``name`` of 1 to ``maximum``."""
    if len(name) <= maximum:
        return VALID
    text = f"a {subject} has at most {maximum} characters before .{suffix}, found {len(name)}"
    return BrokenRule.of(text, Cause.SUFFIX, subject, f".{suffix}", maximum)


def member(name: str) -> BrokenRule:
    """Check the name of a member of a partitioned data set."""
    return _word("member name", name)


def job_name(name: str) -> BrokenRule:
    """Check a job name."""
    return _word("job name", name)


def sms_class(name: str) -> BrokenRule:
    """Check the name of a storage, data or management class."""
    return _word("class name", name)


def _word(subject: str, name: str) -> BrokenRule:
    if not name:
        return _missing(subject)
    if len(name) > NAME_LENGTH:
        return _too_long(subject, name, NAME_LENGTH)
    if name[0] not in NAME_FIRST:
        return BrokenRule.of_first(f"a {subject} begins with {FIRST_SET}", subject, name)
    if not NAME_CHARACTERS.issuperset(name):
        text = f"a {subject} holds only {NAME_SET}"
        return BrokenRule.of_character(text, subject, name, NAME_SET)
    return VALID


def volser(name: str) -> BrokenRule:
    """Check a volume serial number: 1 to 6 letters, digits, national characters or hyphens."""
    subject = "volume serial number"
    if not name:
        return _missing(subject)
    if len(name) > VOLSER_LENGTH:
        return _too_long(subject, name, VOLSER_LENGTH)
    if not QUALIFIER_CHARACTERS.issuperset(name):
        text = f"a {subject} holds only {QUALIFIER_SET}"
        return BrokenRule.of_character(text, subject, name, QUALIFIER_SET)
    return VALID


def _missing(subject: str) -> BrokenRule:
    return BrokenRule.of(f"a {subject} is required", Cause.MISSING, subject, "")


def _too_long(subject: str, name: str, maximum: int) -> BrokenRule:
    text = f"a {subject} has at most {maximum} characters, found {len(name)}"
    return BrokenRule.of(text, Cause.LENGTH, subject, name, maximum)
