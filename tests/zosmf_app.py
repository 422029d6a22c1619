"""The z/OSMF application of this process, made once in 11 ms; each test gives its system."""

from __future__ import annotations

import functools
from typing import Any, cast

from flask import Flask

from zwe_vsam.sandbox import server
from zwe_vsam.sandbox.server.auth import Authority
from zwe_vsam.sandbox.system import System

USER, PASSWORD = "ibmuser", "sys1"


class _Chosen:
    """Has the attributes of the system that was chosen last."""

    system: System

    def __getattr__(self, name: str) -> Any:
        return getattr(self.system, name)


def on(system: System) -> Flask:
    """Return the application with ``system`` behind it. No token is valid."""
    app, chosen = _made()
    chosen.system = system
    authority = app.extensions["authority"]
    vars(authority).update(vars(Authority(USER, PASSWORD, server.TOKEN_SECONDS)))
    return app


@functools.cache
def _made() -> tuple[Flask, _Chosen]:
    chosen = _Chosen()
    return server.app(cast(System, chosen), USER, PASSWORD), chosen
