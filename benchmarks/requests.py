"""How many requests of z/OSMF one ``init`` takes, and how long, against ``sandbox serve``."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.startup import SCRIPT, measure
from zwe_vsam.sandbox.system import System

FIXTURE = str(Path(__file__).parent.parent / "fixtures" / "minimal.yaml")
ROUNDS = 5
GOAL = 1.2
"""Most processor time of a dry run without a profile, in terms of the import of requests."""
SCENARIOS = {
    "init --dry-run": ("init", "--dry-run"),
    "init, new member": ("init",),
    "init, cluster already there": ("init", "--exist-ok"),
    "verify": ("verify",),
    "remove": ("remove", "--yes"),
}
"""In this order on one sandbox."""


@contextmanager
def process(box: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server in a process of its own, and its port."""
    command = [sys.executable, "-m", "zwe_vsam", "sandbox", "serve", str(box), "--port", "0"]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True,
                          stderr=subprocess.DEVNULL,
                          env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:  # fmt: skip
        assert server.stdout
        try:
            yield server, int(server.stdout.readline().strip().rpartition(":")[2])
        finally:
            server.terminate()


@contextmanager
def served(box: Path) -> Iterator[dict[str, str]]:
    """A server over TLS; the variables that lead to it."""
    with process(box) as (_, port):
        yield {
            "ZWE_VSAM_ZOSMF_HOST": "127.0.0.1",
            "ZWE_VSAM_ZOSMF_PORT": str(port),
            "ZWE_VSAM_ZOSMF_USER": "ibmuser",
            "ZWE_VSAM_ZOSMF_PASSWORD": "sys1",
            "REQUESTS_CA_BUNDLE": str(box / "server" / "certificate.pem"),
            "NO_PROXY": "*",
        }


def run(words: tuple[str, ...], environment: dict[str, str]) -> tuple[float, int, int]:
    """Seconds of a whole process, its requests up to the submission, and after it."""
    start = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-m", "zwe_vsam", words[0], "-c", FIXTURE, "--target", "zosmf", "-vv",
         *words[1:]],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    seconds = time.perf_counter() - start
    told = [line for line in (ran.stdout + ran.stderr).splitlines() if " /rest" in line]
    submitted = [n for n, line in enumerate(told, 1) if "PUT /restjobs/jobs:" in line]
    until = submitted[0] if submitted else len(told)
    return seconds, until, len(told) - until


def home_with_profile(folder: Path, environment: dict[str, str]) -> str:
    """A folder whose team configuration names the server; the login stays in the variables."""
    configuration = folder / ".zowe" / "zowe.config.json"
    configuration.parent.mkdir()
    properties = {"host": "127.0.0.1", "port": int(environment["ZWE_VSAM_ZOSMF_PORT"])}
    configuration.write_text(
        json.dumps({"profiles": {"zosmf": {"type": "zosmf", "properties": properties}}})
    )
    return str(folder)


def report() -> None:
    found: dict[str, list[tuple[float, int, int]]] = {name: [] for name in SCENARIOS}
    with tempfile.TemporaryDirectory() as folder:
        box = Path(folder) / "box"
        subprocess.run(
            [sys.executable, "-m", "zwe_vsam", "sandbox", "create", str(box), "-c", FIXTURE],
            check=True,
            capture_output=True,
        )
        System(box).set_durations(queued=0.0, active=0.0)
        with served(box) as environment:
            dry_run = [SCRIPT, "init", "--dry-run", "-c", FIXTURE]
            floor, *dry_runs = measure(
                [
                    [sys.executable, "-c", "import requests"],
                    [*dry_run, "--target", "zosmf"],
                    [*dry_run, "--zosmf-profile", "zosmf"],
                ],
                variables={**environment, "HOME": home_with_profile(Path(folder), environment)},
            )
            for _ in range(ROUNDS):
                for name, words in SCENARIOS.items():
                    found[name].append(run(words, environment))
                System(box).delete("IBMUSER.ZWE.CUST.JCLLIB", "ZWECSVSM")
                System(box).delete("IBMUSER.ZWE.CUST.JCLLIB", "ZWECSRVS")
    print(f"z/OSMF: requests up to the submission + after it, time of the process (of {ROUNDS})")
    print("  over TLS, against zwe-vsam sandbox serve in another process; jobs end at once")
    for name, runs in found.items():
        _, until, after = runs[-1]
        median = statistics.median(seconds for seconds, _, _ in runs)
        print(f"  {name:<30} {until:2} + {after}   {median * 1000:6.0f} ms")
    without, with_profile = (
        statistics.median(a / b for a, b in zip(times, floor, strict=True)) for times in dry_runs
    )
    print(
        f"  init --dry-run, processor time to 'import requests': without a profile {without:.2f}"
        f"   goal {GOAL}{'' if without <= GOAL else '   MISSED'}"
    )
    print(f"    with a profile {with_profile:.2f}")
