"""Whether a copy still stands as its original stood before a change, or follows the new text."""

from collections.abc import Sequence
from dataclasses import dataclass

from planwatch import alignment, fold
from planwatch.copy_changes import spell, word_hunks
from planwatch.records import Hunk

# Signs on either side that tell a place apart; eight are four words, and a copy seldom rewords both sides of a figure: where it
# has neither text in whole, the words on one side are enough.
_CONTEXT = 8
# Characters that surely hold so many signs.
_AROUND = 40
# A longer stretch need not stand sign by sign: most of it is enough.
_MOST = 0.8
_SHARE, _SCALES = "百分之", frozenset("十百千万亿%％")


@dataclass(frozen=True, slots=True)
class Standing:
    """In how many of the changed places a copy has the old words, and in how many the new ones; where it has neither, it left them out."""

    old: int
    new: int


def standing(copy: str, before: str, after: str) -> Standing:
    """Return how a copy stands to what its original said before and after a change."""
    signs = fold.Signs()
    letters = spell(signs, copy)
    old = new = shift = 0
    for hunk in word_hunks(before, after):
        moved = Hunk(hunk.start + shift, hunk.start + shift + len(hunk.after), hunk.after, hunk.before)
        shift += len(hunk.after) - len(hunk.before)
        older, newer = _place(signs, before, hunk), _place(signs, after, moved)
        has_old, has_new = _holds(letters, older), _holds(letters, newer)
        if not has_old and not has_new:
            has_old, has_new = _holds_half(letters, older), _holds_half(letters, newer)
        # What was put in at an end leaves the words around it as they were; so does what was taken away there.
        old += has_old and (not has_new or "".join(newer) in "".join(older))
        new += has_new and (not has_old or "".join(older) in "".join(newer))
    return Standing(old, new)


def _place(signs: fold.Signs, text: str, hunk: Hunk) -> tuple[str, str, str]:
    """Return the signs before a stretch, its own, and those after it."""
    start, end = hunk.start, hunk.end
    # 300 of 300万 and 五十 of 百分之五十 are a part of one number, which is one sign.
    if text[:start].endswith(_SHARE):
        start -= len(_SHARE)
    while text[end : end + 1] in _SCALES and end < len(text):
        end += 1
    left = spell(signs, text[max(0, start - _AROUND) : start])[-_CONTEXT:]
    right = spell(signs, text[end : end + _AROUND])[:_CONTEXT]
    return left, spell(signs, text[start:end]), right


def _holds_half(letters: str, place: Sequence[str]) -> bool:
    """Return whether a text has a stretch with the words on one side of it: the copy changed what stands on the other."""
    left, middle, right = place
    sides = (words for words, side in ((left + middle, left), (middle + right, right)) if len(side) == _CONTEXT)
    return bool(middle) and any(words in letters for words in sides)


def _holds(letters: str, place: Sequence[str]) -> bool:
    """Return whether a text has a stretch in its place, or most of a long stretch anywhere."""
    left, middle, right = place
    if len(middle) <= alignment.GAP:
        return left + middle + right in letters
    held = sum(tile.size for tile in alignment.find_tiles(middle, letters))
    return held >= _MOST * len(middle)
