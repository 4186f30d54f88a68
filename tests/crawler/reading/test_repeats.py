"""What stands twice is kept once; what is meant to repeat is kept whole."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.reading.article import read_article
from crawler.reading.repeats import keep_once

from .pages import TITLE, article, paragraphs

HAN = "规划方案发展科技创新建设国家重点任务实施工作部门地区加强推进完善提高能力水平机制体系产业企业项目资金组织领导"
SENTENCES = st.text(alphabet=HAN + string.digits, min_size=30, max_size=90).map(
    lambda text: f"{text[:15]}，{text[15:]}。"
)
TEXT = (
    "甲段" + "内容不同的文字，" * 6 + "。",
    "乙段" + "又是另外一些话，" * 6 + "。",
    "丙段" + "第三部分的内容，" * 6 + "。",
)


def lines_kept(lines: list[str]) -> list[str]:
    return [lines[place] for place in keep_once(lines)[0]]


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=2, max_size=8, unique=True), st.integers(min_value=2, max_value=4))
def test_a_page_pasted_n_times_reads_as_the_page_once(lines: list[str], times: int) -> None:
    once = read_article(article(paragraphs(lines)), "http://example.cn/")
    pasted = read_article(article(paragraphs(lines * times)), "http://example.cn/")

    assert pasted.text == once.text
    assert pasted.repeated_chars == once.repeated_chars + (times - 1) * sum(map(len, lines))


def test_a_paste_from_the_middle_on_is_dropped() -> None:
    lines = [*TEXT, *TEXT[1:]]

    assert lines_kept(lines) == list(TEXT)
    assert keep_once(lines)[1] == len(TEXT[1]) + len(TEXT[2])


def test_a_paste_with_small_differences_is_dropped_but_what_it_adds_is_kept() -> None:
    changed = TEXT[1].replace("又是另外", "又是别外", 1)
    added = "只在第二份里出现的一段新内容，应当保留下来。"

    assert lines_kept([*TEXT, TEXT[0], changed, added, TEXT[2]]) == [*TEXT, added]


def test_a_lead_repeated_as_a_summary_is_dropped() -> None:
    lead = "摘要里的第一段话，" * 8 + "说完了。"

    assert lines_kept([lead, lead, *TEXT]) == [lead, *TEXT]


def test_the_standard_clause_of_each_chapter_is_kept() -> None:
    clause = "各地区各部门要切实加强组织领导，落实工作责任，确保各项任务按期完成并取得实效。" * 2
    lines = [
        line for number in range(5) for line in (f"第{number}章 任务", TEXT[number % 3][number:] + str(number), clause)
    ]

    assert lines_kept(lines) == lines


def test_refrains_names_and_rows_are_kept() -> None:
    names = ["张三", "李四", "张三", "李四", "王五"] * 4
    rows = ["合计 | 0 | 0 | 0 | 0 | 0 | 0 | 0"] * 12
    refrain = ["啊，黄河！", "你是中华民族的摇篮！"] * 4

    for lines in (names, rows, refrain, ["题目", *refrain], ["题目", *["某某大学 | 一般项目，自筹"] * 6]):
        assert lines_kept(lines) == lines


def test_a_single_paragraph_pasted_with_a_small_edit_is_dropped() -> None:
    paragraph = "9月8日，某某市召开规划推进会，" + "部署全年重点任务并逐项落实到位，" * 4 + "会议由副市长主持。"
    edited = paragraph.replace("由副市长", "由市长", 1)

    assert lines_kept(["题目", paragraph, edited]) == ["题目", paragraph]
    assert lines_kept(["题目", edited, paragraph, "新的一段。"]) == ["题目", edited, paragraph, "新的一段。"]


def test_a_paste_that_begins_with_an_edited_line_is_dropped() -> None:
    changed = TEXT[0].replace("甲段", "甲断", 1)

    assert lines_kept(["题目", *TEXT, changed, *TEXT[1:]]) == ["题目", *TEXT]


def test_entries_of_one_pattern_are_kept() -> None:
    entry = "第{}批专项资金下达{}市，用于支持科技型企业开展关键核心技术攻关、成果转化和人才引进，由市财政局会同市科技局负责落实。"
    lines = ["题目", *(entry.format(number, city) for number, city in ("一甲", "二乙", "三丙"))]

    assert lines_kept(lines) == lines
    assert lines_kept(lines[:3]) == lines[:3]


@pytest.mark.parametrize("label", ["摘要：", "【导读】", ""])
def test_a_summary_that_the_text_says_again_is_dropped(label: str) -> None:
    lead = "这是导语，" + "概述全文的主要内容，" * 7 + "说完。"
    lines = ["题目", f"{label}{lead}", TEXT[0], lead + "正文继续往下说。", TEXT[1]]

    assert lines_kept(lines) == ["题目", *lines[2:]]


def test_a_long_paragraph_that_stands_exactly_twice_is_kept_once_and_one_that_returns_in_each_chapter_is_kept() -> None:
    long = "各单位正在组织开展长期综合模拟验证试验，" * 7 + "确保试验顺利进行。"
    chapters = [line for number in "一二三" for line in (f"第{number}章", long)]

    assert lines_kept(["题目", TEXT[0], long, "小标题", long, TEXT[1]]) == ["题目", TEXT[0], long, "小标题", TEXT[1]]
    assert lines_kept(["题目", *chapters]) == ["题目", *chapters]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(SENTENCES.filter(lambda text: len(set(text)) > 12), min_size=3, max_size=8, unique=True),
    st.integers(min_value=0, max_value=7),
)
def test_a_page_pasted_with_one_line_edited_reads_as_the_page_once(lines: list[str], place: int) -> None:
    place %= len(lines)
    edited = [*lines[:place], f"{lines[place][:20]}的{lines[place][20:]}", *lines[place + 1 :]]
    once = read_article(article(paragraphs(lines)), "http://example.cn/")

    assert read_article(article(paragraphs(lines + edited)), "http://example.cn/").text == once.text


def test_thousands_of_like_rows_are_kept() -> None:
    rows = [f"某某专项资金安排项目名称，承担单位某某有限公司第{number}分公司" for number in range(5000)]

    assert lines_kept(rows) == rows


CLAUSE = "各牵头单位要建立工作台账，明确时间表和路线图，按季度向领导小组报告进展情况，" * 4 + "确保各项任务落到实处。"
OWN = ("第一项的措施各不相同，由科技部门负责落实。", "第二项另有安排，由财政部门会同有关方面办理。")


@pytest.mark.parametrize(
    "lines",
    [
        ["第一章 研发", OWN[0], CLAUSE, "第二章 转化", OWN[1], CLAUSE],
        ["一、研发任务", CLAUSE, OWN[0], "二、转化任务", CLAUSE, OWN[1]],
        ["（一）研发任务", CLAUSE, "（二）转化任务", CLAUSE],
        ["第一包", *TEXT, CLAUSE, "第二包", *TEXT, CLAUSE],
        [line for number in "一二三四" for line in (f"第{number}章 任务", OWN[0], CLAUSE)],
    ],
    ids=["last of a chapter", "first of a chapter", "all of a chapter", "a whole lot", "four chapters"],
)
def test_a_standard_clause_is_kept_though_it_stands_twice(lines: list[str]) -> None:
    lines = ["关于推进某某工作的实施方案", "为做好有关工作，制定本方案。", *lines]

    assert lines_kept(lines) == lines


@pytest.mark.parametrize(
    "lines",
    [
        [TEXT[0], CLAUSE, CLAUSE, TEXT[1]],
        [TEXT[0], CLAUSE, TEXT[1], CLAUSE, TEXT[2]],
        ["一、总体要求", CLAUSE, TEXT[0], TEXT[1], CLAUSE, TEXT[2]],
        ["甲研究院", CLAUSE, "乙研究院", CLAUSE, TEXT[2]],
    ],
    ids=["at once", "between others", "far from its heading", "below another name"],
)
def test_a_paragraph_pasted_by_a_slip_is_kept_once(lines: list[str]) -> None:
    kept = lines_kept(["题目", *lines])

    assert kept.count(CLAUSE) == 1
    assert set(kept) == {"题目", *lines}


HEADS = ("", f"<h2>{TITLE}</h2>", "<p>来源：某某报 发布时间：2026-09-08</p>", "<p>2026年9月8日</p>")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(SENTENCES.filter(lambda text: len(set(text)) > 12), min_size=1, max_size=6, unique=True),
    st.integers(min_value=2, max_value=4),
    st.sampled_from(HEADS),
    st.sampled_from(
        (
            "<p>一、总体要求</p>",
            "<table><tr><td>年份</td><td>目标</td></tr><tr><td>2026</td><td>12</td></tr></table>",
            "",
        )
    ),
)
def test_a_page_pasted_with_its_own_head_reads_as_the_page_once(
    lines: list[str], times: int, head: str, part: str
) -> None:
    body = paragraphs(lines[:1]) + part + paragraphs(lines[1:])
    once = read_article(article(body), "http://example.cn/")

    assert read_article(article(body + (head + body) * (times - 1)), "http://example.cn/").text == once.text


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(["张三", "李四", "王五", "甲公司", "合计", "——"]), min_size=6, max_size=60),
    st.lists(SENTENCES, min_size=1, max_size=4, unique=True),
)
def test_lines_of_a_list_of_names_are_kept_however_often_they_return(names: list[str], lines: list[str]) -> None:
    assert lines_kept(["题目", *lines, *names]) == ["题目", *lines, *names]


def test_a_page_of_a_line_or_two_pasted_again_is_kept_once() -> None:
    for lines in (["定于9月10日召开座谈会，请准时参加。"], ["各市科技局：", "现将有关事项通知如下。"]):
        assert lines_kept(["题目", *lines * 3]) == ["题目", *lines]


def test_a_copy_parted_into_lines_in_other_places_is_dropped() -> None:
    parted = [part for line in TEXT for part in (line[:14], line[14:])]

    assert lines_kept(["题目", *TEXT, *parted]) == ["题目", *TEXT]
    assert lines_kept(["题目", *TEXT, "".join(TEXT)]) == ["题目", *TEXT]


def test_the_short_heading_above_a_pasted_part_goes_with_it() -> None:
    lines = [TEXT[0], "一、任务", *TEXT[1:]]

    assert lines_kept(["题目", *lines, *lines[1:]]) == ["题目", *lines]
    assert lines_kept(["题目", *lines, *lines[1:], "新的一段。"]) == ["题目", *lines, "新的一段。"]


@pytest.mark.parametrize("end", ["…", "......"])
def test_a_summary_cut_by_its_room_is_dropped(end: str) -> None:
    assert lines_kept(["题目", f"{TEXT[0][:30]}{end}", *TEXT]) == ["题目", *TEXT]


def test_what_is_said_each_day_or_in_each_answer_is_kept() -> None:
    days = [
        line
        for day in range(1, 6)
        for line in (
            f"9月{day}日",
            "上午9:00 开幕式、主旨报告，地点：国际会议中心一层多功能厅，参加人员：全体代表。",
            "下午14:30 分组讨论，地点：各分会场，参加人员：各组代表，由组长主持。",
        )
    ]
    answers = [
        line
        for number in range(6)
        for line in (
            f"问：第{number}项工作有什么安排？",
            "答：感谢您对我们工作的关注和支持，现就有关问题答复如下。",
            TEXT[number % 3][number:] + str(number),
            "再次感谢您对科技工作的关心，如有疑问请拨打服务热线咨询。",
        )
    ]

    assert lines_kept(["题目", *days]) == ["题目", *days]
    assert lines_kept(["题目", *answers]) == ["题目", *answers]


@pytest.mark.parametrize("times", [2, 3])
def test_a_text_pasted_with_its_signature_keeps_both_once(times: int) -> None:
    lines = [*TEXT, "某某省科学技术厅", "2026年9月8日"]

    assert read_article(article(paragraphs(lines * times)), "http://example.cn/").text.split("\n") == lines
