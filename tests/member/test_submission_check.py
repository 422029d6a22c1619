"""What keeps a member from being the one that zowe.yaml asks for."""

from __future__ import annotations

import pytest

from tests.member.samples import SOURCES, Wanted, source
from zwe_vsam.errors import Problem
from zwe_vsam.member import submission_check

WANTED = Wanted()
RLS = Wanted(mode="RLS", place="SCVSAM")


def member(want: Wanted = WANTED, kind: str = "hash") -> str:
    return source(kind).render(want.settings)


def found(text: str, want: Wanted = WANTED) -> list[str]:
    return [difference.text for difference in submission_check.differences(text, want.settings)]


def changed(*replacements: tuple[str, str], want: Wanted = WANTED) -> str:
    text = member(want)
    for old, new in replacements:
        assert old in text, old
        text = text.replace(old, new)
    return text


CLUSTER = WANTED.cluster
FIRST_STEP = "//ALLOC    EXEC"
STEP = "//ALLOC    EXEC PGM=IDCAMS,REGION=0M"


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize("want", [WANTED, RLS], ids=["NONRLS", "RLS"])
def test_no_difference(kind: str, want: Wanted) -> None:
    assert found(member(want, kind), want) == []


@pytest.mark.parametrize(
    "change",
    [
        ("KEYS(128 0)", "KEY(X'80',0)"),
        ("RECSZ(4096 4096)", "RECORDSIZE(80 4096)"),
        ("DEFINE CLUSTER", "DEF CL"),
        ("VOLUME(VOL123)", "VOL(VOL123)"),
        ("INDEXED", "IXD"),
        ("  UNIQUE)\n", "  UNIQUE)\n  LISTCAT ENTRIES(A.B)\n  /* done */\n"),
        ("//SYSPRINT DD SYSOUT=*", "//SYSPRINT DD SYSOUT=*\n//SYSUDUMP DD SYSOUT=H"),
        ("INDEXED", "INDEXED FREESPACE(10 10) OWNER(ME)"),
        ("//ZWECSVSM JOB", "//ZWECSVSM JOB SCHENV=DB2,COND=(4,LT)"),
        ("//ZWECSVSM JOB", "//MYJOB JOB CLASS=A,TYPRUN=HOLD"),
    ],
)
def test_other_ways_to_say_the_same(change: tuple[str, str]) -> None:
    assert found(changed(change)) == []


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ((f"NAME({CLUSTER}) ", "NAME(A.B) "), f"cluster name: expected {CLUSTER}, found A.B"),
        (("VOL123", "VOL124"), "volume: expected VOL123, found VOL124"),
        (("(VOL123)", "(VOL123 VOL124)"), "volume: expected VOL123, found VOL123 "),
        (("VOLUME(VOL123) -", " -"), "volume: expected VOL123, found none"),
        (("UNIQUE -", "VOL(VOL9) -"), "volume: expected VOL123, found VOL9"),
        (("KEYS(128 0)", "KEYS(129 0)"), "key length: expected 128, found 129"),
        (("KEYS(128 0)", "KEYS(128 1)"), "key offset: expected 0, found 1"),
        (("KEYS(128 0)", "SPEED"), "key length: expected 128, found 64"),
        (("(4096 4096)", "(80 4095)"), "maximum record length: expected 4096, found "),
        (("RECSZ(4096 4096)", "SPEED"), "maximum record length: expected 4096, found "),
        (("INDEXED", "NONINDEXED"), "organization: expected INDEXED, found NONIND"),
        (("INDEXED", "LINEAR"), "organization: expected INDEXED, found LINEAR"),
        (("SHAREOPTIONS(2 3)", "STORCLAS(SC)"), "mode: expected NONRLS, found RLS"),
        (("SHAREOPTIONS(2 3)", "STORCLAS(SC)"), "storage class: expected none, found SC"),
        (("MODE=NONRLS", "MODE=RLS"), "IDCAMS refuses the command"),
        (("MODE=NONRLS", "MODE=OTHER"), "IDCAMS refuses the command"),
        (("DDNAME=&MODE", "DUMMY"), "IDCAMS refuses the command"),
        (("DDNAME=&MODE", "DDNAME=&MOOD"), "IEFC627I"),
        (("DEFINE CLUSTER", "DEFINE CLUSTR"), "IDCAMS refuses the command: IDC3211I"),
        (("DEFINE CLUSTER", "DEFINE CLUSTR"), "expected one DEFINE CLUSTER, found 0"),
        (
            ("  DEFINE", "  DELETE A.B\n  DEFINE"),
            "unexpected command: the member holds only DEFINE",
        ),
        (
            ("  DEFINE", "  SET MAXCC=0\n  DEFINE"),
            "unexpected command: the member holds only DEFINE",
        ),
        (
            ("  DEFINE", "  REPRO INFILE(A) OUTFILE(B)\n  DEFINE"),
            "unexpected command: the member holds only DEFINE",
        ),
        (
            ("  DEFINE", "  DEFINE ALIAS(NAME(A) RELATE(B))\n  DEFINE"),
            "unexpected command: the member holds only DEF",
        ),
        (
            ("  DEFINE", "  IF MAXCC=0 THEN DELETE A.B\n  DEFINE"),
            "unexpected command: the member holds only DEFINE",
        ),
        (
            ("  DEFINE", "  IF LASTCC=4 THEN DEFINE"),
            "unexpected command: the member holds only DEFINE",
        ),
        (("  DEFINE", "  IF LASTCC=4 THEN DEFINE"), "expected one DEFINE CLUSTER, found 0"),
        (
            (FIRST_STEP, f"//A EXEC PGM=IEFBR14\n{FIRST_STEP}"),
            "step A: expected program IDCAMS, found IEFBR14",
        ),
        (
            (FIRST_STEP, f"//A EXEC PGM=IKJEFT01\n{FIRST_STEP}"),
            "step A: expected program IDCAMS, found IKJEFT01",
        ),
        ((FIRST_STEP, f"//A EXEC PROCA\n{FIRST_STEP}"), "not supported: procedure PROCA"),
        ((STEP, f"{STEP},COND=(0,NE)"), "not supported: COND= on EXEC"),
        ((STEP, f"{STEP},PARM='MARGINS(2 40)'"), "step ALLOC: unexpected PARM=MARGINS(2 40)"),
        ((FIRST_STEP, f"// IF RC=0 THEN\n{FIRST_STEP}"), "not supported: IF statement"),
        ((FIRST_STEP, f"// INCLUDE MEMBER=X\n{FIRST_STEP}"), "not supported: INCLUDE statement"),
        (
            ("//SYSIN    DD *", "//SYSIN    DD DSN=A.B(C),DISP=SHR\n//X DD *"),
            "DD SYSIN: expected commands in the member",
        ),
        (("//SYSIN ", "//SYSINX "), "step ALLOC: expected one DD SYSIN, found 0"),
        (("//SYSIN ", "//SYSINX "), "unexpected DD SYSINX"),
        (
            ("//ZWECSVSM JOB", "//ZWECSVSM JOB TYPRUN=SCAN"),
            "with TYPRUN=SCAN, no step of the job runs",
        ),
        (
            ("//ZWECSVSM JOB", "//ZWECSVSM JOB TYPRUN=COPY"),
            "with TYPRUN=COPY, no step of the job runs",
        ),
        (("//ZWECSVSM JOB", "//ZWECSVSM JOB RESTART=X"), "not supported: RESTART= on JOB"),
        (("//ZWECSVSM JOB", "//ZWECSVSM JOB\n//A JOB"), "a second job begins"),
        (("//ZWECSVSM JOB", "//* no job"), "no JOB statement"),
        (
            ("//SYSPRINT", "//W DD DSN=P.D,DISP=(OLD,DELETE)\n//SYSPRINT"),
            "unexpected DD W (P.D)",
        ),
        (
            ("//SYSPRINT", "//W DD DSN=P.D,DISP=(SHR,KEEP,UNCATLG)\n//SYSPRINT"),
            "unexpected DD W (P.D)",
        ),
        (("//SYSPRINT", "//W DD DSN=P.D,DISP=(,CATLG)\n//SYSPRINT"), "unexpected DD W (P.D)"),
        (("//SYSPRINT", "//W DD DSN=P.D\n//SYSPRINT"), "unexpected DD W (P.D)"),
        (("//SYSPRINT", "//W DD DUMMY\n// DD DSN=P.D,DISP=MOD\n//SYSPRINT"), "unexpected DD W"),
        ((FIRST_STEP, f"//JOBLIB DD DSN=P.D,DISP=(OLD,DELETE)\n{FIRST_STEP}"), "unexpected JOBLIB"),
        (("//SYSPRINT DD SYSOUT=*", "//SYSPRINT DD SYSOUT=(A,INTRDR)"), "SYSOUT=(A,INTRDR)"),
        (("//SYSPRINT DD SYSOUT=*", "//SYSPRINT DD DSN=P.D,DISP=OLD"), "unexpected DD SYSPRINT"),
        (("//SYSPRINT DD SYSOUT=*\n", ""), "step ALLOC: expected one DD SYSPRINT, found 0"),
        (
            ("//SYSPRINT", "//SYSPRINT DD SYSOUT=A\n//SYSPRINT"),
            "step ALLOC: expected one DD SYSPRINT, found 2",
        ),
        (
            ("//RLS ", "//SYSIN DD *\n DELETE A.B\n//RLS "),
            "step ALLOC: expected one DD SYSIN, found 2",
        ),
        (("//SYSPRINT", "//STEPLIB DD DSN=A.B,DISP=SHR\n//SYSPRINT"), "unexpected DD STEPLIB"),
        (("//SYSPRINT", "//W DD UNIT=SYSDA,SPACE=(TRK,1)\n//SYSPRINT"), "unexpected DD W"),
        (("//SYSPRINT", "//W DD DSN=&SYSUID..D,DISP=(OLD,DELETE)\n//SYSPRINT"), "unexpected DD W"),
        (("//SYSPRINT", "//W DD *\n DELETE P.D\n//SYSPRINT"), "unexpected DD W"),
        (
            ("//SYSIN    DD *", "//SYSIN    DD *,DLM=XX"),
            "JES2 and JES3 end this data at different records",
        ),
        (
            ("//RLS      DD *", "//RLS      DD DATA"),
            "JES2 and JES3 end this data at different records",
        ),
        (
            ("UNIQUE)\n", "UNIQUE)\n  LISTCAT OUTFILE(O)\n"),
            "unexpected command: the member holds only DEFINE",
        ),
        (("//SYSPRINT", "//* \x85//SYSPRINT"), "the record holds a byte that is not a character"),
        (("//SYSPRINT", "//* \xa0\n//SYSPRINT"), "the record holds a byte that is not a character"),
        (("//SYSPRINT", "//* \u4e16\n//SYSPRINT"), "the record holds a character unknown to JCL"),
        (
            ("UNIQUE)\n", "UNIQUE)" + 66 * " " + "00001230\n"),
            "in-stream data continues after column 72",
        ),
        (
            ("//ZWECSVSM JOB", "//ZWECSVSM JOB USER=ME,PASSWORD=SECRET"),
            "the member holds a password, which others can read",
        ),
        (("//SYSPRINT", "//*MAIN HOLD=YES\n//SYSPRINT"), "//*MAIN"),
        (("//SYSPRINT", "//*ROUTE XEQ NODE2\n//SYSPRINT"), "//*ROUTE"),
        (("//SYSPRINT", "/*SCAN\n//SYSPRINT"), "/*SCAN"),
        (("//ZWECSVSM JOB", "// VARY 123,OFFLINE\n//ZWECSVSM JOB"), "before"),
        (
            ("INDEX(NAME", "INDEX(VOLUMES(VOL9) NAME"),
            "volume of INDEX: expected VOL123, found VOL9",
        ),
        (
            (f"NAME({CLUSTER}.INDEX)", "NAME(A.B.INDEX)"),
            f"INDEX component: expected {CLUSTER}.INDEX",
        ),
        ((f"NAME({CLUSTER}.DATA)", "NAME(A.B.DATA)"), f"DATA component: expected {CLUSTER}.DATA"),
        (("INDEXED", "INDEXED RECATALOG"), "unexpected parameter RECATALOG"),
        (("INDEXED", "INDEXED MODEL(P.X)"), "unexpected parameter MODEL"),
        (("INDEXED", "INDEXED EXCEPTIONEXIT(EVIL)"), "unexpected parameter EXCEPTIONEXIT"),
    ],
)
def test_difference(change: tuple[str, str], what: str) -> None:
    told = found(changed(change))
    assert any(what in difference for difference in told), told


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (("SCVSAM", "OTHER"), "storage class: expected SCVSAM, found OTHER"),
        (("STORCLAS(SCVSAM) -", " -"), "mode: expected RLS, found NONRLS"),
        (("LOG(NONE)", "LOG(ALL)"), "LOG with RLS: expected LOG(NONE), found LOG(ALL)"),
        (("LOG(NONE) -", " -"), "LOG with RLS: expected LOG(NONE), found none"),
        (("LOG(NONE)", "VOL(VOL123)"), "volume: expected none, found VOL123"),
    ],
)
def test_difference_under_rls(change: tuple[str, str], what: str) -> None:
    assert what in found(changed(change, want=RLS), RLS)


