"""Every rendered member does what zowe.yaml says, whichever template it comes from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from tests.member.samples import SOURCES, Wanted, source, wanted
from zwe_vsam.member import submission_check, templates
from zwe_vsam.zos import idcams, jcl, job, records


@pytest.mark.parametrize("kind", SOURCES)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(want=wanted())
def test_member_defines_exactly_the_wanted_cluster(kind: str, want: Wanted) -> None:
    text = templates.render(source(kind), want.settings)
    assert submission_check.differences(text, want.settings) == []
    assert jcl.column_findings(text) == ()
    records.encode(text.splitlines())
    assert all(line == line.rstrip() for line in text.split("\n"))

    conversion = job.convert(jcl.read(text))
    assert conversion.job is not None
    assert (conversion.findings, conversion.unsupported) == ((), ())
    (step,) = conversion.job.steps
    (define,) = idcams.parse(step.lines("SYSIN") or ())
    assert isinstance(define, idcams.Define)
    assert idcams.check(define) == ()
    assert define.name == want.cluster
    assert define.data.name == f"{want.cluster}.DATA"
    assert define.index.name == f"{want.cluster}.INDEX"
    assert define.keys == (want.key_length or 128, 0)
    size = want.record_length or 4096
    assert define.record_size == (size, size)
    if want.mode == "RLS":
        assert (define.cluster.storage_class, define.cluster.log) == (want.place, "NONE")
        assert define.volumes == ()
    else:
        assert define.volumes == (want.place,)
        assert define.share_options == (2, 3)
        assert define.cluster.storage_class is None


@pytest.mark.parametrize("kind", SOURCES)
@settings(max_examples=40, deadline=None, derandomize=True, database=None)
@given(want=wanted())
def test_header_becomes_the_operands_and_nothing_else(kind: str, want: Wanted) -> None:
    """Without its header's lines, the member is the one that has no header."""
    bare = templates.render(source(kind), want._replace(header=None).settings).splitlines()
    text = templates.render(source(kind), want.settings).splitlines()
    count = len(text) - len(bare) + 1
    assert bare[0] == "//ZWECSVSM JOB"
    assert text[count:] == bare[1:]
    lines = want.header or []
    given_lines = lines.split("\n") if isinstance(lines, str) else lines
    written = [line.removeprefix("//ZWECSVSM JOB") for line in text[:count]]
    assert [line.removeprefix("//").strip() for line in written] == [
        line.removeprefix("//").strip() for line in given_lines or [""]
    ]


@pytest.mark.parametrize("kind", SOURCES)
def test_rendering_twice_gives_the_same(kind: str) -> None:
    first, second = Wanted(), Wanted("OTHER.NAME", "RLS", "SC", 10, 100, "CLASS=A")
    template = source(kind)
    before = template.render(first.settings)
    assert template.render(second.settings) != before
    assert template.render(first.settings) == before
