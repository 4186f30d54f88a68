"""What becomes of articles beyond their text: withdrawn, returned, moved; and when each page is looked at again."""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from planwatch.records import ChangeKind, Verdict
from planwatch.revisits import next_run, next_visit
from storage import moves
from storage.archive import Archive
from storage.facts import ChangeRow, record_change
from storage.times import moment, stamp

_SEEN_TONIGHT = """
SELECT articles.id, articles.source_id, articles.url, versions.id, versions.text_hash
FROM captures
JOIN readings ON readings.capture_id = captures.id
JOIN articles ON articles.page_id = captures.page_id
JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
WHERE captures.run_id = ? AND articles.source_id IN (SELECT value FROM json_each(?))
"""
_GONE = f"{_SEEN_TONIGHT} AND articles.gone_at IS NULL AND readings.verdict = 'gone' ORDER BY articles.id"
_GONE_BEFORE = """
SELECT readings.verdict FROM captures JOIN readings ON readings.capture_id = captures.id
WHERE captures.page_id = ? AND captures.run_id < ? ORDER BY captures.id DESC LIMIT 1
"""
# An old address that leads to the new one answers with the new page; that the article stands there is no return.
_LEADS_ELSEWHERE = """
EXISTS (SELECT 1 FROM pages JOIN articles AS other ON other.page_id = pages.id
    WHERE pages.url = captures.redirected_to AND other.id <> articles.id)
"""
_BACK = (
    f"{_SEEN_TONIGHT} AND articles.gone_at IS NOT NULL AND readings.verdict IN ('ok', 'unchanged')"
    f" AND NOT {_LEADS_ELSEWHERE} ORDER BY articles.id"
)
_LEADING_ELSEWHERE = f"{_SEEN_TONIGHT} AND articles.gone_at IS NULL AND {_LEADS_ELSEWHERE} ORDER BY articles.id"
_VISITED = """
SELECT pages.id, pages.found_at, articles.published_on, articles.id IS NOT NULL AND articles.gone_at IS NULL, readings.verdict,
    coalesce(
        (SELECT max(seen_from) FROM versions WHERE article_id = articles.id),
        (SELECT max(seen_from) FROM attachment_versions JOIN attachments ON attachments.id = attachment_id
            WHERE attachments.page_id = pages.id),
        pages.found_at)
FROM captures
JOIN pages ON pages.id = captures.page_id
LEFT JOIN readings ON readings.capture_id = captures.id
LEFT JOIN articles ON articles.page_id = pages.id
WHERE captures.run_id = ? AND pages.kind <> 'listing' ORDER BY captures.id
"""
_ASK_MISSING = """
UPDATE pages SET next_due_at = min(next_due_at, ?) WHERE id IN (SELECT page_id FROM listed WHERE missing_run_id = ?)
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article that a run looked at, with its latest version."""

    article_id: int
    source_id: str
    url: str
    version_id: int
    text_hash: str


def settle(archive: Archive, run_id: int, listed: Mapping[str, Collection[str]], detected_at: dt.datetime) -> None:
    """Write which articles moved, were withdrawn or returned in a run, after all its readings.

    ``listed`` holds, for each source to settle, the addresses that its lists showed; none at all means that the lists could
    not be read. Gone (404, 410) and on no list tonight is withdrawn; so is gone in two runs one after the other, on whatever
    list. Gone, or leading elsewhere, while the source shows the same document at another address, is moved (storage/moves.py).
    Nothing is written twice when a run is settled again.
    """
    sources = json.dumps(list(listed))
    scope: list[object] = [run_id, sources]
    when = stamp(detected_at)
    with archive.atomic():
        for seen in _articles(archive, _LEADING_ELSEWHERE, scope):
            _move(archive, run_id, seen, when)
        for seen in _articles(archive, _GONE, scope):
            is_lost = _is_withdrawn(archive, run_id, seen, listed[seen.source_id])
            if not _move(archive, run_id, seen, when, to_new=not is_lost) and is_lost:
                _withdraw(archive, run_id, seen, when)
        moves.find_late(archive, run_id, sources)
        for seen in _articles(archive, _BACK, scope):
            _return(archive, run_id, seen, when)


def schedule_visits(archive: Archive, run_id: int, now: dt.datetime) -> None:
    """Write from when on each page that a run looked at is due again.

    An article that could not be read well tonight is asked again in the next run: a withdrawal and a text that lost its half
    both wait for that. So is one that was taken off its list.
    """
    due = []
    for page_id, found_at, published_on, is_live, verdict, changed_at in archive.db.execute(_VISITED, [run_id]):
        if is_live and verdict not in (Verdict.OK, Verdict.UNCHANGED):
            again = next_run(now)
        else:
            again = next_visit(now, moment(found_at), _day(published_on), moment(changed_at))
        due.append((stamp(again), page_id))
    with archive.atomic():
        archive.db.conn.executemany("UPDATE pages SET next_due_at = ? WHERE id = ?", due)
        archive.db.execute(_ASK_MISSING, [stamp(next_run(now)), run_id])


def _articles(archive: Archive, query: str, scope: list[object]) -> list[Seen]:
    return [Seen(*row) for row in archive.db.execute(query, scope).fetchall()]


def _is_withdrawn(archive: Archive, run_id: int, seen: Seen, listed: Collection[str]) -> bool:
    if listed and seen.url not in listed:
        return True
    before = archive.db.execute(_GONE_BEFORE, [seen.article_id, run_id]).fetchone()
    return before is not None and before[0] == Verdict.GONE


def _move(archive: Archive, run_id: int, seen: Seen, when: str, *, to_new: bool = False) -> bool:
    """Tell that an article stands at another address now, if it does; return whether it does."""
    moved = moves.move(archive, run_id, seen.article_id, when, to_new=to_new)
    if moved:
        _set_gone(archive, seen, when)
    return moved


def _withdraw(archive: Archive, run_id: int, seen: Seen, when: str) -> None:
    record_change(
        archive, ChangeRow(seen.article_id, ChangeKind.WITHDRAWN, run_id, when, before_version_id=seen.version_id)
    )
    _set_gone(archive, seen, when)


def _return(archive: Archive, run_id: int, seen: Seen, when: str) -> None:
    record_change(
        archive, ChangeRow(seen.article_id, ChangeKind.RETURNED, run_id, when, after_version_id=seen.version_id)
    )
    _set_gone(archive, seen, None)


def _set_gone(archive: Archive, seen: Seen, when: str | None) -> None:
    archive.db.execute("UPDATE articles SET gone_at = ? WHERE id = ?", [when, seen.article_id])


def _day(published_on: str | None) -> dt.date | None:
    """Return a publication day, None where the document states less than a day or an impossible one."""
    try:
        return dt.date.fromisoformat((published_on or "")[:10])
    except ValueError:
        return None
