"""Letting bodies go that nothing needs any more. What was read of them stays, and so does each body that a version was read from."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from storage.archive import Archive, ArchiveError, unfinished_run
from storage.times import stamp

# Captures that are marked in one transaction: some milliseconds.
BATCH = 1000

# Kept whatever their age: what versions were read from; of each page the last whole answer, which a 304 stands for and the next
# body is a patch on, and the last one that a better reader would read again; and the lists of nights on which something was
# withdrawn, because a rebuild derives that from them.
_KEPT = """
SELECT capture_id FROM versions
UNION SELECT capture_id FROM attachment_versions
UNION SELECT max(id) FROM captures WHERE status = 200 AND body_hash IS NOT NULL GROUP BY page_id
UNION SELECT max(captures.id) FROM captures JOIN readings ON readings.capture_id = captures.id
    WHERE status IN (200, 304) AND body_hash IS NOT NULL
        AND verdict IN ('ok', 'unchanged', 'extract_failed', 'empty', 'bad_encoding', 'not_html') GROUP BY page_id
UNION SELECT captures.id FROM changes
    JOIN articles ON articles.id = changes.article_id
    JOIN pages ON pages.source_id = articles.source_id AND pages.kind = 'listing'
    JOIN captures ON captures.page_id = pages.id AND captures.run_id = changes.run_id
    WHERE changes.kind = 'withdrawn'
"""
# A capture without a reading is still to be read. A body that one capture needs stays for all that stand for it.
_PRUNABLE = f"""
WITH kept(id) AS ({_KEPT}), old(id, hash) AS (
    SELECT captures.id, body_hash FROM captures JOIN readings ON readings.capture_id = captures.id
    WHERE captured_at < ? AND body_hash IS NOT NULL AND pruned_at IS NULL AND captures.id NOT IN kept)
SELECT id FROM old WHERE hash NOT IN (
    SELECT body_hash FROM captures WHERE body_hash IS NOT NULL AND pruned_at IS NULL AND id NOT IN (SELECT id FROM old))
ORDER BY id
"""
_NEEDED = "SELECT id, body_hash FROM captures WHERE body_hash IS NOT NULL AND pruned_at IS NULL"


@dataclass(frozen=True, slots=True)
class Pruning:
    """What a pruning lets go: how many captures lose their body, how many stored bodies that is, and the bytes those take."""

    captures: int
    bodies: int
    bytes: int


def prune(
    archive: Archive, before: dt.datetime, now: dt.datetime, tick: Callable[[str, int], None], *, dry_run: bool = False
) -> Pruning:
    """Let the bodies go of captures older than ``before`` that no version and no later reading needs; return what that is.

    A dry run only says it. Each step is a transaction of its own, and one that was killed half-way is gone on with by the next
    pruning. ArchiveError while a run has not ended: what it stored is not all accounted for yet.
    """
    if (run_id := unfinished_run(archive)) is not None:
        message = f"{archive.folder}: run {run_id} has not ended; let it end, or let the next one finish it (planwatch nightly)"
        raise ArchiveError(message)
    marked = [row for (row,) in archive.db.execute(_PRUNABLE, [stamp(before)])]
    loose = _loose(archive, set(marked))
    pruning = Pruning(len(marked), len(loose), archive.bodies.stored_bytes(loose))
    if not dry_run:
        _mark(archive, marked, now, tick)
        for count in archive.bodies.remove(loose):
            tick("bodies", count)
    return pruning


def _loose(archive: Archive, marked: set[int]) -> set[str]:
    """Return the stored bodies that no capture but the marked ones stands for, those included that a crash left behind."""
    needed = {name for row, name in archive.db.execute(_NEEDED) if row not in marked}
    return archive.bodies.names() - needed


def _mark(archive: Archive, captures: list[int], now: dt.datetime, tick: Callable[[str, int], None]) -> None:
    for start in range(0, len(captures), BATCH):
        part = [(stamp(now), row) for row in captures[start : start + BATCH]]
        with archive.atomic():
            archive.db.conn.executemany("UPDATE captures SET pruned_at = ? WHERE id = ?", part)
        tick("captures", len(part))
