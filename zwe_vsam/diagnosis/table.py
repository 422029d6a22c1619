"""All causes, the decisive ones first.

A message that says what is wrong stands before one that says that something is: a refused
access before the return code that it led to, a full volume before "function terminated".
"""

from __future__ import annotations

from zwe_vsam.diagnosis import (
    abends,
    catalog,
    endings,
    idcams,
    jcl,
    jes,
    security,
    service,
    sms,
    space,
)
from zwe_vsam.diagnosis.cause import Cause

CAUSES: tuple[Cause, ...] = (
    *abends.CAUSES,
    *security.CAUSES,
    *sms.CAUSES,
    *catalog.CAUSES,
    *sms.SELECTION,
    *space.CAUSES,
    *sms.ERRORS,
    *idcams.CAUSES,
    *jes.CAUSES,
    *jcl.CAUSES,
    *service.CAUSES,
    *endings.CAUSES,
)
