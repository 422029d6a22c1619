"""The rules for all storage modes: the mode itself, its limits, and what depends on it.

Sources: the Caching Service's ``caching-service-config.json`` (API Mediation Layer), its start
script, ``validate.sh`` of the component apiml, and the Zowe documentation: "Configuring the Caching
Service for high availability", "Enabling single sign on for clients via Personal Access Token
configuration".
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import finding, quoted
from zwe_vsam.checks.instances import Instance
from zwe_vsam.checks.view import ConfigView, dotted, is_off, is_on
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import (
    DEFAULTS,
    EXCHANGE_PORT,
    JGROUPS_PORT,
    SERVICE_PATH,
    SINGLE_SERVICE,
    STORAGE_PATH,
    Path,
)
from zwe_vsam.config.settings import VSAM_MODES
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message

MODES = ("inMemory", "VSAM", "infinispan", "redis")
MODE: Path = (*STORAGE_PATH, "mode")
TO_INFINISPAN = (
    f"set the mode to infinispan, storage.infinispan.jgroups.port to {DEFAULTS[JGROUPS_PORT]}, "
    f"and keyExchange.port to {DEFAULTS[EXCHANGE_PORT]}"
)
"""How to change to another storage mode, for remedies."""
MIGRATE = "zwe-vsam migrate -c CONFIG --to infinispan"
"""The command that makes the change, for remedies."""
_ENABLED: Path = (*SERVICE_PATH, "enabled")
_STRATEGIES = ("reject", "removeOldest")
_TOKENS = tuple(
    ("components", component, *middle, "security", "personalAccessToken", "enabled")
    for component, middle in (
        ("gateway", ("apiml",)),
        ("zaas", ("apiml",)),
        ("apiml", ("apiml",)),
    )
)
"""Switches of personal access tokens: the gateway of Zowe v2 and v3, ZAAS of v3, and the API
Mediation Layer as a single service."""


def modes(view: ConfigView) -> list[str]:
    """The storage modes that the instances use, in upper case, each once."""
    texts = [instance.text(MODE).upper() for instance in instances.everywhere(view)]
    return [text for text in dict.fromkeys(texts) if text]


def users(view: ConfigView, mode: str) -> list[tuple[Instance, Value]]:
    """The running instances with the storage mode ``mode`` in any letter case, and its value."""
    values = [(instance, instance.value(MODE)) for instance in instances.running(view)]
    return [
        (instance, value)
        for instance, value in values
        if value and value.text.upper() == mode.upper()
    ]


def mode(view: ConfigView) -> Iterator[Message]:
    """Report a missing mode, an unknown one, and one in other letters than Zowe's."""
    values = [instance.value(MODE) for instance in instances.everywhere(view)]
    if not any(values) and view.is_missing(MODE):
        yield _no_mode(view)
    for value in dict.fromkeys(filter(None, values)):
        if value.text not in MODES:
            yield _other_mode(value)


def _no_mode(view: ConfigView) -> Message:
    from zwe_vsam.config import setting_problems

    hidden = view.configuration.hidden(dotted(MODE))
    details = (setting_problems.reason_for_replaced(hidden),) if hidden else ()
    return finding(
        "ZWV2201W",
        key=dotted(MODE),
        modes=", ".join(MODES),
        origin=view.place(MODE),
        details=details,
    )


def _other_mode(value: Value) -> Message:
    from zwe_vsam.config import spelling

    key, text = value.origin.key, value.text
    same = next((proper for proper in MODES if proper.casefold() == text.casefold()), "")
    if same:
        return finding("ZWV2202W", expected=same, key=key, value=quoted(text), origin=value.origin)
    remedy = ""
    if text.upper() in VSAM_MODES:
        remedy = f"Write VSAM at this key, and {text.upper()} at zowe.setup.vsam.mode."
    elif nearest := spelling.meant(text, MODES):
        remedy = f"Write {nearest}."
    return finding(
        "ZWV2203E",
        modes=", ".join(MODES),
        key=key,
        value=quoted(text),
        origin=value.origin,
        remedy=remedy,
    )


def switched_off(view: ConfigView) -> Iterator[Message]:
    """Warn of a storage mode that no instance uses, as none starts the Caching Service."""
    everywhere = instances.everywhere(view)
    if instances.running(view) or not any(instance.value(MODE) for instance in everywhere):
        return
    yield finding("ZWV2204W", key=dotted(_ENABLED), origin=everywhere[0].place(_ENABLED))


def single_service(view: ConfigView) -> Iterator[Message]:
    """Report the API Mediation Layer as a single service with another store than Infinispan.

    Its ``validate.sh`` reads the mode alone, in any letter case, and lets no mode pass. It does not
    read whether the component caching-service is enabled. Another rule reports a mode that Zowe
    does not have.
    """
    for instance in instances.everywhere(view):
        mode = instance.value(MODE)
        if not mode or not instance.is_single_service:
            continue
        if mode.text.casefold() in {name.casefold() for name in MODES} - {"infinispan"}:
            switch = instance.value(SINGLE_SERVICE)
            yield finding(
                "ZWV2208E",
                key=switch.origin.key if switch else dotted(SINGLE_SERVICE),
                mode_key=mode.origin.key,
                mode=quoted(mode.text),
                command=MIGRATE,
                origin=switch.origin if switch else instance.place(SINGLE_SERVICE),
                details=(f"{mode.origin}: {mode.origin.key}: {mode.text}",),
            )


def limits(view: ConfigView) -> Iterator[Message]:
    """Report an unknown eviction strategy: what the service does at its limit of records."""
    strategy = view.value((*STORAGE_PATH, "evictionStrategy"))
    if strategy and strategy.text not in _STRATEGIES:
        from zwe_vsam.config import spelling

        nearest = spelling.meant(strategy.text, _STRATEGIES)
        yield finding(
            "ZWV2205E",
            key=strategy.origin.key,
            value=quoted(strategy.text),
            origin=strategy.origin,
            remedy=f"Write {nearest}." if nearest else "",
        )


def tokens(view: ConfigView) -> Iterator[Message]:
    """Report personal access tokens without the Caching Service, or without Infinispan.

    The Caching Service stores them, and of its modes only Infinispan can.
    """
    for instance in instances.everywhere(view):
        for path in _TOKENS:
            switch = instance.value(path)
            if switch is None or not is_on(switch.text):
                continue
            mode = instance.value(MODE)
            if mode and mode.text.casefold() != "infinispan":
                yield _tokens_need(switch.origin, mode)
            if is_off(instance.text(_ENABLED)) and not instance.is_single_service:
                yield finding(
                    "ZWV2207E",
                    key=switch.origin.key,
                    service_key=dotted(_ENABLED),
                    origin=switch.origin,
                    details=(f"{instance.place(_ENABLED)}: {dotted(_ENABLED)}: false",),
                )


def _tokens_need(origin: Origin, mode: Value) -> Message:
    return finding(
        "ZWV2206E",
        key=origin.key,
        mode_key=mode.origin.key,
        mode=quoted(mode.text),
        origin=origin,
        details=(f"{mode.origin}: {mode.origin.key}: {mode.text}",),
    )


RULES = (mode, switched_off, single_service, limits, tokens)
