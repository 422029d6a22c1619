"""Outcomes that can be injected into future jobs."""

from __future__ import annotations

import re
from typing import NamedTuple

from zwe_vsam.zos.job_status import SYSTEM_ABEND, USER_ABEND

KINDS = {
    "held": "the job is held until it is released",
    "abend": "the first step ends abnormally: abend:S806, abend:S913, abend:U4038 ...",
    "code": "the first step does nothing and ends with a condition code: code:12",
    "cancelled": "the operator cancels the job before it runs",
    "security": "the user is not authorized to run the job",
    "slow": "the job takes a long time: slow:20 for 20 seconds",
    "never": "the job never ends",
    "purged": "the job runs, ends and is purged at once",
    "space": "a volume has no space for the data set that the job defines",
    "inuse": "the data set that the job deletes is in use",
}
"""Every outcome and what it means, for help texts."""

_BEFORE_EXECUTION = ("cancelled", "security")
_DEFAULT_SLOW = 30.0


class InjectedOutcome(NamedTuple):
    """One outcome: a key of ``KINDS``, and its abend code, condition code or seconds."""

    kind: str
    detail: str = ""

    @property
    def before_execution(self) -> bool:
        """Whether the job ends without having become active."""
        return self.kind in _BEFORE_EXECUTION

    @property
    def seconds(self) -> float:
        """For ``slow``: how long the job takes."""
        return float(self.detail) if self.detail else _DEFAULT_SLOW


def parse(text: str) -> InjectedOutcome:
    """Read an outcome such as ``abend:S913``. Raises ValueError with the broken rule."""
    kind, _, detail = text.partition(":")
    kind, detail = kind.lower(), detail.upper()
    if kind not in KINDS:
        raise ValueError(f"{text!r} is not an outcome. Expected one of {', '.join(KINDS)}")
    wanted = {
        "abend": (f"{SYSTEM_ABEND}|{USER_ABEND}", "S and 3 hexadecimal digits, or U and 4 digits"),
        "code": ("[0-9]{1,3}|[1-3][0-9]{3}|40[0-8][0-9]|409[0-5]", "a condition code of 0 to 4095"),
        "slow": (r"|[0-9]{1,6}(\.[0-9]{1,3})?", "seconds"),
    }
    pattern, meaning = wanted.get(kind, ("", "nothing"))
    if not re.fullmatch(pattern, detail, re.ASCII):
        raise ValueError(f"expected {meaning} after {kind}:, found {detail!r}")
    return InjectedOutcome(kind, detail)
