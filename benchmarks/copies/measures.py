"""How right a clustering is, by the measures of the scorer beside the labelled set."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

GOALS = {
    "bcubed_f1": 0.99,
    "pair_precision": 0.995,
    "siblings_apart": 1.0,
    "original": 0.99,
    "kind": 0.97,
    "excerpts": 0.95,
    "round_ups_apart": 1.0,
}

Rows = Mapping[str, Mapping[str, Any]]


def figures(truth: Rows, said: Mapping[str, tuple[str | None, str | None]]) -> dict[str, float]:
    """Return each measure as a share; ``said`` holds the original and the kind of each record, both None for no copy."""
    want = {name: row["original"] or name for name, row in truth.items()}
    got = {name: said[name][0] or name for name in truth}
    wanted, found = groups(want), groups(got)
    both = Counter(zip(want.values(), got.values(), strict=True))
    common = [both[want[name], got[name]] for name in truth]
    precision = mean(count / len(found[got[name]]) for count, name in zip(common, truth, strict=True))
    recall = mean(count / len(wanted[want[name]]) for count, name in zip(common, truth, strict=True))
    joined = [name for name, row in truth.items() if row["original"] and got[name] == got[row["original"]]]
    labelled = [name for name in joined if said[name][0]]
    excerpts = [name for name, row in truth.items() if row["kind"] == "excerpt"]
    return {
        "bcubed_f1": 2 * precision * recall / (precision + recall),
        "pair_precision": share(pairs(both.values()), pairs(map(len, found.values()))),
        "pair_recall": share(pairs(both.values()), pairs(map(len, wanted.values()))),
        "siblings_apart": apart(truth, want, got, "template"),
        "original": mean(said[name][0] == truth[name]["original"] for name in labelled),
        "kind": mean(said[name][1] == truth[name]["kind"] for name in labelled),
        "excerpts": mean(name in set(joined) for name in excerpts),
        "round_ups_apart": mean(len(found[got[name]]) == 1 for name, row in truth.items() if row["group"] == "roundup"),
    }


def by_transformation(truth: Rows, said: Mapping[str, tuple[str | None, str | None]]) -> dict[str, tuple[int, int]]:
    """Return how many copies of each transformation were joined to their original's cluster, and how many there are."""
    got = {name: said[name][0] or name for name in truth}
    told: dict[str, list[bool]] = defaultdict(list)
    for name, row in truth.items():
        for how in row.get("how", ()):
            told[how].append(got[name] == got[row["original"]])
    return {how: (sum(right), len(right)) for how, right in sorted(told.items())}


def apart(truth: Rows, want: Mapping[str, str], got: Mapping[str, str], field: str) -> float:
    """Return the share of siblings whose cluster holds no text of their family but their own copies."""
    found = groups(got)
    family = {root: truth[root].get(field) or root for root in want.values()}
    siblings = [name for name, row in truth.items() if row.get(field)]
    return mean(
        not any(want[mate] != name and family[want[mate]] == truth[name][field] for mate in found[got[name]])
        for name in siblings
    )


def groups(root_of: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the clusters by their roots."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, root in root_of.items():
        found[root].add(name)
    return found


def pairs(sizes: Iterable[int]) -> int:
    """Return how many pairs groups of these sizes make."""
    return sum(size * (size - 1) // 2 for size in sizes)


def mean(values: Iterable[float]) -> float:
    """Return the mean, 1 of nothing."""
    every = [float(value) for value in values]
    return sum(every) / len(every) if every else 1.0


def share(part: int, whole: int) -> float:
    """Return a part of a whole, 1 of nothing."""
    return part / whole if whole else 1.0
