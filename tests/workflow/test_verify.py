"""``verify`` and ``init --exist-ok``, on every target."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clusters import define, relate
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run, Site
from zwe_vsam.sandbox.state import StorageClass

RLS = (("mode: NONRLS", "mode: RLS"), ("volume: VOL123", "storageClass: SCRLS"))


def test_a_cluster_that_was_just_created_is_as_described(run: Run, site: Site) -> None:
    run("init", "-c", MINIMAL, *site.args)
    before = site.system.jobs()
    ran = run("verify", "-c", MINIMAL, *site.args)
    assert ran.code == 0
    assert ran.err == site.first
    assert f">> {CLUSTER} matches zowe.yaml." in ran.out
    assert "different" not in ran.out
    assert "Records at last close: 0" in ran.out
    assert "Space used at last close: 0 bytes" in ran.out
    assert "Splits at last close: CI splits 0, CA splits 0" in ran.out
    assert site.system.jobs() == before


def test_nothing_there(run: Run, site: Site) -> None:
    ran = run("verify", "-c", MINIMAL, *site.args)
    assert ran.code == 234
    assert f"Error ZWV5002E: {CLUSTER} does not exist." in ran.err
    assert "The Caching Service cannot start without its cluster" in ran.err
    assert f"({MINIMAL}:14)" in ran.err
    assert ran.out.splitlines()[-3].split() == ["exists", "yes", "no", "different"]


@pytest.mark.parametrize(
    ("migrated", "found", "effect"),
    [
        (False, "NONVSAM", "cannot use this data set"),
        (True, "NONVSAM, migrated", "after the recall of the data set"),
    ],
)
def test_what_is_no_cluster_has_one_row(
    run: Run, site: Site, migrated: bool, found: str, effect: str
) -> None:
    if migrated:
        define(site.system)
        relate(site.system, migrated=True)
    else:
        site.system.create_library(CLUSTER)
    ran = run("verify", "-c", MINIMAL, *site.args, "--output", "json")
    assert ran.code == 234
    told = json.loads(ran.out)
    (row,) = told["comparison"]
    assert (row["attribute"], row["found"], row["verdict"]) == ("exists", found, "different")
    assert effect in row["effect"]
    assert row["remedy"]
    assert told["usage"] is None


def test_another_kind_of_data_set(run: Run, site: Site) -> None:
    site.system.create_library(CLUSTER)
    ran = run("verify", "-c", MINIMAL, *site.args)
    assert ran.code == 234
    assert f"Expected a VSAM cluster with the name {CLUSTER}, found NONVSAM." in ran.err


ROWS = {
    "key length": ({"keys": "64 0"}, "ZWECS151E"),
    "key offset": ({"keys": "128 1"}, "other bytes"),
    "maximum record length": ({"size": "512 512"}, "do not fit, so it does not start (ZWECS151E)"),
    "share options": ({"more": "SHAREOPTIONS(3 3)"}, "instances"),
    "reusable": ({"more": "SHAREOPTIONS(2 3) REUSE"}, "loses its records"),
    "data component": ({"data": f"{CLUSTER}.D"}, "so this name has no effect"),
}


@pytest.mark.parametrize("what", ROWS)
def test_each_difference_is_told_with_its_effect_and_its_mend(
    run: Run, site: Site, what: str
) -> None:
    others, effect = ROWS[what]
    define(site.system, **others)
    ran = run("verify", "-c", MINIMAL, *site.args, "--output", "json")
    assert ran.code == 234
    told = json.loads(ran.out)
    different = {
        row["attribute"]: row for row in told["comparison"] if row["verdict"] == "different"
    }
    assert list(different) == [what]
    assert effect in different[what]["effect"]
    assert "init --allow-overwrite" in different[what]["remedy"]
    (error,) = [message for message in told["messages"] if message["severity"] == "error"]
    assert error["details"][0].startswith(f"{what}: ")
    assert told["changed"] is False


def test_another_organisation(run: Run, site: Site) -> None:
    command = f" DEFINE CLUSTER(NAME({CLUSTER}) NONINDEXED RECORDS(80) VOLUMES(VOL123))"
    head, _, tail = command.partition(" NONINDEXED ")
    assert site.system.idcams([f"{head} -", f"  NONINDEXED {tail}"])[0] == 0
    ran = run("verify", "-c", MINIMAL, *site.args)
    assert ran.code == 234
    assert "organization: expected KSDS, found ESDS." in ran.err


def test_longer_records_are_a_difference_that_does_no_harm(run: Run, site: Site) -> None:
    define(site.system, size="4096 5000")
    ran = run("verify", "-c", MINIMAL, *site.args)
    assert ran.code == 234
    assert "They fit, but a part of each record stays unused" in ran.err


def test_alternate_indexes_are_a_difference(run: Run, site: Site) -> None:
    run("init", "-c", MINIMAL, *site.args)
    relate(site.system, alternate_indexes=[f"{CLUSTER}.AIX"])
    ran = run("verify", "-c", MINIMAL, *site.args)
    assert ran.code == 234
    assert f"alternate indexes, paths: expected none, found AIX {CLUSTER}.AIX." in ran.err


def test_volume_and_average_length_are_notes(run: Run, site: Site) -> None:
    """SMS chooses the volumes of a cluster that has a storage class (DEFINE CLUSTER, VOLUMES)."""
    site.system.add_volume("VOL999", 1500)
    site.system.add_storage_class(StorageClass("SCBASE", ["VOL999"]))
    define(site.system, size="80 4096", cluster="RECORDS(80 20) STORCLAS(SCBASE) INDEXED")
    ran = run("verify", "-c", MINIMAL, *site.args, "--output", "json")
    assert ran.code == 0
    notes = [r["attribute"] for r in json.loads(ran.out)["comparison"] if r["verdict"] == "note"]
    assert notes == ["average record length", "volume", "storage class"]


@pytest.mark.parametrize(
    ("argv", "said"), [(("verify",), "is as described"), (("init", "--exist-ok"), "as described")]
)
def test_another_volume_without_sms_is_another_cluster(
    run: Run, site: Site, argv: tuple[str, ...], said: str
) -> None:
    """Nobody but the DEFINE chooses the volume of a cluster that is not SMS-managed."""
    site.system.add_volume("VOL999", 1500)
    define(site.system, cluster="RECORDS(80 20) VOLUMES(VOL999) INDEXED")
    ran = run(*argv, "-c", MINIMAL, *site.args)
    assert ran.code == 234
    assert said not in ran.out
    assert "volume: expected VOL123, found VOL999. SMS does not manage the cluster" in ran.err
    assert "Or set zowe.setup.vsam.volume to VOL999." in ran.err


class TestRls:
    @pytest.fixture(autouse=True)
    def _class(self, site: Site) -> None:
        site.system.add_storage_class(StorageClass("SCRLS", ["VOL123"]))

    def test_what_cannot_be_read_is_said_to_be_so(
        self, run: Run, site: Site, config: Callable[..., Path]
    ) -> None:
        path = config(*RLS)
        assert run("init", "-c", path, *site.args).code == 0
        ran = run("verify", "-c", path, *site.args, "--output", "json")
        assert ran.code == 0
        rows = {row["attribute"]: row for row in json.loads(ran.out)["comparison"]}
        assert rows["LOG"]["verdict"] == "same"
        assert rows["cache set of the class"]["verdict"] == "not checkable"
        assert rows["storage class"]["found"] == "SCRLS"

    @pytest.mark.parametrize(("log", "found"), [("", "undefined"), ("LOG(UNDO)", "UNDO")])
    def test_log(
        self, run: Run, site: Site, config: Callable[..., Path], log: str, found: str
    ) -> None:
        define(site.system, cluster=f"RECORDS(80 20) STORCLAS(SCRLS) {log} INDEXED")
        ran = run("verify", "-c", config(*RLS), *site.args)
        assert ran.code == 234
        assert f"LOG: expected NONE, found {found}." in ran.err
        assert "IEC161I" in ran.err
        assert f"ALTER {CLUSTER} LOG(NONE)" in ran.err

    def test_without_a_storage_class(
        self, run: Run, site: Site, config: Callable[..., Path]
    ) -> None:
        run("init", "-c", MINIMAL, *site.args)
        ran = run("verify", "-c", config(*RLS), *site.args)
        assert ran.code == 234
        assert "SMS-managed: expected yes, found no." in ran.err
        assert (
            "storage class: expected SCRLS, found none. An open for RLS needs a storage class"
            in ran.err
        )

    def test_another_storage_class(self, run: Run, site: Site, config: Callable[..., Path]) -> None:
        site.system.add_storage_class(StorageClass("SCBASE", ["VOL123"]))
        define(site.system, cluster="RECORDS(80 20) STORCLAS(SCBASE) LOG(NONE) INDEXED")
        path = config(*RLS)
        for argv in (("verify",), ("init", "--exist-ok")):
            ran = run(*argv, "-c", path, *site.args)
            assert ran.code == 234
            assert "storage class: expected SCRLS, found SCBASE." in ran.err
            assert "Or set zowe.setup.vsam.storageClass to SCBASE." in ran.err


class TestMember:
    """Share options and the like are those of the member that is there."""

    def test_its_word_counts(self, run: Run, site: Site, prepared: str) -> None:
        site.system.write(
            JCLLIB, "ZWECSVSM", prepared.replace("SHAREOPTIONS(2 3)", "SHAREOPTIONS(3 3)")
        )
        define(site.system, more="SHAREOPTIONS(3 3)")
        ran = run("verify", "-c", MINIMAL, *site.args)
        assert ran.code == 0
        assert f"by zowe.yaml and {JCLLIB}(ZWECSVSM):" in ran.out

    def test_one_that_defines_something_else_does_not(
        self, run: Run, site: Site, prepared: str
    ) -> None:
        site.system.write(JCLLIB, "ZWECSVSM", prepared.replace("KEYS(128 0)", "KEYS(64 0)"))
        define(site.system)
        ran = run("verify", "-c", MINIMAL, *site.args)
        assert ran.code == 0
        assert "Warning ZWV5012W" in ran.err
        assert "by zowe.yaml and the shipped member:" in ran.out

    def test_without_a_library(self, run: Run, site: Site) -> None:
        define(site.system)
        site.system.delete_library(JCLLIB)
        assert run("verify", "-c", MINIMAL, *site.args).code == 0


class TestExistOk:
    def test_a_cluster_that_verifies_is_success_without_change(self, run: Run, site: Site) -> None:
        define(site.system)
        jobs = site.system.jobs()
        ran = run("init", "-c", MINIMAL, *site.args, "--exist-ok", "--output", "json")
        assert ran.code == 0
        told = json.loads(ran.out)
        assert (told["changed"], told["cluster"]["exists"], told["job"]) == (False, True, None)
        assert site.system.jobs() == jobs
        assert site.system.members(JCLLIB) == []

    def test_one_that_differs_is_an_error_with_the_table(self, run: Run, site: Site) -> None:
        define(site.system, keys="64 0")
        ran = run("init", "-c", MINIMAL, *site.args, "--exist-ok")
        assert ran.code == 234
        assert "key length: expected 128, found 64." in ran.err
        assert "attribute" in ran.out
        assert site.system.members(JCLLIB) == []

    def test_without_a_cluster_it_is_created(self, run: Run, site: Site) -> None:
        ran = run("init", "-c", MINIMAL, *site.args, "--exist-ok")
        assert ran.code == 0
        assert site.system.clusters() == [CLUSTER]

    def test_not_together_with_its_opposite(self, run: Run, site: Site) -> None:
        ran = run("init", "-c", MINIMAL, *site.args, "--exist-ok", "--allow-overwrite")
        assert ran.code == 102


def test_another_storage_mode_is_told(run: Run, site: Site, config: Callable[..., Path]) -> None:
    run("init", "-c", MINIMAL, *site.args)
    ran = run("verify", "-c", config(("mode: VSAM", "mode: infinispan")), *site.args)
    assert ran.code == 0
    assert "Warning ZWV5014W" in ran.err


def test_differences_come_first_and_can_stand_alone(run: Run, site: Site) -> None:
    define(site.system, keys="64 0")
    whole = run("verify", "-c", MINIMAL, *site.args)
    rows = [line.split("  ")[0] for line in whole.out.splitlines() if "  same" in line]
    lines = whole.out.splitlines()
    (first,) = [number for number, line in enumerate(lines) if line.startswith("key length  ")]
    assert lines[first].endswith("different")
    assert lines[first - 1].startswith("---")
    alone = run("verify", "-c", MINIMAL, *site.args, "--differences")
    assert alone.code == whole.code == 234
    shown = [line.split() for line in alone.out.splitlines()]
    assert lines[first].split() in shown
    assert rows
    assert not any(line.startswith(tuple(rows)) for line in alone.out.splitlines())
    assert "Records" not in alone.out


def test_no_differences(run: Run, site: Site) -> None:
    define(site.system)
    ran = run("verify", "-c", MINIMAL, *site.args, "--differences")
    assert ran.code == 0
    assert "No attribute differs." in ran.out
    assert "same" not in ran.out
