"""What was split and merged: a clause that holds a passage which another one has beyond what its own pair explains."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planwatch.clauses import PLACED, Unit
from planwatch.likeness import SIZES, Matrix, shared, weigh
from planwatch.ranks import Pair
from planwatch.text import comparable

# Runs of three letters tell that a passage was taken over from a clause that stands elsewhere: with shorter ones unrelated
# clauses of one chapter share as much of what is left as the rarest true piece. Between neighbours, of which there are few, single
# letters and pairs find also what was written anew on the way.
PASSAGE, NEARBY = (3,), SIZES
# A clause has lost a passage, or won one, where at least this share of it is not in its own pair; the clauses that were split in
# the labelled laws have lost three fifths and more, and below this a word or two shared by chance would be all that is left.
LEFT = 0.15
# How much an unpaired clause must share with what is left of another one (the geometric mean of the shares of both): of the
# neighbour of its own pair, of one further off; and a clause that has a pair of its own and would have two sources. The lowest
# true neighbours of ten made laws, three of them rewritten heavily, have 0.19, and 0.20 that of the labelled laws; of some 80
# other neighbours one has 0.18, all others less than 0.13. Above the further two four of five pieces in laws cut at random are true.
NEAR, FAR, PAIRED = 0.185, 0.25, 0.5


@dataclass(frozen=True, slots=True)
class _Side:
    """The clauses of one text: what each weighs, and what weighs that which its pair does not explain."""

    whole: Sequence[float]
    left: Sequence[float]
    partner: Mapping[int, int]

    def has_left(self, number: int) -> bool:
        """Return whether a paired clause has a passage that its pair does not explain."""
        return number in self.partner and self.left[number] >= LEFT * self.whole[number]


def pieces_of(older: Sequence[Unit], newer: Sequence[Unit], there: Mapping[int, int]) -> list[Pair]:
    """Return further links beside the pairs (``there``, from places in the older text to the newer one).

    A clause without a pair is a piece of one other clause, the one with which it shares most; of a neighbour first.
    """
    back = {b: a for a, b in there.items()}
    near, far = (_shares(older, newer, there, sizes) for sizes in (NEARBY, PASSAGE))
    found: dict[tuple[str, int], tuple[float, Pair]] = {}
    for a, b in np.argwhere(np.maximum(near, far) > 0).tolist():
        if there.get(a) == b or not (a in there or b in back) or {older[a].part, newer[b].part} & PLACED:
            continue
        gain = _gain(near[a, b], far[a, b], there, back, (a, b))
        free = ("both", len(found)) if a in there and b in back else ("new", b) if a in there else ("old", a)
        if gain > 0:
            found[free] = max(found.get(free, (0.0, (a, b))), (gain, (a, b)))
    return sorted(pair for _, pair in found.values())


def _shares(older: Sequence[Unit], newer: Sequence[Unit], there: Mapping[int, int], sizes: Sequence[int]) -> Matrix:
    """Return how much any two clauses share beyond their pairs, as one split or as one merged; the mean over runs of all sizes."""
    back = {b: a for a, b in there.items()}
    found = np.zeros((len(older), len(newer)))
    for size in sizes:
        seen = weigh([comparable(unit.text) for unit in (*older, *newer)], size)
        old, new = seen.clauses[: len(older)], seen.clauses[len(older) :]
        left_old = [grams - new[there[a]] if a in there else grams for a, grams in enumerate(old)]
        left_new = [grams - old[back[b]] if b in back else grams for b, grams in enumerate(new)]
        common = shared(left_old, left_new, seen.weights)
        one = _Side([*map(seen.weight, old)], [*map(seen.weight, left_old)], there)
        other = _Side([*map(seen.weight, new)], [*map(seen.weight, left_new)], back)
        for a, b in np.argwhere(common > 0).tolist():
            found[a, b] += _share(common, one, other, a, b) / len(sizes)
    return found


def _share(common: Matrix, one: _Side, other: _Side, a: int, b: int) -> float:
    """Return how much two clauses share beyond their pairs, as one split or as one merged, whichever is more."""
    split = common[a, b] / (one.left[a] * other.whole[b]) ** 0.5 if one.has_left(a) else 0.0
    merged = common[a, b] / (one.whole[a] * other.left[b]) ** 0.5 if other.has_left(b) else 0.0
    return float(max(split, merged))


def _gain(near: float, far: float, there: Mapping[int, int], back: Mapping[int, int], pair: Pair) -> float:
    """Return how much more two clauses share than those in their places must; a neighbour's gain is above any other's."""
    a, b = pair
    if a in there and b in back:
        return far - PAIRED
    if abs(b - there[a] if a in there else a - back[b]) == 1 and near >= NEAR:
        return 1 + near
    return far - FAR
