"""What the sites sent, byte for byte, in bodies.db: each body once, under its sha-256, compressed with zstd.

A body that follows another one of its page is kept as a patch on it, with whole ones between. Measured on the 31 corpus pages
of 20 to 80 KB, over 200 nights (bytes a night: a page whose counter moves / a list that gains 1 to 3 entries; then the time to
read the deepest body back):

    ======================  ===========  =======
    chain, whole each 32      377 / 545   0.4 ms
    chain, whole each 64      254 / 395   0.7 ms
    chain, whole each 128     165 / 302   1.4 ms
    star on the whole one     120 / 1379  0.1 ms
    ======================  ===========  =======

The chain of 128 serves both. Over 256 nights, two whole bodies among them, the dearest of the 31 pages costs 352 bytes a night
(about 95 of them are the row and its index entry) and its deepest body takes 2.0 ms. Pages of 300 to 435 KB take 5 ms and
cost 0.8 to 1.6 KB a night: there the whole ones dominate.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self
from zlib import crc32

import zstandard

from storage.connection import ArchiveError, atomic, connect

SCHEMA = 1
# The 31 pages shrink to 9.7 KB in 0.23 ms at level 3, to 8.9 KB in 0.56 ms at level 10; their patches take 26 bytes at either.
LEVEL = 3
CHAIN = 128
# Larger bodies are films, archives and scans: two issues share no bytes, and a chain of them would be slow to read.
PATCH_LIMIT = 1 << 20
# No page of the corpus shrinks more than 7-fold by itself, so a patch below a sixteenth of its body is worth keeping unasked.
CLEARLY_SMALL = 16

# ``crc`` is that of ``data``: a few bits of a zstd frame mean nothing to its reader, so a flip there leaves the body as it was.
_TABLE = """
CREATE TABLE bodies (
    id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, base_id INTEGER REFERENCES bodies(id), depth INTEGER NOT NULL,
    size INTEGER NOT NULL, crc INTEGER NOT NULL, data BLOB NOT NULL
) STRICT
"""
_CHAIN_OF = """
WITH RECURSIVE chain(id, base_id, depth, size, data) AS (
    SELECT id, base_id, depth, size, data FROM bodies WHERE hash = ?
    UNION ALL
    SELECT bodies.id, bodies.base_id, bodies.depth, bodies.size, bodies.data FROM chain JOIN bodies ON bodies.id = chain.base_id
)
SELECT id, depth, size, data FROM chain ORDER BY depth
"""
_ONE = "SELECT lower(hex(hash)), size, crc, data FROM bodies WHERE id = ?"


class BodyDamagedError(ArchiveError):
    """A stored body that is missing or does not have the sha-256 it is stored under; the message names the hash."""

    def __init__(self, body_hash: str, reason: str) -> None:
        """Say which body it is (``body_hash``, hex) and what is wrong with it."""
        super().__init__(f"bodies.db: the body {body_hash} {reason}; put a backup back (planwatch restore)")
        self.body_hash = body_hash
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Base:
    """A stored body that a patch may build on."""

    id: int
    depth: int
    body: bytes


def body_hash(body: bytes) -> str:
    """Return the name a body is kept under: its sha-256 in hex."""
    return hashlib.sha256(body).hexdigest()


class Bodies:
    """The bodies of one archive."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open bodies.db, making it if need be; ArchiveError for a file that is none."""
        self.db = connect(path, SCHEMA, read_only=read_only)
        self._compressor = _compressor()  # made once: 72 us a page of 40 KB instead of 100
        if not read_only and not self.db.execute("PRAGMA user_version").fetchone()[0]:
            with atomic(self.db):
                self.db.execute(_TABLE)
                self.db.execute(f"PRAGMA user_version = {SCHEMA}")

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def store(self, bodies: Mapping[str, bytes], previous: Mapping[str, str]) -> None:
        """Keep bodies by their hashes in one transaction; ``previous`` names, for a hash, the body its page had before.

        A body that is already there costs nothing. The mapping's order counts: a body may be the previous one of a later body.
        """
        with atomic(self.db):
            for name, body in bodies.items():
                if not self.has(name):
                    self._insert(name, body, previous.get(name))

    def has(self, name: str) -> bool:
        """Return whether a body with this hash is stored."""
        found = self.db.execute("SELECT 1 FROM bodies WHERE hash = ?", [bytes.fromhex(name)]).fetchone()
        return found is not None

    def read(self, name: str) -> bytes:
        """Return the body with this hash; BodyDamagedError if it is not there or not what it was."""
        return self._base(name).body

    def names(self) -> set[str]:
        """Return the hashes of all stored bodies."""
        return {name for (name,) in self.db.execute("SELECT lower(hex(hash)) FROM bodies")}

    def stored_bytes(self, names: Collection[str]) -> int:
        """Return how many bytes these bodies take as they are stored."""
        sizes = self.db.execute("SELECT lower(hex(hash)), length(data) FROM bodies")
        return sum(size for name, size in sizes if name in names)

    def remove(self, names: Collection[str]) -> Iterator[int]:
        """Delete bodies, and yield how many after each transaction; what was a patch on one of them is stored anew first.

        BodyDamagedError where a body that stays cannot be had back; then its family stays as it is.
        """
        rows = self.db.execute("SELECT id, base_id, lower(hex(hash)) FROM bodies ORDER BY id").fetchall()
        gone = {body_id for body_id, _, name in rows if name in names}
        followers: dict[int, list[int]] = {}
        root: dict[int, int] = {}
        for body_id, base_id, _ in rows:
            root[body_id] = body_id if base_id is None else root[base_id]
            followers.setdefault(base_id or 0, []).append(body_id)
        for first in sorted({root[body_id] for body_id in gone}):
            with atomic(self.db):
                count = self._thin(first, followers, gone)
            yield count

    def vacuum(self) -> None:
        """Give the room of deleted bodies back to the disk; needs as much room again for as long as it takes."""
        self.db.execute("VACUUM")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def damaged(self) -> Iterator[BodyDamagedError]:
        """Yield an error for every stored body that cannot be had back as it was; each patch is unpacked only once."""
        followers: dict[int | None, list[int]] = {}
        for body_id, base_id in self.db.execute("SELECT id, base_id FROM bodies ORDER BY id").fetchall():
            followers.setdefault(base_id, []).append(body_id)
        waiting = [(body_id, b"") for body_id in followers.pop(None, [])]
        while waiting:
            body_id, base = waiting.pop()
            body = b""
            try:
                body = self._unpacked(body_id, base)
            except BodyDamagedError as error:
                yield error
            waiting += [(follower, body) for follower in followers.pop(body_id, [])]
        for body_id in (lost for group in followers.values() for lost in group):
            yield BodyDamagedError(self.db.execute(_ONE, [body_id]).fetchone()[0], "lacks a body that it is a patch on")

    def _insert(self, name: str, body: bytes, previous: str | None) -> None:
        row = (bytes.fromhex(name), len(body), *self._packed(body, self._usable_base(body, previous)))
        self.db.execute("INSERT INTO bodies (hash, size, base_id, depth, crc, data) VALUES (?, ?, ?, ?, ?, ?)", row)

    def _packed(self, body: bytes, base: Base | None) -> tuple[int | None, int, int, bytes]:
        """Return the base's id, the depth, the checksum and the data under which a body is stored: on the base, or whole where that is smaller."""
        data = (_compressor(base.body) if base else self._compressor).compress(body)
        if base and len(data) * CLEARLY_SMALL > len(body):
            whole = self._compressor.compress(body)
            base, data = (base, data) if len(data) < len(whole) else (None, whole)
        place = (base.id, base.depth + 1) if base else (None, 0)
        return (*place, crc32(data), data)

    def _thin(self, first: int, followers: Mapping[int, list[int]], gone: set[int]) -> int:
        """Delete what goes of the family of a whole body: each that stays comes to build on its nearest forebear that stays."""
        dropped: list[tuple[int]] = []
        waiting: list[tuple[int, bytes, Base | None]] = [(first, b"", None)]
        while waiting:
            body_id, before, base = waiting.pop()
            body = self._unpacked(body_id, before)
            if body_id in gone:
                dropped.append((body_id,))
            else:
                base = self._rebase(body_id, body, base)
            waiting += [(follower, body, base) for follower in followers.get(body_id, [])]
        self.db.conn.executemany("DELETE FROM bodies WHERE id = ?", reversed(dropped))
        return len(dropped)

    def _unpacked(self, body_id: int, base: bytes) -> bytes:
        """Return a body that builds on ``base``; BodyDamagedError also for a flip that leaves the body as it was."""
        name, size, crc, data = self.db.execute(_ONE, [body_id]).fetchone()
        body = _checked(name, _decompress(name, data, size, base))
        if crc32(data) != crc:
            raise BodyDamagedError(name, "does not have its checksum")
        return body

    def _rebase(self, body_id: int, body: bytes, base: Base | None) -> Base:
        """Let a stored body build on ``base`` (None: on nothing), and return it as a base for those that follow."""
        before, depth = self.db.execute("SELECT base_id, depth FROM bodies WHERE id = ?", [body_id]).fetchone()
        if before != (base.id if base else None):
            packed = self._packed(body, base)
            self.db.execute(
                "UPDATE bodies SET base_id = ?, depth = ?, crc = ?, data = ? WHERE id = ?", [*packed, body_id]
            )
            return Base(body_id, packed[1], body)
        now = base.depth + 1 if base else 0
        if depth != now:
            self.db.execute("UPDATE bodies SET depth = ? WHERE id = ?", [now, body_id])
        return Base(body_id, now, body)

    def _usable_base(self, body: bytes, previous: str | None) -> Base | None:
        """Return what a patch may build on; a damaged body is none, or the damage would spread."""
        if previous is None or len(body) > PATCH_LIMIT:
            return None
        row = self.db.execute("SELECT depth, size FROM bodies WHERE hash = ?", [bytes.fromhex(previous)]).fetchone()
        if row is None or row[0] + 1 >= CHAIN or not 0 < row[1] <= PATCH_LIMIT:
            return None
        try:
            return self._base(previous)
        except BodyDamagedError:
            return None

    def _base(self, name: str) -> Base:
        rows = self.db.execute(_CHAIN_OF, [bytes.fromhex(name)]).fetchall()
        if not rows:
            raise BodyDamagedError(name, "is not stored")
        if rows[0][1] != 0 or len(rows) != rows[-1][1] + 1:
            raise BodyDamagedError(name, "lacks a body that it is a patch on")
        body = b""
        for _, _, size, data in rows:
            body = _decompress(name, data, size, body)
        return Base(rows[-1][0], rows[-1][1], _checked(name, body))


def _dictionary(base: bytes) -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def _compressor(base: bytes | None = None) -> zstandard.ZstdCompressor:
    """Return what compresses whole bodies, or patches on ``base``; for one thread, as is the file."""
    dictionary = _dictionary(base) if base else None
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=dictionary, write_dict_id=False, write_checksum=False)


def _checked(name: str, body: bytes) -> bytes:
    if body_hash(body) != name:
        raise BodyDamagedError(name, "has another sha-256 than it is stored under")
    return body


def _decompress(name: str, data: bytes, size: int, base: bytes) -> bytes:
    """Return the body of ``size`` bytes; a damaged frame may claim any size, so it is not asked."""
    if size == 0:
        return b""
    dictionary = _dictionary(base) if base else None
    try:
        with zstandard.ZstdDecompressor(dict_data=dictionary).stream_reader(data) as reader:
            return reader.read(size)
    except zstandard.ZstdError as error:
        raise BodyDamagedError(name, f"cannot be unpacked ({error})") from error
