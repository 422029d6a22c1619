"""Where each rule begins and ends, beyond the examples in fixtures/check."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.helpers import STORAGE, found, infinispan, instances, redis, service
from tests.conftest import MINIMAL

VSAM = MINIMAL.read_text()
TWO = instances("a.example.com", "b.example.com")
GOOD = "jgroups:\n  port: 7600\n"


def ids(text: str, *, on_zos: bool = False) -> list[str]:
    return [finding.id for finding in found(text, on_zos=on_zos)]


def told(text: str, part: str) -> bool:
    return any(part in finding.text for finding in found(text))


class TestMode:
    @pytest.mark.parametrize("mode", ["inMemory", "VSAM", "infinispan", "redis"])
    def test_right_ones(self, mode: str) -> None:
        assert not told(service(f"mode: {mode}"), "not valid: it must be one of")

    @pytest.mark.parametrize(
        ("mode", "remedy"),
        [
            ("imMemory", "Write inMemory."),
            ("vsma", "Write VSAM."),
            ("RLS", "Write VSAM here, and RLS at zowe.setup.vsam.mode."),
            ("nonrls", "Write VSAM here, and NONRLS at zowe.setup.vsam.mode."),
            ("disk", "Write one of inMemory, VSAM, infinispan, redis."),
            ("'true'", "Write one of inMemory, VSAM, infinispan, redis."),
        ],
    )
    def test_wrong_ones(self, mode: str, remedy: str) -> None:
        (finding,) = found(service(f"mode: {mode}"))
        assert (finding.id, finding.line, finding.remedy) == ("ZWV231E", 4, remedy)

    def test_other_letters_are_a_warning_and_the_mode_is_checked_all_the_same(self) -> None:
        assert ids(service("mode: REDIS")) == ["ZWEL0157E", "ZWV240W"]

    @pytest.mark.parametrize("text", ["a: 1", service("size: 5"), "components:", "haInstances: {}"])
    def test_none(self, text: str) -> None:
        (finding,) = found(text)
        assert finding.text.startswith(f"{STORAGE}.mode is not set")

    def test_only_in_the_instances(self) -> None:
        own = f"components:\n  caching-service:\n    storage:\n      mode: infinispan\n{GOOD}"
        text = instances("a", more=own.replace("jgroups", "      infinispan:\n        jgroups"))
        assert not told(text, "is not set: Zowe v3")

    def test_long_values_are_shortened(self) -> None:
        (finding,) = found(service(f"mode: {'x' * 5000}"))
        assert len(finding.text) < 300


class TestLimits:
    @pytest.mark.parametrize("size", ["1", "10000", "'5'", "0010"])
    def test_right_sizes(self, size: str) -> None:
        assert ids(service(f"mode: inMemory\nsize: {size}")) == ["ZWV240W"]

    @pytest.mark.parametrize("size", ["0", "-1", "1.5", "1e4", "10k", "²", "٣", "1_000"])
    def test_wrong_sizes(self, size: str) -> None:
        assert ids(service(f"mode: inMemory\nsize: {size}")) == ["ZWV240W", "ZWV231E"]

    @pytest.mark.parametrize("word", ["true", "false", "True", "FALSE", "'true'"])
    def test_right_switches(self, word: str) -> None:
        assert "ZWV231E" not in ids(service("mode: inMemory", own=f"debug: {word}"))

    @pytest.mark.parametrize("word", ["yes", "on", "1", "enabled"])
    def test_wrong_switches(self, word: str) -> None:
        assert "ZWV231E" in ids(service("mode: inMemory", own=f"debug: {word}"))

    @pytest.mark.parametrize(("word", "wrong"), [("reject", 0), ("removeOldest", 0), ("lru", 1)])
    def test_strategies(self, word: str, wrong: int) -> None:
        text = service(f"mode: inMemory\nevictionStrategy: {word}")
        assert ids(text).count("ZWV231E") == wrong


class TestTokens:
    def text(self, component: str, mode: str = "inMemory", value: str = "true") -> str:
        own = f"  {component}:\n    apiml:\n      security:\n        personalAccessToken:\n"
        return service(f"mode: {mode}", top=f"{own}          enabled: {value}\n")

    @pytest.mark.parametrize("component", ["gateway", "zaas", "apiml"])
    @pytest.mark.parametrize("mode", ["inMemory", "VSAM", "redis"])
    def test_need_infinispan(self, component: str, mode: str) -> None:
        key = f"components.{component}.apiml.security.personalAccessToken.enabled is true"
        assert told(self.text(component, mode), key)

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
        assert not told(self.text(component, mode, value), "personalAccessToken")

    def test_need_the_caching_service(self) -> None:
        text = self.text("gateway", "infinispan").replace(
            "    storage:", "    enabled: false\n    storage:"
        )
        assert told(text, "personal access tokens need the Caching Service")
        assert not told(f"{text}  apiml:\n    enabled: true\n", "need the Caching Service")

    def test_of_one_instance(self) -> None:
        more = self.text("gateway").partition("  gateway")[2]
        own = f"components:\n  gateway{more}"
        text = service("mode: inMemory", top=instances("a", more=own))
        assert told(text, "haInstances.a.components.gateway.apiml.security.personalAccessToken")


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
        assert ("ZWV243W" in ids(text + top)) is warned

    def test_rls_serves_several(self) -> None:
        text = VSAM.replace("NONRLS", "RLS").replace("volume: VOL123", "storageClass: SC")
        assert "ZWV243W" not in ids(text + TWO)

    def test_one_that_starts_no_caching_service_does_not_count(self) -> None:
        off = "    components:\n      caching-service:\n        enabled: false\n"
        assert told(service("mode: inMemory", top=TWO), "With 2 instances")
        assert told(service("mode: inMemory", top=TWO + off), "as soon as a second instance runs")

    def test_one_that_starts_it_against_the_main_section_does(self) -> None:
        on = "components:\n  caching-service:\n    enabled: true"
        text = service("mode: inMemory", own="enabled: false", top=instances("a", "b", more=on))
        assert "ZWV243W" in ids(text)
        assert not told(text, "is not started")

    def test_different_stores(self) -> None:
        other = "    components:\n      caching-service:\n        storage:\n          mode: {}\n"
        assert told(infinispan(GOOD, top=TWO + other.format("redis")), "share no state")
        assert not told(infinispan(GOOD, top=TWO + other.format("Infinispan")), "share no state")

    def test_different_redis_servers_are_told_without_their_passwords(self) -> None:
        other = "    components:\n      caching-service:\n        storage:\n          redis:\n"
        other += "            masterNodeUri: u:hidden@other\n"
        findings = found(redis("masterNodeUri: u:secret@host", top=TWO + other))
        assert any("share no state" in finding.text for finding in findings)
        assert not any("hidden" in str(f) or "secret" in str(f) for f in findings)


class TestPorts:
    @pytest.mark.parametrize("port", ["1", "7600", "65535"])
    def test_right_ones(self, port: str) -> None:
        assert found(infinispan(f"jgroups:\n  port: {port}\n")) == []

    @pytest.mark.parametrize("port", ["0", "65536", "-1", "x", "76OO", "1" * 5000, "²"])
    def test_wrong_ones(self, port: str) -> None:
        (finding,) = found(infinispan(f"jgroups:\n  port: {port}\n"))
        assert (finding.id, finding.line) == ("ZWV231E", 7)

    @pytest.mark.parametrize(
        ("port", "valid"),
        [("1023", False), ("1024", True), ("+1", True), ("-4", True), ("+", False)],
    )
    def test_of_the_service(self, port: str, valid: bool) -> None:
        text = service(
            "mode: infinispan\ninfinispan: {jgroups: {port: 7600}}", own=f"port: '{port}'"
        )
        assert (found(text) == []) is valid

    def test_an_offset_is_from_the_gateway(self) -> None:
        assert told(service("mode: inMemory", own="port: '+2'"), "components.app-server.port")
        moved = service("mode: inMemory", own="port: '+2'", top="  gateway:\n    port: 8000\n")
        assert not told(moved, "components.app-server.port")

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
        assert told(text, "and so is") is clash

    def test_of_infinispan_matter_only_with_infinispan(self) -> None:
        text = service("mode: inMemory\ninfinispan: {jgroups: {port: 7554}}")
        assert not told(text, "and so is")

    def test_a_default_of_ours_against_a_value_of_theirs(self) -> None:
        text = infinispan(GOOD, top="  zss:\n    port: 7601\n")
        assert told(text, "components.zss.port is 7601, and so is")

    def test_of_one_instance(self) -> None:
        own = "components:\n  zss:\n    port: 7600"
        text = infinispan(GOOD, top=instances("a", more=own))
        assert told(text, "haInstances.a.components.zss.port")

    def test_of_two_instances_on_one_system(self) -> None:
        text = service("mode: inMemory", top=instances("A.x", "a.x"))
        assert told(text, "port 7555 (components.caching-service.port) is taken by two instances")
        assert not told(service("mode: inMemory", top=TWO), "is taken by two instances")


class TestInfinispan:
    @pytest.mark.parametrize("host", ["lpar1", "lpar1.example.com", "10.0.0.1", "::1", "fe80::1"])
    def test_right_hosts(self, host: str) -> None:
        assert found(infinispan(f"{GOOD}  host: '{host}'\n")) == []

    @pytest.mark.parametrize("host", ["http://x", "a b", "x[1]", "-x", "x:y"])
    def test_wrong_hosts(self, host: str) -> None:
        assert ids(infinispan(f"{GOOD}  host: '{host}'\n")) == ["ZWV231E"]

    @pytest.mark.parametrize(
        "members",
        ["a[7600]", "a[7600],b[7600]", "a[7600], b[7600],", "a.example.com[7600],b[7600]",
         "A[7600],B[7600]"],
    )  # fmt: skip
    def test_members_that_fit(self, members: str) -> None:
        text = infinispan(f"initialHosts: '{members}'\n{GOOD}", top=TWO)
        assert not [f for f in found(text) if f.id == "ZWV231E"]
        assert ("ZWV243W" in ids(text)) is (members == "a[7600]"), "b finds a; a finds itself only"

    @pytest.mark.parametrize(
        ("member", "remedy"),
        [
            ("a", "Write a[7600];"),
            ("a:7601", "Write a[7601];"),
            ("a[x]", "[7600];"),
            ("a[0]", "[7600];"),
            ("a[65536]", "[7600];"),
            ("a[7600", "[7600];"),
            ("a b[7600]", "[7600];"),
            ("[7600]", "[7600];"),
        ],
    )
    def test_members_that_are_none(self, member: str, remedy: str) -> None:
        (finding,) = found(infinispan(f"initialHosts: '{member}'\n{GOOD}"))
        assert (finding.id, finding.line) == ("ZWV231E", 6)
        assert remedy in finding.remedy

    def test_one_instance_needs_none(self) -> None:
        assert found(infinispan(GOOD)) == found(infinispan(GOOD, top=instances("a"))) == []

    def test_the_highest_port(self) -> None:
        text = "initialHosts: localhost[65535]\njgroups:\n  port: 65535\n"
        assert found(infinispan(text)) == []

    def test_one_system_in_other_letters(self) -> None:
        text = infinispan(f"initialHosts: a[7600]\n{GOOD}  host: a\n", top=instances("a", "A"))
        assert not told(text, "which run on different")

    def test_localhost_of_one_instance_has_its_port(self) -> None:
        assert found(infinispan(f"initialHosts: localhost[7600]\n{GOOD}")) == []
        assert told(infinispan(f"initialHosts: localhost[7098]\n{GOOD}"), "does not listen on")

    def test_ports_of_instances_are_their_own(self) -> None:
        own = "    components:\n      caching-service:\n        storage:\n          infinispan:\n"
        own += "            jgroups:\n              port: 7700\n"
        text = infinispan(f"initialHosts: a[7600],b[{{}}]\n{GOOD}", top=TWO + own)
        assert not told(text.replace("{}", "7700"), "does not listen on")
        assert told(text.replace("{}", "7600"), "does not listen on")

    @pytest.mark.parametrize(
        ("host", "expected"),
        [
            ("localhost", "ZWV243W"),
            ("127.0.0.1", "ZWV243W"),
            ("a.example.com", "ZWV231E"),
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
        assert found(infinispan(f"initialHosts: a[7600],b[7600]\n{GOOD}", top=top)) == []

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
        assert told(text, "but they mean the same thing") is contradicts

    def test_environment_stands_in(self) -> None:
        top = "zowe:\n  environments:\n    JGROUPS_BIND_PORT: {}\n"
        assert (
            found(infinispan("", top=top.format(7098)).replace("infinispan:\n", "size: 1\n")) == []
        )
        assert told(service("mode: infinispan", top=top.format("x")), "JGROUPS_BIND_PORT")


class TestRedis:
    @pytest.mark.parametrize(
        "uri",
        ["host", "host:6379", "10.0.0.1:1", "user:pass@host", "pass@host:6379", ":pass@host",
         "user:p@ss:w@h:65535"],
    )  # fmt: skip
    def test_right_uris(self, uri: str) -> None:
        assert found(redis(f"masterNodeUri: '{uri}'")) == []
        nodes = "sentinel:\n  enabled: true\n  masterInstance: m\n  nodes: "
        assert found(redis(f"masterNodeUri: h\n{nodes}'{uri},{uri}'")) == []
        assert found(redis(f"masterNodeUri: h\n{nodes}\n  - '{uri}'\n  - '{uri}'")) == []

    @pytest.mark.parametrize(
        ("uri", "why"),
        [
            ("redis://host", "a scheme"),
            ("rediss://u:hidden@host", "a scheme"),
            (":6379", "the host is missing"),
            ("u:hidden@", "the host is missing"),
            ("u:hidden@:6379", "the host is missing"),
            ("u:hidden@ho st", "the host is not a name"),
            ("a:b:c", "the host is not a name"),
            ("host:", "the port is not a number"),
            ("host:0", "the port is not a number"),
            ("host:65536", "the port is not a number"),
            ("host:6379x", "the port is not a number"),
            ("@host", "user and password are missing"),
            ("user:@host", "a user name needs a password"),
        ],
    )
    def test_wrong_uris(self, uri: str, why: str) -> None:
        findings = found(redis(f"masterNodeUri: '{uri}'"))
        assert [finding.id for finding in findings] == ["ZWV231E"]
        assert why in findings[0].text
        assert "hidden" not in str(findings)

    def test_a_sentinel_node_may_have_no_password(self) -> None:
        nodes = "sentinel: {enabled: true, masterInstance: m, nodes: ['user:@host']}"
        assert found(redis(f"masterNodeUri: h\n{nodes}")) == []

    @pytest.mark.parametrize(("timeout", "count"), [("60", 0), ("0", 1), ("60s", 1), ("-5", 1)])
    def test_timeout(self, timeout: str, count: int) -> None:
        assert len(found(redis(f"masterNodeUri: h\ntimeout: {timeout}"))) == count

    def test_sentinel_is_on_or_off(self) -> None:
        text = redis("masterNodeUri: h\nsentinel: {enabled: maybe, masterInstance: m, nodes: n}")
        assert ids(text) == ["ZWV231E"]

    def test_sentinel_that_is_off_needs_nothing(self) -> None:
        assert found(redis("masterNodeUri: h\nsentinel: {enabled: false}")) == []

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
        assert len(found(redis(f"masterNodeUri: h\nssl: {ssl}"))) == count

    def test_not_on_zos(self) -> None:
        text = redis("masterNodeUri: h")
        assert ids(text) == []
        assert ids(text, on_zos=True) == ["ZWV231E"]

    @pytest.mark.parametrize(
        "top",
        ["zowe:\n  setup:\n    dataset:\n      prefix: A\n",
         "zowe:\n  setup:\n    mvs:\n      hlq: A\n",
         "haInstances:\n  a:\n    sysname: A\n"],
    )  # fmt: skip
    def test_signs_of_zos(self, top: str) -> None:
        assert ids(redis("masterNodeUri: h", top=top)) == ["ZWV240W"]


class TestDepth:
    @pytest.mark.parametrize(
        ("text", "proper"),
        [
            ("storage:\n  mode: VSAM\n", f"{STORAGE}."),
            ("setup: {}\n", "zowe.setup."),
            ("zowe:\n  dataset: {prefix: A}\n", "zowe.setup.dataset."),
            ("zowe:\n  haInstances: {}\n", "haInstances."),
            ("zowe:\n  volume: A\n", "zowe.setup.vsam.volume."),
            ("zowe:\n  setup:\n    name: A\n", "zowe.setup.vsam.name."),
            ("zowe:\n  setup:\n    vsam:\n      jcllib: A\n", "zowe.setup.dataset.jcllib."),
            ("components:\n  mode: A\n", f"{STORAGE}.mode."),
            ("components:\n  caching-service:\n    redis: {}\n", f"{STORAGE}.redis."),
            (service("vsam:\n  mode: A"), f"{STORAGE}.mode."),
            (service("infinispan:\n  port: 1"), f"{STORAGE}.infinispan.jgroups.port."),
            (service("jgroups: {}"), f"{STORAGE}.infinispan.jgroups."),
            (service("infinispan:\n  jgroups:\n    initialHosts: a"),
             f"{STORAGE}.infinispan.initialHosts."),
            (instances("a", more="storage: {}"),
             "haInstances.a.components.caching-service.storage."),
        ],
    )  # fmt: skip
    def test_proper_place(self, text: str, proper: str) -> None:
        moved = [f for f in found(text) if "has no effect here" in f.text]
        assert [finding.remedy.rpartition(" ")[2] for finding in moved] == [proper]

    @pytest.mark.parametrize(
        "text",
        [
            "mode: x\nname: y\nport: 1\nvolume: z\n",
            "java:\n  mode: x\n",
            "components:\n  my-extension:\n    storage: x\n    mode: y\n",
            "components:\n  mode:\n    enabled: true\n",
            "zowe:\n  job:\n    name: x\n",
            "zowe:\n  environments:\n    mode: x\n    PORT: 1\n",
            "haInstances:\n  mode:\n    hostname: x\n",
        ],
    )
    def test_keys_of_others_are_left_alone(self, text: str) -> None:
        assert [finding.id for finding in found(text)] == ["ZWV240W"]


class TestKeys:
    @pytest.mark.parametrize(
        ("text", "slip"),
        [
            ("Zowe: {}\n", "zowe"),
            ("component: {}\n", "components"),
            ("hainstances: {}\n", "haInstances"),
            ("zowe:\n  Setup: {}\n", "setup"),
            ("zowe:\n  setup:\n    dataSet: {}\n", "dataset"),
            ("zowe:\n  setup:\n    dataset:\n      jcl-lib: A\n", "jcllib"),
            ("components:\n  caching_service: {}\n", "caching-service"),
            (service("evictionStrategie: reject"), "evictionStrategy"),
            (service("infinispan:\n  initialhosts: a"), "initialHosts"),
        ],
    )
    def test_slips(self, text: str, slip: str) -> None:
        assert f"Write {slip}." in [finding.remedy for finding in found(text)]

    @pytest.mark.parametrize(
        "text",
        ["node: {}\njava: {}\nzOSMF: {}\n", "zowe:\n  setup:\n    dataset:\n      proclib: A\n",
         "components:\n  caching-client: {}\n", "zowe:\n  environments:\n    CACHING: 1\n"],
    )  # fmt: skip
    def test_what_is_no_slip(self, text: str) -> None:
        assert [finding.id for finding in found(text)] == ["ZWV240W"]

    @pytest.mark.parametrize("what", ["[a, b]", "word", "7"])
    def test_sections_that_are_none(self, what: str) -> None:
        for text in (f"zowe: {what}\n", f"components: {what}\n", service(f"redis: {what}")):
            assert told(text, "where further keys are due"), text

    @pytest.mark.parametrize("what", ["", "null", "~", "{}"])
    def test_empty_sections_are_none(self, what: str) -> None:
        assert ids(service(f"mode: infinispan\ninfinispan: {what}")) == ["ZWV240W"]

    def test_values_that_are_sections(self) -> None:
        assert told(service("mode: {a: b}"), f"{STORAGE}.mode holds a mapping")

    def test_keys_that_are_there_twice_are_told_once(self) -> None:
        findings = found(VSAM.replace("mode: VSAM", "mode: VSAM\n      mode: VSAM"))
        assert [f.text for f in findings].count(
            f"{STORAGE}.mode is there twice: on line 12 and on line 13"
        ) == 1
        assert not told(VSAM.replace("mode: VSAM", "mode: VSAM\n      mode: VSAM"), "is not set")

    @pytest.mark.parametrize(
        "text",
        [
            redis("masterNodeUri: a\nmasterNodeUri: b"),
            redis("masterNodeUri: ${{ a }}"),
            redis("masterNodeUri: {a: b}"),
            service("mode: redis\nredis: a.example.com"),
            redis("masterNodeUri: a\nsentinel: {enabled: true, nodes: a, masterInstance: [b]}"),
            redis("masterNodeUri: a\nsentinel: {enabled: true, nodes: {a: b}, masterInstance: b}"),
            infinispan("jgroups: {port: 1, port: 2}"),
            infinispan("jgroups:\n  port: ${{ a }}"),
            infinispan("jgroups: 7600"),
            infinispan(f"{GOOD}initialHosts: ${{{{ b }}}}", top=TWO),
            infinispan(f"{GOOD}initialHosts: {{a: b}}", top=TWO),
            service("mode: infinispan\ninfinispan: 7600", top=TWO),
            "components:\n- caching-service: {storage: {mode: VSAM}}\n",
        ],
    )
    def test_what_cannot_be_read_is_not_called_missing(self, text: str) -> None:
        findings = found(text)
        assert "ZWV231E" in [finding.id for finding in findings]
        for finding in findings:
            assert finding.id == "ZWV231E", finding

    @pytest.mark.parametrize(
        ("written", "named"),
        [
            ("{masterNodeUri:user:hunter2@host.example}", "redis.masterNodeUri"),
            ("{masterNodeUri: h, timeout=60}", "redis.timeout"),
            ("{masterNodeUri: h, ssl: {keystorePassword:hunter2}}", "redis.ssl.keystorePassword"),
        ],
    )
    def test_keys_without_a_blank_after_them(self, written: str, named: str) -> None:
        findings = found(service(f"mode: redis\nredis: {written}"))
        assert [one.text for one in findings if one.id == "ZWV231E"] == [
            f"{STORAGE}.{named} has no effect: after its name a colon and a blank are needed"
        ]
        assert not any("hunter2" in f"{one.text}{one.remedy}" for one in findings)


class TestVsam:
    def test_minimal_is_deprecated_and_no_more(self) -> None:
        (finding,) = found(VSAM)
        assert finding.id == "ZWV242W"
        assert "infinispan" in finding.text
        assert "infinispan" in finding.remedy

    @pytest.mark.parametrize(
        ("mode", "remedy"),
        [
            ("NONRSL", "Write NONRLS."),
            ("VSAM", "Write NONRLS or RLS;"),
            ("X", "Correct the value."),
        ],
    )
    def test_record_level_sharing(self, mode: str, remedy: str) -> None:
        findings = found(VSAM.replace("mode: NONRLS", f"mode: {mode}"))
        assert remedy in next(f.remedy for f in findings if f.id == "ZWV231E")

    @pytest.mark.parametrize("place", ["jcl:\n      header", "environments:\n    jclHeader"])
    def test_header_in_both_places(self, place: str) -> None:
        indent = "    " if place.startswith("jcl") else "  "
        good, bad = (f"{indent}{place}: {text}\n" for text in ("CLASS=A", "'//X EXEC'"))
        at = "    dataset" if indent == "    " else "  setup"
        assert ids(VSAM.replace(at, good + at)) == ["ZWV242W"]
        assert ids(VSAM.replace(at, bad + at)) == ["ZWV232E", "ZWV242W"]

    def test_every_problem_with_the_header_and_the_rest_at_once(self) -> None:
        text = VSAM.replace("    dataset", "    jcl:\n      header: '//X EXEC'\n    dataset")
        text = text.replace("VOL123", "TOOLONG").replace("CACHE", "cache.x-")
        assert len([f for f in found(text) if f.id.endswith("E")]) == 2

    def test_only_the_instance_that_uses_it_is_told(self) -> None:
        own = "    components: {caching-service: {storage: {mode: VSAM}}}\n"
        findings = found(infinispan(GOOD, top=TWO + own))
        (deprecated,) = [f for f in findings if f.id == "ZWV242W"]
        assert deprecated.text.startswith("haInstances.b.")

    def test_other_modes_do_not_need_what_vsam_needs(self) -> None:
        assert found(infinispan(GOOD)) == []


class TestWrongPlaces:
    """A section in a wrong place is told once, and read as if it were where it belongs."""

    @given(
        st.lists(st.sampled_from(["a", "config", "port", "x-y"]), max_size=6),
        st.sampled_from(["enabled", "port", "debug"]),
    )
    @settings(max_examples=60, deadline=None, derandomize=True, database=None)
    def test_storage_at_any_depth_below_a_key_that_holds_a_value(
        self, between: list[str], leaf: str
    ) -> None:
        keys = [leaf, *between]
        below = "".join(f"{'  ' * depth}{key}:\n" for depth, key in enumerate(keys))
        below += "".join(
            f"{'  ' * (len(keys) + deep)}{line}\n"
            for deep, line in ((0, "storage:"), (1, "mode: imMemory"), (1, "size: 0"))
        )
        text = "components:\n  caching-service:\n" + "".join(
            f"    {line}\n" for line in below.splitlines()
        )
        findings = found(text)
        assert [one.id for one in findings] == ["ZWV231E"] * 3
        assert findings[0].text.endswith("storage belongs below components.caching-service")
        assert 'mode "imMemory" is not valid' in findings[1].text
        assert 'size "0" is not valid' in findings[2].text

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("components:\n  gateway:\n    x:\n      caching-service: {storage: {mode: redis, "
             "redis: {masterNodeUri: h}}}\n", "below components"),
            ("java:\n  components: {caching-service: {storage: {mode: redis, "
             "redis: {masterNodeUri: h}}}}\n", "at the left margin"),
            ("components: {caching-service: {storage: {mode: redis, size: {redis: "
             "{masterNodeUri: h}}}}}\n", f"below {STORAGE}"),
            ("components: {caching-service: {storage: {mode: redis, redis: {timeout: "
             "{masterNodeUri: h}}}}}\n", f"below {STORAGE}.redis"),
            ("components: {caching-service: {storage: {mode: redis}, spring: {a: {storage: {redis: "
             "{masterNodeUri: h}}}}}}\n", ""),
            ("haInstances:\n  a:\n    hostname: h\n    components:\n      caching-service:\n"
             "        port: {storage: {mode: redis, redis: {masterNodeUri: h}}}\n",
             "below haInstances.a.components.caching-service"),
        ],
    )  # fmt: skip
    def test_sections_below_others(self, text: str, place: str) -> None:
        findings = found(text)
        assert [one.id for one in findings] == ["ZWV231E" if place else "ZWEL0157E"]
        assert not place or findings[0].text.endswith(f"belongs {place}")

    @pytest.mark.parametrize("below", ["- storage:\n        mode: infinispan",
                                       "- 7555\n    - enabled: true\n      storage:\n"
                                       "        mode: infinispan"])  # fmt: skip
    def test_a_section_in_a_list_below_the_port(self, below: str) -> None:
        text = f"components:\n  caching-service:\n    port:\n    {below}\n"
        texts = [one.text for one in found(text) if one.id == "ZWV231E"]
        assert any("storage has no effect here" in one for one in texts)
        assert not told(text, "mode is not set")
        assert not told(text, "holds a list")

    def test_a_section_of_another_component_is_not_ours(self) -> None:
        other = "  zss: {storage: {size: 1}, redis: {url: x}, sentinel: {nodes: a}, vsam: {a: b}}\n"
        text = service("mode: infinispan\ninfinispan: {jgroups: {port: 7600}}")
        assert found(text.replace("components:\n", f"components:\n{other}")) == []

    def test_an_anchor_elsewhere_is_not_misplaced(self) -> None:
        text = (
            "x-caching: &caching {storage: {mode: infinispan, "
            "infinispan: {jgroups: {port: 7600}}}}\ncomponents: {caching-service: *caching}\n"
        )
        assert found(text) == []

    def test_dotted_keys_are_read_where_they_would_belong(self) -> None:
        findings = found(f"{STORAGE}.mode: imMemory\nhaInstances.a.hostname: x\n")
        assert [one.id for one in findings[:2]] == ["ZWV231E"] * 2
        assert "is one key with a dot in its name" in findings[1].text
        assert "imMemory" in findings[0].text
        assert not any("not set" in one.text for one in findings)

    def test_empty_value_of_an_instance_wins(self) -> None:
        more = "components: {caching-service: {storage: {mode: '', size: 5}}}"
        text = service("mode: VSAM") + instances("h1", more=more)
        assert not any("deprecated" in one.text for one in found(text))

    @pytest.mark.parametrize(
        ("written", "digits"),
        [("10_000", "10000"), ("10,000", "10000"), ("1 000", "1000"), ("+5", "5"), ("0x10", "")],
    )
    def test_numbers_are_digits_alone(self, written: str, digits: str) -> None:
        finding = found(infinispan("jgroups: {port: 7600}").replace(
            "mode:", f"size: '{written}'\n      mode:"))[0]  # fmt: skip
        assert "must be a whole number of records" in finding.text
        wanted = f"Write it in digits alone: {digits}." if digits else "without a unit"
        assert wanted in finding.remedy

    def test_merge_keys_are_not_merged_by_zowe(self) -> None:
        text = "x: &x {mode: infinispan, infinispan: {jgroups: {port: 7600}}}\n"
        findings = found(text + service("<<: *x"))
        assert [(one.id, one.line) for one in findings] == [("ZWV240W", 5)]
        assert f"{STORAGE} has a merge key (<<)" in findings[0].text

    def test_bounded_where_aliases_multiply(self) -> None:
        text = "a0: &a0 {x: 1, y: 2}\n" + "".join(
            f"a{i}: &a{i} {{p: *a{i - 1}, q: *a{i - 1}, r: *a{i - 1}}}\n" for i in range(1, 25)
        )
        sections = "".join(f"  {name}: *a24\n" for name in ("gateway", "zss", "api-catalog"))
        started = time.perf_counter()
        found(f"{text}components:\n{sections}  caching-service: {{port: *a24, spring: *a24}}\n")
        assert time.perf_counter() - started < 3
