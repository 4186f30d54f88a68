"""Stars of copies: each text joins the most similar original that ranks before it, never another copy.

One sweep in the order of the ranks does it, for a whole list and for the articles of one night alike: whatever a text's role
changes for others ranks behind it, so that a settled text is never looked at again.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Protocol
from urllib.parse import urlsplit

from planwatch import fingerprint
from planwatch.fingerprint import Match, Sketch
from planwatch.records import CopyDecision, CopyKind

# Ministry pages first, then the earlier published, then the first seen.
Rank = tuple[bool, str, int]
# A date that is not known ranks behind every date.
NEVER = "9999"
# Texts with the most features in common that are compared; a form letter's family is larger, but its copies are nearer.
CANDIDATES = 24
# Sketches of 8 KB that a shelf keeps: what is new is like what came lately.
KEPT_SKETCHES = 2048
# Earlier texts of an original that a copy may still carry: a notice is rarely corrected more often while copies of it appear.
EARLIER = 3
# Two common features are no chance, one is (performance notes, section 3).
COMMON = 2
# A page carries an article as one of its items if it holds most of it, apart from what it carries of another.
ITEM_SHARE = 0.6
ITEM_OVERLAP = 0.1


@dataclass(frozen=True, slots=True)
class CopyRecord:
    """A text that may be a copy or have some; ``published`` is ISO, a day or a minute."""

    id: str
    text: str
    url: str | None = None
    source: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a text stands: the id of its original, how it carries it and how much; all None for one that is no copy."""

    id: str
    original: str | None = None
    kind: CopyKind | None = None
    similarity: float | None = None


class Shelf(Protocol):
    """Where texts and their roles are kept while they are settled; a text is known by a number."""

    def rank(self, number: int) -> Rank:
        """Return its place in the order of settling; no two are equal."""

    def text(self, number: int) -> str:
        """Return the text."""

    def earlier(self, number: int) -> Sequence[str]:
        """Return what its page said before, the latest first, at most EARLIER texts."""

    def sketch(self, number: int) -> Sketch:
        """Return the text's sketch, which is asked for time and again."""

    def near(self, number: int) -> Sequence[int]:
        """Return the originals that share features with it, the nearest first, at most CANDIDATES."""

    def copies(self, number: int) -> Sequence[int]:
        """Return what is filed under it."""

    def file(self, number: int, original: int | None, decision: CopyDecision | None) -> None:
        """Keep its original and the decision; with None, that it is an original, to be found by its features."""


def settle(shelf: Shelf, numbers: Iterable[int]) -> None:
    """File the given texts, and all those whose place this changes, each under its original.

    The copies of a given text wait with it from the start: it may have got another date, and rank behind them now.
    """
    given = set(numbers)
    waiting = given.union(*map(shelf.copies, given))
    order = [(shelf.rank(number), number) for number in waiting]
    heapq.heapify(order)
    while order:
        rank, number = heapq.heappop(order)
        sketch = shelf.sketch(number)
        near = [
            other for other in shelf.near(number) if other != number and fingerprint.alike(sketch, shelf.sketch(other))
        ]
        moved = set(shelf.copies(number))
        original, decision = _choose(shelf, number, [other for other in near if shelf.rank(other) < rank])
        shelf.file(number, original, decision)
        if original is None:
            behind = (other for other in near if other not in waiting and shelf.rank(other) > rank)
            moved.update(other for other in behind if fingerprint.decide(shelf.text(other), shelf.text(number)))
        for other in moved - waiting:
            heapq.heappush(order, (shelf.rank(other), other))
        waiting |= moved


def nearest(counts: Counter[int]) -> list[int]:
    """Return the texts that have enough features in common, given how many each has, the nearest first; equal ones by number."""
    found = sorted((-count, number) for number, count in counts.items() if count >= COMMON)
    return [number for _, number in found[:CANDIDATES]]


def cluster(records: Iterable[CopyRecord]) -> list[Placed]:
    """Return where each text stands, in the order given."""
    pile = _Pile(list(records))
    settle(pile, range(len(pile)))
    return [pile.placed(number) for number in range(len(pile))]


def _choose(shelf: Shelf, number: int, originals: Iterable[int]) -> tuple[int | None, CopyDecision | None]:
    """Return the most similar original and the decision, the first by rank of equal ones; none for a page of several items."""
    text = shelf.text(number)
    ranked = sorted(originals, key=shelf.rank)
    matches = [(other, found) for other in ranked if (found := _match(shelf, text, other))]
    if _several([found for _, found in matches]):
        return None, None
    copies = [(other, found) for other, found in matches if found.decision]
    if not copies:
        return None, None
    original, best = max(copies, key=lambda copy: (copy[1].similarity, len(copy[1].carried)))
    return original, best.decision


def _match(shelf: Shelf, text: str, other: int) -> Match | None:
    """Return what a text carries of another as it stands or, where it is no copy of that, as it stood.

    Corrected figures make an original another document than its copies; they still are copies of what it said.
    """
    latest = fingerprint.match(text, shelf.text(other))
    if latest and latest.decision:
        return latest
    matches = (fingerprint.match(text, earlier) for earlier in shelf.earlier(other))
    return next((found for found in matches if found and found.decision), latest)


def _several(matches: Iterable[Match]) -> bool:
    """Return whether a text carries two others, each for the most part and in places of its own."""
    items = [
        found.carried for found in matches if found.share >= ITEM_SHARE and len(found.carried) >= fingerprint.SHORT
    ]
    return any(len(one & other) <= ITEM_OVERLAP * min(len(one), len(other)) for one, other in combinations(items, 2))


def _official(url: str | None) -> bool:
    host = urlsplit(url or "").hostname or ""
    return host == "gov.cn" or host.endswith(".gov.cn")


class _Pile:
    """A shelf in memory, for texts that come all at once."""

    def __init__(self, texts: Sequence[CopyRecord]) -> None:
        self._texts = texts
        self._found_by: dict[int, list[int]] = defaultdict(list)
        self._filed: dict[int, tuple[int, CopyDecision]] = {}
        self.sketch = lru_cache(maxsize=KEPT_SKETCHES)(lambda number: fingerprint.sketch(self.text(number)))

    def __len__(self) -> int:
        return len(self._texts)

    def rank(self, number: int) -> Rank:
        text = self._texts[number]
        return (not _official(text.url), text.published or NEVER, number)

    def text(self, number: int) -> str:
        return self._texts[number].text

    def earlier(self, _number: int) -> Sequence[str]:
        return ()

    def near(self, number: int) -> Sequence[int]:
        features = self.sketch(number).features
        return nearest(Counter(other for feature in features for other in self._found_by.get(feature, ())))

    def copies(self, _number: int) -> Sequence[int]:
        return ()

    def file(self, number: int, original: int | None, decision: CopyDecision | None) -> None:
        if original is not None and decision is not None:
            self._filed[number] = (original, decision)
            return
        for feature in self.sketch(number).features:
            self._found_by[feature].append(number)

    def placed(self, number: int) -> Placed:
        """Return where a settled text stands."""
        name = self._texts[number].id
        if number not in self._filed:
            return Placed(name)
        original, decision = self._filed[number]
        return Placed(name, self._texts[original].id, decision.kind, decision.similarity)
