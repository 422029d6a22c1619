"""What may be deleted: what no sandbox can be brought to show, and what changes in between."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.clusters import define
from tests.conftest import CLUSTER, MINIMAL, Run, Site
from zwe_vsam.cli import terminal
from zwe_vsam.cluster import delete_guard
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.targets.sandbox import SandboxTarget
from zwe_vsam.workflow.consent import Consent
from zwe_vsam.zos.listcat import Cluster, Entry

Change = Callable[[Cluster], Cluster]


@pytest.fixture
def settings() -> Settings:
    return config.read(Configuration.load(str(MINIMAL), ""))[0]


@pytest.fixture
def cluster(site: Site, settings: Settings) -> Cluster:
    define(site.system)
    entry = SandboxTarget(site.system.folder).entry(settings.cluster)
    assert isinstance(entry, Cluster)
    return entry


def organised(flag: str) -> Change:
    def change(cluster: Cluster) -> Cluster:
        assert cluster.data
        flags = tuple(flag if f == "INDEXED" else f for f in cluster.data.flags)
        return cluster._replace(data=cluster.data._replace(flags=flags))

    return change


NEVER: dict[str, tuple[Change, str]] = {
    "a file system or a database": (organised("LINEAR"), "The organization is LDS. Expected KSDS."),
    "entry-sequenced": (organised("NONINDEXED"), "The organization is ESDS. Expected KSDS."),
    "unknown organisation": (organised("NOWRITECHK"), "does not show the organization"),
    "unknown associations": (
        lambda cluster: cluster._replace(associations=()),
        "does not show the components",
    ),
    "unquiesced and in use": (
        lambda cluster: cluster._replace(rls_in_use=True, quiesced=False),
        "RLS IN USE (YES)",
    ),
    "in use, and nothing known of quiescing": (
        lambda cluster: cluster._replace(rls_in_use=True, quiesced=None),
        "RLS IN USE (YES)",
    ),
}


@pytest.mark.parametrize("site", ["sandbox"], indirect=True)
@pytest.mark.parametrize("what", NEVER)
def test_never_whatever_is_forced(cluster: Cluster, settings: Settings, what: str) -> None:
    change, said = NEVER[what]
    with pytest.raises(Problem) as caught:
        delete_guard.require(change(cluster), settings, force=True)
    assert caught.value.id == "ZWV7005E"
    assert said in " ".join(caught.value.details)
    assert caught.value.remedy


@pytest.mark.parametrize("site", ["sandbox"], indirect=True)
def test_quiesced_is_not_in_use(cluster: Cluster, settings: Settings) -> None:
    quiesced = cluster._replace(rls_in_use=True, quiesced=True)
    assert delete_guard.require(quiesced, settings, force=False) is quiesced


@pytest.mark.parametrize("site", ["sandbox"], indirect=True)
@pytest.mark.parametrize("command", [("init", "--allow-overwrite"), ("remove",)])
def test_all_is_looked_at_again_when_the_question_was_answered(
    run: Run,
    site: Site,
    cluster: Cluster,
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    """The cluster was quiesced, and somebody has given it back to the service meanwhile."""
    listed: list[Entry] = [cluster._replace(rls_in_use=True, quiesced=True)]

    def answer(_: str) -> bool:
        listed[0] = cluster._replace(rls_in_use=True, quiesced=False)
        return True

    monkeypatch.setattr(SandboxTarget, "entry", lambda *_: listed[0])
    monkeypatch.setattr(terminal, "consent", lambda _: Consent(ask=answer))
    ran = run(command[0], "-c", MINIMAL, *site.args, *command[1:])
    assert ran.code == 235
    assert "RLS IN USE (YES)" in ran.err
    assert site.system.jobs() == []
    assert site.system.clusters() == [CLUSTER]
