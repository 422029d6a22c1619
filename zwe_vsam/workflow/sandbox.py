"""The rehearsal system: creating one that fits a configuration, and showing its contents."""

from __future__ import annotations

import os
import shlex
import time
from collections.abc import Iterator

from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.messages import Message, message
from zwe_vsam.model import Ending, Phase
from zwe_vsam.report.base import Report
from zwe_vsam.sandbox.jes import JobInfo
from zwe_vsam.sandbox.state import Seed
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import job_status, names

DEFAULT_SEED = Seed(
    prefix="IBMUSER.ZWE",
    jcllib="IBMUSER.ZWE.CUST.JCLLIB",
    volume="VOL123",
    storage_class="SCVSAM",
)
"""What a sandbox holds that was created without a configuration."""


def ready(folder: str, settings: Settings, *, create: bool) -> Message | None:
    """Create a sandbox from the settings if ``folder`` does not exist and ``create`` allows it.

    Return a message for the user; None for a folder that exists.
    """
    if os.path.lexists(folder):
        return None
    if not create:
        return message("ZWV8003I", folder=folder)
    System.create(folder, _seed(settings))
    return message("ZWV8002I", folder=folder)


def create(folder: str, config_file: str, dialect: str, report: Report) -> None:
    """Create a sandbox, to fit a configuration if one is named."""
    seed = DEFAULT_SEED
    if config_file:
        settings, notes = config.read(Configuration.load(config_file))
        for note in notes:
            report.note(note)
        seed = _seed(settings)
    seed = Seed(seed.prefix, seed.jcllib, seed.volume, seed.storage_class, dialect, seed.user)
    _, created = System.create(folder, seed)
    if not created:
        raise Problem(
            "ZWEL0158E",
            name=folder,
            remedy="Use the sandbox as it is. Or restore its initial contents: "
            f"zwe-vsam sandbox reset {shlex.quote(folder)}",
        )
    report.line(f"Sandbox {folder} is created.")
    for line in contents(System.open(folder)):
        report.line(line)


def contents(system: System) -> Iterator[str]:
    """Yield a line for each volume, storage class, library, member and cluster."""
    for volser, tracks, free in system.volumes():
        yield f"VOLUME   {volser:<6} {free} of {tracks} tracks free"
    for storage_class in system.storage_classes():
        cache = storage_class.cache_set or "none"
        yield f"STORCLAS {storage_class.name:<8} cache set {cache}"
    for library in system.libraries():
        yield f"LIBRARY  {library}"
        for member in system.members(library):
            yield f"  MEMBER {member}"
    for cluster in system.clusters():
        yield f"CLUSTER  {cluster}"


def job_line(job: JobInfo) -> str:
    """Return a line about a job: id, name, owner, time, and its state or how it ended."""
    created = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(job.created))
    return f"{job.id} {job.name:<8} {job.owner:<8} {created} {how(job)}"


def how(job: JobInfo) -> str:
    """Return how a job ended, or its state."""
    if job.ending is Ending.COMPLETED:
        return job_status.condition(job.code or 0)
    if job.ending is Ending.ABEND:
        return job_status.abend(job.abend)
    if job.phase is Phase.ENDED and job.ending is not None:
        return str(job.ending.value).replace("-", " ").upper()
    reason = f" ({job.waiting_for})" if job.waiting_for else ""
    return job.phase.value.upper() + reason


def member(place: str) -> tuple[str, str]:
    """Return library and member of ``DSN(MEMBER)``. Raises Problem ZWV8023E."""
    parts = names.place_of_member(place.strip("'"))
    if parts is None or not parts[0]:
        raise Problem("ZWV8023E", place=place)
    return names.upper(parts[0]), names.upper(parts[1])


def _seed(settings: Settings) -> Seed:
    return Seed(
        prefix=settings.prefix,
        jcllib=settings.jcllib,
        volume=settings.volume,
        storage_class=settings.storage_class,
    )
