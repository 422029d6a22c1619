#!/usr/bin/python

# Copyright: the zwe-vsam project
# Apache License 2.0 (see LICENSE or https://www.apache.org/licenses/LICENSE-2.0)
"""Move the Zowe Caching Service from VSAM to another storage mode."""

from __future__ import annotations

DOCUMENTATION = r"""
---
module: zwe_vsam_migrate
short_description: Move the Zowe Caching Service from VSAM to Infinispan
version_added: "1.0.0"
description:
  - Changes the storage mode in the files of the configuration, and nothing else in them.
  - No job is submitted, and no cluster is deleted.
  - The former content of a file is kept in a file whose name ends in C(.before-migrate). To restore
    it, run C(zwe-vsam migrate --rollback).
extends_documentation_fragment:
  - zowe_community.zwe_vsam.command_line
  - zowe_community.zwe_vsam.attributes
options:
  config:
    description:
      - The configuration to change. A path, or a list such as
        V(FILE(site.yaml\):FILE(zowe.yaml\)). A mapping cannot be changed.
  state:
    description:
      - V(migrated) sets the storage mode O(to), with what it needs.
      - V(cleaned) removes the keys of VSAM storage. With a system, it fails while the cluster
        exists.
    type: str
    choices: [migrated, cleaned]
    default: migrated
  to:
    description:
      - The new storage mode. Only for O(state=migrated).
    type: str
    choices: [infinispan]
    default: infinispan
  jgroups_port:
    description:
      - Port of Infinispan, for all instances. By default, the configured port, or the default port
        of Zowe.
    type: int
  key_exchange_port:
    description:
      - Port of the key exchange, for all instances. The default is as for O(jgroups_port).
    type: int
  instance_hosts:
    description:
      - For an instance of C(haInstances), the host on which the other instances reach it. By
        default, its hostname.
    type: dict
    default: {}
  for_version:
    description:
      - Release of Zowe, where releases differ.
    type: str
    choices: ["2.18", "3.1", "3.2", "3.5", "3.6"]
  into:
    description:
      - Write all changes into this file or member of O(config). By default, each value is changed
        where it stands.
    type: str
  backup:
    description:
      - Keep the former content of each file that is changed.
    type: bool
    default: true
attributes:
  check_mode:
    support: full
    description: Shows the change, and writes nothing.
  diff_mode:
    support: full
    description: Each file, before and after. Values that can be a secret are masked.
seealso:
  - module: zowe_community.zwe_vsam.zwe_vsam
author:
  - The zwe-vsam project (!UNKNOWN)
"""

EXAMPLES = r"""
- name: Change zowe.yaml to Infinispan
  zowe_community.zwe_vsam.zwe_vsam_migrate:
    config: /etc/zowe/zowe.yaml
    instance_hosts:
      lpar1: lpar1.example.com
      lpar2: lpar2.example.com

- name: Remove the keys of VSAM storage, after the cluster is removed
  zowe_community.zwe_vsam.zwe_vsam_migrate:
    config: /etc/zowe/zowe.yaml
    state: cleaned
"""

RETURN = r"""
migration:
  description: >-
    The files, the keys, the tasks that only the site can do, and the data that is lost. Null if
    there is nothing to change, or if the migration is refused.
  returned: always, unless C(zwe-vsam) could not be run
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
diff:
  description: What changes, in the form that Ansible shows with C(--diff).
  returned: in diff mode
  type: list
  elements: dict
msg:
  description: Id, text, meaning and remedy of each error.
  returned: failure
  type: str
"""

from ansible.module_utils.basic import AnsibleModule
from ansible_collections.zowe_community.zwe_vsam.plugins.module_utils import command_line


def words_of(options, is_dry):
    """The words of the command line."""
    words = ["--clean"] if options["state"] == "cleaned" else ["--to", options["to"]]
    for name in ("jgroups_port", "key_exchange_port", "for_version", "into"):
        if options[name]:
            words += ["--" + name.replace("_", "-"), str(options[name])]
    for instance, host in sorted(options["instance_hosts"].items()):
        words += ["--host", "%s=%s" % (instance, host)]
    words += [] if options["backup"] else ["--no-backup"]
    return words + ([] if is_dry else ["--write"])


def main():
    """Run the module."""
    module = AnsibleModule(
        argument_spec=dict(
            command_line.ARGUMENTS,
            state={"type": "str", "choices": ["migrated", "cleaned"], "default": "migrated"},
            to={"type": "str", "choices": ["infinispan"], "default": "infinispan"},
            jgroups_port={"type": "int"},
            key_exchange_port={"type": "int", "no_log": False},
            instance_hosts={"type": "dict", "default": {}},
            for_version={"type": "str", "choices": ["2.18", "3.1", "3.2", "3.5", "3.6"]},
            into={"type": "str"},
            backup={"type": "bool", "default": True},
        ),
        supports_check_mode=True,
    )
    runner = command_line.CommandLine(module)
    result = runner.run("migrate", *words_of(module.params, module.check_mode))
    migration = result["migration"]
    returned = {
        "changed": bool(result["plan"]) if module.check_mode else result["changed"],
        "result": result,
        "migration": migration,
        "messages": result["messages"],
    }
    if module._diff and migration is not None:
        returned["diff"] = [{"prepared": file["diff"]} for file in migration["files"]]
    if not result["ok"]:
        module.fail_json(msg=command_line.failure(result), **returned)
    for warning in command_line.warnings(result):
        module.warn(warning)
    module.exit_json(**returned)


if __name__ == "__main__":
    main()
