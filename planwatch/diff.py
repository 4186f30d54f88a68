"""The difference of two texts: lines, then sentences in changed lines, then words in changed sentences; and its weight."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import ModuleType

from rapidfuzz.distance import Indel, Levenshtein

from planwatch.records import Hunk, Significance
from planwatch.text import comparable

# Chinese numerals count as one token, and take the measure word after them, so that 三个 gives way to 五个 as a whole.
_NUMERAL = "[〇○零一二三四五六七八九十百千万亿两]"
_MEASURE = "[年月日时分号个项条款章节家所人名位次批类级期倍成元亩吨米件台套场处座]"
# What is never cut in two. A date stands before a plain number, because the first alternative that fits is taken.
_TOKEN = re.compile(
    rf"""
    \d+年(?:\d+月(?:\d+[日号])?)? | \d+月\d+[日号]
    | {_NUMERAL}{{4}}年(?:{_NUMERAL}+月(?:{_NUMERAL}+日)?)? | {_NUMERAL}+月{_NUMERAL}+日
    | \d+(?:[.,:/\-．，：]\d+)*[%‰％]? | 第?{_NUMERAL}+{_MEASURE}?
    | [A-Za-z]+(?:['’\-][A-Za-z]+)*
    | 应当|应该|必须|不得|不再|不应|不予|可以|禁止|严禁|无需|鼓励
    | .
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SENTENCE = re.compile(r"[^。！？；!?\n]*[。！？；!?\n]+[”’」』）)]*|[^。！？；!?\n]+")

# Words and signs that say what somebody is bound to, and what a figure means; a change of one is a change of substance.
_BINDING = re.compile(r"应当|应该|必须|不得|可以|禁止|严禁|无需|鼓励|[不未无非勿免须≥≤<>＜＞%‰％±$¥￥€£]")
_FIGURE = re.compile(rf"\d+(?:[.:/\-]\d+)*|第?{_NUMERAL}+{_MEASURE}|{_NUMERAL}{{2,}}|^{_NUMERAL}$")
# Regions by their short names (GB/T 2260), and the endings of offices and places.
_PLACE = re.compile(
    "北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南"
    "|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾|省|市(?![场民])|县|州|厅|委员会|部门?$|局$"
)
# An addition or removal of this many letters is a clause of its own, a shorter one wording; set by eye, not measured.
_CLAUSE = 12

# Up to this many pairs of pieces (60 by 60: the lines of a notice, the words of a sentence) difflib takes at most 2 ms, also
# where every piece is the same.
_FEW_PAIRS = 3_600
# Above this many pairs of pieces a full alignment takes more than 0.1 s (measured: 20,000 by 20,000 pieces, 0.09 s).
_MANY_PAIRS = 400_000_000
# ... and is then worth its time only where at most one piece in eight differs; the band makes that cheap.
_CLOSE = 8
# Nine of ten unrelated sentence pairs of the labelled articles share less than this (median 0.16): shown as rewritten.
_REWRITTEN = 0.3
# One character alone between two changes is shown inside them; two read as a word that stayed.
_ISLAND = 2


@dataclass(frozen=True, slots=True)
class Difference:
    """How one text became another; ``similarity`` runs from 0 (nothing kept) to 1 (nothing changed)."""

    hunks: tuple[Hunk, ...]
    chars_added: int
    chars_removed: int
    similarity: float


def compare(before: str, after: str) -> Difference:
    """Return the hunks from ``before`` to ``after`` in order; none splits a number, a date or a Latin word.

    Pieces are aligned by difflib, whose longest common runs read best; long lists of pieces by rapidfuzz, because difflib needs
    cubic time where pieces repeat, as table cells and the characters of a long sentence do.
    """
    hunks = tuple(_hunks(before, after, 0, (_LINE, _SENTENCE, _TOKEN))) if before != after else ()
    added, removed = sum(len(hunk.after) for hunk in hunks), sum(len(hunk.before) for hunk in hunks)
    total = len(before) + len(after)
    return Difference(hunks, added, removed, 1 - (added + removed) / total if total else 1.0)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each with the signs that end it; joined they are the text."""
    return _SENTENCE.findall(text)


def apply(before: str, hunks: Iterable[Hunk]) -> str:
    """Return the newer text; ValueError where a hunk does not fit ``before``."""
    parts: list[str] = []
    position = 0
    for hunk in hunks:
        if hunk.start < position or before[hunk.start : hunk.end] != hunk.before:
            message = f"the hunk at {hunk.start}-{hunk.end} does not fit the text: expected {hunk.before[:40]!r}"
            raise ValueError(message)
        parts += [before[position : hunk.start], hunk.after]
        position = hunk.end
    return "".join([*parts, before[position:]])


def _hunks(before: str, after: str, offset: int, levels: tuple[re.Pattern[str], ...]) -> Iterator[Hunk]:
    """Yield the hunks of two differing stretches; ``offset`` is where the older one starts in its text."""
    level, *finer = levels
    old, new = level.findall(before), level.findall(after)
    regions = _word_regions(old, new) if not finer else _gaps(_matches(old, new, Indel), len(old), len(new))
    position = done = 0
    for a0, a1, b0, b1 in regions:
        position += sum(map(len, old[done:a0]))
        removed, added = "".join(old[a0:a1]), "".join(new[b0:b1])
        if finer and removed and added:
            yield from _hunks(removed, added, offset + position, tuple(finer))
        else:
            yield Hunk(offset + position, offset + position + len(removed), removed, added)
        position, done = position + len(removed), a1


def _matches(old: Sequence[str], new: Sequence[str], metric: ModuleType) -> list[tuple[int, int, int]]:
    """Return the runs that two lists of pieces share, as (start in old, start in new, length)."""
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(piece, len(numbers)) for piece in old]
    b = [numbers.setdefault(piece, len(numbers)) for piece in new]
    if set(a).isdisjoint(b):
        return []
    if len(a) * len(b) <= _FEW_PAIRS:
        found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
        return [(block.a, block.b, block.size) for block in found if block.size]
    if len(a) * len(b) <= _MANY_PAIRS:
        opcodes = metric.opcodes(a, b)
    else:
        limit = max(len(a), len(b)) // _CLOSE
        distance = Levenshtein.distance(a, b, score_cutoff=limit)
        if distance > limit:
            return []
        opcodes = Levenshtein.opcodes(a, b, score_hint=distance)
    blocks = opcodes.as_matching_blocks()
    return [(block.a, block.b, block.size) for block in blocks if block.size]


def _word_regions(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Return the changed regions of two sentences in words, rewritten as a whole where they share next to nothing."""
    matches = _matches(old, new, Levenshtein)
    shared = sum(size for _, _, size in matches)
    if shared < _REWRITTEN * min(len(old), len(new)):
        return [(0, len(old), 0, len(new))]
    inner = [match for match in matches if _stands(match, old, new)]
    return list(_gaps(inner, len(old), len(new)))


def _stands(match: tuple[int, int, int], old: Sequence[str], new: Sequence[str]) -> bool:
    """Say whether a shared run is shown as kept: at an edge of the sentence, or at least two characters long."""
    a, b, size = match
    at_edge = (a == 0 and b == 0) or (a + size == len(old) and b + size == len(new))
    return at_edge or sum(map(len, old[a : a + size])) >= _ISLAND


def _gaps(matches: Sequence[tuple[int, int, int]], old: int, new: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield what lies between the shared runs, as (start, end) in the older and in the newer list."""
    a0 = b0 = 0
    for a, b, size in [*matches, (old, new, 0)]:
        if a > a0 or b > b0:
            yield a0, a, b0, b
        a0, b0 = a + size, b + size


def significance(difference: Difference) -> Significance:
    """Return the weight of a difference: that of its weightiest hunk, COSMETIC where there is none."""
    weights = {weigh(hunk) for hunk in difference.hunks}
    return next((weight for weight in Significance if weight in weights), Significance.COSMETIC)


def weigh(hunk: Hunk) -> Significance:
    """Return what one hunk touches: figures, duties, places or a whole clause (SUBSTANCE), words, or only signs (COSMETIC)."""
    before, after = (unicodedata.normalize("NFKC", text).replace(",", "") for text in (hunk.before, hunk.after))
    if any(Counter(rule.findall(before)) != Counter(rule.findall(after)) for rule in (_FIGURE, _BINDING, _PLACE)):
        return Significance.SUBSTANCE
    old, new = comparable(before), comparable(after)
    if old == new:
        return Significance.COSMETIC
    return Significance.SUBSTANCE if not (old and new) and len(old or new) >= _CLAUSE else Significance.WORDING
