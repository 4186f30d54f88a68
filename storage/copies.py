"""Copies in the archive: which article is whose copy, kept right night by night as a rebuild would find it at once."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice

from sqlite_utils import Database

from planwatch import clusters, fingerprint
from planwatch.records import CopyDecision
from planwatch.shelf import EARLIER, NEVER, Mapper, Rank, nearest, ranked
from storage.archive import Archive

# Articles that one feature brings up, the newest: a phrase of the trade stands in thousands, and a copy comes within days of its
# original. What was reprinted in benchmarks/copies/filled.py was found after 20,000 other articles with 16 as with 64, in a
# third of the time; where so many of a form letter's FAMILY come that the newest are all of it, 64 are looked at.
NEWEST = 16
FAMILY = 64
# An article that has so great a part of another's features is of its family, and so many of them are a form letter's.
_OF_FAMILY = 0.5
_FORM = 8

# A page that says 来源 of another stands behind those of its day that do not: many portals give no hour of their own.
_WHEN = """
iif(credited_source LIKE '本%' OR instr(credited_source, sources.name) OR instr(sources.name, credited_source) OR credited_source IS NULL,
    published_on, substr(published_on, 1, 10) || '~' || substr(published_on, 11))
"""
# One row a feature: a row for each article would take twice the time.
_FOUND_BY = """
SELECT (SELECT group_concat(article_id) FROM (
    SELECT article_id FROM copy_features WHERE feature = wanted.value ORDER BY article_id DESC LIMIT ?2))
FROM json_each(?1) AS wanted
"""
# What a run keeps at hand: the ranks of articles (100 bytes each), and the texts of those that are compared in turn.
KEPT_RANKS = 1 << 16
KEPT_TEXTS = 1024
# New articles that are looked for in the index, to see whether the run was settled before; one without a letter has no trace.
PROBES = 8


def update(archive: Archive, run_id: int, mapper: Mapper | None = None) -> None:
    """File the articles whose text the run changed, and those whose place that changes, under their originals; all or nothing.

    Doing it twice does nothing new. An article that moved away leaves its place to the one at the new address for good. A
    ``mapper`` compares texts in other processes.
    """
    shelf = _Shelf(archive.db)
    with archive.atomic():
        changed = _ids(archive.db, "SELECT DISTINCT article_id FROM versions WHERE run_id = ? ORDER BY 1", run_id)
        gone = _ids(
            archive.db, "SELECT previous_article_id FROM changes WHERE kind = 'moved' AND run_id = ? ORDER BY 1", run_id
        )
        for number in {*shelf.filed(changed), *gone}:
            shelf.forget(number)
        left = {copy for number in gone for copy in shelf.copies(number)}
        clusters.settle(shelf, {*changed, *left} - set(gone), mapper)


class _Shelf:
    """The archive as planwatch.clusters sees it: only originals have features there."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._ranks: dict[int, Rank] = {}
        self._texts: dict[int, str] = {}
        self._edited: set[int] = set()

    def rank(self, number: int) -> Rank:
        if number not in self._ranks:
            self._load([number])
        return self._ranks[number]

    def text(self, number: int) -> str:
        if number not in self._texts:
            self._load([number])
        return self._texts[number]

    def _load(self, numbers: Sequence[int]) -> None:
        """Keep the ranks and texts of some articles, which will be needed in a row, and drop the oldest ones."""
        query = (
            f"SELECT articles.id, sources.kind <> 'ministry', {_WHEN}, text, version_count > 1 FROM articles"
            f" JOIN sources ON sources.id = source_id WHERE articles.id IN ({', '.join('?' * len(numbers))})"
        )
        for number, unofficial, published, text, edited in self._db.conn.execute(query, numbers):
            self._ranks[number] = (bool(unofficial), published or NEVER, number)
            self._texts[number] = text
            if edited:
                self._edited.add(number)
        for kept, limit in ((self._ranks, KEPT_RANKS), (self._texts, KEPT_TEXTS)):
            for number in list(islice(kept, max(len(kept) - limit, 0))):
                del kept[number]

    def filed(self, numbers: Sequence[int]) -> Sequence[int]:
        """Return those of the articles that a run changed which may have been filed before: all, if the run's first new one was."""
        query = "SELECT version_count FROM articles WHERE id = ?"
        new = [number for number in numbers if self._db.execute(query, (number,)).fetchone()[0] == 1]
        again = any(map(self._is_filed, new[:PROBES]))
        return numbers if again else sorted({*numbers} - {*new})

    def _is_filed(self, number: int) -> bool:
        feature = next(iter(fingerprint.features(self.text(number))), None)
        query = (
            "SELECT EXISTS (SELECT 1 FROM copies WHERE article_id = :number)"
            " OR EXISTS (SELECT 1 FROM copy_features WHERE feature = :feature AND article_id = :number)"
        )
        return bool(self._db.execute(query, {"number": number, "feature": feature}).fetchone()[0])

    def earlier(self, number: int) -> Sequence[str]:
        if number not in self._edited:
            return ()
        query = "SELECT text FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT ? OFFSET 1"
        return [text for (text,) in self._db.execute(query, (number, EARLIER))]

    def near(self, features: Sequence[int], size: int) -> Sequence[int]:
        """Return the originals that may carry a text or be carried by it, one look-up a feature in one statement."""
        limit = NEWEST
        found_by = self._found_by(features, limit)
        found = ranked(found_by)
        if _is_form(found, len(features)):
            limit = FAMILY
            found_by = self._found_by(features, limit)
            found = ranked(found_by)
        return nearest(found, found_by, size, self._sizes, limit)

    def _found_by(self, features: Sequence[int], limit: int) -> list[list[int]]:
        """Return for each feature the newest originals that have it."""
        rows = self._db.conn.execute(_FOUND_BY, (json.dumps(features), limit))
        return [[*map(int, numbers.split(","))] if numbers else [] for (numbers,) in rows]

    def _sizes(self, numbers: Sequence[int]) -> Iterable[int]:
        self._load([number for number in numbers if number not in self._texts])
        return [len(self.text(number)) for number in numbers]

    def copies(self, number: int) -> Sequence[int]:
        return _ids(self._db, "SELECT article_id FROM copies WHERE original_id = ? ORDER BY 1", number)

    def file(self, number: int, features: Sequence[int], original: int | None, decision: CopyDecision | None) -> None:
        """Keep an article's role: its original, or its features in the index."""
        self._db.conn.execute("DELETE FROM copies WHERE article_id = ?", (number,))
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
        for (text,) in self._db.execute(
            "SELECT DISTINCT text FROM versions WHERE article_id = ?", (number,)
        ).fetchall():
            self._drop(number, fingerprint.features(text))

    def _drop(self, number: int, features: Iterable[int]) -> None:
        delete = "DELETE FROM copy_features WHERE feature = ? AND article_id = ?"
        self._db.conn.executemany(delete, [(feature, number) for feature in features])


def _ids(db: Database, query: str, value: int) -> list[int]:
    return [number for (number,) in db.execute(query, (value,))]


def _is_form(found: Sequence[tuple[int, int]], features: int) -> bool:
    """Return whether the newest articles found are those of a form letter, of which there may be more."""
    return len(found) >= _FORM and found[_FORM - 1][0] >= _OF_FAMILY * features
