"""Jobs in the form in which the collection ibm.ibm_zos_core returns them."""

from __future__ import annotations

_STATUS = {
    "abend": "ABEND",
    "jcl-error": "JCL ERROR",
    "security-error": "SEC ERROR",
    "cancelled": "CANCELED",
    "flushed": "FLU",
    "converter-error": "CNV",
    "converter-abend": "CAB",
    "system-failure": "SYS",
    "active": "AC",
    "held": "HOLD",
}
"""Outcome of zwe-vsam -> ``ret_code.msg`` of zos_job_submit. The others are ``?`` there."""


def of_result(result):
    """The jobs that a run submitted, in their order."""
    removal = result["removal"]
    given = [removal["job"] if removal else None, result["job"]]
    return [_job(job) for job in given if job is not None]


def _job(job):
    received = (job["received"] or " ").split(" ", 1)
    return {
        "job_id": job["id"],
        "job_name": job["name"],
        "owner": job["owner"],
        "content_type": "JOB",
        "duration": int(job["elapsed_s"]),
        "creation_date": received[0] or None,
        "creation_time": received[1] or None,
        "ret_code": _ret_code(job),
        "steps": [],
        "dds": [],
    }


def _ret_code(job):
    explanation = job["explanation"]
    text = explanation["meaning"] if explanation else job["abend"] or ""
    if job["outcome"] == "completed":
        digits = "%04d" % job["code"]
        return {"msg": "CC %s" % digits, "msg_code": digits, "msg_txt": text, "code": job["code"]}
    return {
        "msg": _STATUS.get(job["outcome"], "?"),
        "msg_code": None,
        "msg_txt": text or "The state of the job is %s." % job["outcome"],
        "code": None,
    }
