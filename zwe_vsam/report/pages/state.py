"""What a result says of its system, in one or two words: trouble first."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from zwe_vsam.model import Ending

ENDINGS = frozenset(ending.value for ending in Ending)
"""The outcomes of a job that has ended."""
_NO_END = 162
"""Exit code of a run that did not see the end of a job."""
_OPEN = (130, 161, 233)
"""Exit codes after which a run that changed something may have a job that still does its work:
Ctrl-C, a submission without an answer, a system that cannot be asked."""


class Tone(Enum):
    """How much a state matters; the value is the class of its color."""

    BAD = "bad"
    OPEN = "open"
    CHANGED = "changed"
    GOOD = "good"
    PLAIN = "plain"


class State(Enum):
    """The states in the order of a report: in one or two words, and in a sentence."""

    NO_RESULT = "no result", Tone.BAD, ""
    FAILED = "failed", Tone.BAD, ""
    MISSING = "missing", Tone.BAD, "The catalog does not have the cluster."
    DIFFERENT = "different", Tone.BAD, "The cluster differs from zowe.yaml, or cannot be used."
    NOT_KNOWN = "end not known", Tone.OPEN, ""
    RUNNING = "job not ended", Tone.OPEN, "The job had not ended when the command ended."
    WOULD_CHANGE = "would change", Tone.CHANGED, "A real run would change the system."
    MEMBER_WRITTEN = "member written", Tone.CHANGED, "The member was written. No job was submitted."
    REPLACED = (
        "replaced",
        Tone.CHANGED,
        "The jobs ended with code 0, and the system lists the new cluster.",
    )
    CREATED = (
        "created",
        Tone.CHANGED,
        "The job ended with code 0, and the system lists the cluster.",
    )
    REMOVED = "removed", Tone.CHANGED, "The catalog no longer lists the cluster."
    CHANGED = "changed", Tone.CHANGED, "This run changed the system."
    AS_DESCRIBED = "as described", Tone.GOOD, "No attribute of the cluster differs from zowe.yaml."
    NO_ERRORS = "no errors", Tone.GOOD, "zowe.yaml has no errors."
    ABSENT = "no cluster", Tone.PLAIN, "The catalog has no cluster of this name."
    JOB_ENDED = "job ended", Tone.PLAIN, "The job ended."
    UNCHANGED = "unchanged", Tone.PLAIN, "This run changed nothing."

    def __init__(self, label: str, tone: Tone, sentence: str) -> None:
        self.label = label
        self.tone = tone
        self.sentence = sentence
        """What the run showed; empty where the exit code says more."""

    @property
    def rank(self) -> int:
        """Its place in the order."""
        return list(State).index(self)


def of(result: Mapping[str, Any]) -> State:
    """The state that the JSON object of a run shows.

    A change that the catalog did not confirm is no success. Raises KeyError, TypeError or
    AttributeError for an object of another form.
    """
    cluster = result["cluster"] or {}
    if not result["ok"]:
        return _trouble(result, cluster.get("exists"))
    if result["job"] and result["job"]["outcome"] not in ENDINGS:
        return State.RUNNING
    if result["changed"]:
        return _change(result, cluster.get("exists"))
    if result.get("plan"):
        return State.WOULD_CHANGE
    if result["command"] == "job":
        return State.JOB_ENDED
    if result["command"] == "check":
        return State.NO_ERRORS
    if result["comparison"]:
        return State.AS_DESCRIBED
    return State.ABSENT if cluster.get("exists") is False else State.UNCHANGED


def _trouble(result: Mapping[str, Any], exists: bool | None) -> State:
    code = result["exit_code"]
    if code == _NO_END or (code in _OPEN and result["changed"]):
        return State.NOT_KNOWN
    if code != 234:
        return State.FAILED
    return State.MISSING if exists is False else State.DIFFERENT


def _change(result: Mapping[str, Any], exists: bool | None) -> State:
    if result["command"] == "init" and result["job"] is None:
        return State.MEMBER_WRITTEN
    if result["command"] == "init" and exists:
        return State.REPLACED if result["removal"] else State.CREATED
    if result["command"] == "remove":
        if result["job"] is None:
            return State.MEMBER_WRITTEN
        if exists is False:
            return State.REMOVED
    return State.CHANGED
