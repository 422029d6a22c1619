"""The controller's part of every module of this collection."""

from __future__ import annotations

from ansible.plugins.action import ActionBase
from ansible.utils.vars import merge_hash

PREFIX = "ZWE_VSAM_ZOSMF_"
"""How the variables of a z/OSMF server and its login begin."""
NAMES = "ZWE_VSAM_ANSIBLE_LOGIN"
"""The variable that names those of the task to the module, as ``module_utils/command_line.py``."""


class ActionModule(ActionBase):
    """Run the module, and name the variables that the playbook itself gives for the login.

    The module may run with the environment of the controller. There it cannot see which variables
    are the playbook's. So it gets their names here, and leaves out all others.
    """

    _supports_check_mode = True
    _supports_async = True

    def run(self, tmp=None, task_vars=None):
        """Return the result of the module."""
        result = super().run(tmp, task_vars)
        environment: dict[str, str] = {}
        self._compute_environment_string(environment)
        names = sorted(name for name in environment if name.startswith(PREFIX))
        self._task.environment = [environment, {NAMES: " ".join(names)}]
        is_async = self._task.async_val and not self._connection.has_native_async
        answer = self._execute_module(task_vars=task_vars, wrap_async=is_async)
        if not is_async:
            self._remove_tmp_path(self._connection._shell.tmpdir)
        return merge_hash(result, answer)
