"""A clock that a test moves, a sandbox, and members filled in as the renderer would."""

from __future__ import annotations

from pathlib import Path

from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.state import Seed
from zwe_vsam.sandbox.system import System

PREFIX = "IBMUSER.ZWE"
SAMPLES = "IBMUSER.ZWE.SZWESAMP"
JCLLIB = "IBMUSER.ZWE.CUST.JCLLIB"
CLUSTER = "IBMUSER.CACHE"


class HandClock:
    def __init__(self, at: float = 1_700_000_000.0) -> None:
        self.at = at

    def now(self) -> float:
        return self.at


class Sandbox:
    """A system, its clock, and shorthands."""

    def __init__(self, folder: Path, **seed: str) -> None:
        values = {"volume": "VOL001", "storage_class": "ZWECLASS", **seed}
        self.clock = HandClock()
        self.seed = Seed(PREFIX, JCLLIB, **values)
        self.system, _ = System.create(folder, self.seed, self.clock)

    def again(self) -> System:
        """The same sandbox as another process has it."""
        return System.open(self.system.folder, self.clock)

    def run(self, jcl: str, seconds: float = 10.0) -> JobInfo:
        """Submit a job and let time pass."""
        submitted = self.system.submit(jcl)
        self.clock.at += seconds
        job = self.system.job(submitted.id)
        assert job is not None
        return job

    def spool(self, job: JobInfo) -> dict[str, str]:
        return {file.ddname: file.text for file in self.system.spool(job.id)}


def define(mode: str = "NONRLS", cluster: str = CLUSTER, volume: str = "VOL001",
           storage_class: str = "ZWECLASS", primary: int = 80) -> str:  # fmt: skip
    """ZWECSVSM as it is after the hash dialect's substitution."""
    return f"""\
//ZWECSVSM JOB
//         SET  MODE={mode}
//*
//ALLOC    EXEC PGM=IDCAMS,REGION=0M
//SYSPRINT DD SYSOUT=*
//SYSIN    DD *
  DEFINE CLUSTER -
  (NAME({cluster}) -
/*
//         DD DDNAME=&MODE
//         DD *
  REC({primary} 20) -
  INDEXED) -
  DATA(NAME({cluster}.DATA) -
  RECSZ(4096 4096) -
  UNIQUE -
  KEYS(128 0)) -
  INDEX(NAME({cluster}.INDEX) -
  UNIQUE)
/*
//RLS      DD *
  STORCLAS({storage_class}) -
  LOG(NONE) -
/*
//NONRLS   DD *
  VOLUME({volume}) -
  SHAREOPTIONS(2 3) -
/*
"""


def remove(cluster: str = CLUSTER) -> str:
    """ZWECSRVS as it is after substitution."""
    return f"""\
//ZWECSRVS JOB
//RMVSAM   EXEC PGM=IKJEFT01
//SYSTSPRT DD SYSOUT=A
//SYSTSIN  DD *
DELETE '{cluster}' +
CLUSTER
/*
"""
