"""JCL as a job: what the conversion makes of records, and what is in it."""

from __future__ import annotations

from zwe_vsam.zos.jcl import read
from zwe_vsam.zos.job import Conversion, Step, convert


def converted(text: str) -> Conversion:
    return convert(read(text))


def of(*records: str) -> Conversion:
    return converted("".join(record + "\n" for record in ("//J JOB", *records)))


def step(*records: str) -> Step:
    """The first step of a job that is in order."""
    conversion = of(*records)
    assert conversion.findings == conversion.unsupported == ()
    assert conversion.job is not None
    return conversion.job.steps[0]


def unsupported(*records: str) -> list[str]:
    conversion = of(*records)
    assert conversion.findings == ()
    return [finding.text.removeprefix("not supported: ") for finding in conversion.unsupported]


def read_by(step: Step, ddname: str) -> list[str]:
    return [line.text for line in step.lines(ddname) or ()]
