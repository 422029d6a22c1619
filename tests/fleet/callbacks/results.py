"""Writes the result of each task on each host as a line of JSON, for tests."""

from __future__ import annotations

import json
import os

from ansible.plugins.callback import CallbackBase

DOCUMENTATION = r"""
name: results
type: aggregate
short_description: Results of tasks as lines of JSON
description: Writes each result to the file that the variable FLEET_RESULTS names.
"""


class CallbackModule(CallbackBase):
    """Appends to the file that FLEET_RESULTS names."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "results"
    CALLBACK_NEEDS_ENABLED = True

    def _add(self, status, result):
        line = {"host": result._host.get_name(), "status": status, "task": result._task.get_name()}
        line["result"] = result._result
        with open(os.environ["FLEET_RESULTS"], "a") as file:
            file.write(json.dumps(line, default=str) + "\n")

    def v2_runner_on_ok(self, result):
        """A task succeeded."""
        self._add("ok", result)

    def v2_runner_on_failed(self, result, ignore_errors=False):
        """A task failed."""
        self._add("failed", result)

    def v2_runner_on_unreachable(self, result):
        """A host was not reached."""
        self._add("unreachable", result)

    def v2_runner_on_skipped(self, result):
        """A task was not needed."""
        self._add("skipped", result)
