"""The settings of one cluster, valid by construction.

Keys, defaults and what zwe init vsam calls them: Zowe's "zwe init vsam" reference; key and record
length: the Caching Service's environment keys (Zowe documentation, "Using VSAM as a storage
solution through the Caching service"); limits: IBM's Access Method Services Commands,
DEFINE CLUSTER, KEYS and RECORDSIZE.
"""

# Annotations are objects here: a named tuple compiles each one that is a text.
import re
from collections.abc import Mapping
from typing import NamedTuple

from zwe_vsam.config.configuration import RUNTIME_DIRECTORY, Configuration, Key
from zwe_vsam.config.document import Value
from zwe_vsam.config.tree import Path
from zwe_vsam.errors import Invalid, Origin, Problem
from zwe_vsam.messages import Message, message
from zwe_vsam.zos import limits, names

STORAGE_MODE = "components.caching-service.storage.mode"
PREFIX = "zowe.setup.dataset.prefix"
JCLLIB = "zowe.setup.dataset.jcllib"
MODE = "zowe.setup.vsam.mode"
VOLUME = "zowe.setup.vsam.volume"
STORAGE_CLASS = "zowe.setup.vsam.storageClass"
CLUSTER = "components.caching-service.storage.vsam.name"
HEADER = "zowe.setup.jcl.header"
KEY_LENGTH = "zowe.environments.CACHING_STORAGE_VSAM_KEYLENGTH"
RECORD_LENGTH = "zowe.environments.CACHING_STORAGE_VSAM_RECORDLENGTH"
SECURITY_PRODUCT = "zowe.setup.security.product"
VSAM_MODES = ("RLS", "NONRLS")
"""Values of MODE: with record-level sharing, and without it."""
_SECURITY_PRODUCTS = ("RACF", "ACF2", "TSS")
"""Values of SECURITY_PRODUCT: Zowe documentation, "zowe init security"."""

_OTHER_SPELLINGS = {
    PREFIX: ("zowe.setup.mvs.hlq",),
    JCLLIB: ("zowe.setup.mvs.jcllib",),
    CLUSTER: ("zowe.setup.vsam.name",),
    HEADER: ("zowe.environments.jclHeader",),
}
"""Keys with the same meaning in other releases of Zowe. If two are set, they must agree."""

_TITLES = {
    PREFIX: "Zowe dataset prefix",
    JCLLIB: "Zowe custom JCL library",
    VOLUME: "Zowe Caching Service VSAM data set Non-RLS volume",
    STORAGE_CLASS: "Zowe Caching Service VSAM data set RLS storage class",
    CLUSTER: "Zowe Caching Service VSAM data set name",
}

DEFAULT_KEY_LENGTH = 128
"""Bytes: the default of the Caching Service and of the shipped member."""
DEFAULT_RECORD_LENGTH = 4096
"""Bytes."""


_GAP = re.compile(r"undefined|null|NaN")
"""Texts that JavaScript gives for a missing value. In upper case they look like names."""


class Settings(NamedTuple):
    """The settings of the cluster in zowe.yaml. Every value obeys its z/OS rule."""

    prefix: str
    """High-level qualifiers of the data set SZWESAMP."""
    jcllib: str
    """Data set that receives the customized member."""
    cluster: str
    """Name of the cluster, at most 38 characters so that ``.INDEX`` can follow it."""
    mode: str
    """``NONRLS`` or ``RLS``."""
    volume: str
    """Volume serial; empty in RLS mode."""
    storage_class: str
    """SMS storage class; empty in NONRLS mode."""
    header: tuple[Value, ...]
    """Lines for the JOB statement, not yet validated (member/header.py does)."""
    key_length: int | None
    """Bytes; None where zowe.yaml does not say."""
    record_length: int | None
    """Bytes; None where zowe.yaml does not say."""
    origins: Mapping[str, Origin]
    """The place of each key."""
    security: str = ""
    """``RACF``, ``ACF2`` or ``TSS``, for explanations only; empty where zowe.yaml does not say."""

    @property
    def sets_lengths(self) -> bool:
        """Whether zowe.yaml sets a length that the template's may differ from."""
        return self.key_length is not None or self.record_length is not None

    @property
    def samplib(self) -> str:
        """The data set with the template members."""
        return names.sample_library(self.prefix)


def spellings(key: str) -> tuple[str, ...]:
    """The names of a key in all releases of Zowe."""
    return (key, *_OTHER_SPELLINGS.get(key, ()))


SECTIONS = (
    "zowe", "zowe.setup", "zowe.setup.dataset", "zowe.setup.mvs", "zowe.setup.vsam",
    "zowe.setup.jcl", "zowe.environments", "components", "components.caching-service",
    "components.caching-service.storage", "components.caching-service.storage.vsam", "haInstances",
)  # fmt: skip
"""Sections with the keys that are read here, and with those of the instances."""


