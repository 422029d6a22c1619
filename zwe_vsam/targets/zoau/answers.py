"""The answers of zoautil_py, checked for their form and converted.

Source of the forms: typings/zoautil_py. An answer of another form raises OddAnswer, which the
gateway in api.py treats like an exception of the call itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from zwe_vsam.targets.zoau.failure import text_of

_T = TypeVar("_T")


class OddAnswer(Exception):
    """A call of zoautil_py returned an answer of an unexpected form."""


class Submitted(NamedTuple):
    """The job that a submission returned."""

    id: str
    """Empty where ZOAU returned none."""
    owner: str = ""
    """Empty where ZOAU returned none."""


class ListedJob(NamedTuple):
    """A job as ZOAU lists it. A text is empty where ZOAU has none, or has ``?``."""

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


def ignored(_answer: object) -> None:
    """Ignore the answer of a call whose effect is checked by another call."""


def texts(answer: object) -> list[str]:
    """Check a list of texts, and trim them. Raises OddAnswer."""
    return [_text(item, "a list of texts").strip() for item in _items(answer, "a list of texts")]


def text(answer: object) -> str:
    """Check a text. Raises OddAnswer."""
    return _text(answer, "a text")


def byte_records(answer: object) -> list[bytes]:
    """Check the records of a member. Raises OddAnswer."""
    records = _items(answer, "a list of bytes")
    if not all(isinstance(record, bytes) for record in records):
        raise OddAnswer("expected a list of bytes, found other items in the list")
    return [record for record in records if isinstance(record, bytes)]


def code_and_stderr(answer: object) -> tuple[int | None, str]:
    """Read the code and the standard error of a program; the code is None where it is unknown.

    Raises OddAnswer.
    """
    if not hasattr(answer, "rc"):
        raise odd(answer, "a code or a response")
    code: object = answer.rc
    if not isinstance(code, int) or isinstance(code, bool):
        code = None
    return code, text_of(answer, "stderr_response")


def submitted_id(answer: object) -> Submitted:
    """Read the answer of submit_return_job_id. Raises OddAnswer."""
    return Submitted(_text(answer, "a job id").strip())


def job(
    answer: object,
    *,
    id_names: tuple[str, ...] = ("job_id",),
    code_names: tuple[str, ...] = ("return_code",),
) -> ListedJob:
    """Read a job. Raises OddAnswer for an object without an id or a name.

    ``id_names`` and ``code_names`` are the attributes that hold the id and the return code; the
    first one that is a text counts.
    """
    asid = str(getattr(answer, "asid", None))
    created: object = getattr(answer, "creation_datetime", None)
    listed = ListedJob(
        id=text_of(answer, *id_names),
        name=text_of(answer, "name"),
        owner=text_of(answer, "owner"),
        status=text_of(answer, "status").upper(),
        code=text_of(answer, *code_names).upper(),
        asid=_number(asid),
        created=created if isinstance(created, datetime) else _time(created),
    )
    if not listed.id or not listed.name:
        raise odd(answer, "a job with id and name")
    return listed


def jobs(answer: object, read: Callable[[object], ListedJob] = job) -> list[ListedJob]:
    """Read a list of jobs, each by ``read``. Raises OddAnswer."""
    return [read(item) for item in _items(answer, "a list of jobs")]


def objects(read: Callable[[object], _T]) -> Callable[[object], object]:
    """Make a function that returns the answer itself, after ``read`` has checked its form."""

    def checked(answer: object) -> object:
        read(answer)
        return answer

    return checked


def dds(
    answer: object,
    name_keys: tuple[str, ...] = ("dd_name",),
    step_keys: tuple[str, ...] = ("step_name",),
    records_keys: tuple[str, ...] = ("records",),
) -> list[DD]:
    """Read the spool data sets of a job. Raises OddAnswer.

    The parameters are the keys that hold DD name, step and number of records; the first one that
    is there counts.
    """
    listed = []
    for entry in _items(answer, "a list of spool data sets"):
        if not isinstance(entry, Mapping):
            raise odd(entry, "a spool data set")
        name, step = _value(entry, name_keys), _value(entry, step_keys)
        if not isinstance(name, str) or not isinstance(step, str):
            raise OddAnswer("a spool data set in the answer has no name or no step")
        records = _number(str(_value(entry, records_keys)))
        listed.append(DD(step, name, records, id=_number(str(_value(entry, ("dsid",))))))
    return listed


def _value(entry: Mapping[object, object], keys: tuple[str, ...]) -> object:
    return next((entry[key] for key in keys if key in entry), None)


def salvaged(error: BaseException | None) -> str | None:
    """Recover the text of an output that read_output could not decode; None without any.

    ZOAU gets the output as JSON from its command. An invalid byte breaks the decoding of the text
    or of the JSON (ibm_zos_core issues 1260 and 1512 list the exceptions).
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
    """Return the output in the JSON of the command; None where the JSON has none."""
    try:
        answer: object = json.loads(raw, strict=False)
    except ValueError:
        return None
    data: object = answer.get("data") if isinstance(answer, dict) else None
    content: object = data.get("content") if isinstance(data, dict) else None
    return content if isinstance(content, str) else None


def _items(answer: object, expected: str) -> list[object]:
    if not isinstance(answer, list | tuple):
        raise odd(answer, expected)
    return list(answer)


def _text(answer: object, expected: str) -> str:
    if not isinstance(answer, str):
        raise odd(answer, expected)
    return answer


def odd(answer: object, expected: str) -> OddAnswer:
    """Make the error for an answer of another form than ``expected``."""
    return OddAnswer(f"expected {expected}, found {type(answer).__name__}")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() else None


def _time(text: object) -> datetime | None:
    """Parse a time that is a text, as ibm_zos_core does; None for any other text."""
    try:
        return datetime.fromisoformat(str(text).strip())
    except ValueError:
        return None
