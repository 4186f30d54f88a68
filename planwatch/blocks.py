"""The lines of two texts side by side: which became which, which moved, and what came or went."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from planwatch.matching import Region, gaps, pairs, runs
from planwatch.moves import alike_elsewhere, equal_elsewhere

Places = Collection[int]
Pairs = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Regions of lines that differ, in order, and which moved line of the older text stands where in the newer one.

    A moved line is a region of its own on either side.
    """

    regions: tuple[Region, ...]
    moved: dict[int, int]


def align(old: Sequence[str], new: Sequence[str]) -> Alignment:
    """Return how two lists of lines differ."""
    wide = list(gaps(runs(old, new), len(old), len(new)))
    moved = _moved_whole(old, new, wide)
    taken = set(moved.values())
    paired = [_paired(old, new, region, moved.keys(), taken) for region in wide]
    kept = [pair for some in paired for pair in some]
    gone = _left(old, ((a0, a1) for a0, a1, _, _ in wide), moved.keys() | {i for i, _ in kept})
    come = _left(new, ((b0, b1) for _, _, b0, b1 in wide), taken.union(j for _, j in kept))
    moved |= alike_elsewhere(gone, come)
    taken = set(moved.values())
    cut = (part for region, some in zip(wide, paired, strict=True) for part in _cut(region, some, moved.keys(), taken))
    return Alignment(tuple(cut), moved)


def _moved_whole(old: Sequence[str], new: Sequence[str], wide: Sequence[Region]) -> dict[int, int]:
    """Return the lines that went from one region to another; within one they are an edit in place, or pair with another line."""
    gone = {i: old[i] for a0, a1, _, _ in wide for i in range(a0, a1)}
    come = {j: new[j] for _, _, b0, b1 in wide for j in range(b0, b1)}
    if len(wide) < 2 or not gone or not come:
        return {}
    region_of = {j: number for number, (_, _, b0, b1) in enumerate(wide) for j in range(b0, b1)}
    own = {i: number for number, (a0, a1, _, _) in enumerate(wide) for i in range(a0, a1)}
    return {i: j for i, j in equal_elsewhere(gone, come).items() if own[i] != region_of[j]}


def _left(lines: Sequence[str], spans: Iterator[tuple[int, int]], taken: Places) -> dict[int, str]:
    return {place: lines[place] for start, end in spans for place in range(start, end) if place not in taken}


def _paired(
    old: Sequence[str], new: Sequence[str], region: Region, gone: Places, come: Places
) -> list[tuple[int, int]]:
    a0, a1, b0, b1 = region
    here = [i for i in range(a0, a1) if i not in gone]
    there = [j for j in range(b0, b1) if j not in come]
    if not here or not there:
        return []
    return [(here[i], there[j]) for i, j in pairs([old[i] for i in here], [new[j] for j in there])]


def _cut(region: Region, paired: Pairs, gone: Places, come: Places) -> Iterator[Region]:
    """Yield the parts of a region: each pair, each moved line, and what stands between them."""
    a, a1, b, b1 = region
    for i, j in [*paired, (a1, b1)]:
        yield from _between((a, i, b, j), gone, come)
        if i < a1 and j < b1:
            yield i, i + 1, j, j + 1
        a, b = i + 1, j + 1


def _between(region: Region, gone: Places, come: Places) -> Iterator[Region]:
    a0, a1, b0, b1 = region
    if not any(i in gone for i in range(a0, a1)) and not any(j in come for j in range(b0, b1)):
        if a1 > a0 or b1 > b0:
            yield region
        return
    yield from ((first, last, b0, b0) for first, last in _spans(a0, a1, gone))
    yield from ((a1, a1, first, last) for first, last in _spans(b0, b1, come))


def _spans(start: int, end: int, alone: Places) -> Iterator[tuple[int, int]]:
    """Yield the spans of a stretch of lines, those ``alone`` each by itself."""
    for _, group in groupby(range(start, end), key=lambda place: place if place in alone else -1):
        some = list(group)
        yield some[0], some[-1] + 1
