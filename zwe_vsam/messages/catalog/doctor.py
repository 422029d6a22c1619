"""ZWV90: the tests of ``doctor``."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES = (
    MessageEntry(
        "ZWV9001W",
        "The session writes text in {encoding}, which lacks many characters.",
        "Such a character appears as its number, for example \\xe4. zwe-vsam works, but names "
        "and comments of zowe.yaml can be hard to read.",
        "Select a locale with UTF-8 or IBM-1047, or set PYTHONIOENCODING=utf-8.",
    ),
    MessageEntry(
        "ZWV9010W",
        "No system was tested.",
        "The command names no system, and this computer is not z/OS. zwe-vsam can check zowe.yaml "
        "and render the member here.",
        "Name the system: --target zosmf connects to z/OS, and --sandbox DIR rehearses without a "
        "mainframe.",
    ),
    MessageEntry(
        "ZWV9011W",
        "No configuration was tested.",
        "Without zowe.yaml, the names of the JCL library, the template and the cluster are not "
        "known.",
        "Name the configuration: -c zowe.yaml.",
    ),
)
