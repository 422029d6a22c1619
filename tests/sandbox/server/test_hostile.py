"""Whatever is sent, the answer is an error document, and nothing outside of the sandbox changes."""

from __future__ import annotations

import contextlib
import io
import json
import socket
import ssl
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Run
from tests.sandbox.helpers import JCLLIB
from tests.sandbox.server.conftest import CSRF, Client, Stage
from zwe_vsam.sandbox.server import application
from zwe_vsam.zos import records

NAMES = (
    "..", "%2e%2e%2f%2e%2e", "A%00B", "A%0AB", "..%2f..%2fetc(PASSWD)", "-(SYS001)/A.B(C)", "(",
    ")", "../../system.json", "...", ".", "%2fetc%2fpasswd", f"{JCLLIB}(../A)",
    f"{JCLLIB}(..)", f"{JCLLIB}(%2e%2e%2fx)", f"{JCLLIB}()", f"{JCLLIB}(A(B))", "A" * 45, "A..B",
    "%ff%fe", "a b", f"{JCLLIB}(A)/member", "member", "A/B/C", f"{JCLLIB}(TOOLONGNAME)",
    "%E2%98%83",
)  # fmt: skip


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_names(client: Client, method: str) -> None:
    before = sorted(path for path in client.sandbox.system.folder.parent.rglob("*"))
    for name in NAMES:
        # In process, as client libraries resolve dots themselves.
        answer = client.inside(method, f"/zosmf/restfiles/ds/{name}", data=b"{}")
        assert answer.status_code in (400, 404), (name, answer.text)
        assert answer.get_json()["message"]
    assert sorted(path for path in client.sandbox.system.folder.parent.rglob("*")) == before


BODIES = (
    b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"a":' * 5000, b'{"input":5,"file":5}',
    b'{"input":["A\\u0007B"],"request":["x"]}', b'{"input":["\\ud800"],"version":{}}',
)  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "/restfiles/ams"),
        ("POST", "/restfiles/ds/IBMUSER.NEW"),
        ("PUT", "/restjobs/jobs"),
        ("PUT", "/restjobs/jobs/ZWECSVSM/JOB00001"),
    ],
)
def test_bodies(client: Client, method: str, path: str) -> None:
    client.sandbox.system.submit("//ZWECSVSM JOB\n//S EXEC PGM=IEFBR14\n")
    headers = {"Content-Type": "application/json"}
    for body in BODIES:
        answer = client(method, path, data=body, headers=headers)
        assert answer.status_code in (400, 500), (body[:30], answer.text)
        assert "Internal error" not in answer.json()["message"]
    assert client.sandbox.system.libraries() == [JCLLIB, "IBMUSER.ZWE.SZWESAMP"]
    assert len(client.sandbox.system.jobs()) == 1


MULTI_BYTE = (
    "utf-8", "utf-16", "utf-32", "utf-7", "utf_8_sig", "shift_jis", "big5", "gbk", "IBM-932",
    "IBM-949", "IBM-1200", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "hz",
    "iso2022_jp", "undefined", "rot13",
)  # fmt: skip
"""What Python knows and what is no code page of 256 characters."""


@pytest.mark.parametrize("page", MULTI_BYTE)
def test_a_file_encoding_that_is_not_single_byte(client: Client, page: str) -> None:
    client.write("A", "//A JOB\n")
    path = f"/restfiles/ds/{JCLLIB}(A)"
    kind = {"X-IBM-Data-Type": f"text;fileEncoding={page}"}
    for method, body in (("GET", b""), ("PUT", b"//B JOB\n")):
        document = client.refused(method, path, 400, data=body, headers=kind)
        assert "ncoding" in document["message"]
    assert client("GET", path).text == "//A JOB\n"
    job = client.submit("//A JOB\n//S EXEC PGM=IEFBR14\n")
    where = f"/restjobs/jobs/{job['jobname']}/{job['jobid']}/files/JCL/records"
    client.refused("GET", f"{where}?mode=binary&fileEncoding={page}", 400)
    mode = {"X-IBM-Intrdr-Mode": "BINARY", "X-IBM-Intrdr-File-Encoding": page}
    client.refused("PUT", "/restjobs/jobs", 400, data=b"x" * 80, headers=mode)


@pytest.mark.parametrize("page", ["IBM-1047", "IBM-037", "cp273", "ISO8859-1", "ibm-500", "ascii"])
def test_a_file_encoding_that_is(client: Client, page: str) -> None:
    kind = f"text;fileEncoding={page}"
    client.write("A", "//A JOB\n", **{"X-IBM-Data-Type": kind})
    answer = client("GET", f"/restfiles/ds/{JCLLIB}(A)", headers={"X-IBM-Data-Type": kind})
    assert answer.text == "//A JOB\n"


