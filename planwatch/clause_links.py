"""Which clause of one text became which of another: pairs first, then what was split or merged, then what became of each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planwatch.assignment import best_pairs
from planwatch.clauses import Part, Unit
from planwatch.likeness import Pair, Sides, shared, sides
from planwatch.ranks import heaviest_order, in_order
from planwatch.text import comparable

# The constants below were set on successive versions of seven laws, three with hand-made links; benchmarks/compare tells, for
# each, the range within which no link of them changes, and what leaving out one pair at a time gives.
# Runs of two letters are words and tell what a clause is about; runs of three tell that a passage was taken over.
WORD, PASSAGE = 2, 3
# A pair this much alike, each the other's best, holds its place for the others.
ANCHOR = 0.6
# What a pair must have in common where it stands in order with the others, and where it does not.
IN_ORDER, OUT_OF_ORDER = 0.16, 0.3
# The pairs hold places for each other: two rounds settle all texts seen, the third is for safety.
ROUNDS = 3
# A clause has lost a passage, or won one, where at least this share of it is not in its own pair.
LEFT = 0.15
# How much an unpaired clause must have in common with what its neighbour, or a clause further off, has left; and a paired one,
# which has to be explained by two sources.
PIECE_NEAR, PIECE_FAR, PIECE_PAIRED = 0.14, 0.2, 0.5
# Parts of a text that have one place, whatever they say.
_PLACED = frozenset({Part.FRONT, Part.FOOT})
# Breaks the tie of clauses with the same words in favour of their order; below every difference of likeness that means anything.
_TIE = 1e-6
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\xad]")


class Kind(StrEnum):
    """What became of a clause; a clause that was split or merged may have been reworded and moved as well, a moved one reworded."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Link:
    """A clause of the older text and what it became in the newer one; None on a side that has none."""

    older: Unit | None
    newer: Unit | None
    kind: Kind

    @property
    def renumbered(self) -> bool:
        """Return whether the clause is there on both sides and under different numbers."""
        return self.older is not None and self.newer is not None and self.older.path != self.newer.path

    @property
    def same_text(self) -> bool:
        """Return whether both sides say the same."""
        return self.older is not None and self.newer is not None and folded(self.older.text) == folded(self.newer.text)


def link(older: Sequence[Unit], newer: Sequence[Unit]) -> list[Link]:
    """Return every clause of both texts in at least one link, in the order of the newer text; dropped ones where they stood.

    ``moved`` is a pair out of the order that most others keep; that its number alone is another is no move.
    """
    pairs = _pairs(older, newer)
    order = heaviest_order({pair: 1 + alike for pair, alike in pairs.items()})
    links = [*pairs, *_pieces(older, newer, dict(pairs.keys()))]
    rows = [*_linked(older, newer, links, set(order)), *_alone(older, newer, links, order)]
    return [row for _, row in sorted(rows, key=lambda placed: placed[0])]


def numbered(links: Sequence[Link]) -> list[Link]:
    """Return the links of clauses that bear a number; of two texts in articles only articles, not what is attached to them."""
    sides = [[one.older for one in links if one.older], [one.newer for one in links if one.newer]]
    in_articles = all(any(unit.is_article for unit in side) for side in sides)
    return [one for one in links if _is_told(one, in_articles)]


def _is_told(one: Link, in_articles: bool) -> bool:
    some = [unit for unit in (one.older, one.newer) if unit]
    return all(unit.is_article if in_articles else unit.part not in _PLACED for unit in some)


def folded(text: str) -> str:
    """Return a text as clauses are called the same by it: NFKC, without white space and unseen characters."""
    return "".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())


def _pairs(older: Sequence[Unit], newer: Sequence[Unit]) -> dict[Pair, float]:
    """Return the pairs that together are most alike, with their likeness, no clause in two of them."""
    alike = _alike(older, newer)
    pairs = _anchors(alike)
    for _ in range(ROUNDS):
        order = heaviest_order({pair: 1 + alike[pair] for pair in pairs})
        gains = {pair: _gain(pair, value, order, len(older), len(newer)) for pair, value in alike.items()}
        found = best_pairs({pair: gain for pair, gain in gains.items() if gain > 0})
        if found == pairs:
            break
        pairs = found
    return {pair: alike[pair] for pair in sorted(pairs)}


