"""Evaluates the statements of a script. Source: ECMAScript, "Evaluation" of each statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from zwe_vsam.config.javascript import nodes as n
from zwe_vsam.config.javascript.conversions import truth
from zwe_vsam.config.javascript.expressions import ExpressionEvaluator
from zwe_vsam.config.javascript.values import UNDEFINED, Value
from zwe_vsam.config.javascript.variables import MISSING, Missing, Variable, Variables


class _Returned(NamedTuple):
    value: Value


class Interpreter(ExpressionEvaluator):
    """Evaluates one script."""

    def __init__(self, scope: Mapping[str, Value]) -> None:
        super().__init__(scope)
        self._globals: Variables = Variables({}, None)

    def run(self, script: n.Block) -> Value:
        """The value of the last statement that has one."""
        result = self._statements(script.statements, self._globals)
        assert not isinstance(result, _Returned)
        if isinstance(result, Missing):
            return UNDEFINED
        self.present(result)
        return result

    def body(self, node: n.Node, variables: Variables) -> Value:
        """The value that the body of a function returns; UNDEFINED without a return."""
        result = self._statement(node, variables)
        return result.value if isinstance(result, _Returned) else UNDEFINED

    # Each of these gives what a return statement returns, or the value of the statement. Only the
    # script itself uses the latter.

    def _statements(
        self, statements: Sequence[n.Node], variables: Variables
    ) -> Value | _Returned | Missing:
        last: Value | Missing = MISSING
        for statement in statements:
            result = self._statement(statement, variables)
            if isinstance(result, _Returned):
                return result
            if not isinstance(result, Missing):
                last = result
        return last

    def _statement(self, node: n.Node, variables: Variables) -> Value | _Returned | Missing:
        self.step()
        if isinstance(node, n.Expression):
            return self.value(node.value, variables)
        if isinstance(node, n.Return):
            return _Returned(UNDEFINED if node.value is None else self.value(node.value, variables))
        if isinstance(node, n.Block):
            return self._block(node, variables)
        if isinstance(node, n.If):
            return self._if(node, variables)
        assert isinstance(node, n.Declaration)
        self._declare(node, variables)
        return MISSING

    def _block(self, node: n.Block, variables: Variables) -> Value | _Returned | Missing:
        self.enter()
        if node.names:
            variables = Variables({name: Variable(MISSING) for name in node.names}, variables)
        result = self._statements(node.statements, variables)
        self.leave()
        return result

    def _if(self, node: n.If, variables: Variables) -> Value | _Returned | Missing:
        self.enter()
        result: Value | _Returned | Missing = MISSING
        if truth(self.value(node.test, variables)):
            result = self._statement(node.then, variables)
        elif node.otherwise is not None:
            result = self._statement(node.otherwise, variables)
        self.leave()
        return UNDEFINED if isinstance(result, Missing) else result

    def _declare(self, node: n.Declaration, variables: Variables) -> None:
        for name, value in node.names:
            variable = variables.find(name)
            assert variable is not None
            if value is not None:
                variable.value = self.value(value, variables)
            elif node.kind == "let":
                variable.value = UNDEFINED
            variable.constant = node.kind == "const"
