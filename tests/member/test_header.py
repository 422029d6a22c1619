"""What a JCL header may hold, and that nothing else gets past it."""

from __future__ import annotations

import pytest

from tests.member.samples import BRACE, HASH, SOURCES, Wanted, source
from zwe_vsam.errors import Problem
from zwe_vsam.member import renderer, templates

WIDTH = 71 - len("//ZWECSVSM JOB ")
"""Columns for the first line of a header."""


def rendered(header: str | list[str], kind: str = "bundled") -> str:
    return templates.render(source(kind), Wanted(header=header).settings)


def refused(header: str | list[str], kind: str = "bundled") -> Problem:
    with pytest.raises(Problem) as caught:
        rendered(header, kind)
    origin = caught.value.origin
    assert origin is not None
    assert (origin.file, origin.key) == ("zowe.yaml", "zowe.setup.jcl.header")
    return caught.value


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("CLASS=A", ["CLASS=A"]),
        ("  CLASS=A  ", ["CLASS=A"]),
        ("CLASS=A a comment", ["CLASS=A a comment"]),
        ("123456", ["123456"]),
        ("(ACCT,'a b'),'O''HARA',CLASS=A", ["(ACCT,'a b'),'O''HARA',CLASS=A"]),
        (["CLASS=A,", "TIME=5"], ["CLASS=A,", "//         TIME=5"]),
        (["CLASS=A,  why", " TIME=5"], ["CLASS=A,  why", "//         TIME=5"]),
        (["CLASS=A,", "//  TIME=5"], ["CLASS=A,", "//  TIME=5"]),
        (["CLASS=A,", "//             TIME=5"], ["CLASS=A,", "//             TIME=5"]),
        (["CLASS=A,", "//* x", "TIME=5"], ["CLASS=A,", "//* x", "//         TIME=5"]),
        (["CLASS=A", "//*" + "x" * 77], ["CLASS=A", "//*" + "x" * 77]),
        (["CLASS=A", "/*JOBPARM S=*"], ["CLASS=A", "/*JOBPARM S=*"]),
        (["CLASS=A", "/*ROUTE PRINT N1"], ["CLASS=A", "/*ROUTE PRINT N1"]),
        (["CLASS=A,", "TIME=5", "/*ROUTE PRINT N1"],
         ["CLASS=A,", "//         TIME=5", "/*ROUTE PRINT N1"]),
        # what classes, routes or prints the job
        (["CLASS=A", "JCLLIB ORDER=(A.B)"], ["CLASS=A", "//         JCLLIB ORDER=(A.B)"]),
        (["CLASS=A", "// JCLLIB ORDER=A.B"], ["CLASS=A", "// JCLLIB ORDER=A.B"]),
        (["CLASS=A", "//OUT1 OUTPUT DEFAULT=YES,DEST=N1", "//OUT2 OUTPUT CLASS=H"],
         ["CLASS=A", "//OUT1 OUTPUT DEFAULT=YES,DEST=N1", "//OUT2 OUTPUT CLASS=H"]),
        (["CLASS=A,", "TIME=5", "/*JOBPARM S=*", "// JCLLIB ORDER=A.B"],
         ["CLASS=A,", "//         TIME=5", "/*JOBPARM S=*", "// JCLLIB ORDER=A.B"]),
        (["CLASS=A", "//*MAIN CLASS=X,SYSTEM=(SYS1,SYS2)"],
         ["CLASS=A", "//*MAIN CLASS=X,SYSTEM=(SYS1,SYS2)"]),
        (["CLASS=A", "//*MAIN ORG=N1,LINES=(10,W)"], ["CLASS=A", "//*MAIN ORG=N1,LINES=(10,W)"]),
        ("SCHENV=DB2PROD", ["SCHENV=DB2PROD"]),
        ("COND=(4,LT)", ["COND=(4,LT)"]),
        (["CLASS=A", "//* MAIN thing"], ["CLASS=A", "//* MAIN thing"]),
        (["CLASS=A", "//*MAINFRAME"], ["CLASS=A", "//*MAINFRAME"]),
        (["CLASS=A", "//" + "*" * 60], ["CLASS=A", "//" + "*" * 60]),
        ("NOTIFY=&SYSUID", ["NOTIFY=&SYSUID"]),
        ("TYPRUN=HOLD", ["TYPRUN=HOLD"]),
        ("'É'", ["'É'"]),
        ("(" + "A" * (WIDTH - 2) + ")", ["(" + "A" * (WIDTH - 2) + ")"]),
    ],
)  # fmt: skip
def test_what_a_header_may_hold(kind: str, header: str | list[str], lines: list[str]) -> None:
    expected = "\n".join(["//ZWECSVSM JOB " + lines[0], *lines[1:]])
    assert rendered(header, kind).startswith(f"{expected}\n//*")


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize(
    ("header", "why"),
    [
        ("//X DD DSN=A", "cannot be the first line. Expected operands of the JOB statement."),
        ("/*XEQ N1", "cannot be the first line. Expected operands of the JOB statement."),
        ("//* comment", "cannot be the first line. Expected operands of the JOB statement."),
        (["CLASS=A", "//EVIL JOB"], "begins another statement."),
        (["CLASS=A", "//EVIL EXEC PGM=X"], "begins another statement."),
        (["CLASS=A,", "//EVIL EXEC PGM=X"], "begins another statement."),
        (["CLASS=A", "// EXEC PGM=X"], "begins another statement."),
        (["CLASS=A", "//  EXEC PGM=X", "//Y DD DUMMY"], "begins another statement."),
        (["CLASS=A", "EXEC PGM=X"], "begins another statement."),
        (["CLASS=A", "//JOBLIB DD DSN=A,DISP=SHR"], "begins another statement."),
        (["CLASS=A", "DD *"], "begins another statement."),
        (["CLASS=A", "// SET X=1"], "begins another statement."),
        (["CLASS=A", "// INCLUDE MEMBER=X"], "begins another statement."),
        (["CLASS=A", "// JCLLIB PROC=A.B"], "IEFC630I UNIDENTIFIED KEYWORD PROC"),
        (["CLASS=A", "// JCLLIB ORDER=A", "// JCLLIB ORDER=B"], "a JCLLIB statement in this place"),
        (["CLASS=A", "//OUT1 OUTPUT WRITER=INTRDR,DEFAULT=YES"], "not supported: WRITER=INTRDR"),
        (
            ["CLASS=A", "//OUT1 OUTPUT DEFAULT=YES,", "//             DEST=(N1,INTRDR)"],
            "DEST=(N1,INTRDR)",
        ),
        (["CLASS=A", "//OUT1 OUTPUT DEST=N1.INTRDR"], "DEST=N1.INTRDR"),
        (["CLASS=A", "/*ROUTE PRINT N1.INTRDR"], "/*ROUTE"),
        (["CLASS=A", "//OUT1 OUTPUT PROGRAM=X"], "IEFC630I UNIDENTIFIED KEYWORD PROGRAM"),
        (["CLASS=A", "//OUT1 OUTPUTS DEST=X"], "begins another statement."),
        (
            ["CLASS=A", "//*MAIN PROC=02"],
            "is a control statement of JES3 that a header cannot hold.",
        ),
        (
            ["CLASS=A", "//*MAIN CLASS=X,USER=ME"],
            "is a control statement of JES3 that a header cannot hold.",
        ),
        (
            ["CLASS=A", "//*MAIN UPDATE=(X,Y)"],
            "is a control statement of JES3 that a header cannot hold.",
        ),
        (
            ["CLASS=A", "//*MAIN CLASS=X,"],
            "is a control statement of JES3 that a header cannot hold.",
        ),
        (["CLASS=A", "// COMMAND 'S X'"], "begins another statement."),
        (["CLASS=A", "// VARY 123,OFFLINE"], "begins another statement."),
        (["CLASS=A", "// IF RC=0 THEN"], "begins another statement."),
        (["CLASS=A", "//"], "begins another statement."),
        (["CLASS=A", "/*"], "is a control statement that a header cannot hold."),
        (["CLASS=A", "/*XEQ N1"], "is a control statement that a header cannot hold."),
        (["CLASS=A", "/*XMIT N1"], "is a control statement that a header cannot hold."),
        (["CLASS=A", "/*JOBPARMS X"], "is a control statement that a header cannot hold."),
        (["CLASS=A", "/*$CJ1"], "is a control statement that a header cannot hold."),
        (["CLASS=A", "/*NETACCT X"], "is a control statement that a header cannot hold."),
        (["CLASS=A", "/*ROUTE XEQ N1"], "/*ROUTE XEQ"),
        (["CLASS=A", "NOTIFY=X"], "IEFC605I"),
        (["CLASS=A,", "/*JOBPARM S=*", "TIME=5"], "between lines that continue each other."),
        (
            ["CLASS=A", "//*MAIN HOLD=YES"],
            "is a control statement of JES3 that a header cannot hold.",
        ),
        (
            ["CLASS=A", "//*ROUTE XEQ NODE2"],
            "is a control statement of JES3 that a header cannot hold.",
        ),
        (["CLASS=A", "//**CANCEL"], "is a control statement of JES3 that a header cannot hold."),
        (
            "USER=ME,PASSWORD=SECRET",
            "holds a password. Other users can read the password in the member.",
        ),
        (
            ["USER=ME,", "PASSWORD=(SECRET,NEW)"],
            "holds a password. Other users can read the password in the member.",
        ),
        (["CLASS=A,"], "ends with a comma, and no operand follows (IEFC621I)."),
        (["CLASS=A,", "//* only a comment"], "IEFC621I"),
        (["'open"], "IEFC621I"),
        (["'open", "string'"], "IEFC621I"),
        (["CLASS=(A"], "IEFC622I"),
        (["CLASS=A)"], "IEFC622I"),
        (["class=a"], "IEFC623I"),
        (["CLASS=A;X"], "IEFC623I"),
        (["COLOUR=RED"], "IEFC630I UNIDENTIFIED KEYWORD COLOUR"),
        (["CLASS=A,", "//X"], "begins another statement."),
        (["CLASS=A,", "/X"], "IEFC640I"),
        (["NOTIFY=&OTHER"], "IEFC627I"),
        (["TYPRUN=SCAN"], "prevents the execution of the job."),
        (["CLASS=A,", "TYPRUN=COPY"], "prevents the execution of the job."),
        (["RESTART=STEP2"], "RESTART= on JOB"),
        (["CLASS=A\tB"], "holds a character that JCL does not have."),
        (["CLASS=\x02header\x03"], "holds a character that JCL does not have."),
        (["CLASS=\x1b[31m"], "holds a character that JCL does not have."),
        (["CLASS=A,\u2028//EVIL JOB"], "holds a character that JCL does not have."),
        (["CLASS=A,\r//EVIL JOB"], "holds a character that JCL does not have."),
        (["CLASS=A,\x85//EVIL JOB"], "holds a character that JCL does not have."),
        (["'€'"], "holds a character that JCL does not have."),
        (["{zowe.setup.vsam.name}"], "IEFC623I"),
        (["{{ cluster }}"], "IEFC623I"),
    ],
)
def test_what_a_header_may_not_hold(kind: str, header: str | list[str], why: str) -> None:
    problem = refused(header, kind)
    assert "ZWV3101E" <= problem.id <= "ZWV3112E"
    assert problem.message.exit_code == 232
    assert why in problem.message.text
    assert problem.message.text.isprintable()


