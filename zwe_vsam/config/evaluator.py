"""Evaluates the expressions of a configuration, each once, when its value is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml

from zwe_vsam.config import expressions, secrets
from zwe_vsam.config.document import is_expression, is_left_out, is_null, kind, left_out
from zwe_vsam.config.expression_syntax import ExpressionError
from zwe_vsam.config.expressions import UNDEFINED, Collection, Number, Result
from zwe_vsam.errors import Origin, Problem

if TYPE_CHECKING:
    from zwe_vsam.config.configuration import Configuration, Found

MAXIMUM_REFERENCES = 20
"""Expressions that refer to one another in a row."""
_REMEDY = "Write the value itself, or a simpler expression."


class Evaluator:
    """The expressions of one configuration."""

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._results: dict[int, Result] = {}
        self._waiting: list[Found] = []

    def collection(self, found: Found) -> tuple[Found, ...] | None:
        """What an expression refers to if that is a mapping or list; None for any value.

        Raises Problem ZWV231E for an expression that cannot be evaluated.
        """
        result = self._result(found)
        return result.holds if isinstance(result, Collection) else None  # type: ignore[return-value]

    def text(self, found: Found) -> str:
        """The text that a value's expressions give; empty for null and undefined.

        Raises Problem ZWV231E for an expression that cannot be evaluated.
        """
        result = self._result(found)
        return "" if result is None or result is UNDEFINED else expressions.text_of(result, 0)

    def look_up(self, path: expressions.Path) -> Result:
        """What an expression gets for a reference."""
        raw, found = self._configuration.look_up(path)
        if found:
            first = found[0]
            if isinstance(first.node, yaml.ScalarNode):
                if is_left_out(first.node):
                    raise left_out(first.origin)
                return self._result(first) if is_expression(first.node) else _typed(first.node)
            return Collection(kind(first.node), tuple(found))
        if not raw:
            return UNDEFINED
        return None if is_null(raw[0].node) else str(raw[0].node.value)

    def _result(self, found: Found) -> Result:
        node = found.node
        assert isinstance(node, yaml.ScalarNode)
        if id(node) in self._results:
            return self._results[id(node)]
        self._check(found)
        self._waiting.append(found)
        try:
            result = self._results[id(node)] = expressions.evaluate(node.value, self)
        except ExpressionError as error:
            if secrets.may_hold_one(found.origin.key):
                # Not "from error": its text quotes the expression.
                raise self._problem(found, _unquoted(error)) from None
            raise self._problem(found, error) from error
        except RecursionError as error:
            if len(self._waiting) > 1:
                raise
            raise self._problem(found, ExpressionError("nested too deeply", 0)) from error
        finally:
            self._waiting.pop()
        return result

    def _check(self, found: Found) -> None:
        """Refuse an expression that needs its own value, or a chain of too many."""
        keys = [waiting.origin.key for waiting in self._waiting]
        nodes = [id(waiting.node) for waiting in self._waiting]
        if id(found.node) in nodes:
            chain = " -> ".join((*keys[nodes.index(id(found.node)) :], found.origin.key))
            what = f"refers to itself: {chain}"
        elif len(nodes) >= MAXIMUM_REFERENCES:
            what = f"refers to expressions through more than {MAXIMUM_REFERENCES} others"
        else:
            return
        first = self._waiting[0]
        raise Problem(
            "ZWV231E",
            f"{first.origin.key} cannot be evaluated: it {what}",
            origin=self._origin(first, 0),
            details=tuple(f"{waiting.origin}: {waiting.origin.key}" for waiting in self._waiting),
            remedy="Write the value itself in one of these places.",
        )

    def _problem(self, found: Found, error: ExpressionError) -> Problem:
        key = found.origin.key
        needed = [
            f"needed by {waiting.origin.key} ({waiting.origin})"
            for waiting in reversed(self._waiting[:-1])
        ]
        return Problem(
            "ZWV231E",
            f"{key} cannot be evaluated: {error.what}",
            origin=self._origin(found, error.offset),
            details=tuple(needed),
            remedy=_REMEDY,
        )

    @staticmethod
    def _origin(found: Found, offset: int) -> Origin:
        node = found.node
        assert isinstance(node, yaml.ScalarNode)
        line, column = found.document.position(node, offset)
        return found.origin._replace(line=line, column=column)


def _unquoted(error: ExpressionError) -> ExpressionError:
    return ExpressionError("why is not shown, as it may be a secret", error.offset)


def _typed(node: yaml.ScalarNode) -> Result:
    """A value as Zowe types it: see expressions.py."""
    text = str(node.value)
    if not node.style:
        if text.isascii() and text.isdecimal():
            return Number(text)
        if text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return text[0] in "tT"
    return text
