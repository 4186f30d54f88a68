"""What reports read: each query over an archive in which each thing happens once."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from planwatch.records import ChangeKind, EventKind, Level, RunStatus, Significance, SourceState
from storage import queries, queries_changes, queries_plans
from storage.archive import Archive
from tests.reports.made import AFTER, BEFORE, insert, made_archive, version


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with made_archive(tmp_path) as made:
        yield made


def test_a_run_is_found_by_id_and_the_latest_finished_one_without(archive: Archive) -> None:
    insert(
        archive,
        "runs",
        id=4,
        kind="nightly",
        started_at="2026-11-22T18:00:00Z",
        status="running",
        planwatch_version="0",
    )
    third = queries.Run(
        id=3,
        kind="nightly",
        started_at=dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC),
        finished_at=dt.datetime(2026, 11, 21, 18, tzinfo=dt.UTC),
        status=RunStatus.DONE,
    )

    assert third == queries.run(archive)
    assert third == queries.run(archive, 3)
    assert queries.run(archive, 9) is None
    assert [run.id for run in queries.runs_since(archive, dt.datetime(2026, 11, 20, 16, tzinfo=dt.UTC))] == [2, 3]


def test_nights_and_problems_carry_the_names_of_their_sources(archive: Archive) -> None:
    nights = queries.nights(archive, 3, 3)

    assert [(night.source_id, night.state, night.seen) for night in nights] == [
        ("most", SourceState.OK, True),
        ("ndrc", SourceState.BLOCKED, False),
        ("news", SourceState.OK, True),
    ]
    assert [(problem.source, problem.level, problem.code) for problem in queries.problems(archive, 1, 3)] == [
        ("国家发展改革委", Level.ERROR, "blocked")
    ]


def test_plan_news_tell_a_new_plan_from_a_later_stage_and_from_a_catalogued_one(archive: Archive) -> None:
    news = {(found.title, found.event): found for found in queries_plans.plan_news(archive, 3, 3)}
    new = news["新材料产业发展规划", EventKind.ISSUED]
    moved = news["长江经济带发展方案", EventKind.ISSUED]
    catalogued = news["西部科技行动方案", EventKind.DRAFTING]

    assert len(news) == 3
    assert (new.is_first, new.catalogued) == (True, False)
    assert (moved.is_first, moved.catalogued) == (False, False)
    assert (catalogued.is_first, catalogued.catalogued) == (True, True)
    assert (new.issuers, new.regions, new.keys) == (("科技部", "财政部"), ("四川",), ("title:新材料产业发展规划",))


def test_an_original_stands_for_a_step_before_its_copies(archive: Archive) -> None:
    told = {"kind": "revised", "run_id": 3, "happened_on": None, "evidence": "", "rule": ""}
    for version_id in (5, 6):
        insert(archive, "plan_events", plan_id=2, version_id=version_id, **told)
    insert(archive, "copies", article_id=5, original_id=6, kind="near", similarity=0.9, decided_by="alignment")

    assert [one.article_id for one in queries_plans.plan_news(archive, 3, 3) if one.event is EventKind.REVISED] == [6]


def test_what_a_list_first_showed_stays_catalogued_when_the_clock_goes_back(archive: Archive) -> None:
    insert(
        archive, "pages", id=90, source_id="news", url="https://news.example/", kind="listing", link_text="",
        found_at="2026-11-21T18:00:08Z", next_due_at="2026-11-21T18:00:08Z",
    )  # fmt: skip
    for number, seconds in ((90, 8), (91, 2)):
        when = f"2026-11-21T18:00:0{seconds}Z"
        insert(archive, "captures", id=number, page_id=90, run_id=3, captured_at=when, status=200, size=1)
        insert(archive, "readings", capture_id=number, verdict="ok", reader="1", note="")
    sources = {found.title: found.article_id for found in queries_plans.plan_news(archive, 3, 3)}
    of_the_list = "UPDATE pages SET found_on_page_id = 90, found_at = ? WHERE id = ?"

    archive.db.execute(of_the_list, ["2026-11-21T18:00:08Z", sources["西部科技行动方案"]])
    archive.db.execute(of_the_list, ["2026-11-21T18:00:09Z", sources["新材料产业发展规划"]])

    news = {found.title: found.catalogued for found in queries_plans.plan_news(archive, 3, 3)}
    assert (news["西部科技行动方案"], news["新材料产业发展规划"]) == (True, False)


def test_changes_carry_both_texts_and_the_fields(archive: Archive) -> None:
    found = {(change.kind, change.article_id): change for change in queries_changes.changes(archive, 3, 3)}
    edited = found[ChangeKind.EDITED, 1]

    assert (
        edited.text_before,
        edited.text_after,
        edited.version,
        edited.significance,
    ) == (BEFORE, AFTER, 2, Significance.SUBSTANCE)
    assert (queries_changes.FieldChange("published_on", "2026-11-20", "2026-11-22"),) == edited.fields
    assert found[ChangeKind.WITHDRAWN, 2].text_before == "这条通知后来不见了。"
    assert found[ChangeKind.NEW, 5].text_after is None


def test_deadlines_of_withdrawn_articles_are_left_out(archive: Archive) -> None:
    assert [found.due_on for found in queries_plans.deadlines(archive, "2026-11-22", "2026-11-29", 3)] == ["2026-11-28"]
    assert queries_plans.deadlines(archive, "2026-11-29", "2026-12-30", 3) == []

    assert queries_plans.deadlines(archive, "2026-11-22", "2026-11-29", 2) == []

    archive.db.execute("UPDATE articles SET gone_at = '2026-11-21T18:00:00Z' WHERE id = 5")

    assert queries_plans.deadlines(archive, "2026-11-22", "2026-11-29", 3) == []


def test_a_deadline_that_its_page_replaced_by_another_is_left_out(archive: Archive) -> None:
    text = "请于2026年12月5日前反馈。"
    version(archive, 105, 5, 2, 3, title="关于印发新材料规划的通知", issuers="[]", text=text)
    insert(
        archive, "plan_deadlines", plan_id=2, kind="comments", due_on="2026-12-05", evidence=text[:-1], version_id=105
    )
    found = queries_plans.deadlines(archive, "2026-11-22", "2026-12-30", 3)

    assert [due.due_on for due in found] == ["2026-12-05"]
    archive.db.execute("UPDATE versions SET text = text || '请于2026年11月28日前反馈。' WHERE id = 105")
    assert len(queries_plans.deadlines(archive, "2026-11-22", "2026-12-30", 3)) == 2


def test_an_article_is_found_by_id_and_by_address_with_its_versions(archive: Archive) -> None:
    head = queries.article(archive, "1")

    assert head is not None
    assert head == queries.article(archive, head.url)
    assert [(version.number, version.text) for version in queries.versions(archive, 1)] == [(1, BEFORE), (2, AFTER)]
    assert queries.article(archive, "https://most.example/none") is None


def test_only_digests_of_earlier_runs_count_as_told(archive: Archive) -> None:
    for run_id in (2, 3):
        insert(
            archive, "digests", id=run_id, run_id=run_id, recipient="a@b.example", language="zh", subject="", text="",
            html="", content_hash="", created_at="2026-11-21T18:00:00Z",
        )  # fmt: skip
        insert(archive, "digest_items", item_key=f"key {run_id}", digest_id=run_id, section="new", title="")

    assert queries.told_before(archive, [f"key {number}" for number in range(1200)], 3) == {"key 2"}