_OF_AN_INSTANCE: tuple[Path, ...] = (
    (), ("components",), ("components", "caching-service"),
    ("components", "caching-service", "storage"),
)  # fmt: skip


def sections(configuration: Configuration) -> list[Problem]:
    """A problem for each section that holds a value or a list instead of keys."""
    keys: list[Key] = list(SECTIONS)
    try:
        for instance in configuration.keys("haInstances"):
            keys += (("haInstances", instance, *below) for below in _OF_AN_INSTANCE)
    except Problem:
        pass  # It is one of the problems below, or it does not concern sections.
    problems = (configuration.not_a_section(key, ()) for key in keys)
    return [problem for problem in problems if problem is not None]


def storage_mode(configuration: Configuration) -> str:
    """The Caching Service's storage mode in upper case; empty where none is configured.

    Raises Invalid with the problems of `sections`, as one of them can hide the mode.
    """
    problems = sections(configuration)
    if problems:
        raise Invalid(problems, [])
    value = configuration.value(STORAGE_MODE)
    return names.upper(value.text.strip()) if value else ""


def read(configuration: Configuration) -> tuple[Settings, list[Message]]:
    """Return the settings, and notes on values that were changed (letter case) or are doubtful.

    Raises Invalid with every problem: ZWEL0157E for a missing value, and those of setting_problems
    for a value against its rule and for two keys that contradict each other.
    """
    reader = _Reader(configuration)
    settings = reader.settings()
    if reader.problems:
        # A fault in a section is one problem, although each of its keys meets it.
        unique = {each.message[:3]: each for each in reversed(reader.problems)}
        raise Invalid(list(reversed(unique.values())), reader.notes)
    return settings, reader.notes


