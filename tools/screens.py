"""Write docs/pictures: terminals with real runs on a rehearsal system. ``python -m tools.screens``.

Each command runs at a pseudo-terminal of 92 columns. A test compares the text of each picture with
a new run. A picture is written again only where its text differs.
"""

from __future__ import annotations

import html
import os
import pty
import re
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from tools.examples import PROGRAMS, prepare

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH = 92
"""Columns of the terminal."""
_TIME = re.compile(r"\d\d\.\d\d\.\d\d|in[\d.]+s\b")
"""A time of day in the output of a job, and how long a job took."""


class Screen(NamedTuple):
    """One picture: commands that only prepare, and those that it shows."""

    title: str
    before: tuple[str, ...]
    shown: tuple[str, ...]


_CREATED = "zwe-vsam sandbox create box -c zowe.yaml"
_INIT = "zwe-vsam init -c zowe.yaml --sandbox box"
SCREENS = {
    "init": Screen("Create the cluster", (_CREATED,), (_INIT,)),
    "verify": Screen(
        "Compare the cluster with zowe.yaml",
        (_CREATED, f"{_INIT} --silent"),
        ("zwe-vsam verify -c zowe.yaml --sandbox box",),
    ),
    "failed-job": Screen(
        "A job failed",
        (_CREATED, "zwe-vsam sandbox inject box space"),
        (f"{_INIT} --silent",),
    ),
    "check": Screen(
        "Check zowe.yaml",
        (),
        ("zwe-vsam check -c fixtures/check/vsam-storageclass-misspelt.yaml",),
    ),
}
"""Name of the file, without ``.svg`` -> what it shows."""

_FORMAT = """\
<svg class="terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
"""Rich's own format, without the fonts that it loads from the network."""


def run(screen: Screen, programs: Path = PROGRAMS) -> str:
    """Return what a terminal shows of ``screen``: prompts, commands and output, with colors."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder), " ".join((*screen.before, *screen.shown)))
        for command in screen.before:
            _at_terminal(command, folder, programs)
        shown = [f"$ {each}\n{_at_terminal(each, folder, programs)}" for each in screen.shown]
    return "".join(shown)


def _at_terminal(command: str, folder: str, programs: Path) -> str:
    """Run ``command`` at a pseudo-terminal and return its output, without progress lines."""
    controller, terminal = pty.openpty()
    variables = {name: os.environ[name] for name in ("HOME", "LANG") if name in os.environ}
    variables |= {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
    }
    process = subprocess.Popen(
        ["sh", "-c", command],
        cwd=folder, env=variables, stdin=terminal, stdout=terminal, stderr=terminal,
    )  # fmt: skip
    os.close(terminal)
    output = bytearray()
    while chunk := _read(controller):
        output += chunk
    os.close(controller)
    process.wait()
    return _final(output.decode())


def _read(controller: int) -> bytes:
    try:
        return os.read(controller, 65536)
    except OSError:
        return b""  # Linux reports the end of a pseudo-terminal as EIO.


def _final(text: str) -> str:
    """Return ``text`` without what a carriage return, or an erased line, has overwritten."""
    lines = text.replace("\r\n", "\n").split("\n")
    kept = (re.sub(r"\x1b\[[0-9]*K", "\r", line).rsplit("\r", 1)[-1] for line in lines)
    return "\n".join(kept)


def plain(text: str) -> list[str]:
    """Return the lines of ``text`` without colors and trailing blanks."""
    return [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines()]


def texts(svg: str) -> list[str]:
    """Return the lines that the picture ``svg`` shows."""
    lines: dict[float, list[tuple[float, str]]] = {}
    pattern = r'<text class="[^"]*-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>'
    for x, y, content in re.findall(pattern, svg):
        lines.setdefault(float(y), []).append((float(x), html.unescape(content)))
    joined = ("".join(text for _, text in sorted(parts)) for _, parts in sorted(lines.items()))
    return [line.replace("\xa0", " ").rstrip() for line in joined if line.strip()]


def draw(screen: Screen, output: str) -> str:
    """Return the picture of ``output``."""
    from rich.console import Console
    from rich.terminal_theme import MONOKAI
    from rich.text import Text

    with open(os.devnull, "w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, force_terminal=True)
        console.print(Text.from_ansi(output.rstrip("\n")))
        svg = console.export_svg(title=screen.title, theme=MONOKAI, code_format=_FORMAT)
    return "\n".join(line.rstrip() for line in svg.splitlines()) + "\n"


def is_current(name: str, output: str) -> bool:
    """Whether the picture shows the text of ``output``. Where lines break does not matter."""
    path = PICTURES / f"{name}.svg"
    if not path.exists():
        return False
    return _without_times(texts(path.read_text())) == _without_times(plain(output))


def _without_times(lines: list[str]) -> str:
    """Return the text of ``lines`` without blanks, and without the time of a run."""
    return _TIME.sub("", "".join("".join(lines).split()))


def main() -> None:
    """Write each picture that does not show what the tool prints now."""
    PICTURES.mkdir(exist_ok=True)
    for name, screen in SCREENS.items():
        output = run(screen)
        if not is_current(name, output):
            (PICTURES / f"{name}.svg").write_text(draw(screen, output))


if __name__ == "__main__":
    main()
