"""Rules on a text, and configurations for them."""

from __future__ import annotations

from typing import NamedTuple

from tests.conftest import MINIMAL
from zwe_vsam.checks import rules
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource

STORAGE = "components.caching-service.storage"


class Reported(NamedTuple):
    """A finding, in short."""

    id: str
    line: int | None
    text: str
    remedy: str


def check_text(text: str, *, on_zos: bool = False) -> list[Reported]:
    """What the rules find in a configuration."""
    configuration = Configuration([Document(ConfigSource("zowe.yaml", text))])
    messages = rules.check(configuration, on_zos=on_zos)
    for message in messages:
        assert message.origin is not None, message
        assert message.origin.file == "zowe.yaml", message
        assert message.remedy, message
    return [Reported(m.id, m.origin.line if m.origin else None, m.text, m.remedy) for m in messages]


def ids(text: str, *, on_zos: bool = False) -> list[str]:
    """The ids of what they find."""
    return [finding.id for finding in check_text(text, on_zos=on_zos)]


def reports(text: str, part: str) -> bool:
    """Whether a finding says this."""
    return any(part in finding.text for finding in check_text(text))


def service(storage: str, *, top: str = "", own: str = "") -> str:
    """A configuration with this below ``storage``, and more at the margin and in the service."""
    below = "".join(f"      {line}\n" for line in storage.splitlines())
    beside = "".join(f"    {line}\n" for line in own.splitlines())
    return f"components:\n  caching-service:\n{beside}    storage:\n{below}{top}"


def infinispan(keys: str, *, top: str = "") -> str:
    """A configuration for Infinispan with this below ``infinispan``."""
    below = "".join(f"  {line}\n" for line in keys.splitlines())
    return service(f"mode: infinispan\ninfinispan:\n{below}", top=top)


def redis(keys: str, *, top: str = "") -> str:
    """A configuration for Redis with this below ``redis``."""
    below = "".join(f"  {line}\n" for line in keys.splitlines())
    return service(f"mode: redis\nredis:\n{below}", top=top)


def instances(*hosts: str, more: str = "") -> str:
    """``haInstances`` with ids a, b, …"""
    text = "haInstances:\n"
    for name, host in zip("abcdefgh", hosts, strict=False):
        text += f"  {name}:\n    hostname: {host}\n"
        text += "".join(f"    {line}\n" for line in more.splitlines())
        text += f"    sysname: SYS{name.upper()}\n"
    return text


VSAM = MINIMAL.read_text()
TWO = instances("a.example.com", "b.example.com")
GOOD = "jgroups:\n  port: 7600\n"
"""What Infinispan needs, below ``infinispan``."""