@pytest.mark.parametrize(
    ("header", "line", "remedy"),
    [
        (
            ["USER=ME,", "PASSWORD=SECRET"],
            "PASSWORD=",
            "Remove PASSWORD from zowe.setup.jcl.header.",
        ),
        (
            ["CLASS=A,", "TIME=5,", "TYPRUN=SCAN"],
            "TYPRUN=SCAN",
            "Remove TYPRUN from zowe.setup.jcl.header.",
        ),
        (["CLASS=A,", "TIME=5,"], "TIME=5,", "Remove the comma, or write the next operand"),
        (
            ["CLASS=A,", "/*JOBPARM S=*", "TIME=5", "// JCLLIB ORDER=A"],
            "/*JOBPARM",
            "Move the line to",
        ),
        (
            ["CLASS=A", "/*JOBPARM S=*", "// JCLLIB PROC=A"],
            "// JCLLIB",
            "Correct this line of zowe.setup.jcl.header.",
        ),
    ],
)
def test_the_line_that_is_wrong_is_told(header: list[str], line: str, remedy: str) -> None:
    problem = refused(header)
    assert f'"{line}' in problem.message.text
    assert " in zowe.setup.jcl.header" in problem.message.text
    assert problem.remedy.startswith(remedy)


@pytest.mark.parametrize("evil", ["//EVIL JOB", "// EXEC PGM=X", "//X DD *", "/*XEQ N1"])
@pytest.mark.parametrize("form", ["list", "text", "item"])
def test_injection_in_every_form(form: str, evil: str) -> None:
    """A newline inside a list's item begins a line like any other."""
    lines = ["CLASS=A,", "TIME=5", evil]
    header = {"list": lines, "text": "\n".join(lines), "item": ["CLASS=A,", f"TIME=5\n{evil}"]}
    problem = refused(header[form])
    assert problem.message.exit_code == 232
    assert f'"{evil}"' in problem.message.text


