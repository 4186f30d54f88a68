"""What a page as a whole tells: hints of its reader, short names, links, deadlines, and hostile input."""

import pytest

from plans.contexts import contexts, sentences
from plans.deadlines import deadlines
from plans.detect import find_plans
from plans.events import RULES, Rule, read_event
from plans.identity import links
from plans.mentions import find_mentions
from planwatch.records import DeadlineKind, EventKind, LinkKind

NOTICE = """各省、自治区、直辖市科技厅（委、局）：
为加强管理，根据《科学技术进步条例》，我们制定了《科研诚信管理办法》，现印发给你们，请遵照执行。《科研信用管理暂行办法》（国科发政〔2011〕12号）同时废止。
科学技术部
2026年5月20日
科研诚信管理办法
第一条 为加强科研诚信建设，制定本办法。到2030年，科研诚信制度全面建成。
第二十条 本办法自2026年7月1日起施行，有效期至2031年6月30日。"""


def test_a_notice_gives_its_plan_the_pages_number_and_the_foots_day_and_body() -> None:
    plan, *others = find_plans(
        NOTICE, "科技部关于印发《科研诚信管理办法》的通知", "2026-05-28", "国科发监〔2026〕58号"
    )[::1]
    by_title = {found.title: found for found in (plan, *others)}
    main = by_title["科研诚信管理办法"]
    assert main.main
    assert (main.events[0].kind, main.events[0].happened_on) == (EventKind.ISSUED, "2026-05-20")
    assert (main.issuers, main.document_number) == (("科学技术部",), "国科发监〔2026〕58号")
    assert [(d.kind, d.due_on) for d in main.deadlines] == [
        (DeadlineKind.EFFECTIVE, "2026-07-01"),
        (DeadlineKind.EXPIRES, "2031-06-30"),
    ]
    assert [goal.year for goal in main.targets] == [2030]
    old = by_title["科研信用管理暂行办法"]
    assert (old.events[0].kind, old.document_number) == (EventKind.REPEALED, "国科发政〔2011〕12号")
    assert by_title["科学技术进步条例"].events[0].kind is EventKind.MENTIONED
    assert (LinkKind.REPEALS, old) in links(main, list(by_title.values()))


@pytest.mark.parametrize(
    ("headline", "title", "event"),
    [
        (
            "云南省科技厅关于公开征求《云南省科技创新券管理办法（征求意见稿）》意见的通知",
            "云南省科技创新券管理办法",
            "consultation",
        ),
        ("关于转发市农委关于加快发展都市农业若干意见的通知", "关于加快发展都市农业若干意见", "issued"),
        ("青海省盐湖产业发展规划", "青海省盐湖产业发展规划", "issued"),
        (
            "财政部 科技部关于印发科技成果转化引导基金管理办法的通知（财教〔2025〕8号）",
            "科技成果转化引导基金管理办法",
            "issued",
        ),
        ("甘肃出台促进光热产业发展若干措施", "促进光热产业发展若干措施", "issued"),
    ],
)
def test_a_headline_alone_names_the_pages_plan(headline: str, title: str, event: str) -> None:
    (plan,) = find_plans("正文见附件。", headline, "2026-06-15")
    assert (plan.title, plan.main, plan.events[0].kind) == (title, True, event)


def test_the_readers_issuers_are_those_of_the_pages_own_plan() -> None:
    (plan,) = find_plans(
        "第一章 总则", "湖北省光电子信息产业规划", "2026-06-15", "鄂政发〔2026〕3号", ("湖北省人民政府",)
    )
    assert (plan.issuers, plan.document_number, plan.regions) == (("湖北省人民政府",), "鄂政发〔2026〕3号", ("湖北",))
    assert plan.events[0].happened_on is None


