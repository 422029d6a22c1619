"""The command line of a run, so that a message can give a command to paste."""

# Annotations are objects here: a named tuple compiles each one that is a text.
from collections.abc import Sequence
from typing import NamedTuple

from zwe_vsam.choice import Choice


class Invocation(NamedTuple):
    """What of a command line another command needs to work on the same cluster and system."""

    config: str = ""
    """As given with ``-c``; empty where no configuration was named."""
    encoding: str = ""
    """As given with ``--encoding``; empty without it."""
    system: Choice = Choice()
    words: tuple[str, ...] = ()
    """The whole command line of this run."""

    def command(self, *words: str) -> str:
        """Return ``zwe-vsam WORDS`` with the same configuration and system, quoted for a shell."""
        import shlex

        options = [*words]
        if self.config:
            options += ["-c", self.config]
        if self.encoding:
            options += ["--encoding", self.encoding]
        return shlex.join(["zwe-vsam", *options, *self.system.options()])


def command_line(words: Sequence[str]) -> str:
    """``zwe-vsam WORDS`` quoted for a shell, without what the words assign to a password."""
    import shlex

    from zwe_vsam.config.secrets import word_shown

    return shlex.join(["zwe-vsam", *map(word_shown, words)])
