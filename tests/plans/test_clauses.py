"""What attributive clauses, lists and other sentences than a plan's own tell of it."""

import pytest

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


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("保存种质资源80万份", 80, "万份"),
        ("在轨卫星达到300颗", 300, "颗"),
        ("放流鱼苗超过2亿尾", 2, "亿尾"),
        ("每千人口床位达到7.5张", 7.5, "张"),
        ("新型储能装机达到5吉瓦", 5, "吉瓦"),
        ("集装箱吞吐量达到900万标准箱", 900, "万标准箱"),
        ("平均办理时间压缩到12小时", 12, "小时"),
        ("进出口额达到60亿美元", 60, "亿美元"),
    ],
)
def test_a_goals_number_is_told_with_what_it_is_counted_in(words: str, value: float, unit: str) -> None:
    (plan,) = find_plans(f"国务院印发《海洋牧场行动方案》，提出到2030年，{words}。", "", "2026-06-15")

    assert [(goal.value, goal.unit) for goal in plan.targets] == [(value, unit)]


def test_each_goal_of_a_sentence_is_told_for_its_year() -> None:
    text = "《海湾整治规划》提出，到2027年水质优良率达到85%，到2030年生态功能明显改善，力争2035年前全面修复。"
    goals = _found(text)["海湾整治规划"].targets
    assert [(goal.year, goal.value) for goal in goals] == [(2027, 85), (2030, None), (2035, None)]


def test_papers_of_several_years_that_end_together_are_all_repealed() -> None:
    text = (
        "市应急局公布《矿山防汛管理办法》，自2026年7月1日起施行，"
        "2008年公布的《矿山防汛暂行规定》和2011年公布的《矿山排水守则》同时废止。"
    )
    old = _found(text)["矿山防汛暂行规定"].events[0]
    assert (old.kind, old.happened_on) == ("repealed", "2026-07-01")


def test_a_name_without_marks_is_heard_wherever_it_stands_again() -> None:
    text = "记者从生态环境部获悉，新修订的尾矿库管理办法明天（6月16日）起施行。办法共六章。"
    event = _found(text, "新修订的尾矿库管理办法6月起施行")["尾矿库管理办法"].events[0]
    assert (event.kind, event.happened_on) == ("effective", "2026-06-16")


def test_a_ground_is_of_the_bodies_that_its_own_title_names() -> None:
    text = "根据国务院《校车管理条例》和《海东省人民政府关于加强校车管理的实施意见》，制定本细则。"
    found = _found(text)
    assert found["校车管理条例"].issuers == ("国务院",)
    assert found["海东省人民政府关于加强校车管理的实施意见"].issuers == ("海东省人民政府",)


def test_an_orders_number_may_stand_in_brackets_under_the_title() -> None:
    text = "（中华人民共和国水利部令第63号）\n各流域机构：\n《河道采样管理规定》已经审议通过，现予公布。\n部长\n2026年6月9日"
    headline = "水利部关于修改《河道采样管理规定》的决定"
    assert _found(text, headline)["水利部关于修改〈河道采样管理规定〉的决定"].document_number == "水利部令第63号"


def test_a_notice_that_repeals_papers_is_a_paper_itself() -> None:
    headline = "石汀市人民政府关于公布废止部分行政规范性文件的通知"
    text = "各区人民政府：\n决定废止下列文件：\n一、《石汀市风险投资意见》。\n石汀市人民政府\n2026年6月9日"
    found = _found(text, headline)
    assert [(plan.title, plan.events[0].kind) for plan in found.values()] == [
        ("石汀市风险投资意见", "repealed"),
        (headline, "issued"),
    ]


def test_books_and_technical_standards_are_no_plans() -> None:
    text = "论坛上，《极地公园》《一本书读懂湿地规划》等科普图书首发。会议对照《危房鉴定技术导则》逐户鉴定。"
    assert _found(text) == {}


def test_a_province_that_is_at_work_on_a_plan_is_behind_it() -> None:
    text = "记者从大会上了解到，浙江正加快编制全省低空经济发展“十五五”规划，今年将建成150个起降场。"
    assert _found(text)["全省低空经济发展“十五五”规划"].issuers == ("浙江",)


