"""The file that ``init --update-config`` writes: what it is, it stays, whatever comes between."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import CLUSTER, Run
from tests.workflow.conftest import Update
from tests.workflow.zowe_v3 import OLD_KEY, V3
from zwe_vsam.config import write_file
from zwe_vsam.config.settings import CLUSTER as KEY
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets import sandbox as sandbox_target

ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_mode_is_kept(update: Update, zowe_yaml: Path, mode: int) -> None:
    zowe_yaml.chmod(mode)
    assert update(zowe_yaml).code == 0
    assert stat.S_IMODE(zowe_yaml.stat().st_mode) == mode


@pytest.mark.skipif(not ROOT_USER, reason="only the superuser may give files away")
def test_owner_and_group_are_kept(update: Update, zowe_yaml: Path) -> None:
    os.chown(zowe_yaml, 12, 34)
    assert update(zowe_yaml).code == 0
    assert (zowe_yaml.stat().st_uid, zowe_yaml.stat().st_gid) == (12, 34)
    assert KEY.rpartition(".")[2] in zowe_yaml.read_text()


def test_owner_that_would_change(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "chown", refuse)
    real = os.stat

    def other_owner(path: object, **options: object) -> os.stat_result:
        found = real(path, **options)  # type: ignore[arg-type, call-overload]
        if str(path).endswith("zowe.yaml"):
            values = list(found)
            values[4] = found.st_uid + 1
            found = os.stat_result(values, {"st_mtime_ns": found.st_mtime_ns})
        return found

    monkeypatch.setattr(os, "stat", other_owner)
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert "The file would get another owner or group." in ran.err
    assert zowe_yaml.read_text() == V3


ATTRIBUTES = sys.platform == "linux"


@pytest.mark.skipif(not ATTRIBUTES, reason="there are no extended attributes")
def test_extended_attributes_are_kept(update: Update, zowe_yaml: Path) -> None:
    try:
        os.setxattr(zowe_yaml, "user.owner", b"sysprog")
    except OSError:
        pytest.skip("the file system has none")
    assert update(zowe_yaml).code == 0
    assert zowe_yaml.read_text() == V3 + OLD_KEY
    assert os.getxattr(zowe_yaml, "user.owner") == b"sysprog"


ACCESS = "system.posix_acl_access"
ACL = b"".join(
    tag.to_bytes(2, "little") + permissions.to_bytes(2, "little") + user.to_bytes(4, "little")
    for tag, permissions, user in (
        (1, 6, 2**32 - 1), (2, 4, 12), (4, 4, 2**32 - 1), (16, 4, 2**32 - 1), (32, 0, 2**32 - 1)
    )
)  # fmt: skip
"""Owner rw-, user 12 r--, group r--, mask r--, others ---, as Linux keeps it (acl(5))."""


@pytest.mark.skipif(not ATTRIBUTES, reason="there are no extended attributes")
@pytest.mark.parametrize("of_folder", [False, True])
def test_access_control_list_is_kept(update: Update, zowe_yaml: Path, of_folder: bool) -> None:
    """And a file without one gets none from its folder."""
    version = (2).to_bytes(4, "little")
    try:
        if of_folder:
            os.setxattr(zowe_yaml.parent, "system.posix_acl_default", version + ACL)
        else:
            os.setxattr(zowe_yaml, ACCESS, version + ACL)
    except OSError:
        pytest.skip("the file system has none")
    mode = zowe_yaml.stat().st_mode
    assert update(zowe_yaml).code == 0
    assert (ACCESS in os.listxattr(zowe_yaml)) == (not of_folder)
    if not of_folder:
        assert os.getxattr(zowe_yaml, ACCESS) == version + ACL
    assert zowe_yaml.stat().st_mode == mode


def test_copies_of_killed_runs_are_removed(update: Update, zowe_yaml: Path) -> None:
    old, new, other = (
        zowe_yaml.parent / f".{name}.zwe-vsam-new"
        for name in ("zowe.yaml.abcd_123", "zowe.yaml.abcd_124", "other.yaml.abcd_123")
    )
    for path in (old, new, other):
        path.write_text("half")
    for path in (old, other):
        os.utime(path, (1, 1))
    assert update(zowe_yaml, "--dry-run").code == 0
    assert old.exists(), "a dry run writes nothing"
    assert update(zowe_yaml).code == 0
    assert not old.exists()
    assert (new.read_text(), other.read_text()) == ("half", "half")
    new.unlink()
    other.unlink()


def test_killed_while_it_writes(zowe_yaml: Path, box: Path) -> None:
    """The old file stays, and what is beside it says whose it is."""
    program = (
        "import os, sys; real = os.fsync\n"
        "def fsync(fd):\n"
        "    if 'zowe.yaml' in os.readlink(f'/proc/self/fd/{fd}'): os.kill(os.getpid(), 9)\n"
        "    real(fd)\n"
        "os.fsync = fsync\n"
        "from zwe_vsam.cli import main; main(sys.argv[1:])"
    )
    words = ["init", "-c", zowe_yaml, "--sandbox", box, "--update-config"]
    ran = subprocess.run([sys.executable, "-c", program, *words], check=False, timeout=60)
    assert ran.returncode == -9
    assert zowe_yaml.read_text() == V3
    left = [path for path in zowe_yaml.parent.iterdir() if path != zowe_yaml]
    assert [path.name.endswith(".zwe-vsam-new") for path in left] == [True]
    left[0].unlink()


def test_symbolic_link_is_followed(update: Update, zowe_yaml: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere.yaml"
    link.symlink_to("config/link.yaml")
    (zowe_yaml.parent / "link.yaml").symlink_to("zowe.yaml")
    assert update(link).code == 0
    assert link.is_symlink()
    assert (zowe_yaml.parent / "link.yaml").is_symlink()
    assert zowe_yaml.read_text() == V3 + OLD_KEY


def test_hard_link_is_refused(update: Update, zowe_yaml: Path, tmp_path: Path, box: Path) -> None:
    os.link(zowe_yaml, tmp_path / "other.yaml")
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert (System(box).clusters(), System(box).jobs()) == ([], [])
    assert "The file has other names (hard links)" in ran.err
    assert zowe_yaml.read_text() == V3


@pytest.mark.parametrize(
    ("change", "added"),
    [
        (lambda text: text.encode(), OLD_KEY.encode()),
        (lambda text: b"\xef\xbb\xbf" + text.encode(), OLD_KEY.encode()),
        (
            lambda text: text.replace("\n", "\r\n").encode(),
            OLD_KEY.replace("\n", "\r\n").encode(),
        ),
        (
            lambda text: b"\x15".join(line.encode("cp1047") for line in text.split("\n")),
            b"\x15".join(line.encode("cp1047") for line in OLD_KEY.split("\n")),
        ),
    ],
    ids=["utf-8", "bom", "crlf", "ibm-1047"],
)
def test_bytes_are_kept(
    update: Update, zowe_yaml: Path, change: Callable[[str], bytes], added: bytes
) -> None:
    before = change(V3)
    zowe_yaml.write_bytes(before)
    assert update(zowe_yaml).code == 0
    assert zowe_yaml.read_bytes() == before + added


@pytest.mark.parametrize("tag", [(1047, True), (819, False), (0, False)])
def test_tag_is_kept(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch, tag: tuple[int, bool]
) -> None:
    """With a stand-in for the module of IBM's Python: it knows a tag for each file."""
    tags = {os.path.realpath(zowe_yaml): tag}
    written: dict[str, tuple[int, bool]] = {}
    module = ModuleType("zos_util")

    def chtag(path: str, ccsid: int = 819, set_txtflag: bool = True) -> None:
        assert os.path.getsize(path) == 0, "the tag must be there before the content"
        written[path] = (ccsid, set_txtflag)

    module.get_tag_info = lambda path: tags[path]  # type: ignore[attr-defined]
    module.chtag = chtag  # type: ignore[attr-defined]
    module.untag = lambda path: chtag(path, 0, False)  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "zos_util", module)
    monkeypatch.setattr(write_file.sys, "platform", "zos")
    assert update(zowe_yaml, "--encoding", "UTF-8").code == 0
    assert zowe_yaml.read_text() == V3 + OLD_KEY
    assert list(written.values()) == [tag]


