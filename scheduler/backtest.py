"""Which alerts past nights would have given by today's readers and declarations, beside those they gave."""

from collections.abc import Collection, Iterable, Mapping

from planwatch.records import Issue, Level, Source, SourceNight, SourceState, Verdict
from scheduler import health
from scheduler.lists import ListingNight
from storage import issues, mass, nights
from storage.archive import Archive
from storage.ledger import started_at
from storage.nights import PastNight
from storage.tally import Tally, tally

# What follows from captures alone; that a crawl failed or mail stayed behind cannot be derived again.
CODES = frozenset({*SourceState, *Verdict, "recovered", "titles_missing", "mass_change"})


def given(archive: Archive, source_ids: Collection[str]) -> set[str]:
    """Return the alerts that past nights gave for some sources, one line each."""
    return {_line(*alert) for alert in issues.alerts(archive, source_ids, CODES)}


class Alerts:
    """The alerts of the nights as they are derived again, the oldest first."""

    def __init__(self, archive: Archive, sources: Mapping[str, Source]) -> None:
        """Begin before the first night."""
        self._archive = archive
        self._sources = sources
        self._past: dict[str, list[PastNight]] = {source_id: [] for source_id in sources}
        self._told: dict[str, set[str]] = {source_id: set() for source_id in sources}
        self.found: set[str] = set()

    def add(self, run_id: int, lists: Mapping[str, ListingNight]) -> None:
        """Judge the sources that a run looked at, after it was derived."""
        counted = tally(self._archive, run_id)
        chosen = [source_id for source_id in nights.looked_at(self._archive, run_id) if source_id in self._sources]
        for source_id in chosen:
            counts = counted.get(source_id, Tally())
            night = health.judge(self._sources[source_id], counts, lists[source_id], self._past[source_id])
            found = list(health.issues(self._sources[source_id], counts, night, self._past[source_id]))
            lasting, self._told[source_id] = self._told[source_id], {issue.message for issue in found}
            self._tell(run_id, [issue for issue in found if issue.message not in lasting])
            self._remember(run_id, night)
        self._tell(run_id, map(health.mass_issue, mass.events(self._archive, run_id, chosen)))

    def _tell(self, run_id: int, found: Iterable[Issue]) -> None:
        self.found |= {_line(run_id, issue.code, issue.source_id) for issue in found if issue.level is not Level.NOTE}

    def _remember(self, run_id: int, night: SourceNight) -> None:
        past = PastNight(started_at(self._archive, run_id), night.state, night.links, night.new_articles)
        self._past[night.source_id].append(past)


def _line(run_id: int, code: str, source_id: str | None) -> str:
    return f"run {run_id}: alert {code} {source_id}"
