"""One entry of a list: its link, its whole title, the day beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from planwatch import dates
from planwatch.text import TITLE_LIMIT, clean_line, squash

from .blocks import SILENT_TAGS, one_line
from .facts import date_time
from .tree import Element

# A title is compared with others up to this length: a summary that is a link too is longer, and no better.
TITLE_ENOUGH = 30
# The first link of an entry that is this long beside the longest is its title; column marks such as [通知] are shorter.
TITLE_SHARE = 0.4
# A text node that shows a date and little else; more is a sentence that names a day.
DATE_NODE_MAX = 30
_NO_PAGE = ("#", "javascript:", "mailto:", "tel:", "data:")
# What these begin with: most addresses begin otherwise, which is told at once.
_UNSURE = frozenset("#jmtdJMTD")
_MARK = re.compile(r"^[\[【(（][^\]】)）]*[\]】)）]$")
# An entry has some ten text nodes. A page whose elements hold each other a thousand deep would have each read all of the others.
NODES_MAX = 100
# What ends a title begins where nothing like it stands before: tried from each dot of a long run, it takes minutes.
_CUT = re.compile(r"(?<![\s.…。·])[\s.…。·]+$")
_SHORT_YEAR = re.compile(r"(?<![\d-])(\d\d)-(\d\d)-(\d\d)(?![\d-])")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})(?!\d)")
_DAY = re.compile(r"^\s*([0-3]?\d)\s*日?\s*$")
_MARKS = re.compile(r"^[\s·•◆■►>»\-|]+|(?<![\s|])[\s|]+$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One link of a list with its title, its href as written and the day beside it."""

    title: str
    href: str
    date: str | None


class Titles(dict[Element, str]):
    """The titles of a page's links, each made when first asked for: an outer and an inner list may hold the same link."""

    def __missing__(self, link: Element) -> str:
        """Return the title of a link that was not asked for before."""
        self[link] = title = title_of(link)
        return title


def entry(element: Element, titles: Titles) -> Entry | None:
    """Return what an element says as one entry, or None where it has no titled link."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    titled = [(titles[link], link) for link in links if is_page(link.get("href"))]
    titled = [pair for pair in titled if not _MARK.match(pair[0])] or titled
    longest = max((min(len(title), TITLE_ENOUGH) for title, _ in titled), default=0)
    if not longest:
        return None
    title, link = next(pair for pair in titled if len(pair[0]) >= TITLE_SHARE * longest)
    return Entry(title, link.get("href", ""), date_beside(nodes(element), link))


def is_page(href: str | None) -> bool:
    """Return whether a link leads to a page at all."""
    if not href:
        return False
    if href[0] not in _UNSURE and not href[0].isspace():
        return True
    plain = href.strip().lower()
    return bool(plain) and not plain.startswith(_NO_PAGE)


def title_of(link: Element) -> str:
    """Return a link's whole title: its title attribute where the text is cut, empty, or has a mark of the column before it."""
    texts = islice(link.itertext(), NODES_MAX) if len(link) else (link.text or "",)
    raw = "".join(text for text in texts if not _is_date(text.strip()))
    text = _MARKS.sub("", one_line(raw))
    whole = one_line(link.get("title") or "")
    if whole and whole != text:
        shown, named = squash(_CUT.sub("", text)), squash(whole)
        text = whole if named.startswith(shown) or shown.endswith(named) else text
    return clean_line(text, TITLE_LIMIT)


def nodes(element: Element) -> list[str]:
    """Return the first NODES_MAX text nodes of an element that are not empty."""
    found = (
        text
        for node in element.iter()
        if isinstance(node.tag, str) and node.tag not in SILENT_TAGS
        for text in ((node.text or "").strip(), *(() if node is element else ((node.tail or "").strip(),)))
        if text
    )
    return list(islice(found, NODES_MAX))


def date_beside(texts: Sequence[str], link: Element | None = None) -> str | None:
    """Return the day that text nodes show, also when day and month stand in nodes of their own (05 | 2026-11)."""
    titled: frozenset[str] | None = None
    for text in texts:
        found = date_time(text) or _short_year(text)
        if not found:
            continue
        # A day inside the link's title is the title's. A title may hold thousands, so its texts are gathered once.
        titled = frozenset(nodes(link) if link is not None else ()) if titled is None else titled
        if text not in titled or _is_date(text):
            return found
    return _split_date(texts)


def _is_date(text: str) -> bool:
    return len(text) <= DATE_NODE_MAX and (date_time(text) or _short_year(text)) is not None and _is_bare(text)


def _is_bare(text: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", re.sub(r"[年月日时分秒]|发布|日期|时间|更新", "", text))) == 0


def _short_year(text: str) -> str | None:
    found = _SHORT_YEAR.search(text)
    return dates.iso_day(2000 + int(found[1]), int(found[2]), int(found[3])) if found else None


def _split_date(texts: Sequence[str]) -> str | None:
    months = [found for text in texts if len(text) <= DATE_NODE_MAX and (found := _MONTH.search(text))]
    days = [found for text in texts if len(text) <= DATE_NODE_MAX and (found := _DAY.match(text))]
    if not months or not days:
        return None
    return dates.iso_day(int(months[0][1]), int(months[0][2]), int(days[0][1]))
