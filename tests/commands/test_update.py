"""``init --update-config``: the cluster's name in zowe.yaml, and nothing else, or nothing."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import CLUSTER, MINIMAL, Ran, Run, Site
from zwe_vsam.commands import replace
from zwe_vsam.config.settings import CLUSTER as KEY
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets import sandbox as sandbox_target
from zwe_vsam.targets.interface import MemberChanged, WriteFailed

OLD_KEY = f"      vsam:\n        name: {CLUSTER}\n"
V3 = MINIMAL.read_text().replace(OLD_KEY, "").replace(
    "volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}"
)  # fmt: skip
"""The cluster is named where Zowe v3 has it, and not where the service reads it."""
PARMLIB = "IBMUSER.ZWE.PARMLIB"
ROOT_USER = hasattr(os, "geteuid") and os.geteuid() == 0


@pytest.fixture
def zowe_yaml(tmp_path: Path) -> Iterator[Path]:
    """A configuration that is to be updated, alone in its folder; no other file is left there."""
    folder = tmp_path / "config"
    folder.mkdir()
    path = folder / "zowe.yaml"
    path.write_text(V3)
    yield path
    assert {entry.name for entry in folder.iterdir()} - {"link.yaml"} == {"zowe.yaml"}


Update = Callable[..., Ran]


@pytest.fixture
def update(run: Run, box: Path) -> Update:
    """Call init with --update-config on the sandbox."""

    def call(config: object, *options: object) -> Ran:
        return run("init", "-c", config, "--sandbox", box, "--update-config", *options)

    return call


def test_missing_key_is_added(update: Update, zowe_yaml: Path, box: Path) -> None:
    ran = update(zowe_yaml)
    assert ran.code == 0
    assert zowe_yaml.read_text() == V3 + OLD_KEY
    assert f"Info ZWV207I: {KEY} is updated. ({zowe_yaml}:14)\n    +       vsam:\n" in ran.err
    assert f"    +         name: {CLUSTER}\n" in ran.err
    assert "created successfully" in ran.out
    assert System(box).clusters() == [CLUSTER]
    assert update(zowe_yaml, "--dry-run").code == 158


def test_other_letter_case_is_changed(update: Update, zowe_yaml: Path) -> None:
    zowe_yaml.write_text(MINIMAL.read_text().replace(CLUSTER, f"'{CLUSTER.lower()}'  # mine"))
    ran = update(zowe_yaml)
    assert ran.code == 0
    assert zowe_yaml.read_text() == MINIMAL.read_text().replace(CLUSTER, f"'{CLUSTER}'  # mine")
    assert f"    -         name: '{CLUSTER.lower()}'  …\n" in ran.err
    assert f"    +         name: '{CLUSTER}'  …\n" in ran.err


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL.read_text(),
        V3 + OLD_KEY.replace(CLUSTER, "${{ zowe.setup.vsam.name }}"),
    ],
    ids=["value", "expression"],
)
def test_value_that_is_right_is_left_alone(update: Update, zowe_yaml: Path, text: str) -> None:
    zowe_yaml.write_text(text)
    before = zowe_yaml.stat()
    ran = update(zowe_yaml)
    assert ran.code == 0
    assert f"ZWV207I: {KEY} is already {CLUSTER}; nothing was written." in ran.err
    assert (zowe_yaml.read_text(), zowe_yaml.stat()) == (text, before)


@pytest.mark.parametrize("flag", ["--dry-run", "--security-dry-run"])
def test_dry_run_shows_only(update: Update, zowe_yaml: Path, flag: str) -> None:
    ran = update(zowe_yaml, flag)
    assert ran.code == 0
    assert f"{KEY} would be updated; nothing was written. ({zowe_yaml}:14)" in ran.err
    assert f"    +         name: {CLUSTER}\n" in ran.err
    assert zowe_yaml.read_text() == V3


def test_dry_run_without_a_system(run: Run, zowe_yaml: Path) -> None:
    ran = run("init", "-c", zowe_yaml, "--dry-run", "--update-config")
    assert ran.code == 0
    assert "would be updated" in ran.err
    assert zowe_yaml.read_text() == V3


def test_without_the_option_nothing_is_written(run: Run, box: Path, zowe_yaml: Path) -> None:
    assert run("init", "-c", zowe_yaml, "--sandbox", box).code == 0
    assert zowe_yaml.read_text() == V3


def test_failed_job_changes_nothing(update: Update, run: Run, box: Path, zowe_yaml: Path) -> None:
    run("sandbox", "inject", box, "code:12")
    ran = update(zowe_yaml)
    assert ran.code == 163
    assert "ZWV207I" not in ran.err
    assert zowe_yaml.read_text() == V3


def test_no_wait_changes_nothing(update: Update, zowe_yaml: Path) -> None:
    ran = update(zowe_yaml, "--no-wait")
    assert ran.code == 0
    assert "not updated: the end of the job was not waited for" in ran.err
    assert zowe_yaml.read_text() == V3


def test_skipped_run_changes_nothing(update: Update, zowe_yaml: Path) -> None:
    text = V3.replace("mode: VSAM", "mode: redis")
    zowe_yaml.write_text(text)
    assert update(zowe_yaml).code == 0
    assert zowe_yaml.read_text() == text


# What a file is, it stays


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
    assert "It would change its owner or group." in ran.err
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
    assert "It has other names (hard links)" in ran.err
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
    monkeypatch.setattr(replace.sys, "platform", "zos")
    assert update(zowe_yaml, "--encoding", "UTF-8").code == 0
    assert zowe_yaml.read_text() == V3 + OLD_KEY
    assert list(written.values()) == [tag]


def test_no_one_to_set_the_tag(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "zos_util", None)
    monkeypatch.setattr(replace.sys, "platform", "zos")
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
        assert f"Remedy: Set {KEY} to {CLUSTER} yourself." in ran.err


def test_file_that_changes_meanwhile_is_kept(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.fsync

    def change(descriptor: int) -> None:
        zowe_yaml.write_text(V3 + "# somebody\n")
        real(descriptor)

    monkeypatch.setattr(replace.os, "fsync", change)
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert "Somebody changed the file meanwhile." in ran.err
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
        ("components: text\n", 138, "Components is no mapping."),
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


# Which of several


def _read_only(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    real = os.access
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: (
            real(path, mode) and not (mode == os.W_OK and str(path) in {str(p) for p in paths})
        ),
    )


def test_leftmost_file_is_written(update: Update, zowe_yaml: Path, tmp_path: Path) -> None:
    first = tmp_path / "first.yaml"
    first.write_text("# mine\nzowe: {}\n")
    assert update(f"FILE({first}):FILE({zowe_yaml})").code == 0
    assert zowe_yaml.read_text() == V3
    assert first.read_text().startswith("# mine\nzowe: {}\ncomponents:\n  caching-service:\n")


def test_leftmost_that_is_writable(
    update: Update, zowe_yaml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "first.yaml"
    first.write_text("zowe: {}\n")
    _read_only(monkeypatch, first)
    assert update(f"FILE({first}):FILE({zowe_yaml})").code == 0
    assert first.read_text() == "zowe: {}\n"
    assert zowe_yaml.read_text() == V3 + OLD_KEY


def test_a_folder_that_takes_no_new_file(
    update: Update, zowe_yaml: Path, monkeypatch: pytest.MonkeyPatch, box: Path
) -> None:
    _read_only(monkeypatch, zowe_yaml.parent)
    ran = update(zowe_yaml)
    assert ran.code == 138
    assert "No file that was given with -c can be written." in ran.err
    assert (System(box).clusters(), System(box).jobs()) == ([], [])


def test_value_that_a_read_only_file_hides(
    update: Update, zowe_yaml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tmp_path / "first.yaml"
    first.write_text(
        f"components: {{caching-service: {{storage: {{vsam: {{name: {CLUSTER.lower()}}}}}}}}}\n"
    )
    _read_only(monkeypatch, first)
    ran = update(f"FILE({first}):FILE({zowe_yaml})")
    assert ran.code == 138
    assert f"{first}:1 has it, which goes before this file." in ran.err
    assert zowe_yaml.read_text() == V3


def test_standard_input_cannot_be_updated(
    update: Update, monkeypatch: pytest.MonkeyPatch, box: Path
) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(V3.encode())))
    ran = update("-")
    assert ran.code == 138
    assert f"Failed to update key {KEY} of file <stdin>." in ran.err
    assert (System(box).clusters(), System(box).jobs()) == ([], [])


def test_defaults_are_never_written(
    update: Update, zowe_yaml: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defaults = tmp_path / "runtime" / "files" / "defaults.yaml"
    defaults.parent.mkdir(parents=True)
    defaults.write_text("components: {}\n")
    zowe_yaml.write_text(
        f"{V3}x: 1\n".replace("zowe:\n", f"zowe:\n  runtimeDirectory: {tmp_path}/runtime\n")
    )
    _read_only(monkeypatch, zowe_yaml)
    assert update(zowe_yaml).code == 138
    assert defaults.read_text() == "components: {}\n"


# PARMLIB


@pytest.fixture
def parmlib(site: Site) -> System:
    site.system.create_library(PARMLIB)
    site.system.write(PARMLIB, "ZWEYAML", V3)
    return site.system


ARGUMENT = f"PARMLIB({PARMLIB}(ZWEYAML))"


def test_parmlib_is_written_through_the_target(run: Run, site: Site, parmlib: System) -> None:
    ran = run("init", "-c", ARGUMENT, *site.args, "--update-config")
    assert ran.code == 0
    assert parmlib.read(PARMLIB, "ZWEYAML").text == V3 + OLD_KEY
    assert f"is updated. ({PARMLIB}(ZWEYAML):14)" in ran.err


def test_parmlib_in_a_dry_run(run: Run, site: Site, parmlib: System) -> None:
    ran = run("init", "-c", ARGUMENT, *site.args, "--update-config", "--security-dry-run")
    assert ran.code == 0
    assert "would be updated" in ran.err
    assert parmlib.read(PARMLIB, "ZWEYAML").text == V3


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (MemberChanged("ZWV232E", "the member was changed"), "The member was changed."),
        (WriteFailed("ZWEL0160E", "X", details=("It is intact.",)), "It is intact."),
    ],
)
def test_parmlib_that_cannot_be_written(
    run: Run, box: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, why: str
) -> None:
    system = System(box)
    system.create_library(PARMLIB)
    system.write(PARMLIB, "ZWEYAML", V3)
    real = sandbox_target.SandboxTarget.write
    versions: list[object] = []

    def write(self: object, member: object, text: str, expected: str | None = None) -> str:
        if str(member).startswith(PARMLIB):
            versions.append(expected)
            raise error
        return real(self, member, text, expected)  # type: ignore[arg-type]

    monkeypatch.setattr(sandbox_target.SandboxTarget, "write", write)
    ran = run("init", "-c", ARGUMENT, "--sandbox", box, "--update-config")
    assert ran.code == 138
    assert f"Failed to update key {KEY} of file {PARMLIB}(ZWEYAML)." in ran.err
    assert why in ran.err
    assert versions == [system.read(PARMLIB, "ZWEYAML").version]


def test_line_longer_than_a_record(run: Run, box: Path) -> None:
    system = System(box)
    system.create_library(PARMLIB)
    comment = "# " + "x" * 48
    text = MINIMAL.read_text().replace(f"name: {CLUSTER}", f"name: ${{{{ n }}}} {comment}")
    text = f"{text}n: {CLUSTER.lower()}\n"
    system.write(PARMLIB, "ZWEYAML", text)
    ran = run("init", "-c", ARGUMENT, "--sandbox", box, "--update-config")
    assert ran.code == 138
    assert "The line would be longer than 80 characters." in ran.err
    assert system.read(PARMLIB, "ZWEYAML").text == text
    assert (System(box).clusters(), System(box).jobs()) == ([], [])