MANY = records.MAXIMUM + 1


@pytest.mark.parametrize(
    ("path", "body", "headers"),
    [
        (f"/restfiles/ds/{JCLLIB}(A)", b"\n" * MANY, {}),
        (f"/restfiles/ds/{JCLLIB}(A)", b"\r\n" * MANY, {"X-IBM-Data-Type": "text;crlf=true"}),
        (f"/restfiles/ds/{JCLLIB}(A)", b"\0" * 4 * MANY, {"X-IBM-Data-Type": "record"}),
        ("/restjobs/jobs", b"/" + b"\n" * MANY, {}),
        ("/restjobs/jobs", b"\0" * 4 * MANY, {"X-IBM-Intrdr-Mode": "RECORD"}),
        ("/restjobs/jobs", b"\x61" + b"\x40" * 80 * MANY, {"X-IBM-Intrdr-Mode": "BINARY"}),
        ("/restfiles/ams", b'{"input": [' + b"[]," * 30_000 + b"[]]}", None),
        ("/restjobs/jobs", b'{"file": "' + b"x" * 70_000 + b'"}', None),
    ],
)
def test_too_many_records(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str, body: bytes, headers: Any
) -> None:
    """Refused before any work: nothing has been made of the lines."""

    def never(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(client.sandbox.system, "write_image", never)
    monkeypatch.setattr(client.sandbox.system, "submit", never)
    media = "application/json" if headers is None else "text/plain"
    client.refused("PUT", path, 413, data=body, headers={"Content-Type": media, **(headers or {})})


def test_too_many_records_of_a_command(
    client: Client, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "many").write_bytes(b"//A JOB\n" * MANY)
    folder = client.sandbox.system.folder
    ran = run("sandbox", "submit", folder, tmp_path / "many")
    assert ran.code != 0
    assert "more than 100,000 records" in ran.err
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"//A JOB\n" * MANY)))
    ran = run("sandbox", "write", folder, f"{JCLLIB}(A)")
    assert ran.code != 0
    assert "more than 100,000 records" in ran.err
    assert client.sandbox.system.members(JCLLIB) == []
    assert client.sandbox.system.jobs() == []


def test_a_name_is_judged_before_it_is_upper_case(client: Client) -> None:
    """Python makes valid letters of these: S, SS, FFI, I and K."""
    system = client.sandbox.system
    system.create_library("SYS1.SSK")
    system.write("SYS1.SSK", "FFISSK", "//A JOB\n")
    job = client.submit("//SSK JOB\n//S EXEC PGM=IEFBR14\n")
    for library, member in (("\u017fys1.ssk", "A"), ("SYS1.ßk", "A"), ("SYS1.SSK", "ﬃssk"),
                            ("SYS1.SSK", "ffißk"), ("SYS1.SSK", "ff\u0131ssk")):  # fmt: skip
        for method in ("GET", "PUT", "DELETE"):
            answer = client.inside(method, f"/zosmf/restfiles/ds/{library}({member})", data=b"x\n")
            assert answer.status_code == 400, (library, member)
        answer = client.inside("GET", f"/zosmf/restfiles/ds?dslevel={library}")
        assert answer.status_code == (400 if not library.isascii() else 200)
        body = json.dumps({"file": f"//'{library}({member})'"}).encode()
        refused = {"data": body, "headers": {"Content-Type": "application/json"}}
        assert client.inside("PUT", "/zosmf/restjobs/jobs", **refused).status_code == 400
    assert client.inside("GET", "/zosmf/restfiles/ds/SYS1.SSK/member?pattern=ﬃ*").status_code == 400
    assert client.inside("GET", f"/zosmf/restjobs/jobs/ßk/{job['jobid']}").status_code == 400
    for query in ("owner=\u0131BMUSER", "prefix=ßk", "jobid=JOB0000\u0661"):
        assert client.inside("GET", f"/zosmf/restjobs/jobs?{query}").get_json() == []
    assert not client.authority.accepts("\u0131bmuser", "sys1")
    assert client.authority.accepts("ibmuser", "sys1")
    code, _ = system.idcams([" LISTCAT ENTRIES(SYS1.ßK)"])
    assert code
    assert system.members("SYS1.SSK") == ["FFISSK"]


