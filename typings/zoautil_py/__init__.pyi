# Stubs for the part of IBM Z Open Automation Utilities that zwe-vsam calls, written from its
# documentation: https://www.ibm.com/docs/en/zoau/latest ("Python API", module pages datasets,
# jobs, mvscmd, ztypes, exceptions), for 1.4; what differs in 1.3 and 1.2 is said where it stands.
# 1.2 and its changes: "Migrating to ZOAU v1.3 from v1.2.x and earlier" of the same documentation,
# and the Ansible collection ibm_zos_core (issues 1110, 1121), which made them.

# Every function of 1.3 and 1.4 also takes **kwargs (such as tmphlq). They are left out, so that
# the type checker sees a keyword that is misspelt.

ZOAU_API_VERSION: str
