"""The deletion of the cluster by the job ZWECSRVS: alone, or before it is defined anew."""

from __future__ import annotations

from zwe_vsam.cluster import delete_guard, usage
from zwe_vsam.config import settings as config
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import Stage
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow.outcome import Deleted
from zwe_vsam.workflow.preparation import Preparation
from zwe_vsam.workflow.submission import Submission
from zwe_vsam.zos.listcat import Cluster, Entry


class Deletion:
    """Everything that speaks against it is looked at first, and once more right before."""

    def __init__(
        self,
        settings: Settings,
        target: Target,
        report: Report,
        stage: Stage,
        preparation: Preparation,
        submission: Submission,
        *,
        force: bool,
    ) -> None:
        """``force`` as in delete_guard.require."""
        self._settings = settings
        self._target = target
        self._report = report
        self._stage = stage
        self.preparation = preparation
        self._submission = submission
        self._force = force
        self._seen: Cluster | None = None

    def require(self, entry: Entry) -> None:
        """Tell what would be lost. Raises Problem ZWV235E unless ``entry`` may be deleted."""
        self._seen = delete_guard.require(entry, self._settings, force=self._force)
        self._report.result.usage = usage.of_cluster(self._seen)
        self._report.message(
            message(
                "ZWV208W",
                entry.name,
                details=(self._report.result.usage.records(),),
                origin=self._settings.origins.get(config.CLUSTER),
                remedy="Stop every Zowe that uses it first: what the service keeps is lost.",
            )
        )

    def run(self, version: str) -> None:
        """Submit the job, wait for it, and ask the catalog. Raises Problem unless it is gone.

        Everything is looked at once more first: a question may have waited long for its answer.
        """
        entry = self._target.entry(self._settings.cluster)
        if entry is None or _identity(entry) != _identity(self._seen):
            raise Problem(
                "ZWV235E",
                f"{self._settings.cluster} is not any more what it was a moment ago",
                origin=self._settings.origins.get(config.CLUSTER),
                details=("Nothing was deleted.",),
                remedy="Somebody else works on it. Look at it, and run this again.",
            )
        delete_guard.require(entry, self._settings, force=self._force)
        waited = self._submission.run(
            self.preparation.member, self.preparation.job_name, version, wait=True
        )
        assert waited is not None
        Deleted(self._settings, self._target, self._report, self._stage).tell(waited)


def _identity(entry: Entry | None) -> tuple[object, ...]:
    """What tells a cluster from another of the same name."""
    if not isinstance(entry, Cluster):
        return (entry.kind if entry else None,)
    data = entry.data
    return (
        entry.created,
        entry.expires,
        entry.associations,
        entry.rls_in_use,
        data and (data.volsers, data.key_length, data.maximum_length, data.flags),
    )
