"""Mutated files through every reader of what comes from outside: no crash, no hang: ``benchmarks/fuzz/run.py --help``."""

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.append(str(Path(__file__).resolve().parent))

from mutations import mutated

if TYPE_CHECKING:
    from targets import Target

NAMES = ("pages", "lists", "files", "plans", "diff", "robots", "declarations")
HANG_SECONDS = 30  # of processor time for one input: what a night gives a single file
SILENT_SECONDS = 300.0  # by the clock: more than a night's patience with one file on the busiest machine
MEMORY = 2 << 30
KEPT = 50  # failing inputs of a target; more are of the same few kinds


@dataclass(slots=True)
class Result:
    """What one target did: inputs and seconds, the slowest one, files whose reader was ended as in a night, failures by their words."""

    inputs: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    slowest_input: str = ""
    stopped: int = 0
    failures: dict[str, int] = field(default_factory=dict)


def main() -> int:
    """Fuzz the targets one after the other, print a row for each, and return 1 where one failed."""
    options = parse()
    options.save.mkdir(parents=True, exist_ok=True)
    results = {name: fuzz(name, options) for name in options.only or NAMES}
    if options.json:
        told = {name: asdict(result) for name, result in results.items()}
        options.json.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
    return int(any(result.failures for result in results.values()))


def parse() -> argparse.Namespace:
    """Return the command line's options."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0, help="for each target (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="the same inputs again (default: %(default)s)")
    parser.add_argument("--only", nargs="*", choices=NAMES, help="these targets (default: all)")
    folder = Path(tempfile.gettempdir()) / "planwatch-fuzz"
    parser.add_argument("--save", type=Path, default=folder, help="where inputs are kept (default: %(default)s)")
    parser.add_argument("--json", type=Path, help="write the results to this file")
    return parser.parse_args()


def fuzz(name: str, options: argparse.Namespace) -> Result:
    """Fuzz one target in a process of its own; one that dies or is silent leaves its input, and the next begins."""
    until, seed, result = time.monotonic() + options.minutes * 60, options.seed, Result()
    context = multiprocessing.get_context("spawn")
    while time.monotonic() < until:
        ours, theirs = context.Pipe(duplex=False)
        child = context.Process(target=work, args=(name, seed, until, options.save, theirs))
        child.start()
        theirs.close()
        why = follow(ours, result)
        if why:
            child.kill()
        child.join()
        if why or child.exitcode:
            why = (
                why
                or f"the process died: {signal.Signals(-child.exitcode).name if child.exitcode < 0 else child.exitcode}"
            )
            keep(result, options.save, name, current(options.save, name).read_bytes(), why)
        seed += 1_000_003
    print(row(name, result), flush=True)
    return result


def follow(ours: "multiprocessing.connection.Connection", result: Result) -> str:
    """Take in what a worker tells until it ends; return why it must be killed, empty where it ended."""
    while ours.poll(SILENT_SECONDS):
        try:
            told = ours.recv()
        except EOFError:
            return ""
        result.inputs += told["inputs"]
        result.seconds += told["seconds"]
        result.stopped += told["stopped"]
        if told["slowest"] > result.slowest:
            result.slowest, result.slowest_input = told["slowest"], told["slowest_input"]
        for why, times in told["failures"].items():
            result.failures[why] = result.failures.get(why, 0) + times
    return f"no word for {SILENT_SECONDS:.0f} s"


def work(name: str, seed: int, until: float, save: Path, theirs: "multiprocessing.connection.Connection") -> None:
    """Feed one target until its time is over, telling each second what became of its inputs."""
    from targets import targets  # noqa: PLC0415 - the readers of files import this module, and none of those

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with ExitStack() as until_end:
        folder = until_end.enter_context(tempfile.TemporaryDirectory())
        target = targets(Path(folder), until_end)[name]
        rng, corpus, place = random.Random(seed), target.corpus(), current(save, name)  # noqa: S311
        while time.monotonic() < until:
            result, second = Result(), time.monotonic() + 1
            while time.monotonic() < min(until, second):
                body = mutated(rng, corpus)
                place.write_bytes(body)
                one(target, body, result, save, name)
            theirs.send(asdict(result))


def one(target: "Target", body: bytes, result: Result, save: Path, name: str) -> None:
    """Feed one input; the kernel ends this process where it takes more than HANG_SECONDS of processor time."""
    begun, used = target.clock(), int(time.process_time())
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + HANG_SECONDS, hard))
    try:
        target.reads(body)
    except target.stops:
        result.stopped += 1
        kept(save, name, "stopped", body)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        place = traceback.extract_tb(error.__traceback__)[-1]
        keep(
            result,
            save,
            name,
            body,
            f"{type(error).__name__} at {Path(place.filename).name}:{place.lineno}: {error}"[:200],
        )
    took = target.clock() - begun
    result.inputs += 1
    result.seconds += took
    if took > result.slowest:
        result.slowest, result.slowest_input = took, str(kept(save, name, "slow", body))


def keep(result: Result, save: Path, name: str, body: bytes, why: str) -> None:
    """Count a failure, and keep its input where it is the first of its kind."""
    if why not in result.failures and len(result.failures) < KEPT:
        print(f"{name}: {why}: {kept(save, name, 'failed', body)}", flush=True)
    result.failures[why] = result.failures.get(why, 0) + 1


def kept(save: Path, name: str, kind: str, body: bytes) -> Path:
    """Write an input to a file of its own (the slowest is kept alone) and return its path."""
    mark = hashlib.sha256(body).hexdigest()[:12] if kind == "failed" else os.getpid()
    path = save / f"{name}-{kind}-{mark}"
    path.write_bytes(body)
    return path


def current(save: Path, name: str) -> Path:
    """Return the file that holds the input under way."""
    return save / f"{name}-current"


def row(name: str, result: Result) -> str:
    """Return a target's result as a line."""
    rate = result.inputs / result.seconds if result.seconds else 0.0
    failed = sum(result.failures.values())
    return (
        f"{name:13} {result.inputs:8} inputs {rate:9.1f} a second of processor time, "
        f"slowest {result.slowest:6.2f} s ({result.slowest_input}), {result.stopped} stopped, {failed} failed"
    )


if __name__ == "__main__":
    sys.exit(main())
