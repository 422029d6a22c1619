"""Secrets in odd places, ids that check never gives, and an option that is given twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.checks.helpers import redis
from tests.conftest import MINIMAL, ROOT, Run
from zwe_vsam.config import secrets
from zwe_vsam.model import SystemName

FIXTURES = ROOT / "fixtures" / "check"
CLEAN, WRONG = FIXTURES / "infinispan.yaml", FIXTURES / "inmemory-misspelt.yaml"
HIDDEN = "hunter2"
FORMS = ("text", "json", "github")


class TestAnOptionGivenTwice:
    @pytest.mark.parametrize("command", ["check", "config", "render", "init", "verify", "remove"])
    @pytest.mark.parametrize("second", [("-c", WRONG), ("--config", WRONG), (f"--config={WRONG}",)])
    def test_is_an_error(self, run: Run, command: str, second: tuple[object, ...]) -> None:
        ran = run(command, "-c", CLEAN, *second)
        assert (ran.code, ran.out) == (102, "")
        assert ran.err.startswith("Error ZWEL0102E: Invalid parameter --config.\n")
        assert "    --config is given twice.\n" in ran.err
        assert "-c 'FILE(first.yaml):FILE(second.yaml)'" in ran.err

    def test_of_job(self, run: Run) -> None:
        ran = run("job", "JOB00001", "-c", CLEAN, "-c", CLEAN)
        assert ran.code == 102

    def test_of_check_names_how_to_give_several_files(self, run: Run) -> None:
        ran = run("check", "-c", CLEAN, "-c", WRONG)
        assert "  Remedy: Name several files without -c: zwe-vsam check " in ran.err

    def test_in_json(self, run: Run) -> None:
        ran = run("check", "-c", CLEAN, "-c", WRONG, "--output", "json")
        report = json.loads(ran.out)
        assert [message["id"] for message in report["messages"]] == ["ZWEL0102E"]

    def test_once_beside_the_variable_is_none(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("ZWE_VSAM_CONFIG", str(WRONG))
        assert run("check", "-c", CLEAN).code == 0

    def test_other_options_can_be_repeated(self, run: Run) -> None:
        ran = run("check", "-c", CLEAN, "--ignore", "ZWV2301W", "--ignore", "ZWV2601W")
        assert ran.code == 0


class TestSecrets:
    @pytest.mark.parametrize(
        "comment",
        [f"password:{HIDDEN}", f"password={HIDDEN}", f"pwd:{HIDDEN},x", f"u:{HIDDEN}@h"],
    )
    @pytest.mark.parametrize("form", FORMS)
    def test_in_a_comment(self, run: Run, tmp_path: Path, comment: str, form: str) -> None:
        path = tmp_path / "zowe.yaml"
        text = MINIMAL.read_text().replace("mode: VSAM", f"mode: VSAM # zwe-vsam: ignore {comment}")
        path.write_text(text)
        ran = run("check", "-c", path, "--output", form)
        assert "ZWV2291W" in ran.out
        assert HIDDEN not in ran.out.casefold()

    @pytest.mark.parametrize(
        "keys",
        [
            "timeout: {}",
            "sentinel: {{enabled: {}}}",
            "ssl: {{enabled: {}}}",
            "timeouts: {}",
        ],
    )
    @pytest.mark.parametrize("form", FORMS)
    @pytest.mark.parametrize("value", [HIDDEN, f"1{HIDDEN}", f"{HIDDEN}s"])
    def test_in_place_of_a_number_or_a_switch(
        self, run: Run, tmp_path: Path, keys: str, value: str, form: str
    ) -> None:
        path = tmp_path / "zowe.yaml"
        path.write_text(redis(f"masterNodeUri: h\n{keys.format(value)}"))
        ran = run("check", "-c", path, "--output", form)
        assert ran.out.strip()
        assert HIDDEN not in ran.out + ran.err
        if form != "github":
            ran = run("config", "-c", path, "--output", form)
            assert HIDDEN not in ran.out + ran.err

    @pytest.mark.parametrize("value", ["60s", "1.5", "1_000", "2 min", "0", "-5"])
    def test_a_number_with_a_unit_is_shown(self, run: Run, tmp_path: Path, value: str) -> None:
        path = tmp_path / "zowe.yaml"
        path.write_text(redis(f"masterNodeUri: h\ntimeout: {value}"))
        assert f'found "{value}"' in run("check", "-c", path).out

    @pytest.mark.parametrize(
        "name",
        ["keystorePasword", "keystorepasword", "paswsord", "psasword", "passwrd", "pssword",
         "keyStorePaword", "pasword", "passphrase", "pasphrase", "passwd", "paswd"],
    )  # fmt: skip
    @pytest.mark.parametrize("place", ["storage: {{redis: {{ssl: {{{}: {}}}}}}}",
                                       "certificate: {{keystore: {{{}: {}}}}}"])  # fmt: skip
    def test_at_a_misspelled_key(self, run: Run, tmp_path: Path, name: str, place: str) -> None:
        path = tmp_path / "zowe.yaml"
        service = place.format(name, HIDDEN)
        path.write_text(f"components:\n  caching-service:\n    {service}\n")
        for form in ("text", "json"):
            ran = run("config", "-c", path, "--output", form)
            assert name in ran.out
            assert HIDDEN not in ran.out

    @pytest.mark.parametrize(
        "key",
        ["zowe.setup.vsam.storageClass", "components.caching-service.storage.evictionStrategy",
         "zowe.job.name", "components.caching-service.storage.vsam.name", "java.home",
         "zowe.keyword", "a.word", "a.address", "a.assigned"],
    )  # fmt: skip
    def test_other_keys_are_none(self, key: str) -> None:
        assert secrets.masked(key, "x") == "x"

    @pytest.mark.parametrize("word", [f"password={HIDDEN}", f"password:{HIDDEN}", f"u:{HIDDEN}@h"])
    def test_as_an_id(self, run: Run, word: str) -> None:
        for ran in (run("check", "-c", CLEAN, "--ignore", word), run("explain", word)):
            assert ran.code == 102
            assert "****" in ran.err
            assert HIDDEN not in ran.err

    @pytest.mark.parametrize(
        "name",
        [f"https://me:{HIDDEN}@host/zowe.yaml", f"redis://:{HIDDEN}@host", f"me:{HIDDEN}@host",
         f"https://me:a/{HIDDEN}@host/x", f"FILE(https://me:{HIDDEN}@host/x)",
         f"FILE(https://me:{HIDDEN}@host/x", f"PARMLIB(me:{HIDDEN}@host)"],
    )  # fmt: skip
    @pytest.mark.parametrize("form", ["text", "json"])
    def test_as_a_file(self, run: Run, name: str, form: str) -> None:
        for arguments in (
            ("check", name),
            ("check", CLEAN, name),
            ("check", "-c", name),
            ("check", "-c", CLEAN, name),
            ("check", name, "-c", CLEAN),
            ("config", "-c", name),
            ("render", "-c", name),
        ):
            if arguments[0] == "render" and form == "json":
                continue
            ran = run(*arguments, "--output", form)
            assert ran.code in (60, 102, 109), ran
            assert HIDDEN not in ran.out + ran.err, arguments

    def test_an_address_is_no_file(self, run: Run) -> None:
        ran = run("check", f"https://me:{HIDDEN}@host/zowe.yaml")
        assert "(https://****@host/zowe.yaml)\n" in ran.err
        assert "  Remedy: Name a file or a member. zwe-vsam reads no address.\n" in ran.err


class TestIdsThatCheckNeverGives:
    @pytest.mark.parametrize(
        "given",
        ["ZWV4042I", "ZWV1020E", "ZWV5001E", "ZWV7001E", "ZWEL0158E", "ZWEL0163E", "ZWV2290E",
         "ZWV2293I"],
    )  # fmt: skip
    def test_are_refused(self, run: Run, given: str) -> None:
        ran = run("check", "-c", CLEAN, "--ignore", given)
        assert (ran.code, ran.out) == (102, "")
        assert f"Invalid parameter --ignore {given}.\n" in ran.err
        assert "  Remedy: Write " in ran.err
        nearest = ran.err.partition("nearest ids: ")[2]
        assert not any(other in nearest for other in ("ZWV1", "ZWV4", "ZWV5", "ZWV7", "ZWEL0158"))

    @pytest.mark.parametrize(
        "given",
        ["ZWV2301W", "ZWEL0157E", "ZWEL0143E", "ZWEL0319E", "ZWV2701I", "ZWV2001E", "ZWV2101E",
         "ZWV2150E", "ZWV3102E", "ZWV6001E", "ZWV6201E", "ZWV2622E"],
    )  # fmt: skip
    def test_others_are_taken(self, run: Run, given: str) -> None:
        assert run("check", "-c", CLEAN, "--ignore", given).code == 0


class TestRemedies:
    @pytest.mark.parametrize("arguments", [("none.yaml",), (CLEAN, "none.yaml"), (CLEAN, FIXTURES)])
    def test_files_without_the_option_are_not_sought_after_it(
        self, run: Run, arguments: tuple[object, ...]
    ) -> None:
        ran = run("check", *arguments)
        assert "  Remedy: " in ran.out + ran.err
        assert "after -c" not in ran.out + ran.err

    def test_another_command_has_them_after_it(self, run: Run) -> None:
        assert "  Remedy: Correct the path after -c.\n" in run("config", "-c", "none.yaml").err


def test_a_system_without_a_host_has_no_blank_at_the_end() -> None:
    assert str(SystemName("zoau", "", title="z/OS")) == "z/OS"
    assert str(SystemName("zoau", "", "IBMUSER", title="z/OS")) == "z/OS, user IBMUSER"
    assert str(SystemName("zosmf", "", source="profile x")) == "zosmf (profile x)"
    assert str(SystemName("zosmf", "h:443", "U", source="p")) == "zosmf h:443 (p), user U"
