"""Sets and removes values in a YAML text by changing as little of the text as possible.

The places are found by PyYAML's marks; everything else (comments, order, quotes, line ends) stays
as it is. A set of changes is planned as a whole. The result is parsed once and compared with what
was there: it has the new values and is otherwise the same, or the whole set is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from zwe_vsam.config.document import Document
from zwe_vsam.config.edit import comparison, planner
from zwe_vsam.config.edit.lines import Shown, shown
from zwe_vsam.config.edit.model import Change, Edit, Refused, Setting, applied, wanted
from zwe_vsam.config.edit.sharing import Shared, Sharing, shared
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.config.yaml_problems import NotYaml
from zwe_vsam.errors import Problem

__all__ = [
    "Change", "Edit", "Refused", "Setting", "Shared", "Sharing", "Shown", "plan", "shared", "shown",
]  # fmt: skip


def plan(document: Document, settings: Sequence[Setting]) -> Edit:
    """The changes that give ``document`` all the ``settings``, in the order of its text.

    New keys come in the order of ``settings``. Raises Refused if no change of the text leaves
    everything else as it is; then none of the settings can be made.
    """
    tree = planner.without_empty_sections(document, wanted(settings))
    changes = planner.Planner(document).changes(tree)
    if not changes:
        return Edit((), document)
    text = applied(document.text, changes)
    try:
        after = Document(ConfigSource(document.name, text))
    except Problem as problem:
        # An explanation is about lines of the changed text, which the user has not written.
        reason = problem.parser_reason if isinstance(problem, NotYaml) else problem.message.text
        raise Refused(f"the changed text would not be valid YAML: {reason}") from problem
    comparison.Comparison(document).check(after.root, tree)
    return Edit(changes, after)
