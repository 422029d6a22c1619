"""Operations of the Zowe Python SDK, each told as a line of JSON: name, "" or why it failed.

Runs with the SDK's own packages (make test-clients), not with those of this project.
Arguments: port, certificate, folder for files.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PORT, CERTIFICATE, FOLDER = int(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
os.environ["REQUESTS_CA_BUNDLE"] = CERTIFICATE

from zowe.zos_files_for_zowe_sdk import Files  # noqa: E402
from zowe.zos_files_for_zowe_sdk.datasets import DatasetOption  # noqa: E402
from zowe.zos_jobs_for_zowe_sdk import Jobs  # noqa: E402
from zowe.zosmf_for_zowe_sdk import Zosmf  # noqa: E402

PROFILE = {
    "host": "127.0.0.1",
    "port": PORT,
    "user": "ibmuser",
    "password": "sys1",
    "rejectUnauthorized": True,
}
LIB = "IBMUSER.ZWE.CUST.JCLLIB"
JCL = "//HELLO    JOB\n//S1       EXEC PGM=IEFBR14\n"
HELD = "//HELD     JOB TYPRUN=HOLD\n//S1       EXEC PGM=IEFBR14\n"
files, jobs = Files(PROFILE), Jobs(PROFILE)
known: dict[str, Any] = {}


def tell(name: str, act: Callable[[], object]) -> None:
    """Do it and print what came of it."""
    why = ""
    try:
        act()
    except Exception as error:
        why = f"{error}" or type(error).__name__
    print(json.dumps([name, why]), flush=True)  # noqa: T201


def submit(name: str, jcl: str) -> None:
    known[name] = jobs.submit_plaintext(jcl)


def job(name: str) -> tuple[str, str]:
    return known[name]["jobname"], known[name]["jobid"]


def wait() -> None:
    while jobs.get_job_status(*job("hello"))["status"] != "OUTPUT":
        time.sleep(0.05)


def check(found: bool) -> None:
    if not found:
        raise AssertionError("the answer is not what was expected")


def local(name: str, text: str) -> str:
    path = FOLDER / name
    path.write_text(text)
    return str(path)


PLACE = f"{LIB}(SDK)"
OPTIONS = {"dsorg": "PO", "recfm": "FB", "lrecl": 80, "blksize": 27920, "alcunit": "TRK",
           "primary": 1, "secondary": 1, "dirblk": 5}  # fmt: skip
OPERATIONS: list[tuple[str, Callable[[], object]]] = [
    ("zosmf.get_info", lambda: Zosmf(PROFILE).get_info()),
    ("files.list_dsn", lambda: check(bool(files.list_dsn("IBMUSER.ZWE")["items"]))),
    ("files.list_dsn, with attributes", lambda: files.list_dsn("IBMUSER.ZWE", True)),
    ("files.list_dsn_members", lambda: files.list_dsn_members("IBMUSER.ZWE.SZWESAMP")),
    ("files.list_dsn_members, by pattern",
     lambda: files.list_dsn_members("IBMUSER.ZWE.SZWESAMP", member_pattern="ZWECS*")),
    ("files.get_dsn_content",
     lambda: check("JOB" in str(files.get_dsn_content("IBMUSER.ZWE.SZWESAMP(ZWECSVSM)")))),
    ("files.get_dsn_content_streamed",
     lambda: files.get_dsn_content_streamed("IBMUSER.ZWE.SZWESAMP(ZWECSVSM)").close()),
    ("files.get_dsn_binary_content",
     lambda: files.get_dsn_binary_content("IBMUSER.ZWE.SZWESAMP(ZWECSVSM)")),
    ("files.get_dsn_binary_content, with prefixes",
     lambda: files.get_dsn_binary_content("IBMUSER.ZWE.SZWESAMP(ZWECSVSM)", True)),
    ("files.get_dsn_binary_content_streamed",
     lambda: files.get_dsn_binary_content_streamed("IBMUSER.ZWE.SZWESAMP(ZWECSVSM)").close()),
    ("files.write_to_dsn", lambda: files.write_to_dsn(PLACE, JCL)),
    ("files.get_dsn_content, what was written",
     lambda: check(str(files.get_dsn_content(PLACE)).rstrip() == JCL.rstrip())),
    ("files.download_dsn", lambda: files.download_dsn(PLACE, str(FOLDER / "text"))),
    ("files.download_binary_dsn",
     lambda: files.download_binary_dsn(PLACE, str(FOLDER / "image"))),
    ("files.upload_file_to_dsn",
     lambda: files.upload_file_to_dsn(local("up.jcl", JCL), f"{LIB}(UP)")),
    ("files.upload_file_to_dsn, binary",
     lambda: files.upload_file_to_dsn(str(FOLDER / "image"), f"{LIB}(BIN)", binary=True)),
    ("files.write_to_dsn, a line of 81 characters",
     lambda: files.write_to_dsn(f"{LIB}(LONG)", "x" * 81 + "\n")),
    ("files.get_dsn_content, of no member", lambda: files.get_dsn_content(f"{LIB}(NONE)")),
    ("files.get_dsn_content, of no library", lambda: files.get_dsn_content("NO.SUCH(A)")),
    ("files.create_data_set, a library",
     lambda: files.create_data_set("MY.NEW.LIB", DatasetOption(**OPTIONS))),
    ("files.create_data_set, like another",
     lambda: files.create_data_set("MY.NEXT.LIB", DatasetOption(like=LIB))),
    ("files.create_default_data_set, partitioned",
     lambda: files.create_default_data_set("MY.DEF.LIB", "partitioned")),
    ("files.create_default_data_set, sequential",
     lambda: files.create_default_data_set("MY.DEF.SEQ", "sequential")),
    ("files.copy_data_set_or_member",
     lambda: files.copy_data_set_or_member(LIB, "MY.NEW.LIB", from_member_name="SDK",
                                           to_member_name="SDK")),
    ("files.rename_data_set", lambda: files.rename_data_set("MY.NEW.LIB", "MY.OLD.LIB")),
    ("files.rename_data_set_member",
     lambda: files.rename_data_set_member(LIB, "SDK", "SDK2")),
    ("files.recall_migrated_data_set", lambda: files.recall_migrated_data_set(LIB)),
    ("files.migrate_data_set", lambda: files.migrate_data_set(LIB)),
    ("files.delete_migrated_data_set", lambda: files.delete_migrated_data_set(LIB)),
    ("files.delete_data_set, a member",
     lambda: files.delete_data_set(LIB, member_name="UP")),
    ("files.delete_data_set, a library", lambda: files.delete_data_set("MY.NEW.LIB")),
    ("files.list_files, UNIX", lambda: files.list_files("/u")),
    ("files.get_file_content, UNIX", lambda: files.get_file_content("/u/x")),
    ("jobs.submit_plaintext", lambda: submit("hello", JCL)),
    ("jobs.get_job_status", wait),
    ("jobs.get_spool_files", lambda: jobs.get_spool_files(known["hello"]["job-correlator"])),
    ("jobs.get_jcl_text", lambda: jobs.get_jcl_text(known["hello"]["job-correlator"])),
    ("jobs.get_spool_file_contents",
     lambda: jobs.get_spool_file_contents(known["hello"]["job-correlator"], "2")),
    ("jobs.get_job_output_as_files",
     lambda: jobs.get_job_output_as_files(jobs.get_job_status(*job("hello")), str(FOLDER))),
    ("jobs.list_jobs", lambda: check(bool(jobs.list_jobs(owner="IBMUSER", prefix="HE*")))),
    ("jobs.list_jobs, by correlator",
     lambda: jobs.list_jobs(user_correlator="NONE")),
    ("jobs.submit_from_mainframe", lambda: jobs.submit_from_mainframe(PLACE)),
    ("jobs.submit_from_mainframe, no member",
     lambda: jobs.submit_from_mainframe(f"{LIB}(NONE)")),
    ("jobs.submit_from_mainframe, no library",
     lambda: jobs.submit_from_mainframe("NO.SUCH(A)")),
    ("jobs.submit_from_local_file",
     lambda: jobs.submit_from_local_file(local("job.jcl", JCL))),
    ("jobs.submit_plaintext, a held job", lambda: submit("held", HELD)),
    ("jobs.release_job", lambda: jobs.release_job(*job("held"))),
    ("jobs.hold_job", lambda: jobs.hold_job(*job("held"))),
    ("jobs.change_job_class", lambda: jobs.change_job_class(*job("held"), "B")),
    ("jobs.submit_plaintext, one to cancel", lambda: submit("held", HELD)),
    ("jobs.cancel_job", lambda: jobs.cancel_job(*job("held"))),
    ("jobs.delete_job", lambda: jobs.delete_job(*job("held"))),
    ("jobs.get_job_status, of no job", lambda: jobs.get_job_status("HELLO", "JOB99999")),
    ("jobs.get_job_status, of no job id", lambda: jobs.get_job_status("HELLO", "JOBhjh4")),
]  # fmt: skip

if __name__ == "__main__":
    for name, act in OPERATIONS:
        tell(name, act)
