"""The methods of lists. Source: ECMAScript, "Properties of the Array Prototype Object"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cmp_to_key

from zwe_vsam.config.javascript.conversions import (
    items_of,
    list_text,
    same,
    same_value_zero,
    to_integer,
    to_number,
    to_text,
    truth,
)
from zwe_vsam.config.javascript.machine import Builtin, Machine
from zwe_vsam.config.javascript.strings import argument, relative
from zwe_vsam.config.javascript.values import (
    UNDEFINED,
    FunctionObject,
    JsList,
    PlainList,
    Undefined,
    Value,
)

Method = Callable[[Machine, JsList, Sequence[Value]], Value]


def _visited(
    machine: Machine, this: JsList, arguments: Sequence[Value]
) -> Iterator[tuple[int, Value, Value]]:
    """The index, the item and the result of the callback, for each item."""
    function = argument(arguments, 0)
    if not isinstance(function, FunctionObject):
        raise machine.type_error("a function is expected as the argument")
    offset = machine.offset
    for index in range(len(this)):
        machine.offset = offset
        item = machine.taken(this.item(index))
        yield (
            index,
            item,
            machine.call(function, argument(arguments, 1), (item, float(index), this)),
        )


def _map(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    return PlainList([result for _, _, result in _visited(machine, this, arguments)])


def _filter(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    return PlainList(
        [item for _, item, result in _visited(machine, this, arguments) if truth(result)]
    )


def _find(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    visited = _visited(machine, this, arguments)
    return next((item for _, item, result in visited if truth(result)), UNDEFINED)


def _find_index(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    visited = _visited(machine, this, arguments)
    return next((float(index) for index, _, result in visited if truth(result)), -1.0)


def _some(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    return any(truth(result) for _, _, result in _visited(machine, this, arguments))


def _every(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    return all(truth(result) for _, _, result in _visited(machine, this, arguments))


def _for_each(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    for _ in _visited(machine, this, arguments):
        pass
    return UNDEFINED


def _reduce(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    return _reduced(machine, this, arguments, list(range(len(this))))


def _reduce_right(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    return _reduced(machine, this, arguments, list(reversed(range(len(this)))))


def _reduced(
    machine: Machine, this: JsList, arguments: Sequence[Value], indices: list[int]
) -> Value:
    function = argument(arguments, 0)
    if not isinstance(function, FunctionObject):
        raise machine.type_error("a function is expected as the argument")
    items = items_of(machine, this)
    if len(arguments) > 1:
        result = arguments[1]
    elif indices:
        result = items[indices.pop(0)]
    else:
        raise machine.type_error("reduce of an empty list needs a first value")
    for index in indices:
        result = machine.call(function, UNDEFINED, (result, items[index], float(index), this))
    return result


def _join(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    separator = argument(arguments, 0)
    text = "," if isinstance(separator, Undefined) else to_text(machine, separator)
    return list_text(machine, this, text)


def _to_string(machine: Machine, this: JsList, _arguments: Sequence[Value]) -> Value:
    return list_text(machine, this, ",")


def _concat(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    items = items_of(machine, this)
    for value in arguments:
        items += items_of(machine, value) if isinstance(value, JsList) else [value]
    return PlainList(machine.counted(items))


def _slice(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    length = len(this)
    start = relative(machine, argument(arguments, 0), length, 0)
    end = relative(machine, argument(arguments, 1), length, length)
    return PlainList([machine.taken(this.item(index)) for index in range(start, end)])


def _includes(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    searched = argument(arguments, 0)
    start = relative(machine, argument(arguments, 1), len(this), 0)
    return any(same_value_zero(item, searched) for item in items_of(machine, this)[start:])


def _index_of(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    searched = argument(arguments, 0)
    start = relative(machine, argument(arguments, 1), len(this), 0)
    for index, item in enumerate(items_of(machine, this)):
        if index >= start and same(item, searched):
            return float(index)
    return -1.0


def _last_index_of(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    items = items_of(machine, this)
    start = float(len(items) - 1)
    if len(arguments) > 1:
        given = to_integer(machine, arguments[1])
        start = len(items) + given if given < 0 else min(given, start)
    index = int(max(start, -1))
    while index >= 0 and not same(items[index], argument(arguments, 0)):
        index -= 1
    return float(index)


def _own(machine: Machine, this: JsList, name: str) -> PlainList:
    """The list, if the expression made it: ``reverse`` and ``sort`` change the list itself."""
    if not isinstance(this, PlainList):
        raise machine.refusal(
            "changes",
            f"{name} changes a list of the configuration; write [...list].{name}() instead",
        )
    return this


def _reverse(machine: Machine, this: JsList, _arguments: Sequence[Value]) -> Value:
    own = _own(machine, this, "reverse")
    own.items.reverse()
    return own


def _sort(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    """Sort the list. Undefined comes last, without a comparison (CompareArrayElements)."""
    function = argument(arguments, 0)
    if not isinstance(function, FunctionObject | Undefined):
        raise machine.type_error("a function is expected as the argument")
    own = _own(machine, this, "sort")
    defined = [item for item in own.items if not isinstance(item, Undefined)]
    machine.step(len(defined))
    if isinstance(function, Undefined):
        texts = [to_text(machine, item) for item in defined]
        order = sorted(range(len(texts)), key=texts.__getitem__)
        defined = [defined[index] for index in order]
    else:

        def compare(left: Value, right: Value) -> int:
            result = to_number(machine, machine.call(function, UNDEFINED, (left, right)))
            return (result > 0) - (result < 0)

        defined.sort(key=cmp_to_key(compare))
    own.items[:] = [*defined, *([UNDEFINED] * (len(own.items) - len(defined)))]
    return own


def _flat(machine: Machine, this: JsList, arguments: Sequence[Value]) -> Value:
    depth = argument(arguments, 0)
    levels = 1.0 if isinstance(depth, Undefined) else to_integer(machine, depth)
    return PlainList(machine.counted(_flattened(machine, this, levels)))


def _flattened(machine: Machine, this: JsList, levels: float) -> list[Value]:
    items: list[Value] = []
    machine.enter()
    for item in items_of(machine, this):
        if isinstance(item, JsList) and levels >= 1:
            items += _flattened(machine, item, levels - 1)
        else:
            items.append(item)
    machine.leave()
    return items


_METHODS: dict[str, Method] = {
    "concat": _concat, "every": _every, "filter": _filter, "find": _find,
    "findIndex": _find_index, "flat": _flat, "forEach": _for_each, "includes": _includes,
    "indexOf": _index_of, "join": _join, "lastIndexOf": _last_index_of, "map": _map,
    "reduce": _reduce, "reduceRight": _reduce_right, "reverse": _reverse, "slice": _slice,
    "some": _some, "sort": _sort, "toString": _to_string,
}  # fmt: skip


def _method(name: str, method: Method) -> Builtin:
    def run(machine: Machine, this: Value, arguments: Sequence[Value]) -> Value:
        if not isinstance(this, JsList):
            raise machine.refusal("built-ins", f"{name} is supported for lists only")
        return method(machine, this, arguments)

    return Builtin(name, run)


METHODS = {name: _method(name, method) for name, method in _METHODS.items()}
"""The methods of lists by name."""
CHANGES = frozenset(("fill", "pop", "push", "shift", "unshift", "splice", "copyWithin"))
"""Methods that change the list; refused."""
OTHERS = frozenset(("toLocaleString", "flatMap", "values", "keys", "entries", "constructor"))
"""Methods that QuickJS has and this tool refuses."""
