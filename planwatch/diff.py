"""The difference of two texts: lines, moved ones found, then sentences in changed lines, then words in changed sentences."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from rapidfuzz.distance import Indel

from planwatch.blocks import Alignment, align
from planwatch.matching import Region, Run, gaps, letter_runs, pairs, runs
from planwatch.pieces import SIGNS, lines, sentences, spell
from planwatch.records import Hunk

# Nine of ten unrelated sentence pairs of the labelled articles share less than this (median 0.16): shown as rewritten.
REWRITTEN = 0.3
# A shorter text is some sentences, of which all may be changed; the shortest notices have so many characters.
_WHOLE = 200
# Sentences that keep this much together are compared as one stretch, so that one that was cut in two or two that were joined
# show the sign that was changed.
_TOGETHER = 0.75
# One character between changes of at least two words each is shown inside them, and so is one between a word that came and one
# that went (强化 → 加强).
_ISLAND = 2
# Above this many pairs of characters (60 by 60 sentences) that is not asked.
_ASKED = 4_000_000


@dataclass(frozen=True, slots=True)
class Move:
    """A block that stands elsewhere: one hunk (by its place among all) took it out, another put it in.

    ``edits`` are what was changed in it on the way, by position in the block that was taken out.
    """

    removed: int
    added: int
    edits: tuple[Hunk, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """How one text (``before``) became another; ``similarity`` runs from 0 (nothing kept) to 1 (nothing changed).

    ``rewritten`` says that next to nothing was kept: there is one hunk, the whole text.
    """

    hunks: tuple[Hunk, ...]
    chars_added: int
    chars_removed: int
    similarity: float
    moves: tuple[Move, ...] = ()
    rewritten: bool = False
    before: str = ""


def compare(before: str, after: str) -> Difference:
    """Return the hunks from ``before`` to ``after`` in order; none splits a number, a date, a name or a Latin word."""
    if before == after:
        return Difference((), 0, 0, 1.0, before=before)
    old, new = lines(before), lines(after)
    hunks, places = _joined(_lines(old, new, align(old, new)))
    moves = sorted((_move(hunks, two) for two in places.values()), key=lambda move: move.removed)
    added, removed = sum(len(hunk.after) for hunk in hunks), sum(len(hunk.before) for hunk in hunks)
    kept = len(before) - removed + sum(len(hunks[move.removed].before) for move in moves)
    shorter = min(len(before), len(after))
    rewritten = shorter >= _WHOLE and kept < REWRITTEN * shorter
    if rewritten:
        hunks, moves, added, removed = [Hunk(0, len(before), before, after)], [], len(after), len(before)
    similarity = 1 - (added + removed) / (len(before) + len(after))
    return Difference(tuple(hunks), added, removed, similarity, tuple(moves), rewritten, before)


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


def _joined(marked: Iterable[tuple[Hunk, int | None]]) -> tuple[list[Hunk], dict[int, list[int]]]:
    """Return the hunks, touching ones as one but for moved blocks, and where those two of each moved line stand among them."""
    hunks: list[Hunk] = []
    places: dict[int, list[int]] = defaultdict(list)
    free = False
    for hunk, moved in marked:
        if free and moved is None and hunks[-1].end == hunk.start:
            last = hunks.pop()
            hunks += _words(last.before + hunk.before, last.after + hunk.after, last.start)
        else:
            hunks.append(hunk)
        free = moved is None
        if moved is not None:
            places[moved].append(len(hunks) - 1)
    return hunks, places


def _lines(old: Sequence[str], new: Sequence[str], found: Alignment) -> Iterator[tuple[Hunk, int | None]]:
    """Yield the hunks of aligned lines; those that took out or put in a moved line with its place in the older text."""
    starts = [0, *accumulate(map(len, old))]
    origin = {j: i for i, j in found.moved.items()}
    for a0, a1, b0, b1 in found.regions:
        moved = None
        if b0 == b1 and a0 in found.moved:
            moved = a0
        elif a0 == a1:
            moved = origin.get(b0)
        for hunk in _sentences("".join(old[a0:a1]), "".join(new[b0:b1]), starts[a0]):
            yield hunk, moved


def _move(hunks: Sequence[Hunk], places: Sequence[int]) -> Move:
    removed, added = sorted(places, key=lambda place: not hunks[place].before)
    block, back = hunks[removed].before.rstrip("\n"), hunks[added].after.rstrip("\n")
    return Move(removed, added, tuple(_sentences(block, back, 0)))


def _sentences(before: str, after: str, offset: int) -> Iterator[Hunk]:
    """Yield the hunks of two differing stretches of lines; ``offset`` is where the older one starts in its text."""
    if not before or not after:
        yield Hunk(offset, offset + len(before), before, after)
        return
    old, new = sentences(before), sentences(after)
    done = 0
    for a0, a1, b0, b1 in _pairs(old, new):
        offset += sum(map(len, old[done:a0]))
        removed, added = "".join(old[a0:a1]), "".join(new[b0:b1])
        yield from _words(removed, added, offset)
        offset, done = offset + len(removed), a1


def _pairs(old: Sequence[str], new: Sequence[str]) -> Iterator[Region]:
    """Yield what is compared by words: sentences that became one another, or that were cut in two or joined."""
    for a0, a1, b0, b1 in gaps(runs(old, new), len(old), len(new)):
        if min(a1 - a0, b1 - b0) == 0 or _together("".join(old[a0:a1]), "".join(new[b0:b1])):
            yield a0, a1, b0, b1
            continue
        a, b = a0, b0
        for i, j in [*pairs(old[a0:a1], new[b0:b1]), (a1 - a0, b1 - b0)]:
            if a < a0 + i or b < b0 + j:
                yield a, a0 + i, b, b0 + j
            a, b = a0 + i, b0 + j
            if a < a1 and b < b1:
                yield a, a + 1, b, b + 1
            a, b = a + 1, b + 1


def _together(before: str, after: str) -> bool:
    close = len(before) * len(after) <= _ASKED
    return close and Indel.normalized_similarity(before, after, score_cutoff=_TOGETHER) > 0


def _words(before: str, after: str, offset: int) -> Iterator[Hunk]:
    """Yield the hunks of two stretches by words; one hunk where they share next to nothing, or where one is empty."""
    if not before or not after or len(before) + len(after) > SIGNS:
        yield Hunk(offset, offset + len(before), before, after)
        return
    old, new = spell(before, after)
    sizes = len(old.signs), len(new.signs)
    found = letter_runs(old.signs, new.signs)
    if sum(size for _, _, size in found) < REWRITTEN * min(sizes):
        found = []
    for a0, a1, b0, b1 in gaps(list(_standing(found, *sizes)), *sizes):
        start, end = old.place(a0), old.place(a1)
        yield Hunk(offset + start, offset + end, before[start:end], after[new.place(b0) : new.place(b1)])


def _standing(found: Sequence[Run], old: int, new: int) -> Iterator[Run]:
    """Yield the runs that are shown as kept: one sign between two longer changes is shown inside them."""
    before = 0, 0
    for number, (a, b, size) in enumerate(found):
        after = found[number + 1][:2] if number + 1 < len(found) else (old, new)
        left = a - before[0], b - before[1]
        right = after[0] - a - size, after[1] - b - size
        swapped = any(left) and any(right) and 0 in left and 0 in right and left.index(0) != right.index(0)
        if size > 1 or not (swapped or min(max(left), max(right)) >= _ISLAND):
            yield a, b, size
            before = a + size, b + size