def test_a_decision_names_what_it_changes() -> None:
    text = "交通运输部令公布《交通运输部关于修改〈港口经营管理规定〉的决定》。"
    plans = find_plans(text, None, "2026-06-15")
    steps = {plan.title: plan.events[0].kind for plan in plans}
    assert steps == {
        "交通运输部关于修改〈港口经营管理规定〉的决定": EventKind.ISSUED,
        "港口经营管理规定": EventKind.REVISED,
    }
    assert links(plans[0], plans) == ((LinkKind.AMENDS, plans[1]),)


def test_a_successor_and_a_province_are_linked() -> None:
    text = "《“十五五”国家科技创新规划》和《“十四五”国家科技创新规划》；《河南省实施〈质量强国建设纲要〉办法》《质量强国建设纲要》。"
    new, old, province, state = find_plans(text, None, "2026-06-15")
    assert links(new, (new, old, province, state)) == ((LinkKind.SUCCEEDS, old),)
    assert links(province, (new, old, province, state)) == ((LinkKind.IMPLEMENTS, state),)


def test_a_practice_names_the_matter_of_its_ground_and_not_its_type() -> None:
    text = "为落实水利部《“十五五”灌区改造发展规划》和《水利科技创新发展规划》，省水利厅制定了《石川省灌区改造实施方案》，现印发给你们。"
    found = find_plans(text, "石川省水利厅关于印发《石川省灌区改造实施方案》的通知", "2026-06-15")
    own = next(plan for plan in found if "石川" in plan.title)

    assert [(kind, other.title) for kind, other in links(own, found)] == [
        (LinkKind.IMPLEMENTS, "“十五五”灌区改造发展规划")
    ]


def test_bodies_that_are_still_drawing_a_plan_up_together_are_all_its_issuers() -> None:
    (plan,) = find_plans("水利部正会同国家发展改革委编制《灌区改造发展规划》，预计年内印发。", "", "2026-06-15")

    assert plan.issuers == ("水利部", "国家发展改革委")


def test_short_names_go_to_their_plan_declared_or_not() -> None:
    text = "财政部印发《绿色债券管理办法》（以下简称《办法》）。《办法》共五章。商务部发布《数字贸易总体方案》。《总体方案》提出，到2028年规模翻番。"
    bonds, trade = find_plans(text, None, "2026-06-15")
    assert (bonds.aliases, trade.aliases) == (("办法",), ("总体方案",))
    assert [goal.year for goal in trade.targets] == [2028]


def test_two_periods_of_one_title_are_two_plans() -> None:
    text = "《气象发展规划》出台。《气象发展规划（2021—2025年）》实施五年，《气象发展规划（2026—2030年）》接续。"
    titles = [plan.title for plan in find_plans(text, None, "2026-06-15")]
    assert titles == ["气象发展规划（2021—2025年）", "气象发展规划（2026—2030年）"]


@pytest.mark.parametrize(
    ("sentence", "kind", "day"),
    [
        ("意见反馈截止时间为2026年7月15日", DeadlineKind.COMMENTS, "2026-07-15"),
        ("请于7月15日前将意见反馈至我司", DeadlineKind.COMMENTS, "2026-07-15"),
        ("公开征求意见时间为2026年6月10日至7月10日", DeadlineKind.COMMENTS, "2026-07-10"),
        ("申报截止日期为2026年8月31日17时", DeadlineKind.APPLICATIONS, "2026-08-31"),
        ("项目申报时间延长至9月5日", DeadlineKind.APPLICATIONS, "2026-09-05"),
        ("请各省于2027年1月10日前报送推荐项目", DeadlineKind.APPLICATIONS, "2027-01-10"),
        ("本办法自2026年10月1日起施行", DeadlineKind.EFFECTIVE, "2026-10-01"),
        ("有效期至2031年9月30日", DeadlineKind.EXPIRES, "2031-09-30"),
        ("本意见从印发之日至2010年12月31日施行", DeadlineKind.EXPIRES, "2010-12-31"),
    ],
)
def test_deadlines(sentence: str, kind: DeadlineKind, day: str) -> None:
    assert [(found.kind, found.due_on) for _, found in deadlines(sentence, "2026-06-15")] == [(kind, day)]


