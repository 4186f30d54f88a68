"""How right, how fast and how small copies are told, beside the peers, in one run: ``benchmarks/copies/run.py --help``."""

import argparse
import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path += [str(HERE.parent / "night"), str(HERE.parent / "reading")]

import board as boards  # noqa: E402 - after the path
import made  # noqa: E402
import measures  # noqa: E402
from figures import Figure, cost, ratio, table  # noqa: E402
from filled import percentile  # noqa: E402
from race import answer_of  # noqa: E402

LABELLED = HERE.parents[2] / "shared" / "copies"
PEERS_PYTHON = Path(sys.executable).parents[1] / "peers" / "bin" / "python"
OURS, FIRST_PEER = "planwatch", "datasketch"
PEERS = (FIRST_PEER, "rensa")
SPEED_GOAL, INDEX_GOAL, RECLUSTER_GOAL = 20.0, 600.0, 600.0
ADD_GOALS = {100_000: 3.0, 1_000_000: 6.0}
ADDED = 200
# Of an archive in the making, twice what it then takes; of filling it, on two cores that run much else (100,000 in 95 s).
ARTICLE_BYTES, ARTICLE_MINUTES = 10_000, 20 / 1_000_000


@dataclass(frozen=True, slots=True)
class Result:
    """What a labelled set gave: its digest, our figures, each peer's, and each tool's seconds for all signatures, one a round."""

    name: str
    digest: str
    ours: dict[str, float]
    peers: dict[str, dict[str, float]]
    seconds: dict[str, list[float]]
    told: dict[str, tuple[int, int]]


def main() -> int:
    """Run the sets and the archives, print the tables, write the results; return 1 where a quality figure is below its floor."""
    options = parse()
    with tempfile.TemporaryDirectory(prefix="planwatch-copies-") as name:
        found = [run_set(*each, options.rounds) for each in sets(Path(name))]
        speeds = [
            ratio(f"{one.name}_signatures_vs_{FIRST_PEER}", one.seconds[FIRST_PEER], one.seconds[OURS], SPEED_GOAL)
            for one in found
            if FIRST_PEER in one.seconds
        ]
        costs = list(run_archives(Path(name), options))
    if options.pin:
        pin(found)
    broken = [line for one in found for line in show(one)]
    print(table([*speeds, *costs]))
    if options.json:
        options.json.write_text(
            json.dumps(results(found, [*speeds, *costs], options), ensure_ascii=False, indent=1), encoding="utf-8"
        )
    return int(bool(broken))


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="passes of each tool (default: %(default)s)")
    parser.add_argument(
        "--articles", type=int, default=100_000, help="size of the archive to add to and cluster anew; 0: none"
    )
    parser.add_argument("--million", action="store_true", help="also add to an archive of 1,000,000 (half an hour)")
    parser.add_argument(
        "--minutes", type=float, default=90.0, help="begin no archive that would be filled later (default: %(default)s)"
    )
    parser.add_argument("--json", type=Path, help="write the results to this file")
    parser.add_argument("--pin", action="store_true", help="raise the floors of quality to what this run reaches")
    return parser.parse_args()


def sets(work: Path) -> Iterator[tuple[str, Path]]:
    """Yield the names and folders of the labelled sets: the one in ../shared, and those of our own, made anew."""
    if (LABELLED / "truth.jsonl").exists():
        yield "copies", LABELLED
    else:
        print(f"skipped: the labelled set is not here, expected truth.jsonl in {LABELLED}\n")
    texts = made.all_bases()
    for name, held_out in (("copies_tuned", False), ("copies_held_out", True)):
        made.write(made.make(texts, held_out=held_out), work / name)
        yield name, work / name
    made.write(made.make_fresh(made.fresh_bases()), work / "copies_fresh")
    yield "copies_fresh", work / "copies_fresh"
    made.write(made.make_close(made.close_bases()), work / "copies_close")
    yield "copies_close", work / "copies_close"


def run_set(name: str, folder: Path, rounds: int) -> Result:
    """Return what each tool makes of a labelled set, and how fast it signs its texts."""
    print(f"{name}: placing the records, then signing them {rounds} times", file=sys.stderr, flush=True)
    truth = {row["id"]: row for row in map(json.loads, (folder / "truth.jsonl").read_text("utf-8").splitlines())}
    with ExitStack() as stack:
        started = {tool: stack.enter_context(runner(tool, folder / "records.jsonl")) for tool in (OURS, *PEERS)}
        present = {tool: process for tool, process in started.items() if process}
        for absent in started.keys() - present.keys():
            print(f"{absent} is not installed (see benchmarks/README.md): its column is left out", file=sys.stderr)
        placed = {tool: ask(process, "cluster") for tool, process in present.items()}
        seconds: dict[str, list[float]] = {tool: [] for tool in present}
        for _ in range(rounds):
            for tool, process in present.items():
                seconds[tool].append(float(ask(process, "sign")))
    shares = {tool: measures.figures(truth, said) for tool, said in placed.items()}
    digest = hashlib.sha256((folder / "truth.jsonl").read_bytes() + (folder / "records.jsonl").read_bytes()).hexdigest()
    ours = shares.pop(OURS)
    return Result(name, digest, ours, shares, seconds, measures.by_transformation(truth, placed[OURS]))


