"""ZWV620 and ZWV621: the packages, the profile and the login of z/OSMF; a part of zosmf.py."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

_PROFILE = (
    "Set ZWE_VSAM_ZOSMF_HOST. Or create a profile with 'zowe config init', and name it with "
    "--zosmf-profile. Or rehearse with --sandbox DIR."
)
_PROFILES = "Zowe documentation, Using team profiles"
_INSTALL = "Install the package: {command}"

ENTRIES = (
    MessageEntry(
        "ZWV6201E",
        "Cannot read a Zowe profile without the Zowe Client Python SDK, which is not installed.",
        "It is installed with the extra zosmf. Without a profile, nothing has to be installed for "
        "z/OSMF.",
        f"{_INSTALL}. Or set ZWE_VSAM_ZOSMF_HOST, and name no profile.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6202E",
        "The Zowe Client Python SDK cannot be imported: {reason}.",
        "The package is installed, but its import fails. zwe-vsam needs it to read a profile.",
        _INSTALL,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6203E",
        "The Zowe team configuration cannot be read ({kind}).",
        "A configuration file of Zowe is not valid, or cannot be opened. The message does not "
        "quote the file, because it can hold passwords.",
        "Check zowe.config.json with 'zowe config list'.",
        exit_code=233,
        source=_PROFILES,
    ),
    MessageEntry(
        "ZWV6204E",
        "The Zowe team configuration has no profile {profile}.",
        "The lines below the message list the files that were searched, and the profiles in them.",
        _PROFILE,
        exit_code=233,
        source=_PROFILES,
    ),
    MessageEntry(
        "ZWV6205E",
        "The profile {profile} has no property host.",
        "zwe-vsam needs the host name of the z/OSMF server. No request was sent.",
        "Add the property host to the profile.",
        exit_code=233,
        source=_PROFILES,
    ),
    MessageEntry(
        "ZWV6206E",
        "No z/OSMF server is named.",
        "Neither the option --zosmf-profile, nor the variable ZWE_VSAM_ZOSMF_HOST, nor a default "
        "profile of the type zosmf names a server. No request was sent.",
        _PROFILE,
        exit_code=233,
        source=_PROFILES,
    ),
    MessageEntry(
        "ZWV6207E",
        "The variables {variables} are all set. Expected only one of them.",
        "Each variable defines its own login, and zwe-vsam does not choose. No request was sent.",
        "Unset all of these variables except one.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6208E",
        "No user is known for {server}.",
        "The profile or the variables have neither a user nor a token. No request was sent.",
        "Set ZWE_VSAM_ZOSMF_USER or ZWE_VSAM_ZOSMF_TOKEN, or name a profile that has one of them.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6209E",
        "No {secret} is known for {server}.",
        "zwe-vsam asks for a password or a token only at a terminal. No request was sent.",
        "Set ZWE_VSAM_ZOSMF_PASSWORD or ZWE_VSAM_ZOSMF_TOKEN. Or keep the secret in the secure "
        "store of your Zowe profile. Or run this command at a terminal.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6210E",
        "The host name {host} is not valid ({place}).",
        "A host is a name or an IP address, without a port and a path. No request was sent.",
        "Give only the host name. Set the port, the protocol and the base path separately.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6211E",
        "The port {port} is not valid ({place}).",
        "No request was sent.",
        "Set a port from 1 to 65535.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6212E",
        "The protocol {protocol} is not valid ({place}).",
        "No request was sent.",
        "Set the protocol to https or http.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6213E",
        "The base path {base_path} is not valid ({place}).",
        "z/OSMF behind the API Mediation Layer has a base path. A direct connection to "
        "z/OSMF needs no base path. No request was sent.",
        "Set a base path such as /ibmzosmf/api/v1.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6214E",
        "The {secret} has a character that is not allowed ({place}).",
        "A password has only printable characters. A token has only printable ASCII "
        "characters. The usual cause is a line break. No request was sent.",
        "Set the {secret} again.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6215E",
        "The user or the password has a character that z/OS does not have ({place}).",
        "z/OSMF takes characters of ISO 8859-1. No request was sent.",
        "Set the user and the password again.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6216E",
        "The client certificate has no key, or the key has no certificate ({place}).",
        "The login with a client certificate needs both files. No request was sent.",
        "Name both the certificate file and its key file.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6217E",
        "The certificate file {file} cannot be read ({place}).",
        "The file does not exist, or you have no permission to read it. No request was sent.",
        "Check the name and the permissions of the file.",
        exit_code=233,
    ),
)
