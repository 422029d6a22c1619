"""Where the rules on each store begin and end: Infinispan, Redis, VSAM."""

from __future__ import annotations

import pytest

from tests.checks.helpers import (
    GOOD,
    TWO,
    VSAM,
    check_text,
    ids,
    infinispan,
    instances,
    redis,
    reports,
    service,
)


class TestInfinispan:
    @pytest.mark.parametrize("host", ["lpar1", "lpar1.example.com", "10.0.0.1", "::1", "fe80::1"])
    def test_right_hosts(self, host: str) -> None:
        assert check_text(infinispan(f"{GOOD}  host: '{host}'\n")) == []

    @pytest.mark.parametrize("host", ["http://x", "a b", "x[1]", "-x", "x:y"])
    def test_wrong_hosts(self, host: str) -> None:
        assert ids(infinispan(f"{GOOD}  host: '{host}'\n")) == ["ZWV2402E"]

    @pytest.mark.parametrize(
        "members",
        ["a[7600]", "a[7600],b[7600]", "a[7600], b[7600],", "a.example.com[7600],b[7600]",
         "A[7600],B[7600]"],
    )  # fmt: skip
    def test_members_that_fit(self, members: str) -> None:
        text = infinispan(f"initialHosts: '{members}'\n{GOOD}", top=TWO)
        assert not [f for f in check_text(text) if f.id.endswith("E")]
        assert ("ZWV2409W" in ids(text)) is (members == "a[7600]"), "b finds a; a finds itself only"

    @pytest.mark.parametrize(
        ("member", "remedy"),
        [
            ("a", "Write a[7600],"),
            ("a:7601", "Write a[7601],"),
            ("a[x]", "[7600],"),
            ("a[0]", "[7600],"),
            ("a[65536]", "[7600],"),
            ("a[7600", "[7600],"),
            ("a b[7600]", "[7600],"),
            ("[7600]", "[7600],"),
        ],
    )
    def test_members_that_are_none(self, member: str, remedy: str) -> None:
        (finding,) = check_text(infinispan(f"initialHosts: '{member}'\n{GOOD}"))
        assert (finding.id, finding.line) == ("ZWV2406E", 6)
        assert remedy in finding.remedy

    def test_one_instance_needs_none(self) -> None:
        assert (
            check_text(infinispan(GOOD)) == check_text(infinispan(GOOD, top=instances("a"))) == []
        )

    def test_the_highest_port(self) -> None:
        text = "initialHosts: localhost[65535]\njgroups:\n  port: 65535\n"
        assert check_text(infinispan(text)) == []

    def test_one_system_in_other_letters(self) -> None:
        text = infinispan(f"initialHosts: a[7600]\n{GOOD}  host: a\n", top=instances("a", "A"))
        assert not reports(text, "on different systems")

    def test_localhost_of_one_instance_has_its_port(self) -> None:
        assert check_text(infinispan(f"initialHosts: localhost[7600]\n{GOOD}")) == []
        assert reports(
            infinispan(f"initialHosts: localhost[7098]\n{GOOD}"), "that instance listens on port"
        )

    def test_ports_of_instances_are_their_own(self) -> None:
        own = "    components:\n      caching-service:\n        storage:\n          infinispan:\n"
        own += "            jgroups:\n              port: 7700\n"
        text = infinispan(f"initialHosts: a[7600],b[{{}}]\n{GOOD}", top=TWO + own)
        assert not reports(text.replace("{}", "7700"), "that instance listens on port")
        assert reports(text.replace("{}", "7600"), "that instance listens on port")

    @pytest.mark.parametrize(
        ("host", "expected"),
        [
            ("localhost", "ZWV2410W"),
            ("127.0.0.1", "ZWV2410W"),
            ("a.example.com", "ZWV2411E"),
        ],
    )
    def test_one_host_for_two(self, host: str, expected: str) -> None:
        text = infinispan(f"initialHosts: a[7600],b[7600]\n{GOOD}  host: {host}\n", top=TWO)
        assert expected in ids(text)

    def test_own_hosts_are_right(self) -> None:
        own = "components: {caching-service: {storage: {infinispan: {jgroups: {host: %s}}}}}"
        names = ("a.example.com", "b.example.com")
        hosts = [instances(name, more=own % name) for name in names]
        top = hosts[0] + hosts[1].partition("\n")[2].replace("  a:", "  b:")
        assert check_text(infinispan(f"initialHosts: a[7600],b[7600]\n{GOOD}", top=top)) == []

    @pytest.mark.parametrize(
        ("name", "value", "contradicts"),
        [
            ("JGROUPS_BIND_PORT", "7600", False),
            ("JGROUPS_BIND_PORT", "7098", True),
            ("JGROUPS_BIND_ADDRESS", "A", False),
            ("JGROUPS_BIND_ADDRESS", "b", True),
            ("CACHING_STORAGE_INFINISPAN_INITIALHOSTS", "b[7600]", True),
        ],
    )
    def test_environment(self, name: str, value: str, contradicts: bool) -> None:
        text = infinispan(
            f"initialHosts: a[7600]\n{GOOD}  host: a\n",
            top=f"zowe:\n  environments:\n    {name}: {value}\n",
        )
        assert reports(text, "Both keys have the same meaning") is contradicts

    def test_environment_stands_in(self) -> None:
        top = "zowe:\n  environments:\n    JGROUPS_BIND_PORT: {}\n"
        assert (
            check_text(infinispan("", top=top.format(7098)).replace("infinispan:\n", "size: 1\n"))
            == []
        )
        assert reports(service("mode: infinispan", top=top.format("x")), "JGROUPS_BIND_PORT")


