"""The archive as a crawl writes to it: in batches, and asked for what is due only when nothing is held back."""

import datetime as dt
from pathlib import Path

from planwatch.clock import Clock
from planwatch.records import Capture, DuePage, Issue, RunStatus, Source, StoredCapture
from storage import captures, robots
from storage.archive import Archive, begin_run, finish_run, write_sources
from storage.issues import open_issues

# Batches of 100 to 1,000 rows write at 0.8 of SQLite's full speed (performance.md, section 7); pages of 40 KB make 100 of
# them 4 MB of memory.
BATCH = 100
# RFC 9309, 2.4: a copy of robots.txt should not be used for longer. It is the night's beginning that is held against the copy,
# so that nights at one hour always have the last one's, however long each takes to come to a host.
COPY_COUNTS = dt.timedelta(hours=24)


class Keeper:
    """One crawl's hold on the archive, from ``open`` to ``close``."""

    def __init__(self, folder: Path, run_id: int | None, clock: Clock) -> None:
        """Hold nothing yet; without a run's id the crawl is a run of its own."""
        self._folder = folder
        self._given = run_id
        self._clock = clock
        self._held: list[Capture] = []
        self._rules: dict[str, str | None] = {}
        self._begun = clock.now()
        self._archive: Archive
        self._run_id: int

    def open(self, sources: tuple[Source, ...]) -> None:
        """Open the archive, and begin a run of kind ``crawl`` if none was given; ArchiveError where there can be none."""
        self._archive = Archive.open(self._folder)
        if self._given is None:
            write_sources(self._archive, sources)
        self._run_id = self._given or begin_run(self._archive, "crawl", self._clock.now())

    def close(self) -> None:
        """Store what is held back and close; a run of the crawl's own is finished."""
        try:
            self.flush()
            if self._given is None:
                finish_run(self._archive, self._run_id, self._clock.now(), RunStatus.DONE)
        finally:
            self._archive.close()

    def keep(self, seen: Capture | Issue) -> None:
        """Store a capture with the next batch, an issue at once."""
        if isinstance(seen, Issue):
            open_issues(self._archive, self._run_id, [seen], self._clock.now())
            return
        self._held.append(seen)
        if len(self._held) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Store what is held back."""
        held, self._held = self._held, []
        if held:
            captures.store(self._archive, self._run_id, held)
        rules, self._rules = self._rules, {}
        if rules:
            robots.store(self._archive, rules, self._clock.now())

    def keep_rules(self, origin: str, rules: str | None) -> None:
        """Store with the next batch what an origin's robots.txt says, None for an origin that has none."""
        self._rules[origin] = rules

    def kept_rules(self, origin: str) -> str | None:
        """Return what an origin's robots.txt last said, if that is young enough to count tonight."""
        return robots.kept(self._archive, origin, self._begun - COPY_COUNTS)

    def due(self, source_id: str, limit: int, exclude: set[str]) -> list[DuePage]:
        """Return up to ``limit`` pages of a source to look at now, none of ``exclude``."""
        self.flush()
        return captures.due(self._archive, source_id, self._run_id, self._clock.now(), limit, exclude)

    def looked_at(self, source_id: str) -> int:
        """Return how many of a source's pages this run has looked at, those of a killed first try included."""
        return captures.looked_at(self._archive, source_id, self._run_id)

    def page(self, url: str) -> DuePage | None:
        """Return a page by its address, with the conditions to ask for it; None if it was never met."""
        return captures.conditional(self._archive, url)

    def last_answer(self, url: str) -> StoredCapture | None:
        """Return the last whole answer of an address, which a 304 stands for."""
        return captures.last_answer(self._archive, url)
