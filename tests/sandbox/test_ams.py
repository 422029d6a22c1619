"""IDCAMS and TSO commands on the catalog."""

from __future__ import annotations

import re

import pytest

from tests.sandbox.helpers import CLUSTER, define, remove
from zwe_vsam.sandbox.state import StorageClass
from zwe_vsam.zos import listcat


def in_order(text: str, *wanted: str) -> bool:
    at = 0
    for item in wanted:
        at = text.find(item, at) + 1
        if not at:
            return False
    return True


def test_define_prints_what_idcams_prints(sandbox):
    assert in_order(
        sandbox.spool(sandbox.run(define("RLS")))["SYSPRINT"],
        "1IDCAMS  SYSTEM SERVICES",
        "IDC0508I DATA ALLOCATION STATUS FOR VOLUME SBXSM1 IS 0",
        "IDC0509I INDEX ALLOCATION STATUS FOR VOLUME SBXSM1 IS 0",
        "IDC0181I STORAGECLASS USED IS ZWECLASS",
        "IDC0001I FUNCTION COMPLETED, HIGHEST CONDITION CODE WAS 0",
        "IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS 0",
    )


def test_listcat_shows_what_was_defined(sandbox):
    sandbox.run(define())
    code, lines = sandbox.system.listcat(CLUSTER)
    found = listcat.lookup(lines, code, CLUSTER)
    assert isinstance(found, listcat.Cluster)
    assert (found.data.key_length, found.data.key_offset) == (128, 0)
    assert (found.data.average_length, found.data.maximum_length) == (4096, 4096)
    assert found.data.share_options == (2, 3)
    assert found.data.volsers == ("VOL001",)
    assert (found.storage_class, found.log) == ("", "")
    assert "INDEXED" in found.data.flags
    assert found.index.name == f"{CLUSTER}.INDEX"


def test_rls_shows_in_the_catalog(sandbox):
    sandbox.run(define("RLS"))
    code, lines = sandbox.system.listcat(CLUSTER)
    found = listcat.lookup(lines, code, CLUSTER)
    assert (found.storage_class, found.log, found.data.volsers) == ("ZWECLASS", "NONE", ("SBXSM1",))


def test_a_missing_entry_is_code_4(sandbox):
    code, lines = sandbox.system.listcat("NOT.THERE")
    assert code == 4
    assert "0IDC3012I ENTRY NOT.THERE NOT FOUND" in lines
    assert listcat.lookup(lines, code, "NOT.THERE") is None


@pytest.mark.parametrize(
    ("jcl", "messages"),
    [
        (define(), ["IDC3013I DUPLICATE DATA SET NAME", "CODE IS 8 - REASON CODE IS IGG0CLEH-38"]),
        (define("RLS"), [f"IGD17101I DATA SET {CLUSTER}", "IGD17219I", "IDC3013I", "IDC3009I"]),
        (define(cluster="A.B").replace("A.B.DATA", f"{CLUSTER}.DATA"), ["IDC3013I"]),
        (define(cluster="A.B").replace("A.B.INDEX", "A.B.DATA"), ["IDC3013I"]),
        (define(cluster=f"{CLUSTER}.INDEX"), ["IDC3013I"]),
        (define(cluster="A.B", volume="NOVOL"), ["CATALOG RETURN CODE IS 72"]),
        (define("RLS", "A.B", storage_class="NOPE"), ["IGD01014I", "STORCLAS NOPE DOES NOT EXIST"]),
        (define(cluster="A.B", primary=9_000_000), ["IDC3020I", "CODE IS 68"]),
        (define("RLS", "A.B", primary=9_000_000), ["IGD17272I VOLUME SELECTION HAS FAILED"]),
        (define(cluster="A.B").replace("KEYS(128 0)", "KEYS(128 4000)"), ["IDC3213I"]),
    ],
)
def test_what_z_os_refuses(sandbox, jcl, messages):
    sandbox.run(define())
    job = sandbox.run(jcl)
    printed = sandbox.spool(job)["SYSPRINT"]
    assert job.code == 12
    assert in_order(printed, *messages, "IDC3003I FUNCTION TERMINATED. CONDITION CODE IS 12")
    assert "IDC0001I" not in printed
    assert "MAXIMUM CONDITION CODE WAS 12" in printed
    assert sandbox.system.clusters() == [CLUSTER]


