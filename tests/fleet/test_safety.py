"""What must not go wrong on a fleet: logins, variables of the shell, and runs that are cut off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import CLUSTER
from tests.fleet.conftest import NAMES
from tests.fleet.fleet import Fleet, Played


def test_a_wrong_password_is_tried_once(served: Fleet, monkeypatch: pytest.MonkeyPatch) -> None:
    from zwe_vsam.sandbox.server import auth

    attempts: list[str] = []
    accepts = auth.Authority.accepts

    def counted(self: auth.Authority, user: str, password: str) -> bool:
        attempts.append(password)
        return accepts(self, user, password)

    monkeypatch.setattr(auth.Authority, "accepts", counted)
    served.environment["ZWE_VSAM_ZOSMF_PASSWORD"] = "{{ 'wrong' if wrong is defined else 'sys1' }}"
    served.host_vars["sysb"]["wrong"] = True
    ran = served.run()
    assert (ran.failed, ran.changed) == (["sysb"], 2), ran.out
    assert attempts.count("wrong") == 1
    message = ran.last["sysb"].result["msg"]
    assert "401" in message
    assert "Remedy: " in message
    assert "sys1" not in json.dumps(ran.each("result"))
    assert served.at("sysb").jobs() == []


SHELL = {
    "ZWE_VSAM_TARGET": "sandbox",
    "ZWE_VSAM_OUTPUT": "text",
    "ZWE_VSAM_SILENT": "1",
    "ZWE_VSAM_ZOSMF_PROFILE": "sysa",
    "ZWE_VSAM_ANSIBLE_LOGIN": "ZWE_VSAM_TARGET ZWE_VSAM_SANDBOX ZWE_VSAM_ZOSMF_HOST",
}
"""Variables of the controller's shell, which must have no effect."""


def test_variables_of_the_shell_choose_no_system(served: Fleet) -> None:
    shared = json.loads((served.folder / "zowe.config.json").read_text())["profiles"]["sysa"]
    served.variables = {
        **SHELL,
        "ZWE_VSAM_SANDBOX": str(served.folder / "sysb"),
        "ZWE_VSAM_CONFIG": str(served.folder / "missing.yaml"),
        "ZWE_VSAM_LOG_DIR": str(served.folder),
        "ZWE_VSAM_ZOSMF_HOST": "127.0.0.1",
        "ZWE_VSAM_ZOSMF_PORT": str(shared["properties"]["port"]),
        "ZWE_VSAM_ZOSMF_USER": "ibmuser",
        "ZWE_VSAM_ZOSMF_PASSWORD": "sys1",
    }
    login = dict(served.environment)
    before = served.contents()
    # No system is named by an option: ZWE_VSAM_TARGET and ZWE_VSAM_SANDBOX have no effect.
    system = served.system
    served.system = {}
    ran = served.run()
    assert ran.failed == list(NAMES), ran.out
    assert all("ZWEL0120E" in message for message in ran.each("msg"))
    # z/OSMF is named without a profile: the server and the login of the shell have no effect.
    served.system = {"target": "zosmf"}
    served.environment = {"REQUESTS_CA_BUNDLE": "{{ certificate }}"}
    ran = served.run()
    assert ran.failed == list(NAMES), ran.out
    assert served.contents() == before
    # The variables of the keyword environment are the playbook's own.
    served.environment = login
    served.system = system
    assert served.run().changed == 3


