"""Members of both dialects: what they become, against what Zowe itself makes of them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.member.samples import BRACE, HASH, Wanted, wanted
from zwe_vsam.errors import Problem
from zwe_vsam.member import renderer

PLAIN = settings(max_examples=100, deadline=None, derandomize=True, database=None)


def rendered(member: str, want: Wanted) -> str:
    return renderer.load(member, "MEMBER").render(want.settings)


def trimmed(text: str) -> str:
    return "".join(f"{line.rstrip()}\n" for line in text.rstrip("\n").split("\n"))


def refused(member: str, want: Wanted | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        rendered(member, want or Wanted())
    assert caught.value.message.exit_code == 232
    return caught.value


# The hash dialect: the original's four sed commands, one after the other


def sed(member: str, want: Wanted) -> str:
    """What the shell script makes of a member, record by record."""
    volume = want.place if want.mode == "NONRLS" else ""
    storclas = want.place if want.mode == "RLS" else ""
    records = member.split("\n")
    records = [
        f"//         SET  MODE={want.mode}" if re.match(r"// +SET +MODE=.*$", record) else record
        for record in records
    ]
    first = next(i for i, record in enumerate(records) if re.match("//ALLOC", record))
    for old, new in (("#dsname", want.cluster), ("#volume", volume), ("#storclas", storclas)):
        records[first:] = [record.replace(old, new) for record in records[first:]]
    return "\n".join(records)


_NOTES = st.sampled_from(
    [
        "//* put #dsname, #volume and #storclas in",
        "//* #dsnames #volume2 #unknown",
        "//* {{ cluster }} {% if %} {# #} {a.b}",
        "//* // SET MODE=RLS",
        "//",
    ]
)
_SETS = st.sampled_from(
    ["//         SET MODE=NONRLS                       RLS or NONRLS", "// SET MODE=",
     "//   SET    MODE=RLS"]
)  # fmt: skip
_RECORD_SIZES = st.sampled_from(["RECSZ(4096 4096)", "RECSZ(80 4096)", "RECORDSIZE(80,4096)"])


@st.composite
def hash_members(draw: st.DrawFn) -> str:
    """The sample with other comments, another SET statement, and records padded to 80 bytes."""
    head, alloc, rest = HASH.partition("//ALLOC")
    head = "\n".join(
        draw(_SETS) if " SET MODE" in record else record for record in head.split("\n")
    )
    head += "".join(f"{note}\n" for note in draw(st.lists(_NOTES, max_size=3)) if note != "//")
    rest = rest.replace("RECSZ(4096 4096)", draw(_RECORD_SIZES))
    rest = rest.replace("//RLS ", f"{draw(_NOTES)}\n//RLS ")
    if draw(st.booleans()):
        rest = rest.replace("REC(80 20)", "REC(80 20) /* #dsname #x */")
    member = head + alloc + rest
    if draw(st.booleans()):
        member = "".join(f"{record:80}\n" for record in member.splitlines())
    return member


@PLAIN
@given(hash_members(), wanted(plain=True))
def test_hash_member_is_what_the_original_makes(member: str, want: Wanted) -> None:
    assert rendered(member, want) == trimmed(sed(member, want))


def test_nothing_is_replaced_before_alloc() -> None:
    text = rendered(HASH, Wanted())
    head, _, rest = text.partition("//ALLOC")
    assert "#dsname     by the name" in head
    assert "//         SET  MODE=NONRLS\n" in head
    assert "#" not in rest
    assert "STORCLAS() -" in rest


@pytest.mark.parametrize("label", ["//ALLOC ", "//ALLOCATE", "//ALLOC1"])
def test_alloc_is_where_a_label_begins_with_it(label: str) -> None:
    member = HASH.replace("//ALLOC ", f"{label} ")
    assert rendered(member, Wanted()) == trimmed(sed(member, Wanted()))


@pytest.mark.parametrize(
    ("old", "new", "placeholder", "line", "column"),
    [
        ("(NAME(#dsname)", "(NAME(#dsn)", "#dsn", 21, 9),
        ("VOLUME(#volume)", "VOLUME(#volumes)", "#volumes", 39, 10),
        ("//SYSPRINT DD SYSOUT=*", "//SYSPRINT DD SYSOUT=#class", "#class", 18, 22),
        ("REC(80 20)", "REC(80 #sec) /* #x */", "#sec", 25, 10),
    ],
)
def test_unknown_hash_placeholder(
    old: str, new: str, placeholder: str, line: int, column: int
) -> None:
    problem = refused(HASH.replace(old, new))
    assert problem.id == "ZWV3022E"
    assert problem.message.text == f"MEMBER has an unknown placeholder: {placeholder}."
    assert str(problem.origin) == f"MEMBER:{line}:{column}"


def test_upper_case_after_a_hash_is_a_name() -> None:
    member = HASH.replace("//SYSPRINT DD SYSOUT=*", "//SYSPRINT DD SYSOUT=*,DEST=#LOCAL")
    assert "DEST=#LOCAL" in rendered(member, Wanted())


def test_a_comment_field_may_hold_any_word() -> None:
    """It is replaced there as the original does, and what is not known is left alone."""
    old = "//SYSPRINT DD SYSOUT=*"
    member = HASH.replace(old, f"{old}   for #dsname, see #note, it's 'so #quoted'")
    assert rendered(member, Wanted()) == trimmed(sed(member, Wanted()))
    assert "see #note" in rendered(member, Wanted())


# The brace dialect


def braces(member: str, want: Wanted) -> str:
    """Each path in braces replaced by the value that the configuration has for it."""
    values = {
        "zowe.setup.vsam.name": want.cluster,
        "components.caching-service.storage.vsam.name": want.cluster,
        "zowe.setup.vsam.mode": want.mode,
        "zowe.setup.vsam.volume": want.place if want.mode == "NONRLS" else "",
        "zowe.setup.vsam.storageclass": want.place if want.mode == "RLS" else "",
        "zowe.setup.jcl.header": "",
        "zowe.setup.dataset.prefix": "IBMUSER.ZWE",
        "zowe.setup.dataset.jcllib": "IBMUSER.JCLLIB",
    }
    return re.sub(r"\{([A-Za-z.-]+)\}", lambda found: values[found[1].lower()], member)


@st.composite
def brace_members(draw: st.DrawFn) -> str:
    """The sample with its paths in other letter cases, and more of them."""
    change = st.sampled_from([str.upper, str.lower, str.swapcase, str])
    member = BRACE
    if draw(st.booleans()):
        member = member.replace(
            "{zowe.setup.vsam.name})", "{components.caching-service.storage.vsam.name})"
        )
    if draw(st.booleans()):
        member = member.replace("UNIQUE -", "OWNER('{zowe.setup.dataset.jcllib}') -")
    return re.sub(r"\{.*?\}", lambda found: draw(change)(found[0]), member)


@PLAIN
@given(brace_members(), wanted(plain=True))
def test_brace_member_is_what_the_original_makes(member: str, want: Wanted) -> None:
    assert rendered(member, want) == trimmed(braces(member, want))


def test_without_header_nothing_follows_job() -> None:
    assert rendered(BRACE, Wanted()).startswith("//ZWECSVSM JOB\n//*---")


def test_comments_of_a_brace_member_are_left_alone() -> None:
    note = "//* {zowe.setup.vsam.name} {not.known}\n//ALLOC"
    text = rendered(BRACE.replace("//ALLOC", note), Wanted())
    assert note in text
    inside = "INDEXED /* {zowe.setup.vsam.name} {not.known} */) -"
    assert inside in rendered(BRACE.replace("INDEXED) -", inside), Wanted())


def test_a_comment_ends_with_the_data_that_it_stands_in() -> None:
    member = BRACE.replace("LOG(NONE) -", "LOG(NONE) - /* open")
    member = member.replace("//RLS ", "//* /*\n//RLS ")
    assert rendered(member, Wanted()) == trimmed(braces(member, Wanted()))


@pytest.mark.parametrize(
    ("old", "new", "placeholder", "place"),
    [
        ("{zowe.setup.vsam.volume}", "{zowe.setup.vsam.volumes}", "{zowe.setup.vsam.volumes}",
         "29:10"),
        ("SYSOUT=*", "SYSOUT={a.b}", "{a.b}", "8:22"),
        ("INDEXED)", "INDEXED) /* {x.y} */ {c-d.e_f}", "{c-d.e_f}", "16:24"),
    ],
)  # fmt: skip
def test_unknown_path(old: str, new: str, placeholder: str, place: str) -> None:
    problem = refused(BRACE.replace(old, new))
    assert problem.id == "ZWV3022E"
    assert problem.message.text == f"MEMBER has an unknown placeholder: {placeholder}."
    assert str(problem.origin) == f"MEMBER:{place}"


# Both


NO_PLACEHOLDER = "MEMBER has no placeholder for the name of the cluster."
JINJA_LOOKALIKES = ["{{ cluster }}", "{% if x %}", "{# note #}", "{{", "%}", "{%- raw -%}", "{x}"]


@pytest.mark.parametrize("look", JINJA_LOOKALIKES)
@pytest.mark.parametrize("member", [HASH, BRACE], ids=["hash", "brace"])
def test_what_looks_like_jinja_passes_through(member: str, look: str) -> None:
    for place in (f"//* {look}\n//ALLOC ", f"//X DD DSN='{look}'\n//ALLOC "):
        changed = member.replace("//ALLOC ", place)
        assert place in rendered(changed, Wanted())
    changed = member.replace("UNIQUE -", f"OWNER('{look}') -")
    assert f"OWNER('{look}') -" in rendered(changed, Wanted())


@pytest.mark.parametrize(
    ("member", "message_id", "text"),
    [
        ("", "ZWV3021E", NO_PLACEHOLDER),
        ("//A JOB\n//ALLOC EXEC PGM=IDCAMS\n", "ZWV3021E", NO_PLACEHOLDER),
        (
            "//A JOB\n//* #dsname {zowe.setup.vsam.name}\n//ALLOC EXEC PGM=IDCAMS\n",
            "ZWV3021E",
            NO_PLACEHOLDER,
        ),
        (HASH.replace("//ALLOC ", "//OTHER "), "ZWV3021E", NO_PLACEHOLDER),
        (
            HASH.replace("UNIQUE -", "{zowe.setup.vsam.name} -"),
            "ZWV3020E",
            "MEMBER has placeholders in braces and placeholders after #. Expected one form.",
        ),
    ],
    ids=range(5),
)
def test_no_template(member: str, message_id: str, text: str) -> None:
    problem = refused(member)
    assert (problem.id, problem.message.text) == (message_id, text)
    assert problem.remedy == "Copy the member ZWECSVSM from your release of Zowe."


@pytest.mark.parametrize("character", ["\x02", "\x03", "\x00", "\t", "\x1b", "\x85", "€", "\u2028"])
def test_characters_that_jcl_does_not_have(character: str) -> None:
    problem = refused(HASH.replace("//ALLOC", f"//* {character}\n//ALLOC"))
    assert problem.id == "ZWV3005E"
    assert problem.message.text == "MEMBER holds a character on line 17 that JCL does not have."
    assert str(problem.origin) == "MEMBER:17"


@pytest.mark.parametrize("member", [HASH, BRACE], ids=["hash", "brace"])
def test_no_job_statement(member: str) -> None:
    problem = refused(member.replace("//ZWECSVSM JOB", "//ZWECSVSM BOJ"))
    assert (problem.id, problem.message.text) == ("ZWV3006E", "MEMBER has no JOB statement.")
