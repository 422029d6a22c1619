"""The ids of jobs, in the two ways that JES writes them.

Source: z/OS JES2 Commands, "Displaying jobs": JOB, STC or TSU and five digits, or J, S or T and
seven where a system has numbers above 99999.
"""

from __future__ import annotations

import re

_ID = re.compile(r"(JOB|TSU|STC|[JTS])0*([0-9]{1,7})")


def is_valid(text: str) -> bool:
    """Whether ``text`` can be the id of a job."""
    return _ID.fullmatch(text) is not None


def same(one: str, other: str) -> bool:
    """Whether two ids are the same job's: JOB00123 and J0000123 are.

    What is no id is the same only as itself, so that any answer of a system can be compared.
    """
    found, wanted = _ID.fullmatch(one.strip()), _ID.fullmatch(other.strip())
    if found is None or wanted is None:
        return one.strip() == other.strip()
    return (found[1][0], found[2]) == (wanted[1][0], wanted[2])