@contextmanager
def runner(tool: str, records: Path) -> Iterator["subprocess.Popen[str] | None"]:
    """Give a tool's process that has answered with its version, None where its package is not installed."""
    python = str(PEERS_PYTHON) if tool != OURS and PEERS_PYTHON.exists() else sys.executable
    command = [python, str(HERE / "tools.py"), tool, str(records)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process if answer_of(process) else None


def ask(process: "subprocess.Popen[str]", line: str) -> Any:
    """Return a tool's answer to a line."""
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()
    return answer_of(process)


def run_archives(work: Path, options: argparse.Namespace) -> Iterator[Figure]:
    """Yield what archives of the wanted sizes cost; one that the disk or --minutes leave no room for is skipped with a word."""
    begun = time.monotonic()
    for count in [*([options.articles] if options.articles else []), *([1_000_000] if options.million else [])]:
        room, minutes = shutil.disk_usage(work).free, options.minutes - (time.monotonic() - begun) / 60
        if room < count * ARTICLE_BYTES or minutes < count * ARTICLE_MINUTES:
            wanted = f"{count * ARTICLE_BYTES >> 20} MB and {count * ARTICLE_MINUTES:.0f} minutes"
            print(f"skipped: {count} articles want {wanted}, left are {room >> 20} MB and {minutes:.0f} minutes")
            continue
        yield from run_archive(work, count, recluster=count == options.articles)


def run_archive(work: Path, count: int, *, recluster: bool) -> Iterator[Figure]:
    """Yield what an archive of so many articles costs: its index, one article more, and to settle all of them anew."""
    folder, name = work / f"archive-{count}", f"copies_{count}"
    print(f"{name}: filling an archive", file=sys.stderr, flush=True)
    yield cost(f"{name}_index_bytes", "B/article", [filled("fill", folder, count)["index_bytes"] / count], INDEX_GOAL)
    print(f"{name}: adding {ADDED} articles", file=sys.stderr, flush=True)
    added = filled("add", folder, ADDED)
    yield cost(f"{name}_add", "ms", added["clock"], ADD_GOALS.get(count))
    yield cost(f"{name}_add_p95", "ms", [percentile(added["clock"], 0.95)], None)
    yield cost(f"{name}_add_processor", "ms", added["work"], None)
    yield cost(f"{name}_add_memory", "MB", [added["peak_mb"]], None)
    if recluster:
        print(f"{name}: settling all of them anew", file=sys.stderr, flush=True)
        anew = filled("recluster", folder, count)
        yield cost(f"{name}_recluster", "s", [anew["seconds"]], RECLUSTER_GOAL if count == 100_000 else None)
        yield cost(f"{name}_recluster_memory", "MB", [anew["peak_mb"]], None)
        cores = anew["work"] / anew["seconds"]
        yield Figure(f"{name}_recluster_processors", "busy", (cores,), None, higher_is_better=True)


def filled(step: str, folder: Path, count: int) -> dict[str, Any]:
    """Return what a step of filled.py prints, run as a process of its own; subprocess.CalledProcessError where it fails."""
    command = [sys.executable, str(HERE / "filled.py"), step, str(folder), str(count)]
    return dict(json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout))


def show(result: Result) -> list[str]:
    """Print a set's table and what was missed, and return the figures that are below their floor."""
    floors = boards.floors_of(boards.load(), result.name, result.digest)
    broken = boards.below(result.ours, floors)
    rows = [["figure", OURS, "goal", "floor", *result.peers]]
    for name, share in result.ours.items():
        theirs = [boards.shown(shares[name]) for shares in result.peers.values()]
        rows.append(
            [name, boards.shown(share), boards.shown(measures.GOALS.get(name)), boards.shown(floors.get(name)), *theirs]
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    print(result.name, *("  ".join(map(str.ljust, row, widths)).rstrip() for row in rows), sep="\n")
    missed = [f"{how} {right}/{count}" for how, (right, count) in result.told.items() if right < count]
    print(f"not all joined: {', '.join(missed) or 'none'}", *(f"BROKEN {line}" for line in broken), "", sep="\n")
    return broken


def pin(found: Sequence[Result]) -> None:
    """Write the floors of all sets."""
    boards.pin(boards.Board(one.name, one.digest, one.ours, one.peers, {}) for one in found)


def results(found: Sequence[Result], costs: Sequence[Figure], options: argparse.Namespace) -> Mapping[str, Any]:
    """Return everything a later reader needs; a set that the floors do not belong to has figures of other names."""
    held = boards.load()
    figures: dict[str, Any] = {figure.name: figure.told() for figure in costs}
    for one in found:
        name = one.name if boards.floors_of(held, one.name, one.digest) else f"{one.name}_{one.digest[:8]}"
        for key, share in one.ours.items():
            figures[f"{name}_{key}"] = Figure(
                "", "share", (share,), measures.GOALS.get(key), higher_is_better=True
            ).told()
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "rounds": options.rounds,
        "figures": figures,
        "corpora": {one.name: one.digest for one in found},
        "peers": {one.name: one.peers for one in found},
        "by_transformation": {one.name: one.told for one in found},
    }


if __name__ == "__main__":
    sys.exit(main())
