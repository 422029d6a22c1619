"""Build a release: ``python -m tools.release FOLDER WHEELS``, with SOURCE_DATE_EPOCH set.

WHEELS is the folder that ``python -m tools.release.wheels`` filled. No network is needed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.release import component, licenses, pyz, sbom, wheels, zos
from tools.release.archive import write_tar, write_zip
from zwe_vsam import __version__


def build(target: Path, downloaded: Path, epoch: int) -> None:
    """Write every file of the release into the empty or missing folder ``target``.

    Raises ValueError if ``downloaded`` is not what release/requirements.txt names, or if a license
    is not allowed; subprocess.CalledProcessError if the project cannot be built.
    """
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        libraries = wheels.read(downloaded, Path(work), epoch)
        wheels.check(libraries, wheels.PINS.read_text())
        project = _project(target)
        listing = licenses.listing([project, *libraries])
        bill = sbom.document(project, libraries, epoch)
        program = target / "zwe-vsam.pyz"
        write_zip(program, pyz.contents([project, *libraries]), epoch)
        name = f"zwe-vsam-{__version__}"
        write_tar(
            target / f"{name}-zos.tar", name, zos.contents(project, libraries, listing, bill), epoch
        )
        write_tar(target / f"{name}-zowe.pax", "", component.contents(program.read_bytes()), epoch)
    (target / "LICENSES.txt").write_bytes(listing)
    (target / f"{name}.cdx.json").write_bytes(bill)
    files = {path.name: path.read_bytes() for path in target.iterdir()}
    (target / "SHA256SUMS").write_bytes(zos.checksums(files))


def _project(target: Path) -> wheels.Wheel:
    """Build the project's wheel and source archive into ``target``, and return the wheel."""
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(target), "."],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (path,) = target.glob("*.whl")
    return wheels.Wheel(path, path)


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(prog="tools.release", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the files go; its contents are replaced")
    parser.add_argument("wheels", type=Path, help="the folder with the pinned wheels")
    arguments = parser.parse_args()
    if "SOURCE_DATE_EPOCH" not in os.environ:
        parser.error("Set SOURCE_DATE_EPOCH: the time of the release in seconds since 1970.")
    shutil.rmtree(arguments.folder, ignore_errors=True)
    build(arguments.folder, arguments.wheels, int(os.environ["SOURCE_DATE_EPOCH"]))


if __name__ == "__main__":
    main()
