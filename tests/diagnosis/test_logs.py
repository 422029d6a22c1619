"""Messages as logs have them: the system log, the console, ACS routines' writes, other products.

The form of the system log: z/OS MVS System Messages, Vol 6 (GOS-IEA), "Messages sent to hardcopy
log in JES2 system".
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Run
from tests.diagnosis.cases import NONRLS, RLS
from zwe_vsam.diagnosis.cause import Explanation
from zwe_vsam.diagnosis.explain import explain, explain_text
from zwe_vsam.diagnosis.logline import Form, read
from zwe_vsam.diagnosis.spool import messages
from zwe_vsam.model import SpoolFile

LOGS = ROOT / "fixtures" / "log"


def log(name: str) -> str:
    return (LOGS / f"{name}.txt").read_text()


def explanation_of(text: str) -> Explanation:
    explanation = explain_text(text, NONRLS).explanation
    assert explanation is not None
    return explanation


def stripped(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def texts(text: str) -> list[str]:
    return [message.text for message in messages([SpoolFile("", "", text)])]


@pytest.mark.parametrize(
    ("name", "cause", "says"),
    [
        (
            "ich408i",
            "abend-s913",
            "IBMUSER needs ALTER access to IBMUSER.ZWE.CUST.CACHE (current access: NONE)",
        ),
        (
            "iec161i",
            "open-in-use",
            "Without record-level sharing, only one Caching Service at a time",
        ),
        ("hasp110", "accounting-rejected", "This site requires accounting information"),
    ],
)
@pytest.mark.parametrize("first_column", [True, False])
def test_the_system_log(name: str, cause: str, says: str, first_column: bool) -> None:
    """OPERLOG and some tools leave out the blank in front."""
    text = log(name)
    if not first_column:
        text = "".join(f"{line[1:]}\r\n" for line in text.splitlines())
    reason = explain_text(text, NONRLS)
    assert reason.explanation is not None
    assert reason.explanation.cause == cause
    assert says in reason.explanation.meaning
    assert sorted(reason.lines) == sorted(stripped(text)), "all lines are quoted"


FIRST = " N 4000000 S0W1     20164 03:04:23.69 JOB05407 00000090  "
FURTHER = " {type}                                         {number} 00000090  {text}"


def record(kind: str, number: str, text: str) -> str:
    return FURTHER.format(type=kind, number=number, text=text) + "\n"


def test_further_lines_are_known_by_their_number_whatever_is_between_them() -> None:
    text = (
        FIRST.replace(" N", " M") + "ABC100I ONE 039\n"
        + FIRST + "XYZ200I ANOTHER, 592\n"
        + record("D", "039", "TWO")
        + record("E", "592", "ITS END")
        + FIRST + "QRS300I ALONE\n"
        + record("E", "039", "THREE")
    )  # fmt: skip
    assert texts(text) == ["ABC100I ONE TWO THREE", "XYZ200I ANOTHER, ITS END", "QRS300I ALONE"]


def test_a_number_that_is_used_again_belongs_to_the_newer_message() -> None:
    text = (
        FIRST + "ABC100I ONE 039\n" + record("E", "039", "TWO")
        + FIRST + "XYZ200I THREE 039\n" + record("E", "039", "FOUR")
    )  # fmt: skip
    assert texts(text) == ["ABC100I ONE TWO", "XYZ200I THREE FOUR"]


def test_a_number_far_above_is_another_one() -> None:
    text = FIRST + "ABC100I ONE 039\n" + "x\n" * 600 + record("E", "039", "TWO")
    assert texts(text)[0] == "ABC100I ONE 039"


def test_a_record_that_is_continued() -> None:
    """Type S: more of a line that is longer than a record."""
    text = (
        FIRST + "IEC150I 913-38,IFG0194E,ZWE1CS,*OMVSEX,\n"
        " S                                                          SYS00003,24A4,VOL123, 592\n"
        + record("E", "592", "A.B")
    )  # fmt: skip
    assert texts(text) == ["IEC150I 913-38,IFG0194E,ZWE1CS,*OMVSEX, SYS00003,24A4,VOL123, A.B"]


@pytest.mark.parametrize(
    ("line", "form", "text", "number"),
    [
        (FIRST + "ABC100I X", Form.FIRST, "ABC100I X", ""),
        (FIRST.replace("20164", "2020164") + "ABC100I X", Form.FIRST, "ABC100I X", ""),
        (FIRST.replace("JOB05407", "        ") + "ABC100I X 007", Form.FIRST,
         "ABC100I X 007", "007"),
        (" NC0000000 S0W1     20164 03:04:23.69 MASTER   00000290  D A,L", Form.FIRST, "D A,L", ""),
        (" NR0000000 S0W1     20164 03:04:23.69 MASTER   00000090  IEE115I Y", Form.FIRST,
         "IEE115I Y", ""),
        (record("D", "039", "TEXT").rstrip(), Form.FURTHER, "TEXT", "039"),
        (record("L", "039", "LABEL").rstrip(), Form.FURTHER, "LABEL", "039"),
        ("10.15.32 JOB05407  ABC100I X  055", Form.FIRST, "ABC100I X  055", "055"),
        ("*10.15.32 STC05431  ABC100I X", Form.FIRST, "ABC100I X", ""),
        ("SY1      10.15.32 J0005407  ABC100I X", Form.FIRST, "ABC100I X", ""),
        ("10.15.32           IEE136I X", Form.FIRST, "IEE136I X", ""),
        ("10.15.32 is no log", Form.PLAIN, "10.15.32 is no log", ""),
        ("10.15.32 JOB05407  ABC100I X" + " " * 2000 + "Y", Form.FIRST,
         "ABC100I X" + " " * 2000 + "Y", ""),
        ("  055               X", Form.FURTHER, "X", "055"),
        ("ABC100I X  055", Form.PLAIN, "ABC100I X  055", ""),
        ("S NO RECORD", Form.PLAIN, "S NO RECORD", ""),
        ("D A,L", Form.PLAIN, "D A,L", ""),
        ("", Form.PLAIN, "", ""),
    ],
)  # fmt: skip
def test_a_line(line: str, form: Form, text: str, number: str) -> None:
    logged = read(line)
    assert (logged.form, logged.text.strip(), logged.number) == (form, text, number)


def test_acs_writes_do_not_crowd_out_what_decides() -> None:
    reason = explain_text(log("acs-writes"), RLS)
    explanation = reason.explanation
    assert explanation is not None
    assert explanation.cause == "no-space-sms"
    assert "SMS searched these storage groups: SXP01 SXP02." in explanation.meaning
    assert "Volumes that are not online: 1." in explanation.meaning
    assert "Volumes whose device this system cannot use now (UCB): 1." in explanation.meaning
    assert "Volumes with too little space: 2." in explanation.meaning
    quoted = "\n".join(reason.lines)
    for message in ("IGD17226I", "IGD17290I", "IGD17279I 2", "IGD17219I", "IDC3003I"):
        assert message in quoted
    assert not any(f"IGD010{number}I" in quoted for number in ("07", "08", "09", "10"))
    assert len(reason.lines) == len(set(reason.lines))


def test_where_nothing_is_known_acs_writes_are_not_what_is_shown() -> None:
    text = "THE SITE SAYS NO\n" + "IGD01010I ENTERED\n" * 20
    assert explain_text(text).lines == ("THE SITE SAYS NO",)
    assert explain_text("IGD01010I ENTERED\n" * 20).lines == ("IGD01010I ENTERED",)


@pytest.mark.parametrize("number", ["IGD01007I", "IGD01008I", "IGD01009I", "IGD01010I"])
def test_what_an_acs_routine_writes_decides_nothing(number: str) -> None:
    """A site's text may hold any words: of another message, too."""
    writes = "IDC3013I DUPLICATE DATA SET NAME, REQUEST REJECTED BY THE ACS ROUTINE"
    assert explain_text(f"{number} {writes}\n").explanation is None


