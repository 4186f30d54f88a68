"""A file that an article names: which plan it is, what it does with it, and what it states."""

import pytest

from plans.attached import find_attached, title_of
from planwatch.records import DeadlineKind, EventKind

RULES = (
    "北岭省数字贸易促进办法\n第一条 为了促进数字贸易，制定本办法。\n第二十条 本办法自2027年1月1日起施行，有效期5年。"
)
PLAN = (
    "清川省“十五五”海洋科技规划\n一、总体要求\n根据《国家“十五五”海洋发展规划》，制定本规划。\n"
    "到2030年，海洋研发投入强度达到4.5%，中试基地达到12家。"
)


@pytest.mark.parametrize(
    ("name", "text", "title"),
    [
        ("附件1.doc", PLAN, "清川省“十五五”海洋科技规划"),
        (
            "附件：清川省“十五五”海洋科技规划（征求意见稿）.pdf",
            "一、总体要求",
            "清川省“十五五”海洋科技规划（征求意见稿）",
        ),
        ("2.清川省海洋科技行动方案.wps", "", "清川省海洋科技行动方案"),
        ("附件2：项目汇总表.xlsx", "序号 项目 金额\n1 甲 300", None),
        ("附件3：编制说明.doc", "一、编制背景", None),
    ],
)
def test_a_file_bears_its_title_in_its_first_line_or_in_its_name(name: str, text: str, title: str | None) -> None:
    assert title_of(name, text) == title


@pytest.mark.parametrize(
    ("name", "article", "step"),
    [
        ("附件.pdf", "关于印发的通知", EventKind.ISSUED),
        ("附件.pdf", "清川省海洋局关于公开征求意见的公告", EventKind.CONSULTATION),
        ("清川省“十五五”海洋科技规划（征求意见稿）.pdf", "海洋局公告第3号", EventKind.CONSULTATION),
        ("附件.pdf", "海洋科技工作座谈会召开", EventKind.MENTIONED),
    ],
)
def test_its_step_is_what_the_headline_of_its_article_does_with_it(name: str, article: str, step: EventKind) -> None:
    plan = find_attached(PLAN, name, article, "2026-11-20")[0]

    assert plan.events[0].kind is step
    assert plan.events[0].happened_on is None
    assert plan.main


def test_its_goals_are_its_own_though_it_names_its_ground_before_them() -> None:
    plan = find_attached(PLAN, "附件1.doc", "关于印发的通知", "2026-11-20")[0]

    assert [(goal.year, goal.value, goal.unit) for goal in plan.targets] == [(2030, 4.5, "%"), (2030, 12, "家")]


def test_its_days_of_force_and_its_end_are_kept() -> None:
    plan = find_attached(RULES, "附件.docx", "关于印发的通知", "2026-11-20")[0]

    assert {(due.kind, due.due_on) for due in plan.deadlines} == {
        (DeadlineKind.EFFECTIVE, "2027-01-01"),
        (DeadlineKind.EXPIRES, "2031-12-31"),
    }


def test_a_file_that_puts_another_plan_into_practice_names_that_one_too() -> None:
    text = (
        "清川省推动海洋装备更新实施方案\n为贯彻落实《推动海洋装备更新行动方案》，制定本方案。到2027年，更新装备300台。"
    )
    found = find_attached(text, "附件.wps", "清川省人民政府办公厅关于印发的通知", "2026-11-20")

    assert [(plan.title, plan.events[0].kind) for plan in found] == [
        ("清川省推动海洋装备更新实施方案", EventKind.ISSUED),
        ("推动海洋装备更新行动方案", EventKind.MENTIONED),
    ]
    assert [goal.year for goal in found[0].targets] == [2027]
    assert found[1].targets == ()


def test_a_table_beside_a_notice_is_no_plan() -> None:
    assert find_attached("序号 项目\n1 甲规划研究", "附件2：项目汇总表.xlsx", "关于印发规划的通知", "2026-11-20") == ()


def test_a_goal_that_a_page_of_a_pdf_breaks_over_two_lines_is_read_whole() -> None:
    text = PLAN.replace("到2030年，", "省科技厅会同有关部门统筹推进各项任务，到20\n30年，")
    plan = find_attached(text, "附件1.pdf", "关于印发的通知", "2026-11-20")[0]

    assert [(goal.year, goal.value) for goal in plan.targets] == [(2030, 4.5), (2030, 12)]


@pytest.mark.parametrize(
    ("first", "title"),
    [
        ("清川省深空探测产业发展行动方案（2026—2028\n年）\n", "清川省深空探测产业发展行动方案（2026—2028年）"),
        ("清川省深空探测产业发展\n行动方案\n（2026—2028年）\n", "清川省深空探测产业发展行动方案（2026—2028年）"),
        ("附件\n关于加快推进深空探测产业发展的\n若干措施\n", "关于加快推进深空探测产业发展的若干措施"),
        ("清川省科学技术厅文件\n清科发〔2026〕5号\n清川省深空探测产业规划\n", "清川省深空探测产业规划"),
        ("一、总体要求\n推进深空探测工作方案\n", None),
        ("各市科技局要尽快制定深空探测产业\n行动方案，\n", None),
    ],
)
def test_a_title_may_stand_on_several_lines(first: str, title: str | None) -> None:
    text = f"{first}为加快发展深空探测产业，制定本方案。\n到2028年，集聚相关企业200家。"

    assert title_of("附件下载.pdf", text) == title
    for plan in find_attached(text, "附件下载.pdf", "关于印发有关文件的通知", "2026-05-25"):
        assert (plan.title, [goal.value for goal in plan.targets]) == (title, [200])


def test_all_that_a_file_states_is_its_own_with_or_without_a_heading_of_goals() -> None:
    text = "清川省数字农业装备推广行动方案\n为推广数字农业装备，制定本方案。\n到2028年，推广智能农机5万台，建成示范基地80个。"
    (plan,) = find_attached(text, "附件1.docx", "关于印发行动方案的通知", "2026-05-25", ("清川省科技厅",))

    assert [(goal.value, goal.unit) for goal in plan.targets] == [(5, "万台"), (80, "个")]
    assert plan.issuers == ("清川省科技厅",)


def test_the_foot_of_its_notice_tells_who_issues_it_and_when() -> None:
    notice = "各市科技局：\n现将有关文件印发给你们，请抓好落实。\n清川省科学技术厅\n2026年5月23日"
    (plan,) = find_attached(
        "清川省深空探测产业行动方案\n为加快发展，制定本方案。",
        "附件下载.pdf",
        "省科技厅关于印发有关文件的通知",
        "2026-05-25",
        notice=notice,
        number="清科发〔2026〕9号",
    )

    assert (plan.events[0].kind, plan.events[0].happened_on) == (EventKind.ISSUED, "2026-05-23")
    assert (plan.issuers, plan.document_number) == (("清川省科学技术厅",), "清科发〔2026〕9号")
