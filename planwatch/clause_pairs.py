"""Which clause of one text became which of another: pairs, each clause in one at most."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from planwatch.assignment import best_pairs
from planwatch.clauses import PLACED, Unit
from planwatch.likeness import Matrix, likeness
from planwatch.ranks import Pair, heaviest_order, in_order
from planwatch.text import comparable

# The constants were set on seven pairs of successive laws (three with hand-made links, four read by eye) and on the same laws
# with clauses dropped, split, merged and moved at random: lower ones find more of what was rewritten whole (the real pairs), higher
# ones keep apart what was dropped and what was added beside it (the random ones). `benchmarks/compare/run.py --constants` prints
# what each would give if it were moved.
# A pair this much alike, each the other's best, holds its place for the others.
ANCHOR = 0.6
# How alike a pair must be beyond what its clauses share with others of their own text (of which this share counts), where it
# stands in order with the other pairs, and where it does not.
FORMULA = 0.5
IN_ORDER, OUT_OF_ORDER = 0.1, 0.16
# How alike clauses must be that are left between the same two neighbours, not more than so many on a side: that they keep the place
# of one another tells more than the standard words of their text, of which this share counts then. Set on ten made laws, three of
# them rewritten heavily: 10 of 11 true couples are above it, and of some 60 others (of made plans, of laws cut at random) three.
IN_GAP, GAP_FORMULA, GAP_MAX = 0.11, 0.2, 3
# The pairs hold places for each other until nothing changes; a bound for texts that would swing between two answers.
ROUNDS = 5
# Breaks the tie of clauses with the same words in favour of their order; far below any difference of likeness that means something.
_TIE = 1e-6
# Two texts of 5,000 clauses each make a table of 200 MB; a plan of 300 pages has some 1,500 paragraphs.
COUPLES_MAX = 25_000_000


class TooManyClausesError(ValueError):
    """Two texts have more clauses than can be set against each other; the message says how many."""


def pairs_of(older: Sequence[Unit], newer: Sequence[Unit]) -> dict[Pair, float]:
    """Return the pairs that together are most alike, as places in both texts, with their likeness (0 to 1).

    TooManyClausesError where the couples of clauses are more than COUPLES_MAX.
    """
    if max(len(older), len(newer)) ** 2 > COUPLES_MAX:
        message = f"{len(older)} and {len(newer)} clauses, expected at most {int(COUPLES_MAX**0.5)} on a side"
        raise TooManyClausesError(message)
    alike, least = _alike(older, newer)
    pairs = _anchors(alike)
    for _ in range(ROUNDS):
        order = heaviest_order({pair: 1 + float(alike[pair]) for pair in pairs})
        gains = _gains(alike, least, order)
        found = best_pairs(gains)
        if found == pairs:
            break
        pairs = found
    pairs |= best_pairs(_gaps(alike, least, pairs))
    pairs |= _rows(alike, least, pairs)
    return {pair: float(alike[pair]) for pair in sorted(pairs)}


def _alike(older: Sequence[Unit], newer: Sequence[Unit]) -> tuple[Matrix, Matrix]:
    """Return how alike the clauses of the two texts are, and how alike a pair of them must be at least for its standard words.

    Of parts that have one place only those of one kind are alike, and fully: both texts begin with their beginning.
    """
    alike, own_old, own_new = likeness(*([comparable(unit.text) for unit in side] for side in (older, newer)))
    least = FORMULA * np.maximum(own_old[:, None], own_new[None, :])
    for number, unit in enumerate(older):
        if unit.part in PLACED:
            alike[number, :] = [unit.part is other.part for other in newer]
    for number, unit in enumerate(newer):
        if unit.part in PLACED:
            alike[:, number] = [unit.part is other.part for other in older]
    return alike, least


def _anchors(alike: Matrix) -> set[Pair]:
    """Return the pairs that are much alike and each the other's best."""
    if not alike.size:
        return set()
    best_new, best_old = alike.argmax(axis=1), alike.argmax(axis=0)
    return {(a, int(b)) for a, b in enumerate(best_new) if alike[a, b] >= ANCHOR and best_old[b] == a}


def _gains(alike: Matrix, least: Matrix, order: Sequence[Pair]) -> dict[Pair, float]:
    """Return how much more each pair is alike than one in its place must be; a little less the further the two are apart."""
    gains: dict[Pair, float] = {}
    for a, b in np.argwhere(alike > IN_ORDER + least).tolist():
        base = IN_ORDER if in_order((a, b), order) else OUT_OF_ORDER
        apart = a / alike.shape[0] - b / alike.shape[1]
        gain = float(alike[a, b] - least[a, b]) - base - _TIE * apart * apart
        if gain > 0:
            gains[a, b] = gain
    return gains


def _gaps(alike: Matrix, least: Matrix, pairs: set[Pair]) -> dict[Pair, float]:
    """Return the gains of clauses without a pair that stand between the same two neighbours."""
    gains: dict[Pair, float] = {}
    order = heaviest_order({pair: 1 + float(alike[pair]) for pair in pairs})
    old, new = {a for a, _ in pairs}, {b for _, b in pairs}
    for (a0, b0), (a1, b1) in pairwise([(-1, -1), *order, alike.shape]):
        rows = [a for a in range(a0 + 1, a1) if a not in old]
        columns = [b for b in range(b0 + 1, b1) if b not in new]
        if max(len(rows), len(columns)) <= GAP_MAX:
            near = {(a, b): _gain(alike, least, (a, b)) - IN_GAP for a in rows for b in columns}
            gains |= {pair: gain for pair, gain in near.items() if gain > 0}
    return gains


def _rows(alike: Matrix, least: Matrix, pairs: set[Pair]) -> set[Pair]:
    """Return couples of clauses without a pair that keep the order of most, if need be against a pair that then was moved."""
    old, new = {a for a, _ in pairs}, {b for _, b in pairs}
    near = {(a, b): _gain(alike, least, (a, b)) - OUT_OF_ORDER for a, b in np.argwhere(alike > OUT_OF_ORDER).tolist()}
    more = best_pairs({(a, b): gain for (a, b), gain in near.items() if gain > 0 and a not in old and b not in new})
    return more & {*heaviest_order({pair: 1 + float(alike[pair]) for pair in pairs | more})}


def _gain(alike: Matrix, least: Matrix, pair: Pair) -> float:
    """Return how alike clauses are whose place speaks for them."""
    return float(alike[pair] - GAP_FORMULA * least[pair])
