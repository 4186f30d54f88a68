"""The main list of an html page among its navigation, friend links and hot lists."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planwatch import dates
from planwatch.records import ListingRules

from .blocks import SILENT_TAGS, cell_text
from .entries import Entry, date_beside, entry, is_page, nodes, title_of
from .tree import Element, select

# Entries of a main list have titles of about this many characters; columns and friend links have four to eight.
TITLE_GOOD = 20
TITLE_POOR = 8
# How much a day beside an entry, and an address that looks like an article's, add to the worth of its title (at most 1).
# A list of ten dated notices outweighs forty undated links so; tuned on the labelled lists, where any date worth from
# 0.7 to 2 chooses the same ones.
DATE_WORTH = 1.0
ADDRESS_WORTH = 0.5
FEWEST = 3
# What holds one entry where entries stand alone.
ROWS = ("li", "tr", "dd", "p")
# Where the main list is empty, what is left is navigation, worth 0.4 an entry at most: a list that collapsed must not read
# as one of columns.
ENTRY_WORTH_MIN = 0.5
# An entry may link its column and a picture too; children with more links each are columns of entries.
LINKS_EACH = 2.5
_ARTICLE_URL = re.compile(r"\d{4,}|/\d+/\d+|[0-9a-f]{16,}|content|detail|article|info", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Group:
    """The entries that like items under one element make; the worth grows with each good entry."""

    parent: Element
    items: tuple[Element, ...]
    entries: tuple[Entry, ...]
    worth: float


def find_entries(root: Element, url: str) -> tuple[Entry, ...]:
    """Return the entries of a page's main list, found without a declaration; none where no list stands out.

    A new column may hold one or two entries: then they stand out by their days, or by being the only links of the page.
    """
    main = main_group(root)
    return _with_url_dates(main.entries if main else _few_entries(root), url)


def main_group(root: Element) -> Group | None:
    """Return the group of the greatest worth on a page, or None where three like links stand nowhere together."""
    best = max(_groups(root), key=lambda group: group.worth, default=None)
    return _with_siblings(best) if best and best.worth >= ENTRY_WORTH_MIN * len(best.entries) else None


def _few_entries(root: Element) -> tuple[Entry, ...]:
    """Return the dated entries of a page without a list of three, or its links where it has no more than two."""
    links = [link for link in root.iter("a") if is_page(link.get("href"))]
    rows = (next((above for above in link.iterancestors() if above.tag in ROWS), link) for link in links)
    entries = _entries(dict.fromkeys(rows))
    return tuple(entries if len(links) < FEWEST else (one for one in entries if one.date))


def declared_entries(root: Element, rules: ListingRules, url: str) -> tuple[Entry, ...]:
    """Return the entries that a declaration's selectors name; what it leaves out is found within each item."""
    items = select(root, rules.item or rules.link or "a")
    found = (_declared(item, rules) for item in items)
    return _with_url_dates([one for one in found if one], url)


def _declared(item: Element, rules: ListingRules) -> Entry | None:
    if not rules.item:
        return entry(item)
    links = select(item, rules.link) if rules.link else []
    link = next((link for link in (links or [item, *item.iter("a")]) if is_page(link.get("href"))), None)
    if link is None:
        return None
    dated = select(item, rules.date) if rules.date else []
    texts = [text for element in dated for text in nodes(element)] if dated else nodes(item)
    plain = entry(item) if not links else None
    if plain:
        return Entry(plain.title, plain.href, date_beside(texts) if dated else plain.date)
    return Entry(title_of(link), link.get("href", ""), date_beside(texts, None if dated else link))


def _groups(root: Element) -> list[Group]:
    """Return every group of three or more like children that each have a titled link."""
    children: dict[tuple[Element, str], dict[Element, None]] = {}
    for link in root.iter("a"):
        if not is_page(link.get("href")):
            continue
        below = link
        for above in list(link.iterancestors())[:6]:
            children.setdefault((above, below.tag), {})[below] = None
            below = above
    return [
        group
        for (parent, _), items in children.items()
        if len(items) >= FEWEST and (group := _group(parent, list(items)))
    ]


def _group(parent: Element, items: Sequence[Element]) -> Group | None:
    entries = _entries(items)
    if len(entries) < FEWEST:
        return None
    hrefs = {link.get("href") for item in items for link in item.iter("a") if is_page(link.get("href"))}
    share = min(1.0, LINKS_EACH * len(entries) / len(hrefs))
    return Group(parent, tuple(items), tuple(entries), share * _worth(entries))


def _entries(items: Iterable[Element]) -> list[Entry]:
    """Return the entries of items; a day that stands after an item, in a sibling without a link, is the item's."""
    found: dict[str, Entry] = {}
    for item in items:
        one = entry(item)
        if one and one.href not in found:
            found[one.href] = one if one.date else Entry(one.title, one.href, _date_after(item))
    return list(found.values())


def _date_after(item: Element) -> str | None:
    texts = [(item.tail or "").strip()]
    for sibling in item.itersiblings():
        if not isinstance(sibling.tag, str) or next(sibling.iter("a"), None) is not None or len(texts) > 3:
            break
        if sibling.tag not in SILENT_TAGS:
            texts.append(cell_text(sibling))
    return date_beside([text for text in texts if text])


def _worth(entries: Sequence[Entry]) -> float:
    lengths = [len(one.title) for one in entries]
    mean = sum(lengths) / len(lengths)
    dated = sum(one.date is not None for one in entries)
    addressed = sum(bool(_ARTICLE_URL.search(one.href)) for one in entries)
    titles = sum(min(length, TITLE_GOOD) / TITLE_GOOD for length in lengths)
    worth = titles + DATE_WORTH * dated + ADDRESS_WORTH * addressed
    return worth * (0.2 if mean < TITLE_POOR and not dated else 1.0)


def _with_siblings(group: Group) -> Group:
    """Return a group joined with the like dated ones beside it: lists are often cut into blocks of five."""
    items: list[Element] = []
    found: dict[str, Entry] = {}
    for parent in _alike(group.parent):
        own = parent is group.parent
        children = list(group.items) if own else [child for child in parent if child.tag == group.items[0].tag]
        entries = group.entries if own else _entries(children)
        if own or _are_dated(entries, group.entries):
            items += children
            found.update({one.href: one for one in entries if one.href not in found})
    return Group(group.parent, tuple(items), tuple(found.values()), group.worth * len(found) / len(group.entries))


def _alike(parent: Element) -> list[Element]:
    """Return an element with those of the same tag and class beside it, or in wrappers of the same class beside its own."""
    wrapper = parent.getparent()
    if wrapper is None or parent.tag == "body":
        return [parent]
    beside = [child for child in wrapper if _is_same_kind(child, parent)]
    above = wrapper.getparent()
    if len(beside) > 1 or above is None or wrapper.tag == "body":
        return beside
    wrappers = [child for child in above if _is_same_kind(child, wrapper)]
    return [child for each in wrappers for child in each if _is_same_kind(child, parent)]


def _is_same_kind(one: Element, other: Element) -> bool:
    return bool(one.tag == other.tag and one.get("class") == other.get("class"))


def _are_dated(entries: Sequence[Entry], others: Sequence[Entry]) -> bool:
    return bool(entries) and all(one.date for one in (*entries, *others))


def _with_url_dates(entries: Iterable[Entry], url: str) -> tuple[Entry, ...]:
    return tuple(
        one
        if one.date
        else Entry(one.title, one.href, dates.url_date(one.href if "://" in one.href else f"{url}/{one.href}"))
        for one in entries
    )
