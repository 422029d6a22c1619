"""``--output json``: one object on every outcome, of the form that docs/ describes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, ROOT, Ran, Run
from zwe_vsam import __version__
from zwe_vsam.errors import NotAuthorised, Unavailable
from zwe_vsam.messages import Severity
from zwe_vsam.messages.catalog.every import ENTRIES as TABLE
from zwe_vsam.model import Ending, JobState, Phase, SpoolFile
from zwe_vsam.report.result import SCHEMA
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.sandbox import SandboxTarget

FORM = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(FORM)
RLS = (("mode: NONRLS", "mode: RLS"), ("volume: VOL123", "storageClass: SCRLS"))
EVIL = "\x1b[2J\x9b31m\u2028\u202e"


class Case(NamedTuple):
    """One outcome of init on the sandbox."""

    code: int
    options: tuple[str, ...] = ()
    inject: str = ""
    config: tuple[tuple[str, str], ...] = ()
    member: str | None = None
    """Text of the member that is already there; ``right`` is what init writes."""
    cluster: bool = False
    """Whether the cluster is already there."""
    changed: bool = False
    written: bool | None = None
    """Whether the member was; None where the run does not come to it."""
    jcl: bool = False
    outcome: str | None = None
    """Of the job; None where there is none."""
    job_code: int | None = None
    abend: str | None = None
    exists: bool | None = None
    """What is known of the cluster at the end."""
    ids: tuple[str, ...] = ()
    """Of errors and warnings."""


CASES = {
    "success": Case(
        0, changed=True, written=True, outcome="completed", job_code=0, exists=True
    ),
    "rls": Case(
        0, config=RLS, changed=True, written=True, outcome="completed", job_code=0, exists=True,
        ids=("ZWV4040W",),
    ),
    "dry-run": Case(0, ("--dry-run",), written=False, jcl=True, exists=False),
    "security-dry-run": Case(
        0, ("--security-dry-run",), changed=True, written=True, jcl=True, exists=False
    ),
    "both dry runs": Case(102, ("--dry-run", "--security-dry-run"), ids=("ZWV1010E",)),
    "dry run of a member that is there": Case(
        0, ("--security-dry-run",), member="right", written=False, jcl=True, exists=False,
        ids=("ZWEL0301W",),
    ),
    "skip": Case(0, config=(("mode: VSAM", "mode: redis"),), ids=("ZWEL0321W",)),
    "member kept": Case(
        0, member="right", changed=True, written=False, outcome="completed", job_code=0,
        exists=True, ids=("ZWEL0301W",),
    ),
    "member is rewritten as it was": Case(
        0, ("--generate",), member="right", changed=True, written=False, outcome="completed",
        job_code=0, exists=True, ids=("ZWEL0300W",),
    ),
    "member rewritten": Case(
        0, ("--allow-overwrite",), member="//OLD JOB\n", changed=True, written=True,
        outcome="completed", job_code=0, exists=True, ids=("ZWEL0300W",),
    ),
    "member disagrees": Case(
        232, member=f"//OLD JOB\n//S EXEC PGM=IEFBR14 {EVIL[:5]}\n", written=False, exists=False,
        ids=("ZWEL0301W", "ZWV3050E"),
    ),
    "cluster exists": Case(158, cluster=True, exists=True, ids=("ZWEL0158E",)),
    "cluster exists, dry run": Case(
        158, ("--dry-run",), cluster=True, exists=True, ids=("ZWEL0158E",)
    ),
    "cluster is not deleted": Case(
        235,
        ("--allow-overwrite",),
        cluster=True,
        exists=True,
        written=False,
        ids=("ZWV7001W", "ZWEL0300W", "ZWV7010E"),
    ),
    "no wait": Case(
        0, ("--no-wait",), changed=True, written=True, outcome="queued", exists=False
    ),
    "timeout": Case(
        162, ("--timeout", "0.1"), inject="never", changed=True, written=True, outcome="active",
        exists=False, ids=("ZWEL0162E",),
    ),
    "held": Case(
        162, ("--timeout", "0.1"), inject="held", changed=True, written=True, outcome="held",
        exists=False, ids=("ZWEL0162E",),
    ),
    "slow": Case(
        0, inject="slow:0.2", changed=True, written=True, outcome="completed", job_code=0,
        exists=True,
    ),
    "purged": Case(
        162, inject="purged", changed=True, written=True, outcome="invisible", exists=True,
        ids=("ZWEL0162E",),
    ),
    **{
        f"injected {inject}": Case(
            163, inject=inject, changed=True, written=True, outcome=outcome, job_code=code,
            abend=abend, exists=False, ids=("ZWEL0163E",),
        )
        for inject, outcome, code, abend in (
            ("code:0", "completed", 0, None),
            ("code:12", "completed", 12, None),
            ("space", "completed", 12, None),
            ("abend:S806", "abend", None, "S806"),
            ("abend:U4038", "abend", None, "U4038"),
            ("cancelled", "cancelled", None, None),
            ("security", "security-error", None, None),
        )
    },
    "unknown volume": Case(
        163, config=(("VOL123", "VOL999"),), changed=True, written=True, outcome="completed",
        job_code=12, exists=False, ids=("ZWEL0163E",),
    ),
    "two wrong values": Case(
        231, config=(("VOL123", "TOOLONG"), ("      prefix: IBMUSER.ZWE\n", "")),
        ids=("ZWEL0157E", "ZWV2101E"),
    ),
    "control characters": Case(
        231, config=(("VOL123", json.dumps(f"{EVIL}\n")),), ids=("ZWV2101E",)
    ),
    "missing volume": Case(157, config=(("      volume: VOL123\n", ""),), ids=("ZWEL0157E",)),
    "missing library": Case(
        63, config=((JCLLIB, "OTHER.JCLLIB"),), ids=("ZWEL0319E",)
    ),
    "missing template": Case(
        143, config=(("prefix: IBMUSER.ZWE", "prefix: OTHER"),), written=False, exists=False,
        ids=("ZWEL0143E",),
    ),
    "header too long": Case(
        144, config=(("  setup:\n", f"  setup:\n    jcl:\n      header: {'X' * 80}\n"),),
        written=False, exists=False, ids=("ZWEL0144E",),
    ),
    "not YAML": Case(140, config=(("zowe:", "zowe: ["),), ids=("ZWEL0140E",)),
    "no log": Case(110, ("--log-dir", str(MINIMAL / "x")), ids=("ZWEL0110E",)),
    "two targets": Case(102, ("--target", "zosmf"), ids=("ZWV1010E",)),
}  # fmt: skip


@pytest.fixture
def quick(box: Path) -> Path:
    """A sandbox whose jobs take no time."""
    System(box).set_durations(0, 0)
    return box


def only(ran: Ran) -> dict[str, Any]:
    """The one object on standard output, of the right form; nothing else is there."""
    found = json.loads(ran.out)
    VALIDATOR.validate(found)
    assert ran.out.isascii()
    assert ran.out.rstrip("\n").replace("\n", "").isprintable()
    assert ran.err.replace("\n", "").isprintable()
    assert found["schema"] == SCHEMA
    assert found["version"] == __version__
    assert found["exit_code"] == ran.code
    assert found["ok"] is (ran.code == 0)
    errors = [message["id"] for message in found["messages"] if message["severity"] == "error"]
    assert ran.code == (TABLE[errors[0]].exit_code if errors else 0)
    return dict(found)


def test_the_form_is_a_valid_schema_and_says_what_the_code_says() -> None:
    jsonschema.Draft202012Validator.check_schema(FORM)
    assert FORM["properties"]["schema"]["const"] == SCHEMA
    job = FORM["$defs"]["job"]["properties"]
    assert job["outcome"]["enum"] == [item.value for item in (*Ending, *Phase)]
    message = FORM["$defs"]["message"]["properties"]
    assert message["severity"]["enum"] == [item.name.lower() for item in Severity]
    for message_id in TABLE:
        VALIDATOR.evolve(schema=message["id"]).validate(message_id)


@pytest.mark.parametrize("part", ["", "message", "member", "job", "explanation", "cluster"])
def test_the_form_requires_every_key_and_allows_no_other(part: str) -> None:
    schema = FORM["$defs"][part] if part else FORM
    assert schema["required"] == list(schema["properties"])
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_init(
    run: Run,
    quick: Path,
    config: Callable[..., Path],
    monkeypatch: pytest.MonkeyPatch,
    case: Case,
) -> None:
    monkeypatch.setattr("zwe_vsam.waiting.GRACE", 0.2)
    if case.config == RLS:
        from zwe_vsam.sandbox.state import StorageClass

        System(quick).add_storage_class(StorageClass("SCRLS", ["VOL123"], cache_set="C"))
    if case.cluster:
        run("init", "-c", MINIMAL, "--sandbox", quick)
    elif case.member == "right":
        run("init", "-c", MINIMAL, "--sandbox", quick, "--security-dry-run")
    elif case.member:
        System(quick).write(JCLLIB, "ZWECSVSM", case.member)
    if case.inject:
        System(quick).inject(case.inject)
    before = System(quick).read(JCLLIB, "ZWECSVSM") if case.cluster or case.member else None
    jobs_before = len(System(quick).jobs())

    path = config(*case.config)
    ran = run("init", "-c", path, "--sandbox", quick, "--output", "json", *case.options)
    found = only(ran)

    assert ran.code == case.code
    assert found["command"] == "init"
    told = [m["id"] for m in found["messages"] if m["severity"] != "info"]
    assert sorted(told) == sorted(case.ids)
    assert found["changed"] is case.changed
    member = found["member"]
    assert (member and member["written"]) is case.written
    assert member is None or (member["dataset"], member["name"]) == (JCLLIB, "ZWECSVSM")
    assert bool(found["jcl"]) is case.jcl
    job = found["job"]
    assert (job and job["outcome"]) == case.outcome
    if job:
        assert (job["name"], job["owner"]) == ("ZWECSVSM", "IBMUSER")
        assert job["id"] == f"JOB{jobs_before + 1:05}"
        assert (job["code"], job["abend"]) == (case.job_code, case.abend)
    cluster = found["cluster"]
    assert (cluster and cluster["exists"]) is case.exists
    # What is said of changes is what happened.
    now = System(quick)
    submitted = case.inject == "purged" or len(now.jobs()) > jobs_before
    assert submitted is (job is not None)
    if case.written:
        assert now.read(JCLLIB, "ZWECSVSM") != before
    elif before:
        assert now.read(JCLLIB, "ZWECSVSM") == before
    else:
        assert now.members(JCLLIB) == []
    if case.exists is not None and case.inject != "never":
        assert (CLUSTER in now.clusters()) is (case.exists or case.options == ("--no-wait",))


def test_an_error_says_where_and_what_to_do(run: Run, quick: Path, config) -> None:
    path = config(("VOL123", "TOOLONG"))
    found = only(run("init", "-c", path, "--sandbox", quick, "--output", "json"))
    (told,) = (m for m in found["messages"] if m["severity"] == "error")
    assert (told["id"], told["file"], told["line"]) == ("ZWV2101E", str(path), 8)
    assert told["key"] == "zowe.setup.vsam.volume"
    assert told["remedy"]
    assert found["cluster"] is None


def test_a_failed_job_brings_its_evidence(run: Run, quick: Path) -> None:
    System(quick).inject("space")
    found = only(run("init", "-c", MINIMAL, "--sandbox", quick, "--output", "json"))
    details = found["messages"][-1]["details"]
    assert details[0] == "Step ALLOC ended with 12."
    assert any(line.startswith("IDC3009I") for line in details)
    assert details[-1] == f"The catalog has no {CLUSTER}."


def test_a_dry_run_brings_the_member(run: Run, quick: Path) -> None:
    argv = ("init", "-c", MINIMAL, "--sandbox", quick, "--security-dry-run", "--output", "json")
    assert only(run(*argv))["jcl"] == System(quick).read(JCLLIB, "ZWECSVSM").text


@pytest.mark.parametrize("moment", ["job_status", "submit", "entry"])
def test_ctrl_c(run: Run, quick: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(SandboxTarget, moment, interrupt)
    ran = run("init", "-c", MINIMAL, "--sandbox", quick, "--output", "json")
    found = only(ran)
    assert ran.code == 130
    assert found["changed"] is (moment != "entry")
    assert bool(found["job"]) is (moment == "job_status")
    if moment == "job_status":
        assert found["job"]["outcome"] == "queued"


def test_what_the_target_raises_is_told(
    run: Run, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = SandboxTarget.entry

    def away_after_the_job(target: SandboxTarget, name: str) -> object:
        if target.system.jobs():
            raise Unavailable("ZWV8012E", path="x", reason="the catalog is away")
        return original(target, name)

    monkeypatch.setattr(SandboxTarget, "entry", away_after_the_job)
    found = only(run("init", "-c", MINIMAL, "--sandbox", quick, "--output", "json"))
    assert (found["exit_code"], found["changed"]) == (233, True)
    assert found["job"]["outcome"] == "completed"
    assert found["cluster"]["exists"] is None


def test_a_look_that_is_refused_names_the_job(
    run: Run, quick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotAuthorised(
            "ZWV6010E", action="look", user="you", system="it", answer="you may not look at it"
        )

    monkeypatch.setattr(SandboxTarget, "job_status", refuse)
    found = only(run("init", "-c", MINIMAL, "--sandbox", quick, "--output", "json"))
    assert (found["exit_code"], found["changed"]) == (162, True)
    (told,) = [told for told in found["messages"] if told["severity"] == "error"]
    assert "ZWECSVSM(JOB00001)" in told["text"]
    assert "you may not look at it" in told["details"][0]
    assert "JOB00001" in told["remedy"]


@pytest.mark.parametrize("ending", [e for e in Ending if e is not Ending.COMPLETED])
def test_every_ending_of_a_job(
    run: Run, quick: Path, monkeypatch: pytest.MonkeyPatch, ending: Ending
) -> None:
    def look(_: SandboxTarget, job: Any) -> JobState:
        abend = "S0C4" if ending is Ending.ABEND else ""
        return JobState(job, Phase.ENDED, ending, abend=abend)

    monkeypatch.setattr(SandboxTarget, "job_status", look)
    monkeypatch.setattr(
        SandboxTarget, "spool", lambda *_: [SpoolFile("OUT", "", f"IDC3012I {EVIL}\n")]
    )
    ran = run("init", "-c", MINIMAL, "--sandbox", quick, "--output", "json")
    assert only(ran)["job"]["outcome"] == ending.value
    assert ran.code == (162 if ending is Ending.NO_LONGER_LISTED else 163)


def test_a_defect_of_ours(run: Run, quick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError(EVIL)

    monkeypatch.setattr(SandboxTarget, "entry", broken)
    ran = run("init", "-c", MINIMAL, "--sandbox", quick, "--output", "json")
    assert ran.code == 1
    assert "ZeroDivisionError" in only(ran)["messages"][-1]["text"]
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("argv", "code", "target"),
    [
        (("init",), 108, None),
        (("init", "-c", MINIMAL.parent / "none.yaml"), 109, None),
        (("init", "-c", MINIMAL), 120, None),
        (("init", "-c", MINIMAL, "--dry-run"), 0, None),
        (("init", "-c", MINIMAL, "--target", "zosmf"), 233, None),
        (("init", "-c", MINIMAL, "--target", "sandbox"), 102, None),
        (("init", "-c", MINIMAL, "--sandbox", MINIMAL), 233, None),
        (("render",), 108, None),
        (("render", "-c", MINIMAL), 0, None),
        (("render", "-c", MINIMAL, "--target", "auto"), 120, None),
        (("render", "-c", MINIMAL, "--template", MINIMAL), 232, None),
    ],
)
def test_without_a_sandbox(
    run: Run, argv: tuple[object, ...], code: int, target: str | None
) -> None:
    ran = run(*argv, "--output", "json")
    found = only(ran)
    assert (ran.code, found["command"], found["target"]) == (code, argv[0], target)
    assert found["changed"] is False
    assert bool(found["jcl"]) is (code == 0)
    assert found["job"] is None


def test_render(run: Run, quick: Path) -> None:
    text = run("render", "-c", MINIMAL, "--sandbox", quick).out
    found = only(run("render", "-c", MINIMAL, "--sandbox", quick, "--output", "json"))
    assert found["jcl"] == text != ""
    assert (found["target"], found["changed"], found["member"]) == ("sandbox", False, None)


USAGE = (
    (("init", "--bogus"), "init", "--bogus"),
    (("init", "-c", "x", "more"), "init", "more"),
    (("init", "--timeout", "nan"), "init", "--timeout"),
    (("init", "--target", "mars"), "init", "--target"),
    (("render", "--timeout", "5"), "render", "--timeout"),
    (("bogus",), "", "bogus"),
    (("--bogus",), "", "--bogus"),
    (("sandbox", "create"), "sandbox", "DIR"),
    (("sandbox", "bogus", "x"), "sandbox", "bogus"),
)


@pytest.mark.parametrize("asked", [("--output", "json"), ("--output=json",), "environment"])
@pytest.mark.parametrize(("argv", "command", "culprit"), USAGE)
def test_a_wrong_command_line(
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    argv: tuple[str, ...],
    command: str,
    culprit: str,
    asked: tuple[str, ...] | str,
) -> None:
    if asked == "environment":
        monkeypatch.setenv("ZWE_VSAM_OUTPUT", "json")
        ran = run(*argv)
    else:
        ran = run(*argv, *asked)
    found = only(ran)
    assert (ran.code, found["command"]) == (102, command)
    if asked == "environment" or command in ("init", "render"):
        assert found["messages"][0]["text"] == f"Invalid parameter {culprit}."
    assert "Error ZWEL0102E" in ran.err


def test_the_command_line_beats_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZWE_VSAM_OUTPUT", "json")
    assert run("init", "--bogus", "--output", "text").out == ""
    assert run("init", "--bogus", "--output=text").out == ""
    assert run("init", "--output", "xml").out == "", "it is neither form"


def test_information_goes_nowhere_but_into_the_object_unless_asked_for(
    run: Run, quick: Path
) -> None:
    argv = ("init", "-c", MINIMAL, "--sandbox", quick, "--dry-run", "--output", "json")
    ran = run(*argv)
    assert ran.err == f"System: sandbox {quick}\n"
    assert "ZWV1031I" in [message["id"] for message in only(ran)["messages"]]
    ran = run(*argv, "-vv")
    only(ran)
    assert "ZWV1031I" in ran.err
    assert f"catalog entry {CLUSTER}" in ran.err
