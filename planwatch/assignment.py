"""The best pairing of two lists: every one in at most one pair, the sum of the pairs' gains as great as can be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

Pair = tuple[int, int]


def best_pairs(gains: Mapping[Pair, float]) -> set[Pair]:
    """Return the pairs of the greatest total gain; what has no gain (none given, or not above 0) is left unpaired.

    Clauses that no chain of gains joins do not compete, so each such group is solved alone, by shortest augmenting paths
    (Jonker and Volgenant 1987) in the cube of its size; groups are small where most clauses have one like them only.
    """
    return {pair for group in _groups(gains) for pair in _solved(group, gains)}


def _groups(gains: Mapping[Pair, float]) -> Iterator[list[Pair]]:
    """Yield the pairs in groups that share no row and no column."""
    near: dict[tuple[int, int], list[Pair]] = defaultdict(list)
    for pair in gains:
        near[0, pair[0]].append(pair)
        near[1, pair[1]].append(pair)
    seen: set[Pair] = set()
    for start in gains:
        group, todo = [], [start]
        while todo:
            pair = todo.pop()
            if pair not in seen:
                seen.add(pair)
                group.append(pair)
                todo += near[0, pair[0]] + near[1, pair[1]]
        if group:
            yield sorted(group)


def _solved(group: list[Pair], gains: Mapping[Pair, float]) -> Iterator[Pair]:
    rows, columns = sorted({a for a, _ in group}), sorted({b for _, b in group})
    if len(group) == 1:
        yield from group
        return
    row_of, column_of = {a: n for n, a in enumerate(rows)}, {b: n for n, b in enumerate(columns)}
    # As many idle columns as rows: a row may stay unpaired at no cost.
    costs = np.zeros((len(rows), len(columns) + len(rows)))
    for a, b in group:
        costs[row_of[a], column_of[b]] = -gains[a, b]
    for row, column in enumerate(_columns(costs)):
        if column < len(columns) and costs[row, column] < 0:
            yield rows[row], columns[column]


def _columns(costs: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> list[int]:
    """Return the column of each row in the cheapest assignment; there are at least as many columns as rows."""
    count, width = costs.shape
    of_row, of_column = np.zeros(count + 1), np.zeros(width + 1)
    owner = np.zeros(width + 1, dtype=int)
    for row in range(1, count + 1):
        owner[0], column = row, 0
        least, came = np.full(width + 1, np.inf), np.zeros(width + 1, dtype=int)
        used = np.zeros(width + 1, dtype=bool)
        while owner[column]:
            used[column] = True
            reduced = costs[owner[column] - 1] - of_row[owner[column]] - of_column[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better], came[1:][better] = reduced[better], column
            free = np.where(used, np.inf, least)
            following = int(np.argmin(free))
            step = free[following]
            of_row[owner[used]] += step
            of_column[used] -= step
            least[~used] -= step
            column = following
        while column:
            owner[column], column = owner[came[column]], int(came[column])
    found = [0] * count
    for column in range(1, width + 1):
        if owner[column]:
            found[owner[column] - 1] = column - 1
    return found
