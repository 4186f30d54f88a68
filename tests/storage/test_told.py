from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import DeliveryState, Issue, Level, SourceNight, SourceState
from storage import issues, nights, told
from storage.archive import Archive, begin_run
from storage.told import DigestItem
from tests.storage.nights import FIRST, at, new_archive, rows


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        begin_run(archive, "nightly", FIRST)
        yield archive


def digest(archive: Archive, run_id: int, recipient: str, *keys: str) -> int:
    items = [DigestItem(f"{recipient} {key}", "new_plans", "规划") for key in keys]
    return told.create_digest(
        archive,
        run_id,
        recipient=recipient,
        language="zh",
        subject="规划日报",
        text="正文",
        html="<p>正文</p>",
        items=items,
        message_id=f"<run{run_id}.{recipient}>",
        created_at=FIRST,
    )


def test_a_digest_is_made_once_for_a_run_and_recipient(archive: Archive) -> None:
    assert [digest(archive, 1, "a@b", "x", "y"), digest(archive, 1, "a@b", "z"), digest(archive, 1, "c@d", "x")] == [
        1,
        1,
        2,
    ]
    keys = {key for (key,) in archive.db.execute("SELECT item_key FROM digest_items")}
    assert keys & {"a@b x", "a@b z", "c@d x"} == {"a@b x", "c@d x"}
    assert [(letter.recipient, letter.message_id, letter.text) for letter in told.pending(archive)] == [
        ("a@b", "<run1.a@b>", "正文"),
        ("c@d", "<run1.c@d>", "正文"),
    ]


def test_a_delivery_stays_until_it_surely_arrived_or_failed(archive: Archive) -> None:
    for recipient in ("a@b", "c@d", "e@f", "g@h"):
        digest(archive, 1, recipient)
    first, second, third, _ = told.pending(archive)
    told.mark(archive, first.id, DeliveryState.SENDING, None, at(1))
    told.mark(archive, first.id, DeliveryState.UNCERTAIN, "time-out after DATA", at(1))
    told.mark(archive, second.id, DeliveryState.SENDING, None, at(1))
    told.mark(archive, second.id, DeliveryState.SENT, None, at(1))
    told.mark(archive, third.id, DeliveryState.FAILED, "550", at(1))

    left = [(letter.recipient, letter.state, letter.attempts, letter.last_error) for letter in told.pending(archive)]
    assert left == [("a@b", DeliveryState.UNCERTAIN, 1, "time-out after DATA"), ("g@h", DeliveryState.PENDING, 0, None)]


def test_a_problem_is_told_once_a_run_and_closed_by_the_next(archive: Archive) -> None:
    problem = Issue(Level.WARNING, "blocked", "3 pages challenged", "ministry")
    issues.open_issues(archive, 1, [problem], at(0))
    issues.open_issues(archive, 1, [problem, Issue(Level.NOTE, "run", "took long")], at(0))
    run = begin_run(archive, "nightly", at(1))
    issues.open_issues(archive, run, [problem], at(1))
    issues.close_older(archive, run, at(1))

    assert rows(archive, "SELECT run_id, code, closed_at IS NULL FROM issues ORDER BY id") == [
        (1, "blocked", 0),
        (1, "run", 0),
        (2, "blocked", 1),
    ]


def test_a_warning_that_lasts_becomes_a_note_and_one_of_more_pages_is_a_warning(archive: Archive) -> None:
    first = Issue(Level.WARNING, "empty", "1 page: empty", "ministry")
    worse = Issue(Level.WARNING, "empty", "2 pages: empty", "ministry")
    for number, found in enumerate(([first], [first], [worse], [], [worse])):
        run = begin_run(archive, "nightly", at(number))
        issues.open_issues(archive, run, found, at(number))
        issues.close_older(archive, run, at(number))

    assert [level for (level,) in rows(archive, "SELECT level FROM issues ORDER BY id")] == [
        "warning",
        "note",
        "warning",
        "warning",
    ]
    assert issues.of_run(archive, run) == [worse]


def test_problems_of_sources_that_a_run_did_not_look_at_stay_open(archive: Archive) -> None:
    problems = [Issue(Level.WARNING, "empty", f"1 page of {name}", name) for name in ("ministry", "news")]
    issues.open_issues(archive, 1, problems, at(0))
    run = begin_run(archive, "nightly", at(1))

    issues.close_older(archive, run, at(1), ["news"])
    assert rows(archive, "SELECT source_id, closed_at IS NULL FROM issues ORDER BY id") == [
        ("ministry", 0),
        ("news", 1),
    ]


def test_a_night_judged_again_is_written_anew(archive: Archive) -> None:
    nights.store(archive, 1, [SourceNight("ministry", SourceState.BLOCKED), SourceNight("news")])
    nights.store(archive, 1, [SourceNight("ministry", fetched=7)])
    assert rows(archive, "SELECT source_id, state, fetched FROM source_nights ORDER BY 1") == [
        ("ministry", "ok", 7),
        ("news", "ok", 0),
    ]
