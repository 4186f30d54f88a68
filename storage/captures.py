"""What was seen: answers and the pages they came from. Append only; nothing here is ever recomputed."""

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from planwatch.records import Capture, DuePage, FoundLink, PageKind, StoredCapture
from storage.archive import Archive
from storage.bodies import body_hash
from storage.stored import load
from storage.times import stamp

# A page that was looked at is not due again in the same night, even if the run breaks off before it plans the next visits.
NEXT_NIGHT = dt.timedelta(hours=12)
LISTINGS_AT_ONCE = 100

_PAGES = "SELECT id, url, link_text FROM pages WHERE url IN (SELECT value FROM json_each(?))"
# The last whole answer is what the next one is most like; the page of a failure would make a bad base for a patch.
_LAST_ANSWERS = """
SELECT pages.url, last.body_hash, last.media_type, last.charset FROM pages JOIN captures AS last ON last.id = (
    SELECT id FROM captures WHERE page_id = pages.id AND status = 200 AND body_hash IS NOT NULL ORDER BY id DESC LIMIT 1)
WHERE pages.url IN (SELECT value FROM json_each(?))
"""
# A page whose last answer was a 304 or a failure is asked without conditions, so that a lying ETag hides a change for one
# visit at most.
_DUE = """
SELECT pages.id, pages.source_id, pages.url, pages.kind, last.etag, last.last_modified FROM pages
LEFT JOIN captures AS last ON last.id = (SELECT max(id) FROM captures WHERE page_id = pages.id)
    AND last.status = 200 AND last.body_hash IS NOT NULL
"""
# Both answers that a change is told from: those that gave the version before and the one after.
_EDITED = """
SELECT older.capture_id, newer.capture_id FROM changes
JOIN articles ON articles.id = changes.article_id AND articles.source_id = ?
JOIN versions AS older ON older.id = changes.before_version_id
JOIN versions AS newer ON newer.id = changes.after_version_id
WHERE changes.kind = 'edited' AND NOT changes.is_technical ORDER BY changes.id DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer amounts to: the body it stands for, and how to read that."""

    body_hash: str | None
    media_type: str | None
    charset: str | None


def store(archive: Archive, run_id: int, captures: Sequence[Capture]) -> None:
    """Keep answers, their bodies and the pages they link to.

    Bodies are committed first, then all rows in one transaction: a crash leaves at most bodies that nobody asks for. A 304
    is kept as standing for the last whole answer of its page.
    """
    answers, previous = _answers(archive, captures)
    bodies = {
        answer.body_hash: capture.body
        for capture, answer in zip(captures, answers, strict=True)
        if answer.body_hash and capture.body is not None
    }
    archive.bodies.store(bodies, previous)
    with archive.atomic():
        _store_pages(archive, captures)
        pages = _pages(archive, {capture.url for capture in captures})
        _store_links(archive, captures, pages)
        _store_rows(archive, run_id, captures, answers, pages)


def due(  # noqa: PLR0917  the spider's question in one call
    archive: Archive, source_id: str, run_id: int, now: dt.datetime, limit: int, exclude: Collection[str] = ()
) -> list[DuePage]:
    """Return up to ``limit`` article and attachment pages of a source to look at now.

    Those never looked at come first, then the longest due; none that the run has already looked at, none of ``exclude``.
    """
    wanted = limit + len(exclude)
    never = f"{_DUE} WHERE pages.source_id = ? AND pages.last_run_id IS NULL AND pages.kind <> 'listing' ORDER BY pages.id LIMIT ?"
    again = (
        f"{_DUE} WHERE pages.source_id = ? AND pages.last_run_id <> ? AND pages.kind <> 'listing' AND pages.next_due_at <= ?"
        " ORDER BY pages.next_due_at, pages.id LIMIT ?"
    )
    rows = archive.db.execute(never, [source_id, wanted]).fetchall()
    if len(rows) < wanted:
        rows += archive.db.execute(again, [source_id, run_id, stamp(now), wanted - len(rows)]).fetchall()
    return [_due_page(row) for row in rows if row[2] not in exclude][:limit]


def conditional(archive: Archive, url: str) -> DuePage | None:
    """Return the page with this canonical address, ready to be asked for, or None if it was never met."""
    row = archive.db.execute(f"{_DUE} WHERE pages.url = ?", [url]).fetchone()
    return _due_page(row) if row else None


def body(archive: Archive, capture_id: int) -> bytes | None:
    """Return the body a capture stands for: its own, or for a 304 the one its page had last; None where there is none any more."""
    query = "SELECT body_hash FROM captures WHERE id = ? AND pruned_at IS NULL"
    row = archive.db.execute(query, [capture_id]).fetchone()
    return archive.bodies.read(row[0]) if row and row[0] else None


def last_answer(archive: Archive, url: str) -> StoredCapture | None:
    """Return the last whole answer (200, with its body) of the page with this canonical address, or None."""
    wanted = "pages.url = ? AND captures.status = 200 AND captures.body_hash IS NOT NULL ORDER BY captures.id DESC"
    found = load(archive, wanted, [url], 1)
    return found[0] if found else None


def edited(archive: Archive, source_id: str, limit: int) -> list[tuple[StoredCapture, StoredCapture]]:
    """Return the answers before and after each of a source's newest edits, the newest first."""
    pairs = archive.db.execute(_EDITED, [source_id, limit]).fetchall()
    return [(_one(archive, before), _one(archive, after)) for before, after in pairs]


