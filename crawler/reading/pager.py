"""The next page of a list: a link that says so, a script that would write one, or the next number of a row of pages."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from planwatch.urls import absolute, canonical

from .blocks import cell_text
from .clicks import opened_by
from .headings import is_small
from .tree import Element

_NEXT = re.compile(r"^[\s\W]*(?:下一?页|后一?页|下页|next(?:\s*page)?|加载更多)[\s\W]*$|^(?:>|›|»|>>)$", re.IGNORECASE)
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-]|page)", re.IGNORECASE)
# createPageHTML(50, 0, "index", "shtml"): TRS, pages and the present one counted from 0.
_CREATE = re.compile(
    r"""createPageHTML\w*\(\s*(?:["'][A-Za-z][\w-]*["']\s*,\s*)?["']?(?P<count>\d+)["']?\s*,\s*["']?(?P<now>\d+)["']?\s*,\s*["'](?P<name>[\w-]+)["']\s*,\s*["'](?P<ext>\w+)["']"""
)
_PAGER = re.compile(
    r"""Pager\(\{\s*size\s*:\s*(?P<count>\d+)\s*,\s*current\s*:\s*(?P<now>\d+)\s*,\s*prefix\s*:\s*["'](?P<name>[\w-]+)["']\s*,"""
    r"""\s*suffix\s*:\s*["'](?P<ext>\w+)["']"""
)
_COUNT = re.compile(r"\bcountPage\s*=\s*(\d+)")
_CURRENT = re.compile(r"\bcurrentPage\s*=\s*(\d+)")
_FILE = re.compile(r"([A-Za-z][\w-]*?)(?:_\d+)?\.(s?html?|jsp|aspx?|php)$")
_PAGE_OF_URL = re.compile(
    r"(?:[?&](?:page|p|pageno|pageindex|pagenum|currpage)=|index_|_list_|list[-_])(\d+)", re.IGNORECASE
)
# A list has no more pages than this on the sites that were seen; a larger number is the number of an article.
LAST_PAGE = 2000
# A link to a page holds its number or a word, with an icon or two.
LINK_PARTS = 20


def next_page(root: Element, html: str, url: str) -> str | None:
    """Return the href of the next page as the page writes it, or None where there is none."""
    return next((href for href in _candidates(root, html, url) if _leads_on(url, href)), None)


def leads(url: str, href: str) -> str | None:
    """Return the absolute address of a next page, or None for one that is the present page or none at all."""
    address = absolute(url, href)
    return address if address and address != canonical(url) else None


def _candidates(root: Element, html: str, url: str) -> Iterator[str]:
    links = [(link, href, _text(link)) for link in root.iter("a") if (href := link.get("href"))]
    yield from (opened_by(link) or href for link, href, text in links if _says_next(link, text))
    yield from (href for link in root.iter("a", "link") if link.get("rel") == "next" and (href := link.get("href")))
    yield from (href for link, href, _ in links if (names := link.get("class")) and _NEXT_CLASS.search(names))
    yield from _written_by_script(html, url)
    yield from _numbered([(text, href) for _, href, text in links], url)


def _says_next(link: Element, text: str) -> bool:
    return any(map(_NEXT.match, (text, link.get("title", ""), link.get("aria-label", ""))))


def _text(link: Element) -> str:
    """Return what a link says; nothing for one that holds much, as one left open does: it turns no page."""
    return cell_text(link) if is_small(link, LINK_PARTS) else ""


def _leads_on(url: str, href: str) -> bool:
    return leads(url, href) is not None


def _written_by_script(html: str, url: str) -> Iterator[str]:
    for pattern in (_CREATE, _PAGER):
        for found in pattern.finditer(html):
            yield from _following(int(found["count"]), int(found["now"]), found["name"], found["ext"])
    count, current = _COUNT.search(html), _CURRENT.search(html)
    if count and current:
        file = _FILE.search(urlsplit(url).path)
        name, ext = (file[1], file[2]) if file else ("index", _extension(html))
        yield from _following(int(count[1]), int(current[1]), name, ext)


def _following(count: int, now: int, name: str, ext: str) -> Iterator[str]:
    if now + 1 < count:
        yield f"{name}_{now + 1}.{ext}"


def _extension(html: str) -> str:
    """Return the ending that a paging script writes after the number: ``"index_" + nextPage + "." + "shtml"``."""
    found = re.search(r"""nextPage\s*\+\s*["'.+\s]*(s?html?)""", html)
    return found[1] if found else "html"


def _numbered(links: list[tuple[str, str]], url: str) -> Iterator[str]:
    """Yield the link whose text is the present page's number and one."""
    here = _PAGE_OF_URL.search(url)
    numbered = {int(text): href for text, href in links if text.isdecimal() and len(text) < 5}
    now = int(here[1]) if here and int(here[1]) < LAST_PAGE else 1
    for number in (now + 1,):
        # A lone number is a counter or a day of a calendar; a row of pages names a neighbour too.
        beside = {number + 1, number - 1, number - 2}
        if number in numbered and (number == 2 or not beside.isdisjoint(numbered)):
            yield numbered[number]
