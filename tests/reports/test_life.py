"""A plan's life in order: vague and missing days, what is in force, and whose numbers count."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planwatch.records import EventKind
from reports.life import comparison, in_force, own_targets, steps, today_stage
from reports.life_render import as_html, as_text
from storage.archive import Archive
from storage.queries_life import LifeEvent, LifeTarget, PlanLife, plan_life
from tests.reports.made import insert, made_archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with made_archive(tmp_path) as opened:
        yield opened


@pytest.fixture
def life(archive: Archive) -> PlanLife:
    found = plan_life(archive, 1)
    assert found is not None
    return replace(found, period_end=None, deadlines=())


def _told(kind: EventKind, day: str | None, known_on: str) -> LifeEvent:
    return LifeEvent(kind, day, f"{kind} {day}", "rule", known_on, 1, "t", "https://a.example/1", "s", None)


LIFE = (
    _told(EventKind.REPEALED, None, "2031-03-03"),
    _told(EventKind.ISSUED, "2026-05", "2026-05-19"),
    _told(EventKind.ISSUED, None, "2026-06-01"),
    _told(EventKind.ISSUED, "2026-05-18", "2026-05-21"),
    _told(EventKind.INTERPRETED, "2026-05", "2026-05-25"),
    _told(EventKind.ADOPTED, "2026-05-11", "2026-05-11"),
    _told(EventKind.DRAFTING, None, "2026-03-02"),
)


def test_steps_stand_where_they_surely_were_over_and_a_month_stands_with_its_day(life: PlanLife) -> None:
    found = steps(replace(life, events=LIFE))

    assert [(step.kind, step.day, step.more) for step in found] == [
        (EventKind.DRAFTING, "", 0),
        (EventKind.ADOPTED, "2026-05-11", 0),
        (EventKind.ISSUED, "2026-05-18", 2),
        (EventKind.INTERPRETED, "2026-05", 0),
        (EventKind.REPEALED, "", 0),
    ]


@pytest.mark.parametrize(
    ("day", "stage", "force"),
    [
        ("2026-03-01", EventKind.MENTIONED, False),
        ("2026-05-10", EventKind.DRAFTING, False),
        ("2026-05-17", EventKind.ADOPTED, False),
        ("2026-05-18", EventKind.ISSUED, True),
        ("2031-03-02", EventKind.ISSUED, True),
        ("2031-03-03", EventKind.REPEALED, False),
    ],
)
def test_what_was_reached_and_in_force_on_a_day(life: PlanLife, day: str, stage: EventKind, *, force: bool) -> None:
    lived = replace(life, events=LIFE)

    assert (today_stage(lived, day), in_force(lived, day)) == (stage, force)


def test_an_undated_repeal_takes_effect_when_the_paper_that_tells_it_does(archive: Archive) -> None:
    archive.db.execute("DELETE FROM plan_events WHERE plan_id = 2 OR plan_id = 1")
    steps = [("issued", "2026-11-02", 4, 2), ("repealed", None, 6, 3)]
    for kind, day, version, run in steps:
        told = {"happened_on": day, "version_id": version, "run_id": run, "evidence": "", "rule": ""}
        insert(archive, "plan_events", plan_id=1, kind=kind, **told)
    undated = plan_life(archive, 1)
    insert(archive, "plan_deadlines", plan_id=2, kind="effective", due_on="2026-12-15", version_id=6, evidence="")
    dated = plan_life(archive, 1)

    assert undated is not None
    assert [event.known_on for event in undated.events] == ["2026-11-21", "2026-11-22"]
    assert dated is not None
    assert dated.events[1].known_on == "2026-12-15"


def test_a_number_that_only_news_gives_does_not_stand_beside_the_ministrys(archive: Archive) -> None:
    archive.db.execute("DELETE FROM plan_targets")
    archive.db.execute("UPDATE articles SET source_id = 'news' WHERE id = 4")
    stated = [("平台", 18, 5), ("平台", 28, 4), ("平台", 18, 4), ("园区", 3, 4)]
    for name, value, version in stated:
        words = {"text": f"{name}{value}个", "quantity": name, "value": value, "unit": "个"}
        insert(archive, "plan_targets", plan_id=1, year=2030, version_id=version, evidence="", **words)
    found = plan_life(archive, 1)

    assert found is not None
    assert [goal.values for goal in comparison(found).goals] == [("3个",), ("18个",)]
    assert [goal.text for goal in own_targets(found)] == ["平台18个", "园区3个"]


def test_a_number_of_a_copy_or_of_an_earlier_version_does_not_stand_beside_the_plans_own(archive: Archive) -> None:
    archive.db.execute("DELETE FROM plan_targets")
    versions = archive.db.execute("SELECT id FROM versions WHERE article_id = 1 ORDER BY number").fetchall()
    (earlier,), (latest,) = versions[0], versions[-1]
    insert(archive, "copies", article_id=4, original_id=1, kind="near", similarity=0.99, decided_by="alignment")
    for name, value, version in [("平台", 18, earlier), ("平台", 20, latest), ("园区", 3, earlier), ("平台", 28, 4)]:
        words = {"text": f"{name}{value}个", "quantity": name, "value": value, "unit": "个"}
        insert(archive, "plan_targets", plan_id=1, year=2030, version_id=version, evidence="", **words)
    found = plan_life(archive, 1)

    assert found is not None
    assert latest != earlier
    assert [goal.values for goal in comparison(found).goals] == [("3个",), ("20个",)]


def test_a_goal_of_a_draft_is_marked_as_such(life: PlanLife) -> None:
    goal = LifeTarget(
        1, "t", None, EventKind.CONSULTATION, 2030, "平台20个", "平台", 20, "个", "", "", is_official=True
    )
    told = replace(life, targets=(goal, replace(goal, told_as=EventKind.ISSUED, text="平台18个", value=18)))

    assert "2030  平台20个（征求意见稿）\n2030  平台18个\n" in as_text(told, dt.date(2026, 11, 23))
    assert as_html(told, dt.date(2026, 11, 23), "en").count('<span class="note"> (draft)</span>') == 1
