"""What is seen of a page beside its text: dates that do not go with it, titles that disagree, lists that say otherwise."""

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planwatch.spelling import titles_agree
from storage import listed
from storage.archive import Archive
from storage.listed import Entry
from storage.times import stamp

# A source that shortens its titles for the list does so for most of them; where more than this share disagree, that is its manner.
MANNER = 0.2
FEW = 2  # of a short list
_KEEP = """
INSERT OR IGNORE INTO page_notes (page_id, run_id, kind, detected_at, detail) VALUES (?, ?, ?, ?, ?)
"""
_TITLES = """
SELECT listed.page_id, pages.source_id, listed.title, articles.title,
    listed.page_id IN (SELECT value FROM json_each(:changed)) OR EXISTS (
        SELECT 1 FROM changes WHERE article_id = articles.id AND run_id = :run AND kind IN ('new', 'edited') AND NOT is_technical)
FROM listed
JOIN pages ON pages.id = listed.page_id
JOIN articles ON articles.page_id = pages.id
WHERE listed.run_id = :run AND listed.source_id IN (SELECT value FROM json_each(:sources)) AND articles.gone_at IS NULL
    AND pages.source_id IN (SELECT id FROM sources WHERE EXISTS (
        SELECT 1 FROM articles AS own WHERE own.source_id = sources.id AND own.first_run_id < :run))
    AND NOT EXISTS (SELECT 1 FROM page_notes AS told WHERE told.page_id = pages.id AND told.kind = 'title_differs'
        AND told.detail = listed.title AND told.run_id < :run)
"""
# Off its list in two runs while what was listed after it still is, and read well tonight.
_DELISTED = """
SELECT listed.page_id, listed.listing_url FROM listed
JOIN pages ON pages.id = listed.page_id
JOIN articles ON articles.page_id = pages.id AND articles.gone_at IS NULL
JOIN captures ON captures.page_id = pages.id AND captures.run_id = :run
JOIN readings ON readings.capture_id = captures.id AND readings.verdict IN ('ok', 'unchanged')
WHERE listed.missing_run_id < :run AND pages.source_id IN (SELECT value FROM json_each(:sources)) AND NOT EXISTS (
    SELECT 1 FROM page_notes AS told WHERE told.page_id = pages.id AND told.kind = 'delisted' AND told.run_id >= listed.missing_run_id)
ORDER BY listed.page_id
"""
# Gone in two runs one after the other, and listed all the same; told again only if it was there in between.
_LISTED_DEAD = """
SELECT pages.id, listed.listing_url FROM captures
JOIN readings ON readings.capture_id = captures.id AND readings.verdict = 'gone'
JOIN pages ON pages.id = captures.page_id AND pages.kind = 'article'
JOIN listed ON listed.page_id = pages.id AND listed.run_id = captures.run_id
WHERE captures.run_id = :run AND pages.source_id IN (SELECT value FROM json_each(:sources)) AND 'gone' = (
    SELECT before.verdict FROM captures AS looked JOIN readings AS before ON before.capture_id = looked.id
    WHERE looked.page_id = pages.id AND looked.run_id < :run ORDER BY looked.id DESC LIMIT 1)
AND NOT EXISTS (
    SELECT 1 FROM page_notes AS told WHERE told.page_id = pages.id AND told.kind = 'listed_dead' AND told.run_id > coalesce((
        SELECT max(good.run_id) FROM captures AS good JOIN readings AS well ON well.capture_id = good.id
        WHERE good.page_id = pages.id AND well.verdict IN ('ok', 'unchanged')), 0))
ORDER BY pages.id
"""
# Another scheme, www. or a slash at the end lead nowhere else. A page that led elsewhere from the first is listed by a detour.
_PLACE = "replace(rtrim(substr({0}, instr({0}, '://') + 3), '/'), 'www.', '')"
_REDIRECTED = f"""
SELECT pages.id, captures.redirected_to FROM captures
JOIN readings ON readings.capture_id = captures.id AND readings.verdict IN ('ok', 'unchanged')
JOIN pages ON pages.id = captures.page_id AND pages.kind = 'article'
JOIN articles ON articles.page_id = pages.id AND articles.gone_at IS NULL AND articles.first_run_id < :run
WHERE captures.run_id = :run AND pages.source_id IN (SELECT value FROM json_each(:sources))
    AND {_PLACE.format("captures.redirected_to")} <> {_PLACE.format("pages.url")}
    AND NOT EXISTS (SELECT 1 FROM captures AS before WHERE before.page_id = pages.id AND before.run_id < :run
        AND before.redirected_to = captures.redirected_to)
    AND NOT EXISTS (SELECT 1 FROM pages AS target JOIN articles AS other ON other.page_id = target.id
        WHERE target.url = captures.redirected_to AND other.id <> articles.id)
ORDER BY pages.id
"""


