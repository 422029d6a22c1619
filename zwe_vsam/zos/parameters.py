"""The parameters of JCL statements, and the forms of their values.

Source: IBM's *z/OS MVS JCL Reference* (SA23-1385), the parameter fields of the statements.
"""

from __future__ import annotations

from zwe_vsam.zos import names
from zwe_vsam.zos.limits import DIGITS, LETTERS
from zwe_vsam.zos.operands import unquoted, words

JOB_KEYWORDS = words(
    """ADDRSPC BYTES CARDS CCSID CLASS COND DSENQSHR EMAIL GDGBIAS GROUP JESLOG JOBRC LINES
    MEMLIMIT MSGCLASS MSGLEVEL NOTIFY PAGES PASSWORD PERFORM PRTY RD REGION REGIONX RESTART
    SCHENV SECLABEL SYSAFF SYSTEM TIME TYPRUN UJOBCORR USER"""
)
EXEC_KEYWORDS = words(
    """PGM PROC ACCT ADDRSPC CCSID COND DYNAMNBR MEMLIMIT PARM PARMDD PERFORM RD REGION REGIONX
    RLSTMOUT TIME TVSMSG TVSAMCOM"""
)
DD_KEYWORDS = words(
    """ACCODE AMP AVGREC BLKSIZE BLKSZLIM BURST CCSID CHARS CHKPT CNTL COPIES DATACLAS DCB DDNAME
    DEST DISP DLM DSID DSKEYLBL DSN DSNAME DSNTYPE EATTR EXPDT FCB FILEDATA FLASH FREE FREEVOL
    GDGORDER HOLD KEYENCD1 KEYENCD2 KEYLABL1 KEYLABL2 KEYLEN KEYOFF LABEL LGSTREAM LIKE LRECL
    MAXGENS MGMTCLAS MODIFY OUTLIM OUTPUT PATH PATHDISP PATHMODE PATHOPTS PROTECT QNAME RECFM
    RECORG REFDD RETPD RLS ROACCESS SECMODEL SEGMENT SPACE SPIN STORCLAS SUBSYS SYMBOLS SYMLIST
    SYSOUT TERM UCS UNIT VOL VOLUME
    BFALN BFTEK BUFIN BUFL BUFMAX BUFNO BUFOFF BUFOUT CPRI DEN DIAGNS DSORG EROPT FUNC GNCP INTVL
    IPLTXID LIMCT MODE NCP NTM OPTCD PCI PRTSP RESERVE RKP STACK THRESH TRTCH"""
)
"""DD parameters, and the DCB subparameters that may stand without DCB=."""

OUTPUT_KEYWORDS = words(
    """ADDRESS AFPPARMS AFPSTATS BUILDING BURST CHARS CKPTLINE CKPTPAGE CKPTSEC CLASS COLORMAP
    COMPACT COMSETUP CONTROL COPIES COPYCNT DATACK DDNAME DEFAULT DEPT DEST DPAGELBL DUPLEX FCB
    FLASH FORMDEF FORMLEN FORMS FSSDATA GROUPID INDEX INTRAY JESDS LINDEX LINECT MAILBCC MAILCC
    MAILFILE MAILFROM MAILTO MERGE MODIFY NAME NOTIFY OFFSETXB OFFSETXF OFFSETYB OFFSETYF OUTBIN
    OUTDISP OVERLAYB OVERLAYF OVFL PAGEDEF PIMSG PORTNO PRMODE PRTATTRS PRTERROR PRTOPTNS PRTQUEUE
    PRTY REPLYTO RESFMT RETAINF RETAINS RETRYL RETRYT ROOM SYSAREA THRESHLD TITLE TRC UCS USERDATA
    USERLIB USERPATH WRITER"""
)
"""Parameters of OUTPUT: how output is printed and where it goes. None runs a program.

Source: JCL Reference, OUTPUT JCL statement, parameter field. The list has also been compared, word
by word, with the rule outputStatementParameter of the open source grammar JCLParser.g4
(github.com/cschneid-the-elder/mapa).
"""
JCLLIB_KEYWORDS = words("ORDER")
MAIN_KEYWORDS = words("BYTES CARDS CLASS IORATE LINES LREGION ORG PAGES SPART SYSTEM TRKGRPS TYPE")
"""Operands of ``//*MAIN`` that class the job, choose its system, and route or limit its output.

The others are ACMAIN, DEADLINE, EXPDTCHK, FAILURE, FETCH, HOLD, JOURNAL, PROC, RINGCHK, SETUP,
THWSSEP, UPDATE and USER. They choose or change a procedure library, name a user, or hold, delay or
restart the job. Source: JCL Reference (SA23-1385), JES3 control statements, //*MAIN, Syntax.
"""

_CLASSES = LETTERS | DIGITS
_STATUSES = words("NEW OLD SHR MOD")
_NORMAL = words("DELETE KEEP PASS CATLG UNCATLG")
_ABNORMAL = words("DELETE KEEP CATLG UNCATLG")


def disposition(value: str) -> tuple[str, str, str] | None:
    """Return status, normal and abnormal termination of DISP=; None for another word."""
    coded = value.strip("()").split(",")
    if len(coded) > 3:
        return None
    status, normal, abnormal = [*coded, "", ""][:3]
    is_valid = (
        status in _STATUSES | {""} and normal in _NORMAL | {""} and abnormal in _ABNORMAL | {""}
    )
    return (status, normal, abnormal) if is_valid else None


def data_set(value: str) -> tuple[str, str]:
    """Split the value of DSN= into data set name and member, or generation.

    A value in apostrophes is a name as a whole, and so is one that has another form.
    """
    if value.startswith("'"):
        return unquoted(value), ""
    place = names.place(value)
    return (place.data_set, place.member or "") if place else (value, "")


def is_output_class(value: str) -> bool:
    """Whether SYSOUT may name this class. Empty and ``*`` stand for the class of the job."""
    return value in ("", "*") or (len(value) == 1 and value in _CLASSES)


def parm_text(value: str) -> str:
    """Return the text that PARM= passes to the program, without parentheses and apostrophes."""
    if value.startswith("(") and value.endswith(")"):
        value = value[1:-1]
    pieces = value.split("''") if value != "''" else [""]
    return "'".join(piece.replace("'", "") for piece in pieces)


def is_harmless_main(field: str) -> bool:
    """Whether the operands of ``//*MAIN`` only class, route or limit; see MAIN_KEYWORDS.

    A continued statement is not harmless, because this function sees no continuation.
    """
    depth, keywords, word = 0, list[str](), ""
    for character in field + ",":
        depth += (character == "(") - (character == ")")
        if character == "," and not depth:
            keywords.append(word.partition("=")[0])
            word = ""
        else:
            word += character
    return not depth and all(keyword in MAIN_KEYWORDS for keyword in keywords)
