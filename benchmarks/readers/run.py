"""Readers while a night writes: our Datasette under a steady load of requests, in one run: ``benchmarks/readers/run.py --help``."""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "night"))  # its site, server and figures serve here too

import home as homes  # noqa: E402 - after the path
import load  # noqa: E402
from figures import Figure, cost, table  # noqa: E402
from pages import write_site  # noqa: E402
from server import NoServerError, serve  # noqa: E402

from reports.datasette import command  # noqa: E402
from scheduler.demo.loopback import HOST  # noqa: E402

P95_MS = 250.0
WAL_MB = 64.0
LOOK_SECONDS = 0.05
QUIET_SECONDS = 10.0


def main() -> int:
    """Run it, print the figures, write the results; return 1 where a goal is missed, 2 where the site's server is missing."""
    options = parse()
    try:
        figures, slowest = measure(options)
    except NoServerError as error:
        print(f"benchmarks/readers: {error}", file=sys.stderr)
        return 2
    print(table(figures))
    print("\n".join(f"{milliseconds:6.0f} ms  {path}" for path, milliseconds in slowest))
    if options.json:
        options.json.write_text(json.dumps(results(options, figures), ensure_ascii=False, indent=1), encoding="utf-8")
    return 0 if all(figure.reached is not False for figure in figures) else 1


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=2000, help="pages of the site (default: %(default)s)")
    parser.add_argument("--rate", type=float, default=50.0, help="requests a second (default: %(default)s)")
    parser.add_argument(
        "--folder", type=Path, help="where the site and the home are made (default: the temporary folder)"
    )
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def measure(options: argparse.Namespace) -> tuple[list[Figure], list[tuple[str, float]]]:
    """Return the figures of a quiet archive and of one that a night writes, and the slowest addresses of the night."""
    with tempfile.TemporaryDirectory(prefix="planwatch-readers-", dir=options.folder) as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx that root starts reads as nobody
        site = write_site(folder / "site", options.pages)
        with serve(site.folder, folder / "nginx") as origin:
            home = homes.make_home(folder / "home", site, origin, concurrency=16)
            homes.run_night(home, 0)
            with datasette(home) as port:
                paths = load.paths(home)
                quiet = load.ask(port, paths, options.rate, lambda begun: time.monotonic() - begun > QUIET_SECONDS)
                busy, wal = during_a_night(home, port, paths, options.rate)
    return figures_of(quiet, busy, wal), load.slowest(busy)


def during_a_night(home: Path, port: int, paths: list[str], rate: float) -> tuple[list[load.Answer], int]:
    """Return the answers of a server during a second night, and the most bytes that a log of the archive took."""
    logs, largest, over = [home / "planwatch.db-wal", home / "bodies.db-wal"], 0, threading.Event()

    def run() -> None:
        try:
            homes.run_night(home, 1)
        finally:
            over.set()

    def watch() -> None:
        nonlocal largest
        while not over.wait(LOOK_SECONDS):
            largest = max(largest, *(log.stat().st_size if log.exists() else 0 for log in logs))

    threads = [threading.Thread(target=target) for target in (run, watch)]
    for thread in threads:
        thread.start()
    answers = load.ask(port, paths, rate, lambda _: over.is_set())
    for thread in threads:
        thread.join()
    return answers, largest


@contextmanager
def datasette(home: Path) -> Iterator[int]:
    """Serve an archive as ``planwatch serve`` does, and give the port."""
    port = load.free_port()
    with subprocess.Popen(command(home, port)) as server:
        try:
            load.wait_for(HOST, port)
            yield port
        finally:
            server.terminate()


def figures_of(quiet: list[load.Answer], busy: list[load.Answer], wal: int) -> list[Figure]:
    """Return the figures; a request that came late to its turn counts its wait."""
    failed = [answer for answer in (*quiet, *busy) if answer.status != 200]
    return [
        Figure("readers_requests", "requests", (len(busy),), None, higher_is_better=True),
        cost("readers_errors", "answers", [len(failed)], 0),
        cost("readers_p50_quiet", "ms", [percentile(quiet, 50)], None),
        cost("readers_p95_quiet", "ms", [percentile(quiet, 95)], None),
        cost("readers_p50", "ms", [percentile(busy, 50)], None),
        cost("readers_p95", "ms", [percentile(busy, 95)], P95_MS),
        cost("readers_wal", "MB", [wal / 1e6], WAL_MB),
        cost("machine_load", "processes", [os.getloadavg()[0]], None),
    ]


def percentile(answers: list[load.Answer], share: int) -> float:
    """Return what ``share`` percent of the answers took at most, in milliseconds."""
    return statistics.quantiles((answer.seconds * 1000 for answer in answers), n=100)[share - 1]


def results(options: argparse.Namespace, figures: list[Figure]) -> dict[str, object]:
    """Return everything a later reader needs."""
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version()},
        "pages": options.pages,
        "rate": options.rate,
        "figures": {figure.name: figure.told() for figure in figures},
    }


if __name__ == "__main__":
    sys.exit(main())
