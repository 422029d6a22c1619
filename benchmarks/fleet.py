"""Seconds for each host of a fleet: the collection's ``verified`` beside Ansible's own ping."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
import time
from pathlib import Path

from tests.fleet.fleet import Fleet, Played

HOSTS = (1, 10, 50, 200)
FORKS = 10
GOAL = 1.5
PING = {"name": "ping", "ansible.builtin.ping": {}}


def report() -> None:
    if not os.environ.get("ANSIBLE_BIN"):
        print("Ansible: not measured; make bench sets ANSIBLE_BIN")
        return
    print(f"Ansible: seconds for each host, forks={FORKS}, one sandbox for each host")
    print(
        "  hosts      ping   present   present again   verified   verified / ping (processor time)"
    )
    for count in HOSTS:
        with tempfile.TemporaryDirectory() as folder:
            print(line(fleet(Path(folder), count)))
    print(f"  goal: verified / ping <= {GOAL}; one process of zwe-vsam for each host and state")


def fleet(folder: Path, count: int) -> Fleet:
    """A fleet of ``count`` sandboxes; one is made, the others are its copies."""
    made = Fleet(folder, [f"sys{number:03}" for number in range(1, count + 1)])
    first, *others = made.names
    made.names = [first]
    made.create()
    for name in others:
        shutil.copytree(folder / first, folder / name)
    made.names = [first, *others]
    return made


def line(fleet: Fleet) -> str:
    """The figures of one fleet."""
    verified = fleet.task(state="verified")
    tasks = (PING, fleet.task(), fleet.task(), verified)
    seconds, processor = [], []
    for task in tasks:
        fleet.processes()
        start, used = time.monotonic(), _processor_seconds()
        played = fleet.play([task], "--forks", str(FORKS))
        seconds.append((time.monotonic() - start) / len(fleet.names))
        processor.append(_processor_seconds() - used)
        _require(fleet, played, own=task is not PING)
    ping, present, again, compared = seconds
    return (
        f"  {len(fleet.names):5} {ping:9.2f} {present:9.2f} {again:15.2f} {compared:10.2f}"
        f" {compared / ping:17.2f} {f'({processor[-1] / processor[0]:.2f})':>16}"
    )


def _processor_seconds() -> float:
    """What the processes took that have ended; other work on the machine does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _require(fleet: Fleet, played: Played, *, own: bool) -> None:
    """Every host did its work, with one process."""
    assert played.code == 0, played.out
    assert len(played.last) == len(fleet.names)
    assert len(fleet.processes()) == (len(fleet.names) if own else 0)
