"""Title, facts and body of pages of no site in particular."""

from pathlib import Path

import pytest

from crawler.reading.article import find_attachment_links, read_article
from planwatch.records import ArticleRules

from .pages import PARAGRAPHS, TITLE, article, page, paragraphs

URL = "https://www.example.gov.cn/zwgk/202609/t20260908_1.html"
BODY = "\n".join(PARAGRAPHS)


def test_a_page_without_any_class_gives_its_parts() -> None:
    read = read_article(article(paragraphs()), URL)

    assert (
        read.title,
        read.text,
        read.published_on,
        read.credited_source,
    ) == (TITLE, BODY, "2026-09-08T10:30", "某某报")


@pytest.mark.parametrize(
    "furniture",
    [
        "<div>责任编辑：张三</div>",
        "<div>【打印本页】【关闭窗口】</div>",
        "<div>上一篇：<a href='1.html'>关于另一件事的通知</a></div><div>下一篇：没有了</div>",
        "<div>相关链接</div><ul><li><a href='2.html'>一图读懂行动方案</a></li><li><a href='3.html'>专家解读之一</a></li></ul>",
        "<div>扫一扫在手机打开当前页</div>",
        "<div>关键词：</div><div>为你推荐</div>",
        "<div>分享到：</div><div>微信 新浪微博</div>",
        "<div style='display:none'>隐藏的说明，不在正文里。</div>",
        "<script>document.write('脚本，不是正文。')</script>",
    ],
)
def test_furniture_after_a_body_is_none_of_it(furniture: str) -> None:
    assert read_article(article(paragraphs() + furniture), URL).text == BODY


def test_the_information_table_is_read_and_an_index_number_is_no_document_number() -> None:
    table = (
        "<table><tr><td>索 引 号：</td><td>000014349/2026-00012</td><td>发文机关：</td><td>科技部 财政部</td></tr>"
        "<tr><td>发文字号：</td><td>国科发规〔2026〕7号</td><td>成文日期：</td><td>二〇二六年三月七日</td></tr>"
        "<tr><td>主题分类：</td><td>科技</td><td>发布日期：</td><td>2026年03月13日</td></tr></table>"
    )
    read = read_article(page(f"<div>{table}<h1>{TITLE}</h1><div>{paragraphs()}</div></div>"), URL)

    assert read.index_number == "000014349/2026-00012"
    assert read.document_number == "国科发规〔2026〕7号"
    assert read.issuers == ("科技部", "财政部")
    assert (read.adopted_on, read.published_on) == ("2026-03-07", "2026-03-13")
    assert read.text == BODY


def test_an_index_number_alone_gives_no_document_number() -> None:
    read = read_article(page(f"<div>索引号：000014349/2026-00012</div><h1>{TITLE}</h1>{paragraphs()}"), URL)

    assert (read.document_number, read.index_number) == (None, "000014349/2026-00012")


def test_a_number_under_the_headline_is_the_document_number_and_not_body() -> None:
    read = read_article(article(f"<p>国科发规〔2026〕7号</p>{paragraphs()}"), URL)

    assert (read.document_number, read.text) == ("国科发规〔2026〕7号", BODY)


def test_the_date_shown_beats_a_meta_and_a_meta_beats_the_address() -> None:
    meta = '<meta name="PubDate" content="2026-10-01 08:00"><meta name="ContentSource" content="某某局">'

    assert read_article(article(paragraphs(), head=meta), URL).published_on == "2026-09-08T10:30"
    bare = read_article(article(paragraphs(), header="", head=meta), URL)
    assert (bare.published_on, bare.credited_source) == ("2026-10-01T08:00", "某某局")
    assert read_article(article(paragraphs(), header=""), URL).published_on == "2026-09-08"


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        ("发布日期：2024-09-10 10∶08", "2024-09-10T10:08"),
        ("时间：2025年06月03日13时44分", "2025-06-03T13:44"),
        ("发布时间：２０２６-01-05", "2026-01-05"),
        ("二○○六年二月九日", "2006-02-09"),
        ("2020-12-30 09:09:49", "2020-12-30T09:09:49"),
        ("发布日期：2026-02-30", None),
    ],
)
def test_dates_are_read_in_every_form(shown: str, day: str | None) -> None:
    read = read_article(article(paragraphs(), header=shown), "https://www.example.gov.cn/a.html")

    assert read.published_on == day