def _alike(older: Sequence[Unit], newer: Sequence[Unit]) -> dict[Pair, float]:
    """Return how alike two clauses are, from 0 to 1: the mean of the shares of both together and of the lighter one.

    Of parts that have one place only those of one kind are alike, and fully: both texts begin with their beginning.
    """
    seen = _sides(older, newer, WORD)
    old, new = [*map(seen.weight, seen.older)], [*map(seen.weight, seen.newer)]
    common = shared(seen.older, seen.newer, seen.weights)
    found = {(a, b): both / (old[a] + new[b]) + both / min(old[a], new[b]) / 2 for (a, b), both in common.items()}
    free = {pair: value for pair, value in found.items() if not {older[pair[0]].part, newer[pair[1]].part} & _PLACED}
    placed = {unit.part: number for number, unit in enumerate(newer) if unit.part in _PLACED}
    return free | {(a, placed[unit.part]): 1.0 for a, unit in enumerate(older) if unit.part in placed}


def _sides(older: Sequence[Unit], newer: Sequence[Unit], size: int) -> Sides:
    return sides([comparable(unit.text) for unit in older], [comparable(unit.text) for unit in newer], size)


def _anchors(alike: Mapping[Pair, float]) -> set[Pair]:
    """Return the pairs that are much alike and each the other's best."""
    best_new: dict[int, tuple[float, int]] = {}
    best_old: dict[int, tuple[float, int]] = {}
    for (a, b), value in alike.items():
        best_new[a] = max(best_new.get(a, (0.0, 0)), (value, b))
        best_old[b] = max(best_old.get(b, (0.0, 0)), (value, a))
    return {(a, b) for a, (value, b) in best_new.items() if value >= ANCHOR and best_old[b][1] == a}


def _gain(pair: Pair, alike: float, order: Sequence[Pair], old: int, new: int) -> float:
    """Return how much more two clauses are alike than a pair in their place must be; a little less the further they are apart."""
    apart = pair[0] / old - pair[1] / new
    return alike - (IN_ORDER if in_order(pair, order) else OUT_OF_ORDER) - _TIE * apart * apart


def _pieces(older: Sequence[Unit], newer: Sequence[Unit], there: Mapping[int, int]) -> Iterator[Pair]:
    """Yield further links: a clause that holds a passage which another one has beyond what its own pair explains."""
    seen = _sides(older, newer, PASSAGE)
    back = {b: a for a, b in there.items()}
    left_old = [grams - seen.newer[there[a]] if a in there else grams for a, grams in enumerate(seen.older)]
    left_new = [grams - seen.older[back[b]] if b in back else grams for b, grams in enumerate(seen.newer)]
    weights = [[*map(seen.weight, some)] for some in (seen.older, seen.newer, left_old, left_new)]
    for (a, b), common in shared(left_old, left_new, seen.weights).items():
        if there.get(a) == b or (a not in there and b not in back) or {older[a].part, newer[b].part} & _PLACED:
            continue
        old, new, old_left, new_left = (some[number] for some, number in zip(weights, (a, b, a, b), strict=True))
        split = common / (old_left * new) ** 0.5 if a in there and old_left >= LEFT * old else 0.0
        merged = common / (old * new_left) ** 0.5 if b in back and new_left >= LEFT * new else 0.0
        if a in there and b in back:
            least = PIECE_PAIRED
        else:
            near = abs(b - there[a]) == 1 if a in there else abs(a - back[b]) == 1
            least = PIECE_NEAR if near else PIECE_FAR
        if max(split, merged) >= least:
            yield a, b


def _linked(
    older: Sequence[Unit], newer: Sequence[Unit], links: Sequence[Pair], order: set[Pair]
) -> Iterator[tuple[tuple[int, int, int], Link]]:
    """Yield each link with its place among the rows."""
    sources, targets = Counter(b for _, b in links), Counter(a for a, _ in links)
    for a, b in links:
        plain = Link(older[a], newer[b], Kind.REWORDED)
        if targets[a] > 1:
            kind = Kind.SPLIT
        elif sources[b] > 1:
            kind = Kind.MERGED
        elif (a, b) not in order:
            kind = Kind.MOVED
        else:
            kind = Kind.SAME if plain.same_text else Kind.REWORDED
        yield (b, 0, a), Link(older[a], newer[b], kind)


def _alone(
    older: Sequence[Unit], newer: Sequence[Unit], links: Sequence[Pair], order: Sequence[Pair]
) -> Iterator[tuple[tuple[int, int, int], Link]]:
    """Yield what was added, and what was dropped after the pair that stood before it."""
    old, new = {a for a, _ in links}, {b for _, b in links}
    for b, unit in enumerate(newer):
        if b not in new:
            yield (b, 0, 0), Link(None, unit, Kind.ADDED)
    for a, unit in enumerate(older):
        if a not in old:
            before = max((pair for pair in order if pair[0] < a), default=(-1, -1))
            yield (before[1], 1, a), Link(unit, None, Kind.DROPPED)
