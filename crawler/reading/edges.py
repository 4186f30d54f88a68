"""Where a body's own text begins and ends: its headline, header lines, bylines and captions before, credits and files after."""

import re
from collections import Counter
from collections.abc import Sequence

from planwatch.dates import find_dates
from planwatch.text import squash

from .blocks import Block, one_line
from .boilerplate import is_contact, is_furniture, is_prose, links_file
from .days import date_time, is_byline, is_clocked
from .facts import document_number
from .labels import has_label, is_labels
from .tree import text_of

# A body's own headline, header lines and document number stand within its first lines.
HEAD_LINES = 8
# A header line with a date and a label is short.
HEADER_MAX = 120
# A subtitle, a speaker, a caption or a column label above the first paragraph is short, and there are no more than so many.
LEAD_MAX = 40
CAPTION_MAX = 100
LEAD_LINES = 3
CAPTIONS = 3
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
STRONG = frozenset({"strong", "b"})
_ONLY_DATE = re.compile(
    r"^[^\u4e00-\u9fff]*(?:年[^\u4e00-\u9fff]+月[^\u4e00-\u9fff]+日)?[^\u4e00-\u9fff]*(?:星期[一二三四五六日天])?\W*$"
)
# The lines of a text's own order: numbered headings, salutations, fields, contents, the note on how a law was passed.
_WORD = re.compile(r"\w")
_KEPT = re.compile(
    r"^(?:[一二三四五六七八九十百]+[、.．]|[（(](?:[一二三四五六七八九十百\d]|.*(?:通过|公布|发布|施行|修[订正]))|第.{1,5}[章节条编部]|\d|附\s*[件表录]|目\s*录|[【\[]\s*[\d一二三四五六七八九十]|各|尊敬)|[:：]|[！？!?]$"
)
_CAPTION = re.compile(
    r"^(?:图\s*[为:：\d]|[（(]?(?:资料图|图片来源|图源))|[\s（(。，、][\u4e00-\u9fff·\s]{1,20}[/／]?摄\s*[)）]?$|(?:摄影|供图|资料图片?)\W*(?:[\u4e00-\u9fff·]{2,4})?\W*$"
)
_POSTED = re.compile(
    r"(?:发[表布]|张贴|更新)[于在]?\s*(?:19|20)\d\d\s?[-/.年]|(?:Posted|Published|Updated)(?: on)? (?:\d|[A-Z][a-z]{2})"
)
# The name of who wrote it, in brackets on a last line of its own; 此件公开发布 in brackets belongs to a document.
_BRACKETED = re.compile(r"^[（(【\[](?!.*(?:此件|公开|附|完|略|盖章|公章))[^（）()【】。；：:]{2,20}[)）】\]]$")
_FILES = re.compile(r"^\W*(?:相关)?附\s*件(?:下载|列表)?\W*$")

# The day and the hour of a release below its text, as the press office of Hong Kong sets them; signatures name no weekday.
_RELEASED = re.compile(r"^(?:香港時間.{2,12}分|\d{4}年\d{1,2}月\d{1,2}日\s*[（(]星期.[）)])$")
# A ruled line of dashes or stars, or the number of a page.
_RULE = re.compile(r"^(?:[\W_]*|\d{1,2})$")
# A label before a link (附件：, 政策解读：) is short; a link that shows its own address is something the text tells.
LABEL_MAX = 10
_ADDRESS = re.compile(r"www\.|https?:|@", re.IGNORECASE)

# The number of a telephone or of a post office.
_CALLED = re.compile(r"\d{5}")


def furniture_end(body: Sequence[Block]) -> int:
    """Return the index of the first block that is no furniture: a page without elements of its own begins with navigation."""
    return next((place for place, block in enumerate(body) if not is_furniture(block) or is_labels(block)), 0)


def head_end(body: Sequence[Block], title: str) -> int:
    """Return the index of the first block after a body's own headline, header lines and document number."""
    wanted, end = squash(title), 0
    for place, block in enumerate(body[:HEAD_LINES]):
        plain = squash(block.text)
        if (plain in wanted and not is_sentence(plain)) or document_number(plain) or is_header(block):
            end = place + 1
        elif is_prose(block) or links_file(block):
            break
    return end


def lead_end(body: Sequence[Block]) -> int:
    """Return the index of a body's first paragraph where only short lines such as a subtitle or a caption stand before it, else 0."""
    lines, captions = 0, list[int]()
    for place, block in enumerate(body):
        if is_furniture(block):
            continue
        if _is_caption(block):
            captions += [place] if "。" in block.text else []
            # One caption stands under the picture above a text; several are the text of a gallery.
            if len(captions) == CAPTIONS:
                return captions[0]
            continue
        is_row = block.element.tag == "tr"
        if not is_row and (is_prose(block) or block.text.endswith(("：", ":"))) and not _is_subtitle(body, place):
            return place
        if _is_heading(body, place):
            return place
        if is_row or lines == LEAD_LINES or not _is_lead(block):
            return place if not lines and _is_after_caption(body, place) else 0
        lines += 1
    return 0


def copy_start(body: Sequence[Block], header: Sequence[Block], title: str) -> int:
    """Return the index of the line at which a body's page begins again, a copy for phones under its own header; else its length.

    The header is known by its day and clock time: a day alone may be that of a signature. Else the first paragraph returns
    right below the headline or a header line.
    """
    shown = next((when for block in header if (when := _minute(block))), "")
    lines = (place for place, block in enumerate(body) if shown[:4] in block.text and _minute(block) == shown)
    timed = next(lines, len(body)) if shown else len(body)
    return min(timed, _second_start(body, squash(title)))


