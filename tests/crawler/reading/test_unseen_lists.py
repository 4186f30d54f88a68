"""Lists in manners that a blind set of other sites showed first."""

import json
from collections.abc import Iterable, Mapping

import pytest

from crawler.reading import read_file
from planwatch.records import ListItem, Verdict

from .manners_unseen import SHORT_NOTICE
from .pages import page
from .test_listing import DATES, HREFS, TITLES

ROWS = list(zip(HREFS, TITLES, DATES, strict=True))
LEAD = "2025年3月1日以来，各地扎实推进有关工作，截至2026年6月30日已完成阶段性任务，成效明显。"


def items(html: str) -> tuple[ListItem, ...]:
    listing = read_file(html.encode(), "https://www.example.gov.cn/tztg/").listing
    return listing.items if listing else ()


def archive(heading: str, entry: str, numbers: Mapping[int, Iterable[int]]) -> str:
    """Return a heading and a list for each number, whose entries show the numbers that stand beside it."""
    return "".join(
        f"{heading.format(of=of)}<ul>{''.join(entry.format(of=of, n=n) for n in below)}</ul>"
        for of, below in numbers.items()
    )


def rows(shape: str) -> str:
    return "".join(
        shape.format(
            href=href, title=title, date=date, y=date[:4], m=date[5:7], d=date[8:], short=date[2:].replace("-", "/")
        )
        for href, title, date in ROWS
    )


