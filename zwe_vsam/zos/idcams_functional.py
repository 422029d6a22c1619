"""Functional commands of access method services: the syntax of DEFINE, DELETE, LISTCAT and SET.

Sources: z/OS DFSMS Access Method Services Commands, "DEFINE CLUSTER", "DELETE", "LISTCAT" and "SET
Command"; z/OS MVS System Messages, Vol 6 (GOS-IEA), for the messages. Only messages whose text is
known are used: a missing value or a repeated keyword is IDC3213I.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zwe_vsam.zos import idcams_syntax as syntax
from zwe_vsam.zos import names
from zwe_vsam.zos.idcams_commands import (
    Attributes,
    Command,
    Define,
    Delete,
    IdcamsMessage,
    Listcat,
    Parameter,
    SetCode,
    Unsupported,
    Value,
    number,
)
from zwe_vsam.zos.idcams_scan import Node, Span, Statement, first_word, nodes
from zwe_vsam.zos.limits import TERMINATED
from zwe_vsam.zos.records import Line

NUMBER = r"(\d+|[XB]'\w*')"
"""Regular expression of a number: decimal, hexadecimal or binary."""


class Refused(Exception):
    """A command breaks a rule of its syntax. Carries the message of the first violation."""

    def __init__(self, message: IdcamsMessage) -> None:
        super().__init__(message)
        self.message = message


def refusal(message_id: str, item: str, span: Span, reason: str = "") -> Refused:
    """Return the error with IBM's message; ``item`` is the word or value that it names."""
    text = {
        "IDC3203I": "ITEM '{}' DOES NOT ADHERE TO RESTRICTIONS",
        "IDC3208I": "LEFT PARENTHESIS MISSING FOLLOWING KEYWORD '{}'",
        "IDC3209I": "RIGHT PARENTHESIS MISSING AFTER '{}'",
        "IDC3211I": "KEYWORD '{}' IS IMPROPER",
        "IDC3213I": "PARAMETERS INCLUDING '{}' INCONSISTENT WITH OTHERS",
        "IDC3219I": "VERB NAME '{}' UNKNOWN",
    }[message_id]
    return Refused(IdcamsMessage(message_id, text.format(item), span.line, reason))


def read(
    verb: str, statement: Statement, at: int, lines: tuple[Line, ...], excess: list[Span] | None
) -> Command:
    """Read the command that begins at offset ``at``; ``verb`` is its verb in full.

    A right parenthesis too many goes to ``excess`` and is ignored, where that is given. Raises
    Refused, and Unbalanced for parentheses that do not match.
    """
    if verb == "SET":
        return _set(statement, at, lines)
    readers: dict[str, Callable[[tuple[Node, ...], tuple[Line, ...]], Command]] = {
        "DEFINE": _define,
        "DELETE": _delete,
        "LISTCAT": _listcat,
    }
    if verb not in readers:
        return Unsupported(lines, verb)
    return readers[verb](nodes(statement, at, excess), lines)


def _set(statement: Statement, at: int, lines: tuple[Line, ...]) -> SetCode:
    pattern = rf"SET[\s,]+(LASTCC|MAXCC)[\s,]*(?:=|EQ)[\s,]*{NUMBER}[\s,]*$"
    match = re.compile(pattern).match(statement.text, at)
    value = number(match[2]) if match else None
    if match is None or value is None:
        word, start, end = first_word(statement.text, at + 3)
        span = statement.span(start, end) if word else statement.span(at, at + 3)
        raise refusal("IDC3211I", word or "SET", span, "SET needs LASTCC or MAXCC = a number")
    return SetCode(lines, match[1], min(value, TERMINATED))


def _define(words: tuple[Node, ...], lines: tuple[Line, ...]) -> Command:
    if len(words) < 2:
        raise refusal("IDC3213I", "DEFINE", words[0].span, "DEFINE needs what to define")
    entry_type = syntax.abbreviations("DEFINE_TYPES").get(words[1].text, "")
    if not entry_type or words[1].quoted:
        raise refusal("IDC3211I", words[1].text, words[1].span)
    if entry_type != "CLUSTER":
        return Unsupported(lines, f"DEFINE {entry_type}")
    levels: dict[str, Attributes] = {}
    catalog = None
    for node in words[1:]:
        level = _LEVELS.get(node.text, "") if not node.quoted else ""
        if not level:
            raise refusal("IDC3211I", node.text or "(", node.span)
        if node.items is None:
            raise refusal("IDC3208I", node.text, node.span)
        if level in levels:
            raise refusal("IDC3213I", node.text, node.span, "given twice")
        if level == "CATALOG":
            catalog = _values(syntax.delete()["CATALOG"], node)[0].text
            levels[level] = Attributes()
        else:
            levels[level] = Attributes(
                _parameters(node.items, syntax.define_level(level), syntax.EXCLUSIVE)
            )
    cluster = levels["C"]
    if cluster.name is None and cluster.get("MODEL") is None:
        raise refusal("IDC3213I", words[1].text, words[1].span, "NAME is required")
    return Define(
        lines, cluster, levels.get("D", Attributes()), levels.get("I", Attributes()), catalog
    )


_LEVELS = {
    "CLUSTER": "C", "CL": "C", "DATA": "D", "INDEX": "I", "IX": "I", "CATALOG": "CATALOG",
    "CAT": "CATALOG",
}  # fmt: skip


