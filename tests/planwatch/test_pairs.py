"""The labelled pairs of laws: links and kinds at least as right as when the rules were written."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from planwatch.clause_links import link, numbered
from planwatch.clauses import units

# What was reached, cut to two digits; the twin of the set is measured elsewhere.
FLOORS = {"f1": 0.99, "kind_accuracy": 0.98}
# Ten invented laws by another author, who had not seen the rules (b08 to b10 are rewritten heavily): 0.88 and 0.93 when first
# counted; what was reached since, having looked at them.
MADE = Path(__file__).with_name("clause_pairs") / "laws.jsonl"
MADE_FLOORS = {"f1": 0.95, "kind_accuracy": 0.97}


def line(record: dict[str, str]) -> str:
    links = numbered(link(units(record["a"]), units(record["b"])))
    rows = [{"a": one.older and one.older.name, "b": one.newer and one.newer.name, "kind": one.kind} for one in links]
    return json.dumps({"id": record["id"], "clauses": rows})


def scored(labelled: Path, scorer: Path, folder: Path) -> dict[str, float]:
    records = [json.loads(line) for line in labelled.read_text("utf-8").splitlines()]
    predictions = folder / "predictions.jsonl"
    predictions.write_text("\n".join(map(line, records)), "utf-8")
    command = [sys.executable, scorer, labelled, predictions]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


@pytest.fixture(scope="module")
def folder(shared: Path) -> Path:
    found = shared / "pairs"
    if not (found / "pairs.jsonl").is_file():
        pytest.skip("the labelled pairs of laws (../shared/pairs) are not here")
    return found


@pytest.fixture(scope="module")
def scores(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return scored(folder / "pairs.jsonl", folder / "score_clauses.py", tmp_path_factory.mktemp("pairs"))


@pytest.fixture(scope="module")
def made_scores(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    return scored(MADE, folder / "score_clauses.py", tmp_path_factory.mktemp("made"))


@pytest.mark.parametrize("figure", FLOORS)
def test_the_labelled_pairs_are_linked_at_least_as_well_as_before(scores: dict[str, float], figure: str) -> None:
    assert scores[figure] >= FLOORS[figure]


@pytest.mark.parametrize("figure", MADE_FLOORS)
def test_invented_laws_are_linked_at_least_as_well_as_before(made_scores: dict[str, float], figure: str) -> None:
    assert made_scores[figure] >= MADE_FLOORS[figure]
