"""Every message that the tool can print: id, severity, exit code and text, once.

Ids that start with ``ZWEL`` are those of ``zwe init vsam`` and keep its wording, so that scripts
which look for them keep working (source: Zowe's ``zwe`` server command reference, "Errors" of
``zwe init vsam``). Ids that start with ``ZWV`` are this tool's own.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Origin(NamedTuple):
    """Where in the user's input something stands."""

    file: str
    """Path as the user gave it, ``<stdin>``, or ``LIBRARY(MEMBER)``."""
    line: int | None = None
    """1-based."""
    key: str = ""
    """Dotted path of the configuration key, where there is one."""
    column: int | None = None
    """1-based."""

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        if self.column is None:
            return f"{self.file}:{self.line}"
        return f"{self.file}:{self.line}:{self.column}"


class Severity(Enum):
    """How much a message matters; the value is the word printed before its id."""

    ERROR = "Error"
    WARNING = "Warning"
    INFO = "Info"


class Kind(NamedTuple):
    """One row of the table."""

    exit_code: int
    """What the process exits with when this ends the run; 0 for warnings and information."""
    text: str
    """The text, with ``{}`` for each fact."""


TABLE: dict[str, Kind] = {
    "ZWEL0102E": Kind(102, "Invalid parameter {}."),
    "ZWEL0108E": Kind(108, "Zowe YAML config file is required."),
    "ZWEL0109E": Kind(109, "The Zowe YAML config file specified does not exist."),
    "ZWEL0110E": Kind(110, "Doesn't have write permission on {} directory."),
    "ZWEL0120E": Kind(120, "This command must run on a z/OS system."),
    "ZWEL0138E": Kind(138, "Failed to update key {} of file {}."),
    "ZWEL0140E": Kind(140, "Failed to translate Zowe configuration ({})."),
    "ZWEL0143E": Kind(143, "Cannot find data set member '{}'. You may need to re-run zwe install."),
    "ZWEL0144E": Kind(
        144,
        "Cannot generate JCL with a header line greater than 80 characters. Line in error: {}. "
        "Please adjust this line in 'zowe.setup.jcl.header'.",
    ),
    "ZWEL0157E": Kind(157, "{} ({}) is not defined in Zowe YAML configuration file."),
    "ZWEL0158E": Kind(158, "{} already exists."),
    "ZWEL0160E": Kind(
        160, "Failed to write to {}. Please check if target data set is opened by others."
    ),
    "ZWEL0161E": Kind(161, "Failed to run JCL {}."),
    "ZWEL0162E": Kind(162, "Failed to find job {} result."),
    "ZWEL0163E": Kind(163, "Job {} ends {}."),
    # A process can exit with 0 to 255 only: 319 reaches the shell as 319 modulo 256.
    "ZWEL0316E": Kind(60, "Invalid PARMLIB format {}."),
    "ZWEL0319E": Kind(63, "zowe.setup.dataset.jcllib does not exist, cannot run. {}"),
    "ZWEL0300W": Kind(
        0,
        "{} already exists. This data set member will be overwritten during configuration.",
    ),
    "ZWEL0301W": Kind(
        0,
        "{} already exists and will not be overwritten. "
        "For upgrades, you must use --allow-overwrite.",
    ),
    "ZWEL0321W": Kind(0, "Zowe Caching Service is not configured to use VSAM. Command skipped."),
    "ZWV001E": Kind(1, "Internal error: {}"),
    "ZWV130E": Kind(130, "Interrupted{}"),
    "ZWV201I": Kind(0, "{}"),
    "ZWV202I": Kind(0, "The template bundled with zwe-vsam is used: {}."),
    "ZWV203I": Kind(0, "{} is taken in upper case, as z/OS does: {}."),
    "ZWV204I": Kind(0, "Dry run: {}"),
    "ZWV205W": Kind(
        0,
        "The job's code 0 does not prove that the Caching Service can open {} in RLS mode: "
        "storage class {} needs a cache set, and the SMSVSAM address space must be active.",
    ),
    "ZWV206I": Kind(0, "Job {} {}"),
    "ZWV207I": Kind(0, "{}"),
    "ZWV208W": Kind(0, "{} exists and is to be deleted, with everything in it."),
    "ZWV209I": Kind(0, "{}"),
    "ZWV210W": Kind(
        0, "The Caching Service is not configured to use VSAM; the cluster may be a former one."
    ),
    "ZWV211W": Kind(
        0, "{} would not define the cluster of zowe.yaml; it is compared with the shipped member."
    ),
    "ZWV212I": Kind(0, "{}"),
    "ZWV213W": Kind(0, "Whether {} exists could not be checked: {}"),
    "ZWV214W": Kind(0, "{}"),
    "ZWV215W": Kind(0, "{}"),
    "ZWV231E": Kind(231, "{}"),
    "ZWV232E": Kind(232, "{}"),
    "ZWV233E": Kind(233, "The {} target cannot be used: {}"),
    "ZWV234E": Kind(234, "{} is not the cluster that zowe.yaml describes."),
    "ZWV235E": Kind(235, "Refused: {}"),
    "ZWV236E": Kind(236, "{} is not there."),
    "ZWV237E": Kind(237, "Standard output was lost: {} What the run did is not undone by that."),
    "ZWV238E": Kind(238, "With --strict, warnings are failures: {}."),
    "ZWV240W": Kind(0, "{}"),
    "ZWV241W": Kind(0, "{} has no effect: {}"),
    "ZWV242W": Kind(0, "{} is deprecated: {}"),
    "ZWV243W": Kind(0, "{}, {}"),
    "ZWV244I": Kind(0, "{}"),
    "ZWV245I": Kind(0, "Not checked: {}"),
}

_SEVERITIES = {"E": Severity.ERROR, "W": Severity.WARNING, "I": Severity.INFO}


class Message(NamedTuple):
    """A message with its facts filled in."""

    id: str
    text: str
    origin: Origin | None = None
    remedy: str = ""
    """One sentence on how to mend it, or empty."""
    details: tuple[str, ...] = ()
    """Evidence, shown below the message line by line."""
    meaning: str = ""
    """What the evidence means, or empty."""

    @property
    def severity(self) -> Severity:
        """Read off the id's last letter, as on z/OS."""
        return _SEVERITIES[self.id[-1]]

    @property
    def exit_code(self) -> int:
        """The exit code of a run that this message ends."""
        return TABLE[self.id].exit_code

    def parts(self) -> list[tuple[str, str]]:
        """What follows the text: label and text of each part, in the order of printing.

        An explanation comes before the lines that it explains, and each line stands once. Without
        a meaning the details say what is wrong, so they stand before the remedy.
        """
        meaning = [("Meaning", self.meaning)] if self.meaning else []
        remedy = [("Remedy", self.remedy)] if self.remedy else []
        details = [("", detail) for detail in dict.fromkeys(self.details)]
        return [*meaning, *remedy, *details] if meaning else [*details, *remedy]


def message(
    message_id: str,
    *facts: str,
    origin: Origin | None = None,
    remedy: str = "",
    details: tuple[str, ...] = (),
    meaning: str = "",
) -> Message:
    """Return the message of that id with ``facts`` in the places of its text."""
    text = TABLE[message_id].text.format(*facts)
    return Message(message_id, text, origin, remedy, details, meaning)
