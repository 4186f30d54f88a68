"""The change report: what some runs found, as plain data; every rendering and the digest are made from it."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from plans.timeline import moves_on
from planwatch.diff import compare
from planwatch.findings import Finding, findings
from planwatch.records import ChangeKind, Level, PlanEvent, Significance, SourceState
from planwatch.spelling import one_script
from planwatch.standing import standing
from reports.passages import Passage, passages
from storage import queries
from storage.archive import Archive
from storage.queries import FirstNight, Night, Problem, Run
from storage.queries_changes import Change, Noted, changes, noted
from storage.queries_copies import Carrier, Story, copied_texts, stories, tellers
from storage.queries_plans import Deadline, Extension, PlanNews, deadlines, extensions, plan_news

DEFAULT_ZONE = "Asia/Shanghai"
# How many days ahead a deadline is told: a week to act; it is told again when two days are left.
DAYS_AHEAD = 7
GOOD = (SourceState.OK, SourceState.QUIET)
TEXT_KINDS = (ChangeKind.EDITED, ChangeKind.ATTACHMENT)


class NoRunError(LookupError):
    """There is no run to report on; the message says which was asked for."""


class OfSource(Protocol):
    """A row that belongs to a source, or to the run itself."""

    @property
    def source_id(self) -> str | None:
        """Return the source's id."""


Row = TypeVar("Row", bound=OfSource)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about: its first day where it is one of a time, and its sources' ids, none for all."""

    since: dt.date | None = None
    sources: Collection[str] = ()

    def of(self, rows: Iterable[Row]) -> list[Row]:
        """Return the rows that belong to the sources asked for."""
        return [row for row in rows if not self.sources or row.source_id in self.sources]


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan with the events seen of it, the one that leads first, and the articles about it that tell of them."""

    events: tuple[PlanNews, ...]
    tellers: tuple[Carrier, ...] = ()

    @property
    def lead(self) -> PlanNews:
        """Return the event that stands for the entry: the one that gave the plan its stage, else the first."""
        return next((event for event in self.events if event.event == event.stage), self.events[0])


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """A change with what it amounts to, the passages that differ, and the copies (ids of articles) that still carry the old text.

    ``rewritten`` where next to nothing was kept.
    """

    change: Change
    findings: tuple[Finding, ...] = ()
    passages: tuple[Passage, ...] = ()
    rewritten: bool = False
    still_old: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Care:
    """A source that needs care, or the run itself (``source_id`` None); ``state`` is None where only issues tell it."""

    source_id: str | None
    source: str | None
    source_en: str | None
    home_url: str | None
    state: SourceState | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """What the runs looked at: sources that answered, all sources, answers received, articles never seen before."""

    sources_seen: int
    sources: int
    pages: int
    new_articles: int


@dataclass(frozen=True, slots=True)
class Report:
    """What the runs from ``first_run`` to ``last_run`` found; ``day`` is the last one's day in the house's time zone.

    ``stories`` are those that the articles told of carry, each once with its copies.
    """

    first_run: Run
    last_run: Run
    day: dt.date
    since: dt.date | None
    new_plans: tuple[PlanEntry, ...]
    moved: tuple[PlanEntry, ...]
    first_nights: tuple[FirstNight, ...]
    catalogued: tuple[PlanEntry, ...]
    changed: tuple[ChangeEntry, ...]
    cosmetic: tuple[Change, ...]
    withdrawn: tuple[Change, ...]
    new_articles: tuple[Change, ...]
    deadlines: tuple[Deadline, ...]
    care: tuple[Care, ...]
    looked: Looked
    extended: tuple[Extension, ...] = ()
    stories: tuple[Story, ...] = ()
    noted: tuple[Noted, ...] = ()


def for_run(
    archive: Archive, run_id: int | None = None, timezone: str = DEFAULT_ZONE, sources: Collection[str] = ()
) -> Report:
    """Return the report of one run, or of the latest finished one, on some sources or on all; NoRunError where there is none."""
    run = queries.run(archive, run_id)
    if run is None:
        message = "the archive holds no finished run" if run_id is None else f"the archive holds no run {run_id}"
        raise NoRunError(message)
    return _report(archive, run, run, timezone, Asked(None, sources))


def since(
    archive: Archive,
    day: dt.date,
    timezone: str = DEFAULT_ZONE,
    sources: Collection[str] = (),
    until: dt.date | None = None,
) -> Report:
    """Return the report of the finished runs that began from ``day`` to ``until``, both included; NoRunError where there is none."""
    zone = ZoneInfo(timezone)
    found = [
        run
        for run in queries.runs_since(archive, dt.datetime.combine(day, dt.time(), zone))
        if until is None or run.started_at.astimezone(zone).date() <= until
    ]
    if not found:
        message = f"the archive holds no finished run since {day}{f' until {until}' if until else ''}"
        raise NoRunError(message)
    return _report(archive, found[0], found[-1], timezone, Asked(day, sources))


def as_data(report: Report) -> dict[str, Any]:
    """Return the report as what JSON can hold; whole texts are left out, the passages that differ stand for them."""
    return {name: _plain(value) for name, value in asdict(report).items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items() if name not in {"text_before", "text_after"}}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _report(archive: Archive, first: Run, last: Run, timezone: str, asked: Asked) -> Report:
    day = last.started_at.astimezone(ZoneInfo(timezone)).date()
    found = asked.of(changes(archive, first.id, last.id))
    plans = _by_plan(asked.of(plan_news(archive, first.id, last.id)), tellers(archive, first.id, last.id))
    nights = asked.of(queries.nights(archive, first.id, last.id))
    edits = [change for change in found if change.kind in TEXT_KINDS and change.significance is Significance.COSMETIC]
    silent = {ChangeKind.NEW, ChangeKind.WITHDRAWN}
    told = [change for change in found if change.kind not in silent and change not in edits]
    new_articles = tuple(change for change in found if change.kind is ChangeKind.NEW)
    first_nights = tuple(asked.of(queries.first_nights(archive, first.id, last.id)))
    old = _still_old(archive, told, last.id)
    return Report(
        first_run=first,
        last_run=last,
        day=day,
        since=asked.since,
        new_plans=tuple(entry for entry in plans if _is_new(entry) and not _is_catalogued(entry)),
        moved=tuple(
            filter(None, (_moved(entry) for entry in plans if not _is_new(entry) and not _is_catalogued(entry)))
        ),
        first_nights=first_nights,
        catalogued=tuple(filter(_is_catalogued, plans)),
        changed=tuple(sorted((_change_entry(change, old[change.change_id]) for change in told), key=_weight)),
        cosmetic=tuple(edits),
        withdrawn=tuple(change for change in found if change.kind is ChangeKind.WITHDRAWN),
        new_articles=new_articles,
        deadlines=tuple(asked.of(deadlines(archive, str(day), str(day + dt.timedelta(days=DAYS_AHEAD)), last.id))),
        care=_care(nights, asked.of(queries.problems(archive, first.id, last.id))),
        looked=_looked(nights, len(new_articles)),
        extended=tuple(asked.of(extensions(archive, first.id, last.id))),
        stories=stories(archive, _carriers(plans, found, first_nights), last.id),
        noted=tuple(asked.of(noted(archive, first.id, last.id))),
    )


def _carriers(plans: Iterable[PlanEntry], found: Iterable[Change], first_nights: Iterable[FirstNight]) -> set[int]:
    """Return the articles whose stories a report tells: not of all that a source's first night brings."""
    catalogued = {night.source_id for night in first_nights}
    told = {
        change.article_id for change in found if change.kind is not ChangeKind.NEW or change.source_id not in catalogued
    }
    announced = [entry for entry in plans if not _is_catalogued(entry)]
    tellers_of = {teller.article_id for entry in announced for teller in entry.tellers}
    return told | tellers_of | {entry.lead.article_id for entry in announced}


