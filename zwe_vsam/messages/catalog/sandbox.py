"""ZWV80: the sandbox: its target, its command and its server.

- ZWV800: what the user must know; ZWV801: the folder; ZWV802: names, values and entries
- ZWV803: the server; ZWV804: files that are given to the command
"""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_OWN = "Remove the link, or use a sandbox that you created yourself."
_RESTORE = "Restore the file, or remove the folder and create the sandbox again."

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV8001I",
        "Rehearsal: sandbox {folder} stands for z/OS; no mainframe is touched.",
        "The sandbox is a folder that behaves like a small z/OS. Nothing reaches a real system.",
    ),
    MessageEntry(
        "ZWV8002I",
        "Sandbox {folder} was created to fit zowe.yaml.",
        "The folder did not exist. The sandbox has the libraries, the volume and the storage class "
        "that zowe.yaml names.",
    ),
    MessageEntry(
        "ZWV8003I",
        "The sandbox {folder} does not exist, and a dry run does not create it.",
        "Without --dry-run, init creates the sandbox.",
    ),
    MessageEntry(
        "ZWV8004I",
        "Rehearsal: sandbox {folder} is served as z/OSMF; no mainframe is touched.",
        "The server answers the requests of z/OSMF clients from the sandbox.",
    ),
    MessageEntry(
        "ZWV8005W",
        "Other machines can reach this server ({host}) and change the sandbox.",
        "The server listens on an address that is not a loopback address.",
        "Serve on 127.0.0.1, unless other machines need the sandbox.",
    ),
    MessageEntry(
        "ZWV8006I",
        "Rehearsal: the sandboxes in {folder} are served as z/OSMF; no mainframe is touched.",
        "Each sandbox directly in the folder has a URL of its own, which ends with its name. A "
        "sandbox that is created while the server runs is served, too.",
    ),
    MessageEntry(
        "ZWV8007I",
        "The folder {folder} has no sandbox yet.",
        "The server runs. It answers with status 404 until the folder has a sandbox.",
        "Create a sandbox, such as: zwe-vsam sandbox create {quoted}",
    ),
    MessageEntry(
        "ZWV8010E",
        "The folder {folder} is not a sandbox.",
        "A sandbox is a folder with the file system.db. Nothing was changed.",
        "Create the sandbox: zwe-vsam sandbox create {quoted}",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8011E",
        "The sandbox cannot be created, because {folder} already exists and is not a sandbox.",
        "zwe-vsam does not put a sandbox into a folder with other content. Nothing was changed.",
        "Name a folder that does not exist.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8012E",
        "The sandbox cannot use {path}: {reason}.",
        "The operating system refused access to a file of the sandbox.",
        "Check the permissions of the file and of its folder, and the free space of the disk.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8013E",
        "The sandbox contains the symbolic link {path}, which can lead out of the sandbox.",
        "A sandbox from another person can contain a link to any file of yours. zwe-vsam "
        "therefore follows no link in a sandbox.",
        _OWN,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8014E",
        "The sandbox contains {path}, which is not a regular file.",
        "A sandbox has only folders and regular files. zwe-vsam opens no device and no pipe "
        "in a sandbox.",
        "Remove {path}, or use a sandbox that you created yourself.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8015E",
        "The file {path} of the sandbox is damaged: byte {offset} is not UTF-8.",
        "The sandbox writes its files as UTF-8. Another program changed the file.",
        _RESTORE,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8016E",
        "The state of the sandbox in {path} is damaged: {reason}.",
        "The file has libraries, volumes, clusters and jobs of the sandbox. Another program "
        "changed the file, or it is of another version.",
        _RESTORE,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8017E",
        "The sandbox {folder} was created by an earlier version of zwe-vsam.",
        "An earlier version wrote the state of the sandbox to the file system.json. This version "
        "does not read that file. Nothing was changed.",
        "Rename the folder, and create the sandbox again: zwe-vsam sandbox create {quoted}. "
        "The members of the former sandbox are in its folder datasets.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8018E",
        "This Python has no module {module}, which a sandbox needs.",
        "A sandbox is an SQLite database. The module sqlite3 belongs to the standard library, but "
        "a Python can be built without it.",
        "Use a Python with the module sqlite3.",
        exit_code=233,
        source="Python documentation, sqlite3",
    ),
    MessageEntry(
        "ZWV8019E",
        "The file {path} of the sandbox is locked for more than {seconds} seconds.",
        "A command locks the sandbox while it works. Another command holds the lock, or the "
        "file system of the folder does not support locks.",
        "End the other command. If no other command uses the sandbox, create the sandbox on a "
        "local disk.",
        exit_code=233,
        source="SQLite documentation, File Locking And Concurrency In SQLite Version 3",
    ),
    MessageEntry(
        "ZWV8020E",
        "The sandbox does not accept a name: {reason}.",
        "The name breaks a rule of z/OS. Nothing was changed.",
        "Correct the name as the message describes.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8021E",
        "The dialect of the samples is {dialect}. Expected hash or brace.",
        "The dialect decides how the placeholders of the sample members are written. No sandbox "
        "was created.",
        "Use the dialect hash or brace.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8022E",
        "The sandbox has no cluster {cluster}.",
        "Nothing was changed.",
        "Correct the name. zwe-vsam sandbox show lists the clusters.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV8023E",
        "{place} is not the name of a member.",
        "A member is named by its library and its own name. Nothing was changed.",
        "Name the member in the form 'DATA.SET.NAME(MEMBER)'.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8024E",
        "{user} is not a valid user ID.",
        "A user ID has 1 to 8 letters, digits, $, # and @, and does not begin with a digit. The "
        "server was not started.",
        "Give --user a valid user ID.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8025E",
        "The outcome cannot be injected: {reason}.",
        "The sandbox supports only some outcomes of jobs. Nothing was changed.",
        "Use one of the outcomes that zwe-vsam sandbox inject --help lists.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8026E",
        "The folder {folder} does not exist.",
        "With --all, the server needs a folder that contains sandboxes. The server was not "
        "started.",
        "Name a folder that exists.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8027E",
        "The folder {folder} is a sandbox.",
        "With --all, the server needs a folder that contains sandboxes. The server was not "
        "started.",
        "Omit --all. Or name the folder that contains the sandbox: "
        "zwe-vsam sandbox serve --all {quoted}",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8030E",
        "The server of the sandbox needs the package {package}, which is not installed.",
        "The packages of the server are installed with the extra sandbox.",
        "Install the package: pip install 'zwe-vsam[sandbox]'",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8031E",
        "The certificate of the server cannot be created in {folder}: {reason}.",
        "The server needs a certificate for https. It creates one in the folder of the sandbox.",
        "Check the permissions of the folder. Or serve without TLS: --no-tls.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8032E",
        "The port {port} of {host} is in use.",
        "Another program listens on this port. The server was not started.",
        "Name another port with --port.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8033E",
        "The server cannot listen on port {port} of {host}: {reason}.",
        "The operating system refused the address. The server was not started.",
        "Name another port with --port, or another address with --host.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8034E",
        "The host {host} cannot be used: {reason}.",
        "The name cannot be resolved to an address of this machine. The server was not started.",
        "Name another host with --host, for example 127.0.0.1.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV8040E",
        "The file {path} cannot be read: {reason}.",
        "The file was named on the command line. Nothing was changed.",
        "Name a file that exists and that you may read.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV8041E",
        "The password file must have exactly one line with the password.",
        "The server was not started.",
        "Write only the password into the first line of the file.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8042E",
        "The input is larger than 16 MiB.",
        "The sandbox limits what it reads. Nothing was changed.",
        "Use a smaller file.",
        exit_code=231,
    ),
    MessageEntry(
        "ZWV8043E",
        "The input is not UTF-8 text.",
        "The sandbox converts text to EBCDIC by itself, so its input is UTF-8. Nothing was "
        "changed.",
        "Convert the file to UTF-8.",
        exit_code=231,
    ),
)
