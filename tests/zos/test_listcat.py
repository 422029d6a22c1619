"""Listings in the layouts that real systems print, with names of our own.

Layouts: (1) z/OS 2.4 batch LISTCAT LEVEL ALL with carriage control and page breaks, as published
with AWS CardDemo (app/catlg/LISTCAT.txt); (2) z/OS 1.x LISTCAT ENT ALL of a CICS sample file, with
IMBED and REPLICATE flags and no SMS; (3) the short form and IDC3012I, as the tests of
ansible-collections/ibm_zos_core show them; (4) IBM's book, z/OS DFSMS Access Method Services
Commands, "LISTCAT HISTORY Output" and "LISTCAT VOLUME Output", whose blanks differ.
"""

from __future__ import annotations

from datetime import datetime
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwe_vsam.zos import listcat
from zwe_vsam.zos.listcat import Association, Cluster, Component, OtherEntry

KSDS = """\
1IDCAMS  SYSTEM SERVICES                                           TIME: 15:36:44        09/01/26     PAGE      1
0
    LISTCAT ENTRIES(ZWE.CACHE.VSAM) ALL
0CLUSTER ------- ZWE.CACHE.VSAM
      IN-CAT --- UCAT.ZWE
      HISTORY
        DATASET-OWNER-----(NULL)     CREATION--------2026.242
        RELEASE----------------2     EXPIRATION------0000.000
      SMSDATA
        STORAGECLASS -----SCTECH     MANAGEMENTCLASS-MCDB22XX
        DATACLASS --------(NULL)     LBACKUP ---0000.000.0000
        CA-RECLAIM---------(YES)
        EATTR-------------(NULL)
        BWO STATUS------00000000     BWO TIMESTAMP---00000 00:00:00.0
        BWO---------------(NULL)
      RLSDATA
        LOG ------------------NONE   RECOVERY REQUIRED --(NO)     FRLOG ------------(NULL)
        VSAM QUIESCED -------(NO)    RLS IN USE --------(YES)     LOGREPLICATE-------------(NO)
0       LOGSTREAMID-----------------------------(NULL)
        RECOVERY TIMESTAMP LOCAL-----X'0000000000000000'
        RECOVERY TIMESTAMP GMT-------X'0000000000000000'
        DATABASE -----------------(NULL)
      ENCRYPTIONDATA
        DATA SET ENCRYPTION-----(NO)
      PROTECTION-PSWD-----(NULL)     RACF----------------(NO)
      ASSOCIATIONS
        DATA-----ZWE.CACHE.VSAM.DATA
        INDEX----ZWE.CACHE.VSAM.INDEX
        AIX------ZWE.CACHE.AIX
0DATA ---------- ZWE.CACHE.VSAM.DATA
      IN-CAT --- UCAT.ZWE
      HISTORY
        DATASET-OWNER-----(NULL)     CREATION--------2026.242
        RELEASE----------------2     EXPIRATION------0000.000
1IDCAMS  SYSTEM SERVICES                                           TIME: 15:36:44        09/01/26     PAGE      2
0       ACCOUNT-INFO-----------------------------------(NULL)
      PROTECTION-PSWD-----(NULL)     RACF----------------(NO)
      ASSOCIATIONS
        CLUSTER--ZWE.CACHE.VSAM
      ATTRIBUTES
        KEYLEN---------------128     AVGLRECL------------4096     BUFSPACE-----------37376     CISIZE-------------18432
        RKP--------------------0     MAXLRECL------------4096     EXCPEXIT----------(NULL)     CI/CA-----------------45
        SHROPTNS(2,3)   RECOVERY     UNIQUE             ERASE     INDEXED       NOWRITECHK     UNORDERED        NOREUSE
1IDCAMS  SYSTEM SERVICES                                           TIME: 15:36:44        09/01/26
PAGE      3
0       NONSPANNED
      STATISTICS
        REC-TOTAL-------------50     SPLITS-CI--------------0     EXCPS----------------315
        REC-DELETED------------7     SPLITS-CA--------------0     EXTENTS----------------2
        REC-INSERTED-----------0     FREESPACE-%CI----------0     SYSTEM-TIMESTAMP:
        REC-UPDATED----------311     FREESPACE-%CA----------0          X'DC088DC10ACE6842'
        REC-RETRIEVED--------350     FREESPC-----------811008
      ALLOCATION
        SPACE-TYPE------CYLINDER     HI-A-RBA---------1658880
        SPACE-PRI--------------1     HI-U-RBA----------829440
        SPACE-SEC--------------5
      VOLUME
        VOLSER------------ZWE001     PHYREC-SIZE--------18432     HI-A-RBA----------829440     EXTENT-NUMBER----------1
        DEVTYPE------X'3010200F'     PHYRECS/TRK------------3     HI-U-RBA----------829440     EXTENT-TYPE--------X'00'
        VOLFLAG------------PRIME     TRACKS/CA-------------15
        EXTENTS:
        LOW-CCHH-----X'01D20000'     LOW-RBA----------------0     TRACKS----------------15
      VOLUME
        VOLSER------------ZWE002     PHYREC-SIZE--------18432     HI-A-RBA---------1658880     EXTENT-NUMBER----------1
0INDEX --------- ZWE.CACHE.VSAM.INDEX
      IN-CAT --- UCAT.ZWE
      ASSOCIATIONS
        CLUSTER--ZWE.CACHE.VSAM
      ATTRIBUTES
        KEYLEN---------------128     AVGLRECL---------------0     BUFSPACE---------------0     CISIZE---------------512
        RKP--------------------0     MAXLRECL-------------505     EXCPEXIT----------(NULL)     CI/CA-----------------49
        SHROPTNS(2,3)   RECOVERY     UNIQUE           NOERASE     NOWRITECHK     UNORDERED     NOREUSE
      STATISTICS
        REC-TOTAL--------------1     SPLITS-CI--------------0     EXCPS------------------5     INDEX:
        REC-DELETED------------0     SPLITS-CA--------------0     EXTENTS----------------1     LEVELS-----------------1
0         THE NUMBER OF ENTRIES PROCESSED WAS:
                    AIX -------------------0
                    CLUSTER ---------------1
                    DATA ------------------1
                    INDEX -----------------1
                    TOTAL -----------------3
0         THE NUMBER OF PROTECTED ENTRIES SUPPRESSED WAS 0
0IDC0001I FUNCTION COMPLETED, HIGHEST CONDITION CODE WAS 0
0
0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS 0
"""  # noqa: E501

