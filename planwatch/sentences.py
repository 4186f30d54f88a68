"""Two texts in sentences that became each other, so that a rewritten sentence is compared with its own successor alone."""

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Indel

from planwatch.diff import compare
from planwatch.records import Hunk

_SENTENCE = re.compile(r"[^。；\n]*(?:[。；]+[”’」』）)]*\n?|\n)|[^。；\n]+")
# Two sentences of a clause that share half their letters in order were one; neighbours in one clause share a third (their
# subject and its verb). Set by eye on the reworded clauses of the labelled pairs.
_ALIKE = 0.5
# Above this many couples of sentences the comparison as a whole is quicker and, in so long a clause, no worse to read.
_MANY = 10_000


def hunks(before: str, after: str) -> Iterator[Hunk]:
    """Yield the hunks from ``before`` to ``after`` in order, sentence by sentence; none splits a number, a date or a Latin word."""
    start = 0
    for old, new in stretches(before, after):
        for hunk in compare(old, new).hunks:
            yield Hunk(start + hunk.start, start + hunk.end, hunk.before, hunk.after)
        start += len(old)


def stretches(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield both texts from beginning to end in stretches that belong together; one of the two may be empty."""
    old, new = _SENTENCE.findall(before), _SENTENCE.findall(after)
    if len(old) * len(new) > _MANY:
        yield before, after
        return
    a0 = b0 = 0
    for a, b in _order(old, new):
        yield "".join(old[a0:a]), "".join(new[b0:b])
        yield old[a], new[b]
        a0, b0 = a + 1, b + 1
    yield "".join(old[a0:]), "".join(new[b0:])


def _order(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of alike sentences that keep one order and share most letters."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    taken: set[tuple[int, int]] = set()
    for a in range(len(old) - 1, -1, -1):
        for b in range(len(new) - 1, -1, -1):
            alike = Indel.normalized_similarity(old[a], new[b], score_cutoff=_ALIKE)
            paired = best[a + 1][b + 1] + alike * (len(old[a]) + len(new[b])) if alike else 0.0
            best[a][b] = max(paired, best[a + 1][b], best[a][b + 1])
            if alike and paired >= best[a][b]:
                taken.add((a, b))
    found: list[tuple[int, int]] = []
    a = b = 0
    while a < len(old) and b < len(new):
        if (a, b) in taken:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif best[a + 1][b] >= best[a][b + 1]:
            a += 1
        else:
            b += 1
    return found
