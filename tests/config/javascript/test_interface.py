"""What the rest of the tool uses: sources of scalars, host objects, results, errors."""

from __future__ import annotations

import io
import math
import sys
from pathlib import Path

import pytest

from zwe_vsam.cli import meaning
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.javascript import (
    UNDEFINED,
    JsList,
    JsObject,
    NotKnownHere,
    NotSupported,
    PlainList,
    ScriptException,
    ScriptSyntaxError,
    TooMuch,
    Value,
    evaluate,
    host,
    source_of,
    text_of,
)
from zwe_vsam.config.javascript.host import given_symbol, host_objects
from zwe_vsam.config.javascript.source import MAXIMUM_SOURCE
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.report.output import Output
from zwe_vsam.report.result import Result
from zwe_vsam.report.text import TextReport
from zwe_vsam.workflow.connection import Connection


@pytest.mark.parametrize(
    ("text", "source", "alone"),
    [
        ("${{ a }}", " a ", True),
        ("V${{ a + 1 }}", '"V" +  a + 1 ', False),
        ("${{ 1 }}${{ 2 }}", " 1  +  2 ", False),
        ("${{a}}.B", 'a + ".B"', False),
        (" ${{a}}", '" " + a', False),
        ('say "${{a}}"', '"say "" + a + """', False),
        ("a\\n${{b}}", '"a\\n" + b', False),
        ("${{ '}}' }}", " ' + \"' }}\"", False),
        ("${{}}", "", True),
        ("a}}${{b}}", '"a}}" + b', False),
    ],
)
def test_source_of_a_scalar(text: str, source: str, alone: bool) -> None:
    """As zowe-common-c, c/yaml2json.c, buildTemplateJSON joins it."""
    made = source_of(text)
    assert (made.text, made.alone) == (source, alone)


def test_an_expression_that_never_ends() -> None:
    with pytest.raises(ScriptSyntaxError, match=r"is not closed by \}\}") as caught:
        source_of("ab${{ 1")
    assert caught.value.offset == 2


def test_a_text_that_zowe_does_not_read_as_one() -> None:
    with pytest.raises(TooMuch, match="longer than 65536 characters"):
        source_of("${{1}}".ljust(MAXIMUM_SOURCE + 1))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("${{ nobody }}", 4),
        ("AB.${{ nobody }}.CD", 7),
        ("AB.${{ 1 }}.CD${{ 'x' + nobody }}", 24),
        ("${{ zowe.a.b }}", 11),
    ],
)
def test_offsets_lead_back_to_the_scalar(text: str, place: int) -> None:
    source = source_of(text)
    with pytest.raises(ScriptException) as caught:
        evaluate(source.text, {"zowe": PlainList([])})
    assert source.offset_in_text(caught.value.offset) == place


class _Lazy(JsObject):
    def __init__(self) -> None:
        self.asked: list[str] = []

    def get(self, name: str) -> Value:
        self.asked.append(name)
        if name == "broken":
            raise LookupError("not now")
        return {"a": 1.0, "list": _Items()}.get(name, UNDEFINED)

    def keys(self) -> list[str]:
        return ["a", "broken", "list"]


class _Items(JsList):
    def item(self, index: int) -> Value:
        if index == 1:
            raise LookupError("not this one")
        return float(index)

    def __len__(self) -> int:
        return 3


def test_only_what_is_needed_is_asked() -> None:
    lazy = _Lazy()
    assert evaluate("true ? zowe.a : zowe.broken", {"zowe": lazy}) == 1
    assert lazy.asked == ["a"]


@pytest.mark.parametrize(
    "source", ["zowe.broken", "zowe?.['broken']", "zowe.list[1]", "zowe.list.join()",
               "[...zowe.list]",
               "JSON.stringify(zowe)", "Object.values(zowe)"]
)  # fmt: skip
def test_what_the_configuration_raises_passes(source: str) -> None:
    with pytest.raises(LookupError, match="not"):
        evaluate(source, {"zowe": _Lazy()})


def test_lists_of_the_configuration() -> None:
    assert evaluate("zowe.list.length + zowe.list[2] + zowe.list['0']", {"zowe": _Lazy()}) == 5
    assert evaluate("zowe.list[3] === undefined && !!zowe.list", {"zowe": _Lazy()}) is True
    assert list(_Items().keys()) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5, "1.5"), (12345.0, "12345"), (1e21, "1e+21"), (math.nan, "NaN"),
        (-math.inf, "-Infinity"),
        (True, "true"), (False, "false"), (None, ""), ("a", "a"), (-0.0, "0"),
    ],
)  # fmt: skip
def test_text_of_a_result(value: Value, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize("value", [UNDEFINED, PlainList([])])
def test_no_text(value: Value) -> None:
    with pytest.raises(TypeError, match="no text"):
        text_of(value)


def test_texts_are_pythons_at_both_ends() -> None:
    assert evaluate("a.slice(0, 3)", {"a": "x😀y"}) == "x😀"
    listed = evaluate("[a]", {"a": "😀"})
    assert isinstance(listed, PlainList)
    assert listed.items == ["😀"]


def _scope(environment: dict[str, str] | None = None) -> dict[str, Value]:
    return host_objects({"SYSNAME": "SYS1"}, environment or {"JAVA_HOME": "/java"})


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("zos.resolveSymbol('&SYSNAME')", "SYS1"),
        ("zos.resolveSymbol('SYSNAME').toLowerCase()", "sys1"),
        ('"IBMUSER." + zos.resolveSymbol("&SYSNAME.")', "IBMUSER.SYS1"),
        ("std.getenv('JAVA_HOME')", "/java"),
        ("std.getenv('NOBODY') || 'D'", "D"),
        ("std.getenv('NOBODY') ?? 'D'", "D"),
        ("std.getenv('NOBODY')?.length ?? 'D'", "D"),
        ("typeof std.getenv('NOBODY')", "undefined"),
        ("std.getenv('NOBODY') === undefined", True),
        ("std.getenv('NOBODY') == null", True),
        ("typeof zos.resolveSymbol", "function"),
    ],
)
def test_host_functions(source: str, value: Value) -> None:
    assert evaluate(source, _scope()) == value


