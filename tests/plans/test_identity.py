"""Which readings are of one plan: pairs that must share a key, and pairs that never may."""

import pytest

from plans.identity import keys, kind_of, period_years, stage
from plans.lexicon import period
from planwatch.records import EventKind, FoundPlan, PlanEvent


def _plan(title: str, issuers: str = "", number: str | None = None) -> FoundPlan:
    event = PlanEvent(EventKind.ISSUED, None, "", "")
    return FoundPlan(title, (event,), tuple(issuers.split()), number, period(title))


SAME = (
    (_plan("“十四五”国民健康规划", "国务院办公厅"), _plan("“十四五”国民健康规划")),
    (
        _plan("互联网信息服务管理办法（修订草案征求意见稿）", "国家网信办"),
        _plan("互联网信息服务管理办法", "国家互联网信息办公室"),
    ),
    (
        _plan("国务院办公厅关于加快林下经济发展的意见", "国务院办公厅"),
        _plan("关于加快林下经济发展的意见", "国务院办公厅"),
    ),
    (_plan("新能源汽车产业发展规划（2021-2035年）"), _plan("新能源汽车产业发展规划（2021—2035年）", "国务院办公厅")),
    (_plan("上海市科技创新“十四五”规划"), _plan("上海市科技创新“十四五”规划", "上海市人民政府")),
    (_plan("关于促进人工智能发展的若干措施", "深圳市人民政府"), _plan("关于促进人工智能发展的若干措施", "深圳市政府")),
    (_plan("科技规划", "科技部"), _plan("科技规划", "科学技术部")),
    (
        _plan("乡村振兴工作要点", "省财政厅", "湘财农〔2026〕3号"),
        _plan("乡村振兴工作要点", "湖南省财政厅", "湘财农[2026]3号"),
    ),
    (_plan("婚姻登记条例", "国务院"), _plan("婚姻登记条例")),
    (_plan("澄岭省“十五五”科技创新规划", "省科技厅"), _plan("澄岭省“十五五”科技创新规划", "澄岭省科学技术厅")),
)
DIFFERENT = (
    (_plan("“十三五”国家科技创新规划", "国务院"), _plan("“十四五”国家科技创新规划", "国务院")),
    (_plan("2024年科技工作要点", "科技部"), _plan("2025年科技工作要点", "科技部")),
    (_plan("节能与新能源汽车产业发展规划（2012-2020年）"), _plan("节能与新能源汽车产业发展规划（2021-2035年）")),
    (_plan("江苏省消防条例"), _plan("浙江省消防条例")),
    (_plan("关于加快林下经济发展的意见", "上海市人民政府"), _plan("关于加快林下经济发展的意见", "国务院办公厅")),
    (
        _plan("关于促进人工智能发展的若干措施", "深圳市人民政府"),
        _plan("关于促进人工智能发展的若干措施", "广州市人民政府"),
    ),
    (_plan("关于促进人工智能发展的若干措施", "深圳市人民政府"), _plan("关于促进人工智能发展的若干措施", "科技部")),
    (_plan("科技规划", "科技部"), _plan("科技规划", "水利部")),
    (_plan("高新技术企业认定管理办法", "科技部"), _plan("高新技术企业认定管理工作指引", "科技部")),
    (_plan("优化营商环境条例", "国务院"), _plan("贵州省优化营商环境条例")),
    (
        _plan("企业研发管理办法", "省财政厅", "湘财教〔2026〕3号"),
        _plan("企业研发奖补办法", "省财政厅", "湘财教〔2026〕3号"),
    ),
    (
        _plan("国土空间总体规划（2021—2035年）", "苏州市人民政府"),
        _plan("国土空间总体规划（2021—2035年）", "无锡市人民政府"),
    ),
    (_plan("城市更新行动方案", "省住建厅"), _plan("城市更新行动方案", "石汀市人民政府")),
    (_plan("公路管理办法（试行）", "交通运输部"), _plan("公路管理办法", "交通运输部")),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_readings_of_one_plan_share_a_key(one: FoundPlan, other: FoundPlan) -> None:
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_plans_never_share_a_key(one: FoundPlan, other: FoundPlan) -> None:
    assert not set(keys(one)) & set(keys(other))


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