SHAPES = {
    "whole entry is a link with a heading": '<a href="{href}"><div><h2>{title}</h2><p>' + LEAD + "</p><span>85</span><span>{date}</span></div></a>",
    "whole entry is a link with lines": '<li><a href="{href}"><div><p>{title}</p><p><span>某某局</span><span>{short}</span></p></div></a></li>',
    "parts of the day in the link": '<div><a href="{href}"><div><em>{d}</em><span>{m}月</span><span>{y}</span></div><div><h3>{title}</h3></div></a></div>',
    "summary tells of other days": f'<div><a href="{{href}}">{{title}}</a><div>{LEAD}</div><div><span>某某报</span><span>{{date}} 09:30</span></div></div>',
    "day at the end of the title": '<li><a href="{href}">{title} ({date})</a></li>',
    "entry opens by a click": """<div class="row" onclick="window.open('{href}')"><div>{title}</div><div><span>某某区</span><span>{date}</span></div></div>""",
    "picture with a title of its own": '<tr><td><a href="{href}" title="新窗口打开页面"><img src="f.gif"></a></td><td><a href="{href}">{title}</a></td><td>{date}</td></tr>',
    "title attribute with labels": '<li><a href="{href}" title="文章标题：{title}&#13;&#10;作　者：佚名&#13;&#10;更新时间：{date}">{title:.9}…</a> {date}</li>',
    "mark of a column inside the link": '<li><a href="{href}" title="{title}">【水利】{title:.9}…</a><span>{date}</span></li>',
    "record in a script": '<script type="text/xml"><record><![CDATA[<li><a href="{href}" title="{title}">{title}</a><b>{date}</b></li>]]></record></script>',
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_an_entry_has_its_title_and_its_day(name: str) -> None:
    box = "table" if SHAPES[name].startswith("<tr") else "ul" if SHAPES[name].startswith("<li") else "div"
    found = items(page(f"<{box}>{rows(SHAPES[name])}</{box}>", title="公告"))

    assert [(item.title, item.href, (item.date or "")[:10]) for item in found] == [
        (title, href, date) for href, title, date in ROWS
    ]


def test_a_register_gives_the_day_of_publication_that_its_addresses_have() -> None:
    html = "".join(
        f'<tr><td><a href="./202609/t202609{n:02}_1.html">某某市第{n}号规范性文件的通知</a></td><td>2026-08-{n:02}</td><td>2026-09-{n:02}</td></tr>'
        for n in range(1, 9)
    )

    assert [item.date for item in items(page(f"<table>{html}</table>"))] == [f"2026-09-{n:02}" for n in range(1, 9)]


def test_blocks_of_five_outweigh_a_longer_hot_list_beside_them() -> None:
    def block(numbers: range) -> str:
        return "".join(f'<li><a href="/2026/c{n}.html">某县第{n}件事</a><i>2026-09-{n:02}</i></li>' for n in numbers)

    hot = "".join(
        f'<li><a href="/hot/2026/{n}.html">某某市第{n}件十分受人关注的大事的来龙去脉</a></li>' for n in range(12)
    )
    html = f"<div><ul>{block(range(1, 6))}</ul><ul>{block(range(6, 11))}</ul></div><div><h3>点击排行</h3><ul>{hot}</ul></div>"

    assert [item.href for item in items(page(html))] == [f"/2026/c{n}.html" for n in range(1, 11)]


def test_an_archive_joins_the_day_with_the_month_of_its_heading() -> None:
    months = archive(
        "<h2>2026年{of}月</h2>",
        '<li><span>{n}日</span> <a href="/news/{of}{n:02}001/">某某县第{of}号第{n}件大事</a></li>',
        {9: (28, 25, 4), 8: (28, 25, 4)},
    )

    assert [item.date for item in items(page(f"<div>{months}</div>"))] == [
        "2026-09-28", "2026-09-25", "2026-09-04", "2026-08-28", "2026-08-25", "2026-08-04",
    ]  # fmt: skip


def test_days_before_the_titles_under_a_long_heading_make_no_article() -> None:
    entries = "".join(
        f'<div><p>Sep {n}, 2026</p><h3><a href="../news/{n:03}_view.html">Notice {n} on the ferry services</a></h3></div>'
        for n in range(1, 10)
    )

    found = items(page(f"<section><h1>Announcements</h1><div>{entries}</div></section>", title="Announcements"))

    assert [item.date for item in found] == [f"2026-09-{n:02}" for n in range(1, 10)]


@pytest.mark.parametrize("name", ["__NEXT_DATA__", "var"])
def test_entries_that_a_script_would_show_are_read_from_its_data(name: str) -> None:
    data = json.dumps(
        {"props": {"list": [{"title": t, "url": h, "publishTime": d} for h, t, d in ROWS]}}, ensure_ascii=False
    )
    script = (
        f'<script id="{name}" type="application/json">{data}</script>'
        if name != "var"
        else f"<script>var list = {data};show(list);</script>"
    )

    assert [(item.title, item.href, item.date) for item in items(page(f"<div id='list'></div>{script}"))] == [
        (t, h, d) for h, t, d in ROWS
    ]


@pytest.mark.parametrize("count", [1, 2])
def test_a_new_column_of_one_or_two_entries_is_a_list(count: int) -> None:
    entries = "".join(f'<li><a href="{href}">{title}</a><span>{date}</span></li>' for href, title, date in ROWS[:count])

    assert len(items(page(f"<ul>{entries}</ul><div>共{count}条 第1/1页</div>", title="财政预决算"))) == count


def test_a_headline_without_a_text_stays_empty_though_entries_stand_beside_it() -> None:
    html = page(
        f"<h1>某某市科技局关于某事的通知全文</h1><div>发布时间：2026-09-08</div><ul>{rows('<li><a href={href}>{title}</a>{date}</li>')}</ul>",
        title="某某市科技局关于某事的通知全文",
    )

    reading = read_file(html.encode())

    assert (reading.verdict, reading.listing) == (Verdict.EMPTY, None)


def test_a_short_notice_beside_a_dated_list_is_an_article() -> None:
    article = read_file(SHORT_NOTICE.encode()).article

    assert article is not None
    assert (article.title, article.published_on) == ("儿科门诊时间调整公告", "2026-09-08")


def test_text_in_nested_cells_keeps_its_order() -> None:
    html = page(
        "<h1>某某公示</h1><table><tr><td>甲</td><td><p>一<b>二</b>三</p>四</td></tr><tr><td>乙</td><td>五</td></tr></table><p>公示期为五天，如有异议请来电反映。</p>"
    )
    article = read_file(html.encode()).article

    assert article is not None
    assert "甲 | 一二三 四" in article.text


def pairs(shape: str) -> str:
    cells = [shape.format(n=n) for n in range(1, 13)]
    rows = "".join(f"<tr>{one}{other}</tr>" for one, other in zip(cells[::2], cells[1::2], strict=True))
    return page(f"<table>{rows}</table>", title="通知公告")


def test_entries_side_by_side_in_a_row_are_all_read() -> None:
    found = items(pairs('<td><a href="/a/{n}.html">关于第{n}批项目申报工作的通知</a> (2026-09-{n:02})</td>'))

    assert [(item.href, item.date) for item in found] == [(f"/a/{n}.html", f"2026-09-{n:02}") for n in range(1, 13)]


def test_what_a_row_links_beside_its_entry_is_none() -> None:
    shape = '<td><a href="/a/{n}.html">关于第{n}批项目申报工作的通知</a></td><td><a href="/dept/kjj{n}.jsp">某某市科技局第{n}科</a></td>'
    rows = "".join(f"<tr>{shape.format(n=n)}<td>2026-09-{n:02}</td></tr>" for n in range(1, 8))

    assert [item.href for item in items(page(f"<table>{rows}</table>", title="通知公告"))] == [
        f"/a/{n}.html" for n in range(1, 8)
    ]


@pytest.mark.parametrize("tag", ["dt", "h4"])
def test_entries_have_the_day_of_the_heading_above_them(tag: str) -> None:
    item = "dd" if tag == "dt" else "p"
    html = "".join(
        f'<{tag}>2026年09月{day:02}日</{tag}><{item}><a href="/a/{day}1.html">某某县第{day}号的第一件大事</a></{item}>'
        f'<{item}><a href="/a/{day}2.html">某某县第{day}号的第二件大事</a></{item}>'
        for day in (26, 23, 4)
    )

    assert [item.date for item in items(page(f"<dl>{html}</dl>", title="公告"))] == [
        "2026-09-26", "2026-09-26", "2026-09-23", "2026-09-23", "2026-09-04", "2026-09-04",
    ]  # fmt: skip


def test_entries_join_month_and_day_with_the_year_of_their_heading() -> None:
    years = archive(
        "<h3>{of}年</h3>",
        '<li><a href="/wj/{of}/{n}.html"><span>11-{n}</span>　某某县第{n}件大事的通知</a></li>',
        {2026: (27, 25, 22), 2025: (27, 25, 22)},
    )

    assert [item.date for item in items(page(f"<div>{years}</div>", title="文件"))] == [
        "2026-11-27", "2026-11-25", "2026-11-22", "2025-11-27", "2025-11-25", "2025-11-22",
    ]  # fmt: skip


def test_rows_that_turn_the_page_or_lead_home_are_no_entries() -> None:
    shape = '<tr><td><a href="{href}">{title}</a></td><td>{date}</td></tr>'
    above = '<tr><td colspan="2">当前位置：<a href="index.asp">首页</a> → <a href="wj.asp">文件</a></td></tr>'
    below = (
        '<tr><td colspan="2">首页 上一页 <a href="wj.asp?page=2">下一页</a> <a href="wj.asp?page=8">尾页</a></td></tr>'
    )
    found = items(page(f"<table>{above}{rows(shape)}{below}</table>", title="公告"))
    assert [item.href for item in found] == HREFS


def test_an_articles_own_rows_are_no_entries_of_its_related_links() -> None:
    title = "深海光源工程进展顺利"
    related = "".join(f'<tr><td>·<a href="{href}">{title}</a> ({date})</td></tr>' for href, title, date in ROWS[:3])
    text = "".join(f"<p>工程第{number}段介绍说，{LEAD.replace('2025', str(2010 + number))}</p>" for number in range(14))
    html = (
        f"<div><table><tr><th><h1>{title}</h1></th></tr>"
        '<tr><td>2026年03月15日 10:12 <a href="https://news.example.org/">科技导报</a></td></tr>'
        f"<tr><td>{text}</td></tr></table>"
        f"<table><tr><td><b>相关专题：</b></td></tr>{related}</table></div>"
    )
    reading = read_file(page(html, title=title).encode())
    assert reading.article is not None
    assert reading.article.title == title
