"""A plan's life by day: what had happened, what was in force, and how long a term lasts."""

import pytest

from plans.deadlines import term_end
from plans.detect import find_plans
from plans.identity import lineage_key
from plans.subjects import subjects
from plans.targets import targets
from plans.timeline import in_force_on, moves_on, stage_on, time_line
from planwatch.records import DeadlineKind, EventKind, FoundPlan, PlanDeadline, PlanEvent


def _event(kind: EventKind, day: str | None) -> PlanEvent:
    return PlanEvent(kind, day, "", "")


LIFE = (
    _event(EventKind.ISSUED, "2026-03-02"),
    _event(EventKind.CONSULTATION, "2025-11"),
    _event(EventKind.MENTIONED, "2026-04-01"),
    _event(EventKind.EFFECTIVE, "2026-05-01"),
    _event(EventKind.INTERPRETED, None),
    _event(EventKind.REPEALED, "2031"),
)


def test_the_time_line_is_ordered_and_holds_dated_steps_only() -> None:
    assert [event.kind for event in time_line(LIFE)] == [
        EventKind.CONSULTATION,
        EventKind.ISSUED,
        EventKind.EFFECTIVE,
        EventKind.REPEALED,
    ]


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        ("2025-11-20", EventKind.MENTIONED),
        ("2025-12-01", EventKind.CONSULTATION),
        ("2026-03-01", EventKind.CONSULTATION),
        ("2026-03-02", EventKind.ISSUED),
        ("2026-05-01", EventKind.EFFECTIVE),
        ("2031-06-01", EventKind.EFFECTIVE),
        ("2032-01-01", EventKind.REPEALED),
    ],
)
def test_the_stage_on_a_day_is_the_latest_that_surely_was_reached(day: str, stage: EventKind) -> None:
    assert stage_on(LIFE, day) is stage


def _due(kind: DeadlineKind, day: str) -> PlanDeadline:
    return PlanDeadline(kind, day, "")


@pytest.mark.parametrize(
    ("day", "expected"), [("2026-04-30", False), ("2026-05-01", True), ("2030-06-30", True), ("2030-07-01", False)]
)
def test_a_plan_is_in_force_from_its_day_to_the_last_extended_one(day: str, *, expected: bool) -> None:
    deadlines = (
        _due(DeadlineKind.EFFECTIVE, "2026-05-01"),
        _due(DeadlineKind.EXPIRES, "2028-06-30"),
        _due(DeadlineKind.EXPIRES, "2030-06-30"),
    )
    assert in_force_on([_event(EventKind.ISSUED, "2026-03-02")], deadlines, day) is expected


def test_without_a_day_of_issue_nothing_is_said_of_force() -> None:
    assert in_force_on([_event(EventKind.DRAFTING, "2026-03-02")], (), "2026-05-01") is None


@pytest.mark.parametrize(
    ("begins", "years", "last"),
    [("2026-01-01", 5, "2030-12-31"), ("2026-03-01", 1, "2027-02-28"), ("2024-02-29", 5, "2029-02-27")],
)
def test_a_term_ends_on_the_day_before_its_anniversary(begins: str, years: int, last: str) -> None:
    assert term_end(begins, years) == last


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("到2025年，研发经费投入强度达到2.8%。", [(2025, "研发经费投入强度", 2.8, "%")]),
        (
            "到2030年，全市海洋企业突破300家，打造20个以上典型场景。",
            [(2030, "全市海洋企业", 300, "家"), (2030, "打造", 20, "个")],
        ),
        ("到2027年底，单位能耗比2024年下降18%左右。", [(2027, "单位能耗下降", 18, "%")]),
        ("到2035年，建成科技强国。", [(2035, "", None, "")]),
        ("政策执行至2027年12月31日。", []),
    ],
)
def test_goals_have_their_number_with_unit(sentence: str, expected: list[tuple[object, ...]]) -> None:
    assert [(goal.year, goal.quantity, goal.value, goal.unit) for _, goal in targets(sentence)] == expected


def test_an_extension_is_a_change_of_its_own() -> None:
    (plan,) = find_plans("经研究，《科研设备管理办法》有效期延长至2030年6月30日。", None, "2026-06-15")
    assert (plan.events[0].kind, plan.events[0].rule) == (EventKind.REVISED, "extends")
    assert [(due.kind, due.due_on, due.rule) for due in plan.deadlines] == [
        (DeadlineKind.EXPIRES, "2030-06-30", "extended-to")
    ]


def _named(title: str, period: str | None) -> FoundPlan:
    return FoundPlan(title, (_event(EventKind.ISSUED, None),), period=period)


def test_a_lineage_is_one_over_periods_and_another_over_places() -> None:
    old, new = _named("湖北省“十四五”科技创新规划", "十四五"), _named("湖北省“十五五”科技创新规划", "十五五")
    assert lineage_key(old) == lineage_key(new) != ""
    assert lineage_key(_named("湖南省“十五五”科技创新规划", "十五五")) != lineage_key(new)
    assert lineage_key(_named("湖北省科技创新条例", None)) == ""


def test_subjects_are_named_by_the_title() -> None:
    assert subjects("人工智能赋能新型储能制造业行动方案") == ("人工智能", "能源", "先进制造")
    assert subjects("纺织业高质量发展方案") == ()
    assert subjects("工业产品质量监督办法") == ("先进制造", "市场监管")
    assert subjects("耕地质量提升行动方案") == ("农业农村",)
    assert subjects("关于某事的意见") == ()


@pytest.mark.parametrize(
    ("kind", "day", "known", "moves"),
    [
        ("issued", "2026-11-03", [("consultation", "2026-09-01")], True),
        ("issued", None, [("adopted", None)], True),
        ("consultation", "2026-05-01", [("issued", "2026-11-03")], False),
        ("consultation", None, [("issued", "2026-11-03")], False),
        ("consultation", "2027-05-01", [("issued", "2026-11-03")], True),
        ("issued", "2026-03-01", [("interpreted", "2026-03-02")], False),
        ("interpreted", None, [("repealed", "2026-03-02")], True),
        ("issued", "2026-11-03", [("effective", "2027-01-01")], True),
        ("revised", "2026-11-03", [("interpreted", "2026-12-01")], True),
        ("revised", None, [("repealed", "2026-12-01")], False),
    ],
)
def test_a_step_seen_late_moves_a_plan_only_when_it_comes_after_what_is_known(
    kind: str, day: str | None, known: list[tuple[str, str | None]], moves: bool
) -> None:
    told = [PlanEvent(EventKind(name), told_on, "", "") for name, told_on in known]

    assert moves_on(PlanEvent(EventKind(kind), day, "", ""), told) is moves
