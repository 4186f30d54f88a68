"""The files of a run in which plans are looked for."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from storage.archive import Archive

# Only what sites sent in the run itself: a file that is read anew by another reader tells nothing new. A file is of the version that its
# article has by now; what several articles share is told by each.
_FILES = """
SELECT attachment_versions.id, versions.id AS version_id, attachments.title, articles.title AS article, articles.published_on,
    articles.document_number, articles.issuers
FROM attachment_versions
JOIN captures ON captures.id = attachment_versions.capture_id AND captures.run_id = attachment_versions.run_id
JOIN attachments ON attachments.id = attachment_versions.attachment_id
JOIN articles ON articles.id = attachments.article_id
JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
WHERE attachment_versions.run_id = ? AND attachment_versions.text <> '' ORDER BY attachment_versions.id
"""
_TEXTS = """
SELECT attachment_versions.text, versions.text FROM attachment_versions JOIN versions ON versions.id = ?2
WHERE attachment_versions.id = ?1
"""


@dataclass(frozen=True, slots=True)
class FileText:
    """A file as the search for plans needs it: its name, its text, and the version, headline, facts and text of the article that names it."""

    version_id: int
    name: str
    text: str
    article: str
    published_on: str | None
    document_number: str | None
    issuers: tuple[str, ...]
    notice: str


def files_of(archive: Archive, run_id: int) -> Iterator[FileText]:
    """Yield the files with a text that a run brought, in their order."""
    found = archive.db.execute(_FILES, [run_id]).fetchall()
    for file_id, version_id, name, article, published_on, number, issuers in found:
        text, notice = archive.db.execute(_TEXTS, [file_id, version_id]).fetchone()
        yield FileText(version_id, name, text, article, published_on, number, tuple(json.loads(issuers)), notice)
