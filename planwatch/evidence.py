"""Whether what differs makes two aligned texts two documents: numbers that name, places, names, words of a title.

Rules and limits were set on the labelled set of copies and siblings and on one half of benchmarks/copies/made.py, where
similarity alone cannot tell them: what differs decides, not how much.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from rapidfuzz.distance import OSA, Levenshtein, Prefix

from planwatch import drafts, places, quantities, series
from planwatch.alignment import CONTEXT, SEED, Change
from planwatch.matter import (
    NAMED,
    OWN,
    TITLE_END,
    Swaps,
    are_mistaken,
    are_names,
    is_matter,
    is_other_lead,
    is_other_title,
    stands_in_title,
)
from planwatch.wording import is_rewording

# A number before one of these, or a year, names the document or its matter; any other is a quantity.
_NAMING_UNITS = series.UNITS | frozenset("年月日号级等")
_MEETING = re.compile("次(?:全会|全体|会议|代表大会)")
# The signs that planwatch.fold gives numbers are of the planes for private use.
_SIGN = re.compile("[\U000f0000-\U0010ffff]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERIOD = re.compile(r"十.五")
# What a person's name or a body's stands behind.
_ACT = re.compile("(?:任命|免去|聘任|授予|追授|中标人|当事人)$")
_TITLE_LIMIT = 40
# What was put into a title is a word or two; more is an advertisement amid broken lines.
_INSERTED_LIMIT = 12
# A place gives way to another one in a change of some words; in a longer one a clause was cut and another put in.
_PLACES_LIMIT = 20
# At the edges, and where one side is no place of the list, both must be as short as a name.
_NAME_LIMIT = 6
# One odd figure is a slip of the pen in a text that holds others; the shortest such copy of the set has 248 signs.
_SLIP_LENGTH = 150
# In a shorter one a single digit, or two that changed places, is the odd one among so many numbers.
_OTHER_FIGURES = 3
# So many signs in one place, and such a share of the original: editors rewrite a clause of a longer text so, but not that of a brief.
_GREAT, _GREAT_SHARE = 12, 0.1
# A piece from this length on, so much of which stands elsewhere: names of bodies, which stand anywhere, are shorter.
_MOVED, _MOVED_SHARE = 12, 0.8
# What follows one of these is a list, which names what a document is about. So many signs from where two lists begin to differ, up to
# so many signs on, tell that they are two: less may be a note about the page.
_LIST = re.compile("名单(?!如下)|如下|分别[为是]")
_LISTED, _LISTED_LIMIT, _COMMON_LIMIT = 8, 24, 60
_UNLIKE_SHARE = 0.35


def contradicts(changes: Iterable[Change], copy: str, original: str, numbers: Mapping[str, str]) -> bool:
    """Return whether the changes make the copy another document; both texts and ``numbers`` are those of planwatch.fold.Signs."""
    if drafts.is_other_draft(copy, original) or _other_list(copy, original):
        return True
    if is_other_title(copy, original):
        return True
    odd: set[tuple[str, str]] = set()
    swaps = Swaps()
    for change in changes:
        said = _said(change, numbers)
        if _is_cut_number(change, said, numbers):
            continue
        clashes = list(_clashes(change, numbers))
        if (
            any(tells(said) for tells in _RULES)
            or _is_other_matter(change, said, copy, original)
            or _names(said, clashes)
        ):
            return True
        odd.update((before, after) for before, after, _ in clashes if not quantities.is_rounded(before, after))
        swaps.add(change)
    return _are_other_figures(odd, original, numbers) or swaps.tell(copy, original)


def _is_other_matter(change: Change, said: Change, copy: str, original: str) -> bool:
    """Return whether words gave way to as many others that name other things, or a great part of a short text did to other words.

    What stands elsewhere in the other text did not give way, it was moved.
    """
    if not is_matter(change) or _is_moved(change.before, copy) or _is_moved(change.after, original):
        return False
    shorter = min(len(change.before), len(change.after))
    is_great = shorter >= _GREAT and shorter >= _GREAT_SHARE * len(original)
    return is_great or are_names(said)


def _is_moved(part: str, other: str) -> bool:
    """Return whether a longer piece of a text stands elsewhere in the other, though something may be put in amid it."""
    seeds = [part[at : at + SEED] for at in range(len(part) - SEED + 1)]
    return len(part) >= _MOVED and sum(seed in other for seed in seeds) >= _MOVED_SHARE * len(seeds)


def _said(change: Change, numbers: Mapping[str, str]) -> Change:
    """Return the change with its numbers in digits."""

    def said(part: str) -> str:
        return _SIGN.sub(lambda sign: numbers[sign[0]], part)

    before, after, left, right = map(said, (change.before, change.after, change.left, change.right))
    return Change(before, after, left, right, change.inner, change.gap)


def _is_cut_number(change: Change, said: Change, numbers: Mapping[str, str]) -> bool:
    """Return whether both sides say the same, but for a number that a line break or a space has cut, with the zeros it cost."""
    counts = [sum(sign in numbers for sign in part) for part in (change.before, change.after)]
    return said.before == said.after or (counts[0] != counts[1] and _solid(said.before) == _solid(said.after) != "")


def _solid(part: str) -> str:
    return part.replace(".", "").replace("0", "")


def _are_other_figures(odd: Collection[tuple[str, str]], original: str, numbers: Mapping[str, str]) -> bool:
    """Return whether quantities that differ are more than a slip: one odd figure in a long text, or one digit amid other figures."""
    if len(odd) > 1 or not odd or len(original) >= _SLIP_LENGTH:
        return len(odd) > 1
    ((before, after),) = odd
    one_digit = len(before) == len(after) and OSA.distance(before, after) == 1
    return not one_digit or len({*original} & numbers.keys()) < _OTHER_FIGURES


def _clashes(change: Change, numbers: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the numbers of the two sides that stand for one another and differ: before, after, what follows them."""
    befores = _numbers(change.before, change.right, numbers)
    afters = _numbers(change.after, change.right, numbers)
    if len(befores) != len(afters) and (_digits(befores) == _digits(afters) or _holds(befores, afters)):
        return  # the same, beside other words
    for (before, unit), (after, after_unit) in zip(befores, afters, strict=False):
        years = _YEAR.fullmatch(before) and _YEAR.fullmatch(after)
        if before != after and (unit == after_unit or years):
            yield before, after, unit


