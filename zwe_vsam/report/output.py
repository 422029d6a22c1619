"""Writing text where it cannot do harm: terminals, pipes, log files."""

from __future__ import annotations

import contextlib
import errno
import io
import os
from collections.abc import Sequence
from typing import TextIO


def printable(text: str) -> str:
    """``text`` with every control character but the newline made visible.

    Values from YAML and lines from spool could otherwise move the cursor, recolour the screen or
    hide what follows.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else _escape(c) for c in text)


def on_one_line(text: str) -> str:
    """``text`` printable, and its newlines visible too: a value cannot add lines of its own."""
    return printable(text).replace("\n", "\\n")


def _escape(character: str) -> str:
    return "  " if character == "\t" else character.encode("unicode_escape").decode("ascii")


class Closed(io.StringIO):
    """Stands for a descriptor that was closed before the start, where Python has None.

    Python itself drops what is printed to None without a word. write(2) fails with EBADF.
    """

    def write(self, text: str, /) -> int:  # noqa: ARG002
        """Raise OSError."""
        raise OSError(errno.EBADF, "It is closed")


class Output:
    """A text stream that never fails: for want of a character, of a reader, or of space."""

    def __init__(self, stream: TextIO | None) -> None:
        """Write to ``stream``; None is a closed descriptor, as in ``sys.stdout``."""
        self._stream: TextIO | None = Closed() if stream is None else stream
        self._encoding = getattr(stream, "encoding", None) or "utf-8"
        self.failure = ""
        """Why something that somebody wanted to read was not written; empty otherwise."""

    @property
    def is_terminal(self) -> bool:
        """Whether a person is watching."""
        return self._stream is not None and self._stream.isatty()

    @property
    def columns(self) -> int:
        """How wide the terminal is; 80 where it does not say."""
        with contextlib.suppress(OSError, ValueError):
            if self._stream is not None:
                return os.get_terminal_size(self._stream.fileno()).columns or 80
        return 80

    def fitted(self, lines: Sequence[str], place: str = "") -> Sequence[str]:
        """The lines of a message, on a terminal no longer than it is wide: see wrap.fitted."""
        if not self.is_terminal or max(map(len, lines)) <= self.columns:
            return lines
        from zwe_vsam.report import wrap

        return wrap.fitted(lines, place, self.columns)

    @property
    def is_coloured(self) -> bool:
        """Whether text is colored.

        NO_COLOR forbids color. Otherwise, FORCE_COLOR demands it, also without a terminal.
        Otherwise, a terminal shows color unless TERM is ``dumb`` or missing. A variable counts if
        it is not empty; FORCE_COLOR=0 counts as not set (https://no-color.org,
        https://force-color.org, and for 0 the Node.js documentation, "FORCE_COLOR").
        """
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
            return self._stream is not None
        return self.is_terminal and os.environ.get("TERM", "dumb") != "dumb"

    def line(self, text: str) -> None:
        """Write ``text``, made printable, and a newline."""
        self.raw(printable(text) + "\n")

    def raw(self, text: str) -> None:
        """Write ``text`` as it is, but for characters that the stream does not have."""
        if self._stream is None:
            return
        safe = text.encode(self._encoding, "backslashreplace").decode(self._encoding)
        try:
            self._stream.write(safe)
            self._stream.flush()
        except BrokenPipeError:
            self.abandon()
        except OSError as error:
            self.failure = str(error.strerror)
            self.abandon()

    def exact(self, text: str) -> None:
        """Write ``text`` or raise UnicodeEncodeError; on a terminal only what is printable."""
        text.encode(self._encoding)
        self.raw(printable(text) if self.is_terminal else text)

    def abandon(self) -> None:
        """Nobody can read any more: let later writes, and Python's last flush, go nowhere."""
        if self._stream is not None:
            with contextlib.suppress(OSError, ValueError):
                null = os.open(os.devnull, os.O_WRONLY)
                os.dup2(null, self._stream.fileno())
                os.close(null)
        self._stream = None
