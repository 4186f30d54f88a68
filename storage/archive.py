"""The archive: planwatch.db and bodies.db in one folder, and the ledger of its runs."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from sqlite_utils import Database

from planwatch import __version__
from planwatch.records import RunStatus, Source
from storage.bodies import Bodies
from storage.connection import ArchiveError, atomic, connect
from storage.migrations import SCHEMA, migrations
from storage.times import stamp

__all__ = [
    "Archive",
    "ArchiveError",
    "begin_run",
    "finish_run",
    "last_run",
    "runs",
    "unfinished_run",
    "write_sources",
]

MAIN_FILE = "planwatch.db"
BODIES_FILE = "bodies.db"


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: ``db`` is planwatch.db, ``bodies`` keeps what the sites sent."""

    folder: Path
    db: Database
    bodies: Bodies

    @classmethod
    def open(cls, folder: Path, read_only: bool = False) -> Self:
        """Open the archive in a folder, making or migrating it unless ``read_only``; ArchiveError where that cannot be."""
        if read_only and not (folder / MAIN_FILE).is_file():
            message = f"{folder / MAIN_FILE}: there is no archive here"
            raise ArchiveError(message)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"{folder}: cannot hold an archive ({error})"
            raise ArchiveError(message) from error
        db = connect(folder / MAIN_FILE, SCHEMA, read_only=read_only)
        try:
            if not read_only:
                migrations.apply(db)
            return cls(folder, db, Bodies(folder / BODIES_FILE, read_only=read_only))
        except BaseException:
            db.close()
            raise

    @contextmanager
    def atomic(self) -> Iterator[None]:
        """Run a block on planwatch.db as one transaction, all or nothing; inside another one it is a part of that."""
        with atomic(self.db):
            yield

    def close(self) -> None:
        """Close both files."""
        self.bodies.close()
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def begin_run(archive: Archive, kind: str, started_at: dt.datetime) -> int:
    """Open a run in the ledger and return its id; ids grow in the order of the runs, whatever the clock says."""
    row = (kind, stamp(started_at), RunStatus.RUNNING, __version__)
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
    """Write the declared sources, the known ones anew; a source that is declared no more keeps its row and its articles."""
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


def _one_id(archive: Archive, query: str) -> int | None:
    found: int | None = archive.db.execute(query).fetchone()[0]
    return found
