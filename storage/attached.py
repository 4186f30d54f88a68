"""The files that articles name: which they are, and their versions."""

from collections.abc import Sequence
from dataclasses import dataclass

from planwatch.diff import compare
from planwatch.records import Attachment, AttachmentText, ChangeKind, Significance
from planwatch.significance import significance
from planwatch.text import squash
from storage.archive import Archive
from storage.facts import CaptureFacts, ChangeRow, difference_hash, insert, record_change, text_hash

_NAME = """
INSERT INTO attachments (article_id, page_id, url, title, version_count)
VALUES (?1, (SELECT id FROM pages WHERE url = ?2), ?2, ?3, 0)
ON CONFLICT (article_id, url) DO UPDATE SET title = excluded.title, page_id = coalesce(page_id, excluded.page_id)
"""
# A file that two articles share has been read for the first one: the second one begins with what it says now.
_SHARED = """
INSERT INTO attachment_versions (attachment_id, number, capture_id, run_id, body_hash, format, text, text_hash, pages, problem,
    reader, seen_from, seen_until)
SELECT fresh.id, 1, known.capture_id, ?, known.body_hash, known.format, known.text, known.text_hash, known.pages,
    known.problem, known.reader, known.seen_from, known.seen_until
FROM attachments AS fresh
JOIN attachments AS other ON other.id = (
    SELECT min(id) FROM attachments WHERE page_id = fresh.page_id AND version_count > 0)
JOIN attachment_versions AS known ON known.attachment_id = other.id AND known.number = other.version_count
WHERE fresh.article_id = ? AND fresh.version_count = 0
"""
_COUNT_SHARED = """
UPDATE attachments SET version_count = 1 WHERE article_id = ? AND version_count = 0
    AND EXISTS (SELECT 1 FROM attachment_versions WHERE attachment_id = attachments.id)
"""
_LATEST = """
SELECT attachments.id, attachments.article_id, versions.id, attachments.version_count, last.id, last.body_hash, last.text
FROM attachments
JOIN articles ON articles.id = attachments.article_id
JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
LEFT JOIN attachment_versions AS last ON last.attachment_id = attachments.id AND last.number = attachments.version_count
WHERE attachments.page_id = ? ORDER BY attachments.id
"""


@dataclass(frozen=True, slots=True)
class Known:
    """An attachment of an article, and its latest version; ``version_count`` 0 where it was never read."""

    id: int
    article_id: int
    article_version_id: int
    version_count: int
    last_id: int | None
    body_hash: str | None
    text: str | None


@dataclass(frozen=True, slots=True)
class FileLook:
    """One reading of a file on its way into the archive."""

    run_id: int
    facts: CaptureFacts
    reader: str
    content: AttachmentText
    technical: bool


def list_attachments(archive: Archive, run_id: int, article_id: int, attachments: Sequence[Attachment]) -> None:
    """Write which files an article names; one that it names no more stays listed."""
    archive.db.conn.executemany(_NAME, [(article_id, attachment.url, attachment.title) for attachment in attachments])
    if attachments:
        archive.db.execute(_SHARED, [run_id, article_id])
        archive.db.execute(_COUNT_SHARED, [article_id])


def store_attachment(
    archive: Archive, run_id: int, facts: CaptureFacts, reader: str, content: AttachmentText, *, technical: bool
) -> None:
    """Write what a reading of a file adds, for every article that names it.

    New bytes make a version. They make a change where the text says something else, or where there is no text to tell by.
    """
    look = FileLook(run_id, facts, reader, content, technical)
    linked = [facts.page_id, facts.url]
    archive.db.execute("UPDATE attachments SET page_id = ? WHERE url = ? AND page_id IS NULL", linked)
    for row in archive.db.execute(_LATEST, [facts.page_id]).fetchall():
        _store(archive, look, Known(*row))


def _store(archive: Archive, look: FileLook, known: Known) -> None:
    same_bytes = known.body_hash == look.facts.body_hash
    same_text = known.text is not None and squash(known.text) == squash(look.content.text)
    if known.last_id is not None and same_bytes and same_text:
        seen = [look.facts.captured_at, known.last_id]
        archive.db.execute("UPDATE attachment_versions SET seen_until = max(seen_until, ?) WHERE id = ?", seen)
        return
    version_id = _insert_version(archive, look, known)
    if known.last_id is not None and (not same_text or not look.content.text.strip()):
        record_change(archive, _change(look, known, version_id, technical=look.technical or same_bytes))


def _insert_version(archive: Archive, look: FileLook, known: Known) -> int:
    facts, content, number = look.facts, look.content, known.version_count + 1
    row: dict[str, object] = {
        "attachment_id": known.id,
        "number": number,
        "capture_id": facts.id,
        "run_id": look.run_id,
    }
    row |= {
        "body_hash": facts.body_hash,
        "format": content.format,
        "text": content.text,
        "text_hash": text_hash(content.text),
    }
    row |= {"pages": content.pages, "problem": content.problem, "reader": look.reader}
    row |= {"seen_from": facts.captured_at, "seen_until": facts.captured_at}
    archive.db.execute("UPDATE attachments SET version_count = ? WHERE id = ?", [number, known.id])
    return insert(archive, "attachment_versions", row)


def _change(look: FileLook, known: Known, version_id: int, *, technical: bool) -> ChangeRow:
    """Return the change of a file; where either side has no text, nothing can be said of what was added or taken away."""
    old, new = (known.text or "").strip(), look.content.text.strip()
    difference = compare(old, new) if old and new else None
    return ChangeRow(
        known.article_id,
        ChangeKind.ATTACHMENT,
        look.run_id,
        look.facts.captured_at,
        significance(difference) if difference else Significance.SUBSTANCE,
        before_version_id=known.article_version_id,
        after_version_id=known.article_version_id,
        attachment_version_id=version_id,
        chars_added=difference.chars_added if difference else 0,
        chars_removed=difference.chars_removed if difference else 0,
        similarity=difference.similarity if difference else None,
        is_technical=technical,
        difference_hash=difference_hash(difference, {}) if difference else look.facts.body_hash,
    )
