"""How fast and how small differences are, beside difflib, diff-match-patch and git, in one run: ``benchmarks/diff/run.py --help``."""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from difflib import SequenceMatcher
from functools import partial
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "night"))  # its words and figures serve here too

import texts  # noqa: E402 - after the path
from figures import Figure, cost, ratio, table  # noqa: E402
from rapidfuzz.distance import Indel  # noqa: E402

from planwatch.diff import compare  # noqa: E402

PEERS_PYTHON = Path(os.environ.get("PEERS_PYTHON", Path(sys.executable).parents[1] / "peers" / "bin" / "python"))
# Each character of a script without blanks is a word, numbers and Latin words are whole: the nearest git comes to ours.
GIT_WORDS = "--word-diff-regex=[0-9]+([.,][0-9]+)*%?|[A-Za-z]+|[^[:space:]]"
PEER = """
import json, sys, time
import diff_match_patch
one, other = (open(name, encoding="utf-8", newline="").read() for name in sys.argv[1:])
differ = diff_match_patch.diff_match_patch()
differ.Diff_Timeout = 0
start = time.process_time()
differ.diff_main(one, other)
print(time.process_time() - start)
"""
SHARE = 0.05
ROWS = 5_000
Clock = Callable[[str, str], float]


def main() -> int:
    """Run everything, print the table, write the results; return 1 where a goal is missed, else 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="passes of each (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    options = parser.parse_args()
    compare("甲。\n乙丙。", "乙丙。\n丁。")  # what it imports when first used is not its speed
    figures = [*races(options.rounds), *sizes(), *cases(options.rounds)]
    print(table(figures))
    if options.json:
        results = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
            "rounds": options.rounds,
            "figures": {figure.name: figure.told() for figure in figures},
        }
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(figure.reached is False for figure in figures))


def races(rounds: int) -> Iterable[Figure]:
    """Yield how often as fast as the peers we are; all take turns in each round."""
    short, long = texts.text(30_000, 1), texts.text(100_000, 1)
    slow: dict[str, Clock] = {"difflib": by_difflib, "git": by_git}
    if (
        subprocess.run([PEERS_PYTHON, "-c", "import diff_match_patch"], check=False, capture_output=True).returncode
        == 0
    ):
        slow["diff_match_patch"] = by_peer
    else:
        print("diff-match-patch is not installed (see benchmarks/README.md): its row is left out", file=sys.stderr)
    yield from race("diff_30k", short, texts.edited(short, SHARE, 2), slow, {"difflib": 100.0}, rounds=rounds)
    git: dict[str, Clock] = {"git": by_git}
    for share, name in ((0.01, "diff_100k_1"), (SHARE, "diff_100k_5")):
        yield from race(name, long, texts.edited(long, share, 2), git, {"git": 1.0}, rounds=rounds)
    yield from race("diff_100k_scattered", long, texts.scattered(long, SHARE, 2), git, {"git": 1.0}, rounds=rounds)


def race(
    name: str, before: str, after: str, peers: dict[str, Clock], goals: dict[str, float], *, rounds: int
) -> Iterable[Figure]:
    """Yield the ratios to each peer over one pair of texts."""
    ours: list[float] = []
    theirs: dict[str, list[float]] = {peer: [] for peer in peers}
    for number in range(rounds):
        ours.append(by_us(before, after))
        for peer, clock in peers.items():
            # difflib needs seconds; three passes show it.
            if peer != "difflib" or number < 3:
                theirs[peer].append(clock(before, after))
        print(f"{name}: round {number + 1} of {rounds}", file=sys.stderr, flush=True)
    for peer, seconds in theirs.items():
        yield ratio(f"{name}_vs_{peer}", seconds, ours[: len(seconds)], goals.get(peer))


def by_us(before: str, after: str) -> float:
    """Return our seconds of processor time."""
    start = time.process_time()
    compare(before, after)
    return time.process_time() - start


def by_difflib(before: str, after: str) -> float:
    """Return difflib's seconds over characters, without its short cut for frequent ones, which misses equal text."""
    start = time.process_time()
    SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return time.process_time() - start


def by_git(before: str, after: str) -> float:
    """Return git's seconds, with those that its process takes to start: planwatch has no process to start."""
    command = ["git", "diff", "--no-index", "--word-diff=color", GIT_WORDS]
    with_files(partial(subprocess.run, check=False, stdout=subprocess.DEVNULL), command, before, after)
    return SPENT.pop()


def by_peer(before: str, after: str) -> float:
    """Return diff-match-patch's own seconds, without its process's start, as it times itself."""
    run = partial(subprocess.run, check=True, stdout=subprocess.PIPE, text=True)
    return float(with_files(run, [str(PEERS_PYTHON), "-c", PEER], before, after).stdout)


SPENT: list[float] = []


def with_files(
    run: "Callable[..., subprocess.CompletedProcess[str]]", command: Sequence[str], before: str, after: str
) -> "subprocess.CompletedProcess[str]":
    """Return what a command gives that is handed both texts as files; note the processor time it took."""
    with tempfile.TemporaryDirectory(prefix="planwatch-diff-") as name:
        files = [Path(name) / "before.txt", Path(name) / "after.txt"]
        for file, text in zip(files, (before, after), strict=True):
            file.write_text(text, encoding="utf-8", newline="")
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = run([*command, *map(str, files)], env={**os.environ, "LC_ALL": "C.UTF-8"})
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
    SPENT[:] = [end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime]
    return done


def sizes() -> Iterable[Figure]:
    """Yield how many characters our hunks hold beside a shortest edit.

    Where words alone were changed, the shortest edit by the character. Where numbers, dates and names were changed too, that cuts
    them in two, which ours must not: the shortest that does not, and the other one told beside it.
    """
    before = texts.text(30_000, 1)
    plain = [texts.edited(before, SHARE, seed, plain=True) for seed in range(3)]
    edited = [texts.edited(before, SHARE, seed) for seed in range(3)]
    yield size("diff_size_words", before, plain, Indel.distance, 1.05)
    yield size("diff_size_any", before, edited, texts.shortest_whole, 1.05)
    yield size("diff_size_any_vs_cutting", before, edited, Indel.distance, None)


def size(name: str, before: str, newer: Sequence[str], least: Callable[[str, str], int], goal: float | None) -> Figure:
    """Return our characters over the least ones."""
    found = [(compare(before, after), least(before, after)) for after in newer]
    return cost(name, "x", [(one.chars_added + one.chars_removed) / fewest for one, fewest in found], goal)


def cases(rounds: int) -> Iterable[Figure]:
    """Yield what a table and two strangers cost, in milliseconds, and what is shown of them."""
    before, after = texts.table(ROWS)
    yield cost("diff_table_ms", "ms", [by_us(before, after) * 1000 for _ in range(rounds)], 100)
    shown = sum(hunk.before.count("\n") + 1 for hunk in compare(before, after).hunks)
    yield cost("diff_table_rows_shown", "rows", [shown], 3)
    one, other = texts.strangers(100_000)
    yield cost("diff_strangers_ms", "ms", [by_us(one, other) * 1000 for _ in range(rounds)], 2_000)
    yield Figure("diff_strangers_rewritten", "0/1", (float(compare(one, other).rewritten),), 1, higher_is_better=True)


if __name__ == "__main__":
    sys.exit(main())