def test_a_long_quotation_is_cut(client: Client) -> None:
    """Whatever a request says, an error document quotes the beginning."""
    long = "A" * 60_000
    for method, path in (
        ("GET", f"/zosmf/{long}"), ("PUT", f"/zosmf/restjobs/jobs/{long}"),
        ("GET", f"/zosmf/restfiles/ds/{long}"), ("GET", f"/zosmf/restfiles/fs?path={long}"),
    ):  # fmt: skip
        assert len(client.inside(method, path).get_data()) < 3000
    body = json.dumps({"request": long, "version": long, "file": long[:50_000]}).encode()
    answer = client.inside(
        "PUT", "/zosmf/restjobs/jobs", data=body, headers={"Content-Type": "application/json"}
    )
    assert len(answer.get_data()) < 3000


def test_a_giant_body_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = 100_000
    monkeypatch.setitem(client.app.config, "MAX_CONTENT_LENGTH", limit)
    path = f"/restfiles/ds/{JCLLIB}(BIG)"
    client.refused("PUT", path, 413, data=b"x" * (limit + 1))
    client.refused("PUT", path, 413, data=iter([b"x" * limit, b"x"]))
    assert client.sandbox.system.members(JCLLIB) == []
    assert application.MAXIMUM_BODY == 16 << 20


def test_a_refused_request_is_read_before_it_is_answered(client: Client) -> None:
    path = f"/restfiles/ds/{JCLLIB}(BIG)"
    big = b"x" * 3_000_000
    client.session.auth = ("ibmuser", "wrong")
    client.refused("PUT", path, 401, data=big)
    client.refused("PUT", path, 401, data=iter([big, big]))
    client.session.auth = ("ibmuser", "sys1")
    assert client("GET", "/info").status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X-IBM-Data-Type": "text;fileEncoding=zlib"},
        {"X-IBM-Data-Type": "text;fileEncoding=NO-SUCH"},
        *({"X-IBM-Data-Type": f"text;fileEncoding={name}"} for name in MULTI_BYTE),
        {"Content-Type": "text/plain; charset=punycode"},
        {"Content-Type": "text/plain; charset=idna"},
        {"Content-Type": "text/plain; charset=unicode_escape"},
        {"X-IBM-Data-Type": "text;fileEncoding=" + "A" * 5000},
        {"X-IBM-Data-Type": "\x80\xff"},
        {"X-IBM-Data-Type": ";;;"},
        {"Content-Type": "text/plain; charset=nonsense"},
        {"Content-Type": "text/plain; charset=zlib"},
        {"Content-Type": "\xff"},
    ],
)
def test_headers_of_a_write(client: Client, headers: dict[str, str]) -> None:
    answer = client("PUT", f"/restfiles/ds/{JCLLIB}(A)", data=b"\xff\n", headers=headers)
    assert answer.status_code == 400, answer.text
    assert answer.json()["category"] == 1
    assert client.sandbox.system.members(JCLLIB) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("X-IBM-Intrdr-Mode", "CARD"),
        ("X-IBM-Intrdr-Class", "AA"),
        ("X-IBM-Intrdr-Lrecl", "-1"),
        ("X-IBM-User-Correlator", "lower"),
        ("X-IBM-User-Correlator", "A" * 33),
        ("X-IBM-JCL-Symbol-MODE", "RLS"),
        ("X-IBM-Notification-URL", "http://127.0.0.1/"),
        ("Content-Type", "text/plain; charset=nonsense"),
    ],
)
def test_headers_of_a_submission(client: Client, name: str, value: str) -> None:
    jcl = b"//A JOB\n//S EXEC PGM=IEFBR14\n"
    client.refused("PUT", "/restjobs/jobs", 400, data=jcl, headers={name: value})
    assert client.sandbox.system.jobs() == []


QUERIES = (
    "dslevel=", "", "dslevel=*", "dslevel=**.A", "dslevel=.", "dslevel=A(B", "dslevel=" + "A" * 45,
    "dslevel=%00", "dslevel=%ff",
)  # fmt: skip


def test_levels(client: Client) -> None:
    for query in QUERIES:
        client.refused("GET", f"/restfiles/ds?{query}", 400)


def test_a_pattern_full_of_asterisks_costs_nothing(client: Client) -> None:
    client.sandbox.system.create_library(".".join(["A" * 8] * 4))
    client.json("GET", "/restfiles/ds?dslevel=A*A*A*A*A*A*A*A*.A*A*A*A*A*A*.**.**.**.B")
    client.json("GET", "/restjobs/jobs?owner=*A*A*A*A&prefix=*A*A*A*A&jobid=%25%25*%25*?")


PATHS = (
    "", "/", "/nothing", "/restfiles", "/restfiles/fs?path=/", "/%2e%2e", "//info",
    "/restjobs/jobs/A/B/C/D", "/restjobs/jobs/A",
)  # fmt: skip


