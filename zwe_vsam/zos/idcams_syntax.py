"""The keywords of supported commands: abbreviations, levels, kinds of values.

Source: z/OS DFSMS Access Method Services Commands, "Functional Command Syntax", "DEFINE
CLUSTER", "DELETE", "LISTCAT". Keywords in plural form may be coded in the singular.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from functools import cache
from typing import NamedTuple

from zwe_vsam.zos.limits import CONTROL_INTERVAL_SIZE, KEY_LENGTH, KEY_OFFSET

FLAG, NAME, VOLSER, CLASS, NUMBER, CHOICE, TEXT = range(7)
"""Kinds of values: none, entry name, volume, SMS class, number in a range, one of a list, any."""


class Keyword(NamedTuple):
    """A keyword and the values that it takes."""

    name: str
    """In full."""
    kind: int
    least: int = 0
    """Values that must be given."""
    most: int = 0
    """Values that may be given."""
    ranges: tuple[tuple[int, int], ...] = ()
    """Lowest and highest number for each position."""
    choices: str = ""
    """Blank-separated values of a CHOICE."""
    levels: str = "C"
    """Levels of DEFINE CLUSTER that have it: C(luster), D(ata), I(ndex)."""


Exclusive = dict[str, tuple[str, ...]]
"""Keyword -> the keywords of which only one may be given, itself included."""


def _exclusive(*groups: tuple[str, ...]) -> Exclusive:
    return {name: group for group in groups for name in group}


SPACE = ("CYLINDERS", "KILOBYTES", "MEGABYTES", "RECORDS", "TRACKS")
ORGANIZATIONS = ("INDEXED", "LINEAR", "NONINDEXED", "NUMBERED", "ZFS")
EXCLUSIVE = _exclusive(
    SPACE,
    ORGANIZATIONS,
    ("ERASE", "NOERASE"),
    ("REUSE", "NOREUSE"),
    ("SPANNED", "NONSPANNED"),
    ("SPEED", "RECOVERY"),
    ("WRITECHECK", "NOWRITECHECK"),
    ("RECATALOG", "NORECATALOG"),
    ("UNIQUE", "SUBALLOCATION"),
    ("IMBED", "NOIMBED"),
    ("REPLICATE", "NOREPLICATE"),
    ("ORDERED", "UNORDERED"),
    ("LOGREPLICATE", "NOLOGREPLICATE"),
    ("RLSQUIESCE", "RLSENABLE"),
    ("TO", "FOR"),
)
"""Keywords of DEFINE of which only one may be given at one level."""

_AMOUNT = ((0, 16_777_215), (0, 16_777_215))
_SIZE = ((1, 16_776_704),)
_INTERVAL = ((1, CONTROL_INTERVAL_SIZE),)
_ENTRIES = 255
"""Names in one list of LISTCAT."""

# name | abbreviations | levels
_FLAGS = """
INDEXED|IXD|C LINEAR|LIN|C NONINDEXED|NIXD|C NUMBERED|NUMD|C ZFS||C
ERASE|ERAS|CD NOERASE|NERAS|CD REUSE|RUS|CDI NOREUSE|NRUS|CDI
SPANNED|SPND|CD NONSPANNED|NSPND|CD SPEED||CD RECOVERY|RCVY|CD
WRITECHECK|WCK|CDI NOWRITECHECK|NWCK|CDI RECATALOG|RCTLG|C NORECATALOG|NRCTLG|C
UNIQUE|UNQ|CDI SUBALLOCATION|SUBAL|CDI IMBED|IMBD|CI NOIMBED|NIMBD|CI
REPLICATE|REPL|CI NOREPLICATE|NREPL|CI ORDERED|ORD|CDI UNORDERED|UNORD|CDI
LOGREPLICATE||C NOLOGREPLICATE||C RLSQUIESCE||C RLSENABLE||C
"""

_VALUES = (
    (Keyword("NAME", NAME, 1, 1, levels="CDI"), ""),
    *((Keyword(unit, NUMBER, 1, 2, _AMOUNT, levels="CDI"), short) for unit, short in (
        ("CYLINDERS", "CYLINDER CYL"), ("KILOBYTES", "KILOBYTE KB"), ("MEGABYTES", "MEGABYTE MB"),
        ("RECORDS", "RECORD REC"), ("TRACKS", "TRACK TRK"))),
    (Keyword("VOLUMES", VOLSER, 1, 59, levels="CDI"), "VOLUME VOL"),
    (Keyword("KEYS", NUMBER, 2, 2, ((1, KEY_LENGTH), (0, KEY_OFFSET)), levels="CD"), "KEY"),
    (Keyword("RECORDSIZE", NUMBER, 2, 2, ((1, 2**31 - 1),) * 2, levels="CD"), "RECSZ"),
    (Keyword("SHAREOPTIONS", NUMBER, 1, 2, ((1, 4), (3, 4)), levels="CDI"), "SHAREOPTION SHR"),
    (Keyword("STORAGECLASS", CLASS, 1, 1), "STORCLAS STORCLASS"),
    (Keyword("MANAGEMENTCLASS", CLASS, 1, 1), "MGMTCLAS"),
    (Keyword("DATACLASS", CLASS, 1, 1), "DATACLAS"),
    (Keyword("LOG", CHOICE, 1, 1, choices="NONE UNDO ALL"), ""),
    (Keyword("FRLOG", CHOICE, 1, 1, choices="ALL NONE REDO UNDO"), ""),
    (Keyword("BWO", CHOICE, 1, 1, choices="TYPECICS TYPEIMS NO"), ""),
    (Keyword("EATTR", CHOICE, 1, 1, choices="NO OPT"), ""),
    (Keyword("LOGSTREAMID", TEXT, 1, 1), "LSID"),
    (Keyword("FREESPACE", NUMBER, 1, 2, ((0, 100),) * 2, levels="CD"), "FSPC"),
    (Keyword("CONTROLINTERVALSIZE", NUMBER, 1, 1, _INTERVAL, levels="CDI"), "CISZ CNVSZ"),
    (Keyword("BUFFERSPACE", NUMBER, 1, 1, _SIZE, levels="CD"), "BUFSP BUFSPC"),
    (Keyword("MODEL", NAME, 1, 2, levels="CDI"), ""),
    (Keyword("OWNER", TEXT, 1, 1, levels="CDI"), ""),
    (Keyword("ACCOUNT", TEXT, 1, 1), "ACCT"),
    (Keyword("EXCEPTIONEXIT", TEXT, 1, 1, levels="CDI"), "EEXT"),
    (Keyword("FILE", TEXT, 1, 1, levels="CDI"), ""),
    (Keyword("DATABASE", CHOICE, 1, 1, choices="BSON JSON"), ""),
    (Keyword("KEYNAME", TEXT, 1, 1), ""),
    (Keyword("KEYNAMEU", TEXT, 1, 1), ""),
    (Keyword("KEYLABEL", TEXT, 1, 1), ""),
    (Keyword("TO", NUMBER, 1, 1, ((0, 9_999_999),)), ""),
    (Keyword("FOR", NUMBER, 1, 1, ((0, 9_999),)), ""),
    (Keyword("ATTEMPTS", NUMBER, 1, 1, ((0, 7),), levels="CDI"), "ATT"),
    (Keyword("AUTHORIZATION", TEXT, 1, 2, levels="CDI"), "AUTH"),
    (Keyword("CODE", TEXT, 1, 1, levels="CDI"), ""),
)  # fmt: skip

_DELETE = """
ALIAS|| ALTERNATEINDEX|AIX| CLUSTER|CL| GENERATIONDATAGROUP|GDG| LIBRARYENTRY|LIBENTRY LIBENT|
NONVSAM|NVSAM| NVR|| PAGESPACE|PGSPC| PATH|| TRUENAME|TNAME| USERCATALOG|UCAT| VVR||
VOLUMEENTRY|VOLENTRY VOLENT| ERASE|ERAS| NOERASE|NERAS| FORCE|FRC| NOFORCE|NFRC|
PURGE|PRG| NOPURGE|NPRG| RECOVERY|RCVRY| NORECOVERY|NRCVRY| SCRATCH|SCR| NOSCRATCH|NSCR|
MASK|| NOMASK||
"""
_DELETE_VALUES = (
    (Keyword("CATALOG", NAME, 1, 1), "CAT"),
    (Keyword("FILE", TEXT, 1, 1), ""),
)
DELETE_TYPES = frozenset((
    "ALIAS", "ALTERNATEINDEX", "CLUSTER", "GENERATIONDATAGROUP", "LIBRARYENTRY", "NONVSAM", "NVR",
    "PAGESPACE", "PATH", "TRUENAME", "USERCATALOG", "VVR", "VOLUMEENTRY",
))  # fmt: skip
DELETE_EXCLUSIVE = _exclusive(
    tuple(sorted(DELETE_TYPES)),
    ("ERASE", "NOERASE"),
    ("FORCE", "NOFORCE"),
    ("PURGE", "NOPURGE"),
    ("RECOVERY", "NORECOVERY"),
    ("SCRATCH", "NOSCRATCH"),
    ("MASK", "NOMASK"),
)

_LISTCAT = """
ALIAS|ALIASES| ALTERNATEINDEX|AIX| CLUSTER|CL| DATA|| GENERATIONDATAGROUP|GDG| INDEX|IX|
NONVSAM|NVSAM| PAGESPACE|PGSPC| PATH|| USERCATALOG|UCAT| NAME|NAMES| HISTORY|HIST|
VOLUME|VOL| ALLOCATION|ALLOC| ALL|| CDILVL|| NOCDILVL|| PREFIX|| NOPREFIX||
"""
_LISTCAT_VALUES = (
    (Keyword("ENTRIES", NAME, 1, _ENTRIES), "ENTRY ENT"),
    (Keyword("LEVEL", NAME, 1, _ENTRIES), "LVL"),
    (Keyword("CATALOG", NAME, 1, 1), "CAT"),
    (Keyword("LIBRARYENTRIES", TEXT, 1, _ENTRIES), "LIBENTRIES LIBENTRY LIBENT"),
    (Keyword("VOLUMEENTRIES", TEXT, 1, _ENTRIES), "VOLENTRIES VOLENTRY VOLENT"),
    (Keyword("LIBRARY", TEXT, 1, 1), "LIB"),
    (Keyword("CREATION", NUMBER, 1, 1, ((0, 9_999),)), "CREAT"),
    (Keyword("EXPIRATION", NUMBER, 1, 1, ((0, 9_999),)), "EXPIR"),
    (Keyword("FILE", TEXT, 1, 1), ""),
    (Keyword("OUTFILE", TEXT, 1, 1), "OFILE"),
)
LISTCAT_FIELDS = ("NAME", "HISTORY", "VOLUME", "ALLOCATION", "ALL")
LISTCAT_EXCLUSIVE = _exclusive(
    LISTCAT_FIELDS,
    ("ENTRIES", "LEVEL", "LIBRARYENTRIES", "VOLUMEENTRIES"),
    ("CDILVL", "NOCDILVL"),
    ("PREFIX", "NOPREFIX"),
)

VERBS = {
    "ALLOCATE": "ALLOC", "ALTER": "", "BLDINDEX": "BIX", "CANCEL": "", "CNVTCAT": "CNVTC",
    "CREATE": "", "DCOLLECT": "", "DEFINE": "DEF", "DELETE": "DEL", "DIAGNOSE": "", "EXAMINE": "",
    "EXPORT": "EXP", "IF": "", "IMPORT": "IMP", "LISTCAT": "LISTC", "LISTDATA": "LDATA", "PARM": "",
    "PRINT": "", "REPRO": "", "SET": "", "SETCACHE": "SETC", "SHCDS": "", "VERIFY": "VFY",
}  # fmt: skip
"""Verbs of access method services and their abbreviations."""

DEFINE_TYPES = {
    "ALIAS": "", "ALTERNATEINDEX": "AIX", "CLUSTER": "CL", "GENERATIONDATAGROUP": "GDG",
    "MASTERCATALOG": "MCAT", "NONVSAM": "NVSAM", "PAGESPACE": "PGSPC", "PATH": "",
    "USERCATALOG": "UCAT",
}  # fmt: skip
"""Entry types of DEFINE, and their abbreviations."""

Table = dict[str, Keyword]


@cache
def define_level(level: str) -> Table:
    """Return the keywords of DEFINE CLUSTER at ``level``: C, D or I."""
    table = _table(_FLAGS, _VALUES)
    return {word: keyword for word, keyword in table.items() if level in keyword.levels}


@cache
def delete() -> Table:
    """Return the keywords of DELETE."""
    return _table(_DELETE, _DELETE_VALUES)


@cache
def listcat() -> Table:
    """Return the keywords of LISTCAT."""
    return _table(_LISTCAT, _LISTCAT_VALUES)


@cache
def abbreviations(which: str) -> dict[str, str]:
    """Return spelling -> full form of the ``VERBS`` or the ``DEFINE_TYPES``."""
    table = VERBS if which == "VERBS" else DEFINE_TYPES
    return {word: name for name, short in table.items() for word in (name, short) if word}


def _table(flags: str, values: tuple[tuple[Keyword, str], ...]) -> Table:
    table: Table = {}
    for row in _rows(flags):
        name, short, levels = row.split("|")
        keyword = Keyword(name, FLAG, levels=levels or "C")
        table.update(dict.fromkeys((name, *short.split()), keyword))
    for keyword, short in values:
        table.update(dict.fromkeys((keyword.name, *short.split()), keyword))
    return table


def _rows(flags: str) -> list[str]:
    """Split at blanks, keeping an abbreviation list such as ``|LIBENTRY LIBENT|`` together."""
    rows: list[str] = []
    for word in flags.split():
        if rows and rows[-1].count("|") < 2:
            rows[-1] += " " + word
        else:
            rows.append(word)
    return rows