def test_a_request_that_acs_rejected_is_quoted_with_what_its_routine_wrote() -> None:
    text = "IGD01008I NO VSAM HERE, SAYS THE SITE\nIGD01001I REQUEST REJECTED BY THE ACS ROUTINE\n"
    reason = explain_text(text)
    assert reason.explanation is not None
    assert reason.explanation.cause == "rejected-by-acs"
    assert reason.lines == tuple(stripped(text)[::-1])


REASONS = {
    "OF INSUFF TOTAL SPACE": "no-space-sms",
    "OF INSUFFICIENT TOTAL SPACE (04110422)": "no-space-sms",
    "THEY DID NOT HAVE SUFFICIENT SPACE (041A041D)": "no-space-sms",
    "THE SMS VOLUME STATUS WAS DISABLED": "volumes-disabled",
    "THEY WERE NOT INITIALIZED (04160054)": "volumes-not-initialized",
    "THEY WERE NOT ONLINE": "volumes-not-online",
    "THE UCB WAS NOT AVAILABLE": "volumes-not-online",
    "OF A DADSM FAILURE (04110443)": "volumes-not-allocated",
    "OF A REASON THAT IS NEW": "volumes-rejected",
}


@pytest.mark.parametrize(("words", "cause"), REASONS.items(), ids=str)
def test_each_reason_of_igd17279i(words: str, cause: str) -> None:
    """IDC3009I of the same failure says less."""
    text = (
        "IGD17273I ALLOCATION HAS FAILED FOR ALL VOLUMES SELECTED FOR DATA SET\nA.B\n"
        f"IGD17279I 3 VOLUME(S) WERE REJECTED BECAUSE {words}\n"
        "IDC3009I ** VSAM CATALOG RETURN CODE IS 68 - REASON CODE IS IGG0CLEW-20\n"
    )
    explanation = explanation_of(text)
    assert explanation.cause == cause
    assert ": 3." in explanation.meaning


