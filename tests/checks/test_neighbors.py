"""Two Zowes on one system: ``check`` with several files compares their Infinispan ports."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.checks.helpers import GOOD, VSAM, infinispan, instances, service
from tests.conftest import Run

HOST = instances("a.example.com")
DEFAULTS = "{}\n"
Write = Callable[..., str]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes a configuration into the current folder, and returns its name."""
    monkeypatch.chdir(tmp_path)

    def writing(name: str, text: str) -> str:
        Path(name).write_text(text)
        return name

    return writing


def jgroups(port: int, exchange: int) -> str:
    return f"jgroups:\n  port: {port}\n  keyExchange:\n    port: {exchange}\n"


def test_the_error_names_both_files_and_all_ports(run: Run, write: Write) -> None:
    text = infinispan(jgroups(7700, 7701), top=HOST)
    first, second = write("first.yaml", text), write("second.yaml", text)
    ran = run("check", first, second)
    assert ran.code == 231
    assert ran.out.splitlines() == [
        "Error ZWV2622E: second.yaml and first.yaml use the same Infinispan port on "
        "a.example.com: 7700 (components.caching-service.storage.infinispan.jgroups.port). "
        "(second.yaml:7)",
        "    first.yaml:7: components.caching-service.storage.infinispan.jgroups.port: 7700",
        "    first.yaml:9: components.caching-service.storage.infinispan.jgroups.keyExchange."
        "port: 7701",
        "  Remedy: Set components.caching-service.storage.infinispan.jgroups.port to another port "
        "in one of the files. If both files describe one Zowe, check each file alone.",
        "2 files: 1 error",
    ]


def test_defaults_count(run: Run, write: Write) -> None:
    first = write("first.yaml", infinispan("jgroups:\n  port: 7600\n", top=HOST))
    second = write("second.yaml", service("mode: infinispan", top=HOST))
    ran = run("check", first, second)
    assert ran.code == 231
    assert "Error ZWV2622E: second.yaml and first.yaml use " in ran.out
    default = "components.caching-service.storage.infinispan.jgroups.keyExchange.port: 7601"
    assert f"    first.yaml: {default} by default\n" in ran.out


@pytest.mark.parametrize(
    ("other", "shared"),
    [
        (jgroups(7600, 7701), True),
        (jgroups(7700, 7601), True),
        (jgroups(7601, 7602), True),
        (jgroups(7700, 7701), False),
    ],
    ids=["JGroups", "key exchange", "each other's", "none"],
)
def test_each_of_the_two_ports(run: Run, write: Write, other: str, shared: bool) -> None:
    first = write("first.yaml", infinispan(jgroups(7600, 7601), top=HOST))
    second = write("second.yaml", infinispan(other, top=HOST))
    assert ("ZWV2622E" in run("check", first, second).out) is shared


@pytest.mark.parametrize(
    ("host", "shared"),
    [
        ("a.example.com", True),
        ("A.EXAMPLE.COM", True),
        ("a", True),
        ("b.example.com", False),
        ("a.example.org", False),
        ("b", False),
    ],
)
def test_hosts_with_and_without_domain(run: Run, write: Write, host: str, shared: bool) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    second = write("second.yaml", infinispan(GOOD, top=instances(host)))
    assert ("ZWV2622E" in run("check", first, second).out) is shared


def test_one_shared_host_of_several_is_enough_and_one_error(run: Run, write: Write) -> None:
    members = "initialHosts: {}\n" + GOOD
    first = write(
        "first.yaml",
        infinispan(members.format("a[7600],b[7600]"), top=instances("a.x", "b.x", more="")),
    )
    second = write(
        "second.yaml", infinispan(members.format("b[7600],c[7600]"), top=instances("b.x", "c.x"))
    )
    ran = run("check", first, second)
    assert ran.out.count("ZWV2622E") == 1
    assert "on b.x: 7600" in ran.out


@pytest.mark.parametrize(
    ("keys", "shared"),
    [("host: other.example.com", False), ("host: localhost", True), ("host: 127.0.0.1", True)],
)
def test_the_host_of_jgroups_goes_first(run: Run, write: Write, keys: str, shared: bool) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    second = write("second.yaml", infinispan(f"{GOOD}  {keys}\n", top=HOST))
    assert ("ZWV2622E" in run("check", first, second).out) is shared