def test_a_cut_title_or_the_site_name_is_not_the_title() -> None:
    cut = page(f"<h1>{TITLE}</h1><div>来源：某报</div>{paragraphs()}", title=f"{TITLE[:8]}…")
    site = page(
        f"<h2>通知公告</h2><div>{TITLE}</div><div>来源：某报 时间：2026-09-08</div>{paragraphs()}", title="某某部"
    )

    assert read_article(cut, URL).title == TITLE
    assert read_article(site, URL).title == TITLE


def test_the_information_table_names_a_page_whose_head_names_the_site() -> None:
    table = "<table><tr><td>索引号：</td><td>000014349/2026-00012</td></tr><tr><td>名称：</td><td>{}</td></tr></table>"
    html = page(f"<h1>政府信息公开</h1>{table.format(TITLE)}<div>{paragraphs()}</div>", title="某某部")
    bare = page(f"<h1>{TITLE}</h1><div><p>名称：某某有限公司</p>{paragraphs()}</div>", title="某某部")

    assert read_article(html, URL).title == TITLE
    assert read_article(bare, URL).title == TITLE


def test_json_ld_says_what_the_page_does_not_show() -> None:
    told = '{"@graph": [{"@type": "WebSite"}, {"headline": "另一个题目", "datePublished": "2026-10-02T08:00:00+08:00", "publisher": {"name": "某某网"}}]}'
    head = f'<script type="application/ld+json">{told}</script>'
    bare = read_article(page(f"<div>{paragraphs()}</div>", title="", head=head), URL)
    shown = read_article(article(paragraphs(), head=head), URL)

    assert (bare.title, bare.published_on, bare.credited_source) == ("另一个题目", "2026-10-02T08:00:00", "某某网")
    assert (shown.title, shown.published_on, shown.credited_source) == (TITLE, "2026-09-08T10:30", "某某报")


@pytest.mark.parametrize("told", ["{broken", "[" * 100_000, "[1, null]", '{"headline": 7, "author": [], "@graph": 3}'])
def test_json_ld_that_says_nothing_changes_nothing(told: str) -> None:
    html = article(paragraphs(), head=f'<script type="application/ld+json">{told}</script>')

    assert read_article(html, URL) == read_article(article(paragraphs()), URL)


def test_a_long_table_keeps_every_row_and_repeats_none() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>某某区第{number}有限公司</td></tr>" for number in range(5000))
    read = read_article(article(paragraphs() + f"<table>{rows}</table>"), URL)

    assert read.text.count("\n") == len(PARAGRAPHS) + 4999
    assert read.text.endswith("4999 | 某某区第4999有限公司")


def test_tables_keep_a_row_a_line() -> None:
    table = "<table><tr><th>指标</th><th>2025年</th></tr><tr><td>投入强度</td><td>2.8%</td></tr></table>"

    assert read_article(article(paragraphs() + table), URL).text == f"{BODY}\n指标 | 2025年\n投入强度 | 2.8%"


def test_a_copy_for_phones_beside_the_desktop_copy_is_read_once() -> None:
    copy = f"<div><h1>{TITLE}</h1><div>来源：某报 时间：2026-09-08</div>{{}}</div>"
    read = read_article(page(copy.format(paragraphs()) + copy.format(paragraphs())), URL)

    assert (read.text, read.repeated_chars) == (BODY, len("".join(PARAGRAPHS)))


def test_attachments_are_those_the_body_links_to() -> None:
    files = '<p>附件：<a href="./P020260908.pdf">行动方案.pdf</a></p><p><a href="/u/2.XLSX?x=1">汇总表</a></p>'
    html = article(paragraphs() + files).replace("<ul>", '<ul><li><a href="/help.pdf">使用帮助</a></li>', 1)
    found = find_attachment_links(html, URL)

    assert [(file.href, file.title) for file in found] == [
        ("./P020260908.pdf", "行动方案.pdf"),
        ("/u/2.XLSX?x=1", "汇总表"),
    ]
    assert found[0].url == "https://www.example.gov.cn/zwgk/202609/P020260908.pdf"
    assert find_attachment_links(article(paragraphs()), URL) == ()


