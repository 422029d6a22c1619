"""Findings that ``check`` leaves out: by ``--ignore``, and by a comment in zowe.yaml."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from tests.conftest import CLUSTER, MINIMAL, ROOT, Run
from tests.fuzz.harness import bounded

FIXTURES = ROOT / "fixtures" / "check"
CLEAN, WARNED, WRONG, BROKEN = (
    FIXTURES / f"{name}.yaml" for name in ("infinispan", "inmemory", "inmemory-misspelt", "tab")
)
SCHEMA = json.loads((ROOT / "docs" / "reference" / "result.schema.json").read_text())
Config = Callable[..., Path]
IN_MEMORY = "ZWV2601W"
UNKNOWN_MODE = "ZWV2203E"
DEPRECATED = "ZWV2301W"
UNKNOWN_ID = "ZWV2291W"
NO_ID = "ZWV2292W"
IGNORED = "ZWV2293I"


def commented(comment: str, text: str | None = None) -> str:
    """A configuration with ``comment`` on the line of the storage mode, which has a warning."""
    text = MINIMAL.read_text() if text is None else text
    assert text.count("mode: VSAM\n") == 1
    return text.replace("mode: VSAM\n", f"mode: VSAM {comment}\n")


class TestOption:
    def test_a_warning(self, run: Run) -> None:
        ran = run("check", "-c", WARNED, "--ignore", IN_MEMORY)
        assert (ran.code, ran.out, ran.err) == (0, "no problems, 1 finding left out\n", "")

    def test_an_error(self, run: Run) -> None:
        ran = run("check", "-c", WRONG, "--ignore", UNKNOWN_MODE)
        assert (ran.code, ran.out, ran.err) == (0, "no problems, 1 finding left out\n", "")

    @pytest.mark.parametrize(
        "options",
        [
            ("--ignore", f"{UNKNOWN_MODE},{IN_MEMORY}"),
            ("--ignore", f" {UNKNOWN_MODE.lower()} , {IN_MEMORY},"),
            ("--ignore", IN_MEMORY, "--ignore", UNKNOWN_MODE),
        ],
    )
    def test_several(self, run: Run, options: tuple[str, ...]) -> None:
        for path in (WRONG, WARNED):
            ran = run("check", "-c", path, *options)
            assert (ran.code, ran.out) == (0, "no problems, 1 finding left out\n")

    def test_the_others_stay(self, run: Run) -> None:
        path = FIXTURES / "vsam-many-errors.yaml"
        before, ran = run("check", "-c", path), run("check", "-c", path, "--ignore", DEPRECATED)
        assert before.code == ran.code == 157
        assert before.out.splitlines()[-1] == "3 errors, 1 warning"
        assert ran.out.splitlines()[-1] == "3 errors, 1 finding left out"
        assert DEPRECATED in before.out
        assert DEPRECATED not in ran.out

    def test_the_first_error_that_stays_decides_the_exit_code(self, run: Run) -> None:
        path = FIXTURES / "vsam-many-errors.yaml"
        ran = run("check", "-c", path, "--ignore", "ZWEL0157E")
        assert ran.code == 231
        assert ran.out.splitlines()[-1] == "2 errors, 1 warning, 1 finding left out"

    def test_strict_does_not_count_them(self, run: Run) -> None:
        assert run("check", "-c", WARNED, "--strict").code == 238
        assert run("check", "-c", WARNED, "--strict", "--ignore", IN_MEMORY).code == 0

    def test_none_of_that_id(self, run: Run) -> None:
        assert run("check", "-c", CLEAN, "--ignore", IN_MEMORY).out == "no problems\n"

    @pytest.mark.parametrize(
        ("given", "nearest"),
        [("ZWV2601E", IN_MEMORY), ("ZWV2601", IN_MEMORY), ("zwv2203w", UNKNOWN_MODE)],
    )
    def test_an_unknown_id_is_an_error_with_the_nearest(
        self, run: Run, given: str, nearest: str
    ) -> None:
        ran = run("check", "-c", WARNED, "--ignore", f"{DEPRECATED},{given}")
        assert (ran.code, ran.out) == (102, "")
        assert ran.err.startswith(f"Error ZWEL0102E: Invalid parameter --ignore {given}.\n")
        assert f"  Remedy: Write one of the nearest ids: {nearest}" in ran.err

    @pytest.mark.parametrize("given", ["deprecated", "ZWV9999E", "x" * 5000, "\x1b[2J"])
    def test_an_id_that_is_like_no_other(self, run: Run, given: str) -> None:
        ran = run("check", "-c", WARNED, "--ignore", given)
        assert (ran.code, ran.out) == (102, "")
        assert "  Remedy: Write an id as check prints it, such as ZWV2301W." in ran.err
        assert "\x1b" not in ran.err
        assert len(ran.err) < 400

    @pytest.mark.parametrize("given", ["", " , ", ","])
    def test_no_id(self, run: Run, given: str) -> None:
        ran = run("check", "-c", WARNED, "--ignore", given)
        assert (ran.code, ran.out) == (102, "")

    @pytest.mark.parametrize("given", ["ZWEL0109E", "ZWEL0140E", "ZWEL0316E"])
    def test_what_keeps_a_file_from_being_checked_stays(self, run: Run, given: str) -> None:
        ran = run("check", "-c", BROKEN, "--ignore", given)
        assert (ran.code, ran.out) == (102, "")
        assert "check cannot read a file with this error" in ran.err

    def test_json(self, run: Run) -> None:
        ran = run("check", "-c", WARNED, "--ignore", IN_MEMORY, "--output", "json")
        report = json.loads(ran.out)
        jsonschema.Draft202012Validator(SCHEMA).validate(report)
        (message,) = report["messages"]
        assert (message["id"], message["severity"], ran.err) == (IGNORED, "info", "")
        assert message["text"] == f"check left out 1 finding: {IN_MEMORY}."

    def test_github(self, run: Run) -> None:
        ran = run("check", "-c", WARNED, "--ignore", IN_MEMORY, "--output", "github")
        assert (ran.code, ran.out) == (0, "no problems, 1 finding left out\n")

    def test_what_the_system_has(self, run: Run, box: Path) -> None:
        ids = "ZWV2701I,ZWV2703I,ZWV2706I,ZWV2704I"
        ran = run("check", "-c", MINIMAL, "--sandbox", box, "--ignore", ids)
        assert ran.out.splitlines()[-1] == "1 warning, 4 findings left out"
        assert "Info" not in ran.out


class TestComment:
    @pytest.mark.parametrize(
        "comment",
        [
            f"# zwe-vsam: ignore {DEPRECATED}",
            f"#zwe-vsam: ignore {DEPRECATED}",
            f"# zwe-vsam:ignore   {DEPRECATED.lower()}  ",
            f"# we move in May. zwe-vsam: ignore {DEPRECATED}",
            f"# zwe-vsam: ignore {IN_MEMORY}, {DEPRECATED}",
            f"# zwe-vsam: ignore {IN_MEMORY},{DEPRECATED},",
            f"# zwe-vsam: ignore {DEPRECATED} until we move, in May",
            f"# zwe-vsam: ignore {IN_MEMORY} , {DEPRECATED} # until May",
        ],
    )
    def test_on_the_line_of_the_finding(self, run: Run, config: Config, comment: str) -> None:
        ran = run("check", "-c", config(text=commented(comment)))
        assert (ran.code, ran.out) == (0, "no problems, 1 finding left out\n")

    def test_an_error(self, run: Run, config: Config) -> None:
        text = WRONG.read_text().replace("imMemory", f"imMemory # zwe-vsam: ignore {UNKNOWN_MODE}")
        ran = run("check", "-c", config(text=text))
        assert (ran.code, ran.out) == (0, "no problems, 1 finding left out\n")

    @pytest.mark.parametrize(
        "comment", ["# ignore ZWV2301W", "# zwe-vsam: keep ZWV2301W", "# zwe-vsam ignore ZWV2301W"]
    )
    def test_other_comments(self, run: Run, config: Config, comment: str) -> None:
        assert run("check", "-c", config(text=commented(comment))).out.endswith("\n1 warning\n")

    def test_on_another_line(self, run: Run, config: Config) -> None:
        text = f"# zwe-vsam: ignore {DEPRECATED}\n{MINIMAL.read_text()}"
        text += f"# zwe-vsam: ignore {DEPRECATED}\n"
        assert run("check", "-c", config(text=text)).out.endswith("\n1 warning\n")

    def test_in_a_text_it_is_no_comment(self, run: Run, config: Config) -> None:
        text = MINIMAL.read_text().replace(
            "    vsam:\n      mode: NONRLS",
            "    jcl:\n      header: |\n        CLASS=A # zwe-vsam: ignore ZWV2304W\n"
            "    vsam:\n      mode: NONRLS",
        )
        text = text.replace("storage:\n", 'debug: "a # zwe-vsam: ignore ZWV2237E"\n    storage:\n')
        ran = run("check", "-c", config(text=text))
        assert ran.code == 231
        assert "Error ZWV2237E" in ran.out
        assert "left out" not in ran.out

    def test_beside_a_text_in_quotes_or_a_block(self, run: Run, config: Config) -> None:
        comment = f"# zwe-vsam: ignore {DEPRECATED}"
        text = MINIMAL.read_text().replace("mode: VSAM\n", f'mode: "VSAM" {comment}\n')
        assert run("check", "-c", config(text=text)).out.startswith("no problems, 1 finding")
        text = MINIMAL.read_text().replace("mode: VSAM\n", f"mode: >- {comment}\n        VSAM\n")
        assert run("check", "-c", config(text=text)).out.startswith("no problems, 1 finding")

    @pytest.mark.parametrize("given", ["ZWV2301E", "ZWV99W", "DEPRECATED", "%"])
    def test_an_unknown_id_is_a_warning_of_its_own(
        self, run: Run, config: Config, given: str
    ) -> None:
        path = config(text=commented(f"# zwe-vsam: ignore {DEPRECATED},{given}"))
        ran = run("check", "-c", path)
        assert ran.code == 0
        assert f"Warning {UNKNOWN_ID}: The comment names {given}, which is" in ran.out
        assert ran.out.endswith("\n1 warning, 1 finding left out\n")
        assert f"({path}:12)" in ran.out
        assert run("check", "-c", path, "--strict").code == 238
        ran = run("check", "-c", path, "--ignore", UNKNOWN_ID)
        assert ran.out == "no problems, 2 findings left out\n"

    def test_the_nearest_id_is_named(self, run: Run, config: Config) -> None:
        ran = run("check", "-c", config(text=commented("# zwe-vsam: ignore ZWV2301E")))
        assert f"  Remedy: Write one of the nearest ids: {DEPRECATED}" in ran.out

    def test_no_id(self, run: Run, config: Config) -> None:
        for comment in ("# zwe-vsam: ignore", "# zwe-vsam: ignore ,"):
            ran = run("check", "-c", config(text=commented(comment)))
            assert f"Warning {NO_ID}: " in ran.out
            assert ran.out.endswith("\n2 warnings\n")

    def test_in_the_file_of_the_finding_only(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        Path("a.yaml").write_text(
            "components:\n  caching-service:\n    storage:\n"
            f"      mode: VSAM # zwe-vsam: ignore {DEPRECATED}\n"
        )
        lines = MINIMAL.read_text().splitlines()
        lines[3] += f" # zwe-vsam: ignore {DEPRECATED}"
        Path("b.yaml").write_text("\n".join(lines))
        ran = run("check", "-c", "FILE(a.yaml):FILE(b.yaml)")
        assert ran.out == "no problems, 1 finding left out\n"
        ran = run("check", "-c", "FILE(b.yaml):FILE(a.yaml)")
        assert ran.out.endswith("\n1 warning\n")

    def test_lines_are_those_of_yaml(self, run: Run, config: Config) -> None:
        text = "# a\x85# b\u2028"
        ran = run("check", "-c", config(text=text + commented(f"# zwe-vsam: ignore {DEPRECATED}")))
        assert ran.out == "no problems, 1 finding left out\n"

    def test_after_a_text_that_looks_like_one(self, run: Run, config: Config) -> None:
        text = MINIMAL.read_text().replace(
            "mode: VSAM\n",
            f"""{{a: "b # zwe-vsam: ignore X", mode: VSAM}} # zwe-vsam: ignore {DEPRECATED}\n""",
        )
        text = text.replace("storage:\n      {", "storage: {").replace("      vsam:\n", "")
        lines = [line for line in text.splitlines() if not line.startswith("        name:")]
        ran = run("check", "-c", config(text="\n".join(lines)))
        assert DEPRECATED not in ran.out
        assert UNKNOWN_ID not in ran.out
        assert ran.out.endswith(", 1 finding left out\n")

    def test_twice_on_a_line(self, run: Run, config: Config) -> None:
        comment = f"# zwe-vsam: ignore {IN_MEMORY} # zwe-vsam: ignore {DEPRECATED}"
        ran = run("check", "-c", config(text=commented(comment)))
        assert ran.out == "no problems, 1 finding left out\n"

    @pytest.mark.parametrize(
        "comment",
        [
            "# zwe-vsam: ignore " + ",".join(f"X{number}" for number in range(50_000)),
            "\n".join(f"# zwe-vsam: ignore X{number}" for number in range(20_000)),
            "# " * 100_000 + "zwe-vsam: ignore X" * 10_000,
            "# zwe-vsam: ignore" + " ," * 200_000,
        ],
        ids=["ids", "comments", "marks", "commas"],
    )
    def test_many_come_to_an_end(self, run: Run, config: Config, comment: str) -> None:
        path = config(text=commented(comment))
        with bounded(comment, 10):
            ran = run("check", "-c", path)
        assert ran.code == 0
        assert ran.out.count("Warning ZWV229") <= 100


