"""The data files of causes: what their reader makes of them, and what it refuses."""

from __future__ import annotations

import re
import string

import pytest

from tests.conftest import ROOT
from tests.diagnosis.test_words import NOTHING_KNOWN
from zwe_vsam.diagnosis import table
from zwe_vsam.diagnosis.cause import Cause
from zwe_vsam.model import Ending

FOLDER = ROOT / "zwe_vsam" / "diagnosis"
CAUSES = (FOLDER / "causes.toml").read_text(encoding="utf-8")
ENTRY = """
[[cause]]
id = "x-1"
patterns = ['ABC']
meaning = "it failed."
remedy = "ask."
source = "a book"
"""


def only(content: str) -> Cause:
    (cause,) = table.parse(content, "x.toml")
    return cause


def test_the_files_are_what_is_used() -> None:
    waits = (FOLDER / "waiting.toml").read_text(encoding="utf-8")
    assert table.causes() == table.parse(CAUSES, "causes.toml")
    assert table.waiting_causes() == table.parse(waits, "waiting.toml")


def test_the_order_is_that_of_the_file() -> None:
    ids = re.findall(r'^id = "(.+)"$', CAUSES, re.MULTILINE)
    assert [cause.id for cause in table.causes()] == ids


def test_every_field() -> None:
    cause = only(r"""
[texts]
AGAIN = "run it again"
[expressions]
NUMBER = '(?P<n>\d{1,3})'
[[additions.MORE]]
pattern = 'D{NUMBER}'
sentence = "{n} more."
[[cause]]
id = "all-fields"
patterns = ['(?i)a{NUMBER}', "B"]
needs = '^C{NUMBER}$'
endings = ["completed", "gone"]
code = 8
meaning = ["of {job}:  {n}.", '''
it
  failed.''']
remedy = "{AGAIN} for {job}."
key = "{place_key}"
source = '''
one
two'''
also = "MORE"
""")
    assert [pattern.pattern for pattern in cause.patterns] == [r"(?i)a(?P<n>\d{1,3})", "B"]
    assert cause.needs == re.compile(r"^C(?P<n>\d{1,3})$")
    assert cause.endings == (Ending.COMPLETED, Ending.NO_LONGER_LISTED)
    assert cause.code == 8
    assert cause.meaning == ("of {job}: {n}.", "it failed.")
    assert cause.remedy == "run it again for {job}."
    assert cause.key == "{place_key}"
    assert cause.source == "one two"
    assert cause.also == ((re.compile(r"D(?P<n>\d{1,3})"), "{n} more."),)


def test_only_what_is_required() -> None:
    assert only(ENTRY) == Cause("x-1", "it failed.", "ask.", "a book", (re.compile("ABC"),))


def test_patterns_are_taken_as_they_are() -> None:
    cause = only(ENTRY.replace("['ABC']", r"['A\d', '(?i)b', '  c{1,2} ']"))
    assert [pattern.pattern for pattern in cause.patterns] == [r"A\d", "(?i)b", "  c{1,2} "]


