"""The tables of a sandbox in SQLite: transactions, rows, and what can be wrong with the file.

The journal is SQLite's rollback journal. It needs no shared memory, so that the sandbox works on
more file systems than with a write-ahead log, and can be read where nothing can be written. After
kill -9, the next process rolls back (SQLite, "Atomic Commit In SQLite"). Nothing is synchronized
with the disk: the sandbox does not promise to survive a power failure.
"""

from __future__ import annotations

import sqlite3
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from zwe_vsam.errors import Unavailable
from zwe_vsam.sandbox import state
from zwe_vsam.sandbox.state import Damaged

FORMAT = 2
"""Version of the tables, in SQLite's ``user_version``; another version is refused."""
LOCK_SECONDS = 60.0
"""How long an operation waits for a locked sandbox."""
_PAUSE = 0.001
"""Seconds between two attempts to lock. SQLite's own waiting cannot be interrupted."""

_KEYS: dict[type, int] = {
    state.SystemRecord: 0, state.Volume: 1, state.StorageClass: 1, state.ClusterRecord: 1,
    state.ComponentRecord: 1, state.AssociationRecord: 1, state.LibraryRecord: 1,
    state.JobRecord: 1, state.StepRecord: 2, state.OutputRecord: 2, state.Injection: 1,
}  # fmt: skip
"""The tables, and of how many columns the key of each consists."""
_INDEXES = (
    ("component", "cluster"), ("component", "volser"), ("association", "cluster"),
    ("job", "name"), ("job", "ending"), ("job", "correlator"),
)  # fmt: skip
_DAMAGE = (
    sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_TOOBIG,
)  # fmt: skip
_COLUMNS: dict[object, tuple[str, tuple[type, ...]]] = {
    str: ("TEXT NOT NULL", (str,)),
    int: ("INTEGER NOT NULL", (int,)),
    bool: ("INTEGER NOT NULL", (int,)),
    float: ("REAL NOT NULL", (float,)),
    tuple[str, ...]: ("TEXT NOT NULL", (str,)),
    int | None: ("INTEGER", (int, type(None))),
    float | None: ("REAL", (float, type(None))),
}
"""Type of a field -> its column, and what SQLite returns for it."""

Row = TypeVar("Row", bound=NamedTuple)


class Locked(Exception):
    """Another process has had the file for too long."""


class Database:
    """One open file with the tables. Not for several threads at once."""

    def __init__(self, path: Path | None, *, create: bool = False) -> None:
        """Open ``path``, or a database in memory. Raises Locked, sqlite3.Error."""
        mode = "rwc" if create else "rw"
        uri = "file::memory:" if path is None else f"{path.absolute().as_uri()}?mode={mode}"
        connection = sqlite3.connect(
            uri, timeout=0, isolation_level=None, check_same_thread=False, uri=True
        )
        self._connection = connection
        self.close = weakref.finalize(self, connection.close)
        """Close the file. The collector does so, too."""
        self._locking("PRAGMA synchronous = OFF", "PRAGMA trusted_schema = OFF")

    def check(self) -> None:
        """Check that the file has exactly our tables, in the open transaction. Raises Damaged."""
        tables = self._connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        version = self._connection.execute("PRAGMA user_version").fetchone()
        journal = self._connection.execute("PRAGMA journal_mode").fetchone()
        if (tables.fetchall(), version) != ([(sql,) for sql in _schema()], (FORMAT,)):
            raise Damaged(f"it is not of format {FORMAT}")
        if journal not in (("delete",), ("memory",)):
            raise Damaged("it has another journal")
        self.system  # noqa: B018 - raises Damaged

    def begin(self, *, exclusive: bool = False) -> None:
        """Begin a transaction: to read, or to have the file alone. Raises Locked, sqlite3.Error."""
        if exclusive:
            self._locking("BEGIN EXCLUSIVE")
        else:
            # Such a transaction takes its lock when it reads.
            self._locking("BEGIN DEFERRED", "PRAGMA schema_version")

    def _locking(self, *statements: str) -> None:
        """Execute statements that take a lock, and wait for it."""
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                for statement in statements:
                    self._connection.execute(statement)
                return
            except sqlite3.OperationalError as error:
                self.rollback()
                if _primary(error) != sqlite3.SQLITE_BUSY:
                    raise
            if time.monotonic() > deadline:
                raise Locked
            time.sleep(_PAUSE)

    def commit(self) -> None:
        """Make the changes permanent. Raises sqlite3.Error; the former rows are then intact."""
        self._connection.execute("COMMIT")

    def rollback(self) -> None:
        """End the transaction, if any, without its changes."""
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def copy(self) -> Database:
        """Return a copy in memory."""
        copied = Database(None)
        self._connection.backup(copied._connection)
        return copied

    @property
    def system(self) -> state.SystemRecord:
        """The attributes of the system. Raises Damaged without any."""
        records = self.all(state.SystemRecord)
        if len(records) != 1:
            raise Damaged("it has no attributes of a system")
        return records[0]

    def all(self, kind: type[Row], where: str = "", *values: object, order: str = "") -> list[Row]:
        """Return the rows of a table that fulfil a condition. Raises Damaged."""
        condition = f" WHERE {where}" if where else ""
        sorting = f" ORDER BY {order}" if order else ""
        sql = f"SELECT * FROM {_table(kind)}{condition}{sorting}"
        return [_loaded(kind, row) for row in self._connection.execute(sql, values)]

    def first(self, kind: type[Row], where: str, *values: object) -> Row | None:
        """Return a row that fulfils a condition, or None. Raises Damaged."""
        return next(iter(self.all(kind, f"{where} LIMIT 1", *values)), None)

    def number(self, expression: str, kind: type, where: str = "1", *values: object) -> int:
        """Return an aggregate, such as COUNT(*), over the rows that fulfil a condition."""
        sql = f"SELECT {expression} FROM {_table(kind)} WHERE {where}"
        return int(self._connection.execute(sql, values).fetchone()[0])

    def put(self, row: NamedTuple) -> None:
        """Insert a row, or replace the row with its key."""
        kind = type(row)
        if not _KEYS[kind]:
            self.delete(kind)
        marks = ", ".join("?" * len(row))
        values = [" ".join(value) if isinstance(value, tuple | list) else value for value in row]
        self._connection.execute(f"INSERT OR REPLACE INTO {_table(kind)} VALUES ({marks})", values)

    def delete(self, kind: type, where: str = "1", *values: object) -> None:
        """Delete the rows that fulfil a condition."""
        self._connection.execute(f"DELETE FROM {_table(kind)} WHERE {where}", values)

    def clear(self) -> None:
        """Delete all rows."""
        for kind in _KEYS:
            self.delete(kind)


