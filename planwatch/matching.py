"""Which pieces of two texts belong together: equal runs in order, and, between them, pairs that resemble each other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import Indel, Levenshtein
from rapidfuzz.process import cdist

Run = tuple[int, int, int]  # where it starts in the older and in the newer list, and how long it is
Region = tuple[int, int, int, int]  # start and end in the older, start and end in the newer list

# Up to this many pairs of pieces (60 by 60: the lines of a notice) difflib takes at most 2 ms, also where every piece is the
# same; beyond, it needs cubic time where pieces repeat, as table cells do.
_FEW_PAIRS = 3_600
# Above this many pairs of pieces a full alignment takes more than 0.1 s (measured: 20,000 by 20,000 pieces, 0.09 s) ...
_MANY_PAIRS = 400_000_000
# ... and is then worth its time only where at most one piece in eight differs; the band makes that cheap.
_CLOSE = 8
# One step of an edit touches at most this many of the runs of so many signs: a bound on what a close text must share (the q-gram
# lemma, Ukkonen 1992), found in a twentieth of the time of the alignment that it spares.
_GRAM = 4
# Pieces that share less than this are no edit of one another: nine of ten unrelated sentences share less than 0.3 (median 0.16).
RESEMBLES = 0.4
# Pieces of at most so many letters that share this much and stand in the same place are not looked for elsewhere.
_SURELY = 0.7
_LONG = 10_000
# Up to this many pairs every piece is held against every other one, 1 ms for sentences.
_HELD = 400
# ... and as long as all together have no more pairs of letters than this, 20 ms.
FEW_LETTERS = 100_000_000
# Pieces of longer lists are known by their first or last characters alone: enough for the first cells of a row, few enough to be
# left alone by most edits.
_KEY = 6


def runs(old: Sequence[str], new: Sequence[str]) -> list[Run]:
    """Return the runs of equal pieces, in order: by difflib, whose longest common runs read best, long lists by rapidfuzz."""
    numbers: dict[str, int] = {}
    a = [numbers.setdefault(piece, len(numbers)) for piece in old]
    b = [numbers.setdefault(piece, len(numbers)) for piece in new]
    if set(a).isdisjoint(b):
        return []
    if len(a) * len(b) > _FEW_PAIRS:
        return letter_runs(a, b, fewest_letters=True)
    found = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(run.a, run.b, run.size) for run in found if run.size]


def letter_runs(old: Sequence[int] | str, new: Sequence[int] | str, *, fewest_letters: bool = False) -> list[Run]:
    """Return the runs of a shortest edit: one with the fewest steps, or the fewest letters added and removed.

    Where two long ones (400 million pairs) are not much alike there is none.
    """
    if len(old) * len(new) <= _MANY_PAIRS:
        opcodes = (Indel if fewest_letters else Levenshtein).opcodes(old, new)
        return [(run.a, run.b, run.size) for run in opcodes.as_matching_blocks() if run.size]
    limit = max(len(old), len(new)) // _CLOSE
    if _shared_grams(old, new) < max(len(old), len(new)) - _GRAM * (limit + 1):
        return []
    distance = Levenshtein.distance(old, new, score_cutoff=limit)
    if distance > limit:
        return []
    found = Levenshtein.opcodes(old, new, score_hint=distance).as_matching_blocks()
    return [(run.a, run.b, run.size) for run in found if run.size]


def _shared_grams(old: Sequence[int] | str, new: Sequence[int] | str) -> int:
    counts = (Counter(zip(*(side[start:] for start in range(_GRAM)), strict=False)) for side in (old, new))
    return sum((next(counts) & next(counts)).values())


def gaps(found: Sequence[Run], old: int, new: int) -> Iterator[Region]:
    """Yield what lies between the runs of two lists, whose lengths are given."""
    a0 = b0 = 0
    for a, b, size in [*found, (old, new, 0)]:
        if a > a0 or b > b0:
            yield a0, a, b0, b
        a0, b0 = a + size, b + size


def pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return which pieces became which, in order; in lists too long to hold all against all, those that begin or end alike."""
    if _in_step(old, new):
        return [(place, place) for place in range(len(old))]
    if len(old) * len(new) <= _HELD and sum(map(len, old)) * sum(map(len, new)) <= FEW_LETTERS:
        return _resembling(old, new)
    for part in (slice(_KEY), slice(-_KEY, None)):
        found = runs([piece.rstrip()[part] for piece in old], [piece.rstrip()[part] for piece in new])
        if found:
            return [
                *((a + n, b + n) for a, b, size in found for n in range(size)),
            ]
    return []


def _in_step(old: Sequence[str], new: Sequence[str]) -> bool:
    """Return whether every piece became the one in the same place, as where a whole table or text was gone over."""
    if len(old) != len(new) or max(map(len, [*old, *new])) > _LONG:
        return False
    return all(
        Indel.normalized_similarity(piece, other, score_cutoff=_SURELY) for piece, other in zip(old, new, strict=True)
    )


def _resembling(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs in order that keep the most letters; none that resemble each other too little."""
    alike = cdist(old, new, scorer=Indel.normalized_similarity, score_cutoff=RESEMBLES).tolist()
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            kept = alike[i][j] * (len(old[i]) + len(new[j]))
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + kept)
    found, i, j = [], 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found.append((i, j))
            i, j = i + 1, j + 1
    return found
