from collections.abc import Iterator
from pathlib import Path

import pytest

from storage import captures
from storage.archive import Archive, begin_run
from tests.storage.nights import TEXT, at, derive, gone, new_archive, night, page, rows, seen, told, url


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with new_archive(tmp_path) as archive:
        yield archive


def gone_at(archive: Archive) -> list[object]:
    return [when for (when,) in rows(archive, "SELECT gone_at FROM articles ORDER BY id")]


def test_gone_and_off_its_list_is_withdrawn_once_and_told_as_returned_when_it_is_back(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a", "b"])
    night(archive, 1, [gone("a", 1)], ["b"])
    night(archive, 2, [gone("a", 2)], ["b"])
    assert told(archive) == [("new", "a"), ("withdrawn", "a")]
    assert gone_at(archive) == ["2026-11-02T17:59:00Z"]

    night(archive, 3, [seen("a", 3, page("通知"))], ["a"])
    night(archive, 4, [seen("a", 4, page("通知"))], ["a"])
    assert told(archive)[2:] == [("returned", "a")]
    assert gone_at(archive) == [None]


def test_gone_but_still_listed_waits_for_a_second_night(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    night(archive, 1, [gone("a", 1)], ["a"])
    assert told(archive) == [("new", "a")]
    night(archive, 2, [gone("a", 2)], ["a"])
    assert told(archive) == [("new", "a"), ("withdrawn", "a")]


def test_gone_for_a_night_is_nothing(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    night(archive, 1, [gone("a", 1)], ["a"])
    night(archive, 2, [seen("a", 2, page("通知"))], ["a"])
    night(archive, 3, [gone("a", 3)], ["a"])
    assert told(archive) == [("new", "a")]


def test_no_withdrawal_is_derived_from_lists_that_could_not_be_read(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    night(archive, 1, [gone("a", 1)], [])
    assert told(archive) == [("new", "a")]


def test_a_server_that_is_away_withdraws_nothing(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    for number in (1, 2, 3):
        night(archive, number, [seen("a", number, status=None, network_error="dns")], ["b"])
    assert told(archive) == [("new", "a")]


def test_the_same_text_at_a_new_address_is_moved_not_withdrawn_and_not_new(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    run = night(archive, 1, [gone("a", 1), seen("b", 1, page("通知"))], ["b"])
    night(archive, 2, [gone("a", 2), seen("b", 2, page("通知"))], ["b"])

    assert told(archive) == [("new", "a"), ("moved", "b")]
    assert rows(archive, "SELECT previous_url, url FROM recent_changes WHERE run_id = ?", run) == [(url("a"), url("b"))]


def test_an_old_address_that_leads_to_the_new_one_is_moved_and_never_returns(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    for number in (1, 2):
        answers = [seen("a", number, page("通知"), redirected_to=url("b")), seen("b", number, page("通知"))]
        night(archive, number, answers, ["b"])
    assert told(archive) == [("new", "a"), ("moved", "b")]


def test_a_copy_on_another_site_is_no_move(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    copy = seen("https://news.example.cn/1", 1, page("通知"), source_id="news")
    night(archive, 1, [gone("a", 1), copy], ["b"])
    assert told(archive) == [("new", "a"), ("new", "1"), ("withdrawn", "a")]


def test_settling_a_run_again_tells_nothing_twice(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知")), seen("b", 0, page("公告", f"{TEXT}二")), gone("c", 0)], ["a", "b"])
    run = night(archive, 1, [gone("a", 1), gone("b", 1), seen("d", 1, page("通知"))], ["d"])
    before = told(archive)
    derive(archive, run, {"ministry": {url("d")}})
    assert told(archive) == before
    assert before[2:] == [("moved", "d"), ("withdrawn", "b")]


def test_a_young_page_is_due_every_night_and_an_old_quiet_one_at_growing_intervals(archive: Archive) -> None:
    visits = []
    for number in range(100):
        run = begin_run(archive, "nightly", at(number))
        due = captures.due(archive, "ministry", run, at(number), 10) if number else [None]
        answers = [seen("a", number, page("通知"))] if due else []
        captures.store(archive, run, answers)
        derive(archive, run, {"ministry": [url("a")]})
        visits += [number] if due else []
    assert visits == [*range(31), 32, 36, 44, 60, 90]


def test_an_old_article_that_is_gone_for_the_first_time_is_asked_again_the_next_night(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("通知"))], ["a"])
    night(archive, 60, [gone("a", 60)], ["a"])
    assert [page.url for page in captures.due(archive, "ministry", 9, at(61), 10)] == [url("a")]
    night(archive, 61, [gone("a", 61)], ["a"])
    assert captures.due(archive, "ministry", 9, at(62), 10) == []


def test_a_second_address_that_stood_there_before_is_a_move_only_when_the_first_is_lost(archive: Archive) -> None:
    both = [seen("a", 0, page("关于规划的通知")), seen("b", 0, page("关于规划的通知"))]
    night(archive, 0, both, ["a", "b"])
    night(archive, 1, [gone("a", 1), seen("b", 1, page("关于规划的通知"))], ["a", "b"])
    night(archive, 2, [seen("a", 2, page("关于规划的通知"))], ["a", "b"])
    assert told(archive) == [("new", "a"), ("new", "b")]

    night(archive, 3, [gone("a", 3)], ["b"])
    assert told(archive)[2:] == [("moved", "b")]
    assert rows(archive, "SELECT previous_url FROM recent_changes WHERE kind = 'moved'") == [(url("a"),)]


def test_another_document_of_the_same_words_is_no_move(archive: Archive) -> None:
    night(
        archive,
        0,
        [seen("a", 0, page("关于规划的通知", "详见附件。")), seen("b", 0, page("关于方案的公告", "详见附件。"))],
        ["a", "b"],
    )
    night(archive, 1, [gone("a", 1)], ["b"])
    assert told(archive)[2:] == [("withdrawn", "a")]


def test_a_new_article_that_stood_elsewhere_until_it_was_withdrawn_is_moved(archive: Archive) -> None:
    night(archive, 0, [seen("a", 0, page("关于规划的通知"))], ["a"])
    night(archive, 1, [gone("a", 1)], ["x"])
    night(archive, 2, [seen("b", 2, page("关于规划的通知"))], ["b"])
    night(archive, 3, [gone("a", 3), seen("b", 3, page("关于规划的通知"))], ["b"])
    assert told(archive) == [("new", "a"), ("withdrawn", "a"), ("moved", "b")]
