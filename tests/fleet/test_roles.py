"""The role, the playbooks and the inventories that the collection ships."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import yaml

from tests.conftest import CLUSTER
from tests.fleet.conftest import NAMES
from tests.fleet.fleet import COLLECTION, Fleet

INVENTORIES = COLLECTION / "examples" / "inventories"


def _words(fleet: Fleet, **variables: object) -> list[str]:
    given = {"caching_storage_executable": [str(fleet.executable)], **variables}
    return ["-e", json.dumps(given)]


def test_a_sysplex_of_three_is_rehearsed(fleet: Fleet) -> None:
    """The inventory sysplex.yml, with the home of the test."""
    home = fleet.folder / "home"
    (home / "zwe-vsam-rehearsal").mkdir(parents=True)
    shutil.copy(fleet.config, home / "zwe-vsam-rehearsal")
    fleet.variables["HOME"] = str(home)
    playbook, inventory = "zowe_community.zwe_vsam.rehearsal", INVENTORIES / "sysplex.yml"
    words = _words(fleet)

    checked = fleet.playbook(playbook, *words, "--check", inventory=inventory)
    assert checked.code == 0, checked.out
    states = [(task, outcome.status) for host, task, outcome in checked.tasks if host == "sysa"]
    assert [status for _, status in states] == ["ok", "ok", "ok", "ok", "skipped"]
    assert sorted(path.name for path in (home / "zwe-vsam-rehearsal").iterdir()) == ["zowe.yaml"]

    fleet.processes()
    created = fleet.playbook(playbook, *words, inventory=inventory)
    assert created.code == 0, created.out
    assert created.out.count("changed=1 ") == 3
    calls = sorted(line.split()[0] for line in fleet.processes())
    assert calls == ["check"] * 3 + ["init"] * 3 + ["verify"] * 3
    again = fleet.playbook(playbook, *words, inventory=inventory)
    unchanged = re.findall(r"^sys\w +: .*changed=0 ", again.out, re.MULTILINE)
    assert (again.code, len(unchanged)) == (0, 3), again.out


def test_the_playbook_of_the_controller(served: Fleet) -> None:
    """The inventory controller.yml, with the configuration and the profiles of the test."""
    document = yaml.safe_load((INVENTORIES / "controller.yml").read_text())
    own = document["zos"]["vars"]
    assert list(document["zos"]["hosts"]) == list(NAMES)
    own["caching_storage_config"] = str(served.config)
    own["caching_storage_zosmf_profile"] = "{{ inventory_hostname }}"
    document["zos"]["hosts"] = {name: {} for name in NAMES}
    inventory = served.folder / "controller.yml"
    inventory.write_text(yaml.safe_dump(document))
    # The collection's playbook runs in the collection, so the user's own profiles serve it.
    home = served.folder / "home"
    (home / ".zowe").mkdir(parents=True)
    shutil.move(served.folder / "zowe.config.json", home / ".zowe")
    served.variables = {
        "HOME": str(home),
        "REQUESTS_CA_BUNDLE": str(served.host_vars["sysa"]["certificate"]),
        "ZOSMF_USER": "ibmuser",
        "ZOSMF_PASSWORD": "sys1",
    }
    # Each of these servers has a certificate of its own, and a shell can trust only one.
    ran = served.playbook(
        "zowe_community.zwe_vsam.controller",
        *_words(served),
        *("--limit", "sysa"),
        inventory=inventory,
    )
    assert ran.code == 0, ran.out
    assert [served.at(name).clusters() for name in NAMES] == [[CLUSTER], [], []]


def test_an_option_of_the_wrong_kind_stops_the_role(fleet: Fleet) -> None:
    role = {"ansible.builtin.include_role": {"name": "zowe_community.zwe_vsam.caching_storage"}}
    ran = fleet.play([role], *_words(fleet, caching_storage_timeout="soon"))
    assert ran.code == 2
    assert "caching_storage_config" in ran.out
    assert "caching_storage_timeout" in ran.out
    assert fleet.processes() == []


def test_a_wrong_configuration_stops_the_role_first(fleet: Fleet) -> None:
    fleet.config.write_text(fleet.config.read_text().replace("VOL123", "TOO-LONG"))
    role = {"ansible.builtin.include_role": {"name": "zowe_community.zwe_vsam.caching_storage"}}
    words = _words(fleet, caching_storage_config=str(fleet.config))
    ran = fleet.play([role], *words)
    assert ran.failed == list(NAMES)
    assert {line.split()[0] for line in fleet.processes()} == {"check"}


def test_many_configurations_at_once(fleet: Fleet) -> None:
    wrong = fleet.folder / "wrong.yaml"
    wrong.write_text(fleet.config.read_text().replace("VOL123", "TOO-LONG"))
    module = "zowe_community.zwe_vsam.zwe_vsam_check"
    task = {"files": [str(fleet.config), str(wrong)], "config": None, "sandbox": None}
    ran = fleet.run(module=module, keywords={"run_once": True}, **task)
    assert ran.failed == ["sysa"], ran.out
    (finding,) = [each for each in ran.each("findings")[0] if each["severity"] == "error"]
    assert finding["file"] == str(wrong)
    assert finding["id"] in ran.each("msg")[0]
    ignoring = fleet.run(module=module, ignore=["ZWV2301W"], strict=True, sandbox=None)
    assert (ignoring.code, ignoring.changed) == (0, 0), ignoring.out


def test_the_examples_name_two_hundred_systems() -> None:
    document = yaml.safe_load((INVENTORIES / "fleet.yml").read_text())
    assert list(document["zos"]["hosts"]) == ["sys[001:200]"]


def test_one_page_about_all_systems(fleet: Fleet) -> None:
    """One system differs, one fails, one is as described; trouble comes first."""
    home = fleet.folder / "home"
    rehearsal = home / "zwe-vsam-rehearsal"
    rehearsal.mkdir(parents=True)
    shutil.copy(fleet.config, rehearsal)
    fleet.variables["HOME"] = str(home)
    (rehearsal / "sysb").write_text("no sandbox\n")
    page, table = fleet.folder / "CHG1.html", fleet.folder / "CHG1.csv"
    words = _words(
        fleet, caching_storage_report_html=str(page), caching_storage_report_csv=str(table)
    )
    playbook, inventory = "zowe_community.zwe_vsam.rehearsal", INVENTORIES / "sysplex.yml"

    checked = fleet.playbook(playbook, *words, "--check", inventory=inventory)
    assert table.is_file(), checked.out
    rows = _rows(table)
    assert [row["system"] for row in rows] == ["sysb", "sysa", "sysc"]
    assert {row["state"] for row in rows[1:]} == {"would change"}

    ran = fleet.playbook(playbook, *words, inventory=inventory)
    assert ran.code != 0
    rows = _rows(table)
    assert [row["system"] for row in rows] == ["sysb", "sysa", "sysc"]
    assert rows[0]["message"].startswith("ZWV80")
    assert {row["cluster"] for row in rows[1:]} == {CLUSTER}
    assert {row["state"] for row in rows[1:]} == {"as described"}
    # verify submits nothing: the job is the one of the task before it.
    assert {row["job"] for row in rows[1:]} == {"ZWECSVSM(JOB00001): completed, code 0"}
    assert "sysb" in page.read_text()
    # Nothing is left behind on the controller.
    assert not list(fleet.folder.glob("zwe-vsam-report-*"))


def _rows(table: Path) -> list[dict[str, str]]:
    with table.open(newline="", encoding="utf-8-sig") as file:
        return [{name.lower(): text for name, text in row.items()} for row in csv.DictReader(file)]
