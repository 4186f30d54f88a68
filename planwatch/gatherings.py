"""Pages of several numbered items: a text that is one of the items is not what the page is a copy of, nor the page what it is a copy of."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from planwatch import fold

# The head of an item at the beginning of a line, by its manner: 11:00, 【2】, 1., 三、, （一）, ●.
_HEAD = re.compile(
    r"^[^\S\n]*(?:(?P<hour>\d{1,2}[:：]\d{2}(?!\d))|(?P<box>【\d{1,2}】)|(?P<digits>\d{1,2}\s?[.、．:：)）](?!\d))"
    r"|(?P<part>[一二三四五六七八九十]{1,2}[、.．)）])|(?P<bracket>[（(][一二三四五六七八九十]{1,2}[)）])|(?P<sign>[①-⑳●■◆▲]))",
    re.MULTILINE,
)
# A page gathers that many items or more; one of fewer letters is a headline of a list of links.
_ITEMS = 3
_LETTERS = 24
# Runs of so many letters, drawn at every fourth letter, tell whether a text stands in another: more than half of them do.
_RUN, _STEP = 8, 4
_HALF, _HARDLY = 0.5, 0.25
# An item of less than this share of a text's length holds hardly any of it.
_SHORTER = 0.2
# A page of items has no more than a title before the first; 一、 and （一） are the parts of one document.
_TITLE = 24
_PARTS = frozenset(("part", "bracket"))


def are_apart(copy: str, original: str) -> bool:
    """Return whether a copy gathers items of which the other text is one, or both gather items of their own."""
    return is_item(copy, original) or (_has_own(copy, original) and _has_own(original, copy))


def is_item(page: str, text: str) -> bool:
    """Return whether a text stands in one of a page's numbered items, or has one of them, and two or more others are other matter."""
    told, under_title = fold.letters(text), _under_title(page)
    if _has_others(under_title, told) and _others(under_title, told) == len(under_title) - 1:
        return True
    return any(_has_others(items, told) and max(_shares(told, items)) >= _HALF for items in _items(page).values())


def gathers(page: str, text: str) -> bool:
    """Return whether a page is nothing but items under a title, of which a text is one and no more: 今日要闻, and no document in parts."""
    told, items = fold.letters(text), _under_title(page)
    if not _has_others(items, told):
        return False
    *_, second, first = sorted(_shares(told, items))
    return first >= _HALF and second <= _HARDLY


def _has_own(page: str, other: str) -> bool:
    return _has_others(_under_title(page), fold.letters(other))


def _under_title(page: str) -> Sequence[str]:
    """Return the items of a page that has no more than a title before the first; none for other pages, and for a document's parts."""
    first = _HEAD.search(page)
    if not first or first.lastgroup in _PARTS or len(fold.letters(page[: first.start()])) > _TITLE:
        return ()
    return _items(page).get(str(first.lastgroup), ())


def _has_others(items: Sequence[str], told: str) -> bool:
    return _others(items, told) >= _ITEMS - 1


def _others(items: Sequence[str], told: str) -> int:
    """Return how many items are other matter than a text."""
    return sum(_share(item, told) < _HALF for item in items)


# A page is looked at beside one text after another.
@lru_cache(maxsize=1)
def _items(page: str) -> dict[str, tuple[str, ...]]:
    """Return the letters of a page's longer items by the manner of their heads, each up to the next head of that manner.

    None of a manner with too few heads to gather any.
    """
    starts: dict[str, list[int]] = {}
    for found in _HEAD.finditer(page):
        starts.setdefault(str(found.lastgroup), []).append(found.start())
    return {
        manner: tuple(item for item in _cut(page, heads) if len(item) >= _LETTERS)
        for manner, heads in starts.items()
        if len(heads) >= _ITEMS
    }


def _cut(page: str, starts: list[int]) -> list[str]:
    return [fold.letters(page[start:end]) for start, end in pairwise([*starts, len(page)])]


def _shares(told: str, items: Iterable[str]) -> list[float]:
    """Return which share of a text stands in each item, 0 for those that are far shorter: a hostile page may have thousands."""
    return [_share(told, item) if len(item) >= _SHORTER * len(told) else 0.0 for item in items]


def _share(text: str, other: str) -> float:
    """Return the share of a text's runs that stand in another."""
    runs = [text[at : at + _RUN] for at in range(0, max(len(text) - _RUN + 1, 1), _STEP)]
    return sum(map(_runs(other).__contains__, runs)) / len(runs)


# One text is looked at beside all items of a page.
@lru_cache(maxsize=2)
def _runs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + _RUN] for at in range(max(len(text) - _RUN + 1, 1)))
