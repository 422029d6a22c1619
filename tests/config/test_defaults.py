"""Zowe's defaults.yaml in the runtime directory: it comes last, and nobody is sent there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.config.conftest import Write
from tests.config.notation import listed, shown
from tests.conftest import CLUSTER, JCLLIB, MINIMAL, Run
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.errors import Problem

DEFAULTS = Path(__file__).with_name("defaults.yaml")


@pytest.fixture
def installed(write: Write, tmp_path: Path) -> Callable[..., Path]:
    """A zowe.yaml whose runtime directory has defaults."""

    def call(*replacements: tuple[str, str], runtime: str = "") -> Path:
        write("runtime/files/defaults.yaml", DEFAULTS.read_bytes())
        text = f"zowe:\n  runtimeDirectory: {runtime or tmp_path / 'runtime'}\n"
        text += MINIMAL.read_text().removeprefix("zowe:\n")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        return write("zowe.yaml", text)

    return call


def test_defaults_come_last(run: Run, installed: Callable[..., Path]) -> None:
    path = installed()
    configuration = Configuration.load(str(path))
    assert len(configuration.documents) == 2
    value = configuration.value("components.caching-service.storage.mode")
    assert value is not None
    assert value.text == "VSAM"
    assert shown(configuration.value("components.gateway.port")) == (
        f"7554 {configuration.documents[1]}:23"
    )
    assert run("render", "-c", path).out == run("render", "-c", MINIMAL).out


def test_neither_has_to_be_ascii(write: Write, installed: Callable[..., Path]) -> None:
    path = installed(("components:", "# é\ncomponents:"))
    write("runtime/files/defaults.yaml", DEFAULTS.read_bytes() + "# é\n".encode())
    assert len(Configuration.load(str(path)).documents) == 2


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("zowe.setup.vsam.name", CLUSTER),
        ("zowe.setup.certificate.pkcs12.directory", "/var/keys"),
        ("zowe.setup.certificate.pkcs12.lock", "true"),
        ("zowe.setup.certificate.pkcs12.name", "local"),
        ("zowe.setup.certificate.dname.org", "Example"),
        ("zowe.setup.certificate.validity", "3650"),
    ],
)
def test_expressions_of_the_defaults(
    installed: Callable[..., Path], key: str, expected: str
) -> None:
    value = Configuration.load(str(installed())).value(key)
    assert value is not None
    assert value.text == expected


def test_expressions_of_the_defaults_in_other_cases(installed: Callable[..., Path]) -> None:
    path = installed(
        ("  setup:", "  setup:\n    certificate: {type: JCERACFKS, keyring: {name: K}}"),
        (f"        name: {CLUSTER}\n", ""),
    )
    configuration = Configuration.load(str(path))
    for key in ("vsam.name", "certificate.pkcs12.directory", "certificate.validity"):
        assert configuration.value(f"zowe.setup.{key}") is None
    with pytest.raises(Problem) as caught:
        configuration.value("zowe.setup.security.product")
    assert "zowe.setup.security.product cannot be evaluated: " in caught.value.facts[0]
    assert str(caught.value.origin).startswith(f"{configuration.documents[1]}:7:")


def test_missing_key_is_told_in_the_users_file(run: Run, installed: Callable[..., Path]) -> None:
    path = installed((f"        name: {CLUSTER}\n", "        x: y\n"))
    ran = run("render", "-c", path)
    assert ran.code == 157
    assert f"is not defined in Zowe YAML configuration file. ({path}:14)" in ran.err


def test_cluster_may_be_named_in_either_place(run: Run, installed: Callable[..., Path]) -> None:
    """The old key takes the new one's value; the new one's default would take the old one's."""
    expected = run("render", "-c", MINIMAL).out
    new = ("volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}")
    old = (f"name: {CLUSTER}\n", "name: ${{ zowe.setup.vsam.name }}\n")
    assert run("render", "-c", installed(old, new)).out == expected
    path = installed(old)
    ran = run("render", "-c", path)
    assert ran.code == 157
    name = "components.caching-service.storage.vsam.name"
    defaults = path.parent / "runtime" / "files" / "defaults.yaml"
    assert f"zowe.setup.vsam.name ({defaults}:19) reads {name} ({path}:15)" in ran.err
    assert "which Zowe evaluates later." in ran.err