def _started(fleet: Fleet) -> subprocess.Popen[str]:
    """A playbook that runs, in a session of its own."""
    playbook = fleet.folder / "playbook.yml"
    tasks = [fleet.task()]
    play = {"hosts": "all", "gather_facts": False, "tasks": tasks}
    playbook.write_text(json.dumps([play | {"environment": fleet.environment}]))
    return subprocess.Popen(
        fleet.command(str(playbook)),
        cwd=fleet.folder,
        env=fleet.shell(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def _until_submitted(fleet: Fleet) -> None:
    deadline = time.monotonic() + 120
    while any(not fleet.at(name).jobs() for name in fleet.names):
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.parametrize("whole_group", [False, True], ids=["controller", "everything"])
def test_a_controller_that_was_killed(any_fleet: Fleet, whole_group: bool) -> None:
    """The next run takes up the jobs of the first, and submits no second one."""
    fleet = any_fleet
    for name in fleet.names:
        fleet.at(name).set_durations(0.0, 25.0)
    process = _started(fleet)
    _until_submitted(fleet)
    if whole_group:
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
    again = fleet.run()
    assert (again.code, again.changed) == (0, 3), again.out
    for jobs in again.each("jobs"):
        assert [job["job_id"] for job in jobs] == ["JOB00001"]
    for name in fleet.names:
        assert fleet.at(name).clusters() == [CLUSTER]
        assert [job.id for job in fleet.at(name).jobs()] == ["JOB00001"]
    assert fleet.run().changed == 0


def _left_running(fleet: Fleet) -> Played:
    return fleet.run(wait=False)


def test_a_job_that_is_not_waited_for(fleet: Fleet) -> None:
    for name in fleet.names:
        fleet.at(name).inject("held")
    started = _left_running(fleet)
    assert (started.code, started.changed) == (0, 3), started.out
    assert started.each("jobs")[0][0]["ret_code"]["msg"] == "?"
    # It is an error as long as nobody waits for it, and after the timeout.
    impatient = _left_running(fleet)
    assert impatient.failed == list(NAMES)
    assert all("ZWV4020E" in message for message in impatient.each("msg"))
    late = fleet.run(timeout=1)
    assert late.failed == list(NAMES)
    assert all(message.startswith("ZWEL0162E") for message in late.each("msg"))
    assert late.each("jobs")[0][0]["ret_code"]["msg"] == "HOLD"
    for name in fleet.names:
        fleet.at(name).release("JOB00001")
    # The job ended before the next run, which finds its cluster.
    finished = fleet.run()
    assert (finished.code, finished.changed) == (0, 0), finished.out
    assert [len(fleet.at(name).jobs()) for name in NAMES] == [1, 1, 1]


def test_a_job_that_was_taken_up_and_failed(fleet: Fleet) -> None:
    for name in fleet.names:
        fleet.at(name).set_durations(0.0, 12.0)
        fleet.at(name).inject("space")
    assert _left_running(fleet).changed == 3
    failed = fleet.run()
    assert failed.failed == list(NAMES), failed.out
    assert all(message.startswith("ZWEL0163E") for message in failed.each("msg"))
    assert [len(fleet.at(name).jobs()) for name in NAMES] == [1, 1, 1]


def test_async(fleet: Fleet) -> None:
    keywords = {"async": 120, "poll": 1}
    ran = fleet.run(keywords=keywords)
    assert (ran.code, ran.changed) == (0, 3), ran.out
    assert fleet.at("sysa").clusters() == [CLUSTER]
    started = fleet.task(state="verified", keywords={"async": 120, "poll": 0, "register": "job"})
    status: dict[str, object] = {
        "ansible.builtin.async_status": {"jid": "{{ job.ansible_job_id }}"}
    }
    status |= {"register": "seen", "until": "seen.finished", "retries": 60, "delay": 1}
    waited = fleet.play([started, status], "--forks", "2")
    assert waited.code == 0, waited.out
    assert waited.each("result")[0]["command"] == "verify"


def test_an_executable_of_another_kind(fleet: Fleet) -> None:
    other = fleet.folder / "other"
    missing = fleet.run(executable=[str(other)])
    assert all("cannot be started" in message for message in missing.each("msg"))
    _script(other, "echo hello; exit 3")
    silent = fleet.run(executable=[str(other)])
    assert all("did not print a JSON object" in message for message in silent.each("msg"))
    old = {"schema": "zwe-vsam/result/2", "version": "0.0.1"}
    _script(other, f"echo '{json.dumps(old)}'")
    old_form = fleet.run(executable=[str(other)])
    assert all("Expected zwe-vsam/result/3" in message for message in old_form.each("msg"))
    claims = old | {"schema": "zwe-vsam/result/3", "exit_code": 0, "ok": True}
    _script(other, f"echo '{json.dumps(claims)}'; exit 4")
    contradicting = fleet.run(executable=[str(other)])
    assert all("Its JSON object says 0" in message for message in contradicting.each("msg"))


def _script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
