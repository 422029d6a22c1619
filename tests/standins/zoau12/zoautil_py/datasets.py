from __future__ import annotations

from tests.standins import core
from zoautil_py.exceptions import DatasetWriteException, ZOAUException


def list_members(pattern: str) -> list[str]:
    with core.Spoiled("datasets.list_members"):
        response = core.mls(pattern)
        if response.rc not in (0, 2):
            raise ZOAUException(response.stderr)
        return response.stdout.split()


def read(dataset: str, tail: int | None = None, from_line: int | None = None) -> str:
    with core.Spoiled("datasets.read"):
        core.world.commands.append("dtail")
        try:
            found = core.read_records(core.shell(dataset))
            page = core.world.shown_from.get(core.shell(dataset).partition("(")[0], "cp1047")
        except OSError as error:
            raise ZOAUException(f"BGYSC2103E Unable to open {dataset}.") from error
        return "".join(f"{record.decode(page)}\n" for record in found)


def write(dataset: str, content: str, append: bool = False) -> None:
    with core.Spoiled("datasets.write"):
        core.world.commands.append("decho")
        said = ""
        try:
            core.write_records(core.shell(dataset), content.split("\n"))
        except OSError as error:
            raise DatasetWriteException(f"BGYSC2303E Unable to open {dataset}.") from error
        except RuntimeError as error:
            said = str(error)
        # The process has ended, and its stream with it.
        if said:
            raise DatasetWriteException(said)
