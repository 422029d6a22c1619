"""What the command line asks for."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from zwe_vsam.choice import Choice
from zwe_vsam.workflow.consent import UNASKED, Consent


class Mode(Enum):
    """How far a run goes: decided once, by the command line."""

    RUN = "run"
    """Write the member and submit its job."""
    PREPARE = "prepare"
    """``--security-dry-run``: write the member, submit nothing."""
    PREVIEW = "preview"
    """``--dry-run``: write nothing at all. Works without a system, too."""


class Request(NamedTuple):
    """The options of one run. A command reads those that it has; the others keep their defaults.

    A field has the name of its option.
    """

    config: str = ""
    """As given with ``-c``; empty where a command does without a configuration."""
    encoding: str = ""
    """Code page of the configuration file; empty to find out."""
    system: Choice = Choice()
    mode: Mode = Mode.RUN
    consent: Consent = UNASKED
    """How the user agrees to a deletion, or to the end of a job."""
    template: str | None = None
    """File to use instead of the installed member."""
    generate: bool = False
    """Rewrite a member that exists."""
    allow_overwrite: bool = False
    """Rewrite members that exist, and replace a cluster that exists."""
    exist_ok: bool = False
    """A cluster that exists and verifies is success."""
    if_different: bool = False
    """With ``allow_overwrite``: keep a cluster that exists and verifies."""
    force: bool = False
    """Delete a cluster of another shape, too."""
    diff: bool = False
    """Show the difference between the member in the JCL library and the template's."""
    differences: bool = False
    """Show only the attributes that differ."""
    update_config: bool = False
    """Write the cluster's name into the configuration afterwards."""
    wait: bool = True
    timeout: float = 900.0
    """Seconds to wait for a job."""
    job_id: str = ""
    """As given; ``job`` checks it."""
    spool: bool = False
    """Show the output of the job."""
    cancel: bool = False
    release: bool = False
    """Let a held job run, and wait for it."""
    explain: str = ""
    """File with messages to explain; ``-`` is standard input."""
    term: str = ""
    """What ``explain`` explains: an id, a cause, or an exit code."""
    files: Sequence[str] = ()
    """Configurations that ``check`` takes in the place of ``config``, each of its own."""
    ignore: Sequence[str] = ()
    """As given with ``--ignore``: lists of the ids of findings that ``check`` leaves out."""
    strict: bool = False
    """Whether a warning of ``check`` makes the run fail."""
    results: Sequence[str] = ()
    """Files and folders with results, of ``report``."""
    report: str = ""
    """File for the report page of ``verify``."""
    evidence: str = ""
    """File for the evidence of the run."""
    html: str = ""
    """File for the page of ``report``."""
    csv: str = ""
    """File for the table of ``report``."""
    title: str = ""
    """Title of the page of ``report``."""
    form: str = "text"
    """Form of the report: ``text``, ``json`` or ``github``."""
    silent: bool = False
