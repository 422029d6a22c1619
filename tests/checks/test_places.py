"""Keys and sections in a wrong place, misspelt, or with something in them that cannot be there."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from tests.fuzz.harness import bounded
from zwe_vsam.messages import entry


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
        moved = [f for f in check_text(text) if "has no effect here" in f.text]
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
            "haInstances:\n  mode:\n    hostname: x\n    sysname: X\n",
        ],
    )
    def test_keys_of_others_are_left_alone(self, text: str) -> None:
        ids = [finding.id for finding in check_text(text)]
        # At the top, Zowe's schema knows no other keys than its own.
        assert [message_id for message_id in ids if message_id != "ZWV2218W"] == ["ZWV2201W"]
        assert ids.count("ZWV2218W") == (4 if text.startswith("mode") else 0)


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
        assert f"Write {slip}." in [finding.remedy for finding in check_text(text)]

    @pytest.mark.parametrize(
        "text",
        ["node: {}\njava: {}\nzOSMF: {}\n", "zowe:\n  setup:\n    dataset:\n      proclib: A\n",
         "components:\n  caching-client: {}\n", "zowe:\n  environments:\n    CACHING: 1\n"],
    )  # fmt: skip
    def test_what_is_no_slip(self, text: str) -> None:
        assert [finding.id for finding in check_text(text)] == ["ZWV2201W"]

    @pytest.mark.parametrize("what", ["[a, b]", "word", "7"])
    def test_sections_that_are_none(self, what: str) -> None:
        for text in (f"zowe: {what}\n", f"components: {what}\n", service(f"redis: {what}")):
            assert reports(text, "Expected further keys"), text

    @pytest.mark.parametrize("what", ["", "null", "~", "{}"])
    def test_empty_sections_are_none(self, what: str) -> None:
        assert ids(service(f"mode: infinispan\ninfinispan: {what}")) == ["ZWV2401W"]

    def test_values_that_are_sections(self) -> None:
        assert reports(service("mode: {a: b}"), f"{STORAGE}.mode holds a mapping")

    def test_keys_that_are_there_twice_are_told_once(self) -> None:
        findings = check_text(VSAM.replace("mode: VSAM", "mode: VSAM\n      mode: VSAM"))
        assert [f.text for f in findings].count(
            f"{STORAGE}.mode is written twice: on line 12 and on line 13."
        ) == 1
        assert not reports(VSAM.replace("mode: VSAM", "mode: VSAM\n      mode: VSAM"), "is not set")

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
        findings = check_text(text)
        assert findings
        for finding in findings:
            assert finding.id.endswith("E"), finding
            assert entry(finding.id).exit_code == 231, finding

    @pytest.mark.parametrize(
        ("written", "named"),
        [
            ("{masterNodeUri:user:hunter2@host.example}", "redis.masterNodeUri"),
            ("{masterNodeUri: h, timeout=60}", "redis.timeout"),
            ("{masterNodeUri: h, ssl: {keystorePassword:hunter2}}", "redis.ssl.keystorePassword"),
        ],
    )
    def test_keys_without_a_blank_after_them(self, written: str, named: str) -> None:
        findings = check_text(service(f"mode: redis\nredis: {written}"))
        assert [finding.text for finding in findings if finding.id == "ZWV2211E"] == [
            f"{STORAGE}.{named} has no effect. Expected a colon and a blank after its name."
        ]
        assert not any("hunter2" in f"{finding.text}{finding.remedy}" for finding in findings)


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
        findings = check_text(text)
        ids = ["ZWV2210E", "ZWV2203E", "ZWV2240E"]
        assert [finding.id for finding in findings] == ids
        assert findings[0].text.endswith("storage belongs below components.caching-service.")
        assert findings[1].text.endswith('mode, found "imMemory".')
        assert findings[2].text.endswith('size, found "0".')

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
        # What an instance lacks is another matter.
        findings = [finding for finding in check_text(text) if "has no sysname" not in finding.text]
        assert [finding.id for finding in findings] == ["ZWV2210E" if place else "ZWEL0157E"]
        assert not place or findings[0].text.endswith(f"belongs {place}.")

    @pytest.mark.parametrize("below", ["- storage:\n        mode: infinispan",
                                       "- 7555\n    - enabled: true\n      storage:\n"
                                       "        mode: infinispan"])  # fmt: skip
    def test_a_section_in_a_list_below_the_port(self, below: str) -> None:
        text = f"components:\n  caching-service:\n    port:\n    {below}\n"
        texts = [finding.text for finding in check_text(text) if finding.id == "ZWV2210E"]
        assert any("storage has no effect here" in each for each in texts)
        assert not reports(text, "mode is not set")
        assert not reports(text, "holds a list")

    def test_a_section_of_another_component_is_not_ours(self) -> None:
        other = "  zss: {storage: {size: 1}, redis: {url: x}, sentinel: {nodes: a}, vsam: {a: b}}\n"
        text = service("mode: infinispan\ninfinispan: {jgroups: {port: 7600}}")
        assert check_text(text.replace("components:\n", f"components:\n{other}")) == []

    def test_an_anchor_elsewhere_is_not_misplaced(self) -> None:
        text = (
            "x-caching: &caching {storage: {mode: infinispan, "
            "infinispan: {jgroups: {port: 7600}}}}\ncomponents: {caching-service: *caching}\n"
        )
        (finding,) = check_text(text)
        assert (finding.id, finding.line) == ("ZWV2218W", 1)
        assert finding.text.startswith("No release of Zowe that zwe-vsam knows has the key x-cach")

    def test_dotted_keys_are_read_where_they_would_belong(self) -> None:
        findings = check_text(f"{STORAGE}.mode: imMemory\nhaInstances.a.hostname: x\n")
        assert [finding.id for finding in findings[:2]] == ["ZWV2203E", "ZWV2212E"]
        assert "is one key with a dot in its name" in findings[1].text
        assert "imMemory" in findings[0].text
        assert not any("not set" in finding.text for finding in findings)

    def test_empty_value_of_an_instance_wins(self) -> None:
        more = "components: {caching-service: {storage: {mode: '', size: 5}}}"
        text = service("mode: VSAM") + instances("h1", more=more)
        assert not any("deprecated" in finding.text for finding in check_text(text))
        assert "ZWV2301W" not in ids(text)

    @pytest.mark.parametrize(
        ("written", "digits"),
        [("10_000", "10000"), ("10,000", "10000"), ("1 000", "1000"), ("+5", "5"), ("0x10", "")],
    )
    def test_numbers_are_digits_alone(self, written: str, digits: str) -> None:
        finding = check_text(infinispan("jgroups: {port: 7600}").replace(
            "mode:", f"size: '{written}'\n      mode:"))[0]  # fmt: skip
        assert "Expected a whole number of records" in finding.text
        wanted = f"Write only digits: {digits}." if digits else "without a unit"
        assert wanted in finding.remedy

    def test_merge_keys_are_not_merged_by_zowe(self) -> None:
        text = "x: &x {mode: infinispan, infinispan: {jgroups: {port: 7600}}}\n"
        _, *findings = check_text(text + service("<<: *x"))
        assert [(finding.id, finding.line) for finding in findings] == [("ZWV2220E", 5)]
        assert f"{STORAGE} has a merge key (<<)" in findings[0].text
        assert "does not read mode, infinispan" in findings[0].text

    def test_bounded_where_aliases_multiply(self) -> None:
        text = "a0: &a0 {x: 1, y: 2}\n" + "".join(
            f"a{i}: &a{i} {{p: *a{i - 1}, q: *a{i - 1}, r: *a{i - 1}}}\n" for i in range(1, 25)
        )
        sections = "".join(f"  {name}: *a24\n" for name in ("gateway", "zss", "api-catalog"))
        with bounded(text, 3):
            check_text(
                f"{text}components:\n{sections}  caching-service: {{port: *a24, spring: *a24}}\n"
            )