def _second_start(body: Sequence[Block], title: str) -> int:
    """Return the index of the headline or header line below which a body's first paragraph stands again; else its length."""
    first = next((block.text for block in body if is_prose(block)), None)
    places = [place for place, block in enumerate(body) if block.text == first]
    for place in places[1:]:
        start = place
        while start > places[0] + 1 and (squash(body[start - 1].text) == title or is_header(body[start - 1])):
            start -= 1
        if start < place and not _is_signature(body, start, place):
            return start
    return len(body)


def _is_signature(body: Sequence[Block], start: int, end: int) -> bool:
    """Return whether the lines above a copy are a day that stands below each copy too: then it signs what is above it."""
    copies = sum(line.text == body[end].text for line in body[end:])
    days = Counter(line.text for line in body[end:])
    return all(is_day(line.text) and days[line.text] == copies for line in body[start:end])


def _minute(block: Block) -> str:
    """Return the day and the clock time, to the minute, of a header line; empty for another line."""
    when = (date_time(block.text) or "") if is_header(block) else ""
    return when[: len("2026-09-08T10:30")] if "T" in when else ""


def last_line(body: Sequence[Block]) -> int:
    """Return the index after a body's last line of text: file links and a name in brackets after it are none of it."""
    end = len(body)
    while end and _is_trailing(body[end - 1]) and not _is_own_contact(body, end - 1):
        end -= 1
    return end or len(body)


def _is_own_contact(body: Sequence[Block], place: int) -> bool:
    """Return whether a line that tells where to write or to call is a paragraph right after another of the text's."""
    block, above = body[place], body[place - 1] if place else None
    if above is None or not (is_contact(block.text) and _CALLED.search(block.text)):
        return False
    if _is_trailing(above) and not is_contact(above.text):
        return False
    return block.element.tag == above.element.tag == "p" and block.element.getparent() is above.element.getparent()


def is_sentence(text: str) -> bool:
    """Return whether a line is a sentence: a page without a headline may give its first one as its title."""
    return text.endswith(("。", "！”", "。”"))


def is_day(text: str) -> bool:
    """Return whether a line is a day and nothing else."""
    found = find_dates(text)
    return len(found) == 1 and not _WORD.search(text[: found[0].start] + text[found[0].end :])


def is_header(block: Block) -> bool:
    """Return whether a block is a header line: labelled facts, a day alone, a day with a name beside it."""
    if is_labels(block) or is_posted(block):
        return True
    text = block.text
    if not block.linked and is_clocked(text):
        return True
    # An English day has a comma, and so has the line that shows it.
    is_english = len(text) <= HEADER_MAX // 2 and text[-1].isalnum() and text.isascii()
    if len(text) > HEADER_MAX or (is_prose(block) and not is_english) or not date_time(text):
        return False
    return bool(_ONLY_DATE.match(text)) or has_label(text) or is_byline(block)


def is_posted(block: Block) -> bool:
    """Return whether a block says when its article was posted in words without a colon, linked or not: 发表于 2026年9月8日."""
    return len(block.text) <= HEADER_MAX and _POSTED.match(block.text) is not None


def _is_heading(body: Sequence[Block], place: int) -> bool:
    """Return whether a short line is the first of several headings: a later line that is set off in the same way stands above a paragraph too."""
    form = _form(body[place])
    if form is None:
        return False
    pairs = zip(body[place + 1 :], body[place + 2 :], strict=False)
    return any(_form(line) == form and is_prose(below) for line, below in pairs)


def _form(block: Block) -> tuple[str | None, ...] | None:
    """Return how a short line is set off from paragraphs; None for one that is a paragraph in form or is none of the text."""
    element = block.element
    if len(block.text) > LEAD_MAX or is_prose(block) or is_furniture(block) or _is_caption(block):
        return None
    is_strong = len(element) > 0 and element[0].tag in STRONG and one_line(text_of(element[0])) == block.text
    if not is_strong and element.tag not in HEADINGS:
        return None
    return (
        element.tag,
        element.get("class"),
        element.get("align"),
        element.get("style"),
        "strong" if is_strong else None,
    )


def _is_lead(block: Block) -> bool:
    return len(block.text) <= LEAD_MAX and not links_file(block) and not _KEPT.search(block.text)


def _is_subtitle(body: Sequence[Block], place: int) -> bool:
    """Return whether a line with a comma is a subtitle: a dash begins it, or it is centred, without a mark at its end, above a paragraph."""
    block = body[place]
    if len(block.text) > LEAD_MAX or place + 1 == len(body) or block.text.endswith(("。", "；", ";", "，")):
        return False
    if block.text.startswith("——"):
        return True
    is_centred = "center" in f"{block.element.get('align') or ''} {block.element.get('style') or ''}".lower()
    return is_centred and block.text[-1].isalnum() and is_sentence(body[place + 1].text)


def _is_caption(block: Block) -> bool:
    return len(block.text) <= CAPTION_MAX and bool(_CAPTION.search(block.text))


def _is_after_caption(body: Sequence[Block], place: int) -> bool:
    return any(map(_is_caption, body[:place]))


def _is_trailing(block: Block) -> bool:
    text = block.text
    if is_furniture(block) or any(pattern.match(text) for pattern in (_FILES, _BRACKETED, _RULE, _RELEASED)):
        return True
    return bool(block.linked) and len(text) - block.linked <= LABEL_MAX and not _ADDRESS.search(text)