OLD = """\
  LISTC ENT(CICS.SAMPLE.FILE) ALL
0CLUSTER ------- CICS.SAMPLE.FILE
      IN-CAT --- USERCAT.CICS
      HISTORY
        DATASET-OWNER-----(NULL)     CREATION--------2004.315
        RELEASE----------------2     EXPIRATION------0000.000
        BWO STATUS--------(NULL)     BWO TIMESTAMP-----(NULL)
      ASSOCIATIONS
        DATA-----CICS.SAMPLE.FILE.DATA
        INDEX----CICS.SAMPLE.FILE.INDEX
0   DATA ------- CICS.SAMPLE.FILE.DATA
      IN-CAT --- USERCAT.CICS
      ASSOCIATIONS
        CLUSTER--CICS.SAMPLE.FILE
      ATTRIBUTES
        KEYLEN-----------------8     AVGLRECL-------------227     BUFSPACE------------1536     CISIZE---------------512
        RKP--------------------0     MAXLRECL-------------227     EXCPEXIT----------(NULL)     CI/CA-----------------49
        SHROPTNS(4,3)   RECOVERY     UNIQUE           NOERASE     INDEXED       NOWRITECHK     NOIMBED       NOREPLICAT
        UNORDERED        NOREUSE     NONSPANNED
0   INDEX ------ CICS.SAMPLE.FILE.INDEX
"""  # noqa: E501

BOOK = """\
LISTING FROM CATALOG -- ICFUCAT1
CLUSTER ------- USER.DUMMY
HISTORY
DATASET-OWNER-----(NULL) CREATION--------2004.345
SMSDATA
STORAGECLASS ---S1P02S02 MANAGEMENTCLASS---(NULL)
RLSDATA
LOG --------------(NULL) RECOVERY REQUIRED --(NO)
VSAM QUIESCED (NO) RLS IN USE ---------(NO)
LOGSTREAMID -----------------------------------(NULL)
DATA ---------- USER.DUMMY.CLDATA
VOLUMES
VOLSER------------1P0201 DEVTYPE------X'3010200F'
INDEX --------- USER.DUMMY.CLINDEX
GDG BASE ------ USER.GDGBASE
ASSOCIATIONS
NONVSAM--USER.GDGBASE.G0003V00
"""

