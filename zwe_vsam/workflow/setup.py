"""The configuration of a run: loaded, its storage mode, and the settings that it gives."""

from __future__ import annotations

from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import ClusterResult
from zwe_vsam.workflow.connection import Connection
from zwe_vsam.workflow.request import Request


def load(request: Request, connection: Connection) -> Configuration:
    """The configuration that ``-c`` names. Raises Problem where it cannot be read."""
    return Configuration.load(
        request.config, request.encoding, connection.read_member, connection.symbols
    )


def uses_vsam(configuration: Configuration) -> bool:
    """Whether the Caching Service keeps its data in VSAM. Raises Problem."""
    return config.storage_mode(configuration) == "VSAM"


def settings(configuration: Configuration, report: Report) -> Settings:
    """The settings of the cluster; ``report`` gets the notes about them.

    Raises Problem or config.Invalid.
    """
    configured, notes = config.read(configuration)
    for note in notes:
        report.note(note)
    return configured


def cluster_result(configured: Settings) -> ClusterResult:
    """The cluster as the result of a run has it, before the catalog was asked."""
    return ClusterResult(
        configured.cluster,
        configured.mode,
        configured.volume or None,
        configured.storage_class or None,
    )


def any_mode(request: Request, connection: Connection, report: Report) -> Settings:
    """The settings of a cluster that a command works on, whatever the storage mode is.

    Warns where the mode is not VSAM: the cluster may be a former one. Raises Problem or
    config.Invalid.
    """
    configuration = load(request, connection)
    if not uses_vsam(configuration):
        report.message(message("ZWV5014W", origin=configuration.place(config.STORAGE_MODE)))
    configured = settings(configuration, report)
    report.result.cluster = cluster_result(configured)
    return configured
