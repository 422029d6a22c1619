"""The deletion of the cluster by the job ZWECSRVS: alone, or before it is defined anew."""

from __future__ import annotations

from zwe_vsam.cluster import delete_guard, usage
from zwe_vsam.config import settings as config
from zwe_vsam.errors import Problem
from zwe_vsam.messages import message
from zwe_vsam.report.result import Stage
from zwe_vsam.workflow.member import JclMember
from zwe_vsam.workflow.outcome import Deleted
from zwe_vsam.workflow.run import Run
from zwe_vsam.workflow.submission import Submission
from zwe_vsam.zos.listcat import Cluster, Entry


class Deletion:
    """Everything that speaks against it is looked at first, and once more right before."""

    def __init__(self, run: Run, member: JclMember, stage: Stage) -> None:
        """``member`` is ZWECSRVS; ``stage`` of the result gets its job."""
        self._run = run
        self._settings = run.settings
        self._target = run.target
        self._report = run.report
        self._stage = stage
        self.member = member
        self._cluster: Cluster | None = None
        """As ``require`` saw it."""

    def require(self, entry: Entry) -> None:
        """Tell what would be lost. Raises Problem (ZWV70) unless ``entry`` may be deleted."""
        force = self._run.request.force
        self._cluster = delete_guard.require(entry, self._settings, force=force)
        self._report.result.usage = usage.of_cluster(self._cluster)
        self._report.message(
            message(
                "ZWV7001W",
                cluster=entry.name,
                details=(self._report.result.usage.records(),),
                origin=self._settings.origins.get(config.CLUSTER),
            )
        )

    def submit(self, version: str) -> None:
        """Submit the job, wait for it, and ask the catalog. Raises Problem unless it is gone.

        Everything is looked at once more first: a question may have waited long for its answer.
        """
        entry = self._target.entry(self._settings.cluster)
        if entry is None or _identity(entry) != _identity(self._cluster):
            raise Problem(
                "ZWV7002E",
                cluster=self._settings.cluster,
                origin=self._settings.origins.get(config.CLUSTER),
                details=("Nothing was deleted.",),
            )
        delete_guard.require(entry, self._settings, force=self._run.request.force)
        submission = Submission(self._run, "Deleting", self._stage)
        waited = submission.submit(self.member.member, self.member.job_name, version)
        assert waited is not None
        Deleted(self._run, self._stage).conclude(waited)


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