MISSING = """\
0
  LISTCAT ENTRIES('ZWE.CACHE.VSAM') ALL
0IDC3012I ENTRY ZWE.CACHE.VSAM NOT FOUND
 IDC3009I ** VSAM CATALOG RETURN CODE IS 8 - REASON CODE IS IGG0CLEG-42
 IDC1566I ** ZWE.CACHE.VSAM NOT LISTED
0         THE NUMBER OF ENTRIES PROCESSED WAS:
0IDC0001I FUNCTION COMPLETED, HIGHEST CONDITION CODE WAS 4
0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS 4
"""

REFUSED = """\
0IDC3203I ITEM '...................' DOES NOT ADHERE TO RESTRICTIONS
0IDC3202I ABOVE TEXT BYPASSED UNTIL NEXT COMMAND. CONDITION CODE IS 12
0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS 12
"""

MIGRATED = """\
0NONVSAM ------- ZWE.CACHE.VSAM
      IN-CAT --- UCAT.ZWE
      HISTORY
        DATASET-OWNER-----(NULL)     CREATION--------2026.100
      VOLUMES
        VOLSER------------MIGRAT     DEVTYPE------X'00000000'     FSEQN------------------0
      ASSOCIATIONS--------(NULL)
0IDC0002I IDCAMS PROCESSING COMPLETE. MAXIMUM CONDITION CODE WAS 0
"""


def totals(entries: list[Cluster | OtherEntry]) -> list[str]:
    return listcat.format_counts(kind for entry in entries for kind in listcat.parts(entry))


def cluster(text: str) -> Cluster:
    (entry,) = listcat.read(text.splitlines()).entries
    assert isinstance(entry, Cluster)
    return entry


def test_a_ksds_of_today() -> None:
    entry = cluster(KSDS)
    assert (entry.name, entry.catalog) == ("ZWE.CACHE.VSAM", "UCAT.ZWE")
    assert (entry.owner, entry.created, entry.expires) == ("", "2026.242", "0000.000")
    assert (entry.storage_class, entry.management_class, entry.data_class) == (
        "SCTECH",
        "MCDB22XX",
        "",
    )
    assert (entry.log, entry.logstream_id) == ("NONE", "")
    assert (entry.recovery_required, entry.quiesced, entry.rls_in_use) == (False, False, True)
    assert entry.related == (Association("AIX", "ZWE.CACHE.AIX"),)


def test_its_data_component_over_three_pages() -> None:
    data = cluster(KSDS).data
    assert data is not None
    assert (data.key_length, data.key_offset) == (128, 0)
    assert (data.average_length, data.maximum_length) == (4096, 4096)
    assert (data.ci_size, data.cis_per_ca, data.buffer_space) == (18432, 45, 37376)
    assert data.share_options == (2, 3)
    assert data.flags == (
        "RECOVERY",
        "UNIQUE",
        "ERASE",
        "INDEXED",
        "NOWRITECHK",
        "UNORDERED",
        "NOREUSE",
        "NONSPANNED",
    )
    assert (data.records_total, data.records_deleted, data.records_retrieved) == (50, 7, 350)
    assert (data.extents, data.free_bytes) == (2, 811008)
    assert (data.space_unit, data.space_primary, data.space_secondary) == ("CYLINDER", 1, 5)


def test_the_allocation_is_not_mixed_up_with_a_volumes_share() -> None:
    data = cluster(KSDS).data
    assert data is not None
    assert (data.hi_alloc_rba, data.hi_used_rba) == (1658880, 829440)
    assert data.volsers == ("ZWE001", "ZWE002")


def test_its_index_component() -> None:
    index = cluster(KSDS).index
    assert index is not None
    assert (index.kind, index.ci_size, index.maximum_length) == ("INDEX", 512, 505)
    assert (index.space_unit, index.hi_alloc_rba, index.volsers) == (None, None, ())


def test_a_listing_of_an_older_level() -> None:
    entry = cluster(OLD)
    assert entry.storage_class is None
    assert entry.log is None
    assert entry.rls_in_use is None
    assert entry.data is not None
    assert entry.data.share_options == (4, 3)
    assert "NOREPLICAT" in entry.data.flags
    assert entry.data.records_total is None
    assert entry.index == Component("INDEX", "CICS.SAMPLE.FILE.INDEX")