def test_a_wrong_mode_acts_as_dummy_and_shows_as_an_idcams_error(sandbox):
    job = sandbox.run(define("BOTH"))
    assert job.code == 12
    assert "IDC3202I ABOVE TEXT BYPASSED" in sandbox.spool(job)["SYSPRINT"]
    assert sandbox.system.clusters() == []


def test_space_is_taken_and_given_back(sandbox):
    def free() -> int:
        return next(row[2] for row in sandbox.system.volumes() if row[0] == "VOL001")

    before = free()
    sandbox.run(define(primary=8000))
    assert free() < before - 600
    sandbox.run(remove())
    assert free() == before


def test_generated_names(sandbox):
    text = " DEFINE CLUSTER(NAME(A.B.CLUSTER) -\n VOLUMES(VOL001) TRACKS(1 1))"
    _, lines = sandbox.system.idcams([text])
    assert " IDC0512I NAME GENERATED-(D) A.B.DATA" in lines
    assert " IDC0512I NAME GENERATED-(I) A.B.INDEX" in lines
    long = "A234567.B234567.C234567.D234567.E234567.F23"
    code, lines = sandbox.system.idcams([text.replace("A.B.CLUSTER", long)])
    generated = [line.split()[-1] for line in lines if "IDC0512I" in line]
    assert code == 0
    assert len(set(generated)) == 2
    assert all(len(name) <= 44 for name in generated)


def test_guaranteed_space_makes_the_volume_count(sandbox):
    sandbox.system.add_storage_class(StorageClass("GSPACE", ["SBXSM1"], guaranteed_space=True))
    for name, expected in (("ZWECLASS", "SBXSM1"), ("GSPACE", "VOL001")):
        text = f" DEFINE CLUSTER(NAME(A.{name}) TRACKS(1) -\n VOLUMES(VOL001) STORCLAS({name}))"
        code, lines = sandbox.system.idcams([text])
        assert code == 0
        assert f"0IDC0508I DATA ALLOCATION STATUS FOR VOLUME {expected} IS 0" in lines


def test_delete_removes_the_cluster_with_its_components(sandbox):
    sandbox.run(define())
    job = sandbox.run(remove())
    assert job.code == 0
    assert in_order(
        sandbox.spool(job)["SYSTSPRT"],
        "READY",
        f"IDC0550I ENTRY (D) {CLUSTER}.DATA DELETED",
        f"IDC0550I ENTRY (I) {CLUSTER}.INDEX DELETED",
        f"IDC0550I ENTRY (C) {CLUSTER} DELETED",
        "END",
    )
    assert sandbox.run(define()).code == 0


def test_delete_of_what_is_not_there_or_in_use(sandbox):
    job = sandbox.run(remove())
    printed = sandbox.spool(job)["SYSTSPRT"]
    assert job.code == 8
    assert in_order(printed, "IDC3012I ENTRY", "IGG0CLEG-42", "IDC0551I **", "IDC0014I LASTCC=8")
    sandbox.run(define())
    sandbox.system.set_in_use(CLUSTER, True)
    assert sandbox.run(remove()).code == 8
    sandbox.system.set_in_use(CLUSTER, False)
    sandbox.system.inject("inuse")
    job = sandbox.run(remove())
    assert "CATALOG RETURN CODE IS 184" in sandbox.spool(job)["SYSTSPRT"]
    assert sandbox.system.clusters() == [CLUSTER]


def test_tso_prefixes_a_name_without_apostrophes(sandbox):
    sandbox.run(define())
    job = sandbox.run(remove().replace(f"'{CLUSTER}'", "CACHE"))
    assert job.code == 0
    assert sandbox.system.clusters() == []


def test_the_conditional_delete_that_people_write(sandbox):
    jcl = define().replace(
        "  DEFINE CLUSTER -\n", f"  DELETE {CLUSTER} CLUSTER\n  SET MAXCC = 0\n  DEFINE CLUSTER -\n"
    )
    assert sandbox.run(jcl).code == 0
    assert sandbox.run(jcl).code == 0


def test_if_then_else(sandbox):
    code, _ = sandbox.system.idcams(
        [
            " LISTCAT ENTRIES(NOT.THERE)",
            " IF LASTCC = 4 THEN DO",
            "   SET MAXCC = 0",
            "   DEFINE CLUSTER(NAME(A.B) VOLUMES(VOL001) TRACKS(1))",
            " END",
            " ELSE DELETE A.B",
        ]
    )
    assert code == 0
    assert sandbox.system.clusters() == ["A.B"]


