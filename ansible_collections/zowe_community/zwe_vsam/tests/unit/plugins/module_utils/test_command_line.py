"""The command line that a module runs, and how its answer is checked."""

from __future__ import annotations

import json
import os

import pytest
from ansible_collections.zowe_community.zwe_vsam.plugins.module_utils import command_line

ANSWER = {"schema": command_line.SCHEMA, "version": "0.2.0", "exit_code": 0, "ok": True}

GOOD = (0, json.dumps(ANSWER), "")
"""Exit code, standard output and standard error."""


class Failed(Exception):
    """What fail_json does."""


class Module:
    """Records the command line, and answers in the place of zwe-vsam."""

    def __init__(self, answer=GOOD, **options):
        self.params = {
            "config": "zowe.yaml",
            "encoding": None,
            "target": None,
            "sandbox": None,
            "zosmf_profile": None,
            "executable": ["zwe-vsam"],
        }
        self.params.update(options)
        self.answer = answer
        self.calls = []

    def run_command(self, argv, data=None, handle_exceptions=True):
        """Return the answer."""
        assert not handle_exceptions
        self.calls.append((argv, data))
        if isinstance(self.answer, OSError):
            raise self.answer
        return self.answer

    def fail_json(self, msg):
        """End the task."""
        raise Failed(msg)


def test_the_words_of_the_command_line():
    module = Module(
        executable=["python3", "-m", "zwe_vsam"], zosmf_profile="sysa", encoding="UTF-8"
    )
    command_line.CommandLine(module).run("verify", "--differences")
    ((argv, data),) = module.calls
    assert data is None
    assert argv == [
        *("python3", "-m", "zwe_vsam", "verify", "--output", "json", "-c", "zowe.yaml"),
        *("--encoding", "UTF-8", "--zosmf-profile", "sysa", "--differences"),
    ]


def test_a_mapping_is_given_on_standard_input():
    module = Module(config={"zowe": {"setup": {}}})
    command_line.CommandLine(module).run("check")
    ((argv, data),) = module.calls
    assert argv[-2:] == ["-c", "-"]
    assert json.loads(data) == {"zowe": {"setup": {}}}


def test_only_the_login_of_the_task_stays(monkeypatch):
    for name in ("TARGET", "SANDBOX", "OUTPUT", "ZOSMF_HOST", "ZOSMF_USER", "ZOSMF_PASSWORD"):
        monkeypatch.setenv("ZWE_VSAM_" + name, "x")
    login = ["ZWE_VSAM_ZOSMF_USER", "ZWE_VSAM_ZOSMF_PASSWORD"]
    monkeypatch.setenv(command_line.NAMES, " ".join(login))
    command_line.CommandLine(Module())
    assert sorted(name for name in os.environ if name.startswith("ZWE_VSAM_")) == sorted(login)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (OSError(2, "No such file or directory"), "cannot be started: No such file"),
        ((1, "", "Traceback"), "did not print a JSON object"),
        ((0, "[]", ""), "did not print a JSON object"),
        ((0, "{}", ""), "did not print a JSON object"),
        (
            (0, json.dumps(dict(ANSWER, schema="zwe-vsam/result/2")), ""),
            "the form zwe-vsam/result/2",
        ),
        ((4, json.dumps(ANSWER), ""), "Its JSON object says 0"),
        ((0, json.dumps(dict(ANSWER, ok=False)), ""), "Its JSON object says 0"),
    ],
)
def test_what_is_no_answer_ends_the_task(answer, expected):
    with pytest.raises(Failed, match=expected) as failure:
        command_line.CommandLine(Module(answer)).run("verify")
    assert "Remedy: " in str(failure.value)


def message(**changes):
    """An error as zwe-vsam gives it."""
    values = {
        "id": "ZWV5002E",
        "severity": "error",
        "text": "A.B does not exist.",
        "file": "zowe.yaml",
        "line": 14,
        "details": [],
        "meaning": None,
        "explanation": "The catalog has no entry.",
        "remedy": "Create it.",
    }
    return dict(values, **changes)


def test_the_text_of_a_failure():
    errors = [
        message(),
        message(id="ZWV2001E", file=None, meaning="M.", details=["D."], remedy=None),
    ]
    result = {"messages": errors + [message(severity="info")]}
    assert command_line.failure(result).split("\n") == [
        "ZWV5002E: A.B does not exist. (zowe.yaml:14) Meaning: The catalog has no entry. "
        "Remedy: Create it.",
        "ZWV2001E: A.B does not exist. D. Meaning: M.",
    ]


def test_warnings():
    result = {"messages": [message(), message(id="ZWV5012W", severity="warning")]}
    assert command_line.warnings(result) == ["ZWV5012W: A.B does not exist."]