class TestRedis:
    @pytest.mark.parametrize(
        "uri",
        ["host", "host:6379", "10.0.0.1:1", "user:pass@host", "pass@host:6379", ":pass@host",
         "user:p@ss:w@h:65535"],
    )  # fmt: skip
    def test_right_uris(self, uri: str) -> None:
        assert check_text(redis(f"masterNodeUri: '{uri}'")) == []
        nodes = "sentinel:\n  enabled: true\n  masterInstance: m\n  nodes: "
        assert check_text(redis(f"masterNodeUri: h\n{nodes}'{uri},{uri}'")) == []
        assert check_text(redis(f"masterNodeUri: h\n{nodes}\n  - '{uri}'\n  - '{uri}'")) == []

    @pytest.mark.parametrize(
        ("uri", "message_id", "why"),
        [
            ("redis://host", "ZWV2510E", "begins with a scheme"),
            ("rediss://u:hidden@host", "ZWV2510E", "begins with a scheme"),
            (":6379", "ZWV2511E", "has no host"),
            ("u:hidden@", "ZWV2511E", "has no host"),
            ("u:hidden@:6379", "ZWV2511E", "has no host"),
            ("u:hidden@ho st", "ZWV2512E", "is not a valid host name"),
            ("a:b:c", "ZWV2512E", "is not a valid host name"),
            ("host:", "ZWV2513E", "is not a number from 1 to 65535"),
            ("host:0", "ZWV2513E", "is not a number from 1 to 65535"),
            ("host:65536", "ZWV2513E", "is not a number from 1 to 65535"),
            ("host:6379x", "ZWV2513E", "is not a number from 1 to 65535"),
            ("@host", "ZWV2514E", "has no user and no password"),
            ("user:@host", "ZWV2515E", "has a user name without a password"),
        ],
    )
    def test_wrong_uris(self, uri: str, message_id: str, why: str) -> None:
        findings = check_text(redis(f"masterNodeUri: '{uri}'"))
        assert [finding.id for finding in findings] == [message_id]
        assert why in findings[0].text
        assert "hidden" not in str(findings)

    def test_a_sentinel_node_may_have_no_password(self) -> None:
        nodes = "sentinel: {enabled: true, masterInstance: m, nodes: ['user:@host']}"
        assert check_text(redis(f"masterNodeUri: h\n{nodes}")) == []

    @pytest.mark.parametrize(("timeout", "count"), [("60", 0), ("0", 1), ("60s", 1), ("-5", 1)])
    def test_timeout(self, timeout: str, count: int) -> None:
        assert len(check_text(redis(f"masterNodeUri: h\ntimeout: {timeout}"))) == count

    def test_sentinel_is_on_or_off(self) -> None:
        text = redis("masterNodeUri: h\nsentinel: {enabled: maybe, masterInstance: m, nodes: n}")
        assert ids(text) == ["ZWV2237E"]

    def test_sentinel_that_is_off_needs_nothing(self) -> None:
        assert check_text(redis("masterNodeUri: h\nsentinel: {enabled: false}")) == []

    @pytest.mark.parametrize(
        ("ssl", "count"),
        [
            ("{enabled: true}", 0),
            ("{keystore: a, keystorePassword: b}", 0),
            ("{keyStore: a, keyStorePassword: b}", 0),
            ("{keystore: a}", 1),
            ("{keystorePassword: b}", 1),
            ("{keystore: a, truststore: b}", 2),
            ("{enabled: false}", 0),
            ("{enabled: false, keystore: a}", 1),
            ("{enabled: maybe}", 1),
        ],
    )
    def test_stores(self, ssl: str, count: int) -> None:
        assert len(check_text(redis(f"masterNodeUri: h\nssl: {ssl}"))) == count

    def test_not_on_zos(self) -> None:
        text = redis("masterNodeUri: h")
        assert ids(text) == []
        assert ids(text, on_zos=True) == ["ZWV2501E"]

    @pytest.mark.parametrize(
        "top",
        ["zowe:\n  setup:\n    dataset:\n      prefix: A\n",
         "zowe:\n  setup:\n    mvs:\n      hlq: A\n",
         "haInstances:\n  a:\n    hostname: a\n    sysname: A\n"],
    )  # fmt: skip
    def test_signs_of_zos(self, top: str) -> None:
        assert ids(redis("masterNodeUri: h", top=top)) == ["ZWV2502W"]


