"""Where each page stood on its list when it was last there, and which pages were taken out of the midst of it."""

import datetime as dt
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from planwatch.records import Verdict
from planwatch.revisits import next_run
from storage.archive import Archive
from storage.times import stamp

# More entries at once than this share of a list are no delisting: the list was changed, or shows another choice every time.
MANY = 0.2
FEW = 2  # of a short list
# The plus keeps SQLite from the index of runs, in which it would go through all captures of the night for each page.
_BEFORE = """
SELECT listed.page_id, pages.url, listed.listing_url, listed.place, listed.title, listed.day, (
    SELECT readings.verdict FROM captures JOIN readings ON readings.capture_id = captures.id
    WHERE captures.page_id = pages.id AND +captures.run_id = ?2 ORDER BY captures.id DESC LIMIT 1)
FROM listed JOIN pages ON pages.id = listed.page_id WHERE listed.source_id = ?1
    AND listed.run_id = (SELECT max(run_id) FROM listed WHERE source_id = ?1 AND run_id < ?2)
"""
_SHOW = """
INSERT INTO listed (page_id, source_id, listing_url, place, title, day, run_id)
SELECT id, source_id, ?2, ?3, ?4, ?5, ?6 FROM pages WHERE url = ?1 AND source_id = ?7
ON CONFLICT (page_id) DO UPDATE SET listing_url = excluded.listing_url, place = excluded.place, title = excluded.title,
    day = excluded.day, run_id = excluded.run_id, missing_run_id = NULL
"""
_ASK = "UPDATE pages SET next_due_at = min(next_due_at, ?) WHERE url IN (SELECT value FROM json_each(?))"
_MISS = "UPDATE listed SET missing_run_id = ? WHERE page_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as a list shows it: the column's address, its place there from 0, its title and day."""

    url: str
    listing_url: str
    place: int
    title: str
    day: str | None = None


@dataclass(frozen=True, slots=True)
class _Before:
    page_id: int
    url: str
    listing_url: str
    place: int
    title: str
    day: str | None
    verdict: str | None

    @property
    def is_read(self) -> bool:
        """Return whether the page could be read tonight."""
        return self.verdict in {Verdict.OK, Verdict.UNCHANGED}


def update(
    archive: Archive, run_id: int, shown: Mapping[str, Sequence[Entry]], detected_at: dt.datetime
) -> tuple[int, ...]:
    """Write what the lists of a run show, by source, and return the pages that are named anew.

    A page is missing when what stood after it is still listed and it is not: one that is crowded out by newer ones is not
    missing. A page that is named anew but was not read tonight keeps its old name here, and is asked for in the next run.
    Only whole lists are to be given.
    """
    named: list[int] = []
    with archive.atomic():
        for source_id, entries in shown.items():
            before = {
                old.url: old for old in (_Before(*row) for row in archive.db.execute(_BEFORE, [source_id, run_id]))
            }
            missing = _missing(list(before.values()), {entry.url for entry in entries})
            archive.db.execute(_MISS, [run_id, json.dumps(missing)])
            renamed = {entry.url for entry in entries if entry.url in before and before[entry.url].title != entry.title}
            unread = {url for url in renamed if not before[url].is_read}
            archive.db.execute(_ASK, [stamp(next_run(detected_at)), json.dumps(list(unread))])
            named += [before[url].page_id for url in renamed - unread]
            titled = ((one, before[one.url].title if one.url in unread else one.title) for one in entries)
            rows = [(one.url, one.listing_url, one.place, title, one.day, run_id, source_id) for one, title in titled]
            archive.db.conn.executemany(_SHOW, rows)
    return tuple(named)


def _missing(before: Sequence[_Before], urls: Collection[str]) -> list[int]:
    """Return the pages that were taken out of the midst of their list and are not gone."""
    found = []
    for listing_url in {old.listing_url for old in before}:
        column = [old for old in before if old.listing_url == listing_url]
        kept = [old for old in column if old.url in urls]
        absent = [old for old in column if old.url not in urls and old.verdict != Verdict.GONE]
        out = [old.page_id for old in absent if any(_follows(old, other) for other in kept)]
        found += out if len(out) <= max(FEW, MANY * len(column)) else []
    return found


def _follows(old: _Before, other: _Before) -> bool:
    """Return whether another entry stood after this one and is no younger: an old one that was pinned to the top is let go."""
    return other.place > old.place and (not other.day or not old.day or other.day <= old.day)
