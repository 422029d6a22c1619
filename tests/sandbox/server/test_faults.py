"""The proxy that spoils requests, and what the server has done after each fault."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator

import pytest
import requests

from tests.proxy import KINDS, Proxy
from tests.sandbox.helpers import JCLLIB
from tests.sandbox.server.conftest import Client
from zwe_vsam.sandbox import server

EMPTY = b"//EMPTY    JOB\n//S1       EXEC PGM=IEFBR14\n"
JOBS = "/restjobs/jobs"

LOST = requests.exceptions.RequestException


@pytest.fixture
def proxy(client: Client) -> Iterator[Proxy]:
    from pathlib import Path

    with Proxy(client.url, Path(str(client.session.verify))) as proxy:
        client.url = proxy.url
        yield proxy


def submit(client: Client) -> requests.Response:
    headers = {"X-IBM-User-Correlator": "ONCE", "Content-Type": "text/plain"}
    return client("PUT", JOBS, data=EMPTY, headers=headers)


@pytest.mark.parametrize(
    ("kind", "jobs"),
    [
        ("drop-before", 0),
        ("reset-before", 0),
        ("garbage", 0),
        ("drop-after", 1),
        ("reset-after", 1),
        ("truncate", 1),
    ],
)
def test_a_submission_whose_answer_is_lost(
    client: Client, proxy: Proxy, kind: str, jobs: int
) -> None:
    proxy.spoil(kind, method="PUT")
    with pytest.raises(LOST):
        submit(client)
    found = client.json("GET", f"{JOBS}?user-correlator=ONCE")
    assert len(found) == jobs
    assert [seen.fault for seen in proxy.requests] == [kind, ""]


def test_a_request_that_arrives_twice(client: Client, proxy: Proxy) -> None:
    proxy.spoil("duplicate", method="PUT")
    assert submit(client).json()["jobid"] == "JOB00002"
    assert len(client.sandbox.system.jobs()) == 2


@pytest.mark.parametrize(("kind", "jobs"), [("html", 0), ("html-after", 1)])
def test_html(client: Client, proxy: Proxy, kind: str, jobs: int) -> None:
    proxy.spoil(kind, status=502)
    answer = submit(client)
    assert (answer.status_code, answer.headers["Content-Type"]) == (502, "text/html")
    assert len(client.sandbox.system.jobs()) == jobs


@pytest.mark.parametrize(("kind", "jobs"), [("status", 0), ("status-after", 1)])
def test_error_documents(client: Client, proxy: Proxy, kind: str, jobs: int) -> None:
    proxy.spoil(kind, status=503)
    assert submit(client).json()["category"] == 7
    assert len(client.sandbox.system.jobs()) == jobs


def test_json_that_ends_too_early(client: Client, proxy: Proxy) -> None:
    proxy.spoil("truncate-json", size=20)
    text = client("GET", "/info").text
    assert len(text) == 20
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)


@pytest.mark.parametrize("kind", ["delay", "delay-before"])
def test_a_slow_answer(client: Client, proxy: Proxy, kind: str) -> None:
    proxy.spoil(kind, seconds=20.0)
    with pytest.raises(requests.exceptions.ReadTimeout):
        client.session.get(f"{client.url}/zosmf/info", timeout=0.1)
    assert client("GET", "/info").status_code == 200


def test_the_nth_request_and_as_many_as_wanted(client: Client, proxy: Proxy) -> None:
    proxy.spoil("status", nth=2, count=2, path="/info", status=500)
    seen = [client("GET", path).status_code for path in ("/info", JOBS, "/info", "/info", "/info")]
    assert seen == [200, 200, 500, 500, 200]
    proxy.clear()
    assert proxy.requests == []


def test_plain_http(client: Client) -> None:
    """Without TLS, and with a server of its own."""
    made = server.serve(client.sandbox.system, tls=False)
    made.start()
    try:
        with Proxy(made.url) as proxy:
            proxy.spoil("drop-after", method="PUT")
            client.url = proxy.url
            assert proxy.url.startswith("http://127.0.0.1:")
            with pytest.raises(LOST):
                submit(client)
            assert len(client.json("GET", JOBS)) == 1
            # A body without a length, as Zowe CLI sends it.
            path = f"/restfiles/ds/{JCLLIB}(A)"
            assert client("PUT", path, data=iter([b"one\n", b"two\n"])).status_code == 201
            assert client("GET", path).text == "one\ntwo\n"
            token = client("POST", "/services/authenticate").cookies
            assert not any(cookie.secure for cookie in token)
    finally:
        before = time.monotonic()
        made.stop()
        assert time.monotonic() >= before


def test_every_fault_is_described() -> None:
    assert all(KINDS.values())
