"""From captures to what they say, run by run: the same steps for tonight and for a rebuild of the past."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from crawler.reading import reader_id
from plans.identity import keys, kind_of, links, period_years, stage
from planwatch.records import FoundPlan, Reading, Source, StoredCapture, Verdict
from scheduler.workers import PlanText, Workers
from storage import captures, changes, copies, readings, search
from storage import plans as plan_store
from storage.archive import Archive

T = TypeVar("T")

BATCH = 400  # captures held in memory at once: about 16 MB of pages of 40 KB
WRITE = 100  # readings written at a time, while the workers read on

# Tells how far a stage is: its name and how many more are done.
Tick = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class ListingNight:
    """What the lists of one source held tonight."""

    seen: int = 0
    links: frozenset[str] = field(default_factory=frozenset)
    verdicts: tuple[Verdict, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """What every stage works with: the open archive, the readers, every declared source by its id, and who is told how far it is."""

    archive: Archive
    workers: Workers
    sources: Mapping[str, Source]
    tick: Tick

    def readers(self) -> dict[str, str]:
        """Return what names the reader of each source today."""
        return {source_id: reader_id(source) for source_id, source in self.sources.items()}


def derive(desk: Desk, run_id: int, started: datetime) -> dict[str, ListingNight]:
    """Derive everything that the unread captures of a run say; return what each source's lists held.

    ``started`` is the run's own moment in the ledger: what is derived must not depend on the clock of the deriving.
    """
    archive = desk.archive
    lists = read_lists(desk, run_id)
    readings.mark_unchanged(archive, run_id, desk.readers(), list(desk.sources))
    read_pages(desk, run_id)
    trusted = {source_id: trusted_links(desk.sources[source_id], night) for source_id, night in lists.items()}
    changes.settle(archive, run_id, trusted, started)
    desk.tick("copies", 0)
    copies.update(archive, run_id)
    find_plans(desk, run_id)
    desk.tick("search", 0)
    search.update(archive, run_id)
    changes.schedule_visits(archive, run_id, started)
    return lists


def trusted_links(source: Source, night: ListingNight) -> frozenset[str]:
    """Return what the lists showed, or nothing where a list failed or holds too little: then its silence proves nothing."""
    whole = all(verdict in {Verdict.OK, Verdict.UNCHANGED} for verdict in night.verdicts)
    return night.links if whole and len(night.links) >= source.expect.listing_links_min else frozenset()


def read_lists(desk: Desk, run_id: int) -> dict[str, ListingNight]:
    """Read the run's list pages, one that answered "not modified" from the body it stands for."""
    nights = {source_id: ListingNight() for source_id in desk.sources}
    for batch in parts(captures.listings(desk.archive, run_id, list(desk.sources)), BATCH):
        found = list(desk.workers.read(batch))
        readings.store(desk.archive, run_id, found)
        for capture, reading in zip(batch, found, strict=True):
            nights[capture.source_id] = with_list(nights[capture.source_id], reading)
        desk.tick("lists", len(batch))
    return nights


def with_list(night: ListingNight, reading: Reading) -> ListingNight:
    """Return the night with one more list page counted."""
    items = reading.listing.items if reading.listing else ()
    return ListingNight(
        seen=night.seen + 1,
        links=night.links | {item.url for item in items},
        verdicts=(*night.verdicts, reading.verdict),
    )


def read_pages(desk: Desk, run_id: int) -> None:
    """Read the run's articles and attachments that have no reading yet."""
    while batch := readings.unread(desk.archive, run_id, BATCH, list(desk.sources)):
        _read_batch(desk, run_id, batch)


def read_meanwhile(desk: Desk, run_id: int) -> None:
    """Read a batch of articles while the crawl goes on, if a whole one waits.

    Only articles, in the order of their capture, so that a rebuild, which reads attachments last, numbers all rows alike; and
    only those that were there before the unchanged ones were told apart.
    """
    count, last = readings.waiting(desk.archive, run_id)
    if count < BATCH:
        return
    readings.mark_unchanged(desk.archive, run_id, desk.readers())
    if batch := readings.unread_articles(desk.archive, run_id, BATCH, last):
        _read_batch(desk, run_id, batch)


def _read_batch(desk: Desk, run_id: int, batch: Sequence[StoredCapture]) -> None:
    for part in parts(desk.workers.read(batch), WRITE):
        readings.store(desk.archive, run_id, part)
        desk.tick("pages", len(part))


def read_again(desk: Desk, run_id: int) -> int:
    """Read again what another reader or declaration read last; return how many pages. The changes that makes are technical."""
    count, last = 0, 0
    while batch := readings.stale(desk.archive, desk.readers(), BATCH, last):
        last = batch[-1].id
        for part in parts(desk.workers.read(batch), WRITE):
            readings.store(desk.archive, run_id, part, technical=True)
            desk.tick("read again", len(part))
        count += len(batch)
    return count


def find_plans(desk: Desk, run_id: int) -> None:
    """Find the plans that the run's new versions name."""
    for batch in parts(plan_store.versions_of(desk.archive, run_id), BATCH):
        texts = [PlanText(v.text, v.title, v.published_on, v.document_number, v.issuers) for v in batch]
        for part in parts(zip(batch, desk.workers.find(texts), strict=True), WRITE):
            named = [(version.id, [keyed(plan, found) for plan in found]) for version, found in part]
            plan_store.store(desk.archive, run_id, named, stage)
            desk.tick("plans", len(part))


def keyed(plan: FoundPlan, found: Sequence[FoundPlan]) -> plan_store.KeyedPlan:
    """Return a found plan with what makes it one plan across texts, and its links to the others of the same text."""
    first, last = period_years(plan.period)
    return plan_store.KeyedPlan(plan, keys(plan), kind_of(plan.title), first, last, tuple(links(plan, found)))


def parts(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items in lists of at most ``size``."""
    part: list[T] = []
    for item in items:
        part.append(item)
        if len(part) == size:
            yield part
            part = []
    if part:
        yield part
