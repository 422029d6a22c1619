"""The table of keys agrees with the settings that are read, and with itself."""

from __future__ import annotations

import pytest

from zwe_vsam.config import key_table, settings
from zwe_vsam.config.key_table import DATA_SET, LINES, MODE, TEXT, Keys, Path, path_of

KINDS = {
    settings.PREFIX: DATA_SET,
    settings.JCLLIB: DATA_SET,
    settings.CLUSTER: DATA_SET,
    settings.MODE: MODE,
    settings.VOLUME: TEXT,
    settings.STORAGE_CLASS: TEXT,
    settings.HEADER: LINES,
}


def _kind(path: Path) -> Keys | str:
    keys: Keys | str = key_table.ROOT
    for name in path:
        assert not isinstance(keys, str)
        keys = keys[name]
    return keys


@pytest.mark.parametrize("key", KINDS)
def test_all_spellings_of_a_setting_have_its_kind(key: str) -> None:
    for spelling in settings.spellings(key):
        assert _kind(path_of(spelling)) == KINDS[key]


@pytest.mark.parametrize(
    "key", [settings.STORAGE_MODE, settings.KEY_LENGTH, settings.RECORD_LENGTH, *settings.SECTIONS]
)
def test_other_keys_that_are_read_are_in_the_table(key: str) -> None:
    assert path_of(key) in key_table.PATHS


@pytest.mark.parametrize("path", [*key_table.DEFAULTS, *key_table.ENVIRONMENT_NAMES])
def test_keys_with_a_default_or_another_name_are_in_the_table(path: Path) -> None:
    is_component = len(path) == 3 and path[-1] == "port"
    assert (path[:-1] if is_component else path) in key_table.PATHS
