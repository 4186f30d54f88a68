"""One whole run: lock, crawl, read, compare, tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from planwatch.clock import Clock
from planwatch.records import Issue, Level, RunStatus, Source, SourceNight
from reports import metrics
from scheduler import health, room, stages
from scheduler.config import Config
from scheduler.crawl import CrawlTask, crawl
from scheduler.desk import Desk, Tick
from scheduler.lists import Lists
from scheduler.lock import hold
from scheduler.post import compose, deliver, undelivered
from scheduler.workers import Workers
from storage import archive as runs
from storage import issues as issue_store
from storage import ledger, mass, nights
from storage.archive import Archive
from storage.tally import Tally, tally

# A run that was killed is taken up again within the night it belongs to; an older one is only brought to its end.
RESUMABLE = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class NightResult:
    """What a run did: its id, each source's night, the problems, and how many messages could not be delivered."""

    run_id: int
    nights: tuple[SourceNight, ...]
    issues: tuple[Issue, ...]
    undelivered: int

    @property
    def needs_care(self) -> bool:
        """Return whether somebody should look: an error or a warning, or mail that did not leave."""
        return bool(self.undelivered) or any(issue.level is not Level.NOTE for issue in self.issues)


@dataclass(frozen=True, slots=True)
class Night:
    """What every step of a run needs: the desk of the stages, the settings, the ids to look at tonight, and the clock."""

    desk: Desk
    config: Config
    chosen: Sequence[str]
    clock: Clock


def nightly(
    config: Config,
    sources: Sequence[Source],
    chosen: Sequence[str],
    start: datetime,
    tick: Tick,
    *,
    mail: bool = True,
    budget: int | None = None,
) -> NightResult:
    """Run one night over the chosen of the declared sources, from lock to digest.

    ``budget`` lowers every source's own budget of requests. ArchiveHeldError when another run holds the archive;
    ArchiveError when it cannot be opened, NoRoomError when the disk is nearly full. A killed run of the last twelve hours is continued; an older one is brought to
    its end first, and told.
    """
    known = {source.id: source for source in sources}
    clock = Clock(start)
    room.check(config.archive, config.min_free_mb)
    with hold(config.archive, "nightly"), Archive.open(config.archive) as archive, Workers(known) as workers:
        runs.write_sources(archive, sources)
        night = Night(Desk(archive, workers, known, ZoneInfo(config.timezone), tick), config, chosen, clock)
        run_id = _take_up(night)
        stages.read_again(night.desk, run_id)
        lists = Lists(night.desk, run_id)
        failures = crawl(config, CrawlTask(run_id, clock.now(), chosen, budget), _meanwhile(night.desk, run_id, lists))
        result = _conclude(night, run_id, failures, lists)
        missing = deliver(archive, config, clock.now()) if mail else 0
        metrics.write(archive, config.archive / metrics.FILE_NAME)
    return replace(result, undelivered=missing)


def _take_up(night: Night) -> int:
    """Return the run to work in: the killed one of this night, or a new one after what is left of older ones was derived."""
    archive = night.desk.archive
    for run_id in ledger.underived(archive):
        stages.derive(night.desk, run_id, ledger.started_at(archive, run_id))
    unfinished = runs.unfinished_run(archive)
    if unfinished is not None:
        started = ledger.started_at(archive, unfinished)
        if timedelta(0) <= night.clock.now() - started < RESUMABLE:
            return unfinished
        message = f"run {unfinished} was interrupted and brought to its end by the next one"
        _conclude(night, unfinished, [Issue(Level.WARNING, "run_interrupted", message)])
    return runs.begin_run(archive, "nightly", night.clock.now())


def _meanwhile(desk: Desk, run_id: int, lists: Lists) -> Callable[[], None]:
    """Return what the parent does while the crawl goes on: tell how many pages have come, and read them on the other core."""
    told, reached = 0, stages.Reached()

    def look() -> None:
        nonlocal told
        count = ledger.count(desk.archive, run_id)
        desk.tick("crawl", count - told)
        told = count
        stages.read_meanwhile(desk, run_id, lists, reached)

    return look


def _conclude(night: Night, run_id: int, failures: Sequence[Issue], lists: Lists | None = None) -> NightResult:
    """Derive, judge and tell what a run has fetched, then call it finished."""
    archive, now = night.desk.archive, night.clock.now()
    read = stages.derive(night.desk, run_id, ledger.started_at(archive, run_id), lists)
    counted = tally(archive, run_id)
    judged, problems = [], [*failures, *_undelivered_before(night, run_id), *_clock_back(archive, run_id)]
    for source_id in night.chosen:
        source, counts = night.desk.sources[source_id], counted.get(source_id, Tally())
        past = read.past[source_id]
        judged.append(health.judge(source, counts, read.nights[source_id], past))
        problems.extend(health.issues(source, counts, judged[-1], past))
    problems.extend(map(health.mass_issue, mass.events(archive, run_id, night.chosen)))
    nights.store(archive, run_id, judged)
    issue_store.open_issues(archive, run_id, problems, now)
    elsewhere = {source.id for source in night.desk.sources.values() if source.enabled} - set(night.chosen)
    issue_store.close_older(archive, run_id, now, elsewhere)
    compose(archive, night.config, run_id, now)
    result = NightResult(run_id, tuple(judged), tuple(issue_store.of_run(archive, run_id)), undelivered=0)
    runs.finish_run(archive, run_id, night.clock.now(), RunStatus.PARTIAL if result.needs_care else RunStatus.DONE)
    return result


def _undelivered_before(night: Night, run_id: int) -> list[Issue]:
    """Return what is to be told of the mail of earlier runs."""
    before = ledger.started_before(night.desk.archive, run_id)
    problem = undelivered(night.desk.archive, run_id, before) if before else None
    return [problem] if problem else []


def _clock_back(archive: Archive, run_id: int) -> list[Issue]:
    """Return a note where a run began before the one that came before it: either clock may be the wrong one."""
    start, before = ledger.started_at(archive, run_id), ledger.started_before(archive, run_id)
    if before is None or start >= before:
        return []
    message = f"the clock went back: run {run_id} began at {start:%Y-%m-%d %H:%M} UTC, the one before it at {before:%Y-%m-%d %H:%M}"
    return [Issue(Level.NOTE, "clock_went_back", message)]
