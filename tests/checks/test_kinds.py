"""What Zowe's schemas refuse, so that Zowe does not start: each is told at its line.

The rules are those of checks/kinds.py, whose docstring has the sources. Each case is a valid
configuration with one change.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.checks.helpers import Reported, check_text
from tests.conftest import MINIMAL, Run
from zwe_vsam.checks import kinds
from zwe_vsam.config import key_table

VALID = """\
zowe:
  runtimeDirectory: /usr/lpp/zowe
  setup:
    dataset:
      prefix: IBMUSER.ZWE
      jcllib: IBMUSER.ZWE.CUST.JCLLIB
    vsam:
      mode: NONRLS
      volume: VOL123
      storageClass: ""
      name: IBMUSER.ZWE.CUST.CACHE
    jcl:
      header: CLASS=A
  environments:
    CACHING_STORAGE_VSAM_KEYLENGTH: 128
components:
  apiml:
    enabled: false
    port: 7554
    debug: false
  caching-service:
    enabled: true
    port: 7555
    debug: false
    storage:
      mode: VSAM
      size: 10000
      evictionStrategy: reject
      vsam:
        name: IBMUSER.ZWE.CUST.CACHE
        keyLength: 128
        recordLength: 4096
      infinispan:
        useVirtualThreads: true
        virtualThreads: true
        jgroups:
          port: 7600
          keyExchange:
            port: 7601
            socketTimeout: 5000
          tcp:
            diag:
              enabled: false
      redis:
        timeout: 60
        sentinel:
          enabled: false
        ssl:
          enabled: false
haInstances:
  lpar1:
    hostname: a.example.com
    sysname: SYS1
    components:
      caching-service:
        enabled: true
        port: 7555
"""
TEXTS = (
    "zowe.runtimeDirectory", "zowe.setup.dataset.prefix", "zowe.setup.dataset.jcllib",
    "zowe.setup.vsam.mode", "zowe.setup.vsam.volume", "zowe.setup.vsam.storageClass",
    "zowe.setup.vsam.name", "components.caching-service.storage.vsam.name",
    "haInstances.lpar1.hostname", "haInstances.lpar1.sysname",
)  # fmt: skip
SWITCHES = (
    "components.apiml.enabled", "components.apiml.debug", "components.caching-service.enabled",
    "components.caching-service.debug", "haInstances.lpar1.components.caching-service.enabled",
)  # fmt: skip
PORTS = (
    "components.apiml.port", "components.caching-service.port",
    "haInstances.lpar1.components.caching-service.port",
)  # fmt: skip
STORAGE = "components.caching-service.storage."
ANY_SWITCHES = tuple(STORAGE + name for name in (
    "infinispan.useVirtualThreads", "infinispan.virtualThreads",
    "infinispan.jgroups.tcp.diag.enabled", "redis.sentinel.enabled", "redis.ssl.enabled",
))  # fmt: skip
ANY_PORTS = (f"{STORAGE}infinispan.jgroups.port", f"{STORAGE}infinispan.jgroups.keyExchange.port")
NUMBERS = tuple(STORAGE + name for name in (
    "size", "redis.timeout", "vsam.keyLength", "vsam.recordLength",
    "infinispan.jgroups.keyExchange.socketTimeout",
))  # fmt: skip
SECTIONS = (
    "zowe", "zowe.setup", "zowe.setup.dataset", "zowe.setup.vsam", "zowe.setup.jcl",
    "zowe.environments", "components", "components.caching-service", "components.apiml",
    "haInstances", "haInstances.lpar1", "haInstances.lpar1.components",
)  # fmt: skip
DEEP_SECTIONS = tuple(STORAGE + name for name in ("vsam", "infinispan", "redis", "redis.ssl"))
CLOSED = ("zowe.setup.dataset", "zowe.setup.vsam", "zowe.setup.jcl")


def changed(key: str, value: str) -> tuple[str, int]:
    """VALID with another value for a key, and the line of the key."""
    lines = VALID.splitlines()
    depth, at = 0, -1
    for part in key.split("."):
        at = next(
            number
            for number, line in enumerate(lines)
            if number > at and line.startswith(" " * depth + f"{part}:")
        )
        depth += 2
    end = at + 1
    while end < len(lines) and lines[end].startswith(" " * depth):
        end += 1
    head = lines[at].partition(":")[0]
    return "\n".join([*lines[:at], f"{head}: {value}", *lines[end:]]) + "\n", at + 1


def cases() -> Iterator[tuple[str, str]]:
    """Keys, and values that Zowe's schemas refuse there."""
    for key in TEXTS:
        yield from ((key, value) for value in ("012345", "123456", "true", "FALSE", "", "~", "null",
                                               "[a]", "{a: b}"))  # fmt: skip
    for key in SWITCHES:
        yield from ((key, value) for value in ('"true"', "'false'", "yes", "1", "", "~", "[true]",
                                               "{a: b}"))  # fmt: skip
    for key in PORTS:
        yield from (
            (key, value)
            for value in ('"7555"', "0", "1023", "65536", "true", "x", "", "null", "[1]", "{a: b}",
                          "1e4", "7_555")
        )  # fmt: skip
    for key in ANY_SWITCHES:
        yield from ((key, value) for value in ("yes", "1", "on", "[true]", "{a: b}"))
    for key in ANY_PORTS:
        yield from ((key, value) for value in ("0", "65536", "x", "[1]", "{a: b}", "76OO"))
    for key in NUMBERS:
        yield from ((key, value) for value in ("0", "-1", "x", "60s", "1.5", "[1]", "{a: b}"))
    for key in SECTIONS:
        yield from ((key, value) for value in ("text", "5", "[a]", "[{a: b}]", "", "~"))
    for key in DEEP_SECTIONS:
        yield from ((key, value) for value in ("text", "5", "[a]", "[{a: b}]"))
    for key in CLOSED:
        yield from ((key, f"{{{name}: x}}") for name in ("foo", "volumes1", "nothing"))
    for value in ("rls", "nonrls", "Rls", "NonRLS"):
        yield "zowe.setup.vsam.mode", value
    for key in ("zowe.setup.dataset.prefix", "zowe.setup.dataset.jcllib", "zowe.setup.vsam.name"):
        yield from ((key, value) for value in ("ibmuser.zwe", "IBMUSER.zwe"))


