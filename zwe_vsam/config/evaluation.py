"""Evaluates the expressions of a configuration in the order of Zowe.

Sources: zowe-common-c, c/embeddedjs.c, ``evaluateJsonTemplates``, and
tests/configmgr/cli/test_template_order.sh. Zowe goes over the merged configuration from top to
bottom. An expression sees what stands above it with its value. It sees an expression below it as
undefined (``hideUnevaluated``); a key at the top of the file that is such an expression is no
name yet. An expression that fails is tried again in the next pass, until a pass gives no further
value. Here the failure stays at its node, and reading the value raises it.

Releases of Zowe before May 2026 make one pass only, and an expression gets an object in the place
of a later one. That object is no valid name, so that such a Zowe does not start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import yaml

from zwe_vsam.config import javascript as js
from zwe_vsam.config import secrets
from zwe_vsam.config.document import is_left_out, left_out, typed
from zwe_vsam.config.javascript.values import Absent
from zwe_vsam.config.tree import Node, Part, Tree
from zwe_vsam.errors import Origin, Problem

_TAG = "tag:yaml.org,2002:"
_AT_RUN_TIME = frozenset(("haInstance",))
"""Names without a value here: Zowe's start-up sets ``ZWE_haInstance_…`` for each instance, after
the expressions (zowe-install-packaging, bin/libs/configmgr.ts, getZoweConfigEnv)."""
_IDS: dict[type[js.ScriptError], str] = {
    js.ScriptSyntaxError: "ZWV2150E",
    js.ScriptException: "ZWV2151E",
    js.NotSupported: "ZWV2152E",
    js.TooMuch: "ZWV2153E",
    js.FunctionResult: "ZWV2159E",
}
"""The messages of errors of JavaScript. `_failure` has those of NotKnownHere."""


def evaluate(tree: Tree, hosts: Mapping[str, js.Value]) -> None:
    """Set the result or the failure of every expression in ``tree``, and record what each reads.

    ``hosts`` are the objects that Zowe provides, such as ``zos``. Raises Problem ZWEL0140E for
    a tree without end.
    """
    expressions = list(tree.expressions())
    run = _Evaluation(tree, hosts, expressions)
    waiting = expressions
    while waiting:
        failed = [node for node in waiting if not run.evaluate(node)]
        if len(failed) == len(waiting):
            break
        waiting = failed
    run.pass_on_failures(expressions)


class _Needed(Exception):
    """An expression has read a value that has a problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


class _Evaluation:
    """One evaluation: the values so far, and the expressions that each has read."""

    def __init__(
        self, tree: Tree, hosts: Mapping[str, js.Value], expressions: Iterable[Node]
    ) -> None:
        self.reads = tree.reads
        self.pending = {id(node) for node in expressions}
        """The ``id`` of each expression without a value so far. It is undefined to others."""
        self._values: dict[int, js.Value] = {}
        self._scope = _Scope(tree.root, hosts, self)
        self._current: Node = tree.root

    def evaluate(self, node: Node) -> bool:
        """Set the result or the failure of ``node``. Return whether it has a result."""
        self._current = node
        node.failure = None
        part = node.parts[0]
        try:
            source = js.source_of(str(part.node.value))
        except js.ScriptError as error:
            node.failure = _failure(node, error, error.offset)
            return False
        try:
            value = js.evaluate(source.text, self._scope)
            result = _result_node(value, node, node.names, self)
        except js.ScriptError as error:
            node.failure = _failure(node, error, source.offset_in_text(error.offset))
        except _Needed as error:
            node.failure = _dependent_failure(node, error.problem)
        else:
            node.set_result(result)
            if isinstance(value, _Object | _List):
                value = type(value)(result, self)
            self._values[id(node)] = value
            self.pending.discard(id(node))
        return node.failure is None

    def pass_on_failures(self, expressions: Sequence[Node]) -> None:
        """Give the failure of each expression to every other expression that has read it."""
        roots = [
            node
            for node in expressions
            if node.failure and not any(read.failure for read in self.reads.of(node))
        ]
        readers: dict[int, list[Node]] = {}
        for node in expressions:
            for read in self.reads.of(node):
                readers.setdefault(id(read), []).append(node)
        done = {id(node) for node in roots}
        waiting = roots
        while waiting:
            cause = waiting.pop(0)
            for reader in readers.get(id(cause), ()):
                if id(reader) not in done and cause.failure:
                    done.add(id(reader))
                    reader.failure = _dependent_failure(reader, cause.failure)
                    waiting.append(reader)
        for node in expressions:
            if node.failure and id(node) not in done:
                node.failure = self._circle(node)

    def _circle(self, node: Node) -> Problem:
        """The problem of ``node`` that needs itself, by way of other expressions."""
        names, current = [node], node
        while True:
            current = next(read for read in self.reads.of(current) if read.failure)
            names.append(current)
            if current in names[:-1]:
                break
        circle = " -> ".join(each.key for each in names)
        return _hidden(node, 0) or Problem(
            "ZWV2157E", key=node.key, circle=circle, origin=_origin(node, 0)
        )

    def value(self, node: Node) -> js.Value:
        """The value of ``node`` for the expression that reads it. Raises _Needed."""
        if node.problem:
            raise _Needed(node.problem)
        while isinstance(node, _Copy) and node.is_expression:
            node = node.source
        scalar = node.parts[0].node
        if is_left_out(scalar):
            raise _Needed(left_out(node.origin))
        if node.is_expression:
            self.reads.add(self._current, node)
            return self._values.get(id(node), js.UNDEFINED)
        if isinstance(scalar, yaml.ScalarNode):
            return typed(scalar)
        return _List(node, self) if node.kind == "list" else _Object(node, self)

    def top(self, node: Node) -> js.Value:
        """The value of a key at the top of the file. Raises KeyError where it has none yet."""
        value = self.value(node)
        if node.is_expression and id(node) not in self._values:
            raise KeyError(node.key)
        return value


