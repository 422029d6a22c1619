"""How much space and how many records a cluster has, as far as the catalog knows."""

from __future__ import annotations

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
            lines.append(f"Space of the data component: {self.allocated_bytes:,} bytes{extents}")
        if self.used_bytes is not None:
            lines.append(f"Space used as of the last close: {self.used_bytes:,} bytes")
        if self.splits_ci is not None and self.splits_ca is not None:
            lines.append(
                f"Splits as of the last close: {self.splits_ci} of control intervals, "
                f"{self.splits_ca} of areas"
            )
        return [*lines, self.records()]

    def records(self) -> str:
        """How many records there are, as far as the catalog knows."""
        count = self.records_at_last_close
        if count is None:
            return "Records: the listing does not say"
        return f"Records as of the last close: {count:,}; while the service runs, maybe others"


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
