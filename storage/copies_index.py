"""The index of copies: which originals have a feature, and what each of them is found by."""

import json
import struct
from bisect import insort
from collections.abc import Sequence
from itertools import islice

from sqlite_utils import Database

# All in one JSON text: a row for each article would take twice the time, one for each feature half as much again.
_FOUND_BY = """
SELECT '[' || group_concat((SELECT json_group_array(article_id) FROM (
    SELECT article_id FROM copy_features WHERE feature = wanted.value ORDER BY article_id DESC LIMIT ?2))) || ']'
FROM json_each(?1) AS wanted
"""
# Numbers of articles kept at hand (40 bytes each): a text is looked up when it is compared ahead and again when it is settled,
# at most 256 texts later, and phrases of the trade are asked for all the time.
KEPT_NUMBERS = 1 << 18
# Texts of which is kept what they have in common with others, for the same second look.
KEPT_COUNTS = 512


class Index:
    """The originals by their features, and the features and size in characters of each; to be used inside one transaction."""

    def __init__(self, db: Database) -> None:
        """Look at nothing yet."""
        self._execute, self._executemany = db.conn.execute, db.conn.executemany
        self._newest: dict[int, dict[int, list[int]]] = {}
        self._counted: dict[tuple[int, ...], dict[int, tuple[int, int, int]]] = {}

    def newest(self, features: Sequence[int], limit: int) -> list[list[int]]:
        """Return for each feature the newest originals that have it, at most ``limit``, the oldest of them first."""
        kept = self._newest.setdefault(limit, {})
        for feature in list(islice(kept, max(len(kept) - KEPT_NUMBERS // limit, 0))):
            del kept[feature]
        if missing := [feature for feature in features if feature not in kept]:
            ((found,),) = self._execute(_FOUND_BY, (json.dumps(missing), limit))
            for feature, numbers in zip(missing, json.loads(found), strict=True):
                kept[feature] = numbers[::-1]
        return [kept[feature] for feature in features]

    def common(self, features: Sequence[int], numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return of some originals how many of the features each has, its number and its size."""
        for text in list(islice(self._counted, max(len(self._counted) - KEPT_COUNTS, 0))):
            del self._counted[text]
        known = self._counted.setdefault(tuple(features), {})
        missing = [number for number in numbers if number not in known]
        own = set(features)
        query = f"SELECT features, article_id, size FROM copy_sketches WHERE article_id IN ({', '.join('?' * len(missing))})"
        for packed, number, size in self._execute(query, missing) if missing else ():
            known[number] = (len(own.intersection(_unpacked(packed))), number, size)
        return [known[number] for number in numbers]

    def add(self, number: int, features: Sequence[int], size: int) -> None:
        """Enter an original that is not in the index."""
        packed = struct.pack(f"<{len(features)}i", *features)
        self._execute("INSERT INTO copy_sketches (article_id, size, features) VALUES (?, ?, ?)", (number, size, packed))
        insert = "INSERT INTO copy_features (feature, article_id) VALUES (?, ?)"
        self._executemany(insert, [(feature, number) for feature in features])
        for limit, kept in self._newest.items():
            for newest in [kept[feature] for feature in features if feature in kept]:
                insort(newest, number)
                del newest[:-limit]

    def drop(self, number: int) -> None:
        """Take an article out, if it is in."""
        query = "DELETE FROM copy_sketches WHERE article_id = ? RETURNING features"
        # What was counted with it stays true: in one transaction, an article has one text.
        for (packed,) in self._execute(query, (number,)).fetchall():
            features = _unpacked(packed)
            delete = "DELETE FROM copy_features WHERE feature = ? AND article_id = ?"
            self._executemany(delete, [(feature, number) for feature in features])
            for kept in self._newest.values():
                for feature in features:
                    kept.pop(feature, None)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 4}i", packed)