def listings(archive: Archive, run_id: int, source_ids: Collection[str], after: int = 0) -> Iterator[StoredCapture]:
    """Yield the list pages that a run has of some sources (pruned ones left out), in the order of their fetching; only larger ids than ``after``."""
    while batch := load(
        archive,
        "captures.run_id = ? AND pages.kind = 'listing' AND captures.id > ? AND captures.pruned_at IS NULL"
        " AND pages.source_id IN (SELECT value FROM json_each(?)) ORDER BY captures.id",
        [run_id, after, json.dumps(list(source_ids))],
        LISTINGS_AT_ONCE,
    ):
        yield from batch
        after = batch[-1].id


def looked_at(archive: Archive, source_id: str, run_id: int) -> int:
    """Return how many captures a run has of a source."""
    row = archive.db.execute(
        "SELECT count(*) FROM captures JOIN pages ON pages.id = captures.page_id WHERE run_id = ? AND source_id = ?",
        [run_id, source_id],
    ).fetchone()
    return int(row[0])


def _one(archive: Archive, capture_id: int) -> StoredCapture:
    return load(archive, "captures.id = ?", [capture_id], 1)[0]


def _due_page(row: tuple[int, str, str, str, str | None, str | None]) -> DuePage:
    page_id, source_id, url, kind, etag, last_modified = row
    return DuePage(page_id, source_id, url, PageKind(kind), etag, last_modified)


def _answers(archive: Archive, captures: Sequence[Capture]) -> tuple[list[Answer], dict[str, str]]:
    """Return what each capture amounts to, and for a body's hash the one its page had before."""
    urls = json.dumps([capture.url for capture in captures])
    last = {url: Answer(*rest) for url, *rest in archive.db.execute(_LAST_ANSWERS, [urls])}
    answers: list[Answer] = []
    previous: dict[str, str] = {}
    for capture in captures:
        before = last.get(capture.url)
        if capture.status == 304 and before:
            answer = before
        else:
            name = None if capture.body is None else body_hash(capture.body)
            answer = Answer(name, capture.media_type, capture.charset)
        if answer.body_hash and before and before.body_hash:
            previous.setdefault(answer.body_hash, before.body_hash)
        if capture.status == 200 and answer.body_hash:
            last[capture.url] = answer
        answers.append(answer)
    return answers, previous


def _pages(archive: Archive, urls: Collection[str]) -> dict[str, tuple[int, str]]:
    """Return the id and the link text of those addresses that are known."""
    rows = archive.db.execute(_PAGES, [json.dumps(list(urls))])
    return {url: (page_id, link_text) for page_id, url, link_text in rows}


def _store_pages(archive: Archive, captures: Sequence[Capture]) -> None:
    """Make pages for captures of unknown addresses; a page that is now fetched as a list was declared to be one."""
    rows = [(capture.source_id, capture.url, capture.kind, stamp(capture.captured_at)) for capture in captures]
    archive.db.conn.executemany(
        "INSERT INTO pages (source_id, url, kind, link_text, found_at, next_due_at) VALUES (?1, ?2, ?3, '', ?4, ?4)"
        " ON CONFLICT (url) DO UPDATE SET kind = 'listing' WHERE excluded.kind = 'listing' AND kind <> 'listing'",
        rows,
    )


def _store_links(archive: Archive, captures: Sequence[Capture], pages: dict[str, tuple[int, str]]) -> None:
    """Make pages for unknown links; a known page keeps its row, but one list may cut a title that another gives whole."""
    links = [(capture, link) for capture in captures for link in capture.links]
    known = _pages(archive, {link.url for _, link in links})
    archive.db.conn.executemany(
        "INSERT INTO pages (source_id, url, kind, found_on_page_id, link_text, found_at, next_due_at)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6) ON CONFLICT (url) DO NOTHING",
        [
            (capture.source_id, link.url, link.kind, pages[capture.url][0], link.text, stamp(capture.captured_at))
            for capture, link in links
            if link.url not in known
        ],
    )
    _lengthen(archive, (link for _, link in links if link.url not in known or len(link.text) > len(known[link.url][1])))


def _lengthen(archive: Archive, links: Iterable[FoundLink]) -> None:
    archive.db.conn.executemany(
        "UPDATE pages SET link_text = ?1 WHERE url = ?2 AND length(link_text) < length(?1)",
        [(link.text, link.url) for link in links],
    )


def _store_rows(
    archive: Archive,
    run_id: int,
    captures: Sequence[Capture],
    answers: Sequence[Answer],
    pages: dict[str, tuple[int, str]],
) -> None:
    archive.db.conn.executemany(
        "INSERT INTO captures (page_id, run_id, captured_at, status, network_error, media_type, charset, etag, last_modified,"
        " redirected_to, body_hash, size) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                pages[seen.url][0], run_id, stamp(seen.captured_at), seen.status, seen.network_error, answer.media_type,
                answer.charset, seen.etag, seen.last_modified, seen.redirected_to, answer.body_hash, len(seen.body or b""),
            )
            for seen, answer in zip(captures, answers, strict=True)
        ],
    )  # fmt: skip
    archive.db.conn.executemany(
        "UPDATE pages SET last_run_id = ?, next_due_at = ? WHERE id = ?",
        [(run_id, stamp(seen.captured_at + NEXT_NIGHT), pages[seen.url][0]) for seen in captures],
    )