@pytest.mark.parametrize("number", ["IGD17226I THERE IS", "IGD17273I ALLOCATION HAS FAILED"])
def test_volume_selection_without_reasons(number: str) -> None:
    assert explanation_of(f"{number} X\n").cause == "no-volume-eligible"


def test_a_data_set_that_is_missing_in_the_words_of_a_newer_release() -> None:
    reason = explain_text(log("iefa107i"), NONRLS)
    explanation = reason.explanation
    assert explanation is not None
    assert explanation.cause == "jcl-data-set-not-found"
    assert explanation.meaning.startswith(
        "Data set SYS1.SAMPLE.LOAD, which DD STEPLIB names, is not in"
    )
    assert reason.lines == (
        "IEFA107I ZWECSVSM STEP0002 STEPLIB - DATA SET SYS1.SAMPLE.LOAD NOT FOUND",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("IEF212I ZWECSVSM ALLOC STEPLIB - DATA SET NOT FOUND\n", "DD STEPLIB names"),
        ("IEF212I ZWECSVSM PROCSTEP ALLOC STEPLIB+001 - DATA SET NOT FOUND\n", "DD STEPLIB names"),
        ("IEFA107I J S SYSIN - DATA SET A.B NOT FOUND\n", "Data set A.B, which DD SYSIN names"),
        ("IEF212I ODD\n", "a DD statement names"),
    ],
)
def test_a_data_set_that_is_missing(text: str, says: str) -> None:
    explanation = explanation_of(text)
    assert explanation.cause == "jcl-data-set-not-found"
    assert says in explanation.meaning


def test_top_secret_says_user_data_set_and_access() -> None:
    reason = explain_text(log("tss-913"), NONRLS)
    explanation = reason.explanation
    assert explanation is not None
    assert explanation.cause == "abend-s913"
    assert "ZWESVUSR needs READ access to IBMUSER.ZWE.CUST.CACHE." in explanation.meaning
    permit = "TSS PERMIT(ZWESVUSR) DSN(IBMUSER.ZWE.CUST.CACHE) ACCESS(READ)"
    assert explanation.remedy.endswith(f"In Top Secret, use {permit}.")
    assert "RACF" not in explanation.remedy
    assert reason.lines == tuple(stripped(log("tss-913")))


ACF2 = "ACF99913 ACF2 VIOLATION-08,06,ZWESVUSR,,IBMUSER.ZWE.CUST.CACHE,N/A\n"
REFUSED = "IDC3018I SECURITY VERIFICATION FAILED\n"
TSS = "TSS7220E 101 J=ZWECSVSM A=IBMUSER VOL=VOL123 ACC={access} DSN={name}\n"


@pytest.mark.parametrize(
    ("text", "cause", "says"),
    [
        (ACF2 + "IEC150I 913-38,X\n", "abend-s913",
         "ZWESVUSR does not have the necessary access to IBMUSER.ZWE.CUST.CACHE."),
        (ACF2 + REFUSED, "cluster-not-authorised",
         "ZWESVUSR does not have the necessary access to IBMUSER.ZWE.CUST.CACHE."),
        (TSS.format(access="CREATE", name="A.B") + REFUSED, "cluster-not-authorised",
         "IBMUSER needs CREATE access to A.B"),
        (TSS.format(access="UPDATE", name="CATALOG.UCAT") + REFUSED, "catalog-not-authorised",
         "IBMUSER needs UPDATE access to CATALOG.UCAT"),
        (TSS.format(access="UPDATE", name="CATALOG.MASTER") + REFUSED, "alias-missing",
         "CATALOG.MASTER"),
        ("IEC150I 913-38,IFG0194E,ZWE1SV,*OMVSEX,SYS00003,24A4,VOL123, A.B.C\n", "abend-s913",
         "The job's user does not have the necessary access to A.B.C."),
        ("TSS7221E Dataset Not Accessible - A.B\nIEC150I 913-38,X\n", "abend-s913",
         "The job's user does not have the necessary access to A.B."),
        ("IEC150I 913-38,X\n", "abend-s913", "No message here names the data set"),
    ],
)  # fmt: skip
def test_the_other_security_products(text: str, cause: str, says: str) -> None:
    explanation = explanation_of(text)
    assert explanation.cause == cause
    assert says in explanation.meaning


@pytest.mark.parametrize("text", [ACF2, TSS.format(access="READ", name="A.B")])
def test_a_violation_alone_is_logged_and_does_no_harm(text: str) -> None:
    assert explain_text(text).explanation is None


