"""The headings of lists and the days that stand around their entries: above, after, or parted between both."""

import re
from itertools import islice

from planwatch import dates

from .blocks import SILENT_TAGS, cell_text
from .entries import date_beside, nodes, split_date
from .ranks import HEADINGS
from .tree import Element

DAY_TAGS = frozenset({*HEADINGS, "dt"})
# So many entries of one day stand below it at most.
UNDER_DAY_MAX = 100
# What shows the day alone beside an entry of an archive.
_DAY_ALONE = re.compile(r"\s*[0-3]?\d\s*日?\s*$")
_MONTH_DAY = re.compile(r"[\s\[【（(]*([01]?\d)\s?[-/.月]\s?([0-3]?\d)日?[\s\]】）)]*")
_YEAR_ALONE = re.compile(r"\W*((?:19|20)\d\d)\s?年?(?:度)?\W*")
HEADING_MAX = 12
# What may be a heading: one of these, with so many elements in it at most (a span, a link to more).
HEADING_TAGS = (*HEADINGS, "dt", "p", "div", "span", "strong", "b")
HEADING_PARTS = 8


def heading_text(element: Element) -> str:
    """Return what stands above a list, empty where that is more than a heading."""
    is_heading = element.tag in HEADING_TAGS and is_small(element, HEADING_PARTS)
    return cell_text(element)[:HEADING_MAX] if is_heading else ""


def is_small(element: Element, parts: int) -> bool:
    """Return whether an element has no more than so many elements in it, itself among them."""
    return not len(element) or next(islice(element.iter(), parts, None), None) is None


def day_over(item: Element) -> str | None:
    """Return the day of the heading above an item and its like, where such a heading comes first among them."""
    parent = item.getparent()
    tag = parent[0].tag if parent is not None else ""
    if tag not in DAY_TAGS or tag == item.tag:
        return None
    above = islice(item.itersiblings(preceding=True), UNDER_DAY_MAX)
    over = next((sibling for sibling in above if sibling.tag == tag), None)
    return date_beside(nodes(over)) if over is not None else None


def date_after(item: Element) -> str | None:
    """Return the day that stands after an item, in its tail or in siblings without a link."""
    texts = [(item.tail or "").strip()]
    for sibling in item.itersiblings():
        if not isinstance(sibling.tag, str) or next(sibling.iter("a"), None) is not None or len(texts) > 3:
            break
        if sibling.tag not in SILENT_TAGS:
            texts.append(cell_text(sibling))
    return date_beside([text for text in texts if text])


def day_under(item: Element) -> str | None:
    """Return the day of an item that shows its number alone below a heading with the year and the month, or with the month below a year."""
    above = item.getparent()
    heading = above.getprevious() if above is not None else None
    if heading is None:
        return None
    texts = nodes(item)
    if any(map(_DAY_ALONE.match, texts)):
        return split_date([heading_text(heading), *texts])
    shown = next(filter(None, map(_MONTH_DAY.fullmatch, texts)), None)
    year = _YEAR_ALONE.fullmatch(heading_text(heading)) if shown else None
    return dates.iso_day(int(year[1]), int(shown[1]), int(shown[2])) if shown and year else None
