"""``zwe_vsam_migrate``, and the way to Infinispan across a sysplex."""

from __future__ import annotations

import json

import pytest

from tests.conftest import CLUSTER
from tests.fleet.conftest import NAMES
from tests.fleet.fleet import Fleet

MODULE = "zowe_community.zwe_vsam.zwe_vsam_migrate"


@pytest.fixture
def sites(fleet: Fleet) -> Fleet:
    """A fleet in which each system has a configuration of its own."""
    for name in fleet.names:
        (fleet.folder / f"{name}.yaml").write_text(fleet.config.read_text())
    return fleet


CONFIG = "{{ playbook_dir }}/{{ inventory_hostname }}.yaml"


def test_migration(sites: Fleet) -> None:
    files = [sites.folder / f"{name}.yaml" for name in NAMES]
    before = [file.read_bytes() for file in files]
    task = sites.task(module=MODULE, config=CONFIG, sandbox=None)

    checked = sites.play([task], "--check", "--diff")
    assert (checked.code, checked.changed) == (0, 3), checked.out
    assert [file.read_bytes() for file in files] == before
    assert "+      mode: infinispan\n" in checked.out
    assert len(list(sites.folder.glob("*.before-migrate"))) == 0

    migrated = sites.play([task], "--diff")
    assert (migrated.code, migrated.changed) == (0, 3), migrated.out
    assert all(b"mode: infinispan" in file.read_bytes() for file in files)
    assert all(migration["checklist"] for migration in migrated.each("migration"))
    backups = [file.with_name(f"{file.name}.before-migrate") for file in files]
    assert [file.read_bytes() for file in backups] == before

    again = sites.play([task], "--diff")
    assert (again.code, again.changed) == (0, 0), again.out


def test_a_mapping_cannot_be_changed(sites: Fleet) -> None:
    inline = {"components": {"caching-service": {"storage": {"mode": "VSAM"}}}}
    ran = sites.play([sites.task(module=MODULE, config=inline, sandbox=None)])
    assert ran.failed == list(NAMES), ran.out
    assert all("Remedy: " in message for message in ran.each("msg"))


def test_keys_stay_while_the_cluster_exists(sites: Fleet) -> None:
    assert sites.run(config=CONFIG).changed == 3
    sites.play([sites.task(module=MODULE, config=CONFIG, sandbox=None)])
    clean = {"module": MODULE, "config": CONFIG, "state": "cleaned"}
    refused = sites.play([sites.task(**clean)])
    assert refused.failed == list(NAMES), refused.out
    assert all("ZWV9151E" in message for message in refused.each("msg"))
    assert sites.run(config=CONFIG, state="absent").changed == 3
    cleaned = sites.play([sites.task(**clean)])
    assert (cleaned.code, cleaned.changed) == (0, 3), cleaned.out


def _words(fleet: Fleet, **variables: object) -> list[str]:
    given = {
        "systems": "all",
        "caching_storage_executable": [str(fleet.executable)],
        "caching_storage_config": f"{fleet.folder}/{{{{ inventory_hostname }}}}.yaml",
        "caching_storage_sandbox": f"{fleet.folder}/{{{{ inventory_hostname }}}}",
        **variables,
    }
    return ["-e", json.dumps(given)]


def test_the_way_of_a_sysplex(sites: Fleet) -> None:
    """One system after the other, until one fails."""
    playbook = "zowe_community.zwe_vsam.infinispan"
    assert sites.run(config=CONFIG).changed == 3
    restart = sites.folder / "restart.yml"
    debug = {"name": "Restart", "ansible.builtin.debug": {"msg": "restarted"}}
    restart.write_text(json.dumps([debug]))
    good = (sites.folder / "sysb.yaml").read_text()
    (sites.folder / "sysb.yaml").write_text(good.replace("mode: VSAM", "mode: VSAMM"))
    words = _words(sites, caching_storage_restart=str(restart), caching_storage_remove_cluster=True)

    stopped = sites.playbook(playbook, *words)
    assert stopped.code == 2, stopped.out
    assert [sites.at(name).clusters() for name in NAMES] == [[], [CLUSTER], [CLUSTER]]
    assert "mode: VSAM" in (sites.folder / "sysc.yaml").read_text()

    (sites.folder / "sysb.yaml").write_text(good)
    finished = sites.playbook(playbook, *words)
    assert finished.code == 0, finished.out
    assert [sites.at(name).clusters() for name in NAMES] == [[], [], []]
    for name in NAMES:
        assert "mode: infinispan" in (sites.folder / f"{name}.yaml").read_text()
