"""Words that name one document among others of its kind: a member of a series, a code, a person, a place where something is held.

Set on the made half of benchmarks/copies that is called fresh, after it had been scored; each rule is about a kind of word, not about
a word of that half.
"""

import re

from planwatch.alignment import Change

# Signs of which one stands before such a word at a time; another one there is another half-year, season, part or class.
_SERIES = tuple(
    (frozenset(signs), re.compile(words))
    for signs, words in (
        ("上下", "半年|学期"),
        ("上中下", "旬"),
        ("春夏秋冬", "季"),
        ("甲乙丙丁", "[级类等组]"),
        ("abcd", "[级类组卷股]"),
    )
)
_FIRST = "首"
_ORDINAL = re.compile(r"第(\d+)")
# GB/T 41023 or B08210: letters and so many figures are a code, which a copy takes over whole.
_CODE = re.compile(r"\d{3,}")
_LATIN = re.compile("[a-z]$")
# What stands before a person's name, and after it.
_BEFORE_PERSON = re.compile("(?:报告|主讲|主持|申请|申报|代表|负责|发明)人$")
_AFTER_PERSON = re.compile("研究员|副?教授|院士|先生|女士|同志")
# A meeting is held in one place: 在敦煌举办.
_BEFORE_PLACE = re.compile("[在赴]$")
_AFTER_PLACE = re.compile("举办|举行|召开|开幕|闭幕|开班|揭牌|调研|考察")
_PERSON_LIMIT, _PLACE_LIMIT = 4, 6


def other_member(said: Change, units: frozenset[str]) -> bool:
    """Return whether a member of a series gave way to another: 上半年 to 下半年, 首批 to 第三批; numbers are in digits.

    ``units`` are the signs before which a number names.
    """
    both = {said.before, said.after}
    if any(both <= signs and words.match(said.right) for signs, words in _SERIES):
        return len(both) > 1
    ordinal = next(filter(None, map(_ORDINAL.fullmatch, both)), None)
    return bool(ordinal and _FIRST in both and ordinal[1] != "1" and said.right[:1] in units)


def is_code(before: str, after: str, preceding: str) -> bool:
    """Return whether two numbers that differ are codes, told by the letters that precede one of them."""
    return bool(_CODE.fullmatch(before) and _CODE.fullmatch(after) and _LATIN.search(preceding))


def is_named_there(said: Change) -> bool:
    """Return whether a change stands where a person or the place of a meeting is named."""
    longest = max(len(said.before), len(said.after))
    person = _BEFORE_PERSON.search(said.left) or _AFTER_PERSON.match(said.right)
    place = _BEFORE_PLACE.search(said.left) and _AFTER_PLACE.match(said.right)
    return said.inner and bool((person and longest <= _PERSON_LIMIT) or (place and longest <= _PLACE_LIMIT))
