"""The storage mode ``VSAM``.

Sources: Zowe documentation, "zwe init vsam", "Configuring the Caching Service for high
availability" ("VSAM (Deprecated)": to be removed in a future release; RLS for a sysplex), "Using
VSAM as a storage solution"; the Caching Service's start script, which passes on the cluster's
name and no length. Data shared between address spaces without RLS: IBM's z/OS DFSMS Using Data
Sets, "Cross-region share options" (2 3: one writer, whose readers see no consistent data).
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances, service
from zwe_vsam.checks.finding import finding, instances_of_zowe
from zwe_vsam.checks.view import ConfigView
from zwe_vsam.config import settings
from zwe_vsam.config.key_table import STORAGE_PATH, path_of
from zwe_vsam.errors import Invalid, Problem
from zwe_vsam.messages import Message, Severity

_LENGTHS = {"keyLength": settings.KEY_LENGTH, "recordLength": settings.RECORD_LENGTH}
_VSAM_MODE = path_of(settings.MODE)
_ERRORS_HERE = ("ZWV2170W", "ZWV2173W")
"""Warnings of ``init`` about what other rules report as errors: a ``zowe.runtimeDirectory`` that
cannot be read, and a name that Zowe takes for a number or a boolean."""


def what_init_needs(view: ConfigView) -> Iterator[Message]:
    """Report every problem for which ``init`` refuses the configuration."""
    notes: list[Message] = []
    try:
        _, notes = settings.read(view.configuration)
    except Invalid as error:
        from zwe_vsam.config.sections import NotASection
        from zwe_vsam.config.tree import MergedKey

        notes = error.notes
        for problem in error.problems:
            # The rules for all sections report these two.
            is_common = isinstance(problem, NotASection | MergedKey)
            if not is_common and not _is_misplaced(view, problem):
                yield problem.message
    except Problem as problem:
        yield problem.message
    for note in notes:
        if note.severity is Severity.WARNING and note.id not in _ERRORS_HERE:
            yield note


def _is_misplaced(view: ConfigView, problem: Problem) -> bool:
    """Whether the missing key stands in a wrong place, where another rule reports it."""
    if problem.id != "ZWEL0157E":
        return False
    paths = [path_of(key) for key in settings.spellings(str(problem.fields["key"]))]
    return any(view.written(path) != path and view.kind(path) != "missing" for path in paths)


_CHANGE_LENGTH = 255
"""The most characters of the edit command with which Zowe's generator inserts a value."""
_CHANGE_OVERHEAD = len("change all {zowe.setup.jcl.header} ''")


def generator(view: ConfigView) -> Iterator[Message]:
    """Warn of a JCL header for which the JCL generator of Zowe v3 gives other JCL, or stops.

    Source: zowe-install-packaging, files/SZWEEXEC/ZWEGEN00. The edit command CHANGE, of at most 255
    characters, inserts a text. The lines of a list are copied as they are.
    """
    path = path_of(settings.HEADER)
    lines = view.lines(path)
    if view.kind(path) == "list":
        below = [line for line in lines[1:] if line.text.strip()]
        unmarked = [line for line in below if line.text[:2] not in ("//", "/*")]
        for line in unmarked[:1]:
            yield finding("ZWV2304W", key=settings.HEADER, origin=line.origin)
    elif len(lines) == 1:
        text = lines[0].text
        length = 2 * len(text) + 1 if "'" in text and '"' in text else len(text)
        command = length + _CHANGE_OVERHEAD
        if command > _CHANGE_LENGTH:
            yield finding(
                "ZWV2305W",
                key=settings.HEADER,
                maximum=_CHANGE_LENGTH,
                length=command,
                origin=lines[0].origin,
            )


def job_header(view: ConfigView) -> Iterator[Message]:
    """Report a JCL header that is no part of a JOB statement."""
    spellings = settings.spellings(settings.HEADER)
    lines = next(filter(None, (view.lines(path_of(key)) for key in spellings)), ())
    written = tuple(line._replace(text=line.text.rstrip()) for line in lines if line.text.strip())
    if not written:
        return
    from zwe_vsam.member import header

    try:
        header.lay_out(written, "//ZWECSVSM JOB ")
    except Problem as problem:
        yield problem.message


def name_of_the_service(view: ConfigView) -> Iterator[Message]:
    """Report a cluster's name only where ``zwe init vsam`` reads it, and not the service.

    The service then cannot start: ZWECS151E, "VSAM Filename must be valid" (zowe/api-layer, issue
    3126).
    """
    service_key, setup = map(path_of, settings.spellings(settings.CLUSTER))
    name = view.value(setup)
    if (
        name is not None
        and view.kind(service_key) == "missing"
        and not view.is_unreadable(service_key)
    ):
        yield finding(
            "ZWV2302E",
            key=settings.CLUSTER,
            setup_key=name.origin.key,
            name=name.text,
            origin=view.place(service_key),
            details=(f"{name.origin}: {name.origin.key}: {name.text}",),
        )


def deprecated(view: ConfigView) -> Iterator[Message]:
    """Warn that Zowe will remove VSAM storage. One command changes the mode at all places."""
    modes = list(dict.fromkeys(mode for _, mode in service.users(view, "VSAM")))
    for mode in modes:
        yield finding(
            "ZWV2301W",
            key=mode.origin.key,
            mode=mode.text,
            command=service.MIGRATE,
            origin=mode.origin,
            remedy=""
            if mode is modes[0]
            else f"Change this key together with {modes[0].origin.key}.",
        )


def lengths(view: ConfigView) -> Iterator[Message]:
    """Warn of lengths below ``storage.vsam``: the service gets those of the environment only."""
    for name, environment_key in _LENGTHS.items():
        value = view.value((*STORAGE_PATH, "vsam", name))
        if value:
            yield finding(
                "ZWV2303W",
                key=value.origin.key,
                environment_key=environment_key,
                origin=value.origin,
            )


def one_instance(view: ConfigView) -> Iterator[Message]:
    """Warn of several instances without record-level sharing.

    Without it, one address space can update the cluster.
    """
    users = service.users(view, "VSAM")
    value = view.value(_VSAM_MODE)
    mode = value.text.upper() if value else "NONRLS"
    if not users or not instances.are_listed(view) or mode != "NONRLS":
        return
    by_default = "" if value else " by default"
    yield finding(
        "ZWV2306W",
        key=settings.MODE,
        mode=f"NONRLS{by_default}",
        instances=instances_of_zowe(len(users)),
        storage_class_key=settings.STORAGE_CLASS,
        origin=value.origin if value else view.place(_VSAM_MODE),
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