def test_a_listcat_that_finds_nothing_is_no_deletion() -> None:
    explanation = explanation_of(log("listcat-not-found"))
    assert explanation.cause == "entry-not-found"
    assert explanation.meaning == "The catalog has no entry for IBMUSER.TOO.GOOD."


@pytest.mark.parametrize("command", [" DELETE A.B CLUSTER", "  del 'A.B'"])
def test_a_deletion_that_finds_nothing_had_nothing_to_delete(command: str) -> None:
    explanation = explanation_of(f"{command}\n0IDC3012I ENTRY A.B NOT FOUND\n")
    assert explanation.meaning == "The catalog has no entry for A.B. Nothing was deleted."


@pytest.mark.parametrize("words", ["$HASP890 JOB(A)  CC=(SECURITY_FAILURE)", "JOB1 A SEC ERROR"])
def test_a_security_failure_in_the_words_of_jes2_and_sdsf(words: str) -> None:
    assert explanation_of(words).cause == "security-failure"


def test_a_job_log_that_was_spun_in_parts_is_read_whole() -> None:
    """JESLOG=SPIN: the job log is several data sets of one name; any may have the reason."""
    parts = ["10.15.31 JOB05407  IEF403I ZWECSVSM - STARTED\n",
             "10.15.32 JOB05407  IEC030I B37-04,IFG0554A,ZWECSVSM,ALLOC,SYSPRINT,0A92,\n",
             "10.15.33 JOB05407  $HASP395 ZWECSVSM ENDED - ABEND=SB37\n"]  # fmt: skip
    reason = explain([SpoolFile("JESMSGLG", "", part) for part in parts])
    assert reason.explanation is not None
    assert reason.explanation.cause == "abend-sb37"


def test_where_only_the_end_is_known_the_last_lines_of_the_program_are_quoted() -> None:
    spool = [
        SpoolFile("SYSPRINT", "ALLOC", " DEFINE CLUSTER\n XYZ900E THE SITE'S OWN ERROR\n DONE\n"),
        SpoolFile("JESMSGLG", "", " 10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - RC=0012\n"),
    ]
    assert explain(spool).lines == (
        "XYZ900E THE SITE'S OWN ERROR",
        "10.15.32 JOB05407  $HASP395 ZWECSVSM ENDED - RC=0012",
    )
    spool[0] = SpoolFile("SYSPRINT", "ALLOC", " DEFINE CLUSTER\n NOT DONE\n")
    assert explain(spool).lines[:2] == ("DEFINE CLUSTER", "NOT DONE")
    abend = " IEF450I ZWECSVSM ALLOC - ABEND=S000 U0999 REASON=00000000\n"
    spool[1] = SpoolFile("JESMSGLG", "", abend)
    assert explain(spool).lines == ("DEFINE CLUSTER", "NOT DONE", abend.strip())


def test_a_line_is_quoted_once_however_often_it_is_printed() -> None:
    line = "IEC150I 913-38,IFG0194E,ZWECSVSM,ALLOC,SYSPRINT,0A92,VOL123,A.B"
    spool = [
        SpoolFile("JESMSGLG", "", f" 10.15.32 JOB05407  {line}\n"),
        SpoolFile("JESYSMSG", "", f" {line}\n"),
        SpoolFile("SYSPRINT", "ALLOC", f"0{line}\n"),
    ]
    for files in (spool, spool[::-1]):
        assert sum(line in quoted for quoted in explain(files).lines) == 1


@pytest.mark.parametrize(
    ("product", "says"),
    [
        ("RACF", "Search the system log for ICH408I at the time of the failure."),
        ("acf2", "Search the system log for ACF99913 at the time of the failure."),
        ("TSS", "Search the system log for TSS7220E and TSS7221E at the time of the failure."),
        ("OTHER", "Search the system log for ICH408I (RACF), ACF99913 (ACF2) or TSS7220E"),
        ("[RACF]", "Search the system log for ICH408I (RACF), ACF99913 (ACF2) or TSS7220E"),
        ("${{ no.such.function() }}", "Search the system log for ICH408I (RACF), ACF99913"),
    ],
)
def test_the_security_product_that_zowe_yaml_names(
    run: Run, config: Callable[..., Path], tmp_path: Path, product: str, says: str
) -> None:
    messages_file = tmp_path / "sysprint"
    messages_file.write_text("IDC3018I SECURITY VERIFICATION FAILED\n")
    path = config(("  setup:\n", f"  setup:\n    security:\n      product: {product}\n"))
    ran = run("job", "--explain", messages_file, "-c", path)
    assert ran.code == 0
    assert says in ran.out
    lines = ran.out.splitlines()
    assert [line.split(":")[0] for line in lines[:2]] == ["Meaning", "Remedy"]
    assert lines[-1] == "IDC3018I SECURITY VERIFICATION FAILED"
