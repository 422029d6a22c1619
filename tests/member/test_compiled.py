"""The templates that Jinja2 compiled ahead: what they render, and that they are up to date."""

from __future__ import annotations

import jinja2
import pytest
from hypothesis import given, settings

from tests.member.samples import BUNDLED, Wanted, wanted
from tools import compile_templates
from zwe_vsam.member import bundled, compiled, jinja, renderer, templates
from zwe_vsam.member.compiled import zwecsrvs, zwecsvsm
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.member.renderer import Template

MODULES = {Purpose.DEFINE: zwecsvsm, Purpose.REMOVE: zwecsrvs}


def loaded(text: str, purpose: Purpose) -> Template:
    return renderer.load(text, "T", is_jinja=True, is_bundled=True, purpose=purpose)


@pytest.mark.skipif(
    jinja2.__version__ != zwecsvsm.JINJA2, reason="another Jinja2 can write other source"
)
def test_compiling_again_gives_the_same_files() -> None:
    sources = compile_templates.modules()
    assert len(sources) == len(Purpose)
    for path, source in sources.items():
        assert path.read_text() == source, "run python -m tools.compile_templates"


@pytest.mark.parametrize("purpose", Purpose)
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
@given(want=wanted())
def test_a_compiled_template_renders_what_the_installed_jinja2_renders(
    purpose: Purpose, want: Wanted
) -> None:
    text = bundled.read(purpose.value).decode()
    ahead = loaded(text, purpose)
    now = ahead._replace(substitute=jinja.load(text, "T"))
    assert ahead.render(want.settings) == now.render(want.settings)


@pytest.mark.parametrize("purpose", Purpose)
def test_the_text_that_was_compiled_is_the_text_of_the_template(purpose: Purpose) -> None:
    assert bundled.read(purpose.value).decode() == MODULES[purpose].SOURCE


@pytest.mark.parametrize("purpose", Purpose)
def test_a_template_with_another_text_is_compiled_now(purpose: Purpose) -> None:
    text = bundled.read(purpose.value).decode().replace("//*\n", "//* {{ volume }} \n")
    assert compiled.find(purpose.value, text) is None
    assert "//* VOL123\n" in templates.render(loaded(text, purpose), Wanted().settings)


def test_a_name_without_a_value_is_an_error() -> None:
    function = compiled.find("ZWECSVSM", BUNDLED)
    assert function is not None
    with pytest.raises(KeyError, match="header"):
        function({})


def test_what_the_package_cannot_run_is_not_compiled(tmp_path) -> None:
    path = tmp_path / "X.jcl.j2"
    path.write_text("{% for x in range(3) %}//{{ loop.index }}\n{% endfor %}")
    with pytest.raises(SystemExit, match=r"X\.jcl\.j2: .* has no LoopContext"):
        compile_templates.module(path)
    path.write_text("//* \n")
    with pytest.raises(SystemExit, match="blanks at the end of a line"):
        compile_templates.module(path)
