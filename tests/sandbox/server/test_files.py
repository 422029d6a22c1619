from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.helpers import CLUSTER, JCLLIB, SAMPLES, define
from tests.sandbox.server.conftest import Client

BASE = {"X-IBM-Attributes": "base"}
MEMBER = f"/restfiles/ds/{JCLLIB}(A)"


def listed(client: Client, query: str, **headers: str) -> list[str]:
    document = client.json("GET", f"/restfiles/ds?dslevel={query}", headers=headers)
    return [item["dsname"] for item in document["items"]]


@pytest.mark.parametrize(
    ("level", "names"),
    [
        ("IBMUSER", [JCLLIB, SAMPLES]),
        ("ibmuser.zwe.szwesamp", [SAMPLES]),
        ("IBMUSER.**.JCLLIB", [JCLLIB]),
        ("IBMUSER.*.SZ%ESAMP", [SAMPLES]),
        ("IBMUSER.*.JCLLIB", []),
        ("IBMUSER.ZWE.S*", [SAMPLES]),
        ("IBMUSER.Z", []),
        ("OTHER", []),
    ],
)
def test_lists_by_level(client: Client, level: str, names: list[str]) -> None:
    assert listed(client, level) == names


def test_a_long_list_is_cut_and_says_so(client: Client) -> None:
    for number in range(3):
        client.sandbox.system.create_library(f"MANY.A{number}")
    document = client.json(
        "GET",
        "/restfiles/ds?dslevel=MANY",
        headers={"X-IBM-Max-Items": "2", "X-IBM-Attributes": "dsname,total"},
    )
    assert document == {
        "items": [{"dsname": "MANY.A0"}, {"dsname": "MANY.A1"}],
        "returnedRows": 2,
        "moreRows": True,
        "totalRows": 3,
        "JSONversion": 1,
    }
    assert listed(client, "MANY&start=MANY.A1") == ["MANY.A1", "MANY.A2"]
    for number in ("0", "x", "-1"):
        assert len(listed(client, "MANY", **{"X-IBM-Max-Items": number})) == 3
    assert listed(client, "MANY&volser=NONE") == []


def test_a_cluster_and_its_components(client: Client) -> None:
    client.sandbox.run(define())
    rows = client.json("GET", f"/restfiles/ds?dslevel={CLUSTER}", headers=BASE)["items"]
    shown = [(row["dsname"], row["dsorg"], row["vol"], row["spacu"]) for row in rows]
    assert shown == [
        (CLUSTER, "VS", "*VSAM*", "?"),
        (f"{CLUSTER}.DATA", "VS", "VOL001", "TRACKS"),
        (f"{CLUSTER}.INDEX", "VS", "VOL001", "TRACKS"),
    ]
    volumes = client.json(
        "GET", f"/restfiles/ds?dslevel={CLUSTER}", headers={"X-IBM-Attributes": "vol"}
    )
    assert volumes["items"][1] == {"dsname": f"{CLUSTER}.DATA", "vol": "VOL001"}


def test_attributes_of_a_library(client: Client) -> None:
    (row,) = client.json("GET", f"/restfiles/ds?dslevel={JCLLIB}", headers=BASE)["items"]
    assert (row["dsorg"], row["recfm"], row["lrecl"], row["migr"]) == ("PO", "FB", "80", "NO")


def test_members(client: Client) -> None:
    for name in ("ABC", "AB1", "B"):
        client.write(name, "x\n")
    path = f"/restfiles/ds/{JCLLIB}/member"

    def names(query: str, **headers: str) -> list[str]:
        return [x["member"] for x in client.json("GET", path + query, headers=headers)["items"]]

    assert names("") == ["ABC", "AB1", "B"]
    assert names("?pattern=ab%25") == ["ABC", "AB1"]
    assert names("?pattern=*") == ["ABC", "AB1", "B"]
    assert names("?pattern=ZWECSVSM") == []
    assert names("?start=AB1") == ["AB1", "B"]
    assert names("", **{"X-IBM-Max-Items": "1"}) == ["ABC"]
    client.refused("GET", f"{path}?pattern=(", 400)
    missing = client.refused("GET", "/restfiles/ds/NO.SUCH/member", 404)
    assert (missing["category"], missing["rc"], missing["message"]) == (4, 8, "LMINIT error")
    assert "ISRZ002 Data set not cataloged - 'NO.SUCH'" in missing["details"][0]