@pytest.mark.parametrize("kind", SOURCES)
@pytest.mark.parametrize(
    ("header", "end", "last"),
    [
        ("(" + "A" * (WIDTH - 1) + ")", 72, 71),
        ("CLASS=A" + " " * 60 + "comment", 89, 71),
        (["CLASS=A,", "//  " + "A" * 68], 72, 71),
        (["CLASS=A,", "A" * 61], 72, 71),
        (["CLASS=A", "//*" + "x" * 78], 81, 80),
        (["CLASS=A", "/*JOBPARM " + "x" * 62], 72, 71),
    ],
)
def test_line_that_is_too_long(kind: str, header: str | list[str], end: int, last: int) -> None:
    problem = refused(header, kind)
    assert problem.id == "ZWEL0144E"
    assert len(str(problem.fields["line"])) == end
    assert f"The line ends in column {end}. Expected at most column {last}." in problem.remedy


@pytest.mark.parametrize(
    "name", ["//VSAMJOB JOB", "//JOB JOB", "//JOB    JOB", "//J JOB OLD=1,\n// X"]
)
def test_job_statement_of_the_template(name: str) -> None:
    """Its name may hold the word JOB, and operands that it has give way to the header."""
    member = HASH.replace("//ZWECSVSM JOB", name)
    text = renderer.load(member, "M").render(Wanted(header="CLASS=A").settings)
    assert text.startswith(f"{name.partition(' OLD')[0]} CLASS=A\n//*---")
    kept = renderer.load(member, "M").render(Wanted().settings)
    assert kept.startswith(f"{name}\n//*---")


def test_slot_keeps_what_stands_behind_it() -> None:
    member = BRACE.replace("{zowe.setup.jcl.header}", "{zowe.setup.jcl.header} a note")
    text = renderer.load(member, "M").render(Wanted(header="CLASS=A").settings)
    assert text.startswith("//ZWECSVSM JOB CLASS=A a note\n//*---")
