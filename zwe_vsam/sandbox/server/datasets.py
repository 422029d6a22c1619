"""Lists of data sets and members, and their creation and deletion.

Source: z/OSMF Programming Guide, "List the z/OS data sets on a system", "List the members of a
z/OS data set", "Create a sequential and partitioned data set", "Delete a sequential and
partitioned data set" and "Delete a PDS or PDSE data set member".
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request

from zwe_vsam.errors import LibraryNotFound, MemberNotFound, TargetError
from zwe_vsam.sandbox.inventory import DataSet
from zwe_vsam.sandbox.server import bodies, errors, places
from zwe_vsam.sandbox.server.errors import Failure, files, unsupported
from zwe_vsam.sandbox.system import System
from zwe_vsam.zos import names
from zwe_vsam.zos.limits import RECORD_LENGTH

_ROOT = "/zosmf/restfiles/ds"
_UNKNOWN = "?"
"""What ISPF shows of an attribute that a data set does not have."""


def blueprint(system: System) -> Blueprint:
    """The services."""
    routes = Blueprint("datasets", __name__)

    @routes.get(_ROOT)
    def list_data_sets() -> Response:
        matches = places.level(request.args.get("dslevel", "")).fullmatch
        volume = names.upper(request.args.get("volser", ""))
        start = names.upper(request.args.get("start", ""))
        which, total = bodies.attributes(request, "dsname")
        rows = [
            _row(item, which)
            for item in system.data_sets()
            if matches(item.name) and item.name >= start and volume in ("", item.volser)
        ]
        return _rows(rows, total)

    @routes.get(f"{_ROOT}/<library>/member")
    def list_members(library: str) -> Response:
        matches = places.member_pattern(request.args.get("pattern", "")).fullmatch
        member_names = members(system, places.data_set(library))
        start = names.upper(request.args.get("start", ""))
        if start in member_names:
            member_names = member_names[member_names.index(start) :]
        _, total = bodies.attributes(request, "member")
        # A member without ISPF statistics, as all here are, has no other attributes.
        return _rows([{"member": item} for item in member_names if matches(item)], total)

    @routes.post(f"{_ROOT}/<path:text>")
    def create(text: str) -> Response:
        place = places.place(text)
        if place.member:
            raise files(1, "A member is created by writing to it.")
        _check_request(bodies.document(request, lambda reason: files(7, reason)))
        try:
            system.create_library(place.library)
        except TargetError as error:
            if error.id != "ZWEL0158E":
                raise
            detail = (
                f"IGD17101I DATA SET {place.library} NOT DEFINED BECAUSE DUPLICATE NAME EXISTS IN"
                " CATALOG RETURN CODE IS 8 REASON CODE IS 38 IGG0CLEH"
            )
            raise Failure(
                500, errors.FILES_DYNAMIC_ALLOCATION, 860, 2, "Dynamic allocation Error", (detail,)
            ) from error
        return Response(status=201)

    @routes.delete(f"{_ROOT}/<path:text>")
    def delete(text: str) -> Response:
        place = places.place(text)
        call = "LMINIT" if place.member else "LMERASE"
        partitioned(system, place.library, lambda name: errors.not_cataloged(name, call))
        try:
            if place.member:
                system.delete(place.library, place.member)
            else:
                system.delete_library(place.library)
        except MemberNotFound as error:
            raise errors.no_member(place.library, place.member, "LMMDEL") from error
        return Response(status=204)

    return routes


def members(system: System, library: str) -> list[str]:
    """Names of the members. Raises Failure without the library."""
    partitioned(system, library)
    return system.members(library)


def partitioned(
    system: System, name: str, missing: Callable[[str], Failure] = errors.not_cataloged
) -> None:
    """Raise Failure unless ``name`` is a partitioned data set; ``missing`` where there is none."""
    try:
        system.members(name)
    except LibraryNotFound as error:
        row = next((item for item in system.data_sets() if item.name == name), None)
        if row is None:
            raise missing(name) from error
        detail = f"ISRZ002 Invalid data set organization - '{name}' is a VSAM data set."
        raise Failure(500, errors.FILES_ISPF, 12, 0, "LMINIT error", (detail,)) from error


def _rows(rows: list[dict[str, Any]], total: bool) -> Response:
    most = bodies.limit(request)
    shown = rows[:most] if most else rows
    document: dict[str, Any] = {"items": shown, "returnedRows": len(shown)}
    if len(shown) < len(rows):
        document["moreRows"] = True
    if total:
        document["totalRows"] = len(rows)
    document["JSONversion"] = 1
    return jsonify(document)


def _row(item: DataSet, which: str) -> dict[str, Any]:
    volume = item.volser or "*VSAM*"
    if which == "vol":
        return {"dsname": item.name, "vol": volume}
    if which != "base":
        return {"dsname": item.name}
    if item.migrated:
        # All that is known of it without a recall.
        return {"dsname": item.name, "migr": "YES", "vol": "MIGRAT", "vols": "MIGRAT"}
    row: dict[str, Any] = {"dsname": item.name, "catnm": item.catalog, "dsorg": item.organization}
    if item.organization == "PO":
        row |= _LIBRARY
    elif item.volser:
        units = {"TRACK": "TRACKS", "CYLINDER": "CYLINDERS"}
        row |= {"dev": "3390", "extx": "1", "sizex": str(item.size), "spacu": units[item.unit]}
        row |= {"mvol": "N", "ovf": "NO"}
    if item.created is not None and item.volser:
        row["cdate"] = time.strftime("%Y/%m/%d", time.localtime(item.created))
    for name in _BASE:
        row.setdefault(name, _UNKNOWN)
    return row | {"migr": "NO", "vol": volume, "vols": volume}


_BASE = (
    "blksz", "cdate", "dev", "edate", "extx", "lrecl", "mvol", "ovf", "rdate", "recfm", "sizex",
    "spacu", "used",
)  # fmt: skip
_LIBRARY = {
    "blksz": "27920",
    "dev": "3390",
    "dsntp": "LIBRARY",
    "edate": "***None***",
    "extx": "1",
    "lrecl": str(RECORD_LENGTH),
    "mvol": "N",
    "ovf": "NO",
    "recfm": "FB",
    "sizex": "15",
    "spacu": "TRACKS",
    "used": "1",
}
"""What all libraries of the sandbox have in common."""


def _check_request(wanted: dict[str, Any]) -> None:
    """Raise Failure for anything but a library of 80-byte records, which is all there is."""
    if "like" in wanted:
        raise unsupported("LIKE, A MODEL DATA SET FOR AN ALLOCATION")
    organization = names.upper(str(wanted.get("dsorg", "PO" if wanted.get("dirblk") else "PS")))
    if organization not in ("PO", "PO-E"):
        kind = "SEQUENTIAL DATA SETS" if organization == "PS" else "DATA SETS"
        raise unsupported(f"{kind} (DSORG={organization[:8]}); IT HAS LIBRARIES (PO) ONLY")
    format_ = names.upper(str(wanted.get("recfm", "FB")))
    length = str(wanted.get("lrecl", RECORD_LENGTH))
    if format_ != "FB" or length != str(RECORD_LENGTH):
        raise unsupported(
            f"RECFM={format_[:8]} LRECL={length[:8]}; ITS LIBRARIES ARE FB {RECORD_LENGTH}"
        )
