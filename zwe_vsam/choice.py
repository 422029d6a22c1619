"""Which system the command line names, and how it is to be reached."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Callable
from typing import NamedTuple

Ask = Callable[[str], str]
"""Asks the user for a secret that is not shown, with a prompt; empty where none was given."""


class Choice(NamedTuple):
    """A system, before anything was tried; no secret is in here."""

    target: str | None = None
    """A key of targets.TARGETS, or ``auto``; None where no system was named."""
    sandbox: str = ""
    """The folder of the rehearsal system."""
    profile: str = ""
    """Profile of the user's Zowe team configuration; empty for what else there is."""
    verify: bool = True
    """Whether the certificate of a server is checked."""
    ask: Ask | None = None
    """None where there is nobody to ask."""
    symbols: tuple[tuple[str, str], ...] = ()
    """System symbols that the user gives, as names without ``&`` and values."""

    def options(self) -> list[str]:
        """The words of a command line that name this system."""
        words = [f"--symbol={name}={value}" for name, value in self.symbols]
        if self.sandbox:
            words += ["--sandbox", self.sandbox]
        elif self.profile:
            words += ["--zosmf-profile", self.profile]
        elif self.target and self.target != "auto":
            words += ["--target", self.target]
        return words if self.verify else [*words, "--insecure-skip-verify"]

    def or_auto(self) -> "Choice":
        """The same, with ``auto`` where no system was named."""
        return self if self.target else self._replace(target="auto")