def test_goals_that_an_approval_or_an_official_tells_are_those_of_the_plan() -> None:
    text = "国务院近日批复同意《石汀市国土空间总体规划》。\n批复要求，筑牢基础。到2035年，耕地不少于30万亩。"
    assert [goal.year for goal in _found(text)["石汀市国土空间总体规划"].targets] == [2035]
    text = "省农业厅印发《棉花产业规划》。\n种植业处负责人说，规划的突出特点是“调”。到2030年，机采率达到70%。"
    assert [goal.year for goal in _found(text)["棉花产业规划"].targets] == [2030]
    text = "省住建厅解读《绿色建筑实施意见》。\n问：主要目标是什么？\n答：到2030年，改造住宅4000万平方米。"
    headline = "《绿色建筑实施意见》解读"
    assert [goal.year for goal in _found(text, headline)["绿色建筑实施意见"].targets] == [2030]


def test_a_ground_of_asking_for_comments_is_not_asked_about() -> None:
    text = "我委起草了《智慧医院管理办法（征求意见稿）》。根据《石汀市文件管理规定》，现向社会公开征求意见。"
    found = _found(text, "关于公开征求《智慧医院管理办法（征求意见稿）》意见的通告")
    assert {title: plan.events[0].kind for title, plan in found.items()} == {
        "智慧医院管理办法": "consultation",
        "石汀市文件管理规定": "mentioned",
    }


def test_a_labelled_number_may_begin_with_what_else_joins_words() -> None:
    text = "发文字号：和平政办发〔2026〕9号\n各委、局：\n现将《校外托管办法》印发给你们。"
    headline = "和平区人民政府关于印发《校外托管办法》的通知"
    assert _found(text, headline)["校外托管办法"].document_number == "和平政办发〔2026〕9号"


def test_what_is_judged_or_explained_for_the_public_bears_that_day() -> None:
    text = "6月12日，市科协发布评估结果显示，《科学素质实施方案》确定的26项任务全部完成。"
    event = _found(text)["科学素质实施方案"].events[0]
    assert (event.kind, event.happened_on) == ("evaluated", "2026-06-12")
    text = "为便于社会各界理解《绿色建筑实施意见》，6月12日，省住房和城乡建设厅召开通气会，对文件进行解读。"
    event = _found(text)["绿色建筑实施意见"].events[0]
    assert (event.kind, event.happened_on) == ("interpreted", "2026-06-12")


def test_bodies_whose_names_begin_with_the_country_are_bodies() -> None:
    text = "水利部、中国海岸巡查局、中国载人航天工程办公室6月9日联合印发《近海观测行动方案》。"
    assert _found(text)["近海观测行动方案"].issuers == ("水利部", "中国海岸巡查局", "中国载人航天工程办公室")


def test_an_academy_signs_for_the_state_and_a_publisher_does_not() -> None:
    text = "6月8日，中国科学院与广东省政府签署《“十五五”时期全面战略合作协议》。"
    assert [plan.events[0].kind for plan in _found(text).values()] == ["signed"]
    assert _found("发布会上，出版社与中国科学院科学传播局签署了《战略合作框架协议》。") == {}


def test_a_paper_that_is_made_public_with_its_day_of_force_is_issued() -> None:
    plan = _found("今年6月，《稀土储备条例》公布，自2026年10月1日起施行，成为首部专门法规。")["稀土储备条例"]
    assert [(event.kind, event.happened_on) for event in plan.events] == [
        ("issued", "2026-06"),
        ("effective", "2026-10-01"),
    ]


def test_names_without_marks_are_known_by_what_stands_behind_them() -> None:
    text = "该项目符合“十五五”国家科技创新规划关于加强资源共享的部署。与之配套的极地科考十年行动方案也在加紧制定。"
    assert [(plan.title, plan.events[0].kind) for plan in _found(text).values()] == [
        ("“十五五”国家科技创新规划", "mentioned"),
        ("极地科考十年行动方案", "drafting"),
    ]


def test_each_of_several_papers_whose_clauses_are_changed_is_revised() -> None:
    text = "农业农村部今天公布决定，修改种子检验机构考核办法、诊疗机构管理办法、品种命名规定的部分条款。"
    assert list(_found(text)) == ["种子检验机构考核办法", "诊疗机构管理办法", "品种命名规定"]


