"""The sandbox and the server of the tests of ``tests/sandbox/server``."""

from tests.sandbox.conftest import sandbox as sandbox
from tests.sandbox.server.conftest import process as process
