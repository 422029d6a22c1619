# Source: ZOAU 1.4 Python API, module "jobs"; statuses: command jls of the same documentation.

from datetime import datetime

class Job:
    job_id: str
    name: str
    owner: str | None
    # AC, HOLD, CC, NOEXEC, ABEND, JCLERR, CANCELED, SEC, CAB, CNV, SYS, FLU; None while unknown.
    status: str | None
    # "0000", an abend code, None while unknown. 1.2: rc, "?" while unknown.
    return_code: str | None
    # 0 while the job does not execute. From 1.2.3 on.
    asid: int
    # System's local time, without a time zone. From 1.2.3 on; ibm_zos_core takes it for a text.
    creation_datetime: datetime | str | None
    # From 1.3 on. Looks at the job first: where the status is not AC, it only gives a UserWarning
    # ("Cannot cancel job ..., job is not running. Current status HOLD", or "job is already
    # cancelled") and returns. Then runs jcan and refreshes the object. Raises JobCancelException.
    # Source: the module jobs of ZOAU 1.3.
    def cancel(self) -> None: ...

# Not in 1.2. Raises JobSubmitException where the command jsub ends with a code other than 0,
# whatever it has done until then.
def submit_return_job_id(source: str, is_unix: bool = False) -> str: ...

# Submits, then fetches: a JobFetchException comes after the submission.
def submit(source: str, is_unix: bool = False) -> Job: ...

# Not in 1.2. Looks fetch_max_retries times, each failed look sleeps 1 s; 0 fails by itself.
# JobFetchException: no such job (BGYSC3503E on stderr), another number of jobs than one
# (response.rc 0), or any other failure.
def fetch(
    job_id: str | None = None, include_extended: bool = False, *, fetch_max_retries: int = 2
) -> Job: ...

# Not in 1.2. An empty list, or a JobFetchException as of fetch, where there is none. Without an
# owner, a name or an id, whose jobs are listed is that of the command jls: always give one.
# fetch_max_retries is one of the "other parameters" of its description (choudhary-vikrant/
# zoau_stubs has it), not of its signature.
def fetch_multiple(
    job_id: str | None = None,
    job_owner: str | None = None,
    job_name: str | None = None,
    include_extended: bool = False,
    *,
    fetch_max_retries: int = 2,
) -> list[Job]: ...

# Only in 1.2; fetch and fetch_multiple later. Without arguments, the jobs of all owners
# (ibm_zos_core 1.7, plugins/module_utils/job.py, which also names the parameters of 1.2.0).
def listing(job_id: str | None = None, owner: str | None = None) -> list[Job] | None: ...

# The constructor of Job raises TypeError where the listing lacks a class, a priority, a queue
# position or an ASID: then fetch and fetch_multiple raise it, the latter for all jobs that it
# lists. Source: the module jobs of ZOAU 1.3.

# owner and prefix are SDSF's ISFOWNER and ISFPREFIX, "needed for some systems"; not in 1.2.
# Keys: dd_name, step_name, procstep, record_format, record_length, records, dsid;
# 1.2: dataset, stepname, procstep, recfm, reclen, recnum. DDQueryException: not ready
# (code 5, BGYSC3505E), or in transmission (6, BGYSC3506E); 1.2.5 has 3 and BGYSC5403E
# (ibm_zos_core issue 971); or with code 0, where the command printed nothing.
def list_dds(
    job_id: str, *, sysin: bool = False, owner: str = "", prefix: str = ""
) -> list[dict[str, str | int]]: ...

# dataset_id is a dsid of list_dds, and overrules the others; one of the "other parameters". Not
# in 1.2. A level that does not know it yet may read by step and name all the same. owner and
# prefix are accepted, and nothing is done with them. The command separates lines by a backslash
# and an n; all of these two characters are stripped from the end of the text, so that of a last
# line "return" comes "retur". Source: the module jobs of ZOAU 1.3.
def read_output(
    job_id: str,
    stepname: str = "'*'",
    dd_name: str = "",
    *,
    dataset_id: str | None = None,
    owner: str = "",
    prefix: str = "",
) -> str: ...
