"""``check`` as a command: where it says what, its options, and what it looks for on a system."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import CLUSTER, JCLLIB, MINIMAL, ROOT, Ran, Run, Zoau
from zwe_vsam.errors import Origin, UnclearAnswer
from zwe_vsam.messages import message
from zwe_vsam.report.annotations import annotation
from zwe_vsam.sandbox.state import StorageClass
from zwe_vsam.sandbox.system import System
from zwe_vsam.targets.sandbox import SandboxTarget

FIXTURES = ROOT / "fixtures" / "check"
CLEAN, WARNED, WRONG = (
    FIXTURES / f"{name}.yaml" for name in ("infinispan", "inmemory", "inmemory-misspelt")
)
BROKEN = FIXTURES / "tab.yaml"
SCHEMA = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())
Config = Callable[..., Path]


class TestWhereTextGoes:
    @pytest.mark.parametrize(
        ("path", "code", "summary"),
        [
            (CLEAN, 0, "no problems"),
            (WARNED, 0, "1 warning"),
            (WRONG, 231, "1 error"),
            (BROKEN, 140, "1 error"),
            (FIXTURES / "vsam-many-errors.yaml", 157, "3 errors, 1 warning"),
        ],
    )
    def test_findings_are_on_standard_output(
        self, run: Run, path: Path, code: int, summary: str
    ) -> None:
        ran = run("check", "-c", path)
        assert (ran.code, ran.err) == (code, "")
        assert ran.out.splitlines()[-1] == summary
        assert ran.out.count(f"({path}") >= len(summary.split(", ")) * (summary != "no problems")

    @pytest.mark.parametrize(
        ("argv", "code"),
        [((), 108), (("-c", "nowhere.yaml"), 109), (("-c", FIXTURES / "x" / "y"), 109)],
    )
    @pytest.mark.parametrize("form", ["text", "github"])
    def test_what_stops_it_is_on_standard_error(
        self, run: Run, argv: tuple[object, ...], code: int, form: str
    ) -> None:
        ran = run("check", *argv, "--output", form)
        assert (ran.code, ran.out) == (code, "")
        assert ran.err.startswith("Error ZWEL")

    @pytest.mark.parametrize("path", [FIXTURES, ROOT / "LICENSE"])
    def test_what_is_no_configuration_is_a_finding(self, run: Run, path: Path) -> None:
        ran = run("check", "-c", path)
        assert (ran.code, ran.err) == (140, "")
        assert ran.out.startswith("Error ZWEL0140E")

    def test_silent(self, run: Run) -> None:
        ran = run("check", "-c", WRONG, "--silent")
        assert (ran.code, ran.out) == (231, "")
        assert ran.err == run("check", "-c", WRONG).out.removesuffix("1 error\n")

    def test_json_leaves_standard_error_alone(self, run: Run) -> None:
        ran = run("check", "-c", WRONG, "--output", "json")
        assert ran.err == ""
        assert json.loads(ran.out)["messages"][0]["remedy"] == "Write inMemory."

    def test_a_log_has_the_findings_too(self, run: Run, tmp_path: Path) -> None:
        run("check", "-c", WRONG, "-l", tmp_path / "log")
        (log,) = (tmp_path / "log").iterdir()
        assert "ZWV2203E" in log.read_text()

    def test_standard_input(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        for path, code in ((WRONG, 231), (BROKEN, 140)):
            text = io.TextIOWrapper(io.BytesIO(path.read_bytes()))
            monkeypatch.setattr(sys, "stdin", text)
            ran = run("check", "-c", "-")
            assert (ran.code, ran.err) == (code, "")
            assert "(<stdin>:" in ran.out

    def test_control_characters_stay_off_the_terminal(self, run: Run, config: Config) -> None:
        text = 'components: {caching-service: {storage: {mode: "\\e[2J\\n::error::x"}}}'
        for form in ("text", "github"):
            ran = run("check", "-c", config(text=text), "--output", form)
            assert ran.code == 231
            assert len([line for line in ran.out.splitlines() if line.startswith("::")]) == (
                form == "github"
            )
            assert "\x1b" not in ran.out


class TestStrict:
    @pytest.mark.parametrize(
        ("path", "code"), [(CLEAN, 0), (WARNED, 238), (WRONG, 231), (BROKEN, 140)]
    )
    @pytest.mark.parametrize("form", ["text", "json", "github"])
    def test_warnings_fail(self, run: Run, path: Path, code: int, form: str) -> None:
        ran = run("check", "-c", path, "--strict", "--output", form)
        assert ran.code == code
        assert ("Error ZWV2290E" in ran.err) is (code == 238)
        if form == "json":
            found = json.loads(ran.out)
            jsonschema.Draft202012Validator(SCHEMA).validate(found)
            assert found["exit_code"] == code

    def test_it_has_no_variable(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("ZWE_VSAM_STRICT", "1")
        assert run("check", "-c", WARNED).code == 0


class TestAnnotations:
    @pytest.mark.parametrize(
        ("origin", "properties"),
        [
            (None, "title=ZWV2237E"),
            (Origin("f.yaml"), "file=f.yaml,title=ZWV2237E"),
            (Origin("f.yaml", 3, "a.b"), "file=f.yaml,line=3,title=ZWV2237E"),
            (Origin("f.yaml", 3, "a.b", 9), "file=f.yaml,line=3,col=9,title=ZWV2237E"),
            (Origin("a,b:c%\n.yaml", 3), "file=a%2Cb%3Ac%25%0A.yaml,line=3,title=ZWV2237E"),
        ],
    )
    def test_properties(self, origin: Origin | None, properties: str) -> None:
        given = message("ZWV2237E", key="k", value="x", origin=origin)
        assert annotation(given) == (
            f"::error {properties}::Expected true or false at k, found x."
            "%0ARemedy: Write true or false."
        )

    def test_text(self) -> None:
        text = "50 %\r\na::b, c"
        given = message("ZWV2231W", key=text, remedy="Correct: it.", details=("d",))
        assert annotation(given).startswith(
            r"::warning title=ZWV2231W::50 %25\r%0Aa::b, c is empty."
        )
        assert annotation(given).endswith("%0Ad%0ARemedy: Correct: it.")

    def test_information(self) -> None:
        given = message("ZWV2701I", member="x")
        assert annotation(given) == "::notice title=ZWV2701I::x exists."


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def _lines(ran: Ran) -> list[str]:
    return [
        line for line in ran.out.splitlines() if not line.startswith(("  ", "Warning ZWV2301W"))
    ]


class TestSystem:
    """With a target: reads only."""

    def test_all_is_there(self, run: Run, box: Path) -> None:
        before = _files(box)
        ran = run("check", "-c", MINIMAL, "--sandbox", box)
        assert ran.code == 0
        assert _lines(ran) == [
            f"Info ZWV2701I: IBMUSER.ZWE.SZWESAMP(ZWECSVSM) exists. ({MINIMAL}:4)",
            f"Info ZWV2703I: {JCLLIB} exists and does not have the member ZWECSVSM. ({MINIMAL}:5)",
            f"Info ZWV2706I: Volume VOL123 exists. ({MINIMAL}:8)",
            f"Info ZWV2704I: {CLUSTER} is not cataloged yet. ({MINIMAL}:14)",
            "1 warning",
        ]
        assert ran.err.startswith(f"System: sandbox {box}\nInfo ZWV8001I: Rehearsal")
        assert _files(box) == before

    def test_the_cluster_and_the_member_are_there(self, run: Run, box: Path) -> None:
        assert run("init", "-c", MINIMAL, "--sandbox", box).code == 0
        ran = run("check", "-c", MINIMAL, "--sandbox", box)
        assert ran.code == 0
        assert f"{CLUSTER} already exists as CLUSTER" in ran.out
        assert "exists and has the member ZWECSVSM." in ran.out

    @pytest.mark.parametrize(
        ("old", "new", "code", "text"),
        [
            ("prefix: IBMUSER.ZWE", "prefix: OTHER", 143,
             "ZWEL0143E: Cannot find data set member 'OTHER.SZWESAMP(ZWECSVSM)'"),
            (JCLLIB, "OTHER.JCLLIB", 63, "ZWEL0319E: zowe.setup.dataset.jcllib does not exist"),
            ("VOL123", "VOL999", 236, "ZWV2708E: Volume VOL999 does not exist."),
        ],
    )  # fmt: skip
    def test_something_is_missing(
        self, run: Run, box: Path, config: Config, old: str, new: str, code: int, text: str
    ) -> None:
        ran = run("check", "-c", config((old, new)), "--sandbox", box)
        assert ran.code == code
        assert text in ran.out
        assert ran.out.count("Error ") == 1, "the rest is looked at all the same"
        assert ran.out.count("Info ") == 3

    @pytest.mark.parametrize(("name", "code"), [("SCRLS", 0), ("SCNONE", 236)])
    def test_storage_class(self, run: Run, box: Path, config: Config, name: str, code: int) -> None:
        System(box).add_storage_class(StorageClass("SCRLS", ["VOL123"]))
        path = config(("NONRLS", "RLS"), ("volume: VOL123", f"storageClass: {name}"))
        ran = run("check", "-c", path, "--sandbox", box)
        assert ran.code == code
        assert f"Storage class {name} {'does not exist' if code else 'exists'}." in ran.out
        assert "Volume" not in ran.out

    def test_an_unclear_answer_is_told_and_the_rest_too(
        self, run: Run, box: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def unclear(*_: object) -> None:
            raise UnclearAnswer("ZWV6040E", reason="the catalog is away")

        monkeypatch.setattr(SandboxTarget, "entry", unclear)
        ran = run("check", "-c", MINIMAL, "--sandbox", box)
        assert ran.code == 233
        assert re.search(rf"the catalog is away\S* \({re.escape(str(MINIMAL))}:14\)", ran.out)
        assert "Volume VOL123 exists." in ran.out

    def test_a_target_that_cannot_tell_of_volumes_says_so(self, run: Run, zoau: Zoau) -> None:
        zoau("zoau13")
        ran = run("check", "-c", MINIMAL, "--target", "zoau")
        assert ran.code == 0
        assert "Info ZWV2710I: Volume VOL123 is not checked: this target cannot list" in ran.out
        assert "IBMUSER.ZWE.SZWESAMP(ZWECSVSM) exists." in ran.out

    @pytest.mark.parametrize(
        ("argv", "code"),
        [
            (("--target", "auto"), 120),
            (("--target", "zosmf"), 233),
            (("--sandbox", "nowhere"), 233),
        ],
    )
    def test_no_system_the_findings_come_first(
        self, run: Run, argv: tuple[str, ...], code: int
    ) -> None:
        ran = run("check", "-c", MINIMAL, *argv)
        assert ran.code == code
        assert ran.out.endswith("1 warning\n")
        assert ran.err.startswith("Error ZW")

    def test_no_sandbox_is_made(self, run: Run, tmp_path: Path) -> None:
        run("check", "-c", MINIMAL, "--sandbox", tmp_path / "new")
        assert not (tmp_path / "new").exists()

    def test_nothing_is_looked_for_where_the_configuration_is_wrong(
        self, run: Run, box: Path, config: Config
    ) -> None:
        ran = run("check", "-c", config(("VOL123", "TOOLONG")), "--sandbox", box)
        assert ran.code == 231
        assert "Info" not in ran.out

    def test_redis_is_an_error_there(self, run: Run, box: Path) -> None:
        path = FIXTURES / "redis-on-zos.yaml"
        assert run("check", "-c", path).code == 0
        assert run("check", "-c", path, "--sandbox", box).code == 231

    def test_json(self, run: Run, box: Path) -> None:
        ran = run("check", "-c", MINIMAL, "--sandbox", box, "--output", "json")
        found = json.loads(ran.out)
        jsonschema.Draft202012Validator(SCHEMA).validate(found)
        assert (found["target"], found["changed"]) == ("sandbox", False)
        assert found["cluster"] == {
            "name": CLUSTER, "mode": "NONRLS", "volume": "VOL123", "storage_class": None,
            "exists": False,
        }  # fmt: skip

    def test_calls_are_shown_when_asked_for(self, run: Run, box: Path) -> None:
        assert (
            f"catalog entry {CLUSTER}" in run("check", "-c", MINIMAL, "--sandbox", box, "-vv").err
        )


@pytest.mark.parametrize("empty", ["volume:", "volume: null", "volume: ''"])
def test_empty_value_of_a_more_important_file_is_what_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site.yaml").write_text(f"zowe:\n  setup:\n    vsam:\n      {empty}\n")
    Path("zowe.yaml").write_text(MINIMAL.read_text())
    ran = run("check", "-c", "FILE(site.yaml):FILE(zowe.yaml)")
    assert ran.code == 157
    assert "is not defined in Zowe YAML configuration file. (site.yaml:4)\n" in ran.out
    assert "The empty value here replaces the value at zowe.yaml:8, as in Zowe." in ran.out
    assert run("check", "-c", "FILE(zowe.yaml):FILE(site.yaml)").code == 0


def test_mode_that_a_more_important_file_hides(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("site.yaml").write_text("components: null\n")
    Path("zowe.yaml").write_text(MINIMAL.read_text())
    ran = run("check", "-c", "FILE(site.yaml):FILE(zowe.yaml)")
    assert "storage.mode is not set" in ran.out
    assert "    The empty value here replaces the value at zowe.yaml:12, as in Zowe.\n" in ran.out


def test_text_that_is_no_yaml_is_explained_in_a_pipe_too(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "components:\n  caching-service:\n    port: 7555\n      storage: {mode: VSAM}\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    ran = run("check", "-c", "-")
    assert ran.code == 140
    assert "storage is indented deeper than port, which already has a value" in ran.out
    assert "(<stdin>:4)" in ran.out
    assert "  Remedy: Indent storage like port: by 4 blanks.\n" in ran.out


@pytest.mark.parametrize("command", ["render", "init --dry-run"])
def test_other_commands_do_not_load_it(command: str) -> None:
    script = (
        "import sys\nfrom zwe_vsam.cli import main\nmain(sys.argv[1:])\n"
        "loaded = [n for n in sys.modules if n.startswith('zwe_vsam.checks')"
        " or n in ('zwe_vsam.workflow.check', 'zwe_vsam.cli.check')]\n"
        "assert not loaded, loaded\n"
    )
    argv = [sys.executable, "-c", script, *command.split(), "-c", str(MINIMAL)]
    ran = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr


def test_as_a_process() -> None:
    argv = [sys.executable, "-m", "zwe_vsam", "check", "-c", str(WARNED), "--strict"]
    ran = subprocess.run(argv, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (238, "1 warning")
