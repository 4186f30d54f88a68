"""The main list of an html page among its navigation, friend links and hot lists."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeAlias

from planwatch import dates
from planwatch.records import ListingRules

from .entries import Entries, Entry, Titles, date_beside, entry, is_page, nodes, title_of
from .headings import date_after, day_over, day_under, heading_text, is_small
from .kin import Kin
from .likes import FEWEST, Likes
from .tree import Element, select

# Entries of a main list have titles of about this many characters; columns and friend links have four to eight.
TITLE_GOOD = 20
TITLE_POOR = 8
# How much a day beside an entry, and an address that looks like an article's, add to the worth of its title (at most 1).
# A list of ten dated notices outweighs forty undated links so; tuned on the labelled lists, where any date worth from
# 0.7 to 2 chooses the same ones.
DATE_WORTH = 1.0
ADDRESS_WORTH = 0.5
# No entry is worth more: a long title, a day and an article's address.
WORTH_MAX = 1.0 + DATE_WORTH + ADDRESS_WORTH
# What holds one entry where entries stand alone.
ROWS = ("li", "tr", "dd", "p")
# Where the main list is empty, what is left is navigation, worth 0.4 an entry at most: a list that collapsed must not read
# as one of columns.
ENTRY_WORTH_MIN = 0.5
# Sums of the same numbers in another order differ by less.
ROUNDING = 1e-9
# Lists under such a heading stand beside the main one. They count half, so that one of ten undated links with long titles
# does not outweigh five dated entries.
_HOT = re.compile(
    r"(?:\W|本[周月站]|一周|今日|新闻|文章|点击|阅读|图片|\d+小时)*(?:热门|热点|热搜|热读|排行|推荐|猜你喜欢|大家都在看|相关|友情链接)"
)
HOT_FACTOR = 0.5
# A list of five hundred entries in blocks of five; of more blocks each would be weighed with all others.
BLOCKS_MAX = 100
# A lone entry has no more elements; what has more holds other entries too.
ROW_PARTS = 60
# The element around a list, the tag and the class of its own, the tag of its items.
_Family: TypeAlias = tuple[Element | None, str, str | None, str]
# What turns a list's pages, or leads out of it, may stand in a row of the list's own table.
_TURNS = frozenset({"首页", "主页", "网站首页", "上一页", "上页", "下一页", "下页", "尾页", "末页", "最后一页"})
_DIGITS = re.compile(r"\d+")
# So many of the links of a table of entries side by side lead to addresses that differ in numbers alone.
SAME_FORM = 0.8
_ARTICLE_URL = re.compile(r"\d{4,}|/\d+/\d+|[0-9a-f]{16,}|content|detail|article|info", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """The entries that like items under one element make; the worth grows with each good entry."""

    parent: Element
    items: tuple[Element, ...]
    entries: tuple[Entry, ...]
    worth: float


class Groups(dict[Likes, Group | None]):
    """The groups that a page's likes make, None where fewer than three have a titled link; each made when first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = Entries()
        self.kin = Kin()
        self._blocks: dict[tuple[Element, str], list[Entry]] = {}

    def __missing__(self, likes: Likes) -> Group | None:
        """Return the group of likes that were not asked for before."""
        self[likes] = group = _group(likes, self.entries)
        return group

    def block(self, parent: Element, tag: str) -> list[Entry]:
        """Return the entries of all of an element's children with a tag."""
        if (parent, tag) not in self._blocks:
            self._blocks[parent, tag] = _entries((child for child in parent if child.tag == tag), self.entries)
        return self._blocks[parent, tag]


def find_entries(root: Element, main: Group | None, entries: Entries, url: str) -> tuple[Entry, ...]:
    """Return the entries of a page's main list, found without a declaration; none where no list stands out.

    ``entries`` are those of its elements that were made so far.

    A new column may hold one or two entries: then they stand out by their days, or by being the only links of the page.
    """
    return _with_url_dates(_of_cells(main) or main.entries if main else _few_entries(root, entries), url)


def _of_cells(main: Group) -> tuple[Entry, ...]:
    """Return the entries of a table whose rows hold two or more each, side by side; none of another list."""
    rows = [[cell for cell in item if cell.tag == "td"] for item in main.items if item.tag == "tr"]
    cells = [[cell for cell in row if next(cell.iter("a"), None) is not None] for row in rows]
    if sum(len(row) > 1 for row in cells) * 2 < len(main.items):
        return ()
    entries = _entries((cell for row in cells for cell in row), Entries())
    # What a row links beside its entry, an explanation or a department, has an address of another form or a short name.
    forms = Counter(_DIGITS.sub("0", one.href) for one in entries if len(one.title) >= TITLE_POOR)
    return tuple(entries) if max(forms.values(), default=0) >= SAME_FORM * len(entries) else ()


def main_group(found: Sequence[Likes], groups: Groups) -> Group | None:
    """Return the group of the greatest worth among a page's likes, the first of equals, or None where none is worth it.

    Blocks of five that follow each other without a heading between are weighed as the one list that they are.
    """
    families = [_family(likes) for likes in found]
    sizes, most = Counter(families), dict[_Family, float]()
    for family, likes in zip(families, found, strict=True):
        most[family] = most.get(family, 0.0) + _worth_most(likes)
    best: tuple[float, int, Group] | None = None
    for worth, place in sorted(((most[family], -place) for place, family in enumerate(families)), reverse=True):
        if best and worth < best[0]:
            break
        group = groups[found[-place]]
        may_join = sizes[families[-place]] <= BLOCKS_MAX
        joined = (_joined_worth(group, groups) if may_join else group.worth) if group else 0.0
        if group and (best is None or (joined, place) > best[:2]):
            best = (joined, place, group)
    if best is None or best[2].worth < ENTRY_WORTH_MIN * len(best[2].entries):
        return None
    return with_siblings(best[2], groups)


