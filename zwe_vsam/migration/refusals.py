"""Why a configuration is not migrated: each reason with its own message, before any edit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zwe_vsam.checks import instances, redis, rules
from zwe_vsam.checks.view import ConfigView, dotted
from zwe_vsam.config import edit
from zwe_vsam.config.configuration import Configuration, Standing
from zwe_vsam.config.document import Document
from zwe_vsam.config.edit import Shared, Sharing
from zwe_vsam.config.key_table import EXCHANGE_PORT, JGROUPS_PORT, Path, path_of
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.messages import Message, Severity, message
from zwe_vsam.migration.model import Choices, KeyEdit
from zwe_vsam.migration.releases import MODE
from zwe_vsam.migration.wanted import Wanted, sources_of_the_list

_SHARING = {
    Sharing.ANCHOR: "ZWV9112E",
    Sharing.ALIAS: "ZWV9113E",
    Sharing.MERGE_KEY: "ZWV9114E",
}
ENDED = ("ZWV2206E", "ZWV2208E", "ZWV2610E")
"""Errors of ``check`` that a migration ends: tokens and the single service with another store, and
instances with different stores."""
_CLASH_OF_COMPONENTS, _CLASH_OF_INSTANCES = "ZWV2620E", "ZWV2621E"


def of_the_choice(view: ConfigView, target: Wanted, choices: Choices) -> Iterator[Message]:
    """Refuse Redis off z/OS, an instance without a host, and members that expressions describe."""
    running = instances.running(view) or instances.everywhere(view)
    modes = (instance.value(MODE) for instance in running)
    mode = next((value for value in modes if value and value.text.casefold() == "redis"), None)
    if mode and not view.on_zos and not redis.sign_of_zos(view):
        yield message("ZWV9110E", key=mode.origin.key, mode=mode.text, origin=mode.origin)
    sources = {key: _standing(view, key) for key in sources_of_the_list(view, choices)}
    expressions = {key: each for key, each in sources.items() if each and each.is_expression}
    for member in target.members if len(target.members) > 1 else ():
        path: Path = ("haInstances", member.id)
        # An expression that cannot be evaluated is a host name, too.
        if not member.host and (*path, "hostname") not in expressions:
            yield message("ZWV9111E", instance=dotted(path), origin=view.place(path))
    for key, standing in expressions.items():
        message_id = "ZWV9117E" if key[-1] == "port" else "ZWV9116E"
        yield message(message_id, key=dotted(key), id=dotted(key[1:2]), origin=standing.origin)


def of_the_places(view: ConfigView, keys: Sequence[KeyEdit], choices: Choices) -> Iterator[Message]:
    """Refuse expressions and shared values, and a value in a more important document."""
    configuration = view.configuration
    for key in keys:
        standing = _standing(view, key.path)
        document = configuration.document(key.rank)
        shared = edit.shared(document, key.path)
        if standing and standing.is_expression and standing.rank < configuration.own:
            yield message("ZWV9115E", key=dotted(key.path), origin=standing.origin)
        elif choices.into is not None and standing and standing.rank < choices.into:
            yield message(
                "ZWV9118E",
                key=dotted(key.path),
                file=configuration.documents[standing.rank],
                into=document.name,
                origin=standing.origin,
            )
        elif shared:
            yield shared_place(document, shared)


def shared_place(document: Document, shared: Shared) -> Message:
    """The refusal of a change at an anchor, an alias or a merge key."""
    key = dotted(shared.path)
    origin = Origin(document.name, shared.line, key)
    return message(_SHARING[shared.sharing], key=key or document.name, origin=origin)


def not_editable(document: Document, keys: Sequence[KeyEdit], reason: str) -> Message:
    """The refusal of an edit of a document for a reason of its text."""
    return message(
        "ZWV9119E",
        file=document.name,
        keys=", ".join(dotted(key.path) for key in keys),
        reason=reason,
        origin=Origin(document.name),
    )


def of_the_result(after: Configuration, keys: Sequence[KeyEdit]) -> list[Message]:
    """Refuse an edit that does not become effective: a more important document has the key."""
    view = ConfigView(after)
    return [
        message(
            "ZWV9120E",
            key=dotted(key.path),
            file=after.documents[key.rank],
            origin=view.place(key.path),
        )
        for key in keys
        if key.new is not None and view.text(key.path) != str(key.new)
    ]


def of_check(view: ConfigView) -> list[Message]:
    """What ``check`` calls an error, but for what the migration ends.

    The migration ends the errors of the old storage modes, and those of ENDED.
    """
    findings = rules.check(view.configuration, on_zos=view.on_zos, of_modes=False)
    # Clashes of ports that are left come with the result.
    ended = {*ENDED, _CLASH_OF_COMPONENTS, _CLASH_OF_INSTANCES}
    return [each for each in findings if each.severity is Severity.ERROR and each.id not in ended]


def of_the_check_after(view: ConfigView, after: Configuration) -> list[Message]:
    """What ``check`` calls an error in the result, at the places of the configuration now."""
    findings = rules.check(after, on_zos=view.on_zos)
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if not errors:
        return []
    now = {_identity(each): each for each in rules.check(view.configuration, on_zos=view.on_zos)}
    return [now.get(_identity(each)) or _with_option(_placed(view, each)) for each in errors]


def _identity(finding: Message) -> tuple[str, str]:
    return finding.id, finding.origin.key if finding.origin else ""


def _placed(view: ConfigView, finding: Message) -> Message:
    """A finding on the result, without lines of files that nobody has yet."""
    key = finding.origin.key if finding.origin else ""
    return finding._replace(origin=view.place(path_of(key)) if key else None, details=())


def _with_option(finding: Message) -> Message:
    """A finding about ports, with the option that chooses another one."""
    key = finding.origin.key if finding.origin else ""
    for path, option in ((JGROUPS_PORT, "--jgroups-port"), (EXCHANGE_PORT, "--key-exchange-port")):
        if finding.id == _CLASH_OF_COMPONENTS and key.endswith(dotted(path)):
            return finding._replace(remedy=f"Name another port: {option} PORT. {finding.remedy}")
    return finding


def _standing(view: ConfigView, path: Path) -> Standing | None:
    """Where the value stands that is in effect; None also where it cannot be read."""
    try:
        return view.configuration.standing(path)
    except Problem:
        return None
