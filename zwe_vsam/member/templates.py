"""Where the template of a member comes from, and what is rendered from it."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

from zwe_vsam import files
from zwe_vsam.config.settings import Settings
from zwe_vsam.config.source import MAXIMUM_SIZE
from zwe_vsam.errors import Origin, Problem
from zwe_vsam.member import bundled, renderer
from zwe_vsam.member.purpose import Purpose
from zwe_vsam.member.renderer import Template

if TYPE_CHECKING:
    from collections.abc import Callable

    from zwe_vsam.targets.base import Target


def find(
    target: Target | None,
    file: str | None,
    settings: Settings,
    purpose: Purpose = Purpose.DEFINE,
) -> Template:
    """The template: the user's file, the installed member, or without a target the bundled one.

    Raises Problem: ZWEL0143E without an installed member, ZWV3001E to ZWV3022E where the text is no
    template.
    """
    if file is not None:
        source = _text(lambda: files.read_limited(file, MAXIMUM_SIZE + 1), file)
        return renderer.load(source, file, is_jinja=file.endswith(".j2"), purpose=purpose)
    if target is not None:
        name, source = _installed(target, settings, purpose)
        return renderer.load(source, name, purpose=purpose)
    name = f"{purpose.value}.jcl.j2"
    return renderer.load(
        _text(lambda: bundled.read(purpose.value), name),
        name,
        is_jinja=True,
        is_bundled=True,
        purpose=purpose,
    )


def render(template: Template, settings: Settings) -> str:
    """Render ``template`` and check the result.

    Raises Problem: ZWV3040E for a record past its column, ZWV3051E for a member that would do
    anything but its purpose to the cluster of ``settings``, and the problems of a JCL header
    (header.py). The tests judge the bundled template for all settings, so it is not judged again at
    each start.
    """
    rendered = template.render(settings)
    if not template.is_bundled:
        from zwe_vsam.member import submission_check

        submission_check.columns(rendered, template.name)
        submission_check.require(
            rendered,
            settings,
            template.name,
            purpose=template.purpose,
            is_template=True,
        )
    return rendered


def _installed(target: Target, settings: Settings, purpose: Purpose) -> tuple[str, str]:
    """Name and text of the installed member."""
    from zwe_vsam.errors import LibraryNotFound, MemberNotFound
    from zwe_vsam.model import Member

    member = Member(settings.samplib, purpose.value)
    try:
        text = target.read(member).text
    except (LibraryNotFound, MemberNotFound) as error:
        raise Problem("ZWEL0143E", member=str(member)) from error
    if not text.startswith("//"):
        raise Problem("ZWV3004E", member=str(member), origin=Origin(str(member)))
    return str(member), text


def _text(read: Callable[[], bytes], path: str) -> str:
    try:
        data = read()
    except OSError as error:
        raise _unreadable(path, str(error.strerror)) from error
    except ValueError as error:
        raise _unreadable(repr(path), str(error)) from error
    if len(data) > MAXIMUM_SIZE:
        raise Problem("ZWV3002E", maximum=MAXIMUM_SIZE >> 20, origin=Origin(path))
    try:
        return data.removeprefix(codecs.BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise Problem("ZWV3003E", origin=Origin(path)) from error


def _unreadable(path: str, reason: str) -> Problem:
    return Problem("ZWV3001E", reason=reason, origin=Origin(path))
