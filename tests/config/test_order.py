"""The order in which expressions are evaluated, against QuickJS and a plain model of Zowe's pass.

The model is zowe-common-c, c/embeddedjs.c, ``evaluateJsonTemplates``, and c/json.c,
``mergeJson1``: merge, then walk from top to bottom; each expression is evaluated with all values
so far as global objects, in which expressions still to come are undefined. A top-level key that
still is an expression is no global object; what fails is tried again in the next pass
(tests/configmgr/cli/test_template_order.sh of zowe-common-c).
"""

from __future__ import annotations

import json
from typing import Any

import pytest
import quickjs
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.config.conftest import Write
from tests.config.expressions import load, outcome
from tests.conftest import MINIMAL, Run
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.javascript import source_of

PREFIX = "zowe.setup.dataset.prefix"


@pytest.mark.parametrize(
    ("texts", "key", "expected"),
    [
        (("zowe: {p: \"${{ zowe.e.LIB || 'X' }}\", e: {LIB: \"${{ 'A' }}\"}}",), "zowe.p", "X"),
        (("zowe: {e: {LIB: \"${{ 'A' }}\"}, p: \"${{ zowe.e.LIB || 'X' }}\"}",), "zowe.p", "A"),
        # what is no expression is there from the beginning
        (("a: ${{ b }}\nb: B",), "a", "B"),
        # the less important document comes first
        (("x: {b: \"${{ 'B' }}\"}", "a: ${{ x.b ?? 'none' }}"), "a", "none"),
        # a key at the top of the file is no name until it has a value: tried again (Zowe's
        # test_template_order.sh, forward_ref)
        (("b: ${{ 'B' }}", "a: ${{ b ?? 'none' }}"), "a", "B"),
        (
            ("result: \"${{ middle + ' z' }}\"\nmiddle: \"${{ base + ' m' }}\"\nbase: b",),
            "result",
            "b m z",
        ),
        (("a: \"${{ typeof b }}\"\nb: ${{ 'B' }}",), "a", "undefined"),
        (("a: ${{ b ?? 'none' }}", "b: ${{ 'B' }}"), "a", "B"),
        # a key of the base file keeps its place when it is overridden
        (("b: ${{ 'new' }}", "b: old\na: ${{ b }}"), "a", "new"),
        # v3's defaults: a name that takes the later key's value stays empty
        (
            (
                'components: {c: {name: "${{ zowe.prefix }}.CACHE"}}',
                "zowe: {prefix: A, name: \"${{ components.c.name || '' }}\"}\n"
                "components: {c: {name: }}",
            ),
            "zowe.name",
            "",
        ),
    ],
)
def test_later_expressions_are_undefined(texts: tuple[str, ...], key: str, expected: str) -> None:
    assert outcome(load(*texts), key) == expected


def test_a_later_expression_brings_a_warning(run: Run, write: Write) -> None:
    """Init, render and check say why the value is what it is, and how to write it."""
    text = MINIMAL.read_text()
    text = text.replace("prefix: IBMUSER.ZWE", "prefix: \"${{ zowe.x || 'OTHER' }}\"")
    path = write("zowe.yaml", text.replace("components:", "  x: ${{ 'IBMUSER.ZWE' }}\ncomponents:"))
    ran = run("render", "-c", path)
    assert ran.code == 0
    assert (
        f"Warning ZWV2171W: {PREFIX} reads zowe.x, an expression that Zowe evaluates later. The "
        f"value of zowe.x is undefined at that time. ({path}:4)"
    ) in ran.err
    assert (
        f"Remedy: Replace the expression at zowe.x by its value, or move zowe.x above {PREFIX}."
        in ran.err
    )
    assert f"{PREFIX} reads zowe.x" in run("check", "-c", path).out
    assert f"{PREFIX} reads zowe.x" in run("init", "-c", path, "--dry-run").err


def test_the_warning_names_what_an_earlier_expression_has_missed() -> None:
    configuration = load("a: ${{ k.c || 'x' }}\nb: ${{ a }}\nk: {c: \"${{ 'y' }}\"}\n")
    assert outcome(configuration, "b") == "x"
    assert [(reader.key, other.key) for reader, other in configuration.too_late("b")] == [
        ("a", "k.c")
    ]
    assert configuration.too_late("k.c") == []


def test_a_copy_keeps_what_it_had() -> None:
    """``c`` is a copy of ``b`` from before ``b.a`` has its value, which it gets later."""
    configuration = load(
        'b: {a: "${{ a.x }}", b: "${{ c.a }}"}\na: {x: "${{ t }}"}\nc: ${{ b }}\nt: 1\n'
    )
    assert outcome(configuration, "b.b") == ""
    configuration = load('b: {a: "${{ a }}", b: "${{ c && c.a }}"}\na: "${{ b }}"\nc: "${{ b }}"\n')
    assert outcome(configuration, "b.b") == ""


