"""What Ansible shows with --diff."""

from __future__ import annotations

from ansible_collections.zowe_community.zwe_vsam.plugins.module_utils import differences

DIFF = "--- /dev/null\n+++ template\n@@ -0,0 +1 @@\n+//J JOB\n"


def member(name, diff=DIFF):
    """A member as zwe-vsam reports it."""
    return {"dataset": "LIB", "name": name, "written": False, "diff": diff}


def row(attribute, expected, found, verdict):
    """A row of a comparison."""
    return {"attribute": attribute, "expected": expected, "found": found, "verdict": verdict}


def result(*actions, **changes):
    """A result with a plan."""
    values = {
        "plan": [{"action": action, "name": name} for action, name in actions],
        "member": None,
        "removal": None,
        "comparison": None,
        "cluster": {"name": "A.B"},
    }
    return dict(values, **changes)


def test_nothing_changes():
    assert differences.of_change(result()) == []


def test_a_member_that_is_kept_is_no_change():
    """Its difference from the template is information, and is not written."""
    shown = differences.of_change(result(("define-cluster", "A.B"), member=member("ZWECSVSM")))
    assert [sorted(each) for each in shown] == [
        ["after", "after_header", "before", "before_header"]
    ]
    assert (shown[0]["before"], shown[0]["after"]) == ("exists: no\n", "exists: yes\n")


def test_a_replacement_shows_both_members_and_what_differs():
    rows = [
        row("exists", "yes", "yes", "same"),
        row("key length", "64", "128", "different"),
        row("volume", "VOL123", "VOL999", "note"),
    ]
    shown = differences.of_change(
        result(
            ("write-member", "LIB(ZWECSRVS)"),
            ("write-member", "LIB(ZWECSVSM)"),
            ("delete-cluster", "A.B"),
            ("define-cluster", "A.B"),
            member=member("ZWECSVSM"),
            removal={"member": member("ZWECSRVS")},
            comparison=rows,
        )
    )
    assert shown[:2] == [{"prepared": DIFF}, {"prepared": DIFF}]
    assert shown[2]["before"] == "exists: yes\nkey length: 128\n"
    assert shown[2]["after"] == "exists: yes\nkey length: 64\n"


def test_a_comparison():
    rows = [
        row("exists", "yes", "yes", "same"),
        row("key length", "64", "128", "different"),
        row("volume", "VOL123", "VOL999", "note"),
        row("cache set", "yes", "not in the catalog", "not checkable"),
    ]
    (shown,) = differences.of_comparison(result(comparison=rows))
    assert shown["before"].splitlines() == [
        "exists: yes",
        "key length: 128",
        "volume: VOL999",
        "cache set: not in the catalog",
    ]
    assert shown["after"] == shown["before"].replace("128", "64")
    assert differences.of_comparison(result(comparison=rows[:1])) == []
    assert differences.of_comparison(result()) == []


def test_a_cluster_that_is_missing():
    rows = [
        row("exists", "yes", None, "different"),
        row("key length", "64", None, "not checkable"),
    ]
    (shown,) = differences.of_comparison(result(comparison=rows))
    assert (shown["before"], shown["after"]) == ("", "exists: yes\nkey length: 64\n")


def test_a_rendering():
    assert differences.of_rendering(result(member=member("ZWECSVSM"))) == [{"prepared": DIFF}]
    assert differences.of_rendering(result(member=member("ZWECSVSM", ""))) == []
    assert differences.of_rendering(result()) == []
