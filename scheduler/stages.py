"""From captures to what they say, run by run: the same steps for tonight and for a rebuild of the past."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from plans.identity import begun_in, in_simplified, keys, kind_of, lineage_key, links, period_years, stage
from plans.scope import puts_into_practice, scope, seat
from planwatch.records import FoundPlan, StoredCapture
from scheduler.desk import Desk, parts
from scheduler.lists import Lists
from scheduler.workers import PlanText
from storage import changes, copies, copy_changes, mass, notes, readings, search
from storage import plans as plan_store
from storage.plan_files import files_of

BATCH = 400  # captures held in memory at once: about 16 MB of pages of 40 KB
FILES = 40  # files held in memory at once: most are below 100 KB of text, none is above 2 MB
WRITE = 100  # readings written at a time, while the workers read on


@dataclass(slots=True)
class Reached:
    """How far a run is while its crawl goes on, by the ids of its captures, which grow as they come.

    Up to ``told`` the unchanged ones were told apart, up to ``read`` no article waits. Whoever takes up a killed run begins anew.
    """

    told: int = 0
    read: int = 0


def derive(desk: Desk, run_id: int, started: datetime, lists: Lists | None = None) -> Lists:
    """Derive everything that the unread captures of a run say; return its lists, all of them read.

    ``started`` is the run's own moment in the ledger: what is derived must not depend on the clock of the deriving. ``lists``
    are those that were read while the crawl went on.
    """
    lists = lists or Lists(desk, run_id)
    with desk.archive.unflushed():
        _derive(desk, run_id, started, lists)
    return lists


def _derive(desk: Desk, run_id: int, started: datetime, lists: Lists) -> None:
    archive = desk.archive
    lists.read()
    readings.mark_unchanged(archive, run_id, desk.readers())
    read_pages(desk, run_id)
    trusted = lists.trusted()
    changes.settle(archive, run_id, trusted, started)
    notes.settle(archive, run_id, lists.whole(trusted), started)
    mass.hold(archive, run_id, list(desk.sources))
    desk.tick("copies", 0)
    copies.update(archive, run_id, desk.workers.map)
    archive.shrink()
    copy_changes.update(archive)
    find_plans(desk, run_id, started)
    desk.tick("search", 0)
    search.update(archive, run_id)
    changes.schedule_visits(archive, run_id, started)


def read_pages(desk: Desk, run_id: int) -> None:
    """Read the run's articles and attachments that have no reading yet."""
    while batch := readings.unread(desk.archive, run_id, BATCH, list(desk.sources)):
        _read_batch(desk, run_id, batch)


def read_meanwhile(desk: Desk, run_id: int, lists: Lists, reached: Reached) -> None:
    """Read the lists that have come, and a batch of articles if a whole one waits, while the crawl goes on.

    Only articles, in the order of their capture, so that a rebuild, which reads attachments last, numbers all rows alike; and
    only those that were there before the unchanged ones were told apart. Nothing is looked at twice: ``reached`` moves on.
    """
    lists.read()
    count, last = readings.waiting(desk.archive, run_id, reached.read)
    if count < BATCH:
        return
    readings.mark_unchanged(desk.archive, run_id, desk.readers(), reached.told)
    batch = readings.unread_articles(desk.archive, run_id, BATCH, reached.read, last)
    if batch:
        _read_batch(desk, run_id, batch)
    reached.told, reached.read = last, batch[-1].id if batch else last


def _read_batch(desk: Desk, run_id: int, batch: Sequence[StoredCapture]) -> None:
    for part in parts(desk.workers.read(batch), WRITE):
        readings.store(desk.archive, run_id, part)
        desk.tick("pages", len(part))


def read_again(desk: Desk, run_id: int) -> None:
    """Read again what another reader or declaration read last. The changes that makes are technical."""
    last = 0
    while batch := readings.stale(desk.archive, desk.readers(), BATCH, last):
        last = batch[-1].id
        for part in parts(desk.workers.read(batch), WRITE):
            readings.store(desk.archive, run_id, part, technical=True)
            desk.tick("read again", len(part))


def find_plans(desk: Desk, run_id: int, started: datetime) -> None:
    """Find the plans that the run's new versions name, then those that the files it brought are; put in force what is due."""
    for batch in parts(plan_store.versions_of(desk.archive, run_id), BATCH):
        texts = [PlanText(v.text, v.title, v.published_on, v.document_number, v.issuers) for v in batch]
        _keep_plans(desk, run_id, [version.id for version in batch], texts, in_files=False)
    for files in parts(files_of(desk.archive, run_id), FILES):
        texts = [
            PlanText(f.text, f.name, f.published_on, f.document_number, f.issuers, f.article, f.notice) for f in files
        ]
        _keep_plans(desk, run_id, [file.version_id for file in files], texts, in_files=True)
    plan_store.turn_stages(desk.archive, started.astimezone(desk.zone).date())


def _keep_plans(
    desk: Desk, run_id: int, version_ids: Sequence[int], texts: Sequence[PlanText], *, in_files: bool
) -> None:
    for part in parts(zip(version_ids, desk.workers.find(texts), strict=True), WRITE):
        named = [(version_id, [keyed(plan, found) for plan in found]) for version_id, found in part]
        plan_store.store(desk.archive, run_id, named, stage, in_files=in_files)
        desk.tick("plans", len(part))


def keyed(plan: FoundPlan, found: Sequence[FoundPlan]) -> plan_store.KeyedPlan:
    """Return a found plan with what makes it one plan across texts, and its links to the others of the same text."""
    plain = in_simplified(plan)
    first, last = period_years(plan.period)
    kind, linked = kind_of(plain.title), tuple(links(plan, found))
    line, whose = lineage_key(plain), seat(plain)
    practice, begun = puts_into_practice(plain), begun_in(plan)
    return plan_store.KeyedPlan(
        plan, keys(plain), kind, first, last, linked, line, scope(plain), whose, practice, begun
    )
