"""Several clients at once: one server, its threads, and the sandbox's lock."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import requests

from tests.sandbox.helpers import JCLLIB
from tests.sandbox.server.conftest import CSRF, Client

CLIENTS = 6


def together(client: Client, method: str, path: str, more: list[dict[str, Any]]) -> list[Any]:
    """One request of each client, all at the same time."""

    def call(options: dict[str, Any]) -> requests.Response:
        with requests.Session() as session:
            session.trust_env = False
            session.verify = client.session.verify
            session.auth = ("ibmuser", "sys1")
            session.headers[CSRF] = ""
            return session.request(method, f"{client.url}/zosmf{path}", timeout=20, **options)

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(call, more))


def test_one_of_many_edits_of_the_same_version_wins(client: Client) -> None:
    tag = client.write("A", "before\n").headers["ETag"]
    edits = [
        {"data": f"edit {number}\n".encode(), "headers": {"If-Match": tag}}
        for number in range(CLIENTS)
    ]
    answers = together(client, "PUT", f"/restfiles/ds/{JCLLIB}(A)", edits)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [204] + [412] * (CLIENTS - 1)
    winner = statuses.index(204)
    assert client("GET", f"/restfiles/ds/{JCLLIB}(A)").text == f"edit {winner}\n"


def test_each_submission_is_one_job(client: Client) -> None:
    jcl = b"//EMPTY JOB\n//S1 EXEC PGM=IEFBR14\n"
    jobs = [
        {"data": jcl, "headers": {"X-IBM-User-Correlator": f"C{number}"}}
        for number in range(CLIENTS)
    ]
    answers = [answer.json() for answer in together(client, "PUT", "/restjobs/jobs", jobs)]
    assert len({job["jobid"] for job in answers}) == CLIENTS
    for number, job in enumerate(answers):
        (found,) = client.json("GET", f"/restjobs/jobs?user-correlator=C{number}")
        assert found["jobid"] == job["jobid"]
