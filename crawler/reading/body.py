"""Where the body stands: the smallest element that holds most of a page's prose, with the names of CMS containers as hints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .blocks import Block
from .boilerplate import is_furniture, is_link, is_prose
from .tree import Element

# Names that the CMS families of Chinese government and news sites give the element around a body.
HINTS = re.compile(
    r"^(?:TRS_(?:UEDITOR|Editor|PreAppend)|trs_editor_view|UCAP-CONTENT|zoom(?:con)?|pages_content|vsb_content\w*|v_news_content"
    r"|article-content|article_content|articleContent|content_area|rm_txt_con|main-content|xxgk_detail_content|text_content"
    r"|detail-content|news_content|newsContent|con_con|artibody|endText|BodyLabel|wzcon|wp_articlecontent)$",
    re.IGNORECASE,
)
# A hint makes the prose under it count so much more: short bodies win over long footers, and no more.
HINT_FACTOR = 3.0
# Prose below this share of the page's outside an element is furniture that looks like prose (tuned on the labelled corpus:
# any value from 0.6 to 0.75 gives the same bodies).
MOST = 0.7
COUNT_MOST = 0.5
# No single paragraph outweighs a body, however long it is.
LONGEST = 300
# A line without a sentence counts a little, so that a body of headings and table rows is found.
PLAIN_FACTOR = 0.3
GROUPS = frozenset({
    "html", "body", "div", "td", "article", "section", "main", "form", "center", "table", "tbody", "tr", "ul",
    "ol", "blockquote", "font",
})  # fmt: skip


@dataclass(slots=True)
class _Sum:
    weight: float = 0.0
    prose: int = 0


def body_range(found: Sequence[Block], root: Element) -> tuple[int, int]:
    """Return the range of blocks that the body's element holds; the whole page where no element stands out."""
    sums, children = _sums(found)
    element = root
    while True:
        inner = max(children.get(element, ()), key=lambda child: sums[child].weight, default=None)
        if inner is None or not _holds_most(sums[inner], sums[element]):
            break
        element = inner
    return inside(found, element)


def inside(found: Sequence[Block], element: Element) -> tuple[int, int]:
    """Return the range of blocks under an element."""
    places = [place for place, block in enumerate(found) if _is_under(block.element, element)]
    return (places[0], places[-1] + 1) if places else (0, 0)


def declared_range(found: Sequence[Block], elements: Sequence[Element]) -> tuple[int, int] | None:
    """Return the range of blocks from the first to the last of the elements that a declaration names; None where they hold none."""
    ranges = [inside(found, element) for element in elements]
    filled = [(start, end) for start, end in ranges if end > start]
    return (min(start for start, _ in filled), max(end for _, end in filled)) if filled else None


def _is_under(inner: Element, outer: Element) -> bool:
    return inner is outer or any(parent is outer for parent in inner.iterancestors())


def _holds_most(inner: _Sum, outer: _Sum) -> bool:
    return inner.weight > MOST * outer.weight and inner.prose >= COUNT_MOST * outer.prose


def _sums(found: Sequence[Block]) -> tuple[dict[Element, _Sum], dict[Element, set[Element]]]:
    """Return the weight of the prose under each grouping element, and the grouping elements right below each.

    Text that was there before counts once: a page may hold a copy for phones beside the one for desks.
    """
    sums: dict[Element, _Sum] = {}
    children: dict[Element, set[Element]] = {}
    seen: set[str] = set()
    for block in found:
        weight, prose = _weight(block), is_prose(block)
        if not weight or block.text in seen:
            continue
        seen.add(block.text)
        chain = [element for element in (block.element, *block.element.iterancestors()) if element.tag in GROUPS]
        if any(_is_hint(element) for element in chain):
            weight *= HINT_FACTOR
        for below, element in zip([None, *chain], chain, strict=False):
            total = sums.setdefault(element, _Sum())
            total.weight += weight
            total.prose += prose
            if below is not None:
                children.setdefault(element, set()).add(below)
    return sums, children


def _weight(block: Block) -> float:
    if is_link(block) or is_furniture(block):
        return 0.0
    plain = min(len(block.text) - block.linked, LONGEST)
    return plain if is_prose(block) else plain * PLAIN_FACTOR


def _is_hint(element: Element) -> bool:
    names = [element.get("id") or "", *(element.get("class") or "").split()]
    return any(HINTS.match(name) for name in names)