@contextmanager
def guarded(path: Path) -> Iterator[None]:
    """Raise Unavailable for what goes wrong with the file ``path``."""
    try:
        yield
    except Locked as error:
        raise Unavailable("ZWV8019E", path=path, seconds=f"{LOCK_SECONDS:.0f}") from error
    except Damaged as error:
        raise Unavailable("ZWV8016E", path=path, reason=error) from error
    except sqlite3.Error as error:
        message = "ZWV8016E" if _primary(error) in _DAMAGE else "ZWV8012E"
        raise Unavailable(message, path=path, reason=error) from error
    except (UnicodeError, OverflowError) as error:
        raise Unavailable("ZWV8016E", path=path, reason=error) from error


@contextmanager
def new(path: Path) -> Iterator[Database]:
    """Create the file ``path`` with the tables, and commit what the body puts there.

    Raises Unavailable.
    """
    with guarded(path):
        database = Database(path, create=True)
        try:
            database.begin(exclusive=True)
            for statement in (*_schema(), f"PRAGMA user_version = {FORMAT}"):
                database._connection.execute(statement)
            yield database
            database.commit()
        finally:
            database.close()


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Have the file ``path`` alone, which is made if need be. Raises Unavailable."""
    with guarded(path):
        database = Database(path, create=True)
        try:
            database.begin(exclusive=True)
            yield
        finally:
            database.close()


def _primary(error: sqlite3.Error) -> int:
    """Return SQLite's code of an error; that of a damaged file for an error of the module."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF


@cache
def _table(kind: type) -> str:
    return kind.__name__.removesuffix("Record").lower()


@cache
def _schema() -> tuple[str, ...]:
    """Return the statements that create the tables. SQLite keeps them as they are."""
    statements = []
    for kind, keys in _KEYS.items():
        columns = [f'"{name}" {_COLUMNS[type_][0]}' for name, type_ in kind.__annotations__.items()]
        if keys:
            key = ", ".join(f'"{name}"' for name in list(kind.__annotations__)[:keys])
            columns.append(f"PRIMARY KEY ({key})")
        statements.append(f"CREATE TABLE {_table(kind)} ({', '.join(columns)})")
    statements += [f"CREATE INDEX {table}_{name} ON {table} ({name})" for table, name in _INDEXES]
    return tuple(statements)


@cache
def _fields(kind: type) -> tuple[tuple[str, object, tuple[type, ...]], ...]:
    """Return name and type of each field, and the types that SQLite may return for it."""
    return tuple((name, type_, _COLUMNS[type_][1]) for name, type_ in kind.__annotations__.items())


def _loaded(kind: type[Row], values: tuple[Any, ...]) -> Row:
    """Return the row of a table. Raises Damaged for a value that no field has."""
    fields: list[Any] = []
    for (name, type_, allowed), value in zip(_fields(kind), values, strict=True):
        if type(value) not in allowed:
            raise Damaged(f"{_table(kind)}.{name} has a value of another type")
        if type_ is str or value is None:
            fields.append(value)
        elif type_ == tuple[str, ...]:
            fields.append(tuple(value.split()))
        elif not -1e9 < value < 1e11:
            raise Damaged(f"{_table(kind)}.{name} is out of range")
        else:
            fields.append(bool(value) if type_ is bool else value)
    row = kind(*fields)
    broken = row.broken() if hasattr(row, "broken") else ""
    if broken:
        raise Damaged(broken)
    return row
