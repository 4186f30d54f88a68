"""What captures say: which are still to be read, which say nothing new, and where a reading is kept."""

import json
from collections.abc import Collection, Mapping, Sequence

from planwatch.records import Reading, StoredCapture, Verdict
from storage.archive import Archive
from storage.attached import store_attachment
from storage.facts import CaptureFacts
from storage.stored import load
from storage.versions import store_article

# A body that the page's last good reading already read, by the same reader, says the same again. An attachment that an article
# names but that was never read for it is read, though its bytes are known.
_MARK = """
INSERT INTO readings (capture_id, verdict, version_id, reader, note)
SELECT captures.id, 'unchanged', last.version_id, last.reader, ''
FROM captures
JOIN pages ON pages.id = captures.page_id
JOIN json_each(:readers) AS reader ON reader.key = pages.source_id
JOIN readings AS last ON last.capture_id = (
    SELECT before.id FROM captures AS before JOIN readings ON readings.capture_id = before.id
    WHERE before.page_id = captures.page_id AND before.id < captures.id AND readings.verdict IN ('ok', 'unchanged')
    ORDER BY before.id DESC LIMIT 1)
JOIN captures AS read ON read.id = last.capture_id
WHERE captures.run_id = :run AND captures.id > :after AND captures.status IN (200, 304) AND captures.body_hash = read.body_hash
    AND last.reader = reader.value
    AND NOT EXISTS (SELECT 1 FROM readings WHERE readings.capture_id = captures.id)
    AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.page_id = pages.id AND attachments.version_count = 0)
RETURNING capture_id
"""
# What a pruned capture said cannot be read again: it says what the version before it says, as it did when it was read.
_PRUNED = """
UPDATE readings SET verdict = 'unchanged', version_id = said.version_id FROM (
    SELECT captures.id AS capture_id, versions.id AS version_id FROM captures JOIN pages ON pages.id = captures.page_id
    LEFT JOIN articles ON articles.page_id = pages.id
    LEFT JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
    WHERE captures.run_id = ? AND captures.pruned_at IS NOT NULL AND pages.kind <> 'listing'
) AS said
WHERE readings.capture_id = said.capture_id AND readings.version_id IS NULL AND readings.verdict IN ('ok', 'unchanged')
RETURNING capture_id
"""
# Only what was marked just now: a row that is written again, its text with it, costs more than to find that it is unchanged.
_MARKED = "FROM json_each(?) CROSS JOIN captures ON captures.id = value CROSS JOIN readings ON readings.capture_id = captures.id"
_CONFIRM = (
    f"""
UPDATE versions SET seen_until = max(seen_until, looks.at) FROM (
    SELECT readings.version_id AS id, max(captured_at) AS at {_MARKED} GROUP BY readings.version_id
) AS looks WHERE versions.id = looks.id""",
    f"""
UPDATE articles SET last_seen_at = max(last_seen_at, looks.at) FROM (
    SELECT captures.page_id AS id, max(captured_at) AS at {_MARKED} GROUP BY captures.page_id
) AS looks WHERE articles.page_id = looks.id""",
    f"""
UPDATE attachment_versions SET seen_until = max(seen_until, looks.at) FROM (
    SELECT attachments.id AS id, attachments.version_count AS number, looks.at AS at FROM attachments JOIN (
        SELECT captures.page_id AS id, max(captured_at) AS at {_MARKED} GROUP BY captures.page_id
    ) AS looks ON looks.id = attachments.page_id
) AS looks WHERE attachment_versions.attachment_id = looks.id AND attachment_versions.number = looks.number""",
)
# Attachments come after the articles that name them.
_UNREAD = (
    "captures.run_id = ? AND NOT EXISTS (SELECT 1 FROM readings WHERE readings.capture_id = captures.id)"
    " AND (?2 IS NULL OR pages.source_id IN (SELECT value FROM json_each(?2)))"
    " ORDER BY pages.kind = 'attachment', captures.id"
)
_WAITING = (
    "captures.run_id = ? AND captures.id > ? AND pages.kind = 'article'"
    " AND NOT EXISTS (SELECT 1 FROM readings WHERE readings.capture_id = captures.id)"
)
# Answers that a better reader may read better. One that was held for a second night is left to that night.
_STALE = """captures.id IN (
    SELECT last.id FROM pages
    JOIN json_each(?1) AS reader ON reader.key = pages.source_id
    JOIN captures AS last ON last.id = (
        SELECT seen.id FROM captures AS seen JOIN readings ON readings.capture_id = seen.id
        WHERE seen.page_id = pages.id AND seen.body_hash IS NOT NULL AND seen.status IN (200, 304)
            AND readings.verdict IN ('ok', 'unchanged', 'extract_failed', 'empty', 'bad_encoding', 'not_html')
        ORDER BY seen.id DESC LIMIT 1)
    JOIN readings ON readings.capture_id = last.id
    WHERE pages.kind <> 'listing' AND readings.reader <> reader.value
) AND captures.id > ?2 ORDER BY captures.id"""
_FACTS = """
SELECT captures.id, captures.page_id, captures.run_id, captures.captured_at, captures.body_hash, pages.source_id, pages.url
FROM captures JOIN pages ON pages.id = captures.page_id WHERE captures.id IN (SELECT value FROM json_each(?))
"""
_KEEP = """
INSERT INTO readings (capture_id, verdict, version_id, reader, note, held_hash) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (capture_id) DO UPDATE SET verdict = excluded.verdict, version_id = excluded.version_id, reader = excluded.reader,
    note = excluded.note, held_hash = excluded.held_hash
"""


