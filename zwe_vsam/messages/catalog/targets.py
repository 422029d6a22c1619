"""ZWV60 to ZWV62: all targets, ZOAU, and z/OSMF.

- ZWV600: libraries and members; ZWV601: access; ZWV602 and ZWV603: jobs; ZWV604: the catalog
- ZWV610: zoautil_py; ZWV611 and ZWV612: its calls
- ZWV620: the packages, the profile and the login of z/OSMF; ZWV621: their values
- ZWV622 and ZWV623: no answer; ZWV624: answers that refuse; ZWV625: answers of an unexpected form
- ZWV626: a server without IDCAMS; ZWV627: what is unchecked, or happened on the way
"""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry
from zwe_vsam.messages.catalog.zosmf import ENTRIES as ZOSMF

_SDSF = "Check that you may use SDSF, through which ZOAU reads jobs. Then run this command again."
_ZOAU = "IBM Z Open Automation Utilities documentation"

ALL_TARGETS = (
    MessageEntry(
        "ZWV6001E",
        "The library {library} does not exist.",
        "The catalog of the system has no partitioned data set of this name.",
        "Correct the name of the library, or create the library.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV6002E",
        "The member {member} does not exist.",
        "The library exists, and its directory does not have the member.",
        "Correct the name of the member. If the member existed a moment ago, run this command "
        "again.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV6010E",
        "Cannot {action}: {user} is not authorized to do that on {system} ({answer}).",
        "The security product of the system, or z/OSMF, refused the request. The lines below the "
        "message are the answer of the system.",
        "Ask the security administrator of the system for this access.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6011E",
        "Cannot {action}: another user or job has the data set or member open ({answer}).",
        "The system serializes access to a data set, and another user or job has it exclusively. "
        "The lines below the message are the answer of the system.",
        "Run this command again when the data set is free. If a user edits the member in ISPF, "
        "ask that user to leave the editor.",
        exit_code=233,
        source="z/OSMF Programming Guide, X-IBM-Obtain-ENQ; z/OS TSO/E Messages, IKJ56225I",
    ),
    MessageEntry(
        "ZWV6020E",
        "The system does not list the job {job}.",
        "The job was purged, its output was printed, or your user is not allowed to see it. "
        "zwe-vsam changed no job.",
        "Check the job id. A job that was purged cannot be canceled or released.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV6021E",
        "The system lists {count} jobs with the id {job_id}.",
        "A job id must name one job. zwe-vsam does not choose between several.",
        "Search for these jobs in SDSF.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6022E",
        "The system answered with job {answered}. Expected job {job}.",
        "The answer is about another job than the request. zwe-vsam concludes nothing from it.",
        "Run this command again with -vv, which shows each request. Check the job in SDSF.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6030E",
        "Job {job} has ended and cannot be canceled.",
        "Only a job that waits or executes can be canceled. The job is unchanged.",
        "To see how the job ended, leave out --cancel.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV6031E",
        "Job {job} could not be canceled.",
        "The system refused to cancel the job, or the job did not change. The lines below the "
        "message give the reason.",
        "Cancel the job in SDSF.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV6032E",
        "Job {job} is not held, so it cannot be released.",
        "Only a held job can be released. The job is unchanged.",
        "To see the state of the job, leave out --release.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV6033E",
        "Job {job} could not be released.",
        "The system refused to release the job. The lines below the message give the reason.",
        "Release the job in SDSF.",
        exit_code=235,
    ),
    MessageEntry(
        "ZWV6040E",
        "The catalog gives no clear answer: {reason}.",
        "Only an entry in the output of LISTCAT proves that a data set exists. Only message "
        "IDC3012I proves that it does not exist. zwe-vsam concludes nothing from any other output.",
        "Run this command again with -vv, which shows each request. Then run LISTCAT ENTRIES(name) "
        "ALL yourself.",
        exit_code=233,
    ),
)

