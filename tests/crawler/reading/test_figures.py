"""Pages declared for their figures: each figure is read, whatever form the page gives it, and what is around them is not."""

import datetime as dt

import pytest

from crawler.reading import read
from planwatch.records import PageKind, Reading, Source, StoredCapture, Verdict, WatchedPage

HOME = "https://www.example.gov.cn/"
URL = f"{HOME}tj/index.html"
SOURCE = Source("zwfw", "政务服务局", "ministry", HOME, pages=(WatchedPage("办件统计", URL),))
NOTE = (
    "<p>第{}条说明：办结数按自然月统计，每月五日前更新上月数据，满意度来自办结后的电话回访，解释权在市政务服务局。</p>"
)
NAMES = ("受理总量", "办结总量", "网上申请", "窗口办理", "跨省通办", "电子证照")
FIGURES = (128600, 127301, 98002, 25503, 3604, 1205)
HEAD = (
    "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/zwgk/'>政务公开</a></li></ul></div>"
    "<p>您是第20261122位访客</p><p>当前位置：首页 > 数据统计</p>"
)
FOOT = (
    "<div class='pages'><a href='?p=1'>1</a><a href='?p=2'>2</a></div><aside><p>今日气温 12 度，微风。</p></aside>"
    "<div class='footer'><p>主办单位：市政务服务局 邮编 610000</p><p>技术热线 85551234，工作日九点至十七点。</p></div>"
)


def rows_of(form: str) -> str:
    return "".join(form.format(*pair) for pair in zip(NAMES, FIGURES, strict=True))


def reading(body: str) -> Reading:
    html = f"<html><head><title>数据统计_市政务服务局</title></head><body>{HEAD}{body}{FOOT}</body></html>"
    seen = StoredCapture(1, 1, 1, "zwfw", URL, PageKind.ARTICLE, dt.datetime(2026, 11, 1, 18, tzinfo=dt.UTC), 200,
        None, "text/html", "utf-8", None, None, html.encode())  # fmt: skip
    return read(seen, SOURCE)


TABLE = f"<table>{rows_of('<tr><td>{}</td><td>{}</td></tr>')}</table>"
FORMS = {
    "table above notes": TABLE + "".join(NOTE.format(n) for n in range(9)),
    "table below notes": "<h1>数据统计</h1><div>" + "".join(NOTE.format(n) for n in range(9)) + f"</div><div>{TABLE}</div>",
    "list": f"<h2>数据统计</h2><ul>{rows_of('<li><b>{}</b><i>{}</i></li>')}</ul>",
    "list alone": f"<ul>{rows_of('<li><b>{}</b><i>{}</i></li>')}</ul>",
    "cards": f"<div>{rows_of('<div class=card><h4>{}</h4><p>{}</p></div>')}</div>",
    "cards, the figure first": rows_of("<div><p>{1}</p><h3>{0}</h3></div>"),
    "definitions": f"<h1>统计</h1><dl>{rows_of('<dt>{}</dt><dd>{}</dd>')}</dl>",
    "tiles that lead on": rows_of("<div><a href='/tj/{1}.html'><p>{0}</p><p>{1}件</p></a></div>"),
    "a tile's link in one line": rows_of("<li><a href='/tj/{1}.html'>{0}<b>{1}</b></a></li>"),
    "words in a sentence": "<p>截至目前，" + rows_of("{}{}件，") + "运行平稳。</p>",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_figure_and_its_name_is_read_and_nothing_around_the_main_area(form: str) -> None:
    seen = reading(FORMS[form])

    assert seen.article is not None, seen.note
    assert seen.article.title == "办件统计"
    for said in (*NAMES, *map(str, FIGURES)):
        assert said in seen.article.text
    for other in ("首页", "政务公开", "访客", "气温", "邮编", "85551234", "\n1\n2"):
        assert other not in seen.article.text


def test_figures_side_by_side_stay_apart_and_digits_in_boxes_together() -> None:
    apart = reading("<div><b>1000</b><b>993</b></div><div><span>PM2.5</span><i>35</i></div><p>投诉 35</p>").article
    boxes = reading("<div><p>累计办件</p><i>1</i><i>2</i><i>8</i><i>6</i></div><p>增长<b>12</b><i>.5</i>%</p>").article

    assert apart is not None
    assert apart.text == "1000 993\nPM2.5 35\n投诉 35"
    assert boxes is not None
    assert boxes.text == "累计办件\n1286\n增长12.5%"


def test_a_page_that_is_not_filled_has_no_figures_for_all_that_stands_around() -> None:
    empty = reading("<h1>办件统计</h1><ul></ul>")

    assert empty.verdict is Verdict.OK
    assert empty.article is not None
    assert not any(map(str.isdigit, empty.article.text))
