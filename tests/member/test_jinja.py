"""Templates that users write in Jinja2: what they may do and what stops them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Ran, Run
from tests.member.samples import BUNDLED
from zwe_vsam.member import jinja

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
        ("{{ range.__init__.__globals__.os.popen('id').read() }}", "access to attribute '__init"),
        ("{{ '{0.__class__}'.format(1) }}", "access to attribute '__class__'"),
        ("{{ (''|attr('__class__')).__mro__ }}", "access to attribute"),
        ("{{ password }}", "'password' is undefined"),
        ("{{ cluster.nothing.more }}", "nothing"),
        ("{% if unknown %}x{% endif %}", "'unknown' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{% include 'x' %}", "no loader"),
        ("{% import 'os' as os %}", "no loader"),
        ("{% extends 'x' %}", "no loader"),
        ("{{ range(1001)|length }}", "range() has 1001 numbers, expected at most 1000"),
        ("{{ range(1000000000) }}", "range() has 1000000000 numbers"),
        ("{{ range(10**30) }}", ""),
        ("{{ dict(a=1) }}", "'dict' is undefined"),
        ("{{ namespace(a=1) }}", "'namespace' is undefined"),
        ("{{ lipsum(10) }}", "'lipsum' is undefined"),
        ("{% for a in range(999) %}{% for b in range(999) %}{{ b }}{% endfor %}{% endfor %}",
         "the output has more than 100000 characters"),
        ("{{ 'x' * 100001 }}", "the output has more than 100000 characters"),
        (LONG + "{% for n in range(99) %}{{ x }}{% endfor %}",
         "the output has more than 100000 characters"),
        ("{% set x = [1] %}{{ x.append(2) }}", "unsafe"),
        ("{{ {}.update({1: 2}) }}", "unsafe"),
        ("{{ (''|attr('__class__')) or 1 }}", "unsafe"),
        ("{{ '' ~ (''.__class__) }}", "unsafe"),
        ("{{ 1 if ''.__class__ else 2 }}", "unsafe"),
        ("{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(1) }}", ""),
        ("{{ " + "9" * 5000 + " }}", "cannot be compiled: Exceeds the limit"),
        ("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}", "cannot be compiled: "),
        ("{{ " + "[" * 3000 + "]" * 3000 + " }}", "cannot be compiled: "),
        ("{{ " + "1+" * 3000 + "1 }}", "cannot be compiled: "),
        ("{{ " + "-" * 3000 + "1 }}", "cannot be compiled: "),
        ("{{ 1" + "|string" * 3000 + " }}", "cannot be compiled: "),
        ("{% for a in [1] %}" * 30 + "{% endfor %}" * 30,
         "cannot be compiled: too many statically nested blocks"),
        ("{% if 1 %}" * 150 + "{% endif %}" * 150,
         "cannot be compiled: too many levels of indentation"),
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
    assert re.match(r"Error ZWV30(0[789]|10)E: .*x\.j2[: ]", ran.err)
    assert why in ran.err


def test_output_up_to_the_limit() -> None:
    template = jinja.environment().from_string("{{ text }}")
    assert jinja.render(template, {"text": "x" * 100_000}) == "x" * 100_000
    with pytest.raises(OverflowError, match="the output has more than 100000 characters"):
        jinja.render(template, {"text": "x" * 100_001})


def test_range_up_to_the_limit(render) -> None:
    assert "//* 1000." in render("{{ range(1000)|length }}").out


def test_line_of_a_syntax_error(render) -> None:
    number = BUNDLED[: BUNDLED.index("//ALLOC")].count("\n") + 1
    assert f"(x.j2:{number})" in render("{% if %}").err


def test_output_that_is_no_such_member(render) -> None:
    ran = render(text=BUNDLED.replace("{{ record_length }}", "2048"))
    assert ran.code == 232
    assert "maximum record length: expected 4096, found 2048" in ran.err
    ran = render("{{ cluster ~ cluster ~ cluster ~ cluster }}")
    assert "the record is longer than 80 columns. (x.j2:" in ran.err


def test_only_j2_files_are_jinja(render) -> None:
    ran = render(name="x.jcl")
    assert ran.code == 232
    assert "x.jcl has no placeholder for the name of the cluster." in ran.err


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "ZWV3001E: The template cannot be read: No such file or directory."),
        (b"\xff", "ZWV3003E: The template is not UTF-8."),
        (b"x" * ((1 << 20) + 1), "ZWV3002E: The template is larger than 1 MiB."),
        (b"", "has no placeholder for the name of the cluster."),
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
