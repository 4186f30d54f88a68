"""Pages that are declared for their figures: all of their main area is body, for what is left out of it is lost for good."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from planwatch.records import Article
from planwatch.text import TITLE_LIMIT, clean, clean_line

from .blocks import Block, cell_text, one_line
from .body import DIM_TAGS, DIMS
from .boilerplate import is_furniture, is_link
from .page import Page
from .tree import Element, names_of

# A tile of a dashboard that leads to its details says a name and a figure; an entry of a list is longer. Set by judgement.
TILE_MAX = 30
_FIGURE = re.compile(r"[-+]?\d[\d,.，]*%?")
_WORD = re.compile(r"[^\W\d_]")
# Buttons of a page elsewhere; with a figure they are what a hotline or a platform counts.
_COUNTED = re.compile(r"(?:投诉|举报|注册|登录)[^\w。]{0,3}\d")


def with_figures(article: Article, page: Page, title: str) -> Article:
    """Return an article with every line of a page's main area that is no furniture, under the title the page is declared by.

    Figures stand in tables above a text, in tiles and in lists, which are no body of an article, and under headlines of every
    form: what is an article's body is no measure for them. It is kept where all of the page is side or foot by name.
    """
    text = clean("\n".join(_line(block) for block in page.blocks if _is_shown(block)))
    return replace(article, title=clean_line(title, TITLE_LIMIT), text=text or article.text, repeated_chars=0)


def _is_shown(block: Block) -> bool:
    is_said = _is_tile(block) or _COUNTED.match(block.text) is not None or not is_furniture(block)
    return is_said and not _is_aside(block.element)


def _is_aside(element: Element) -> bool:
    """Return whether an element stands in the navigation, the side or the foot of its page."""
    return any(
        above.tag in DIM_TAGS or any(map(DIMS.match, names_of(above).split()))
        for above in (element, *element.iterancestors())
    )


def _is_tile(block: Block) -> bool:
    """Return whether a line stands in a short link with a name and a figure; the number of a page has no name."""
    if not is_link(block):
        return False
    around = next((above for above in (block.element, *block.element.iterancestors()) if above.tag == "a"), None)
    link = around if around is not None else next(iter(block.links), None)
    said = cell_text(link) if link is not None else ""
    return len(said) <= TILE_MAX and bool(_FIGURE.search(said)) and bool(_WORD.search(said))


def _line(block: Block) -> str:
    """Return a block's text, with a blank before an element that holds a figure and nothing else where a figure ends before it."""
    if block.element.tag == "tr" or not any(map(_parted, block.parts, block.parts[1:])):
        return block.text
    return one_line("".join(_spaced(block.parts)))


def _spaced(parts: tuple[str, ...]) -> Iterator[str]:
    yield parts[0]
    for one, other in pairwise(parts):
        yield f" {other}" if _parted(one, other) else other


def _parted(one: str, other: str) -> bool:
    """Return whether two figures meet; two single digits are one figure in boxes, as counters are drawn."""
    is_counter = len(one) == len(other) == 1
    return one[-1:].isdigit() and _FIGURE.fullmatch(other) is not None and not is_counter
