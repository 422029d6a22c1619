"""Access method services commands: the syntax check that IDCAMS makes before it executes.

Sources: z/OS DFSMS Access Method Services Commands ("Commands", "How to continue commands and
parameters", "IF-THEN-ELSE Command Sequence", "Common continuation errors", "Condition Codes");
z/OS MVS System Messages, Vol 6 (GOS-IEA), for the messages. Only messages whose text is known
are used: a missing value or a repeated keyword is IDC3213I, an improper sequence IDC3211I.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from zwe_vsam.zos import idcams_syntax as syntax
from zwe_vsam.zos import names
from zwe_vsam.zos.idcams_check import check
from zwe_vsam.zos.idcams_commands import (
    Attributes,
    Command,
    Define,
    Delete,
    IdcamsMessage,
    If,
    Listcat,
    Null,
    Parameter,
    Rejected,
    SetCode,
    Space,
    Unsupported,
    Value,
    Warned,
    number,
)
from zwe_vsam.zos.idcams_scan import (
    LEFT,
    RIGHT,
    Node,
    Span,
    Statement,
    Unbalanced,
    nodes,
    statements,
)
from zwe_vsam.zos.records import Line

__all__ = [
    "Attributes", "Command", "Define", "Delete", "IdcamsMessage", "If", "Listcat", "Null",
    "Parameter", "Rejected", "SetCode", "Space", "Span", "Unsupported", "Value", "Warned",
    "check", "flat", "parse", "parse_tso",
]  # fmt: skip

FAILED = 12
"""Condition code of a command that fails the syntax check."""
SEVERE = 16
"""Condition code that ends the whole input: an improper IF-THEN-ELSE sequence."""
NESTING = 10
"""Levels of IF within IF."""

_OPERATORS = {
    "=": "EQ", "¬=": "NE", "^=": "NE", ">": "GT", "<": "LT", ">=": "GE", "<=": "LE",
}  # fmt: skip
_NUMBER = r"(\d+|[XB]'\w*')"


class _Refused(Exception):
    """Carries the message of the first violation found in a command."""

    def __init__(self, message: IdcamsMessage) -> None:
        super().__init__(message)
        self.message = message


def _refuse(message_id: str, item: str, span: Span, reason: str = "") -> _Refused:
    text = {
        "IDC3203I": "ITEM '{}' DOES NOT ADHERE TO RESTRICTIONS",
        "IDC3208I": "LEFT PARENTHESIS MISSING FOLLOWING KEYWORD '{}'",
        "IDC3209I": "RIGHT PARENTHESIS MISSING AFTER '{}'",
        "IDC3211I": "KEYWORD '{}' IS IMPROPER",
        "IDC3213I": "PARAMETERS INCLUDING '{}' INCONSISTENT WITH OTHERS",
        "IDC3219I": "VERB NAME '{}' UNKNOWN",
    }[message_id]
    return _Refused(IdcamsMessage(message_id, text.format(item), span.line, reason))


class _Sequence(_Refused):
    """An improper sequence of modal commands: nothing after it is read."""


def parse(
    lines: Sequence[Line], margins: tuple[int, int] = (LEFT, RIGHT), *, excess: bool = False
) -> tuple[Command, ...]:
    """Read control statements, those of a batch job unless ``margins`` are others.

    With ``excess``, a command with right parentheses too many is ``Warned``, as IDCAMS executes
    it (IDC0233I); otherwise it is ``Rejected``, for whoever judges what to submit. Never raises.
    """
    left, right = margins
    return _Reader(statements(lines, left=left, right=right), excess=excess).all()


def parse_tso(lines: Sequence[Line]) -> tuple[Command, ...]:
    """Read commands as a TSO step reads them: from column 1 on, in any letter case.

    Each record is a command unless it ends in ``+`` or ``-``. Commands of TSO itself come back as
    ``Unsupported``. Never raises.
    """
    return _Reader(statements(lines, left=1, fold=True), tso=True).all()


def flat(commands: Sequence[Command]) -> list[Command]:
    """Return all commands in the order of the input, those in THEN and ELSE clauses too."""
    found: list[Command] = []
    for command in commands:
        found.append(command)
        if isinstance(command, If):
            found += flat(command.then) + flat(command.otherwise)
    return found


class _Reader:
    """Goes through the statements once; modal commands take as many as they need."""

    def __init__(self, source: list[Statement], *, tso: bool = False, excess: bool = False) -> None:
        self.source = source
        self.tso = tso
        self.excess = excess
        self.next = 0

    def all(self) -> tuple[Command, ...]:
        found: list[Command] = []
        while self.next < len(self.source):
            start = self.next
            try:
                found.append(self._statement(0))
            except _Sequence as refused:
                lines = tuple(ln for st in self.source[start : self.next] for ln in st.lines)
                found.append(Rejected(lines, (refused.message,), SEVERE))
                break
        return tuple(found)

    def _take(self) -> Statement:
        self.next += 1
        return self.source[self.next - 1]

    def _statement(self, depth: int) -> Command:
        statement = self._take()
        return self._command(statement, 0, statement.lines, depth)

    def _command(
        self, statement: Statement, at: int, lines: tuple[Line, ...], depth: int
    ) -> Command:
        word, start, end = _word(statement.text, at)
        if not word:
            return Null(lines)
        span = statement.span(start, end)
        if self.tso and word not in syntax.abbreviations("VERBS"):
            return Unsupported(lines, word)
        if word in ("ELSE", "END", "THEN", "DO") and not self.tso:
            raise _sequence(word, span, f"{word} without its IF")
        try:
            verb = syntax.abbreviations("VERBS").get(word, "")
            if verb == "IF":
                return self._if(statement, start, lines, depth)
            if not verb:
                raise _refuse("IDC3219I", word, span)
            found: list[Span] | None = [] if self.excess else None
            command = _functional(verb, statement, start, lines, found)
            return Warned(lines, command, _excess(found[0])) if found else command
        except _Sequence:
            raise
        except _Refused as refused:
            return Rejected(lines, (refused.message,), FAILED)
        except Unbalanced as broken:
            message_id = "IDC3211I" if broken.extra else "IDC3209I"
            message = _refuse(message_id, broken.near, broken.span).message
            return Rejected(lines, (message,), FAILED)

    def _if(self, statement: Statement, at: int, lines: tuple[Line, ...], depth: int) -> If:
        pattern = rf"IF[\s,]+(LASTCC|MAXCC)[\s,]*([=<>¬^]+|EQ|NE|GT|LT|GE|LE)[\s,]*{_NUMBER}"
        match = re.compile(pattern).match(statement.text, at)
        span = statement.span(at, at + 2)
        operator = _OPERATORS.get(match[2], match[2]) if match else ""
        value = number(match[3]) if match else None
        if match is None or value is None or operator not in _OPERATORS.values():
            raise _sequence("IF", span, "IF needs LASTCC or MAXCC, an operator and a number")
        if depth >= NESTING:
            raise _sequence("IF", span, f"IF commands nest at most {NESTING} deep")
        word, _, end = _word(statement.text, match.end())
        if not word and self._ahead() == "THEN":
            statement = self._take()
            lines += statement.lines
            word, _, end = _word(statement.text, 0)
        if word != "THEN":
            raise _sequence(word or "IF", span, "THEN must follow the condition")
        then = self._clause(statement, end, depth)
        otherwise: tuple[Command, ...] = ()
        if self._ahead() == "ELSE":
            other = self._take()
            _, _, end = _word(other.text, 0)
            otherwise = (Null(other.lines), *self._clause(other, end, depth))
        return If(lines, match[1], operator, min(value, SEVERE), then, otherwise)

    def _ahead(self) -> str:
        """First word of the next statement; a blank or comment record in between counts."""
        return _word(self.source[self.next].text, 0)[0] if self.next < len(self.source) else ""

    def _clause(self, statement: Statement, at: int, depth: int) -> tuple[Command, ...]:
        """Read what follows THEN or ELSE: nothing, one command, or DO … END."""
        word, _, end = _word(statement.text, at)
        if not word:
            return ()
        if word != "DO":
            return (self._command(statement, at, (), depth + 1),)
        found: list[Command] = []
        if _word(statement.text, end)[0]:
            found.append(self._command(statement, end, (), depth + 1))
        while self.next < len(self.source):
            if self._ahead() == "END":
                return (*found, Null(self._take().lines))
            found.append(self._statement(depth + 1))
        raise _sequence("DO", statement.span(at, end), "DO without its END")


def _word(text: str, at: int) -> tuple[str, int, int]:
    """Return the word that begins at or after ``at``, up to a separator or parenthesis."""
    match = re.compile(r"[\s,]*([^\s,()=]+|[()=])?").match(text, at)
    return (match[1] or "", match.start(1), match.end(1)) if match else ("", at, at)


def _sequence(word: str, span: Span, reason: str) -> _Sequence:
    return _Sequence(_refuse("IDC3211I", word, span, reason).message)


def _excess(span: Span) -> IdcamsMessage:
    """The message for right parentheses too many, as a listing of a real system has it."""
    return IdcamsMessage("IDC0233I", "TOO MANY RIGHT PARENTHESES FOUND.  EXCESS IGNORED", span.line)


def _functional(
    verb: str, statement: Statement, at: int, lines: tuple[Line, ...], excess: list[Span] | None
) -> Command:
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
    pattern = rf"SET[\s,]+(LASTCC|MAXCC)[\s,]*(?:=|EQ)[\s,]*{_NUMBER}[\s,]*$"
    match = re.compile(pattern).match(statement.text, at)
    value = number(match[2]) if match else None
    if match is None or value is None:
        word, start, end = _word(statement.text, at + 3)
        span = statement.span(start, end) if word else statement.span(at, at + 3)
        raise _refuse("IDC3211I", word or "SET", span, "SET needs LASTCC or MAXCC = a number")
    return SetCode(lines, match[1], min(value, SEVERE))


def _define(words: tuple[Node, ...], lines: tuple[Line, ...]) -> Command:
    if len(words) < 2:
        raise _refuse("IDC3213I", "DEFINE", words[0].span, "DEFINE needs what to define")
    what = syntax.abbreviations("DEFINE_TYPES").get(words[1].text, "")
    if not what or words[1].quoted:
        raise _refuse("IDC3211I", words[1].text, words[1].span)
    if what != "CLUSTER":
        return Unsupported(lines, f"DEFINE {what}")
    levels: dict[str, Attributes] = {}
    catalog = None
    for node in words[1:]:
        level = _LEVELS.get(node.text, "") if not node.quoted else ""
        if not level:
            raise _refuse("IDC3211I", node.text or "(", node.span)
        if node.items is None:
            raise _refuse("IDC3208I", node.text, node.span)
        if level in levels:
            raise _refuse("IDC3213I", node.text, node.span, "given twice")
        if level == "CATALOG":
            catalog = _values(syntax.delete()["CATALOG"], node)[0].text
            levels[level] = Attributes()
        else:
            levels[level] = Attributes(
                _parameters(node.items, syntax.define_level(level), syntax.EXCLUSIVE)
            )
    cluster = levels["C"]
    if cluster.name is None and cluster.get("MODEL") is None:
        raise _refuse("IDC3213I", words[1].text, words[1].span, "NAME is required")
    return Define(
        lines, cluster, levels.get("D", Attributes()), levels.get("I", Attributes()), catalog
    )


_LEVELS = {
    "CLUSTER": "C", "CL": "C", "DATA": "D", "INDEX": "I", "IX": "I", "CATALOG": "CATALOG",
    "CAT": "CATALOG",
}  # fmt: skip


def _parameters(
    items: Sequence[Node], table: syntax.Table, exclusive: tuple[tuple[str, ...], ...]
) -> tuple[Parameter, ...]:
    """Check the keywords of one list against their table."""
    found: dict[str, Parameter] = {}
    for node in items:
        keyword = table.get(node.text) if not node.quoted else None
        if keyword is None:
            raise _refuse("IDC3211I", node.text or "(", node.span)
        if keyword.kind == syntax.FLAG and node.items is not None:
            raise _refuse("IDC3211I", "(", node.whole, f"{keyword.name} takes no value")
        if keyword.kind != syntax.FLAG and node.items is None:
            raise _refuse("IDC3208I", node.text, node.span)
        rivals = next((group for group in exclusive if keyword.name in group), (keyword.name,))
        rival = next((name for name in rivals if name in found), "")
        if rival:
            reason = "given twice" if rival == keyword.name else f"excludes {rival}"
            raise _refuse("IDC3213I", node.text, node.span, reason)
        found[keyword.name] = Parameter(keyword.name, _values(keyword, node), node.whole)
    return tuple(found.values())


def _values(keyword: syntax.Keyword, node: Node) -> tuple[Value, ...]:
    """Check the values of one keyword: how many, and each by its kind."""
    items = node.items or ()
    if len(items) == 1 and not items[0].text and items[0].items is not None:
        items = items[0].items
    if len(items) < keyword.least:
        reason = f"{keyword.name} needs {keyword.least} value{'s' * (keyword.least > 1)}"
        raise _refuse("IDC3213I", node.text, node.whole, reason)
    if len(items) > keyword.most:
        last = items[keyword.most - 1]
        raise _refuse("IDC3209I", last.text, last.span, f"{keyword.name} has too many values")
    return tuple(_value(keyword, position, item) for position, item in enumerate(items))


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
        raise _refuse("IDC3203I", _with_list(item), item.span, broken)
    return Value(_with_list(item), item.whole, item.quoted)


def _with_list(item: Node) -> str:
    """Give back a name with its member, such as ``LIB(MEMBER)``, that was read as a list."""
    if item.items is None:
        return item.text
    return f"{item.text}({' '.join(_with_list(inner) for inner in item.items)})"


def _entry_name(text: str, keyword: str) -> str:
    """Check an entry name; where entries are looked up it may be generic or have a member."""
    if keyword in ("NAME", "MODEL", "CATALOG"):
        return names.data_set(text)
    name, bracket, rest = text.partition("(")
    if bracket and (keyword != "DELETE" or names.member(rest[:-1].replace("*", "A"))):
        return "a member name in parentheses is for DELETE only, and has at most 8 characters"
    parts = ["A" if part == "*" else part for part in name.split(".")]
    return names.data_set(".".join(parts))


def _delete(words: tuple[Node, ...], lines: tuple[Line, ...]) -> Delete:
    if len(words) < 2:
        raise _refuse("IDC3213I", "DELETE", words[0].span, "DELETE needs an entry name")
    if words[0].items is not None:
        entries, rest = words[0].items, words[1:]
    elif not words[1].text and words[1].items is not None:
        entries, rest = words[1].items, words[2:]
    else:
        entries, rest = words[1:2], words[2:]
    keyword = syntax.Keyword("DELETE", syntax.NAME)
    found = tuple(_value(keyword, 0, entry) for entry in entries)
    if not found:
        raise _refuse("IDC3213I", "DELETE", words[0].span, "DELETE needs an entry name")
    given = Attributes(_parameters(rest, syntax.delete(), syntax.DELETE_EXCLUSIVE))
    flags = frozenset(p.keyword for p in given.parameters if not p.values)
    entry_type = next(iter(flags & syntax.DELETE_TYPES), "")
    return Delete(lines, found, entry_type, flags - syntax.DELETE_TYPES, given.text("CATALOG"))


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
