"""One folder of fixtures/spool for each cause, and docs/reference/causes.md.

A file ``DDNAME.txt`` is one spool data set. ``job.txt``, where there is one, is what the list of
jobs says: ``ending:``, ``code:``, ``abend:``, or ``phase:`` and ``waiting_for:``.
Print the page with ``python -m tests.diagnosis.cases``.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.diagnosis.collected import table
from zwe_vsam.diagnosis.cause import Context, Explanation
from zwe_vsam.diagnosis.explain import explain
from zwe_vsam.diagnosis.table import causes, waiting_causes
from zwe_vsam.diagnosis.waiting import why
from zwe_vsam.model import Ending, JobId, JobState, Phase, SpoolFile

FOLDER = Path(__file__).parent.parent.parent / "fixtures" / "spool"
JOB = JobId("JOB05407", "ZWECSVSM", "IBMUSER")
_STEPS = {"SYSPRINT": "ALLOC", "SYSTSPRT": "RMVSAM"}
MEMBER = "IBMUSER.ZWE.CUST.JCLLIB(ZWECSVSM)"
NONRLS = Context(
    "IBMUSER.ZWE.CUST.CACHE", "NONRLS", "VOL123", "", MEMBER, "ZWECSVSM", 128, 4096
)  # fmt: skip
RLS = Context(
    "IBMUSER.ZWE.CUST.CACHE", "RLS", "", "SCRLS", MEMBER, "ZWECSVSM", 128, 4096
)  # fmt: skip


class Case(NamedTuple):
    """A fixture."""

    cause: str
    spool: list[SpoolFile]
    state: JobState | None


def load(folder: Path) -> Case:
    texts = {path.stem: path.read_text() for path in sorted(folder.glob("*.txt"))}
    values = dict(line.split(": ", 1) for line in texts.pop("job", "").splitlines())
    spool = [SpoolFile(name, _STEPS.get(name, ""), text) for name, text in texts.items()]
    if "phase" in values:
        waits = values.get("waiting_for", "")
        return Case(folder.name, spool, JobState(JOB, Phase(values["phase"]), waiting_for=waits))
    if "ending" not in values:
        return Case(folder.name, spool, None)
    code = int(values["code"]) if "code" in values else None
    ending = Ending(values["ending"])
    state = JobState(JOB, Phase.ENDED, ending, code=code, abend=values.get("abend", ""))
    return Case(folder.name, spool, state)


CASES = {path.name: load(path) for path in sorted(FOLDER.iterdir())}


def context(case: Case) -> Context:
    """The configuration that the fixture's definition comes from."""
    is_rls = any("STORCLAS(SCRLS)" in file.text for file in case.spool)
    return RLS if is_rls or case.cause.startswith("rls-") else NONRLS


PAGE = """\
# Causes of failed and waiting jobs

Every cause that `zwe-vsam` knows, in order of precedence. [A job failed](../how-to/job-failed.md)
explains how to use it. The id of a cause is `job.explanation.cause` in the JSON object.

The causes are in [causes.toml](../../zwe_vsam/diagnosis/causes.toml) and
[waiting.toml](../../zwe_vsam/diagnosis/waiting.toml). Each cause has a fixture in `fixtures/spool`
that looks like real output of a job. This page is made from the causes and the fixtures. Decisions
that no book confirms are in [decisions](../explanation/decisions.md#not-verified).

## Messages that are known

The list is in [collected.py](../../tests/diagnosis/collected.py). A test runs every message of it.
Not all pages of the books were available.

{counts}
"""


def page() -> str:
    """docs/reference/causes.md: a section for each cause."""
    parts = [PAGE.replace("{counts}", table()), "## A job that failed\n"]
    for cause in causes():
        case = CASES[cause.id]
        reason = explain(case.spool, case.state, context(case))
        assert reason.explanation
        assert case.state or case.spool
        ending = case.state.ending.value if case.state and case.state.ending else ""
        lines = list(reason.decisive[:5]) or [f"How the job ended: {ending}"]
        parts.append(_section(cause.id, lines, reason.explanation))
    parts.append("## A job that does not run yet\n")
    for cause in waiting_causes():
        case = CASES[cause.id]
        assert case.state
        explanation = why(case.state, context(case))
        assert explanation
        parts.append(_section(cause.id, [case.state.waiting_for or "held"], explanation))
    return "\n".join(parts)


def _section(cause: str, lines: list[str], explanation: Explanation) -> str:
    quoted = "\n".join(lines)
    parts = [f"### {cause}\n", f"```text\n{quoted}\n```\n"]
    parts.append(f"**Meaning:** {_plain(explanation.meaning)}\n")
    parts.append(f"**Remedy:** {_plain(explanation.remedy)}\n")
    if explanation.key:
        parts.append(f"**Key:** `{explanation.key}`\n")
    parts.append(f"**Source:** {_plain(explanation.source)}\n")
    return "\n".join(parts)


def _plain(text: str) -> str:
    for mark in "\\`*_<[":
        text = text.replace(mark, f"\\{mark}")
    return text


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
