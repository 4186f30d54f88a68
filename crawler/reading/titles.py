"""The headline of an article: what the page shows, checked against what its head says."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planwatch.text import squash

from .blocks import Block, one_line
from .boilerplate import is_place, is_prose
from .facts import date_time
from .labels import is_labels
from .tree import Element, text_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# A headline has at least so many characters; shorter ones are columns and buttons.
SHORTEST = 4
LONGEST = 200
# Headlines of articles are seldom shorter; names of columns seldom longer.
WHOLE = 8
HEADER_WITHIN = 2
_NAMED = re.compile(r"title|headline|(?:^|[_-])tit(?:$|[_-])|biaoti|(?:^|[_-])bt(?:$|[_-])|subject", re.IGNORECASE)
_META = ("articletitle", "og:title", "twitter:title", "title")
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
    lines = [
        line for line in _lines(before) if squash(line.text) not in {squash(meta.get(name, "")) for name in _COLUMNS}
    ]
    named = [line for line in lines if any(_says(squash(line.text), head) for head in heads)]
    if named:
        best = max(named, key=lambda line: (len(squash(line.text)), line.end))
        return Headline(best.text, best.end)
    declared = meta.get("articletitle", "")
    if len(declared) >= SHORTEST and not _CUT.search(declared):
        return Headline(one_line(_MARKUP.sub(" ", declared)))
    visible = max((line for line in lines if _is_shown(line, before)), key=_likeness, default=None)
    return Headline(visible.text, visible.end) if visible else Headline(_JOINT.split(_page_title(root), maxsplit=1)[0])


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


def _says(shown: str, head: str) -> bool:
    """Return whether a head names what is shown: at its beginning, or cut short."""
    cut = _CUT.sub("", head)
    return head.startswith(shown) or (cut != head and shown.startswith(cut))


def _lines(before: Sequence[Block]) -> Iterator[_Line]:
    """Yield each line, and each joined run of lines of one element, that may be a headline."""
    for place, block in enumerate(before):
        rank, text = _rank(block.element), ""
        for end in range(place, min(place + 3, len(before))):
            other = before[end]
            if other.element is not block.element or not _may_be(other, rank):
                break
            text = f"{text} {other.text}".strip()
            if SHORTEST <= len(text) <= LONGEST:
                yield _Line(text, end + 1, rank)


def _may_be(block: Block, rank: int) -> bool:
    if block.linked and rank < 2:
        return False
    return not (is_labels(block) or is_place(block.text) or date_time(block.text))


def _rank(element: Element) -> int:
    """Return 3 for a first heading, 2 for another, 1 for an element that is named as one, 0 for the rest."""
    for above in (element, *list(element.iterancestors())[:2]):
        if above.tag in HEADINGS:
            return 3 if above.tag == "h1" else 2
        if _NAMED.search(f"{above.get('id') or ''} {above.get('class') or ''}"):
            return 1
    return 0
