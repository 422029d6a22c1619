"""What the tests of pages read from a page."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

FORBIDDEN = {"link", "iframe", "img", "object", "embed", "base", "form", "svg", "video", "audio"}
"""Elements that could load something, or send it."""


class Page(HTMLParser):
    """A page as a browser parses it."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.policy = ""
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self._words: list[str] = []
        self._open = ""
        self.feed(data.decode("ascii"))
        self.text = "".join(self._words)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        given = dict(attrs)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag in ("script", "style"):
            self._open = tag

    def handle_endtag(self, tag: str) -> None:
        self._open = ""

    def handle_data(self, data: str) -> None:
        {"script": self.scripts, "style": self.styles}.get(self._open, self._words).append(data)

    def require_safe(self) -> None:
        """The page loads nothing, and runs nothing but what its policy names."""
        assert not FORBIDDEN & set(self.tags)
        names = {name for name, _ in self.attributes}
        assert not [name for name in names if name.startswith("on")]
        assert not names & {"src", "srcset", "style", "action", "formaction", "background"}
        links = [value for name, value in self.attributes if name == "href"]
        assert all(link.startswith("#") for link in links)
        hashes = [f"style-src '{_hash(text)}'" for text in self.styles]
        hashes += [f"script-src '{_hash(text)}'" for text in self.scripts]
        parts = ["default-src 'none'", *hashes, "base-uri 'none'", "form-action 'none'"]
        assert self.policy.split("; ") == parts
        assert not re.search(r"url\(|@import|https?://", "".join([*self.styles, *self.scripts]))


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
