"""The headline of an article: what the page shows, checked against what its head says."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from planwatch.text import squash

from . import json_ld
from .blocks import Block, one_line
from .boilerplate import is_furniture, is_link, is_place, is_prose, is_tool
from .edges import is_day, is_header, is_posted, is_sentence
from .facts import document_number
from .head import MARKUP, SHORTEST, WHOLE, Head
from .labels import NODE, has_label, is_labels, labelled
from .ranks import RANK_MAX, rank_of

# A headline has no more characters than this.
LONGEST = 200
HEADER_WITHIN = 2
# A line that a head holds somewhere within it names the headline when it is this much of it; the rest names column and site.
HEAD_SHARE = 0.4
# Between a headline and its header line or its first paragraph stand so many lines at most: a subtitle, tools.
TOLD_WITHIN = 4
# A sentence of a text has so many characters at least.
SENTENCE_MIN = 15
# A headline is broken into so many lines at most.
RUN_MAX = 3
# What an information table labels besides the title; 名称 alone may be anything's.
TABLE = frozenset({"index", "number", "issuer"})
# What the name of a site ends in; 市委书记调研市科技局 does so too, so that more must tell a site's name.
_SITE = re.compile(
    r"^\W*(?:欢迎\S{0,4})?\w{0,20}(?:政府|网|网站|门户|局|厅|委|委员会|部|处|院|办|办公室|中心|平台|系统|大学|学院|学校|日报|集团|公司|协会"
    r"|首页)(?:门户|官方|信息|公众)?(?:网站?|平台)?\W*$"
)
_HOME = re.compile(r"^(?:https?://[^/]+)?(?:\.{0,2}/)?(?:(?:index|default)\.\w+)?$", re.IGNORECASE)
# 某某办公室关于某事的通知: the kinds of official documents (党政机关公文处理工作条例, article 8) and of what offices publish beside them.
_DOCUMENT = re.compile(
    r"^[^。，；：！？]{0,60}关于[^。；！？]{4,}(?:决议|决定|命令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要|公示|办法|规定|方案|说明)(?:[（(][^（）()]*[)）])?$"
)
_IN_BRACKETS = re.compile(r"\s*[（(][^（）()]*(?:号|日|通过|令)[^（）()]*[)）]$")
_DAY_AFTER = re.compile(r"\s*[（(]\s*(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?\s*[)）]$")
_MARK = re.compile(r"^[\[【][^\[\]【】]{1,8}[\]】]\s*(?=\S{4})")
_CUT = re.compile(r"(?:…|\.{2,}|。{2,})$")


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


def headline(before: Sequence[Block], head: Head, meta: Mapping[str, str]) -> Headline:
    """Return the headline, with an empty text where there is none; ``before`` are the blocks from the top to the body's first lines."""
    is_named = _naming(head.headlines, head.columns)
    named = [line for line in _lines(before, is_named) if not _is_home(before[line.end - 1])]
    best = max(named, key=lambda line: (len(squash(line.text)), line.rank == RANK_MAX, line.end), default=None)
    if best and len(best.text) >= WHOLE and not _is_site(best.text, head.headlines):
        return Headline(best.text, best.end)
    declared = meta.get("articletitle") or _table_title(before)
    if found := _without_number(declared, before):
        return found
    if len(declared) >= SHORTEST and not _CUT.search(declared) and not (best and best.text == declared):
        return Headline(one_line(MARKUP.sub(" ", declared)))
    return _shown(before, head, best) or _told(before, head, meta)


def _shown(before: Sequence[Block], head: Head, best: _Line | None) -> Headline | None:
    """Return the headline that stands out by its element or its header line; a short line that the head names comes before it."""
    shown = [line for line in _lines(before, lambda text: text not in head.columns) if _is_shown(line, before)]
    # The name of a site as a heading gives way to a headline above a header line.
    others = [line for line in shown if not _names_site(line) and len(line.text) >= WHOLE and _is_headed(line, before)]
    if others:
        shown = [line for line in shown if not _names_site(line) or _is_headed(line, before, 1)]
        best = best if best and (not _names_site(best) or _is_headed(best, before, 1)) else None
    if best and best.rank == RANK_MAX and squash(best.text) == squash(head.pieces[0]):
        return Headline(best.text, best.end)
    visible = max(shown, key=lambda line: _likeness(line, before), default=None)
    found = visible if visible and not (best and len(visible.text) < WHOLE) else best
    return Headline(_without_mark(found.text, head.title), found.end) if found else None


