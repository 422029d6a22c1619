"""JavaScript's numbers: from literals and text, and to text.

Source: ECMAScript, "Numeric Literals", "StringToNumber", "Number::toString", "toFixed".
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal

from zwe_vsam.config.javascript.whitespace import WHITE_SPACE

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WIDE = Context(prec=1200)
_RADIX = {"x": 16, "o": 8, "b": 2}
_NUMERIC = re.compile(r"[-+]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|Infinity)", re.ASCII)
_LITERAL = re.compile(
    r"(?:(?:0|[1-9](?:_?\d)*)(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:[eE][-+]?\d(?:_?\d)*)?",
    re.ASCII,
)


def trimmed(text: str) -> str:
    """``text`` without JavaScript's white space at both ends."""
    return text.strip(WHITE_SPACE)


def trimmed_start(text: str) -> str:
    """``text`` without JavaScript's white space at its start."""
    return text.lstrip(WHITE_SPACE)


def trimmed_end(text: str) -> str:
    """``text`` without JavaScript's white space at its end."""
    return text.rstrip(WHITE_SPACE)


def number_literal(text: str) -> float | None:
    """The number that a literal stands for; None if it is none."""
    if len(text) > 1 and text[0] == "0":
        prefix = text[1].lower()
        if prefix in _RADIX:
            return _integer(text[2:], _RADIX[prefix])
        if text[1].isdecimal():
            # Annex B.1.1: octal, unless an 8 or 9 makes it decimal (which can have a fraction).
            if re.fullmatch("[0-7]+", text):
                return whole(text, 8)
            leading = re.match(r"\d+", text, re.ASCII)
            if leading is None or re.fullmatch("[0-7]+", leading[0]) or "_" in text:
                return None
            return _decimal(text) if _NUMERIC.fullmatch(text) else None
    return _decimal(text.replace("_", "")) if _LITERAL.fullmatch(text) else None


def _decimal(text: str) -> float:
    return whole(text, 10) if text.isdecimal() else float(text)


def _integer(digits: str, radix: int) -> float | None:
    allowed = _DIGITS[:radix]
    if not re.fullmatch(rf"[{allowed}]+(?:_[{allowed}]+)*", digits.lower()):
        return None
    return whole(digits.replace("_", ""), radix)


def whole(digits: str, radix: int) -> float:
    """The number of a row of digits.

    QuickJS reads the digits that fit into 64 bits, and takes each further digit for a zero
    (``js_strtod`` of version 2021-03-27). So the last place can be wrong, as in QuickJS.
    """
    digits = digits.lstrip("0") or "0"
    most = (2**64 - radix) // radix
    value = used = 0
    for digit in digits:
        if value > most:
            break
        value = value * radix + int(digit, radix)
        used += 1
    remaining = len(digits) - used
    try:
        return float(value) * math.pow(radix, remaining) if remaining else float(value)
    except OverflowError:
        return math.inf


def text_to_number(text: str) -> float:
    """The result of ``Number(text)``."""
    text = trimmed(text)
    if not text:
        return 0.0
    if len(text) > 2 and text[0] == "0" and text[1].lower() in _RADIX and "_" not in text:
        value = _integer(text[2:], _RADIX[text[1].lower()])
        return math.nan if value is None else value
    if not _NUMERIC.fullmatch(text):
        return math.nan
    return -_decimal(text[1:]) if text[0] == "-" else _decimal(text.removeprefix("+"))


def parse_float(text: str) -> float:
    """The result of ``parseFloat(text)``."""
    match = _NUMERIC.match(trimmed_start(text))
    return text_to_number(match[0]) if match else math.nan


def parse_int(text: str, radix: int) -> float:
    """The result of ``parseInt(text, radix)``; ``radix`` 0 for none."""
    text = trimmed_start(text)
    sign = -1.0 if text[:1] == "-" else 1.0
    text = text[1:] if text[:1] in ("-", "+") else text
    if radix in (0, 16) and text[:2].lower() == "0x":
        text, radix = text[2:], 16
    radix = radix or 10
    if not 2 <= radix <= 36:
        return math.nan
    match = re.match(rf"[{_DIGITS[:radix]}]+", text.lower(), re.ASCII)
    return sign * whole(match[0], radix) if match else math.nan


def number_to_text(value: float) -> str:
    """The result of ``String(value)``."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    if value < 0:
        return "-" + number_to_text(-value)
    _, digits_tuple, exponent = Decimal(repr(value)).as_tuple()
    assert isinstance(exponent, int)
    digits = "".join(map(str, digits_tuple))
    stripped = digits.rstrip("0")
    exponent += len(digits) - len(stripped)
    return _layout(stripped, len(stripped) + exponent)


def _layout(digits: str, point: int) -> str:
    """Digits with the point after the first ``point`` of them."""
    count = len(digits)
    if count <= point <= 21:
        return digits + "0" * (point - count)
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    exponent = f"e{'+' if point > 0 else '-'}{abs(point - 1)}"
    return digits[0] + (f".{digits[1:]}" if count > 1 else "") + exponent


def in_radix(value: float, radix: int) -> str | None:
    """The result of ``value.toString(radix)``; None where engines differ.

    They differ for fractions, and for numbers of 2^53 or more, which QuickJS prints in decimal.
    """
    if radix == 10 or not math.isfinite(value):
        return number_to_text(value)
    if not value.is_integer() or abs(value) >= 2**53:
        return None
    remaining, digits = abs(int(value)), ""
    while remaining:
        remaining, digit = divmod(remaining, radix)
        digits = _DIGITS[digit] + digits
    return ("-" if value < 0 else "") + (digits or "0")


def fixed(value: float, places: int) -> str:
    """The result of ``value.toFixed(places)``."""
    if not math.isfinite(value) or abs(value) >= 1e21:
        return number_to_text(value)
    exact = Decimal(abs(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, context=_WIDE)
    negative = value < 0
    return f"{'-' if negative else ''}{exact:f}"


def precise(value: float, digits: int) -> str:
    """The result of ``value.toPrecision(digits)``."""
    if not math.isfinite(value):
        return number_to_text(value)
    context = Context(prec=digits, rounding=ROUND_HALF_UP)
    rounded = context.create_decimal(Decimal(abs(value)))
    exponent = rounded.adjusted() if value else 0
    sign = "-" if value < 0 else ""
    if -6 <= exponent < digits:
        return (
            f"{sign}{rounded.quantize(Decimal(1).scaleb(exponent + 1 - digits), context=_WIDE):f}"
        )
    first, *others = map(str, rounded.as_tuple().digits)
    fraction = "".join(others).ljust(digits - 1, "0")
    return f"{sign}{first}{'.' if fraction else ''}{fraction}e{exponent:+d}"


def to_int32(value: float) -> int:
    """ECMAScript ToInt32."""
    if not math.isfinite(value):
        return 0
    low = int(value) & 0xFFFFFFFF
    return low - 2**32 if low >= 2**31 else low
