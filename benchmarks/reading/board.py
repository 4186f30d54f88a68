"""The table of a run, and the floors: which figures belong to which set, how they are held, shown and pinned."""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parents[1] / "floors.json"
# The goals. One is for "begins and ends right", which is that of edges.
GOALS = {
    "title": 0.98,
    "day": 0.98,
    "source": 0.92,
    "doc_number": 0.95,
    "body": 0.99,
    "edges": 0.96,
    "once": 1.0,
    "list_items": 0.97,
}
DIGITS = 3


@dataclass(frozen=True, slots=True)
class Board:
    """One labelled set's results: its digest, our quality figures, each peer's, and each reader's median rate."""

    name: str
    digest: str
    ours: dict[str, float]
    peers: dict[str, dict[str, float]]
    rates: dict[str, float]


def digest(truth: Path, labels: Iterable[Mapping[str, Any]]) -> str:
    """Return the SHA-256 over truth.jsonl and its pages in their order, in hexadecimal."""
    total = hashlib.sha256(truth.read_bytes())
    for label in labels:
        total.update(hashlib.sha256((truth.parent / label["file"]).read_bytes()).digest())
    return total.hexdigest()


def floors_of(held: Mapping[str, Any], name: str, corpus: str) -> dict[str, float]:
    """Return the floors of a set by figure; none where they were reached on a set of another digest."""
    if held.get("corpora", {}).get(name) != corpus:
        return {}
    return {key.removeprefix(f"{name}_"): floor for key, floor in held["floors"].items() if key.startswith(f"{name}_")}


def below(figures: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """Return the names of the quality figures that are below their floor, with both numbers."""
    return [
        f"{name}: {figure:.4f} is below {floors[name]}"
        for name, figure in figures.items()
        if figure < floors.get(name, 0)
    ]


def pinned(held: dict[str, Any], board: Board) -> dict[str, Any]:
    """Return the floors with those of a set raised to what was reached; on a new digest they are what was reached."""
    before = floors_of(held, board.name, board.digest)
    reached = {key: max(cut(figure), before.get(key, 0.0)) for key, figure in board.ours.items()}
    return held | {
        "corpora": held.get("corpora", {}) | {board.name: board.digest},
        "floors": held["floors"] | {f"{board.name}_{key}": floor for key, floor in reached.items()},
    }


def cut(share: float) -> float:
    """Return a share cut to three digits, so that what was reached is never below its own floor."""
    return math.floor(share * 1000 + 1e-9) / 1000


def pin(boards: Iterable[Board]) -> None:
    """Write the floors of all sets."""
    held = load()
    for board in boards:
        held = pinned(held, board)
    FLOORS.write_text(json.dumps(held, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def load() -> dict[str, Any]:
    """Return floors.json."""
    return dict(json.loads(FLOORS.read_text(encoding="utf-8")))


def table(board: Board, floors: Mapping[str, float]) -> str:
    """Return a set's figures as a text table: ours, the goal, the floor, and the peers' own on the same pages."""
    rows = [["figure", "planwatch", "goal", "floor", *board.peers]]
    prefix = "made_" if board.name.endswith("made") else ""
    for name, figure in board.ours.items():
        theirs = [shown(figures.get(name)) for figures in board.peers.values()]
        rows.append([prefix + name, shown(figure), shown(GOALS.get(name)), shown(floors.get(name)), *theirs])
    rates = [f"{board.rates[name]:.1f}" for name in ("planwatch", *board.peers)]
    rows.append([prefix + "pages_per_second", rates[0], "", "", *rates[1:]])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows)


def shown(share: float | None) -> str:
    """Return a share as the table has it."""
    return "–" if share is None else f"{share:.{DIGITS}f}"
