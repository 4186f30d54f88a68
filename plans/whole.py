"""A name without 《》 made whole: with the place or the matter before its five-year period, or as the title that stands there."""

import re
from collections.abc import Iterable

from plans.places import PROVINCE
from plans.unquoted import NEVER_INSIDE

# 关于北岭振兴“十四五”规划, 湖南省“十四五”规划: what stands before the period is the name's too.
_SCOPE = re.compile(
    rf"(?:(?<=关于)(?:(?!{NEVER_INSIDE}|的|提请|报送|报请)[\u4e00-\u9fff]){{2,16}}|(?:{PROVINCE})(?:省|市|自治区)?)$"
)
_WIDEST = 18


def whole_name(text: str, masked: str, name: tuple[int, str], titles: Iterable[str]) -> tuple[int, str] | None:
    """Return the start of the longer name that a name without 《》 (its start, its words) ends, and its words; None where it ends none.

    ``masked`` is the text with ② for all that stands between 《》, whose ``titles`` are as the text has them there.
    """
    start, words = name
    end = start + len(words)
    for title in titles:
        if len(title) > len(words) and text.endswith(title, 0, end):
            return end - len(title), title
    scope = _SCOPE.search(masked, max(0, start - _WIDEST), start) if words.startswith("“十") else None
    return (scope.start(), f"{scope[0]}{words}") if scope else None
