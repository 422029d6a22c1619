"""Commands of access method services, as parsed: plain values, no effects.

Source of defaults and ranges: z/OS DFSMS Access Method Services Commands, "DEFINE CLUSTER",
"SET Command", "IF-THEN-ELSE Command Sequence".
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
from typing import NamedTuple, TypeAlias

from zwe_vsam.zos import idcams_syntax as syntax
from zwe_vsam.zos.idcams_scan import Node, Span
from zwe_vsam.zos.records import Line

DEFAULT_KEYS = (64, 0)
"""Key length and offset in bytes when KEYS is not given."""
DEFAULT_RECORD = (4089, 4089)
"""Average and maximum record length in bytes when RECORDSIZE is not given."""
DEFAULT_SHARE = (1, 3)
"""Cross-region and cross-system share options when SHAREOPTIONS is not given."""


class IdcamsMessage(NamedTuple):
    """A message for SYSPRINT."""

    id: str
    text: str
    """Without the id."""
    line: int
    """Number of the record to which it refers."""
    reason: str = ""
    """The broken rule in this package's words, where IBM's text does not state it."""

    def __str__(self) -> str:
        return f"{self.id} {self.text}"


class Value(NamedTuple):
    """A value without apostrophes, and its place with them."""

    text: str
    node: Node

    @property
    def span(self) -> Span:
        """Its place, with apostrophes, and with the member of a data set."""
        return self.node.whole

    @property
    def quoted(self) -> bool:
        """Whether it is in apostrophes. Under TSO, a name without them gets the user's prefix."""
        return self.node.quoted

    @property
    def number(self) -> int | None:
        """The value of ``n``, ``X'n'`` or ``B'n'``, or None."""
        return number(self.text)


class Parameter(NamedTuple):
    """A keyword with its values."""

    keyword: str
    """In full, however it was abbreviated."""
    values: tuple[Value, ...]
    node: Node

    @property
    def span(self) -> Span:
        """From the keyword to the closing parenthesis, cut at the end of the keyword's record."""
        return self.node.whole

    def numbers(self) -> tuple[int, ...]:
        """Return the values that are numbers."""
        return tuple(n for value in self.values if (n := value.number) is not None)


class Space(NamedTuple):
    """Space to allocate."""

    unit: str
    """CYLINDERS, TRACKS, RECORDS, KILOBYTES or MEGABYTES."""
    primary: int
    secondary: int


class Attributes(NamedTuple):
    """The parameters of one level of DEFINE CLUSTER. A property is None where it is not given."""

    parameters: tuple[Parameter, ...] = ()

    def get(self, keyword: str) -> Parameter | None:
        """Return the parameter of that (full) keyword."""
        for parameter in self.parameters:
            if parameter.keyword == keyword:
                return parameter
        return None

    def first(self, keywords: tuple[str, ...]) -> str | None:
        """Return the given one of these keywords, which exclude each other."""
        return next((p.keyword for p in self.parameters if p.keyword in keywords), None)

    def text(self, keyword: str) -> str | None:
        """Return the first value of a keyword."""
        parameter = self.get(keyword)
        return parameter.values[0].text if parameter else None

    def _pair(self, keyword: str) -> tuple[int, int] | None:
        parameter = self.get(keyword)
        numbers = parameter.numbers() if parameter else ()
        return (numbers[0], numbers[1]) if len(numbers) == 2 else None

    @property
    def name(self) -> str | None:
        """Entry name."""
        return self.text("NAME")

    @property
    def organization(self) -> str | None:
        """INDEXED, NONINDEXED, NUMBERED, LINEAR or ZFS."""
        return self.first(syntax.ORGANIZATIONS)

    @property
    def keys(self) -> tuple[int, int] | None:
        """Key length and offset, in bytes."""
        return self._pair("KEYS")

    @property
    def record_size(self) -> tuple[int, int] | None:
        """Average and maximum record length, in bytes."""
        return self._pair("RECORDSIZE")

    @property
    def share_options(self) -> tuple[int, int] | None:
        """Cross-region and cross-system; the second is 3 where only one is given."""
        parameter = self.get("SHAREOPTIONS")
        numbers = parameter.numbers() if parameter else ()
        return (numbers[0], numbers[1] if len(numbers) > 1 else 3) if numbers else None

    @property
    def volumes(self) -> tuple[str, ...] | None:
        """Volume serial numbers."""
        parameter = self.get("VOLUMES")
        return tuple(value.text for value in parameter.values) if parameter else None

    @property
    def space(self) -> Space | None:
        """Space to allocate; a secondary amount that is not given is 0."""
        unit = self.first(syntax.SPACE)
        parameter = self.get(unit) if unit else None
        if parameter is None:
            return None
        numbers = (*parameter.numbers(), 0)
        return Space(parameter.keyword, numbers[0], numbers[1])

    @property
    def storage_class(self) -> str | None:
        """SMS storage class."""
        return self.text("STORAGECLASS")

    @property
    def management_class(self) -> str | None:
        """SMS management class."""
        return self.text("MANAGEMENTCLASS")

    @property
    def data_class(self) -> str | None:
        """SMS data class."""
        return self.text("DATACLASS")

    @property
    def log(self) -> str | None:
        """NONE, UNDO or ALL."""
        return self.text("LOG")

    @property
    def ci_size(self) -> int | None:
        """Control interval size, in bytes."""
        parameter = self.get("CONTROLINTERVALSIZE")
        return parameter.values[0].number if parameter else None


