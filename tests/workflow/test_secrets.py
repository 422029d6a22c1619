"""A password is planted wherever one can stand; no command may say it, in no form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import CLUSTER, MINIMAL, Run

SECRET = "hunter2"
SERVICE = "components:\n  caching-service:\n    storage:\n"
REDIS = f"{SERVICE}      mode: redis\n      redis:\n"
SHAPES = {
    "uri that forgot its host": f"{REDIS}        masterNodeUri: default:{SECRET}\n",
    "uri that forgot its host, with @": f"{REDIS}        masterNodeUri: 'u:x@{SECRET}:y'\n",
    "uri with a scheme and no host": f"{REDIS}        masterNodeUri: redis://:{SECRET}\n",
    "scheme of its own": f"{REDIS}        masterNodeUri: {SECRET}://host\n",
    "uri on the next line": f"{REDIS}        masterNodeUri:\n          u:{SECRET}@host:x\n",
    "sentinel nodes": f"{REDIS}        masterNodeUri: h\n        sentinel:\n"
    f"          enabled: true\n          masterInstance: m\n"
    f"          nodes: [u:{SECRET}, 'v:{SECRET}@h:x']\n",
    "url of another section": f"{SERVICE}      mode: inMemory\n    spring:\n      redis:\n"
    f"        url: u:{SECRET}\n",
    "options of Java": f"{SERVICE}      mode: inMemory\n    launcher:\n"
    f"      options: -Da=b -Dkeystore.password={SECRET}\n",
    "expression": f"{REDIS}        ssl:\n          keystorePassword: ${{{{ '{SECRET} }}}}\n",
    "expression of an address": f"{REDIS}        masterNodeUri: ${{{{ 'a:' * '{SECRET}' }}}}\n",
    "expression that is the password": f"{REDIS}        ssl:\n"
    f"          keystorePassword: ${{{{ {SECRET} }}}}\n",
    "uri without a blank before it": f"{REDIS}        {{masterNodeUri:user:{SECRET}@h.example}}\n",
    "uri without a key": f"{REDIS}        {SECRET}@host: 6379\n",
    "passwords without a blank before them": f"{REDIS}        ssl: {{keystorePassword:{SECRET}, "
    f"truststorePassword={SECRET}, a b.keystorePassword:{SECRET}: x}}\n",
    "password without a blank before it": f"{REDIS}        ssl:\n"
    f"          keystorePassword:{SECRET}\n          truststore: x\n",
    "password in braces": f"{REDIS}        ssl:\n"
    f"          keystorePassword: {{{SECRET}: {{{SECRET}: x}}}}\n",
    "password that an alias repeats": f"a: &a {{{SECRET}@b: {{c: d}}}}\n{REDIS}        ssl: *a\n",
    "expression in single quotes": f"{REDIS}        masterNodeUri: '${{{{ {SECRET} }}}}'\n",
    "value on the next line, no colon": f"{REDIS}        ssl:\n          keystorePassword:\n"
    f"          {SECRET}\n          truststore: x\n",
    "value on the next line, one colon": f"{REDIS}        ssl:\n          keystorePassword:\n"
    f"          {SECRET}: {SECRET}: x\n",
    "value that begins with @": f"{REDIS}        ssl:\n          keystorePassword: @{SECRET}\n",
    "value that is an alias": f"{REDIS}        ssl:\n          keystorePassword: *{SECRET}\n",
    "value that is an anchor": f"{REDIS}        a: &{SECRET} x\n        b: &{SECRET} y\n",
    "value that is a tag": f"{REDIS}        ssl:\n          keystorePassword: !{SECRET}!x y\n",
    "value that is an escape": f'{REDIS}        ssl:\n          keystorePassword: "\\{SECRET}"\n',
    "value that ends a line of brackets": f"{REDIS}        ssl: {{keystorePassword: [{SECRET}\n",
    "value beside others": f"{REDIS}        ssl: {{enabled: x: y, keystorePassword: {SECRET}}}\n",
    "value behind a tab": f"{REDIS}        ssl:\n\t  keystorePassword: {SECRET}\n",
    "comment": f"{REDIS}        timeout: 5: 6 # password {SECRET}\n",
    "uri with a tab": f"{REDIS}\t masterNodeUri: u:{SECRET}\n",
    "uri and uneven indentation": f"{REDIS}        masterNodeUri: u:{SECRET}\n"
    "      ssl: x\n     a: b\n",
    "below a value": f"{REDIS}        masterNodeUri: u:{SECRET}@h\n          timeout: 5\n",
    "below an unknown key": f"{REDIS}        password: {{a: {SECRET}}}\n",
    "list where a mapping is due": f"{SERVICE}      mode: redis\n      redis: ['{SECRET}']\n",
    "text where a mapping is due": f"{SERVICE}      mode: redis\n"
    f"      redis: masterNodeUri {SECRET}\n",
    "two instances": f"{REDIS}        masterNodeUri: u:{SECRET}@a\nhaInstances:\n"
    "  a: {hostname: a}\n  b:\n    hostname: b\n    components: {caching-service: {storage: "
    f"{{redis: {{masterNodeUri: 'u:{SECRET}@b'}}}}}}}}\n",
    "password of the job": MINIMAL.read_text().replace(
        "  setup:", f"  setup:\n    jcl: {{header: '(1),PASSWORD=({SECRET},NEW)'}}"
    ),
    "password of a job with a line too long": MINIMAL.read_text().replace(
        "  setup:", f"  setup:\n    jcl: {{header: '(1),PASSWORD={SECRET},{'X' * 80}'}}"
    ),
    "two passwords of the job": MINIMAL.read_text().replace(
        "  setup:", f"  setup:\n    jcl: {{header: '(1),PASSWORD={SECRET}'}}"
    ).replace("zowe:\n", f"zowe:\n  environments: {{jclHeader: 'PASSWORD={SECRET}1'}}\n", 1),
}  # fmt: skip


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    """Write a configuration."""

    def call(text: str) -> Path:
        path = tmp_path / "zowe.yaml"
        path.write_text(text)
        return path

    return call


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("shape", SHAPES)
def test_planted_password_is_never_said(
    run: Run, write: Callable[[str], Path], shape: str, tmp_path: Path
) -> None:
    assert SECRET in SHAPES[shape]
    path = write(SHAPES[shape])
    for command in (
        ("check",),
        ("check", "--output", "json"),
        ("check", "--output", "github"),
        ("config",),
        ("config", "--output", "json"),
        ("init", "--dry-run", "--update-config"),
        ("render",),
    ):
        ran = run(*command, "-c", path, "-vv", "--log-dir", tmp_path / "log")
        assert ran.code != 1
        assert SECRET not in ran.out + ran.err, command
    logs = [log.read_text() for log in (tmp_path / "log").iterdir()]
    assert logs
    assert not any(SECRET in text for text in logs)


def test_updated_lines_hide_what_stands_beside(
    run: Run, write: Callable[[str], Path], box: Path
) -> None:
    text = MINIMAL.read_text().replace(f"      vsam:\n        name: {CLUSTER}\n", "")
    text = text.replace("volume: VOL123", f"volume: VOL123\n      name: {CLUSTER}")
    text = text.replace(
        "    storage:\n      mode: VSAM\n",
        f"    storage: {{mode: VSAM, redis: {{masterNodeUri: 'u:{SECRET}@h'}}}} # {SECRET}\n",
    )
    path = write(text)
    assert f"# {SECRET}" in text
    ran = run("init", "-c", path, "--sandbox", box, "--update-config", "-vv")
    assert ran.code == 0
    assert f"+     storage: {{vsam: {{name: {CLUSTER}}}, …\n" in ran.err
    assert SECRET not in ran.out + ran.err
    assert path.read_text().count(SECRET) == 2
