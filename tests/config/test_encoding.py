"""zowe.yaml in the code pages that z/OS has it in."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import MINIMAL, Run
from zwe_vsam.config import encoding
from zwe_vsam.zos import records

records.register_code_pages()
ASCII = MINIMAL.read_text()
# Brackets have other bytes in each code page.
TEXT = ASCII + "example: [a, b]\n"
UTF_8 = ASCII + "# caf\u00e9\n"
HEADER = "zowe:\n  setup:\n    jcl:\n      header: \"(ACCT),'[X]'\"\n"
CODECS = {"IBM-1047": "cp1047", "IBM-037": "cp037", "UTF-8": "utf-8"}


def ebcdic(text: str, codec: str, newline: bytes = b"\x15") -> bytes:
    return newline.join(line.encode(codec) for line in text.split("\n"))


def image(text: str, name: str) -> bytes:
    return text.encode() if name == "UTF-8" else ebcdic(text, CODECS[name])


@pytest.fixture
def rendered(run: Run) -> str:
    return run("render", "-c", MINIMAL).out


@pytest.mark.parametrize("name", CODECS)
@pytest.mark.parametrize("options", [(), ("--encoding",)])
def test_code_pages(
    run: Run, tmp_path: Path, rendered: str, name: str, options: tuple[str, ...]
) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_bytes(image(TEXT, name))
    words = [*options, name.lower()] if options else []
    ran = run("render", "-c", path, *words)
    assert (ran.code, ran.out) == (0, rendered)


@pytest.mark.parametrize("name", CODECS)
def test_content_tells_the_code_page(name: str) -> None:
    assert encoding.of_content(image(TEXT, name)) == name
    assert encoding.decode(image(TEXT, name), name) == TEXT


@pytest.mark.parametrize(
    ("data", "name"),
    [
        # No UTF-8, and no EBCDIC either: it ends lines, or separates words, as ASCII does.
        (b"@@@@@\n\xe9", "UTF-8"),
        (b"a b c @ \xe9", "UTF-8"),
        (b"\xe9", "UTF-8"),
        # EBCDIC without a bracket, then with one that tells, then with the other code page's too.
        (b"@\x81", "IBM-1047"),
        (b"@\xba", "IBM-037"),
        (b"@\xbb", "IBM-037"),
        (b"@\xad", "IBM-1047"),
        (b"@\xba\xad", "IBM-1047"),
        (b"@\xbb\xbd", "IBM-1047"),
    ],
)
def test_content_that_is_no_utf_8(data: bytes, name: str) -> None:
    assert encoding.of_content(data) == name


def test_line_feed_of_ascii_is_named_with_its_place() -> None:
    with pytest.raises(UnicodeDecodeError) as refused:
        encoding.decode(b"\x81\x82\n\x83\x84", "IBM-1047")
    assert str(refused.value) == (
        "'IBM-1047' codec can't decode byte 0x0a in position 2: line feed of ASCII"
    )


@pytest.mark.parametrize("newline", [b"\x15", b"\x25", b"\x0d\x25", b"\x0d\x15"])
def test_ends_of_lines(newline: bytes) -> None:
    assert encoding.decode(ebcdic(TEXT, "cp1047", newline), "IBM-1047") == TEXT


def test_messages_count_lines_in_ebcdic_too(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_bytes(ebcdic(ASCII.replace("VOL123", "VOL1234"), "cp1047"))
    ran = run("render", "-c", path)
    assert ran.code == 231
    line = ASCII.split("\n").index(next(x for x in ASCII.split("\n") if "VOL123" in x)) + 1
    assert f"({path}:{line})" in ran.err


def test_utf_8_that_is_broken_stays_utf_8(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_bytes(ASCII.encode() + b"# caf\xe9\n")
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert "byte X'E9' is not UTF-8" in ran.err
    assert "Convert it: iconv -f ISO8859-1 -t UTF-8 " in ran.err


def test_ascii_is_taken_as_it_is(run: Run, rendered: str) -> None:
    assert run("render", "-c", MINIMAL, "--encoding", "IBM-1047").out == rendered


def test_encoding_that_the_file_does_not_have(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_bytes(UTF_8.encode())
    ran = run("render", "-c", path, "--encoding", "IBM-1047")
    assert ran.code == 140
    assert f"(byte X'0A' is not IBM-1047). ({path}:1)" in ran.err
    path.write_bytes(ebcdic(ASCII, "cp1047"))
    ran = run("render", "-c", path, "--encoding", "UTF-8")
    assert ran.code == 140
    assert "is not UTF-8" in ran.err


def test_encoding_by_the_environment_and_init(
    run: Run, box: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "zowe.yaml"
    path.write_bytes(UTF_8.encode())
    monkeypatch.setenv("ZWE_VSAM_ENCODING", "IBM-1047")
    assert run("init", "-c", path, "--sandbox", box, "--dry-run").code == 140
    assert run("init", "-c", path, "--sandbox", box, "--encoding", "utf-8").code == 0


def test_unknown_encoding(run: Run) -> None:
    ran = run("init", "-c", MINIMAL, "--encoding", "EBCDIC")
    assert ran.code == 102
    assert "--encoding" in ran.err


@pytest.mark.parametrize(
    ("tag", "page"),
    [((1047, True), "IBM-1047"), ((37, True), "IBM-037"), ((1208, True), "UTF-8")],
)
def test_tag_of_the_file(monkeypatch: pytest.MonkeyPatch, tag: tuple[int, bool], page: str) -> None:
    _tagged(monkeypatch, tag)
    assert encoding.of_tag("/zowe.yaml") == page


@pytest.mark.parametrize("tag", [(0, False), (819, True), (65535, False), ([1047], True), None, ()])
def test_tag_that_decides_nothing(monkeypatch: pytest.MonkeyPatch, tag: object) -> None:
    _tagged(monkeypatch, tag)
    assert encoding.of_tag("/zowe.yaml") == ""


def test_the_tag_goes_before_the_content(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rendered: str
) -> None:
    path = tmp_path / "zowe.yaml"
    # Without brackets the two code pages look alike, and the content would say IBM-1047.
    text = HEADER + ASCII.partition("setup:\n")[2]
    path.write_bytes(ebcdic(text, "cp037").replace(b"\xba", b"\xad").replace(b"\xbb", b"\xbd"))
    assert "'[X]'" in run("render", "-c", path).out
    _tagged(monkeypatch, (37, True))
    assert "'[X]'" not in run("render", "-c", path).out


def test_standard_input_has_no_tag(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    text = HEADER + ASCII.partition("setup:\n")[2]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(ebcdic(text, "cp1047"))))
    _tagged(monkeypatch, (37, True), "-")
    assert "'[X]'" in run("render", "-c", "-").out


def test_no_one_to_tell_the_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "zos")
    monkeypatch.setitem(sys.modules, "zos_util", None)
    assert encoding.of_tag("/zowe.yaml") == ""


def _tagged(monkeypatch: pytest.MonkeyPatch, tag: object, name: str = "/zowe.yaml") -> None:
    module = ModuleType("zos_util")

    def tag_info(path: str) -> object:
        return tag if path.endswith(name) else None

    module.get_tag_info = tag_info  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "zos_util", module)
    monkeypatch.setattr(sys, "platform", "zos")


@pytest.mark.parametrize(
    ("encoding", "name", "iconv"),
    [
        ("latin-1", "Latin-1 (ISO8859-1)", "ISO8859-1"),
        ("cp1252", "Windows-1252", "CP1252"),
        ("utf-16", "UTF-16", "UTF-16"),
    ],
)
def test_other_code_pages_are_named_with_a_command_that_works(
    run: Run, tmp_path: Path, encoding: str, name: str, iconv: str
) -> None:
    text = MINIMAL.read_text()
    dash = "\u2014" if encoding == "cp1252" else "-"
    path = tmp_path / "it's zowe.yaml"
    path.write_bytes(f"# produção {dash} serviço é do João\n{text}".encode(encoding))
    ran = run("render", "-c", path)
    assert ran.code == 140
    assert f"The file looks like {name}, which Zowe cannot read either" in ran.err
    command = ran.err.partition("  Remedy: Convert it: ")[2].strip()
    assert command == f"iconv -f {iconv} -t UTF-8 {shlex.quote(str(path))} > new.yaml"
    subprocess.run(command, shell=True, check=True, cwd=tmp_path)
    assert run("render", "-c", tmp_path / "new.yaml").out == run("render", "-c", MINIMAL).out
