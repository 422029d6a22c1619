"""Compare pinned packages with a local copy of an advisory database, without a network.

``python -m tools.advisories EXPORT REQUIREMENTS``: EXPORT is a folder of advisories in the form of
the OSV schema, one JSON file each, or the file all.zip that holds such files. The rules are those
of the OSV schema, "Evaluation". Exit code 0: no known vulnerability; 1: at least one; 2: the
export or the requirements cannot be used, which never counts as clean.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

try:
    from packaging.version import InvalidVersion, Version
except ImportError:  # A site without a network has pip, and pip has its own copy.
    from pip._vendor.packaging.version import InvalidVersion, Version

_PIN = re.compile(r"([A-Za-z0-9._-]+)==([A-Za-z0-9.!+_-]+)")
_FIRST = Version("0.dev0")
"""What ``introduced: 0`` means: before every version."""


class Unusable(Exception):
    """The export or the requirements cannot be used."""


class Finding(NamedTuple):
    """A package with a known vulnerability."""

    package: str
    version: str
    advisory: str
    aliases: tuple[str, ...]
    fixed: str
    """The versions that are not affected any more; empty if there is none."""


def packages(requirements: str) -> dict[str, str]:
    """The pinned versions by normalized name. Raises Unusable for a line without a version."""
    pins = {}
    for line in requirements.splitlines():
        if line.strip() and not line.startswith("#"):
            pin = _PIN.match(line)
            if not pin:
                raise Unusable(f"not pinned: {line}")
            pins[_normalized(pin[1])] = pin[2]
    if not pins:
        raise Unusable("the requirements name no package")
    return pins


def advisories(export: Path) -> list[dict[str, Any]]:
    """The advisories for Python packages. Raises Unusable if there is none, or one is damaged."""
    read = []
    for name, content in _documents(export):
        try:
            document = json.loads(content)
            ecosystems = [each["package"]["ecosystem"] for each in document.get("affected", [])]
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise Unusable(f"{name}: not an advisory in the form of OSV ({error!r})") from error
        if "PyPI" in ecosystems:
            read.append(document)
    if not read:
        raise Unusable(f"{export}: no advisory for the ecosystem PyPI")
    return read


def findings(pins: dict[str, str], documents: list[dict[str, Any]]) -> list[Finding]:
    """Every pinned package that an advisory names with its version, in order of name."""
    result = []
    for document in documents:
        if "withdrawn" in document:
            continue
        for affected in document["affected"]:
            package = affected["package"]
            name = _normalized(package["name"])
            if package["ecosystem"] == "PyPI" and name in pins and _affects(affected, pins[name]):
                aliases = tuple(document.get("aliases", []))
                fixed = ", ".join(_values(affected, "fixed"))
                result.append(Finding(name, pins[name], document["id"], aliases, fixed))
    return sorted(set(result))


def _documents(export: Path) -> Iterator[tuple[str, bytes]]:
    if export.is_dir():
        for path in sorted(export.rglob("*.json")):
            yield str(path), path.read_bytes()
    elif zipfile.is_zipfile(export):
        with zipfile.ZipFile(export) as archive:
            for name in sorted(archive.namelist()):
                if name.endswith(".json"):
                    yield name, archive.read(name)
    else:
        raise Unusable(f"{export}: neither a folder nor a zip file")


def _normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _values(affected: dict[str, Any], kind: str) -> list[str]:
    ranges = affected.get("ranges", [])
    return [event[kind] for each in ranges for event in each["events"] if kind in event]


def _affects(affected: dict[str, Any], version: str) -> bool:
    """Whether the list of versions or a range has ``version``."""
    wanted = Version(version)
    if any(_version(each) == wanted for each in affected.get("versions", [])):
        return True
    return any(
        _in_range(each["events"], wanted)
        for each in affected.get("ranges", [])
        if each["type"] == "ECOSYSTEM"
    )


def _in_range(events: list[dict[str, str]], wanted: Version) -> bool:
    steps = []
    for event in events:
        for kind, text in event.items():
            limit = _FIRST if text == "0" else _version(text)
            if limit is None:
                return True  # A limit that cannot be compared excludes nothing.
            steps.append((limit, kind))
    inside = False
    for limit, kind in sorted(steps):
        if kind == "introduced" and wanted >= limit:
            inside = True
        elif (kind == "fixed" and wanted >= limit) or (kind == "last_affected" and wanted > limit):
            inside = False
    return inside


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def main(argv: list[str]) -> int:
    """Print the findings and return the exit code."""
    if len(argv) != 2:
        sys.stderr.write("Usage: python -m tools.advisories EXPORT REQUIREMENTS\n")
        return 2
    try:
        documents = advisories(Path(argv[0]))
        pins = packages(Path(argv[1]).read_text(encoding="utf-8"))
    except (Unusable, OSError) as error:
        sys.stderr.write(f"Error: {error}\n")
        return 2
    newest = max(str(document.get("modified", "unknown")) for document in documents)
    result = findings(pins, documents)
    for each in result:
        known = f" ({', '.join(each.aliases)})" if each.aliases else ""
        remedy = f"fixed in {each.fixed}" if each.fixed else "no fixed version"
        print(f"{each.package} {each.version}: {each.advisory}{known}; {remedy}")  # noqa: T201
    print(  # noqa: T201
        f"{len(pins)} packages, {len(documents)} advisories, the newest of {newest}: "
        f"{len(result)} known vulnerabilities"
    )
    return 1 if result else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
