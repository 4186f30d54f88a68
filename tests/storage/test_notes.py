"""What settling a night's lists costs: so much for each entry, however many there are."""

from pathlib import Path

import pytest

from storage import captures, notes
from storage.archive import Archive, begin_run
from storage.listed import Entry
from tests.storage.nights import at, derive, new_archive, page, seen, url

FEW = 60
A_STEP = 100  # instructions of SQLite's machine


def steps(archive: Archive, number: int, names: list[str]) -> int:
    """Return how many steps SQLite takes to settle the lists of a night that looked at all pages."""
    run_id = begin_run(archive, "nightly", at(number))
    captures.store(archive, run_id, [seen(name, number, page(f"通知{name}", f"正文{name}。")) for name in names])
    derive(archive, run_id, {"ministry": {url(name) for name in names}})
    shown = [Entry(url(name), url("list"), place, f"通知{name}") for place, name in enumerate(names)]
    taken = 0

    def step() -> None:
        nonlocal taken
        taken += 1

    archive.db.conn.set_progress_handler(step, A_STEP)
    notes.settle(archive, run_id, {"ministry": shown}, at(number))
    archive.db.conn.set_progress_handler(None, 0)
    return taken


@pytest.mark.parametrize("number", [0, 1])
def test_a_list_four_times_as_long_takes_four_times_as_much_not_sixteen_times(tmp_path: Path, number: int) -> None:
    taken = []
    for count in (FEW, 4 * FEW):
        with new_archive(tmp_path / str(count)) as archive:
            names = [f"p{place}" for place in range(count)]
            taken.append([steps(archive, night, names) for night in range(number + 1)][-1])
    assert taken[0] > FEW / 10
    assert taken[1] < 6 * taken[0]
