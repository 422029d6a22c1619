"""Whether an entry of the catalog may be deleted as the Caching Service's cluster.

A name alone is no proof. The refusal names each reason, and an attribute that the listing does not
show is a reason, too.
"""

from __future__ import annotations

from zwe_vsam.cluster import compare
from zwe_vsam.cluster.compare import Attribute, Row, Verdict
from zwe_vsam.config.settings import CLUSTER, Settings
from zwe_vsam.errors import Problem
from zwe_vsam.zos.listcat import Cluster, Entry, OtherEntry

_SHAPE = (Attribute.KEY_LENGTH, Attribute.KEY_OFFSET, Attribute.MAXIMUM_RECORD_LENGTH)
"""The rows by which a cluster of the Caching Service is known among other KSDS."""


def require(entry: Entry, settings: Settings, *, force: bool) -> Cluster:
    """Return the cluster, if it may be deleted. Raises Problem (ZWV70) with each reason against it.

    ``force`` allows other lengths, never another kind of data set (linear ones hold file systems
    and databases), a migrated one, one that has alternate indexes or paths, or one that is open
    for RLS; nor one of which the listing does not say what it is and what belongs to it.
    """
    origin = settings.origins.get(CLUSTER)
    if isinstance(entry, OtherEntry):
        if entry.migrated:
            raise Problem("ZWV7004E", name=entry.name, origin=origin)
        raise Problem("ZWV7003E", name=entry.name, kind=entry.kind, origin=origin)
    obstacles = _obstacles(entry, settings)
    if obstacles:
        raise Problem(
            "ZWV7005E",
            name=entry.name,
            origin=origin,
            details=tuple(reason for reason, _ in obstacles),
            remedy=" ".join(dict.fromkeys(remedy for _, remedy in obstacles)),
        )
    differences = _differences_of_shape(entry, settings)
    if differences and not force:
        raise Problem("ZWV7006E", name=entry.name, origin=origin, details=tuple(differences))
    return entry


_OTHER_NAME = "Name another cluster in zowe.yaml."
_LIST_IT = "Check the cluster with LISTCAT ENTRIES(name) ALL."


def _obstacles(cluster: Cluster, settings: Settings) -> list[tuple[str, str]]:
    """Reasons that no option overrules, each with its remedy."""
    organization = _rows(cluster, settings)[Attribute.ORGANIZATION]
    obstacles = []
    if not cluster.associations:
        obstacles.append(("The listing does not show the components of the cluster.", _LIST_IT))
    elif organization.verdict is Verdict.UNKNOWN:
        obstacles.append(("The listing does not show the organization of the cluster.", _LIST_IT))
    elif organization.verdict is not Verdict.SAME:
        obstacles.append(
            (
                f"The organization is {organization.found}. Expected KSDS.",
                _OTHER_NAME,
            )
        )
    obstacles += [
        (
            f"{related.kind} {related.name} belongs to the cluster. "
            "The deletion of the cluster would also delete this entry.",
            "Ask the owner of that entry, and delete it first if it is not needed.",
        )
        for related in cluster.related
    ]
    if cluster.rls_in_use and not cluster.quiesced:
        obstacles.append(
            (
                "The cluster is in use for record-level sharing: RLS IN USE (YES).",
                "Stop every Zowe that uses the cluster. If the catalog still shows it in use, "
                f"quiesce it: V SMS,SMSVSAM,SPHERE({cluster.name}),QUIESCE.",
            )
        )
    return obstacles


def _differences_of_shape(cluster: Cluster, settings: Settings) -> list[str]:
    rows = _rows(cluster, settings)
    return [
        f"{row.attribute.value}: expected {row.expected}, found {row.found}"
        for row in map(rows.__getitem__, _SHAPE)
        if row.verdict is not Verdict.SAME
    ]


def _rows(cluster: Cluster, settings: Settings) -> dict[Attribute, Row]:
    rows = compare.compare(settings, compare.MemberDefaults("zowe.yaml"), cluster)
    return {row.attribute: row for row in rows}
