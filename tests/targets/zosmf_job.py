"""A job that does nothing, the member that holds it, and ``init`` through z/OSMF."""

from __future__ import annotations

from tests.conftest import JCLLIB, MINIMAL
from zwe_vsam.model import Member

MEMBER = Member(JCLLIB, "ZWECSVSM")
JOB = "//ZWECSVSM JOB\n//NOTHING  EXEC PGM=IEFBR14\n"
INIT = ("init", "-c", MINIMAL, "--target", "zosmf")
