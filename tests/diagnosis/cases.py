"""One folder of fixtures/spool for each cause, and docs/reference/causes.md, which is made of them.

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
# Why a job failed

What `zwe-vsam` says of a job that failed, vanished or does not run. `Meaning:` and `Remedy:` are
its own words and come first. Below them it quotes the system's lines exactly as they stand, each
line once: the job log and the system messages repeat each other. Of several messages the decisive
one counts, not the last: `IDC3013I DUPLICATE DATA SET NAME`, not
`IDC0002I ... MAXIMUM CONDITION CODE WAS 12`. What ACS routines write of their own
(IGD01007I to IGD01010I) never decides. Where no message is known, the reason is said to be unknown,
and the most severe messages or the last lines of the output are shown: it does not guess. In JSON,
`job.explanation` has the cause's name, the decisive message, the meaning, the remedy, the key and
the source. The remedy is that of the security product that wrote the message, or that
`zowe.setup.security.product` names.

```console
$ zwe-vsam sandbox create box -c zowe.yaml > created.txt
$ zwe-vsam sandbox inject box space
The next job: space.
$ zwe-vsam init -c zowe.yaml --sandbox box --silent  # [163]
Error ZWEL0163E: Job ZWECSVSM(JOB00001) ends with code 12 (COMPLETED).
  Meaning: Volume VOL123 has not the space that the cluster needs in one request.
  Remedy: Ask the storage administrator to free space there, or set zowe.setup.vsam.volume to \
where there is some. Look at it: zwe-vsam sandbox spool box JOB00001
    Step ALLOC ended with 12.
    IDC3020I UNABLE TO ALLOCATE SPACE ON USER VOLUME
...
    The catalog has no IBMUSER.ZWE.CUST.CACHE.
```

The causes are in [causes.toml](../../zwe_vsam/diagnosis/causes.toml), in order of precedence, and
[waiting.toml](../../zwe_vsam/diagnosis/waiting.toml). Each cause has a fixture that looks like real
spool, in `fixtures/spool/`*cause*. The tables are printed from the causes and the fixtures
(`python -m tests.diagnosis.cases`), and a test fails where they differ. What of this could not be
looked up is in [decisions.md](../explanation/decisions.md).

## How many messages are known

What the components of the system can say of the jobs of ZWECSVSM and ZWECSRVS, as far as it was
found in their books (not all of their pages were at hand), and how much of it is explained. The
list is
[tests/diagnosis/collected.py](../../tests/diagnosis/collected.py); a test runs every message of it.

{counts}
## Causes

"""


def page() -> str:
    """docs/reference/causes.md."""
    lines = ["| cause and fixture | decisive message | explanation printed | source |"]
    lines.append("|---|---|---|---|")
    for cause in causes():
        case = CASES[cause.id]
        reason = explain(case.spool, case.state, context(case))
        assert reason.explanation
        assert case.state or case.spool
        ended = case.state.ending.value if case.state and case.state.ending else ""
        quoted = "<br>".join(f"`{_cell(line)}`" for line in reason.decisive[:5])
        lines.append(_row(cause.id, quoted or f"ending: {ended}", reason.explanation))
    lines += ["", "## A job that does not run yet", ""]
    lines += ["| cause and fixture | the system says | explanation printed | source |"]
    lines.append("|---|---|---|---|")
    for cause in waiting_causes():
        case = CASES[cause.id]
        assert case.state
        explanation = why(case.state, context(case))
        assert explanation
        quoted = f"`{case.state.waiting_for}`" if case.state.waiting_for else "held"
        lines.append(_row(cause.id, quoted, explanation))
    return PAGE.replace("{counts}", table()) + "\n".join(lines) + "\n"


def _row(cause: str, quoted: str, explanation: Explanation) -> str:
    text = f"**Meaning:** {explanation.meaning}<br>**Remedy:** {explanation.remedy}"
    if explanation.key:
        text += f"<br>**Key:** `{explanation.key}`"
    link = f"[{cause}](../../fixtures/spool/{cause})"
    return f"| {link} | {quoted} | {_cell(text)} | {_cell(explanation.source)} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201
