"""English pages: read by our own rules, and by trafilatura where those find next to nothing."""

import datetime as dt

from crawler.reading import read
from crawler.reading.fallback import TAGS_MAX
from planwatch.records import Article, ArticleRules, PageKind, Source, StoredCapture

TITLE = "Ministry unveils five-year plan for marine equipment"
LINES = (
    "The Ministry of Science and Technology on Friday published a five-year plan for the marine equipment industry.",
    "Under the plan, the country will build twelve pilot bases and three open test fields, with 4.2 billion yuan in all.",
    "“We want companies to test at sea what they have so far tested in tanks,” said Li Wen, who led the drafting.",
    "Local governments are asked to draw up their own measures by the end of June. Progress is reviewed twice a year.",
)
MENU = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "World", "Business", "Culture"))
RELATED = "".join(f'<li><a href="/{n}.html">Another story about policy number {n}</a></li>' for n in range(6))
FOOT = "<footer><p>Copyright 2026 Example Daily. All rights reserved.</p><p>Privacy policy</p></footer>"


def english(body: str, rules: ArticleRules | None = None) -> Article | None:
    html = f"<html><head><title>{TITLE} | Example Daily</title></head><body><nav><ul>{MENU}</ul></nav>{body}{FOOT}</body></html>"
    source = Source("example", "Example Daily", "media", "https://example.com/", article=rules or ArticleRules())
    url, day = "https://example.com/2026/09/08/plan.html", dt.datetime(2026, 9, 8, tzinfo=dt.UTC)
    answer = (url, PageKind.ARTICLE, day, 200, None, "text/html", "utf-8", None, "0" * 64, html.encode())
    return read(StoredCapture(1, 1, 1, "example", *answer), source).article


def test_an_article_in_semantic_elements_is_read() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    read = english(f"<main><article><h1>{TITLE}</h1>{paragraphs}</article><aside><ul>{RELATED}</ul></aside></main>")

    assert read is not None
    assert (read.title, read.text.split("\n"), read.published_on) == (TITLE, list(LINES), "2026-09-08")


def test_an_article_in_plain_elements_is_read() -> None:
    lines = "".join(f"<div>{line}</div>" for line in LINES)
    read = english(f"<div><h1>{TITLE}</h1><div>2026-09-08 10:30</div><div>{lines}</div></div><ul>{RELATED}</ul>")

    assert read is not None
    assert (read.title, read.text.split("\n"), read.published_on) == (TITLE, list(LINES), "2026-09-08T10:30")


def test_an_article_of_links_which_we_take_for_navigation_is_read_by_trafilatura() -> None:
    linked = "".join(f'<p><a href="/notes/{place}">{line}</a></p>' for place, line in enumerate(LINES))
    body = f"<article><h1>{TITLE}</h1>{linked}</article>"
    read = english(body)

    assert read is not None
    assert read.text.split("\n") == list(LINES)
    assert english(body, ArticleRules(text="article")) is None


def test_a_short_notice_is_not_filled_with_navigation() -> None:
    read = english(f"<div><h1>{TITLE}</h1><p>The cabinet met on Monday.</p></div>")

    assert read is not None
    assert read.text == "The cabinet met on Monday."


def test_credits_around_the_text_are_none_of_it() -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in LINES)
    named = "<p>Source: Example Wire</p>", "<p>Editor: Li Wen</p>"
    read = english(f"<main><article><h1>{TITLE}</h1>{named[0]}{paragraphs}{named[1]}</article></main>")

    assert read is not None
    assert read.text.split("\n") == list(LINES)


def test_a_page_of_very_many_tags_is_read_by_our_own_rules_alone() -> None:
    linked = "".join(f'<p><a href="/notes/{place}">{line}</a></p>' for place, line in enumerate(LINES))

    assert english(f"<article><h1>{TITLE}</h1>{linked}</article>{'<br>' * (TAGS_MAX + 1)}") is None
