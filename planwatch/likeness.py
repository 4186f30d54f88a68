"""How much clauses of two texts share, in short runs of letters; a run that many clauses hold, as standard words do, weighs little."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

Grams = frozenset[str]
Pair = tuple[int, int]

# A run that more couples of clauses share is one of the standard words, whose weight is next to nothing. Leaving it out keeps
# the time linear for long texts, and changes no link of a law (its 200 clauses on each side make at most 40,000 couples).
_COMMON = 40_000


@dataclass(frozen=True, slots=True)
class Sides:
    """The clauses of both texts as sets of runs, and what each run weighs."""

    older: tuple[Grams, ...]
    newer: tuple[Grams, ...]
    weights: Mapping[str, float]

    def weight(self, grams: Iterable[str]) -> float:
        """Return what runs weigh together."""
        return sum(map(self.weights.__getitem__, grams))


def sides(older: Sequence[str], newer: Sequence[str], size: int) -> Sides:
    """Return the clauses of two texts as sets of runs of ``size`` letters, weighed by how few clauses hold each (idf)."""
    old, new = tuple(_grams(text, size) for text in older), tuple(_grams(text, size) for text in newer)
    counts = Counter(gram for grams in (*old, *new) for gram in grams)
    total = len(old) + len(new)
    return Sides(old, new, {gram: log(1 + total / count) for gram, count in counts.items()})


def shared(older: Sequence[Grams], newer: Sequence[Grams], weights: Mapping[str, float]) -> dict[Pair, float]:
    """Return the weight of what each couple of clauses shares, for the couples that share anything but standard words."""
    places: dict[str, list[int]] = defaultdict(list)
    for number, grams in enumerate(newer):
        for gram in grams:
            places[gram].append(number)
    counts = Counter(gram for grams in older for gram in grams)
    found: dict[Pair, float] = defaultdict(float)
    # In order of the letters, so that sums of the same runs are the same to the last digit in every process.
    for number, grams in enumerate(older):
        for gram in sorted(grams):
            if counts[gram] * len(places.get(gram, ())) <= _COMMON:
                for other in places.get(gram, ()):
                    found[number, other] += weights[gram]
    return dict(found)


def _grams(text: str, size: int) -> Grams:
    """Return all runs of a text; one that is shorter than a run is one itself."""
    return frozenset(text[at : at + size] for at in range(len(text) - size + 1)) or frozenset((text,))
