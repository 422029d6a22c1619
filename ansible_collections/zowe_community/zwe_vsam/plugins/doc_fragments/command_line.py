"""The options that all modules have."""

from __future__ import annotations


class ModuleDocFragment:
    """Documentation of ``module_utils/command_line.py``."""

    DOCUMENTATION = r"""
options:
  config:
    description:
      - The configuration of Zowe. A path, or a list such as V(FILE(site.yaml\):FILE(zowe.yaml\)) or
        V(PARMLIB(ZOWE.PARMLIB(ZWEYAML\)\)), whose leftmost entry is the most important.
      - Or the configuration itself, as a mapping.
      - Use absolute paths. A relative path starts at the folder in which the module runs. With the
        connection V(local), that is the folder of the playbook.
    type: raw
    required: true
  encoding:
    description:
      - Code page of the configuration file. By default, the file tag or the content decides.
    type: str
    choices: [IBM-1047, IBM-037, UTF-8]
  target:
    description:
      - The kind of system. V(auto), the default of C(zwe-vsam), means V(zoau) on z/OS. Elsewhere,
        it selects no system.
    type: str
    choices: [auto, zoau, zosmf, sandbox]
  sandbox:
    description:
      - Folder of a rehearsal system. Implies O(target=sandbox).
    type: path
  zosmf_profile:
    description:
      - A z/OSMF profile of the Zowe team configuration. Implies O(target=zosmf).
    type: str
  executable:
    description:
      - The program C(zwe-vsam), or the words of a command that runs it.
    type: list
    elements: str
    default: [zwe-vsam]
notes:
  - Give the login with the keyword C(environment), in variables such as
    C(ZWE_VSAM_ZOSMF_USER) and C(ZWE_VSAM_ZOSMF_PASSWORD). No option takes a password.
  - Only variables C(ZWE_VSAM_ZOSMF_*) of the keyword C(environment) have an effect. All other
    variables C(ZWE_VSAM_*) are removed, also those of the shell that runs C(ansible-playbook).
  - The modules run on Python 3.8 or later. C(zwe-vsam) needs Python 3.11 or later. The two can be
    different installations.
requirements:
  - zwe-vsam on the host that runs the module
"""
