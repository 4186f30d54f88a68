"""Texts to clauses: numbers of every manner, tables of contents, what stands before, after and beside."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planwatch.clauses import Part, parse, units
from planwatch.headings import Style, heading

ANY = st.text(st.sampled_from("第一二三十章条（）(）1２.、 \u3000\n#目录附件：。规划②之"), max_size=120)


@pytest.mark.parametrize(
    ("line", "style", "number", "label", "rest"),
    [
        ("第十二条 单位应当备案。", Style.ARTICLE, (12, 0), "第十二条", "单位应当备案。"),
        ("第十二条之一单位应当备案。", Style.ARTICLE, (12, 1), "第十二条之一", "单位应当备案。"),
        ("第３条　单位应当备案。", Style.ARTICLE, (3, 0), "第3条", "单位应当备案。"),
        ("第 一百零五 条\u3000单位应当备案。", Style.ARTICLE, (105, 0), "第一百零五条", "单位应当备案。"),
        ("第四条【适用】单位应当备案。", Style.ARTICLE, (4, 0), "第四条", "【适用】单位应当备案。"),
        ("第二章　附　则", Style.CHAPTER, (2, 0), "第二章", "附　则"),
        ("第三节 监督", Style.SECTION, (3, 0), "第三节", "监督"),
        ("第一部分 现状", Style.BOOK, (1, 0), "第一部分", "现状"),
        ("十一、总体要求", Style.COUNT, (11, 0), "十一、", "总体要求"),
        ("(三)做好收尾。", Style.COUNT_IN_BRACKETS, (3, 0), "（三）", "做好收尾。"),
        ("１．做好收尾。", Style.FIGURE, (1, 0), "1.", "做好收尾。"),
        ("2、做好收尾。", Style.FIGURE, (2, 0), "2、", "做好收尾。"),
        ("（4）做好收尾。", Style.FIGURE_IN_BRACKETS, (4, 0), "（4）", "做好收尾。"),
        ("③做好收尾。", Style.CIRCLE, (3, 0), "③", "做好收尾。"),
    ],
)
def test_a_number_is_read_in_every_manner(
    line: str, style: Style, number: tuple[int, int], label: str, rest: str
) -> None:
    found = heading(line)

    assert found is not None
    assert (found.style, found.number, found.label, found.rest) == (style, number, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "第五条规定的单位应当备案。",
        "第五条、第六条所称单位，包括分支机构。",
        "第五条第二款规定的期限为十日。",
        "第五条至第九条不适用于军工单位。",
        "第三章的规定适用于外国单位。",
        "3.5亿元用于改造管网。",
        "一些单位没有备案。",
        "本规划由发展改革部门解释。",
    ],
)
def test_a_line_that_only_speaks_of_a_number_begins_no_clause(line: str) -> None:
    assert heading(line) is None


LAW = """# 某省数据登记办法

<!-- 正文 -->

目　录
第一章　总　　则
第二章　登　　记
第三章　附　　则

## 第一章　总则
**第一条** 为了规范数据登记，制定本办法。
第二条 本办法所称登记，是指下列活动：
（一）首次登记；
（二）变更登记：
1.主体变更；
2.用途变更。
## 第二章 登记
第三条登记机构应当在十日内办结。
逾期的，应当说明理由。
第三条之一 登记不收取费用。
第三章 附则
第四条 本办法自2026年5月1日起施行。

某省数据局
2026年4月2日

