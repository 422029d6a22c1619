# Source: ZOAU 1.2; "Migrating to ZOAU v1.3": module types was renamed to ztypes.

from zoautil_py.ztypes import DDStatement as DDStatement
from zoautil_py.ztypes import FileDefinition as FileDefinition
