"""Which clause of one text became which of another: pairs first, then what was split or merged, then what became of each."""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from planwatch.clause_pairs import pairs_of
from planwatch.clause_pieces import pieces_of
from planwatch.clauses import PLACED, Unit
from planwatch.ranks import Pair, heaviest_order

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
        """Return whether the clause is there on both sides under different numbers; an article has one number, whatever its 章."""
        if self.older is None or self.newer is None:
            return False
        both = self.older.is_article and self.newer.is_article
        return self.older.path[-1:] != self.newer.path[-1:] if both else self.older.path != self.newer.path

    @property
    def same_text(self) -> bool:
        """Return whether both sides say the same."""
        return self.older is not None and self.newer is not None and folded(self.older.text) == folded(self.newer.text)


def link(older: Sequence[Unit], newer: Sequence[Unit]) -> list[Link]:
    """Return every clause of both texts in at least one link, in the order of the newer text; dropped ones where they stood.

    ``moved`` is a pair out of the order that most others keep; that its number alone is another is no move.
    """
    pairs = pairs_of(older, newer)
    order = heaviest_order({pair: 1 + alike for pair, alike in pairs.items()})
    links = [*pairs, *pieces_of(older, newer, dict(pairs.keys()))]
    rows = [*_linked(older, newer, links, set(order)), *_alone(older, newer, links, order)]
    return [row for _, row in sorted(rows, key=lambda placed: placed[0])]


def numbered(links: Sequence[Link]) -> list[Link]:
    """Return the links of clauses that bear a number; of two texts in articles only articles, not what is attached to them."""
    sides = [[one.older for one in links if one.older], [one.newer for one in links if one.newer]]
    in_articles = all(any(unit.is_article for unit in side) for side in sides)
    return [one for one in links if _is_told(one, in_articles)]


def folded(text: str) -> str:
    """Return a text as clauses are called the same by it: NFKC, without white space and unseen characters."""
    return "".join(unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).split())


def _is_told(one: Link, in_articles: bool) -> bool:
    some = [unit for unit in (one.older, one.newer) if unit]
    return all(unit.is_article if in_articles else unit.part not in PLACED for unit in some)


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
            place = bisect_left(order, (a, -1))
            yield (order[place - 1][1] if place else -1, 1, a), Link(unit, None, Kind.DROPPED)
