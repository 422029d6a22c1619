"""ZWV91: ``migrate``: the way from a storage mode to Infinispan."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_VALUE = 231
_REFUSED = 235
_NOT_WRITTEN = 138
_NOTHING = "Nothing was written."

# What the user names

_OPTIONS = (
    MessageEntry(
        "ZWV9101E",
        "--host {text} does not name an instance and its host.",
        "The option takes the id of an instance below haInstances, and the host on which the "
        f"other instances reach it. {_NOTHING}",
        "Write --host INSTANCE=HOST, such as --host lpar1=lpar1.example.com.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV9102E",
        "--host names the instance {id}, but haInstances has no such instance.",
        f"Only an instance of zowe.yaml can be a member of the Infinispan cluster. {_NOTHING}",
        "Write the id of an instance: {ids}.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV9106E",
        "--host names {host} for the instance {id}. That is no host name and no address.",
        f"The other instances connect to the host by this name. {_NOTHING}",
        "Write only the host name or the address, without a scheme or a port.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV9107E",
        "--host names the instance {id}, but the configuration has no haInstances.",
        f"A single instance needs no list of hosts. {_NOTHING}",
        "Remove --host.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV9103E",
        "--into names {file}, but -c does not name this file.",
        "All files and members of -c are one configuration. The option chooses the one that gets "
        f"the changes. {_NOTHING}",
        "Write one of these names: {files}.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV9104E",
        "--into names {file}, which has the default values of Zowe.",
        f"An upgrade of Zowe replaces this file, and the changes would be lost. {_NOTHING}",
        "Write one of these names: {files}.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV9105E",
        "The option --to is missing.",
        f"The option names the new storage mode. Without it, the command does nothing. {_NOTHING}",
        "Add --to infinispan.",
        exit_code=102,
    ),
)

# What of the configuration stands against it

_CONFIGURATION = (
    MessageEntry(
        "ZWV9110E",
        "{key} is {mode}, and zowe.yaml has no key of an installation on z/OS.",
        "Redis is the storage of installations outside z/OS. Zowe removes VSAM storage and keeps "
        f"Redis, so such an installation has nothing to change. {_NOTHING}",
        "Keep Redis. For an installation on z/OS, name its system with --target.",
        exit_code=_REFUSED,
        source="Zowe documentation, Using Redis as a storage solution through the Caching service",
    ),
    MessageEntry(
        "ZWV9111E",
        "{instance} has no host name.",
        "With several instances, initialHosts has the host of each instance. The other instances "
        f"cannot find an instance without a host. {_NOTHING}",
        "Write {instance}.hostname.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9112E",
        "{key} has an anchor (&).",
        "An alias in another place can have the same value. migrate does not change a value that "
        f"belongs to two places. {_NOTHING}",
        "Remove the anchor, and write the value at each place that uses it.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9113E",
        "{key} has an alias (*) as its value.",
        "The value is written at the anchor of the same name, and other keys can have it, too. "
        f"migrate does not change a value that belongs to two places. {_NOTHING}",
        "Write the value itself at {key} instead of the alias.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9114E",
        "{key} has a merge key (<<).",
        "A merge key copies keys of another section, and Zowe ignores it. migrate does not change "
        f"a section with a merge key. {_NOTHING}",
        "Remove the merge key, and write the keys themselves.",
        exit_code=_VALUE,
        source="Zowe, zowe-common-c, c/yaml2json.c",
    ),
    MessageEntry(
        "ZWV9115E",
        "{key} is the result of an expression, and the migration needs another value.",
        "The expression can give different results on different systems. migrate does not replace "
        f"an expression by a value. {_NOTHING}",
        "Replace the expression by its value, and run the command again.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9116E",
        "{key} is the result of an expression, and initialHosts needs this host.",
        "The expression can give different results on different systems. All instances need the "
        f"same list. {_NOTHING}",
        "Name the host of the instance: --host {id}=HOST.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9117E",
        "{key} is the result of an expression, and initialHosts needs this port.",
        "The expression can give different results on different systems. All instances need the "
        f"same list. {_NOTHING}",
        "Replace the expression by the number of the port.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9118E",
        "{key} stands in {file}, which is more important than {into}.",
        "The value of the more important file is in effect. A value in the less important file "
        f"has no effect. {_NOTHING}",
        "Remove {key} from {file}, or name {file} with --into.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9119E",
        "{file} cannot be changed: {reason}.",
        "The form of the file does not allow the change without another change. For example, an "
        f"alias (*) in another place needs an anchor (&) of these keys. {_NOTHING}",
        "Change these keys with an editor: {keys}.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9120E",
        "{key} would have no effect in {file}, because another file has an empty value for it.",
        "A value of a more important file replaces the values of the other files, also if it is "
        f"empty. {_NOTHING}",
        "Remove the empty value at the place that the message names.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9121E",
        "The code page {page} of {file} does not have the character {character}.",
        f"A new key or value has this character. {_NOTHING}",
        "Convert the file to UTF-8, or choose another file with --into.",
        exit_code=_VALUE,
    ),
    MessageEntry(
        "ZWV9122E",
        "A line of {file} would have {length} characters. A record of the member has {maximum}.",
        f"A member of a PARMLIB has records of fixed length. {_NOTHING}",
        "Choose a file with --into, or shorten the host names with --host.",
        exit_code=_VALUE,
    ),
)

# Writing

_FILES = (
    MessageEntry(
        "ZWV9130E",
        "{file} cannot be replaced: {reason}.",
        "The command changes each file in one step, by a new file in its place. The new file must "
        f"have the owner and the permissions of the old one. {_NOTHING}",
        "Correct the cause, or choose another file with --into.",
        exit_code=_NOT_WRITTEN,
    ),
    MessageEntry(
        "ZWV9138E",
        "{file} cannot be replaced: the file or its folder is read-only.",
        f"The command changes each file in one step, by a new file in its place. {_NOTHING}",
        "Make the file and its folder writable, or choose another file with --into.",
        exit_code=_NOT_WRITTEN,
    ),
    MessageEntry(
        "ZWV9131E",
        "Standard input cannot be changed.",
        f"The option -c is -, so the configuration has no file. {_NOTHING}",
        "Name the file with -c.",
        exit_code=_NOT_WRITTEN,
    ),
    MessageEntry(
        "ZWV9132E",
        "The backup {backup} exists already.",
        f"It can be the only copy of an older configuration, so it is not replaced. {_NOTHING}",
        "Move or delete the backup, or add --no-backup.",
        exit_code=_REFUSED,
    ),
    MessageEntry(
        "ZWV9133E",
        "{file} was not changed: {reason}.",
        "The files before it in the list are changed. Each file is whole: it has its old or its "
        "new content.",
        "Correct the cause, and run the same command again. It changes what is left.",
        exit_code=_NOT_WRITTEN,
    ),
    MessageEntry(
        "ZWV9134E",
        "Another program changed {file} during the command.",
        f"The plan was made for the former content. {_NOTHING}",
        "Run the command again.",
        exit_code=_NOT_WRITTEN,
    ),
    MessageEntry(
        "ZWV9135I",
        "{file} is changed. The backup is {backup}.",
        "The file has its new content. The backup has the former content, byte by byte.",
    ),
    MessageEntry(
        "ZWV9136I",
        "{file} is changed. There is no backup.",
        "The file has its new content. The option --no-backup was given.",
    ),
    MessageEntry(
        "ZWV9137I",
        "The configuration already has all that Infinispan needs. Nothing was changed.",
        "Every running instance uses Infinispan, with its ports, and with the list of members "
        "where several instances run.",
    ),
)

# The way back

_ROLLBACK = (
    MessageEntry(
        "ZWV9140E",
        "{backup} does not exist, so the former content cannot be restored.",
        "migrate --write makes the backup, unless --no-backup is given. The backup of a PARMLIB "
        f"member is in the current folder. {_NOTHING}",
        "Restore zowe.yaml from your own backup.",
        exit_code=_REFUSED,
    ),
    MessageEntry(
        "ZWV9141E",
        "{file} differs from the result of the migration. The report shows the difference.",
        "Somebody changed the file after the migration, or the options of the migration were "
        f"others. The restoration would undo these changes. {_NOTHING}",
        "Give the options of the migration, or undo the changes. Or copy {backup} over the file.",
        exit_code=_REFUSED,
    ),
    MessageEntry(
        "ZWV9142I",
        "{file} has its former content again.",
        "The backup replaced the file in one step.",
    ),
)

# After the cluster

_CLEANUP = (
    MessageEntry(
        "ZWV9150E",
        "{key} is {mode}. --clean removes what this storage mode needs.",
        "The keys of the VSAM cluster are needed until all instances use another storage mode. "
        f"{_NOTHING}",
        "Migrate first: {command}",
        exit_code=_REFUSED,
    ),
    MessageEntry(
        "ZWV9151E",
        "The cluster {cluster} still exists.",
        f"The command remove finds the cluster by the keys that --clean removes. {_NOTHING}",
        "Remove the cluster first: {command}",
        exit_code=_REFUSED,
    ),
    MessageEntry(
        "ZWV9152W",
        "It is not known whether the cluster {cluster} still exists.",
        "No system was named. Without the keys that --clean removes, the command remove does not "
        "find the cluster.",
        "Name the system with --target, or make sure that the cluster is removed.",
    ),
    MessageEntry(
        "ZWV9153I",
        "The configuration has no key of VSAM storage. Nothing was changed.",
        "Neither storage.vsam nor zowe.setup.vsam is in a file of the user.",
    ),
)

ENTRIES: tuple[MessageEntry, ...] = (
    *_OPTIONS, *_CONFIGURATION, *_FILES, *_ROLLBACK, *_CLEANUP,
)  # fmt: skip
