"""The rules of z/OS names.

Each check returns an empty string for a valid name, or one short sentence that states the
rule that the name breaks. Only ``upper`` changes letters: a lower-case letter is not valid, because
JCL and access method services do not translate it.

Sources: z/OS MVS JCL Reference, "Data set names" and the NAME fields of JOB and DD;
z/OS DFSMS Using Data Sets, "Naming a cluster"; z/OS DFSMSdfp Storage Administration (class
names).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

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

Check: TypeAlias = Callable[[str], str]
"""The type of the checks in this module."""

_PLACE = re.compile(r"([^()]*)(?:\(([^()]*)\))?")


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
    match = _PLACE.fullmatch(text)
    return Place(match[1], match[2]) if match else None


def place_of_member(text: str) -> tuple[str, str] | None:
    """Split ``DATA.SET(MEMBER)``; None for a text that has another form, as of ``place``."""
    match = _PLACE.fullmatch(text)
    return None if match is None or match[2] is None else (match[1], match[2])


def sample_library(prefix: str) -> str:
    """Return the name of the library with Zowe's sample members, from the data set prefix."""
    return f"{prefix}.{SAMPLE_LIBRARY}"


def is_name(name: str) -> bool:
    """Whether ``name`` is 1-8 alphanumeric or national characters, the first no digit."""
    return (
        0 < len(name) <= NAME_LENGTH and name[0] in NAME_FIRST and NAME_CHARACTERS.issuperset(name)
    )


def data_set(name: str) -> str:
    """Check a data set name: 1 to 44 characters, qualifiers of 1 to 8 joined by dots.

    The book's limit of 22 qualifiers follows: 23 of one character each have 45 with their dots.
    """
    if not name:
        return "a data set name is required"
    if len(name) > DATA_SET_NAME_LENGTH:
        return (
            f"a data set name has at most {DATA_SET_NAME_LENGTH} characters, this one {len(name)}"
        )
    return next(filter(None, map(_qualifier, name.split("."))), "")


def _qualifier(part: str) -> str:
    if not part:
        return "a data set name has no empty qualifier"
    if len(part) > NAME_LENGTH:
        return f"a qualifier has at most {NAME_LENGTH} characters: {part}"
    if part[0] not in NAME_FIRST:
        return f"a qualifier begins with A-Z, $, # or @: {part}"
    if not QUALIFIER_CHARACTERS.issuperset(part):
        return f"a qualifier holds only A-Z, 0-9, $, #, @ and -: {part}"
    return ""


def cluster(name: str) -> str:
    """Check the name of a cluster whose components are named by adding .DATA and .INDEX."""
    broken = data_set(name)
    if not broken and len(name) > CLUSTER_NAME_LENGTH:
        return (
            f"a cluster name has at most {CLUSTER_NAME_LENGTH} characters,"
            f" so that .INDEX fits; this one {len(name)}"
        )
    return broken


def member(name: str) -> str:
    """Check the name of a member of a partitioned data set."""
    return _word("a member name", name)


def job_name(name: str) -> str:
    """Check a job name."""
    return _word("a job name", name)


def sms_class(name: str) -> str:
    """Check the name of a storage, data or management class."""
    return _word("a class name", name)


def _word(subject: str, name: str) -> str:
    if not name:
        return f"{subject} is required"
    if len(name) > NAME_LENGTH:
        return f"{subject} has at most {NAME_LENGTH} characters, this one {len(name)}"
    if name[0] not in NAME_FIRST:
        return f"{subject} begins with A-Z, $, # or @"
    if not NAME_CHARACTERS.issuperset(name):
        return f"{subject} holds only A-Z, 0-9, $, # and @"
    return ""


def volser(name: str) -> str:
    """Check a volume serial number: 1 to 6 letters, digits, national characters or hyphens."""
    if not name:
        return "a volume serial number is required"
    if len(name) > VOLSER_LENGTH:
        return (
            f"a volume serial number has at most {VOLSER_LENGTH} characters, this one {len(name)}"
        )
    if not QUALIFIER_CHARACTERS.issuperset(name):
        return "a volume serial number holds only A-Z, 0-9, $, #, @ and -"
    return ""
