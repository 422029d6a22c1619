"""ZWV22: ``check``: the Caching Service, misplaced and unknown keys.

The first group has the service and its mode, then come the places and names of keys (2210), what
keys hold (2230), and the run of ``check`` itself (2290).
"""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_SERVICE = "API Mediation Layer, caching-service-config.json"
_TOKENS = (
    "Zowe documentation, Enabling single sign on for clients via Personal Access Token "
    "configuration"
)
_SCHEMA = "Zowe server installation, schemas/zowe-yaml-schema.json"
_COMMON = "Zowe server installation, schemas/server-common.json"
_PORTS = "API Mediation Layer, schemas/caching-schema.json and schemas/apiml-schema.json"
_REFERENCE = "Zowe documentation, Zowe YAML configuration file reference"

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV2201W",
        "{key} is not set. Zowe v3 then uses infinispan, and Zowe v2 uses inMemory.",
        "Without this key, the storage depends on the release of Zowe. An upgrade can change "
        "the storage.",
        "Set {key} to one of {modes}.",
        source="Zowe documentation, Configuring the Caching Service for high availability",
    ),
    MessageEntry(
        "ZWV2202W",
        "{key} is {value}. Zowe's schema spells it {expected}.",
        "The schema of the Caching Service writes the mode with other upper-case or "
        "lower-case letters. check still applies the rules of the mode.",
        "Write {expected}.",
        source=_SERVICE,
    ),
    MessageEntry(
        "ZWV2203E",
        "Expected one of {modes} at {key}, found {value}.",
        "The Caching Service has no storage mode of that name. check applies only the rules "
        "for all modes.",
        "Write one of {modes}.",
        exit_code=231,
        source=_SERVICE,
    ),
    MessageEntry(
        "ZWV2204W",
        "{key} is false. Zowe does not start the Caching Service and does not use its storage.",
        "The configuration has a storage mode, but no instance starts the Caching Service.",
        "Set {key} to true, if you need the Caching Service.",
    ),
    MessageEntry(
        "ZWV2205E",
        "Expected reject or removeOldest at {key}, found {value}.",
        "The eviction strategy controls what the Caching Service does at its limit of "
        "records. It has only these two strategies.",
        "Write reject or removeOldest.",
        exit_code=231,
        source=_SERVICE,
    ),
    MessageEntry(
        "ZWV2206E",
        "{key} is true, but {mode_key} is {mode}. Personal access tokens need infinispan.",
        "The Caching Service stores personal access tokens only with infinispan.",
        "Set {mode_key} to infinispan, or set {key} to false.",
        exit_code=231,
        source=_TOKENS,
    ),
    MessageEntry(
        "ZWV2207E",
        "{key} is true, but {service_key} is false. Personal access tokens need the Caching "
        "Service.",
        "The Caching Service stores personal access tokens, and Zowe does not start it.",
        "Set {service_key} to true.",
        exit_code=231,
        source=_TOKENS,
    ),
    MessageEntry(
        "ZWV2208E",
        "{key} is true, but {mode_key} is {mode}. The API Mediation Layer as a single service "
        "needs infinispan and does not start.",
        "Since v3.3, the API Mediation Layer can run as a single service, which has the Caching "
        "Service in it. It works only with infinispan. Releases with api-layer 4805 refuse any "
        "other storage mode before they start.",
        "Run {command}, or set {key} to false.",
        exit_code=231,
        source="API Mediation Layer, validate.sh of the component apiml; zowe/api-layer, pull "
        "request 4805",
    ),
    MessageEntry(
        "ZWV2210E",
        "{key} has no effect here: {name} belongs {place}.",
        "The indentation puts the key in a section that has no key of that name, and Zowe "
        "ignores it. check reads the key as if it were in its proper place.",
        "Indent the lines of {name} so that {name} is {proper}.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV2211E",
        "{key} has no effect. Expected a colon and a blank after its name.",
        "Without the blank, YAML reads the key and its value as one word.",
        "Write {name}: with a blank after the colon, and then the value.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV2212E",
        "{key} at the left margin is one key with a dot in its name, not {name} below {above}.",
        "YAML does not split a key at its dots. check reads the key as if its parts were keys "
        "of their own.",
        "Write {lines}, or write {flow}.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV2213W",
        "{key} is one key with a dot in its name, not {name} below {above}.",
        "YAML does not split a key at its dots. Samples in the documentation of Zowe have "
        "such keys.",
        "Write {lines}, or write {flow}.",
    ),
    MessageEntry(
        "ZWV2214E",
        "{key} has no effect: Zowe has no such key. The nearest key is {expected}.",
        "The name of the key is misspelled, so Zowe ignores the key.",
        "Write {expected}.",
        exit_code=231,
        source=_REFERENCE,
    ),
    MessageEntry(
        "ZWV2215W",
        "{key} has no effect: Zowe has no such key. Perhaps you mean {expected}.",
        "The section can hold keys of other components. The key is misspelled, or it belongs "
        "to a component that zwe-vsam does not know.",
        "Write {expected}.",
        source=_REFERENCE,
    ),
    MessageEntry(
        "ZWV2216W",
        "{key} has no effect: Zowe has no such key. The same section has {expected}.",
        "The name is similar to another key of the section. Only that other key has an effect.",
        "Remove {key}, or move its value to {expected} (line {line}).",
        source=_REFERENCE,
    ),
    MessageEntry(
        "ZWV2217E",
        "{key} is not a key of Zowe. The schema of Zowe refuses it, and Zowe does not start.",
        "The schema lists all keys of this section and allows no others.",
        "Remove {key}. {section} has these keys: {names}.",
        exit_code=231,
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2218W",
        "No release of Zowe that zwe-vsam knows has the key {key}. If your release does not "
        "have it either, Zowe does not start.",
        "The schema of Zowe allows no other keys in this section. Newer releases of Zowe can "
        "have more keys.",
        "Remove {key}, unless your release of Zowe has it.",
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2219W",
        "{key} has no effect: Zowe has no such key.",
        "No key of the section has a similar name.",
        "Remove {key}. {section} has these keys: {names}.",
        source=_REFERENCE,
    ),
    MessageEntry(
        "ZWV2220E",
        "{section} has a merge key (<<). Zowe does not support merge keys, so it does not "
        "read {names}.",
        "Zowe reads << as the name of a key.",
        "Write {names} in the section, or use an alias for the whole section: key: *name.",
        exit_code=231,
        source="zowe-common-c, yaml2json.c",
    ),
    MessageEntry(
        "ZWV2221W",
        "{section} has a merge key (<<), which Zowe does not support.",
        "Zowe reads << as the name of a key. The merged keys have no effect.",
        "Remove the line with <<.",
        source="zowe-common-c, yaml2json.c",
    ),
    MessageEntry(
        "ZWV2222E",
        "{file} has no key of a zowe.yaml, such as zowe or components.",
        "No key at the left margin is a key of Zowe, or similar to a key of Zowe. check did "
        "not apply its other rules.",
        "Name a zowe.yaml with -c.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV2230E",
        "{key} is empty. Zowe reads null and does not start: its schema expects further keys.",
        "A key without a value is null in YAML. This key is the name of a section.",
        "Remove {key}, or write {contents}.",
        exit_code=231,
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2231W",
        "{key} is empty. Since 2.16, Zowe reads null, and its schema expects text.",
        "A key without a value is null in YAML. Zowe expects text at this key.",
        'Write "" as the value of {key}, or remove {key}.',
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2232E",
        "{key} is empty. Zowe reads null and does not start: its schema expects {expected}.",
        "A key without a value is null in YAML.",
        "Write a value for {key}, or remove {key}.",
        exit_code=231,
        source=_PORTS,
    ),
    MessageEntry(
        "ZWV2233E",
        "Expected text at {key}, found the {type} {value}. Zowe does not start: its schema "
        "expects text.",
        "Without quotes, YAML reads digits as a number, and true or false as a boolean.",
        "Write the value in quotes.",
        exit_code=231,
        source="zowe-common-c, yaml2json.c; zowe-yaml-schema.json",
    ),
    MessageEntry(
        "ZWV2234W",
        "Expected capital letters at {key}, found {value}. The schema of Zowe v3 refuses "
        "small letters, and Zowe does not start.",
        "The schema of Zowe v2 allows any text. zwe-vsam reads the name in capital letters.",
        "Write {expected}.",
        source=_COMMON,
    ),
    MessageEntry(
        "ZWV2235E",
        "Expected RLS or NONRLS in capital letters at {key}, found {value}. Zowe's schema "
        "refuses other letters.",
        "Zowe does not start with a configuration that its schema refuses.",
        "Write {expected}.",
        exit_code=231,
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2236E",
        "Expected true or false at {key}, found the text {value}. Zowe does not start: its "
        "schema expects a boolean.",
        "Zowe can read a word in quotes or in capital letters as text.",
        "Write {expected} in small letters and without quotes.",
        exit_code=231,
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2237E",
        "Expected true or false at {key}, found {value}.",
        "Zowe reads words such as yes and on as text.",
        "Write true or false.",
        exit_code=231,
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2238E",
        "Expected a number at {key}, found the text {value}. Zowe does not start: its schema "
        "expects a number.",
        "YAML reads digits in quotes as text.",
        "Write {port} without quotes.",
        exit_code=231,
        source=_PORTS,
    ),
    MessageEntry(
        "ZWV2239E",
        "Expected a port from {lowest} to {highest} at {key}, found {value}.",
        "The component cannot use another port.",
        "Write the number of a free port from {lowest} to {highest}.",
        exit_code=231,
        source=_PORTS,
    ),
    MessageEntry(
        "ZWV2240E",
        "Expected a whole number of {unit}, at least 1, at {key}, found {value}.",
        "The value is a number in digits, without a unit and without separators.",
        "Write the number without a unit.",
        exit_code=231,
        source=_SERVICE,
    ),
    MessageEntry(
        "ZWV2241E",
        "{instance} has no {name}. Zowe does not start: its schema requires the key.",
        "Each instance of haInstances needs hostname and sysname.",
        "Write {name}: below {instance}.",
        exit_code=231,
        source=_SCHEMA,
    ),
    MessageEntry(
        "ZWV2290E",
        "Expected no warnings with --strict, found {count}.",
        "With --strict, warnings make check fail. check reports the warnings before this message.",
        "Correct the causes of the warnings. Or leave out the warnings with --ignore. Or "
        "remove --strict.",
        exit_code=238,
    ),
    MessageEntry(
        "ZWV2291W",
        "The comment names {id}, which is not a message id.",
        "A comment '# zwe-vsam: ignore ID' leaves out findings on its line. This comment has "
        "no effect.",
        "Correct the id, or remove it from the comment.",
    ),
    MessageEntry(
        "ZWV2292W",
        "The comment has no message id after ignore.",
        "A comment '# zwe-vsam: ignore ID' leaves out findings on its line. This comment has "
        "no effect.",
        "Write an id after ignore, or remove the comment.",
    ),
    MessageEntry(
        "ZWV2293I",
        "check left out {count}: {ids}.",
        "The option --ignore or a comment in the file names the ids of these findings. They "
        "do not change the exit code. init still refuses values that it cannot use.",
    ),
)
