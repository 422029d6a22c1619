"""Questions to somebody at the terminal: agreement to a deletion, and a password."""

from __future__ import annotations

import sys

from zwe_vsam.choice import Ask
from zwe_vsam.report.output import Output, on_one_line
from zwe_vsam.workflow.consent import Consent


def consent(given: bool) -> Consent:
    """How this run asks: at the terminal, if standard input and standard error are one."""
    source, screen = sys.stdin, sys.stderr
    # A closed descriptor is None.
    if given or not (source and source.isatty() and screen and screen.isatty()):
        return Consent(given)

    def ask(question: str) -> bool:
        out = Output(screen)
        answer = ""
        try:
            lines = out.fitted([f"{on_one_line(question)} [y/N]"])
            out.raw("\n".join(lines) + " ")
            screen.flush()
            answer = source.readline()
        finally:
            if not answer.endswith("\n"):
                # Ctrl-C or the end of the input: the message does not go on behind the question.
                out.raw("\n")
        return answer.strip().lower() in ("y", "yes")

    return Consent(ask=ask)


def password_prompt() -> Ask | None:
    """How this run asks for a password: at a terminal, or not at all."""
    source, screen = sys.stdin, sys.stderr
    if not (source and source.isatty() and screen and screen.isatty()):
        return None

    def ask(prompt: str) -> str:
        import getpass

        try:
            return getpass.getpass(prompt, screen)
        except EOFError:
            return ""

    return ask
