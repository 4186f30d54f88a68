"""Articles that are a file in a frame or a picture, and templates that are neither."""

import pytest

from crawler.reading import read_file
from crawler.reading.links import may_link_files
from planwatch.records import Verdict

from .pages import page

TITLE = "一图读懂某某市科技创新发展规划"
URL = "https://www.example.gov.cn/art/1.html"
PICTURE = '<p align="center"><img src="./W020260908.jpg" alt="图解" width="900"></p>'


def notice(inner: str, name: str = "zoom", header: str = "发布时间：2026-09-08 来源：某某市科技局") -> str:
    return page(f'<h1>{TITLE}</h1><div>{header}</div><div id="{name}">{inner}</div>', title=TITLE)


@pytest.mark.parametrize(
    ("frame", "href"),
    [
        ('<iframe src="/pdfjs/web/viewer.html?file=/att/2026/x.pdf#page=1"></iframe>', "/att/2026/x.pdf"),
        ('<embed src="./x.pdf">', "./x.pdf"),
        ('<object data="/att/x.pdf"></object>', "/att/x.pdf"),
    ],
)
def test_a_file_that_a_page_shows_is_its_attachment(frame: str, href: str) -> None:
    article = read_file(notice(frame).encode(), URL).article

    assert article is not None
    assert [file.href for file in article.attachments] == [href]
    assert may_link_files(notice(frame), None)


def test_a_frame_with_a_page_is_no_attachment() -> None:
    assert read_file(notice('<iframe src="/map.html?file=1"></iframe>').encode(), URL).verdict is Verdict.EMPTY


def test_a_picture_in_the_place_of_the_text_is_an_article() -> None:
    reading = read_file(notice(PICTURE).encode(), URL)

    assert reading.article is not None
    assert (reading.verdict, reading.note) == (Verdict.OK, "a picture without a text")
    assert (reading.article.title, reading.article.published_on, reading.article.text) == (TITLE, "2026-09-08", "")


@pytest.mark.parametrize(
    "hollow",
    [
        notice(""),
        notice('<img src="/images/loading.png">'),
        notice('<img src="/images/wait.gif">'),
        notice('<img src="/images/arrow.png" width="16">'),
        notice("", header=f"发布时间：2026-09-08{PICTURE}"),
        notice(PICTURE, name="banner"),
        notice(PICTURE, header="来源：某某市科技局"),
    ],
    ids=["nothing", "spinner", "gif", "arrow", "outside", "no text's element", "no day"],
)
def test_a_hollow_template_stays_empty(hollow: str) -> None:
    assert read_file(hollow.encode(), "http://localhost/").verdict is Verdict.EMPTY
