"""What a listing proves about the volume and the storage class of a cluster."""

from __future__ import annotations

import pytest

from tests.conftest import CLUSTER, MINIMAL
from tests.zos.test_listcat import KSDS, OLD
from zwe_vsam.cluster import compare
from zwe_vsam.cluster.compare import MemberDefaults, Verdict
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.zos import listcat
from zwe_vsam.zos.listcat import Cluster, Component


def settings(**others: str) -> Settings:
    found, _ = config.read(Configuration.load(str(MINIMAL), ""))
    return found._replace(**others)  # type: ignore[arg-type]


RLS = {"mode": "RLS", "volume": "", "storage_class": "SCRLS"}
PLAIN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("wanted", "what", "storage_class", "created", "verdict"),
    [
        (PLAIN, "volume", "SCBASE", "2026.242", Verdict.NOTE),
        (PLAIN, "volume", "", "2026.242", Verdict.DIFFERENT),
        # Without the group SMSDATA in a listing that has HISTORY, there is no storage class.
        (PLAIN, "volume", None, "2026.242", Verdict.DIFFERENT),
        (PLAIN, "volume", None, None, Verdict.UNKNOWN),
        (RLS, "storage class", "SCRLS", "2026.242", Verdict.SAME),
        (RLS, "storage class", "SCBASE", "2026.242", Verdict.DIFFERENT),
        (RLS, "storage class", "", "2026.242", Verdict.DIFFERENT),
        (RLS, "storage class", None, "2026.242", Verdict.DIFFERENT),
        (RLS, "storage class", None, None, Verdict.UNKNOWN),
    ],
)
def test_place(
    wanted: dict[str, str],
    what: str,
    storage_class: str | None,
    created: str | None,
    verdict: Verdict,
) -> None:
    data = Component("DATA", f"{CLUSTER}.DATA", volsers=("VOL999",))
    cluster = Cluster(CLUSTER, created=created, storage_class=storage_class, data=data)
    rows = compare.compare(settings(**wanted), MemberDefaults("the test"), cluster)
    (row,) = [row for row in rows if row.attribute.value == what]
    assert row.verdict is verdict
    assert bool(row.remedy) is (verdict is Verdict.DIFFERENT)


@pytest.mark.parametrize(("listing", "managed"), [(KSDS, True), (OLD, False)])
def test_real_listings(listing: str, managed: bool) -> None:
    (entry, *_) = listcat.read(listing.splitlines()).entries
    assert isinstance(entry, Cluster)
    assert entry.is_sms_managed is managed
