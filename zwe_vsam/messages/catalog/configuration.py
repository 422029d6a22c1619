"""ZWV20 and ZWV21: zowe.yaml: reading it, and its values."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_VALUE = 231
"""Exit code of an invalid value."""
_JCL = "z/OS MVS JCL Reference (SA23-1385), Data set names"
_NAMES_OF_ZOS = (
    f"{_JCL} and VOLUME parameter; z/OS DFSMSdfp Storage Administration (names of classes)"
)
_COMPONENTS = f"{_JCL}; z/OS DFSMS Using Data Sets (SC23-6855), Naming a cluster"
_AMS = "z/OS DFSMS Access Method Services Commands (SC23-6846), DEFINE CLUSTER"
_YAML = "Zowe, zowe-common-c, c/yaml2json.c"
_ORDER = "Zowe, zowe-common-c, c/embeddedjs.c and tests/configmgr/cli/test_template_order.sh"
_WRITE_VALUE = "Correct the expression, or replace the expression by its value."
_NO_EXPRESSION = (
    "Write the expression on the line of the key, in double quotes. "
    "Zowe evaluates ${{{{ }}}} only in plain and double-quoted values."
)
_LATER = (
    "Replace the expression at {key} by its value, or move {key} above {reader}. Zowe "
    "evaluates from top to bottom, defaults.yaml first."
)

# Keys and sections

_KEYS = (
    MessageEntry(
        "ZWV2001E",
        "{key} is written twice: on line {first} and on line {second}.",
        "A section can have each key only once. Programs differ in which of the two values "
        "they use. Nothing was done.",
        "Remove {key} on line {first} or on line {second}.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2002E",
        "{key} has its value only from a merge key (<<), and Zowe ignores merge keys.",
        "A merge key copies the keys of another section. Zowe does not support merge keys, "
        "so the key has no value in Zowe. Nothing was done.",
        "Write {key} in the section, or give the whole section by an alias, such as key: *name.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2003E",
        "{key} holds a {kind}. Expected {expected}.",
        "The lines below the key are indented as further keys or as items of a list. The "
        "command needs a value at this key. Nothing was done.",
        "Check the indentation of the lines below {key}.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2004E",
        "{key} holds a {kind}. Expected further keys.",
        "The key is the name of a section. A value or a list in its place hides all keys of the "
        "section. Nothing was done.",
        "Write the keys of {key} below it, indented deeper, each with a colon and a blank.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2005E",
        "Zowe ignores {key}, because its expression is in single quotes.",
        "Zowe leaves out a key whose value has an expression in single quotes. Nothing was done.",
        _NO_EXPRESSION,
        exit_code=_VALUE,
        source=_YAML,
    ),
)

# Values

_NAMES = (
    MessageEntry(
        "ZWV2101E",
        '{key} is "{value}". Expected at most {maximum} characters, found {length}.',
        "z/OS does not accept a longer name. Nothing was done.",
        "Write a {subject} of at most {maximum} characters.",
        exit_code=_VALUE,
        source=_NAMES_OF_ZOS,
    ),
    MessageEntry(
        "ZWV2102E",
        '{key} is "{value}". Expected at most {maximum} characters before {part}, found {length}.',
        "A data set name has at most 44 characters. zwe-vsam or z/OS adds a qualifier to "
        "this name. Nothing was done.",
        "Write a {subject} of at most {maximum} characters.",
        exit_code=_VALUE,
        source=_COMPONENTS,
    ),
    MessageEntry(
        "ZWV2103E",
        '{key} is "{value}". Expected at most {maximum} characters in the qualifier {part}, found '
        "{length}.",
        "The parts of a data set name between the periods are its qualifiers. Each has 1 to 8 "
        "characters. Nothing was done.",
        "Shorten the qualifier to at most {maximum} characters, or divide it by a period.",
        exit_code=_VALUE,
        source=_JCL,
    ),
    MessageEntry(
        "ZWV2104E",
        '{key} is "{value}". Expected a qualifier before and after each period.',
        "The parts of a data set name between the periods are its qualifiers. Each has 1 to 8 "
        "characters. Nothing was done.",
        "Remove the period without a qualifier, or write the qualifier.",
        exit_code=_VALUE,
        source=_JCL,
    ),
    MessageEntry(
        "ZWV2105E",
        '{key} is "{value}". Expected {allowed} as the first character of {part}, found '
        "{character}.",
        "A name, and each qualifier of a data set name, begins with a letter or a national "
        "character. Nothing was done.",
        "Begin {part} with {allowed}.",
        exit_code=_VALUE,
        source=_JCL,
    ),
    MessageEntry(
        "ZWV2106E",
        '{key} is "{value}". Expected only {allowed} in {part}, found {character}.',
        "z/OS does not accept other characters in such a name. Nothing was done.",
        "Write a {subject} that has only {allowed}.",
        exit_code=_VALUE,
        source=_NAMES_OF_ZOS,
    ),
)
_VALUES = (
    MessageEntry(
        "ZWV2110E",
        '{key} is "{value}". Expected RLS or NONRLS.',
        "The mode decides whether the cluster is opened with record-level sharing (RLS) or "
        "without it (NONRLS). Nothing was done.",
        "Write RLS or NONRLS.",
        exit_code=_VALUE,
        source="Zowe documentation, zwe init vsam",
    ),
    MessageEntry(
        "ZWV2111E",
        '{key} is "{value}". Expected a whole number of bytes from 1 to {maximum}.',
        "The value becomes a length in the DEFINE CLUSTER command. Nothing was done.",
        "Write a number from 1 to {maximum}, with digits only.",
        exit_code=_VALUE,
        source=f"{_AMS}, KEYS and RECORDSIZE",
    ),
    MessageEntry(
        "ZWV2112E",
        '{key} is "{value}". The expression gives {gap} for a part of the value.',
        "JavaScript writes undefined, null or NaN for a missing value. Such a word in upper "
        "case looks like a valid name. Nothing was done.",
        "Check the keys that the expression reads, or replace the expression by its value.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2113E",
        '{key} is "{value}". Zowe does not evaluate this expression.',
        "Zowe does not evaluate expressions in a text of several lines (| or >). Nothing was done.",
        _NO_EXPRESSION,
        exit_code=_VALUE,
        source=_YAML,
    ),
    MessageEntry(
        "ZWV2114E",
        '{key} is "{value}". Zowe does not replace the system symbol &{symbol}.',
        "Symbols such as &SYSNAME have no meaning in zowe.yaml. The function zos.resolveSymbol "
        "gives their values in expressions. Nothing was done.",
        "Replace the symbol by its value, or write ${{{{ zos.resolveSymbol('&{symbol}') }}}} "
        "in double quotes.",
        exit_code=_VALUE,
        source="Zowe, zowe-common-c, issue 363",
    ),
)

# Values that do not fit one another

_TOGETHER = (
    MessageEntry(
        "ZWV2120E",
        '{first_key} is "{first}" and {second_key} is "{second}". Expected the same value, because '
        "both keys have the same meaning.",
        "Releases of Zowe have different keys for this value. zwe-vsam does not choose between "
        "two values. Nothing was done.",
        "Remove {first_key} or {second_key}, or write the same value for both.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2121E",
        "A record of {record_length} bytes cannot hold a key of {key_length} bytes.",
        "The key is at the beginning of each record of the cluster. A record is at least as long "
        "as the key. Nothing was done.",
        "Set {key} to {key_length} or more.",
        exit_code=_VALUE,
        source=f"{_AMS}, KEYS and RECORDSIZE",
    ),
    MessageEntry(
        "ZWV2122E",
        "{key} is {library}, which is the library of Zowe's templates. Expected another library.",
        "The member would replace its own template in this library. Nothing was done.",
        "Write the name of another library at {key}.",
        exit_code=_VALUE,
        source="Zowe, zowe-install-packaging, files/SZWEEXEC/ZWEGEN00",
    ),
)

# Expressions

_EXPRESSIONS = (
    MessageEntry(
        "ZWV2150E",
        "{key} cannot be evaluated. Its expression is not valid JavaScript: {reason}.",
        "Zowe evaluates expressions in ${{ }} as JavaScript. Nothing was done.",
        _WRITE_VALUE,
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2151E",
        "{key} cannot be evaluated. Its expression ends with an error: {reason}.",
        "The expression is valid JavaScript, but its evaluation fails. A usual cause is a "
        "key that does not exist. Nothing was done.",
        _WRITE_VALUE,
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2152E",
        "{key} cannot be evaluated. zwe-vsam supports only a part of JavaScript: {reason}.",
        "Zowe may support this expression. zwe-vsam evaluates only the part of JavaScript "
        "that configurations need. Nothing was done.",
        "Write a simpler expression, or replace the expression by its value.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2153E",
        "{key} cannot be evaluated. Its expression exceeds a limit: {reason}.",
        "zwe-vsam limits the steps, levels and text of each evaluation. Nothing was done.",
        "Write a simpler expression, or replace the expression by its value.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2154E",
        "{key} cannot be evaluated. The system symbol {symbol} is not known on this system.",
        "Only the z/OS system on which Zowe runs knows its system symbols. Nothing was done.",
        "Give the value of the symbol: --symbol {symbol}=VALUE.",
        exit_code=_VALUE,
        source="z/OS UNIX System Services Command Reference, sysvar",
    ),
    MessageEntry(
        "ZWV2155E",
        "{key} cannot be evaluated. The environment variable {variable} is not set.",
        "The expression reads the variable with std.getenv. Nothing was done.",
        "Set {variable} in the environment, and run the command again.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2156E",
        "{key} cannot be evaluated. haInstance has no value before Zowe starts an instance.",
        "Zowe sets haInstance for each instance when it starts the instance, after the "
        "expressions. Nothing was done.",
        "Replace the expression by its value.",
        exit_code=_VALUE,
        source="Zowe, zowe-install-packaging, bin/libs/configmgr.ts, getZoweConfigEnv",
    ),
    MessageEntry(
        "ZWV2157E",
        "{key} cannot be evaluated. Expressions depend on each other: {circle}.",
        "Each of these expressions reads the next expression, so Zowe cannot evaluate any of "
        "them. Nothing was done.",
        "Replace one of these expressions by its value.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2158E",
        "{key} cannot be evaluated. The reason is not shown, because it can contain a secret.",
        "The key can hold a password or an address with a password. The reason can quote a "
        "part of the password. Nothing was done.",
        _WRITE_VALUE,
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV2159E",
        "{key} cannot be evaluated. Expected a value, found a function.",
        "A configuration cannot have a function as a value. Nothing was done.",
        "Call the function in the expression, or replace the expression by its value.",
        exit_code=_VALUE,
    ),
)

# Warnings and information

_NOTES = (
    MessageEntry(
        "ZWV2170W",
        "{key} cannot be read, so Zowe's default values are not merged.",
        "Zowe merges files/defaults.yaml of its runtime directory into the configuration. "
        "The message gives the reason. The command continued, because it does not need the "
        "default values.",
        "Correct the value of {key}.",
    ),
    MessageEntry(
        "ZWV2171W",
        "{reader} reads {key}, an expression that Zowe evaluates later. The value of {key} is "
        "undefined at that time.",
        "Zowe evaluates the expressions of the merged configuration from top to bottom. An "
        "expression further down has no value yet.",
        _LATER,
        source=_ORDER,
    ),
    MessageEntry(
        "ZWV2172W",
        "{reader} reads {key}, an expression that Zowe evaluates later, in a second pass.",
        "Zowe evaluates the expressions of the merged configuration from top to bottom. An "
        "expression that fails is tried again in the next pass. Older releases have one pass.",
        _LATER,
        source=_ORDER,
    ),
    MessageEntry(
        "ZWV2173W",
        "{key} is the {kind} {value} for Zowe. Zowe does not start, because its schema expects "
        "text.",
        "Zowe reads plain digits as a number, and true and false as booleans. The command "
        "continued, because zwe-vsam can use the value.",
        'Write the value in quotation marks: "{value}".',
        source=f"{_YAML}; schemas/zowe-yaml-schema.json",
    ),
    MessageEntry(
        "ZWV2190I",
        "{key} is used in upper case: {name}.",
        "z/OS names have no lower-case letters. The value in zowe.yaml has lower-case letters.",
    ),
)

ENTRIES: tuple[MessageEntry, ...] = (*_KEYS, *_NAMES, *_VALUES, *_TOGETHER, *_EXPRESSIONS, *_NOTES)
