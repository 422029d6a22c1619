from __future__ import annotations

import base64
import json
import time

import pytest
import requests

from tests.sandbox.server.conftest import CSRF, Client

LOGIN = "/services/authenticate"


def anonymous(client: Client, **headers: str) -> Client:
    client.session.auth = None
    client.session.headers.update(headers)
    return client


def test_info_asks_nobody(client: Client) -> None:
    info = anonymous(client).json("GET", "/info")
    assert info["zosmf_port"] == client.url.rpartition(":")[2]
    assert info["zosmf_saf_realm"]
    assert "Rehearsal" in info["plugins"][0]["pluginDefaultName"]


@pytest.mark.parametrize("path", ["/info", "/restjobs/jobs", LOGIN])
def test_the_header_against_cross_site_requests_is_demanded(client: Client, path: str) -> None:
    del client.session.headers[CSRF]
    assert client.refused("GET", path, 403)["errorID"] == "IZUG846W"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Basic",
        "Basic !!!",
        "Basic aWJtdXNlcg==",
        "Basic //8=",
        "Bearer x",
        "Bearer ",
        "Nonsense a",
    ],
)
def test_credentials_that_are_none(client: Client, value: str) -> None:
    anonymous(client, Authorization=value)
    client.refused("GET", "/restjobs/jobs", 401)
    assert client("GET", "/restjobs/jobs").headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    ("user", "password", "status"),
    [
        ("IBMUSER", "sys1", 200),
        ("ibmuser", "SYS1", 401),
        ("ibmuser", "", 401),
        ("other", "sys1", 401),
    ],
)
def test_a_user_id_has_no_case_and_a_password_has(
    client: Client, user: str, password: str, status: int
) -> None:
    client.session.auth = (user, password)
    assert client("GET", "/restjobs/jobs").status_code == status


def test_a_token_serves_as_cookie_and_as_bearer_until_it_is_given_back(client: Client) -> None:
    answer = client("POST", LOGIN)
    assert answer.json() == {"returnCode": 0, "reasonCode": 0, "message": "Success."}
    token = answer.cookies["jwtToken"]
    assert {"jwtToken", "LtpaToken2"} == set(answer.cookies.keys())
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["sub"] == "IBMUSER"
    assert claims["exp"] > time.time()
    anonymous(client)
    assert client("GET", "/restjobs/jobs").status_code == 200
    other = requests.Session()
    other.trust_env = False
    other.verify = client.session.verify
    bearer = {CSRF: "", "Authorization": f"Bearer {token}"}
    url = f"{client.url}/zosmf/restjobs/jobs"
    assert other.get(url, headers=bearer, timeout=20).status_code == 200
    assert client("DELETE", LOGIN).status_code == 204
    assert other.get(url, headers=bearer, timeout=20).status_code == 401
    other.close()


def test_a_token_that_is_over(client: Client) -> None:
    client("POST", LOGIN)
    anonymous(client)
    client.authority.expire_all()
    client.refused("GET", "/restjobs/jobs", 401)
    assert client("DELETE", LOGIN).json()["returnCode"] == 4


def test_a_token_ends_by_itself(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.authority, "seconds", -1.0)
    client("POST", LOGIN)
    anonymous(client)
    client.refused("GET", "/restjobs/jobs", 401)


def test_login_with_a_wrong_password(client: Client) -> None:
    client.session.auth = ("ibmuser", "no")
    answer = client("POST", LOGIN)
    assert answer.status_code == 401
    assert answer.json()["returnCode"] == 4
    assert not answer.cookies


def test_a_token_with_another_signature_is_none(client: Client) -> None:
    token = client("POST", LOGIN).cookies["jwtToken"]
    client.session.cookies.clear()
    anonymous(client, Authorization=f"Bearer {token[:-2]}AA")
    client.refused("GET", "/restjobs/jobs", 401)