class Define(NamedTuple):
    """DEFINE CLUSTER."""

    lines: tuple[Line, ...]
    cluster: Attributes
    data: Attributes
    # The field hides tuple.index, which is not used.
    index: Attributes  # type: ignore[assignment]
    catalog: str | None = None

    def effective(self, keyword: str) -> Parameter | None:
        """Return the parameter that the data component gets: its own, or the cluster's."""
        return self.data.get(keyword) or self.cluster.get(keyword)

    def has(self, keyword: str) -> bool:
        """Whether the keyword is given for the cluster or its data component."""
        return self.effective(keyword) is not None

    @property
    def name(self) -> str:
        """The cluster's name."""
        return self.cluster.name or ""

    @property
    def organization(self) -> str:
        """INDEXED unless another organization is given."""
        return self.cluster.organization or "INDEXED"

    @property
    def keys(self) -> tuple[int, int]:
        """Key length and offset of the data component, in bytes."""
        return self.data.keys or self.cluster.keys or DEFAULT_KEYS

    @property
    def record_size(self) -> tuple[int, int]:
        """Average and maximum record length of the data component, in bytes."""
        return self.data.record_size or self.cluster.record_size or DEFAULT_RECORD

    @property
    def share_options(self) -> tuple[int, int]:
        """Share options of the data component."""
        return self.data.share_options or self.cluster.share_options or DEFAULT_SHARE

    @property
    def volumes(self) -> tuple[str, ...]:
        """Volumes of the data component; empty when none is named."""
        return self.data.volumes or self.cluster.volumes or ()

    @property
    def space(self) -> Space | None:
        """Space of the data component, its own or the cluster's."""
        return self.data.space or self.cluster.space

    @property
    def spanned(self) -> bool:
        """Whether a record may be longer than a control interval."""
        keywords = ("SPANNED", "NONSPANNED")
        return (self.data.first(keywords) or self.cluster.first(keywords)) == "SPANNED"

    @property
    def reuse(self) -> bool:
        """Whether the cluster can be opened repeatedly as an empty one."""
        keywords = ("REUSE", "NOREUSE")
        return (self.data.first(keywords) or self.cluster.first(keywords)) == "REUSE"


class Delete(NamedTuple):
    """DELETE."""

    lines: tuple[Line, ...]
    names: tuple[Value, ...]
    entry_type: str
    """CLUSTER and so on; empty when none is given."""
    options: frozenset[str]
    """Keywords without values, in full."""
    catalog: str | None = None


class Listcat(NamedTuple):
    """LISTCAT."""

    lines: tuple[Line, ...]
    entries: tuple[Value, ...]
    levels: tuple[Value, ...]
    types: frozenset[str]
    """Entry types to list; all of them when empty."""
    fields: str
    """NAME, HISTORY, VOLUME, ALLOCATION or ALL."""
    catalog: str | None = None


class SetCode(NamedTuple):
    """SET. Setting LASTCC above MAXCC raises MAXCC too; 16 ends all processing."""

    lines: tuple[Line, ...]
    target: str
    """MAXCC or LASTCC."""
    value: int
    """0 to 16: a greater number counts as 16."""


class If(NamedTuple):
    """IF … THEN … ELSE. Records of ELSE and END stand in the clauses as ``Null``."""

    lines: tuple[Line, ...]
    code: str
    """MAXCC or LASTCC."""
    operator: str
    """EQ, NE, GT, LT, GE or LE."""
    value: int
    then: tuple["Command", ...] = ()
    otherwise: tuple["Command", ...] = ()

    def holds(self, lastcc: int, maxcc: int) -> bool:
        """Whether the THEN clause is to be executed."""
        code = lastcc if self.code == "LASTCC" else maxcc
        return {
            "EQ": code == self.value,
            "NE": code != self.value,
            "GT": code > self.value,
            "LT": code < self.value,
            "GE": code >= self.value,
            "LE": code <= self.value,
        }[self.operator]


class Null(NamedTuple):
    """Records without a command: blank, comment, ELSE or END. They are only echoed."""

    lines: tuple[Line, ...]


class Rejected(NamedTuple):
    """A command that fails the syntax check; it is not executed."""

    lines: tuple[Line, ...]
    messages: tuple[IdcamsMessage, ...]
    """The reasons, without IDC3202I, which follows them in SYSPRINT."""
    code: int
    """12, or 16 for an improper IF-THEN-ELSE: then the rest of the input is not read."""


class Unsupported(NamedTuple):
    """A command of access method services, or of TSO, that this package does not execute."""

    lines: tuple[Line, ...]
    verb: str
    """The verb in full, for DEFINE with what it defines, such as ``DEFINE PATH``."""


class Warned(NamedTuple):
    """A command that is executed after a message about its syntax."""

    lines: tuple[Line, ...]
    command: "Command"
    message: IdcamsMessage


Command: TypeAlias = (
    Define | Delete | Listcat | SetCode | If | Null | Rejected | Unsupported | Warned
)


def number(text: str) -> int | None:
    """Return the value of ``n``, ``X'n'`` or ``B'n'``, or None for anything else."""
    if text[1:2] != "'":
        is_decimal = text.isascii() and text.isdecimal()
        return int(text) if is_decimal and len(text) <= 32 else None
    base = {"X": 16, "B": 2}.get(text[0], 0)
    digits = text[2:-1]
    allowed = "0123456789ABCDEF"[:base]
    if text[-1] != "'" or not 0 < len(digits) <= 32 or digits.strip(allowed):
        return None
    return int(digits, base)
