"""Comparing ahead: while texts are settled, those that come next are compared in other processes."""

import heapq
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import chain

from planwatch import fingerprint
from planwatch.fingerprint import Match
from planwatch.shelf import FoundBy, Mapper, Rank, Shelf

# Texts that a mapper is given at a time, twice as many at most before they are settled: enough to keep its processes busy, few
# enough to hold with all they are compared with.
AHEAD = 128
# Below so many, starting and feeding processes costs more than they save.
FEW = 24

_Matches = list[tuple[int, Match]]
_Found = Iterator[tuple[int, Sequence[int], Sequence[Match | None]]]


class Ahead:
    """The features of texts and their matches with others, found for many texts at once where there is a mapper."""

    def __init__(self, shelf: Shelf, mapper: Mapper | None) -> None:
        """Look at nothing yet."""
        self._shelf, self._mapper = shelf, mapper
        self._features: dict[int, tuple[int, ...]] = {}
        self._coming: deque[_Found] = deque()
        self._matches: dict[int, dict[int, Match | None]] = {}

    def reach(self, order: list[tuple[Rank, int]]) -> None:
        """Have the next texts of a heap compared, if less than a batch is under way."""
        if self._mapper is None or len(order) < FEW or (order[0][1] in self._features and len(self._features) > AHEAD):
            return
        first = [heapq.heappop(order) for _ in range(min(2 * AHEAD, len(order)))]
        for item in first:
            heapq.heappush(order, item)
        numbers = [number for _, number in first if number not in self._features][:AHEAD]
        if len(numbers) >= FEW:
            self._coming.append(self._compared(self._mapper, numbers))

    def features(self, number: int) -> tuple[int, ...]:
        """Return the features of a text, which is settled next."""
        known = self._features.pop(number, None)
        return fingerprint.features(self._shelf.text(number)) if known is None else known

    def matches(self, number: int, before: Sequence[int], behind: Sequence[int]) -> tuple[_Matches, _Matches]:
        """Return those of the texts before it that a text carries, and those behind it that carry it, each with the match."""
        known = self._known(number)
        unknown = [[other for other in others if other not in known] for others in (before, behind)]
        if any(unknown):
            known.update(zip(chain(*unknown), fingerprint.compare(self._job(number, *unknown)), strict=True))
        carried = [(other, match) for other in before if (match := self._best(number, other, known[other]))]
        return carried, [(other, match) for other in behind if (match := known[other])]

    def _job(self, number: int, before: Sequence[int], behind: Sequence[int]) -> tuple[str, list[str], list[str]]:
        text = self._shelf.text
        return text(number), list(map(text, before)), list(map(text, behind))

    def _compared(self, mapper: Mapper, numbers: Sequence[int]) -> _Found:
        """Begin to compare texts with the originals near them, and with those that will have been settled by then."""
        coming = FoundBy(self._shelf.text)
        for number, features in self._features.items():
            coming.enter(number, features)
        pairs = []
        self._shelf.hold(numbers)
        for number in numbers:
            text = self._shelf.text(number)
            features = self._features[number] = fingerprint.features(text)
            near = self._shelf.near(features, len(text))
            mates = coming.near(features, len(text))
            rank = self._shelf.rank(number)
            before = sorted(other for other in {*near, *mates} if self._shelf.rank(other) < rank)
            pairs.append((before, [other for other in near if self._shelf.rank(other) > rank]))
            coming.enter(number, features)
        jobs = [self._job(number, *pair) for number, pair in zip(numbers, pairs, strict=True)]
        others = [[*before, *behind] for before, behind in pairs]
        return zip(numbers, others, mapper(fingerprint.compare, jobs), strict=True)

    def _known(self, number: int) -> dict[int, Match | None]:
        """Return the matches of a text that were found ahead, waiting for those that are under way up to it."""
        while self._coming and number not in self._matches:
            one = next(self._coming[0], None)
            if one is None:
                self._coming.popleft()
            else:
                self._matches[one[0]] = dict(zip(one[1], one[2], strict=True))
        return self._matches.pop(number, {})

    def _best(self, number: int, other: int, latest: Match | None) -> Match | None:
        """Return what a text carries of another as it stands or, where it is no copy of that, as it stood.

        Corrected figures make an original another document than its copies; they still are copies of what it said.
        """
        if latest and latest.decision:
            return latest
        earlier = self._shelf.earlier(other)
        found = fingerprint.compare((self._shelf.text(number), earlier, ())) if earlier else []
        return next((match for match in found if match and match.decision), latest)
