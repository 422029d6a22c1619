"""ZWV11: pages: reports and evidence."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES = (
    MessageEntry(
        "ZWV1100E",
        "The page {file} cannot be written: {reason}.",
        "A command creates its pages before it does anything else. Nothing was done.",
        "Name a file in a folder that you can write: {option} FILE.",
        exit_code=110,
    ),
    MessageEntry(
        "ZWV1101E",
        "{file} already exists.",
        "The evidence of an earlier run is a record, so --evidence never replaces a file that has "
        "content. Nothing was done.",
        "Name a new file with {option}.",
        exit_code=110,
    ),
    MessageEntry(
        "ZWV1102E",
        "{file} is not a report of zwe-vsam.",
        "A new report replaces an empty file or an older report, and no other file. Nothing was "
        "done.",
        "Name another file with {option}.",
        exit_code=110,
    ),
    MessageEntry(
        "ZWV1103I",
        "The file {file} was written.",
        "A page is one file. A browser shows it without a network.",
    ),
    MessageEntry(
        "ZWV1104W",
        "The page {file} is not complete: {reason}.",
        "The run ended, and its page could not be written. The result of the run is the same as "
        "without a page. An older content of the file is unchanged.",
        "Keep the other output of this run. Then make space or correct the cause, and run verify "
        "with a new page.",
    ),
    MessageEntry(
        "ZWV1105E",
        "{first} and {second} name the same file, {file}.",
        "Each page needs a file of its own. Nothing was done.",
        "Name another file with {second}.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1110E",
        "No result was named.",
        "A report needs the JSON objects of runs with --output json. Nothing was done.",
        "Name files, or a folder with files whose names end in .json.",
        exit_code=102,
    ),
    MessageEntry(
        "ZWV1111E",
        "The result {file} cannot be read: {reason}.",
        "A report has all results that were named, or is not made. Nothing was done.",
        "Check the name and the permissions of the file.",
        exit_code=236,
    ),
)
