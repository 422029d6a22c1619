"""What the sandbox does is explained: by init from end to end, and for jobs of any kind."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, ROOT, Run, Site
from tests.diagnosis.cases import JOB
from tests.sandbox.helpers import define, remove
from zwe_vsam.diagnosis.explain import UNKNOWN, Reason, explain
from zwe_vsam.model import JobState, Phase
from zwe_vsam.sandbox.system import System

TEMPLATE = ROOT / "templates" / "ZWECSVSM.jcl.j2"


def _cause(reason: Reason) -> str:
    return reason.explanation.cause if reason.explanation else ""


INJECTED = [
    ("space", (), "no-space-on-volume", "zowe.setup.vsam.volume"),
    ("abend:S806", (), "abend-s806", None),
    ("abend:S913", (), "abend-s913", None),
    ("abend:SB37", (), "abend-sb37", None),
    ("abend:SD37", (), "abend-sd37", None),
    ("abend:SE37", (), "abend-se37", None),
    ("abend:S322", (), "abend-s322", "zowe.setup.jcl.header"),
    ("abend:S222", (), "abend-s222", None),
    ("abend:S0C4", (), "abend-s0c4", None),
    ("cancelled", (), "cancelled", None),
    ("security", (), "submitter-not-authorised", None),
    ("", (("VOL123", "VOL999"),), "volume-not-mounted", "zowe.setup.vsam.volume"),
    ("", (("mode: NONRLS", "mode: RLS"), ("volume: VOL123", "storageClass: NOSUCH")),
     "storage-class-unknown", "zowe.setup.vsam.storageClass"),
    ("code:12", (), "code-12", None),
    ("abend:U4038", (), "abend-u4038", None),
    ("code:20", (), None, None),
    ("abend:U0999", (), None, None),
]  # fmt: skip


@pytest.mark.parametrize(("inject", "changes", "cause", "key"), INJECTED)
def test_init_on_the_sandbox(
    run: Run,
    box: Path,
    config: Callable[..., Path],
    inject: str,
    changes: tuple[tuple[str, str], ...],
    cause: str | None,
    key: str | None,
) -> None:
    System(box).set_durations(0, 0)
    if inject:
        System(box).inject(inject)
    path = config(*changes)
    ran = run("init", "-c", path, "--sandbox", box, "--output", "json", "--template", TEMPLATE)
    assert ran.code == 163
    result = json.loads(ran.out)
    explanation = result["job"]["explanation"]
    message = result["messages"][-1]
    if cause is None:
        assert explanation is None
        assert message["meaning"] is None
        assert "Meaning:" not in ran.err
        assert UNKNOWN in message["details"]
        assert len(message["details"]) > 2, "the evidence is shown all the same"
        return
    assert (explanation["cause"], explanation["key"]) == (cause, key)
    assert explanation["meaning"] == message["meaning"]
    assert message["remedy"].startswith(explanation["remedy"])
    assert set(explanation["decisive"]) <= set(message["details"])
    lines = ran.err.splitlines()
    meant = next(at for at, line in enumerate(lines) if line.startswith("  Meaning: "))
    assert lines[meant - 1].startswith("Error ZWEL0163E"), "meaning and remedy come first"
    assert lines[meant + 1].startswith("  Remedy: ")
    assert all(lines.index(f"    {line}") > meant for line in explanation["decisive"])
    quoted = lines[meant + 2 :]
    assert len(quoted) == len(set(quoted)), "each line once"


def test_a_full_volume_of_the_sandbox(run: Run, box: Path) -> None:
    """A volume that is really full, and a duplicate that another job made meanwhile."""
    system = System(box)
    system.set_durations(0, 0)
    text = define(cluster="IBMUSER.ZWE.CUST.CACHE", volume="VOL123", primary=10_000_000)
    job = system.submit(text)
    assert _cause(explain(system.spool(job.id))) == "no-space-on-volume"
    for expected in ("", "duplicate-name"):
        job = system.submit(define(cluster="IBMUSER.ZWE.CUST.CACHE", volume="VOL123"))
        assert _cause(explain(system.spool(job.id))) == expected


def test_jcl_errors_of_the_sandbox(box: Path) -> None:
    system = System(box)
    system.set_durations(0, 0)
    good = define(volume="VOL123")
    for text, expected in (
        (good.replace("PGM=IDCAMS,REGION", "PGM=IDCAMS,REGON"), "jcl-keyword-unknown"),
        (good.replace("EXEC PGM", "EXCE PGM"), "jcl-operation-unknown"),
        (good.replace("REGION=0M", "REGION=0M,"), "jcl-continuation-missing"),
        (good.replace("//SYSPRINT DD SYSOUT=*", "//3SYSPRT DD SYSOUT=*"), "jcl-label-invalid"),
        (good.replace("REC(80 20) -", "RECC(80 20) -"), "keyword-improper"),
        (good.replace("VOLUME(VOL123)", "VOLUME(VOL1234)"), "value-improper"),
        (define(mode="OTHER"), "mode-not-resolved"),
        (good.replace("//SYSPRINT", "//STEPLIB  DD DSN=NO.SUCH,DISP=SHR\n//SYSPRINT"),
         "jcl-data-set-not-found"),
        (good.replace("PGM=IDCAMS", "PGM=IDCAMZ"), "abend-s806"),
        (good.replace("JOB\n", "JOB TYPRUN=SCAN\n"), "typrun-scan"),
        (remove("NO.SUCH"), "entry-not-found"),
    ):  # fmt: skip
        job = system.submit(text)
        info = system.job(job.id)
        assert info is not None
        state = JobState(JOB, Phase.ENDED, info.ending)
        assert _cause(explain(system.spool(job.id), state)) == expected


def test_what_is_deleted_while_it_is_in_use(box: Path) -> None:
    system = System(box)
    system.set_durations(0, 0)
    system.submit(define(volume="VOL123"))
    system.inject("inuse")
    job = system.submit(remove())
    assert _cause(explain(system.spool(job.id))) == "data-set-in-use"


def test_a_job_that_vanished(
    run: Run, site: Site, monkeypatch: pytest.MonkeyPatch, config: Callable[..., Path]
) -> None:
    monkeypatch.setattr("zwe_vsam.waiting.GRACE", 0.1)
    monkeypatch.setattr(site.kind, "find_jobs", lambda *_, **__: [])
    original = site.kind.job_status
    queries = []

    def query(target: object, job: object) -> JobState:
        queries.append(job)
        if len(queries) == 1:
            return JobState(original(target, job).job, Phase.QUEUED)
        return JobState(original(target, job).job, Phase.NOT_LISTED)

    monkeypatch.setattr(site.kind, "job_status", query)
    ran = run("init", "-c", config(), *site.args)
    assert ran.code == 162
    assert "  Meaning: The job's output is gone, and its code with it" in ran.err
    assert "MSGCLASS in zowe.setup.jcl.header" in ran.err


def test_a_job_that_succeeds_imports_no_diagnosis(box: Path) -> None:
    code = (
        "import sys\n"
        "from zwe_vsam.cli import main\n"
        f"assert main(['init', '-c', {str(MINIMAL)!r}, '--sandbox', {str(box)!r}]) == 0\n"
        "assert not [name for name in sys.modules if name.startswith('zwe_vsam.diagnosis')]\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
