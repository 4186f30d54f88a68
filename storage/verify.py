"""Whether the archive still holds what was put in: SQLite's own check does not see a changed letter inside a text."""

import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from sqlite_utils import Database

from storage.archive import BODIES_FILE, MAIN_FILE, Archive

# As bytes, because damaged text may not be text any more.
_TEXTS = "SELECT id, CAST(text AS BLOB), CAST(text_hash AS BLOB) FROM {} ORDER BY id"
_STRAY_ARTICLES = """
SELECT articles.id FROM articles
LEFT JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
WHERE versions.id IS NULL OR CAST(versions.text AS BLOB) <> CAST(articles.text AS BLOB) ORDER BY articles.id
"""


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
    """Yield all damage: broken databases, texts and bodies that lost their hash, captures without their body.

    What can be read in spite of damage is still checked.
    """
    checks = (
        (MAIN_FILE, "the database", _of_file(archive.db, MAIN_FILE)),
        (BODIES_FILE, "the database", _of_file(archive.bodies.db, BODIES_FILE)),
        (MAIN_FILE, "versions", _texts(archive, "versions")),
        (MAIN_FILE, "attachment_versions", _texts(archive, "attachment_versions")),
        (MAIN_FILE, "articles", _articles(archive)),
        (MAIN_FILE, "captures", _captures(archive)),
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


def _bodies(archive: Archive) -> Iterator[Damage]:
    for error in archive.bodies.damaged():
        yield Damage(BODIES_FILE, f"the body {error.body_hash}", error.reason)