def test_an_expression_sees_what_an_earlier_pass_has_given() -> None:
    """``a`` fails once, as ``t`` is no name yet; then the nested ``k.c`` has its value, too."""
    configuration = load("a: ${{ t + k.c }}\nt: ${{ 'T' }}\nk: {c: \"${{ 'y' }}\"}\n")
    assert outcome(configuration, "a") == "Ty"


# Against the model

_NAMES = st.sampled_from(["a", "b", "c", "d"])
_EXPRESSIONS = st.sampled_from(
    ["a", "b", "c.d", "typeof b", "a || 'x'", "b ?? 'y'", "c && c.a", "[a, b].length", "'t' + d",
     "a == b", "c.a ? 'yes' : 'no'", "1 + 1"]
)  # fmt: skip
_SCALARS = st.one_of(
    st.sampled_from(["text", "12", "true", "~", "", "''", "'5'"]),
    _EXPRESSIONS.map('"${{{{ {} }}}}"'.format),
    st.tuples(_EXPRESSIONS, _EXPRESSIONS).map('"T${{{{ {0[0]} }}}}.${{{{ {0[1]} }}}}"'.format),
)
_MAPPINGS = st.dictionaries(_NAMES, _SCALARS, min_size=1, max_size=4).map(
    lambda keys: "{" + ", ".join(f"{key}: {value}" for key, value in keys.items()) + "}"
)
_DOCUMENTS = st.dictionaries(_NAMES, st.one_of(_SCALARS, _MAPPINGS), min_size=1, max_size=4).map(
    lambda keys: "".join(f"{key}: {value}\n" for key, value in keys.items())
)
HIDDEN = "__unevaluated__"
UNDEFINED = {"__undefined__": True}


def _parsed(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _parsed(value) for key, value in node.value}
    if "${{" in node.value:
        return {HIDDEN: source_of(node.value).text}
    if node.tag.endswith(":null"):
        return None
    if not node.style and node.value.isdecimal():
        return int(node.value)
    return node.value == "true" if not node.style and node.value == "true" else node.value


def _merged(over: Any, base: Any) -> Any:
    if not (isinstance(over, dict) and isinstance(base, dict)):
        return over
    result = {key: _merged(over.get(key, value), value) for key, value in base.items()}
    return result | {key: value for key, value in over.items() if key not in base}


def _visible(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            key: _visible(each)
            for key, each in value.items()
            if not _is_hidden(each) and each != UNDEFINED
        }
    return value


def _is_hidden(value: Any) -> bool:
    return isinstance(value, dict) and HIDDEN in value


def _evaluated(top: dict[str, Any]) -> None:
    while _pass(top, top):
        pass
    _mark_failed(top)


def _pass(top: dict[str, Any], holder: dict[str, Any]) -> bool:
    """One pass over ``holder``; whether it gave a value."""
    is_further = False
    for key, value in holder.items():
        if _is_hidden(value):
            context = quickjs.Context()
            for name, each in top.items():
                if not _is_hidden(each):
                    shown = "undefined" if each == UNDEFINED else json.dumps(_visible(each))
                    context.eval(f"globalThis[{json.dumps(name)}] = {shown}")
            context.set("source", value[HIDDEN])
            try:
                text = context.eval(
                    "r = (0, eval)(source); r === void 0 ? '' : JSON.stringify([r])"
                )
            except quickjs.JSException:
                continue
            (holder[key],) = json.loads(text) if text else (UNDEFINED,)
            is_further = True
        elif isinstance(value, dict) and value != UNDEFINED:
            is_further |= _pass(top, value)
    return is_further


def _mark_failed(holder: dict[str, Any]) -> None:
    for key, value in holder.items():
        if _is_hidden(value):
            holder[key] = "FAILED"
        elif isinstance(value, dict):
            _mark_failed(value)


def _has_failed(value: Any) -> bool:
    return value == "FAILED" or (isinstance(value, dict) and any(map(_has_failed, value.values())))


def _compare(
    configuration: Configuration, path: tuple[str, ...], value: Any, *, failed: bool
) -> None:
    if isinstance(value, dict) and value != UNDEFINED:
        for key, child in value.items():
            _compare(configuration, (*path, key), child, failed=failed)
        return
    value = None if value == UNDEFINED else value
    ours = outcome(configuration, ".".join(path))
    if value == "FAILED":
        assert " cannot be evaluated" in ours
    elif " cannot be evaluated" not in ours:
        expected = json.dumps(value) if isinstance(value, bool | int) else value or ""
        assert ours == expected.strip()
    else:
        # An expression that needs a value which failed is refused; Zowe's sees it unevaluated.
        assert failed


@given(st.lists(_DOCUMENTS, min_size=1, max_size=3))
def test_every_value_is_that_of_the_model(texts: list[str]) -> None:
    model: Any = {}
    for text in reversed(texts):
        model = _merged(_parsed(yaml.compose(text)), model)
    _evaluated(model)
    _compare(load(*texts), (), model, failed=_has_failed(model))
