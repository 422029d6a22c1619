"""Completion scripts for bash, zsh and fish, and their installation in the home folder.

Each script asks the program that the user typed: see ``completion``.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import typer

from zwe_vsam.errors import Problem
from zwe_vsam.report.output import on_one_line

# Sources: bash manual, "Programmable Completion"; zsh manual, "Completion System"; fish
# documentation, "Writing your own completions".
_BASH = r"""# Completion of zwe-vsam for bash 4 or later.
_zwe_vsam() {
    local program=${1/#\~/$HOME} current=${COMP_WORDS[COMP_CWORD]} kind="" word meaning
    COMPREPLY=()
    compopt +o default
    while IFS=$'\t' read -r word meaning; do
        if [[ -z $kind ]]; then
            kind=$word
        elif [[ $current == [\'\"]* ]]; then
            COMPREPLY+=("$word")
        else
            COMPREPLY+=("$(printf %q "$word")")
        fi
    done <<< "$("$program" __complete $((COMP_CWORD - 1)) "${COMP_WORDS[@]:1}" 2>/dev/null)"
    case $kind in
        files) compopt -o default ;;
        folders) compopt -o dirnames ;;
    esac
}
complete -F _zwe_vsam zwe-vsam
"""
_ZSH = r"""#compdef zwe-vsam
# Completion of zwe-vsam for zsh.
_zwe_vsam() {
    local -a lines choices
    local line word meaning
    lines=("${(@f)$("${(Q)words[1]/#\~/$HOME}" __complete $((CURRENT - 2)) \
        "${(@Q)words[2,-1]}" 2>/dev/null)}")
    case $lines[1] in
        files|folders)
            [[ $PREFIX == --*=* ]] && compset -P '*='
            if [[ $lines[1] == files ]]; then _files; else _files -/; fi
            ;;
        *)
            for line in "${(@)lines[2,-1]}"; do
                word=${line%%$'\t'*}
                meaning=${line#*$'\t'}
                choices+=("${word//:/\\:}${meaning:+:$meaning}")
            done
            _describe -V 'zwe-vsam' choices -M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'
            ;;
    esac
}
if [[ $funcstack[1] == _zwe_vsam ]]; then
    _zwe_vsam "$@"
else
    compdef _zwe_vsam zwe-vsam
fi
"""
_FISH = r"""# Completion of zwe-vsam for fish.
function __zwe_vsam_complete
    set -l before (commandline -opc)
    set -l current (commandline -ct)
    set -l words $before[2..-1] "$current"
    set -l lines ($before[1] __complete (math (count $before) - 1) $words 2>/dev/null)
    set -l option (string match --regex -- '^--[a-z-]+=' $current)
    set -l path (string replace --regex -- '^--[a-z-]+=' '' $current)
    switch "$lines[1]"
        case files
            printf "$option%s\n" (__fish_complete_path $path)
        case folders
            printf "$option%s\n" (__fish_complete_directories $path)
        case '*'
            printf '%s\n' $lines[2..-1]
    end
end
complete --command zwe-vsam --no-files --keep-order --arguments '(__zwe_vsam_complete)'
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


class _Place(NamedTuple):
    """Where a shell's script is installed, below the home folder."""

    script: str
    startup_file: str = ""
    startup_line: str = ""
    """The line that loads the script; empty for a shell that loads it by itself."""


_PLACES = {
    "bash": _Place(
        ".local/share/zwe-vsam/completion.bash",
        ".bashrc",
        "source ~/.local/share/zwe-vsam/completion.bash",
    ),
    "zsh": _Place(
        ".local/share/zwe-vsam/completion.zsh",
        ".zshrc",
        "autoload -Uz compinit && compinit && source ~/.local/share/zwe-vsam/completion.zsh",
    ),
    "fish": _Place(".config/fish/completions/zwe-vsam.fish"),
}


def script(shell: str) -> str:
    """Return the completion script. Raises BadParameter for a shell without one."""
    if shell not in SCRIPTS:
        raise typer.BadParameter(f"{shell!r} is not one of {', '.join(SCRIPTS)}.")
    return SCRIPTS[shell]


def install(shell: str) -> list[str]:
    """Install the completion script, and return what was written, as lines.

    bash and zsh load it by a line that is added to their start-up file once. Raises BadParameter
    for a shell without a script, and Problem ZWV1023E if a file cannot be read or written.
    """
    text = script(shell)
    home = Path(os.path.expanduser("~"))
    if os.environ.get("HOME") == "" or not home.is_absolute():
        raise Problem("ZWV1023E", path="HOME", reason="it is not an absolute path")
    try:
        return _install(shell, text, home)
    except OSError as error:
        path = on_one_line(str(error.filename or home))
        raise Problem("ZWV1023E", path=path, reason=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        startup = on_one_line(str(home / _PLACES[shell].startup_file))
        raise Problem("ZWV1023E", path=startup, reason="it is not UTF-8") from error


def _install(shell: str, text: str, home: Path) -> list[str]:
    place = _PLACES[shell]
    path = home / place.script
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    lines = [f"The completion script is in {path}."]
    if place.startup_file:
        startup = home / place.startup_file
        present = startup.read_text(encoding="utf-8") if startup.exists() else ""
        if place.startup_line not in present.splitlines():
            with startup.open("a", encoding="utf-8") as file:
                file.write("\n" * (present[-1:] not in ("", "\n")) + place.startup_line + "\n")
            lines.append(f"{startup} loads it.")
    return [*lines, f"Start a new {shell} to use it."]