@pytest.mark.parametrize(
    ("source", "message", "offset"),
    [
        ("zos.resolveSymbol('&SYSCLONE')",
         "the system symbol SYSCLONE is not known on this system", 17),
        ('"A." + std.getenv("NOBODY")',
         "the environment variable NOBODY is not set", 5),
        ("std.getenv('NOBODY')",
         "the environment variable NOBODY is not set", 10),
        ("std.getenv('NOBODY').length",
         "the environment variable NOBODY is not set", 10),
        ("`${std.getenv('NOBODY')}`",
         "the environment variable NOBODY is not set", 0),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(source: str, message: str, offset: int) -> None:
    with pytest.raises(NotKnownHere) as caught:
        evaluate(source, _scope())
    assert (str(caught.value), caught.value.offset) == (message, offset)


class _LaterScope(dict[str, Value]):
    def __missing__(self, name: str) -> Value:
        if name == "haInstance":
            raise NotKnownHere("haInstance is set later", 0)
        raise KeyError(name)


def test_a_name_that_the_scope_cannot_give_has_its_place() -> None:
    with pytest.raises(NotKnownHere, match="haInstance is set later") as caught:
        evaluate("1 + haInstance.id", _LaterScope())
    assert caught.value.offset == 4
    assert evaluate("typeof other", _LaterScope()) == "undefined"


@pytest.mark.parametrize("source", ["zos.resolveSymbol()", "zos.resolveSymbol('&A.&B')",
                                    "zos.resolveSymbol('&lower')", "std.getenv()"])  # fmt: skip
def test_host_functions_refuse_other_arguments(source: str) -> None:
    with pytest.raises(NotSupported):
        evaluate(source, _scope())


def test_a_system_resolves_its_symbols(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By IBM's command "sysvar": the value on standard output, 1 for what is no symbol."""
    command = tmp_path / "sysvar"
    command.write_text('#!/bin/sh\n[ "$1" = SYSCLONE ] && echo S1 || exit 1\n')
    command.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "zos")
    monkeypatch.setattr(host, "SYSVAR", str(command))
    assert evaluate("zos.resolveSymbol('&SYSCLONE')", _scope()) == "S1"
    assert evaluate("zos.resolveSymbol('&SYSNAME')", _scope()) == "SYS1"
    with pytest.raises(NotKnownHere, match="system symbol OTHER is not known"):
        evaluate("zos.resolveSymbol('&OTHER')", _scope())
    monkeypatch.setattr(host, "SYSVAR", str(tmp_path / "none"))
    with pytest.raises(NotKnownHere, match="system symbol SYSCLONE is not known"):
        evaluate("zos.resolveSymbol('&SYSCLONE')", _scope())


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("SYSNAME=SYS1", ("SYSNAME", "SYS1")), ("&SYSNAME=SYS1", ("SYSNAME", "SYS1")),
        ("A=", ("A", "")), ("A=b=c", ("A", "b=c")), ("a=b", None), ("A", None), ("=x", None),
        ("1A=x", None),
    ],
)  # fmt: skip
def test_given_symbol(text: str, given: tuple[str, str] | None) -> None:
    assert given_symbol(text) == given


def test_the_environment_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZWE_TEST_NAME", "here")
    assert evaluate("std.getenv('ZWE_TEST_NAME')", host_objects({})) == "here"


def test_symbols_reach_the_configuration(tmp_path: Path) -> None:
    """From the command line's choice of a system to what expressions are evaluated with."""
    file = tmp_path / "zowe.yaml"
    file.write_text("zowe: {a: 1}\n", "utf-8")
    choice = meaning.system(None, "", "", False, ["SYSNAME=SYS1", "&SYSPLEX=P"])
    report = TextReport(Result("render"), Output(io.StringIO()), Output(io.StringIO()))
    connection = Connection(choice.or_auto(), report)
    configuration = Configuration.load(str(file), symbols=connection.symbols)
    assert configuration.symbols == {"SYSNAME": "SYS1", "SYSPLEX": "P"}
    document = Document(ConfigSource("b.yaml", "zowe: {a: 2}\n"))
    assert configuration.replaced(0, document).symbols == configuration.symbols
