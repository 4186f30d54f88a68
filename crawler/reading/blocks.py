"""A tree to its text blocks: paragraphs, headings, list items, table rows, in the order of the page."""

import re
from collections import deque
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from lxml import etree

from .tree import Element, text_of

BLOCK_TAGS = frozenset({
    "html", "body", "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
SILENT_TAGS = frozenset({
    "head", "script", "style", "noscript", "template", "iframe", "svg", "select", "option", "button", "textarea",
    "object", "audio", "video", "canvas", "map", "xml",
})  # fmt: skip
# What an element is to the walk; one of no kind only stands around others.
_KINDS = {
    **dict.fromkeys(BLOCK_TAGS, "block"),
    **dict.fromkeys(SILENT_TAGS, "silent"),
    **{tag: tag for tag in ("a", "br", "tr")},
}
CELLS = frozenset({"td", "th"})
INNER_TAGS = ("p", "div", "li", "br", "table")
# A table row is one line unless it lays out a page: such a row nests tables, or has a cell of many blocks, or is long.
# A cell of a task table holds up to a dozen paragraphs in plans of ministries; a row of one stays below 1500 characters.
ROW_BLOCKS_MAX = 12
ROW_CHARS_MAX = 1500
# A table of one row has no head that its cells would belong to: with a few paragraphs in one of them it lays out a page.
LONE_ROW_BLOCKS_MAX = 3
CELL_GAP = " | "
# Hidden by its own style attribute; long hidden text is a body that a script shows, not a hidden note.
HIDDEN_CHARS_MAX = 1000
# Text that somebody pasted into a page without markup: several paragraphs, so a few hundred characters with blank lines.
PASTED_MIN = 200
LONG_LINE = 40
SENTENCE_ENDS = tuple("。！？；：.!?;:”」』）)")
_BLANK_LINE = re.compile(r"(?<=\S)[ \t\r\u3000]*\n[ \t\r\u3000]*\n\s*(?=\S)")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
# Counted without making the text: elements that hide themselves may stand within each other a thousand deep.
_length = etree.XPath("string-length()")
_WIDE = "\u2e80-\u9fff\uff00-\uffef\u2018-\u201d"
# Blanks between two wide characters. Whether a line break is among them is asked afterwards: asked here, in a run of a thousand
# line breaks each would be tried with each other.
_WRAPPED = re.compile(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])")


class Block(NamedTuple):
    """One line of a page: its text, the text nodes it came from, the innermost block element, its links and their characters."""

    text: str
    parts: tuple[str, ...]
    element: Element
    linked: int = 0
    links: tuple[Element, ...] = ()


def blocks(root: Element) -> list[Block]:
    """Return the visible text blocks under an element; hidden elements, scripts and form controls have none."""
    return _Reader(root).read()


def one_line(text: str) -> str:
    """Return text with single blanks; a line break of the source between two wide characters is none of the text."""
    if "\n" in text and "\n" in (text := text.strip()):
        text = _WRAPPED.sub(lambda blanks: "" if "\n" in blanks[0] else " ", text)
    return " ".join(text.split())


def typed_lines(text: str, *, is_pre: bool) -> list[str]:
    """Return the lines of a text node whose line breaks are its own: in a <pre>, or pasted text with blank lines in it.

    Elsewhere a line break of the source is white space, and the node is one piece. Pasted text whose long lines end in the
    middle of sentences was wrapped: only its blank lines part it.
    """
    if is_pre:
        return text.split("\n")
    if len(text) < PASTED_MIN or not _BLANK_LINE.search(text):
        return [text]
    long = [line.strip() for line in text.split("\n") if len(line.strip()) >= LONG_LINE]
    whole = sum(line.endswith(SENTENCE_ENDS) for line in long) * 2 > len(long)
    return text.split("\n") if whole else _BLANK_LINE.split(text)


class _Reader:
    """One walk over a tree that gathers text nodes until a block element begins or ends."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.found: list[Block] = []
        self.parts: list[str] = []
        self.links: list[Element] = []
        self.linked = 0
        self.links_open = 0
        self.open = [root]

    def read(self) -> list[Block]:
        # The inner loop of all reading: what most elements do (nothing but stand around others) is done here, without a call.
        # Elements come in the page's order, and each ends those that are open and not around it: a twentieth less than with iterwalk.
        outside = self.root.getparent()
        walk = chain(self.root.iter(), (None,))
        way, opened, parts, kind_of = [outside], self.open, self.parts, _KINDS.get
        for element in walk:
            around = outside if element is None else element.getparent()
            while (ended := way[-1]) is not around:
                way.pop()
                if ended is opened[-1]:
                    if parts:
                        self._flush()
                    opened.pop()
                elif self.links_open and ended.tag == "a":
                    self.links_open -= 1
                # Most text nodes are the white space between elements.
                if (text := ended.tail) and (parts or not text.isspace()):
                    self._say(text)
            if element is None:
                break
            way.append(element)
            style, kind = element.get("style"), kind_of(element.tag)
            if (style and _is_hidden(element, style)) or (kind and not self._starts(element, kind)):
                _pass_by(element, walk)
            elif (text := element.text) and (parts or not text.isspace()):
                self._say(text)
        self._flush()
        return self.found

    def _starts(self, element: Element, kind: str) -> bool:
        """Return whether an element of a kind is read node by node: it is shown, and no row of a table."""
        if kind == "a":
            self.links_open += 1
            self.links.append(element)
            return True
        if kind == "silent":
            return False
        if kind == "tr" and (cells := row_cells(element)):
            self._flush()
            self._row(element, cells)
            return False
        if self.parts:
            self._flush()
        if kind != "br":
            self.open.append(element)
        return True

    def _say(self, text: str) -> None:
        if "\n" in text and (len(text) >= PASTED_MIN or self.open[-1].tag == "pre"):
            *lines, text = typed_lines(text, is_pre=self.open[-1].tag == "pre")
            for line in lines:
                self._say(line)
                self._flush()
        self.parts.append(text)
        if self.links_open:
            self.linked += len(text.strip())

    def _flush(self) -> None:
        parts = self.parts
        if not parts:
            return
        text = one_line("".join(parts))
        if text:
            linked = min(self.linked, len(text)) if self.linked else 0
            self.found.append(Block(text, tuple(parts), self.open[-1], linked, tuple(self.links)))
            self.links.clear()
        parts.clear()
        self.linked = 0

    def _row(self, row: Element, cells: tuple[str, ...]) -> None:
        links = () if _is_flat(row, len(cells)) else tuple(row.iter("a"))
        linked = sum(len(text_of(link).strip()) for link in links)
        self.found.append(Block(CELL_GAP.join(filter(None, cells)), cells, row, linked, links))


def _pass_by(element: Element, walk: Iterator[Element | None]) -> None:
    """Take what stands in an element out of a walk that has come to it."""
    if len(element):
        deque(zip(element.iterdescendants(), walk, strict=False), maxlen=0)


def _is_hidden(element: Element, style: str) -> bool:
    # Most styles say nothing of the kind, which is told at a tenth of the pattern's cost.
    return "none" in style.lower() and _HIDDEN.search(style) is not None and _length(element) <= HIDDEN_CHARS_MAX


def row_cells(row: Element) -> tuple[str, ...]:
    """Return the texts of the cells of a row that is a line of a table; none for one that is a part of a page's layout."""
    cells = [cell for cell in row if cell.tag in CELLS]
    if len(cells) < 2 or _is_layout(row, cells):
        return ()
    texts = tuple(map(cell_text, cells))
    is_line = sum(map(bool, texts)) >= 2 and sum(map(len, texts)) <= ROW_CHARS_MAX
    return texts if is_line else ()


def _is_layout(row: Element, cells: list[Element]) -> bool:
    if _is_flat(row, len(cells)):
        return False
    if next(row.iter("table", "script", "form", "ul", "h1", "h2", "hr"), None) is not None:
        return True
    most = ROW_BLOCKS_MAX if _has_rows_beside(row) else LONE_ROW_BLOCKS_MAX
    return any(sum(1 for _ in cell.iter(*INNER_TAGS)) > most for cell in cells)


def _is_flat(row: Element, cells: int) -> bool:
    """Return whether a row holds its cells and no other element."""
    return len(row) == cells and not any(map(len, row))


def _has_rows_beside(row: Element) -> bool:
    return row.getprevious() is not None or row.getnext() is not None


def cell_text(element: Element) -> str:
    """Return the text of a small element as one line, with a blank where a block within it ends."""
    if not len(element):
        return "" if element.tag in SILENT_TAGS else one_line(element.text or "")
    if not any(map(len, element)):
        parts = [element.text or ""]
        for node in element:
            gap = " " if node.tag in BLOCK_TAGS else ""
            parts += (gap, "" if node.tag in SILENT_TAGS else node.text or "", gap, node.tail or "")
        return one_line("".join(parts))
    return one_line("".join(_nested_texts(element)))


def _nested_texts(element: Element) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node.tag in BLOCK_TAGS:
            yield " "
        if event == "start":
            yield "" if node.tag in SILENT_TAGS else node.text or ""
        elif node is not element:
            yield node.tail or ""