class _Reader:
    """Reads key by key, and collects problems instead of stopping at the first."""

    def __init__(self, configuration: Configuration) -> None:
        self.configuration = configuration
        self.problems: list[Problem] = []
        self.notes: list[Message] = []
        self.origins: dict[str, Origin] = {}

    def settings(self) -> Settings:
        if self.configuration.defaults_problem or self.configuration.too_late(RUNTIME_DIRECTORY):
            from zwe_vsam.config import setting_problems

            self.notes += setting_problems.notes_on_defaults(self.configuration)
        mode = self._mode()
        volume = self._name(VOLUME, names.volser, needed=True) if mode == "NONRLS" else ""
        storage_class = ""
        if mode == "RLS":
            storage_class = self._name(STORAGE_CLASS, names.sms_class, needed=True)
        key_length = self._number(KEY_LENGTH, limits.KEY_LENGTH)
        record_length = self._number(RECORD_LENGTH, limits.RECORD_SIZE)
        self._check_lengths(key_length, record_length)
        prefix = self._name(PREFIX, names.prefix, needed=True)
        jcllib = self._name(JCLLIB, names.data_set, needed=True)
        self._check_libraries(prefix, jcllib)
        return Settings(
            prefix=prefix,
            jcllib=jcllib,
            cluster=self._name(CLUSTER, names.cluster, needed=True),
            mode=mode,
            volume=volume,
            storage_class=storage_class,
            header=self._header(),
            key_length=key_length,
            record_length=record_length,
            origins=self.origins,
            security=self._security_product(),
        )

    def _security_product(self) -> str:
        """The security product, which only chooses words of explanations."""
        try:
            value = self.configuration.value(SECURITY_PRODUCT)
        except Problem:
            return ""
        product = names.upper(value.text.strip()) if value else ""
        return product if product in _SECURITY_PRODUCTS else ""

    def _find(self, key: str) -> Value | None:
        """The value of ``key`` in any of its spellings; a problem where two disagree."""
        values: list[Value] = []
        for spelling in spellings(key):
            try:
                value = self.configuration.value(spelling)
            except Problem as problem:
                self.problems.append(problem)
                continue
            self._note(spelling, value)
            if value is not None:
                values.append(value._replace(text=value.text.strip()))
        if not values:
            return None
        for other in values[1:]:
            if names.upper(other.text) != names.upper(values[0].text):
                self._contradict(values[0], other)
        self.origins[key] = values[0].origin
        return values[0]

    def _refuse_name(self, value: Value, name: str, rule: names.BrokenRule) -> None:
        """Add the problem of a value that breaks the rule of a name."""
        # Few configurations need this module, so it is imported here and in the methods below.
        from zwe_vsam.config import setting_problems

        self.problems.append(setting_problems.invalid_name(value, name, rule))

    def _refuse_gap(self, key: str, value: Value, gap: str) -> None:
        """Add the problem of an expression whose result has ``gap`` for a missing part."""
        from zwe_vsam.config import setting_problems

        reasons = setting_problems.too_late(self.configuration, spellings(key))
        self.problems.append(setting_problems.gap_in_a_name(value, gap, reasons))

    def _contradict(self, first: Value, second: Value) -> None:
        """Add the problem of two keys with the same meaning and different values."""
        from zwe_vsam.config import setting_problems

        self.problems.append(setting_problems.contradiction(first, second))

    def _note(self, key: str, value: Value | None) -> None:
        """Add a note on a key whose value Zowe evaluates late, or does not take for text."""
        is_late = bool(self.configuration.too_late(key))
        # Unlike a name, a length may be a number to Zowe.
        is_name = value is not None and key not in (KEY_LENGTH, RECORD_LENGTH)
        is_odd = is_name and isinstance(self.configuration.typed(key), bool | float)
        if not is_late and not is_odd:
            return
        from zwe_vsam.config import setting_problems

        for note in setting_problems.notes_on_order(self.configuration, key):
            if note not in self.notes:
                self.notes.append(note)
        if value is not None and is_odd:
            self.notes += setting_problems.notes_on_type(self.configuration, key, value)

    def _name(self, key: str, rule: names.Check, *, needed: bool) -> str:
        before = len(self.problems)
        value = self._find(key)
        if value is None:
            if needed and len(self.problems) == before:
                self._missing(key)
            return ""
        name = names.upper(value.text)
        gap = _GAP.search(value.text)
        if gap:
            self._refuse_gap(key, value, gap[0])
        elif broken := rule(name):
            self._refuse_name(value, name, broken)
        elif name != value.text:
            self.notes.append(
                message("ZWV2190I", key=value.origin.key, name=name, origin=value.origin)
            )
        return name

    def _missing(self, key: str) -> None:
        from zwe_vsam.config import setting_problems

        details: tuple[str, ...] = ()
        if key in (VOLUME, STORAGE_CLASS):
            mode_origin = self.origins.get(MODE)
            reason = f"{MODE} is {'NONRLS' if key == VOLUME else 'RLS'}"
            details = (f"{reason} ({mode_origin})" if mode_origin else f"{reason} by default",)
        details += setting_problems.reasons_for_none(self.configuration, spellings(key))
        self.problems.append(
            Problem(
                "ZWEL0157E",
                title=_TITLES[key],
                key=key,
                origin=self.configuration.place(key),
                remedy=f"Write a value for {key}.",
                details=details,
            )
        )

    def _mode(self) -> str:
        value = self._find(MODE)
        mode = names.upper(value.text) if value else "NONRLS"
        if value and mode not in VSAM_MODES:
            from zwe_vsam.config import setting_problems

            self.problems.append(setting_problems.unknown_mode(value, VSAM_MODES))
        return mode

    def _number(self, key: str, maximum: int) -> int | None:
        value = self._find(key)
        if value is None:
            return None
        text = value.text
        digits = text.lstrip("0") if text.isascii() and text.isdigit() else ""
        if not 0 < len(digits) <= len(str(maximum)) or int(digits) > maximum:
            from zwe_vsam.config import setting_problems

            self.problems.append(setting_problems.no_length(value, maximum))
            return None
        return int(digits)

    def _check_lengths(self, key_length: int | None, record_length: int | None) -> None:
        """Add a problem if a key does not fit into a record (KEYS: offset 0 plus length)."""
        key = DEFAULT_KEY_LENGTH if key_length is None else key_length
        # A record of the default length holds every key that IDCAMS takes.
        if record_length is None or key <= record_length:
            return
        key_origin = self.origins.get(KEY_LENGTH)
        key_text = f"{key} ({key_origin})" if key_origin else f"{key}, the default"
        self.problems.append(
            Problem(
                "ZWV2121E",
                key=RECORD_LENGTH,
                record_length=record_length,
                key_length=key,
                origin=self.origins[RECORD_LENGTH],
                details=(f"key length: {key_text}", f"record length: {record_length}"),
            )
        )

    def _check_libraries(self, prefix: str, jcllib: str) -> None:
        """Add a problem if the member would be written over its own template.

        Zowe's generator stops there, too (zowe-install-packaging, files/SZWEEXEC/ZWEGEN00).
        """
        if jcllib and jcllib == names.sample_library(prefix):
            self.problems.append(
                Problem(
                    "ZWV2122E",
                    key=JCLLIB,
                    library=jcllib,
                    origin=self.origins[JCLLIB],
                    details=(f"{self.origins[PREFIX]}: {PREFIX}: {prefix}",),
                )
            )

    def _header(self) -> tuple[Value, ...]:
        lines_by_key = []
        for spelling in spellings(HEADER):
            try:
                lines_by_key.append(self.configuration.lines(spelling))
            except Problem as problem:
                self.problems.append(problem)
        chosen = [
            tuple(line._replace(text=line.text.rstrip()) for line in lines if line.text.strip())
            for lines in lines_by_key
            if lines
        ]
        for line in chosen[0] if chosen else ():
            if "${{" in line.text:
                from zwe_vsam.config import setting_problems

                self.problems.append(setting_problems.not_evaluated(line))
        if len(chosen) > 1 and [v.text for v in chosen[0]] != [v.text for v in chosen[1]]:
            self._contradict(chosen[0][0], chosen[1][0])
        return chosen[0] if chosen else ()