@pytest.mark.parametrize("text", [" REPRO IFILE(A) OFILE(B)", " DELETE A.* MASK", " VERIFY DS(A)"])
def test_what_is_not_executed_is_said_and_fails(sandbox, text):
    code, lines = sandbox.system.idcams([text])
    assert code == 12
    assert any("ZWVS001I THE SANDBOX DOES NOT EXECUTE" in line for line in lines)


def test_listcat_of_everything_of_a_level_and_of_a_component(sandbox):
    sandbox.run(define())
    _, lines = sandbox.system.idcams([" LISTCAT"])
    assert f"0CLUSTER ------- {CLUSTER}" in lines
    assert "0NONVSAM ------- IBMUSER.ZWE.SZWESAMP" in lines
    assert sandbox.system.idcams([" LISTCAT LEVEL(IBMUSER)"])[0] == 0
    assert sandbox.system.idcams([" LISTCAT LEVEL(NOBODY)"])[0] == 4
    assert sandbox.system.idcams([" LISTCAT ENTRIES(IBMUSER.*) CLUSTER"])[0] == 0
    assert sandbox.system.idcams([f" LISTCAT ENTRIES({CLUSTER}.DATA)"])[0] == 0


PRINTED = re.compile(r"[01 ]\s*(CLUSTER|DATA|INDEX|NONVSAM|AIX|PATH) -{2,} ?(\S+)$")


def _listed(lines: list[str]) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """The entries that are printed, and the totals that are not 0."""
    entries, totals = [], {}
    for line in lines:
        found = PRINTED.match(line)
        if found and found[2].isdigit():
            totals[found[1]] = int(found[2])
        elif found:
            entries.append((found[1], found[2]))
        elif total := re.match(r"\s+(\w+) -+(\d+)$", line):
            totals[total[1]] = int(total[2])
    return entries, {kind: number for kind, number in totals.items() if number}


ALL_OF_IT = [("CLUSTER", ""), ("DATA", ".DATA"), ("INDEX", ".INDEX")]


@pytest.mark.parametrize(
    ("command", "wanted"),
    [
        ("ENTRIES({})", ALL_OF_IT),
        ("ENTRIES({}) ALL", ALL_OF_IT),
        ("LEVEL(IBMUSER.APP)", ALL_OF_IT),
        ("LEVEL(IBMUSER.APP) ALL", ALL_OF_IT),
        ("ENTRIES(IBMUSER.APP.DATA.*)", ALL_OF_IT),
        ("ENTRIES({0} {0}.DATA)", [*ALL_OF_IT, ALL_OF_IT[1]]),
        ("ENTRIES({}) CLUSTER", ALL_OF_IT[:1]),
        ("ENTRIES({}) CLUSTER ALL", ALL_OF_IT[:1]),
        ("ENTRIES({}) DATA ALL", ALL_OF_IT[1:2]),
        ("ENTRIES({}) INDEX ALL", ALL_OF_IT[2:]),
        ("ENTRIES({}) DATA INDEX", ALL_OF_IT[1:]),
        ("LEVEL(IBMUSER.APP) DATA", ALL_OF_IT[1:2]),
        ("ENTRIES({}.DATA) ALL", ALL_OF_IT[1:2]),
        ("ENTRIES({}.DATA)", ALL_OF_IT[1:2]),
    ],
)
def test_listcat_lists_each_entry_once_and_counts_it(sandbox, command, wanted):
    """As a real system lists a cluster: three entries, unless a type is asked for.

    Access Method Services Commands, LISTCAT, "Optional Parameters": with CLUSTER alone the
    components are not listed; with DATA or INDEX and a cluster's name only that component is.
    """
    name = "IBMUSER.APP.DATA.KSDS"
    sandbox.system.idcams([f" DEFINE CLUSTER(NAME({name}) VOLUMES(VOL001) TRACKS(1))"])
    code, lines = sandbox.system.idcams([f" LISTCAT {command.format(name)}"])
    assert code == 0
    entries, totals = _listed(lines)
    assert entries == [(kind, name + suffix) for kind, suffix in wanted]
    counted = {kind: [kind for kind, _ in wanted].count(kind) for kind, _ in wanted}
    assert totals == {**counted, "TOTAL": len(wanted)}


