"""The index of copies: which originals have a feature, and what each of them is found by."""

import json
import struct
from collections.abc import Mapping, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
from sqlite_utils import Database

# Articles that one feature is known to have, the newest: a phrase of the trade stands in thousands, and a copy comes within days of
# its original.
KEPT_NEWEST = 64
# Rows of features that are kept at hand, 300 bytes each where they are full: a text is looked up when it is compared
# ahead and again when it is settled, at most 256 texts later, and phrases of the trade are asked for all the time.
KEPT_ROWS = 1 << 15
# In one go: a query for each feature would take half as much again.
_FOUND_BY = "SELECT feature, articles FROM json_each(?) CROSS JOIN copy_features ON feature = value"
_KEEP = (
    "INSERT INTO copy_features (feature, articles) VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = excluded.articles"
)
# In the order in which they are asked for.
_SKETCHES = "SELECT article_id, size, features FROM json_each(?) CROSS JOIN copy_sketches ON article_id = value WHERE features <> x''"


class Index:
    """The originals by their features, and the features and size in characters of each; to be used inside one transaction."""

    def __init__(self, db: Database) -> None:
        """Look at nothing yet."""
        self._execute, self._executemany = db.conn.execute, db.conn.executemany
        self._rows: dict[int, bytes] = {}

    def newest(self, features: Sequence[int], limit: int) -> npt.NDArray[np.uint32]:
        """Return the newest originals that have each feature, up to ``limit``, on end: one that has several stands there as often.

        ``limit`` is at most KEPT_NEWEST.
        """
        return np.frombuffer(b"".join([row[-4 * limit :] for row in self._rows_of(features)]), dtype="<u4")

    def common(self, features: Sequence[int], numbers: Sequence[int]) -> list[tuple[int, int, int]]:
        """Return of some originals how many of the features each has, its number and its size; those without features are left out."""
        own = set(features)
        sketches = self._execute(_SKETCHES, (json.dumps(numbers),))
        return [(len(own.intersection(unpacked(packed))), number, size) for number, size, packed in sketches]

    def add(self, number: int, features: Sequence[int], size: int) -> None:
        """Enter an original that is not in the index."""
        sketch = (number, size, _packed(features))
        self._execute("INSERT INTO copy_sketches (article_id, size, features) VALUES (?, ?, ?)", sketch)
        found_by = zip(features, self._rows_of(features), strict=True)
        self._keep({feature: _entered(row, number) for feature, row in found_by})

    def drop(self, number: int) -> None:
        """Take an article out, if it is in; what its features had before the KEPT_NEWEST is not found by them again."""
        query = "DELETE FROM copy_sketches WHERE article_id = ? RETURNING features"
        for (packed,) in self._execute(query, (number,)).fetchall():
            features = unpacked(packed)
            found_by = zip(features, map(unpacked, self._rows_of(features)), strict=True)
            left = {feature: _packed([one for one in row if one != number]) for feature, row in found_by}
            emptied = [(feature,) for feature, row in left.items() if not row]
            self._executemany("DELETE FROM copy_features WHERE feature = ?", emptied)
            self._keep(left)

    def _rows_of(self, features: Sequence[int]) -> list[bytes]:
        for feature in list(islice(self._rows, max(len(self._rows) - KEPT_ROWS, 0))):
            del self._rows[feature]
        if missing := [feature for feature in features if feature not in self._rows]:
            self._rows.update(dict.fromkeys(missing, b""))
            self._rows.update(self._execute(_FOUND_BY, (json.dumps(missing),)))
        return [self._rows[feature] for feature in features]

    def _keep(self, rows: Mapping[int, bytes]) -> None:
        self._rows.update(rows)
        self._executemany(_KEEP, [one for one in rows.items() if one[1]])


def _entered(row: bytes, number: int) -> bytes:
    """Return a row with one more original in its place, and only the KEPT_NEWEST ones."""
    if int.from_bytes(row[-4:], "little") < number:
        return row[4 * (1 - KEPT_NEWEST) :] + number.to_bytes(4, "little")
    return _packed(sorted([*unpacked(row), number])[-KEPT_NEWEST:])


def _packed(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def unpacked(packed: bytes) -> tuple[int, ...]:
    """Return the numbers of a row of copy_features, or the features of one of copy_sketches."""
    return struct.unpack(f"<{len(packed) // 4}I", packed)
