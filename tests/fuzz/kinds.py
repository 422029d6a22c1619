"""Every kind of hostile input.

What a target answers is a kind like others: a module of its own beside these, its KINDS added here.
"""

from __future__ import annotations

from tests.fuzz import (
    checks,
    commands,
    configurations,
    edits,
    expressions,
    javascript,
    migrations,
    output,
    readers,
    systems,
    templates,
    zosmf,
    zosmf_commands,
)
from tests.fuzz.harness import Kind

KINDS: tuple[Kind, ...] = (
    *configurations.KINDS,
    *expressions.KINDS,
    *javascript.KINDS,
    *edits.KINDS,
    *migrations.KINDS,
    *checks.KINDS,
    *templates.KINDS,
    *readers.KINDS,
    *output.KINDS,
    *systems.KINDS,
    *zosmf.KINDS,
    *zosmf_commands.KINDS,
    *commands.KINDS,
)