class _Scope(Mapping[str, js.Value]):
    """The global names: the keys at the top of the configuration, then Zowe's own objects."""

    def __init__(self, root: Node, hosts: Mapping[str, js.Value], run: _Evaluation) -> None:
        self._root = root
        self._hosts = hosts
        self._run = run

    def __getitem__(self, name: str) -> js.Value:
        child = self._root.children().get(name)
        if child is not None:
            return self._run.top(child)
        if name in _AT_RUN_TIME:
            raise js.NotKnownHere(f"{name} is not known on this system", 0)
        return self._hosts[name]

    def __iter__(self) -> Iterator[str]:
        yield from dict.fromkeys((*self._root.children(), *self._hosts))

    def __len__(self) -> int:
        return len(list(iter(self)))


class _Object(js.JsObject):
    """A mapping of the configuration."""

    def __init__(self, node: Node, run: _Evaluation) -> None:
        self.node = node
        self._run = run

    def get(self, name: str) -> js.Value:
        child = self.node.children().get(name)
        return js.UNDEFINED if child is None else self._run.value(child)

    def keys(self) -> Iterable[str]:
        return list(self.node.children())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Object) and self.node is other.node

    def __hash__(self) -> int:
        return id(self.node)


class _List(js.JsList):
    """A list of the configuration."""

    def __init__(self, node: Node, run: _Evaluation) -> None:
        self.node = node
        self._run = run

    def item(self, index: int) -> js.Value:
        return self._run.value(self.node.children()[str(index)])

    def __len__(self) -> int:
        return len(self.node.children())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _List) and self.node is other.node

    def __hash__(self) -> int:
        return id(self.node)


class _Copy(Node):
    """A mapping or list that is the result of an expression.

    It has the values at the time of the evaluation. An expression without a value at that time is
    left out, as Zowe copies it as undefined.
    """

    __slots__ = ("_hidden", "source")

    def __init__(self, source: Node, names: tuple[str, ...], hidden: frozenset[int]) -> None:
        key = secrets.shown(names)
        parts = [part._replace(origin=part.origin._replace(key=key)) for part in source.parts]
        super().__init__(names, parts, source.position, source.problem)
        self.source = source
        self._hidden = hidden

    @property
    def effective(self) -> Node:
        """The copy of what is in effect at ``source``."""
        result = self.source.effective
        return self if result is self.source else _Copy(result, self.names, self._hidden)

    def children(self) -> dict[str, Node]:
        """Copies of the children with a value at that time, and of those with a failure.

        Reading a child with a failure raises it.
        """
        children = self.source.children()
        if self._children is None:
            is_list = self.kind == "list"
            self._children = {
                name: _Copy(child, self._child_names(name, is_list=is_list), self._hidden)
                for name, child in children.items()
            }
        return {
            name: copy
            for name, copy in self._children.items()
            if name in children
            and (id(children[name]) not in self._hidden or children[name].failure)
        }

    def _child_names(self, name: str, *, is_list: bool) -> tuple[str, ...]:
        if is_list:
            return (*self.names[:-1], f"{self.names[-1]}[{name}]")
        return (*self.names, name)


