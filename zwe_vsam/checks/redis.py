"""The storage mode ``redis``.

Source: Zowe documentation, "Using Redis as a storage solution through the Caching service": the
form ``username:password@host:port`` and what of it may be left out; Sentinel; the stores, whose
default is the Caching Service's own; not available where the API Mediation Layer runs under z/OS
UNIX. ``sentinel.enabled`` came in 2022 with the default ``false`` (API Mediation Layer, "Redis
sentinel enabled field").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zwe_vsam.checks import instances, kinds
from zwe_vsam.checks.finding import finding
from zwe_vsam.checks.service import MODE
from zwe_vsam.checks.view import ConfigView, dotted, is_off
from zwe_vsam.config.document import Value
from zwe_vsam.config.key_table import STORAGE_PATH, STORES, Path, path_of
from zwe_vsam.config.settings import JCLLIB, PREFIX
from zwe_vsam.errors import Origin
from zwe_vsam.messages import Message

REDIS: Path = (*STORAGE_PATH, "redis")
MASTER: Path = (*REDIS, "masterNodeUri")
SENTINEL: Path = (*REDIS, "sentinel")
SSL: Path = (*REDIS, "ssl")
_FORM = "username:password@host:port"
_HOST = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?")


def available(view: ConfigView) -> Iterator[Message]:
    """Report Redis on z/OS, where the Caching Service cannot use it."""
    mode = next(
        (
            value
            for instance in instances.everywhere(view)
            if (value := instance.value(MODE)) and value.text.casefold() == "redis"
        ),
        None,
    )
    if mode is None:
        return
    if view.on_zos:
        yield finding("ZWV2501E", key=mode.origin.key, mode=mode.text, origin=mode.origin)
        return
    sign = sign_of_zos(view)
    if sign:
        yield finding(
            "ZWV2502W",
            key=mode.origin.key,
            mode=mode.text,
            origin=mode.origin,
            details=(f"{sign}: {sign.key}",),
        )


def sign_of_zos(view: ConfigView) -> Origin | None:
    """The place of a key that only an installation on z/OS has; None without one."""
    paths = [path_of(key) for key in (PREFIX, JCLLIB, "zowe.setup.mvs.hlq")]
    paths += [("haInstances", name, "sysname") for name in view.keys(("haInstances",))]
    values = (view.value(path) for path in paths)
    return next((value.origin for value in values if value), None)


def master(view: ConfigView) -> Iterator[Message]:
    """Report a missing URI of the master, and one that is not valid."""
    value = view.value(MASTER)
    if value is None:
        everywhere = all(instance.value(MASTER) for instance in instances.running(view))
        if view.is_missing(MASTER) and not everywhere:
            yield finding(
                "ZWEL0157E",
                title="URI of the Redis master",
                key=dotted(MASTER),
                origin=view.place(MASTER),
                remedy=f"Write {dotted(MASTER)} in the form {_FORM}. Only the host is required.",
            )
        return
    yield from _uri(value, value.text, needs_user_and_password=True)


def sentinel(view: ConfigView) -> Iterator[Message]:
    """Report nodes that are not valid, and missing keys that Sentinel needs."""
    if view.kind(SENTINEL) != "mapping":
        return
    enabled = view.value((*SENTINEL, "enabled"))
    nodes = view.lines((*SENTINEL, "nodes"))
    uris = [(line, text.strip()) for line in nodes for text in line.text.split(",") if text.strip()]
    for index, (line, text) in enumerate(uris, 1):
        yield from _uri(line, text, f" (node {index})", needs_user_and_password=False)
    instance = view.value((*SENTINEL, "masterInstance"))
    if enabled and is_off(enabled.text):
        return
    if enabled is None:
        yield finding("ZWV2503W", key=dotted(SENTINEL), origin=view.place(SENTINEL))
        return
    for name, title, is_set in (
        ("masterInstance", "Id of the Redis master instance", bool(instance)),
        ("nodes", "Redis Sentinel nodes", bool(nodes)),
    ):
        path = (*SENTINEL, name)
        if not is_set and view.is_missing(path):
            yield finding(
                "ZWEL0157E",
                title=title,
                key=dotted(path),
                origin=view.place(path),
                remedy=f"Write a value for {dotted(path)}: Sentinel needs it.",
            )


def ssl(view: ConfigView) -> Iterator[Message]:
    """Report a store without a password, the reverse, and stores without effect."""
    enabled = view.value((*SSL, "enabled"))
    given = {name.casefold(): (*SSL, name) for name in view.keys(SSL)}
    values = {name: view.value(given[name.casefold()]) for name in STORES
              if name.casefold() in given}  # fmt: skip
    if enabled and is_off(enabled.text):
        used = next((value for value in values.values() if value), None)
        if used:
            yield finding(
                "ZWV2504W",
                key=used.origin.key,
                switch_key=enabled.origin.key,
                origin=used.origin,
            )
        return
    for store in STORES[::2]:
        password = f"{store}Password"
        store_value, password_value = values.get(store), values.get(password)
        if bool(store_value) != bool(password_value):
            present = store_value or password_value
            missing_name = password if store_value else store
            assert present is not None
            yield finding(
                "ZWV2505E",
                key=present.origin.key,
                missing_key=f"{dotted(SSL)}.{missing_name}",
                origin=present.origin,
            )


def _uri(
    value: Value, text: str, which: str = "", *, needs_user_and_password: bool
) -> Iterator[Message]:
    """Report a URI that is not valid, without quoting it: any part of it can be a password."""
    _, scheme_end, address = text.partition("://")
    address = address if scheme_end else text
    credentials, at, place = address.rpartition("@")
    key, origin = f"{value.origin.key}{which}", value.origin
    host, colon, port = place.rpartition(":")
    if not colon:
        host, port = place, ""
    if scheme_end:
        yield finding("ZWV2510E", key=key, origin=origin)
    elif not host:
        yield finding("ZWV2511E", key=key, origin=origin)
    elif not _HOST.fullmatch(host):
        yield finding("ZWV2512E", key=key, origin=origin)
    elif colon and kinds.port_number(port) is None:
        yield finding("ZWV2513E", key=key, highest=kinds.HIGHEST_PORT, origin=origin)
    elif at and not credentials:
        yield finding("ZWV2514E", key=key, origin=origin)
    elif needs_user_and_password and credentials.endswith(":") and credentials.count(":") == 1:
        yield finding("ZWV2515E", key=key, origin=origin)


RULES = (available, master, sentinel, ssl)
