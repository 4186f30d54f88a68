"""The index of copies: what it remembers of a look-up stays what the tables hold."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.copies_index import Index
from tests.storage.nights import new_archive, rows


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def test_what_was_looked_up_before_follows_what_is_entered_and_dropped(archive: Archive) -> None:
    index = Index(archive.db)
    assert index.newest([7, -8], 2) == [[], []]
    for number, features in ((2, [7]), (5, [7, -8]), (3, [7])):
        index.add(number, features, 100)
        assert index.newest([7, -8], 2) == Index(archive.db).newest([7, -8], 2)
    assert index.newest([7, -8], 2) == [[3, 5], [5]]

    index.drop(5)
    assert index.newest([7, -8], 2) == [[2, 3], []]
    assert rows(archive, "SELECT feature, article_id FROM copy_features ORDER BY 1, 2") == [(7, 2), (7, 3)]


def test_common_features_are_all_counted_and_one_that_is_not_in_is_dropped_in_peace(archive: Archive) -> None:
    index = Index(archive.db)
    index.add(4, [-(2**31), 5, 2**31 - 1], 120)
    index.add(6, [], 3)
    index.drop(9)

    assert sorted(index.common([5, -(2**31), 8], [4, 6])) == [(0, 6, 3), (2, 4, 120)]
    assert index.common([5, -(2**31), 8], [4]) == [(2, 4, 120)]
