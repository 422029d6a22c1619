"""Completion at a shell: what can stand at the cursor of a command line.

The scripts of ``completion_scripts`` call ``zwe-vsam __complete INDEX WORD...``. The words are
those after the program's name, and INDEX is the position of the word at the cursor. The first line
of the answer is the kind: ``words``, ``files`` or ``folders``. After ``words``, each line is a word
and, after a tab, its meaning. An error at a shell's cursor would only disturb, so it is not shown.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from zwe_vsam.cli import manual
from zwe_vsam.report.output import Output

if TYPE_CHECKING:
    from zwe_vsam.sandbox.system import System

FILES = "files"
FOLDERS = "folders"
WORDS = "words"
Pairs = Iterable[tuple[str, str]]
"""Words and their meanings."""


class Answer(NamedTuple):
    """What the shell offers: words with their meanings, or its own files or folders."""

    kind: str
    words: Pairs = ()


class Line(NamedTuple):
    """A command line, or its beginning."""

    path: str
    """The words that name the command."""
    command: Any
    arguments: list[str]
    """Words that are no options and no values of options."""
    values: dict[str, str]
    """Values of options, by the option's name in Python."""
    open_option: Any
    """The option whose value comes next; None if no option waits for its value."""


def run(arguments: Sequence[str], tree: Callable[[str], Any]) -> int:
    """Print what can stand at the cursor, and return 0.

    ``arguments`` are INDEX and the words. ``tree`` returns the click command of the program, at
    least with the subcommand that it is given.
    """
    lines = [WORDS]
    with contextlib.suppress(Exception):
        answer = complete(arguments[1:], int(arguments[0]), tree)
        lines = [answer.kind, *("\t".join(pair) for pair in answer.words)]
    Output(sys.stdout).raw("\n".join(lines) + "\n")
    return 0


def complete(words: Sequence[str], index: int, tree: Callable[[str], Any]) -> Answer:
    """Return what can stand at ``words[index]``: only words that begin as that word does."""
    current = words[index] if index < len(words) else ""
    if current[:1] in ("'", '"'):
        # The quote is open at the cursor.
        current = current[1:]
    before = list(words[:index])
    if before[-1:] == ["="]:
        # bash takes the sign as a word of its own.
        del before[-1]
    elif current == "=":
        current = ""
    root = tree(next((word for word in before if not word.startswith("-")), ""))
    if before[:1] == ["help"]:
        return _matching(WORDS, _commands(_read(tree(""), before[1:])), current)
    line = _read(root, before)
    whole = _read(root, [*before, current, *words[index + 1 :]])
    if line.open_option:
        return _matching(*_value(line.open_option, whole), current)
    name, separator, _ = current.partition("=")
    option = _option(line.command, name) if separator else None
    if option:
        kind, pairs = _value(option, whole)
        return _matching(kind, [(f"{name}={word}", meaning) for word, meaning in pairs], current)
    if current.startswith("-"):
        return _matching(WORDS, _options(line.command), current)
    if manual.subcommands(line.command):
        return _matching(WORDS, _commands(line), current)
    expected = manual.arguments(line.command)[len(line.arguments) :][:1]
    every = manual.arguments(line.command)
    if not expected and every and every[-1].nargs == -1:
        expected = every[-1:]
    return _matching(*(_value(expected[0], whole) if expected else Answer(WORDS)), current)


def _matching(kind: str, pairs: Pairs, current: str) -> Answer:
    """The words that begin as the current word does; after a comma, as its last part does."""
    listed, comma, _ = current.rpartition(",")
    every = [(f"{listed}{comma}{word}", meaning) for word, meaning in pairs]
    start = current.casefold()
    return Answer(kind, [pair for pair in every if pair[0].casefold().startswith(start)])


def _read(root: Any, words: Sequence[str]) -> Line:
    """Read the words of a command line, which may be incomplete or wrong."""
    line = Line("", root, [], {}, None)
    for word in words:
        if line.open_option:
            line.values[line.open_option.name] = word
            line = line._replace(open_option=None)
        elif word.startswith("-") and word != "-":
            line = _read_option(line, word)
        elif word in manual.subcommands(line.command):
            command = manual.subcommands(line.command)[word]
            line = line._replace(path=f"{line.path} {word}".lstrip(), command=command)
        else:
            line.arguments.append(word)
    return line


