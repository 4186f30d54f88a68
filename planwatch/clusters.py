"""Stars of copies: each text joins the most similar original that ranks before it, never another copy.

One sweep in the order of the ranks does it, for a whole list and for the articles of one night alike: whatever a text's role
changes for others ranks behind it, so that a settled text is never looked at again.
"""

import heapq
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol, TypeVar
from urllib.parse import urlsplit

from planwatch import fingerprint
from planwatch.fingerprint import Match
from planwatch.records import CopyDecision, CopyKind

A = TypeVar("A")
B = TypeVar("B")
# Ministry pages first, then the earlier published, then the first seen.
Rank = tuple[bool, str, int]
# A date that is not known ranks behind every date.
NEVER = "9999"
# Texts with the most features in common that are compared; a form letter's family is larger, but its copies are nearer.
CANDIDATES = 24
# Earlier texts of an original that a copy may still carry: a notice is rarely corrected more often while copies of it appear.
EARLIER = 3
# Texts that a mapper is given at a time: enough to keep its processes busy, few enough to hold with all they are compared with.
AHEAD = 128
# Below so many, starting and feeding processes costs more than they save.
FEW = 24
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

    def near(self, features: Sequence[int]) -> Sequence[int]:
        """Return the originals that have enough of the features, the nearest first, at most CANDIDATES."""

    def copies(self, number: int) -> Sequence[int]:
        """Return what is filed under it."""

    def file(self, number: int, features: Sequence[int], original: int | None, decision: CopyDecision | None) -> None:
        """Keep its original and the decision; with None, that it is an original, to be found by its features."""


class Mapper(Protocol):
    """Applies a function to items, in order; perhaps in other processes."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        """Return the results in the items' order."""


def settle(shelf: Shelf, numbers: Iterable[int], mapper: Mapper | None = None) -> None:
    """File the given texts, and all those whose place this changes, each under its original.

    The copies of a given text wait with it from the start: it may have got another date, and rank behind them now. With a
    ``mapper``, the texts that come next are compared by it beforehand; what is filed is the same.
    """
    given = set(numbers)
    waiting = given.union(*map(shelf.copies, given))
    order = [(shelf.rank(number), number) for number in waiting]
    heapq.heapify(order)
    ahead = _Ahead(shelf, mapper)
    while order:
        ahead.reach(order)
        rank, number = heapq.heappop(order)
        features = ahead.features(number)
        near = [other for other in shelf.near(features) if other != number]
        moved = set(shelf.copies(number))
        before = [other for other in near if shelf.rank(other) < rank]
        original, decision = _choose(ahead.matches(number, sorted(before, key=shelf.rank)))
        shelf.file(number, features, original, decision)
        if original is None:
            behind = [other for other in near if other not in waiting and shelf.rank(other) > rank]
            moved.update(other for other in behind if _is_copy(shelf.text(other), shelf.text(number)))
        for other in moved - waiting:
            heapq.heappush(order, (shelf.rank(other), other))
        waiting |= moved


