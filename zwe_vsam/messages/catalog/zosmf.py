"""ZWV62: z/OSMF; a part of targets.py."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry
from zwe_vsam.messages.catalog.zosmf_login import ENTRIES as LOGIN

_TRACE = (
    "Run this command again with -vv, which shows the requests. The log of the server may have "
    "more details."
)
_PROXY = "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
_IS_IT_ZOSMF = (
    "Check that {url} is z/OSMF, or the API Mediation Layer with the base path of z/OSMF. The base "
    "path is now: {base_path}."
)


_NO_ANSWER = (
    MessageEntry(
        "ZWV6220E",
        "Cannot {action}: the host {host} is unknown.",
        "The name cannot be resolved to an address. No request was sent.",
        "Check the host name and the VPN.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6221E",
        "Cannot {action}: {server} does not answer.",
        "No connection was established within 10 seconds. The usual causes are a wrong port and "
        "a firewall.",
        "Check host, port and firewall.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6222E",
        "Cannot {action}: {server} refuses connections.",
        "The host is reachable, but no server listens on the port.",
        "Check that z/OSMF is started, and that the port is correct.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6223E",
        "Cannot {action}: {server} did not answer in time.",
        "The server accepted the request, but its answer did not arrive in time. The server "
        "may have processed the request.",
        "Run this command again later.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6224E",
        "Cannot {action}: {server} cannot be reached.",
        "No connection could be established. No request was sent.",
        "Check host, port and network.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6225E",
        "Cannot {action}: {server} closed the connection before its answer was complete.",
        "The connection ended early, or the answer is damaged. The server may have processed the "
        "request.",
        "Run this command again later.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6226E",
        "Cannot {action}: the proxy on the way to {server} failed.",
        "A proxy is set in the environment, and it did not connect to the server. No request was "
        "sent.",
        _PROXY,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6227E",
        "Cannot {action}: the address of the proxy is not valid.",
        "SOCKS, and TLS to the proxy itself (https://), are not supported. No request was sent.",
        f"Use an address such as http://host:port. {_PROXY}",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6228E",
        "Cannot {action}: the request failed ({kind}).",
        "An unexpected exception ended the request. The server may have processed the request. "
        "The message does not quote the exception, because it can hold passwords.",
        "Run this command again later.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6229E",
        "Cannot {action}: the answer of {server} is compressed in a way that zwe-vsam cannot read.",
        "zwe-vsam asks for gzip or no compression. The usual cause is a gateway that does not read "
        "the header Accept-Encoding. The server may have processed the request.",
        "Ask the administrator of the gateway to send answers without compression.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6230E",
        "Cannot {action}: the certificate of {server} is not trusted: {reason}.",
        "zwe-vsam sends no login to a server whose certificate it cannot verify. The usual cause "
        "is a certificate of the site's own authority.",
        "Set REQUESTS_CA_BUNDLE to a PEM file with the certificate of that authority. "
        "--insecure-skip-verify omits the check, at your own risk.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6231E",
        "Cannot {action}: the key of the client certificate is encrypted.",
        "zwe-vsam does not ask for the passphrase of a key. No request was sent.",
        "Save the key without a passphrase, in a file that only you can read: "
        "umask 077; openssl pkey -in KEY -out NEWKEY.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6232E",
        "Cannot {action}: the client certificate and its key do not match.",
        "The key belongs to another certificate. No request was sent.",
        "Check the two files ({place}).",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6233E",
        "Cannot {action}: {server} requires a client certificate.",
        "The server did not process the request.",
        "Set ZWE_VSAM_ZOSMF_CERT and ZWE_VSAM_ZOSMF_KEY.",
        exit_code=233,
        source="RFC 8446, 4.4.2.4",
    ),
    MessageEntry(
        "ZWV6234E",
        "Cannot {action}: {server} does not accept the client certificate.",
        "The certificate is expired, revoked, or not known to the server. The server did not "
        "process the request.",
        "Check that the certificate is valid and known to the server ({place}).",
        exit_code=233,
        source="RFC 8446, 4.4.2.4",
    ),
    MessageEntry(
        "ZWV6235E",
        "Cannot {action}: {server} closed the secure connection.",
        "TLS failed. The usual causes are a port for http, and a client certificate that is "
        "missing or refused.",
        "Check that the port is for https. Check whether the server requires a client certificate, "
        "or refuses yours. Then run this command again.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6236E",
        "Cannot {action}: a certificate file cannot be read, or has no certificate.",
        "The file is the client certificate, its key, or the bundle of REQUESTS_CA_BUNDLE or "
        "CURL_CA_BUNDLE. No request was sent.",
        "Check the certificate, its key, REQUESTS_CA_BUNDLE and CURL_CA_BUNDLE.",
        exit_code=233,
    ),
)

_REFUSALS = (
    MessageEntry(
        "ZWV6240E",
        "Cannot {action}: {server} answered with a redirection (HTTP {status}).",
        "zwe-vsam follows no redirection, because that would send the login to another server.",
        _IS_IT_ZOSMF,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6241E",
        "Cannot {action}: {server} refused the login of {user} (HTTP 401).",
        "The user, the password, the token or the certificate is wrong. The server did not "
        "process the request.",
        "Check the user, and the password or token ({place}). zwe-vsam did not try again, because "
        "that could lock the user.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6242E",
        "Cannot {action}: the login of {user} on {server} has expired (HTTP 401).",
        "The server accepted this login before. The usual cause is an expired token. The "
        "server did not process the request.",
        "Log in again with 'zowe auth login', or set the variables again. Then run this command "
        "again.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6244E",
        "Cannot {action}: {server} does not have this service (HTTP 404).",
        "A z/OSMF server has the service. The address may be that of another server.",
        _IS_IT_ZOSMF,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6245E",
        "Cannot {action}: {server} is not available (HTTP {status}).",
        "The server is starting, or it is too busy, or a gateway cannot reach it. zwe-vsam repeats "
        "a request that only reads.",
        "Run this command again later.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6246E",
        "Cannot {action}: {server} answered with an error (HTTP {status}).",
        "The lines below the message are the answer of the server.",
        _TRACE,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6247E",
        "Cannot {action}: the TSO/E address space of z/OSMF for your user on {server} failed "
        "(HTTP {status}).",
        "z/OSMF works in a TSO/E address space of your user. It could not start the address "
        "space, or could not communicate with it.",
        "Run this command again. If the error stays, ask the z/OSMF administrator to check three "
        "things: the logon procedure (IZUFPROC), your authority to use it, and free message queues "
        "(ipcs -q; IPCMSGNIDS in BPXPRMxx).",
        exit_code=233,
        source="zowe/community issue 671; zowe/zowe-cli issue 699; zowe/docs-site issues 2071 and "
        "4725",
    ),
)

_ODD_ANSWERS = (
    MessageEntry(
        "ZWV6250E",
        "Cannot {action}: {server} answered with a web page.",
        "Login forms, gateways and other servers answer with a web page. z/OSMF does not.",
        _IS_IT_ZOSMF,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6251E",
        "Cannot {action}: {server} answered with JSON that is incomplete or not valid.",
        "The answer was cut off, or the server is not z/OSMF. zwe-vsam concludes nothing from it.",
        _IS_IT_ZOSMF,
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6252E",
        "The answer of the server has an unexpected form ({service}).",
        "z/OSMF answers this request in another form. zwe-vsam concludes nothing from the answer.",
        _TRACE,
        exit_code=233,
        source="IBM z/OSMF Programming Guide, JSON document specifications",
    ),
    MessageEntry(
        "ZWV6253E",
        "The server reports no status of job {job_id}.",
        "Without a status, zwe-vsam cannot know whether the job ended.",
        _TRACE,
        exit_code=233,
        source="IBM z/OSMF Programming Guide, JSON document specifications",
    ),
    MessageEntry(
        "ZWV6254E",
        "The server listed a job without a name or an id.",
        "zwe-vsam cannot ask for such a job.",
        _TRACE,
        exit_code=233,
        source="IBM z/OSMF Programming Guide, JSON document specifications",
    ),
    MessageEntry(
        "ZWV6255E",
        "The server listed a job with the id {job_id}, which is not valid.",
        "zwe-vsam cannot ask for such a job.",
        _TRACE,
        exit_code=233,
        source="IBM z/OSMF Programming Guide, JSON document specifications",
    ),
    MessageEntry(
        "ZWV6256E",
        "Job {job_id} has the name {name}, because JES2 could not read its JOB statement.",
        "z/OSMF cannot be asked for a job of that name.",
        "Check the job in SDSF, and correct its JOB statement.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6257E",
        "The server listed job {job_id} with the name {name}, which is not valid.",
        "zwe-vsam cannot ask for such a job.",
        _TRACE,
        exit_code=233,
        source="IBM z/OSMF Programming Guide, JSON document specifications",
    ),
    MessageEntry(
        "ZWV6258E",
        "The server listed a spool file without a number.",
        "zwe-vsam cannot read such a spool file.",
        _TRACE,
        exit_code=233,
        source="IBM z/OSMF Programming Guide, JSON document specifications",
    ),
)

_LIMITED = (
    MessageEntry(
        "ZWV6260E",
        "{server} has no service for IDCAMS. Its list of data sets does not have {name}, but that "
        "list can be incomplete.",
        "Only LISTCAT proves that a data set does not exist. A list of data sets can omit entries.",
        "Run TSO LISTCAT ENTRIES('{name}') ALL. Or use a z/OSMF server, which has the service.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6261E",
        "{server} has no service for IDCAMS. Its list of data sets has {name} as a VSAM data set.",
        "The list does not have the attributes of the data set, so they cannot be compared.",
        "Run TSO LISTCAT ENTRIES('{name}') ALL. Or use a z/OSMF server, which has the service.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6262E",
        "{server} has no service for IDCAMS. Its list of data sets has {name} with the "
        "organization {organization}.",
        "The data set is not a VSAM cluster, or the server does not know its organization.",
        "Run TSO LISTCAT ENTRIES('{name}') ALL. Or use a z/OSMF server, which has the service.",
        exit_code=233,
    ),
    MessageEntry(
        "ZWV6263E",
        "{server} has no service for IDCAMS, and its list of data sets failed: {reason}.",
        "zwe-vsam cannot know whether the data set exists.",
        "Run TSO LISTCAT ENTRIES('{name}') ALL. Or use a z/OSMF server, which has the service.",
        exit_code=233,
    ),
)

_WARNINGS = (
    MessageEntry(
        "ZWV6270W",
        "The connection to {server} is not encrypted. Others on the network can read the password.",
        "The protocol of the profile or of ZWE_VSAM_ZOSMF_PROTOCOL is http.",
        "Set the protocol to https.",
    ),
    MessageEntry(
        "ZWV6271W",
        "The certificate of {server} is not checked, so the server can be any server.",
        "--insecure-skip-verify was given, or the profile has rejectUnauthorized set to false.",
        "Set REQUESTS_CA_BUNDLE to a PEM file with the certificate of the server's "
        "authority. Then check the certificate again.",
    ),
    MessageEntry(
        "ZWV6272W",
        "zwe-vsam could not check whether {member} changed in the moment before it was written.",
        "The server gives no ETag, with which z/OSMF refuses to replace a member that has changed.",
        "Check the member, if other users may edit it.",
        source="IBM z/OSMF Programming Guide, Write data to a z/OS data set or member",
    ),
    MessageEntry(
        "ZWV6273W",
        "zwe-vsam could not check the bytes of members, because the server gives members only as "
        "text.",
        "The character that is shown can be another character on z/OS.",
        "Check the characters $, # and @ of the member in ISPF.",
    ),
    MessageEntry(
        "ZWV6274W",
        "The server replaced {member}. Shortly before, the member did not exist.",
        "Another user may have created the member in that moment. The content of that user "
        "is then lost.",
        "Ask the users of the library whether one of them created the member.",
        source="IBM z/OSMF Programming Guide, Write data to a z/OS data set or member",
    ),
    MessageEntry(
        "ZWV6275W",
        "The answer to the submission was lost ({reason}). zwe-vsam found the job {job} by its "
        "correlator and continues with it.",
        "Each submission has its own correlator, so the job belongs to this run. zwe-vsam "
        "did not submit the member again.",
        "No action is needed.",
        source="IBM z/OSMF Programming Guide, List the jobs for an owner, prefix, or job ID",
    ),
)

ENTRIES = (*LOGIN, *_NO_ANSWER, *_REFUSALS, *_ODD_ANSWERS, *_LIMITED, *_WARNINGS)
