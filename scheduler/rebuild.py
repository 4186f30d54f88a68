"""Derive everything again from the captures, in one transaction: readers see the old state until the new one is whole."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from planwatch.records import Source
from scheduler import stages
from scheduler.backtest import Alerts, given
from scheduler.config import Config
from scheduler.desk import Desk, Tick
from scheduler.lock import hold
from scheduler.workers import Workers
from storage import archive as runs
from storage import ledger
from storage import rebuild as derived
from storage.archive import Archive
from storage.queries_changes import changes, noted
from storage.queries_plans import plan_news


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rebuild made of the past: one line for each change, note, plan event or alert that appeared or vanished.

    ``pruned`` captures have no body any more: they keep what they were read as.
    """

    runs: int
    pruned: int
    appeared: tuple[str, ...]
    vanished: tuple[str, ...]


class _DryRunError(Exception):
    """Ends the transaction of a dry run, so that nothing of it stays."""


def rebuild(config: Config, sources: Sequence[Source], ids: Sequence[str], *, dry_run: bool, tick: Tick) -> Outcome:
    """Derive the given sources (all, where none is named) again, run by run, with today's readers and declarations.

    A dry run leaves the archive as it was, and tells the alerts too: those that were given stay given. ArchiveHeldError and ArchiveError as for a night.
    """
    with hold(config.archive, "rebuild"), Archive.open(config.archive) as archive:
        known = {source.id: source for source in (*_undeclared(archive, sources), *sources)}
        chosen = {source_id: known[source_id] for source_id in (ids or known)}
        with suppress(_DryRunError), archive.atomic(), Workers(known) as workers:
            before = _told(archive) | (given(archive, chosen) if dry_run else set())
            alerts = Alerts(archive, chosen)
            derived.drop_derived(archive, list(chosen) if ids else None)
            desk = Desk(archive, workers, chosen, ZoneInfo(config.timezone), tick)
            every = runs.runs(archive)
            for run_id in every:
                alerts.add(run_id, stages.derive(desk, run_id, ledger.started_at(archive, run_id)).nights)
            after = _told(archive) | (alerts.found if dry_run else set())
            pruned = derived.pruned(archive, list(chosen) if ids else None)
            outcome = Outcome(len(every), pruned, tuple(sorted(after - before)), tuple(sorted(before - after)))
            if dry_run:
                raise _DryRunError
    return outcome


def _undeclared(archive: Archive, sources: Sequence[Source]) -> Iterable[Source]:
    """Yield the sources that the archive has pages of and nobody declares any more; they are read without selectors."""
    declared = {source.id for source in sources}
    return (source for source in ledger.read_sources(archive) if source.id not in declared)


def _told(archive: Archive) -> set[str]:
    """Return what reports would say, one line each, in words that do not depend on row ids."""
    last = runs.last_run(archive) or 0
    told = {f"run {change.run_id}: {change.kind} {change.url}" for change in changes(archive, 0, last)}
    news = {f"run {event.run_id}: {event.event} {event.title}" for event in plan_news(archive, 0, last)}
    notes = {f"run {note.run_id}: {note.kind} {note.url}" for note in noted(archive, 0, last)}
    return told | news | notes
