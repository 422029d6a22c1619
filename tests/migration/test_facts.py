"""Facts by release: default ports, the checklist, what is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, ROOT
from tests.migration import cases
from tests.migration.conftest import Migrate
from zwe_vsam.migration.releases import RELEASES

ALWAYS = ["ports", "other-zowe"]
END = ["restart", "tokens"]
ISSUES = re.compile(r"zowe/[\w-]+ (?:issue|pull request)s? \d{4}|Zowe documentation|start\.sh")


def migration(ran: cases.Ran) -> dict[str, list[dict[str, str]]]:
    return ran.result["migration"]  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("release", "items"),
    [
        ("", ["certificates", "java", "data-locations", "cache-files"]),
        ("2.18", ["certificates", "data-locations"]),
        ("3.1", ["certificates", "java", "data-locations"]),
        ("3.2", ["certificates", "java"]),
        ("3.5", ["certificates", "java", "cache-files"]),
        ("3.6", ["certificates", "cache-files"]),
    ],
)
def test_checklist_of_a_release(migrate: Migrate, release: str, items: list[str]) -> None:
    ran = migrate(*(["--for-version", release] if release else []))
    made = migration(ran)
    assert [item["id"] for item in made["checklist"]] == [*ALWAYS, *items, *END]
    assert ran.result["migration"]["release"] == (release or None)  # type: ignore[index]
    for item in (*made["checklist"], *made["keys"]):
        assert ISSUES.search(item["source"]), item
    assert all(item["reason"] for item in made["checklist"])


def test_one_instance_needs_less(folder: Path) -> None:
    cases.put("instances-1", folder)
    ran = cases.run(folder, "migrate", "-c", "zowe.yaml", "--to", "infinispan")
    ids = [item["id"] for item in migration(ran)["checklist"]]
    assert ids == [*ALWAYS, "cache-files", *END]


@pytest.mark.parametrize("release", ["", *RELEASES])
def test_default_ports(migrate: Migrate, release: str) -> None:
    keys = {key["key"]: key for key in migration(migrate(*_version(release)))["keys"]}
    jgroups = keys["components.caching-service.storage.infinispan.jgroups.port"]
    exchange = keys["components.caching-service.storage.infinispan.jgroups.keyExchange.port"]
    is_old = release in ("2.18", "3.1")
    assert (jgroups["new"], exchange["new"]) == (("7098", "7118") if is_old else ("7600", "7601"))
    if release:
        assert jgroups["default"] == f"Without the key: {jgroups['new']} in v{release}."
    else:
        assert jgroups["default"] == "Without the key: 7098 up to v3.1, 7600 since v3.2."
        assert exchange["default"] == "Without the key: 7118 up to v3.1, 7601 since v3.2."


@pytest.mark.parametrize("release", ["", *RELEASES])
def test_default_list_of_members(migrate: Migrate, release: str) -> None:
    (key,) = [
        key for key in migration(migrate(*_version(release)))["keys"] if "Hosts" in key["key"]
    ]
    expected = {
        "": "only localhost up to v3.5, the host of each instance since v3.6",
        "3.6": "the host of each instance in v3.6",
    }.get(release, f"only localhost in v{release}")
    assert key["default"] == f"Without the key: {expected}."


def _version(release: str) -> list[str]:
    return ["--for-version", release] if release else []


def test_the_releases_are_those_of_the_option_and_the_page(folder: Path) -> None:
    from zwe_vsam.cli import command_tree

    options = {param.name: param for param in command_tree("migrate").commands["migrate"].params}
    assert tuple(options["for_version"].type.choices) == RELEASES
    page = (ROOT / "docs" / "reference" / "migrate.md").read_text()
    assert f"| | {' | '.join(RELEASES)} | source |" in page


# What is lost


@pytest.mark.usefixtures("time")
def test_the_count_is_that_of_verify(migrate: Migrate, folder: Path, tmp_path: Path) -> None:
    box = ("--sandbox", str(tmp_path / "box"))
    cases.run(folder, "init", "-c", "zowe.yaml", *box)
    ran = migrate(*box)
    verified = cases.run(folder, "verify", "-c", "zowe.yaml", *box)
    assert ran.result["usage"] == verified.result["usage"]
    (loss,) = migration(ran)["losses"]
    assert loss == {
        "mode": "VSAM",
        "text": f"The records of the cluster {CLUSTER} are not copied. There is no export. "
        "Records at last close: 0 (may be outdated while the cluster is open).",
    }


def test_a_cluster_that_does_not_exist(migrate: Migrate, box: Path) -> None:
    (loss,) = migration(migrate("--sandbox", str(box)))["losses"]
    assert loss["text"].endswith("There is no export. The catalog does not have this cluster.")


def test_a_system_that_cannot_be_reached(migrate: Migrate, tmp_path: Path) -> None:
    ran = migrate("--write", "--sandbox", str(tmp_path / "box"))
    assert (ran.code, ran.result["changed"]) == (233, False)


def test_a_catalog_that_does_not_answer(
    migrate: Migrate, box: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zwe_vsam.errors import UnclearAnswer
    from zwe_vsam.targets.sandbox import SandboxTarget

    def entry(*_: object) -> None:
        raise UnclearAnswer("ZWV6040E", reason="no listing")

    monkeypatch.setattr(SandboxTarget, "entry", entry)
    ran = migrate("--sandbox", str(box))
    assert ran.code == 0
    assert "There is no export. The count is not known: " in migration(ran)["losses"][0]["text"]


def test_without_a_system_nothing_is_said_of_records(migrate: Migrate) -> None:
    ran = migrate()
    assert ran.result["system"] is None
    assert migration(ran)["losses"][0]["text"].endswith("There is no export.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("fixture-redis-on-zos", "The records stay in Redis. They are not copied."),
        ("fixture-inmemory", "The records are lost at the restart, as at every restart now."),
        (
            "fixture-no-caching-service",
            "The records are lost at the restart, as at every restart now.",
        ),
    ],
)
def test_other_modes(folder: Path, name: str, text: str) -> None:
    cases.put(name, folder)
    ran = cases.run(folder, "migrate", "-c", "zowe.yaml", "--to", "infinispan")
    assert [loss["text"] for loss in migration(ran)["losses"]] == [text]
    assert not any("remove" in command for command in ran.result["migration"]["next"])  # type: ignore[index]


@pytest.mark.usefixtures("time")
def test_nothing_is_submitted_and_no_data_set_is_touched(
    migrate: Migrate, folder: Path, tmp_path: Path
) -> None:
    from zwe_vsam.sandbox.system import System

    box = tmp_path / "box"
    cases.run(folder, "init", "-c", "zowe.yaml", "--sandbox", str(box))
    system = System(box)
    before = (system.clusters(), [job.id for job in system.jobs()], _image(box))
    for options in ((), ("--write",)):
        assert migrate(*options, "--sandbox", str(box)).code == 0
    assert (system.clusters(), [job.id for job in system.jobs()], _image(box)) == before


def _image(box: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(box)): path.read_bytes()
        for path in sorted(box.rglob("*"))
        if path.is_file() and "lock" not in path.name
    }
