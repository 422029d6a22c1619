from __future__ import annotations

from tests.standins import modern
from zoautil_py.ztypes import DDStatement, ZOAUResponse


def execute_authorized(
    pgm: str,
    pgm_args: str | None = None,
    dds: list[DDStatement] | None = None,
    json: bool = False,
) -> ZOAUResponse | int:
    return modern.execute_authorized(pgm, dds)
