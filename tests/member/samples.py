"""Settings of every valid kind, and the three sources of a member."""

from __future__ import annotations

import json
import string
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

import zwe_vsam.sandbox
from zwe_vsam.config import settings as config
from zwe_vsam.config.configuration import Configuration
from zwe_vsam.config.document import Document
from zwe_vsam.config.settings import Settings
from zwe_vsam.config.source import ConfigSource
from zwe_vsam.member import bundled, renderer
from zwe_vsam.member.renderer import Template

_SAMPLES = Path(zwe_vsam.sandbox.__file__).parent / "samples"
HASH = (_SAMPLES / "ZWECSVSM.hash.jcl").read_text()
BRACE = (_SAMPLES / "ZWECSVSM.brace.jcl").read_text()
BUNDLED = bundled.read("ZWECSVSM").decode()
SOURCES = ("hash", "brace", "bundled")


def source(kind: str) -> Template:
    """The template of that kind, loaded."""
    if kind == "bundled":
        return renderer.load(BUNDLED, "bundled", is_jinja=True, is_bundled=True)
    return renderer.load({"hash": HASH, "brace": BRACE}[kind], kind)


class Wanted(NamedTuple):
    """What a zowe.yaml says, in plain values."""

    cluster: str = "IBMUSER.ZWE.CUST.CACHE"
    mode: str = "NONRLS"
    place: str = "VOL123"
    """The volume or the storage class."""
    key_length: int | None = None
    record_length: int | None = None
    header: str | list[str] | None = None

    @property
    def yaml(self) -> str:
        """As a zowe.yaml; JSON is YAML."""
        place = "volume" if self.mode == "NONRLS" else "storageClass"
        lengths = {"KEYLENGTH": self.key_length, "RECORDLENGTH": self.record_length}
        return json.dumps(
            {
                "zowe": {
                    "environments": {f"CACHING_STORAGE_VSAM_{k}": v for k, v in lengths.items()},
                    "setup": {
                        "dataset": {"prefix": "IBMUSER.ZWE", "jcllib": "IBMUSER.JCLLIB"},
                        "vsam": {"mode": self.mode, place: self.place},
                        "jcl": {"header": self.header},
                    },
                },
                "components": {
                    "caching-service": {"storage": {"mode": "VSAM", "vsam": {"name": self.cluster}}}
                },
            }
        )

    @property
    def settings(self) -> Settings:
        """As read from that zowe.yaml."""
        document = Document(ConfigSource("zowe.yaml", self.yaml))
        return config.read(Configuration([document]))[0]


_FIRST = string.ascii_uppercase + "$#@"
_LATER = _FIRST + string.digits


def _words(later: str, shortest: int, longest: int) -> st.SearchStrategy[str]:
    """Words of so many characters; the first of them is no digit and no hyphen."""
    rest = st.text(later, min_size=shortest - 1, max_size=longest - 1)
    return st.tuples(st.sampled_from(_FIRST), rest).map("".join)


_QUALIFIERS = _words(_LATER + "-", 1, 8)
_NAMES = st.lists(_QUALIFIERS, min_size=1, max_size=6).map(".".join)
_LONG = _words(_LATER + "-", 8, 8)
clusters = st.one_of(
    _NAMES.filter(lambda name: len(name) <= 38),
    st.tuples(*[_LONG] * 4, st.sampled_from(_FIRST).map("{}-".format)).map(".".join),
)
"""Names of up to 38 characters; a good part have all 38."""
_volumes = st.tuples(st.just("NONRLS"), st.text(_LATER + "-", min_size=1, max_size=6))
_classes = st.tuples(st.just("RLS"), _words(_LATER, 1, 8))

_OPERANDS = ("CLASS=A", "MSGCLASS=H", "MSGLEVEL=(1,1)", "NOTIFY=&SYSUID", "REGION=0M", "TIME=1440",
             "USER=IBMUSER", "LINES=(999,WARNING)")  # fmt: skip
_BETWEEN = ("//* a comment", "//*" + "-" * 77)
_BEHIND = (*_BETWEEN, "/*JOBPARM SYSAFF=*", "/*ROUTE PRINT LOCAL")


@st.composite
def headers(draw: st.DrawFn) -> str | list[str] | None:
    """Valid headers: operands on one line or several, with comments and JES2 statements."""
    operands = draw(st.lists(st.sampled_from(_OPERANDS), unique=True, max_size=8))
    if draw(st.booleans()):
        operands[:0] = ["(ACCT,'ROOM 1')", "'A. SMITH'"]
    if not operands:
        return None
    lines = [operands[0]]
    for operand in operands[1:]:
        if len(lines[-1]) < 30 and draw(st.booleans()) and lines[-1][:2] not in ("//", "/*"):
            lines[-1] += f",{operand}"
        else:
            lines[-1] += ","
            lines += draw(st.lists(st.sampled_from(_BETWEEN), max_size=1))
            lines.append(draw(st.sampled_from(("", "   ", "//  ", "//             "))) + operand)
    lines = [line.replace(",,", ",") if line.startswith(("//*", "/*")) else line for line in lines]
    lines += draw(st.lists(st.sampled_from(_BEHIND), max_size=2))
    return draw(st.sampled_from((lines, "\n".join(lines))))


@st.composite
def wanted(draw: st.DrawFn, *, plain: bool = False) -> Wanted:
    """Everything that a valid zowe.yaml can ask for; ``plain``: no lengths, no header."""
    mode, place = draw(st.one_of(_volumes, _classes))
    found = Wanted(draw(clusters), mode, place)
    if plain:
        return found
    record = draw(st.none() | st.integers(1, 32761))
    longest = min(255, 4096 if record is None else record)
    key = draw(st.none() | st.integers(1, longest))
    if key is None and longest < 128:
        record = None
    return found._replace(key_length=key, record_length=record, header=draw(headers()))
