"""What several options mean together: how far a run goes, and on which system."""

from __future__ import annotations

import os

from zwe_vsam.choice import Choice
from zwe_vsam.errors import Problem
from zwe_vsam.report.output import on_one_line
from zwe_vsam.workflow.request import Mode


def mode(dry_run: bool, security_dry_run: bool) -> Mode:
    """How far the run goes. Raises Problem ZWV1010E for two answers."""
    if dry_run and security_dry_run:
        raise Problem(
            "ZWV1010E",
            first="--dry-run",
            second="--security-dry-run",
            remedy="Remove one of the two options. --dry-run writes nothing, and "
            "--security-dry-run writes the member.",
        )
    if dry_run:
        return Mode.PREVIEW
    return Mode.PREPARE if security_dry_run else Mode.RUN


def system(
    target: str | None,
    sandbox: str,
    profile: str,
    insecure: bool,
    symbols: list[str] | None = None,
) -> Choice:
    """Return the system that the options name, with the symbols that they give.

    Raises Problem (ZWV10) for options that contradict each other or cannot be read.
    """
    choice = _system(target, sandbox, profile, insecure)
    return choice._replace(symbols=_given(symbols)) if symbols else choice


def _given(symbols: list[str]) -> tuple[tuple[str, str], ...]:
    from zwe_vsam.config.javascript.host import given_symbol

    pairs: dict[str, str] = {}
    for text in symbols:
        pair = given_symbol(text)
        if pair is None:
            raise Problem("ZWV1014E", text=on_one_line(text))
        if pairs.get(pair[0], pair[1]) != pair[1]:
            raise Problem("ZWV1015E", name=pair[0])
        pairs[pair[0]] = pair[1]
    return tuple(pairs.items())


def _system(target: str | None, sandbox: str, profile: str, insecure: bool) -> Choice:
    """The system without its symbols.

    ``--sandbox`` and ``--zosmf-profile`` imply the target; their variables only help a target
    that was asked for. Raises Problem (ZWV10) for options that contradict each other.
    """
    for value, option, implied in (
        (sandbox, "--sandbox", "sandbox"),
        (profile, "--zosmf-profile", "zosmf"),
    ):
        if value and target not in (None, "auto", implied):
            raise Problem("ZWV1010E", first=option, second=f"--target {target}")
        if value:
            target = implied
    if insecure and target != "zosmf":
        raise Problem("ZWV1012E")
    if target == "zosmf":
        from zwe_vsam.cli import terminal

        profile = profile or os.environ.get("ZWE_VSAM_ZOSMF_PROFILE", "")
        return Choice(target, profile=profile, verify=not insecure, ask=terminal.password_prompt())
    if target != "sandbox":
        return Choice(target)
    folder = sandbox or os.environ.get("ZWE_VSAM_SANDBOX", "")
    if not folder:
        raise Problem("ZWV1013E")
    return Choice(target, folder)
