"""A wrong command line: the word that is wrong, what is expected there, and what to do."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Sequence
from typing import Any

import typer

from zwe_vsam.cli.options import RepeatedOption
from zwe_vsam.messages import Message, message, shortened

_NO_COMMAND = re.compile(r"""No such command (['"])(.*)\1\.""", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((.*)\)", re.DOTALL)
"""Texts of typer whose exceptions do not hold the word."""
_OF_ZOWE = ("apfauth", "certificate", "generate", "mvs", "security", "stc")
"""The other subcommands of ``zwe init`` (Zowe documentation, "zwe init", v3.4)."""
_LONGEST = 300
"""Characters that are quoted of what Typer says of a value."""
_SYNONYMS = {
    "apply": "init",
    "create": "init",
    "define": "init",
    "delete": "remove",
    "destroy": "remove",
    "diff": "verify",
    "jcl": "render",
    "lint": "check",
    "preview": "render",
    "print": "render",
    "status": "job",
    "submit": "init",
    "test": "check",
    "uninstall": "remove",
    "validate": "check",
    "wait": "job",
}
"""Other words for the commands, as other tools name them."""
_OPTION_SYNONYMS = {
    "--file": "--config",
    "--format": "--output",
    "--json": "--output",
    "--overwrite": "--allow-overwrite",
    "--preview": "--dry-run",
    "--profile": "--zosmf-profile",
    "--quiet": "--silent",
    "--replace": "--allow-overwrite",
    "--simulate": "--dry-run",
    "-f": "--config",
    "-n": "--dry-run",
    "-o": "--output",
    "-q": "--silent",
    "-t": "--target",
    "-y": "--yes",
}
"""Options of other tools, and the options here that do the same."""
_KINDS = {
    "int": "a whole number",
    "int range": "a whole number",
    "float": "a number",
    "boolean": "1 or 0",
}


def shown(arguments: Sequence[str]) -> list[str]:
    """The command line with ``help`` and ``version`` as the options that do the same.

    ``help init`` is ``init --help``, and ``sandbox help create`` is ``sandbox create --help``.
    """
    words = list(arguments)
    if words[:1] == ["version"]:
        return ["--version", *words[1:]]
    for at in (0, 1):
        if words[at : at + 1] == ["help"] and words[:at] in ([], ["sandbox"]):
            others = [word for word in words[at + 1 :] if word not in ("help", "--help", "-h")]
            return [*words[:at], *others, "--help"]
    return words


def explained(
    error: typer.TyperException,
    command: str,
    arguments: Sequence[str],
    tree: Callable[[str], Any],
) -> Message:
    """Return the message ZWEL0102E for an error of Typer in ``arguments``.

    ``command`` is the command that was called, or empty. ``tree`` returns the click command of the
    program, with all commands for an empty string.
    """
    text = error.format_message()
    context: Any = getattr(error, "ctx", None)
    path = context.command_path if context else f"zwe-vsam {command}".rstrip()
    see = f"See: {path} --help"
    unknown, extra = _NO_COMMAND.match(text), _EXTRA.fullmatch(text)
    option = str(getattr(error, "option_name", None) or "")
    parameter: Any = getattr(error, "param", None)
    if unknown and context:
        return _command(unknown[2], path, context, arguments, see)
    if extra and context:
        return _word(extra[1].split(" ")[0], path, context, arguments, see)
    if option and text.startswith("No such option"):
        return _option(option, path, context, see, tree)
    if option:
        need = "takes no value" if text.endswith("does not take a value.") else "needs a value"
        return _message(option, f"{option} {need}.", see)
    if isinstance(error, RepeatedOption):
        return _repeated(str(parameter.opts[0]), command)
    if parameter is not None:
        return _value(error, parameter, context, see)
    return _message(command or arguments[0], text, see)


def _message(word: str, details: str | tuple[str, ...], remedy: str) -> Message:
    """``word`` is the wrong one, as the user typed it. ``details`` can quote it."""
    lines = (details,) if isinstance(details, str) else details
    quoted = _quoted(word)
    if word != quoted:
        lines = tuple(line.replace(word, quoted) if word else line for line in lines)
    return message("ZWEL0102E", parameter=quoted, details=lines, remedy=remedy)


def _quoted(word: str) -> str:
    return shortened(word) or "''"


def _command(word: str, path: str, context: Any, arguments: Sequence[str], see: str) -> Message:
    """A word where the name of a command is expected."""
    from zwe_vsam.config import spelling

    names: list[str] = context.command.list_commands(context)
    details = (f"{path} has no command {_quoted(word)}.", f"Its commands: {', '.join(names)}.")
    after = "".join(arguments[list(arguments).index(word) + 1 :][:1]) if word in arguments else ""
    if after in names:
        return _message(
            word, details, f"Write the command first: {path} {after} {shlex.quote(word)}"
        )
    near = spelling.meant(word, names) or _SYNONYMS.get(word.lower(), "")
    return _message(word, details, f"Did you mean {near}? {see}" if near in names else see)


def _word(word: str, path: str, context: Any, arguments: Sequence[str], see: str) -> Message:
    """A word that is neither an option nor expected."""
    if path == "zwe-vsam init" and word == "vsam":
        others = [other for other in arguments if other != word]
        why = "zwe-vsam init does not accept this word. It does only what zwe init vsam does."
        if len(others) < len(arguments) - 1:
            # It is the value of an option, too.
            return _message(word, why, "Leave out that word.")
        return _message(word, why, f"Leave out that word: zwe-vsam {shlex.join(others)}")
    if path == "zwe-vsam init" and word in _OF_ZOWE:
        why = f"zwe init {word} is a command of Zowe. zwe-vsam does only what zwe init vsam does."
        return _message(word, why, f"For that step of the installation, use zwe init {word}.")
    taken = _arguments(context)
    why = f"{path} takes {' '.join(taken) or 'options'}, and no other word."
    has_config = any("--config" in p.opts for p in context.command.params)
    if has_config and not taken and (os.path.exists(word) or word.endswith((".yaml", ".yml"))):
        return _message(word, why, f"If that is the configuration, write -c {shlex.quote(word)}.")
    return _message(word, why, see)


def _option(option: str, path: str, context: Any, see: str, tree: Callable[[str], Any]) -> Message:
    """An option that the command does not have."""
    from zwe_vsam.config import spelling

    details = [f"{path} has no option {option}."]
    if option == "--jcl":
        # Source: zowe-install-packaging, bin/commands/init/.parameters (Zowe v3.4).
        details.append("With --jcl, zwe init generates JCL and submits it to do its work.")
        return _message(
            option,
            tuple(details),
            "Leave it out: init and remove always work by a job. zwe-vsam render prints its JCL.",
        )
    if path == "zwe-vsam":
        remedy = f"Write the command first, then its options. {see}"
        return _message(option, tuple(details), remedy)
    names = _options_of(context.command)
    near = spelling.meant(option, names)
    synonym = _OPTION_SYNONYMS.get(option, "")
    near = near or (synonym if synonym in names else "")
    if near:
        return _message(option, tuple(details), f"Did you mean {near}? {see}")
    having = [name for name, command in tree("").commands.items() if option in _options_of(command)]
    if having:
        details.append(f"Commands with this option: {', '.join(having)}.")
    return _message(option, tuple(details), see)


def _options_of(command: Any) -> list[str]:
    """The long names of the options that help shows."""
    return [
        name
        for param in command.params
        if not getattr(param, "hidden", False)
        for name in (*param.opts, *param.secondary_opts)
        if name.startswith("--")
    ]


def _value(error: Any, parameter: Any, context: Any, see: str) -> Message:
    """An option or argument without a value, or with one that it does not take."""
    name = str(parameter.opts[0])
    if not name.startswith("-"):
        name = str(parameter.metavar)
    if not error.message:
        usage = f"Usage: {context.command_path} {' '.join(_arguments(context))} [OPTIONS]"
        return _message(name, (f"{name} is missing.", usage), see)
    why = str(error.message)
    kind = _KINDS.get(parameter.type.name)
    if kind and "not a valid" in why:
        why = f"{why.partition(' is not')[0]} is not {kind}."
    details = [shortened(why, _LONGEST)]
    meant = _choice(error, parameter)
    source = context.get_parameter_source(parameter.name) if context else None
    if source is not None and source.name == "ENVIRONMENT":
        details.append(f"The value is from the variable {parameter.envvar}.")
    return _message(name, tuple(details), f"Did you mean {meant}? {see}" if meant else see)


def _repeated(option: str, command: str) -> Message:
    """An option for the configuration that is given twice."""
    layers = "For one configuration in several files, write -c 'FILE(first.yaml):FILE(second.yaml)'"
    several = "Name several files without -c: zwe-vsam check first.yaml second.yaml. "
    remedy = f"{several if command == 'check' else ''}{layers}."
    return _message(option, f"{option} is given twice.", remedy)


def _choice(error: Any, parameter: Any) -> str:
    """The value of an option with few values that was meant; empty if none is near."""
    from zwe_vsam.config import spelling

    choices = [str(choice) for choice in getattr(parameter.type, "choices", ())]
    value = re.match(r"'([^']*)' is not one of ", str(error.message))
    return spelling.meant(value[1], choices) if value else ""


def _arguments(context: Any) -> list[str]:
    """The words that a command takes besides its options."""
    from zwe_vsam.cli import manual

    return [manual.argument_name(param) for param in manual.arguments(context.command)]
