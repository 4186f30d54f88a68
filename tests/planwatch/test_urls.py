from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planwatch.urls import absolute, canonical, host_port, origin

PARTS = st.text("abcAB中文/%20?&=;#.:~ 1", max_size=40)


@pytest.mark.parametrize(
    "spelling",
    [
        "https://www.example.gov.cn/a/t1.html#top",
        "https://www.example.gov.cn:443/a/t1.html",
        "HTTPS://WWW.Example.gov.cn/a/t1.html",
        "https://www.example.gov.cn/a/t1.html;jsessionid=0A1B",
        "https://www.example.gov.cn/a/t1.html?utm_source=x&spm=1.2",
        " https://www.example.gov.cn\\a\\t1.html ",
    ],
)
def test_one_page_has_one_spelling(spelling: str) -> None:
    assert canonical(spelling) == "https://www.example.gov.cn/a/t1.html"


def test_what_makes_another_page_stays() -> None:
    assert canonical("http://x.cn/a?id=2&page=1") == "http://x.cn/a?id=2&page=1"
    assert canonical("http://x.cn/%E8%A7%84%E5%88%92") == canonical("http://x.cn/规划")
    assert canonical("http://x.cn:8080/") == "http://x.cn:8080/"
    assert canonical("http://x.cn/a") != canonical("https://x.cn/a")


@given(PARTS)
def test_a_canonical_spelling_is_its_own(rest: str) -> None:
    spelled = canonical(f"http://www.example.gov.cn/{rest}")
    assert canonical(spelled) == spelled


def test_links_are_taken_from_where_they_stand() -> None:
    base = "https://www.example.gov.cn/a/index.html"
    assert absolute(base, "./t1.html") == "https://www.example.gov.cn/a/t1.html"
    assert absolute(base, "//other.gov.cn/x") == "https://other.gov.cn/x"
    assert absolute(base, "\n/b/t 2.html\t") == "https://www.example.gov.cn/b/t2.html"
    assert absolute(base, "..\\c.pdf") == "https://www.example.gov.cn/c.pdf"


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#top",
        "javascript:void(0)",
        "java\nscript:alert(1)",
        "mailto:a@b.cn",
        "data:text/html,x",
        "http://",
        "http://[::1",
        "http://x:99999/",
    ],
)
def test_what_leads_to_no_page_is_none(href: str) -> None:
    assert absolute("https://www.example.gov.cn/", href) is None


def test_an_origin_always_has_its_port_and_only_the_web_has_one() -> None:
    assert origin("https://X.cn/a") == "https://x.cn:443"
    assert host_port("http://[::1]:8899/") == "[::1]:8899"
    with pytest.raises(ValueError, match="not an http or https address"):
        origin("ftp://x.cn/")


PIECES = ("/", "./", "../", "a", "b1", "t2026_1.html", "-", "_", ".", "?", "&", "x=", "id=1", "b=2", "spm=1", "http://", "https://", "www.x.cn", "x.cn:80", "x.cn:443", "x..cn", "jsessionid=3")  # fmt: skip
BASES = ("https://www.example.gov.cn/list/", "http://h", "http://H:80/a/b;c=1/d?x=1#y", "http://h/a;jsessionid=1/b.html", "http://h/a//b/./c/../d.html", "http://h/%7e/é/a")  # fmt: skip


@given(st.sampled_from(BASES), st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join))
def test_plain_links_are_spelled_as_all_others_are(base: str, href: str) -> None:
    def taken_apart() -> str | None:
        try:
            joined = urljoin(base, href)
            origin(joined)
            return canonical(joined)
        except ValueError:
            return None

    assert absolute(base, href) == taken_apart()