def test_a_day_in_chinese_numerals_that_runs_into_other_words_is_a_papers_own() -> None:
    headline = "关于印发《野外台站管理办法》的通知"
    text = "院属各单位：\n现将《野外台站管理办法》印发给你们，请遵照执行。联系电话：68597588二○二六年六月九日"
    assert _found(text, headline)["野外台站管理办法"].events[0].happened_on == "2026-06-09"
    text = "院属各单位：\n现将《野外台站管理办法》印发给你们。\n二○二六年六月八日野外台站管理办法第一章总则"
    assert _found(text, headline)["野外台站管理办法"].events[0].happened_on == "2026-06-08"


def test_a_notice_named_whole_tells_who_issued_what_it_hands_out() -> None:
    text = "根据《国务院关于印发深海科技规划的通知》（国发〔2024〕6号），制定本办法。"
    assert _found(text)["深海科技规划"].issuers == ("国务院",)


def test_a_ground_behind_the_word_for_repeal_is_not_repealed() -> None:
    text = (
        "关于废止一批规章的决定根据《国务院办公厅关于做好清理工作的通知》的要求，决定废止下列规章：1.《学位工作规程》"
    )
    found = _found(text)
    assert [plan.events[0].kind for plan in found.values()] == ["mentioned", "repealed"]


def test_what_a_listed_company_announces_is_no_plan() -> None:
    text = "本公司董事会及全体董事保证本公告内容不存在虚假记载。公司签署了采购合同。特此公告。"
    assert _found(text, "关于签订重大合同的公告") == {}


def test_each_of_two_papers_signed_in_one_sentence_has_its_own_sides() -> None:
    text = (
        "会上，云南省人民政府与某国北部省签署《北部合作行动计划》，"
        "云南省商务厅与某国工业与贸易部签署《关于加强沿线合作的谅解备忘录》。"
    )
    assert _found(text)["关于加强沿线合作的谅解备忘录"].issuers == ("云南省商务厅", "某国工业与贸易部")


def test_long_and_short_names_of_a_period_are_names_without_marks() -> None:
    text = "部长透露，2026—2040年国家极地科技发展规划研究编制工作已经启动。各地要落实“十五五”计划纲要提出的任务。"
    assert list(_found(text)) == ["2026—2040年国家极地科技发展规划", "“十五五”计划纲要"]


@pytest.mark.parametrize(
    ("lead", "end", "day"),
    [
        ("决定自2026年7月1日起废止以下文件：", "", "2026-07-01"),
        ("决定废止下列文件：", "本决定自2026年8月1日起施行。\n", "2026-08-01"),
        ("决定废止下列文件：", "本决定自公布之日起施行。\n", "2026-06-01"),
    ],
)
def test_what_a_decision_ends_ends_on_the_day_that_it_names(lead: str, end: str, day: str) -> None:
    text = (
        f"经研究，{lead}\n1.《水闸巡查管理办法》（水管〔2008〕4号）\n2.《山塘养护暂行规定》\n{end}水利部\n2026年6月1日"
    )
    found = _found(text, "水利部关于废止部分规范性文件的决定")

    for title in ("水闸巡查管理办法", "山塘养护暂行规定"):
        assert [(event.kind, event.happened_on) for event in found[title].events] == [("repealed", day)]


@pytest.mark.parametrize(
    "headline",
    [
        "石川省水利厅 石川省发展改革委转发水利部 国家发展改革委关于印发《“十五五”灌区改造规划》的通知",
        "石川省水利厅关于转发《水利部 国家发展改革委关于印发〈“十五五”灌区改造规划〉的通知》的通知",
        "石川省水利厅转发水利部关于印发“十五五”灌区改造规划的通知",
    ],
)
def test_a_plan_that_is_only_passed_on_stays_that_of_those_who_handed_it_out(headline: str) -> None:
    notice = "《水利部 国家发展改革委关于印发〈“十五五”灌区改造规划〉的通知》（水规计〔2026〕99号）"
    text = (
        f"石水计〔2026〕20号\n各市水利局：\n现将{notice}转发给你们，请结合实际抓好落实。\n石川省水利厅\n2026年4月10日"
    )
    (plan,) = find_plans(text, headline, PUBLISHED)

    assert (plan.title, plan.document_number) == ("“十五五”灌区改造规划", "水规计〔2026〕99号")
    assert plan.issuers == ("水利部", "国家发展改革委")
    assert [event.happened_on for event in plan.events] == [None]
