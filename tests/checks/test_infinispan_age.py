"""Rules of the Infinispan age: the single service, the key exchange, Java 21, the way from VSAM."""

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
    reports,
    service,
)

MIGRATE = "zwe-vsam migrate -c CONFIG --to infinispan"
SINGLE = "  apiml:\n    enabled: true\n"


class TestSingleService:
    @pytest.mark.parametrize("mode", ["VSAM", "vsam", "inMemory", "redis"])
    @pytest.mark.parametrize("own", ["", "enabled: false"])
    def test_needs_infinispan_whether_the_service_of_its_own_is_on_or_off(
        self, mode: str, own: str
    ) -> None:
        """Its validate.sh reads the mode alone."""
        findings = check_text(service(f"mode: {mode}", own=own, top=SINGLE))
        (error,) = [finding for finding in findings if finding.id == "ZWV2208E"]
        assert error.text.startswith("components.apiml.enabled is true, but ")
        assert f'components.caching-service.storage.mode is "{mode}"' in error.text
        assert MIGRATE in error.remedy
        assert error.line == (6 if own else 5) + 1

    @pytest.mark.parametrize("mode", ["infinispan", "INFINISPAN", "''"])
    def test_infinispan_in_any_case_and_no_mode_are_right(self, mode: str) -> None:
        """An empty mode is the default of Zowe v3, infinispan."""
        assert "ZWV2208E" not in ids(service(f"mode: {mode}\ninfinispan: {{}}", top=SINGLE))

    @pytest.mark.parametrize("value", ["false", "maybe"])
    def test_that_is_not_on_needs_nothing(self, value: str) -> None:
        top = SINGLE.replace("true", value)
        assert "ZWV2208E" not in ids(service("mode: inMemory", top=top))

    def test_a_mode_that_zowe_does_not_have_is_one_error(self) -> None:
        all_ids = ids(service("mode: disk", top=SINGLE))
        assert "ZWV2203E" in all_ids
        assert "ZWV2208E" not in all_ids

    def test_of_one_instance(self) -> None:
        own = "components:\n  apiml:\n    enabled: true"
        text = service("mode: inMemory", top=instances("a", more=own))
        assert reports(text, "haInstances.a.components.apiml.enabled is true")

    def test_of_an_instance_that_is_off(self) -> None:
        own = "components:\n  apiml:\n    enabled: false"
        text = service("mode: inMemory", top=SINGLE + instances("a", more=own))
        assert "ZWV2208E" not in ids(text)

    def test_two_instances_are_one_error_at_the_switch_they_share(self) -> None:
        text = service("mode: inMemory", top=SINGLE + TWO)
        assert ids(text).count("ZWV2208E") == 1

    def test_runs_the_caching_service_itself(self) -> None:
        """``components.caching-service.enabled`` starts another address space."""
        text = service("mode: infinispan\ninfinispan: {}", own="enabled: false", top=SINGLE)
        assert "ZWV2204W" not in ids(text)
        assert "ZWV2401W" in ids(text), "the rules of the mode apply"

    def test_does_not_listen_on_the_ports_of_the_services(self) -> None:
        """7552, 7555 and 7558 are no longer used (documentation of the single service)."""
        same_host = instances("a", "a")
        text = infinispan(f"{GOOD}initialHosts: a[7600]\n", top=SINGLE + same_host)
        assert not reports(text, "use port 7555")
        assert reports(text, "use port 7600")
        text = infinispan("jgroups:\n  port: 7552\n", top=SINGLE)
        assert not reports(text, "use the same port")
        text = infinispan("jgroups:\n  port: 7553\n", top=SINGLE)
        assert reports(text, "use the same port")


class TestDeprecation:
    def test_names_the_command(self) -> None:
        (warning,) = [finding for finding in check_text(VSAM) if finding.id == "ZWV2301W"]
        assert warning.remedy.count("migrate") == 1
        assert MIGRATE in warning.remedy

    def test_names_it_once_for_all_instances(self) -> None:
        own = "components: {caching-service: {storage: {mode: VSAM}}}"
        warnings = [
            finding
            for finding in check_text(VSAM + instances("a", "b", more=own))
            if finding.id == "ZWV2301W"
        ]
        assert len(warnings) == 2
        assert str(warnings).count("migrate") == 1
        assert "haInstances.a.components.caching-service.storage.mode" in warnings[1].remedy


def certificates(keystore: str, truststore: str, kind: str = "PKCS12") -> str:
    """The certificates of zowe.yaml."""
    return (
        "zowe:\n  certificate:\n"
        f"    keystore:\n      type: {kind}\n      file: {keystore}\n"
        f"    truststore:\n      type: {kind}\n      file: {truststore}\n"
    )


TWO_FILES = certificates("/k/localhost.keystore.p12", "/k/localhost.truststore.p12")
CLUSTER = f"{GOOD}initialHosts: a[7600],b[7600]\n"


