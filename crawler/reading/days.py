"""The day that a page gives for its article: in its header, beside its headline, below its text, above it in a newspaper."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from planwatch import dates

from . import json_ld
from .blocks import Block
from .boilerplate import LINES_KEPT, is_tool, links_file
from .labels import NODE, as_line, has_label

# A line of a header that shows the day without a label is short.
HEADER_MAX = 120
# The name of a source is short; what is longer is another sentence of the header.
SOURCE_MAX = 40
_SECONDS = re.compile(r"\s?[:：∶]\s?([0-5]\d)(?!\d)")
# A day without its year and a clock time at the end of a short line: how pages for phones and accounts write their header.
_CLOCKED = re.compile(
    r"^[^\d。，；！？：:]{0,20}(?:[01]?\d-[0-3]?\d|[01]?\d月[0-3]?\d日)\s[0-2]?\d[:：]\d\d(?::\d\d)?$"
)
# 2026年09月08日 星期二 第02版：要闻: above each article of a newspaper that is set page by page.
_EDITION = re.compile(r"第?\s*[A-Z]?\d{1,3}\s*版(?!本)")
# A day in brackets that ends a headline.
_IN_BRACKETS = re.compile(r"[（(]([\d\s年月日/.-]{8,16})[)）]$")
ADDRESS = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
# A box with a part of the day holds little else: 08日, 2026年09月, 星期二.
BOX_MAX = 20
# What parts a name from the day beside it.
_APART = f" \t\u3000|｜丨/·•:：,，()（）[]【】{NODE}"
# How a law was passed (2026年9月8日某某会议通过), and what else a line with a day may say of its own.
_NOT_BYLINE = re.compile(r"[。；！？《]|[，,、]\s?\S{6}|通过|公布|修订|修正|施行|起$|会议|第.{1,6}号")
_LETTER = re.compile(r"\w")
_WEEKDAY = re.compile(r"星期[一二三四五六日天]")
_META_DATE = (
    "pubdate",
    "publishdate",
    "firstpublishedtime",
    "article:published_time",
    "og:release_date",
    "publish_time",
    json_ld.PUBLISHED,
)


def is_clocked(text: str) -> bool:
    """Return whether a short line ends with a day without its year and a clock time: the header of pages for phones."""
    return len(text) <= SOURCE_MAX and text[-1].isdecimal() and bool(_CLOCKED.match(text))


def date_time(text: str) -> str | None:
    """Return the first date with a day in a text, with the time and its seconds where they stand there."""
    return _date_time_of_line(text) if len(text) <= HEADER_MAX else _date_time(text)


# A header line is asked for its day up to six times.
@lru_cache(maxsize=LINES_KEPT)
def _date_time_of_line(text: str) -> str | None:
    return _date_time(text)


def _date_time(text: str) -> str | None:
    for found in dates.find_dates(text):
        if "T" in found.iso:
            seconds = _SECONDS.match(text, found.end)
            return f"{found.iso}:{seconds[1]}" if seconds else found.iso
        if len(found.iso) > len("2026-11"):
            return found.iso
    return None


def is_byline(block: Block) -> bool:
    """Return whether a block is a day with a name or two beside it, each parted from it, and nothing else: 某某报 2026-09-08 10:30."""
    if len(block.text) > HEADER_MAX // 2 or not date_time(block.text):
        return False
    line = NODE.join(piece for piece in ADDRESS.sub(NODE, as_line(block)).split(NODE) if not is_tool(piece))
    found = dates.find_dates(line)
    if len(found) != 1 or len(found[0].iso) < len("2026-09-08") or _NOT_BYLINE.search(line):
        return False
    before, after = line[: found[0].start], _SECONDS.sub("", line[found[0].end :], count=1)
    names = before + after
    return (
        len(names.strip(_APART)) <= SOURCE_MAX // 2
        and (not before or before[-1] in _APART)
        and (not after or after[0] in _APART)
    )


def published(  # noqa: PLR0917 - the parts of a page in their order
    shown: Mapping[str, str],
    header: Sequence[Block],
    above: Sequence[Block],
    below: Sequence[Block],
    others: Sequence[Block],
    meta: Mapping[str, str],
    url: str,
) -> str | None:
    """Return the day that a page gives for its article, with the time where it gives one; ``shown`` are its labelled values.

    The parts of the page are those of ``facts.facts``.
    """
    said = _in_header(shown, header) or _beside(header, above, meta) or _below(below)
    return said or dates.url_date(url) or _edition(others)


def first(meta: Mapping[str, str], names: Sequence[str]) -> str:
    """Return the first value that a page's <meta> has under one of some names; empty without one."""
    return next((meta[name] for name in names if name in meta), "")


