"""Which readings are of one plan: pairs that must share a key, and pairs that never may."""

from pathlib import Path

import pytest

from plans.identity import in_simplified, keys, kind_of, period_years, stage
from plans.lexicon import period
from planwatch.records import EventKind, FoundPlan, PlanEvent


def _reading(words: str) -> FoundPlan:
    title, issuers, number, day, *_ = [part.strip() for part in f"{words}|||".split("|")]
    event = PlanEvent(EventKind.ISSUED, day or None, "", "")
    return FoundPlan(title, (event,), tuple(issuers.split()), number or None, period(title))


def _pairs(side: str) -> list[tuple[FoundPlan, FoundPlan]]:
    """Return the pairs of one side of pairs.txt: ``same`` plans, or ``different`` ones that look alike."""
    lines = (Path(__file__).parent / "pairs.txt").read_text("utf-8").split(f"= {side}\n")[1].split("\n= ")[0]
    return [tuple(map(_reading, line.split("||"))) for line in lines.strip().split("\n")]


def _joined(pair: tuple[FoundPlan, FoundPlan]) -> bool:
    return bool(set(keys(pair[0])) & set(keys(pair[1])))


def _draft(title: str, day: str | None, kind: EventKind = EventKind.CONSULTATION) -> FoundPlan:
    return FoundPlan(title, (PlanEvent(kind, day, "", ""),), (), None, period(title))


@pytest.mark.parametrize("day", ["2025-11-03", "2026", "2027-01-20"])
@pytest.mark.parametrize("kind", [EventKind.CONSULTATION, EventKind.DRAFTING])
def test_a_draft_without_a_period_is_of_the_plan_that_is_issued_with_one(day: str, kind: EventKind) -> None:
    issued = _reading("石汀市低空经济发展行动计划（2026—2028年） | 石汀市人民政府")
    assert _joined((_draft("石汀市低空经济发展行动计划（征求意见稿）", day, kind), issued))


@pytest.mark.parametrize(
    ("draft", "issued"),
    [
        (("石汀市低空经济发展行动计划（征求意见稿）", "2028-11-03"), "石汀市低空经济发展行动计划（2026—2028年）"),
        (("石汀市低空经济发展行动计划（征求意见稿）", "2023-11-03"), "石汀市低空经济发展行动计划（2026—2028年）"),
        (("石汀市低空经济发展行动计划（征求意见稿）", None), "石汀市低空经济发展行动计划（2026—2028年）"),
        (("澄岭省低空经济发展行动计划（征求意见稿）", "2026-01-03"), "石汀市低空经济发展行动计划（2026—2028年）"),
        (("低空经济发展三年行动计划（征求意见稿）", "2026-01-03"), "低空经济发展行动计划（2026—2028年）"),
        (("低空经济发展行动计划（2029—2031年）（征求意见稿）", "2028-01-03"), "低空经济发展行动计划（2026—2028年）"),
        (("低空经济发展行动计划（征求意见稿）", "2026-01-03"), "低空经济发展行动计划（2026—2027年）"),
    ],
)
def test_a_draft_of_another_time_or_place_is_of_another_plan(draft: tuple[str, str | None], issued: str) -> None:
    assert not _joined((_draft(*draft), _reading(issued)))


def test_a_text_in_force_without_a_period_is_no_draft_of_a_later_plan() -> None:
    title = "低空经济发展行动计划"
    assert not _joined((_draft(title, "2026-01-03", EventKind.ISSUED), _reading(f"{title}（2026—2028年）")))


def _names(pair: tuple[FoundPlan, FoundPlan]) -> str:
    return f"{pair[0].title}-{pair[1].title}"


@pytest.mark.parametrize("pair", _pairs("same"), ids=_names)
def test_readings_of_one_plan_share_a_key(pair: tuple[FoundPlan, FoundPlan]) -> None:
    assert _joined(pair)


@pytest.mark.parametrize("pair", _pairs("different"), ids=_names)
def test_other_plans_never_share_a_key(pair: tuple[FoundPlan, FoundPlan]) -> None:
    assert not _joined(pair)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("国家全谷物行动计划（2024—2035年）", "行动计划"),
        ("“十四五”国民健康规划", "规划"),
        ("关于深化改革的实施意见（试行）", "实施意见"),
        ("某某白皮书", ""),
    ],
)
def test_the_kind_is_the_narrowest_type_word(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_periods_have_their_years() -> None:
    assert [period_years(words) for words in ("十四五", "十五五", "十一五", "2021-2035", None, "三年")] == [
        (2021, 2025),
        (2026, 2030),
        (2006, 2010),
        (2021, 2035),
        (None, None),
        (None, None),
    ]


def test_the_stage_is_the_latest_of_a_life() -> None:
    assert stage([]) is EventKind.MENTIONED
    assert stage([EventKind.MENTIONED, EventKind.DRAFTING]) is EventKind.DRAFTING
    assert stage([EventKind.ISSUED, EventKind.CONSULTATION]) is EventKind.ISSUED
    assert stage([EventKind.INTERPRETED]) is EventKind.ISSUED
    assert stage([EventKind.REPEALED, EventKind.EFFECTIVE]) is EventKind.REPEALED


def test_a_plan_is_the_same_in_traditional_characters() -> None:
    one, other = _reading("四川省海洋能源發展行動計劃 | 四川省發展改革委"), _reading("四川省海洋能源发展行动计划")
    plain = in_simplified(one)

    assert _joined((plain, other))
    assert kind_of(plain.title) == "行动计划"
