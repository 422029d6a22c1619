"""Anything at all as zowe.yaml or as a template: a member, or an error that was foreseen."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import MINIMAL
from tests.template.samples import BRACE, BUNDLED, HASH
from zwe_vsam.cli import main
from zwe_vsam.zos import idcams, jcl, job

FULL = MINIMAL.read_text().replace(
    "  setup:",
    "  environments:\n    CACHING_STORAGE_VSAM_KEYLENGTH: 64\n"
    "    CACHING_STORAGE_VSAM_RECORDLENGTH: &r 2048\n  setup:\n    jcl:\n      header: |\n"
    "        CLASS=A,\n        //* text\n        NOTIFY=&SYSUID",
)
PIECES = [*" \n\t:-?[]{}&*!|>'\"%@#,.\0\r\x85\ufeff", "<<: *r", "---\n", "null", "${{ x }}", "\n  ",
          "//X DD *\n", "{a.b}", "#x", "/*", "'", "(", "&MODE", "{{ x }}", "{% if %}"]  # fmt: skip


def _settings(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


Check = Callable[..., None]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """Render, and look at what came out."""
    folder = tmp_path_factory.mktemp("robust")

    def call(config: str | bytes, template: str | None = None, suffix: str = "jcl") -> None:
        path = _write(folder / "zowe.yaml", config)
        argv = ["render", "-c", str(path)]
        if template is not None:
            argv += ["--template", str(_write(folder / f"member.{suffix}", template))]
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(argv)
        assert code in (0, 140, 144, 157, 231, 232), err.getvalue()
        assert "Traceback" not in err.getvalue()
        if code:
            assert out.getvalue() == ""
            assert "Error ZW" in err.getvalue()
        else:
            _check_member(out.getvalue())

    return call


def _check_member(text: str) -> None:
    """A job with one IDCAMS command, a DEFINE; no record is longer than 80."""
    found = job.convert(jcl.read(text)).job
    assert found is not None
    steps = [step for step in found.steps if step.program == "IDCAMS"]
    commands = [command for step in steps for command in idcams.parse(step.lines("SYSIN") or ())]
    assert sum(isinstance(command, idcams.Define) for command in commands) == 1
    assert not any(isinstance(command, idcams.Delete) for command in commands)
    assert max(map(len, text.split("\n"))) <= 80


def _write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass"))
    return path


@st.composite
def mutations(draw: st.DrawFn, *texts: str) -> str:
    """One of the texts with a few pieces put in, taken out, doubled or moved."""
    text = draw(st.sampled_from(texts))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 20)))
        new = draw(
            st.sampled_from(PIECES)
            | st.just(text[at:end] * 2)
            | st.characters()
            | st.just(text[end : end + 15] + text[at:end])
        )
        text = text[:at] + new + text[end:]
    return text


@_settings(400)
@given(data=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes(check: Check, data: bytes) -> None:
    check(data)


@_settings(400)
@given(pieces=st.lists(st.sampled_from([*PIECES, "zowe:", "setup:", "  ", "a"]), max_size=30))
def test_any_tokens(check: Check, pieces: list[str]) -> None:
    check("".join(pieces))


@_settings(600)
@given(text=mutations(MINIMAL.read_text(), FULL))
def test_small_changes_of_a_configuration(check: Check, text: str) -> None:
    check(text)


@_settings(400)
@given(text=mutations(HASH, BRACE), config=st.sampled_from([MINIMAL.read_text(), FULL]))
def test_small_changes_of_a_member(check: Check, text: str, config: str) -> None:
    check(config, text)


@_settings(200)
@given(text=mutations(BUNDLED), config=st.sampled_from([MINIMAL.read_text(), FULL]))
def test_small_changes_of_a_jinja_template(check: Check, text: str, config: str) -> None:
    check(config, text, "j2")
