"""Valid settings: rendered as the original renders them, and run to exactly the wanted cluster."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from tests.fuzz import original
from tests.member.samples import BRACE, HASH, SOURCES, Wanted, source, wanted
from zwe_vsam.member import templates
from zwe_vsam.model import Ending
from zwe_vsam.sandbox.state import Seed
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import listcat


def _settings(examples: int) -> settings:
    return settings(
        max_examples=examples,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )


def _values(want: Wanted) -> original.Values:
    nonrls = want.mode == "NONRLS"
    header = want.header or []
    return original.Values(
        cluster=want.cluster,
        mode=want.mode,
        volume=want.place if nonrls else "",
        storage_class="" if nonrls else want.place,
        header=header.split("\n") if isinstance(header, str) else header,
    )


def _trimmed(records: list[str]) -> list[str]:
    return [record.rstrip() for record in records]


@_settings(150)
@given(want=wanted())
def test_the_hash_member_is_the_original_s(want: Wanted) -> None:
    """Without lengths and header, which the dialect has no place for."""
    want = want._replace(key_length=None, record_length=None, header=None)
    theirs = original.hash_member(HASH.splitlines(), _values(want))
    assert source("hash").render(want.settings).splitlines() == _trimmed(theirs)


@_settings(150)
@given(want=wanted())
def test_the_brace_member_is_the_original_s(want: Wanted) -> None:
    """Continuations of the header alone may get ``//`` and blanks before them."""
    want = want._replace(key_length=None, record_length=None)
    theirs = _trimmed(original.brace_member(BRACE.splitlines(), _values(want)))
    ours = source("brace").render(want.settings).splitlines()
    assert len(ours) == len(theirs)
    count = len(_values(want).header) or 1
    assert ours[0] == theirs[0].rstrip()
    assert ours[count:] == theirs[count:]
    plain = [[line.removeprefix("//").strip() for line in lines] for lines in (ours, theirs)]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("kind", SOURCES)
@_settings(25)
@given(want=wanted())
def test_a_member_that_is_run_defines_exactly_the_wanted_cluster(
    kind: str, want: Wanted, tmp_path_factory: pytest.TempPathFactory
) -> None:
    nonrls = want.mode == "NONRLS"
    seed = Seed(
        prefix="IBMUSER.ZWE",
        jcllib="IBMUSER.JCLLIB",
        volume=want.place if nonrls else "",
        storage_class="" if nonrls else want.place,
    )
    system = _system(tmp_path_factory.mktemp("box") / "box", seed)
    before = set(system.clusters())
    submitted = system.submit(templates.render(source(kind), want.settings))
    job = system.job(submitted.id)
    assert job is not None
    assert (job.ending, job.code) == (Ending.COMPLETED, 0), system.spool(job.id)
    assert set(system.clusters()) - before == {want.cluster}

    code, lines = system.listcat(want.cluster)
    entry = listcat.lookup(lines, code, want.cluster)
    assert isinstance(entry, listcat.Cluster)
    assert entry.data is not None
    assert entry.index is not None
    size = want.record_length or 4096
    for component in (entry.data, entry.index):
        assert component.key_length == (want.key_length or 128)
        assert component.key_offset == 0
    assert (entry.data.average_length, entry.data.maximum_length) == (size, size)
    assert (entry.data.name, entry.index.name) == (f"{want.cluster}.DATA", f"{want.cluster}.INDEX")
    if nonrls:
        # A listing has hyphens before the value, so hyphens that it begins with cannot be told.
        assert "".join(entry.data.volsers) == want.place.lstrip("-")
        assert entry.data.share_options == (2, 3)
        assert not entry.storage_class
    else:
        assert (entry.storage_class, entry.log) == (want.place, "NONE")


def _system(folder: Path, seed: Seed) -> System:
    system, _ = System.create(folder, seed)
    system.set_durations(0.0, 0.0)
    return system
