"""The part of a report that one subscription asks for."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from planwatch.records import Subscription
from reports.changes import PlanEntry, Report
from storage.queries_changes import Change
from storage.queries_plans import Deadline, PlanNews


def narrow(report: Report, wanted: Subscription) -> Report:
    """Return the report with only what the subscription asks for; an empty filter asks for everything.

    Sources, regions and keywords narrow plans, changes and deadlines; events narrow plans; sources alone narrow what needs care.
    What was looked at stays whole.
    """
    return replace(
        report,
        new_plans=_plans(report.new_plans, wanted),
        moved=_plans(report.moved, wanted),
        first_nights=tuple(n for n in report.first_nights if not wanted.sources or n.source_id in wanted.sources),
        catalogued=_plans(report.catalogued, wanted),
        changed=tuple(entry for entry in report.changed if _change(entry.change, wanted)),
        cosmetic=tuple(change for change in report.cosmetic if _change(change, wanted)),
        withdrawn=tuple(change for change in report.withdrawn if _change(change, wanted)),
        extended=tuple(extension for extension in report.extended if _deadline(extension, wanted)),
        noted=tuple(one for one in report.noted if _wanted(wanted, one.source_id, (one.title, one.detail))),
        deadlines=tuple(deadline for deadline in report.deadlines if _deadline(deadline, wanted)),
        care=tuple(care for care in report.care if not wanted.sources or care.source_id in {None, *wanted.sources}),
    )


def _plans(entries: Iterable[PlanEntry], wanted: Subscription) -> tuple[PlanEntry, ...]:
    narrowed = (
        replace(entry, events=tuple(event for event in entry.events if _event(event, wanted))) for entry in entries
    )
    return tuple(entry for entry in narrowed if entry.events)


def _event(news: PlanNews, wanted: Subscription) -> bool:
    if wanted.events and news.event not in wanted.events:
        return False
    return _wanted(wanted, news.source_id, (news.title, news.article, news.evidence, *news.regions, *news.issuers))


def _change(change: Change, wanted: Subscription) -> bool:
    texts = (change.title, change.text_before or "", change.text_after or "")
    return _wanted(wanted, change.source_id, texts)


def _deadline(deadline: Deadline, wanted: Subscription) -> bool:
    return _wanted(
        wanted, deadline.source_id, (deadline.title, deadline.evidence, *deadline.regions, *deadline.issuers)
    )


def _wanted(wanted: Subscription, source_id: str, texts: Sequence[str]) -> bool:
    if wanted.sources and source_id not in wanted.sources:
        return False
    return all(_names(texts, names) for names in (wanted.regions, wanted.keywords) if names)


def _names(texts: Sequence[str], names: Iterable[str]) -> bool:
    return any(name.casefold() in text.casefold() for name in names for text in texts)