def test_the_layout_of_the_book() -> None:
    entry, base = listcat.read(BOOK.splitlines()).entries
    assert isinstance(entry, Cluster)
    assert entry.storage_class == "S1P02S02"
    assert (entry.log, entry.quiesced, entry.rls_in_use) == ("", False, False)
    assert entry.data is not None
    assert entry.data.volsers == ("1P0201",)
    assert entry.index is not None
    assert base == OtherEntry(
        "GDG BASE",
        "USER.GDGBASE",
        associations=(Association("NONVSAM", "USER.GDGBASE.G0003V00"),),
    )


def test_a_migrated_cluster_is_a_nonvsam_entry() -> None:
    entry = listcat.lookup(MIGRATED.splitlines(), 0, "ZWE.CACHE.VSAM")
    assert isinstance(entry, OtherEntry)
    assert entry.migrated
    assert entry.associations == ()


def test_the_short_form() -> None:
    text = "0NONVSAM ------- A.B\n      IN-CAT --- UCAT\n1IDCAMS  SYSTEM SERVICES  "
    assert listcat.lookup(text.split("\n"), 0, "A.B") == OtherEntry("NONVSAM", "A.B", "UCAT")


def test_a_component_alone_is_no_cluster() -> None:
    (entry,) = listcat.read(["0DATA ---------- A.B.DATA"]).entries
    assert entry == OtherEntry("DATA", "A.B.DATA")


def test_components_go_to_their_own_cluster() -> None:
    first, second = listcat.read(
        ["CLUSTER ------- A", "CLUSTER ------- B", "DATA ---------- B.D"]
    ).entries
    assert isinstance(first, Cluster)
    assert isinstance(second, Cluster)
    assert first.data is None
    assert second.data is not None


def test_fields_that_are_cut_off_are_unknown() -> None:
    """An 80-column screen copy ends in the third column of fields."""
    cut = "\n".join(line[:80] for line in OLD.splitlines())
    data = cluster(cut).data
    assert data is not None
    assert (data.average_length, data.buffer_space, data.ci_size) == (227, None, None)


def test_totals_are_no_entries() -> None:
    listing = listcat.read(totals([]))
    assert listing.entries == ()


def test_found() -> None:
    entry = listcat.lookup(KSDS.splitlines(), 0, "ZWE.CACHE.VSAM")
    assert isinstance(entry, Cluster)


def test_absent() -> None:
    assert listcat.lookup(MISSING.splitlines(), 4, "ZWE.CACHE.VSAM") is None
    assert listcat.lookup(MISSING.splitlines(), 8, "ZWE.CACHE.VSAM") is None


@pytest.mark.parametrize(
    ("text", "rc", "name", "quoted"),
    [
        (MISSING, 0, "ZWE.CACHE.VSAM", "IDC3012I"),
        (MISSING, 12, "ZWE.CACHE.VSAM", "IDC3012I"),
        (MISSING, 4, "ZWE.CACHE.VSAM2", "IDC3012I"),
        (MISSING, 4, "ZWE.CACHE", "IDC3012I"),
        (REFUSED, 12, "ZWE.CACHE.VSAM", "IDC3203I"),
        (KSDS, 4, "ZWE.CACHE.VSAM", "IDC0001I"),
        (KSDS, 0, "ZWE.CACHE.VSAM.DATA", "IDC0001I"),
        (KSDS + MISSING, 4, "ZWE.CACHE.VSAM", "IDC3012I"),
        ("", 0, "A.B", "no message"),
        ("", 4, "A.B", "no message"),
        (" IDC3009I ** VSAM CATALOG RETURN CODE IS 56 - REASON CODE IS IGG0CLFT-6", 8, "A", "56"),
    ],
)
def test_everything_else_is_unclear(text: str, rc: int, name: str, quoted: str) -> None:
    with pytest.raises(listcat.UnclearListing, match=quoted):
        listcat.lookup(text.splitlines(), rc, name)


def test_messages_and_code() -> None:
    listing = listcat.read(MISSING.splitlines())
    assert [message[:8] for message in listing.messages] == [
        "IDC3012I",
        "IDC3009I",
        "IDC1566I",
        "IDC0001I",
        "IDC0002I",
    ]
    assert listing.code == 4


def test_the_layout_printed_is_the_layout_read() -> None:
    """Line for line, the fields that we keep; IBM prints more."""
    real = KSDS.splitlines()
    for line in listcat.format_entry(cluster(KSDS)):
        cells = [cell for cell in line.split("   ") if cell.strip()]
        assert any(all(cell.strip() in other for cell in cells) for other in real), line
    flags = next(line for line in real if "SHROPTNS" in line)
    assert flags in listcat.format_entry(cluster(KSDS))


