"""The software bill of materials, in the form CycloneDX 1.6 (ECMA-424)."""

from __future__ import annotations

import datetime
import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from tools.release.licenses import license_name
from tools.release.wheels import Wheel, sha256

_ZOS = {
    "platform_system": "OS/390", "sys_platform": "zos", "os_name": "posix",
    "platform_machine": "8561", "python_version": "3.12", "python_full_version": "3.12.0",
    "implementation_name": "cpython", "platform_python_implementation": "CPython", "extra": "",
}  # fmt: skip
"""The system that decides which conditional requirements count."""
_SPDX = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT"}
"""The identifiers of the SPDX license list that occur; another license is given by its name."""


def document(project: Wheel, libraries: Sequence[Wheel], epoch: int) -> bytes:
    """The document: the project, the libraries that a release holds, and who needs whom."""
    wheels = [project, *libraries]
    refs = {canonicalize_name(wheel.name): _purl(wheel) for wheel in wheels}
    identity = " ".join(wheel.sha256 for wheel in wheels)
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_OID, identity)}",
        "version": 1,
        "metadata": {
            "timestamp": _moment(epoch),
            "component": {"type": "application", **_component(project)},
        },
        "components": [
            {"type": "library", "scope": "required", **_component(wheel)} for wheel in libraries
        ],
        "dependencies": [
            {"ref": _purl(wheel), "dependsOn": sorted(_needs(wheel, refs))} for wheel in wheels
        ],
    }
    return (json.dumps(content, indent=2, ensure_ascii=True) + "\n").encode()


def _moment(epoch: int) -> str:
    moment = datetime.datetime.fromtimestamp(epoch, datetime.UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _purl(wheel: Wheel) -> str:
    """The package URL, which names a package without an address."""
    return f"pkg:pypi/{canonicalize_name(wheel.name)}@{wheel.version}"


def _component(wheel: Wheel) -> dict[str, Any]:
    name = license_name(wheel)
    component: dict[str, Any] = {
        "bom-ref": _purl(wheel),
        "name": wheel.name,
        "version": wheel.version,
        "hashes": [{"alg": "SHA-256", "content": wheel.sha256}],
        "licenses": [{"license": {"id" if name in _SPDX else "name": name}}],
        "purl": _purl(wheel),
    }
    if wheel.is_changed:
        component["pedigree"] = {
            "ancestors": [
                {
                    "type": "library",
                    "name": wheel.name,
                    "version": wheel.version,
                    "hashes": [{"alg": "SHA-256", "content": sha256(wheel.origin)}],
                    "purl": _purl(wheel),
                }
            ],
            "notes": "The optional compiled modules are removed. Nothing else is changed.",
        }
    return component


def _needs(wheel: Wheel, refs: Mapping[NormalizedName, str]) -> set[str]:
    """The references of what ``wheel`` needs on z/OS; KeyError if a release lacks one of them."""
    requirements = [Requirement(str(line)) for line in wheel.metadata.get_all("Requires-Dist", [])]
    return {
        refs[canonicalize_name(each.name)]
        for each in requirements
        if each.marker is None or each.marker.evaluate(_ZOS)
    }
