"""What a member in the JCL library says otherwise than the template would have it say."""

from __future__ import annotations

from typing import NamedTuple

from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import Problem
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.model import Member
from zwe_vsam.report.base import Report
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow import prepare

NOWHERE = "/dev/null"
"""What a diff calls a member that is not there, as ``diff -u`` does."""


class Drift(NamedTuple):
    """A member beside what the template gives."""

    rendered: str | None
    """What the template gives; None where that could not be found out."""
    diff: tuple[str, ...] = ()
    """The lines of a unified diff, from the member to what the template gives."""
    why_unknown: str = ""
    """Why there is nothing to compare with."""

    @property
    def changed_lines(self) -> int:
        """How many lines of the member the template has not, and the other way round."""
        return sum(line[0] in "+-" for line in self.diff[2:])


def unified(member: Member, installed: str | None, rendered: str, template: str) -> tuple[str, ...]:
    """The unified diff from the member to what the template gives; empty where they are equal.

    ``installed`` is None for a member that is not there. Columns 73 to 80 count, too.
    """
    import difflib

    return tuple(
        difflib.unified_diff(
            (installed or "").splitlines(),
            rendered.splitlines(),
            NOWHERE if installed is None else str(member),
            f"{template} with zowe.yaml",
            lineterm="",
        )
    )


def of_kept(
    installed: str,
    purpose: Purpose,
    settings: Settings,
    target: Target,
    template: str | None,
    report: Report,
) -> Drift:
    """Compare a member that is kept. Raises nothing: it is not needed for the member's own work."""
    member = Member(settings.jcllib, purpose.value)
    try:
        source = prepare.template(target, template, settings, report, purpose)
        rendered = prepare.text(source, settings)
    except Problem as problem:
        why = " ".join(problem.facts[-1:]) or problem.id
        return Drift(None, why_unknown=f"the template cannot be used ({problem.id}): {why}")
    return Drift(rendered, unified(member, installed, rendered, source.name))
