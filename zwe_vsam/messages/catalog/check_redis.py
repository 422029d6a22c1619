"""ZWV25: ``check``: Redis storage."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_REDIS = "Zowe documentation, Using Redis as a storage solution through the Caching service"
_FORM = "Write {key} in the form username:password@host:port."
_URI = (
    "Only the host is required. The message does not show the value, because it can hold a "
    "password."
)

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV2501E",
        "{key} is {mode}, which is not available on z/OS.",
        "The Caching Service cannot use Redis if the API Mediation Layer runs under z/OS UNIX.",
        "Use infinispan on z/OS. Use redis only if the Caching Service runs in a container.",
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2502W",
        "{key} is {mode}, which is not available on z/OS. The configuration has keys for z/OS.",
        "A key of the configuration exists only on z/OS. The Caching Service cannot use "
        "Redis if the API Mediation Layer runs under z/OS UNIX.",
        "Use infinispan on z/OS. Use redis only if the Caching Service runs in a container.",
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2503W",
        "{key} has no effect: its key enabled is false by default.",
        "Zowe added the key enabled in 2022. The default is false.",
        "Set {key}.enabled to true if your release of Zowe has it, or remove the section.",
        source="API Mediation Layer, Redis sentinel enabled field",
    ),
    MessageEntry(
        "ZWV2504W",
        "{key} has no effect, because {switch_key} is false.",
        "The Caching Service uses the stores only for TLS, and TLS is off.",
        "Set {switch_key} to true, or remove the stores.",
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2505E",
        "{key} is set, but {missing_key} is not set.",
        "A store needs its password. If both are missing, the Caching Service uses its own store.",
        "Set {missing_key}, or remove {key}.",
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2510E",
        "{key} begins with a scheme. Expected no scheme.",
        _URI,
        "Remove the scheme, up to and including ://.",
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2511E",
        "{key} has no host name.",
        _URI,
        _FORM,
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2512E",
        "The host in {key} is not a valid host name or address.",
        _URI,
        _FORM,
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2513E",
        "The port in {key} is not a number from 1 to {highest}.",
        _URI,
        _FORM,
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2514E",
        "{key} has no user and no password before the @.",
        _URI,
        _FORM,
        exit_code=231,
        source=_REDIS,
    ),
    MessageEntry(
        "ZWV2515E",
        "{key} has a user name without a password.",
        _URI,
        _FORM,
        exit_code=231,
        source=_REDIS,
    ),
)
