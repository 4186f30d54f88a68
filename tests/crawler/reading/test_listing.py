"""Lists of every kind: the main one among others, its entries whole, and the next page."""

import json

import pytest

from crawler.reading import read_file
from crawler.reading.blocks import one_line
from crawler.reading.listing import read_listing
from planwatch.records import ListingRules

from .pages import page

URL = "https://www.example.gov.cn/tztg/index.html"
TITLES = [f"关于开展第{number}批重点研发计划项目申报工作的通知" for number in range(1, 9)]
HREFS = [f"./202609/t202609{number:02}_{1000 + number}.html" for number in range(1, 9)]
DATES = [f"2026-09-{number:02}" for number in range(1, 9)]
FRIENDS = "".join(f'<li><a href="http://www.friend{number}.gov.cn/">友情单位{number}</a></li>' for number in range(30))
HOT = "".join(f'<li><a href="/hot/{number}.html">热点文章的题目也可以写得很长{number}</a></li>' for number in range(6))


def listed(shape: str, more: str = "") -> str:
    rows = "".join(
        shape.format(href=href, title=title, date=date) for href, title, date in zip(HREFS, TITLES, DATES, strict=True)
    )
    return page(
        f"<div><ul>{HOT}</ul></div><div class='main'>{rows}{more}</div><div><ul>{FRIENDS}</ul></div>", title="通知通告"
    )


@pytest.mark.parametrize(
    "shape",
    [
        '<li><a href="{href}">{title}</a><span>{date}</span></li>',
        '<li><span>[{date}]</span> <a href="{href}">{title}</a></li>',
        '<p>{date} <a href="/tztg/">[通知]</a> <a href="{href}">{title}</a></p>',
        '<div><a href="{href}"><img src="1.png"></a><h3><a href="{href}">{title}</a></h3><p>摘要：{title}的内容。</p><i>{date}</i></div>',
        '<dt><a href="{href}">{title}</a></dt><dd>{date}</dd>',
        '<li><a href="{href}" title="{title}">关于开展第…</a><em>{date}</em></li>',
        '<li><a href="{href}"><span>{title}</span><span>{date}</span></a></li>',
        '<li><a href="{href}">{title}</a></li>',
    ],
)
def test_the_main_list_is_found_with_whole_titles_and_dates(shape: str) -> None:
    items = read_listing(listed(shape), URL).items

    assert [(item.title, item.href, item.date) for item in items] == list(zip(TITLES, HREFS, DATES, strict=True))
    assert items[0].url == "https://www.example.gov.cn/tztg/202609/t20260901_1001.html"


def test_a_table_of_entries_with_spacer_rows_is_a_list() -> None:
    rows = "".join(
        f'<tr><td>{number}</td><td><a href="{href}">{title}</a></td><td>{date[2:]}</td></tr><tr><td colspan="3"></td></tr>'
        for number, (href, title, date) in enumerate(zip(HREFS, TITLES, DATES, strict=True))
    )
    items = read_listing(page(f"<table>{rows}</table>"), URL).items

    assert [(item.title, item.date) for item in items] == list(zip(TITLES, DATES, strict=True))


def test_a_list_cut_into_blocks_is_one_list() -> None:
    entries = [
        f'<li><a href="{href}">{title}</a> {date}</li>' for href, title, date in zip(HREFS, TITLES, DATES, strict=True)
    ]
    html = page(f"<div><ul class='l'>{''.join(entries[:4])}</ul><hr><ul class='l'>{''.join(entries[4:])}</ul></div>")

    assert [item.href for item in read_listing(html, URL).items] == HREFS


def test_day_and_month_in_elements_of_their_own_are_one_date() -> None:
    html = listed('<li><a href="{href}"><b>05</b><i>2026-11</i><h3>{title}</h3></a></li>')

    assert {item.date for item in read_listing(html, URL).items} == {"2026-11-05"}