def _family(likes: Likes) -> _Family:
    """Return what the lists that may be one list share."""
    parent = likes.parent
    return parent.getparent(), parent.tag, parent.get("class"), likes.items[0].tag


def _joined_worth(group: Group, groups: Groups) -> float:
    """Return the worth of a group with the like ones right beside it."""
    parents = groups.kin.alike(group.parent)
    is_run = all(one.getnext() is other for one, other in pairwise(parents))
    return with_siblings(group, groups).worth if is_run and 1 < len(parents) <= BLOCKS_MAX else group.worth


def _few_entries(root: Element, made: Entries) -> tuple[Entry, ...]:
    """Return the dated entries of a page without a list of three, or its links where it has no more than two."""
    links = [link for link in root.iter("a") if is_page(link.get("href"))]
    rows = (next((above for above in link.iterancestors() if above.tag in ROWS), link) for link in links)
    entries = _entries((row for row in dict.fromkeys(rows) if is_small(row, ROW_PARTS)), made)
    return tuple(entries if len(links) < FEWEST else (one for one in entries if one.date))


def declared_entries(root: Element, rules: ListingRules, url: str) -> tuple[Entry, ...]:
    """Return the entries that a declaration's selectors name; what it leaves out is found within each item."""
    items = select(root, rules.item or rules.link or "a")
    found = (_declared(item, rules) for item in items)
    return _with_url_dates([one for one in found if one], url)


def _declared(item: Element, rules: ListingRules) -> Entry | None:
    if not rules.item:
        return entry(item, Titles())
    links = select(item, rules.link) if rules.link else []
    link = next((link for link in (links or [item, *item.iter("a")]) if is_page(link.get("href"))), None)
    if link is None:
        return None
    dated = select(item, rules.date) if rules.date else []
    texts = [text for element in dated for text in nodes(element)] if dated else nodes(item)
    plain = entry(item, Titles()) if not links else None
    if plain:
        return Entry(plain.title, plain.href, date_beside(texts) if dated else plain.date)
    return Entry(title_of(link), link.get("href", ""), date_beside(texts, None if dated else link))


def _worth_most(likes: Likes) -> float:
    """Return what a group of likes can be worth at most."""
    titles = sum(min(length, TITLE_GOOD) for length in likes.titles) / TITLE_GOOD
    count = len(likes.items)
    return likes.share(count) * (titles + (WORTH_MAX - 1.0) * count) * (1.0 + ROUNDING)


def _group(likes: Likes, made: Entries) -> Group | None:
    entries = _entries(likes.items, made)
    if len(entries) < FEWEST:
        return None
    share = likes.share(len(entries)) * (HOT_FACTOR if _is_hot(likes.parent) else 1.0)
    return Group(likes.parent, likes.items, tuple(entries), share * _worth(entries))


def _is_hot(parent: Element) -> bool:
    """Return whether the heading right above a list tells that it stands beside what the page is about."""
    above = parent if parent.getprevious() is not None else parent.getparent()
    heading = above.getprevious() if above is not None else None
    return heading is not None and bool(_HOT.match(heading_text(heading)))


def _entries(items: Iterable[Element], made: Entries) -> list[Entry]:
    """Return the entries of items; a day that stands after an item, in a sibling without a link, is the item's."""
    found: dict[str, Entry] = {}
    for item in items:
        one = made[item]
        if one and one.title not in _TURNS and one.href not in found:
            day = one.date or day_over(item) or date_after(item) or day_under(item)
            found[one.href] = one if one.date else Entry(one.title, one.href, day)
    return list(found.values())


def _worth(entries: Sequence[Entry]) -> float:
    lengths = [len(one.title) for one in entries]
    mean = sum(lengths) / len(lengths)
    dated = sum(one.date is not None for one in entries)
    addressed = sum(bool(_ARTICLE_URL.search(one.href)) for one in entries)
    titles = sum(min(length, TITLE_GOOD) / TITLE_GOOD for length in lengths)
    worth = titles + DATE_WORTH * dated + ADDRESS_WORTH * addressed
    return worth * (0.2 if mean < TITLE_POOR and not dated else 1.0)


def with_siblings(group: Group, groups: Groups) -> Group:
    """Return a group joined with the like dated ones beside it: lists are often cut into blocks of five."""
    items: list[Element] = []
    found: dict[str, Entry] = {}
    tag = group.items[0].tag
    for parent in groups.kin.alike(group.parent) if _are_dated(group.entries) else [group.parent]:
        own = parent is group.parent
        entries = group.entries if own else groups.block(parent, tag)
        if own or _are_dated(entries):
            items += group.items if own else (child for child in parent if child.tag == tag)
            found.update({one.href: one for one in entries if one.href not in found})
    return Group(group.parent, tuple(items), tuple(found.values()), group.worth * len(found) / len(group.entries))


def _are_dated(entries: Sequence[Entry]) -> bool:
    return bool(entries) and all(one.date for one in entries)


def _with_url_dates(entries: Iterable[Entry], url: str) -> tuple[Entry, ...]:
    return tuple(
        one
        if one.date
        else Entry(one.title, one.href, dates.url_date(one.href if "://" in one.href else f"{url}/{one.href}"))
        for one in entries
    )