class TestKeyExchange:
    def test_reads_no_trust_store(self) -> None:
        (warning,) = check_text(infinispan(CLUSTER, top=TWO + TWO_FILES))
        assert warning.id == "ZWV2413W"
        assert "zowe.certificate.keystore" in warning.text
        assert "zowe.certificate.truststore.file" in warning.text

    @pytest.mark.parametrize(
        "top",
        [
            "",
            certificates("/k/all.p12", "/k/all.p12"),
            certificates("safkeyring:////U/R", "safkeyring:////U/R", "JCERACFKS"),
            certificates("safkeyring:////U/R", "safkeyring:////U/T", "JCERACFKS"),
            TWO_FILES.replace("type: PKCS12", "type: JCEKS"),
            TWO_FILES + "  network: {server: {tls: {attls: true}}}\n",
            TWO_FILES + "  setup: {certificate: {type: PKCS12, pkcs12: {directory: /k}}}\n",
        ],
        ids=["none", "one file", "one key ring", "two key rings", "another type", "AT-TLS",
             "made by zwe init certificate"],
    )  # fmt: skip
    def test_what_shows_no_separate_authority(self, top: str) -> None:
        assert ids(infinispan(CLUSTER, top=TWO + top)) == []

    @pytest.mark.parametrize(
        "setup",
        [
            "{type: PKCS12, pkcs12: {directory: /other}}",
            "{type: PKCS12, pkcs12: {directory: /k, import: {keystore: /x.p12}}}",
            "{type: JCERACFKS, pkcs12: {directory: /k}}",
        ],
    )
    def test_a_keystore_that_zowe_did_not_make(self, setup: str) -> None:
        top = TWO + TWO_FILES + f"  setup: {{certificate: {setup}}}\n"
        assert ids(infinispan(CLUSTER, top=top)) == ["ZWV2413W"]

    def test_the_type_is_pkcs12_by_default(self) -> None:
        """The start script's default."""
        text = TWO_FILES.replace("      type: PKCS12\n", "")
        assert ids(infinispan(CLUSTER, top=TWO + text)) == ["ZWV2413W"]

    def test_of_the_caching_service_alone(self) -> None:
        text = infinispan(CLUSTER, top=TWO + certificates("/k/all.p12", "/k/all.p12"))
        own = "    certificate:\n      truststore:\n        file: /k/other.p12\n    storage:"
        (warning,) = check_text(text.replace("    storage:", own))
        assert "components.caching-service.certificate.truststore.file" in warning.text

    def test_one_instance_exchanges_nothing(self) -> None:
        assert ids(infinispan(GOOD, top=TWO_FILES)) == []
        assert ids(infinispan(GOOD, top=instances("a") + TWO_FILES)) == []

    def test_passwords_are_not_shown(self) -> None:
        text = TWO_FILES.replace("      file:", "      password: hidden\n      file:")
        assert "hidden" not in str(check_text(infinispan(CLUSTER, top=TWO + text)))


class TestJava:
    @pytest.mark.parametrize(
        ("home", "is_21"),
        [
            ("/usr/lpp/java/J21.0_64", True),
            ("/usr/lpp/java/java21/current_64", True),
            ("/usr/lpp/java/jdk-21.0.3", True),
            ("/usr/lpp/java/java_21", True),
            ("/usr/lpp/java/J17.0_64", False),
            ("/usr/lpp/java/J8.0_64", False),
            ("/usr/lpp/java/J21X/J17.0_64", False),
            ("/usr/lpp/java/J210", False),
            ("/u/user21/java", False),
            ("/usr/lpp/java/current", False),
        ],
    )
    def test_21_is_known_by_its_folder(self, home: str, is_21: bool) -> None:
        text = infinispan(CLUSTER, top=f"{TWO}java:\n  home: {home}\n")
        assert ids(text) == (["ZWV2414W"] if is_21 else [])

    @pytest.mark.parametrize(
        ("runtime", "warned"),
        [
            ("/usr/lpp/zowe/v3.5", True),
            ("/usr/lpp/zowe/3.4.0", True),
            ("/usr/lpp/zowe/v3r5", True),
            ("/usr/lpp/zowe", True),
            ("/usr/lpp/zowe/v3", True),
            ("/usr/lpp/zowe/v3.6", False),
            ("/usr/lpp/zowe/zowe-3.6.1", False),
            ("/usr/lpp/zowe/v3.10.0", False),
            ("/usr/lpp/zowe/v4.0.0", False),
        ],
    )
    def test_a_release_with_the_fix_that_the_path_shows(self, runtime: str, warned: bool) -> None:
        top = f"{TWO}java:\n  home: /J21.0_64\nzowe:\n  runtimeDirectory: {runtime}\n"
        assert ids(infinispan(CLUSTER, top=top)) == (["ZWV2414W"] if warned else [])

    def test_one_instance_has_no_cluster(self) -> None:
        assert ids(infinispan(GOOD, top="java:\n  home: /usr/lpp/java/J21.0_64\n")) == []
        top = "java:\n  home: /usr/lpp/java/J21.0_64\n"
        assert "ZWV2414W" not in ids(VSAM + TWO + top)


class TestPersistence:
    def test_both_releases_are_named(self) -> None:
        text = infinispan(f"{GOOD}persistence:\n  dataLocation: /x\n")
        (warning,) = check_text(text)
        assert warning.id == "ZWV2412W"
        assert "v3.2" in warning.text
        assert "v2.18.4" in warning.text