@pytest.mark.parametrize(
    ("pager", "href"),
    [
        ('<script>createPageHTML(50, 0, "index", "shtml");</script>', "index_1.shtml"),
        ('<script>createPageHTML(1, 0, "index", "html");</script>', None),
        ("<script>var currentPage = 2; var countPage = 5//共多少页</script>", "index_3.html"),
        ("<script>Pager({size:16, current:0, prefix:'index',suffix:'html',visible:5});</script>", "index_1.html"),
        ('<a href="index_7.html">上一页</a><a href="index_9.html">下一页</a>', "index_9.html"),
        ('<a class="next" href="list-2.html"></a>', "list-2.html"),
        ('<b>1</b><a href="?page=2">2</a><a href="?page=3">3</a>', "?page=2"),
        ('<script>createPageHTML("pages", "50", "0", "index", "html", 745);</script>', "index_1.html"),
        ('<link rel="next" href="index_1.html">', "index_1.html"),
        ("""<a href="javascript:;" onclick="location.href='index_1.html'">下一页</a>""", "index_1.html"),
        ("""<a href="javascript:location.href='index_1.html'">下一页</a>""", "index_1.html"),
        ('<a aria-label="下一页" href="index_1.html"><i></i></a>', "index_1.html"),
        ('<a href="index_1.html">加载更多</a>', "index_1.html"),
        ('<a href="javascript:go(2)">下一页</a>', None),
        ('<a href="index.html">下一页</a>', None),
    ],
)
def test_the_next_page_is_found(pager: str, href: str | None) -> None:
    listing = read_listing(listed('<li><a href="{href}">{title}</a>{date}</li>', pager), URL)

    assert listing.next_href == href
    assert (listing.next_url is None) == (href is None)


def test_the_page_after_one_that_is_no_link_is_the_next() -> None:
    pager = '<a href="?page=1">1</a><b>2</b><a href="?page=3">3</a>'
    listing = read_listing(listed('<li><a href="{href}">{title}</a>{date}</li>', pager), f"{URL}?page=2")

    assert listing.next_href == "?page=3"


def test_selectors_are_followed() -> None:
    html = listed(
        '<div class="e"><a href="/x/{date}.html">更多</a><a class="t" href="{href}">{title}</a><u>2026年1月1日</u></div>'
    )
    rules = ListingRules(title="通知", url=URL, item=".e", link="a.t", date="u", next="a.more")
    listing = read_listing(html.replace("</body>", '<a class="more" href="p2.html">下一页</a></body>'), URL, rules)

    assert [(item.title, item.href, item.date) for item in listing.items] == [
        (title, href, "2026-01-01") for title, href in zip(TITLES, HREFS, strict=True)
    ]
    assert listing.next_href == "p2.html"


def test_links_that_lead_to_no_page_are_no_entries() -> None:
    html = listed(
        '<li><a href="{href}">{title}</a>{date}</li>', '<li><a href="javascript:;">另一件事情的通知公告</a></li>'
    )

    assert len(read_listing(html, URL).items) == len(TITLES)


@pytest.mark.parametrize(
    "value",
    [
        [{"URL": "/a/1.html", "TITLE": "第一个规划", "DOCRELPUBTIME": "2026-09-08"}],
        {"data": {"rows": [{"docTitle": "第一个<em>规划</em>", "url": "/a/1.html", "publishDate": "2026-09-08 00:00:00"}]}},
        {"result": {"a": {"list": [{"title": "第一个规划", "link": "/a/1.html", "pubtime": 1788796800000}]}}},
        {"data": {"html": '<ul><li><a href="/a/1.html">第一个规划</a>2026-09-08</li><li><a href="/a/2.html">第二个规划</a></li>'
                          '<li><a href="/a/3.html">第三个规划</a></li></ul>'}},
        {"rows": [{"infoTitle": "第一个规划", "coverImg": "/a/1.png", "infoUrl": "/a/1.html", "updateTime": "2026-10-01", "infoDate": "2026-09-08"}]},
        [{"showTitle": "第一个规划", "linkUrl": "/a/1.html", "publishedTimeStr": "2026-09-08"}],
        {"name": "通知公告", "url": "/tzgg/", "list": [
            {"title": f"第{'一二三'[n]}个规划", "url": f"/a/{n + 1}.html", "date": "2026-09-07T16:00:00.000Z"} for n in range(3)]},
    ],
)  # fmt: skip
def test_entries_are_found_anywhere_in_json(value: object) -> None:
    rules = ListingRules(title="最新", url=URL, kind="json")
    first = read_listing(json.dumps(value, ensure_ascii=False), URL, rules).items[0]

    assert (first.title, first.url, (first.date or "")[:10]) == (
        "第一个规划",
        "https://www.example.gov.cn/a/1.html",
        "2026-09-08",
    )