def _without_mark(text: str, title: str) -> str:
    """Return a headline without the mark of its column in brackets before it, or its day after it, which the page's <title> does not have."""
    plain = _DAY_AFTER.sub("", _MARK.sub("", text, count=1))
    return plain if plain != text and title.startswith(plain) else text


def _told(before: Sequence[Block], head: Head, meta: Mapping[str, str]) -> Headline:
    """Return the headline of a page on which none stands out: of its head, or of a document where the head names the site alone."""
    of_head = meta.get(json_ld.HEADLINE) or _of_title(head.pieces)
    return (_of_document(before) if _SITE.match(of_head) else None) or Headline(of_head)


def _without_number(declared: str, before: Sequence[Block]) -> Headline | None:
    """Return the line that shows a declared title without the number or the date that it has in brackets at its end."""
    plain = squash(_IN_BRACKETS.sub("", declared[:LONGEST]))
    if len(plain) < WHOLE or plain == squash(declared):
        return None
    lines = (place for place, block in enumerate(before) if not block.linked and squash(block.text) == plain)
    place = next(lines, None)
    return None if place is None else Headline(before[place].text, place + 1)


def _naming(heads: Iterable[str], columns: frozenset[str]) -> Callable[[str], bool]:
    """Return what tells whether a squashed line is named by a head: one that begins with it, holds it for the most part, or was cut short."""
    heads = tuple(dict.fromkeys(heads))
    cut = tuple(_CUT.sub("", head) for head in heads if _CUT.search(head))

    def is_named(text: str) -> bool:
        if text in columns:
            return False
        if text.startswith(cut) or (0 < len(text) <= LONGEST and any(head.startswith(text) for head in heads)):
            return True
        return len(text) >= WHOLE and any(len(text) >= HEAD_SHARE * len(head) and text in head for head in heads)

    return is_named


def _is_home(block: Block) -> bool:
    """Return whether a line leads to the home page: the site's name beside its logo."""
    return any(_HOME.match((link.get("href") or "").strip()) for link in block.links)


def _is_site(text: str, heads: Iterable[str]) -> bool:
    """Return whether a line that heads name is the name of the site: it looks like one, and is a whole head, its end, or all but 网站."""
    plain = squash(text)
    return bool(_SITE.match(plain)) and any(
        head.endswith(plain) or (head.startswith(plain) and _SITE.match(head)) for head in heads
    )


def _of_document(before: Sequence[Block]) -> Headline | None:
    """Return the first line that says what document it heads: of a page whose elements and head tell no headline."""
    for place, block in enumerate(before):
        if len(block.text) <= LONGEST and not block.linked and _DOCUMENT.match(block.text):
            return Headline(block.text, place + 1)
    return None


def _of_title(pieces: Sequence[str]) -> str:
    """Return the piece of the page's <title> that is most like a headline: the first one that names no site, else the first."""
    return next((piece for piece in pieces if len(piece) >= WHOLE and not _SITE.match(piece)), pieces[0])


def told_headlines(found: Sequence[Block], head: Head) -> Iterator[Block]:
    """Yield each line that may be the headline of an article of the page's own, however long the lists beside it are.

    Its head names the line, which is no link, and a header line or prose follows it before any link does.
    """
    is_named = _naming(head.headlines, frozenset())
    short = squash(head.pieces[0])
    is_short = SHORTEST <= len(short) < WHOLE
    for place, block in enumerate(found):
        if block.linked or len(block.text) < SHORTEST:
            continue
        plain = squash(block.text)
        if is_short and plain == short and _is_told_in_short(found[place + 1 : place + 1 + TOLD_WITHIN]):
            yield block
        if not WHOLE <= len(plain) <= LONGEST:
            continue
        if not is_named(plain) or _is_site(plain, head.headlines) or is_place(block.text):
            continue
        if _is_told(found[place + 1 : place + 1 + TOLD_WITHIN]):
            yield block


