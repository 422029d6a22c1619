"""Templates that users write in Jinja2: what they may do and what stops them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Ran, Run
from tests.template.samples import BUNDLED

LONG = "{% set x = 'x' %}" + "{% set x = x ~ x %}" * 13
"""Makes ``x`` a text of 8192 characters."""


@pytest.fixture
def render(run: Run, tmp_path: Path):
    """``render`` with a template, by default the bundled one with a comment added."""

    def call(comment: str = "", *, text: str = BUNDLED, name: str = "x.j2") -> Ran:
        path = tmp_path / name
        path.write_text(text.replace("//ALLOC", f"//* {comment}.\n//ALLOC"))
        ran = run("render", "-c", MINIMAL, "--template", path)
        assert ran.code in (0, 232)
        assert (ran.code == 0) == bool(ran.out)
        assert "Traceback" not in ran.err
        return ran._replace(err=ran.err.replace(str(path), name))

    return call


@pytest.mark.parametrize(
    ("comment", "shown"),
    [
        ("{{ cluster }}", "//* IBMUSER.ZWE.CUST.CACHE"),
        ("{{ prefix.split('.')[0] }}", "//* IBMUSER"),
        ("{{ mode|lower }} {{ volume }}{{ storage_class }}", "//* nonrls VOL123"),
        ("{{ jcllib }} {{ key_length }}", "//* IBMUSER.ZWE.CUST.JCLLIB 128"),
        ("{{ record_length * 2 }} {{ record_length % 1000 }}", "//* 8192 96"),
        ("{% for part in ('A', 'B') %}{{ part }}{{ loop.index }}{% endfor %}", "//* A1B2"),
        ("{% for n in range(3) %}{{ n }}{% endfor %}", "//* 012"),
        ("{% macro f(x) %}<{{ x }}>{% endmacro %}{{ f(1) }}", "//* <1>"),
        ("{% set x = cluster ~ '.X' %}{{ x }}", "//* IBMUSER.ZWE.CUST.CACHE.X"),
        ("{# nothing #}x", "//* x"),
        ("{{ 'A' + 'B' }}{{ 1 + 2 }}{{ 1 ~ 'x' ~ 2.5 }}", "//* AB31x2.5"),
        ("{{ cluster|replace('.', '-')|upper|truncate(99) }}", "//* IBMUSER-ZWE-CUST-CACHE"),
        ("{{ 'aXaX'|replace('X', '', 1) }}{{ ' x '|trim }}", "//* aaXx"),
        ("{{ cluster.split('.')|join('/') }}", "//* IBMUSER/ZWE/CUST/CACHE"),
        ("{{ none }}{{ true }}{{ ['a', 'b']|map('upper')|join }}", "//* NoneTrueAB"),
        ("{{ nothing|default('x') }}{{ ('a', 'b')|length }}", "//* x2"),
        ("{% set x %}{{ mode }}{% endset %}{{ x }}", "//* NONRLS"),
    ],
)
def test_what_a_template_may_do(render, comment: str, shown: str) -> None:
    ran = render(comment)
    assert ran.code == 0
    assert f"\n{shown}.\n" in ran.out


@pytest.mark.parametrize(
    ("comment", "why"),
    [
        ("{{ ''.__class__.__mro__ }}", "access to attribute '__class__'"),
        ("{{ ().__class__.__base__.__subclasses__() }}", "access to attribute '__class__'"),
        ("{{ cluster.__init__.__globals__ }}", "access to attribute '__init__'"),
        ("{{ self._TemplateReference__context }}", "unsafe"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "access to attribute '__init"),
        ("{{ '{0.__class__}'.format(1) }}", "unsafe"),
        ("{{ '{0.__class__}'|format(1) }}", "format"),
        ("{{ password }}", "'password' is undefined"),
        ("{{ cluster.nothing.more }}", "nothing"),
        ("{% if unknown %}x{% endif %}", "'unknown' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% include 'x' %}", "no loader"),
        ("{% import 'os' as os %}", "no loader"),
        ("{% extends 'x' %}", "no loader"),
        ("{{ range(1000000000) }}", "Range too big"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
         "it takes too long"),
        ("{% for a in range(99999) %}{% for b in range(9) %}{{ b }}{% endfor %}{% endfor %}",
         "it takes too long"),
        ("{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}", ""),
        ("{% macro f(n) %}{% if n %}{{ f(n-1) }}{{ f(n-1) }}{% endif %}{% endmacro %}{{ f(60) }}",
         "it takes too long"),
        ("{{ 'x' * 1000000000000 }}", "operator *"),
        ("{{ 1000000000000 * [1] }}", "operator *"),
        ("{{ 9 ** 9 ** 9 }}", "operator **"),
        ("{{ '%1000000000d' % 1 }}", "operator %"),
        ("{{ '{:1000000000d}'.format(1) }}", "unsafe"),
        ("{{ '{:1000000000d}'['format'](1) }}", "unsafe"),
        ("{{ ('{:1000000000d}'|attr('format'))(1) }}", "No filter named 'attr'"),
        ("{{ 'x'.ljust(1000000000) }}", "unsafe"),
        ("{{ 'x'.zfill(1000000000) }}", "unsafe"),
        ("{{ 'x'|center(1000000000) }}", "No filter named 'center'"),
        ("{{ 'x'|indent(1000000000, true) }}", "No filter named 'indent'"),
        ("{{ lipsum(1000000) }}", "'lipsum' is undefined"),
        ("{% set x = 'x' %}" + "{% set x = x ~ x %}" * 40, "a text of more than 100000"),
        ("{% set x = 'x' %}" + "{% set x = x + x %}" * 40, "a text of more than 100000"),
        ("{% set x = [1] %}" + "{% set x = x + x %}" * 40, "the operator + is for two numbers"),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x }}", "a list is no text"),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x ~ 1 }}", "a list is no text"),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x|upper }}", "a list is no text"),
        ("{% set x = [1] %}" + "{% set x = [x, x] %}" * 40 + "{{ x|join }}", "a list is no text"),
        ("{% set x = [1] %}" + "{{ x.extend(x) }}" * 40, "unsafe"),
        ("{% set x = 9 %}" + "{% set x = x * x %}" * 40, "too great a number"),
        ("{{ 'xxxxxxx'" + "|replace('x', 'xxxxxxx')" * 12 + " }}", "a text of more than 100000"),
        (LONG + "{{ x|replace('', x)|length }}", "a text of more than 100000"),
        ("{{ 'x'.replace('x', 'y') }}", "unsafe"),
        ("{{ 'x'.join(['a', 'b']) }}", "unsafe"),
        ("{{ 'x'.translate({120: 'y'}) }}", "unsafe"),
        (LONG + "{{ range(99)|join(x)|length }}", "a text of more than 100000"),
        (LONG + "{{ ([x] * 99)|length }}", "operator *"),
        (LONG + "{{ (x, x, x, x, x, x, x)|map('replace', 'x', 'xxxx')|join|length }}",
         "a text of more than 100000"),
        (LONG + "{% set y %}{% for n in range(99) %}{{ x }}{% endfor %}{% endset %}{{ y|length }}",
         "a text of more than 100000"),
        (LONG + "{% macro m() %}{% for n in range(99) %}{{ x }}{% endfor %}{% endmacro %}"
         "{{ m()|length }}", "a text of more than 100000"),
        (LONG + "{% for n in range(99) %}{{ x }}{% endfor %}", "a text of more than 100000"),
        ("{{ [1]|batch(1000000000, 'x')|list }}", "No filter named 'batch'"),
        ("{{ 1|round(-1000000000, 'ceil') }}", "No filter named 'round'"),
        ("{{ range(9999)|sum(start=[]) }}", "No filter named 'sum'"),
        ("{{ " + "9" * 5000 + " }}", "it cannot be compiled: Exceeds the limit"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "it cannot be compiled: "),
        ("{{ " + "[" * 3000 + "]" * 3000 + " }}", "it cannot be compiled: "),
        ("{{ " + "1+" * 3000 + "1 }}", "it cannot be compiled: "),
        ("{{ " + "-" * 3000 + "1 }}", "it cannot be compiled: "),
        ("{{ 1" + "|string" * 3000 + " }}", "it cannot be compiled: "),
        ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
         "it cannot be compiled: too many statically nested blocks"),
        ("{% if 1 %}" * 150 + "{% endif %}" * 150,
         "it cannot be compiled: too many levels of indentation"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "maximum recursion depth exceeded"),
        ("{{ 'x' }", "unexpected '}'"),
        ("{% if %}", "Expected an expression"),
        ("{% for x in y %}", "Unexpected end of template"),
        ("{% while true %}", "unknown tag 'while'"),
    ],
)  # fmt: skip
def test_what_stops_a_template(render, comment: str, why: str) -> None:
    ran = render(comment)
    assert ran.code == 232
    assert ran.err.startswith("Error ZWV232E: x.j2 cannot be used as a template: ")
    assert why in ran.err


@pytest.mark.parametrize(
    ("rest", "fits"), [(100_000 - 12 * 8192, True), (100_001 - 12 * 8192, False)]
)
@pytest.mark.parametrize(
    "made",
    ["{{ %s|length }}", "{%% set y = %s %%}{{ y|length }}", "{{ (%s)|replace('x', 'y')|length }}"],
)
def test_texts_up_to_the_limit(render, rest: int, fits: bool, made: str) -> None:
    text = "x ~ " * 12 + repr("x" * rest)
    ran = render(LONG + made % f"({text})")
    assert ("//* 100000." in ran.out) is fits


def test_line_of_a_syntax_error(render) -> None:
    number = BUNDLED[: BUNDLED.index("//ALLOC")].count("\n") + 1
    assert f"(x.j2:{number})" in render("{% if %}").err


def test_output_that_is_no_such_member(render) -> None:
    ran = render(text=BUNDLED.replace("{{ record_length }}", "2048"))
    assert ran.code == 232
    assert "maximum record length: zowe.yaml says 4096, the member says 2048" in ran.err
    ran = render("{{ cluster ~ cluster ~ cluster ~ cluster }}")
    assert "the record is longer than 80 columns (x.j2:" in ran.err


def test_only_j2_files_are_jinja(render) -> None:
    ran = render(name="x.jcl")
    assert ran.code == 232
    assert "x.jcl is no template for the cluster: it has no placeholder" in ran.err


def test_a_tracer_of_the_callers_is_put_back(render) -> None:
    def tracer(_frame, _event, _argument):
        return None

    before = sys.gettrace()
    sys.settrace(tracer)
    try:
        render("{{ cluster }}")
        render("{{ undefined }}")
        assert sys.gettrace() is tracer
    finally:
        sys.settrace(before)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "cannot read the template: No such file or directory"),
        (b"\xff", "cannot read the template: it is not UTF-8"),
        (b"x" * ((1 << 20) + 1), "cannot read the template: it is larger than 1 MiB"),
        (b"", "it has no placeholder for the cluster name"),
    ],
)
def test_file_that_is_no_template(run: Run, tmp_path: Path, data: bytes | None, why: str) -> None:
    path = tmp_path / "x.jcl"
    if data is not None:
        path.write_bytes(data)
    ran = run("render", "-c", MINIMAL, "--template", path)
    assert ran.code == 232
    assert why in ran.err
    assert f"({path})" in ran.err
