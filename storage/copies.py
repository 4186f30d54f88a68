"""Copies in the archive: which article is whose copy, kept right night by night as a rebuild would find it at once."""

from collections.abc import Sequence
from itertools import islice

from sqlite_utils import Database

from planwatch import clusters
from planwatch.records import CopyDecision
from planwatch.shelf import EARLIER, NEVER, Mapper, Rank, nearest, ranked
from storage.archive import Archive
from storage.copies_index import KEPT_NEWEST, Index

# Articles that one feature brings up, the newest. What benchmarks/copies/filled.py reprints from anywhere in 100,000 articles is found
# with 16 as with 64, but for 2 in 400, with half as many texts to read; where so many of a form letter's FAMILY come that the
# newest are all of it, 64 are looked at.
NEWEST = 16
FAMILY = KEPT_NEWEST
# An article that has so great a part of another's features is of its family, and so many of them are a form letter's.
_OF_FAMILY = 0.5
_FORM = 8

# A page that says 来源 of another stands behind those of its day that do not: many portals give no hour of their own.
_WHEN = """
iif(credited_source LIKE '本%' OR instr(credited_source, sources.name) OR instr(sources.name, credited_source) OR credited_source IS NULL,
    published_on, substr(published_on, 1, 10) || '~' || substr(published_on, 11))
"""
# What a run keeps at hand: the ranks of articles (200 bytes each), and the texts, in characters, of those that are compared in
# turn: of 256 articles that wait and of what comes near each of them.
KEPT_RANKS = 1 << 17
KEPT_CHARS = 1 << 22
# The pages of the archive that settling keeps in memory, in KiB: most of the index of 100,000 articles. Every article touches 32 of them
# that lie anywhere; with the 2 MiB that are usual each is read from the file again.
PAGE_CACHE = 16_384

# The articles whose text a run changed, and whether they were filed before.
_CHANGED = """
SELECT DISTINCT article_id, article_id IN (SELECT article_id FROM copies) OR article_id IN (SELECT article_id FROM copy_sketches)
FROM versions WHERE run_id = ?
"""


def update(archive: Archive, run_id: int, mapper: Mapper | None = None) -> None:
    """File the articles whose text the run changed, and those whose place that changes, under their originals; all or nothing.

    Doing it twice does nothing new. An article that moved away leaves its place to the one at the new address for good. A
    ``mapper`` compares texts in other processes.
    """
    archive.db.execute(f"PRAGMA cache_size = -{PAGE_CACHE}")
    with archive.atomic():
        changed: dict[int, int] = dict(archive.db.execute(_CHANGED, (run_id,)))
        gone = _ids(
            archive.db, "SELECT previous_article_id FROM changes WHERE kind = 'moved' AND run_id = ? ORDER BY 1", run_id
        )
        shelf = _Shelf(archive.db, {number for number, is_filed in changed.items() if not is_filed})
        for number in {*changed, *gone} - shelf.new:
            shelf.forget(number)
        left = {copy for number in gone for copy in shelf.copies(number)}
        clusters.settle(shelf, {*changed, *left} - set(gone), mapper)


class _Shelf:
    """The archive as planwatch.clusters sees it: only originals have features there. ``new``: no article is filed as or under one of them."""

    def __init__(self, db: Database, new: set[int]) -> None:
        self._db = db
        self.new = new
        self._index = Index(db)
        self._ranks: dict[int, Rank] = {}
        self._texts: dict[int, str] = {}
        self._chars = 0
        self._edited: set[int] = set()

    def rank(self, number: int) -> Rank:
        if number not in self._ranks:
            self._load([number])
        return self._ranks[number]

    def text(self, number: int) -> str:
        if number not in self._texts:
            self._load([number])
        return self._texts[number]

    def hold(self, numbers: Sequence[int]) -> None:
        if missing := [number for number in numbers if number not in self._texts or number not in self._ranks]:
            self._load(missing)

    def _load(self, numbers: Sequence[int]) -> None:
        """Keep the ranks and texts of some articles, which will be needed in a row, and drop the oldest ones."""
        self._trim()
        query = (
            f"SELECT articles.id, sources.kind <> 'ministry', {_WHEN}, text, version_count > 1 FROM articles"
            f" JOIN sources ON sources.id = source_id WHERE articles.id IN ({', '.join('?' * len(numbers))})"
        )
        for number, unofficial, published, text, edited in self._db.conn.execute(query, numbers):
            self._ranks[number] = (bool(unofficial), published or NEVER, number)
            if number not in self._texts:
                self._texts[number] = text
                self._chars += len(text)
            if edited:
                self._edited.add(number)

    def _trim(self) -> None:
        while self._chars > KEPT_CHARS:
            self._chars -= len(self._texts.pop(next(iter(self._texts))))
        for number in list(islice(self._ranks, max(len(self._ranks) - KEPT_RANKS, 0))):
            del self._ranks[number]

    def earlier(self, number: int) -> Sequence[str]:
        if number not in self._edited:
            return ()
        query = "SELECT text FROM versions WHERE article_id = ? ORDER BY number DESC LIMIT ? OFFSET 1"
        return [text for (text,) in self._db.execute(query, (number, EARLIER))]

    def near(self, features: Sequence[int], size: int) -> Sequence[int]:
        """Return the originals that may carry a text or be carried by it; their ranks and texts are then at hand."""
        found = ranked(self._index.newest(features, NEWEST))
        if _is_form(found, len(features)):
            found = ranked(self._index.newest(features, FAMILY))
        near = nearest(self._index.common(features, [number for _, number in found]), len(features), size)
        self.hold(near)
        return near

    def copies(self, number: int) -> Sequence[int]:
        return (
            ()
            if number in self.new
            else _ids(self._db, "SELECT article_id FROM copies WHERE original_id = ? ORDER BY 1", number)
        )

    def file(self, number: int, features: Sequence[int], original: int | None, decision: CopyDecision | None) -> None:
        """Keep an article's role: its original, or its features in the index."""
        if number not in self.new:
            self._db.conn.execute("DELETE FROM copies WHERE article_id = ?", (number,))
            self._index.drop(number)
        self.new.discard(number)
        if original is None or decision is None:
            self._index.add(number, features, len(self.text(number)))
            return
        row = (number, original, decision.kind, decision.similarity, decision.decided_by)
        insert = "INSERT INTO copies (article_id, original_id, kind, similarity, decided_by) VALUES (?, ?, ?, ?, ?)"
        self._db.execute(insert, row)

    def forget(self, number: int) -> None:
        """Take an article out of the index, by whatever it was found."""
        self._index.drop(number)


def _ids(db: Database, query: str, value: int) -> list[int]:
    return [number for (number,) in db.execute(query, (value,))]


def _is_form(found: Sequence[tuple[int, int]], features: int) -> bool:
    """Return whether the newest articles found are those of a form letter, of which there may be more."""
    return len(found) >= _FORM and found[_FORM - 1][0] >= _OF_FAMILY * features
