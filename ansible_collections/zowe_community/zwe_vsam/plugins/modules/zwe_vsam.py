#!/usr/bin/python

# Copyright: the zwe-vsam project
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
"""Manage the VSAM cluster of the Zowe Caching Service."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: zwe_vsam
short_description: Manage the VSAM cluster of the Zowe Caching Service
version_added: "1.0.0"
description:
  - Creates, replaces, compares or removes the VSAM cluster of the Zowe Caching Service, or returns
    the JCL that creates it.
  - The module runs the command line C(zwe-vsam) once, and reads its JSON object.
  - A cluster is deleted only if the catalog shows that it is the Caching Service's cluster.
extends_documentation_fragment:
  - zowe_community.zwe_vsam.command_line
  - zowe_community.zwe_vsam.attributes
options:
  state:
    description:
      - V(present) creates the cluster, or keeps one that matches zowe.yaml.
        A cluster that differs is an error, unless O(replace=true).
      - V(absent) deletes the cluster with all its records.
      - V(verified) compares the cluster with zowe.yaml, and never changes anything.
        A missing cluster, and one that differs, is an error.
      - V(rendered) returns the JCL of the member that creates the cluster. Without a system, the
        module uses the template that is bundled with zwe-vsam.
    type: str
    choices: [present, absent, verified, rendered]
    default: present
  replace:
    description:
      - Delete a cluster that differs from zowe.yaml with all its records, and define it again.
      - Nothing else allows this. Only for O(state=present).
    type: bool
    default: false
  generate:
    description:
      - Write the JCL member from the template, even if the member exists.
      - Only for O(state=present) and O(state=absent).
    type: bool
    default: false
  force:
    description:
      - Allow the deletion of a cluster with other lengths.
        Another kind of data set is never deleted.
      - Only with O(replace=true) or O(state=absent).
    type: bool
    default: false
  wait:
    description:
      - Wait for the end of the job. Only O(state=present) can do without.
      - A job of an earlier run that has not ended is taken up, and no second job is submitted.
        With O(wait=false), such a job is an error.
    type: bool
    default: true
  timeout:
    description:
      - Seconds to wait for the job. After that, the job continues to run, and the task fails.
    type: int
    default: 900
  template:
    description:
      - File on the host that runs C(zwe-vsam), to use instead of the installed member.
      - Not for O(state=verified).
    type: path
attributes:
  check_mode:
    support: full
    description: Reads the system, and changes nothing at all.
  diff_mode:
    support: full
    description: >-
      The member and the cluster, before and after. For O(state=verified), the cluster as found and
      as expected. For O(state=rendered), the member in the JCL library and the template's.
seealso:
  - module: zowe_community.zwe_vsam.zwe_vsam_check
  - module: zowe_community.zwe_vsam.zwe_vsam_info
author:
  - The zwe-vsam project (!UNKNOWN)
"""

EXAMPLES = r"""
- name: Create the cluster, or keep the one that matches
  zowe_community.zwe_vsam.zwe_vsam:
    config: FILE(/etc/zowe/{{ inventory_hostname }}.yaml):FILE(/etc/zowe/zowe.yaml)
    zosmf_profile: "{{ inventory_hostname }}.zosmf"
  environment:
    ZWE_VSAM_ZOSMF_USER: "{{ zosmf_user }}"
    ZWE_VSAM_ZOSMF_PASSWORD: "{{ zosmf_password }}"

- name: Compare the cluster with zowe.yaml
  zowe_community.zwe_vsam.zwe_vsam:
    config: /etc/zowe/zowe.yaml
    state: verified
    target: zoau

- name: Define a cluster anew if it differs
  zowe_community.zwe_vsam.zwe_vsam:
    config: /etc/zowe/zowe.yaml
    replace: true
    target: zoau

- name: Rehearse with a configuration given inline
  zowe_community.zwe_vsam.zwe_vsam:
    config:
      zowe:
        setup:
          dataset:
            prefix: IBMUSER.ZWE
            jcllib: IBMUSER.ZWE.CUST.JCLLIB
          vsam:
            mode: NONRLS
            volume: VOL123
            name: IBMUSER.ZWE.CUST.CACHE
      components:
        caching-service:
          storage:
            mode: VSAM
            vsam:
              name: IBMUSER.ZWE.CUST.CACHE
    sandbox: /tmp/rehearsal

- name: Remove the cluster with all its records
  zowe_community.zwe_vsam.zwe_vsam:
    config: /etc/zowe/zowe.yaml
    state: absent
    target: zoau
"""