def test_additions_of_a_cause_alone() -> None:
    cause = only(ENTRY + "also = [{ pattern = 'D', sentence = 'more.' }]")
    assert cause.also == ((re.compile("D"), "more."),)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('id = "migrated"\n', 'id = "migrated"\ncolour = "red"\n', "migrated: colour: unknown"),
        ('id = "migrated"\n', 'id = "migrated"\npattern = "X"\n', "migrated: pattern: unknown"),
        ('id = "migrated"\n', 'id = "duplicate-name"\n', "duplicate-name: duplicate id"),
        ('id = "migrated"\n', "", ": id: missing"),
        ('id = "migrated"\n', 'id = "Migrated"\n', "Migrated: id: expected lowercase letters"),
        ('id = "migrated"\n', "id = 7\n", "7: id: expected a text that is not empty"),
        (r"'ARC1001I (?P<entry>\S{1,44})", "'ARC1001I (", "migrated: patterns: bad regular"),
        (r"'ARC1001I (?P<entry>\S{1,44})", "'ARC1001I {X}", "migrated: patterns: unknown refer"),
        (r"'ARC1001I (?P<entry>\S{1,44})", "7, 'A", "migrated: patterns: expected a text"),
        ("needs = '{REFUSED}'", "needs = '['", "no-profile: needs: bad regular expression '['"),
        ("needs = '{REFUSED}'", "needs = ['X']", "no-profile: needs: expected a text"),
        ('endings = ["flushed"]', 'endings = ["flush"]', "flushed: endings: unknown ending 'flush"),
        ('endings = ["flushed"]', "endings = 'flushed'", "flushed: endings: expected a list"),
        (
            'endings = ["flushed"]\n',
            "",
            "never tried: flushed, before it, has no patterns or",
        ),
        ("code = 4\n", "code = '4'\n", "code-4: code: expected a number"),
        ("code = 4\n", "code = true\n", "code-4: code: expected a number"),
        ('also = "VOLUMES"', 'also = "VOLUME"', "no-space-sms: also: [additions] has no VOLUME"),
        ('also = "VOLUMES"', "also = 7", "no-space-sms: also: expected a list"),
        ('also = "VOLUMES"', "also = ['X']", "no-space-sms: also: expected a list of tables"),
        ('also = "VOLUMES"', "also = [{ pattern = 'X' }]", "no-space-sms: also: sentence: missing"),
        ('sentence = "Volumes with', 'says = "Volumes with', "addition VOLUMES: sentence: missing"),
        ("REFUSED = 'IDC3018I|", "REFUSED = '(", "no-profile: needs: bad regular expression"),
        ("REFUSED = '", "REFUSED = '{DD}", "[expressions]: REFUSED: unknown reference {DD}"),
        ("\n[texts]\n", "\n[words]\n", "copy.toml: words: unknown"),
        ("\n[texts]\n", "\n[text]\n", "copy.toml: text: unknown"),
        ('REDEFINE = "', 'OTHER = "', "duplicate-name: remedy: unknown reference {REDEFINE}"),
        ('id = "migrated"\n', "id = \n", "copy.toml: Invalid value (at line "),
    ],
)
def test_a_mistake_is_an_error_that_names_the_cause(before: str, after: str, problem: str) -> None:
    assert before in CAUSES
    with pytest.raises(ValueError, match=re.escape(problem)) as raised:
        table.parse(CAUSES.replace(before, after, 1), "copy.toml")
    assert str(raised.value).startswith("copy.toml: ")


@pytest.mark.parametrize("field", ["id", "meaning", "remedy", "source"])
def test_a_missing_field_is_an_error(field: str) -> None:
    content = re.sub(rf"(?m)^{field} = .*\n", "", ENTRY)
    with pytest.raises(ValueError, match=f"{field}: missing"):
        table.parse(content, "x.toml")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "x.toml: cause: missing"),
        ("cause = 7", "x.toml: cause: expected a list"),
        ("texts = 7\n" + ENTRY, "x.toml: texts: expected a table"),
        (ENTRY.replace('"it failed."', "[]"), "x-1: meaning: expected at least one text"),
        (ENTRY.replace('"it failed."', '["a", ""]'), "x-1: meaning: expected a text"),
    ],
)
def test_a_file_of_another_form_is_an_error(content: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        table.parse(content, "x.toml")


def test_a_cause_of_a_failure_is_recognized_by_something() -> None:
    """A cause without patterns and endings would fit every job: that is for waits alone."""
    assert all(cause.patterns or cause.endings for cause in table.causes())
    assert [cause.id for cause in table.waiting_causes() if not cause.patterns] == ["held"]
    assert not any(cause.endings or cause.needs or cause.also for cause in table.waiting_causes())


@pytest.mark.parametrize("section", ["texts", "expressions", "additions"])
def test_every_named_part_is_used(section: str) -> None:
    start = rf"(?ms)^\[{section}\]\n(.*?)^\[" if section != "additions" else r"(?s)(.*)"
    block = re.search(start, CAUSES)
    assert block
    key = r"^\[\[additions\.(\w+)\]\]$" if section == "additions" else r"^([A-Z0-9_]+) = "
    names = set(re.findall(key, block[1], re.MULTILINE))
    assert names
    for name in names:
        assert f"{{{name}}}" in CAUSES or f'also = "{name}"' in CAUSES


def _lowercase(fact: str) -> str:
    """The name of a fact that begins a sentence, as in the middle of one."""
    return fact[:1].lower() + fact[1:]


@pytest.mark.parametrize(
    "cause", [*table.causes(), *table.waiting_causes()], ids=lambda cause: cause.id
)
def test_every_fact_is_a_group_or_a_word(cause: Cause) -> None:
    """In each alternative: one with a misspelled fact would never be used."""
    groups = {name for pattern in cause.patterns for name in pattern.groupindex}
    texts = [cause.key]
    for text in (cause.meaning, cause.remedy):
        texts += [text] if isinstance(text, str) else text
    for text in texts:
        facts = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        assert {_lowercase(fact) for fact in facts} <= groups | NOTHING_KNOWN.keys()
    for pattern, sentence in cause.also:
        facts = {name for _, name, _, _ in string.Formatter().parse(sentence) if name is not None}
        assert facts <= pattern.groupindex.keys()
