"""What is read while the crawl goes on: each batch once, and never a page that says what it said."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planwatch.records import Capture, PageKind, RunStatus, Source
from scheduler import stages
from scheduler.desk import Desk
from scheduler.lists import Lists
from scheduler.workers import Workers
from storage import captures, readings
from storage.archive import Archive, begin_run, finish_run, write_sources

HOME = "https://kjt.example/"
SOURCE = Source("kjt", "清川省科技厅", "ministry", HOME)
FIRST = dt.datetime(2026, 11, 1, 18, tzinfo=dt.UTC)
SECOND = FIRST + dt.timedelta(days=1)
COME = stages.BATCH + 25  # answers that come between two looks: enough to read a batch
PAGES = range(2 * COME)


class Told:
    """A desk whose ticks are counted: how many pages went through a reader."""

    def __init__(self, archive: Archive, workers: Workers) -> None:
        self.read = 0
        self.desk = Desk(archive, workers, {SOURCE.id: SOURCE}, ZoneInfo("Asia/Shanghai"), self._tick)

    def _tick(self, stage: str, count: int) -> None:
        self.read += count if stage == "pages" else 0


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    with Archive.open(tmp_path) as archive, Workers({SOURCE.id: SOURCE}) as workers:
        write_sources(archive, [SOURCE])
        yield Told(archive, workers)


def answers(numbers: Sequence[int], moment: dt.datetime, word: str | None) -> list[Capture]:
    """Return one answer for each page: whole with a ``word`` in its text, or "not modified" without one."""
    return [
        Capture(
            SOURCE.id,
            f"{HOME}t20261101_{number}.html",
            PageKind.ARTICLE,
            moment,
            304 if word is None else 200,
            media_type="text/html",
            charset="utf-8",
            body=None if word is None else html(number, word),
        )
        for number in numbers
    ]


def html(number: int, word: str) -> bytes:
    text = f"各市科技局，第{number}批中试基地已经{word}，请于2026年12月{number % 28 + 1}日前报送第{number}批基地的建设进展情况。"
    return f"<html><body><h1>关于第{number}批中试基地的通知</h1><p>{text}</p></body></html>".encode()


def test_while_the_crawl_goes_on_only_changed_pages_are_read_and_none_is_left_for_later(told: Told) -> None:
    archive = told.desk.archive
    first = begin_run(archive, "nightly", FIRST)
    captures.store(archive, first, answers(PAGES, FIRST, "认定"))
    stages.derive(told.desk, first, FIRST)
    finish_run(archive, first, FIRST, RunStatus.DONE)
    assert told.read == len(PAGES)

    told.read = 0
    run = begin_run(archive, "nightly", SECOND)
    lists, reached = Lists(told.desk, run), stages.Reached()
    edited = PAGES[::100]
    for start in range(0, len(PAGES), COME):
        come = PAGES[start : start + COME]
        captures.store(archive, run, answers([number for number in come if number not in edited], SECOND, None))
        captures.store(archive, run, answers([number for number in come if number in edited], SECOND, "调整"))
        stages.read_meanwhile(told.desk, run, lists, reached)
        assert told.read == len([number for number in edited if number in PAGES[: start + COME]])
        assert readings.waiting(archive, run, 0) == (0, 0)
    last = archive.db.execute("SELECT max(id) FROM captures").fetchone()[0]
    assert (reached.told, reached.read) == (last, last)
    stages.derive(told.desk, run, SECOND, lists)

    assert told.read == len(edited)
    verdicts = archive.db.execute(
        "SELECT verdict, count(*) FROM readings JOIN captures ON captures.id = capture_id WHERE run_id = ? GROUP BY 1",
        [run],
    )
    assert dict(verdicts.fetchall()) == {"ok": len(edited), "unchanged": len(PAGES) - len(edited)}
    seen = archive.db.execute("SELECT count(*) FROM articles WHERE last_seen_at = '2026-11-02T18:00:00Z'").fetchone()
    assert seen == (len(PAGES),)
