"""Goals of a plan for the end of a year: 到2025年，研发经费投入强度达到2.8%."""

import re
from collections.abc import Iterator

from planwatch.records import PlanTarget

# A target's words end with its sentence or where the next one begins.
_TARGET = re.compile(
    r"(?<![截直提及达])(?:力争)?(?:到|至)\s?([2２][0０]\d\d)\s?年(?!以前|度)(?:底|末|左右|前)?[，,]?[^。；;！？\n]{4,160}"
)
# 到2020年已…, 2020年到2025年期间: what was, and spans, are no goals.
_NO_GOAL = re.compile(r"^.{0,12}年(?:底|末)?[，,]?(?:已|期间|时已|的\d+年)")
_NEXT = re.compile(r"[，,、](?=(?:力争)?(?:到|至)\s?[2２][0０]\d\d\s?年)")
_SPAN_BEFORE = re.compile(r"\d年?$|有效期$|施行$|日$")


def targets(text: str) -> Iterator[tuple[int, PlanTarget]]:
    """Yield each goal of a text with its place: the year, and its words as written."""
    for found in _TARGET.finditer(text):
        words = _NEXT.split(found[0])[0]
        if not _NO_GOAL.match(words) and not _SPAN_BEFORE.search(text[: found.start()][-4:]):
            yield found.start(), PlanTarget(int(found[1]), words.strip())
