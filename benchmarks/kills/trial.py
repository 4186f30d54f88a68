"""One trial: a night that breaks off, what it leaves behind, and what the next run makes of that."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from nursery import Ended, Nursery
from points import Fault
from said import differences, halves, said

from scheduler.config import FILE_NAME
from scheduler.demo.expected import EXPECTED
from scheduler.demo.run import write_home
from scheduler.demo.server import DemoWorld
from storage.archive import Archive
from storage.verify import verify

CARE = (0, 1)
STOPPED = 2
COMPLAINT = 300  # characters of a complaint that are told
CLEAR = re.compile(r"(?m)^planwatch: .*(disk|space|MB are free)")
Said = dict[str, list[tuple[object, ...]]]


@dataclass(frozen=True, slots=True)
class Night:
    """One night of the demo's sites: the home before it, what it says after it undisturbed and one quiet night later.

    ``commits`` and ``seconds`` are those of the undisturbed run.
    """

    number: int
    before: Path
    after: Said
    later: Said
    commits: int
    seconds: float


@dataclass(slots=True)
class Score:
    """What the trials came to; each problem is told with its trial.

    ``finished`` nights came to their end after kills; of ``full`` disks some ``stopped`` the run, others only a part of it.
    """

    kills: int = 0
    finished: int = 0
    full: int = 0
    stopped: int = 0
    problems: list[str] = field(default_factory=list)


class Trials:
    """Trials in homes below a folder, against the demo's sites."""

    def __init__(self, nursery: Nursery, world: DemoWorld, folder: Path) -> None:
        self._nursery = nursery
        self._world = world
        self.folder = folder
        self.score = Score()
        for origin in world.origins.values():
            origin.handle_error = lambda *_: None  # a client that is killed resets its connections

    def nights(self) -> Iterator[Night]:
        """Run the demo's nights undisturbed and yield each; a RuntimeError where one fails."""
        home = self.folder / "undisturbed"
        home.mkdir(parents=True)
        write_home(home, self._world)
        settings = home / FILE_NAME
        # A disk that is small from the start is refused before a night begins; here it fills up later.
        settings.write_text(settings.read_text("utf-8").replace("[archive]", "[archive]\nmin_free_mb = 0"), "utf-8")
        for number in EXPECTED:
            before = self.folder / f"before-{number}"
            shutil.copytree(home, before)
            self._world.night = number
            ended = self.run(home, number)
            if ended.code not in CARE:
                message = f"the undisturbed night {number} failed: {ended.error}"
                raise RuntimeError(message)
            after = said(home)
            later = self.folder / "later"
            shutil.copytree(home, later)
            self.run(later, number, days=1)
            yield Night(number, before, after, said(later, by_run=False), ended.commits, ended.seconds)
            shutil.rmtree(later)

    def home(self, night: Night) -> Path:
        """Return a fresh home just before a night, with the sites turned to it."""
        self._world.night = night.number
        home = self.folder / "home"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(night.before, home)
        return home

    def run(
        self, home: Path, number: int, fault: Fault | None = None, *, after: float | None = None, days: int = 0
    ) -> Ended:
        """Run a night of the demo in a home, ``days`` after its own; ``after`` kills it so many seconds later."""
        now = EXPECTED[number].clock + timedelta(days=days)
        arguments = ["--home", str(home), "nightly", "--now", now.isoformat()]
        return self._nursery.run(arguments, fault or Fault(self.folder / "counter"), after)

    def broken(self, home: Path, name: str, ended: Ended) -> bool:
        """Count a kill, and look at what it left; return whether the run was killed at all."""
        if ended.code >= 0:
            return False
        self.score.kills += 1
        self._note(name, left_behind(home))
        return True

    def filled(self, home: Path, name: str, ended: Ended) -> None:
        """Count a full disk, and look at what it left: a clear line and code 2, or a night that says what it lacks."""
        self.score.full += 1
        self.score.stopped += ended.code == STOPPED
        if ended.code not in (*CARE, STOPPED) or "Traceback" in ended.error:
            self._note(name, [f"left with {ended.code}: {ended.error[-COMPLAINT:]}"])
        elif ended.code == STOPPED and not CLEAR.search(ended.error):
            self._note(name, [f"does not say what is wrong: {ended.error[-COMPLAINT:]}"])
        self._note(name, left_behind(home))

    def finish(self, home: Path, night: Night, name: str) -> None:
        """Let the next run, or the outbox where only mail is left, end a night; it must say what an undisturbed one says."""
        if finished(home, night.number):
            ended = self._nursery.run(["--home", str(home), "outbox", "--send"], Fault(self.folder / "counter"))
        else:
            ended = self.run(home, night.number)
        if ended.code not in CARE:
            self._note(name, [f"the next run left with {ended.code}: {ended.error[-COMPLAINT:]}"])
            return
        self.score.finished += 1
        self._note(name, left_behind(home) + differences(night.after, said(home)))

    def catch_up(self, home: Path, night: Night, name: str) -> None:
        """Let the next run end a night and one more follow it: what was put off is then seen, whichever run saw it."""
        for days in (0, 1):
            ended = self.run(home, night.number, days=days)
            if ended.code not in CARE:
                self._note(name, [f"the next run left with {ended.code}: {ended.error[-COMPLAINT:]}"])
                return
        self._note(name, left_behind(home) + differences(night.later, said(home, by_run=False)))

    def _note(self, name: str, problems: list[str]) -> None:
        self.score.problems += [f"{name}: {problem}" for problem in problems]


def left_behind(home: Path) -> list[str]:
    """Return what is wrong with an archive as it lies there, between two runs; nothing may ever be."""
    if not (home / "planwatch.db").exists() or not (home / "bodies.db").exists():
        return []
    with closing(sqlite3.connect(home / "planwatch.db")) as connection:
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            return []
    with Archive.open(home) as archive:
        damage = [str(item) for item in verify(archive)]
    return damage + halves(home)


def finished(home: Path, number: int) -> bool:
    """Return whether a night's run is closed in the ledger; then the next run would be another night."""
    if not (home / "planwatch.db").exists():
        return False
    with closing(sqlite3.connect(home / "planwatch.db")) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'runs'").fetchone():
            return False
        return bool(connection.execute("SELECT 1 FROM runs WHERE id = ? AND status <> 'running'", [number]).fetchone())
