"""Where texts and their roles are kept while copies are told, and which of the kept originals come near a text."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from planwatch.records import CopyDecision

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
# Of the features of the shorter text that the longer one's sketch has room for, a copy has this share or more in common: the
# 13,242 copies of all sets that were labelled, or made by benchmarks/copies/made.py from many seeds, have 0.205 at least.
LEAST_SHARE = 0.18


class Shelf(Protocol):
    """Where texts and their roles are kept while they are settled; a text is known by a number."""

    def rank(self, number: int) -> Rank:
        """Return its place in the order of settling; no two are equal."""

    def text(self, number: int) -> str:
        """Return the text."""

    def hold(self, numbers: Sequence[int]) -> None:
        """Have the ranks and texts of some at hand, which are asked for next."""

    def earlier(self, number: int) -> Sequence[str]:
        """Return what its page said before, the latest first, at most EARLIER texts."""

    def near(self, features: Sequence[int], size: int) -> Sequence[int]:
        """Return the originals that a text of ``size`` characters with these features may carry or be carried by: ``nearest``."""

    def copies(self, number: int) -> Sequence[int]:
        """Return what is filed under it."""

    def file(self, number: int, features: Sequence[int], original: int | None, decision: CopyDecision | None) -> None:
        """Keep its original and the decision; with None, that it is an original, to be found by its features."""


class Mapper(Protocol):
    """Applies a function to items, in order; perhaps in other processes."""

    def __call__(self, function: Callable[[A], B], items: Iterable[A], /) -> Iterable[B]:
        """Return the results in the items' order, which may come later than the return."""


class FoundBy:
    """Texts in memory, found by their features."""

    def __init__(self, text: Callable[[int], str]) -> None:
        """Hold none yet; ``text`` gives each by its number."""
        self._text = text
        self._numbers: dict[int, list[int]] = defaultdict(list)

    def enter(self, number: int, features: Iterable[int]) -> None:
        """Have a text found by its features."""
        for feature in features:
            self._numbers[feature].append(number)

    def near(self, features: Sequence[int], size: int) -> list[int]:
        """Return those entered that a text of ``size`` characters with these features may carry or be carried by: ``nearest``."""
        found = [number for feature in features for number in self._numbers.get(feature, ())]
        sized = ((common, number, len(self._text(number))) for common, number in ranked(found))
        return nearest(sized, len(features), size)


def ranked(found: npt.ArrayLike) -> list[tuple[int, int]]:
    """Return how often each text stands among those found by some features, and its number: the CANDIDATES found most often.

    Equal ones come by number. One feature in common is chance and counts for none, two are not (performance notes, section 3).
    """
    order = np.sort(found)
    again = order[1:][order[1:] == order[:-1]]  # each number once less than it was found
    return [(count + 1, number) for number, count in Counter(again.tolist()).most_common(CANDIDATES)]


def nearest(found: Iterable[tuple[int, int, int]], features: int, size: int) -> list[int]:
    """Return the numbers of those texts that may be the original or a copy of a text of so many features and characters, in their order.

    Each is found with how many of the features it has, its number and its size in characters.
    """
    least = LEAST_SHARE * features
    return [
        number
        for common, number, other in found
        if (common * other >= least * size if other > size else common * size >= least * other)
    ]
