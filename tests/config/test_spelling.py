"""Which word was meant, and when none was."""

from __future__ import annotations

import pytest

from zwe_vsam.config.spelling import distance, meant

MODES = ("inMemory", "VSAM", "infinispan", "redis")


@pytest.mark.parametrize(
    ("word", "words", "wanted"),
    [
        ("imMemory", MODES, "inMemory"),
        ("in-memory", MODES, "inMemory"),
        ("INFINISPAN", MODES, "infinispan"),
        ("infinspan", MODES, "infinispan"),
        ("infiinspan", MODES, "infinispan"),
        ("vsma", MODES, "VSAM"),
        ("vsa", MODES, ""),
        ("reddis", MODES, "redis"),
        ("rds", MODES, ""),
        ("ram", MODES, ""),
        ("", MODES, ""),
        ("hazelcast", MODES, ""),
        ("storageclass", ("mode", "storageClass"), "storageClass"),
        ("storage_class", ("mode", "storageClass"), "storageClass"),
        ("storgaeClass", ("mode", "storageClass"), "storageClass"),
        ("strgClass", ("mode", "storageClass"), ""),
        ("port", ("ports", "host"), "ports"),
        ("x" * 1000, MODES, ""),
        ("storageClas" + "s" * 40, ("storageClass",), ""),
    ],
)
def test_meant(word: str, words: tuple[str, ...], wanted: str) -> None:
    assert meant(word, words) == wanted


@pytest.mark.parametrize(
    ("word", "other", "expected"),
    [
        ("", "", 0),
        ("abc", "abc", 0),
        ("abc", "", 3),
        ("abc", "abd", 1),
        ("abc", "ab", 1),
        ("ab", "abc", 1),
        ("abc", "acb", 1),
        ("abcd", "badc", 2),
        ("abc", "cab", 2),
    ],
)
def test_distance(word: str, other: str, expected: int) -> None:
    assert distance(word, other) == distance(other, word) == expected


def test_nothing_is_meant_where_there_is_nothing() -> None:
    assert meant("word", ()) == ""
