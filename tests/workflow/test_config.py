"""``config``: the effective values with their places, through main(argv)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.conftest import CLUSTER, MINIMAL, ROOT, Run, Site

FULL = ROOT / "fixtures" / "full.yaml"
VALIDATOR = jsonschema.Draft202012Validator(
    json.loads((ROOT / "docs" / "reference" / "config.schema.json").read_text())
)
SECRET = "hunter2"
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def call(text: str) -> Path:
        path = tmp_path / "zowe.yaml"
        path.write_text(text)
        return path

    return call


def as_json(run: Run, *argv: object) -> tuple[int, dict[str, Any], str]:
    ran = run("config", *argv, "--output", "json")
    told = json.loads(ran.out)
    VALIDATOR.validate(told)
    assert told["exit_code"] == ran.code
    assert told["ok"] == (ran.code == 0)
    return ran.code, told, ran.err


def test_minimal(run: Run) -> None:
    ran = run("config", "-c", MINIMAL)
    assert ran.code == 0
    assert ran.err == ""
    assert ran.out == "".join(
        f"{line} {MINIMAL}:{number}\n"
        for number, line in (
            (4, "zowe.setup.dataset.prefix: IBMUSER.ZWE   #"),
            (5, "zowe.setup.dataset.jcllib: IBMUSER.ZWE.CUST.JCLLIB   #"),
            (7, "zowe.setup.vsam.mode: NONRLS   #"),
            (8, "zowe.setup.vsam.volume: VOL123   #"),
            (12, "components.caching-service.storage.mode: VSAM   #"),
            (14, f"components.caching-service.storage.vsam.name: {CLUSTER}   #"),
        )
    )


def test_only_what_concerns_the_service(run: Run) -> None:
    keys = {line.partition(":")[0] for line in run("config", "-c", FULL).out.splitlines()}
    assert {
        "zowe.runtimeDirectory", "zowe.setup.jcl.header[2]", "zowe.setup.vsam.storageClass",
        "zowe.environments.CACHING_STORAGE_VSAM_KEYLENGTH",
        "components.caching-service.launcher.restartIntervals[0]",
    } <= keys  # fmt: skip
    own = (
        "components.caching-service.", "zowe.setup.vsam.", "zowe.setup.jcl.header[",
        "zowe.environments.CACHING_",
    )  # fmt: skip
    others = {key for key in keys if not key.startswith(own)}
    assert others == {
        "zowe.runtimeDirectory", "zowe.setup.dataset.prefix", "zowe.setup.dataset.jcllib",
    }  # fmt: skip


def test_older_spellings(run: Run, write: Write) -> None:
    text = "zowe: {setup: {mvs: {hlq: A, jcllib: B}}, environments: {jclHeader: C, X: D}}\n"
    out = run("config", "-c", write(text)).out
    assert [line.partition("   #")[0] for line in out.splitlines()] == [
        "zowe.setup.mvs.hlq: A", "zowe.setup.mvs.jcllib: B", "zowe.environments.jclHeader: C",
    ]  # fmt: skip


def test_merged_and_evaluated(run: Run, write: Write, tmp_path: Path) -> None:
    site = tmp_path / "site.yaml"
    site.write_text("zowe:\n  setup:\n    vsam:\n      volume: SITE01\n")
    base = write(MINIMAL.read_text().replace(CLUSTER, "${{ zowe.setup.dataset.prefix }}.C"))
    out = run("config", "-c", f"FILE({site}):FILE({base})").out.splitlines()
    assert f"zowe.setup.vsam.volume: SITE01   # {site}:4" in out
    key = "components.caching-service.storage.vsam.name"
    assert f"{key}: IBMUSER.ZWE.C   # {base}:14" in out


def test_json(run: Run) -> None:
    code, told, err = as_json(run, "-c", MINIMAL)
    assert (code, err) == (0, "")
    assert told["schema"] == "zwe-vsam/config/2"
    assert told["command"] == "config"
    assert told["values"][-1] == {
        "key": "components.caching-service.storage.vsam.name", "value": CLUSTER,
        "file": str(MINIMAL), "line": 14, "error": None,
    }  # fmt: skip
    assert len(told["values"]) == 6


@pytest.mark.parametrize("text", ["x: 1\n", "components: {caching-service: {}}\n"])
def test_nothing_configured(run: Run, write: Write, text: str) -> None:
    assert run("config", "-c", write(text)) == (0, "", "")
    assert as_json(run, "-c", write(text))[1]["values"] == []


# Secrets


@pytest.mark.parametrize(
    "key",
    [
        "password", "PASSWORD", "keystorePassword", "trustStorePassword", "passwd", "passphrase",
        "clientSecret", "token", "accessToken", "pwd", "credentials",
    ],
)  # fmt: skip
@pytest.mark.parametrize("value", [SECRET, f"'{SECRET}'", f"[{SECRET}]", "${{ other }}"])
def test_passwords_are_masked(run: Run, write: Write, key: str, value: str) -> None:
    text = f"components: {{caching-service: {{ssl: {{{key}: {value!s}}}}}}}\nother: {SECRET}\n"
    if value.startswith("$"):
        text = text.replace(value, f'"{value}"')
    path = write(text)
    ran = run("config", "-c", path, "-vv")
    assert ran.code == 0
    assert f"ssl.{key}" in ran.out
    assert ": ****   # " in ran.out
    _, told, err = as_json(run, "-c", path)
    assert [value["value"] for value in told["values"]] == ["****"]
    assert SECRET not in ran.out + ran.err + err + json.dumps(told)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (f"default:{SECRET}@localhost:6379", "****@localhost:6379"),
        (f"redis://user:{SECRET}@host:1/0", "****@host:1/0"),
        (f":{SECRET}@host", "****@host"),
        (f"{SECRET}@host", "****@host"),
        (f"a:{SECRET},{SECRET} {SECRET}@x", "****@x"),
        (f"a:{SECRET}@x,b:{SECRET}@y", "****@y"),
        (f"u:{SECRET}@{SECRET}@host", "****@host"),
        (f"admin:{SECRET}", "****"),
        ("redis.example.com:6379", "redis.example.com:6379"),
        ("localhost[7600]", "localhost[7600]"),
        ("safkeyring://ZWESVUSR/ZoweKeyring", "safkeyring://ZWESVUSR/ZoweKeyring"),
        ("a:" * 20000, "****"),
    ],
)
def test_passwords_in_addresses_are_masked(run: Run, write: Write, value: str, shown: str) -> None:
    text = f"components: {{caching-service: {{redis: {{masterNodeUri: '{value}'}}}}}}\n"
    out = run("config", "-c", write(text)).out
    assert out.startswith(f"components.caching-service.redis.masterNodeUri: {shown}   # ")


@pytest.mark.parametrize("key", ["keystorePassword.value", "keyPass", "tokens.count"])
def test_what_is_below_a_secret_is_one(run: Run, write: Write, key: str) -> None:
    parts = key.split(".")
    inner = "{" + ": {".join(parts) + f": {SECRET}" + "}" * len(parts)
    ran = run("config", "-c", write(f"components: {{caching-service: {inner}}}\n"))
    assert ": ****   # " in ran.out
    assert SECRET not in ran.out


@pytest.mark.parametrize("text", ["keystore: {password: GEHEIM, ]\n", "password: GEHEIM: x\n"])
def test_a_syntax_error_quotes_no_line(run: Run, write: Write, text: str, tmp_path: Path) -> None:
    for command in ("config", "render", "init"):
        ran = run(command, "-c", write(text), "-vv", "-l", tmp_path / "logs")
        assert ran.code == 140
        assert "GEHEIM" not in ran.out + ran.err
    assert not any("GEHEIM" in log.read_text() for log in (tmp_path / "logs").iterdir())


@pytest.mark.parametrize("key", ["name", "keystore", "alias"])
def test_what_is_no_secret_is_shown(run: Run, write: Write, key: str) -> None:
    parts = key.split(".")
    inner = "{" + ": {".join(parts) + ": shown" + "}" * len(parts)
    assert (
        ": shown   # "
        in run("config", "-c", write(f"components: {{caching-service: {inner}}}\n")).out
    )


# What cannot be read


def test_expression_that_cannot_be_evaluated_is_a_row(run: Run, write: Write) -> None:
    text = MINIMAL.read_text().replace("VOL123", "${{ zos.getVolume() }}")
    path = write(text)
    ran = run("config", "-c", path)
    assert ran.code == 231
    error = next(line for line in ran.out.splitlines() if "<" in line).partition("<")[2]
    error, _, place = error.partition(">   # ")
    assert error.startswith("zowe.setup.vsam.volume cannot be evaluated. ")
    assert place.startswith(f"{path}:8:")
    assert f"components.caching-service.storage.vsam.name: {CLUSTER}   # " in ran.out
    assert f"Error ZWV2151E: {error} ({place})\n" in ran.err
    code, told, err = as_json(run, "-c", path)
    assert code == 231
    assert f"Error ZWV2151E: {error}" in err
    assert [row for row in told["values"] if row["error"]] == [
        {"key": "zowe.setup.vsam.volume", "value": None, "file": str(path), "line": 8,
         "error": error}
    ]  # fmt: skip
    assert told["messages"][0]["id"] == "ZWV2151E"
    assert len(told["values"]) == 6


def test_several_errors_give_the_code_of_the_first(run: Run, write: Write) -> None:
    text = (
        'zowe: {setup: {vsam: {a: "${{ x }}"}}}\n'
        'components: {caching-service: {b: 1, b: 2, c: "${{ y }}", d: 3}}\n'
    )
    ran = run("config", "-c", write(text))
    assert ran.code == 231
    assert ran.err.count("Error ") == 3
    assert "components.caching-service.d: 3" in ran.out


@pytest.mark.parametrize(
    ("text", "code"), [('zowe: {environments: "${{ x }}"}\n', 231), ('zowe: "${{ x }}"\n', 231)]
)
def test_parent_that_cannot_be_evaluated(run: Run, write: Write, text: str, code: int) -> None:
    """Every key below has the problem; it is one row for each of them, and one message."""
    ran = run("config", "-c", write(text))
    assert ran.code == code
    assert "cannot be evaluated. Its expression ends with an error: x is not defined." in ran.err


@pytest.mark.parametrize(
    "text", ["", "- a\n", "a: &a [*a]\ncomponents: {caching-service: {x: *a}}\n"]
)
def test_unreadable(run: Run, write: Write, text: str) -> None:
    path = write(text)
    ran = run("config", "-c", path)
    assert ran.code == 140
    assert str(path) in ran.err
    assert as_json(run, "-c", path)[0] == 140


@pytest.mark.parametrize(
    ("argv", "code"), [((), 108), (("-c", "none.yaml"), 109), (("-c", "FILE("), 102)]
)
def test_no_configuration(run: Run, argv: tuple[str, ...], code: int) -> None:
    assert run("config", *argv).code == code
    assert as_json(run, *argv)[1]["messages"][0]["severity"] == "error"


def test_values_stay_on_their_line(run: Run, write: Write) -> None:
    out = run("config", "-c", write('components: {caching-service: {a: "x\\n\\e[31my"}}\n')).out
    assert out.count("\n") == 1
    assert "a: x\\n\\x1b[31my   # " in out


def test_silent_and_verbose(run: Run) -> None:
    assert run("config", "-c", MINIMAL, "--silent").out == ""
    assert f"read: {MINIMAL}" in run("config", "-c", MINIMAL, "-v").err


def test_parmlib(run: Run, site: Site) -> None:
    site.system.create_library("A.PARMLIB")
    site.system.write("A.PARMLIB", "ZWEYAML", MINIMAL.read_text())
    ran = run("config", "-c", "PARMLIB(A.PARMLIB(ZWEYAML))", *site.args)
    assert ran.code == 0
    assert "zowe.setup.vsam.volume: VOL123   # A.PARMLIB(ZWEYAML):8\n" in ran.out


def test_standard_input(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(MINIMAL.read_bytes())))
    assert "zowe.setup.vsam.volume: VOL123   # <stdin>:8\n" in run("config", "-c", "-").out


@pytest.mark.parametrize(
    ("expression", "value"),
    [("x || 'B'", "A.A"), ("x ? 'B' : 'C'", "B"), ("x == 'A'", "false"), ("x ?? 'B'", "A.A")],
)
def test_a_loose_operator_beside_text(run: Run, write: Write, expression: str, value: str) -> None:
    """Zowe joins the pieces with + and no parentheses, and so does this tool."""
    key = "components.caching-service.name"
    text = "x: A\ncomponents: {caching-service: {name: %s}}\n"
    ran = run("config", "-c", write(text % f'"A.${{{{ {expression} }}}}"'))
    assert ran.code == 0
    assert ran.out.startswith(f"{key}: {value} ")


def test_empty_values_are_shown_with_their_places(run: Run, write: Write) -> None:
    text = (
        "zowe:\n  setup:\n    dataset: {prefix: A.B, jcllib: ''}\n    vsam:\n"
        '      mode:\n      volume: ~\n      name: "${{ null }}"\n'
        "components: {caching-service: {storage: {mode: }}}\n"
    )
    path = write(text)
    ran = run("config", "-c", path)
    assert ran.code == 0
    assert ran.out.splitlines() == [
        f"zowe.setup.dataset.prefix: A.B   # {path}:3",
        f"zowe.setup.dataset.jcllib:    # {path}:3",
        f"zowe.setup.vsam.mode:    # {path}:5",
        f"zowe.setup.vsam.volume:    # {path}:6",
        f"zowe.setup.vsam.name:    # {path}:7",
        f"components.caching-service.storage.mode:    # {path}:8",
    ]
    _, told, _ = as_json(run, "-c", path)
    assert [row["value"] for row in told["values"]] == ["A.B", "", "", "", "", ""]


def test_empty_lists_and_secrets_are_shown_as_empty(run: Run, write: Write) -> None:
    path = write(
        "zowe:\n  environments: {jclHeader: []}\n"
        "components:\n  caching-service:\n    storage:\n      vsam: {}\n"
        "      redis: {sentinel: {nodes: ['', h]}, ssl: {keystorePassword: }}\n"
    )
    redis = "components.caching-service.storage.redis"
    assert run("config", "-c", path).out.splitlines() == [
        f"zowe.environments.jclHeader:    # {path}:2",
        f"components.caching-service.storage.vsam:    # {path}:6",
        f"{redis}.sentinel.nodes[0]:    # {path}:7",
        f"{redis}.sentinel.nodes[1]: h   # {path}:7",
        f"{redis}.ssl.keystorePassword:    # {path}:7",
    ]


def test_a_section_that_is_there_twice_is_one_problem(run: Run, write: Write) -> None:
    path = write(MINIMAL.read_text() + "zowe: {}\n")
    ran = run("config", "-c", path)
    assert ran.code == 231
    assert ran.err.count("zowe is written twice") == 1
    assert ran.out.count("zowe is written twice") == 1
