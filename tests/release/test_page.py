"""docs/how-to/install-on-zos.md, followed word for word: its shell blocks in one session.

The commands of z/OS that this system lacks have stand-ins: ``pax``, ``zoaversion``, and a ``sh``
that reads scripts in IBM-1047.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from tests.conftest import MINIMAL, ROOT
from tests.release.conftest import NAME, environment, offline
from tests.release.test_install import program, zoau
from zwe_vsam import __version__

PAGE = ROOT / "docs" / "how-to" / "install-on-zos.md"
EBCDIC_SHELL = f"""\
{sys.executable} -c 'import ebcdic, sys
path = sys.argv[1]
text = open(path, "rb").read().decode("cp1047")
open(path, "w").write(text)' "$1"
exec dash -u "$@"
"""


def test_the_page(folder: Path, tmp_path: Path) -> None:
    transferred, products = tmp_path / "tmp", tmp_path / "lpp"
    transferred.mkdir()
    shutil.copy(folder / f"{NAME}-zos.tar", transferred)
    tools = program(tmp_path / "tools", "pax", '[ "$1" = -rf ] && exec tar -xf "$2"').parent
    program(tools, "sh", EBCDIC_SHELL)
    home = zoau(tmp_path / "zoau")
    program(home / "bin", "zoaversion", "echo V1.4.0.0")

    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    script = "".join(blocks)
    for written, real in (
        ("/usr/lpp/zwe-vsam", products),
        ("cd /tmp", f"cd {transferred}"),
        ("/path/to/zowe.yaml", MINIMAL),
    ):
        assert written in script
        script = script.replace(written, str(real))
    ran = offline(
        "dash", "-euc", script, cwd=tmp_path, ZOAU_HOME=str(home),
        PATH=f"{tools}:{environment()['PATH']}",
    )  # fmt: skip

    assert ran.returncode == 0, ran.stdout + ran.stderr
    (digest,) = re.findall(rf"(\w+)  {NAME}-zos\.tar", (folder / "SHA256SUMS").read_text())
    for expected in (
        f"Python {sys.version_info.major}.{sys.version_info.minor}.",
        "V1.4.0.0",
        "zoautil_py-1.4.0-",
        digest,
        f"Installed in {products}/{__version__}.",
        f"zwe-vsam {__version__}",
        "//ZWECSVSM JOB",
    ):
        assert expected in ran.stdout
    assert "ZOAU was not added" not in ran.stdout
    assert list(products.iterdir()) == []