class NoteKind(StrEnum):
    """What is worth a look about a page, in words of its own."""

    TEXT_WITHOUT_DATE = "text_without_date"
    DATE_WITHOUT_TEXT = "date_without_text"
    REPLACED = "replaced"
    TITLE_DIFFERS = "title_differs"
    REDIRECTED = "redirected"
    DELISTED = "delisted"
    LISTED_DEAD = "listed_dead"


# These stand for themselves; the others say how a change came about.
OF_PAGES = (NoteKind.TITLE_DIFFERS, NoteKind.REDIRECTED, NoteKind.DELISTED, NoteKind.LISTED_DEAD)
_QUERIES = {
    NoteKind.REDIRECTED: _REDIRECTED,
    NoteKind.DELISTED: _DELISTED,
    NoteKind.LISTED_DEAD: _LISTED_DEAD,
}


@dataclass(frozen=True, slots=True)
class Note:
    """One note; ``detail`` is the list's title or address, or where a page leads now."""

    page_id: int
    run_id: int
    kind: NoteKind
    detected_at: str
    detail: str = ""


def record(archive: Archive, note: Note) -> None:
    """Write a note, once for each page, run and kind."""
    archive.db.execute(_KEEP, [note.page_id, note.run_id, note.kind, note.detected_at, note.detail])


def settle(archive: Archive, run_id: int, shown: Mapping[str, Sequence[Entry]], detected_at: dt.datetime) -> None:
    """Write what a run's lists and answers say of pages beside their texts, after its changes.

    ``shown`` are the entries of the lists that were read whole, by source.
    """
    when = stamp(detected_at)
    scope = {"run": run_id, "sources": json.dumps(list(shown))}
    with archive.atomic():
        renamed = listed.update(archive, run_id, shown, detected_at)
        for kind, query in _QUERIES.items():
            for page_id, detail in archive.db.execute(query, scope).fetchall():
                record(archive, Note(page_id, run_id, kind, when, detail))
        rows = archive.db.execute(_TITLES, scope | {"changed": json.dumps(renamed)}).fetchall()
        for page_id, title in _disagreeing(rows):
            record(archive, Note(page_id, run_id, NoteKind.TITLE_DIFFERS, when, title))


def _disagreeing(rows: Iterable[tuple[int, str, str, str, int]]) -> Iterable[tuple[int, str]]:
    """Yield the pages whose title their list changed or newly shows otherwise, where the source's own manner is not to."""
    by_source: dict[str, list[tuple[int, str, bool, bool]]] = {}
    for page_id, source_id, shown, title, is_fresh in rows:
        differs = bool(title) and not titles_agree(shown, title)
        by_source.setdefault(source_id, []).append((page_id, shown, differs, bool(is_fresh)))
    for found in by_source.values():
        if sum(differs for _, _, differs, _ in found) <= max(FEW, MANNER * len(found)):
            yield from ((page_id, shown) for page_id, shown, differs, is_fresh in found if differs and is_fresh)
