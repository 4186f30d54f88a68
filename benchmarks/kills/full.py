"""Disks that fill up in the middle of a night: a small one of memory, and a neighbour that takes what is left of it."""

import random
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree

from points import Fault
from trial import Night, Trials

DISK_MB = 48
# What is left when the disk fills: nothing, part of a page of SQLite's, some pages, or so much that the run may still end.
LEFT = (0, 1_000, 4_096, 8_192, 20_000, 60_000, 150_000, 400_000)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Mount a small disk on a folder for as long as the block lasts; for root."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m", "tmpfs", folder], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill_at_points(trials: Trials, nights: list[Night], points: int, rng: random.Random, until: float) -> None:
    """Fill the disk at a commit, with something left, as many times as asked for and there is time; each commit in turn."""
    with small_disk(trials.folder / "disk") as disk:
        for point in range(points):
            if time.monotonic() > until:
                return
            night = nights[point % len(nights)]
            at, left = 1 + point // len(nights) % night.commits, rng.choice(LEFT)
            fill_once(trials, disk, night, Fault(trials.folder / "counter", at, "fill", left, disk / "ballast"))


def fill_once(trials: Trials, disk: Path, night: Night, fault: Fault) -> None:
    """Run a night whose disk fills up, look at what it left, make room, and let the next runs end it."""
    name = f"night {night.number}, disk full but for {fault.left} bytes at commit {fault.at}"
    rmtree(disk / "home", ignore_errors=True)
    home = copytree(trials.home(night), disk / "home")
    ended = trials.run(home, night.number, fault)
    fault.ballast.unlink(
        missing_ok=True
    )  # on a full disk SQLite cannot even make what a reader needs beside the database
    trials.filled(home, name, ended)
    trials.catch_up(home, night, name)
