"""The index of copies: what it remembers of a look-up stays what the tables hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.copies_index import KEPT_NEWEST, Index
from tests.storage.nights import new_archive, rows


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def test_what_was_looked_up_before_follows_what_is_entered_and_dropped(archive: Archive) -> None:
    index = Index(archive.db)
    assert found(index, 7, 2**32 - 1) == []
    for number, features in ((2, [7]), (5, [7, 2**32 - 1]), (3, [7])):
        index.add(number, features, 100)
        assert found(index, 7, 2**32 - 1) == found(Index(archive.db), 7, 2**32 - 1)
    assert found(index, 7, 2**32 - 1) == [2, 3, 5, 5]

    index.drop(5)
    assert found(index, 7, 2**32 - 1) == found(Index(archive.db), 7, 2**32 - 1) == [2, 3]
    assert rows(archive, "SELECT feature FROM copy_features") == [(7,)]


def test_a_phrase_of_the_trade_brings_up_its_newest_articles_whenever_they_were_entered(archive: Archive) -> None:
    index = Index(archive.db)
    for number in (*range(2, 2 * KEPT_NEWEST, 2), 5, *range(2 * KEPT_NEWEST, 4 * KEPT_NEWEST, 2)):
        index.add(number, [9], 10)
    index.add(1, [9], 10)
    assert found(index, 9) == list(range(2 * KEPT_NEWEST, 4 * KEPT_NEWEST, 2))

    index.add(4 * KEPT_NEWEST - 3, [9], 10)
    assert found(index, 9) == [
        *range(2 * KEPT_NEWEST + 2, 4 * KEPT_NEWEST - 2, 2),
        4 * KEPT_NEWEST - 3,
        4 * KEPT_NEWEST - 2,
    ]
    assert index.newest([9], 2).tolist() == [4 * KEPT_NEWEST - 3, 4 * KEPT_NEWEST - 2]
    index.drop(1)
    assert found(Index(archive.db), 9) == found(index, 9)


def test_common_features_are_all_counted_and_one_that_is_not_in_is_dropped_in_peace(archive: Archive) -> None:
    index = Index(archive.db)
    index.add(4, [2**32 - 1, 0, 5], 120)
    index.add(6, [], 3)
    index.add(7, [9, 8], 40)
    index.drop(9)
    assert index.common([8, 5, 0], [7, 6, 4]) == [(1, 7, 40), (2, 4, 120)]
    assert index.common([8, 5, 2**32 - 1], [4]) == [(2, 4, 120)]
    assert index.common([1], []) == []

    index.drop(4)
    index.add(4, [5], 90)
    assert index.common([0, 5], [4]) == [(1, 4, 90)]


def found(index: Index, *features: int) -> list[int]:
    return index.newest(features, KEPT_NEWEST).tolist()
