"""Where the rules on the mode, limits, tokens, instances and ports begin and end.

Examples of all rules are in fixtures/check.
"""

from __future__ import annotations

import pytest

from tests.checks.helpers import (
    GOOD,
    STORAGE,
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


class TestMode:
    @pytest.mark.parametrize("mode", ["inMemory", "VSAM", "infinispan", "redis"])
    def test_right_ones(self, mode: str) -> None:
        assert not reports(service(f"mode: {mode}"), "Expected one of inMemory")

    @pytest.mark.parametrize(
        ("mode", "remedy"),
        [
            ("imMemory", "Write inMemory."),
            ("vsma", "Write VSAM."),
            ("RLS", "Write VSAM at this key, and RLS at zowe.setup.vsam.mode."),
            ("nonrls", "Write VSAM at this key, and NONRLS at zowe.setup.vsam.mode."),
            ("disk", "Write one of inMemory, VSAM, infinispan, redis."),
            ("'true'", "Write one of inMemory, VSAM, infinispan, redis."),
        ],
    )
    def test_wrong_ones(self, mode: str, remedy: str) -> None:
        (finding,) = check_text(service(f"mode: {mode}"))
        assert (finding.id, finding.line, finding.remedy) == ("ZWV2203E", 4, remedy)

    def test_other_letters_are_a_warning_and_the_mode_is_checked_all_the_same(self) -> None:
        assert ids(service("mode: REDIS")) == ["ZWEL0157E", "ZWV2202W"]

    @pytest.mark.parametrize("text", ["zowe: {}", service("size: 5"), "components: {}", "node: {}"])
    def test_none(self, text: str) -> None:
        (finding,) = check_text(text)
        assert finding.text.startswith(f"{STORAGE}.mode is not set")

    def test_only_in_the_instances(self) -> None:
        own = f"components:\n  caching-service:\n    storage:\n      mode: infinispan\n{GOOD}"
        text = instances("a", more=own.replace("jgroups", "      infinispan:\n        jgroups"))
        assert not reports(text, "mode is not set. Zowe v3")

    def test_long_values_are_shortened(self) -> None:
        (finding,) = check_text(service(f"mode: {'x' * 5000}"))
        assert len(finding.text) < 300


class TestLimits:
    @pytest.mark.parametrize("size", ["1", "10000", "'5'", "0010"])
    def test_right_sizes(self, size: str) -> None:
        assert ids(service(f"mode: inMemory\nsize: {size}")) == ["ZWV2601W"]

    @pytest.mark.parametrize("size", ["0", "-1", "1.5", "1e4", "10k", "²", "٣", "1_000"])
    def test_wrong_sizes(self, size: str) -> None:
        assert ids(service(f"mode: inMemory\nsize: {size}")) == ["ZWV2601W", "ZWV2240E"]

    @pytest.mark.parametrize("word", ["true", "false", "True", "FALSE"])
    def test_right_switches(self, word: str) -> None:
        assert ids(service("mode: inMemory", own=f"debug: {word}")) == ["ZWV2601W"]

    @pytest.mark.parametrize("word", ["yes", "on", "1", "enabled", "'true'"])
    def test_wrong_switches(self, word: str) -> None:
        expected = "ZWV2236E" if word == "'true'" else "ZWV2237E"
        assert expected in ids(service("mode: inMemory", own=f"debug: {word}"))

    @pytest.mark.parametrize(("word", "wrong"), [("reject", 0), ("removeOldest", 0), ("lru", 1)])
    def test_strategies(self, word: str, wrong: int) -> None:
        text = service(f"mode: inMemory\nevictionStrategy: {word}")
        assert [id_ for id_ in ids(text) if id_.endswith("E")] == ["ZWV2205E"] * wrong


class TestTokens:
    def text(self, component: str, mode: str = "inMemory", value: str = "true") -> str:
        own = f"  {component}:\n    apiml:\n      security:\n        personalAccessToken:\n"
        return service(f"mode: {mode}", top=f"{own}          enabled: {value}\n")

    @pytest.mark.parametrize("component", ["gateway", "zaas", "apiml"])
    @pytest.mark.parametrize("mode", ["inMemory", "VSAM", "redis"])
    def test_need_infinispan(self, component: str, mode: str) -> None:
        key = f"components.{component}.apiml.security.personalAccessToken.enabled is true"
        assert reports(self.text(component, mode), key)

    @pytest.mark.parametrize(
        ("component", "mode", "value"),
        [
            ("gateway", "infinispan", "true"),
            ("gateway", "Infinispan", "true"),
            ("gateway", "inMemory", "false"),
            ("my-extension", "inMemory", "true"),
        ],
    )
    def test_are_no_problem(self, component: str, mode: str, value: str) -> None:
        assert not reports(self.text(component, mode, value), "personalAccessToken")

    def test_need_the_caching_service(self) -> None:
        text = self.text("gateway", "infinispan").replace(
            "    storage:", "    enabled: false\n    storage:"
        )
        assert reports(text, "Personal access tokens need the Caching Service")
        assert not reports(f"{text}  apiml:\n    enabled: true\n", "need the Caching Service")

    def test_of_one_instance(self) -> None:
        more = self.text("gateway").partition("  gateway")[2]
        own = f"components:\n  gateway{more}"
        text = service("mode: inMemory", top=instances("a", more=own))
        assert reports(text, "haInstances.a.components.gateway.apiml.security.personalAccessToken")


class TestInstances:
    @pytest.mark.parametrize(
        ("top", "warned"),
        [
            ("", False),
            (instances("a"), True),
            (TWO, True),
            (instances("a", "b", "c"), True),
        ],
    )
    @pytest.mark.parametrize("text", [service("mode: inMemory"), VSAM])
    def test_what_serves_one_only(self, text: str, top: str, warned: bool) -> None:
        assert bool({"ZWV2602W", "ZWV2306W"} & set(ids(text + top))) is warned

    def test_rls_serves_several(self) -> None:
        text = VSAM.replace("NONRLS", "RLS").replace("volume: VOL123", "storageClass: SC")
        assert "ZWV2306W" not in ids(text + TWO)

    def test_one_that_starts_no_caching_service_does_not_count(self) -> None:
        off = "    components:\n      caching-service:\n        enabled: false\n"
        assert reports(service("mode: inMemory", top=TWO), "With 2 instances")
        assert reports(service("mode: inMemory", top=TWO + off), "With a second instance")

    def test_one_that_starts_it_against_the_main_section_does(self) -> None:
        on = "components:\n  caching-service:\n    enabled: true"
        text = service("mode: inMemory", own="enabled: false", top=instances("a", "b", more=on))
        assert "ZWV2602W" in ids(text)
        assert "ZWV2204W" not in ids(text)

    def test_different_stores(self) -> None:
        other = "    components:\n      caching-service:\n        storage:\n          mode: {}\n"
        assert reports(infinispan(GOOD, top=TWO + other.format("redis")), "share no state")
        assert not reports(infinispan(GOOD, top=TWO + other.format("Infinispan")), "share no state")

    def test_different_redis_servers_are_told_without_their_passwords(self) -> None:
        other = "    components:\n      caching-service:\n        storage:\n          redis:\n"
        other += "            masterNodeUri: u:hidden@other\n"
        findings = check_text(redis("masterNodeUri: u:secret@host", top=TWO + other))
        assert any("share no state" in finding.text for finding in findings)
        assert not any("hidden" in str(f) or "secret" in str(f) for f in findings)


class TestPorts:
    @pytest.mark.parametrize("port", ["1", "7600", "65535"])
    def test_right_ones(self, port: str) -> None:
        assert check_text(infinispan(f"jgroups:\n  port: {port}\n")) == []

    @pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "76OO", "1" * 5000, "²"])
    def test_wrong_ones(self, port: str) -> None:
        (finding,) = check_text(infinispan(f"jgroups:\n  port: {port}\n"))
        assert (finding.id, finding.line) == ("ZWV2239E", 7)

    @pytest.mark.parametrize(
        ("port", "valid"),
        [("1023", False), ("1024", True), ("+1", True), ("-4", True), ("+", False)],
    )
    def test_of_the_service(self, port: str, valid: bool) -> None:
        text = service("mode: infinispan\ninfinispan: {jgroups: {port: 7600}}", own=f"port: {port}")
        assert (check_text(text) == []) is valid

    def test_an_offset_is_from_the_gateway(self) -> None:
        assert reports(service("mode: inMemory", own="port: '+2'"), "components.app-server.port")
        moved = service("mode: inMemory", own="port: '+2'", top="  gateway:\n    port: 8000\n")
        assert not reports(moved, "components.app-server.port")

    @pytest.mark.parametrize(
        ("component", "clash"),
        [
            ("zss:\n    enabled: false", False),
            ("zss:\n    port: 9000", False),
            ("zss:\n    port: 7557", True),
            ("other:\n    port: 7557", True),
            ("zss: {enabled: false}\n  other:\n    port: 7557", False),
            ("zss: {enabled: false}\n  other:\n    enabled: true\n    port: 7557", True),
            ("zss: {enabled: false}\n  other:\n    enabled: true\n    port: +3", True),
            ("zss: {enabled: false}\n  gateway: {server: {internal: {enabled: true, port: 7557}}}",
             True),
            ("zss: {enabled: false}\n  gateway: {server: {internal: {enabled: false, port: 7557}}}",
             False),
        ],
    )  # fmt: skip
    def test_of_other_components(self, component: str, clash: bool) -> None:
        text = infinispan("jgroups:\n  port: 7557\n", top=f"  {component}\n")
        assert reports(text, "use the same port") is clash

    def test_of_infinispan_matter_only_with_infinispan(self) -> None:
        text = service("mode: inMemory\ninfinispan: {jgroups: {port: 7554}}")
        assert not reports(text, "use the same port")

    def test_a_default_of_ours_against_a_value_of_theirs(self) -> None:
        text = infinispan(GOOD, top="  zss:\n    port: 7601\n")
        assert reports(text, "components.zss.port and components.caching-service.storage.")
        assert reports(text, "keyExchange.port (by default) use the same port, 7601.")

    def test_of_one_instance(self) -> None:
        own = "components:\n  zss:\n    port: 7600"
        text = infinispan(GOOD, top=instances("a", more=own))
        assert reports(text, "haInstances.a.components.zss.port")

    def test_of_two_instances_on_one_system(self) -> None:
        text = service("mode: inMemory", top=instances("A.x", "a.x"))
        assert reports(
            text, "Two instances on a.x use port 7555 (components.caching-service.port): "
        )
        assert not reports(service("mode: inMemory", top=TWO), "Two instances on")
