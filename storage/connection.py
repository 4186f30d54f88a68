"""One SQLite file of the archive: opened with the same settings everywhere, refused if it is not ours."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

# A night's writer holds the lock for one batch or one article, far below a second; half a minute outlasts a slow disk.
BUSY_TIMEOUT_MS = 30_000


# What to do about errors that are no fault of ours, by SQLite's primary result code (sqlite.org/rescode.html).
_KEPT = "what was stored before is whole, and the next run goes on from there"
_ADVICE = {
    sqlite3.SQLITE_FULL: f"the disk is full; make room: {_KEPT}",
    sqlite3.SQLITE_IOERR: f"the disk does not take or give what it should; is it full or failing? {_KEPT}",
    sqlite3.SQLITE_READONLY: "may not be written; check its permissions and how its disk is mounted",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its permissions and how its disk is mounted",
    sqlite3.SQLITE_BUSY: "another program holds it for too long",
    sqlite3.SQLITE_CORRUPT: "is damaged; planwatch verify says where, planwatch restore puts a backup back",
    sqlite3.SQLITE_NOTADB: "is damaged; planwatch restore puts a backup back",
}


class ArchiveError(Exception):
    """A folder that is no archive, or one that this planwatch must not touch; the message names the file."""


def advice(error: sqlite3.Error) -> str | None:
    """Return what an operator can do about an error of the disk or the file; None for one that only a programmer can mend."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else _ADVICE.get(code & 0xFF)


def connect(path: Path, newest: int, *, read_only: bool = False) -> Database:
    """Open one database file whose ``user_version`` may be at most ``newest``; ArchiveError names what is wrong with it.

    Writers use WAL, so that readers never wait, and synchronous=FULL, so that a power cut loses no committed night (2 % slower
    when batched, measured). Statements outside ``atomic`` commit by themselves.
    """
    try:
        if read_only:
            connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
        else:
            connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        message = f"{path}: {advice(error) or 'cannot be opened as an archive'} ({error})"
        raise ArchiveError(message) from error
    try:
        _prepare(connection, path, newest, read_only=read_only)
    except sqlite3.Error as error:
        connection.close()
        why = advice(error) or "is not a usable archive database; planwatch restore puts a backup back"
        message = f"{path}: {why} ({error})"
        raise ArchiveError(message) from error
    except ArchiveError:
        connection.close()
        raise
    return Database(connection)


def _prepare(connection: sqlite3.Connection, path: Path, newest: int, *, read_only: bool) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
    connection.execute("PRAGMA foreign_keys = ON")
    _check_version(connection, path, newest)
    if not read_only:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")


def _check_version(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest:
        message = f"{path}: has schema version {version}, but this planwatch knows versions up to {newest}; use a newer planwatch"
        raise ArchiveError(message)
    if version == 0 and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        message = f"{path}: is a SQLite database, but not a planwatch archive"
        raise ArchiveError(message)


@contextmanager
def atomic(db: Database) -> Iterator[None]:
    """Run a block as one transaction, all or nothing even under kill -9; inside another one it is a part of that.

    The outermost one takes the write lock at once: a transaction that first reads and then writes could not wait for another
    writer, it would fail.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.conn.rollback()
        raise


@contextmanager
def unflushed(db: Database) -> Iterator[None]:
    """Run a block whose commits are not flushed to the disk one by one: the next commit behind it flushes them all, in their order.

    For what would be derived again if a power cut took it back (docs/decisions/0013). Inside a transaction it changes nothing.
    """
    if db.conn.in_transaction:
        yield
        return
    db.conn.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        db.conn.execute("PRAGMA synchronous = FULL")