def test_the_variables_of_v2_count(run: Run, write: Write) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    variables = "zowe:\n  environments:\n    JGROUPS_BIND_PORT: {}\n"
    own = "jgroups:\n  keyExchange:\n    port: 7701\n"
    for port, shared in ((7600, True), (7700, False)):
        second = write("second.yaml", infinispan(own, top=HOST + variables.format(port)))
        assert ("ZWV2622E" in run("check", first, second).out) is shared


def test_without_instances_the_first_external_domain_is_the_host(run: Run, write: Write) -> None:
    domains = "zowe:\n  externalDomains:\n    - {}\n"
    first = write("first.yaml", infinispan(GOOD, top=domains.format("a.example.com")))
    second = write("second.yaml", infinispan(GOOD, top=HOST))
    assert "ZWV2622E" in run("check", first, second).out
    third = write("third.yaml", infinispan(GOOD, top=domains.format("b.example.com")))
    assert "ZWV2622E" not in run("check", first, third).out


def test_hosts_that_no_file_names_are_not_the_same(run: Run, write: Write) -> None:
    files = [write(name, infinispan(GOOD)) for name in ("first.yaml", "second.yaml")]
    assert run("check", *files).code == 0


@pytest.mark.parametrize("other", [VSAM, service("mode: inMemory")])
def test_other_stores_have_no_such_ports(run: Run, write: Write, other: str) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    second = write("second.yaml", other + HOST)
    assert "ZWV2622E" not in run("check", first, second).out


def test_a_service_that_is_off_listens_on_no_port(run: Run, write: Write) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    off = infinispan(GOOD, top=HOST).replace("    storage:", "    enabled: false\n    storage:")
    assert "ZWV2622E" not in run("check", first, write("second.yaml", off)).out


def test_a_file_that_is_named_twice_is_one_zowe(run: Run, write: Write) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    os.symlink("first.yaml", "link.yaml")
    os.link("first.yaml", "hard.yaml")
    others = ("./first.yaml", os.path.abspath(first), "link.yaml", "hard.yaml", f"FILE({first})")
    for other in (first, *others):
        assert run("check", first, other).code == 0


def test_layers_are_one_zowe(run: Run, write: Write) -> None:
    site = write("site.yaml", HOST)
    first = write("first.yaml", infinispan(GOOD))
    second = write("second.yaml", infinispan(GOOD, top=HOST))
    ran = run("check", f"FILE({site}):FILE({first})", second)
    assert ran.code == 231
    assert f"second.yaml and FILE({site}):FILE({first}) use " in ran.out


def test_three_files(run: Run, write: Write) -> None:
    text = infinispan(GOOD, top=HOST)
    files = [write(f"{name}.yaml", text) for name in "xyz"]
    ran = run("check", *files)
    assert ran.out.count("ZWV2622E") == 3, "each pair"
    assert "z.yaml and x.yaml" in ran.out
    assert "z.yaml and y.yaml" in ran.out


def test_copies_of_one_file_are_ten_errors_each_at_most(run: Run, write: Write) -> None:
    files = [write(f"{number:02}.yaml", infinispan(GOOD, top=HOST)) for number in range(14)]
    ran = run("check", *files)
    assert ran.out.count("Error ZWV2622E: 13.yaml and ") == 10
    assert ran.out.count("ZWV2622E") == sum(min(number, 10) for number in range(14))


def test_a_comment_and_an_option_leave_it_out(run: Run, write: Write) -> None:
    text = infinispan(GOOD, top=HOST)
    first = write("first.yaml", text)
    commented = text.replace("port: 7600", "port: 7600 # zwe-vsam: ignore ZWV2622E")
    second = write("second.yaml", commented)
    assert run("check", first, second).code == 0
    assert run("check", second, first).code == 231, "the comment is in the other file"
    assert run("check", second, first, "--ignore", "ZWV2622E").code == 0


def test_other_forms(run: Run, write: Write) -> None:
    text = infinispan(GOOD, top=HOST)
    files = [write(name, text) for name in ("first.yaml", "second.yaml")]
    report = json.loads(run("check", *files, "--output", "json").out)
    (message,) = report["messages"]
    assert (message["id"], message["file"], message["line"]) == ("ZWV2622E", "second.yaml", 7)
    ran = run("check", *files, "--output", "github")
    assert ran.out.startswith("::error file=second.yaml,line=7,title=ZWV2622E::")


def test_a_file_that_cannot_be_read_has_none(run: Run, write: Write) -> None:
    first = write("first.yaml", infinispan(GOOD, top=HOST))
    ran = run("check", first, write("second.yaml", "a: [\n"))
    assert "ZWV2622E" not in ran.out
