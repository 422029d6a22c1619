from __future__ import annotations

from tests.standins import modern


def list_members(pattern: str, *, alias: bool = True) -> list[str]:
    return modern.list_members(modern.clean(pattern))


def read(
    dataset_name: str | None = None,
    *,
    data_definition_name: str | None = None,
    encoding: str = "cp1047",
    lines: int = 0,
    offset: int = 0,
    tail: bool = False,
    serialize: str = "record",
    next_record_char: str = "\n",
) -> str:
    assert dataset_name
    return "\n".join(line.decode(encoding) for line in modern.read_as_bytes(dataset_name))


def read_as_bytes(
    dataset_name: str | None = None,
    *,
    data_definition_name: str | None = None,
    records: int = 0,
    offset: int = 0,
    tail: bool = False,
) -> list[bytes]:
    assert dataset_name
    return modern.read_as_bytes(dataset_name)


def write(
    dataset_name: str,
    content: str,
    append: bool = False,
    encoding: str = "cp1047",
    serialize: str = "record",
    next_record_char: str = "\n",
    max_record_length: int = 0,
    fill_char: str = " ",
    validate_record_length: bool = True,
) -> None:
    modern.write(dataset_name, content, next_record_char)