class _Ahead:
    """The features of texts and their matches with others, found for many texts at once where there is a mapper."""

    def __init__(self, shelf: Shelf, mapper: Mapper | None) -> None:
        self._shelf, self._mapper = shelf, mapper
        self._features: dict[int, tuple[int, ...]] = {}
        self._matches: dict[tuple[int, int], Match | None] = {}

    def reach(self, order: Sequence[tuple[Rank, int]]) -> None:
        """Look at the next AHEAD texts of a heap, unless its first one was looked at."""
        if self._mapper is None or order[0][1] in self._features or len(order) < FEW:
            return
        shelf, numbers = self._shelf, [number for _, number in heapq.nsmallest(AHEAD, order)]
        texts = [shelf.text(number) for number in numbers]
        self._features = dict(zip(numbers, self._mapper(fingerprint.features, texts), strict=True))
        near = [[other for other in shelf.near(self._features[number]) if other != number] for number in numbers]
        jobs = [(text, [shelf.text(other) for other in others]) for text, others in zip(texts, near, strict=True)]
        found = self._mapper(fingerprint.compare, jobs)
        self._matches = {
            (number, other): match
            for number, others, matches in zip(numbers, near, found, strict=True)
            for other, match in zip(others, matches, strict=True)
        }

    def features(self, number: int) -> tuple[int, ...]:
        """Return the features of a text."""
        known = self._features.get(number)
        return fingerprint.sketch(self._shelf.text(number)).features if known is None else known

    def matches(self, number: int, others: Sequence[int]) -> list[tuple[int, Match]]:
        """Return those of the others that a text carries, with the match."""
        unknown = [other for other in others if (number, other) not in self._matches]
        if unknown:
            found = fingerprint.compare((self._shelf.text(number), [self._shelf.text(other) for other in unknown]))
            self._matches.update(zip(((number, other) for other in unknown), found, strict=True))
        return [(other, match) for other in others if (match := self._best(number, other))]

    def _best(self, number: int, other: int) -> Match | None:
        """Return what a text carries of another as it stands or, where it is no copy of that, as it stood.

        Corrected figures make an original another document than its copies; they still are copies of what it said.
        """
        latest = self._matches[number, other]
        if latest and latest.decision:
            return latest
        found = fingerprint.compare((self._shelf.text(number), self._shelf.earlier(other)))
        return next((match for match in found if match and match.decision), latest)


def nearest(counts: Counter[int]) -> list[int]:
    """Return the texts that have enough features in common, given how many each has, the nearest first; equal ones by number."""
    found = sorted((-count, number) for number, count in counts.items() if count >= COMMON)
    return [number for _, number in found[:CANDIDATES]]


def cluster(records: Iterable[CopyRecord], mapper: Mapper | None = None) -> list[Placed]:
    """Return where each text stands, in the order given."""
    pile = _Pile(list(records))
    settle(pile, range(len(pile)), mapper)
    return [pile.placed(number) for number in range(len(pile))]


def _is_copy(text: str, original: str) -> bool:
    (found,) = fingerprint.compare((text, [original]))
    return found is not None and found.decision is not None


def _choose(matches: Sequence[tuple[int, Match]]) -> tuple[int | None, CopyDecision | None]:
    """Return the most similar original and the decision, the first of equal ones; none for a page of several items."""
    if _several(found for _, found in matches):
        return None, None
    copies = [(other, found) for other, found in matches if found.decision]
    if not copies:
        return None, None
    original, best = max(copies, key=lambda copy: (copy[1].similarity, copy[1].signs))
    return original, best.decision


def _several(matches: Iterable[Match]) -> bool:
    """Return whether a text carries two others, each for the most part and in places of its own."""
    items = [
        {at for start, end in found.carried for at in range(start, end)}
        for found in matches
        if found.share >= ITEM_SHARE and found.signs >= fingerprint.SHORT
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

    def __len__(self) -> int:
        return len(self._texts)

    def rank(self, number: int) -> Rank:
        text = self._texts[number]
        return (not _official(text.url), text.published or NEVER, number)

    def text(self, number: int) -> str:
        return self._texts[number].text

    def earlier(self, _number: int) -> Sequence[str]:
        return ()

    def near(self, features: Sequence[int]) -> Sequence[int]:
        return nearest(Counter(other for feature in features for other in self._found_by.get(feature, ())))

    def copies(self, _number: int) -> Sequence[int]:
        return ()

    def file(self, number: int, features: Sequence[int], original: int | None, decision: CopyDecision | None) -> None:
        if original is not None and decision is not None:
            self._filed[number] = (original, decision)
            return
        for feature in features:
            self._found_by[feature].append(number)

    def placed(self, number: int) -> Placed:
        """Return where a settled text stands."""
        name = self._texts[number].id
        if number not in self._filed:
            return Placed(name)
        original, decision = self._filed[number]
        return Placed(name, self._texts[original].id, decision.kind, decision.similarity)