def _holds(befores: Sequence[tuple[str, str]], afters: Sequence[tuple[str, str]]) -> bool:
    """Return whether one side has all numbers of the other, in a row: a dateline was put in, or left out."""
    few, many = sorted((befores, afters), key=len)
    return bool(few) and any(many[at : at + len(few)] == few for at in range(len(many) - len(few) + 1))


def _digits(found: Iterable[tuple[str, str]]) -> str:
    return _solid("".join(number for number, _ in found))


def _numbers(part: str, right: str, numbers: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the numbers of a part, each with the sign after it; another number after it is no unit, and that of a share is %."""
    signs = part + right[:1]
    units = ("" if sign in numbers else sign for sign in [*signs[1:], ""])
    found = ((numbers[sign], unit) for sign, unit in zip(part, units, strict=False) if sign in numbers)
    return [(number, "%" if number.endswith("%") else unit) for number, unit in found]


def _preceding(said: Change, number: str) -> str:
    """Return what stands right before a number of the original, in the change or left of it."""
    return (said.left + said.before.partition(number)[0])[-1:]


def _names(said: Change, clashes: Iterable[tuple[str, str, str]]) -> bool:
    """Return whether a number that differs names: a year, a period, a day, a number of a series, a code, any inside 《》."""
    return any(
        (unit in _NAMING_UNITS and not _is_quantity(before, after, unit, said))
        or all(map(_YEAR.fullmatch, (before, after)))
        or all(map(_PERIOD.fullmatch, (before, after)))
        or series.is_code(before, after, _preceding(said, before))
        or stands_in_title(said)
        for before, after, unit in clashes
    )


def _is_quantity(before: str, after: str, unit: str, said: Change) -> bool:
    """Return whether two numbers say how long or how often: 有效期5年, 检查2次; 第2次 names, and so does 2次会议."""
    if unit == "年":
        return max(len(before), len(after)) == 1
    return unit == "次" and _preceding(said, before) != "第" and not _MEETING.search(said.before + said.right[:4])


def _other_place(change: Change) -> bool:
    """Return whether a place stands for another; a change of one sign may be half of a name."""
    if max(len(change.before), len(change.after)) > _PLACES_LIMIT:
        return False
    here, there = (_places(change, part) for part in (change.before, change.after))
    if here and there:
        return not here & there
    if max(len(change.before), len(change.after)) > _NAME_LIMIT or not are_names(change):
        return False
    return _is_place_alone(here, change.before) or _is_place_alone(there, change.after)


def _is_place_alone(found: set[str], part: str) -> bool:
    """Return whether a side names places, or is a part of a place's name, and says nothing beside."""
    words = part
    for place in found:
        words = words.replace(place, "")
    return bool(found) and (NAMED.sub("", words) == "" or any(part in place for place in found))


def _places(change: Change, part: str) -> set[str]:
    left, right = change.left[-4:], change.right[:4]
    start, end = len(left), len(left) + len(part)
    found = places.find(left + part + right)
    return {place.group() for place in found if place.start() < end and place.end() > start}


def _other_title(change: Change) -> bool:
    """Return whether more than one sign changes inside 《》, or a word in 关于…的通知; one sign alone may be a slip.

    What stands before 关于 is a body's name, which has more than one form.
    """
    both = (change.before, change.after)
    if max(map(len, both)) < 2 or {*both} & OWN or are_mistaken(*both):
        return False
    if stands_in_title(change):
        if "关于" in change.right.partition("》")[0] or (
            min(map(len, both)) == 0 and max(map(len, both)) > _INSERTED_LIMIT
        ):
            return False
        return not set("《》") & {*change.before, *change.after}
    begun = change.left[-_TITLE_LIMIT:].rpartition("关于")
    ends = TITLE_END.search(change.right[:_TITLE_LIMIT])
    return (
        bool(begun[1] and ends)
        and not TITLE_END.search(begun[2])
        and min(map(len, both)) > 1
        and not is_rewording(*both)
    )


def _other_list(copy: str, original: str) -> bool:
    """Return whether a list goes on in the copy with what stands nowhere in the original, and the other way about."""
    for cue in _LIST.finditer(original):
        place = original[max(cue.start() - CONTEXT, 0) : cue.end()]
        at = copy.find(place) + len(place)
        if at < len(place):
            continue
        if _are_lists(copy[at:], original[cue.end() :], copy, original):
            return True
    return False


def _are_lists(here: str, there: str, copy: str, original: str) -> bool:
    """Return whether two texts go on with other names; where one is cut short, the line that its page put there is none."""
    same = Prefix.similarity(here, there)
    here, there = here[same:], there[same:]
    sizes = (len(here), len(there))
    if same > _COMMON_LIMIT or min(sizes) < _LISTED or max(sizes) > 2 * min(sizes):
        return False
    if here[:_LISTED] in original or there[:_LISTED] in copy:
        return False
    return Levenshtein.normalized_similarity(here[:_LISTED_LIMIT], there[:_LISTED_LIMIT]) < _UNLIKE_SHARE


def _other_name(change: Change) -> bool:
    named = NAMED.match(change.right) or _ACT.search(change.left)
    near = change.inner or max(len(change.before), len(change.after)) <= _NAME_LIMIT
    return bool(named) and near and are_names(change)


_RULES: tuple[Callable[[Change], bool], ...] = (
    _other_place,
    _other_title,
    drafts.is_other_stage,
    _other_name,
    is_other_lead,
    series.is_other_member,
    series.is_other_body,
    lambda said: series.is_named_there(said) and are_names(said),
)
