"""How much space and how many records a cluster has, as far as the catalog knows."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from typing import NamedTuple

from zwe_vsam.zos.listcat import Cluster, Component


class Usage(NamedTuple):
    """Space and records of the data component. All but the allocated space is as of the last close.

    Source: Access Method Services Commands, "Interpreting LISTCAT Output Listings", statistics
    group: they are written when the data set is closed. None: the listing does not say.
    """

    allocated_bytes: int | None
    used_bytes: int | None
    extents: int | None
    splits_ci: int | None
    splits_ca: int | None
    records_at_last_close: int | None

    def lines(self) -> list[str]:
        """The same as lines for people."""
        lines = []
        if self.allocated_bytes is not None:
            extents = "" if self.extents is None else f", extents: {self.extents}"
            space = f"{self.allocated_bytes:,} bytes{extents}"
            lines.append(f"Space allocated to the data component: {space}")
        if self.used_bytes is not None:
            lines.append(f"Space used at last close: {self.used_bytes:,} bytes")
        if self.splits_ci is not None and self.splits_ca is not None:
            lines.append(
                f"Splits at last close: CI splits {self.splits_ci}, CA splits {self.splits_ca}"
            )
        return [*lines, self.records()]

    def records(self) -> str:
        """How many records there are, as far as the catalog knows."""
        count = self.records_at_last_close
        if count is None:
            return "Records at last close: not shown by the listing"
        return f"Records at last close: {count:,} (may be outdated while the cluster is open)"


def of_cluster(cluster: Cluster) -> Usage:
    """Space, splits and records."""
    data = cluster.data or Component("DATA", "")
    return Usage(
        data.hi_alloc_rba,
        data.hi_used_rba,
        data.extents,
        data.splits_ci,
        data.splits_ca,
        data.records_total,
    )