def headed(found: Sequence[Block]) -> Iterator[Block]:
    """Yield each line without a link that a header line follows, and then a sentence before any link: an article's, whatever its head says.

    A shorter line than most headlines needs a header line with labels.
    """
    for place, block in enumerate(found[:-1]):
        if len(block.text) < SHORTEST or block.linked or not is_header(found[place + 1]):
            continue
        is_broken = place > 0 and found[place - 1].element is block.element
        if len(block.text) >= WHOLE or is_broken or is_labels(found[place + 1]):
            below = takewhile(lambda line: not line.linked, found[place + 1 : place + 2 + TOLD_WITHIN])
            is_plain = not (is_header(block) or is_prose(block) or is_furniture(block))
            if is_plain and any(line.text.endswith("。") and not is_furniture(line) for line in below):
                yield block


def _is_told_in_short(below: Sequence[Block]) -> bool:
    """Return whether lines begin with a header line or a whole sentence: below a short line, which may also be the name of a column."""
    lines = takewhile(lambda block: not block.linked, below)
    return any(
        is_labels(line) or (len(line.text) >= SENTENCE_MIN and line.text.endswith("。") and not is_furniture(line))
        for line in lines
    )


def _is_told(below: Sequence[Block]) -> bool:
    """Return whether lines begin with a header line or prose, but for tools and other short lines."""
    lines = list(
        takewhile(
            lambda block: (
                not is_link(block) or is_posted(block) or (is_furniture(block) and len(block.text) < SHORTEST)
            ),
            below,
        )
    )
    # A day above a link is that of a list's first entry.
    is_entry = len(lines) == 1 and len(below) > 1 and not has_label(lines[0].text) and is_day(lines[0].text)
    return not is_entry and any(
        is_header(block) or is_posted(block) or (is_prose(block) and not is_furniture(block)) for block in lines
    )


def _table_title(before: Sequence[Block]) -> str:
    """Return the title that a table labels as such, or a 名称 beside an index number, a document number or an issuer."""
    shown = labelled(before)
    told = shown.get("title") or (shown.get("name") if TABLE & shown.keys() else None)
    return told.replace(NODE, " ") if told else ""


def _is_shown(line: _Line, before: Sequence[Block]) -> bool:
    """Return whether a line stands out as a headline: by its element, or as it is followed by a header line."""
    last = before[line.end - 1]
    if _is_home(last) or is_tool(line.text):
        return False
    if line.rank > 1:
        return True
    if is_sentence(line.text) or document_number(line.text):
        return False
    if line.rank or len(line.text) < WHOLE or is_furniture(last):
        return line.rank > 0
    # What looks like an office above a day alone may be a signature.
    if _names_site(line):
        return any(map(is_labels, before[line.end : line.end + 1]))
    return _is_headed(line, before)


def _names_site(line: _Line) -> bool:
    return bool(_SITE.match(squash(line.text)))


def _is_headed(line: _Line, before: Sequence[Block], within: int = HEADER_WITHIN) -> bool:
    return any(map(is_header, before[line.end : line.end + within]))


def _likeness(line: _Line, before: Sequence[Block]) -> tuple[bool, bool, bool, int, int]:
    whole = len(line.text) >= WHOLE
    return (whole, line.rank >= 2, whole and _is_headed(line, before), line.rank, line.end)


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
            rank = rank_of(block.element)
            if all(_may_be(line, rank) for line in before[place:end]):
                yield _Line(text, end, rank)


def _may_be(block: Block, rank: int) -> bool:
    if block.linked and rank < 2:
        return False
    # A row of a table has two cells at least.
    if block.element.tag == "tr" and len(block.parts) > 1:
        return False
    if is_labels(block) or is_place(block.text):
        return False
    return not is_header(block) or (rank > 1 and _DAY_AFTER.search(block.text) is not None)
