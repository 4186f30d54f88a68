"""Whole nights beside the peers, in paired rounds on one site."""

import http.client
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import home
import measure
from figures import Figure, cost, ratio
from pages import Site

PEERS = Path(__file__).with_name("peers.py")
# One round measures bare against first and conditional against second side by side; odd rounds let planwatch begin.
ORDERS = (
    ("bare", "first", "conditional", "second", "trafilatura", "third"),
    ("first", "bare", "second", "conditional", "third", "trafilatura"),
)
NIGHTS = ("first", "second", "third")


@dataclass(frozen=True, slots=True)
class Speed:
    """One measured step: how many pages, in how many seconds, at what cost."""

    step: str
    pages: int
    seconds: float
    cpu_seconds: float
    peak_mb: float

    @property
    def pages_a_second(self) -> float:
        """Return the rate."""
        return self.pages / self.seconds


class Track:
    """A served site on which steps are run: the peers' list of pages, and where each round's home goes."""

    def __init__(self, site: Site, origin: str, work: Path, concurrency: int, reading_pages: int) -> None:
        self.site, self.origin, self.work, self.concurrency = site, origin, work, concurrency
        urls = list(zip([origin + path for path in site.pages], etags(origin, site.pages), strict=True))
        self._tasks = {
            "bare": self._task("all", urls),
            "conditional": self._task("all", urls),
            "trafilatura": self._task("some", urls[:reading_pages]),
        }

    def _task(self, name: str, urls: list[tuple[str, str]]) -> Path:
        path = self.work / f"task-{name}.json"
        path.write_text(json.dumps({"urls": urls, "concurrency": self.concurrency}), encoding="utf-8")
        return path

    def new_home(self, name: str) -> Path:
        """Return a new home folder that watches the site."""
        return home.make_home(self.work / name, self.site, self.origin, self.concurrency)

    def run(self, step: str, folder: Path) -> Speed:
        """Run one step and return its speed; RuntimeError where it did not do all of its work."""
        return self._night(step, folder) if step in NIGHTS else self._peer(step)

    def _peer(self, kind: str) -> Speed:
        answer_file = self.work / "answer.json"
        spent = measure.run([sys.executable, str(PEERS), kind, str(self._tasks[kind]), str(answer_file)], self.work)
        answer = json.loads(answer_file.read_text(encoding="utf-8"))
        wanted = len(json.loads(self._tasks[kind].read_text(encoding="utf-8"))["urls"])
        _expect(kind, "pages", answer["pages"], wanted)
        _expect(kind, "answers 304", answer["not_modified"], wanted if kind == "conditional" else 0)
        # Over few pages the start of the process would count too much against the reading peer: its own clock is kinder.
        seconds = answer["seconds"] if kind == "trafilatura" else spent.seconds
        return Speed(kind, wanted, seconds, spent.cpu_seconds, spent.peak_mb)

    def _night(self, step: str, folder: Path) -> Speed:
        number, wanted = NIGHTS.index(step), len(self.site.pages)
        spent = home.run_night(folder, number)
        seen = home.seen(folder, number)
        _expect(step, "whole answers", seen.whole, 0 if step == "second" else wanted)
        _expect(step, "answers 304", seen.not_modified, wanted if step == "second" else 0)
        _expect(step, "new versions", seen.versions, wanted if step == "first" else 0)
        return Speed(step, wanted, spent.seconds, spent.cpu_seconds, spent.peak_mb)


def rounds(track: Track, count: int, tell: Callable[[str], None]) -> list[dict[str, Speed]]:
    """Run so many rounds, each in a new home, and return the speed of each step."""
    done = []
    for number in range(count):
        folder = track.new_home(f"home-{number}")
        speeds = {}
        for step in ORDERS[number % 2]:
            speeds[step] = track.run(step, folder)
            tell(f"round {number + 1}/{count} {told(speeds[step])}")
        done.append(speeds)
    return done


def told(speed: Speed) -> str:
    """Return a step's speed as one line."""
    return (
        f"{speed.step}: {speed.pages} pages in {speed.seconds:.1f} s = {speed.pages_a_second:.0f} pages/s, "
        f"{1000 * speed.cpu_seconds / speed.pages:.2f} ms CPU a page, {speed.peak_mb:.0f} MB"
    )


def figures_of(done: Sequence[dict[str, Speed]]) -> list[Figure]:
    """Return the figures of the rounds, with the goals of the project."""

    def rates(step: str) -> list[float]:
        return [speeds[step].pages_a_second for speeds in done]

    peaks = [max(speeds[night].peak_mb for night in NIGHTS) for speeds in done]
    return [
        ratio("second_night_vs_scrapy_conditional", rates("second"), rates("conditional"), 1.2),
        ratio("first_night_vs_scrapy_trafilatura", rates("first"), rates("trafilatura"), 2.0),
        ratio("first_night_vs_scrapy_bare", rates("first"), rates("bare"), 0.6),
        ratio("third_night_vs_scrapy_bare", rates("third"), rates("bare"), None),
        cost("peak_memory", "MB PSS", peaks, 300),
    ]


def etags(origin: str, paths: Sequence[str]) -> list[str]:
    """Return the ETag that the server gives each page."""
    connection = http.client.HTTPConnection(urlsplit(origin).netloc)
    found = []
    for path in paths:
        connection.request("HEAD", path)
        with connection.getresponse() as answer:
            found.append(answer.headers["ETag"])
    connection.close()
    return found


def _expect(step: str, what: str, found: int, wanted: int) -> None:
    if found != wanted:
        message = f"{step}: {found} {what}, expected {wanted}: this run measures nothing"
        raise RuntimeError(message)
