"""What LISTCAT printed: read for every target in one place, and passed on to a run that asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from zwe_vsam.errors import UnclearAnswer

if TYPE_CHECKING:
    from zwe_vsam.zos.listcat import Entry


class ListsCatalog:
    """A target that asks the catalog by LISTCAT."""

    _take: Callable[[str, Sequence[str]], None] | None = None

    def on_listing(self, take: Callable[[str, Sequence[str]], None]) -> None:
        """Pass the name and the lines of each list to ``take``, before they are read."""
        self._take = take

    def _entry(
        self, lines: Sequence[str], code: int, name: str, details: tuple[str, ...] = ()
    ) -> Entry | None:
        """Return the entry ``name`` that LISTCAT printed with the condition ``code``.

        Returns None where LISTCAT denies that it exists. Raises UnclearAnswer otherwise, with
        ``details``.
        """
        from zwe_vsam.zos import listcat

        if self._take is not None:
            self._take(name, lines)
        try:
            return listcat.lookup(lines, code, name)
        except listcat.UnclearListing as error:
            raise UnclearAnswer("ZWV6040E", reason=error, details=details) from error
