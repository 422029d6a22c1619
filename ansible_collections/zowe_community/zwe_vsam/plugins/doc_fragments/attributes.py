"""What all modules can do."""

from __future__ import annotations


class ModuleDocFragment:
    """Attributes of the modules."""

    DOCUMENTATION = r"""
options: {}
attributes:
  action:
    support: full
    description: Has an action plugin that runs on the controller.
  async:
    support: full
    description: Supports being used with the C(async) keyword.
  check_mode:
    support: full
    description: Can run in check mode, and returns the changed status that a real run has.
  diff_mode:
    support: none
    description: Returns details on what has changed, or would change in check mode.
"""
