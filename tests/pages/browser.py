"""A real browser, driven by its WebDriver (W3C, WebDriver), with axe-core as a judge."""

from __future__ import annotations

import base64
import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

DRIVER = shutil.which("chromedriver") or ""
BROWSER = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chrome") or ""
AXE = os.environ.get("AXE_CORE", "")
"""The file ``axe.min.js`` of the npm package axe-core; ``make test-pages`` sets it."""
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""The key of an element in an answer (WebDriver, section 12)."""


def missing() -> str:
    """Why no browser can be driven; empty where it can."""
    if not DRIVER or not BROWSER:
        return "Chromium and its chromedriver are not installed"
    return "" if Path(AXE).is_file() else "make test-pages names axe-core in AXE_CORE"


class Browser:
    """One session of Chromium without a window."""

    def __init__(self, base: str) -> None:
        self._http = requests.Session()
        self._http.trust_env = False
        self._base = base
        arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            "--disable-dev-shm-usage", "--force-color-profile=srgb",
        ]  # fmt: skip
        options = {"args": arguments, "binary": BROWSER}
        asked = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": asked}})
        self._base = f"{base}/session/{made['sessionId']}"

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self._http.request(method, f"{self._base}{path}", json=body, timeout=120)
        value = answer.json()["value"]
        assert answer.ok, value
        return value

    def open(self, page: Path, *, width: int = 1280, dark: bool = False) -> None:
        """Show a page in a window of that width, in the light or the dark theme."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=900, deviceScaleFactor=1, mobile=False,
        )  # fmt: skip
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.cdp("Emulation.setEmulatedMedia", features=[theme])
        self.logs("browser")
        self.logs("performance")
        self._ask("POST", "/url", {"url": page.as_uri()})

    def cdp(self, command: str, **parameters: Any) -> Any:
        """Send a command of the Chrome DevTools protocol."""
        return self._ask("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def run(self, script: str, *arguments: Any) -> Any:
        """Run JavaScript in the page, and return what it returns."""
        return self._ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def logs(self, kind: str) -> list[dict[str, Any]]:
        """The messages of the console, or the events of the network, since the last call."""
        entries: list[dict[str, Any]] = self._ask("POST", "/se/log", {"type": kind})
        return entries

    def find(self, selector: str) -> str:
        """The first element that a CSS selector names."""
        element: str = self._ask("POST", "/element", {"using": "css selector", "value": selector})[
            ELEMENT
        ]
        return element

    def type(self, selector: str, text: str) -> None:
        """Type into an input."""
        self._ask("POST", f"/element/{self.find(selector)}/value", {"text": text})

    def clear(self, selector: str) -> None:
        """Empty an input, as with Ctrl-A and Backspace."""
        self.type(selector, "\ue009a\ue000\ue003")

    def axe(self) -> list[dict[str, Any]]:
        """What axe-core finds: violations, and what it could not decide but for contrast."""
        self.run(Path(AXE).read_text())
        script = "const done = arguments[arguments.length - 1]; axe.run().then(done)"
        result = self._ask("POST", "/execute/async", {"script": script, "args": []})
        return [*result["violations"], *result["incomplete"]]

    def picture(self) -> bytes:
        """A screenshot of the whole page as PNG."""
        shot = self.cdp("Page.captureScreenshot", captureBeyondViewport=True, format="png")
        return base64.b64decode(shot["data"])

    def pdf(self, *, landscape: bool = False) -> bytes:
        """The page as it is printed, on A4."""
        page = {"width": 21.0, "height": 29.7}
        body = {
            "orientation": "landscape" if landscape else "portrait",
            "page": page,
            "background": True,
            "margin": dict.fromkeys(("top", "bottom", "left", "right"), 1.2),
        }
        return base64.b64decode(self._ask("POST", "/print", body))

    def close(self) -> None:
        """End the session."""
        self._ask("DELETE", "")


@contextlib.contextmanager
def browser() -> Iterator[Browser]:
    """Start a driver on a free port, and end it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        [DRIVER, f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        base = f"http://127.0.0.1:{port}"
        for _ in range(100):
            with contextlib.suppress(requests.ConnectionError):
                requests.get(f"{base}/status", timeout=5)
                break
            time.sleep(0.1)
        made = Browser(base)
        try:
            yield made
        finally:
            made.close()
    finally:
        driver.terminate()
        driver.wait()
