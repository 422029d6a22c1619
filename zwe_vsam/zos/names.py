"""The rules of z/OS names.

Each check returns an empty string for a valid name, or one short sentence that states the
rule that the name breaks. Nothing but ``upper`` folds: a lower-case letter is not valid, because
JCL and access method services do not translate it.

Sources: z/OS MVS JCL Reference, "Data set names" and the NAME fields of JOB and DD;
z/OS DFSMS Using Data Sets, "Naming a cluster"; z/OS DFSMSdfp Storage Administration (class
names).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

Check: TypeAlias = Callable[[str], str]
"""What every check here is."""

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
DIGITS = frozenset("0123456789")
NATIONAL = frozenset("$#@")
_FIRST = LETTERS | NATIONAL
_WORD = _FIRST | DIGITS
_QUALIFIER = _WORD | {"-"}

DATA_SET_LENGTH = 44
"""Characters in the longest data set name."""
CLUSTER_LENGTH = 38
"""Characters in the longest cluster name to which ``.INDEX`` can still be added."""


def upper(text: str) -> str:
    """Return ``text`` in upper case, for a place where z/OS has no lower case.

    Names have no other letters than A-Z. Python would also make S of the long s and SS of the
    sharp s, and so a name that is valid of one that is not; such letters are left as they are.
    """
    if text.isascii():
        return text.upper()
    return "".join(letter.upper() if letter.isascii() else letter for letter in text)


def data_set(name: str) -> str:
    """Check a data set name: 1 to 44 characters, qualifiers of 1 to 8 joined by dots.

    The book's limit of 22 qualifiers follows: 23 of one character each have 45 with their dots.
    """
    if not name:
        return "a data set name is required"
    if len(name) > DATA_SET_LENGTH:
        return f"a data set name has at most {DATA_SET_LENGTH} characters, this one {len(name)}"
    return next(filter(None, map(_qualifier, name.split("."))), "")


def _qualifier(part: str) -> str:
    if not part:
        return "a data set name has no empty qualifier"
    if len(part) > 8:
        return f"a qualifier has at most 8 characters: {part}"
    if part[0] not in _FIRST:
        return f"a qualifier begins with A-Z, $, # or @: {part}"
    if not _QUALIFIER.issuperset(part):
        return f"a qualifier holds only A-Z, 0-9, $, #, @ and -: {part}"
    return ""


def cluster(name: str) -> str:
    """Check the name of a cluster whose components are named by adding .DATA and .INDEX."""
    broken = data_set(name)
    if not broken and len(name) > CLUSTER_LENGTH:
        return (
            f"a cluster name has at most {CLUSTER_LENGTH} characters,"
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


def _word(what: str, name: str) -> str:
    if not name:
        return f"{what} is required"
    if len(name) > 8:
        return f"{what} has at most 8 characters, this one {len(name)}"
    if name[0] not in _FIRST:
        return f"{what} begins with A-Z, $, # or @"
    if not _WORD.issuperset(name):
        return f"{what} holds only A-Z, 0-9, $, # and @"
    return ""


def volser(name: str) -> str:
    """Check a volume serial number: 1 to 6 letters, digits, national characters or hyphens."""
    if not name:
        return "a volume serial number is required"
    if len(name) > 6:
        return f"a volume serial number has at most 6 characters, this one {len(name)}"
    if not _QUALIFIER.issuperset(name):
        return "a volume serial number holds only A-Z, 0-9, $, #, @ and -"
    return ""
