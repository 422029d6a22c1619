"""Expressions, the configuration that they are evaluated in, and what comes of them."""

from __future__ import annotations

import pytest

from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Problem

WORLD = """\
zowe:
  setup:
    dataset: {prefix: IBMUSER.ZWE}
    vsam:
      volume: 012345
      name: null
      storageClass:
  port: 7554
  zero: 0
  zeros: '00'
  off: false
  on: TRUE
  yes: yes
  five: '5'
  blank: ''
  hosts: [a.example.com, b.example.com]
  numbers: 1_000
  up: ${{ zowe.setup.dataset.prefix }}.UP
  upper: ${{ zowe.up }}PER
  map: ${{ zowe.setup }}
components:
  caching-service:
    storage: {mode: VSAM, vsam: {name: A.CACHE}}
  empty: {}
"""


LAST = WORLD.count("\n") + 2
"""The line that ``error`` puts its expression on."""


def load(*texts: str) -> Configuration:
    return Configuration(
        [Document(ConfigSource(f"{'abcd'[index]}.yaml", text)) for index, text in enumerate(texts)]
    )


def quoted(text: str) -> str:
    """``text`` as a YAML value on a line of its own, in double quotes."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'x: "{escaped}"\n'


def result(text: str) -> str | None:
    value = load(WORLD + quoted(text)).value("x")
    return value.text if value else None


def error(text: str) -> Problem:
    """The problem of a value that stands on the last line from column 3 on."""
    with pytest.raises(Problem) as caught:
        load(WORLD + (f'x:\n "{text}"\n' if ": " in text else f"x:\n  {text}\n")).value("x")
    assert "ZWV2150E" <= caught.value.id <= "ZWV2159E"
    assert "x cannot be evaluated. " in caught.value.message.text
    return caught.value


def outcome(configuration: Configuration, key: str) -> str:
    """The text, or what is wrong."""
    try:
        value = configuration.value(key)
    except Problem as problem:
        return problem.message.text
    return value.text if value else ""
