"""What plans are about and whose they are: a province's way of carrying out a plan of the state meets that plan, and no other."""

import pytest

from plans.scope import STATE, puts_into_practice, scope, seat
from planwatch.records import FoundPlan


def _plan(title: str, *issuers: str) -> FoundPlan:
    return FoundPlan(title, (), issuers)


@pytest.mark.parametrize(
    ("own", "issuer", "whole", "body"),
    [
        ("清川省推动海洋装备更新行动实施方案", "清川省人民政府", "推动海洋装备更新行动方案", "国务院"),
        ("江苏省贯彻〈国家版权强国建设纲要〉实施方案", "江苏省人民政府", "国家版权强国建设纲要", "国务院"),
        ("贵州省实施《水运强国建设纲要》办法", "贵州省人民政府", "水运强国建设纲要", "国务院"),
        (
            "关于加快推进海上风电发展的实施意见",
            "浙江省发展改革委",
            "关于加快推动海上风电发展的指导意见",
            "国家发展改革委",
        ),
        (
            "山东省渔船数字化改造实施方案（2026—2028年）",
            "山东省工业和信息化厅",
            "渔船数字化改造行动方案",
            "工业和信息化部",
        ),
    ],
)
def test_a_place_carries_out_a_plan_of_the_state_of_its_scope(own: str, issuer: str, whole: str, body: str) -> None:
    place, state = _plan(own, issuer), _plan(whole, body)

    assert scope(place) == scope(state) != ""
    assert puts_into_practice(place)
    assert (seat(place) not in {"", STATE}, seat(state)) == (True, STATE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("清川省海洋装备更新实施方案", "海洋装备出口行动方案"),
        ("清川省渔港数字化改造实施方案", "渔船数字化改造行动方案"),
        ("清川省海上风电发展实施方案", "陆上风电发展行动方案"),
    ],
)
def test_another_matter_is_another_scope(one: str, other: str) -> None:
    assert scope(_plan(one)) != scope(_plan(other))


@pytest.mark.parametrize("title", ["清川省科技规划", "北岭市人才方案", "科技创新规划"])
def test_a_short_scope_tells_too_little(title: str) -> None:
    assert scope(_plan(title)) == ""


@pytest.mark.parametrize(
    "title", ["清川省“十五五”海洋科技规划", "清川省海洋装备更新行动方案", "渔港管理办法", "清川省数字贸易促进条例"]
)
def test_only_what_says_so_puts_another_plan_into_practice(title: str) -> None:
    assert not puts_into_practice(_plan(title))


def test_a_plan_without_place_and_issuer_is_nobodys() -> None:
    assert seat(_plan("海洋装备更新行动方案")) == ""
