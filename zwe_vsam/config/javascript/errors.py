"""Errors of expressions. Zowe treats each kind in another way."""

from __future__ import annotations


class ScriptError(ValueError):
    """An expression that gives no value. Raised as one of the kinds below.

    The message never holds the text of a value of the configuration, which may be a secret. It
    can hold names and marks of the expression itself.
    """

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset
        """0-based, in the source that was evaluated. `Source.offset_in_text` gives the scalar's."""


class ScriptSyntaxError(ScriptError):
    """Not JavaScript. Zowe reports it and leaves the value unevaluated."""


class ScriptException(ScriptError):
    """JavaScript throws while it runs the expression. Zowe leaves the value unevaluated."""

    def __init__(self, kind: str, message: str, offset: int) -> None:
        super().__init__(message, offset)
        self.kind = kind
        """``TypeError``, ``ReferenceError`` or ``RangeError``."""


class NotSupported(ScriptError):
    """JavaScript that this tool refuses. Zowe may give a value."""

    def __init__(self, kind: str, message: str, offset: int) -> None:
        super().__init__(message, offset)
        self.kind = kind
        """A key of `refusals.REFUSALS`."""


class TooMuch(ScriptError):
    """More steps, levels or characters than this tool allows."""


class NotKnownHere(ScriptError):
    """A system symbol or an environment variable that is not known on this system.

    ``str(error)`` is the whole message: it names what is missing and how to give it.
    """
