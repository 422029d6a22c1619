"""The command lines whose calls are spoiled, and what is there before each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests import clusters
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site

MEMBER = "ZWECSVSM"
PARMLIB = "IBMUSER.ZWE.PARMLIB"
FORMER = "//FORMER JOB\n//S EXEC PGM=IEFBR14\n"
INIT = ("init", "-c", "{config}")
REPLACE = ("--allow-overwrite", "--yes")
QUEUED, ACTIVE = 0.05, 0.1
"""Seconds that jobs take: a run looks three times."""
OLD_KEY = f"      vsam:\n        name: {CLUSTER}\n"
V3 = MINIMAL.read_text().replace(OLD_KEY, "").replace(
    "volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}"
)  # fmt: skip
"""The cluster is named where Zowe v3 has it, and not where the service reads it."""
Arrange = Callable[[Site, Run], None]
EXISTS = 158


@dataclass(frozen=True)
class Scenario:
    """A command line, and what its end is."""

    name: str
    argv: tuple[str, ...]
    arrange: tuple[Arrange, ...] = ()
    code: int = 0
    """Without a fault."""
    again: tuple[int, ...] = (0,)
    """What running it again may end with until the right end is reached."""
    finish: tuple[str, ...] = ()
    """Options that it is run again with."""
    jobs: int = 0
    """How many jobs a run submits at most."""
    deletes: bool = False
    """Whether it may delete the cluster that was there before."""
    writes: bool = True
    """Whether it may write a member or the configuration."""
    is_cancel: bool = False
    """Whether the end is that no job is under way."""
    config: str = MINIMAL.read_text()


def cluster(site: Site, run: Run) -> None:
    """Defined long ago, so that one defined now is another."""
    clusters.define(site.system)
    clusters.relate(site.system, created=0.0)


def odd_cluster(site: Site, run: Run) -> None:
    clusters.define(site.system, keys="64 0")


def kept_member(site: Site, run: Run) -> None:
    text = run("render", "-c", MINIMAL, *site.args).out
    site.system.write(JCLLIB, MEMBER, text)


def former(site: Site, run: Run) -> None:
    site.system.write(JCLLIB, MEMBER, FORMER)


def former_removal(site: Site, run: Run) -> None:
    site.system.write(JCLLIB, "ZWECSRVS", FORMER)


def parmlib(site: Site, run: Run) -> None:
    site.system.create_library(PARMLIB)
    site.system.write(PARMLIB, "ZWEYAML", V3)


def no_space(site: Site, run: Run) -> None:
    site.system.inject("space")


def in_use(site: Site, run: Run) -> None:
    site.system.inject("inuse")


def vanishes(site: Site, run: Run) -> None:
    site.system.inject("purged")


def submitted(site: Site, run: Run) -> None:
    """A job that has ended, unless something else was injected."""
    kept_member(site, run)
    site.system.set_durations(0.0, 0.0)
    site.system.submit_member(JCLLIB, MEMBER)
    site.system.set_durations(QUEUED, ACTIVE)


def running(site: Site, run: Run) -> None:
    site.system.inject("slow:5")
    submitted(site, run)


FEW = ("init", "init --allow-overwrite, members there", "remove", "job, failed")
"""What is tried on every target in each test run, and not only where all is tried."""
IN_PARMLIB = f"PARMLIB({PARMLIB}(ZWEYAML))"
NEW = (0, EXISTS)
SCENARIOS = [
    Scenario("init", INIT, again=NEW, jobs=1),
    Scenario("init, kept member", INIT, (kept_member,), again=NEW, jobs=1),
    Scenario("init --generate", (*INIT, "--generate"), (former,), again=NEW, jobs=1),
    Scenario("init, job fails", INIT, (no_space,), 163, again=(*NEW, 163), jobs=1),
    Scenario("init, job vanishes", INIT, (vanishes,), 162, again=(*NEW, 162), jobs=1),
    Scenario("init --no-wait", (*INIT, "--no-wait"), again=NEW, jobs=1),
    Scenario("init --exist-ok, new", (*INIT, "--exist-ok"), jobs=1),
    Scenario("init --exist-ok, there", (*INIT, "--exist-ok"), (cluster,), writes=False),
    Scenario("init, cluster there", INIT, (cluster,), EXISTS, again=(EXISTS,), writes=False),
    Scenario(
        "init --update-config", (*INIT, "--update-config"), finish=("--exist-ok",), jobs=1,
        config=V3,
    ),
    Scenario(
        "init --update-config, PARMLIB", ("init", "-c", IN_PARMLIB, "--update-config"),
        (parmlib,), finish=("--exist-ok",), jobs=1,
    ),
    Scenario("init --allow-overwrite", (*INIT, *REPLACE), (cluster,), jobs=2, deletes=True),
    Scenario(
        "init --allow-overwrite, members there", (*INIT, *REPLACE),
        (cluster, former, former_removal), jobs=2, deletes=True,
    ),
    Scenario("init --dry-run", (*INIT, "--dry-run"), (former,), 232, (232,), writes=False),
    Scenario("init --dry-run --generate", (*INIT, "--dry-run", "--generate"), (former,),
             writes=False),
    Scenario("init --dry-run --allow-overwrite", (*INIT, "--dry-run", *REPLACE),
             (cluster, former), writes=False),
    Scenario("init --security-dry-run", (*INIT, "--security-dry-run")),
    Scenario("init --security-dry-run --generate", (*INIT, "--security-dry-run", "--generate"),
             (former,)),
    Scenario("verify", ("verify", "-c", "{config}"), (cluster, kept_member), writes=False),
    Scenario("verify, differs", ("verify", "-c", "{config}"), (odd_cluster,), 234, (234,),
             writes=False),
    Scenario("remove", ("remove", "-c", "{config}", "--yes"), (cluster,), jobs=1, deletes=True),
    Scenario("remove --generate", ("remove", "-c", "{config}", "--yes", "--generate"),
             (cluster, former_removal), jobs=1, deletes=True),
    Scenario("remove, job vanishes", ("remove", "-c", "{config}", "--yes"), (cluster, vanishes),
             jobs=1, deletes=True),
    Scenario("remove, job fails", ("remove", "-c", "{config}", "--yes"), (cluster, in_use), 163,
             again=(0, 163), jobs=1, deletes=True),
    Scenario("remove --dry-run", ("remove", "-c", "{config}", "--dry-run"), (cluster,),
             writes=False),
    Scenario("remove --security-dry-run", ("remove", "-c", "{config}", "--security-dry-run"),
             (cluster,)),
    Scenario("job, running", ("job", "JOB00001", "-c", "{config}"), (running,), writes=False),
    Scenario("job, failed", ("job", "JOB00001", "-c", "{config}"), (no_space, submitted), 163,
             (163,), writes=False),
    Scenario("job --spool", ("job", "JOB00001", "--spool"), (submitted,), writes=False),
    Scenario("job --cancel", ("job", "JOB00001", "--cancel", "--yes"), (running,), again=(0, 235),
             writes=False, is_cancel=True),
    Scenario("render", ("render", "-c", "{config}"), writes=False),
    Scenario("check", ("check", "-c", "{config}"), writes=False),
    Scenario("config, PARMLIB", ("config", "-c", IN_PARMLIB), (parmlib,), writes=False),
]  # fmt: skip
