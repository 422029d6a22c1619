"""What a rendered member may hold, by its plain text and as the sandbox's readers see it."""

from __future__ import annotations

import re

from zwe_vsam.zos import idcams, jcl, job

_OPERATION = re.compile(
    r"//[^* ]\S* +(\S+)|// +(EXEC|DD|SET|IF|INCLUDE|JCLLIB|PROC|COMMAND|XMIT)\b"
)


def one_define(text: str) -> idcams.Define:
    """A job with one IDCAMS command, a DEFINE; no record is longer than 80."""
    found = job.convert(jcl.read(text)).job
    assert found is not None
    steps = [step for step in found.steps if step.program == "IDCAMS"]
    commands = [command for step in steps for command in idcams.parse(step.lines("SYSIN") or ())]
    defines = [command for command in commands if isinstance(command, idcams.Define)]
    assert len(defines) == 1
    assert not any(isinstance(command, idcams.Delete) for command in commands)
    assert max(map(len, text.split("\n"))) <= 80
    return defines[0]


def nothing_added(text: str) -> None:
    """No statement beside those that the shipped members have; without any reader of ours."""
    operations = []
    for line in text.split("\n"):
        found = _OPERATION.match(line)
        if found:
            operations.append(found[1] or found[2])
        elif line.startswith("/*"):
            assert re.fullmatch(r"/\*|/\*(JOBPARM|ROUTE) .*", line), line
        assert "DELETE" not in line, line
        assert "EVIL" not in line, line
    assert operations.count("JOB") == operations.count("EXEC") == 1, operations
    assert set(operations) <= {"JOB", "SET", "EXEC", "DD"}, operations
