"""Whose work a release holds, and under which license."""

from __future__ import annotations

from collections.abc import Sequence

from tools.release.wheels import Wheel

ALLOWED = ("Apache", "BSD", "ISC", "MIT")
"""How the name of a license begins that allows redistribution within this project's license."""
_CLASSIFIER = "License :: OSI Approved :: "


def license_name(wheel: Wheel) -> str:
    """The license as the wheel states it: an SPDX expression, or else the author's words.

    Raises ValueError if it states none, or one that is not allowed.
    """
    metadata = wheel.metadata
    classifiers = [
        str(line).removeprefix(_CLASSIFIER)
        for line in metadata.get_all("Classifier", [])
        if str(line).startswith(_CLASSIFIER)
    ]
    name = str(
        metadata["License-Expression"] or metadata["License"] or " and ".join(classifiers)
    ).strip()
    if not name.startswith(ALLOWED):
        raise ValueError(f"{wheel.name} {wheel.version}: license {name or 'not stated'!r}")
    return name


def listing(wheels: Sequence[Wheel]) -> bytes:
    """The text of LICENSES.txt: a table, then each license in full.

    Raises ValueError if a wheel has no license text.
    """
    width = max(len(f"{wheel.name} {wheel.version}") for wheel in wheels)
    lines = ["What this release holds, and under which license.", ""]
    lines += [
        f"{f'{wheel.name} {wheel.version}':{width}}  {license_name(wheel)}" for wheel in wheels
    ]
    for wheel in wheels:
        if not wheel.license_texts:
            raise ValueError(f"{wheel.name} {wheel.version}: no license text")
        for path, content in sorted(wheel.license_texts.items()):
            text = content.decode("utf-8").replace("\r\n", "\n").strip("\n")
            title = f"{wheel.name} {wheel.version}: {path}"
            lines += ["", "", title, "-" * len(title), "", text]
    return ("\n".join(lines) + "\n").encode()
