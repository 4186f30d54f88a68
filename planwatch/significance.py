"""The weight of each change: what a reader must act on (substance), how it is put (wording), or only how it is set (cosmetic)."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from planwatch.diff import Difference, apply
from planwatch.pieces import NUMERAL
from planwatch.quantities import QUANTITY
from planwatch.quantities import words as values
from planwatch.records import Hunk, Significance
from planwatch.rewording import says_the_same
from planwatch.text import comparable

# How far on either side of a hunk its sentence is read, and how long a line may be whose hunks are read together.
_AROUND, _LINE = 80, 1000
# Words that hold a numeral and count nothing.
_IDIOM = re.compile(
    "进一步|一[致定律些般样体流线手时旦直次系批道起步切]|[统唯同不逐之]一|第一时间|十分|千方百计|百姓|万众|四面八方|(?<=一方)面|一方"
)
_COUNTED = re.compile(
    "[年月日时分号个项条款章节家所人名位次批类级期倍成元亩吨米件台套场处座份天周岁点届轮辆册篇门届省市县区]"
)
_SEPARATOR = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_LOOSE = re.compile("(?<=[\u4e00-\u9fff]) +| +(?=[\u4e00-\u9fff%‰])")
_DAY = re.compile(r"(?<!\d)([12]\d{3})[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
_ZERO = re.compile(r"(?<!\d)0+(?=\d+[年月日])")
# Signs that a figure or a sum of money is read by.
_MEASURING = re.compile("[≥≤<>%‰±$¥€£]")
_HEADING = re.compile(rf"\s*(?:第(?:{NUMERAL}|\d)+[编章节条款]|[（(]?(?:{NUMERAL}|\d)+[）)、.．](?!\d))")


def significance(difference: Difference) -> Significance:
    """Return the weight of a difference: that of its weightiest hunk, COSMETIC where there is none."""
    found = set(weights(difference))
    return next((weight for weight in Significance if weight in found), Significance.COSMETIC)


def weights(difference: Difference) -> tuple[Significance, ...]:
    """Return the weight of each hunk of a difference; a moved block weighs what was changed in it, at least WORDING.

    Hunks of one line that only together say the same (a phrase taken out here and put in there) are WORDING.
    """
    if difference.rewritten:
        return (Significance.SUBSTANCE,)
    moved = dict(_moved(difference))
    found = [moved.get(n) or weigh(difference.before, hunk) for n, hunk in enumerate(difference.hunks)]
    free = [n for n, weight in enumerate(found) if weight is Significance.SUBSTANCE and n not in moved]
    for _, some in groupby(free, key=lambda n: _line(difference.before, difference.hunks[n])):
        together = list(some)
        if len(together) > 1 and _same_together(difference, together):
            for n in together:
                found[n] = Significance.WORDING
    return tuple(found)


def _moved(difference: Difference) -> Iterator[tuple[int, Significance]]:
    for move in difference.moves:
        block = difference.hunks[move.removed].before
        inner = {weigh(block, hunk) for hunk in move.edits}
        weight = Significance.SUBSTANCE if Significance.SUBSTANCE in inner else Significance.WORDING
        yield from ((move.removed, weight), (move.added, weight))


def _line(before: str, hunk: Hunk) -> tuple[int, int]:
    """Return where the line of a hunk begins and ends."""
    end = before.find("\n", hunk.end)
    return before.rfind("\n", 0, hunk.start) + 1, end if end >= 0 else len(before)


def _same_together(difference: Difference, together: Sequence[int]) -> bool:
    """Return whether hunks of one line leave it saying the same."""
    start, end = _line(difference.before, difference.hunks[together[0]])
    if end - start > _LINE or "\t" in difference.before[start:end]:
        return False
    hunks = [difference.hunks[n] for n in together]
    if any(_fixed(*_sides(difference.before, hunk)) for hunk in hunks):
        return False
    line = difference.before[start:end]
    shifted = [Hunk(hunk.start - start, hunk.end - start, hunk.before, hunk.after) for hunk in hunks]
    return says_the_same(canonical(line), canonical(apply(line, shifted)))


def weigh(before: str, hunk: Hunk) -> Significance:
    """Return what one hunk of an older text touches.

    COSMETIC: only signs, width and spacing, or the notation of a date or number. WORDING: its sentence says the same in known
    other words (planwatch.rewording), or the mere number of a heading changed. SUBSTANCE: all else, and whatever was changed in
    a table or within 《》.
    """
    left, right = _sides(before, hunk)
    if _renumbered(left, hunk, right):
        return Significance.WORDING
    old, new = (canonical(left + part + right) for part in (hunk.before, hunk.after))
    if all(told(old) == told(new) for told in (comparable, figures, _MEASURING.findall)):
        return Significance.COSMETIC
    same = not _fixed(left, right) and says_the_same(old, new)
    return Significance.WORDING if same else Significance.SUBSTANCE


def _sides(before: str, hunk: Hunk) -> tuple[str, str]:
    """Return what stands before and after a hunk in its line."""
    start = max(0, before.rfind("\n", 0, hunk.start) + 1, hunk.start - _AROUND)
    return before[start : hunk.start], before[hunk.end : hunk.end + _AROUND].partition("\n")[0]


def _fixed(left: str, right: str) -> bool:
    """Return whether a place stands in a row of a table or within 《》, where every word counts."""
    return "\t" in left + right or (left.rfind("《") > left.rfind("》") and "》" in right)


def canonical(text: str) -> str:
    """Return a text in NFKC with numbers and days in one notation: 1286.4 for 1,286.4, 2026年1月5日 for 2026-01-05."""
    plain = _LOOSE.sub("", _SEPARATOR.sub("", unicodedata.normalize("NFKC", text)))
    return _ZERO.sub("", _DAY.sub(r"\1年\2月\3日", plain))


def figures(text: str) -> list[tuple[str, ...]]:
    """Return the numbers that a canonical text counts with, by value; numerals of idioms (进一步, 统一) are none."""
    plain = _IDIOM.sub("～", text.lower())
    return [values(found) for found in QUANTITY.finditer(plain) if _counts(found, plain)]


def _counts(found: "re.Match[str]", text: str) -> bool:
    signs = found["signs"]
    if not signs or len(signs) > 1 or found["share"] or found["decimals"] or found["percent"]:
        return True
    return text[found.start() - 1 : found.start()] == "第" or bool(_COUNTED.match(text, found.end()))


def _renumbered(left: str, hunk: Hunk, right: str) -> bool:
    """Return whether only the number of a heading changed."""
    old, new = (_HEADING.match(left + part + right) for part in (hunk.before, hunk.after))
    if not old or not new or "\t" in left + right or comparable(old[0]) == comparable(new[0]):
        return False
    return len(left) + len(hunk.before) <= old.end()