def _read_option(line: Line, word: str) -> Line:
    name, separator, value = word.partition("=")
    if not word.startswith("--"):
        name, separator, value = word[:2], word[2:], word[2:]
    option = _option(line.command, name)
    if option is None:
        return line
    if not separator:
        return line._replace(open_option=option)
    line.values[option.name] = value
    return line


def _option(command: Any, name: str) -> Any:
    """The option of this name if it takes a value; None otherwise."""
    for param in command.params:
        if name in param.opts and not (param.is_flag or param.count):
            return param
    return None


def _options(command: Any) -> Pairs:
    for param in command.params:
        if param.param_type_name == "option" and not param.hidden:
            names = [name for name in param.opts if name.startswith("--")][:1]
            for name in (*names, *param.secondary_opts):
                yield name, _sentence(manual.sentence(param))
    yield "--help", "Show the help."


def _commands(line: Line) -> Pairs:
    for name, summary in manual.summaries(line.command):
        yield name, _sentence(summary)
    if not line.path:
        yield "help", "Show the help of a command."


def _sentence(text: str) -> str:
    """The first sentence, without its period."""
    return text.partition(". ")[0].rstrip(".")


def _value(param: Any, line: Line) -> Answer:
    """What an option or an argument of the line's command takes."""
    name = manual.argument_name(param).removesuffix("...")
    if name in _KINDS:
        return Answer(_KINDS[name])
    choices = getattr(param.type, "choices", None)
    if choices:
        return Answer(WORDS, [(str(choice), "") for choice in choices])
    is_argument = param.param_type_name == "argument"
    if is_argument and line.path == "explain":
        return Answer(WORDS, [*_message_ids(), *_causes()])
    if "--ignore" in param.opts:
        from zwe_vsam.checks import ignored

        return Answer(WORDS, [pair for pair in _message_ids() if ignored.is_finding(pair[0])])
    if name == "SHELL":
        return Answer(WORDS, [(shell, "") for shell in ("bash", "zsh", "fish")])
    if name == "OUTCOME":
        from zwe_vsam.cli import examples

        outcomes = [(text.partition(":")[0], meaning) for text, meaning in examples.OUTCOMES]
        return Answer(WORDS, [(text.removesuffix("["), meaning) for text, meaning in outcomes])
    if is_argument and name in _CONTENTS:
        folder = _sandbox(line)
        if folder:
            from zwe_vsam.sandbox.system import System

            return Answer(WORDS, list(_CONTENTS[name](System.open(folder))))
    return Answer(WORDS)


def _message_ids() -> Pairs:
    from zwe_vsam.messages.catalog.every import ENTRIES

    return [(entry.id, re.sub(r"{\w*}", "...", entry.text)) for entry in ENTRIES.values()]


def _causes() -> Pairs:
    from zwe_vsam.diagnosis import table

    return [(cause.id, "") for cause in (*table.causes(), *table.waiting_causes())]


def _sandbox(line: Line) -> str:
    """The folder of the sandbox that the line names; empty if it names another system."""
    if line.path.startswith("sandbox "):
        return _path(line.arguments[0]) if line.arguments else ""
    if line.values.get("sandbox"):
        return _path(line.values["sandbox"])
    target = line.values.get("target") or os.environ.get("ZWE_VSAM_TARGET")
    return os.environ.get("ZWE_VSAM_SANDBOX", "") if target == "sandbox" else ""


def _path(word: str) -> str:
    """A path as the shell reads it."""
    with contextlib.suppress(ValueError):
        word = " ".join(shlex.split(word))
    return os.path.expanduser(os.path.expandvars(word))


def _job_ids(system: System) -> Pairs:
    from zwe_vsam.workflow.sandbox import how

    return [(job.id, f"{job.name} {how(job)}") for job in system.jobs()]


def _members(system: System) -> Pairs:
    for library in system.libraries():
        for member in system.members(library):
            yield f"{library}({member})", ""


def _data_sets(system: System) -> Pairs:
    return [(row.name, row.organization) for row in system.data_sets()]


_KINDS = {"FILE": FILES, "FILE|-|'DSN(MEMBER)'": FILES, "DIR": FOLDERS}
"""What an option or an argument takes, by its name in help."""
_CONTENTS: dict[str, Callable[[System], Pairs]]
_CONTENTS = {"JOBID": _job_ids, "'DSN(MEMBER)'": _members, "NAME": _data_sets}
"""What an argument names in a sandbox, by its name in help."""