def test_a_sentence_without_a_stated_day_has_no_deadline() -> None:
    assert list(deadlines("本办法自印发之日起施行，有效期5年。2026年2月30日前反馈意见", "2026-06-15")) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_rules_example_is_told_by_that_rule(rule: Rule) -> None:
    text = rule.example.replace("《X》", "《某地科技发展规划》").replace("《A》", "《某事管理办法》")
    found = contexts(text, text, sentences(text), find_mentions(text))
    assert rule.name in {read_event(context).name for context in found}


@pytest.mark.parametrize(
    "unit",
    [
        "《",
        "》",
        "（",
        "《X规划》",
        "2026年",
        "国务院",
        "关于印发",
        "到2025年",
        "修改道路运输条例、",
        "《规划》《长三角规划》",
        "一二三四五",
    ],
)
def test_a_long_hostile_line_is_read_to_its_end(unit: str) -> None:
    # Quadratic reading of half a megabyte would not end within the patience of any test run.
    assert len(find_plans(unit * (500_000 // len(unit)), unit * 1000, "2026-06-15")) <= 2


@pytest.mark.parametrize("published", ["2026-02-30", "", "gestern", "2026-9-8", "2026"])
def test_a_publication_day_that_is_none_is_not_counted_from(published: str) -> None:
    (plan,) = find_plans("9月7日，水利部印发《节水行动方案》。", None, published)
    expected = {"2026-9-8": "2026-09-07", "2026": "2026-09-07"}
    assert plan.events[0].happened_on == expected.get(published)


def test_a_page_in_traditional_characters_is_read_and_told_in_its_own() -> None:
    text = "經濟發展局昨日公布，國家數據局印發《海灣數據學院建設方案》，企業毋須逐宗申請，並設過渡期。"
    (plan,) = find_plans(text, "海灣數據學院建設方案公布", "2026-06-15")

    assert (plan.title, plan.issuers) == ("海灣數據學院建設方案", ("國家數據局",))
    assert (plan.events[0].kind, plan.events[0].happened_on) == (EventKind.ISSUED, "2026-06-14")
    assert plan.events[0].evidence in text


def test_who_signs_above_a_day_without_its_year_signs_in_the_year_of_publication() -> None:
    text = "现将《盐碱地治理规划（征求意见稿）》公开征求意见。\n临海省农业农村厅\n12月28日"
    (plan,) = find_plans(text, "关于《盐碱地治理规划（征求意见稿）》公开征求意见的公告", "2026-01-04")

    assert (plan.events[0].happened_on, plan.issuers) == ("2025-12-28", ("临海省农业农村厅",))


def test_a_university_signs_its_own_papers() -> None:
    text = "各学院：\n《助教岗位管理办法》已经校长办公会审议通过，现印发给你们。\n青川理工大学\n2026年3月2日"
    (plan,) = find_plans(text, "关于印发《助教岗位管理办法》的通知", None)

    assert (plan.events[0].happened_on, plan.issuers) == ("2026-03-02", ("青川理工大学",))


def test_a_digest_gives_its_week_to_all_it_tells() -> None:
    text = "上周，多部门密集发声。\n商务部印发《冷链集市建设指南》。\n财政部发布《海岛运费补贴办法》。\n水利部出台《山塘整治方案》。"
    plans = find_plans(text, "一周政策速览", "2026-06-15")

    assert [plan.events[0].happened_on for plan in plans] == ["2026-06"] * 3
    assert all(plan.main for plan in plans)


def test_the_day_that_a_notice_was_printed_outranks_that_of_its_web_page() -> None:
    text = "发布时间：2026-01-10\n各省农业厅：我部组织编制了《棉田轮作规划》，于2025年12月31日印发。"
    (plan,) = find_plans(text, "关于印发《棉田轮作规划》的通知", "2026-01-10")

    assert plan.events[0].happened_on == "2025-12-31"


def test_a_rule_in_force_on_the_same_day_takes_the_day_of_the_sentence_before() -> None:
    text = "交通运输部修订后的《渡口管理规定》今天（6月1日）起施行。国家铁路局制定的《专用线管理办法》同日施行。"
    plans = find_plans(text, "多项新规6月起实施", "2026-06-01")

    assert [(plan.events[0].kind, plan.events[0].happened_on, plan.main) for plan in plans] == [
        (EventKind.EFFECTIVE, "2026-06-01", True)
    ] * 2


@pytest.mark.parametrize(
    "title",
    [
        "关于延长《深海采矿装备规划（2026—2030年）（征求意见稿）》公开征求意见期限的公告",
        "关于延长《深海采矿装备规划（2026—2030年）》征求意见时间的通知",
        "关于延期征集《深海采矿装备规划（2026—2030年）（征求意见稿）》意见的公告",
    ],
)
def test_word_that_comments_may_come_later_is_of_the_draft_and_no_plan_itself(title: str) -> None:
    text = "现将《深海采矿装备规划（2026—2030年）（征求意见稿）》公开征求意见截止时间延长至2026年4月3日。\n科技部\n2026年3月15日"
    (plan,) = find_plans(text, title, "2026-03-15")

    assert (plan.title, plan.main) == ("深海采矿装备规划（2026—2030年）", True)
    assert plan.events[0].kind is EventKind.CONSULTATION
    assert [(due.due_on, due.rule) for due in plan.deadlines] == [("2026-04-03", "extended-to")]


def test_a_name_without_its_place_is_the_plan_of_the_place_that_issues_it() -> None:
    title = "《四川省高原医学创新行动计划（2026—2028年）》"
    heading, news = "二、四川印发高原医学创新行动计划", f"近日，四川省科学技术厅印发{title}，部署了12项任务。"

    for text in (f"{heading}\n{news}", f"{news}\n{heading}"):
        assert [plan.title for plan in find_plans(text, "一周速览", "2026-05-20")] == [title.strip("《》")]
    other = f"科技部印发高原医学创新行动计划。\n{news}"
    assert len(find_plans(other, "一周速览", "2026-05-20")) == 2


def test_an_order_is_its_own_plan_and_not_the_trial_that_it_ends() -> None:
    name = "城市地下空间探测装备管理办法"
    text = (
        "（科技部令第21号，自2026年11月1日起施行）\n第一条 为规范管理，制定本办法。\n"
        f"第四条 本办法自2026年11月1日起施行。2020年5月6日发布的《{name}（试行）》（国科发社〔2020〕50号）同时废止。"
    )
    found = {plan.title: plan for plan in find_plans(text, name, "2026-10-14")}

    assert found[name].events[0].kind is EventKind.ISSUED
    assert [(due.kind, due.due_on) for due in found[name].deadlines] == [(DeadlineKind.EFFECTIVE, "2026-11-01")]
    assert [(one.kind, one.happened_on) for one in found[f"{name}（试行）"].events] == [
        (EventKind.REPEALED, "2026-11-01")
    ]


def test_a_day_on_which_a_plan_came_out_is_not_the_day_of_its_end() -> None:
    (plan,) = find_plans("2020年5月6日印发的《装备共享管理办法》自2026年11月1日起废止。", "关于清理文件的说明")

    assert [(event.kind, event.happened_on) for event in plan.events] == [(EventKind.REPEALED, "2026-11-01")]


@pytest.mark.parametrize(
    "lead", ["决定对以下规范性文件予以废止：", "下列文件宣布失效：", "决定废止下列文件：", "下列文件即行废止：\n"]
)
def test_what_is_listed_as_repealed_is_whichever_word_comes_first(lead: str) -> None:
    text = (
        f"经清理，{lead}\n一、《装备共享管理办法》（某科发〔2019〕3号）\n二、《观测设备管理办法》\n科技部\n2026年3月1日"
    )
    found = {plan.title: plan.events[0].kind for plan in find_plans(text, "关于清理部分文件的通知", "2026-03-02")}

    assert [found["装备共享管理办法"], found["观测设备管理办法"]] == [EventKind.REPEALED] * 2


def test_what_is_listed_for_another_purpose_is_not_repealed() -> None:
    text = "请对照以下文件做好衔接，防止废止文件继续执行：\n一、《装备共享管理办法》\n二、《观测设备管理办法》"

    assert all(plan.events[0].kind is not EventKind.REPEALED for plan in find_plans(text, "关于做好衔接工作的通知"))


def test_what_is_taken_into_a_plan_is_no_plan_by_a_headline_that_says_so() -> None:
    headline = "18项优先领域列入海洋基金“十四五”发展规划"
    plans = find_plans("国家海洋局今天发布《海洋基金“十四五”发展规划》，遴选出优先领域。", headline, "2026-06-15")

    assert [plan.title for plan in plans] == ["海洋基金“十四五”发展规划"]


def test_a_name_without_marks_is_no_second_plan_beside_the_title_that_stands_there() -> None:
    text = "省发展改革委关于报送北岭振兴“十四五”实施方案的请示收悉。原则同意《北岭振兴“十四五”实施方案》。"
    (plan,) = find_plans(text, "江岭省人民政府关于北岭振兴“十四五”实施方案的批复", None)

    assert (plan.title, plan.main) == ("北岭振兴“十四五”实施方案", True)


def test_a_notice_that_hands_out_what_is_titled_revised_tells_a_revision() -> None:
    text = "各学院：\n研究生院对原办法进行了修订，现印发给你们。\n江岭大学\n2026年3月27日"
    (plan,) = find_plans(text, "关于印发《江岭大学博士生考核办法（修订）》的通知", "2026-03-30")

    assert (plan.events[0].kind, plan.events[0].happened_on) == (EventKind.REVISED, "2026-03-27")


def test_a_digests_heading_names_the_plan_of_the_sentence_under_it() -> None:
    text = (
        "1.江西印发低空产业培育发展方案\n6月6日，江西省人民政府办公厅印发《江西省低空产业培育发展三年行动方案（2026—2028年）》，布局六个方向。"
        "\n2.工信部印发极地装备发展方案\n6月7日，水利部印发《极地冰川监测行动方案》。"
    )
    first, second, third = find_plans(text, "一周政策速览", "2026-06-15")

    assert (first.title, first.issuers) == (
        "江西省低空产业培育发展三年行动方案（2026—2028年）",
        ("江西省人民政府办公厅",),
    )
    assert (first.events[0].happened_on, first.quoted) == ("2026-06-06", True)
    assert [second.title, third.title] == ["极地装备发展方案", "极地冰川监测行动方案"]


@pytest.mark.parametrize("foot", ["江岭科学基金会", "江岭省海洋研究中心", "江岭港务有限公司"])
def test_a_foundation_a_centre_and_a_company_sign_their_own_papers(foot: str) -> None:
    text = f"各申请人：\n《青年项目管理办法》已审议通过，现印发给你们。\n{foot}\n2026年3月2日"
    (plan,) = find_plans(text, "关于印发《青年项目管理办法》的通知", None)

    assert (plan.events[0].happened_on, plan.issuers) == ("2026-03-02", (foot,))


def test_bodies_that_sign_run_together_are_told_apart_though_the_last_is_a_bank() -> None:
    text = "各省粮食局：\n现将《仓容建设办法》印发给你们。\n国家粮食局 中国农业发展银行\n2026年3月2日"
    (plan,) = find_plans(text, "关于印发《仓容建设办法》的通知", None)

    assert plan.issuers == ("国家粮食局", "中国农业发展银行")
