"""Whether what differs makes two aligned texts two documents: numbers that name, places, words of a title, the stage of a draft.

Rules and limits were set on the labelled set of copies and siblings, where similarity alone cannot tell them: what differs
decides, not how much.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from planwatch.alignment import Change

# A number before one of these, or a year, names the document or its matter; any other is a quantity.
_NAMING_UNITS = frozenset("年月号届次期版批轮季")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"十.五")
# The provinces, their capitals, and cities with a plan of their own (division codes of the Ministry of Civil Affairs).
_PLACE = re.compile(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南"
    "|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|石家庄|太原|呼和浩特|沈阳|长春|哈尔滨|南京|杭州|合肥|福州|南昌|济南|郑州|武汉|长沙"
    "|广州|南宁|海口|成都|贵阳|昆明|拉萨|西安|兰州|西宁|银川|乌鲁木齐|大连|青岛|宁波|厦门|深圳|苏州|雄安|浦东"
)
_STAGE = re.compile("征求意见稿|草案|送审稿|讨论稿|修订稿|试行|暂行")
# 本市, 我省, 全县, 该区: a local page says so of the place it stands for.
_OWN = frozenset("本我全该此")
# A place gives way to another one in a change of some words; in a longer one a clause was cut and another put in. Where only
# one side is a name of the list, the other must be as short as a name.
_PLACES_LIMIT = 20
_PLACE_LIMIT = 6
_STAGE_LIMIT = 20
# One odd figure is a slip of the pen in a text that holds others; the shortest such copy of the set has 248 signs.
_SLIP_LENGTH = 150
# A word that gives way to the same other one at least three times is the subject where that is often: at least every 60 to 90
# signs in most siblings of the set, at most every 257 where a copy was reworded.
_SWAPS = 3
_SWAP_EVERY = 100


def contradicts(changes: Iterable[Change], length: int, numbers: Mapping[str, str]) -> bool:
    """Return whether the changes make a text of ``length`` signs another document; ``numbers`` are those of planwatch.fold.Signs."""
    odd: set[tuple[str, str]] = set()
    swapped: Counter[tuple[str, str]] = Counter()
    for change in changes:
        if _other_place(change) or _other_title(change) or _other_stage(change):
            return True
        for before, after, unit in _clashes(change, numbers):
            if _names(before, after, unit):
                return True
            odd.add((before, after))
        if _swaps_words(change):
            swapped[change.before, change.after] += 1
    slips = 1 if length >= _SLIP_LENGTH else 0
    return len(odd) > slips or any(count >= _SWAPS and count * _SWAP_EVERY >= length for count in swapped.values())


def _clashes(change: Change, numbers: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the numbers of the two sides that stand for one another and differ: before, after, what follows them."""
    befores = _numbers(change.before, change.right, numbers)
    afters = _numbers(change.after, change.right, numbers)
    for (before, unit), (after, after_unit) in zip(befores, afters, strict=False):
        years = _YEAR.fullmatch(before) and _YEAR.fullmatch(after)
        if before != after and (unit == after_unit or years):
            yield before, after, unit


def _numbers(part: str, right: str, numbers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the numbers of a part, each with the sign after it; another number after it is no unit."""
    signs = part + right[:1]
    units = ("" if sign in numbers else sign for sign in [*signs[1:], ""])
    return [(numbers[sign], unit) for sign, unit in zip(part, units, strict=False) if sign in numbers]


def _names(before: str, after: str, unit: str) -> bool:
    both = (before, after)
    return unit in _NAMING_UNITS or all(map(_YEAR.fullmatch, both)) or all(map(_PERIOD.fullmatch, both))


def _other_place(change: Change) -> bool:
    here, there = set(_PLACE.findall(change.before)), set(_PLACE.findall(change.after))
    shorter, longer = sorted((len(change.before), len(change.after)))
    if here and there:
        return here != there and longer <= _PLACES_LIMIT
    return bool(here or there) and shorter > 1 and longer <= _PLACE_LIMIT


def _other_title(change: Change) -> bool:
    """Return whether more than one sign changes inside 《》; one alone may be a slip."""
    if max(len(change.before), len(change.after)) < 2 or {change.before, change.after} & _OWN:
        return False
    opened = change.left.rfind("《") > change.left.rfind("》") and "》" in change.right
    return opened and not set("《》") & {*change.before, *change.after}


def _other_stage(change: Change) -> bool:
    if max(len(change.before), len(change.after)) > _STAGE_LIMIT:
        return False
    return set(_STAGE.findall(change.before)) != set(_STAGE.findall(change.after))


def _swaps_words(change: Change) -> bool:
    return min(len(change.before), len(change.after)) > 1 and not {*change.before} & {*change.after}
