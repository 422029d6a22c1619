"""The requests of the Ansible collection ibm.ibm_zos_zosmf (data sets), made without Ansible.

The collection itself is on Ansible Galaxy only; no package of PyPI, Debian or npm has it. What it
sends is written down in its repository IBM/ibm_zos_zosmf, plugins/module_utils/zmf_dataset_api.py
(services fetch, copy, create, list_ds, list_m: methods, paths, parameters, headers) and in the
documentation of its modules zmf_authenticate, zmf_dataset, zmf_dataset_copy, zmf_dataset_fetch.
Each operation is told as a line of JSON: name, "" or why it failed. Arguments: port, certificate.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import requests

LIB = "IBMUSER.ZWE.CUST.JCLLIB"
SAMPLES = "IBMUSER.ZWE.SZWESAMP"
MEMBER = f"{SAMPLES}(ZWECSVSM)"
JCL = b"//HELLO    JOB\n//S1       EXEC PGM=IEFBR14\n"
WAIT = {"X-IBM-Migrated-Recall": "wait"}
SEARCH = {"insensitive": "True", "maxreturnsize": "100"}
"""Sent with every fetch, whether it searches or not."""
LIBRARY = {"dsorg": "PO", "recfm": "FB", "lrecl": 80, "alcunit": "TRK", "primary": 1, "dirblk": 5}


class Operation(NamedTuple):
    """One task of a playbook, as the request that it makes."""

    name: str
    method: str
    path: str
    ok: tuple[int, ...]
    """Statuses that the collection takes for success."""
    headers: Mapping[str, str] = MappingProxyType({})
    params: Mapping[str, str] = MappingProxyType({})
    body: bytes | None = None
    document: dict[str, Any] | None = None


def fetch(name: str, place: str, kind: str = "text", **headers: str) -> Operation:
    sent = {**WAIT, "X-IBM-Data-Type": kind, **headers}
    return Operation(f"fetch: {name}", "GET", f"ds/{place}", (200, 304), sent, SEARCH)


def copy(name: str, place: str, body: bytes, kind: str = "text", **headers: str) -> Operation:
    sent = {**WAIT, "Content-Type": "text/plain", "X-IBM-Data-Type": kind, **headers}
    return Operation(f"copy: {name}", "PUT", f"ds/{place}", (201, 204), sent, {}, body)


def create(name: str, place: str, **attributes: object) -> Operation:
    return Operation(f"create: {name}", "POST", f"ds/{place}", (201,), document=attributes)


def act(name: str, place: str, **document: object) -> Operation:
    return Operation(f"operate: {name}", "PUT", f"ds/{place}", (200,), document=document)


def remove(name: str, place: str) -> Operation:
    return Operation(f"delete: {name}", "DELETE", f"ds/{place}", (204,))


def list_sets(name: str, level: str, **params: str) -> Operation:
    return Operation(f"list: {name}", "GET", "ds", (200,), {}, {"dslevel": level, **params})


def list_members(name: str, library: str, **params: str) -> Operation:
    return Operation(f"list: {name}", "GET", f"ds/{library}/member", (200,), {}, params)


OPERATIONS = [
    list_sets("a data set", LIB),
    list_sets("a data set that is not there", "NO.SUCH"),
    list_sets("on a volume", LIB, volser="VOL123"),
    list_sets("a level", "IBMUSER.ZWE.**"),
    list_members("members", SAMPLES),
    list_members("a member", SAMPLES, pattern="ZWECSVSM"),
    list_members("a member that is not there", SAMPLES, pattern="NONE"),
    list_members("members of no library", "NO.SUCH"),
    fetch("a member", MEMBER),
    fetch("a member, binary", MEMBER, "binary"),
    fetch("a member, record", MEMBER, "record"),
    fetch("a member, from IBM-037", MEMBER, "text;fileEncoding=IBM-037"),
    fetch("a member, recall nowait", MEMBER, **{"X-IBM-Migrated-Recall": "nowait"}),
    fetch("a member, recall error", MEMBER, **{"X-IBM-Migrated-Recall": "error"}),
    fetch("a member, with another checksum", MEMBER, **{"If-None-Match": "0000"}),
    fetch("a member that is not there", f"{LIB}(NONE)"),
    fetch("a member of no library", "NO.SUCH(A)"),
    fetch("a sequential data set", LIB),
    fetch("on a volume", f"-(VOL123)/{MEMBER}"),
    copy("a new member", f"{LIB}(ANS)", JCL),
    copy("a member that exists", f"{LIB}(ANS)", JCL),
    copy("binary", f"{LIB}(BIN)", b"\x40" * 80, "binary"),
    copy("record", f"{LIB}(REC)", (80).to_bytes(4, "big") + b"\x40" * 80, "record"),
    copy("to IBM-037", f"{LIB}(E037)", JCL, "text;fileEncoding=IBM-037"),
    copy("with line ends of Windows", f"{LIB}(CRLF)", b"//A JOB\r\n", "text;crlf=true"),
    copy("nothing", f"{LIB}(EMPTY)", b""),
    copy("with another checksum", f"{LIB}(ANS)", JCL, **{"If-Match": "0000"}),
    copy("a line of 81 characters", f"{LIB}(LONG)", b"x" * 81),
    copy("to no library", "NO.SUCH(A)", JCL),
    copy("to a sequential data set", "MY.SEQ", JCL),
    copy("to a member with no valid name", f"{LIB}(TOOLONGNAME)", JCL),
    create("a library", "ANS.NEW.LIB", **LIBRARY),
    create("a library that exists", "ANS.NEW.LIB", **LIBRARY),
    create("a PDSE", "ANS.NEW.PDSE", **{**LIBRARY, "dsntype": "LIBRARY"}),
    create("a sequential data set", "ANS.SEQ", dsorg="PS", recfm="FB", lrecl=80, primary=1),
    create("like another", "ANS.LIKE", like=LIB),
    create("with records of 133 bytes", "ANS.WIDE", **{**LIBRARY, "lrecl": 133}),
    act("rename a data set", "ANS.OLD.LIB", **{"request": "rename",
        "from-dataset": {"dsn": "ANS.NEW.LIB"}}),
    act("rename a member", f"{LIB}(NEW)", **{"request": "rename",
        "from-dataset": {"dsn": LIB, "member": "ANS"}}),
    act("copy a member", f"{LIB}(COPY)", **{"request": "copy",
        "from-dataset": {"dsn": LIB, "member": "ANS"}}),
    act("migrate", LIB, request="hmigrate"),
    act("recall", LIB, request="hrecall"),
    act("delete a migrated data set", LIB, request="hdelete"),
    remove("a member", f"{LIB}(ANS)"),
    remove("a member that is not there", f"{LIB}(ANS)"),
    remove("a library", "ANS.NEW.LIB"),
    remove("a data set that is not there", "NO.SUCH"),
]  # fmt: skip


def run(port: int, certificate: str) -> None:
    """Log in as zmf_authenticate does, make every request, and print what came of it."""
    with requests.Session() as session:
        session.trust_env, session.verify = False, certificate
        session.headers["X-CSRF-ZOSMF-HEADER"] = "ZOSMF"
        root = f"https://127.0.0.1:{port}/zosmf"
        login = session.post(f"{root}/services/authenticate", auth=("ibmuser", "sys1"), timeout=20)
        print(json.dumps(["authenticate", "" if login.ok else login.text]))  # noqa: T201
        for each in OPERATIONS:
            answer = session.request(
                each.method,
                f"{root}/restfiles/{each.path}",
                params=each.params,
                headers=each.headers,
                data=each.body,
                json=each.document,
                timeout=20,
            )
            why = "" if answer.status_code in each.ok else f"{answer.status_code} {answer.text}"
            print(json.dumps([each.name, why]))  # noqa: T201


if __name__ == "__main__":
    run(int(sys.argv[1]), sys.argv[2])
