# Source: ZOAU 1.4 Python API, module "mvscmd"; command mvscmdauth of the same documentation.

from zoautil_py.ztypes import DDStatement, ZOAUResponse

# 1.2 returns the code alone.
def execute_authorized(
    pgm: str,
    pgm_args: str | None = None,
    dds: list[DDStatement] | None = None,
    json: bool = False,
) -> ZOAUResponse | int: ...