FEED = """<?xml version="1.0" encoding="gb2312"?><!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>栏目</title><item><title>规划一&e;</title><link>/a/1.html</link>
<pubDate>Tue, 08 Sep 2026 08:00:00 +0800</pubDate></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>规划一</title><link rel="self" href="/x"/>
<link href="/a/1.html"/><updated>2026-09-08T08:00:00+08:00</updated></entry></feed>"""
SITEMAP = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://www.example.gov.cn/a/1.html</loc><lastmod>2026-09-08</lastmod><n:news><n:title>规划一</n:title></n:news></url></urlset>"""


# Midnight in China.
IN_UTC = FEED.replace("Tue, 08 Sep 2026 08:00:00 +0800", "Mon, 07 Sep 2026 16:00:00 GMT")
ATOM_IN_UTC = ATOM.replace("2026-09-08T08:00:00+08:00", "2026-09-07T16:00:00Z")


@pytest.mark.parametrize("text", [FEED, FEED.encode("gb18030"), ATOM, SITEMAP, IN_UTC, ATOM_IN_UTC])
def test_feeds_and_sitemaps_are_read_without_their_entities(text: str | bytes) -> None:
    items = read_listing(text, URL).items

    assert [(item.title, item.url, (item.date or "")[:10]) for item in items] == [
        ("规划一", "https://www.example.gov.cn/a/1.html", "2026-09-08")
    ]


def test_a_page_without_a_list_has_no_entries() -> None:
    assert read_listing("<html><body><p>没有列表。</p></body></html>", URL).items == ()


def test_json_without_an_end_of_its_nesting_is_no_json_and_a_date_of_no_calendar_is_none() -> None:
    with pytest.raises(ValueError, match="nested too deep"):
        read_listing("[" * 100_000, URL)
    value = {"title": "第一个规划", "url": "/a/1.html", "pubDate": "Tue, 08 Sep 99999999999999999999 08:00:00 +0800"}
    assert [item.date for item in read_listing(json.dumps([value]), URL).items] == [None]


def test_a_day_in_a_node_of_its_own_and_titles_that_end_in_dots_are_read_whatever_stands_after_them() -> None:
    """Each took minutes once, in a run of blanks or dots that does not end as it should."""
    run = "\n" * 100_000
    entries = "".join(f"<li><a href='/a/{n}.html'>第{n}个规划{'…' * 50_000}完</a><b>5{run}x</b></li>" for n in range(6))

    items = read_listing(f"<html><body><ul>{entries}</ul></body></html>", URL).items

    assert [item.date for item in items] == [None] * 6
    assert items[0].title.startswith("第0个规划")


def test_a_run_of_line_breaks_between_wide_characters_is_one_blank_or_none() -> None:
    assert one_line("规" + "\n" * 200_000 + "划") == "规划"
    assert one_line("规" + "\n" * 200_000 + "x划") == "规 x划"
    assert one_line("规 划\n") == "规 划"
    assert one_line("规 \n 划 刚 要\n") == "规划 刚 要"


def test_json_handed_to_a_script_is_a_list_and_so_are_records_alone() -> None:
    rows = [{"title": title, "url": href, "date": date} for href, title, date in zip(HREFS, TITLES, DATES, strict=True)]
    records = "".join(
        f"<record><![CDATA[<li><a href='{row['url']}'>{row['title']}</a>{row['date']}</li>]]></record>" for row in rows
    )
    for text in (f"callback({json.dumps(rows)});", f"<div><script type='text/xml'>{records}</script></div>"):
        listing = read_file(text.encode(), URL).listing
        assert listing is not None
        assert [(item.title, item.date) for item in listing.items] == list(zip(TITLES, DATES, strict=True))


def test_a_time_in_utc_beside_a_title_in_another_language_is_as_it_is_written() -> None:
    titles = ["Research plan for the deep sea", "Call for evidence on data", "Guidance for laboratories"]
    entries = [
        {"title": title, "url": f"/a/{n}.html", "date": "2026-09-07T16:30:00Z"} for n, title in enumerate(titles)
    ]
    listing = read_file(json.dumps({"items": entries}).encode(), "https://www.example.org/news.json").listing
    assert listing is not None
    assert {(item.date or "")[:16] for item in listing.items} == {"2026-09-07T16:30"}
