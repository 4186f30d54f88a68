"""One capture in, one reading out, whatever the capture holds."""

import datetime as dt
import subprocess
import sys
from dataclasses import replace

import pytest

from crawler.reading import READER, read, read_file, reader_id
from planwatch.records import ArticleRules, ListingRules, PageKind, Source, StoredCapture, Verdict, WatchedPage

from .pages import PARAGRAPHS, TITLE, article, page, paragraphs

URL = "https://www.example.gov.cn/tztg/202609/t20260908_1.html"
SOURCE = Source(
    id="example",
    name="某某部",
    kind="ministry",
    home_url="https://www.example.gov.cn/",
    listings=(
        ListingRules(title="通知", url="https://www.example.gov.cn/tztg/"),
        ListingRules(title="数据", url="https://www.example.gov.cn/data/new.json", kind="json"),
    ),
    pages=(WatchedPage(title="统计", url="https://www.example.gov.cn/tj/index.html", text=".stats"),),
    article=ArticleRules(text=".new"),
    article_before=(ArticleRules(text=".old", valid_until=dt.date(2025, 6, 30)),),
)
LISTED = "".join(
    f'<li><a href="./t2026090{n}_{n}.html">关于开展第{n}批项目申报工作的通知</a> 2026-09-0{n}</li>' for n in range(1, 8)
)


def capture(html: str | bytes, kind: PageKind = PageKind.ARTICLE, url: str = URL, year: int = 2026) -> StoredCapture:
    body = html.encode() if isinstance(html, str) else html
    return StoredCapture(
        id=7,
        page_id=1,
        run_id=1,
        source_id="example",
        url=url,
        kind=kind,
        captured_at=dt.datetime(year, 1, 1, tzinfo=dt.UTC),
        status=200,
        network_error=None,
        media_type="text/html",
        charset=None,
        redirected_to=None,
        body_hash="0" * 64,
        body=body,
    )


def test_the_rules_in_force_on_the_day_of_the_capture_are_used() -> None:
    html = page("<div class='old'><p>旧版式的正文在这里。</p></div><div class='new'><p>新版式的正文在这里。</p></div>")

    texts = [
        reading.article.text for year in (2025, 2026) if (reading := read(capture(html, year=year), SOURCE)).article
    ]

    assert texts == ["旧版式的正文在这里。", "新版式的正文在这里。"]


def test_a_watched_page_is_read_by_its_own_selector() -> None:
    html = page("<div class='stats'><p>产值一百亿元。</p></div><div class='new'><p>其他的文字在这里。</p></div>")
    reading = read(capture(html, url="https://www.example.gov.cn/tj/index.html"), SOURCE)

    assert reading.article is not None
    assert reading.article.text == "产值一百亿元。"


def test_links_are_meant_from_the_address_that_a_redirect_led_to() -> None:
    moved = "https://new.example.gov.cn/zwgk/tztg/"
    files = '<div class="new"><p>正文一句，附件如下。</p><p><a href="./a.pdf">行动方案.pdf</a></p></div>'
    one = read(replace(capture(page(files)), redirected_to=f"{moved}1.html"), SOURCE)
    many = read(replace(capture(page(LISTED), PageKind.LISTING), redirected_to=moved), SOURCE)

    assert one.article is not None
    assert [file.url for file in one.article.attachments] == [f"{moved}a.pdf"]
    assert many.listing is not None
    assert many.listing.items[0].url == f"{moved}t20260901_1.html"


def test_a_listing_is_read_by_the_rules_of_its_column() -> None:
    html = read(capture(page(LISTED), PageKind.LISTING, "https://www.example.gov.cn/tztg/index_1.html"), SOURCE)
    data = read(
        capture('[{"title": "规划", "url": "/1.html"}]', PageKind.LISTING, "https://www.example.gov.cn/data/new.json"),
        SOURCE,
    )

    assert html.listing is not None
    assert len(html.listing.items) == 7
    assert data.listing is not None
    assert data.listing.items[0].url == "https://www.example.gov.cn/1.html"


@pytest.mark.parametrize(
    ("stored", "verdict"),
    [
        (replace(capture(""), status=None, network_error="dns", body=None), Verdict.DNS),
        (replace(capture(""), status=304, body=None), Verdict.UNCHANGED),
        (replace(capture("gone"), status=404), Verdict.GONE),
        (
            capture("<html><head><title>题目而已</title></head><body><h1>题目而已，没有正文</h1></body></html>"),
            Verdict.EMPTY,
        ),
        (capture(page(""), PageKind.LISTING), Verdict.SOURCE_EMPTY),
        (capture("{not json", PageKind.LISTING, "https://www.example.gov.cn/data/new.json"), Verdict.EXTRACT_FAILED),
        (capture("正文".encode() * 50 + b"\xff" * 20), Verdict.BAD_ENCODING),
        (replace(capture(b"%PDF", PageKind.ATTACHMENT), status=404), Verdict.GONE),
        (capture(b"", PageKind.ATTACHMENT), Verdict.EMPTY),
    ],
)
def test_what_cannot_be_read_has_a_verdict_and_nothing_else(stored: StoredCapture, verdict: Verdict) -> None:
    reading = read(stored, SOURCE)

    assert (reading.verdict, reading.article, reading.listing, reading.attachment) == (verdict, None, None, None)
    assert reading.capture_id == 7


def test_an_attachment_that_cannot_be_read_is_a_reading_that_says_so() -> None:
    reading = read(capture(b"%PDF broken", PageKind.ATTACHMENT, "https://www.example.gov.cn/a.pdf"), SOURCE)

    assert reading.verdict is Verdict.OK
    assert reading.attachment is not None
    assert reading.attachment.problem == "broken"


def test_the_reader_is_named_by_code_and_by_what_the_declaration_says_of_reading() -> None:
    assert reader_id(None).startswith(f"{READER}:")
    assert reader_id(SOURCE) == reader_id(replace(SOURCE, name="改名", declaration_hash="x"))
    assert reader_id(SOURCE) != reader_id(replace(SOURCE, article=ArticleRules(text=".other")))


def test_reading_a_page_loads_nothing_that_only_files_and_foreign_or_broken_pages_need() -> None:
    seldom = {"docx", "openpyxl", "pypdfium2", "trafilatura", "bs4", "olefile", "xlrd", "striprtf"}
    code = f"import sys, crawler.reading; crawler.reading.read_file({article(paragraphs())!r}.encode()); print({seldom} & sys.modules.keys())"

    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "set()\n"


def test_a_file_tells_whether_it_is_a_list_or_an_article() -> None:
    one, many = read_file(article(paragraphs()).encode("gb18030"), URL), read_file(page(LISTED).encode(), URL)

    assert one.article is not None
    assert (one.article.title, one.article.text) == (TITLE, "\n".join(PARAGRAPHS))
    assert many.listing is not None
    assert len(many.listing.items) == 7


@pytest.mark.parametrize(
    "piece", ["<script>", "<!--", "<", '<a href="', "<title>", "<div>", "[", "<input ", "来源：时间："]
)
def test_a_page_that_repeats_one_beginning_without_end_is_read_to_its_end(piece: str) -> None:
    reading = read_file((piece * 100_000).encode())

    assert reading.verdict in set(Verdict)