def _still_old(archive: Archive, told: Sequence[Change], last_run: int) -> dict[int, tuple[int, ...]]:
    """Return the copies that still carry what a text said before a change, by the change."""
    texts = copied_texts(archive, {change.article_id for change in told if change.kind is ChangeKind.EDITED}, last_run)
    found: dict[int, tuple[int, ...]] = {}
    for change in told:
        copies = texts.get(change.article_id, {}) if change.kind is ChangeKind.EDITED else {}
        before, after = change.text_before or "", change.text_after or ""
        found[change.change_id] = tuple(copy for copy, text in copies.items() if standing(text, before, after).old)
    return found


def _by_plan(news: Iterable[PlanNews], told_by: Mapping[int, tuple[Carrier, ...]]) -> list[PlanEntry]:
    ordered = sorted(news, key=lambda event: event.plan_id)
    plans = groupby(ordered, key=lambda event: event.plan_id)
    return [PlanEntry(tuple(events), told_by.get(plan_id, ())) for plan_id, events in plans]


def _is_new(entry: PlanEntry) -> bool:
    return any(event.is_first for event in entry.events)


def _moved(entry: PlanEntry) -> PlanEntry | None:
    """Return the entry with the steps that come after those known before, None where all are looks back."""
    steps = tuple(event for event in entry.events if _is_step(event))
    return replace(entry, events=steps) if steps else None


def _is_step(news: PlanNews) -> bool:
    known = [PlanEvent(kind, day, "", "") for kind, day in news.earlier]
    return moves_on(PlanEvent(news.event, news.happened_on, news.evidence, ""), known)


def _is_catalogued(entry: PlanEntry) -> bool:
    return all(event.catalogued for event in entry.events)


def _change_entry(change: Change, still_old: tuple[int, ...]) -> ChangeEntry:
    if change.kind not in TEXT_KINDS and (
        change.kind is not ChangeKind.MOVED or change.text_before == change.text_after
    ):
        return ChangeEntry(change, still_old=still_old)
    found = compare(*one_script(change.text_before or "", change.text_after or ""))
    return ChangeEntry(change, findings(found), passages(found), found.rewritten, still_old)


def _weight(entry: ChangeEntry) -> int:
    return list(Significance).index(entry.change.significance)


def _care(nights: Sequence[Night], problems: Sequence[Problem]) -> tuple[Care, ...]:
    """Return who needs care, the run itself first; a source's state is that of its last night."""
    serious = [problem for problem in problems if problem.level is not Level.NOTE]
    last = {night.source_id: night for night in nights}
    bad = [night.source_id for night in last.values() if night.state not in GOOD]
    named = list(dict.fromkeys([*(problem.source_id for problem in serious), *bad]))
    told = [problem for problem in problems if problem in serious or problem.code in set(SourceState)]
    return tuple(_cared(name, last, told) for name in sorted(named, key=lambda name: name or ""))


def _cared(source_id: str | None, nights: dict[str, Night], problems: Sequence[Problem]) -> Care:
    own = tuple(problem for problem in problems if problem.source_id == source_id)
    night = nights.get(source_id) if source_id else None
    if night:
        state = None if night.state in GOOD else night.state
        return Care(source_id, night.source, night.source_en, night.home_url, state, own)
    return Care(source_id, own[0].source, own[0].source_en, None, None, own)


def _looked(nights: Sequence[Night], new_articles: int) -> Looked:
    return Looked(
        sources_seen=len({night.source_id for night in nights if night.seen}),
        sources=len({night.source_id for night in nights}),
        pages=sum(night.fetched for night in nights),
        new_articles=new_articles,
    )
