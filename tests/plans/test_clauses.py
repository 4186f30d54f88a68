"""What attributive clauses, lists and other sentences than a plan's own tell of it."""

from plans.detect import find_plans
from planwatch.records import FoundPlan

PUBLISHED = "2026-06-15"


def _found(text: str, headline: str | None = None) -> dict[str, FoundPlan]:
    return {plan.title: plan for plan in find_plans(text, headline, PUBLISHED)}


def test_each_name_of_a_list_that_a_meeting_passes_is_found() -> None:
    text = "6月12日，省政府召开常务会议，审议通过关于加快青年人才集聚的意见、推进绿色航运发展的实施意见和海岛供水管理办法（修订）。"
    assert list(_found(text)) == [
        "关于加快青年人才集聚的意见",
        "推进绿色航运发展的实施意见",
        "海岛供水管理办法（修订）",
    ]


def test_what_ends_beside_a_new_paper_ends_on_its_day_of_force() -> None:
    text = (
        "国务院公布《种子出口条例》，自2026年9月1日起施行。条例共六章。1998年公布的《种子出口审批暂行规定》同时废止。"
    )
    old = _found(text)["种子出口审批暂行规定"]
    assert (old.events[0].kind, old.events[0].happened_on, old.issuers) == ("repealed", "2026-09-01", ())


def test_what_a_meeting_of_several_days_passes_bears_its_month() -> None:
    text = "省委九届七次全会于5月29日至30日举行。全会审议通过了《中共江岭省委关于发展海洋经济的决定》。"
    assert next(iter(_found(text).values())).events[0].happened_on == "2026-05"


def test_bodies_that_are_only_counted_are_those_named_before() -> None:
    text = "6月1日，央行、金融监管总局、科技部发布公告。三部门联合印发《科创再贷款管理细则》。"
    assert _found(text)["科创再贷款管理细则"].issuers == ("央行", "金融监管总局", "科技部")


def test_a_county_spoken_of_again_is_the_one_named_before() -> None:
    text = "青石县副县长介绍，网箱有了身份证。该县还率先发布《海上养殖管理规定》。"
    assert _found(text)["海上养殖管理规定"].issuers == ("青石县",)


def test_a_goal_is_not_of_the_plan_on_whose_ground_it_is_set() -> None:
    text = "国务院印发《质量纲要》。《质量纲要》在总结《质量发展旧纲要》经验的基础上，明确到2030年，合格率达到96%。"
    found = _found(text)
    assert [goal.year for goal in found["质量纲要"].targets] == [2030]
    assert found["质量发展旧纲要"].targets == ()


def test_a_goal_is_of_the_plan_that_the_words_behind_it_name() -> None:
    text = "到2028年，标准制定周期缩短至18个月以内，这是《国家标准化纲要》的硬任务。"
    assert [goal.year for goal in _found(text)["国家标准化纲要"].targets] == [2028]


def test_an_order_gives_its_number_to_what_it_hands_out() -> None:
    text = "国务院总理日前签署第812号国务院令，公布《野外观测条例》。"
    assert _found(text)["野外观测条例"].document_number == "第812号国务院令"
    text = "中华人民共和国国家发展和改革委员会令\n第31号\n《产业基金登记办法》已经审议通过，现予公布。\n2026年6月8日"
    own = _found(text, "国家发展改革委令（第31号）")["产业基金登记办法"]
    assert own.document_number == "国家发展和改革委员会令第31号"


def test_a_guide_with_a_standards_number_is_a_standard() -> None:
    assert _found("会上就《场地风险管控技术导则》（HJ 25.9-2024）作了培训。") == {}


def test_a_numbered_guideline_with_its_matter_behind_a_dash_is_one_title() -> None:
    assert list(_found("证监会今日发布《债券监管指引第9号——绿色债券》。")) == ["债券监管指引第9号——绿色债券"]
