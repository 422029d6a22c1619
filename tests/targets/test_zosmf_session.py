"""Which server is meant, and who talks to it: variables, the team configuration, the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, Run
from tests.zosmf_front import Front
from zwe_vsam.choice import Choice
from zwe_vsam.errors import Unavailable
from zwe_vsam.targets.zosmf import session, zowe_sdk
from zwe_vsam.targets.zosmf.session import Link

Team = Callable[..., Path]
INIT = ("init", "-c", MINIMAL)


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    """Write a team configuration, and let the SDK find this one and no other."""
    zowe_sdk.profile_manager()
    home = tmp_path / "home"
    home.mkdir()
    for module in ("profile_manager", "config_file"):
        name = f"zowe.core_for_zowe_sdk.{module}"
        monkeypatch.setattr(f"{name}.GLOBAL_CONFIG_LOCATION", str(home))
        monkeypatch.setattr(f"{name}.CURRENT_DIR", str(home))

    def write(text: str = "", **zosmf: object) -> Path:
        document = {
            "profiles": {
                "zosmf": {"type": "zosmf", "properties": zosmf},
                "lpar1": {
                    "properties": {"host": "lpar1.example"},
                    "profiles": {"zosmf": {"type": "zosmf", "properties": {"port": 10443}}},
                },
                "base": {"type": "base", "properties": {"user": "baseuser", "password": "pw"}},
            },
            "defaults": {"zosmf": "zosmf", "base": "base"},
        }
        path = home / "zowe.config.json"
        path.write_text(text or json.dumps(document))
        return path

    return write


def find(profile: str = "", ask: Callable[[str], str] | None = None, verify: bool = True) -> Link:
    choice = Choice("zosmf", profile=profile, ask=ask, verify=verify)
    return session.find(choice)


def variables(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"ZWE_VSAM_ZOSMF_{name}", value)


def test_variables(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    team(host="other.example", user="other", password="other")
    variables(monkeypatch, HOST=" h.example ", USER="me", PASSWORD=" pw ", BASE_PATH="x/api/v1/")
    link = find()
    assert (link.host, link.port, link.protocol, link.base_path, link.verify) == (
        "h.example",
        "443",
        "https",
        "/x/api/v1",
        True,
    )
    assert (link.user, link.password) == ("me", " pw ")
    assert "pw" not in repr(link)
    assert not find(verify=False).verify


@pytest.mark.parametrize(
    ("token", "kind", "value"),
    [
        ("abc.def.ghi", "", "abc.def.ghi"),
        ("LtpaToken2=ab+/c==", "LtpaToken2", "ab+/c=="),
        ("jwtToken=abc", "jwtToken", "abc"),
        ("apimlAuthenticationToken.1=abc", "apimlAuthenticationToken.1", "abc"),
        ("ab=", "", "ab="),
    ],
)
def test_tokens(
    team: Team, token: str, kind: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables(monkeypatch, HOST="h", TOKEN=token)
    link = find()
    assert (link.token_type, link.token) == (kind, value)


class TestProfiles:
    def test_default(self, team: Team) -> None:
        team(host="h.example", port=1443, rejectUnauthorized=False, basePath="/a/b")
        link = find()
        assert (link.host, link.port, link.base_path, link.verify) == (
            "h.example",
            "1443",
            "/a/b",
            False,
        )
        assert (link.user, link.password) == ("baseuser", "pw")

    def test_named(self, team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
        team(host="h.example")
        variables(monkeypatch, HOST="other.example", PORT="1")
        link = find("lpar1.zosmf")
        assert (link.host, link.port, link.source) == (
            "lpar1.example",
            "10443",
            "profile lpar1.zosmf",
        )

    def test_a_name_that_is_none_is_not_the_base_profile(self, team: Team) -> None:
        """The SDK warns, and gives what the base profile has."""
        path = team()
        document = json.loads(path.read_text())
        document["profiles"]["base"]["properties"]["host"] = "base.example"
        team(json.dumps(document))
        with pytest.raises(Unavailable) as raised:
            find("lpar1.typo")
        assert "has no profile lpar1.typo" in raised.value.reason
        with pytest.raises(Unavailable):
            find("typo")

    def test_an_unknown_name_gets_the_list(self, team: Team, run: Run) -> None:
        path = team(host="h.example", password="s3cret")
        ran = run(*INIT, "--zosmf-profile", "typo", "--dry-run")
        assert ran.code == 233
        assert "The Zowe team configuration has no profile typo.\n" in ran.err
        assert f"    Searched: {path}: profiles of type zosmf: zosmf, lpar1.zosmf.\n" in ran.err
        assert "s3cret" not in ran.err

    def test_an_unknown_name_where_there_is_no_file(
        self, team: Team, run: Run, tmp_path: Path
    ) -> None:
        ran = run(*INIT, "--zosmf-profile", "typo", "--dry-run")
        home = tmp_path / "home"
        files = "zowe.config.json and zowe.config.user.json"
        assert f"    Searched for {files} in {home}, in the folders above it, and in {home}.\n" in (
            ran.err
        )
        assert "    No such file exists.\n" in ran.err

    def test_each_file_that_was_searched_is_named(
        self, team: Team, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        """The nearest of either name, and those of the global folder."""
        home = team(host="h.example")
        project = tmp_path / "project"
        below = project / "a" / "b"
        below.mkdir(parents=True)
        for module in ("profile_manager", "config_file"):
            name = f"zowe.core_for_zowe_sdk.{module}.CURRENT_DIR"
            monkeypatch.setattr(name, str(below))
        own = {"profiles": {"mine": {"type": "tso"}, "tso": {"type": "tso"}}}
        (project / "zowe.config.json").write_text(json.dumps(own))
        (below / "zowe.config.user.json").write_text("{} // {")
        ran = run(*INIT, "--zosmf-profile", "typo", "--dry-run")
        assert ran.code == 233
        lines = [line for line in ran.err.split("\n") if "Searched: " in line]
        assert lines == [
            f"    Searched: {below}/zowe.config.user.json: no profile of type zosmf.",
            f"    Searched: {project}/zowe.config.json: "
            "no profile of type zosmf; others: mine, tso.",
            f"    Searched: {home}: profiles of type zosmf: zosmf, lpar1.zosmf.",
        ]
        assert "s3cret" not in ran.err

    def test_a_file_that_cannot_be_read_is_named(self, team: Team, run: Run) -> None:
        path = team('{"password": "s3cret" x}')
        ran = run(*INIT, "--zosmf-profile", "zosmf", "--dry-run")
        assert ran.code == 233
        assert f"    Searched: {path}: the file cannot be read.\n" in ran.err
        assert "s3cret" not in ran.err

    def test_credentials_of_variables_win_all_together(
        self, team: Team, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The name of one and the password of another would lock an account."""
        team(host="h", user="profile-user", password="profile-pw")
        variables(monkeypatch, USER="me")
        with pytest.raises(Unavailable) as raised:
            find("zosmf")
        assert "No password is known for h:443" in raised.value.reason
        variables(monkeypatch, TOKEN="tok")
        link = find("zosmf")
        assert (link.user, link.password, link.token) == ("me", "", "tok")

    def test_token_and_certificate(self, team: Team, tmp_path: Path) -> None:
        path = team(host="h", tokenType="jwtToken", tokenValue="tok")
        document = json.loads(path.read_text())
        del document["profiles"]["base"]
        team(json.dumps(document))
        assert find().token == "tok"
        files = [tmp_path / "c.pem", tmp_path / "k.pem"]
        for file in files:
            file.touch()
        document["profiles"]["zosmf"]["properties"] = {
            "host": "h",
            "certFile": str(files[0]),
            "certKeyFile": str(files[1]),
        }
        team(json.dumps(document))
        assert find().certificate == str(files[0])

    @pytest.mark.parametrize(
        "text",
        ["{", "[]", '{"profiles": 7}', '{"profiles": {"zosmf": 7}}', '{"password": "s3cret" x}'],
    )
    def test_files_that_are_broken(self, team: Team, text: str) -> None:
        team(text)
        for name in ("", "zosmf"):
            with pytest.raises(Unavailable) as raised:
                find(name)
            assert "s3cret" not in str(raised.value.facts)

    def test_none_at_all(self, team: Team, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        ran = run(*INIT, "--target", "zosmf")
        assert ran.code == 233
        assert "No z/OSMF server is named" in ran.err
        assert "ZWE_VSAM_ZOSMF_HOST" in ran.err
        variables(monkeypatch, PORT="443", USER="me")
        ran = run(*INIT, "--target", "zosmf")
        assert "set, but name no server: ZWE_VSAM_ZOSMF_PORT, ZWE_VSAM_ZOSMF_USER." in ran.err

    def test_through_to_the_server(
        self, team: Team, zosmf: Front, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        team(host="127.0.0.1", port=zosmf.server.port, user="ibmuser", password="sys1")
        for name in ("HOST", "PORT", "USER", "PASSWORD"):
            monkeypatch.delenv(f"ZWE_VSAM_ZOSMF_{name}")
        assert run(*INIT, "--zosmf-profile", "zosmf").code == 0
        monkeypatch.setenv("ZWE_VSAM_ZOSMF_PROFILE", "zosmf")
        assert run("verify", "-c", MINIMAL, "--target", "zosmf").code == 0
        asked = len(zosmf.asked)
        assert run("render", "-c", MINIMAL).code == 0
        assert len(zosmf.asked) == asked


BAD: list[tuple[dict[str, str], str]] = [
    ({"HOST": "https://h"}, "is not valid"),
    ({"HOST": "h/x"}, "is not valid"),
    ({"HOST": "me:s3cret@h"}, "'...@h' is not valid"),
    ({"PORT": "x"}, "is not valid"),
    ({"PORT": "0"}, "is not valid"),
    ({"PORT": "65536"}, "is not valid"),
    ({"PORT": "٣"}, "is not valid"),
    ({"PROTOCOL": "ftp"}, "is not valid"),
    ({"BASE_PATH": "/a?b"}, "is not valid"),
    ({"BASE_PATH": "/a/../b c"}, "is not valid"),
    ({"TOKEN": "s3cret\nX: y", "PASSWORD": ""}, "has a character that is not allowed"),
    ({"TOKEN": "s3crét", "PASSWORD": ""}, "has a character that is not allowed"),
    ({"PASSWORD": "s3cret€"}, "a character that z/OS does not have"),
    ({"PASSWORD": "s3cret\n"}, "has a character that is not allowed"),
    ({"TOKEN": "x"}, "are all set"),
    ({"CERT": "/no/such", "KEY": "/no/such", "PASSWORD": ""}, "/no/such cannot be read"),
    (
        {"CERT": "/no/such", "PASSWORD": ""},
        "has no key, or the key has no certificate",
    ),
    ({"USER": "", "PASSWORD": "s3cret"}, "No user is known"),
    ({"PASSWORD": ""}, "No password is known"),
]


@pytest.mark.parametrize(("values", "reason"), BAD, ids=lambda value: str(value)[:40])
def test_what_cannot_be_right(
    team: Team, run: Run, values: dict[str, str], reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables(monkeypatch, **({"HOST": "h", "USER": "me", "PASSWORD": "s3cret"} | values))
    ran = run(*INIT, "--target", "zosmf", "-vv")
    assert ran.code == 233
    assert reason in ran.err
    assert "s3cr" not in ran.err + ran.out
    assert "Remedy" in ran.err


def test_the_terminal_is_asked_for_the_password(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables(monkeypatch, HOST="h", USER="me")
    prompts: list[str] = []

    def ask(prompt: str) -> str:
        prompts.append(prompt)
        return "typed"

    assert find(ask=ask).password == "typed"
    assert prompts == ["Password of me on h:443: "]
    with pytest.raises(Unavailable):
        find(ask=lambda _: "")


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (("--insecure-skip-verify",), "--insecure-skip-verify"),
        (("--insecure-skip-verify", "--sandbox", "x"), "--insecure-skip-verify"),
        (
            ("--zosmf-profile", "x", "--sandbox", "y"),
            "--zosmf-profile and --target sandbox cannot be used together",
        ),
        (
            ("--zosmf-profile", "x", "--target", "zoau"),
            "--zosmf-profile and --target zoau cannot be used together",
        ),
    ],
)
def test_options_that_contradict_each_other(run: Run, argv: tuple[str, ...], reason: str) -> None:
    for command in ("init", "check", "verify", "remove", "render", "config"):
        ran = run(command, "-c", MINIMAL, *argv)
        assert (ran.code, reason in ran.err) == (102, True), (command, ran.err)


@pytest.mark.parametrize("argv", [("--zosmf-profile", "x"), ("--target", "zosmf")])
def test_a_profile_without_the_sdk(
    run: Run, monkeypatch: pytest.MonkeyPatch, argv: tuple[str, ...]
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    ran = run(*INIT, *argv)
    assert ran.code == 233
    assert "the Zowe Client Python SDK, which is not installed" in ran.err
    assert "pip install 'zwe-vsam[zosmf]'" in ran.err
    assert "ZWE_VSAM_ZOSMF_HOST" in ran.err


def test_without_a_profile_no_package_is_needed(
    run: Run, zosmf: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert run(*INIT, "--target", "zosmf", "--dry-run").code == 0
    assert zosmf.asked


def test_a_connection_that_is_not_encrypted_is_told(
    run: Run, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables(monkeypatch, HOST="127.0.0.1", PORT="9", PROTOCOL="HTTP", USER="me", PASSWORD="pw")
    monkeypatch.setattr("zwe_vsam.targets.zosmf.http.PAUSES", ())
    ran = run(*INIT, "--target", "zosmf")
    assert ran.code == 233
    assert "The connection to 127.0.0.1:9 is not encrypted" in ran.err
