"""The life of a cluster on three systems, from check mode to its removal."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from tests.conftest import CLUSTER, JCLLIB, MINIMAL
from tests.fleet.conftest import NAMES
from tests.fleet.fleet import Fleet

SHORT_KEYS = "zowe:\n  environments:\n    CACHING_STORAGE_VSAM_KEYLENGTH: 64\n"


def _other_keys(fleet: Fleet) -> str:
    """A configuration of two layers, which describes a cluster with shorter keys."""
    (fleet.folder / "site.yaml").write_text(SHORT_KEYS)
    return f"FILE({fleet.folder / 'site.yaml'}):FILE({fleet.config})"


def test_lifecycle(any_fleet: Fleet) -> None:
    fleet = any_fleet
    before = fleet.contents()

    # Check mode says that all three would change, shows how, and changes no byte.
    checked = fleet.run("--check", "--diff")
    assert (checked.code, checked.changed) == (0, 3), checked.out
    assert fleet.contents() == before
    assert "+//ZWECSVSM JOB" in checked.out
    assert "-exists: no\n+exists: yes\n" in checked.out
    assert all(jcl.startswith("//ZWECSVSM JOB") for jcl in checked.each("jcl"))
    assert checked.each("jobs") == [[]] * 3
    fleet.processes()

    created = fleet.run()
    assert (created.code, created.changed) == (0, 3), created.out
    for name, jobs in zip(NAMES, created.each("jobs"), strict=True):
        assert fleet.at(name).clusters() == [CLUSTER]
        (job,) = jobs
        assert (job["job_id"], job["job_name"], job["owner"]) == ("JOB00001", "ZWECSVSM", "IBMUSER")
        assert job["ret_code"] == {"msg": "CC 0000", "msg_code": "0000", "msg_txt": "", "code": 0}
    assert {result["schema"] for result in created.each("result")} == {"zwe-vsam/result/3"}
    assert [cluster["exists"] for cluster in created.each("cluster")] == [True] * 3
    # One process for each host and state.
    assert [line.split()[0] for line in fleet.processes()] == ["init"] * 3

    again = fleet.run("--diff")
    assert (again.code, again.changed) == (0, 0), again.out
    assert "+++" not in again.out
    assert fleet.run("--check").changed == 0

    fleet.processes()
    verified = fleet.run("--diff", state="verified")
    assert (verified.code, verified.changed) == (0, 0), verified.out
    assert "+++" not in verified.out
    assert [line.split()[0] for line in fleet.processes()] == ["verify"] * 3

    # Another configuration, in two layers: nothing but replace=true touches the cluster.
    other = _other_keys(fleet)
    differs = fleet.run("--diff", state="verified", config=other)
    assert (differs.code, differs.failed) == (2, list(NAMES))
    for message, diff in zip(differs.each("msg"), differs.each("diff"), strict=True):
        assert message.startswith(f"ZWV5001E: {CLUSTER} differs")
        assert "Meaning: " in message
        assert "Remedy: " in message
        (shown,) = diff
        assert "key length: 128\n" in shown["before"]
        assert "key length: 64\n" in shown["after"]
    refused = fleet.run(config=other, generate=True)
    assert (refused.failed, refused.changed) == (list(NAMES), 0)
    assert [fleet.at(name).jobs()[-1].id for name in NAMES] == ["JOB00001"] * 3

    # A cluster with other lengths may be somebody else's.
    guarded = fleet.run("--check", config=other, replace=True)
    assert guarded.failed == list(NAMES)
    assert all("ZWV7006E" in message for message in guarded.each("msg"))

    fleet.processes()
    planned = fleet.run("--check", "--diff", config=other, replace=True, force=True)
    assert (planned.code, planned.changed) == (0, 3), planned.out
    assert "-key length: 128\n+key length: 64\n" in planned.out
    replaced = fleet.run(config=other, replace=True, force=True)
    assert (replaced.code, replaced.changed) == (0, 3), replaced.out
    assert [line.split()[0] for line in fleet.processes()] == ["init"] * 6
    names = [[job["job_name"] for job in jobs] for jobs in replaced.each("jobs")]
    assert names == [["ZWECSRVS", "ZWECSVSM"]] * 3
    assert fleet.run(state="verified", config=other).code == 0
    assert fleet.run(config=other, replace=True).changed == 0

    rendered = fleet.run("--diff", state="rendered")
    assert (rendered.code, rendered.changed) == (0, 0), rendered.out
    assert all("KEYS(128 0)" in jcl for jcl in rendered.each("jcl"))
    # The member in the JCL library has the shorter keys.
    for (shown,) in rendered.each("diff"):
        assert "KEYS(64 0)" in shown["prepared"]
        assert "KEYS(128 0)" in shown["prepared"]

    before = fleet.contents()
    planned = fleet.run("--check", "--diff", state="absent", config=other)
    assert (planned.code, planned.changed) == (0, 3), planned.out
    assert "-exists: yes\n+exists: no\n" in planned.out
    assert fleet.contents() == before
    removed = fleet.run(state="absent", config=other)
    assert (removed.code, removed.changed) == (0, 3), removed.out
    assert [fleet.at(name).clusters() for name in NAMES] == [[]] * 3
    gone = fleet.run(state="absent")
    assert (gone.code, gone.changed) == (0, 0), gone.out


def test_inline_configuration(any_fleet: Fleet) -> None:
    inline: dict[str, Any] = yaml.safe_load(MINIMAL.read_text())
    created = any_fleet.run(config=inline)
    assert (created.code, created.changed) == (0, 3), created.out
    assert any_fleet.at("sysb").clusters() == [CLUSTER]
    inline["zowe"]["setup"]["vsam"]["volume"] = "TOO-LONG"
    wrong = any_fleet.run(config=inline)
    assert wrong.failed == list(NAMES)
    assert all("<stdin>" in message for message in wrong.each("msg"))


def test_facts(any_fleet: Fleet) -> None:
    from tests.clusters import define

    any_fleet.at("sysa").create_library(CLUSTER)
    define(any_fleet.at("sysb"), keys="64 0")
    info = any_fleet.run(module="zowe_community.zwe_vsam.zwe_vsam_info")
    assert (info.code, info.changed) == (0, 0), info.out
    assert info.each("state") == ["unusable", "different", "missing"]
    assert [len(rows) > 10 for rows in info.each("comparison")] == [False, True, True]
    assert {row["found"] for row in info.each("comparison")[2]} == {None}
    usage = info.each("usage")
    assert (usage[0], usage[1]["records_at_last_close"], usage[2]) == (None, 0, None)
    any_fleet.run(state="absent", force=True)
    any_fleet.run()
    assert any_fleet.run(module="zowe_community.zwe_vsam.zwe_vsam_info").each("state") == [
        "unusable",
        "same",
        "same",
    ]


def test_a_failing_system_among_many(any_fleet: Fleet) -> None:
    any_fleet.at("sysb").inject("space")
    ran = any_fleet.run()
    assert (ran.code, ran.failed, ran.changed) == (2, ["sysb"], 3), ran.out
    (job,) = ran.last["sysb"].result["jobs"]
    assert job["ret_code"]["msg_code"] == "0012"
    assert "space" in job["ret_code"]["msg_txt"]
    message = ran.last["sysb"].result["msg"]
    assert message.startswith("ZWEL0163E: Job ZWECSVSM(JOB00001) ends with code 12")
    assert "Meaning: " in message
    assert "Remedy: " in message
    for name in ("sysa", "sysc"):
        assert any_fleet.at(name).clusters() == [CLUSTER]
    # The others have nothing to do any more.
    repaired = any_fleet.run()
    assert (repaired.code, repaired.changed) == (0, 1), repaired.out


def test_a_member_that_contradicts(fleet: Fleet) -> None:
    fleet.at("sysc").write(JCLLIB, "ZWECSVSM", "//OLD JOB\n")
    ran = fleet.run("--check")
    assert ran.failed == ["sysc"]
    assert "ZWV3050E" in ran.last["sysc"].result["msg"]
    assert fleet.run(generate=True).changed == 3


def test_the_result_is_unchanged(fleet: Fleet) -> None:
    """``result`` is what the command line prints."""
    import subprocess

    fleet.run()
    ran = fleet.run(state="verified")
    argv = [str(fleet.executable), "verify", "-c", str(fleet.config)]
    argv += ["--sandbox", str(fleet.folder / "sysa")]
    printed = subprocess.run([*argv, "--output", "json"], capture_output=True, check=True)
    expected = json.loads(printed.stdout)
    result = ran.last["sysa"].result["result"]
    # Two runs: each has its own times, as the command line writes them.
    for time in ("started", "ended"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d", result.pop(time))
        assert expected.pop(time)
    assert result == expected
