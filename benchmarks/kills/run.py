"""Kills and full disks all through a night, and what the next run makes of them: ``benchmarks/kills/run.py --help``."""

import argparse
import itertools
import json
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "night"))  # its figures serve here too

import full  # noqa: E402 - after the path
from figures import Figure, cost, table  # noqa: E402
from nursery import Nursery  # noqa: E402
from points import Fault  # noqa: E402
from trial import Night, Trials, finished  # noqa: E402

from scheduler.demo.server import serve  # noqa: E402

KILLS = 500
POINTS = 200
EVERY = (1, 3)  # nights for every n: one that makes the archive, one with edits, a changed file and a withdrawal
IN_A_ROW = 6  # kills of one night, at most, before a run is left alone
LONGER = 1.3  # a run beside others may take so much longer than the undisturbed one
PARTS = ("every", "random", "disk")


def main() -> int:
    """Run the chosen parts, print the figures and what went wrong, write the results; return 1 where anything did."""
    options = parse()
    rng = random.Random(options.seed)  # noqa: S311  which moment is no secret
    folder = tempfile.TemporaryDirectory(prefix="planwatch-kills-", dir=options.folder)
    with folder as name, Nursery() as nursery, serve() as world:
        trials = Trials(nursery, world, Path(name))
        nights = list(trials.nights())
        for part in options.part or PARTS:
            begun = time.monotonic()
            options.until = begun + options.minutes * 60
            RUN[part](trials, nights, options, rng)
            say(f"{part}: {trials.score} after {time.monotonic() - begun:.0f} s")
    figures = figures_of(trials)
    print(table(figures))
    for problem in trials.score.problems:
        print(problem)
    if options.json:
        options.json.write_text(json.dumps(results(options, figures), ensure_ascii=False, indent=1), encoding="utf-8")
    return 1 if trials.score.problems else 0


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", action="append", choices=PARTS, help="only this part; may be repeated (default: all)")
    parser.add_argument(
        "--kills", type=int, default=KILLS, help="kills, those at every n among them (default: %(default)s)"
    )
    parser.add_argument("--points", type=int, default=POINTS, help="full disks (default: %(default)s)")
    parser.add_argument(
        "--minutes", type=float, default=12.0, help="a part of chance ends after so long (default: %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=7, help="of the random moments (default: %(default)s)")
    parser.add_argument("--folder", type=Path, help="where homes are made (default: the system's temporary folder)")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def kill_at_every_commit(
    trials: Trials, nights: list[Night], _options: argparse.Namespace, _rng: random.Random
) -> None:
    """Kill at the n-th commit, for each n until a run ends: all processes of the run at once, then the committing one alone."""
    for night, kind in itertools.product([night for night in nights if night.number in EVERY], ("kill", "kill_one")):
        for number in itertools.count(1):
            home, name = trials.home(night), f"night {night.number}, {kind} at commit {number}"
            ended = trials.run(home, night.number, Fault(home / "counter", number, kind))
            trials.broken(home, name, ended)
            trials.finish(home, night, name)
            if ended.commits < number:
                break
        say(f"night {night.number}, {kind}: {number - 1} commits")


def kill_at_random(trials: Trials, nights: list[Night], options: argparse.Namespace, rng: random.Random) -> None:
    """Kill at random moments, several times one after the other, until there are as many kills as asked for."""
    for trial in itertools.count(1):
        if trials.score.kills >= options.kills or time.monotonic() > options.until:
            return
        night = nights[trial % len(nights)]
        home, name = trials.home(night), f"night {night.number}, random kills {trial}"
        for _ in range(rng.randint(1, IN_A_ROW)):
            ended = trials.run(home, night.number, after=rng.uniform(0, LONGER * night.seconds))
            killed = trials.broken(home, name, ended)
            if not killed or finished(home, night.number) or trials.score.kills >= options.kills:
                break
        trials.finish(home, night, name)


def fill_the_disk(trials: Trials, nights: list[Night], options: argparse.Namespace, rng: random.Random) -> None:
    """Let the disk be full at a commit, as many times as asked for."""
    if os.geteuid():
        say("disk: skipped, only root may mount a small disk")
        return
    chosen = [night for night in nights if night.number in EVERY]
    full.fill_at_points(trials, chosen, options.points, rng, options.until)


def figures_of(trials: Trials) -> list[Figure]:
    """Return the figures of all trials."""
    score = trials.score
    return [
        Figure("kills", "kills", (score.kills,), None, higher_is_better=True),
        Figure("kills_finished", "nights", (score.finished,), None, higher_is_better=True),
        Figure("disks_full", "points", (score.full,), None, higher_is_better=True),
        Figure("disks_full_stopped", "runs", (score.stopped,), None, higher_is_better=True),
        cost("kills_problems", "problems", [len(score.problems)], 0),
    ]


def results(options: argparse.Namespace, figures: list[Figure]) -> dict[str, object]:
    """Return everything a later reader needs."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "seed": options.seed,
        "figures": {figure.name: figure.told() for figure in figures},
    }


def say(line: str) -> None:
    """Tell a watcher how far the run is, away from the results."""
    print(line, file=sys.stderr, flush=True)


RUN: dict[str, Callable[[Trials, list[Night], argparse.Namespace, random.Random], None]] = {
    "every": kill_at_every_commit,
    "random": kill_at_random,
    "disk": fill_the_disk,
}

if __name__ == "__main__":
    sys.exit(main())