def test_second_define() -> None:
    text = member()
    step = text[text.index("//ALLOC") :].replace("//ALLOC ", "//AGAIN ")
    assert found(text + step) == ["expected one DEFINE CLUSTER, found 2"]


def test_second_step_that_only_lists() -> None:
    step = "//LIST EXEC PGM=IDCAMS\n//SYSPRINT DD SYSOUT=*\n//SYSIN DD *\n  LISTCAT\n"
    assert found(member() + step) == []


@pytest.mark.parametrize("text", ["", "\n", "hello\n", "//* nothing\n", "/*\n"])
def test_no_job(text: str) -> None:
    assert found(text) != []


def test_lengths_of_zowe_yaml() -> None:
    want = WANTED._replace(key_length=10, record_length=200)
    assert found(member(), want) == [
        "maximum record length: expected 200, found 4096",
        "key length: expected 10, found 128",
    ]
    assert found(member(want), want) == []


def test_lines_are_those_of_the_member() -> None:
    text = changed(("VOL123", "VOL124"), ("KEYS(128 0)", "KEYS(64 0)"))
    lines = text.split("\n")
    places = {
        d.text.partition(":")[0]: d.line
        for d in submission_check.differences(text, WANTED.settings)
    }
    assert set(places) == {"volume", "key length"}
    assert "VOLUME(VOL124)" in lines[(places["volume"] or 0) - 1]
    assert "KEYS(64 0)" in lines[(places["key length"] or 0) - 1]