def test_a_declaration_says_where_the_parts_stand() -> None:
    html = page(
        f'<h1>栏目</h1><b class="t">{TITLE}</b><i class="d">2026年9月9日</i><div class="x"><p>正文一句。</p><p class="share">分享</p></div>'
        f'<div class="files"><a href="down?id=3">申报书</a></div>{paragraphs()}'
    )
    rules = ArticleRules(title=".t", text=".x", remove=(".share",), date=".d", attachments=".files")
    read = read_article(html, URL, rules)

    assert (read.title, read.text, read.published_on) == (TITLE, "正文一句。", "2026-09-09")
    assert [file.href for file in read.attachments] == ["down?id=3"]


def test_a_page_cut_by_nesting_is_read_to_its_end() -> None:
    html = f"<html><body>{'<div>' * 5000}{paragraphs()}{'</div>' * 5000}<p>最后一段也要读到，不能丢。</p></body></html>"

    assert read_article(html, URL).text == f"{BODY}\n最后一段也要读到，不能丢。"


def test_unseen_characters_never_reach_title_or_text() -> None:
    html = article("<p>第一段\u200b文字，\x00有\u202e零宽&#8203;字符。</p>" + paragraphs())
    read = read_article(html, URL)

    assert read.text.startswith("第一段文字，有零宽字符。\n")


@pytest.mark.parametrize("name", ["yangtze-delta-community-plan", "eastwest-cooperation-pasted-twice"])
def test_the_two_articles_are_read_from_a_plain_page(shared: Path, name: str) -> None:
    lines = (shared / "articles" / f"{name}.txt").read_text(encoding="utf-8").split("\n")
    html = f"<html><head><title>{lines[0]}</title></head><body>{paragraphs(lines)}</body></html>"
    read = read_article(html, URL)

    if name.startswith("yangtze"):
        assert read.published_on == "2020-12-30T09:09:49"
        assert read.text.startswith("2020年12月29日,科技部印发《长三角")
        assert read.text.endswith("确保规划取得预期成效。")
    else:
        half = [line for line in lines if line][: len([line for line in lines if line]) // 2]
        assert read.text == "\n".join(half)
        assert read.repeated_chars == len("".join(half))


def test_a_digest_whose_items_are_links_with_summaries_is_a_body() -> None:
    items = "".join(
        f'<p><a href="/{number}.html">某某局发布第{number}项通知</a></p><p>{line}</p>'
        for number, line in enumerate(PARAGRAPHS * 2)
    )

    assert all(line in read_article(article(items), URL).text for line in PARAGRAPHS if line.endswith("。"))


def test_a_changed_copy_for_phones_is_left_out_and_an_annex_after_a_signature_is_kept() -> None:
    copy = f"<div><h1>{TITLE}</h1><div>{{}}</div>{{}}</div>"
    lines = [
        *PARAGRAPHS,
        *(f"（{number}）第{number}项任务由相关科室负责，年底前完成并报送总结材料。" for number in range(8)),
    ]
    added = [*lines[:2], "只在手机版里出现的一段文字，桌面版没有。" * 3, *lines[2:]]
    phone = copy.format("2026-09-08 10:30:00 来源:某报", paragraphs(added))
    desk = copy.format("2026-09-08 10:30 来源：某报 阅读：", paragraphs(lines))
    signed = [*PARAGRAPHS, "某某市科技局", "2026年9月8日", "附件内容从这里开始，也是正文的一部分。"]

    assert read_article(page(f"<div>{desk}{phone}</div>"), URL).text == "\n".join(lines)
    assert read_article(article(paragraphs(signed), header="发布时间：2026-09-08"), URL).text == "\n".join(signed)


@pytest.mark.parametrize("ends", [1, 2, 3])
def test_a_body_that_an_end_tag_too_many_cuts_goes_on_behind_it(ends: int) -> None:
    body = paragraphs(PARAGRAPHS[:2]) + "</div>" * ends + paragraphs(PARAGRAPHS[2:])
    links = "<div><h3>相关新闻</h3><ul><li><a href='2.html'>一图读懂行动方案</a></li></ul></div>"

    assert read_article(article(body + links), URL).text == BODY