RETURN = r"""
result:
  description: >-
    The JSON object of C(zwe-vsam), unchanged. Its fields are described in the reference of
    zwe-vsam.
  returned: always, unless C(zwe-vsam) could not be run
  type: dict
cluster:
  description: The cluster, as far as the run knows it.
  returned: always, unless C(zwe-vsam) could not be run
  type: dict
  sample:
    name: IBMUSER.ZWE.CUST.CACHE
    mode: NONRLS
    volume: VOL123
    storage_class: null
    exists: true
jobs:
  description: >-
    The jobs that the task submitted or took up, in the form of M(ibm.ibm_zos_core.zos_job_submit).
  returned: always, unless C(zwe-vsam) could not be run
  type: list
  elements: dict
  contains:
    job_id:
      description: Id of the job.
      type: str
      sample: JOB01234
    job_name:
      description: Name of the job.
      type: str
      sample: ZWECSVSM
    owner:
      description: User ID of the owner.
      type: str
      sample: IBMUSER
    content_type:
      description: Always C(JOB).
      type: str
      sample: JOB
    duration:
      description: Seconds from the submission to the last query.
      type: int
      sample: 2
    creation_date:
      description: Local date when the system received the job.
      type: str
      sample: "2026-01-31"
    creation_time:
      description: Local time when the system received the job.
      type: str
      sample: "14:15:00"
    ret_code:
      description: >-
        C(msg), C(msg_code), C(msg_txt) and C(code), as of M(ibm.ibm_zos_core.zos_job_submit).
        C(msg_txt) explains a job that failed.
      type: dict
      sample:
        msg: CC 0000
        msg_code: "0000"
        msg_txt: ""
        code: 0
    steps:
      description: Always empty.
      type: list
      elements: dict
    dds:
      description: Always empty. To read the output, run C(zwe-vsam job JOBID --spool).
      type: list
      elements: dict
jcl:
  description: The JCL of the member. In check mode, and for O(state=rendered).
  returned: always, unless C(zwe-vsam) could not be run; null where it was not asked for
  type: str
messages:
  description: All messages of the run, with id, severity, text, place, details and remedy.
  returned: always, unless C(zwe-vsam) could not be run
  type: list
  elements: dict
diff:
  description: >-
    What changes, in the form that Ansible shows with C(--diff). Ansible shows it only if the task
    changes something. For the other states, register the result.
  returned: in diff mode
  type: list
  elements: dict
msg:
  description: Id, text, meaning and remedy of each error.
  returned: failure
  type: str
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.zowe_community.zwe_vsam.plugins.module_utils import (
    command_line,
    differences,
    jobs,
)

COMMANDS = {"present": "init", "absent": "remove", "verified": "verify", "rendered": "render"}
SHOWN = {"verified": differences.of_comparison, "rendered": differences.of_rendering}
"""State -> what diff mode shows, where that is not a change."""
OTHER_CLUSTER = "ZWV4012I"
"""The message of a job that ended well, and defined or deleted another cluster."""


class Task:
    """One task: the run of its command, and the jobs of earlier runs before it."""

    def __init__(self, module):
        """``module`` has the options of this module."""
        self.module = module
        self.options = module.params
        self.command_line = command_line.CommandLine(module)
        self.jobs = []
        self.took_up = False
        """Whether a job of an earlier run did its work while this task waited for it."""

    def run(self):
        """Run the command, and end the task."""
        result = self._command()
        if self._must_wait(result):
            for job in result["under_way"]:
                self._take_up(job)
            result = self._command()
        self._end(result)

    def _command(self):
        return self.command_line.run(COMMANDS[self.options["state"]], *self._words())

    def _words(self):
        """The words of the command line that the state needs."""
        options = self.options
        changes = options["state"] in ("present", "absent")
        shows = self.module._diff and (changes or self._has_system())
        replaces = options["state"] == "present" and options["replace"]
        words = [
            (options["state"] == "present" and not replaces, ["--exist-ok"]),
            (replaces, ["--allow-overwrite", "--if-different"]),
            (replaces or options["state"] == "absent", ["--yes"]),
            (changes and self.module.check_mode, ["--dry-run"]),
            (shows and options["state"] != "verified", ["--diff"]),
            (options["generate"], ["--generate"]),
            (options["force"], ["--force"]),
            (not options["wait"], ["--no-wait"]),
            (changes, ["--timeout", str(options["timeout"])]),
            (options["template"], ["--template", options["template"]]),
        ]
        return [word for is_given, part in words if is_given for word in part]

    def _has_system(self):
        return any(self.options[name] for name in ("target", "sandbox", "zosmf_profile"))

    def _must_wait(self, result):
        """Whether only jobs of earlier runs stopped this one."""
        changes = self.options["state"] in ("present", "absent")
        return changes and self.options["wait"] and result["under_way"] and not result["changed"]

    def _take_up(self, job):
        """Wait for a job. Its failure is the failure of the task."""
        result = self.command_line.run("job", job["id"], "--timeout", str(self.options["timeout"]))
        self.jobs += jobs.of_result(result)
        if not result["ok"]:
            self._end(result)
        ids = [message["id"] for message in result["messages"]]
        self.took_up = self.took_up or OTHER_CLUSTER not in ids

    def _end(self, result):
        changed = bool(result["plan"]) if self.module.check_mode else result["changed"]
        returned = {
            "changed": changed or self.took_up,
            "result": result,
            "cluster": result["cluster"],
            "jobs": self.jobs + ([] if result["command"] == "job" else jobs.of_result(result)),
            "jcl": result["jcl"],
            "messages": result["messages"],
        }
        if self.module._diff:
            returned["diff"] = SHOWN.get(self.options["state"], differences.of_change)(result)
        if not result["ok"]:
            self.module.fail_json(msg=command_line.failure(result), **returned)
        for warning in command_line.warnings(result):
            self.module.warn(warning)
        self.module.exit_json(**returned)


def main():
    """Run the module."""
    module = AnsibleModule(
        argument_spec=dict(
            command_line.ARGUMENTS,
            state={"type": "str", "choices": list(COMMANDS), "default": "present"},
            replace={"type": "bool", "default": False},
            generate={"type": "bool", "default": False},
            force={"type": "bool", "default": False},
            wait={"type": "bool", "default": True},
            timeout={"type": "int", "default": 900},
            template={"type": "path"},
        ),
        supports_check_mode=True,
    )
    Task(module).run()


if __name__ == "__main__":
    main()
