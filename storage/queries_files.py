"""What reports read of one attached file: its texts, number by number, as those of an article are read."""

from storage.archive import Archive
from storage.queries import ArticleHead, Version, rows
from storage.times import moment

# One file may be attached to several articles: the one that saw most of its texts.
_FILES = """
SELECT attachments.id, attachments.title, attachments.url, articles.source_id, sources.name AS source, sources.name_en AS source_en,
    articles.published_on, attachments.version_count, articles.gone_at
FROM attachments
JOIN articles ON articles.id = attachments.article_id
JOIN sources ON sources.id = articles.source_id
WHERE attachments.url = ? AND attachments.version_count > 0 ORDER BY attachments.version_count DESC, attachments.id LIMIT 1
"""
_TEXTS = """
SELECT attachment_versions.id, attachments.article_id, number, run_id, attachments.title, text, text_hash, seen_from, seen_until
FROM attachment_versions JOIN attachments ON attachments.id = attachment_id WHERE attachment_id = ? ORDER BY number
"""


def file(archive: Archive, url: str) -> ArticleHead | None:
    """Return the attached file of an address under the head that articles have, by its own id; None where none was read."""
    return next((ArticleHead(**row) for row in rows(archive, _FILES, [url])), None)


def texts(archive: Archive, attachment_id: int) -> list[Version]:
    """Return a file's texts as versions, the oldest first; a file states no facts of its own."""
    facts = dict.fromkeys(("published_on", "adopted_on", "document_number", "credited_source"))
    return [
        Version(**{**row, **facts, "issuers": (), **{name: moment(row[name]) for name in ("seen_from", "seen_until")}})
        for row in rows(archive, _TEXTS, [attachment_id])
    ]


def changed_files(archive: Archive, article_id: int) -> list[str]:
    """Return the addresses of an article's files that were read with more than one text."""
    sql = "SELECT url FROM attachments WHERE article_id = ? AND version_count > 1 ORDER BY id"
    return [row["url"] for row in rows(archive, sql, [article_id])]