def test_text_is_records_without_their_trailing_blanks(client: Client) -> None:
    assert client.write("A", "one  \n\n three\n").status_code == 201
    answer = client("GET", MEMBER)
    assert answer.text == "one\n\n three\n"
    assert answer.headers["Content-Type"] == "text/plain; charset=UTF-8"
    assert client.sandbox.system.read(JCLLIB, "A").text == "one\n\n three\n"
    assert client.write("A", "one").status_code == 204
    assert client("GET", MEMBER).text == "one\n"
    assert client.write("A", "").status_code == 204
    assert client("GET", MEMBER).text == ""


def test_code_pages_line_ends_and_modes(client: Client) -> None:
    page = {"X-IBM-Data-Type": "text;fileEncoding=IBM-037;crlf=true"}
    client.write("A", "[x]\r\n", **page)
    image = client.sandbox.system.image(JCLLIB, "A").image
    assert image == "[x]".ljust(80).encode("cp037")
    assert client("GET", MEMBER, headers=page).text == "[x]\r\n"
    assert client("GET", MEMBER, headers={"X-IBM-Data-Type": "binary"}).content == image
    framed = client("GET", MEMBER, headers={"X-IBM-Data-Type": "record"}).content
    assert framed == (80).to_bytes(4, "big") + image
    client("PUT", MEMBER, data=framed * 2, headers={"X-IBM-Data-Type": "record"})
    assert client.sandbox.system.image(JCLLIB, "A").image == image * 2
    client("PUT", MEMBER, data=b"\x01\x02", headers={"X-IBM-Data-Type": "binary"})
    assert client.sandbox.system.image(JCLLIB, "A").image == b"\x01\x02".ljust(80, b"\0")
    broken = b"\0\0\0\x51" + b"x" * 81
    client.refused("PUT", MEMBER, 400, data=broken, headers={"X-IBM-Data-Type": "record"})
    assert client("GET", MEMBER, headers={"X-IBM-Data-Type": "binary"}).content[:2] == b"\x01\x02"


def test_a_character_that_the_code_page_does_not_have(client: Client) -> None:
    client.write("A", "old\n")
    assert client.write("A", "\u2603\n").status_code == 400
    assert client("GET", MEMBER).text == "old\n"


def test_a_line_too_long_is_cut_and_written_and_an_error(client: Client) -> None:
    """As real servers do: whoever gets the error must not take the member for unchanged."""
    client.write("A", "old\n")
    document = client.refused("PUT", MEMBER, 500, data=f"{'x' * 81}\nend\n".encode())
    assert (document["category"], document["rc"], document["reason"]) == (6, 8, 520)
    assert "EDC5003I" in document["details"][0]
    assert client("GET", MEMBER).text == f"{'x' * 80}\nend\n"


def test_nobodys_edit_is_lost(client: Client) -> None:
    created = client.write("A", "one\n")
    read = client("GET", MEMBER, headers={"X-IBM-Return-Etag": "true"})
    tag = read.headers["ETag"]
    assert tag == created.headers["ETag"]
    assert client("GET", MEMBER, headers={"If-None-Match": tag}).status_code == 304
    client.sandbox.system.write(JCLLIB, "A", "theirs\n")
    assert client("GET", MEMBER, headers={"If-None-Match": tag}).status_code == 200
    assert client.write("A", "mine\n", **{"If-Match": tag}).status_code == 412
    assert client("GET", MEMBER).text == "theirs\n"
    fresh = client("GET", MEMBER).headers["ETag"]
    assert client.write("A", "mine\n", **{"If-Match": f'"{fresh}"'}).status_code == 204
    assert client.write("NEW", "x\n", **{"If-Match": fresh}).status_code == 412
    assert client.sandbox.system.members(JCLLIB) == ["A"]


