"""Which links of a page are looked at."""

import pytest

from crawler.links import LinkRules
from planwatch.records import (
    ArticleRules,
    Attachment,
    FetchRules,
    ListingRules,
    ListItem,
    PageKind,
    Source,
    WatchedPage,
)

RULES = LinkRules(
    Source(
        id="ministry",
        name="某部",
        kind="ministry",
        home_url="https://www.example.gov.cn/",
        fetch=FetchRules(also_allow=("https://files.example.gov.cn:8443",)),
        listings=(ListingRules("通知", "https://www.example.gov.cn/tztg/"),),
        pages=(WatchedPage("统计", "https://www.example.gov.cn/tj/t20260101_1.html"),),
        article=ArticleRules(allow=r"/t\d{8}_\d+\.html$"),
    )
)


def listed(*urls: str) -> list[tuple[str, PageKind]]:
    return [(link.url, link.kind) for link in RULES.listed(ListItem("关于印发规划的通知", url) for url in urls)]


def test_articles_pass_the_pattern_and_files_need_none() -> None:
    article, file = "https://www.example.gov.cn/tztg/t20260908_1.html", "https://www.example.gov.cn/P020260908.PDF?x=1"

    found = listed(article, file, "https://www.example.gov.cn/about.html", article)

    assert found == [(article, PageKind.ARTICLE), (file, PageKind.ATTACHMENT)]


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.gov.cn/t20260908_1.html",
        "https://www.example.gov.cn:444/t20260908_1.html",
        "https://example.gov.cn/t20260908_1.html",
        "https://www.example.gov.cn.evil.example/t20260908_1.html",
        "https://files.example.gov.cn/t20260908_1.html",
        "https://www.example.gov.cn/tztg/",
        "https://www.example.gov.cn/tj/t20260101_1.html",
        "https://www.example.gov.cn/tztg/a/tztg/a/tztg/t20260908_1.html",
        f"https://www.example.gov.cn/{'a' * 2100}/t20260908_1.html",
    ],
)
def test_other_origins_what_is_declared_by_itself_and_traps_are_left_alone(url: str) -> None:
    assert listed(url) == []


def test_a_declared_port_and_folders_named_by_numbers_are_no_trap() -> None:
    urls = ["https://files.example.gov.cn:8443/1/1/1/1/t20260908_1.html"]

    assert [url for url, _ in listed(*urls)] == urls


def test_files_of_an_article_are_taken_from_declared_origins_only() -> None:
    files = [Attachment(f"https://{host}/a.pdf", "附件") for host in ("www.example.gov.cn", "cdn.example.com")]

    assert [link.url for link in RULES.attached(files)] == ["https://www.example.gov.cn/a.pdf"]
