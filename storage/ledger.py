"""What the ledger tells of runs and sources."""

import datetime as dt

from planwatch.records import Source
from storage.archive import Archive
from storage.times import moment


def started_at(archive: Archive, run_id: int) -> dt.datetime:
    """Return the moment a run began, in UTC; LookupError for a run that is not in the ledger."""
    row = archive.db.execute("SELECT started_at FROM runs WHERE id = ?", [run_id]).fetchone()
    if row is None:
        message = f"there is no run {run_id}"
        raise LookupError(message)
    return moment(row[0])


def started_before(archive: Archive, run_id: int) -> dt.datetime | None:
    """Return the moment at which the run before this one began, in UTC; None where there is none."""
    row = archive.db.execute("SELECT started_at FROM runs WHERE id < ? ORDER BY id DESC LIMIT 1", [run_id]).fetchone()
    return moment(row[0]) if row else None


def read_sources(archive: Archive) -> list[Source]:
    """Return every source that was ever declared, without its rules, in the order of ids."""
    query = "SELECT id, name, kind, home_url, name_en FROM sources ORDER BY id"
    return [Source(*row) for row in archive.db.execute(query)]


def count(archive: Archive, run_id: int) -> int:
    """Return how many captures a run has so far."""
    return int(archive.db.execute("SELECT count(*) FROM captures WHERE run_id = ?", [run_id]).fetchone()[0])


def bytes_received(archive: Archive) -> int:
    """Return how many bytes the newest finished run received from all sources, 0 where none has run."""
    query = "SELECT coalesce(sum(bytes), 0) FROM source_nights WHERE run_id = (SELECT max(run_id) FROM source_nights)"
    return int(archive.db.execute(query).fetchone()[0])


def underived(archive: Archive) -> list[int]:
    """Return the crawls of their own (``scrapy crawl``) that nobody has read yet, the oldest first."""
    query = (
        "SELECT id FROM runs WHERE kind = 'crawl' AND status <> 'running' AND EXISTS (SELECT 1 FROM captures WHERE run_id = runs.id"
        " AND NOT EXISTS (SELECT 1 FROM readings WHERE capture_id = captures.id)) ORDER BY id"
    )
    return [run_id for (run_id,) in archive.db.execute(query)]


def copies_found(archive: Archive, run_id: int) -> int:
    """Return how many articles that a run saw first are copies."""
    query = "SELECT count(*) FROM copies JOIN articles ON articles.id = copies.article_id WHERE first_run_id = ?"
    return int(archive.db.execute(query, [run_id]).fetchone()[0])