附件1
登记申请表
一、申请人
二、数据概况
"""


def test_a_law_is_a_tree_of_chapters_articles_and_items() -> None:
    parts = parse(LAW)
    chapters = [part for part in parts if part.style is Style.CHAPTER]
    articles = [article for chapter in chapters for article in chapter.children]

    assert [(chapter.label, chapter.titled) for chapter in chapters] == [
        ("第一章", "第一章 总则"),
        ("第二章", "第二章 登记"),
        ("第三章", "第三章 附则"),
    ]
    assert [article.path for article in articles] == [
        ("第一章", "第一条"),
        ("第一章", "第二条"),
        ("第二章", "第三条"),
        ("第二章", "第三条之一"),
        ("第三章", "第四条"),
    ]
    assert [item.path[2:] for item in articles[1].children] == [("（一）",), ("（二）",)]
    assert [item.path[3] for item in articles[1].children[1].children] == ["1.", "2."]


def test_the_clauses_of_a_law_are_its_articles_with_their_items() -> None:
    found = {unit.name: unit for unit in units(LAW)}

    assert list(found) == [
        "front",
        "第一条",
        "第二条",
        "第三条",
        "第三条之一",
        "第四条",
        "foot",
        "附件1/一、",
        "附件1/二、",
    ]
    assert found["front"].text == "某省数据登记办法"
    assert found["第二条"].text.split("\n")[1:] == [
        "（一）首次登记；",
        "（二）变更登记：",
        "1.主体变更；",
        "2.用途变更。",
    ]
    assert found["第三条"].text == "登记机构应当在十日内办结。\n逾期的，应当说明理由。"
    assert found["第三条"].headings == ("第二章 登记",)
    assert found["foot"].text == "某省数据局\n2026年4月2日"
    assert found["foot"].part is Part.FOOT
    assert found["附件1/一、"].headings == ("附件1 登记申请表",)


PLAN = """某市低空经济行动方案
为培育低空经济，制定本方案。
目录
一、总体要求 ........ 1
二、主要任务 ........ 2
（一）建设起降场 ...... 2
三、组织实施 ........ 9
一、总体要求
到2028年，建成起降场60个。
二、主要任务
（一）建设起降场。城区每十公里设置一处。
1.选址避开学校。
2.夜间照明常亮。
（二）开放空域。符合下列条件的空域可以开放：
1.高度低于三百米；
2.远离军事设施。
三、组织实施
各区（县）将年度进展报市政府。
附件：1.任务清单
2.场址分布图
某市人民政府办公室
2026年1月8日
"""


def test_the_clauses_of_a_plan_are_its_deepest_numbers_and_what_a_colon_lists_belongs_above() -> None:
    found = {unit.name: unit for unit in units(PLAN)}

    assert list(found) == [
        "front",
        "一、",
        "二、/（一）",
        "二、/（一）/1.",
        "二、/（一）/2.",
        "二、/（二）",
        "三、",
        "foot",
    ]
    assert found["二、/（二）"].text.endswith("1.高度低于三百米；\n2.远离军事设施。")
    assert found["二、/（一）/2."].headings == ("二、 主要任务", "（一）")
    assert found["foot"].text.startswith("附件：1.任务清单")


@pytest.mark.parametrize("blank", ["", " ", "\u3000"])
def test_articles_within_one_line_are_told_apart(blank: str) -> None:
    text = (
        f"第一章 总则第一条{blank}为了便民，制定本规定；第三条规定的除外。第二条{blank}依照第三条办理的，不收费。第九条另有规定的，从其规定。"
        f"第二条之一{blank}单位照此办理。第二章{blank}附则第三条{blank}本规定自公布之日起施行。"
    )
    found = units(text)

    assert [unit.name for unit in found] == ["第一条", "第二条", "第二条之一", "第三条"]
    assert found[0].text == "为了便民，制定本规定；第三条规定的除外。"
    assert found[1].text == "依照第三条办理的，不收费。第九条另有规定的，从其规定。"
    assert [unit.headings for unit in (found[0], found[3])] == [("第一章 总则",), ("第二章 附则",)]


def test_a_text_without_numbers_is_taken_by_paragraphs() -> None:
    assert [unit.name for unit in units("会议指出，要抓紧。\n会议强调，要抓实。")] == ["第1段", "第2段"]


def test_a_number_that_stands_twice_is_told_by_its_path_or_its_turn() -> None:
    text = "第一条 甲。\n第二条 乙。\n附件1\n第一条 丙。\n附件2\n第一条 丁。\n附件2\n第一条 戊。"
    names = [unit.name for unit in units(text)]

    assert len(names) == len(set(names))
    assert {"第二条", "附件1/第一条", "附件2/第一条", "附件2/第一条#2"} <= set(names)


def test_a_figure_at_the_head_of_a_line_is_no_number_of_a_list() -> None:
    text = "一、目标\n到2028年，产值翻番。\n80、90后从业者占六成。\n二、任务\n抓落实。"

    assert [unit.name for unit in units(text)] == ["一、", "二、"]


@given(ANY)
@example("第1十条")
def test_every_text_has_clauses_with_names_of_their_own_and_none_of_its_words_is_made_up(text: str) -> None:
    found = units(text)
    names = [unit.name for unit in found]

    assert len(names) == len(set(names))
    assert sum(len("".join(unit.text.split())) for unit in found) <= len("".join(text.split()))


@pytest.mark.parametrize("piece", ["<!--", "目录\n...", "第一章", "一、总体\n", "。第二条", "（", "附件1"])
def test_a_hostile_text_takes_no_more_than_a_few_steps_a_sign(piece: str) -> None:
    assert len(units(piece * 4000)) <= 4000
