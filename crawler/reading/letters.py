"""Letters to an office and their answers (市长信箱, 网上咨询): a question, the day and the office of the answer, the answer."""

import re
from collections.abc import Sequence

from .blocks import CELL_GAP, Block
from .days import date_time
from .labels import NODE, labelled
from .tree import around

_ASKED = re.compile(
    r"(?:来信|信件|写信|问题|咨询|留言|诉求|提问|投诉|建议)(?:内容|正文|描述)\s*(?:[:：|][:：|\s]*|$)|内\s*容\s*[:：][|\s]*"
)
_ASKED_FIRST = frozenset("来信写问咨留诉提投建内")
_ANSWERED = re.compile(r"(?:回复|答复|办理|处理|反馈|回信)(?:内容|正文|结果|情况|意见)\s*(?:[:：|]|$)")
_ANSWERED_FIRST = frozenset("回答办处反")


def letter(found: Sequence[Block]) -> tuple[int, int] | None:
    """Return the range of blocks from a letter's question to the end of what holds its answer too; None on another page."""
    asked = next(
        (place for place, block in enumerate(found) if block.text[0] in _ASKED_FIRST and _begins(block, _ASKED)), None
    )
    if asked is None:
        return None
    answers = (
        place
        for place in range(asked + 1, len(found))
        if found[place].text[0] in _ANSWERED_FIRST and _begins(found[place], _ANSWERED)
    )
    answer = next(answers, None)
    if answer is None:
        return None
    innermost = around(found[asked].element, found[answer].element)[0]
    within = set(innermost.iter())
    return asked, max(place for place in range(answer, len(found)) if found[place].element in within) + 1


def without_label(text: str) -> str:
    """Return a letter's first line without the label before it."""
    found = _ASKED.match(text) if text[:1] in _ASKED_FIRST else None
    return text[found.end() :] if found else text


def answered(body: Sequence[Block]) -> str | None:
    """Return the day on which the letter that a body begins with was answered, its page's own; None for another body."""
    if not (body and _begins(body[0], _ASKED)):
        return None
    return date_time(labelled(body).get("answered", "").replace(NODE, " "))


def _begins(block: Block, label: re.Pattern[str]) -> bool:
    return not block.linked and label.match(block.text.replace(CELL_GAP, "|", 1)) is not None
