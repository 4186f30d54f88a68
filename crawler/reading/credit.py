"""Who is credited with an article where no label says so: a picture, an English line, a line above that of the day."""

import re
from collections.abc import Sequence
from itertools import pairwise

from planwatch import dates

from .blocks import Block
from .labels import NODE

# A medium or an office by what its name ends in: not every name of a header is that of its source.
_MEDIUM = re.compile(
    r"[\u4e00-\u9fff]{2,14}(?:日报|晚报|早报|晨报|时报|商报|周报|都市报|法治报|报社?|新闻网?|网|通讯社|新华社|电视台|广播台|电台|客户端|融媒体中心|发布|新闻社)"
)
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{1,18}(?:局|厅|委|委员会|办|办公室|办公厅|部|处|科|院|所|中心|政府|大学|学院|协会|学会|集团|街道|镇|报|网|社|台)"
)
_ENGLISH = re.compile(
    r"Xinhua(?: News Agency)?|CGTN|CCTV|ECNS|SCIO|[\w-]+(?:\.[\w-]+)*\.(?:com|cn|org|net)(?:\.cn)?"
    r"|(?:[A-Z][\w.&'-]*|of|the|and|for|on|&)(?: (?:[A-Z][\w.&'-]*|of|the|and|for|on|&)){0,8}"
)
# What the English name of a medium or an office has in it; two words with capitals alone may be a writer.
_ENGLISH_KIND = re.compile(
    r"Xinhua|CGTN|CCTV|ECNS|SCIO|\.(?:com|cn|org|net)\b|\b(?:Daily|News|Times|Post|Agency|Online|Network|Press|Radio|Television|TV|Review"
    r"|Ministry|Department|Bureau|Commission|Office|Administration|Committee|Council|Government|Academy|Institute|University|Association|Foundation|Bank|Centre|Center)\b"
)
_PARTS = re.compile(rf"[|｜()（）\[\]{NODE}]|\s{{2,}}|\s-\s")
_LABEL = re.compile(
    r"^(?:(?:Last )?(?:Updated|Modified)|Published|Posted|Release(?:d| Time| Date)|Date|Time)(?: on| at)?\s*[:：]?\s*",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?,?", re.IGNORECASE)
LONGEST = 60
OFFICE_MAX = 20


def of_picture(header: Sequence[Block]) -> str | None:
    """Return the medium that a picture of a header names in its alternative text: a logo in place of 来源."""
    texts = ((image.get("alt") or "").strip() for block in header for image in block.element.iter("img"))
    return next((text for text in texts if _MEDIUM.fullmatch(text)), None)


def of_english(line: str) -> str | None:
    """Return the medium or office beside the day of an English header line, without a label of its own."""
    if len(line) > 2 * LONGEST or not line.replace(NODE, "").isascii():
        return None
    found = dates.find_dates(line)
    for day in reversed(found):
        line = f"{line[: day.start]}|{line[day.end :]}"
    parts = (_LABEL.sub("", _CLOCK.sub("", part).strip(" ,")).strip(" ,") for part in _PARTS.split(line))
    names = (part for part in parts if len(part) <= LONGEST and _ENGLISH.fullmatch(part) and _ENGLISH_KIND.search(part))
    return next(names, None)


def of_line(header: Sequence[Block]) -> str | None:
    """Return the office that stands alone on a line right above or below that of the day alone."""
    for one, other in pairwise(header):
        for name, day in ((one, other), (other, one)):
            if name.linked or len(name.text) > OFFICE_MAX or not _OFFICE.fullmatch(name.text):
                continue
            found = dates.find_dates(day.text)
            if len(found) == 1 and not re.search(r"[^\W\d]", day.text[: found[0].start] + day.text[found[0].end :]):
                return name.text
    return None