def mark_unchanged(archive: Archive, run_id: int, readers: Mapping[str, str], after: int = 0) -> None:
    """Give the run's unread answers that repeat their page's last good reading the verdict UNCHANGED.

    Only for sources in ``readers`` (source id to reader id), and only captures with a larger id than ``after``. What they confirm
    moves on: the version's ``seen_until``, the article's ``last_seen_at``. A pruned capture that a rebuild comes by confirms what
    it confirmed.
    """
    with archive.atomic():
        looked = {"run": run_id, "after": after, "readers": json.dumps(dict(readers))}
        marked = archive.db.execute(_MARK, looked).fetchall() + archive.db.execute(_PRUNED, [run_id]).fetchall()
        numbers = json.dumps([capture_id for (capture_id,) in marked])
        for statement in _CONFIRM if marked else ():
            archive.db.execute(statement, [numbers])


def unread(
    archive: Archive,
    run_id: int,
    limit: int,
    source_ids: Collection[str] | None = None,
) -> list[StoredCapture]:
    """Return captures of a run that have no reading, with their bodies: attachments last, else in the order of fetching."""
    chosen = None if source_ids is None else json.dumps(list(source_ids))
    return load(archive, _UNREAD, [run_id, chosen], limit)


def unread_articles(archive: Archive, run_id: int, limit: int, after: int, until: int) -> list[StoredCapture]:
    """Return captures of articles that have no reading, with their bodies, in the order of fetching.

    Only those with an id above ``after``, up to ``until``.
    """
    condition = f"{_WAITING} AND captures.id <= ? ORDER BY captures.id"
    return load(archive, condition, [run_id, after, until], limit)


def waiting(archive: Archive, run_id: int, after: int) -> tuple[int, int]:
    """Return how many captures of articles with an id above ``after`` a run has without a reading, and the last one's id (0 for none)."""
    query = f"SELECT count(*), coalesce(max(captures.id), 0) FROM captures JOIN pages ON pages.id = captures.page_id WHERE {_WAITING}"
    count, last = archive.db.execute(query, [run_id, after]).fetchone()
    return int(count), int(last)


def stale(archive: Archive, readers: Mapping[str, str], limit: int, after: int) -> list[StoredCapture]:
    """Return each page's latest readable capture that another reader read last; only captures with a larger id than ``after``."""
    return load(archive, _STALE, [json.dumps(dict(readers)), after], limit)


def store(archive: Archive, run_id: int, readings: Sequence[Reading], technical: bool = False) -> None:
    """Keep readings and what follows from them, all in one transaction.

    ``technical`` says that stored captures were read again: what changes then is our doing, and is never told.
    """
    rows = archive.db.execute(_FACTS, [json.dumps([reading.capture_id for reading in readings])])
    facts = {row[0]: CaptureFacts(*row) for row in rows}
    with archive.atomic():
        for reading in readings:
            _store(archive, run_id, facts[reading.capture_id], reading, technical)


def _store(archive: Archive, run_id: int, facts: CaptureFacts, reading: Reading, technical: bool) -> None:
    verdict, version_id, held_hash = reading.verdict, None, None
    if verdict is Verdict.OK and reading.article:
        outcome = store_article(archive, run_id, facts, reading.reader, reading.article, technical=technical)
        verdict, version_id, held_hash = outcome.verdict, outcome.version_id, outcome.held_hash
    elif verdict is Verdict.OK and reading.attachment:
        store_attachment(archive, run_id, facts, reading.reader, reading.attachment, technical=technical)
    archive.db.execute(_KEEP, [reading.capture_id, verdict, version_id, reading.reader, reading.note, held_hash])
