"""Operators on two numbers. Source: ECMAScript, "Number::…"."""

from __future__ import annotations

import math
from collections.abc import Callable

from zwe_vsam.config.javascript.numbers import to_int32


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if not right or math.isinf(left) or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.fmod(left, right)


def power(base: float, exponent: float) -> float:
    """``base ** exponent``"""
    if math.isnan(exponent) or (abs(base) == 1 and math.isinf(exponent)):
        return math.nan
    try:
        return math.pow(base, exponent)
    except OverflowError:
        odd = exponent.is_integer() and exponent % 2 == 1
        return -math.inf if base < 0 and odd else math.inf
    except ValueError:
        if base != 0:
            return math.nan
        odd = exponent.is_integer() and exponent % 2 == 1
        return math.copysign(math.inf, base) if odd else math.inf


def _unsigned(value: float) -> int:
    return to_int32(value) & 0xFFFFFFFF


def _shift_left(left: float, right: float) -> float:
    return float(to_int32(float(_unsigned(left) << (_unsigned(right) & 31))))


def _exclusive_or(left: float, right: float) -> float:
    return float(to_int32(left) ^ to_int32(right))


ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divide,
    "%": _remainder,
    "**": power,
    "&": lambda left, right: float(to_int32(left) & to_int32(right)),
    "|": lambda left, right: float(to_int32(left) | to_int32(right)),
    "^": _exclusive_or,
    "^^": _exclusive_or,
    "<<": _shift_left,
    ">>": lambda left, right: float(to_int32(left) >> (_unsigned(right) & 31)),
    ">>>": lambda left, right: float(_unsigned(left) >> (_unsigned(right) & 31)),
}
"""Operators that take two numbers and give one."""
