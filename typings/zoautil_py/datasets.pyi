# Source: ZOAU 1.4 Python API, module "datasets". list_members is a command (mls) that gets the name
# through a shell, with 1.2 read and write are, too (dtail, decho): see
# zwe_vsam.targets.zoau.api.escaped. exists is left out: it is the command dls, which does not say
# what a data set is, nor list one that is migrated (ibm_zos_core issue 1136).

# The pattern may name a member: LIB(MEMBER), LIB(ABC*). No match is an empty list; no such
# library is a ZOAUException with rc 1 (command mls: 1 no data set matches, 2 no member matches).
def list_members(pattern: str, *, alias: bool = True) -> list[str]: ...

# 1.2: read(dataset, tail=None, from_line=None). 1.3 takes the other parameters by position
# too. OSError carries the C library's errno: 49 EDC5049I no such data set, 67 EDC5067I no such
# member (z/OS XL C/C++ Runtime Library Reference, "errno values").
def read(
    dataset_name: str | None = None,
    *,
    data_definition_name: str | None = None,
    encoding: str = "cp1047",
    lines: int = 0,
    offset: int = 0,
    tail: bool = False,
    serialize: str = "record",
    next_record_char: str = "\n",
) -> str: ...

# Not in 1.2. One item for each record, in the data set's own bytes.
def read_as_bytes(
    dataset_name: str | None = None,
    *,
    data_definition_name: str | None = None,
    records: int = 0,
    offset: int = 0,
    tail: bool = False,
) -> list[bytes]: ...

# 1.2: write(dataset, content, append=False). Raises FileExistsError where the data set cannot be
# opened, ValueError for a record that is too long (content preserved), DatasetWriteError,
# RuntimeError after some of the records were written: the stream is not closed then, and only its
# closing, when the last reference to it goes, replaces the member. next_record_char separates
# records in content; no such character ends up in the data set.
def write(
    dataset_name: str,
    content: str,
    append: bool = False,
    encoding: str = "cp1047",
    serialize: str = "record",
    next_record_char: str = "\n",
    max_record_length: int = 0,
    fill_char: str = " ",
    validate_record_length: bool = True,
) -> None: ...
