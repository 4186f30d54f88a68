"""Pages of several numbered items: a text that is one of the items is not what the page is a copy of."""

import re
from functools import lru_cache
from itertools import pairwise

from planwatch import fold

# 1. 【2】 三、 ● at the beginning of a line: the head of an item.
_HEAD = re.compile(
    r"^\s*(?:【\d{1,2}】|\d{1,2}\s?[.、．:：)）](?!\d)|[（(]?[一二三四五六七八九十]{1,2}[)）、.．]|[①-⑳●■◆▲])",
    re.MULTILINE,
)
# A page gathers that many items or more; one of fewer letters is a headline of a list of links.
_ITEMS = 3
_LETTERS = 24
# Runs of so many letters, drawn at every fourth letter, tell whether a text stands in another: more than half of them do.
_RUN, _STEP = 8, 4
_HALF = 0.5


def is_item(page: str, text: str) -> bool:
    """Return whether a text stands in one of a page's numbered items, and two or more others are other matter."""
    items = _items(page)
    if not items:
        return False
    told = fold.letters(text)
    others = sum(_share(item, told) < _HALF for item in items)
    return others >= _ITEMS - 1 and any(_share(told, item) >= _HALF for item in items)


# A page is looked at beside one text after another.
@lru_cache(maxsize=1)
def _items(page: str) -> tuple[str, ...]:
    """Return the letters of a page's longer items; none where it has too few heads to gather any."""
    starts = [found.start() for found in _HEAD.finditer(page)]
    if len(starts) < _ITEMS:
        return ()
    items = (fold.letters(page[start:end]) for start, end in pairwise([*starts, len(page)]))
    return tuple(item for item in items if len(item) >= _LETTERS)


def _share(text: str, other: str) -> float:
    """Return the share of a text's runs that stand in another."""
    runs = [text[at : at + _RUN] for at in range(0, max(len(text) - _RUN + 1, 1), _STEP)]
    return sum(run in other for run in runs) / len(runs)