class TestInit:
    """A finding that check leaves out is no permission for init."""

    ERROR = ("volume: VOL123", "volume: TOOLONG")

    def test_what_check_leaves_out_init_refuses(self, run: Run, box: Path, config: Config) -> None:
        path = config(self.ERROR)
        refused = run("init", "-c", path, "--sandbox", box)
        assert refused.code == 231
        first = run("check", "-c", path).out.partition(":")[0].removeprefix("Error ")
        path.write_text(
            path.read_text().replace(
                "volume: TOOLONG", f"volume: TOOLONG # zwe-vsam: ignore {first}"
            )
        )
        assert run("check", "-c", path, "--ignore", first).code == 0
        assert run("check", "-c", path).code == 0
        ran = run("init", "-c", path, "--sandbox", box)
        assert (ran.code, ran.err) == (refused.code, refused.err)
        listing = run("verify", "-c", config(), "--sandbox", box)
        assert listing.code == 234, "init defined no cluster"
        assert CLUSTER in listing.err

    def test_a_comment_with_an_unknown_id_is_not_of_init(
        self, run: Run, box: Path, config: Config
    ) -> None:
        path = config(text=commented("# zwe-vsam: ignore NOTHING"))
        ran = run("init", "-c", path, "--sandbox", box, "--dry-run")
        assert ran.code == 0
        assert "NOTHING" not in ran.out + ran.err


def test_an_empty_option_is_shown(run: Run) -> None:
    ran = run("check", "-c", WARNED, "--ignore", "")
    assert (ran.code, ran.out) == (102, "")
    assert "Invalid parameter --ignore ''." in ran.err
