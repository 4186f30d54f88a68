"""The sets that links are measured on: the labelled laws, the same laws cut at random, and the made plans."""

import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parents[2]))  # the made pairs stand with the tests

from planwatch.clause_links import link, numbered
from planwatch.clauses import units
from tests.planwatch.made_pairs import made_pairs

Name = str | None
Truth = dict[tuple[Name, Name], str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Two texts with their true links; links and clauses that are unsure count neither way."""

    id: str
    older: str
    newer: str
    truth: Truth
    unsure: frozenset[tuple[Name, Name]] = frozenset()


@dataclass(frozen=True, slots=True)
class Score:
    """Links found, true and both, and the common ones of the right kind."""

    found: int = 0
    true: int = 0
    both: int = 0
    kinds: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.found + other.found, self.true + other.true, self.both + other.both, self.kinds + other.kinds)

    @property
    def f1(self) -> float:
        """Return the F1 of the links."""
        return 2 * self.both / max(1, self.found + self.true)

    @property
    def kind_accuracy(self) -> float:
        """Return the share of the right links whose kind is right."""
        return self.kinds / max(1, self.both)


def score(pairs: Iterable[Labelled]) -> Score:
    """Return how right the links of all pairs are, as ../shared/pairs/score_clauses.py counts."""
    return sum(map(_scored, pairs), Score())


def _scored(pair: Labelled) -> Score:
    links = numbered(link(units(pair.older), units(pair.newer)))
    found = {(one.older and one.older.name, one.newer and one.newer.name): str(one.kind) for one in links}
    doubtful = {name for names in pair.unsure for name in names}
    kept = {
        names: kind
        for names, kind in found.items()
        if names not in pair.unsure and (names in pair.truth or None not in names or not doubtful & {*names} - {None})
    }
    both = kept.keys() & pair.truth.keys()
    return Score(len(kept), len(pair.truth), len(both), sum(kept[names] == pair.truth[names] for names in both))


def laws(file: Path) -> list[Labelled]:
    """Return the labelled pairs of laws, none where the file is absent."""
    if not file.is_file():
        return []
    records = map(json.loads, file.read_text("utf-8").splitlines())
    return [_law(record) for record in records if (record.get("truth") or {}).get("clauses")]


def _law(record: dict[str, Any]) -> Labelled:
    clauses = record["truth"]["clauses"]
    sure = {(row["a"], row["b"]): row["kind"] for row in clauses if not row.get("unsure")}
    unsure = frozenset((row["a"], row["b"]) for row in clauses if row.get("unsure"))
    return Labelled(record["id"], record["a"], record["b"], sure, unsure)


def plans(half: int) -> list[Labelled]:
    """Return every second made pair of plans: from the first (0, looked at while building) or the second (1, kept)."""
    return [Labelled(made.id, made.older, made.newer, made.truth) for made in made_pairs()[half::2]]


def cut(pairs: Iterable[Labelled], times: int, rate: float) -> Iterator[Labelled]:
    """Yield each pair so many times with a share of the articles of both texts gone, at random but the same in every run.

    What lost its counterpart is dropped or added, beside others of the same subject: harder than any revision seen.
    """
    for pair in pairs:
        for turn in range(times):
            chance = random.Random(f"{pair.id} {turn}")  # noqa: S311  a choice that repeats, not a secret
            yield _cut(pair, chance, rate)


def _cut(pair: Labelled, chance: random.Random, rate: float) -> Labelled:
    older, newer = (_thinned(text, chance, rate) for text in (pair.older, pair.newer))
    there = {unit.name for unit in units(older)}, {unit.name for unit in units(newer)}
    links = [(a, b, kind) for (a, b), kind in pair.truth.items() if a in there[0] and b in there[1]]
    unsure = frozenset((a, b) for a, b in pair.unsure if a in there[0] or b in there[1])
    doubtful = {name for names in unsure for name in names}
    told = [unit for side in (older, newer) for unit in units(side) if unit.is_article]
    alone: Truth = {}
    for unit, side in zip(told, [0] * len(units_of(older)) + [1] * len(units_of(newer)), strict=True):
        if unit.name not in doubtful and all(names[side] != unit.name for names in links):
            alone[(unit.name, None) if side == 0 else (None, unit.name)] = "added" if side else "dropped"
    return Labelled(pair.id, older, newer, {(a, b): kind for a, b, kind in links} | alone, unsure)


def units_of(text: str) -> list[str]:
    """Return the names of a text's articles."""
    return [unit.name for unit in units(text) if unit.is_article]


def _thinned(text: str, chance: random.Random, rate: float) -> str:
    """Return a law without some of its articles, the others under their old numbers."""
    kept = [unit for unit in units(text) if unit.is_article and chance.random() >= rate]
    return "\n".join(f"{unit.name} {unit.text}" for unit in kept)
