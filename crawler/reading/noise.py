"""Which elements of a page may hold the lines that change from night to night, as selectors to try."""

import re
from collections.abc import Collection, Iterator

from planwatch.text import clean

from .page import Page
from .tree import Element

# A name that was made for one page alone (id="c20261122", a nonce) names nothing on the next one.
_NAME = re.compile(r"(?!.*\d{3})[A-Za-z][\w-]*")
# What stands before the number of a counter or a clock: 浏览次数, 当前在线.
_LABEL = re.compile(r"[^\d\"'\\\n]{2,12}?(?=[\s:：（(]*\d)")
# Boxes around a line are no more than a few deep until they hold the whole text.
_UP = 4
_DOWN = 12
_WHOLE = frozenset({"html", "body"})


def selectors(html: str, changing: Collection[str]) -> set[str]:
    """Return CSS selectors of the elements that hold any of the changing lines, of those around them and of those inside.

    By id or class, where those are no names for one page alone; else by the words before a number.
    """
    found: set[str] = set()
    for block in Page(html).blocks:
        text = clean(block.text)
        if text and any(text == line or text in line.split("\n") for line in changing):
            for element in _around(block.element):
                found.update(_names(element))
            found.update(_labels(block.element, text))
    return found


def _around(element: Element) -> Iterator[Element]:
    yield from (inner for inner, _ in zip(element.iter("*"), range(_DOWN), strict=False))
    above = element.getparent()
    for _ in range(_UP):
        if above is None or above.tag in _WHOLE:
            return
        yield above
        above = above.getparent()


def _names(element: Element) -> Iterator[str]:
    if _NAME.fullmatch(name := element.get("id") or ""):
        yield f"#{name}"
    for name in (element.get("class") or "").split():
        if _NAME.fullmatch(name):
            yield f"{element.tag}.{name}"


def _labels(element: Element, text: str) -> Iterator[str]:
    label = _LABEL.match(text)
    if label and element.tag not in _WHOLE and not len(element):
        yield f'{element.tag}:contains("{label[0].strip()}")'
