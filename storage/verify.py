"""Whether the archive still holds what was put in: SQLite's own check does not see a changed letter inside a text.

Texts, bodies and digests have their sha-256 beside them. A quotation must stand in the text that it is quoted from, and a title
must be the same wherever it is stored, unless a change says that it became another one.
"""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from planwatch.text import squash
from storage.archive import BODIES_FILE, MAIN_FILE, Archive
from storage.told import content_hash

# As bytes, because damaged text may not be text any more.
_TEXTS = "SELECT id, CAST(text AS BLOB), CAST(text_hash AS BLOB) FROM {} ORDER BY id"
_STRAY_ARTICLES = """
SELECT articles.id FROM articles
LEFT JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
WHERE versions.id IS NULL OR CAST(versions.text AS BLOB) <> CAST(articles.text AS BLOB) ORDER BY articles.id
"""
# Where plans were found, with the words that were found, which reports quote.
QUOTING = ("plan_events", "plan_targets", "plan_deadlines")
_QUOTES = """
SELECT {0}.id, versions.article_id, CAST({0}.evidence AS BLOB), CAST(versions.title AS BLOB), CAST(versions.text AS BLOB)
FROM {0} JOIN versions ON versions.id = {0}.version_id ORDER BY versions.id
"""
_FILES = """
SELECT CAST(attachments.title AS BLOB), CAST(attachment_versions.text AS BLOB)
FROM attachments JOIN attachment_versions ON attachment_versions.attachment_id = attachments.id WHERE attachments.article_id = ?
"""
_TITLES = """
SELECT versions.article_id, versions.number, CAST(versions.title AS BLOB), CAST(changed_fields.before AS BLOB),
    CAST(changed_fields.after AS BLOB), iif(versions.number = articles.version_count, CAST(articles.title AS BLOB), NULL)
FROM versions JOIN articles ON articles.id = versions.article_id
LEFT JOIN changes ON changes.after_version_id = versions.id AND changes.kind = 'edited'
LEFT JOIN changed_fields ON changed_fields.change_id = changes.id AND changed_fields.field = 'title'
ORDER BY versions.article_id, versions.number
"""
_DIGESTS = (
    "SELECT id, CAST(subject AS BLOB), CAST(text AS BLOB), CAST(html AS BLOB), CAST(content_hash AS BLOB) FROM digests"
)


@dataclass(frozen=True, slots=True)
class Damage:
    """One damaged thing: the file, what in it, and what is wrong."""

    file: str
    what: str
    problem: str

    def __str__(self) -> str:
        """Return ``file: what: problem`` for an error line."""
        return f"{self.file}: {self.what}: {self.problem}"


def verify(archive: Archive) -> Iterator[Damage]:
    """Yield all damage, table by table.

    Broken databases; texts, bodies and digests that lost their hash; captures without their body; quotations and titles that
    stand alone. What can be read in spite of damage is still checked.
    """
    checks = (
        (MAIN_FILE, "the database", _of_file(archive.db, MAIN_FILE)),
        (BODIES_FILE, "the database", _of_file(archive.bodies.db, BODIES_FILE)),
        (MAIN_FILE, "versions", _texts(archive, "versions")),
        (MAIN_FILE, "attachment_versions", _texts(archive, "attachment_versions")),
        (MAIN_FILE, "articles", _articles(archive)),
        (MAIN_FILE, "captures", _captures(archive)),
        (MAIN_FILE, "titles", _titles(archive)),
        *((MAIN_FILE, table, _quotes(archive, table)) for table in QUOTING),
        (MAIN_FILE, "digests", _digests(archive)),
        (BODIES_FILE, "bodies", _bodies(archive)),
    )
    for file, what, found in checks:
        try:
            yield from found
        except sqlite3.DatabaseError as error:
            yield Damage(file, what, f"cannot be read to its end ({error})")


def _of_file(db: Database, file: str) -> Iterator[Damage]:
    for (problem,) in db.execute("PRAGMA integrity_check"):
        if problem != "ok":
            yield Damage(file, "the database", problem)
    for table, row, parent, _ in db.execute("PRAGMA foreign_key_check"):
        yield Damage(file, f"{table} {row}", f"belongs to a row of {parent} that is not there")


def _texts(archive: Archive, table: str) -> Iterator[Damage]:
    for row, text, text_hash in archive.db.execute(_TEXTS.format(table)):
        if hashlib.sha256(text).hexdigest().encode() != text_hash:
            yield Damage(MAIN_FILE, f"{table} {row}", "the text does not have its sha-256")


def _articles(archive: Archive) -> Iterator[Damage]:
    for (row,) in archive.db.execute(_STRAY_ARTICLES):
        yield Damage(MAIN_FILE, f"articles {row}", "the text is not that of its latest version")


def _captures(archive: Archive) -> Iterator[Damage]:
    query = "SELECT body_hash, min(id) FROM captures WHERE body_hash IS NOT NULL AND pruned_at IS NULL GROUP BY body_hash ORDER BY 2"
    for body_hash, row in archive.db.execute(query):
        if not archive.bodies.has(body_hash):
            yield Damage(MAIN_FILE, f"captures {row}", f"its body {body_hash} is not in {BODIES_FILE}")


def _titles(archive: Archive) -> Iterator[Damage]:
    before: tuple[int, str] | None = None
    for article, number, *raw in archive.db.execute(_TITLES):
        title, was, became, shown = (None if value is None else _said(value) for value in raw)
        kept = before[1] if before and before[0] == article else None
        if kept and title and title != kept and (was, became) != (kept, title):
            yield Damage(
                MAIN_FILE,
                f"articles {article}",
                f"versions {number - 1} and {number} differ in their titles, and no change says so",
            )
        if was is not None and ((kept and was != kept) or became != title):
            yield Damage(
                MAIN_FILE,
                f"articles {article}",
                f"the change to version {number} tells of other titles than the versions have",
            )
        if shown is not None and title and title != shown:
            yield Damage(MAIN_FILE, f"articles {article}", "the title is not that of its latest version")
        before = (article, title or kept or "")


def _quotes(archive: Archive, table: str) -> Iterator[Damage]:
    for row, article, *raw in archive.db.execute(_QUOTES.format(table)):
        evidence, title, text = map(_said, raw)
        if evidence not in text and evidence not in title and not _in_files(archive, article, evidence, title):
            yield Damage(MAIN_FILE, f"{table} {row}", "quotes what neither its version nor a file of it says")


def _in_files(archive: Archive, article: int, evidence: str, title: str) -> bool:
    """Return whether a file of an article says it, or the headline and the file's name together (see plans/attached.py)."""
    files = (map(_said, raw) for raw in archive.db.execute(_FILES, [article]))
    return any(evidence in text or evidence in f"{title}{name}" for name, text in files)


def _digests(archive: Archive) -> Iterator[Damage]:
    for row, subject, text, html, expected in archive.db.execute(_DIGESTS):
        if content_hash(subject, text, html).encode() != expected:
            yield Damage(MAIN_FILE, f"digests {row}", "the digest does not have its sha-256")


def _said(value: bytes) -> str:
    """Return a stored text without white space, which the reading of a page may set as it likes."""
    return squash(value.decode("utf-8", "replace"))


def _bodies(archive: Archive) -> Iterator[Damage]:
    for error in archive.bodies.damaged():
        yield Damage(BODIES_FILE, f"the body {error.body_hash}", error.reason)
