"""What was split and merged: a clause that holds a passage which another one has beyond what its own pair explains."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from planwatch.clauses import PLACED, Unit
from planwatch.likeness import Matrix, shared, weigh
from planwatch.ranks import Pair
from planwatch.text import comparable

# Runs of three letters tell that a passage was taken over; runs of two also find the words of one subject (set as in clause_pairs:
# with two, unrelated clauses of one chapter share as much of what is left as the rarest true piece).
PASSAGE = 3
# A clause has lost a passage, or won one, where at least this share of it is not in its own pair; the clauses that were split in
# the labelled laws have lost three fifths and more, and below this a word or two shared by chance would be all that is left.
LEFT = 0.15
# How much an unpaired clause must share with what is left of another one (the geometric mean of the shares of both): of the
# neighbour of its own pair, of one further off; and a clause that has a pair of its own and would have two sources. The lowest
# true one of the labelled laws is 0.16, a neighbour; above these, four of five pieces found in laws cut at random are true.
NEAR, FAR, PAIRED = 0.15, 0.25, 0.5


@dataclass(frozen=True, slots=True)
class _Side:
    """The clauses of one text: what each weighs, and what weighs that which its pair does not explain."""

    whole: Sequence[float]
    left: Sequence[float]
    partner: Mapping[int, int]

    def has_left(self, number: int) -> bool:
        """Return whether a paired clause has a passage that its pair does not explain."""
        return number in self.partner and self.left[number] >= LEFT * self.whole[number]


def pieces_of(older: Sequence[Unit], newer: Sequence[Unit], there: Mapping[int, int]) -> Iterator[Pair]:
    """Yield further links beside the pairs (``there``, from places in the older text to the newer one)."""
    back = {b: a for a, b in there.items()}
    seen = weigh([comparable(unit.text) for unit in (*older, *newer)], PASSAGE)
    old, new = seen.clauses[: len(older)], seen.clauses[len(older) :]
    left_old = [grams - new[there[a]] if a in there else grams for a, grams in enumerate(old)]
    left_new = [grams - old[back[b]] if b in back else grams for b, grams in enumerate(new)]
    common = shared(left_old, left_new, seen.weights)
    one = _Side([*map(seen.weight, old)], [*map(seen.weight, left_old)], there)
    other = _Side([*map(seen.weight, new)], [*map(seen.weight, left_new)], back)
    for a, b in np.argwhere(common > 0).tolist():
        free = there.get(a) != b and (a in there or b in back) and not {older[a].part, newer[b].part} & PLACED
        if free and _share(common, one, other, a, b) >= _least(there, back, a, b):
            yield a, b


def _share(common: Matrix, one: _Side, other: _Side, a: int, b: int) -> float:
    """Return how much two clauses share beyond their pairs, as one split or as one merged, whichever is more."""
    split = common[a, b] / (one.left[a] * other.whole[b]) ** 0.5 if one.has_left(a) else 0.0
    merged = common[a, b] / (one.whole[a] * other.left[b]) ** 0.5 if other.has_left(b) else 0.0
    return float(max(split, merged))


def _least(there: Mapping[int, int], back: Mapping[int, int], a: int, b: int) -> float:
    if a in there and b in back:
        return PAIRED
    apart = abs(b - there[a]) if a in there else abs(a - back[b])
    return NEAR if apart == 1 else FAR
