"""What a command that reads a valid zowe.yaml need not load."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import MINIMAL

_CODE = """
import sys
from zwe_vsam.cli import main
assert main(["render", "-c", sys.argv[1]]) == 0
print([name for name in sys.modules if name.startswith("zwe_vsam.")], file=sys.stderr)
"""


def test_render_of_a_valid_file_loads_no_explanation() -> None:
    arguments = [sys.executable, "-c", _CODE, str(MINIMAL)]
    process = subprocess.run(arguments, capture_output=True, text=True, check=True)
    for name in ("yaml_problems", "key_table", "spelling", "setting_problems"):
        assert f"zwe_vsam.config.{name}" not in process.stderr
