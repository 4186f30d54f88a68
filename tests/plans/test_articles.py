"""The two articles that stand for the whole job."""

from pathlib import Path

from plans.detect import find_plans
from planwatch.records import EventKind, FoundPlan


def _read(shared: Path, name: str, title: str, published: str) -> dict[str, FoundPlan]:
    text = (shared / "articles" / name).read_text("utf-8")
    return {plan.title: plan for plan in find_plans(text, title, published)}


def test_the_article_of_the_plan_without_marks(shared: Path) -> None:
    found = _read(shared, "eastwest-cooperation-pasted-twice.txt", "“十四五”东西部科技创新合作加快推进", "2021-04-07")
    steps = {title: (plan.events[0].kind, plan.events[0].happened_on, plan.issuers) for title, plan in found.items()}
    assert steps == {
        "“十四五”东西部科技创新合作行动方案": (EventKind.DRAFTING, "2021-04", ("科技部",)),
        "“十四五”科技创新规划": (EventKind.MENTIONED, None, ()),
        "关于加强科技创新促进新时代西部大开发形成新格局的实施意见": (EventKind.ISSUED, "2021-02-25", ("科技部",)),
        "成渝科技创新融合发展专项规划": (EventKind.DRAFTING, None, ()),
        "进一步深化川渝科技创新合作 增强协同创新发展能力 共建具有全国影响力的科技创新中心框架协议": (
            EventKind.SIGNED,
            None,
            ("重庆市科技局", "四川省科技厅"),
        ),
        "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要": (EventKind.MENTIONED, None, ()),
        "长三角G60科创走廊建设方案": (EventKind.ISSUED, "2021-04-01", ("科技部", "国家发展改革委")),
        "中国特色社会主义先行示范区科技创新行动方案": (EventKind.ISSUED, None, ("科技部", "深圳市政府")),
    }
    main = found["“十四五”东西部科技创新合作行动方案"]
    assert (main.main, main.quoted, main.period, main.regions) == (True, False, "十四五", ("东西部",))
    goals = found["长三角G60科创走廊建设方案"].targets
    assert {(goal.year, goal.text) for goal in goals} == {(2025, "到2025年基本建成具有国际影响力的科创走廊")}


def test_the_article_that_calls_its_plan_by_a_short_name(shared: Path) -> None:
    found = _read(shared, "yangtze-delta-community-plan.txt", "科技部印发", "2020-12-30")
    assert list(found) == ["长三角科技创新共同体建设发展规划"]
    plan = found["长三角科技创新共同体建设发展规划"]
    assert (plan.events[0].kind, plan.events[0].happened_on) == (EventKind.ISSUED, "2020-12-29")
    assert (plan.issuers, plan.aliases, plan.regions, plan.main) == (("科技部",), ("规划",), ("长三角",), True)
    assert [goal.year for goal in plan.targets] == [2025, 2035]
