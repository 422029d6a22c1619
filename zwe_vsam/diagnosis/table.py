"""The causes of failures and waits, read from causes.toml and waiting.toml on first use.

The files explain their fields. The reader is strict: every mistake in a file is a ValueError that
names the file, the cause and the field. It is a defect of the package, not of the user's input.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from zwe_vsam import files
from zwe_vsam.diagnosis.cause import Cause, Text
from zwe_vsam.model import Ending

FAILURES = "causes.toml"
WAITS = "waiting.toml"

_REQUIRED = frozenset({"id", "meaning", "remedy", "source"})
_OPTIONAL = frozenset({"patterns", "needs", "endings", "code", "key", "also"})
_REFERENCE = re.compile(r"\{([A-Z][A-Z0-9_]*)\}")
"""A reference to an entry of [texts] or [expressions]. Facts have small letters."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def causes() -> tuple[Cause, ...]:
    """Return the causes of failures, in order of precedence."""
    return parse(_packaged(FAILURES), FAILURES)


@cache
def waiting_causes() -> tuple[Cause, ...]:
    """Return the causes of waits, in order of precedence. The last one has no patterns."""
    return parse(_packaged(WAITS), WAITS)


def _packaged(name: str) -> str:
    return files.packaged("zwe_vsam", "diagnosis", name).decode()


def parse(content: str, name: str) -> tuple[Cause, ...]:
    """Read the causes in the content of a data file.

    ``name`` is the file's name, for errors. Raises ValueError that names the file and the cause.
    """
    try:
        document = tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{name}: {error}") from error
    return tuple(_File(name, document).causes())


class _File:
    """A data file: its named parts, and the causes that refer to them."""

    def __init__(self, name: str, document: Mapping[str, Any]) -> None:
        self._name = name
        top = _Fields(name, document)
        top.check(frozenset({"cause"}), frozenset({"texts", "expressions", "additions"}))
        self._causes = top.tables("cause")
        self._texts = self._parts(top, "texts")
        self._expressions = self._parts(top, "expressions")
        lists = _Fields(f"{name}: [additions]", top.table("additions"))
        self._additions = {
            key: tuple(self._addition(f"{name}: addition {key}", row) for row in lists.tables(key))
            for key in lists.keys
        }

    def _parts(self, top: _Fields, section: str) -> dict[str, str]:
        """Return the named parts of a section. They have no references of their own."""
        fields = _Fields(f"{self._name}: [{section}]", top.table(section))
        return {key: fields.string(key) for key in fields.keys}

    def causes(self) -> Iterator[Cause]:
        """Yield the causes, in the order of the file."""
        ids: set[str] = set()
        unconditional = ""
        for number, values in enumerate(self._causes, 1):
            label = f"{self._name}: cause {values.get('id') or f'number {number}'}"
            if unconditional:
                raise ValueError(
                    f"{label}: never tried: {unconditional}, before it, has no patterns or endings"
                )
            cause = self._cause(label, values)
            if cause.id in ids:
                raise ValueError(f"{label}: duplicate id")
            ids.add(cause.id)
            if not cause.patterns and not cause.endings:
                unconditional = cause.id
            yield cause

    def _cause(self, label: str, values: Mapping[str, Any]) -> Cause:
        fields = _Fields(label, values, self._texts)
        fields.check(_REQUIRED, _OPTIONAL)
        patterns = _Fields(label, values, self._expressions)
        if not _ID.fullmatch(fields.string("id")):
            raise fields.error("id", "expected lowercase letters, digits and hyphens")
        return Cause(
            id=fields.string("id"),
            meaning=fields.alternatives("meaning"),
            remedy=fields.alternatives("remedy"),
            source=fields.text("source"),
            patterns=tuple(patterns.pattern("patterns", text) for text in fields.items("patterns")),
            needs=patterns.pattern("needs", values["needs"]) if "needs" in values else None,
            endings=tuple(fields.ending(word) for word in fields.items("endings")),
            key=fields.string("key") if "key" in values else "",
            code=fields.number("code") if "code" in values else None,
            also=self._also(fields),
        )

    def _also(self, fields: _Fields) -> tuple[tuple[re.Pattern[str], str], ...]:
        """Return the additions of a cause: its own, or a list of [additions] by its name."""
        value = fields.values.get("also", [])
        if isinstance(value, str):
            if value not in self._additions:
                raise fields.error("also", f"[additions] has no {value}")
            return self._additions[value]
        return tuple(self._addition(f"{fields.label}: also", row) for row in fields.tables("also"))

    def _addition(self, label: str, values: Mapping[str, Any]) -> tuple[re.Pattern[str], str]:
        fields = _Fields(label, values, self._texts)
        fields.check(frozenset({"pattern", "sentence"}), frozenset())
        patterns = _Fields(label, values, self._expressions)
        return patterns.pattern("pattern", values["pattern"]), fields.text("sentence")


