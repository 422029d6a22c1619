"""Evaluates the expressions of a script. Source: ECMAScript, "Evaluation" of each construct."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from zwe_vsam.config.javascript import builtins, library
from zwe_vsam.config.javascript import nodes as n
from zwe_vsam.config.javascript.conversions import to_key, to_number, to_text, truth, type_of
from zwe_vsam.config.javascript.errors import NotKnownHere, NotSupported, ScriptException
from zwe_vsam.config.javascript.machine import Builtin, Machine
from zwe_vsam.config.javascript.operations import operate
from zwe_vsam.config.javascript.operators import ARITHMETIC
from zwe_vsam.config.javascript.refusals import refusal
from zwe_vsam.config.javascript.regexp import JsRegexp
from zwe_vsam.config.javascript.tokens import characters, units
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    FunctionObject,
    JsFunction,
    PlainList,
    PlainObject,
    Undefined,
    Value,
)
from zwe_vsam.config.javascript.variables import MISSING, Closure, Missing, Variable, Variables

_LASTING = ("undefined", "NaN", "Infinity")
"""Constant names. A key of the configuration does not replace them."""


class ExpressionEvaluator(Machine):
    """Evaluates expressions, and calls functions."""

    def __init__(self, scope: Mapping[str, Value]) -> None:
        super().__init__()
        self._scope = scope

    def value(self, node: n.Node, variables: Variables) -> Value:
        """The value of an expression. Raises ScriptError, and errors of the configuration."""
        self.step()
        self.enter()
        result = _EVALUATE[type(node)](self, node, variables)
        self.leave()
        return result

    def _literal(self, node: n.Literal, _variables: Variables) -> Value:
        return node.value

    def _template(self, node: n.Template, variables: Variables) -> Value:
        parts = [node.texts[0]]
        for part, text in zip(node.parts, node.texts[1:], strict=True):
            value = self.value(part, variables)
            self.offset = node.offset
            parts += (to_text(self, value), text)
        return self.checked("".join(parts))

    def _regexp(self, node: n.Regexp, _variables: Variables) -> Value:
        return JsRegexp(node.pattern, node.flags, node.offset)

    def _name(self, node: n.Name, variables: Variables) -> Value:
        value = self._look_up(node, variables)
        if isinstance(value, Missing):
            raise ScriptException("ReferenceError", f"{node.name} is not defined", node.offset)
        return value

    def _look_up(self, node: n.Name, variables: Variables) -> Value | Missing:
        variable = variables.find(node.name)
        if variable is not None:
            if isinstance(variable.value, Missing):
                raise ScriptException(
                    "ReferenceError", f"{node.name} is used before its value is set", node.offset
                )
            return variable.value
        if node.name not in _LASTING:
            try:
                return self.taken(self._scope[node.name])
            except NotKnownHere as error:
                error.offset = node.offset
                raise
            except KeyError:
                pass
        if node.name in library.GLOBALS:
            return library.GLOBALS[node.name]
        if node.name in library.OTHER_GLOBALS:
            raise refusal("built-ins", f"{node.name} is not supported", node.offset)
        if node.name in builtins.INHERITED:
            raise refusal("prototypes", f"{node.name} is not supported here", node.offset)
        return MISSING

    def _member(self, node: n.Member, variables: Variables) -> Value:
        value = self._link(node, variables)
        assert not isinstance(value, Missing), "only a Chain has missing links"
        return value

    def _link(self, node: n.Node, variables: Variables) -> Value | Missing:
        """The value of one link of a chain."""
        if isinstance(node, n.Member):
            member = self._owner(node, variables)
            return member if isinstance(member, Missing) else member[1]
        if isinstance(node, n.Call):
            return self._called(node, variables)
        return self.value(node, variables)

    def _owner(self, node: n.Member, variables: Variables) -> tuple[Value, Value] | Missing:
        """The owner of a member, and the member."""
        self.step()
        self.enter()
        owner = self._link(node.owner, variables)
        self.leave()
        if isinstance(owner, Missing):
            return owner
        if owner is None or isinstance(owner, Undefined):
            if node.optional:
                return MISSING
            self.present(owner)
            raise self._nothing(node, owner)
        key = self.value(node.key, variables)
        self.offset = node.offset
        return owner, builtins.member(self, owner, to_key(self, key))

    @staticmethod
    def _nothing(node: n.Member, owner: Undefined | None) -> ScriptException:
        name = n.path_of(node.owner)
        state = "null" if owner is None else "not defined"
        if name:
            message = f"{name} is {state}"
        elif isinstance(node.key, n.Literal) and isinstance(node.key.value, str):
            message = f"{node.key.value} is read from a value that is {state}"
        else:
            message = f"a key is read from a value that is {state}"
        return ScriptException("TypeError", message, node.offset)

    def _call(self, node: n.Call, variables: Variables) -> Value:
        value = self._called(node, variables)
        assert not isinstance(value, Missing)
        return value

    def _called(self, node: n.Call, variables: Variables) -> Value | Missing:
        self.step()
        self.enter()
        this: Value = UNDEFINED
        function: Value | Missing
        callee = node.callee
        if isinstance(callee, n.Chain) and isinstance(callee.node, n.Member):
            callee = callee.node  # (a?.b)() keeps "this"; a missing link is not called.
            member = self._owner(callee, variables)
            this, function = (UNDEFINED, UNDEFINED) if isinstance(member, Missing) else member
        elif isinstance(callee, n.Member):
            member = self._owner(callee, variables)
            if isinstance(member, Missing):
                return member
            this, function = member
        else:
            function = self._link(callee, variables)
        if isinstance(function, Missing):
            return function
        if node.optional and (function is None or isinstance(function, Undefined)):
            return MISSING
        arguments = self._items(node.arguments, variables)
        self.offset = node.offset
        if not isinstance(function, FunctionObject):
            name = n.path_of(callee) or "this"
            raise ScriptException("TypeError", f"{name} is not a function", node.offset)
        result = self.call(function, this, arguments)
        self.leave()
        return result

    def call(self, function: Value, this: Value, arguments: Sequence[Value]) -> Value:
        """Call a function of the script, a built-in function, or a host function."""
        self.step()
        if isinstance(function, Builtin):
            return self.weighed(function.run(self, this, arguments))
        if isinstance(function, JsFunction):
            return self._host(function, this, arguments)
        if not isinstance(function, Closure):
            raise self.type_error("a function is expected")
        self.enter()
        arrow = function.arrow
        names = {name: Variable(UNDEFINED) for name in arrow.variables}
        for index, name in enumerate(arrow.parameters):
            names[name] = Variable(arguments[index] if index < len(arguments) else UNDEFINED)
        if arrow.rest:
            names[arrow.rest] = Variable(PlainList(list(arguments[len(arrow.parameters) :])))
        result = self.body(arrow.body, Variables(names, function.variables))
        self.leave()
        return result

    def body(self, node: n.Node, variables: Variables) -> Value:
        """The value that the body of a function returns."""
        raise NotImplementedError

    def _host(self, function: JsFunction, this: Value, arguments: Sequence[Value]) -> Value:
        """Call a host function, and add the offset to its errors."""
        outward = [characters(value) if isinstance(value, str) else value for value in arguments]
        try:
            return self.taken(function.call(this, outward))
        except (NotSupported, NotKnownHere) as error:
            error.offset = self.offset
            raise

    def _chain(self, node: n.Chain, variables: Variables) -> Value:
        value = self._link(node.node, variables)
        return UNDEFINED if isinstance(value, Missing) else value

    def _unary(self, node: n.Unary, variables: Variables) -> Value:
        if node.operator == "typeof" and isinstance(node.operand, n.Name):
            current = self._look_up(node.operand, variables)
            return "undefined" if isinstance(current, Missing) else type_of(current)
        value = self.value(node.operand, variables)
        self.offset = node.offset
        if node.operator == "typeof":
            return type_of(value)
        if node.operator == "void":
            return UNDEFINED
        if node.operator == "!":
            return not truth(value)
        number = to_number(self, value)
        if node.operator == "~":
            return ARITHMETIC["^"](number, -1.0)
        return -number if node.operator == "-" else number

    def _binary(self, node: n.Binary, variables: Variables) -> Value:
        """The value of ``a + b + c + …``, without recursion: it can have thousands of terms."""
        chain = [node]
        while isinstance(chain[-1].left, n.Binary):
            chain.append(chain[-1].left)
        value = self.value(chain[-1].left, variables)
        for link in reversed(chain):
            self.step()
            right = self.value(link.right, variables)
            self.offset = link.offset
            value = operate(self, link.operator, value, right)
        return value

    def _logical(self, node: n.Logical, variables: Variables) -> Value:
        chain = [node]
        while isinstance(left := chain[-1].left, n.Logical):
            chain.append(left)
        value = self.value(chain[-1].left, variables)
        for link in reversed(chain):
            if _needs_right(link.operator, value):
                value = self.value(link.right, variables)
        return value

    def _condition(self, node: n.Condition, variables: Variables) -> Value:
        chosen = node.then if truth(self.value(node.test, variables)) else node.otherwise
        return self.value(chosen, variables)

    def _comma(self, node: n.Comma, variables: Variables) -> Value:
        self.value(node.left, variables)
        return self.value(node.right, variables)

    def _items(self, nodes: Sequence[n.Node], variables: Variables) -> list[Value]:
        items: list[Value] = []
        for node in nodes:
            if isinstance(node, n.Spread):
                value = self.value(node.value, variables)
                self.offset = node.offset
                items += builtins.iterated(self, value)
            else:
                items.append(self.value(node, variables))
        return items

    def _list(self, node: n.ListLiteral, variables: Variables) -> Value:
        return PlainList(self._items(node.items, variables))

    def _object(self, node: n.ObjectLiteral, variables: Variables) -> Value:
        properties: dict[str, Value] = {}
        for key, value in node.properties:
            if key is None:
                assert isinstance(value, n.Spread)
                spread = self.value(value.value, variables)
                self.offset = value.offset
                properties.update(builtins.own_items(self, spread))
            else:
                self.offset = node.offset
                name = to_key(self, self.value(key, variables))
                properties[name] = self.value(value, variables)
        return PlainObject(properties)

    def _assign(self, node: n.Assign, variables: Variables) -> Value:
        variable = variables.find(node.name)
        if variable is None:
            raise refusal(
                "top-level variables", f"{node.name} is not a variable of a function", node.offset
            )
        constant = ScriptException("TypeError", f"{node.name} is a constant", node.offset)
        value: Value = UNDEFINED
        if node.operator:
            current = self._name(n.Name(node.name, node.offset), variables)
            logical = node.operator in ("||", "&&", "??")
            if logical and not _needs_right(node.operator, current):
                if variable.constant:  # QuickJS refuses it although nothing is assigned.
                    raise constant
                return current
            value = self.value(node.value, variables)
            if not logical:
                self.offset = node.offset
                value = operate(self, node.operator, current, value)
        else:
            value = self.value(node.value, variables)
        if isinstance(variable.value, Missing):
            raise ScriptException(
                "ReferenceError", f"{node.name} is used before its value is set", node.offset
            )
        if variable.constant:
            raise constant
        variable.value = value
        return value

    def _arrow(self, node: n.Arrow, variables: Variables) -> Value:
        return Closure(node, variables)

    def taken(self, value: Value) -> Value:
        """A value of the configuration or of a host function, with its texts in UTF-16 units."""
        return units(value) if isinstance(value, str) else value


def _needs_right(operator: str, value: Value) -> bool:
    if operator == "||":
        return not truth(value)
    if operator == "&&":
        return truth(value)
    return value is None or isinstance(value, Undefined)


_EVALUATE: dict[type, Callable[..., Value]] = {
    n.Literal: ExpressionEvaluator._literal,
    n.Template: ExpressionEvaluator._template,
    n.Regexp: ExpressionEvaluator._regexp,
    n.Name: ExpressionEvaluator._name,
    n.Member: ExpressionEvaluator._member,
    n.Call: ExpressionEvaluator._call,
    n.Chain: ExpressionEvaluator._chain,
    n.Unary: ExpressionEvaluator._unary,
    n.Binary: ExpressionEvaluator._binary,
    n.Logical: ExpressionEvaluator._logical,
    n.Condition: ExpressionEvaluator._condition,
    n.Comma: ExpressionEvaluator._comma,
    n.ListLiteral: ExpressionEvaluator._list,
    n.ObjectLiteral: ExpressionEvaluator._object,
    n.Assign: ExpressionEvaluator._assign,
    n.Arrow: ExpressionEvaluator._arrow,
}
