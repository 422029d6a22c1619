"""The parameters of JOB, EXEC and DD statements that JCL knows, and the forms of their values.

Source: IBM's *z/OS MVS JCL Reference*, the parameter fields of the three statements.
"""

from __future__ import annotations

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
"""How output is printed and where it goes; none of them runs or changes anything else (JCL
Reference, OUTPUT JCL statement)."""
JCLLIB_KEYWORDS = words("ORDER")
MAIN_KEYWORDS = words("BYTES CARDS CLASS IORATE LINES LREGION ORG PAGES SPART SYSTEM TRKGRPS TYPE")
"""Operands of ``//*MAIN`` that class the job, choose its system, and route or limit its output (JCL
Reference, JES3 control statements, //*MAIN). Others choose a procedure library (PROC), change one
(UPDATE), name a user (USER) or hold the job."""

DD_STATEMENTS = 3273
"""Most DD statements of a step, with a task I/O table of 64 KiB, the largest there is."""

STEPS = 255
"""Most steps of a job (JCL Reference, EXEC statement)."""

_CLASSES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
_STATUSES = words("NEW OLD SHR MOD")
_NORMAL = words("DELETE KEEP PASS CATLG UNCATLG")
_ABNORMAL = words("DELETE KEEP CATLG UNCATLG")


def disposition(value: str) -> tuple[str, str, str] | None:
    """Status, normal and abnormal termination of DISP=; None where a word is not one of them."""
    coded = value.strip("()").split(",")
    if len(coded) > 3:
        return None
    status, normal, abnormal = [*coded, "", ""][:3]
    known = status in _STATUSES | {""} and normal in _NORMAL | {""} and abnormal in _ABNORMAL | {""}
    return (status, normal, abnormal) if known else None


def data_set(value: str) -> tuple[str, str]:
    """Data set name and member (or generation) of DSN=; in apostrophes all is the name."""
    if value.startswith("'"):
        return unquoted(value), ""
    name, _, member = value.partition("(")
    return name, member.removesuffix(")")


def is_output_class(value: str) -> bool:
    """Whether ``value`` is a class that SYSOUT may name; empty and ``*`` are that of the job."""
    return value in ("", "*") or (len(value) == 1 and value in _CLASSES)


def parm_text(value: str) -> str:
    """What PARM= passes to the program: no enclosing parentheses, no enclosing apostrophes."""
    if value.startswith("(") and value.endswith(")"):
        value = value[1:-1]
    pieces = value.split("''") if value != "''" else [""]
    return "'".join(piece.replace("'", "") for piece in pieces)


def is_harmless_main(field: str) -> bool:
    """Whether the operands of ``//*MAIN`` only class, route or limit; see MAIN_KEYWORDS.

    A statement that is continued is not harmless, as its continuation is not read here.
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
