"""Stars of copies: each text joins the most similar original that ranks before it, never another copy.

One sweep in the order of the ranks does it, for a whole list and for the articles of one night alike: whatever a text's role
changes for others ranks behind it, so that a settled text is never looked at again.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlsplit

from planwatch import fingerprint, gatherings
from planwatch.ahead import Ahead
from planwatch.fingerprint import Match
from planwatch.records import CopyDecision, CopyKind
from planwatch.shelf import NEVER, FoundBy, Mapper, Rank, Shelf

# Texts that a shelf is asked for in one go.
AT_ONCE = 256
# A page carries two items if so little of the shorter one is also carried as the other.
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


def settle(shelf: Shelf, numbers: Iterable[int], mapper: Mapper | None = None) -> None:
    """File the given texts, and all those whose place this changes, each under its original.

    The copies of a given text wait with it from the start: it may have got another date, and rank behind them now. With a
    ``mapper``, the texts that come next are compared by it beforehand; what is filed is the same.
    """
    given = set(numbers)
    waiting = given.union(*map(shelf.copies, given))
    every = sorted(waiting)
    for start in range(0, len(every), AT_ONCE):
        shelf.hold(every[start : start + AT_ONCE])
    order = [(shelf.rank(number), number) for number in waiting]
    heapq.heapify(order)
    ahead = Ahead(shelf, mapper)
    while order:
        ahead.reach(order)
        rank, number = heapq.heappop(order)
        features = ahead.features(number)
        near = [other for other in shelf.near(features, len(shelf.text(number))) if other != number]
        moved = set(shelf.copies(number))
        before = sorted((other for other in near if shelf.rank(other) < rank), key=shelf.rank)
        behind = [other for other in near if other not in waiting and shelf.rank(other) > rank]
        carried, carriers = ahead.matches(number, before, behind)
        original, decision = _choose(shelf, number, carried)
        shelf.file(number, features, original, decision)
        if original is None:
            moved.update(_drawn(shelf, carriers))
        for other in moved - waiting:
            heapq.heappush(order, (shelf.rank(other), other))
        waiting |= moved


def cluster(records: Iterable[CopyRecord], mapper: Mapper | None = None) -> list[Placed]:
    """Return where each text stands, in the order given."""
    pile = _Pile(list(records))
    settle(pile, range(len(pile)), mapper)
    return [pile.placed(number) for number in range(len(pile))]


def _drawn(shelf: Shelf, carriers: Iterable[tuple[int, Match]]) -> set[int]:
    """Return what a new original changes among the originals behind it: its copies, and the copies of pages that carry it as an item."""
    drawn = set[int]()
    for other, found in carriers:
        if found.decision:
            drawn.add(other)
        elif _is_item(found):
            drawn.update(shelf.copies(other))
    return drawn


def _choose(shelf: Shelf, number: int, matches: Sequence[tuple[int, Match]]) -> tuple[int | None, CopyDecision | None]:
    """Return the most similar original and the decision, the first of equal ones; none for a page of several items.

    A page of several items is no original of one of them, and what it has of a text no item of that text.
    """
    text = shelf.text(number)
    whole = [(other, found) for other, found in matches if not gatherings.gathers(shelf.text(other), text)]
    if _several(found for _, found in whole):
        return None, None
    for original, found in _likest(shelf, text, [(other, found) for other, found in whole if found.decision]):
        if gatherings.are_apart(text, shelf.text(original)):
            continue
        if found.share >= fingerprint.ITEM_SHARE or not _gathers(shelf, original, number):
            return original, found.decision
    return None, None


def _likest(shelf: Shelf, text: str, copied: Iterable[tuple[int, Match]]) -> list[tuple[int, Match]]:
    """Return the texts that a text is a copy of, the most similar first.

    Of equally similar ones, the one that has most of its letters: a dateline, which tells no two documents apart, tells which of
    two siblings was copied.
    """
    order = sorted(copied, key=_likeness, reverse=True)
    best = [copy for copy in order if _likeness(copy) == _likeness(order[0])]
    if len(best) > 1:
        best.sort(key=lambda copy: fingerprint.common(shelf.text(copy[0]), [text]), reverse=True)
    return [*best, *order[len(best) :]]


def _likeness(copy: tuple[int, Match]) -> tuple[float, int]:
    return copy[1].similarity, copy[1].signs


def _gathers(shelf: Shelf, page: int, item: int) -> bool:
    """Return whether a page carries an original that ranks before a text, in another place than what it carries of the text."""
    text = shelf.text(page)
    near = shelf.near(fingerprint.features(text), len(text))
    before = (other for other in near if other not in (page, item) and shelf.rank(other) < shelf.rank(item))
    others = [other for other in before if not gatherings.gathers(shelf.text(other), text)]
    if not others:
        return False
    carried = fingerprint.match(text, shelf.text(item))
    found = fingerprint.compare((text, list(map(shelf.text, others)), ()))
    return carried is not None and any(_several((carried, other)) for other in found if other)


def _several(matches: Iterable[Match]) -> bool:
    """Return whether a text carries two others, each for the most part and in places of its own."""
    items = [{at for start, end in found.carried for at in range(start, end)} for found in matches if _is_item(found)]
    return any(len(one & other) <= ITEM_OVERLAP * min(len(one), len(other)) for one, other in combinations(items, 2))


def _is_item(found: Match) -> bool:
    return found.share >= fingerprint.ITEM_SHARE and found.signs >= fingerprint.SHORT


def _official(url: str | None) -> bool:
    host = urlsplit(url or "").hostname or ""
    return host == "gov.cn" or host.endswith(".gov.cn")


class _Pile:
    """A shelf in memory, for texts that come all at once."""

    def __init__(self, texts: Sequence[CopyRecord]) -> None:
        self._texts = texts
        self._found_by = FoundBy(self.text)
        self._filed: dict[int, tuple[int, CopyDecision]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def rank(self, number: int) -> Rank:
        text = self._texts[number]
        return (not _official(text.url), text.published or NEVER, number)

    def text(self, number: int) -> str:
        return self._texts[number].text

    def hold(self, numbers: Sequence[int]) -> None:
        pass

    def earlier(self, _number: int) -> Sequence[str]:
        return ()

    def near(self, features: Sequence[int], size: int) -> Sequence[int]:
        return self._found_by.near(features, size)

    def copies(self, _number: int) -> Sequence[int]:
        return ()

    def file(self, number: int, features: Sequence[int], original: int | None, decision: CopyDecision | None) -> None:
        if original is not None and decision is not None:
            self._filed[number] = (original, decision)
            return
        self._found_by.enter(number, features)

    def placed(self, number: int) -> Placed:
        """Return where a settled text stands."""
        name = self._texts[number].id
        if number not in self._filed:
            return Placed(name)
        original, decision = self._filed[number]
        return Placed(name, self._texts[original].id, decision.kind, decision.similarity)
