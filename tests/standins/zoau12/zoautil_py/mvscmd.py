from __future__ import annotations

from tests.standins import core
from zoautil_py.types import DDStatement


def execute_authorized(
    pgm: str, pgm_args: str | None = None, dds: list[DDStatement] | None = None
) -> int:
    with core.Spoiled("mvscmd.execute_authorized"):
        files = {dd.name: dd.definition.build_arg_string() for dd in dds or ()}
        return core.mvscmdauth(pgm, files).rc