def test_an_etag_is_of_what_a_member_holds(client: Client) -> None:
    first = client.write("A", "one\n").headers["ETag"]
    client.write("A", "two\n")
    assert client.write("A", "one\n").headers["ETag"] == first


def test_what_is_not_there(client: Client) -> None:
    """As recorded from real systems: zowe/data-sets, getContent_noMember.json,
    getContent_noDataSet.json, putContent_noDataSet.json, deleteDataSet_doesntExist.json,
    src/test/resources/zosmfResponses."""
    document = client.refused("GET", MEMBER, 404)
    assert numbers(document) == (6, 8, 524)
    assert (document["message"], document["details"]) == ("Member not found", [f"{JCLLIB}(A)"])
    document = client.refused("DELETE", MEMBER, 404)
    assert numbers(document) == (4, 8, 0)
    assert "ISRZ002 Member not found" in document["details"][0]
    for method in ("GET", "PUT"):
        document = client.refused(method, "/restfiles/ds/NO.SUCH(A)", 404)
        assert numbers(document) == (6, 8, 386400778)
        assert document["message"] == "Data set not found."
        assert document["details"] == [
            "IKJ56228I DATA SET NO.SUCH NOT IN CATALOG OR CATALOG CAN NOT BE ACCESSED    "
        ]
    document = client.refused("DELETE", "/restfiles/ds/NO.SUCH", 404)
    assert (*numbers(document), document["message"]) == (4, 8, 0, "LMERASE error")
    assert "Data set not cataloged" in document["details"][0]


def numbers(document: dict[str, Any]) -> tuple[int, int, int]:
    return document["category"], document["rc"], document["reason"]


def test_creating_and_deleting_a_library(client: Client) -> None:
    wanted: dict[str, Any] = {"dsorg": "PO", "recfm": "FB", "lrecl": 80, "alcunit": "TRK"}
    path = "/restfiles/ds/MY.NEW.LIB"
    assert client("POST", path, json=wanted).status_code == 201
    assert client.refused("POST", path, 500, json=wanted)["message"] == "Dynamic allocation Error"
    assert client("PUT", f"{path}(A)", data=b"x\n").status_code == 201
    assert client("DELETE", f"{path}(A)").status_code == 204
    assert client("DELETE", path).status_code == 204
    client.refused("DELETE", path, 404)
    for other, named in (
        ({"dsorg": "PS"}, "SEQUENTIAL DATA SETS (DSORG=PS)"),
        ({"lrecl": 133}, "LRECL=133"),
        ({"recfm": "VB"}, "RECFM=VB"),
        ({"like": "A.B"}, "LIKE"),
    ):
        said = client.refused("POST", path, 400, json={**wanted, **other})["message"]
        assert said.startswith("ZWVS001I")
        assert named in said
    # The model is named whatever else was left out for its sake.
    assert "LIKE" in client.refused("POST", path, 400, json={"like": "A.B"})["message"]
    assert "MY.NEW.LIB" not in client.sandbox.system.libraries()


def test_a_cluster_is_no_library(client: Client) -> None:
    client.sandbox.run(define())
    for method, path in (("GET", "(A)"), ("PUT", "(A)"), ("DELETE", ""), ("GET", "/member")):
        client.refused(method, f"/restfiles/ds/{CLUSTER}{path}", 500)
    client.refused("POST", f"/restfiles/ds/{CLUSTER}", 500, json={"dsorg": "PO"})
    assert client.sandbox.system.clusters() == [CLUSTER]


