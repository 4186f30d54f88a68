"""The lists of one run: read as they come, and what their links and their silence prove."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from crawler.reading.reader import listing_rules
from planwatch.records import Reading, Verdict
from scheduler import rhythm
from scheduler.desk import Desk, parts
from storage import captures, nights, readings
from storage.listed import Entry
from storage.nights import PastNight

BATCH = 100  # list pages held in memory at once: about 8 MB


@dataclass(frozen=True, slots=True)
class ListingNight:
    """What the lists of one source held tonight; ``sitemaps`` are those that an index named, each a list of its own."""

    seen: int = 0
    links: frozenset[str] = field(default_factory=frozenset)
    verdicts: tuple[Verdict, ...] = ()
    entries: tuple[Entry, ...] = ()
    sitemaps: frozenset[str] = field(default_factory=frozenset)


class Lists:
    """The list pages of a run, each read once; one that answered "not modified" is read from the body it stands for."""

    def __init__(self, desk: Desk, run_id: int) -> None:
        """Begin with no list read."""
        self._desk = desk
        self._run_id = run_id
        self._last = 0
        self._nights = {source_id: ListingNight() for source_id in desk.sources}

    @property
    def nights(self) -> Mapping[str, ListingNight]:
        """Return what each source's lists held, as far as they were read."""
        return self._nights

    @cached_property
    def past(self) -> Mapping[str, list[PastNight]]:
        """Return each source's nights before this run, the oldest first."""
        return {
            source_id: nights.history(self._desk.archive, source_id, self._run_id) for source_id in self._desk.sources
        }

    def read(self) -> None:
        """Read the list pages that came since the last call."""
        desk = self._desk
        for batch in parts(captures.listings(desk.archive, self._run_id, list(desk.sources), self._last), BATCH):
            found = list(desk.workers.read(batch))
            readings.store(desk.archive, self._run_id, found)
            for capture, reading in zip(batch, found, strict=True):
                lists = self._nights[capture.source_id]
                rules = listing_rules(desk.sources[capture.source_id], capture.url)
                column = rules.url if rules and capture.url not in lists.sitemaps else capture.url
                self._nights[capture.source_id] = with_list(lists, reading, column)
            self._last = batch[-1].id
            desk.tick("lists", len(batch))

    def trusted(self) -> dict[str, frozenset[str]]:
        """Return the links of each source's lists as far as their silence on a page proves something."""
        least = {
            source_id: rhythm.least_links(source, self.past[source_id])
            for source_id, source in self._desk.sources.items()
        }
        return {source_id: trusted_links(night, least[source_id]) for source_id, night in self._nights.items()}

    def whole(self, trusted: Mapping[str, frozenset[str]]) -> dict[str, tuple[Entry, ...]]:
        """Return what the lists of each source showed, in their order, where they are ``trusted``: read whole."""
        return {source_id: self._nights[source_id].entries for source_id, links in trusted.items() if links}


def trusted_links(night: ListingNight, least: int) -> frozenset[str]:
    """Return what the lists showed, or nothing where a list failed or holds fewer than it should: then its silence proves nothing."""
    whole = all(verdict in {Verdict.OK, Verdict.UNCHANGED} for verdict in night.verdicts)
    return night.links if whole and len(night.links) >= least else frozenset()


def with_list(night: ListingNight, reading: Reading, column: str) -> ListingNight:
    """Return the night with one more page of the list at ``column`` counted; an index of sitemaps is no page of a list."""
    sitemaps = reading.listing.sitemaps if reading.listing else ()
    items = {item.url: item for item in reversed(reading.listing.items if reading.listing else ())}
    first = sum(entry.listing_url == column for entry in night.entries)
    fresh = [item for url, item in reversed(items.items()) if url not in night.links]
    entries = (Entry(item.url, column, place, item.title, item.date) for place, item in enumerate(fresh, first))
    return ListingNight(
        seen=night.seen + (not sitemaps),
        links=night.links | items.keys(),
        verdicts=(*night.verdicts, reading.verdict),
        entries=(*night.entries, *entries),
        sitemaps=night.sitemaps.union(sitemaps),
    )
