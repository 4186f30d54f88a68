"""Copies in the archive: which article is whose copy, kept right night by night as a rebuild would find it at once."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from sqlite_utils import Database

from planwatch import clusters, fingerprint
from planwatch.records import CopyDecision
from storage.archive import Archive

# Articles that one feature may bring up, the newest: a phrase of a form letter stands in thousands, and a copy comes within
# days of its original. What is nearer than such a phrase has other features in common.
FAMILY = 200

_CHANGED = """
SELECT DISTINCT article_id FROM versions WHERE run_id = ? AND article_id NOT IN (
    SELECT previous_article_id FROM changes WHERE previous_article_id IS NOT NULL)
"""
_MOVED = "SELECT previous_article_id FROM changes WHERE kind = 'moved' AND run_id = ?"


def update(archive: Archive, run_id: int) -> None:
    """File the articles whose text the run changed, and those whose place that changes, under their originals; all or nothing.

    Doing it twice does nothing new. An article that moved away leaves its place to the one at the new address for good.
    """
    shelf = _Shelf(archive.db)
    with archive.atomic():
        changed = _ids(archive.db, "SELECT DISTINCT article_id FROM versions WHERE run_id = ? ORDER BY 1", run_id)
        gone = _ids(
            archive.db, "SELECT previous_article_id FROM changes WHERE kind = 'moved' AND run_id = ? ORDER BY 1", run_id
        )
        for number in {*changed, *gone}:
            shelf.forget(number)
        left = {copy for number in gone for copy in shelf.copies(number)}
        clusters.settle(shelf, {*changed, *left} - set(gone))


class _Shelf:
    """The archive as planwatch.clusters sees it: only originals have features there."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.sketch = lru_cache(maxsize=clusters.KEPT_SKETCHES)(lambda number: fingerprint.sketch(self.text(number)))

    def rank(self, number: int) -> clusters.Rank:
        query = (
            "SELECT sources.kind <> 'ministry', articles.published_on FROM articles"
            " JOIN sources ON sources.id = articles.source_id WHERE articles.id = ?"
        )
        unofficial, published = self._db.execute(query, (number,)).fetchone()
        return (bool(unofficial), published or clusters.NEVER, number)

    def text(self, number: int) -> str:
        text: str = self._db.execute("SELECT text FROM articles WHERE id = ?", (number,)).fetchone()[0]
        return text

    def earlier(self, number: int) -> Sequence[str]:
        query = "SELECT text FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT ? OFFSET 1"
        return [text for (text,) in self._db.execute(query, (number, clusters.EARLIER))]

    def near(self, number: int) -> Sequence[int]:
        query = "SELECT article_id FROM copy_features WHERE feature = ? ORDER BY article_id DESC LIMIT ?"
        counts: Counter[int] = Counter()
        for feature in self.sketch(number).features:
            counts.update(other for (other,) in self._db.conn.execute(query, (feature, FAMILY)))
        return clusters.nearest(counts)

    def copies(self, number: int) -> Sequence[int]:
        return _ids(self._db, "SELECT article_id FROM copies WHERE original_id = ? ORDER BY 1", number)

    def file(self, number: int, original: int | None, decision: CopyDecision | None) -> None:
        self._db.execute("DELETE FROM copies WHERE article_id = ?", (number,))
        features = self.sketch(number).features
        if original is None or decision is None:
            insert = "INSERT OR IGNORE INTO copy_features (feature, article_id) VALUES (?, ?)"
            self._db.conn.executemany(insert, [(feature, number) for feature in features])
            return
        self._drop(number, features)
        row = (number, original, decision.kind, decision.similarity, decision.decided_by)
        insert = "INSERT INTO copies (article_id, original_id, kind, similarity, decided_by) VALUES (?, ?, ?, ?, ?)"
        self._db.execute(insert, row)

    def forget(self, number: int) -> None:
        """Take an article out of the index, whichever of its versions it was found by."""
        self._drop(number, self.sketch(number).features)
        earlier = (
            "SELECT versions.text FROM versions JOIN articles ON articles.id = versions.article_id"
            " WHERE articles.id = ? AND versions.text <> articles.text"
        )
        for (text,) in self._db.execute(earlier, (number,)).fetchall():
            self._drop(number, fingerprint.sketch(text).features)

    def _drop(self, number: int, features: Iterable[int]) -> None:
        delete = "DELETE FROM copy_features WHERE feature = ? AND article_id = ?"
        self._db.conn.executemany(delete, [(feature, number) for feature in features])


def _ids(db: Database, query: str, value: int) -> list[int]:
    return [number for (number,) in db.execute(query, (value,))]
