"""The index of copies: which originals have a feature, and what each of them is found by."""

import json
import struct
from collections.abc import Mapping, MutableMapping, Sequence
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlite_utils import Database

# Articles that one feature brings up, the newest; no more are kept in its row. A phrase of the trade stands in thousands, and a copy
# comes within days of its original: what benchmarks/copies/filled.py reprinted was found after 20,000 other articles with 16
# already. Form letters, which have nearly all features in common, want more.
NEWEST = 64
# Rows of features (300 bytes each where they are full) and sizes that are kept at hand: a text is looked up when it is compared
# ahead and again when it is settled, at most 256 texts later, and phrases of the trade are asked for all the time.
KEPT_ROWS = 1 << 15
KEPT_SIZES = 1 << 15
# In one go: a query for each feature would take half as much again.
_FOUND_BY = "SELECT feature, articles FROM json_each(?) CROSS JOIN copy_features ON feature = value"
_KEEP = (
    "INSERT INTO copy_features (feature, articles) VALUES (?, ?) ON CONFLICT DO UPDATE SET articles = excluded.articles"
)
_SIZES = "SELECT article_id, size FROM json_each(?) CROSS JOIN copy_sketches ON article_id = value"


class Index:
    """The originals by their features, and the features and size in characters of each; to be used inside one transaction."""

    def __init__(self, db: Database) -> None:
        """Look at nothing yet."""
        self._execute, self._executemany = db.conn.execute, db.conn.executemany
        self._rows: dict[int, bytes] = {}
        self._sizes: dict[int, int] = {}

    def newest(self, features: Sequence[int]) -> npt.NDArray[np.uint32]:
        """Return the NEWEST originals that have each feature, on end: one that has several of them stands there as often."""
        return np.frombuffer(b"".join(self._rows_of(features)), dtype="<u4")

    def sizes(self, numbers: Sequence[int]) -> list[int]:
        """Return the sizes of some originals."""
        _trim(self._sizes, KEPT_SIZES)
        if missing := [number for number in numbers if number not in self._sizes]:
            self._sizes.update(self._execute(_SIZES, (json.dumps(missing),)))
        return [self._sizes[number] for number in numbers]

    def add(self, number: int, features: Sequence[int], size: int) -> None:
        """Enter an original that is not in the index."""
        row = (number, size, _packed(features))
        self._execute("INSERT INTO copy_sketches (article_id, size, features) VALUES (?, ?, ?)", row)
        found_by = zip(features, self._rows_of(features), strict=True)
        self._keep({feature: _entered(row, number) for feature, row in found_by})

    def drop(self, number: int) -> None:
        """Take an article out, if it is in; what its features had before the NEWEST is not found by them again."""
        self._sizes.pop(number, None)
        query = "DELETE FROM copy_sketches WHERE article_id = ? RETURNING features"
        for (packed,) in self._execute(query, (number,)).fetchall():
            features = _unpacked(packed)
            found_by = zip(features, map(_unpacked, self._rows_of(features)), strict=True)
            left = {feature: _packed([one for one in row if one != number]) for feature, row in found_by}
            emptied = [(feature,) for feature, row in left.items() if not row]
            self._executemany("DELETE FROM copy_features WHERE feature = ?", emptied)
            self._keep(left)

    def _rows_of(self, features: Sequence[int]) -> list[bytes]:
        _trim(self._rows, KEPT_ROWS)
        if missing := [feature for feature in features if feature not in self._rows]:
            self._rows.update(dict.fromkeys(missing, b""))
            self._rows.update(self._execute(_FOUND_BY, (json.dumps(missing),)))
        return [self._rows[feature] for feature in features]

    def _keep(self, rows: Mapping[int, bytes]) -> None:
        self._rows.update(rows)
        self._executemany(_KEEP, [one for one in rows.items() if one[1]])


def _entered(row: bytes, number: int) -> bytes:
    """Return a row with one more original in its place, and only the NEWEST ones."""
    if int.from_bytes(row[-4:], "little") < number:
        return row[4 * (1 - NEWEST) :] + number.to_bytes(4, "little")
    return _packed(sorted([*_unpacked(row), number])[-NEWEST:])


def _trim(kept: MutableMapping[int, Any], limit: int) -> None:
    for key in list(islice(kept, max(len(kept) - limit, 0))):
        del kept[key]


def _packed(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}I", *numbers)


def _unpacked(packed: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(packed) // 4}I", packed)
