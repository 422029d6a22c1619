"""What all storage modes share: the mode itself, its limits, and who needs it.

Sources: the Caching Service's ``caching-service-config.json`` (API Mediation Layer), its start
script, and the Zowe documentation: "Configuring the Caching Service for high availability",
"Enabling single sign on for clients via Personal Access Token configuration".
"""

from __future__ import annotations

from collections.abc import Iterator

from zwe_vsam.checks import instances
from zwe_vsam.checks.finding import Finding, doubtful, quoted, wrong
from zwe_vsam.checks.view import ConfigView, dotted, is_off, is_on
from zwe_vsam.config import setting_problems, spelling
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import SERVICE_PATH, STORAGE_PATH, Path
from zwe_vsam.errors import Origin
from zwe_vsam.messages import message

MODES = ("inMemory", "VSAM", "infinispan", "redis")
MODE: Path = (*STORAGE_PATH, "mode")
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
"""Gateway of Zowe v2 and v3, ZAAS of v3, and the API Mediation Layer as a single service."""


def modes(view: ConfigView) -> list[str]:
    """The storage modes that the instances use, in upper case, each once."""
    found = [one.text(MODE).upper() for one in instances.everywhere(view)]
    return [mode for mode in dict.fromkeys(found) if mode]


def mode(view: ConfigView) -> Iterator[Finding]:
    """The mode must be one that there is, and as Zowe writes it."""
    values = [one.value(MODE) for one in instances.everywhere(view)]
    if not any(values) and view.is_missing(MODE):
        yield _no_mode(view)
    for value in dict.fromkeys(filter(None, values)):
        if value.text not in MODES:
            yield _other_mode(value)


def _no_mode(view: ConfigView) -> Finding:
    hidden = view.configuration.hidden(dotted(MODE))
    details = (setting_problems.goes_before(hidden),) if hidden else ()
    return doubtful(
        f"{dotted(MODE)} is not set: Zowe v3 then takes infinispan, v2 inMemory",
        view.place(MODE),
        f"Set it to the mode that you want: {', '.join(MODES)}.",
        *details,
    )


def _other_mode(value: Value) -> Finding:
    key, text = value.origin.key, value.text
    same = next((known for known in MODES if known.casefold() == text.casefold()), "")
    if same:
        return Finding(
            message(
                "ZWV240W",
                f"{key} is {quoted(text)}; Zowe's schema has it in other letters: {same}",
                origin=value.origin,
                remedy=f"Write {same}.",
            )
        )
    if text.upper() in ("RLS", "NONRLS"):
        remedy = f"Write VSAM here, and {text.upper()} at zowe.setup.vsam.mode."
    else:
        near = spelling.meant(text, MODES)
        remedy = f"Write {near}." if near else f"Write one of {', '.join(MODES)}."
    return wrong(
        f"{key} {quoted(text)} is not valid: it must be one of {', '.join(MODES)}",
        value.origin,
        remedy,
    )


def switched_off(view: ConfigView) -> Iterator[Finding]:
    """A service that no instance starts stores nothing."""
    if instances.running(view) or not any(one.value(MODE) for one in instances.everywhere(view)):
        return
    yield doubtful(
        f"{dotted(_ENABLED)} is false, so the Caching Service is not started and its storage is "
        "not used",
        instances.everywhere(view)[0].place(_ENABLED),
        "Set it to true, or leave it if you do not need the Caching Service.",
    )


def limits(view: ConfigView) -> Iterator[Finding]:
    """What happens at the limit of records."""
    strategy = view.value((*STORAGE_PATH, "evictionStrategy"))
    if strategy and strategy.text not in _STRATEGIES:
        near = spelling.meant(strategy.text, _STRATEGIES)
        yield wrong(
            f"{strategy.origin.key} {quoted(strategy.text)} is not valid: it must be reject or "
            "removeOldest",
            strategy.origin,
            f"Write {near}." if near else "Write reject or removeOldest.",
        )


def tokens(view: ConfigView) -> Iterator[Finding]:
    """Personal access tokens are kept by the Caching Service, and only Infinispan can."""
    for one in instances.everywhere(view):
        for path in _TOKENS:
            wanted = one.value(path)
            if wanted is None or not is_on(wanted.text):
                continue
            found = one.value(MODE)
            if found and found.text.casefold() != "infinispan":
                yield _tokens_need(wanted.origin, found)
            if is_off(one.text(_ENABLED)) and not is_on(
                one.text(("components", "apiml", "enabled"))
            ):
                yield wrong(
                    f"{wanted.origin.key} is true, but {dotted(_ENABLED)} is false: personal "
                    "access tokens need the Caching Service",
                    wanted.origin,
                    f"Set {dotted(_ENABLED)} to true.",
                    f"{one.place(_ENABLED)}: {dotted(_ENABLED)}: false",
                )


def _tokens_need(origin: Origin, mode: Value) -> Finding:
    return wrong(
        f"{origin.key} is true, but {mode.origin.key} is {quoted(mode.text)}: personal access "
        "tokens need infinispan",
        origin,
        f"Set {mode.origin.key} to infinispan, or switch personal access tokens off.",
        f"{mode.origin}: {mode.origin.key}: {mode.text}",
    )


RULES = (mode, switched_off, limits, tokens)
