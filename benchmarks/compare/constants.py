"""What the constants of the links rest on: how far each could be moved, and what pairs say that had no part in choosing them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from types import ModuleType

import sets

from planwatch import clause_pairs, clause_pieces

# Each constant with the steps that are tried on either side of it.
STEPS: dict[tuple[ModuleType, str], Sequence[float]] = {
    (clause_pairs, "ANCHOR"): (0.4, 0.5, 0.6, 0.7, 0.8),
    (clause_pairs, "FORMULA"): (0.3, 0.4, 0.5, 0.6, 0.7),
    (clause_pairs, "IN_ORDER"): (0.04, 0.07, 0.1, 0.13, 0.16, 0.2),
    (clause_pairs, "OUT_OF_ORDER"): (0.1, 0.13, 0.16, 0.2, 0.25, 0.3),
    (clause_pieces, "LEFT"): (0.05, 0.1, 0.15, 0.2, 0.3),
    (clause_pieces, "NEAR"): (0.1, 0.13, 0.15, 0.17, 0.2),
    (clause_pieces, "FAR"): (0.15, 0.2, 0.25, 0.3, 0.35),
    (clause_pieces, "PAIRED"): (0.35, 0.4, 0.5, 0.6, 0.7),
}
GRID = {"IN_ORDER": (0.07, 0.1, 0.13, 0.16), "OUT_OF_ORDER": (0.13, 0.16, 0.2, 0.25)}


@contextmanager
def moved(module: ModuleType, name: str, value: float) -> Iterator[None]:
    """Set a constant for a while."""
    before = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, before)


def ranges(laws: Sequence[sets.Labelled], cuts: Sequence[sets.Labelled]) -> Iterator[str]:
    """Yield for each constant the F1 of the laws, and of the laws cut at random, at each step."""
    for (module, name), steps in STEPS.items():
        told = []
        for step in steps:
            with moved(module, name, step):
                told.append(f"{step:g}: {sets.score(laws).f1:.4f} / {sets.score(cuts).f1:.4f}")
        yield f"{name} = {getattr(module, name):g}    {'   '.join(told)}"


def left_out(laws: Sequence[sets.Labelled], cuts: Sequence[sets.Labelled]) -> sets.Score:
    """Return the score of all laws, each linked with the thresholds that are best for the others, whole and cut at random.

    Of thresholds that are equally good the middle ones are taken.
    """
    total = sets.Score()
    for law in laws:
        others = [[pair for pair in some if pair.id != law.id] for some in (laws, cuts)]
        scored = {values: _with(values, *others) for values in product(*GRID.values())}
        tied = [values for values, found in scored.items() if found == max(scored.values())]
        best = tied[len(tied) // 2]
        with moved(clause_pairs, "IN_ORDER", best[0]), moved(clause_pairs, "OUT_OF_ORDER", best[1]):
            total += sets.score([law])
    return total


def _with(values: Sequence[float], laws: Sequence[sets.Labelled], cuts: Sequence[sets.Labelled]) -> float:
    with moved(clause_pairs, "IN_ORDER", values[0]), moved(clause_pairs, "OUT_OF_ORDER", values[1]):
        return sets.score(laws).f1 + sets.score(cuts).f1
