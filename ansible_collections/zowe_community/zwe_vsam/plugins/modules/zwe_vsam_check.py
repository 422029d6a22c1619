#!/usr/bin/python

# Copyright: the zwe-vsam project
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
"""Check configurations of the Zowe Caching Service."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: zwe_vsam_check
short_description: Check the storage configuration of the Zowe Caching Service
version_added: "1.0.0"
description:
  - Reports every problem of the Caching Service storage in one or more configurations, with file,
    line and remedy. All four storage modes are checked.
  - Without a system, the module works offline. With one, it also checks that what the
    configuration names exists there.
extends_documentation_fragment:
  - zowe_community.zwe_vsam.command_line
  - zowe_community.zwe_vsam.attributes
options:
  config:
    description:
      - The configuration to check. As for M(zowe_community.zwe_vsam.zwe_vsam).
      - Exactly one of O(config) and O(files) is required.
    required: false
  files:
    description:
      - Configurations to check, each on its own. Each is a path, or a list such as
        V(FILE(site.yaml\):FILE(zowe.yaml\)).
    type: list
    elements: str
  ignore:
    description:
      - Message ids of findings to leave out.
    type: list
    elements: str
    default: []
  strict:
    description:
      - Fail if there are warnings.
    type: bool
    default: false
seealso:
  - module: zowe_community.zwe_vsam.zwe_vsam
author:
  - The zwe-vsam project (!UNKNOWN)
"""

EXAMPLES = r"""
- name: Check the configurations of all systems, without a system
  zowe_community.zwe_vsam.zwe_vsam_check:
    files:
      - FILE(/etc/zowe/sysa.yaml):FILE(/etc/zowe/zowe.yaml)
      - FILE(/etc/zowe/sysb.yaml):FILE(/etc/zowe/zowe.yaml)
    strict: true
  delegate_to: localhost
  run_once: true
"""

RETURN = r"""
findings:
  description: The errors and warnings, with id, severity, text, file, line, key and remedy.
  returned: always, unless C(zwe-vsam) could not be run
  type: list
  elements: dict
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


def main():
    """Run the module."""
    module = AnsibleModule(
        argument_spec=dict(
            command_line.ARGUMENTS,
            config={"type": "raw"},
            files={"type": "list", "elements": "str"},
            ignore={"type": "list", "elements": "str", "default": []},
            strict={"type": "bool", "default": False},
        ),
        mutually_exclusive=[("config", "files")],
        required_one_of=[("config", "files")],
        supports_check_mode=True,
    )
    options = module.params
    words = [word for message_id in options["ignore"] for word in ("--ignore", message_id)]
    words += ["--strict"] if options["strict"] else []
    words += ["--"] + options["files"] if options["files"] else []
    runner = command_line.CommandLine(module)
    result = runner.run("check", *words, config=not options["files"])
    returned = {
        "changed": False,
        "result": result,
        "messages": result["messages"],
        "findings": [item for item in result["messages"] if item["severity"] != "info"],
    }
    if not result["ok"]:
        module.fail_json(msg=command_line.failure(result), **returned)
    for warning in command_line.warnings(result):
        module.warn(warning)
    module.exit_json(**returned)


if __name__ == "__main__":
    main()
