"""What zoautil_py answers, checked for its form before anything is concluded from it.

Source of the forms: typings/zoautil_py. An answer of another form is OddAnswer, which the gateway
in api.py treats like an exception of the call itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from zwe_vsam.targets.zoau.failure import text_of

_T = TypeVar("_T")


class OddAnswer(Exception):
    """A call of zoautil_py returned something of another form than it must."""


class Submitted(NamedTuple):
    """What the submission returned."""

    id: str
    """Empty where it returned none."""
    owner: str = ""
    """Empty where it did not say."""


class Seen(NamedTuple):
    """A job as ZOAU lists it; an empty text where it says nothing, or ``?``."""

    id: str
    name: str
    owner: str
    status: str
    code: str
    asid: int | None
    created: datetime | None
    """Local time of the system."""


class DD(NamedTuple):
    """A spool data set."""

    step: str
    name: str
    records: int | None
    id: int | None = None
    """Its number, where another one of the job has the same step and name."""


def anything(_answer: object) -> None:
    """The answer of a call whose effect is looked at instead."""


def texts(answer: object) -> list[str]:
    """A list of texts, trimmed. Raises OddAnswer."""
    return [_text(item, "a list of texts").strip() for item in _items(answer, "a list of texts")]


def text(answer: object) -> str:
    """A text. Raises OddAnswer."""
    return _text(answer, "a text")


def byte_records(answer: object) -> list[bytes]:
    """The records of a member. Raises OddAnswer."""
    found = _items(answer, "a list of bytes")
    if not all(isinstance(item, bytes) for item in found):
        raise OddAnswer("the answer is not a list of bytes")
    return [item for item in found if isinstance(item, bytes)]


def image(answer: object) -> bytes:
    """The bytes of a member. Raises OddAnswer."""
    if not isinstance(answer, bytes):
        raise _odd(answer, "bytes")
    return answer


def code_and_stderr(answer: object) -> tuple[int | None, str]:
    """The code of a program, None where it is not said, and its standard error.

    1.2 returns the code alone, later levels a ZOAUResponse. Raises OddAnswer.
    """
    if isinstance(answer, int) and not isinstance(answer, bool):
        return answer, ""
    if not hasattr(answer, "rc"):
        raise _odd(answer, "a code or a response")
    code: object = answer.rc
    if not isinstance(code, int) or isinstance(code, bool):
        code = None
    return code, text_of(answer, "stderr_response")


def submitted_id(answer: object) -> Submitted:
    """What submit_return_job_id returned. Raises OddAnswer."""
    return Submitted(_text(answer, "a job id").strip())


def submitted_job(answer: object) -> Submitted:
    """What submit returned. Raises OddAnswer."""
    seen = job(answer)
    return Submitted(seen.id, seen.owner)


def job(answer: object) -> Seen:
    """A job. Raises OddAnswer for what has neither an id nor a name."""
    asid = str(getattr(answer, "asid", None))
    created: object = getattr(answer, "creation_datetime", None)
    seen = Seen(
        id=text_of(answer, "job_id", "id"),
        name=text_of(answer, "name"),
        owner=text_of(answer, "owner"),
        status=text_of(answer, "status").upper(),
        code=text_of(answer, "return_code", "rc").upper(),
        asid=_number(asid),
        created=created if isinstance(created, datetime) else _time(created),
    )
    if not seen.id or not seen.name:
        raise _odd(answer, "a job with id and name")
    return seen


def jobs(answer: object) -> list[Seen]:
    """A list of jobs. Raises OddAnswer."""
    return [job(item) for item in _items(answer, "a list of jobs")]


def jobs_or_none(answer: object) -> list[Seen]:
    """The same; ``listing`` of 1.2 returns None where there is no job. Raises OddAnswer."""
    return [] if answer is None else jobs(answer)


def objects(read: Callable[[object], _T]) -> Callable[[object], object]:
    """The answer itself, after ``read`` has checked its form."""

    def checked(answer: object) -> object:
        read(answer)
        return answer

    return checked


def dds(answer: object) -> list[DD]:
    """The spool data sets of a job. Raises OddAnswer."""
    return [_dd(item) for item in _items(answer, "a list of spool data sets")]


def _dd(entry: object) -> DD:
    if not isinstance(entry, Mapping):
        raise _odd(entry, "a spool data set")
    name = entry.get("dd_name", entry.get("dataset"))
    step = entry.get("step_name", entry.get("stepname"))
    if not isinstance(name, str) or not isinstance(step, str):
        raise OddAnswer("a spool data set in the answer has no name or no step")
    return DD(
        step=step,
        name=name,
        records=_number(str(entry.get("records", entry.get("recnum", "")))),
        id=_number(str(entry.get("dsid", ""))),
    )


def salvaged(error: BaseException | None) -> str | None:
    """The text that can be had of an output that read_output could not decode; None without any.

    ZOAU gets the output as JSON from its command; bytes that are none break either decoding
    (ibm_zos_core issues 1260 and 1512 list what is raised).
    """
    if isinstance(error, UnicodeDecodeError):
        raw = error.object.decode(error.encoding, "replace")
    elif isinstance(error, json.JSONDecodeError):
        raw = error.doc
    elif isinstance(error, TypeError | KeyError):
        return ""
    else:
        return None
    content = _content(raw)
    return (raw if content is None else content).replace("\\n", "\n")


def _content(raw: str) -> str | None:
    """The output in the command's JSON; None where it is not there."""
    try:
        answer: object = json.loads(raw, strict=False)
    except ValueError:
        return None
    data: object = answer.get("data") if isinstance(answer, dict) else None
    content: object = data.get("content") if isinstance(data, dict) else None
    return content if isinstance(content, str) else None


def _items(answer: object, wanted: str) -> list[object]:
    if not isinstance(answer, list | tuple):
        raise _odd(answer, wanted)
    return list(answer)


def _text(answer: object, wanted: str) -> str:
    if not isinstance(answer, str):
        raise _odd(answer, wanted)
    return answer


def _odd(answer: object, wanted: str) -> OddAnswer:
    return OddAnswer(f"the answer is {type(answer).__name__}, expected {wanted}")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _time(text: object) -> datetime | None:
    """A time that is given as text: ibm_zos_core takes that of a job apart as one."""
    try:
        return datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
