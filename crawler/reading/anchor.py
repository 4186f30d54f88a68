"""Where an article begins that tells so itself: a headline, right below it a header line, and then its first line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planwatch.text import squash

from .blocks import Block
from .boilerplate import is_furniture
from .days import is_clocked
from .edges import is_day, is_header
from .head import SHORTEST, WHOLE
from .labels import is_labels
from .ranks import rank_of

# A subtitle or a tool may stand between a headline and its header line.
HEADER_WITHIN = 2
# More header lines and tools may follow before the first line of the text.
FIRST_WITHIN = 6
_YEAR = re.compile(r"(?:19|20)\d\d|[二２]")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The places of a headline, of the header line below it, and of the first line below that."""

    headline: int
    header: int
    first: int


def anchor(found: Sequence[Block], marks: Sequence[bool | None], title: str) -> tuple[int, Anchor | None]:
    """Return the place of a page's first header line (the number of its blocks without one), and where its article tells that it begins.

    ``marks`` are the blocks' ``prose_marks``, ``title`` is the page's <title>.
    The first line is prose where some stands near, else any line but furniture.
    """
    title, header = squash(title), len(found)
    for place, block in enumerate(found):
        is_told = is_labels(block) or (not block.linked and is_clocked(block.text))
        header = place if is_told and header > place else header
        is_dated = not is_told and marks[place] is False and _YEAR.search(block.text) is not None and is_header(block)
        if not place or not (is_told or is_dated):
            continue
        may_stand_out = is_told or not is_day(block.text)
        above = ((one, found[one], marks[one]) for one in range(place - 1, max(-1, place - 1 - HEADER_WITHIN), -1))
        lines = ((one, line) for one, line, mark in above if _may_be(line, mark))
        is_head = (
            one
            for one, line in lines
            if _is_named(line, title) or (may_stand_out and len(line.text) >= WHOLE and rank_of(line.element) > 0)
        )
        head = next(is_head, None)
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


def _is_named(block: Block, title: str) -> bool:
    """Return whether the page's <title> names a line."""
    plain = squash(block.text)
    return title.startswith(plain) or (len(plain) >= WHOLE and plain in title)


def _may_be(block: Block, mark: bool | None) -> bool:
    return mark is not None and not block.linked and len(block.text) >= SHORTEST and not is_labels(block)
