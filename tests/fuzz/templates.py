"""Anything as a template: members with small changes, Jinja2 that wants out of its sandbox."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from tests.conftest import MINIMAL
from tests.fuzz import members, screen
from tests.fuzz.configurations import CODES, FULL
from tests.fuzz.harness import Kind
from tests.fuzz.strategies import hostile, mutations
from tests.member.samples import BRACE, BUNDLED, HASH

Case = tuple[str, str, str]
"""Template, suffix of its file, zowe.yaml."""


def render(folder: Path, case: Case) -> None:
    """A member with one DEFINE, or an error that names the template or zowe.yaml."""
    text, suffix, config = case
    path = screen.write(folder / "zowe.yaml", config)
    template = screen.write(folder / f"member.{suffix}", text)
    canary = folder / "canary"
    shown = screen.call("render", "-c", path, "--template", template, terminal=False)
    screen.clear(shown, folder)
    assert shown.code in CODES
    assert bool(shown.out) is (shown.code == 0)
    assert not canary.exists()
    if not shown.code:
        members.one_define(shown.out)
        assert "uid=" not in shown.out
        assert "SECRET-IN-ENVIRONMENT" not in shown.out


_CONFIGS = st.sampled_from([MINIMAL.read_text(), FULL])
_OBJECTS = st.sampled_from(
    ["''", "cluster", "mode", "()", "[]", "{}", "1", "none", "range", "dict", "cycler", "joiner",
     "namespace", "lipsum", "self", "loop", "caller", "config", "request", "environment", "context",
     "url_for", "varargs", "kwargs", "record_length", "namespace(a=1)", "cycler(1, 2)", "x"]
)  # fmt: skip
_ATTRIBUTES = st.sampled_from(
    ["__class__", "__mro__", "__base__", "__subclasses__()", "__init__", "__globals__", "__dict__",
     "__builtins__", "__import__('os')", "popen('id')", "system('touch canary')", "read()", "mro()",
     "gi_frame", "f_globals", "func_globals", "__code__", "_module", "environ", "format", "next",
     "__getattribute__('x')", "format_map({})", "encode()", "__reduce_ex__(2)", "__doc__", "upper",
     "split", "a", "_TemplateReference__context", "__self__", "current", "items()", "pop()"]
)  # fmt: skip
_FILTERS = st.sampled_from(
    ["attr('__class__')", "map(attribute='__class__')", "join", "list", "string", "upper", "first",
     "format(1)", "xmlattr", "pprint", "tojson", "safe", "replace('A', '\\x1b[2J')", "default('x')",
     "sort(attribute='__class__')", "selectattr('__class__')", "map('attr', '__class__')", "length",
     "wordwrap(1)", "truncate(9, true, '\\n//EVIL EXEC PGM=X')", "max(attribute='__class__')"]
)  # fmt: skip
_EXPRESSIONS = st.recursive(
    _OBJECTS | st.sampled_from(["'\\n//EVIL EXEC PGM=X\\n'", "'\\x1b[2J'", "'%s'"]),
    lambda part: st.one_of(
        st.tuples(part, _ATTRIBUTES).map("({0[0]}).{0[1]}".format),
        st.tuples(part, _ATTRIBUTES).map(lambda p: f"({p[0]})['{p[1].partition('(')[0]}']"),
        st.tuples(part, _FILTERS).map("({0[0]})|{0[1]}".format),
        st.tuples(
            part,
            st.sampled_from(["+", "-", "/", "//", "~", "%", "==", "in", "and"]),
            part,
        ).map("(({0[0]}) {0[1]} ({0[2]}))".format),
        st.tuples(part, part).map("({0[0]})({0[1]})".format),
        st.tuples(part, part).map("({0[0]})[{0[1]}]".format),
        st.integers(-1, 10**12).map("range({})".format),
    ),
    max_leaves=6,
)
_STATEMENTS = st.one_of(
    _EXPRESSIONS.map("{{{{ {} }}}}".format),
    _EXPRESSIONS.map("{{% set x = {} %}}{{{{ x }}}}".format),
    _EXPRESSIONS.map("{{% for x in {} %}}{{{{ x }}}}{{% endfor %}}".format),
    _EXPRESSIONS.map("{{% if {} %}}A{{% endif %}}".format),
    _EXPRESSIONS.map("{{% include {} %}}".format),
    _EXPRESSIONS.map("{{% extends {} %}}".format),
    _EXPRESSIONS.map("{{% import {} as x %}}".format),
    _EXPRESSIONS.map("{{% from {} import x %}}".format),
    st.sampled_from(
        ["{% include '/etc/passwd' %}", "{% include 'zowe.yaml' %}", "{% raw %}{{ x }}{% endraw %}",
         "{% block a %}{{ self.a() }}{% endblock %}", "{% call x() %}{% endcall %}", "{% do x %}",
         "{% macro x() %}{{ x() }}{% endmacro %}{{ x() }}", "{% filter upper %}x{% endfilter %}",
         "{% debug %}", "{% trans %}x{% endtrans %}", "{% autoescape false %}{% endautoescape %}",
         "{% with x = x %}{{ x }}{% endwith %}", "# for x in range(3)"]
    ),
)  # fmt: skip


@st.composite
def escapes(draw: st.DrawFn) -> str:
    """The bundled template with statements of every kind in a comment, or anywhere."""
    text = BUNDLED
    for statement in draw(st.lists(_STATEMENTS | hostile, min_size=1, max_size=3)):
        mark = draw(st.sampled_from(["//ALLOC", "INDEXED", "//SYSPRINT", "JOB"]))
        text = text.replace(mark, draw(st.sampled_from(["//* {}.\n{}", "{}{}", "{} {}"])).format(
            statement, mark), 1)  # fmt: skip
    return text


KINDS = (
    Kind(
        "template: small changes of a member",
        st.tuples(mutations(HASH, BRACE), st.just("jcl"), _CONFIGS),
        render,
        250,
        6,
    ),
    Kind(
        "template: small changes in Jinja2",
        st.tuples(mutations(BUNDLED), st.just("j2"), _CONFIGS),
        render,
        80,
        3,
    ),
    Kind(
        "template: out of Jinja2's sandbox",
        st.tuples(escapes(), st.just("j2"), _CONFIGS),
        render,
        120,
        6,
    ),
)
