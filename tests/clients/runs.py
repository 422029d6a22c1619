"""The scripted runs of four clients, and the tables of docs/explanation/clients.md."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT
from zwe_vsam.sandbox.server.server import Server

HERE = Path(__file__).parent
CLIENTS = {
    "Zowe CLI": "zowe_cli",
    "Zowe Python SDK": "python",
    "Zowe Node SDK": "node",
    "Ansible, requests of the collection ibm.ibm_zos_zosmf": "collection",
}
"""Heading in docs/explanation/clients.md -> what is run."""
LEAST = 40
"""Operations that each run must have."""
LIB = "IBMUSER.ZWE.CUST.JCLLIB"
SAMPLES = "IBMUSER.ZWE.SZWESAMP"
JCL = "//HELLO    JOB\n//S1       EXEC PGM=IEFBR14\n"
HELD = JCL.replace("JOB", "JOB TYPRUN=HOLD").replace("HELLO", "HELD ")
_WIDE = "--primary-space 1 --directory-blocks 5"
ZOWE_CLI = (
    "zosmf check status",
    "files list data-set 'IBMUSER.**'",
    "files list data-set 'IBMUSER.**' -a",
    f"files list all-members {SAMPLES}",
    f"files list all-members {SAMPLES} -a",
    f"files list data-set {SAMPLES} --max-length 1",
    f"files view data-set '{SAMPLES}(ZWECSVSM)'",
    f"files view data-set '{SAMPLES}(ZWECSVSM)' --binary",
    f"files view data-set '{SAMPLES}(ZWECSVSM)' --encoding IBM-037",
    f"files view data-set '{LIB}(NONE)'",
    "files view data-set 'NO.SUCH(A)'",
    f"files download data-set '{SAMPLES}(ZWECSVSM)' -f member.txt",
    f"files download data-set '{SAMPLES}(ZWECSVSM)' -f member.rec --record",
    f"files download all-members {SAMPLES} -d members",
    f"files upload file-to-data-set hello.jcl '{LIB}(HELLO)'",
    f"files upload stdin-to-data-set '{LIB}(STDIN)' < hello.jcl",
    f"files upload dir-to-pds members {LIB}",
    f"files upload file-to-data-set long.txt '{LIB}(LONG)'",
    f"files compare data-set '{LIB}(HELLO)' '{LIB}(STDIN)'",
    f"files search data-sets {LIB} IEFBR14",
    f"files create data-set-partitioned MY.NEW.LIB {_WIDE} --record-length 80 --block-size 27920",
    f"files create data-set MY.NEXT.LIB --like {LIB}",
    "files create data-set-sequential MY.SEQ",
    "files create data-set-vsam MY.KSDS --volumes VOL123",
    "files create data-set-vsam MY.KSDS2 --volumes VOL123 --retain-for 10",
    "files delete data-set-vsam MY.KSDS --for-sure",
    f"files copy data-set '{LIB}(HELLO)' '{LIB}(COPY)'",
    "files rename data-set MY.NEW.LIB MY.OLD.LIB",
    f"files rename data-set-member {LIB} HELLO OTHER",
    f"files recall data-set {LIB}",
    f"files migrate data-set {LIB}",
    f"files delete migrated-data-set {LIB}",
    f"files delete data-set '{LIB}(STDIN)' --for-sure",
    "files delete data-set MY.NEW.LIB --for-sure",
    f"files invoke ams-statements \"LISTCAT ENTRIES('{LIB}')\"",
    "files list uss-files /u",
    f"jobs submit data-set '{LIB}(HELLO)' --wait-for-output",
    f"jobs submit data-set '{LIB}(NONE)'",
    "jobs submit data-set 'NO.SUCH(A)'",
    "jobs submit local-file hello.jcl --wait-for-output",
    "jobs submit local-file hello.jcl --jcl-symbols 'A=B'",
    "jobs submit stdin < held.jcl",
    "jobs submit uss-file /u/x.jcl",
    "jobs list jobs",
    "jobs list jobs --owner IBMUSER --prefix 'HE*'",
    "jobs list spool-files-by-jobid JOB00001",
    "jobs view job-status-by-jobid JOB00001",
    "jobs view job-status-by-jobid JOB99999",
    "jobs view spool-file-by-id JOB00001 2",
    "jobs view all-spool-content JOB00001",
    "jobs download output JOB00001",
    "jobs search job 'HE*' --search-string IEF",
    "jobs search job 'HE*' --search-regex 'IEF.*'",
    "jobs modify job JOB00003 --jobclass B",
    "jobs modify job JOB00003 --release",
    "jobs submit stdin < held.jcl",
    "jobs cancel job JOB00004",
    "jobs delete job JOB00004",
)


class Came(NamedTuple):
    """What came of an operation."""

    name: str
    why: str
    """Why it failed; empty where it worked."""


def run(kind: str, served: Server, folder: Path) -> list[Came]:
    """The run of one client against a server with a fresh sandbox; ``folder`` is for its files."""
    (folder / "hello.jcl").write_text(JCL)
    (folder / "held.jcl").write_text(HELD)
    (folder / "long.txt").write_text("x" * 81)
    variables = environment(served, folder)
    if kind == "zowe_cli":
        return [_command(command, folder, variables) for command in ZOWE_CLI]
    where = (str(served.port), str(served.certificate))
    command = {
        "python": (os.environ["ZOWE_PYTHON"], HERE / "python_sdk.py", *where, folder),
        "node": ("node", HERE / "node_sdk.js", Path(_bin()).parent, where[0], folder),
        "collection": (sys.executable, HERE / "collection.py", *where),
    }[kind]
    ran = _called([str(word) for word in command], folder, variables)
    lines = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("[")]
    assert ran.returncode == 0, ran.stdout
    return [Came(name, reason(why)) for name, why in lines]


def _bin() -> str:
    return str((ROOT / os.environ["ZOWE_CLI_BIN"]).absolute())


def environment(served: Server, folder: Path) -> dict[str, str]:
    """What leads the clients to the server, with the certificate verified."""
    path = (_bin(), str(Path(sys.executable).parent), os.environ["PATH"])
    return {
        **os.environ,
        "PATH": os.pathsep.join(path),
        "HOME": str(folder),
        "FORCE_COLOR": "0",
        "NO_PROXY": "*",
        "NODE_EXTRA_CA_CERTS": str(served.certificate),
        "ZOWE_CLI_HOME": str(folder / "zowe-home"),
        "ZOWE_USE_DAEMON": "no",
        "ZOWE_OPT_HOST": "127.0.0.1",
        "ZOWE_OPT_PORT": str(served.port),
        "ZOWE_OPT_USER": "ibmuser",
        "ZOWE_OPT_PASSWORD": "sys1",
    }


def _command(command: str, folder: Path, variables: dict[str, str]) -> Came:
    ran = _called(["sh", "-c", f"zowe {command}"], folder, variables)
    return Came(f"zowe {command}", reason(ran.stdout) if ran.returncode else "")


def _called(
    command: list[str], folder: Path, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env=variables,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )


IN_CLIENT = "fails in the client: "
"""Put before what no error document of the server says."""
_INTRODUCTION = "Unable to perform this operation due to the following problem:"
_REASONS = (
    r"(ZWVS001I THE SANDBOX DOES NOT [^\"\\\n{]+)",
    r"(EDC5003I Truncation of a record occurred)",
    r"message\W+(?![a-zA-Z]*\W*$)([A-Z][^\"\\\n]+)",
)


def reason(text: str) -> str:
    """The decisive words of what a client printed of an error; empty for none."""
    for pattern in _REASONS:
        found = re.search(pattern, text)
        if found:
            return found[1].strip()
    said = text.replace(_INTRODUCTION, "")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return f"{IN_CLIENT}{lines[0]}" if lines else ""


def table(rows: list[Came]) -> str:
    """The rows as they stand in docs/explanation/clients.md."""
    lines = ["| operation | outcome |", "|---|---|"]
    for row in rows:
        name, why = (text.replace("|", r"\|") for text in row)
        outcome = why if why.startswith(IN_CLIENT) else f"refused: {why}"
        lines.append(f"| `{name}` | {outcome if why else 'works'} |")
    return "\n".join(lines) + "\n"
