"""What changes, in the form that Ansible shows with ``--diff``."""

from __future__ import annotations


def of_change(result):
    """The members that are written, before and after, and the cluster."""
    actions = [(action["action"], action["name"]) for action in result["plan"]]
    shown = []
    for stage in (result["removal"], result):
        member = stage["member"] if stage else None
        if member is None or not member["diff"]:
            continue
        if ("write-member", "%s(%s)" % (member["dataset"], member["name"])) in actions:
            shown.append({"prepared": member["diff"]})
    kinds = [action["action"] for action in result["plan"]]
    if "delete-cluster" in kinds or "define-cluster" in kinds:
        shown.append(_cluster(result, "delete-cluster" in kinds, "define-cluster" in kinds))
    return shown


def of_rendering(result):
    """The member in the JCL library, and the one that the template gives."""
    member = result["member"]
    return [{"prepared": member["diff"]}] if member and member["diff"] else []


def of_comparison(result):
    """The attributes of the cluster: as found, and as expected."""
    rows = result["comparison"]
    if not rows or all(row["verdict"] == "same" for row in rows):
        return []
    name = result["cluster"]["name"]
    return [
        {
            "before_header": "%s in the catalog" % name,
            "after_header": "%s in zowe.yaml" % name,
            "before": _lines((row["attribute"], row["found"]) for row in rows),
            # What cannot be compared, or does not matter, is no difference.
            "after": _lines((row["attribute"], _wanted(row)) for row in rows),
        }
    ]


def _cluster(result, is_deleted, is_defined):
    cluster = result["cluster"]
    rows = result["comparison"] or []
    before = [("exists", "yes" if is_deleted else "no")]
    after = [("exists", "yes" if is_defined else "no")]
    if is_deleted and is_defined:
        differing = [row for row in rows if row["verdict"] == "different"]
        before += [(row["attribute"], row["found"]) for row in differing]
        after += [(row["attribute"], row["expected"]) for row in differing]
    return {
        "before_header": cluster["name"],
        "after_header": cluster["name"],
        "before": _lines(before),
        "after": _lines(after),
    }


def _wanted(row):
    is_difference = row["verdict"] == "different" or row["found"] is None
    return row["expected"] if is_difference else row["found"]


def _lines(pairs):
    return "".join("%s: %s\n" % pair for pair in pairs if pair[1] is not None)
