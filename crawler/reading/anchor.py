"""Where an article begins that tells so itself: a headline, right below it a header line, and then its first line."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from planwatch.text import squash

from .blocks import Block, one_line
from .boilerplate import is_furniture
from .days import is_clocked
from .edges import is_day
from .labels import is_labels
from .tree import Element, text_of

HEADINGS = frozenset({"h1", "h2", "h3"})
# A headline has at least so many characters; the name of a column that a page's <title> begins with has four to eight.
SHORTEST = 4
WHOLE = 8
# A subtitle or a tool may stand between a headline and its header line.
HEADER_WITHIN = 2
# More header lines and tools may follow before the first line of the text.
FIRST_WITHIN = 6
# A day alone is short: 发布时间 and the like stand in lines that are labelled.
DAY_MAX = 40


@dataclass(frozen=True, slots=True)
class Anchor:
    """The places of a headline, of the header line below it, and of the first line below that."""

    headline: int
    header: int
    first: int


def anchor(found: Sequence[Block], marks: Sequence[bool | None], root: Element) -> tuple[int, Anchor | None]:
    """Return the place of a page's first header line (the number of its blocks without one), and where its article tells that it begins.

    ``marks`` are the blocks' ``prose_marks``. The first line is prose where some stands near, else any line but furniture.
    """
    title, header = "", len(found)
    for place, block in enumerate(found):
        is_told = is_labels(block) or (not block.linked and is_clocked(block.text))
        header = place if is_told and header > place else header
        if not place or not (is_told or _is_day(block)):
            continue
        title = title or squash(_title(root))
        above = (one for one in range(place - 1, max(-1, place - 1 - HEADER_WITHIN), -1))
        head = next((one for one in above if _is_headline(found[one], marks[one], title)), None)
        if head is not None and (first := _first(found, marks, place)) is not None:
            return header, Anchor(head, place, first)
    return header, None


def _first(found: Sequence[Block], marks: Sequence[bool | None], header: int) -> int | None:
    below = [
        place
        for place in range(header + 1, min(len(found), header + 1 + FIRST_WITHIN))
        if not (is_labels(found[place]) or is_furniture(found[place]))
    ]
    return next((place for place in below if marks[place]), below[0] if below else None)


def _is_day(block: Block) -> bool:
    text = block.text
    return not block.linked and len(text) <= DAY_MAX and text[:1].isdecimal() and is_day(text)


def _is_headline(block: Block, mark: bool | None, title: str) -> bool:
    if mark is None or block.linked or len(block.text) < SHORTEST or is_labels(block):
        return False
    plain = squash(block.text)
    is_heading = any(one.tag in HEADINGS for one in (block.element, *islice(block.element.iterancestors(), 2)))
    return title.startswith(plain) if is_heading or len(plain) < WHOLE else plain in title


def _title(root: Element) -> str:
    element = next(root.iter("title"), None)
    return one_line(text_of(element)) if element is not None else ""