def _result_node(value: js.Value, at: Node, names: tuple[str, ...], run: _Evaluation) -> Node:
    """The node of a result of the expression ``at``. Raises FunctionResult."""
    if isinstance(value, _Object | _List):
        copy = _Copy(value.node, names, frozenset((*run.pending, id(at))))
        # The origin of a result is the line of its expression.
        copy.parts = tuple(
            part._replace(origin=at.origin._replace(key=part.origin.key), column=0)
            for part in copy.parts
        )
        return copy
    if isinstance(value, Absent):
        raise js.NotKnownHere(value.reason, 0, variable=value.variable)
    children: dict[str, Node] = {}
    if isinstance(value, js.JsList):
        for index in range(len(value)):
            item = (*names[:-1], f"{names[-1]}[{index}]")
            children[str(index)] = _result_node(value.item(index), at, item, run)
    elif isinstance(value, js.PlainObject):
        properties = value.properties.items()
        children = {key: _result_node(item, at, (*names, key), run) for key, item in properties}
    elif isinstance(value, js.JsObject):
        raise js.FunctionResult("the result is a function", 0)
    node = Node(names, (_result_part(value, at, names),), at.position)
    if children:
        node.adopt(children)
    return node


def _result_part(value: js.Value, at: Node, names: tuple[str, ...]) -> Part:
    """The YAML node of a result. Text has the style ``|``, so that it is not evaluated again."""
    part = at.parts[0]
    start, end = part.node.start_mark, part.node.end_mark
    node: yaml.Node
    if isinstance(value, js.JsList):
        node = yaml.SequenceNode(f"{_TAG}seq", [], start, end)
    elif isinstance(value, js.JsObject):
        node = yaml.MappingNode(f"{_TAG}map", [], start, end)
    elif value is None or isinstance(value, js.Undefined):
        node = yaml.ScalarNode(f"{_TAG}null", "", start, end)
    else:
        style = "|" if isinstance(value, str) else None
        node = yaml.ScalarNode(f"{_TAG}str", js.text_of(value), start, end, style)
    return part._replace(node=node, origin=part.origin._replace(key=secrets.shown(names)))


def _failure(node: Node, error: js.ScriptError, offset: int) -> Problem:
    """The problem of an expression with ``error`` at ``offset`` of its scalar."""
    hidden = _hidden(node, offset)
    if hidden:
        return hidden
    key, origin = node.key, _origin(node, offset)
    if not isinstance(error, js.NotKnownHere):
        return Problem(_IDS[type(error)], key=key, reason=error.message, origin=origin)
    if error.symbol:
        return Problem("ZWV2154E", key=key, symbol=error.symbol, origin=origin)
    if error.variable:
        return Problem("ZWV2155E", key=key, variable=error.variable, origin=origin)
    return Problem("ZWV2156E", key=key, origin=origin)


def _hidden(node: Node, offset: int) -> Problem | None:
    """The problem of an expression in the place of a secret: its reason can quote the secret."""
    if not secrets.may_hold_one(node.key):
        return None
    return Problem("ZWV2158E", key=node.key, origin=_origin(node, offset))


def _dependent_failure(node: Node, cause: Problem) -> Problem:
    """The problem of an expression that reads a value with the problem ``cause``."""
    return cause.copy(f"{node.key} ({node.origin}) needs this value.")


def _origin(node: Node, offset: int) -> Origin:
    part = node.parts[0]
    assert isinstance(part.node, yaml.ScalarNode)
    line, column = part.document.position(part.node, offset)
    return part.origin._replace(line=line, column=column)
