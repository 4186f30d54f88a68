"""How right and how fast pages are read, beside the peers, in one run: ``benchmarks/reading/run.py --help``."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "night"))  # its words, heads and figures serve here too

import board as boards  # noqa: E402 - after the path
import race  # noqa: E402
import score  # noqa: E402
from figures import Figure, ratio, table  # noqa: E402
from manners import write_set  # noqa: E402

CORPUS = HERE.parents[2] / "shared" / "corpus"
SPEED_GOAL = 5.0  # times the speed of trafilatura
COMMAND = Path(sys.executable).with_name("planwatch")

Labels = list[dict[str, Any]]


def main() -> int:
    """Run the sets, print the tables, write the results; return 1 where a quality figure is below its floor, else 0."""
    options = parse()
    with tempfile.TemporaryDirectory(prefix="planwatch-reading-") as name:
        folder = Path(name)
        write_set(folder / "made")
        found = [run_set("reading_made", folder / "made", folder, options)]
        if (options.corpus / "truth.jsonl").exists():
            found.insert(0, run_set("reading", options.corpus, folder, options))
        else:
            print(f"skipped: the labelled corpus is not here, expected truth.jsonl in {options.corpus}\n")
    if options.pin:
        boards.pin(board for board, _ in found)
    told = [show(board, speed) for board, speed in found]
    if options.json:
        options.json.write_text(json.dumps(results(found, options), ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(told))


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the labelled set (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="passes of each reader (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    parser.add_argument("--pin", action="store_true", help="raise the floors of quality to what this run reaches")
    return parser.parse_args()


def run_set(name: str, folder: Path, work: Path, options: argparse.Namespace) -> tuple[boards.Board, Figure]:
    """Return a set's board, and the speed beside trafilatura."""
    truth = folder / "truth.jsonl"
    labels = labels_of(truth)
    ours = score.figures(labels, read_by_command(truth))
    print(f"{name}: {len(labels)} pages, quality read; racing over its articles", file=sys.stderr, flush=True)
    raced = race.race(labels, folder, work, options.rounds)
    for absent in raced.absent:
        print(f"{absent} is not installed (see benchmarks/README.md): its column is left out", file=sys.stderr)
    rates = {reader: statistics.median(rate) for reader, rate in raced.rates.items()}
    board = boards.Board(name, boards.digest(truth, labels), ours, raced.figures, rates)
    speed = ratio(f"{name}_{race.SPEED}", raced.rates[race.OURS], raced.rates[race.FIRST_PEER], SPEED_GOAL)
    return board, speed


def labels_of(truth: Path) -> Labels:
    """Return the labels of a set."""
    return [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]


def read_by_command(truth: Path) -> dict[str, dict[str, Any]]:
    """Return what ``planwatch read --manifest`` prints, by file; subprocess.CalledProcessError where it fails."""
    command = [str(COMMAND), "read", "--manifest", str(truth)]
    printed = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=True).stdout
    return {reading["file"]: reading for reading in map(json.loads, printed.splitlines())}


def show(board: boards.Board, speed: Figure) -> list[str]:
    """Print a set's table and return the figures that are below their floor."""
    floors = boards.floors_of(boards.load(), board.name, board.digest)
    broken = boards.below(board.ours, floors)
    print(boards.table(board, floors), table([speed]), sep="\n\n")
    print(*(f"BROKEN {line}" for line in broken), sep="\n")
    if not floors:
        print(f"{board.name}: no floors belong to the set with digest {board.digest}\n")
    return broken


def results(found: Sequence[tuple[boards.Board, Figure]], options: argparse.Namespace) -> dict[str, Any]:
    """Return everything a later reader needs; a set that the floors do not belong to has figures of other names."""
    held = boards.load()
    figures: dict[str, Any] = {}
    for board, speed in found:
        known = boards.floors_of(held, board.name, board.digest)
        name = board.name if known else f"{board.name}_{board.digest[:8]}"
        shares = [
            Figure(f"{name}_{key}", "share", (share,), boards.GOALS.get(key), higher_is_better=True)
            for key, share in board.ours.items()
        ]
        figures |= {figure.name: figure.told() for figure in [*shares, replace(speed, name=f"{name}_{race.SPEED}")]}
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "rounds": options.rounds,
        "figures": figures,
        "corpora": {board.name: board.digest for board, _ in found},
        "peers": {board.name: board.peers for board, _ in found},
        "pages_per_second": {board.name: board.rates for board, _ in found},
    }


if __name__ == "__main__":
    sys.exit(main())