def test_require_shows_the_lines() -> None:
    submission_check.require(member(), WANTED.settings, "A.B(C)")
    with pytest.raises(Problem) as caught:
        submission_check.require(changed(("VOL123", "VOL124")), WANTED.settings, "A.B(C)")
    problem = caught.value
    assert problem.id == "ZWV3050E"
    assert problem.message.text == (
        "A.B(C) does not match zowe.yaml. Expected a job that only defines the cluster."
    )
    assert str(problem.origin) == "A.B(C):39"
    assert problem.details == (
        "line 39: volume: expected VOL123, found VOL124",
        "    VOLUME(VOL124) -",
    )
    assert problem.remedy == "Use --generate to rewrite the member from the template."


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("//X        DD DSN=" + "A" * 54, 72),
        ("//*" + "x" * 78, 81),
        ("  /*" + " " * 67 + "*/", 73),
    ],
)
def test_columns(line: str, column: int) -> None:
    submission_check.columns(member(), "M")
    text = member()
    place = "  DEFINE" if line.startswith(" ") else "//SYSPRINT"
    text = text.replace(place, f"{line}\n{place}")
    number = text.split("\n").index(line) + 1
    with pytest.raises(Problem) as caught:
        submission_check.columns(text, "M")
    assert caught.value.id == "ZWV3040E"
    assert str(caught.value.origin) == f"M:{number}:{column}"
    assert caught.value.details == (line,)


def test_differences_are_in_the_order_of_the_lines() -> None:
    """A name of a component stands below the key length, and is compared before it."""
    text = changed(
        ("INDEX(NAME(" + CLUSTER, "INDEX(NAME(X.Y"),
        ("KEYS(128 0)", "KEYS(64 0)"),
        ("VOLUME(VOL123)", "VOLUME(VOL124)"),
        ("//SYSPRINT DD SYSOUT=*", "//OTHER    DD DSN=A.B,DISP=SHR\n//SYSPRINT DD SYSOUT=*"),
    )
    lines = [difference.line for difference in submission_check.differences(text, WANTED.settings)]
    assert len(lines) == 4
    assert lines == sorted(lines, key=lambda line: line or 0)
