"""What of a configuration is shown, and what is not."""

from __future__ import annotations

import pytest

from zwe_vsam.config import secrets


@pytest.mark.parametrize(
    ("key", "is_secret", "may_hold_one"),
    [
        ("zowe.setup.vsam.volume", False, False),
        ("components.caching-service.port", False, False),
        ("zowe.certificate.keystore.password", True, True),
        ("zowe.certificate.keystorePassword.value", True, True),
        ("zowe.keyPass", True, True),
        ("zowe.pwd", True, True),
        ("zowe.clientSecret", True, True),
        ("zowe.tokens[0].count", True, True),
        ("zowe.CREDENTIALS", True, True),
        ("redis.masterNodeUri", False, True),
        ("zowe.url", False, True),
        ("zowe.curly", False, False),
        ("redis.nodes[0]", False, True),
    ],
)
def test_keys(key: str, is_secret: bool, may_hold_one: bool) -> None:
    assert secrets.is_secret(key) is is_secret
    assert secrets.may_hold_one(key) is may_hold_one


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("zowe.volume", "VOL123", "VOL123"),
        ("zowe.volume", "a b, c", "a b, c"),
        ("zowe.password", "x", "****"),
        ("redis.sentinel.password.of", "x", "****"),
        # a value where a section is due
        ("caching-service.redis", "x", "****"),
        ("redis.sentinel[0]", "x", "****"),
        ("redis.ssl.keystore", "x.p12", "x.p12"),
        # addresses
        ("zowe.note", "user@host", "user@host"),
        ("zowe.note", "user:x@host", "****@host"),
        ("redis.nodeUri", "x@host", "****@host"),
        ("redis.nodeUri", "x@y@host", "****@host"),
        ("redis.nodeUri", "u:x@host:1/0", "****@host:1/0"),
        ("redis.nodeUri", "u:x@ host ", "****@ host "),
        ("redis.nodeUri", "u:x@ho st", "****"),
        ("redis.nodeUri", "host:6379", "host:6379"),
        ("redis.nodeUri", " host ", " host "),
        ("redis.nodeUri", "user:x", "****"),
        ("zowe.note", "user:x", "user:x"),
        # what a text assigns
        ("zowe.jcl.header", "(1),PASSWORD=(OLD,NEW),CLASS=A", "(1),PASSWORD=****,CLASS=A"),
        ("zowe.args", "-Dkeystore.password='a b' -Dx=y", "-Dkeystore.password=**** -Dx=y"),
        ("zowe.args", "token=abc,secret=d", "token=****,secret=****"),
        ("zowe.note", "user:password=x@host", "user:password=****"),
    ],
)
def test_values(key: str, value: str, shown: str) -> None:
    assert secrets.masked(key, value) == shown


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("zowe", "setup", "vsam"), "zowe.setup.vsam"),
        (("zowe", "password"), "zowe.password"),
        (("zowe", "password", "x", "y"), "zowe.password.****.****"),
        (("zowe", "keyPwd", "x"), "zowe.keyPwd.****"),
        (("zowe", "password:x"), "zowe.password:****"),
        (("zowe", "name:x", "y"), "zowe.name:****.y"),
        (("zowe", "a=b"), "zowe.a=****"),
        (("zowe", "u:x@host"), "zowe.****"),
        (("zowe", "x@host", "y"), "zowe.****.y"),
        (("zowe", "@scope"), "zowe.@scope"),
    ],
)
def test_paths(path: tuple[str, ...], shown: str) -> None:
    assert secrets.shown(path) == shown
