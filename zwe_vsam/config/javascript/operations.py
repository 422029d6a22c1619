"""Operators on values of any kind. Source: ECMAScript, "Expressions"."""

from __future__ import annotations

from zwe_vsam.config.javascript.builtins import has
from zwe_vsam.config.javascript.conversions import (
    equals,
    less_than,
    same,
    to_key,
    to_number,
    to_primitive,
    to_text,
)
from zwe_vsam.config.javascript.machine import Machine
from zwe_vsam.config.javascript.operators import ARITHMETIC
from zwe_vsam.config.javascript.values import JsObject, Value


def operate(machine: Machine, operator: str, left: Value, right: Value) -> Value:
    """``left operator right``"""
    if operator in ("===", "!=="):
        return same(left, right) == (operator == "===")
    if operator in ("==", "!="):
        return equals(machine, left, right) == (operator == "==")
    if operator in ("<", ">", "<=", ">="):
        return _compare(machine, operator, left, right)
    if operator == "in":
        return _in(machine, left, right)
    if operator == "+":
        left, right = to_primitive(machine, left), to_primitive(machine, right)
        if isinstance(left, str) or isinstance(right, str):
            return machine.checked(to_text(machine, left) + to_text(machine, right))
    return ARITHMETIC[operator](to_number(machine, left), to_number(machine, right))


def _compare(machine: Machine, operator: str, left: Value, right: Value) -> bool:
    left, right = to_primitive(machine, left, "number"), to_primitive(machine, right, "number")
    if operator == "<":
        return less_than(machine, left, right) is True
    if operator == ">":
        return less_than(machine, right, left) is True
    if operator == "<=":
        return less_than(machine, right, left) is False
    return less_than(machine, left, right) is False


def _in(machine: Machine, left: Value, right: Value) -> bool:
    if not isinstance(right, JsObject):
        raise machine.type_error("in needs an object or a list on its right")
    key = to_key(machine, left)
    return has(machine, right, key)