class _Fields:
    """One table of the file. Each method checks and converts the value of a field."""

    def __init__(
        self, label: str, values: Mapping[str, Any], named: Mapping[str, str] | None = None
    ) -> None:
        self.label = label
        """The file and the cause, for errors."""
        self.values = values
        self.keys = tuple(values)
        self._named = named or {}
        """What the references in the values stand for."""

    def error(self, field: str, problem: str) -> ValueError:
        """Return the error for a field."""
        return ValueError(f"{self.label}: {field}: {problem}")

    def check(self, required: frozenset[str], optional: frozenset[str]) -> None:
        """Check that all required fields are there and that no field is unknown."""
        for field in sorted(required - self.values.keys()):
            raise self.error(field, "missing")
        for field in sorted(self.values.keys() - required - optional):
            raise self.error(field, "unknown")

    def table(self, field: str) -> Mapping[str, Any]:
        """Return a table; empty if the field is missing."""
        value = self.values.get(field, {})
        if not isinstance(value, dict):
            raise self.error(field, "expected a table")
        return value

    def items(self, field: str) -> list[Any]:
        """Return a list; empty if the field is missing."""
        value = self.values.get(field, [])
        if not isinstance(value, list):
            raise self.error(field, "expected a list")
        return value

    def tables(self, field: str) -> list[Mapping[str, Any]]:
        """Return a list of tables; empty if the field is missing."""
        values = self.items(field)
        if not all(isinstance(value, dict) for value in values):
            raise self.error(field, "expected a list of tables")
        return values

    def number(self, field: str) -> int:
        """Return a whole number."""
        value = self.values[field]
        if type(value) is not int:
            raise self.error(field, "expected a number")
        return value

    def string(self, field: str) -> str:
        """Return a string with its references replaced."""
        return self._resolved(field, self.values[field])

    def text(self, field: str) -> str:
        """Return a string for people to read: a line break counts as a blank."""
        return " ".join(self.string(field).split())

    def alternatives(self, field: str) -> Text:
        """Return a text, or a list of alternatives of it."""
        values = self.values[field]
        if not isinstance(values, list):
            return self.text(field)
        if not values:
            raise self.error(field, "expected at least one text")
        return tuple(" ".join(self._resolved(field, value).split()) for value in values)

    def pattern(self, field: str, value: object) -> re.Pattern[str]:
        """Compile a regular expression of a field."""
        expression = self._resolved(field, value)
        try:
            return re.compile(expression)
        except re.error as error:
            raise self.error(field, f"bad regular expression {expression!r}: {error}") from error

    def ending(self, value: object) -> Ending:
        """Convert the word for how a job ended."""
        try:
            return Ending(value)
        except ValueError as error:
            raise self.error("endings", f"unknown ending {value!r}") from error

    def _resolved(self, field: str, value: object) -> str:
        if not isinstance(value, str) or not value:
            raise self.error(field, "expected a text that is not empty")

        def resolve(reference: re.Match[str]) -> str:
            if reference[1] not in self._named:
                raise self.error(field, f"unknown reference {reference[0]}")
            return self._named[reference[1]]

        return _REFERENCE.sub(resolve, value)
