import sqlite3
from pathlib import Path

import pytest

from planwatch.records import RunStatus
from storage.archive import Archive, ArchiveError, begin_run, finish_run, last_run, runs, unfinished_run, write_sources
from storage.migrations import SCHEMA
from storage.times import moment, stamp
from tests.storage.nights import FIRST, SOURCES, new_archive, rows


def test_an_archive_is_made_once_and_opened_again(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "archive"
    new_archive(folder).close()
    with Archive.open(folder) as archive:
        assert rows(archive, "SELECT id FROM sources ORDER BY id") == [("ministry",), ("news",)]
        assert rows(archive, "PRAGMA journal_mode") == [("wal",)]
        assert rows(archive, "PRAGMA synchronous") == [(2,)]
        assert rows(archive, "PRAGMA foreign_keys") == [(1,)]


@pytest.mark.parametrize("name", ["planwatch.db", "bodies.db"])
def test_a_newer_archive_is_refused_with_both_versions(tmp_path: Path, name: str) -> None:
    new_archive(tmp_path).close()
    with sqlite3.connect(tmp_path / name) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    connection.close()

    with pytest.raises(ArchiveError, match=rf"{name}.*version {SCHEMA + 1}.*up to {SCHEMA}"):
        Archive.open(tmp_path)


@pytest.mark.parametrize("name", ["planwatch.db", "bodies.db"])
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, name: str, read_only: bool) -> None:
    new_archive(tmp_path).close()
    (tmp_path / name).write_bytes(b"no database\n" * 500)

    with pytest.raises(ArchiveError, match=f"{name}.*restore"):
        Archive.open(tmp_path, read_only)
    assert (tmp_path / name).read_bytes() == b"no database\n" * 500


def test_a_database_of_somebody_else_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "planwatch.db") as connection:
        connection.execute("CREATE TABLE addresses (name TEXT)")
    connection.close()

    with pytest.raises(ArchiveError, match="not a planwatch archive"):
        Archive.open(tmp_path)


def test_a_read_only_archive_must_be_there_and_takes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no archive here"):
        Archive.open(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()

    new_archive(tmp_path).close()
    with Archive.open(tmp_path, read_only=True) as archive, pytest.raises(sqlite3.OperationalError, match="readonly"):
        begin_run(archive, "nightly", FIRST)


def test_runs_are_kept_in_order_and_the_unfinished_one_is_found(tmp_path: Path) -> None:
    with new_archive(tmp_path) as archive:
        assert (last_run(archive), unfinished_run(archive)) == (None, None)
        first, second = begin_run(archive, "nightly", FIRST), begin_run(archive, "nightly", FIRST)
        finish_run(archive, second, FIRST, RunStatus.DONE)
        assert (runs(archive), last_run(archive), unfinished_run(archive)) == ([first, second], second, first)


def test_pages_that_a_stage_kept_at_hand_are_let_go(tmp_path: Path) -> None:
    with new_archive(tmp_path) as archive:
        usual = rows(archive, "PRAGMA cache_size")
        archive.db.execute("PRAGMA cache_size = -65536")
        archive.shrink()
        assert rows(archive, "PRAGMA cache_size") == usual


def test_a_source_declared_anew_is_written_anew(tmp_path: Path) -> None:
    with new_archive(tmp_path) as archive:
        renamed = type(SOURCES[0])("ministry", "新名", "ministry", "https://new.example.gov.cn/", enabled=False)
        write_sources(archive, [renamed])
        assert rows(archive, "SELECT id, name, enabled FROM sources ORDER BY id") == [
            ("ministry", "新名", 0),
            ("news", "示例报", 1),
        ]


def test_what_breaks_off_inside_a_transaction_leaves_nothing(tmp_path: Path) -> None:
    with new_archive(tmp_path) as archive:
        with pytest.raises(sqlite3.IntegrityError), archive.atomic():
            finish_run(archive, begin_run(archive, "nightly", FIRST), FIRST, "no status")  # type: ignore[arg-type]
        assert runs(archive) == []


def test_times_are_kept_in_utc_and_need_a_zone() -> None:
    assert stamp(FIRST) == "2026-11-01T18:00:00Z"
    assert moment(stamp(FIRST)) == FIRST
    with pytest.raises(ValueError, match="no time zone"):
        stamp(FIRST.replace(tzinfo=None))


def test_what_is_derived_is_flushed_with_the_next_commit_behind_it(tmp_path: Path) -> None:
    def flushes(archive: Archive) -> int:
        return int(rows(archive, "PRAGMA synchronous")[0][0])

    with Archive.open(tmp_path) as archive:
        with archive.unflushed():
            assert flushes(archive) == 1
            with archive.atomic():
                archive.db.execute("INSERT INTO runs VALUES (1, 'nightly', '2026', NULL, 'running', '1')")
        assert flushes(archive) == 2
        with archive.atomic(), archive.unflushed():
            assert flushes(archive) == 2
        with pytest.raises(sqlite3.OperationalError), archive.unflushed(), archive.atomic():
            archive.db.execute("DELETE FROM nothing")
        assert flushes(archive) == 2
        assert rows(archive, "SELECT id FROM runs") == [(1,)]
