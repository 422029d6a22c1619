# Source: zowe-core-for-zowe-sdk 1.0.0.dev26, the part of it that zwe-vsam uses.

from collections.abc import Mapping

import requests

class ISession:
    host: str
    # basic, token (a cookie), bearer, cert-pem, none.
    type: str | None
    user: str | None
    password: str | None
    token_type: str | None
    token_value: str | None
    cert: tuple[str, str] | None
    reject_unauthorized: bool

# Raises ValueError without a host, and for a certificate without its key.
class Session:
    def __init__(self, props: Mapping[str, object]) -> None: ...
    def load(self) -> ISession: ...
    # protocol://host:port and the base path.
    @property
    def host_url(self) -> str: ...

class RequestHandler:
    session: requests.Session
    # Goes with each request: verify, timeout, cert.
    session_arguments: dict[str, object]
    def __init__(self, session_arguments: dict[str, object], logger_name: str = ...) -> None: ...
    # With stream the response itself, for a status below 400 that is expected. For any other it
    # raises, with the request's headers in the text, and writes the same into its log.
    def perform_request(
        self,
        method: str,
        request_arguments: Mapping[str, object],
        expected_code: list[int] = ...,
        stream: bool = False,
    ) -> requests.Response | str | bytes | dict[str, object] | None: ...

class ProfileManager:
    def __init__(self, appname: str = "zowe", show_warnings: bool = True) -> None: ...
    # Warns of a profile that there is not, and returns what the base profile has. Raises
    # SecureValuesNotFound, and whatever reading and parsing the files raises.
    def load(
        self,
        profile_name: str | None = None,
        profile_type: str | None = None,
        check_missing_props: bool = True,
        validate_schema: bool | None = True,
        override_with_env: bool | None = False,
    ) -> dict[str, object]: ...
