from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from plans.timeline import stage
from planwatch.records import (
    DeadlineKind,
    EventKind,
    FoundPlan,
    LinkKind,
    PlanDeadline,
    PlanEvent,
    PlanTarget,
)
from storage import plans
from storage.archive import Archive
from storage.plans import KeyedPlan
from tests.storage.nights import TEXT, new_archive, night, page, rows, seen


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Return an archive with three articles, whose versions are 1, 2 and 3."""
    with new_archive(tmp_path) as archive:
        night(archive, 0, [seen(name, 0, page(name, f"{TEXT}{name}")) for name in ("a", "b", "c")])
        yield archive


def found(
    title: str, kind: EventKind, *, main: bool = False, keys: tuple[str, ...] = (), **fields: object
) -> KeyedPlan:
    events = (PlanEvent(kind, "2026-11-01", f"印发《{title}》", "issued"),)
    return KeyedPlan(FoundPlan(title, events, main=main, **fields), keys or (title,), "规划")  # type: ignore[arg-type]


def furthest(kinds: Iterable[EventKind]) -> EventKind:
    order = [EventKind.MENTIONED, EventKind.DRAFTING, EventKind.ISSUED, EventKind.REPEALED]
    return max(kinds, key=order.index)


def test_plans_that_share_a_key_are_one_and_the_oldest_where_several_fit(archive: Archive) -> None:
    plans.store(
        archive,
        1,
        [(1, [found("甲规划", EventKind.DRAFTING, keys=("甲",)), found("乙规划", EventKind.ISSUED, keys=("乙",))])],
        furthest,
    )
    plans.store(archive, 1, [(2, [found("甲乙规划", EventKind.ISSUED, keys=("乙", "甲", "丙"))])], furthest)
    plans.store(archive, 1, [(3, [found("丙规划", EventKind.MENTIONED, keys=("丙",))])], furthest)

    assert rows(archive, "SELECT id, title, stage FROM plans") == [(1, "甲规划", "issued"), (2, "乙规划", "issued")]
    assert rows(archive, "SELECT key, plan_id FROM plan_keys ORDER BY key") == [("丙", 1), ("乙", 2), ("甲", 1)]
    assert rows(archive, "SELECT plan_id, kind, version_id FROM plan_events ORDER BY id") == [
        (1, "drafting", 1),
        (2, "issued", 1),
        (1, "issued", 2),
        (1, "mentioned", 3),
    ]


def test_an_article_about_the_plan_gives_it_its_name_and_completes_it(archive: Archive) -> None:
    plans.store(archive, 1, [(1, [found("甲规划", EventKind.MENTIONED, keys=("甲",))])], furthest)
    assert rows(archive, "SELECT title, stage, original_article_id FROM plans") == [("甲规划", "mentioned", 1)]

    own = found(
        "甲发展规划",
        EventKind.ISSUED,
        main=True,
        keys=("甲",),
        issuers=("示例部",),
        document_number="示发〔2026〕1号",
        period="十五五",
    )
    plans.store(archive, 1, [(2, [KeyedPlan(own.plan, own.keys, own.kind, 2026, 2030)])], furthest)
    plans.store(
        archive, 1, [(3, [found("别名", EventKind.ISSUED, main=True, keys=("甲",), issuers=("他部",))])], furthest
    )

    query = "SELECT title, stage, original_article_id, issuers, document_number, period, period_start, period_end FROM plans"
    assert rows(archive, query) == [("甲发展规划", "issued", 2, '["示例部"]', "示发〔2026〕1号", "十五五", 2026, 2030)]


def test_what_a_text_says_is_kept_once(archive: Archive) -> None:
    one = found(
        "甲规划",
        EventKind.ISSUED,
        targets=(PlanTarget(2030, "到2030年建成"), PlanTarget(2030, "到2030年建成")),
        deadlines=(PlanDeadline(DeadlineKind.COMMENTS, "2026-12-01", "12月1日前反馈"),),
    )
    other = found("乙规划", EventKind.REPEALED)
    linked = KeyedPlan(
        one.plan, one.keys, one.kind, links=((LinkKind.REPEALS, other.plan), (LinkKind.SUCCEEDS, one.plan))
    )
    for _ in range(2):
        plans.store(archive, 1, [(1, [linked, other])], furthest)

    assert [
        len(rows(archive, f"SELECT * FROM {table}"))
        for table in ("plans", "plan_events", "plan_targets", "plan_deadlines")
    ] == [2, 2, 1, 1]
    assert rows(archive, "SELECT * FROM plan_links") == [(1, 2, "repeals")]


def test_new_plans_are_told_by_the_run_that_first_saw_their_event(archive: Archive) -> None:
    plans.store(
        archive, 1, [(1, [found("甲规划", EventKind.DRAFTING), found("乙规划", EventKind.MENTIONED)])], furthest
    )
    run = night(archive, 1, [seen("a", 1, page("a", f"{TEXT}已经印发"))])
    (version,) = plans.versions_of(archive, run)
    plans.store(
        archive,
        run,
        [(version.id, [found("甲规划", EventKind.DRAFTING), found("甲规划", EventKind.ISSUED)])],
        furthest,
    )

    assert (version.article_id, version.title, version.issuers) == (1, "a", ())
    assert rows(archive, "SELECT run_id, title, event FROM new_plans ORDER BY run_id") == [
        (1, "甲规划", "drafting"),
        (run, "甲规划", "issued"),
    ]


def _of_period(title: str, first: int, lineage: str) -> KeyedPlan:
    plan = found(title, EventKind.ISSUED)
    return KeyedPlan(plan.plan, plan.keys, plan.kind, first, first + 4, lineage=lineage)


def test_a_plan_succeeds_the_one_of_the_period_before_whichever_is_told_first(archive: Archive) -> None:
    later, other = _of_period("十五五规划", 2026, "规划|甲|"), _of_period("乙省十四五规划", 2021, "规划|乙|")
    plans.store(archive, 1, [(1, [later, other, found("甲办法", EventKind.ISSUED)])], furthest)
    plans.store(archive, 1, [(2, [_of_period("十四五规划", 2021, "规划|甲|")])], furthest)

    query = """
    SELECT new.title, old.title, plan_links.kind FROM plan_links
    JOIN plans AS new ON new.id = plan_id JOIN plans AS old ON old.id = other_plan_id
    """
    assert rows(archive, query) == [("十五五规划", "十四五规划", "succeeds")]


def test_a_goal_keeps_its_number_and_a_deadline_its_rule(archive: Archive) -> None:
    plan = found(
        "甲规划",
        EventKind.ISSUED,
        subjects=("能源",),
        targets=(PlanTarget(2030, "投入强度达到2.8%", "投入强度", 2.8, "%", "到2030年，投入强度达到2.8%", "by-year"),),
        deadlines=(PlanDeadline(DeadlineKind.EXPIRES, "2030-12-31", "有效期延长至2030年12月31日", "extended-to"),),
    )
    plans.store(archive, 1, [(1, [plan])], furthest)

    goals = rows(archive, "SELECT year, quantity, value, unit, rule FROM plan_targets")
    assert goals == [(2030, "投入强度", 2.8, "%", "by-year")]
    assert rows(archive, "SELECT kind, rule FROM plan_deadlines") == [("expires", "extended-to")]
    assert rows(archive, "SELECT subjects FROM plans") == [('["能源"]',)]


def links_of(archive: Archive) -> list[tuple[str, str, str]]:
    query = """
    SELECT own.title, plan_links.kind, other.title FROM plan_links
    JOIN plans AS own ON own.id = plan_id JOIN plans AS other ON other.id = other_plan_id ORDER BY own.title
    """
    return rows(archive, query)


def test_a_leap_over_a_period_is_mended_when_the_middle_one_turns_up(archive: Archive) -> None:
    line = "规划|甲|"
    plans.store(
        archive, 1, [(1, [_of_period("十五五规划", 2026, line), _of_period("十三五规划", 2016, line)])], furthest
    )
    assert links_of(archive) == [("十五五规划", "succeeds", "十三五规划")]

    plans.store(archive, 1, [(2, [_of_period("十四五规划", 2021, line)])], furthest)
    both = [("十四五规划", "succeeds", "十三五规划"), ("十五五规划", "succeeds", "十四五规划")]
    assert sorted(links_of(archive)) == sorted(both)

    later = _of_period("十五五规划", 2026, line)
    leap = KeyedPlan(**{**_fields(later), "links": ((LinkKind.SUCCEEDS, _of_period("十三五规划", 2016, line).plan),)})
    plans.store(archive, 1, [(3, [leap, _of_period("十三五规划", 2016, line)])], furthest)
    assert sorted(links_of(archive)) == sorted(both), (
        "a text that names the first and the last alone makes no leap again"
    )


def _fields(keyed: KeyedPlan) -> dict[str, object]:
    return {name: getattr(keyed, name) for name in KeyedPlan.__slots__}


def _scoped(
    title: str, seat: str, *, is_practice: bool = False, day: str = "2026-11-01", start: int | None = None
) -> KeyedPlan:
    plan = FoundPlan(title, (PlanEvent(EventKind.ISSUED, day, title, "issued"),))
    return KeyedPlan(plan, (title,), "方案", start, scope="设备更新和以旧换新", seat=seat, is_practice=is_practice)


def test_a_province_puts_a_plan_of_the_state_into_practice_whichever_is_told_first(archive: Archive) -> None:
    before = _scoped("丁省实施方案", "丁省", is_practice=True, day="2026-10-01")
    earlier_period = _scoped("戊省实施方案", "戊省", is_practice=True, start=2021)
    plans.store(
        archive, 1, [(1, [_scoped("甲省实施方案", "甲省", is_practice=True), before, earlier_period])], furthest
    )
    plans.store(
        archive,
        1,
        [(2, [_scoped("国家行动方案", "国家", start=2026), _scoped("某实施方案", "", is_practice=True)])],
        furthest,
    )
    plans.store(
        archive, 1, [(3, [_scoped("乙市实施方案", "乙市", is_practice=True), _scoped("丙省方案", "丙省")])], furthest
    )

    assert sorted(links_of(archive)) == [
        ("乙市实施方案", "implements", "国家行动方案"),
        ("甲省实施方案", "implements", "国家行动方案"),
    ]


def test_a_file_tells_a_step_only_of_a_plan_of_which_its_article_tells_none(archive: Archive) -> None:
    plans.store(archive, 1, [(1, [found("甲规划", EventKind.DRAFTING)])], furthest)
    goal = (PlanTarget(2030, "到2030年建成"),)
    plans.store(
        archive,
        1,
        [(1, [found("甲规划", EventKind.ISSUED, targets=goal), found("乙规划", EventKind.ISSUED)])],
        furthest,
        in_files=True,
    )

    assert rows(archive, "SELECT title, stage FROM plans") == [("甲规划", "drafting"), ("乙规划", "issued")]
    assert rows(archive, "SELECT plan_id, text FROM plan_targets") == [(1, "到2030年建成")]


def test_a_goal_is_kept_once_for_each_version_that_states_it(archive: Archive) -> None:
    goal = (PlanTarget(2030, "达到5%"),)
    for version in (1, 2, 2):
        plans.store(archive, 1, [(version, [found("甲规划", EventKind.ISSUED, targets=goal)])], furthest)

    assert rows(archive, "SELECT version_id FROM plan_targets ORDER BY id") == [(1,), (2,)]


def test_a_day_of_force_that_the_paper_only_sets_as_a_day_makes_the_stage_too(archive: Archive) -> None:
    for day in ("2020-01-01", "2099-01-01"):
        due = (PlanDeadline(DeadlineKind.EFFECTIVE, day, "", ""),)
        plans.store(archive, 1, [(1, [found(f"{day}起的办法", EventKind.ISSUED, deadlines=due)])], furthest)
    plans.turn_stages(archive, date(2026, 11, 1))

    assert rows(archive, "SELECT stage FROM plans ORDER BY id") == [("effective",), ("issued",)]


def test_an_end_that_is_still_to_come_ends_a_plan_when_its_day_has_come(archive: Archive) -> None:
    steps = (PlanEvent(EventKind.ISSUED, "2020-08-01", "", ""), PlanEvent(EventKind.REPEALED, "2099-01-01", "", ""))
    plans.store(archive, 1, [(1, [KeyedPlan(FoundPlan("甲办法", steps), ("甲",), "办法")])], stage)
    for day, reached in ((date(2098, 12, 31), "issued"), (date(2099, 1, 1), "repealed")):
        plans.turn_stages(archive, day)
        assert rows(archive, "SELECT stage FROM plans") == [(reached,)]


def test_a_day_of_force_makes_a_stage_when_it_has_come(archive: Archive) -> None:
    def in_force(day: str) -> KeyedPlan:
        steps = (PlanEvent(EventKind.ISSUED, "2026-08-01", "", ""), PlanEvent(EventKind.EFFECTIVE, day, "", ""))
        return KeyedPlan(FoundPlan(f"{day}起的办法", steps), (day,), "办法")

    plans.store(archive, 1, [(1, [in_force("2026-11-20"), in_force("2099-01-01")])], stage)
    for day, reached in (
        (date(2026, 11, 19), ["issued", "issued"]),
        (date(2026, 11, 20), ["effective", "issued"]),
        (date(2099, 1, 1), ["effective", "effective"]),
    ):
        plans.turn_stages(archive, day)
        assert rows(archive, "SELECT stage FROM plans ORDER BY id") == [(stage,) for stage in reached]
