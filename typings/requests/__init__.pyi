# Source: requests 2.33, the part of it that zwe-vsam uses.

from collections.abc import Callable, Mapping, MutableMapping

from requests import exceptions as exceptions
from urllib3.response import BaseHTTPResponse

class PreparedRequest: ...

class Response:
    status_code: int
    headers: Mapping[str, str]
    raw: BaseHTTPResponse
    def close(self) -> None: ...

class Session:
    headers: MutableMapping[str, str]
    # What is called with each response, before anything else looks at it.
    hooks: dict[str, list[Callable[..., object]]]
    def close(self) -> None: ...
