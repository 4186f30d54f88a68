"""Where pages stand on their list, and who was taken out of the midst of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from storage import captures, listed
from storage.archive import Archive, begin_run
from storage.listed import Entry
from tests.storage.nights import at, derive, new_archive, page, rows, seen, url

COLUMN = url("list")
NAMES = tuple("abcdefghij")


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def shown(
    names: Sequence[str], days: dict[str, str] | None = None, titles: dict[str, str] | None = None
) -> list[Entry]:
    said, named = days or {}, titles or {}
    return [
        Entry(url(name), COLUMN, place, named.get(name, f"通知{name}"), said.get(name, "2026-10-20"))
        for place, name in enumerate(names)
    ]


def night(archive: Archive, number: int, entries: Sequence[Entry], looked: Sequence[str] = NAMES) -> tuple[str, ...]:
    """Read the pages named and settle the list; return which pages are named anew."""
    run_id = begin_run(archive, "nightly", at(number))
    captures.store(archive, run_id, [seen(name, number, page(f"通知{name}", f"正文{name}。")) for name in looked])
    derive(archive, run_id, {"ministry": {entry.url for entry in entries}})
    found = listed.update(archive, run_id, {"ministry": entries}, at(number))
    named = dict(rows(archive, "SELECT id, url FROM pages"))
    return tuple(sorted(named[page_id].rpartition("/")[2] for page_id in found))


def missing(archive: Archive) -> list[str]:
    found = rows(
        archive, "SELECT url FROM listed JOIN pages ON pages.id = page_id WHERE missing_run_id IS NOT NULL ORDER BY url"
    )
    return [address.rpartition("/")[2] for (address,) in found]


def test_a_page_taken_out_of_the_midst_is_missing_until_it_is_listed_again(archive: Archive) -> None:
    night(archive, 0, shown(NAMES))
    night(archive, 1, shown("abcefghij"))
    assert missing(archive) == ["d"]
    night(archive, 2, shown("abcefghij"))
    assert missing(archive) == ["d"]
    night(archive, 3, shown(NAMES))
    assert missing(archive) == []


def test_what_newer_entries_crowd_out_and_what_was_pinned_is_not_missing(archive: Archive) -> None:
    night(archive, 0, shown("zabcdefgh", {"z": "2026-01-05"}), [*NAMES, "z"])
    night(archive, 1, shown("nabcdef"), [*NAMES, "n"])
    assert missing(archive) == []


def test_a_list_in_another_order_misses_nothing_nor_does_one_that_shows_another_choice(archive: Archive) -> None:
    night(archive, 0, shown(NAMES))
    night(archive, 1, shown(NAMES[::-1]))
    night(archive, 2, shown("aeij"))
    assert missing(archive) == []


def test_a_page_is_named_anew_only_once_it_was_read(archive: Archive) -> None:
    renamed = shown(NAMES, titles={"c": "公告c"})
    assert night(archive, 0, shown(NAMES)) == ()
    assert night(archive, 1, renamed, "ab") == ()
    assert night(archive, 2, renamed) == ("c",)
    assert night(archive, 3, renamed) == ()


def test_settling_a_run_again_changes_nothing(archive: Archive) -> None:
    night(archive, 0, shown(NAMES))
    night(archive, 1, shown("abcefghij"))
    before = rows(archive, "SELECT * FROM listed ORDER BY page_id")
    listed.update(archive, 2, {"ministry": shown("abcefghij")}, at(1))
    assert rows(archive, "SELECT * FROM listed ORDER BY page_id") == before
