"""Pairs that stand in one order on both sides, and those that are out of it."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def heaviest_order(weights: Mapping[Pair, float]) -> list[Pair]:
    """Return the pairs, no clause in two of them, that keep one order on both sides and weigh most together."""
    pairs = sorted(weights)
    ranks = {b: rank for rank, b in enumerate(sorted({b for _, b in pairs}), start=1)}
    # The best chain that ends at or before a rank, in a tree of prefixes (Fenwick 1994): n log n in all.
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    for number, pair in enumerate(pairs):
        rank = ranks[pair[1]]
        total, previous = _best_below(best, rank - 1)
        before.append(previous)
        _raise(best, rank, (total + weights[pair], number))
    at = _best_below(best, len(ranks))[1]
    found: list[Pair] = []
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def in_order(pair: Pair, order: Sequence[Pair]) -> bool:
    """Return whether a pair stands between the same neighbours on both sides of an order, or is one of it."""
    place = bisect_left(order, pair)
    if place < len(order) and order[place] == pair:
        return True
    after = place == 0 or (order[place - 1][0] < pair[0] and order[place - 1][1] < pair[1])
    return after and (place == len(order) or (pair[0] < order[place][0] and pair[1] < order[place][1]))


def _best_below(best: Sequence[tuple[float, int]], rank: int) -> tuple[float, int]:
    found = (0.0, -1)
    while rank > 0:
        found = max(found, best[rank])
        rank &= rank - 1
    return found


def _raise(best: list[tuple[float, int]], rank: int, chain: tuple[float, int]) -> None:
    while rank < len(best):
        best[rank] = max(best[rank], chain)
        rank += rank & -rank