def test_no_one_to_set_the_tag(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zos_util", None)
    monkeypatch.setattr(write_file.sys, "platform", "zos")
    assert update(zowe_yaml).code == 0


# A crash, a full disk, somebody else


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_nothing_is_left_half_done(
    update: Update,
    zowe_yaml: Path,
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    error: BaseException,
) -> None:
    real = getattr(os, call)

    def fail(path: object, *others: object, **options: object) -> object:
        name = os.readlink(f"/proc/self/fd/{path}") if isinstance(path, int) else str(path)
        if ".zowe.yaml." not in name:
            return real(path, *others, **options)
        raise error

    monkeypatch.setattr(os, call, fail)
    ran = update(zowe_yaml)
    assert ran.code == (130 if isinstance(error, KeyboardInterrupt) else 138)
    assert zowe_yaml.read_text() == V3
    assert ("created successfully" in ran.out) == (call != "chmod"), "what is tried before the job"
    if ran.code == 138:
        assert f"Error ZWEL0138E: Failed to update key {KEY} of file {zowe_yaml}." in ran.err
        assert "    No space left on device.\n" in ran.err
        assert f"Remedy: Set {KEY} to {CLUSTER} with an editor." in ran.err


def test_file_that_changes_meanwhile_is_kept(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def change(descriptor: int) -> None:
        zowe_yaml.write_text(V3 + "# somebody\n")
        real(descriptor)

    monkeypatch.setattr(write_file.os, "fsync", change)
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert "Another program changed the file during the command." in ran.err
    assert zowe_yaml.read_text() == V3 + "# somebody\n"


def test_edits_during_the_job_are_kept(
    update: Update, run: Run, box: Path, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = sandbox_target.SandboxTarget.submit

    def submit(*words: object, **options: object) -> object:
        zowe_yaml.write_text(V3 + "# during the job\n")
        return real(*words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox_target.SandboxTarget, "submit", submit)
    assert update(zowe_yaml).code == 0
    assert zowe_yaml.read_text() == V3 + OLD_KEY + "# during the job\n"


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        ("x: [\n", 140, "not valid YAML"),
        ("components: text\n", 138, "The key components holds no further keys."),
        (V3.replace("storage:", "storage: &s") + "other: *s\n", 138, "Other values would change"),
    ],
)
def test_file_that_cannot_be_changed(
    update: Update,
    zowe_yaml: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    code: int,
    why: str,
) -> None:
    real = sandbox_target.SandboxTarget.submit

    def submit(*words: object, **options: object) -> object:
        zowe_yaml.write_text(text)
        return real(*words, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox_target.SandboxTarget, "submit", submit)
    ran = update(zowe_yaml)
    assert ran.code == code
    assert why in ran.err
    assert zowe_yaml.read_text() == text


@pytest.mark.skipif(ROOT_USER, reason="the superuser may write everything")
def test_read_only_file(update: Update, zowe_yaml: Path) -> None:
    zowe_yaml.chmod(0o400)
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert "No file that was given with -c can be written." in ran.err
