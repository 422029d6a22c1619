"""The WSGI application: services, limits, and an error document for every error."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Blueprint, Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from zwe_vsam import __version__
from zwe_vsam.errors import TargetError
from zwe_vsam.sandbox.server import ams, auth, contents, datasets, errors, jobs, submission
from zwe_vsam.sandbox.server.errors import Failure, from_target, no_such_path
from zwe_vsam.sandbox.spool import SYSTEM
from zwe_vsam.sandbox.system import System

MAXIMUM_BODY = 16 << 20
"""Bytes of a request that are read."""

_log = logging.getLogger(__name__)


def build(system: System, authority: auth.Authority, user: str) -> Flask:
    """Return the application with all services on one system, for one user in upper case."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = MAXIMUM_BODY
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.json.sort_keys = False  # type: ignore[attr-defined]
    # A redirection would be a page of HTML.
    app.url_map.merge_slashes = False
    app.url_map.strict_slashes = False
    app.extensions["authority"] = authority
    app.before_request(lambda: auth.check(authority, request))
    app.register_blueprint(auth.blueprint(authority))
    app.register_blueprint(_info())
    app.register_blueprint(datasets.blueprint(system))
    app.register_blueprint(contents.blueprint(system))
    app.register_blueprint(ams.blueprint(system))
    app.register_blueprint(jobs.blueprint(system, user))
    app.register_blueprint(submission.blueprint(system, user))
    _handle_errors(app)
    app.wsgi_app = _decoded(app.wsgi_app)  # type: ignore[method-assign]
    return app


def _info() -> Blueprint:
    """Return the information service of z/OSMF, which needs no authentication."""
    routes = Blueprint("info", __name__)

    @routes.get("/zosmf/info")
    def info() -> Response:
        host, _, port = request.host.rpartition(":")
        return jsonify(
            zos_version="05.29.00",
            zosmf_version="29",
            zosmf_full_version="29.0",
            api_version="1",
            zosmf_hostname=host or request.host,
            zosmf_port=port if host else "443",
            zosmf_saf_realm="SAFRealm",
            plugins=[
                {
                    "pluginVersion": f"zwe-vsam {__version__}",
                    "pluginDefaultName": f"Rehearsal: a zwe-vsam sandbox, system {SYSTEM}",
                    "pluginStatus": "ACTIVE",
                }
            ],
        )

    return routes


def _handle_errors(app: Flask) -> None:
    @app.errorhandler(Failure)
    def failure(error: Failure) -> Response:
        if errors.is_of_jobs(request.path) and error.category == errors.FILES_SERVICE:
            # What both interfaces read alike, such as the name of a code page.
            error.category = errors.JOBS_SERVICE
        return _document(error)

    @app.errorhandler(TargetError)
    def target(error: TargetError) -> Response:
        return _document(from_target(error, request.path))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        if error.code in (404, 405, 308):
            return _document(no_such_path(request.method, request.path))
        text = error.description or error.name
        return _document(Failure(error.code or 500, _unexpected_category(), 4, 0, text))

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        # On standard error, one line; a traceback is for whoever looks for the defect.
        _log.error("Internal error: %.10s %.200r: %.200r", request.method, request.path, error)
        _log.debug("Where it arose", exc_info=error)
        text = f"Internal error of the sandbox: {type(error).__name__}"
        return _document(Failure(500, _unexpected_category(), 8, 0, text))


def _unexpected_category() -> int:
    is_of_jobs = errors.is_of_jobs(request.path)
    return errors.JOBS_UNEXPECTED if is_of_jobs else errors.FILES_UNEXPECTED


def _decoded(inner: Callable[..., Any]) -> Callable[..., Any]:
    """Decode the whole path of each request once, before routing.

    Werkzeug leaves ``%2F`` as it is. z/OSMF's clients may encode all of what follows the service:
    the Zowe Python SDK sends ``HELLO%2FJOB00001`` (core_for_zowe_sdk, sdk_api.py,
    _encode_uri_component).
    """

    def application(environ: dict[str, Any], start_response: Any) -> Any:
        sent = str(environ.get("REQUEST_URI", ""))
        if sent.startswith("/"):
            path = unquote_to_bytes(sent.partition("?")[0])
            # A path in WSGI is bytes that are shown as Latin-1 (PEP 3333).
            environ["PATH_INFO"] = path.decode("latin-1")
        return inner(environ, start_response)

    return application


def _document(failure: Failure) -> Response:
    answer = jsonify(failure.document())
    answer.status_code = failure.status
    if failure.status == 401:
        answer.headers["WWW-Authenticate"] = 'Basic realm="defaultRealm"'
    return answer
