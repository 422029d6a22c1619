"""Writing text where it cannot do harm: terminals, pipes, log files."""

from __future__ import annotations

import contextlib
import os
from typing import TextIO


def printable(text: str) -> str:
    """``text`` with every control character but the newline made visible.

    Values from YAML and lines from spool could otherwise move the cursor, recolour the screen or
    hide what follows.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else _escape(c) for c in text)


def _escape(character: str) -> str:
    return "  " if character == "\t" else character.encode("unicode_escape").decode("ascii")


class Output:
    """A text stream that never fails for want of a reader or of a character."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._encoding = stream.encoding or "utf-8"
        self._open = True

    @property
    def is_terminal(self) -> bool:
        """Whether a person is watching."""
        return self._stream.isatty()

    @property
    def is_coloured(self) -> bool:
        """Whether colour is understood and wanted (https://no-color.org)."""
        plain = "NO_COLOR" in os.environ or os.environ.get("TERM", "dumb") == "dumb"
        return self.is_terminal and not plain

    def line(self, text: str) -> None:
        """Write ``text``, made printable, and a newline."""
        self.raw(printable(text) + "\n")

    def raw(self, text: str) -> None:
        """Write ``text`` as it is, but for characters that the stream does not have."""
        if not self._open:
            return
        safe = text.encode(self._encoding, "backslashreplace").decode(self._encoding)
        try:
            self._stream.write(safe)
            self._stream.flush()
        except BrokenPipeError:
            self._abandon()

    def exact(self, text: str) -> None:
        """Write ``text`` or raise: UnicodeEncodeError, OSError (but for a closed pipe)."""
        text.encode(self._encoding)
        self.raw(text)

    def _abandon(self) -> None:
        """Nobody reads any more: let later writes, and Python's last flush, go nowhere."""
        self._open = False
        with contextlib.suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, self._stream.fileno())
            os.close(null)
