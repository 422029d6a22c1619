"""Runs the command line of zwe-vsam, and checks what it answers."""

from __future__ import annotations

import json
import os

SCHEMA = "zwe-vsam/result/3"
"""The form of the JSON object that these modules read."""

ARGUMENTS = {
    "config": {"type": "raw", "required": True},
    "encoding": {"type": "str", "choices": ["IBM-1047", "IBM-037", "UTF-8"]},
    "target": {"type": "str", "choices": ["auto", "zoau", "zosmf", "sandbox"]},
    "sandbox": {"type": "path"},
    "zosmf_profile": {"type": "str"},
    "executable": {"type": "list", "elements": "str", "default": ["zwe-vsam"]},
}
"""The options of every module."""

PREFIX = "ZWE_VSAM_"
NAMES = "ZWE_VSAM_ANSIBLE_LOGIN"
"""The variable in which the action plugin names those that the task gives for the login."""


class CommandLine:
    """The command line of zwe-vsam on this host, for one task."""

    def __init__(self, module):
        """``module`` is the AnsibleModule, with ARGUMENTS among its options."""
        self._module = module
        self._options = module.params
        self.processes = 0
        """How many processes were started."""
        _scrub(os.environ.get(NAMES, "").split())

    def run(self, command, *words, **system):
        """Return the JSON object of ``zwe-vsam COMMAND WORDS``, for the task's configuration.

        ``config=False`` leaves out the configuration. Ends the task where zwe-vsam gives no such
        object.
        """
        argv, data = self._command(command, words, **system)
        self.processes += 1
        try:
            code, out, error = self._module.run_command(argv, data=data, handle_exceptions=False)
        except OSError as failure:
            self._fail(
                "%s cannot be started: %s." % (argv[0], failure.strerror),
                "Install zwe-vsam on this host, or set the option executable.",
            )
        return self._checked(argv, code, out, error)

    def _command(self, command, words, config=True):
        options = self._options
        executable = [os.path.expanduser(options["executable"][0])] + options["executable"][1:]
        argv = executable + [command, "--output", "json"]
        data = None
        if config:
            data = _inline(options["config"])
            argv += ["-c", "-" if data is not None else str(options["config"])]
        for name in ("encoding", "target", "sandbox", "zosmf_profile"):
            if options[name]:
                argv += ["--" + name.replace("_", "-"), options[name]]
        return argv + list(words), data

    def _checked(self, argv, code, out, error):
        """The JSON object, if it is of the form that the modules know."""
        try:
            result = json.loads(out)
            schema = result["schema"]
        except (ValueError, TypeError, KeyError):
            self._fail(
                "%s did not print a JSON object of zwe-vsam. Its exit code is %d."
                % (argv[0], code),
                "Set the option executable to zwe-vsam. %s" % error.strip(),
            )
        if schema != SCHEMA:
            self._fail(
                "%s is version %s. Its JSON has the form %s. Expected %s."
                % (argv[0], result.get("version"), schema, SCHEMA),
                "Install versions of zwe-vsam and of this collection that belong together.",
            )
        if result["exit_code"] != code or result["ok"] != (code == 0):
            self._fail(
                "The exit code of %s is %d. Its JSON object says %d."
                % (argv[0], code, result["exit_code"]),
                "Read its messages on standard error: %s" % error.strip(),
            )
        return result

    def _fail(self, text, remedy):
        self._module.fail_json(msg="%s Remedy: %s" % (text, remedy))


def _scrub(login):
    """Take every variable of zwe-vsam out of the environment but those named in ``login``.

    They would choose a system, or change the report.
    """
    for name in list(os.environ):
        if name.startswith(PREFIX) and name not in login:
            del os.environ[name]


def _inline(config):
    """The configuration as standard input has it; None where it is not given inline.

    JSON is YAML, and needs no package.
    """
    if not isinstance(config, dict):
        return None
    return json.dumps(config, indent=2)


def failure(result):
    """The text of a failed task: each error with id, text, evidence, meaning and remedy."""
    errors = [message for message in result["messages"] if message["severity"] == "error"]
    return "\n".join(_text(message) for message in errors)


def _text(message):
    place = ""
    if message["file"]:
        line = ":%d" % message["line"] if message["line"] else ""
        place = " (%s%s)" % (message["file"], line)
    parts = ["%s: %s%s" % (message["id"], message["text"], place)]
    parts += message["details"]
    parts.append("Meaning: %s" % (message["meaning"] or message["explanation"]))
    if message["remedy"]:
        parts.append("Remedy: %s" % message["remedy"])
    return " ".join(parts)


def warnings(result):
    """The warnings of a run, each on one line."""
    return [
        "%s: %s" % (message["id"], message["text"])
        for message in result["messages"]
        if message["severity"] == "warning"
    ]