def test_paths_that_are_none(client: Client) -> None:
    for method in ("GET", "POST", "OPTIONS", "PATCH", "TRACE"):
        for path in PATHS:
            answer = client.inside(method, f"/zosmf{path}")
            assert answer.status_code in (400, 404), (method, path)
            known = "ZWVS001I" if "/fs?" in path else "No match for method"
            assert answer.get_json()["message"].startswith(known)


@pytest.mark.parametrize(
    "sent",
    [
        b"NONSENSE\r\n\r\n",
        b"GET /zosmf/info HTTP/9.9\r\n\r\n",
        b"GET /zosmf/info HTTP/1.1\r\nHost: a\r\nbroken header\r\n\r\n",
        b"GET /zosmf/info HTTP/1.1\r\nHost: a\r\nX: " + b"A" * 70_000 + b"\r\n\r\n",
        b"GET /" + b"A" * 70_000 + b" HTTP/1.1\r\n\r\n",
        b"PUT /zosmf/info HTTP/1.1\r\nHost: a\r\nContent-Length: nonsense\r\n\r\n",
    ],
)
def test_what_is_no_http(client: Client, sent: bytes) -> None:
    with _connection(client) as connection:
        connection.sendall(sent)
        head, body = _answer(connection)
    assert head.split()[1][:1] in (b"4", b"5")
    assert b"application/json" in head
    assert json.loads(body)["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 100\r\n\r\n//A JOB\n",
        b"Transfer-Encoding: chunked\r\n\r\n8\r\n//A JOB\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n50\r\n//A JOB\n",
        b"Transfer-Encoding: chunked\r\n\r\n8\r\n//A JOB\n\r\nnonsense\r\n",
    ],
)
@pytest.mark.parametrize("path", [f"restfiles/ds/{JCLLIB}(A)", "restjobs/jobs"])
def test_a_body_that_is_cut_short_changes_nothing(
    client: Client, stage: Stage, path: str, body: bytes
) -> None:
    answers = stage.answers
    head = (
        f"PUT /zosmf/{path} HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\n{CSRF}: x\r\n"
        f"Authorization: Basic {b64encode(b'ibmuser:sys1').decode()}\r\n"
    )
    with _connection(client) as connection:
        connection.sendall(head.encode() + body)
        connection.shutdown(socket.SHUT_WR)
    stage.wait(answers + 1)
    assert client.sandbox.system.members(JCLLIB) == []
    assert client.sandbox.system.jobs() == []


@contextlib.contextmanager
def _connection(client: Client) -> Iterator[ssl.SSLSocket]:
    host, port = client.url.removeprefix("https://").split(":")
    context = ssl.create_default_context(cafile=str(client.session.verify))
    with (
        socket.create_connection((host, int(port)), 20) as plain,
        context.wrap_socket(plain, server_hostname=host) as connection,
    ):
        yield connection


def _answer(connection: ssl.SSLSocket) -> tuple[bytes, bytes]:
    answer = b""
    while part := connection.recv(65536):
        answer += part
    head, _, body = answer.partition(b"\r\n\r\n")
    return head, body


def test_plain_http_to_the_tls_port_does_no_harm(client: Client) -> None:
    host, port = client.url.removeprefix("https://").split(":")
    with socket.create_connection((host, int(port)), 20) as plain:
        plain.sendall(b"GET /zosmf/info HTTP/1.1\r\nHost: a\r\n\r\n")
        with contextlib.suppress(ConnectionResetError):
            plain.recv(100)
    assert client("GET", "/info").status_code == 200


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    method=st.sampled_from(["GET", "PUT", "POST", "DELETE"]),
    root=st.sampled_from(
        ["restfiles/ds/", "restfiles/ds?dslevel=", "restjobs/jobs/", "restjobs/jobs?"]
    ),
    tail=st.text(max_size=40),
    body=st.binary(max_size=60),
    kind=st.sampled_from(["application/json", "text/plain", "application/octet-stream"]),
)
def test_anything(
    client: Client, method: str, root: str, tail: str, body: bytes, kind: str
) -> None:
    """In process, as the transport is not what is looked for here."""
    headers = {"Content-Type": kind}
    answer = client.inside(method, f"/zosmf/{root}{tail}", data=body, headers=headers)
    assert answer.status_code < 600
    if answer.status_code >= 400:
        assert "Internal error" not in answer.get_json()["message"]


def test_a_sandbox_that_is_gone(client: Client, tmp_path: Path) -> None:
    client.sandbox.system.folder.rename(tmp_path / "elsewhere")
    assert client.refused("GET", "/restjobs/jobs", 503)["category"] == 7
    assert client.refused("GET", "/restfiles/ds?dslevel=A", 503)["category"] == 16
