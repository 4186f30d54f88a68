"""Bodies that no version needs go; what people see, and what a rebuild makes of it, stays."""

import datetime as dt
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import PageKind, RunStatus
from storage import captures
from storage.archive import Archive, ArchiveError, begin_run, finish_run, runs
from storage.prune import Pruning, prune
from storage.rebuild import DERIVED, drop_derived, pruned
from storage.verify import verify
from tests.scheduler.homes import planwatch, write_home
from tests.storage.nights import TEXT, at, derive, new_archive, night, page, rows, seen, tables

NIGHTS = 12
END = at(NIGHTS)
EDITED = 5
FILE = {"kind": PageKind.ATTACHMENT}
READ = ("articles", "versions", "changes", "changed_fields", "attachments", "attachment_versions")


def quiet(_stage: str, _count: int) -> None:
    pass


def let_go(archive: Archive, before: dt.datetime = END, *, dry_run: bool = False) -> Pruning:
    return prune(archive, before, END, quiet, dry_run=dry_run)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return an archive of a page with a counter, one that is edited once, one that never changes, and a file."""
    with new_archive(tmp_path / "archive") as archive:
        for number in range(NIGHTS):
            counted = page("通知", f"{TEXT}{' ' * number}\n附件 x.txt")
            edited = page("公告", f"{TEXT}{'改' * (number >= EDITED)}{' ' * number}")
            still = seen("c", number, page("公示")) if not number % 3 else seen("c", number, status=304)
            file = seen("x.txt", number, f"附件{' ' * number}".encode(), **FILE)
            night(archive, number, [seen("a", number, counted), seen("b", number, edited), still, file])
        yield archive


def names(archive: Archive) -> set[str]:
    return archive.bodies.names()


def confirmed(archive: Archive) -> dict[str, list[tuple[object, ...]]]:
    """Return what people read, and each reading by its capture; that a pruned one merely confirms is all that may be said anew."""
    said = "SELECT capture_id, replace(verdict, 'unchanged', 'ok'), version_id, reader, note, held_hash FROM readings"
    return tables(archive, READ) | {"readings": sorted(rows(archive, said))}


def test_what_no_version_needs_goes_and_everything_people_see_stays(archive: Archive) -> None:
    before, stored = tables(archive, (*DERIVED, "pages", "runs")), names(archive)
    said = let_go(archive, dry_run=True)
    assert names(archive) == stored
    assert let_go(archive) == said
    assert tables(archive, (*DERIVED, "pages", "runs")) == before
    assert list(verify(archive)) == []
    # Left: the first and the last of the counter, the edit too of the other, the one that never changes, every version of the file.
    files = rows(archive, "SELECT count(*) FROM attachment_versions")[0][0]
    assert len(names(archive)) == 2 + 3 + 1 + files
    assert (said.bodies, said.captures) == (len(stored) - len(names(archive)), pruned(archive))
    assert said.bytes > 0
    assert let_go(archive) == Pruning(0, 0, 0)


def test_bodies_that_stay_can_be_read_and_pruned_ones_are_none(archive: Archive) -> None:
    every = dict(rows(archive, "SELECT id, body_hash FROM captures"))
    before = {row: captures.body(archive, row) for row in every}
    let_go(archive)
    gone = {row for (row,) in rows(archive, "SELECT id FROM captures WHERE pruned_at IS NOT NULL")}
    assert gone
    assert {row: captures.body(archive, row) for row in every} == {
        row: None if row in gone else body for row, body in before.items()
    }


def test_a_younger_answer_is_spared(archive: Archive) -> None:
    let_go(archive, at(4))
    assert rows(archive, "SELECT max(run_id) FROM captures WHERE pruned_at IS NOT NULL") == [(4,)]


def test_the_archive_goes_on_after_a_pruning(archive: Archive) -> None:
    let_go(archive)
    again = page("公告", TEXT)  # the very bytes of the first night
    night(
        archive,
        NIGHTS,
        [seen("a", NIGHTS, status=304), seen("b", NIGHTS, again), seen("x.txt", NIGHTS, status=304, **FILE)],
    )
    assert rows(archive, "SELECT number FROM versions WHERE article_id = 2 ORDER BY id") == [(1,), (2,), (3,)]
    assert list(verify(archive)) == []


def test_a_rebuild_after_a_pruning_gives_the_same_rows(archive: Archive) -> None:
    let_go(archive)
    before = confirmed(archive)
    drop_derived(archive)
    for run_id in runs(archive):
        derive(archive, run_id, {"ministry": (), "news": ()})
    assert confirmed(archive) == before


def test_an_unfinished_run_is_in_the_way(archive: Archive) -> None:
    run_id = begin_run(archive, "nightly", at(NIGHTS))
    with pytest.raises(ArchiveError, match=f"run {run_id} has not ended"):
        let_go(archive)
    finish_run(archive, run_id, at(NIGHTS), RunStatus.DONE)
    assert let_go(archive).bodies


class Broken(sqlite3.Connection):
    """A connection whose n-th commit does not come."""

    left = 1_000_000

    def execute(self, sql: str, parameters: object = (), /) -> sqlite3.Cursor:
        if sql == "COMMIT":
            Broken.left -= 1
            if Broken.left < 0:
                raise KeyboardInterrupt
        return super().execute(sql, parameters)  # type: ignore[arg-type]


def test_a_pruning_that_breaks_off_at_any_commit_is_gone_on_with(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = confirmed(archive)
    archive.close()
    original = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **options: original(*a, **{"factory": Broken, **options}))
    breaks = 0
    while True:
        monkeypatch.setattr(Broken, "left", 1)
        with Archive.open(archive.folder) as again:
            try:
                let_go(again)
            except KeyboardInterrupt:
                breaks += 1
                assert list(verify(again)) == []
                assert confirmed(again) == before
                continue
        break
    with Archive.open(archive.folder) as whole:
        assert breaks >= 2
        assert list(verify(whole)) == []
        assert confirmed(whole) == before
        assert let_go(whole) == Pruning(0, 0, 0)


def test_a_damaged_family_stays_as_it_is(archive: Archive) -> None:
    archive.bodies.db.execute("UPDATE bodies SET data = CAST('spoilt' AS BLOB) WHERE id = 1")
    before = tables(archive, READ)
    with pytest.raises(ArchiveError, match="restore"):
        let_go(archive)
    assert rows(archive, "SELECT 1") == [(1,)]
    assert tables(archive, READ) == before
    assert archive.bodies.db.execute("SELECT 1 FROM bodies WHERE id = 1").fetchone()


def test_the_command_says_what_goes_and_lets_it_go(archive: Archive) -> None:
    archive.close()
    home = write_home(archive.folder.parent, [], {}, '[archive]\npath = "archive"\n')
    dry, wet, again = (
        planwatch(home, "prune", "--older-than", "1", *more) for more in (["--dry-run"], ["--vacuum"], [])
    )
    assert dry.stdout.replace("would go", "went") == wet.stdout
    assert (dry.returncode, wet.returncode, again.returncode) == (0, 0, 0)
    assert again.stdout == "0 bodies of 0 answers went: 0 bytes\n"
    assert planwatch(home, "verify").returncode == 0
