"""What ``migrate`` tells: the difference, the keys, the checklist, the losses, the commands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zwe_vsam.checks.view import dotted
from zwe_vsam.config.document import Document
from zwe_vsam.migration import diff
from zwe_vsam.migration.model import KeyEdit, Plan
from zwe_vsam.report.base import Report
from zwe_vsam.report.migration_result import Loss, MigratedFile, MigratedKey, Migration, Task


def record(
    report: Report, plan: Plan, release: str, tasks: Sequence[Task], losses: Sequence[Loss]
) -> Migration:
    """Put the plan into the result of the run, and return that part of it."""
    documents = plan.before.documents
    migration = Migration(
        [mode or "none" for mode in plan.old_modes],
        release or None,
        [file(plan.before.document(rank), planned.after) for rank, planned in plan.edits.items()],
        [_key(key, documents[key.rank]) for key in plan.keys],
        list(tasks),
        list(losses),
    )
    report.result.migration = migration
    return migration


def file(before: Document, after: Document) -> MigratedFile:
    """A file with the difference that the change makes, or would make."""
    text = "".join(f"{line}\n" for line in diff.lines(before, after))
    return MigratedFile(before.name, text)


def _key(key: KeyEdit, name: str) -> MigratedKey:
    new = None if key.new is None else str(key.new)
    return MigratedKey(
        dotted(key.path), key.old, new, name, key.fact.meaning, key.fact.default, key.fact.source
    )


def show(report: Report, migration: Migration) -> None:
    """Write the transcript: the difference first, then what it means and what it needs."""
    for each in migration.files:
        for line in each.diff.splitlines():
            report.line(line)
        report.line()
    for title, lines in (
        ("What changes:", _keys(migration.keys)),
        ("What only you can do:", _tasks(migration.checklist)),
        ("What is lost:", (f"- {loss.text}" for loss in migration.losses)),
    ):
        _section(report, title, list(lines))


def _section(report: Report, title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    report.line(title)
    report.line()
    for line in lines:
        report.prose(line)
    report.line()


def _keys(keys: Sequence[MigratedKey]) -> Iterator[str]:
    several = len({key.file for key in keys}) > 1
    for key in keys:
        place = f" ({key.file})" if several else ""
        change = "is removed" if key.new is None else f"{key.old or 'not set'} -> {key.new}"
        yield f"- {key.key}: {change}{place}"
        yield f"  {key.meaning} {key.default}"
        yield f"  Source: {key.source}"


def _tasks(tasks: Sequence[Task]) -> Iterator[str]:
    for number, task in enumerate(tasks, 1):
        yield f"{number}. {task.task}"
        yield f"   {task.reason}"
        yield f"   Source: {task.source}"


def commands(report: Report, migration: Migration, groups: Sequence[tuple[str, str]]) -> None:
    """Write commands to paste, each after the sentence that says when to run it."""
    migration.next = [command for _, command in groups]
    for sentence, command in groups:
        report.prose(sentence)
        report.line(f"  {command}")
