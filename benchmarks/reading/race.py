"""The readers side by side: one process each, in turns, over the same article pages."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import score

from planwatch.dates import find_date

HERE = Path(__file__).parent
PEERS_PYTHON = Path(sys.executable).parents[1] / "peers" / "bin" / "python"
OURS, FIRST_PEER = "planwatch", "trafilatura"
PEERS = (FIRST_PEER, "gne", "readability-lxml", "newspaper4k")
SPEED = "speed_vs_trafilatura"
WARM_UP_PAGES = 5
# newspaper4k takes most of a minute for one pass; a reader that is so slow needs no second one to be seen as slow.
SLOW_SECONDS = 10.0


@dataclass(slots=True)
class Runner:
    """A reader under way: its rates in pages per second of processor time, one a pass, and what it last said."""

    name: str
    process: "subprocess.Popen[str]"
    rates: list[float] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)
    slow: bool = False

    def ask(self, count: int) -> dict[str, Any]:
        """Have the first ``count`` pages read (0: all) and return the answer."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{count}\n")
        self.process.stdin.flush()
        return dict(answer_of(self.process))

    def run(self) -> None:
        """Run one pass over all pages."""
        answer = self.ask(0)
        self.said = answer["said"]
        self.rates.append(len(self.said) / answer["seconds"])
        self.slow = answer["seconds"] > SLOW_SECONDS


@dataclass(frozen=True, slots=True)
class Raced:
    """What the race gave: each reader's rates and figures, and the names of the readers that are not installed."""

    rates: dict[str, list[float]]
    figures: dict[str, dict[str, float]]
    absent: tuple[str, ...]


def race(labels: Sequence[dict[str, Any]], folder: Path, work: Path, rounds: int) -> Raced:
    """Race all readers over the article pages of a labelled set."""
    articles = [label for label in labels if label["kind"] == "article"]
    with ExitStack() as stack:
        manifest = write_manifest(articles, folder, work)
        started = {name: stack.enter_context(runner(name, manifest)) for name in (OURS, *PEERS)}
        present = [found for found in started.values() if found]
        for found in present:
            found.ask(WARM_UP_PAGES)
        for number in range(rounds):
            # Each reader leads in turn: what the machine does beside hits all alike.
            turn = number % len(present)
            for found in present[turn:] + present[:turn]:
                if not found.slow or found.name in {OURS, FIRST_PEER}:  # the two whose rates are set beside each other
                    found.run()
    return Raced(
        {found.name: found.rates for found in present},
        {found.name: figures_of(articles, found.said) for found in present if found.name != OURS},
        tuple(name for name, found in started.items() if not found),
    )


def write_manifest(labels: Sequence[dict[str, Any]], folder: Path, work: Path) -> Path:
    """Write the labels with whole paths and return the file."""
    path = work / "race.jsonl"
    lines = [json.dumps(label | {"file": str((folder / label["file"]).resolve())}) for label in labels]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@contextmanager
def runner(name: str, manifest: Path) -> Iterator[Runner | None]:
    """Give a started reader, None where its package is not installed."""
    python = str(PEERS_PYTHON) if name in PEERS[1:] and PEERS_PYTHON.exists() else sys.executable
    command = [python, str(HERE / "readers.py"), name, str(manifest)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        yield Runner(name, process) if answer_of(process) else None


def answer_of(process: "subprocess.Popen[str]") -> Any:
    """Return a reader's next answer; RuntimeError where it died."""
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        message = f"{process.args!r} ended with code {process.wait()}, expected an answer"
        raise RuntimeError(message)
    return json.loads(line)


def figures_of(labels: Sequence[dict[str, Any]], said: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return a peer's figures in what it reads at all; its dates are understood in whatever form it gives them."""
    read = {}
    for label, words in zip(labels, said, strict=True):
        dated = {"published": find_date(words["published"] or "")} if "published" in words else {}
        read[label["file"]] = words | dated
    known = ["title", "body", "begins", "ends", "edges", "once"]
    known += ["day"] if any("published" in words for words in said) else []
    found = score.figures(labels, read)
    return {name: found[name] for name in known}
