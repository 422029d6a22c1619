"""ZWV27: ``check`` with a target: what the system has."""

from __future__ import annotations

from zwe_vsam.messages import MessageEntry

ENTRIES: tuple[MessageEntry, ...] = (
    MessageEntry(
        "ZWV2701I",
        "{member} exists.",
        "The library of Zowe's templates has the member that init reads.",
    ),
    MessageEntry(
        "ZWV2702I",
        "{library} exists and has the member {name}.",
        "init uses the existing member. --generate and --allow-overwrite rewrite the member.",
    ),
    MessageEntry(
        "ZWV2703I",
        "{library} exists and does not have the member {name}.",
        "init writes the member.",
    ),
    MessageEntry(
        "ZWV2704I",
        "{name} is not cataloged yet.",
        "init defines the cluster.",
    ),
    MessageEntry(
        "ZWV2705I",
        "{name} already exists as {kind}.",
        "The catalog has an entry of this name. init does not replace it without "
        "--allow-overwrite.",
    ),
    MessageEntry(
        "ZWV2706I",
        "Volume {name} exists.",
        "The system lists the volume on which init defines the cluster.",
    ),
    MessageEntry(
        "ZWV2707I",
        "Storage class {name} exists.",
        "The system lists the storage class that init gives to the cluster.",
    ),
    MessageEntry(
        "ZWV2708E",
        "Volume {name} does not exist.",
        "The system does not list the volume. A job that defines the cluster there fails.",
        "Set {key} to a volume that the system has.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV2709E",
        "Storage class {name} does not exist.",
        "The system does not list the storage class. A job that defines the cluster with it fails.",
        "Set {key} to a storage class that the system has.",
        exit_code=236,
    ),
    MessageEntry(
        "ZWV2710I",
        "Volume {name} is not checked: this target cannot list volumes.",
        "It is not known whether the volume exists.",
        "Ask your storage administrator whether volume {name} exists.",
    ),
    MessageEntry(
        "ZWV2711I",
        "Storage class {name} is not checked: this target cannot list storage classes.",
        "It is not known whether the storage class exists.",
        "Ask your storage administrator whether storage class {name} exists.",
    ),
)