def _in_header(shown: Mapping[str, str], header: Sequence[Block]) -> str | None:
    lines = [block.text for block in header if len(block.text) <= HEADER_MAX]
    said, answered = (shown.get(name, "").replace(NODE, " ") for name in ("published", "answered"))
    # In brackets stands the day of a speech, or of a law's passing, above the header line that has the day of publication.
    said = dates.dashed(said)  # so short, it is a day only where a label says so
    texts = (said, answered, *sorted(lines, key=_is_bracketed))
    return next((found for text in texts if (found := date_time(text))), None) or dates.minguo_day(said)


def _is_bracketed(text: str) -> bool:
    return text[0] in "（(" and text[-1] in "）)"


def _beside(header: Sequence[Block], above: Sequence[Block], meta: Mapping[str, str]) -> str | None:
    """Return the day of a box beside the headline, where day and month are elements of their own; else that of the <meta>; else one above it."""
    pieces = [part.strip() for block in (*above, *header) if len(block.text) <= BOX_MAX for part in block.parts]
    box = dates.boxed_day([piece for piece in pieces if any(map(str.isdecimal, piece))])
    lines = (found for block in above if is_byline(block) and (found := date_time(block.text)))
    return (
        box
        or date_time(dates.in_china(first(meta, _META_DATE), (block.text for block in (*above, *header))))
        or next(lines, None)
        or _stamped([*above[-1:], *header])
    )


def _stamped(found: Iterable[Block]) -> str | None:
    """Return the day that ends a headline in brackets, or that of a <time> which shows how long ago that was (2天前)."""
    for block in found:
        if (ends := _IN_BRACKETS.search(block.text)) and (day := date_time(ends[1])):
            return day
        stamps = (one.get("datetime") or "" for one in block.element.iter("time"))
        if day := next(filter(None, map(date_time, stamps)), None):
            return day
    return None


def _below(below: Sequence[Block]) -> str | None:
    """Return the day of the first header line below a text: of 发布于 2026-11-18 or a day beside a counter, above any link to another page."""
    lines = takewhile(lambda block: not block.linked or is_tool(block.text) or links_file(block), below)
    return next((found for block in lines if _tells_day(block) and (found := date_time(block.text))), None)


def _edition(others: Iterable[Block]) -> str | None:
    """Return the day of the line that tells the page of a newspaper which stands above its article."""
    lines = (block.text for block in others if "版" in block.text and len(block.text) <= HEADER_MAX)
    return next((found for text in lines if _EDITION.search(text) and (found := date_time(text))), None)


def _tells_day(block: Block) -> bool:
    return len(block.text) <= HEADER_MAX // 2 and (
        is_byline(block) or has_label(block.text) or _is_bare_day(block.text)
    )


def _is_bare_day(text: str) -> bool:
    return not _LETTER.search(_WEEKDAY.sub("", "".join(_without_dates(text))))


def _without_dates(text: str) -> Iterator[str]:
    end = 0
    for found in dates.find_dates(text):
        yield text[end : found.start]
        end = found.end
    yield text[end:]