def test_the_page_heading() -> None:
    assert listcat.title(datetime(2026, 9, 1, 15, 36, 44)) == KSDS.split("\n")[0]


def test_totals() -> None:
    lines = totals([cluster(KSDS), OtherEntry("GDG BASE", "A.B")])
    assert "                    CLUSTER ---------------1" in lines
    assert "                    GDG -------------------1" in lines
    assert "                    TOTAL -----------------4" in lines


TEXT = st.one_of(st.none(), st.sampled_from(["", "SCTECH", "ABCDEFGH"]))
NUMBER = st.one_of(st.none(), st.integers(0, 9_999_999_999))
ANSWER = st.one_of(st.none(), st.booleans())


def component(kind: str) -> st.SearchStrategy[Component]:
    numbers = [name for name, hint in get_type_hints(Component).items() if hint == int | None]
    return st.builds(
        Component,
        kind=st.just(kind),
        name=st.just(f"A.B.{kind}"),
        catalog=st.just("UCAT"),
        volsers=st.sampled_from([(), ("VOL001",), ("VOL001", "VOL002")]),
        share_options=st.one_of(st.none(), st.tuples(st.integers(1, 4), st.integers(3, 4))),
        flags=st.lists(
            st.sampled_from(["RECOVERY", "UNIQUE", "NOERASE", "INDEXED", "EXT-ADDR"]), max_size=9
        ).map(tuple),
        space_unit=st.sampled_from([None, "TRACK", "CYLINDER", "KILOBYTE", "MEGABYTE"]),
        **dict.fromkeys(numbers, NUMBER),
    )


CLUSTERS = st.builds(
    Cluster,
    name=st.just("A.B"),
    catalog=st.just("UCAT"),
    owner=TEXT,
    created=st.sampled_from([None, "2026.001"]),
    expires=st.sampled_from([None, "0000.000"]),
    storage_class=TEXT,
    management_class=TEXT,
    data_class=TEXT,
    log=st.sampled_from([None, "", "NONE", "UNDO", "ALL"]),
    logstream_id=TEXT,
    recovery_required=ANSWER,
    quiesced=ANSWER,
    rls_in_use=ANSWER,
    associations=st.just(
        (
            Association("DATA", "A.B.DATA"),
            Association("INDEX", "A.B.INDEX"),
            Association("PATH", "A.B.PATH"),
        )
    ),
    data=st.one_of(st.none(), component("DATA")),
    index=st.one_of(st.none(), component("INDEX")),
)


@given(st.lists(CLUSTERS, max_size=3))
def test_what_is_printed_reads_back_the_same(entries: list[Cluster]) -> None:
    lines = [listcat.title(datetime(2026, 1, 1))]
    for entry in entries:
        lines += listcat.format_entry(entry)
    lines += totals([*entries])
    assert listcat.read(lines).entries == tuple(map(_as_printed, entries))
    assert max(map(len, lines)) <= 121


def _as_printed(entry: Cluster) -> Cluster:
    """What a listing says of the classes: without any, the group SMSDATA is left out.

    A level that prints RLSDATA would have it for an entry that SMS manages.
    """
    if entry.storage_class or entry.management_class or entry.data_class:
        return entry
    none = None if entry.log is None else ""
    return entry._replace(storage_class=none, management_class=none, data_class=none)


def test_no_smsdata_without_sms() -> None:
    managed = cluster(KSDS)
    other = managed._replace(storage_class="", management_class="", data_class="")
    assert "      SMSDATA" in listcat.format_entry(managed)
    printed = listcat.format_entry(other)
    assert not any("SMSDATA" in line or "STORAGECLASS" in line for line in printed)
    (read,) = listcat.read(printed).entries
    assert isinstance(read, Cluster)
    assert (read.storage_class, read.log) == ("", "NONE")


@given(
    st.sampled_from(["NONVSAM", "AIX", "PATH", "ALIAS", "GDG BASE", "USERCATALOG", "PAGESPACE"]),
    st.sampled_from([(), ("MIGRAT",), ("A", "B")]),
)
def test_other_entries_read_back_the_same(kind: str, volsers: tuple[str, ...]) -> None:
    entry = OtherEntry(kind, "A.B", "UCAT", volsers, (Association("CLUSTER", "C.D"),))
    assert listcat.read(listcat.format_entry(entry)).entries == (entry,)