ZOAU = (
    MessageEntry(
        "ZWV6101E",
        "The Python module zoautil_py is not installed in this Python environment.",
        "The zoau target uses z/OS through zoautil_py. The module comes with IBM Z Open "
        "Automation Utilities and is on no package index.",
        "Install the wheel of zoautil_py from $ZOAU_HOME.",
        exit_code=233,
        source=f'{_ZOAU}, "Use Python wheels with ZOAU"',
    ),
    MessageEntry(
        "ZWV6102E",
        "The Python module zoautil_py cannot be imported: {reason}.",
        "The module is installed, but its import fails. The usual causes are a wheel for another "
        "Python version, and a LIBPATH without $ZOAU_HOME/lib.",
        "Add $ZOAU_HOME/lib to LIBPATH, and install the wheel for this Python version.",
        exit_code=233,
        source=f'{_ZOAU}, "Use Python wheels with ZOAU"',
    ),
    MessageEntry(
        "ZWV6103E",
        "zoautil_py {version} has no {part}. zwe-vsam needs ZOAU 1.2.3 or later.",
        "zwe-vsam checks for the functions that it needs. This level of zoautil_py does not "
        "have one of them.",
        "Install ZOAU 1.2.3 or later.",
        exit_code=233,
        source=f'{_ZOAU}, "Migrating to ZOAU v1.3 from v1.2.x and earlier"',
    ),
    MessageEntry(
        "ZWV6104E",
        "The code page cp1047 of this Python is not IBM-1047.",
        "JCL needs the characters $, # and @ in their code points of IBM-1047. With another code "
        "page, members would be written with wrong characters.",
        "Use IBM's Python.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6105E",
        "zoautil_py {module} does not belong to ZOAU {product}.",
        "The Python module calls the programs of ZOAU. Programs of another release can lack an "
        "option, or answer in another form.",
        "Install the wheel that $ZOAU_HOME has for this Python.",
        exit_code=233,
        source=f'{_ZOAU}, "Use Python wheels with ZOAU"',
    ),
    MessageEntry(
        "ZWV6110E",
        "ZOAU could not {action}: {reason}.",
        "A call of zoautil_py failed. zwe-vsam repeated the call and then gave up. The text has "
        "the exception, the code and the messages of ZOAU.",
        _SDSF,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6111E",
        "The spool files of job {job} could not be listed: {reason}.",
        "ZOAU found no output of the job. A job that waits has no output yet.",
        "If the job still waits, run this command again later.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6112E",
        "ZOAU cannot release job {job}, because it has no function for that.",
        "No release of zoautil_py can release a held job. The job is unchanged.",
        "Release the job in SDSF or with the operator command $A J. Then run this command again "
        "without --release.",
        exit_code=235,
        source="zoautil_py, module jobs, ZOAU 1.2 to 1.4",
    ),
    MessageEntry(
        "ZWV6120E",
        "The library {library} is migrated.",
        "ZOAU does not list the members of a migrated data set.",
        "Recall the library (HRECALL), and run this command again.",
        exit_code=233,
        source=f"{_ZOAU}, command dls",
    ),
    MessageEntry(
        "ZWV6121E",
        "ZOAU could not determine whether the member {member} exists.",
        "The catalog has the library, but ZOAU could not list its members. The lines below "
        "the message are from ZOAU.",
        "Check that you have READ access to the library, and that its volume is online.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6122E",
        "ZOAU could not read the member {member}.",
        "The member exists, but its content could not be read. The lines below the message "
        "are from ZOAU.",
        "Check that you have READ access to the library, and that no other user or job has the "
        "member exclusively.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6130E",
        "ZOAU could not run LISTCAT for {name}: {reason}.",
        "zwe-vsam reads the catalog with IDCAMS, which ZOAU runs with the command "
        "mvscmdauth. It is not known whether the entry exists.",
        "Check that mvscmdauth of ZOAU is APF-authorized.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6131E",
        "LISTCAT for {name} failed, because a temporary file cannot be used: {reason}.",
        "IDCAMS reads its command from a temporary file and prints to another file. It is "
        "not known whether the entry exists.",
        "Set TMPDIR to a folder that you may write to.",
        exit_code=233,
    ),
)

ENTRIES: tuple[MessageEntry, ...] = (*ALL_TARGETS, *ZOAU, *ZOSMF)