def _parameters(
    items: Sequence[Node], table: syntax.Table, exclusive: syntax.Exclusive
) -> tuple[Parameter, ...]:
    """Check the keywords of one list against their table."""
    parameters: dict[str, Parameter] = {}
    for node in items:
        keyword = table.get(node.text) if not node.quoted else None
        if keyword is None:
            raise refusal("IDC3211I", node.text or "(", node.span)
        if keyword.kind == syntax.FLAG and node.items is not None:
            raise refusal("IDC3211I", "(", node.whole, f"{keyword.name} takes no value")
        if keyword.kind != syntax.FLAG and node.items is None:
            raise refusal("IDC3208I", node.text, node.span)
        rivals = exclusive.get(keyword.name, (keyword.name,))
        if rival := next(filter(parameters.__contains__, rivals), ""):
            reason = "given twice" if rival == keyword.name else f"excludes {rival}"
            raise refusal("IDC3213I", node.text, node.span, reason)
        parameters[keyword.name] = Parameter(keyword.name, _values(keyword, node), node)
    return tuple(parameters.values())


def _values(keyword: syntax.Keyword, node: Node) -> tuple[Value, ...]:
    """Check the values of one keyword: how many, and each by its kind."""
    items = node.items or ()
    if len(items) == 1 and not items[0].text and items[0].items is not None:
        items = items[0].items
    if len(items) < keyword.least:
        reason = f"{keyword.name} needs {keyword.least} value{'s' * (keyword.least > 1)}"
        raise refusal("IDC3213I", node.text, node.whole, reason)
    if len(items) > keyword.most:
        last = items[keyword.most - 1]
        raise refusal("IDC3209I", last.text, last.span, f"{keyword.name} has too many values")
    return tuple([_value(keyword, position, item) for position, item in enumerate(items)])


def _value(keyword: syntax.Keyword, position: int, item: Node) -> Value:
    broken = ""
    if keyword.kind == syntax.NAME:
        broken = _entry_name(_with_list(item), keyword.name)
    elif keyword.kind == syntax.VOLSER:
        broken = names.volser(item.text)
    elif keyword.kind == syntax.CLASS:
        broken = names.sms_class(item.text)
    elif keyword.kind == syntax.CHOICE and item.text not in keyword.choices.split():
        broken = f"{keyword.name} is one of {keyword.choices}"
    elif keyword.kind == syntax.NUMBER:
        low, high = keyword.ranges[min(position, len(keyword.ranges) - 1)]
        value = number(item.text)
        if value is None or item.quoted or not low <= value <= high:
            broken = f"{keyword.name} takes a number from {low} to {high} here"
    if not broken and item.items is not None and keyword.kind != syntax.NAME:
        broken = f"{keyword.name} takes no list here"
    if broken:
        raise refusal("IDC3203I", _with_list(item), item.span, broken)
    return Value(_with_list(item), item)


def _with_list(item: Node) -> str:
    """Return a name with its member, such as ``LIB(MEMBER)``, which was read as a list."""
    if item.items is None:
        return item.text
    return f"{item.text}({' '.join(_with_list(inner) for inner in item.items)})"


def _entry_name(text: str, keyword: str) -> str:
    """Check an entry name. In LISTCAT and DELETE it may be generic, in DELETE have a member."""
    if keyword in ("NAME", "MODEL", "CATALOG"):
        return names.data_set(text)
    place = names.place(text)
    name = text if place is None else place.data_set
    member = "" if place is None else place.member
    if "(" in text and (keyword != "DELETE" or names.member((member or "").replace("*", "A"))):
        return "a member name in parentheses is for DELETE only, and has at most 8 characters"
    parts = ["A" if part == "*" else part for part in name.split(".")]
    return names.data_set(".".join(parts))


def _delete(words: tuple[Node, ...], lines: tuple[Line, ...]) -> Delete:
    if len(words) < 2:
        raise refusal("IDC3213I", "DELETE", words[0].span, "DELETE needs an entry name")
    if words[0].items is not None:
        entries, options = words[0].items, words[1:]
    elif not words[1].text and words[1].items is not None:
        entries, options = words[1].items, words[2:]
    else:
        entries, options = words[1:2], words[2:]
    keyword = syntax.Keyword("DELETE", syntax.NAME)
    values = tuple(_value(keyword, 0, entry) for entry in entries)
    if not values:
        raise refusal("IDC3213I", "DELETE", words[0].span, "DELETE needs an entry name")
    given = Attributes(_parameters(options, syntax.delete(), syntax.DELETE_EXCLUSIVE))
    flags = frozenset(p.keyword for p in given.parameters if not p.values)
    entry_type = next(iter(flags & syntax.DELETE_TYPES), "")
    return Delete(lines, values, entry_type, flags - syntax.DELETE_TYPES, given.text("CATALOG"))


def _listcat(words: tuple[Node, ...], lines: tuple[Line, ...]) -> Listcat:
    given = Attributes(_parameters(words[1:], syntax.listcat(), syntax.LISTCAT_EXCLUSIVE))
    flags = frozenset(p.keyword for p in given.parameters if not p.values)
    fields = given.first(syntax.LISTCAT_FIELDS) or "NAME"
    entries, levels = given.get("ENTRIES"), given.get("LEVEL")
    return Listcat(
        lines,
        entries.values if entries else (),
        levels.values if levels else (),
        flags - {*syntax.LISTCAT_FIELDS, "CDILVL", "NOCDILVL", "PREFIX", "NOPREFIX"},
        fields,
        given.text("CATALOG"),
    )
