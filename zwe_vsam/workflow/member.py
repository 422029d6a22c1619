"""A member of the JCL library: what it holds, what it is to hold, and its writing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.config.settings import JCLLIB, Settings
from zwe_vsam.errors import LibraryNotFound, Problem, WriteFailed, WriteInterrupted
from zwe_vsam.member import templates
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.member.renderer import Template
from zwe_vsam.messages import message
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import Action, MemberResult, Stage
from zwe_vsam.workflow.request import Mode

if TYPE_CHECKING:
    from zwe_vsam.model import Member, MemberText
    from zwe_vsam.targets.base import Target
    from zwe_vsam.workflow.run import Run

_NO_FILE = "/dev/null"
"""What a diff calls a member that does not exist, as ``diff -u`` does."""


def no_library(settings: Settings) -> Problem:
    """The failure: the JCL library does not exist."""
    return Problem(
        "ZWEL0319E",
        reason=f"{settings.jcllib} is not cataloged.",
        origin=settings.origins.get(JCLLIB),
        remedy="Allocate it (RECFM=FB, LRECL=80), run 'zwe init generate', or submit "
        f"{settings.samplib}(ZWEGENER).",
    )


def nothing_installed() -> Problem:
    """The failure: ``--diff`` has no member to compare with."""
    return Problem("ZWV1016E")


def template(
    target: Target | None,
    file: str | None,
    settings: Settings,
    report: Report,
    purpose: Purpose = Purpose.DEFINE,
) -> Template:
    """As templates.find; ``report`` is told where the template comes from."""
    source = templates.find(target, file, settings, purpose)
    if source.is_bundled:
        report.message(message("ZWV1034I", member=purpose.value))
    else:
        report.detail(f"template: {source.name}")
    return source


def print_only(
    file: str | None,
    settings: Settings,
    report: Report,
    purpose: Purpose = Purpose.DEFINE,
    *,
    diff: bool = False,
) -> None:
    """A dry run without a system: show the member, and say that nothing else happened.

    ``diff``: show it as a new member of a JCL library, too.
    """
    source = template(None, file, settings, report, purpose)
    text = templates.render(source, settings)
    report.keep_member(text)
    if diff:
        from zwe_vsam.model import Member

        member = Member(settings.jcllib, purpose.value)
        report.result.member = MemberResult(*member, written=False)
        report.print_diff(unified_diff(member, None, text, source.name))
    report.print_jcl(text)
    report.line()
    report.message(message("ZWV1030I"))


def unified_diff(
    member: Member, installed: str | None, rendered: str, template_name: str
) -> tuple[str, ...]:
    """The unified diff from the member to what the template gives; empty where they are equal.

    ``installed`` is None for a member that does not exist. Columns 73 to 80 count, too.
    """
    import difflib

    return tuple(
        difflib.unified_diff(
            (installed or "").splitlines(),
            rendered.splitlines(),
            _NO_FILE if installed is None else str(member),
            f"{template_name} with zowe.yaml",
            lineterm="",
        )
    )


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


def drift(run: Run, purpose: Purpose, installed: str, file: str | None) -> Drift:
    """Compare the member that is ``installed`` with the template, ``file`` or the shipped one.

    Raises nothing: the work of the member does not depend on it.
    """
    from zwe_vsam.model import Member

    try:
        source = template(run.target, file, run.settings, run.report, purpose)
        rendered = templates.render(source, run.settings)
    except Problem as problem:
        reason = problem.reason or problem.id
        return Drift(None, why_unknown=f"the template cannot be used ({problem.id}): {reason}")
    member = Member(run.settings.jcllib, purpose.value)
    return Drift(rendered, unified_diff(member, installed, rendered, source.name))


class JclMember:
    """ZWECSVSM or ZWECSRVS in the JCL library. Nothing is changed before ``write``."""

    def __init__(
        self,
        run: Run,
        purpose: Purpose,
        stage: Stage,
        *,
        template_file: str | None = None,
        compares: bool = True,
    ) -> None:
        """``stage`` of the result gets what becomes of the member.

        ``template_file`` is used instead of the installed template. ``compares``: a member that is
        kept is compared with the template, which is read for that alone.
        """
        from zwe_vsam.model import Member

        self._run = run
        self._purpose = purpose
        self._stage = stage
        self.compares = compares
        request = run.request
        self._rewrites = request.generate or request.allow_overwrite
        self._file = template_file
        self._current: MemberText | None = None
        self.member = Member(run.settings.jcllib, purpose.value)
        self.text = ""
        """What the member is to hold; set by ``choose_text``."""

    @property
    def job_name(self) -> str:
        """The name of the member's job."""
        from zwe_vsam.zos import jcl

        return jcl.job_name(self.text)

    @property
    def current_text(self) -> str | None:
        """What the member holds, as ``read`` saw it; None where it does not exist."""
        return self._current.text if self._current else None

    @property
    def is_written(self) -> bool:
        """Whether this run has written the member."""
        return self._stage.member is not None and self._stage.member.written

    @property
    def to_write(self) -> list[Action]:
        """The writing of the member, as a plan has it; nothing where it holds the text already."""
        is_kept = self._current is not None and not self._rewrites
        if is_kept or self.current_text == self.text:
            return []
        return [Action("write-member", str(self.member))]

    def read(self) -> None:
        """Read what the member holds now. Raises Problem ZWEL0319E without the library."""
        target = self._run.target
        try:
            exists = target.exists(self.member)
            self._current = target.read(self.member) if exists else None
        except LibraryNotFound as error:
            raise no_library(self._run.settings) from error

    def choose_text(self) -> None:
        """Set ``text``: the member's own where it is kept, the template's otherwise.

        Raises Problem ZWV3050E for one that would not do what zowe.yaml says, and nothing else.
        """
        self._stage.member = MemberResult(*self.member, written=False)
        if self._current is None or self._rewrites:
            self.text = self._render()
        else:
            self.text = self._keep(self._current.text)

    def _render(self) -> str:
        run = self._run
        if self._current:
            run.report.message(message("ZWEL0300W", member=str(self.member)))
        source = template(run.target, self._file, run.settings, run.report, self._purpose)
        text = templates.render(source, run.settings)
        diff = unified_diff(self.member, self.current_text, text, source.name)
        if run.request.diff:
            run.report.print_diff(diff, self._stage)
        run.report.keep_member(text, self._stage, diff=diff if self._current else ())
        return text

    def _keep(self, text: str) -> str:
        from zwe_vsam.member import submission_check

        run = self._run
        compared = self._compare(text) if self.compares or run.request.diff else None
        option = "--generate"
        if self._purpose is Purpose.DEFINE:
            # The original's words; there is no overwriting where a cluster is only removed.
            run.report.message(
                message(
                    "ZWEL0301W",
                    member=str(self.member),
                    details=_difference(compared),
                )
            )
            option = "--allow-overwrite"
        run.report.line(f"Skipped writing to {self.member}. To write, you must use {option}.")
        run.report.line()
        if compared is not None and compared.rendered is not None:
            run.report.print_diff(compared.diff, self._stage)
        run.report.keep_member(text, self._stage, diff=compared.diff if compared else ())
        submission_check.require(text, run.settings, str(self.member), purpose=self._purpose)
        return text

    def _compare(self, text: str) -> Drift:
        compared = drift(self._run, self._purpose, text, self._file)
        if compared.why_unknown:
            warning = message("ZWV5013W", member=str(self.member), reason=compared.why_unknown)
            self._run.report.message(warning)
        return compared

    def write(self) -> str:
        """Write the member unless it holds the text already, and return its version."""
        from zwe_vsam.model import ABSENT

        version = self._current.version if self._current else ABSENT
        if self._current and not self._rewrites:
            return version
        report = self._run.report
        report.line(f"Modify {self.member.name}")
        if self.to_write:
            try:
                version = self._run.target.write(self.member, self.text, expected=version)
            except (WriteFailed, WriteInterrupted) as failure:
                if failure.changed:
                    self._record_written()
                raise
            except KeyboardInterrupt as error:
                self._record_written()
                advice = f"Writing {self.member} was interrupted. Check the content of the member."
                raise WriteInterrupted((advice,), changed=True) from error
            self._record_written()
        report.line(f"- {self.member} is prepared")
        report.line()
        return version

    def _record_written(self) -> None:
        assert self._stage.member is not None
        self._stage.member.written = self._run.report.result.changed = True

    def print_text(self) -> None:
        """Show what the member is to hold; in the mode PREPARE, write it first."""
        if self._run.mode is Mode.PREPARE:
            self.write()
        self._run.report.print_jcl(self.text, self._stage)
        self._run.report.line()


def _difference(compared: Drift | None) -> tuple[str, ...]:
    """How much a kept member differs from the template, for a message."""
    if compared is None:
        return (
            "The member is not compared with the template. init --dry-run --diff compares them.",
        )
    if not compared.diff:
        return ()
    count = compared.changed_lines
    lines = "1 line differs" if count == 1 else f"{count} lines differ"
    return (f"{lines} from the result of the template. The existing member is used.",)
