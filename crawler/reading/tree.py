"""A page's text to one lxml tree, parsed once; a forgiving parser only where lxml cuts the page short."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from cssselect import HTMLTranslator
from lxml import etree

# lxml.html's own element class is looked up in Python for every element: reading with it takes half as long again.
Element: TypeAlias = etree._Element  # noqa: SLF001  # lxml gives its element class no public name

# lxml ends a page at what it cannot nest or spell; when it kept fewer elements than this share of the end tags outside
# comments and scripts, the page is read again. Whole pages keep 0.9 and more (labelled corpus).
KEPT_MIN = 0.6
# The forgiving parser is slow, and slower still on what is nested deep: it gets no larger page than this (characters).
FORGIVEN_MAX = 500_000
# Open elements times closing tags: each look takes about a millionth of a second. Pages of 60 levels and 5,000 tags have 300,000.
LOOKED_THROUGH = 2_000_000
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
# Elements that hold nothing, or that the next of their kind closes.
_NEVER_DEEP = frozenset({
    "p", "li", "dd", "dt", "td", "th", "tr", "thead", "tbody", "option", "br", "img", "input", "meta", "link", "hr", "area", "base", "col",
    "embed", "source", "track", "wbr", "script", "style",
})  # fmt: skip
_UNCOUNTED = re.compile(r"(?s)<!--.*?(?:-->|\Z)|<script.*?(?:</script>|\Z)", re.IGNORECASE)
# Nested deeper than lxml goes (2048), a page is read without the elements that only group.
_GROUPS = re.compile(
    r"</?(?:div|center|section|article|blockquote|table|tbody|tr|td|ul|ol|li|dl|dd)(?:\s[^<>]*)?>", re.IGNORECASE
)
_MARKS = re.compile(r"</?(?:span|font|b|strong|i|em|u|big|small)(?:\s[^<>]*)?>", re.IGNORECASE)
DEEP = 2000
_XML_HEAD = re.compile(r"\s*<\?xml[^>]*\?>")
# No characters of a page: libxml2 would show U+FFFD for each.
_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")
_EMPTY = "<html><body></body></html>"


def parse(html: str) -> Element:
    """Return the root of the page's tree; a page without any element gives an empty one."""
    return elements_of(html)[0]


def elements_of(html: str, utf8: bytes | None = None) -> list[Element]:
    """Return the elements of the page's tree in its order, the root first; ``utf8`` is its text in UTF-8, where that is at hand.

    lxml makes an element's Python object anew for whoever asks, unless somebody holds it: who reads a page again and again
    holds this list.
    """
    head = _XML_HEAD.match(html)
    source = html[head.end() :] if head else html
    elements = list(_lxml(source, None if head else utf8).iter())
    if _depth(elements[0]) >= DEEP:
        return list(_lxml(_MARKS.sub("", _GROUPS.sub("<br>", source))).iter())
    # Comments and scripts cost more to leave out: it is done where the rest is too little.
    if len(elements) >= KEPT_MIN * source.count("</") or _is_whole(elements, source):
        return elements
    forgiven = _forgiving(source) if _is_forgivable(source) else elements[0]
    return list(max(elements[0], forgiven, key=_text_length).iter())


def _is_whole(elements: Sequence[Element], source: str) -> bool:
    """Return whether the root holds what the page has: lxml hangs beside it, out of reach, what follows a </html> in a script."""
    return len(elements) >= KEPT_MIN * _UNCOUNTED.sub("", source).count("</")


def _is_forgivable(source: str) -> bool:
    """Return whether the forgiving parser comes to an end: at each closing tag it looks through all that is open."""
    if len(source) > FORGIVEN_MAX:
        return False
    waiting: Counter[str] = Counter()
    deepest = depth = closed = 0
    for found in _TAG.finditer(source):
        name = found[2].lower()
        if found[1]:
            closed += 1
            depth -= waiting[name] > 0
            waiting[name] = max(0, waiting[name] - 1)
        elif name not in _NEVER_DEEP:
            waiting[name] += 1
            depth += 1
            deepest = max(deepest, depth)
    return deepest * closed <= LOOKED_THROUGH


def text_of(element: Element) -> str:
    """Return the whole text under an element, as it is written there."""
    return "".join(element.itertext())


def names_of(element: Element) -> str:
    """Return an element's id and the names of its classes, with blanks between them."""
    return f"{element.get('id') or ''} {element.get('class') or ''}"


def around(one: Element, other: Element) -> list[Element]:
    """Return the elements that hold both of two, or are one of them, the innermost first."""
    above = {other, *other.iterancestors()}
    return [element for element in (one, *one.iterancestors()) if element in above]


def drop(element: Element) -> None:
    """Take an element out of its tree; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def select(root: Element, selector: str) -> list[Element]:
    """Return the elements that a CSS selector names, in the page's order; SelectorError for one that is no selector."""
    return list(_compiled(selector)(root))


def _depth(root: Element) -> int:
    """Return how deep the first innermost elements stand: where lxml gave up, each holds the next."""
    deepest = root
    while len(deepest):
        deepest = deepest[-1]
    return sum(1 for _ in deepest.iterancestors())


def _text_length(root: Element) -> int:
    return len(text_of(root))


def _lxml(source: str, utf8: bytes | None = None) -> Element:
    """Return the tree of a page without the characters that XML forbids, lone surrogates among them."""
    if "\ufffe" in source or "\uffff" in source:
        source, utf8 = _NO_CHARACTERS.sub("", source), None
    encoded = source.encode("utf-8", "ignore") if utf8 is None else utf8
    # Nobody asks lxml for an element by its id.
    parser = etree.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(encoded.translate(None, _CONTROLS), parser)
    except etree.ParserError:
        root = None
    return etree.fromstring(_EMPTY, parser) if root is None else root


def _forgiving(source: str) -> Element:
    from bs4 import BeautifulSoup, Tag  # noqa: PLC0415 - a tenth of a second that few pages are worth

    class Parent(Tag):
        def index(self, element: Any) -> int:
            # html5lib asks for each text where its neighbour stands, and that is at the end: looked for from the beginning,
            # a page that puts all into one element takes minutes.
            for back, child in enumerate(reversed(self.contents), 1):
                if child is element:
                    return len(self.contents) - back
            return super().index(element)

    try:
        return _lxml(str(BeautifulSoup(source, "html5lib", element_classes={Tag: Parent})))
    except RecursionError:
        return _lxml(_EMPTY)


@lru_cache(maxsize=1000)
def _compiled(selector: str) -> etree.XPath:
    # Not lxml's own CSSSelector: its :contains() fails from the second call on (XPathFunctionError).
    return etree.XPath(HTMLTranslator().css_to_xpath(selector))
