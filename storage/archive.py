"""The archive: planwatch.db and bodies.db in one folder, and the ledger of its runs."""

import datetime as dt
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from planwatch import __version__
from planwatch.records import RunStatus, Source
from planwatch.urls import canonical
from storage import restoring
from storage.bodies import Bodies
from storage.connection import ArchiveError, advice, atomic, connect, unflushed
from storage.migrations import SCHEMA, migrations
from storage.times import stamp

__all__ = [
    "Archive",
    "ArchiveError",
    "begin_run",
    "exists",
    "finish_run",
    "last_run",
    "runs",
    "unfinished_run",
    "write_sources",
]

MAIN_FILE = "planwatch.db"
BODIES_FILE = "bodies.db"
PAGE_CACHE = 2000  # in KiB, as SQLite has it by itself (sqlite.org/pragma.html)
_DUE_NOW = """
UPDATE pages SET next_due_at = ?1 WHERE next_due_at > ?1 AND last_run_id IN (SELECT id FROM runs WHERE started_at > ?1)
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: ``db`` is planwatch.db, ``bodies`` keeps what the sites sent.

    A disk that is full, a file that may not be written or is damaged: in a ``with`` block each is an ArchiveError that says so.
    """

    folder: Path
    db: Database
    bodies: Bodies

    @classmethod
    def open(cls, folder: Path, read_only: bool = False) -> Self:
        """Open the archive in a folder, making or migrating it unless ``read_only``; ArchiveError where that cannot be."""
        if read_only and not exists(folder):
            message = f"{folder / MAIN_FILE}: there is no archive here"
            raise ArchiveError(message)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _finish_restore(folder, read_only=read_only)
        except OSError as error:
            message = f"{folder}: cannot hold an archive ({error})"
            raise ArchiveError(message) from error
        with _told(folder):
            bodies = Bodies(folder / BODIES_FILE, read_only=read_only)
            try:
                return cls(folder, _open_main(folder / MAIN_FILE, read_only=read_only), bodies)
            except BaseException:
                bodies.close()
                raise

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Run a block on planwatch.db as one transaction, all or nothing; inside another one it is a part of that."""
        with atomic(self.db):
            yield

    @contextmanager
    def unflushed(self) -> Iterator[None]:
        """Run a block that only derives: its commits are flushed to the disk with the next one behind it."""
        with unflushed(self.db):
            yield

    def shrink(self) -> None:
        """Free the pages of planwatch.db that are kept at hand, but for the 2 MB that SQLite keeps by itself.

        A stage that asked for more (storage.copies) would keep them, and fill them anew, for as long as the file is open.
        """
        self.db.execute(f"PRAGMA cache_size = -{PAGE_CACHE}")

    def close(self) -> None:
        """Close both files."""
        self.bodies.close()
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _told(self.folder):
            self.close()
            if isinstance(error, sqlite3.Error):
                raise error


def exists(folder: Path) -> bool:
    """Return whether a folder holds an archive; one whose making was killed half-way is none yet. ArchiveError for a file that is none."""
    path = folder / MAIN_FILE
    if not path.is_file():
        return False
    db = connect(path, SCHEMA, read_only=True)
    try:
        return bool(db.execute("PRAGMA user_version").fetchone()[0])
    finally:
        db.close()


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Raise what an operator can mend as an ArchiveError that says how; every other error of SQLite as it is."""
    try:
        yield
    except sqlite3.Error as error:
        if why := advice(error):
            message = f"{folder}: {why} ({error})"
            raise ArchiveError(message) from error
        raise


def _finish_restore(folder: Path, *, read_only: bool) -> None:
    if not restoring.is_pending(folder):
        return
    if read_only:
        message = (
            f"{folder}: a restore was interrupted here; repeat it (planwatch restore), or let the next night finish it"
        )
        raise ArchiveError(message)
    restoring.finish(folder)


def _open_main(path: Path, *, read_only: bool) -> Database:
    """Open planwatch.db, with today's schema unless ``read_only``. It is made after bodies.db: where it is whole, both are."""
    db = connect(path, SCHEMA, read_only=read_only)
    try:
        if not read_only and migrations.pending(db):
            # In one transaction: a new file that was killed half-way would else look like somebody else's database.
            with atomic(db):
                migrations.apply(db)
    except BaseException:
        db.close()
        raise
    return db


def begin_run(archive: Archive, kind: str, started_at: dt.datetime) -> int:
    """Open a run in the ledger and return its id; ids grow in the order of the runs, whatever the clock says.

    A page that was last looked at by a run which began later than this one, because the clock went back since, is due now: the
    day it was put off to may be years away.
    """
    row = (kind, stamp(started_at), RunStatus.RUNNING, __version__)
    with archive.atomic():
        if archive.db.execute("SELECT EXISTS (SELECT 1 FROM runs WHERE started_at > ?)", row[1:2]).fetchone()[0]:
            archive.db.execute(_DUE_NOW, row[1:2])
        cursor = archive.db.execute(
            "INSERT INTO runs (kind, started_at, status, planwatch_version) VALUES (?, ?, ?, ?)", row
        )
    return int(cursor.lastrowid or 0)


def finish_run(archive: Archive, run_id: int, finished_at: dt.datetime, status: RunStatus) -> None:
    """Close a run in the ledger."""
    row = (stamp(finished_at), status, run_id)
    archive.db.execute("UPDATE runs SET finished_at = ?, status = ? WHERE id = ?", row)


def unfinished_run(archive: Archive) -> int | None:
    """Return the newest run that began and never ended, or None."""
    return _one_id(archive, "SELECT max(id) FROM runs WHERE status = 'running'")


def last_run(archive: Archive) -> int | None:
    """Return the newest run, or None in an archive without any."""
    return _one_id(archive, "SELECT max(id) FROM runs")


def runs(archive: Archive) -> list[int]:
    """Return all runs, the oldest first."""
    return [run_id for (run_id,) in archive.db.execute("SELECT id FROM runs ORDER BY id")]


def write_sources(archive: Archive, sources: Iterable[Source]) -> None:
    """Write the declared sources, the known ones anew; a source that is declared no more keeps its row and its articles.

    A page that is declared by itself by now counts as found on no list, though one may have brought it.
    """
    sources = tuple(sources)
    watched = [(canonical(page.url), source.id) for source in sources for page in source.pages]
    rows = [
        (source.id, source.name, source.name_en, source.kind, source.home_url, source.enabled, source.declaration_hash)
        for source in sources
    ]
    with archive.atomic():
        archive.db.conn.executemany(
            "INSERT INTO sources (id, name, name_en, kind, home_url, enabled, declaration_hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_en = excluded.name_en, kind = excluded.kind,"
            " home_url = excluded.home_url, enabled = excluded.enabled, declaration_hash = excluded.declaration_hash",
            rows,
        )
        archive.db.conn.executemany("UPDATE pages SET found_on_page_id = NULL WHERE url = ? AND source_id = ?", watched)


def _one_id(archive: Archive, query: str) -> int | None:
    found: int | None = archive.db.execute(query).fetchone()[0]
    return found