@pytest.mark.parametrize("runtime", ["/no/such/folder", "relative/none", "''", '"nul\\0"'])
def test_no_defaults(run: Run, installed: Callable[..., Path], runtime: str) -> None:
    path = installed(runtime=runtime)
    assert Configuration.load(str(path)).documents == (str(path),)
    assert run("render", "-c", path).code == 0


def test_runtime_directory_by_expression(tmp_path: Path, installed: Callable[..., Path]) -> None:
    path = installed(runtime=f"\"${{{{ '{tmp_path}' + ext }}}}\"\next: /runtime\nzowe: # ")
    text = path.read_text().partition("\next")
    path.write_text(text[0] + text[2].partition("zowe: # ")[2] + "\next: /runtime\n")
    assert len(Configuration.load(str(path)).documents) == 2


def test_what_finds_the_defaults_is_evaluated_again_with_them(
    tmp_path: Path, installed: Callable[..., Path]
) -> None:
    path = installed(runtime="${{ folder }}")
    folder = f"folder: \"${{{{ zowe.externalPort ?? '{tmp_path}/runtime' }}}}\"\n"
    path.write_text(folder + path.read_text())
    configuration = Configuration.load(str(path))
    assert len(configuration.documents) == 2
    assert shown(configuration.value("folder")) == f"7554 {path}:1"


def test_nobody_is_sent_to_the_defaults(installed: Callable[..., Path]) -> None:
    path = installed()
    configuration = Configuration.load(str(path))
    other = Document(ConfigSource("other", "zowe: {}"))
    key = "zowe.setup.certificate.pkcs12.nothing"
    assert str(configuration.place(key)) == f"{path}:3"
    assert str(configuration.replaced(0, other).place(key)) == "other:1"
    # But a value that is wrong there is theirs.
    key = "components.gateway.port"
    assert str(configuration.place(key)) == f"{configuration.documents[1]}:23"


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"- a\n", 140, "it does not hold keys and values"),
        (b"", 140, "the file is empty"),
        (b"x: " + b"y" * (1 << 20), 140, "the file is larger than 1 MiB"),
    ],
)
def test_broken_defaults_are_told(
    run: Run, write: Write, installed: Callable[..., Path], data: bytes, code: int, message: str
) -> None:
    path = installed()
    defaults = write("runtime/files/defaults.yaml", data)
    ran = run("render", "-c", path)
    assert ran.code == code
    assert message in ran.err
    assert f"({defaults}" in ran.err


def test_defaults_that_are_a_folder(run: Run, tmp_path: Path, write: Write) -> None:
    write("runtime/files/defaults.yaml/x", "")
    path = write("zowe.yaml", f"zowe: {{runtimeDirectory: {tmp_path}/runtime}}\n")
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert "cannot read it: it is a directory" in ran.err


def test_defaults_named_by_the_user_are_read_once(
    tmp_path: Path, installed: Callable[..., Path]
) -> None:
    path = installed()
    defaults = tmp_path / "runtime" / "files" / "defaults.yaml"
    configuration = Configuration.load(listed(path, defaults))
    assert configuration.documents == (str(path), str(defaults))


def test_jcllib_by_expression(run: Run, write: Write) -> None:
    text = MINIMAL.read_text().replace(JCLLIB, "${{ zowe.setup.dataset.prefix }}.CUST.JCLLIB")
    expected = run("render", "-c", MINIMAL).out
    assert run("render", "-c", write("zowe.yaml", text)).out == expected
