"""The ids of jobs, in the two ways that JES writes them.

Source: z/OS JES2 Commands, "Displaying jobs": JOB, STC or TSU and five digits, or J, S or T and
seven where a system has numbers above 99999.
"""

from __future__ import annotations

import re

from zwe_vsam.zos import names

_ID = re.compile(r"(JOB|TSU|STC|[JTS])0*([0-9]{1,7})")
_BATCH_JOB = re.compile(r"JOB[0-9]{5}|J[0-9]{7}")
_FIVE_DIGITS = 99_999


def is_valid(text: str) -> bool:
    """Whether ``text`` can be the id of a job. Zeros may be missing or added before the number."""
    return _ID.fullmatch(text) is not None


def normalized(text: str) -> str | None:
    """Return the id that a user wrote, in upper case without blanks around it; None if invalid."""
    job_id = names.upper(text.strip())
    return job_id if is_valid(job_id) else None


def same(first: str, second: str) -> bool:
    """Whether two ids are the same job's: JOB00123 and J0000123 are.

    A text that is no id is the same only as itself, so that any answer of a system can be compared.
    """
    match, other = _ID.fullmatch(first.strip()), _ID.fullmatch(second.strip())
    if match is None or other is None:
        return first.strip() == second.strip()
    return (match[1][0], match[2]) == (other[1][0], other[2])


def is_batch_job(text: str) -> bool:
    """Whether ``text`` is the id of a batch job with all the zeros that JES writes."""
    return _BATCH_JOB.fullmatch(text) is not None


def of_batch_job(number: int) -> str:
    """Return the id of a batch job: JOB00001 to JOB99999, then J0100000.

    Source: z/OS JES2 Initialization and Tuning Guide, JOBDEF.
    """
    return f"JOB{number:05}" if number <= _FIVE_DIGITS else f"J{number:07}"


def number_of(job_id: str) -> int:
    """Return the number of a batch job. Raises ValueError for a text that is no id of one."""
    return int(job_id.lstrip("JOB"))
