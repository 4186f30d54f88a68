"""A title boiled down to what it is known by, and to what its successors share with it."""

import re

from plans import lexicon
from plans.issuers import title_issuers
from planwatch.text import comparable

# The words of a period stand in a key once and in one form (“十四五”, 第十四个五年, 2021-2025年).
_PERIOD = re.compile(
    r"[“\"]?十[一二三四五六七八九]?五[”\"](?:时期|期间)?|第十[一二三四五六七八九]?个五年"
    r"|(?:19|20)\d\d\s?年?\s?[-—–－~～至]{1,2}\s?(?:19|20)\d\d\s?年?"
)
# What a successor may change besides the period: its year, 试行, 暂行, 修订, its version.
_ISSUE = re.compile(r"(?:19|20)\d\d年?版?|试行|暂行|修订版?|修正|升级版|第[一二三四五六七八九十\d]+版")


def name(title: str) -> str:
    """Return a title without the bodies it begins with, its draft mark and its period's words, fit to compare."""
    bare = lexicon.without_draft(title)
    if title_issuers(bare) and "关于" in bare:
        bare = bare[bare.index("关于") :]
    return comparable(_PERIOD.sub("", bare.removeprefix("中华人民共和国")).removeprefix("关于"))


def lineage(title: str) -> str:
    """Return what a plan's title shares with that of its successor: the name without year, version, 试行 and 修订."""
    return _ISSUE.sub("", name(title))