def test_a_short_listing_is_as_a_real_system_prints_it(sandbox):
    """Recorded: LISTCAT ENTRIES of a KSDS, z/OS 2.5, without its carriage control."""
    sandbox.system.idcams([" DEFINE CLUSTER(NAME(A.B) VOLUMES(VOL001) TRACKS(1))"])
    _, lines = sandbox.system.idcams([" LISTCAT ENTRIES(A.B)"])
    start = lines.index("0CLUSTER ------- A.B")
    assert [line[1:] for line in lines[start : start + 6]] == [
        "CLUSTER ------- A.B",
        "     IN-CAT --- CATALOG.SANDBOX",
        "   DATA ------- A.B.DATA",
        "     IN-CAT --- CATALOG.SANDBOX",
        "   INDEX ------ A.B.INDEX",
        "     IN-CAT --- CATALOG.SANDBOX",
    ]
    (read,) = listcat.read(lines).entries
    assert isinstance(read, listcat.Cluster)
    assert read.index.name == "A.B.INDEX"


def test_keys_of_a_cluster_without_an_index_are_kept(sandbox):
    """KEYS with NONINDEXED is accepted, and LISTCAT shows the length."""
    code, lines = sandbox.system.idcams(
        [
            "     DEFINE CLUSTER(NAME(USERA.VVH2.ESDS.B)+",
            "     TRK(1,1)+",
            "     VOL(VOL001)+",
            "     KEYS(4,0)+",
            "     CISZ(4096)+",
            "     NONINDEXED)",
            " DEFINE CLUSTER(NAME(USERA.ESDS.C) TRK(1) VOL(VOL001) NONINDEXED)",
        ]
    )
    assert code == 0, lines
    for name, length in (("USERA.VVH2.ESDS.B", 4), ("USERA.ESDS.C", 0)):
        found = listcat.lookup(*sandbox.system.listcat(name)[::-1], name)
        assert isinstance(found, listcat.Cluster)
        assert (found.data.key_length, found.data.key_offset, found.index) == (length, 0, None)


def test_an_index_is_never_erased(sandbox):
    sandbox.system.idcams([" DEFINE CLUSTER(NAME(A.B) VOLUMES(VOL001) TRACKS(1) ERASE)"])
    found = listcat.lookup(*sandbox.system.listcat("A.B")[::-1], "A.B")
    assert "ERASE" in found.data.flags
    assert "NOERASE" in found.index.flags
    assert "ERASE" not in found.index.flags


def test_no_smsdata_of_a_cluster_that_sms_does_not_manage(sandbox):
    sandbox.system.idcams(
        [
            " DEFINE CLUSTER(NAME(A.B) VOLUMES(VOL001) TRACKS(1))",
            " DEFINE CLUSTER(NAME(A.C) STORAGECLASS(ZWECLASS) TRACKS(1))",
        ]
    )
    assert not any("SMSDATA" in line for line in sandbox.system.listcat("A.B")[1])
    assert any("SMSDATA" in line for line in sandbox.system.listcat("A.C")[1])


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["  LISTCAT ENTRY (A.B)-", "  ALL)"], 0),
        ([" LISTCAT ENTRIES(A.B)) ALL))))"], 0),
        ([" DEFINE CLUSTER(NAME(A.C) VOLUMES(VOL001) TRACKS(1)))"], 0),
        ([" DELETE A.B)"], 0),
        ([" IF MAXCC = 0 THEN LISTCAT ENTRIES(A.B))"], 0),
        ([" LISTCAT ENTRIES(A.B)) NONSENSE"], 12),
    ],
)
def test_right_parentheses_too_many_are_ignored(sandbox, command, code):
    """IDC0233I, recorded from a real system: the excess is ignored, and the command runs."""
    message = "IDC0233I TOO MANY RIGHT PARENTHESES FOUND.  EXCESS IGNORED"
    sandbox.system.idcams([" DEFINE CLUSTER(NAME(A.B) VOLUMES(VOL001) TRACKS(1))"])
    ended, lines = sandbox.system.idcams(command)
    assert ended == code, lines
    said = [line[1:] for line in lines]
    assert said.count(message) == (code == 0)
    assert any(line.startswith("IDC0001I") for line in said) == (code == 0)
