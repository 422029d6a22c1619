"""The judge of members that delete: exactly one DELETE, of this cluster, and nothing else."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.member.samples import Wanted
from zwe_vsam.member import renderer, submission_check, templates
from zwe_vsam.member.purpose import Purpose

CLUSTER = Wanted().settings.cluster
TSO = f"""\
//ZWECSRVS JOB
//RMVSAM   EXEC PGM=IKJEFT01
//SYSTSPRT DD SYSOUT=A
//SYSTSIN  DD *
DELETE '{CLUSTER}' +
       CLUSTER
/*
"""
BATCH = f"""\
//ZWECSRVS JOB
//RMVSAM   EXEC PGM=IDCAMS
//SYSPRINT DD SYSOUT=*
//SYSIN    DD *
  DELETE {CLUSTER} CLUSTER
/*
"""


def differences(text: str) -> list[str]:
    found = submission_check.differences(text, Wanted().settings, Purpose.REMOVE)
    return [difference.text for difference in found]


@pytest.mark.parametrize(
    "text",
    [
        TSO,
        TSO.replace("DELETE", "delete"),
        TSO.replace("DELETE", "DEL"),
        TSO.replace("       CLUSTER", "       CL"),
        BATCH,
        BATCH.replace(f"DELETE {CLUSTER} CLUSTER", f"DELETE '{CLUSTER}' -\n    CLUSTER"),
    ],
)
def test_what_deletes_the_cluster_is_right(text: str) -> None:
    assert differences(text) == []


def test_the_bundled_member_is_right_for_all_settings() -> None:
    path = ROOT / "templates" / "ZWECSRVS.jcl.j2"
    for want in (Wanted(), Wanted(mode="RLS"), Wanted(key_length=100, record_length=512)):
        source = renderer.load(
            path.read_text(), path.name, is_jinja=True, is_bundled=True, purpose=Purpose.REMOVE
        )
        text = templates.render(source, want.settings)
        assert submission_check.differences(text, want.settings, Purpose.REMOVE) == []


EVIL = {
    "another data set": TSO.replace(CLUSTER, "PROD.PAYROLL"),
    "a second one": TSO.replace("/*\n", "DELETE 'PROD.PAYROLL'\n/*\n"),
    "two names in one command": TSO.replace(f"'{CLUSTER}'", f"('{CLUSTER}' 'PROD.PAYROLL')"),
    "a wildcard": TSO.replace(f"{CLUSTER}'", f"{CLUSTER.rpartition('.')[0]}.*'"),
    "a prefix that TSO puts before it": TSO.replace(f"'{CLUSTER}'", CLUSTER),
    "whatever has the name": TSO.replace(" +\n       CLUSTER", ""),
    "an alias": TSO.replace("       CLUSTER", "       ALIAS"),
    "a member": TSO.replace(f"'{CLUSTER}'", f"'{CLUSTER}(X)'"),
    "a retention period overruled": TSO.replace("       CLUSTER", "       CLUSTER PURGE"),
    "force": TSO.replace("       CLUSTER", "       CLUSTER FORCE"),
    "a mask": BATCH.replace("CLUSTER\n/*", "CLUSTER MASK\n/*"),
    "another catalog": BATCH.replace("CLUSTER\n/*", "CLUSTER CATALOG(PROD.CAT)\n/*"),
    "a TSO command": TSO.replace("DELETE", "SUBMIT 'PROD.JCL(X)'\nDELETE"),
    "a REXX exec": TSO.replace("DELETE", "%EVIL\nDELETE"),
    "a REXX exec by name": TSO.replace("DELETE", "EX 'A.B(C)'\nDELETE"),
    "a command as parameter": TSO.replace("IKJEFT01", "IKJEFT01,PARM='%EVIL'"),
    "a second step": TSO + "//MORE EXEC PGM=IEFBR14\n",
    "another program": TSO.replace("IKJEFT01", "IRXJCL"),
    "a procedure": TSO.replace("PGM=IKJEFT01", "MYPROC"),
    "a data set deleted by its DD": TSO.replace(
        "//SYSTSIN ", "//X        DD DSN=PROD.PAYROLL,DISP=(OLD,DELETE)\n//SYSTSIN "
    ),
    "commands from elsewhere": TSO.partition("//SYSTSIN")[0] + "//SYSTSIN  DD DSN=A.B,DISP=SHR\n",
    "a library of its own": TSO.replace("//SYSTSPRT", "//STEPLIB  DD DSN=A.B,DISP=SHR\n//SYSTSPRT"),
    "a definition": BATCH.replace(
        "/*\n", f"  DEFINE CLUSTER(NAME({CLUSTER}) TRACKS(1) VOLUMES(V))\n/*\n"
    ),
    "a DELETE behind a condition": BATCH.replace(
        "/*\n", "  IF LASTCC = 0 THEN DELETE PROD.PAYROLL\n/*\n"
    ),
    "a code that hides a failure": BATCH.replace("/*\n", "  SET MAXCC = 0\n/*\n"),
    "nothing at all": TSO.partition("DELETE")[0] + "/*\n",
    "a job that does not run": TSO.replace("JOB\n", "JOB TYPRUN=SCAN\n"),
}


@pytest.mark.parametrize("what", EVIL)
def test_what_does_anything_else_is_not(what: str) -> None:
    assert EVIL[what] not in (TSO, BATCH)
    assert differences(EVIL[what])


def test_a_defining_member_is_no_removing_one() -> None:
    path = ROOT / "templates" / "ZWECSVSM.jcl.j2"
    text = renderer.load(path.read_text(), path.name, is_jinja=True, is_bundled=True).render(
        Wanted().settings
    )
    assert differences(text)
    assert submission_check.differences(TSO, Wanted().settings, Purpose.DEFINE)
