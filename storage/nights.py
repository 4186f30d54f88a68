"""The ledger of sources: how each one did in each run."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from planwatch.records import SourceNight, SourceState
from storage.archive import Archive
from storage.times import moment

# What a rhythm is learned from: a year and a month hold every holiday, and of a list that moves once a month enough to tell
# its silence from its rhythm (scheduler/rhythm.py: five gaps, and three times the longest).
HISTORY = 400
_HISTORY = """
SELECT started_at, state, links, new_articles FROM source_nights JOIN runs ON runs.id = run_id
WHERE source_id = ?1 AND run_id < ?2 AND source_nights.declaration_hash = (SELECT declaration_hash FROM sources WHERE id = ?1)
ORDER BY run_id DESC LIMIT ?3
"""


@dataclass(frozen=True, slots=True)
class PastNight:
    """One source in one earlier run, as far as a rhythm is learned from it."""

    started_at: dt.datetime
    state: SourceState
    links: int
    new_articles: int


def store(archive: Archive, run_id: int, nights: Sequence[SourceNight]) -> None:
    """Write how sources did in a run, by the declarations of today; a night that is already there is written anew."""
    with archive.atomic():
        archive.db.conn.executemany(
            "INSERT OR REPLACE INTO source_nights (run_id, source_id, state, listings, links, fetched, not_modified,"
            " new_articles, bytes, seconds, declaration_hash)"
            " SELECT ?, id, ?, ?, ?, ?, ?, ?, ?, ?, declaration_hash FROM sources WHERE id = ?",
            [
                (
                    run_id, night.state, night.listings, night.links, night.fetched, night.not_modified,
                    night.new_articles, night.bytes, night.seconds, night.source_id,
                )
                for night in nights
            ],
        )  # fmt: skip


def history(archive: Archive, source_id: str, run_id: int) -> list[PastNight]:
    """Return a source's nights before a run, the oldest first, as far as its declaration was the same as today."""
    rows = archive.db.execute(_HISTORY, [source_id, run_id, HISTORY]).fetchall()
    return [
        PastNight(moment(started_at), SourceState(state), links, new_articles)
        for started_at, state, links, new_articles in reversed(rows)
    ]


def looked_at(archive: Archive, run_id: int) -> list[str]:
    """Return the sources that have a night in a run, in the order of ids."""
    rows = archive.db.execute("SELECT source_id FROM source_nights WHERE run_id = ? ORDER BY source_id", [run_id])
    return [source_id for (source_id,) in rows]
