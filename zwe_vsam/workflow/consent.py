"""Asking before something is deleted or cancelled."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from zwe_vsam.errors import Problem

if TYPE_CHECKING:
    from zwe_vsam.model import SystemName


class Consent(NamedTuple):
    """How this run gets the user's word."""

    given: bool = False
    """Whether the command line gave it: ``--yes``."""
    ask: Callable[[str], bool] | None = None
    """Puts a question at the terminal; None where there is none."""

    def require(self, deed: str, system: "SystemName") -> None:
        """Return if the user agrees to ``deed``, such as ``Delete A.B``, on ``system``.

        Raises Problem ZWV7010E or ZWV7011E otherwise; nothing was changed.
        """
        if self.given:
            return
        question = f"{deed} on {system}?"
        if self.ask is None:
            raise Problem("ZWV7010E", question=question, details=("Nothing was changed.",))
        try:
            agreed = self.ask(question)
        except KeyboardInterrupt as error:
            error.details = ("Nothing was changed.",)  # type: ignore[attr-defined]
            raise
        if not agreed:
            raise Problem("ZWV7011E", question=question, details=("Nothing was changed.",))


UNASKED = Consent()
"""Neither the command line nor anybody at a terminal agrees."""