class TestVsam:
    def test_minimal_is_deprecated_and_no_more(self) -> None:
        (finding,) = check_text(VSAM)
        assert finding.id == "ZWV2301W"
        assert "infinispan" in finding.text
        assert "infinispan" in finding.remedy

    @pytest.mark.parametrize(
        ("mode", "remedy"),
        [
            ("NONRSL", "Write NONRLS."),
            ("VSAM", "Write NONRLS or RLS. VSAM is a value of "),
            ("X", "Write RLS or NONRLS."),
        ],
    )
    def test_record_level_sharing(self, mode: str, remedy: str) -> None:
        findings = check_text(VSAM.replace("mode: NONRLS", f"mode: {mode}"))
        assert remedy in next(f.remedy for f in findings if f.id == "ZWV2110E")

    @pytest.mark.parametrize("place", ["jcl:\n      header", "environments:\n    jclHeader"])
    def test_header_in_both_places(self, place: str) -> None:
        indent = "    " if place.startswith("jcl") else "  "
        good, bad = (f"{indent}{place}: {text}\n" for text in ("CLASS=A", "'//X EXEC'"))
        at = "    dataset" if indent == "    " else "  setup"
        assert ids(VSAM.replace(at, good + at)) == ["ZWV2301W"]
        assert ids(VSAM.replace(at, bad + at)) == ["ZWV3102E", "ZWV2301W"]

    def test_every_problem_with_the_header_and_the_rest_at_once(self) -> None:
        text = VSAM.replace("    dataset", "    jcl:\n      header: '//X EXEC'\n    dataset")
        text = text.replace("VOL123", "TOOLONG").replace("CACHE", "cache.x-")
        assert len([f for f in check_text(text) if f.id.endswith("E")]) == 2

    def test_only_the_instance_that_uses_it_is_told(self) -> None:
        own = "    components: {caching-service: {storage: {mode: VSAM}}}\n"
        findings = check_text(infinispan(GOOD, top=TWO + own))
        (deprecated,) = [f for f in findings if f.id == "ZWV2301W"]
        assert deprecated.text.startswith("haInstances.b.")

    def test_other_modes_do_not_need_what_vsam_needs(self) -> None:
        assert check_text(infinispan(GOOD)) == []
