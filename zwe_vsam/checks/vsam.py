"""The storage mode ``VSAM``.

Sources: Zowe documentation, "zwe init vsam", "Configuring the Caching Service for high
availability" ("VSAM (Deprecated)": to be removed in a future release; RLS for a sysplex), "Using
VSAM as a storage solution"; the Caching Service's start script, which passes on the cluster's
name and no length. Data shared between address spaces without RLS: IBM's z/OS DFSMS Using Data
Sets, "Cross-region share options" (2 3: one writer, whose readers see no consistent data).
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import Finding, doubtful, not_for_several, wrong
from zwe_vsam.checks.service import MODE as STORAGE_MODE
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config import setting_problems, settings, spelling
from zwe_vsam.config.key_table import STORAGE_PATH
from zwe_vsam.config.sections import NotASection
from zwe_vsam.config.tree import MergedKey
from zwe_vsam.errors import Problem
from zwe_vsam.member import header
from zwe_vsam.messages import Message, Severity, explain, message

_LENGTHS = {"keyLength": settings.KEY_LENGTH, "recordLength": settings.RECORD_LENGTH}
_VSAM_MODE = tuple(settings.MODE.split("."))


def what_init_needs(view: ConfigView) -> Iterator[Finding]:
    """All that ``init`` would refuse."""
    notes: list[Message] = []
    try:
        _, notes = settings.read(view.configuration)
    except settings.Invalid as error:
        notes = error.notes
        for problem in error.problems:
            # These two are found by the rules for all sections.
            is_common = isinstance(problem, NotASection | MergedKey)
            if not is_common and not _is_misplaced(view, problem):
                yield _told(problem)
    except Problem as problem:
        yield _told(problem)
    for note in notes:
        # That zowe.runtimeDirectory cannot be read is an error here, at its place.
        is_told = note.text.startswith(setting_problems.DEFAULTS_NOT_READ)
        if note.severity is Severity.WARNING and not is_told:
            yield Finding(note)


def _is_misplaced(view: ConfigView, problem: Problem) -> bool:
    """Whether what is missing is there, but in a wrong place, which is told already."""
    if problem.id != "ZWEL0157E":
        return False
    paths = [tuple(key.split(".")) for key in settings.spellings(problem.facts[1])]
    return any(view.written(path) != path and view.kind(path) != "missing" for path in paths)


def _told(problem: Problem) -> Finding:
    told = explain(problem)
    if problem.origin and problem.origin.key == settings.MODE and problem.id == "ZWV231E":
        found = told.text.partition('"')[2].partition('"')[0]
        near = spelling.meant(found, ("NONRLS", "RLS"))
        if found.upper() == "VSAM":
            told = told._replace(
                remedy="Write NONRLS or RLS; VSAM is a value of "
                "components.caching-service.storage.mode."
            )
        elif near:
            told = told._replace(remedy=f"Write {near}.")
    return Finding(told)


_CHANGE = 255
"""Characters of the editor's command by which Zowe's generator puts a value into a member."""
_AROUND = len("change all {zowe.setup.jcl.header} ''")


def generator(view: ConfigView) -> Iterator[Finding]:
    """Where the JCL generator of Zowe v3 gives other JCL than this tool, or stops.

    Source: zowe-install-packaging, files/SZWEEXEC/ZWEGEN00: a text is put in by the edit command
    CHANGE, which may have 255 characters; a list is copied line by line as it is.
    """
    path = tuple(settings.HEADER.split("."))
    lines = view.lines(path)
    if view.kind(path) == "list":
        bare = [one for one in lines[1:] if one.text.strip() and one.text[:2] not in ("//", "/*")]
        for line in bare[:1]:
            yield doubtful(
                f"{settings.HEADER} has a line without //. zwe-vsam writes // before it, and the "
                "JCL generator of Zowe v3 does not",
                line.origin,
                "Write // and blanks at the beginning of each line but the first.",
            )
    elif len(lines) == 1:
        text = lines[0].text
        coded = 2 * len(text) + 1 if "'" in text and '"' in text else len(text)
        if coded + _AROUND > _CHANGE:
            yield doubtful(
                f"{settings.HEADER} is too long for the JCL generator of Zowe v3: its edit command "
                f"has {coded + _AROUND} characters, and at most {_CHANGE} are allowed",
                lines[0].origin,
                "Write the header as a list of lines.",
            )


def job_header(view: ConfigView) -> Iterator[Finding]:
    """The JCL header must be part of a JOB statement."""
    lines = view.lines(tuple(settings.HEADER.split("."))) or view.lines(
        ("zowe", "environments", "jclHeader")
    )
    written = tuple(line._replace(text=line.text.rstrip()) for line in lines if line.text.strip())
    if not written:
        return
    try:
        header.lay_out(written, "//ZWECSVSM JOB ")
    except Problem as problem:
        yield Finding.of(problem)


def name_of_the_service(view: ConfigView) -> Iterator[Finding]:
    """The service reads one of the two keys for the cluster's name.

    Without it, it cannot start: ZWECS151E, "VSAM Filename must be valid" (zowe/api-layer, issue
    3126).
    """
    service, setup = (tuple(key.split(".")) for key in settings.spellings(settings.CLUSTER))
    name = view.value(setup)
    if name is not None and view.kind(service) == "missing" and not view.is_unreadable(service):
        yield wrong(
            f"{settings.CLUSTER} has no value. The Caching Service reads the name of the cluster "
            f"there, and not at {name.origin.key}. It cannot start (ZWECS151E)",
            view.place(service),
            f"Write {settings.CLUSTER}: {name.text}.",
            f"{name.origin}: {name.origin.key}: {name.text}",
        )


def deprecated(view: ConfigView) -> Iterator[Finding]:
    """VSAM storage will go."""
    for one in instances.running(view):
        found = one.value(STORAGE_MODE)
        if found and found.text.upper() == "VSAM":
            yield Finding(
                message(
                    "ZWV242W",
                    f"{found.origin.key} {found.text}",
                    "Zowe will remove VSAM storage in a future release; infinispan replaces it",
                    origin=found.origin,
                    remedy="Plan the change: set the mode to infinispan, and "
                    "storage.infinispan.jgroups.port (7600) and keyExchange.port (7601).",
                )
            )


def lengths(view: ConfigView) -> Iterator[Finding]:
    """Lengths below ``storage.vsam`` do not reach the service; those of the environment do."""
    for name, instead in _LENGTHS.items():
        found = view.value((*STORAGE_PATH, "vsam", name))
        if found:
            yield doubtful(
                f"{found.origin.key} has no effect: Zowe's start script does not pass it to the "
                "Caching Service",
                found.origin,
                f"Set {instead} instead.",
            )


def one_instance(view: ConfigView) -> Iterator[Finding]:
    """Without record-level sharing, one address space can use the cluster."""
    users = [one for one in instances.running(view) if one.text(STORAGE_MODE).upper() == "VSAM"]
    value = view.value(_VSAM_MODE)
    mode = value.text.upper() if value else "NONRLS"
    if not users or not instances.are_listed(view) or mode != "NONRLS":
        return
    by_default = "" if value else " by default"
    yield not_for_several(
        len(users),
        f"{settings.MODE} NONRLS{by_default} does not fit: only one of them at a time can update "
        "the cluster, and the others may read stale data",
        value.origin if value else view.place(_VSAM_MODE),
        f"Set {settings.MODE} to RLS and {settings.STORAGE_CLASS}; or use infinispan.",
    )


RULES = (
    what_init_needs,
    name_of_the_service,
    job_header,
    generator,
    deprecated,
    lengths,
    one_instance,
)