CASES = list(cases())


def new_findings(text: str, line: int) -> list[Reported]:
    """Findings at a line that the valid configuration does not have."""
    before = {finding.text for finding in check_text(VALID)}
    return [
        finding
        for finding in check_text(text)
        if finding.line == line and finding.text not in before
    ]


def test_the_configuration_is_valid() -> None:
    assert [finding for finding in check_text(VALID) if finding.id.endswith("E")] == []


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 220
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize(("key", "value"), CASES)
def test_what_zowe_refuses_is_told(key: str, value: str) -> None:
    text, line = changed(key, value)
    findings = new_findings(text, line)
    assert findings, (key, value)
    assert all(finding.remedy for finding in findings)


@pytest.mark.parametrize(
    ("key", "value"),
    [(key, '"012345"') for key in ("zowe.setup.vsam.volume",)]
    + [(key, "true") for key in (*SWITCHES, *ANY_SWITCHES)]
    + [(key, "False") for key in (*ANY_SWITCHES, *SWITCHES[:2])]
    + [(key, "65535") for key in PORTS]
    + [(key, "'7777'") for key in ANY_PORTS]
    + [(key, "'60'") for key in NUMBERS]
    + [("zowe.setup.vsam.storageClass", "''"), ("zowe.setup.vsam.storageClass", "SCRLS")],
)
def test_what_zowe_takes_is_not_told(key: str, value: str) -> None:
    text, line = changed(key, value)
    assert [
        finding
        for finding in new_findings(text, line)
        if any(part in finding.text for part in ("schema", "not valid", "Expected"))
    ] == []


def test_every_kind_of_the_table_is_judged() -> None:
    """A kind that is declared and not enforced would be a promise that nobody keeps."""
    words = {key_table.ANY, key_table.LINES}

    def collect(keys: key_table.Keys) -> None:
        for word in keys.values():
            if isinstance(word, str):
                words.add(word)
            else:
                collect(word)

    collect(key_table.ROOT)
    collect(key_table.INSTANCE)
    assert words - set(kinds.VALIDATORS) == {key_table.ANY, key_table.LINES}
    assert set(kinds.VALIDATORS) <= words


@pytest.mark.parametrize(
    ("header", "line", "part"),
    [
        ("[CLASS=A, '//  TIME=5']", 0, ""),
        ("\n        - CLASS=A,\n        - TIME=5", 15, "has a line without //"),
        ("\n        - CLASS=A\n        - //*MAIN CLASS=X\n        - /*JOBPARM S=*", 0, ""),
        ('"' + ",".join(["CLASS=A"] * 27) + '"', 13, ""),
        ('"' + ",".join(["CLASS=A"] * 28) + '"', 13, "at most 255 characters, found 260"),
        ("'" + ",".join(["CLASS=A"] * 9) + ',"x"' + "'", 0, ""),
    ],
)
def test_what_the_generator_of_v3_makes_of_a_header(header: str, line: int, part: str) -> None:
    text = VALID.replace("header: CLASS=A", f"header: {header}")
    warnings = [finding for finding in check_text(text) if "generator of Zowe v3" in finding.text]
    assert [finding.line for finding in warnings] == ([line] if part else [])
    assert all(part in finding.text for finding in warnings)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("volume: 012345", "is the number 12345 for Zowe."),
        ("volume: true", "is the boolean true for Zowe."),
    ],
)
def test_init_says_what_keeps_zowe_from_starting(
    run: Run, tmp_path: Path, written: str, shown: str
) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_text(MINIMAL.read_text().replace("volume: VOL123", written))
    ran = run("render", "-c", path)
    assert ran.code == 0
    assert f"Warning ZWV2173W: zowe.setup.vsam.volume {shown}" in ran.err
    assert "Remedy: Write the value in quotation marks" in ran.err


@pytest.mark.parametrize("name", ["hostname", "sysname"])
def test_what_each_instance_must_have(name: str) -> None:
    lines = [line for line in VALID.splitlines() if not line.startswith(f"    {name}: ")]
    findings = check_text("\n".join(lines))
    (finding,) = [finding for finding in findings if finding.id.endswith("E")]
    assert finding.id == "ZWV2241E"
    assert finding.text.startswith(f"haInstances.lpar1 has no {name}. Zowe does not start")
    assert finding.line == lines.index("  lpar1:") + 1
    assert finding.remedy == f"Write {name}: below haInstances.lpar1."
