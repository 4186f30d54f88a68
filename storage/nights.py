"""The ledger of sources: how each one did in each run."""

from collections.abc import Sequence

from planwatch.records import SourceNight
from storage.archive import Archive


def store(archive: Archive, run_id: int, nights: Sequence[SourceNight]) -> None:
    """Write how sources did in a run; a night that is already there is written anew."""
    with archive.atomic():
        archive.db.conn.executemany(
            "INSERT OR REPLACE INTO source_nights (run_id, source_id, state, listings, links, fetched, not_modified,"
            " new_articles, bytes, seconds) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    run_id, night.source_id, night.state, night.listings, night.links, night.fetched, night.not_modified,
                    night.new_articles, night.bytes, night.seconds,
                )
                for night in nights
            ],
        )  # fmt: skip