@pytest.mark.parametrize(
    ("method", "path", "more", "named"),
    [
        ("GET", JCLLIB, {}, "SEQUENTIAL DATA SETS"),
        ("PUT", JCLLIB, {"data": b"x"}, "SEQUENTIAL DATA SETS"),
        ("GET", f"-(VOL001)/{JCLLIB}(A)", {}, "ON A VOLUME"),
        ("PUT", f"{JCLLIB}(B)", {"json": {"request": "rename"}}, "RENAMING"),
        ("PUT", f"{JCLLIB}(B)", {"json": {"request": "copy"}}, "COPYING"),
        ("PUT", JCLLIB, {"json": {"request": "hrecall"}}, "RECALLING"),
        ("PUT", JCLLIB, {"json": {"request": "hmigrate"}}, "MIGRATING"),
        ("PUT", JCLLIB, {"json": {"request": "hdelete"}}, "DELETING MIGRATED"),
    ],
)
def test_what_the_sandbox_does_not_do(
    client: Client, method: str, path: str, more: dict[str, Any], named: str
) -> None:
    client.write("A", "x\n")
    document = client.refused(method, f"/restfiles/ds/{path}", 400, **more)
    assert document["message"].startswith("ZWVS001I")
    assert named in document["message"]
    assert client.sandbox.system.members(JCLLIB) == ["A"]


def test_a_request_that_no_server_has(client: Client) -> None:
    for more in ({"json": {"request": "x"}}, {"json": {}}, {"json": []}):
        assert client.refused("PUT", MEMBER, 400, **more)["reason"] == 7


@pytest.mark.parametrize("word", ["FOR(10)", "TO(1999001)"])
def test_the_retention_of_a_cluster_is_refused_by_name(client: Client, word: str) -> None:
    line = f"DEFINE CLUSTER(NAME(A.B) VOLUMES(VOL001) TRACKS(1 1) {word})"
    answer = ams(client, line)
    assert answer.status_code == 500
    said = "\n".join(answer.json()["details"])
    assert "ZWVS001I" in said
    assert word.partition("(")[0] in said
    assert client.sandbox.system.clusters() == []


def ams(client: Client, *lines: str) -> Any:
    return client("PUT", "/restfiles/ams", json={"input": list(lines), "JSONversion": 1})


def test_idcams(client: Client) -> None:
    command = f"DEFINE CLUSTER (NAME({CLUSTER}) VOLUMES(VOL001) TRACKS(1 1) INDEXED KEYS(128 0)"
    done = ams(client, f"{command} RECORDSIZE(200 200))").json()
    assert (done["rc"], done["JSONversion"]) == (0, 1)
    assert client.sandbox.system.clusters() == [CLUSTER]
    found = ams(client, f"LISTCAT ENTRIES('{CLUSTER}') ALL").json()
    assert f"0CLUSTER ------- {CLUSTER}" in found["output"]
    missing = ams(client, "LISTCAT ENTRIES('NO.SUCH') ALL")
    assert (missing.status_code, missing.json()["rc"]) == (200, 4)
    assert any("IDC3012I" in line for line in missing.json()["output"])
    failed = ams(client, "DELETE NO.SUCH -", " CLUSTER")
    assert (failed.status_code, failed.json()["rc"]) == (500, 8)
    assert any("IDC3012I" in line for line in failed.json()["details"])
    # As Zowe CLI sends it.
    assert ams(client, f"DELETE -\n{CLUSTER} -\nCLUSTER\n").json()["rc"] == 0
    assert client.sandbox.system.clusters() == []


def test_the_limits_of_idcams(client: Client) -> None:
    assert ams(client, "/*" + "x" * 251 + "*/").status_code == 200
    assert ams(client, "/*" + "x" * 252 + "*/").status_code == 400
    assert ams(client, *["/* */"] * 1400).status_code == 400
    assert ams(client).status_code == 400
