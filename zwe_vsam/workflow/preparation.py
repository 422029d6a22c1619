"""A member of the JCL library, from the look at it to the writing."""

from __future__ import annotations

from zwe_vsam.config.settings import Settings
from zwe_vsam.errors import LibraryNotFound, WriteFailed, WriteInterrupted
from zwe_vsam.member import submission_check
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.messages import message
from zwe_vsam.model import ABSENT, Member, MemberText
from zwe_vsam.report.base import Report
from zwe_vsam.report.result import MemberResult, Stage
from zwe_vsam.targets.base import Target
from zwe_vsam.workflow import drift, prepare
from zwe_vsam.zos import jcl


class Preparation:
    """Looks first; nothing is changed before ``write``."""

    def __init__(
        self,
        purpose: Purpose,
        settings: Settings,
        target: Target,
        report: Report,
        stage: Stage,
        *,
        template: str | None = None,
        rewrite: bool = False,
        diff: bool = False,
        compares: bool = True,
    ) -> None:
        """``rewrite``: a member that is already there is made anew from the template.

        ``diff``: show what that changes, too. ``compares``: a member that is kept is compared with
        the template, which has to be read for that alone.
        """
        self.member = Member(settings.jcllib, purpose.value)
        self.text = ""
        """What the member is to hold; set by ``read``."""
        self._purpose = purpose
        self._settings = settings
        self._target = target
        self._report = report
        self.stage = stage
        self._template = template
        self._rewrite = rewrite
        self._diff = diff
        self._compares = compares
        self._found: MemberText | None = None

    @property
    def job_name(self) -> str:
        """The name of the member's job."""
        return jcl.job_name(self.text)

    @property
    def is_written(self) -> bool:
        """Whether this run has written the member."""
        return self.stage.member is not None and self.stage.member.written

    @property
    def found(self) -> str | None:
        """What the member holds, as ``look`` saw it; None where it is not there."""
        return self._found.text if self._found else None

    def look(self) -> None:
        """See what the member holds, if it is there. Raises Problem ZWEL0319E without library."""
        try:
            present = self._target.exists(self.member)
            self._found = self._target.read(self.member) if present else None
        except LibraryNotFound as error:
            raise prepare.no_library(self._settings) from error

    def read(self) -> None:
        """Find the text: the member's own where it is kept, the template's otherwise.

        Raises Problem ZWV232E for one that would not do what zowe.yaml says, and nothing else.
        """
        self.stage.member = MemberResult(*self.member, written=False)
        kept = self._found is not None and not self._rewrite
        self.text = self._keep(self._found) if kept and self._found else self._make()

    def _keep(self, found: MemberText) -> str:
        compared = self._compare(found.text) if self._compares or self._diff else None
        option = "--generate"
        if self._purpose is Purpose.DEFINE:
            # The original's words; there is no overwriting where a cluster is only removed.
            self._report.message(
                message(
                    "ZWEL0301W",
                    str(self.member),
                    details=_differing(compared),
                    remedy="To rewrite the member from the template, use --generate. "
                    "--allow-overwrite rewrites it, too, and also deletes the cluster and "
                    "defines it anew.",
                )
            )
            option = "--allow-overwrite"
        self._report.line(f"Skipped writing to {self.member}. To write, you must use {option}.")
        self._report.line()
        if compared is not None and compared.rendered is not None:
            self._report.print_diff(compared.diff, self.stage)
        submission_check.require(
            found.text,
            self._settings,
            str(self.member),
            remedy="Use --generate to have the member rewritten from zowe.yaml.",
            purpose=self._purpose,
        )
        return found.text

    def _compare(self, text: str) -> drift.Drift:
        compared = drift.of_kept(
            text, self._purpose, self._settings, self._target, self._template, self._report
        )
        if compared.why_unknown:
            told = f"{self.member} is not compared with the template: {compared.why_unknown}"
            self._report.message(message("ZWV215W", told))
        return compared

    def _make(self) -> str:
        if self._found:
            self._report.message(message("ZWEL0300W", str(self.member)))
        source = prepare.template(
            self._target, self._template, self._settings, self._report, self._purpose
        )
        text = prepare.text(source, self._settings)
        if self._diff:
            diff = drift.unified(self.member, self.found, text, source.name)
            self._report.print_diff(diff, self.stage)
        return text

    def _note_written(self) -> None:
        assert self.stage.member is not None
        self.stage.member.written = self._report.result.changed = True

    def write(self) -> str:
        """Write the member unless it holds the text already, and return its version."""
        version = self._found.version if self._found else ABSENT
        if self._found and not self._rewrite:
            return version
        self._report.line(f"Modify {self.member.name}")
        if self._found is None or self._found.text != self.text:
            try:
                version = self._target.write(self.member, self.text, expected=version)
            except (WriteFailed, WriteInterrupted) as failure:
                if failure.changed:
                    self._note_written()
                raise
            except KeyboardInterrupt as error:
                self._note_written()
                told = f"{self.member} was being written: look what it holds."
                raise WriteInterrupted((told,), changed=True) from error
            self._note_written()
        self._report.line(f"- {self.member} is prepared")
        self._report.line()
        return version


def _differing(compared: drift.Drift | None) -> tuple[str, ...]:
    """How much a kept member differs from the template, for a message."""
    if compared is None:
        return ("It is not compared with the template here: init --dry-run --diff does that.",)
    if not compared.diff:
        return ()
    count = compared.changed_lines
    lines = "1 line differs" if count == 1 else f"{count} lines differ"
    return (f"{lines} from what the template gives. The member is used as it is.",)
