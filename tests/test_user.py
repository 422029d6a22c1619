"""The name of the user, as the system knows it."""

import os
import pwd
import sys

import pytest

from zwe_vsam import user

OF_THE_NUMBER = pwd.getpwuid(os.getuid()).pw_name


def _no_login() -> str:
    raise OSError("no login")


@pytest.mark.parametrize(
    ("platform", "login", "expected"),
    [
        ("zos", lambda: "IBMUSER", "IBMUSER"),
        ("zos", _no_login, OF_THE_NUMBER),
        ("win32", lambda: "IBMUSER", "IBMUSER"),
        ("linux", lambda: "IBMUSER", OF_THE_NUMBER),
    ],
)
def test_the_login_names_the_user_on_zos_and_on_windows(monkeypatch, platform, login, expected):
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(os, "getlogin", login)
    assert user.name() == expected
