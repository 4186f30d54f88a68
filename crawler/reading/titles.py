"""The headline of an article: what the page shows, checked against what its head says."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from planwatch.text import squash

from . import json_ld
from .blocks import Block, one_line
from .boilerplate import is_place, is_prose
from .facts import date_time
from .labels import NODE, is_labels, labelled
from .tree import Element, text_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A headline has at least so many characters; shorter ones are columns and buttons.
SHORTEST = 4
LONGEST = 200
# Headlines of articles are seldom shorter; names of columns seldom longer.
WHOLE = 8
HEADER_WITHIN = 2
# A headline is broken into so many lines at most.
RUN_MAX = 3
# What an information table labels besides the title; 名称 alone may be anything's.
TABLE = frozenset({"index", "number", "issuer"})
_NAMED = re.compile(r"title|headline|(?:^|[_-])tit(?:$|[_-])|biaoti|(?:^|[_-])bt(?:$|[_-])|subject", re.IGNORECASE)
_META = ("articletitle", "og:title", "twitter:title", "title", json_ld.HEADLINE)
_COLUMNS = ("sitename", "columnname", "og:site_name")
_CUT = re.compile(r"(?:…|\.{2,}|。{2,})$")
_MARKUP = re.compile(r"<[^<>]*>")
_JOINT = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|-{2,}|—{3,}|\s*[-–](?=[^-–]*$)")


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline and the block after the one that shows it; ``end`` is None where the page shows it nowhere."""

    text: str
    end: int | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    end: int
    rank: int


def headline(before: Sequence[Block], root: Element, meta: Mapping[str, str]) -> Headline:
    """Return the headline, with an empty text where there is none; ``before`` are the blocks from the top to the body's first lines."""
    heads = [squash(text) for text in _heads(root, meta)]
    columns = {squash(meta.get(name, "")) for name in _COLUMNS}
    # What names a line: a head that begins with it, or one that was cut short.
    beginnings = {head[:end] for head in heads for end in range(1, min(len(head), LONGEST) + 1)} - columns
    cut = tuple(_CUT.sub("", head) for head in heads if _CUT.search(head))
    named = _lines(before, lambda text: text in beginnings or (text.startswith(cut) and text not in columns))
    best = max(named, key=lambda line: (len(squash(line.text)), line.end), default=None)
    if best:
        return Headline(best.text, best.end)
    declared = meta.get("articletitle") or _table_title(before)
    if len(declared) >= SHORTEST and not _CUT.search(declared):
        return Headline(one_line(_MARKUP.sub(" ", declared)))
    shown = [line for line in _lines(before, lambda text: text not in columns) if _is_shown(line, before)]
    visible = max(shown, key=_likeness, default=None)
    if visible:
        return Headline(visible.text, visible.end)
    return Headline(meta.get(json_ld.HEADLINE) or _JOINT.split(_page_title(root), maxsplit=1)[0])


def _table_title(before: Sequence[Block]) -> str:
    """Return the title that an information table gives: a 名称 beside an index number, a document number or an issuer."""
    shown = labelled(before)
    return shown.get("title", "").replace(NODE, " ") if TABLE & shown.keys() else ""


def _is_shown(line: _Line, before: Sequence[Block]) -> bool:
    """Return whether a line stands out as a headline: by its element, or as it is followed by a header line."""
    if line.rank:
        return True
    below = before[line.end : line.end + HEADER_WITHIN]
    return len(line.text) >= WHOLE and not is_prose(before[line.end - 1]) and any(is_labels(block) for block in below)


def _likeness(line: _Line) -> tuple[bool, int, int]:
    return (len(line.text) >= WHOLE, line.rank, line.end)


def _heads(root: Element, meta: Mapping[str, str]) -> list[str]:
    texts = [_MARKUP.sub("", text) for text in (*(meta.get(name, "") for name in _META), _page_title(root))]
    return [text for text in texts if len(text) >= SHORTEST]


def _page_title(root: Element) -> str:
    element = next(root.iter("title"), None)
    return one_line(text_of(element)) if element is not None else ""


def _lines(before: Sequence[Block], is_wanted: Callable[[str], bool]) -> Iterator[_Line]:
    """Yield each line, and each joined run of lines of one element, that may be a headline and is wanted by its squashed text."""
    for place, block in enumerate(before):
        text = ""
        for end, other in enumerate(before[place : place + RUN_MAX], place + 1):
            if other.element is not block.element:
                break
            text = f"{text} {other.text}".strip()
            if not (SHORTEST <= len(text) <= LONGEST and is_wanted(squash(text))):
                continue
            rank = _rank(block.element)
            if all(_may_be(line, rank) for line in before[place:end]):
                yield _Line(text, end, rank)


def _may_be(block: Block, rank: int) -> bool:
    if block.linked and rank < 2:
        return False
    return not (is_labels(block) or is_place(block.text) or date_time(block.text))


def _rank(element: Element) -> int:
    """Return 3 for a first heading, 2 for another, 1 for an element that is named as one, 0 for the rest."""
    for above in (element, *islice(element.iterancestors(), 2)):
        if above.tag in HEADINGS:
            return 3 if above.tag == "h1" else 2
        if _NAMED.search(f"{above.get('id') or ''} {above.get('class') or ''}"):
            return 1
    return 0
