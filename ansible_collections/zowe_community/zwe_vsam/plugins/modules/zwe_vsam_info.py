#!/usr/bin/python

# Copyright: the zwe-vsam project
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
"""Read the VSAM cluster of the Zowe Caching Service."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: zwe_vsam_info
short_description: Read the VSAM cluster of the Zowe Caching Service
version_added: "1.0.0"
description:
  - Returns what the catalog has, beside what zowe.yaml describes.
  - A missing cluster, or one that differs, is no error here.
    Use M(zowe_community.zwe_vsam.zwe_vsam) with
    O(zowe_community.zwe_vsam.zwe_vsam#module:state=verified) for that.
extends_documentation_fragment:
  - zowe_community.zwe_vsam.command_line
  - zowe_community.zwe_vsam.attributes
seealso:
  - module: zowe_community.zwe_vsam.zwe_vsam
author:
  - The zwe-vsam project (!UNKNOWN)
"""

EXAMPLES = r"""
- name: Read the cluster
  zowe_community.zwe_vsam.zwe_vsam_info:
    config: /etc/zowe/zowe.yaml
    zosmf_profile: "{{ inventory_hostname }}.zosmf"
  register: storage

- name: Report the systems that need attention
  ansible.builtin.debug:
    msg: "{{ storage.cluster.name }}: {{ storage.state }}"
  when: storage.state != 'same'
"""

RETURN = r"""
state:
  description:
    - V(same) if the cluster matches zowe.yaml, V(different) if an attribute differs, V(missing) if
      there is no cluster.
    - V(unusable) if the name belongs to another kind of data set, or to a migrated one.
  returned: success
  type: str
  sample: same
cluster:
  description: The cluster, as far as the run knows it.
  returned: success
  type: dict
  sample:
    name: IBMUSER.ZWE.CUST.CACHE
    mode: NONRLS
    volume: VOL123
    storage_class: null
    exists: true
comparison:
  description: Each attribute of the cluster, as expected and as found.
  returned: success
  type: list
  elements: dict
  contains:
    attribute:
      description: Name of the attribute.
      type: str
      sample: key length
    expected:
      description: What zowe.yaml and the member say.
      type: str
      sample: "128"
    found:
      description: What the catalog says. Null where there is no cluster.
      type: str
      sample: "64"
    verdict:
      description: C(same), C(different), C(note) or C(not checkable).
      type: str
      sample: different
    effect:
      description: What the difference does to the Caching Service.
      type: str
    remedy:
      description: What to do.
      type: str
usage:
  description: Space and records of the data component. Null where there is no cluster.
  returned: success
  type: dict
messages:
  description: All messages of the run, with id, severity, text, place, details and remedy.
  returned: always, unless C(zwe-vsam) could not be run
  type: list
  elements: dict
result:
  description: >-
    The JSON object of C(zwe-vsam), unchanged. Its fields are described in the reference of
    zwe-vsam.
  returned: always, unless C(zwe-vsam) could not be run
  type: dict
msg:
  description: Id, text, meaning and remedy of each error.
  returned: failure
  type: str
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.zowe_community.zwe_vsam.plugins.module_utils import command_line

STATES = {
    "ZWV5001E": "different",
    "ZWV5002E": "missing",
    "ZWV5003E": "unusable",
    "ZWV5004E": "unusable",
}
"""The error of verify -> the state of the cluster."""


def main():
    """Run the module."""
    module = AnsibleModule(argument_spec=dict(command_line.ARGUMENTS), supports_check_mode=True)
    result = command_line.CommandLine(module).run("verify")
    returned = {"changed": False, "result": result, "messages": result["messages"]}
    errors = [item["id"] for item in result["messages"] if item["severity"] == "error"]
    if any(message_id not in STATES for message_id in errors):
        module.fail_json(msg=command_line.failure(result), **returned)
    module.exit_json(
        state=STATES[errors[0]] if errors else "same",
        cluster=result["cluster"],
        comparison=result["comparison"],
        usage=result["usage"],
        **returned,
    )


if __name__ == "__main__":
    main()
