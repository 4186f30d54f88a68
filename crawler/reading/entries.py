"""One entry of a list: its link, its whole title, the day beside it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from planwatch import dates
from planwatch.text import TITLE_LIMIT, clean_line, squash

from .blocks import BLOCK_TAGS, SILENT_TAGS, cell_text, one_line
from .days import date_time
from .ranks import HEADINGS
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
# An entry has some ten text nodes. A page whose elements hold each other a thousand deep would have each read all of the others.
NODES_MAX = 100
# Nor has it more elements than this, most of them without a text of their own.
ELEMENTS_MAX = 1000
# A line that names the day beside other facts; a longer one is a summary.
LINE_MAX = 60
_MARK = re.compile(r"^[\[【(（][^\]】)）]*[\]】)）]$")
# 【水利】某工程招标公告: the mark of a column before a title.
_COLUMN = re.compile(r"^[\[【][^\]】]{1,8}[\]】]")
# What ends a title begins where nothing like it stands before: tried from each dot of a long run, it takes minutes.
_CUT = re.compile(r"(?<![\s.…。·])[\s.…。·]+$")
_SHORT_YEAR = re.compile(r"(?<![\d/.-])(\d\d)([-/.])(\d\d)\2(\d\d)(?![\d/.-])")
# What every day in figures has in it.
_DATELIKE = re.compile(r"\d\s?[-/.年月－／．–—]|[A-Za-z]\.?\s\d")
# What every day has in it: most titles have neither.
_MAYBE_DAY = re.compile(r"[\d年]")
_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})(?!\d)")
_DAY = re.compile(r"^\s*([0-3]?\d)\s*日?\s*$")
_MARKS = re.compile(r"^[\s·•◆■►>»\-|]+|(?<![\s|])[\s|]+$")
# A part of a day in a node of its own: 20, 11月, 2026, 11-20.
_PART = re.compile(r"^\s*\d{1,4}(?:\s?[-/.年月]\s?\d{1,2})?\s?[年月日]?\s*$")
# A day that ends or begins a title, set off from it: 关于某事的通知 (2026-11-20), [2026-11-20] 关于某事的通知.
_YMD = r"(?P<day>(?:19|20)\d\d(?P<mark>[-/.])\d{1,2}(?P=mark)\d{1,2})"
# 动易 and its kin: 文章标题：关于某事的通知, and below it 作者：佚名 and 更新时间：2026-11-20.
_TOLD = re.compile(r"\s*(?:文章)?标\s*题\s*[:：]\s*(\S[^\r\n]*)")
_DATED = (
    re.compile(rf"(?P<title>.{{4,}}?)\s*[\s（(\[【]\s*{_YMD}\s*[)）\]】]?"),
    re.compile(rf"[（(\[【]?\s*{_YMD}\s*[)）\]】\s]\s*(?P<title>.{{4,}})"),
)
# The elements within a link to a whole entry that may hold its title.
LINES = (*HEADINGS, "div", "p", "li", "dt", "dd")
# A shorter line of a link is a mark of its column.
LINE_MIN = 6
BLOCKS = (*HEADINGS, "div", "p", "span", "strong", "em", "dt")
_NAMED = re.compile(r"(?:^|[\s_-])(?:title|tit|tt|bt|biaoti|subject)(?:$|[\s_-])", re.IGNORECASE)


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


class Entries(dict[Element, Entry | None]):
    """What elements of a page say as one entry each, made when first asked for: lists and lone links may be of the same elements."""

    def __init__(self) -> None:
        super().__init__()
        self._titles = Titles()

    def __missing__(self, element: Element) -> Entry | None:
        """Return what an element says that was not asked for before."""
        self[element] = one = entry(element, self._titles)
        return one


def entry(element: Element, titles: Titles) -> Entry | None:
    """Return what an element says as one entry, or None where it has no titled link."""
    links = [element] if element.tag == "a" else list(islice(element.iter("a"), NODES_MAX))
    titled = [(titles[link], link) for link in links if is_page(link.get("href"))]
    if len(titled) > 1:
        titled = [pair for pair in titled if not _MARK.match(pair[0])] or titled
        # A picture's link tells what a click does (新窗口打开).
        titled = [pair for pair in titled if cell_text(pair[1])] or titled
    longest = max((min(len(title), TITLE_ENOUGH) for title, _ in titled), default=0)
    if not longest:
        return None
    title, link = next(pair for pair in titled if len(pair[0]) >= TITLE_SHARE * longest)
    day = date_beside(nodes(element), link)
    if day is None and _MAYBE_DAY.search(title):
        title, day = _split_title(title)
    return Entry(title, link.get("href", ""), day)


def _split_title(title: str) -> tuple[str, str | None]:
    """Return a title and the day that ends or begins it; the title as it is where none does."""
    dated = next(filter(None, (form.fullmatch(title) for form in _DATED)), None)
    return (dated["title"], date_time(dated["day"])) if dated else (title, None)


def is_page(href: str | None) -> bool:
    """Return whether a link leads to a page at all."""
    if not href:
        return False
    if href[0] not in _UNSURE and not href[0].isspace():
        return True
    plain = href.strip().lower()
    return bool(plain) and not plain.startswith(_NO_PAGE)


def title_of(link: Element) -> str:
    """Return a link's whole title: its title attribute where the text is cut, empty, or has a mark of the column before it.

    A link to a whole entry holds its title in an element of its own, beside the day and the summary.
    """
    text = _MARKS.sub("", one_line("".join(_title_texts(link))))
    whole = _told_title(link.get("title") or "")
    if whole and whole != text:
        shown, named = squash(_CUT.sub("", text)), squash(whole)
        bare = _COLUMN.sub("", shown)
        text = whole if named.startswith(shown) or shown.endswith(named) or (bare and named.startswith(bare)) else text
    return clean_line(text, TITLE_LIMIT)


def _told_title(text: str) -> str:
    """Return the title of a title attribute, which may label it and tell of its writer and day on lines of their own."""
    return one_line(found[1] if "标" in text[:4] and (found := _TOLD.match(text)) else text)


def _title_texts(link: Element) -> list[str]:
    """Return the texts of a link that are its title's: without a day, be it whole or in parts."""
    if not len(link):
        return [] if _is_date((link.text or "").strip()) else [link.text or ""]
    texts = [text for text in islice(_shown(link).itertext(), NODES_MAX) if not _is_date(text.strip())]
    parts = [text for text in texts if _is_part(text)]
    return [text for text in texts if text not in parts] if len(parts) > 1 and dates.boxed_day(parts) else texts


