"""What each copy changed of its original: compared whenever it was filed anew, which is when either of the two texts changed."""

import json
from collections.abc import Iterator

from planwatch.copy_changes import CopyDifference, DifferenceKind, differences
from storage.archive import Archive

# Copies that are written in one transaction: comparing so many takes a quarter of a second, which another writer may wait.
BATCH = 50

_UNCOMPARED = "SELECT article_id, original_id FROM copies WHERE chars_cut IS NULL ORDER BY article_id"
_TEXT = "SELECT text FROM articles WHERE id = ?"
_INSERT = (
    "INSERT INTO copy_changes (article_id, number, kind, before, after, is_whole, swaps) VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_COMPARED = "UPDATE copies SET chars_cut = ?, chars_added = ? WHERE article_id = ?"


def update(archive: Archive) -> None:
    """Compare each copy that was filed since the last time with its original; doing it twice does nothing new.

    A copy that is filed anew has lost its rows by its foreign key.
    """
    filed = archive.db.execute(_UNCOMPARED).fetchall()
    for start in range(0, len(filed), BATCH):
        compared = [
            (copy, differences(_text(archive, copy), _text(archive, original)))
            for copy, original in filed[start : start + BATCH]
        ]
        with archive.atomic():
            for article_id, found in compared:
                archive.db.conn.executemany(_INSERT, _rows(article_id, found))
                cut = sum(len(difference.before) for difference in found if difference.kind is DifferenceKind.CUT)
                added = sum(len(difference.after) for difference in found if difference.kind is DifferenceKind.ADDED)
                archive.db.execute(_COMPARED, [cut, added, article_id])


def _text(archive: Archive, article_id: int) -> str:
    text: str = archive.db.execute(_TEXT, [article_id]).fetchone()[0]
    return text


def _rows(article_id: int, found: tuple[CopyDifference, ...]) -> Iterator[tuple[int, int, str, str, str, bool, str]]:
    for number, difference in enumerate(found, start=1):
        swaps = json.dumps([f"{before} → {after}" for before, after in difference.swaps], ensure_ascii=False)
        yield article_id, number, difference.kind, difference.before, difference.after, difference.is_whole, swaps
