"""The figures of a whole night, beside the peers, in one run: ``benchmarks/night/run.py --help``."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import nights
from counter import measure_counter
from figures import Figure, cost, table
from pages import write_site
from server import NoServerError, serve

LARGER = 4  # the larger archive of the memory part: 20,000 pages beside 5,000
FEW_PAGES = 64  # enough that planwatch starts its readers
PARTS = ("nights", "bodies", "memory")

Results = tuple[list[Figure], list[dict[str, Any]]]


def main() -> int:
    """Run the chosen parts, print the table, write the results; return 2 where the server is missing."""
    options = parse()
    try:
        figures, runs = run_parts(options)
    except NoServerError as error:
        print(f"benchmarks/night: {error}", file=sys.stderr)
        return 2
    print(table(figures))
    if options.json:
        told = results(options, figures, runs)
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return 0


def run_parts(options: argparse.Namespace) -> Results:
    """Return the figures and the measured steps of the chosen parts; NoServerError where one needs nginx and there is none."""
    figures: list[Figure] = []
    steps: list[dict[str, Any]] = []
    with compiled_once():
        for part in options.part or ["nights", "bodies"]:
            found, measured = RUN[part](options)
            figures += found
            steps += measured
    return figures, steps


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--part", action="append", choices=PARTS, help="only this part; may be repeated (default: nights, bodies)"
    )
    parser.add_argument(
        "--memory", action="append_const", dest="part", const="memory", help="the same as --part memory"
    )
    parser.add_argument("--pages", type=int, default=5000, help="pages of the site (default: %(default)s)")
    parser.add_argument("--reading-pages", type=int, default=400, help="pages of the slow peer (default: %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="paired rounds (default: %(default)s)")
    parser.add_argument("--concurrency", type=int, default=16, help="requests under way at once (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def run_nights(options: argparse.Namespace) -> Results:
    """Run the nights beside the peers."""
    warm_up(options)
    with served_site(options.pages, options) as track:
        done = nights.rounds(track, options.rounds, say)
    return nights.figures_of(done), [asdict(speed) for speeds in done for speed in speeds.values()]


def warm_up(options: argparse.Namespace) -> None:
    """Run every step once over a small site, so that no measured one pays for compiling modules or cold files."""
    with served_site(FEW_PAGES, options) as track:
        nights.rounds(track, 1, lambda _: None)


@contextmanager
def compiled_once() -> Iterator[None]:
    """Let the measured processes keep compiled modules, as an installed planwatch does, in a folder of their own."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="planwatch-compiled-") as folder:
        os.environ["PYTHONPYCACHEPREFIX"] = folder
        yield


def run_bodies(_options: argparse.Namespace) -> Results:
    """Measure bodies.db."""
    with tempfile.TemporaryDirectory(prefix="planwatch-bodies-") as name:
        return measure_counter(Path(name)), []


def run_memory(options: argparse.Namespace) -> Results:
    """Measure the peaks of a first and a second night over a site, and over one four times as large."""
    peaks = []
    for pages in (options.pages, LARGER * options.pages):
        with served_site(pages, options) as track:
            folder = track.new_home("home")
            speeds = [track.run(step, folder) for step in ("first", "second")]
        for speed in speeds:
            say(nights.told(speed))
        peaks.append(max(speed.peak_mb for speed in speeds))
    return [
        cost("peak_memory_larger", "MB PSS", peaks[1:], None),
        cost("memory_growth", "x", [peaks[1] / peaks[0]], 1.2),
    ], []


@contextmanager
def served_site(pages: int, options: argparse.Namespace) -> Iterator[nights.Track]:
    """Make a site in a folder that lives as long as the block, serve it, and give the track on which steps run."""
    with tempfile.TemporaryDirectory(prefix="planwatch-night-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx that root starts reads as nobody
        site = write_site(folder / "site", pages)
        say(f"{pages} pages of {site.mean_bytes / 1000:.1f} kB behind {len(site.lists)} lists")
        with serve(site.folder, folder / "nginx") as origin:
            yield nights.Track(site, origin, folder, options.concurrency, min(pages, options.reading_pages))


def results(options: argparse.Namespace, figures: list[Figure], runs: list[dict[str, Any]]) -> dict[str, Any]:
    """Return everything a later reader needs: what was run, on what, and each figure with each round's value."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "pages": options.pages,
        "rounds": options.rounds,
        "concurrency": options.concurrency,
        "figures": {figure.name: figure.told() for figure in figures},
        "runs": runs,
    }


def say(line: str) -> None:
    """Tell a watcher how far the run is, away from the results."""
    print(line, file=sys.stderr, flush=True)


RUN: dict[str, Callable[[argparse.Namespace], Results]] = {
    "nights": run_nights,
    "bodies": run_bodies,
    "memory": run_memory,
}

if __name__ == "__main__":
    sys.exit(main())