def _shown(link: Element) -> Element:
    """Return the element of a link that holds its title: one that is named so, or the first whole line of several; else the link."""
    if len(link) == 1 and not len(link[0]):
        return link
    # What a mark of the column stands beside has its title in the link itself.
    if any(text and text.strip() for text in (link.text, *(one.tail for one in link))):
        return link
    named = next((one for one in islice(link.iter(*BLOCKS), NODES_MAX) if _is_title(one)), None)
    if named is not None:
        return named
    found = islice(link.iter(*LINES), NODES_MAX)
    lines = [one for one in found if not any(inner.tag in BLOCK_TAGS for inner in one.iterdescendants())]
    lines = [one for one in lines if cell_text(one)] if len(lines) > 1 else []
    return (
        next((one for one in lines if len(text := cell_text(one)) >= LINE_MIN and not _is_date(text)), link)
        if len(lines) > 1
        else link
    )


def _is_title(element: Element) -> bool:
    if element.tag not in HEADINGS and not _NAMED.search(element.get("class") or ""):
        return False
    return any(text.strip() and not _is_date(text.strip()) for text in islice(element.itertext(), NODES_MAX))


def nodes(element: Element) -> list[str]:
    """Return the first NODES_MAX text nodes of an element that are not empty."""
    shown = (node for node in islice(element.iter(), ELEMENTS_MAX) if node.tag not in SILENT_TAGS)
    texts = (text for node in shown for text in (node.text, None if node is element else node.tail) if text)
    return list(islice(filter(None, map(str.strip, texts)), NODES_MAX))


def date_beside(texts: Sequence[str], link: Element | None = None) -> str | None:
    """Return the day that text nodes show, also when day and month stand in nodes of their own (05 | 2026-11).

    A day alone comes first: a summary may tell of others.
    """
    texts = [text for text in texts if _MAYBE_DAY.search(text)]
    if not texts:
        return None
    bare = [found for text in texts if (found := _bare_day(text))]
    # A register shows the day of signing too; the address has that of publication.
    address = dates.url_date(link.get("href", "")) if link is not None and len(bare) > 1 else None
    if bare:
        return next((day for day in bare if day[: len("2026-11-20")] == address), bare[0])
    # A day inside the link's title is the title's.
    own = frozenset(nodes(link) if link is not None else ())
    among = (found for text in texts if len(text) <= LINE_MAX and text not in own and (found := date_time(text)))
    return split_date(texts) or next(among, None)


def _is_part(text: str) -> bool:
    return len(text) <= DATE_NODE_MAX and bool(_PART.match(text))


def _is_date(text: str) -> bool:
    return _bare_day(text) is not None


# The same nodes are asked for as parts of titles and as days, and in outer and inner lists.
@lru_cache(maxsize=2000)
def _bare_day(text: str) -> str | None:
    """Return the day that a text node is, with no more than its label; None for another."""
    if len(text) > DATE_NODE_MAX or not _DATELIKE.search(text) or not _is_bare(text):
        return None
    return date_time(text) or _short_year(text) or dates.minguo_day(text)


def _is_bare(text: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]", re.sub(r"[年月日时分秒]|发布|日期|时间|更新|民國", "", text))) == 0


def _short_year(text: str) -> str | None:
    found = _SHORT_YEAR.search(text)
    return dates.iso_day(2000 + int(found[1]), int(found[3]), int(found[4])) if found else None


def split_date(texts: Sequence[str]) -> str | None:
    """Return the day that text nodes show in parts, or None."""
    months = [found for text in texts if len(text) <= DATE_NODE_MAX and (found := _MONTH.search(text))]
    days = [found for text in texts if len(text) <= DATE_NODE_MAX and (found := _DAY.match(text))]
    if months and days:
        return dates.iso_day(int(months[0][1]), int(months[0][2]), int(days[0][1]))
    parts = [text for text in texts if _is_part(text)]
    return dates.boxed_day(parts) if len(parts) > 1 else None
