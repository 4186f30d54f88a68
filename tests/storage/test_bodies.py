import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.bodies import CHAIN, PATCH_LIMIT, Bodies, BodyDamagedError, body_hash

NIGHTS = 200


@pytest.fixture
def bodies(tmp_path: Path) -> Iterator[Bodies]:
    with Bodies(tmp_path / "bodies.db") as bodies:
        yield bodies


def page_of(size: int, seed: int = 1) -> bytes:
    """Return a page of markup and Chinese words that shrinks about fourfold, as real ones do."""
    rng = random.Random(seed)  # noqa: S311  a test's page needs no secret
    words = ["".join(rng.choices("科技创新规划发展通知方案部门单位落实推进", k=4)) for _ in range(400)]
    made = "".join(
        f'<p class="text{rng.randrange(9)}">{"".join(rng.choices(words, k=9))}</p>\n' for _ in range(size // 130)
    )
    return made.encode()


def store_in_turn(bodies: Bodies, versions: list[bytes]) -> None:
    """Store bodies as one page's, each following the one before."""
    before: str | None = None
    for body in versions:
        name = body_hash(body)
        bodies.store({name: body}, {name: before} if before else {})
        before = name


def counted(page: bytes, number: int) -> bytes:
    middle = len(page) // 2
    return page[:middle] + b'<span id="hits">%07d</span>' % (number * 37) + page[middle:]


def size_of(bodies: Bodies, folder: Path) -> int:
    bodies.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / "bodies.db").stat().st_size


def test_a_page_that_changes_only_its_counter_costs_little_a_night(bodies: Bodies, tmp_path: Path) -> None:
    page = page_of(40_000)
    store_in_turn(bodies, [counted(page, 0)])
    first = size_of(bodies, tmp_path)
    store_in_turn(bodies, [counted(page, number) for number in range(NIGHTS)])

    assert bodies.db.execute("SELECT count(*) FROM bodies").fetchone() == (NIGHTS,)
    assert (size_of(bodies, tmp_path) - first) / (NIGHTS - 1) <= 400


def test_chains_end_and_every_link_reads_back(bodies: Bodies) -> None:
    versions = [counted(page_of(4_000), number) for number in range(CHAIN + 5)]
    store_in_turn(bodies, versions)

    depths = [depth for (depth,) in bodies.db.execute("SELECT depth FROM bodies ORDER BY id")]
    assert depths == [*range(CHAIN), 0, 1, 2, 3, 4]
    assert [bodies.read(body_hash(body)) for body in versions] == versions


def test_a_redesign_is_stored_whole(bodies: Bodies) -> None:
    store_in_turn(bodies, [page_of(20_000, seed=1), page_of(20_000, seed=2).swapcase()[::-1]])
    assert bodies.db.execute("SELECT base_id FROM bodies").fetchall() == [(None,), (None,)]


def test_a_very_large_body_is_stored_whole(bodies: Bodies) -> None:
    large = b"x" * (PATCH_LIMIT + 1)
    store_in_turn(bodies, [large, large + b"y"])
    assert bodies.db.execute("SELECT base_id FROM bodies").fetchall() == [(None,), (None,)]
    assert bodies.read(body_hash(large + b"y")) == large + b"y"


def test_one_body_of_many_pages_is_stored_once(bodies: Bodies) -> None:
    store_in_turn(bodies, [b"one", b"two", b"one", b"two"])
    assert bodies.db.execute("SELECT size FROM bodies WHERE depth = 0").fetchall() == [(3,), (3,)]
    assert bodies.read(body_hash(b"two")) == b"two"


@settings(max_examples=40, deadline=None)
@given(st.lists(st.binary(max_size=300) | st.binary(max_size=30).map(lambda part: part * 40), min_size=1, max_size=12))
def test_whatever_was_stored_is_read_back(versions: list[bytes]) -> None:
    with Bodies(Path(":memory:")) as bodies:
        store_in_turn(bodies, versions)
        assert [bodies.read(body_hash(body)) for body in versions] == versions
        assert list(bodies.damaged()) == []


def test_damage_is_named_by_its_hash_and_never_built_upon(bodies: Bodies) -> None:
    page = page_of(8_000)
    versions = [counted(page, number) for number in range(4)]
    store_in_turn(bodies, versions[:3])
    row, data = bodies.db.execute("SELECT id, data FROM bodies WHERE depth = 1").fetchone()
    bodies.db.execute("UPDATE bodies SET data = ? WHERE id = ?", [data[:-3] + bytes([data[-3] ^ 1]) + data[-2:], row])

    with pytest.raises(BodyDamagedError, match=body_hash(versions[1])):
        bodies.read(body_hash(versions[1]))
    assert {error.body_hash for error in bodies.damaged()} == {body_hash(versions[1]), body_hash(versions[2])}
    store_in_turn(bodies, versions[2:])
    assert bodies.read(body_hash(versions[3])) == versions[3]


def test_a_lost_base_is_damage_not_a_crash(bodies: Bodies) -> None:
    page = page_of(8_000)
    store_in_turn(bodies, [counted(page, 0), counted(page, 1)])
    bodies.db.execute("PRAGMA foreign_keys = OFF")
    bodies.db.execute("DELETE FROM bodies WHERE depth = 0")

    with pytest.raises(BodyDamagedError, match="lacks"):
        bodies.read(body_hash(counted(page, 1)))
    assert [error.body_hash for error in bodies.damaged()] == [body_hash(counted(page, 1))]
    with pytest.raises(BodyDamagedError, match="not stored"):
        bodies.read(body_hash(b"never"))


def test_real_pages_cost_little_too(bodies: Bodies, tmp_path: Path, shared: Path) -> None:
    pages = [file.read_bytes() for file in sorted((shared / "corpus" / "pages").iterdir())]
    pages = [page for page in pages if 20_000 <= len(page) <= 80_000][::4]
    for page in pages:
        store_in_turn(bodies, [counted(page, 0)])
    first = size_of(bodies, tmp_path)
    for page in pages:
        store_in_turn(bodies, [counted(page, number) for number in range(NIGHTS)])

    assert (size_of(bodies, tmp_path) - first) / (NIGHTS - 1) / len(pages) <= 400
