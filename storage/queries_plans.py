"""What reports read of plans: the events a run was the first to see, and the days on which something is due."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from planwatch.records import DeadlineKind, EventKind
from storage.archive import Archive
from storage.queries import names_in, rows
from storage.times import moment

# A source is catalogued, not announced, in the first run that gave it an article: all it holds is new to us, not to the world.
_NEWS = """
SELECT news.run_id, runs.started_at AS seen_at, news.plan_id, news.title, news.event, news.kind, news.stage, news.document_number, news.issuers, news.period,
    plans.regions, news.happened_on, news.article_id, articles.title AS article, news.url, articles.published_on, news.evidence,
    articles.source_id, sources.name AS source, sources.name_en AS source_en,
    NOT EXISTS (SELECT 1 FROM plan_events AS earlier WHERE earlier.plan_id = news.plan_id AND earlier.kind <> 'mentioned'
        AND earlier.run_id < news.run_id) AS is_first,
    NOT EXISTS (SELECT 1 FROM articles AS known WHERE known.source_id = articles.source_id
        AND known.first_run_id < news.run_id) AS catalogued,
    (SELECT json_group_array(key) FROM (SELECT key FROM plan_keys WHERE plan_id = news.plan_id ORDER BY key)) AS keys
FROM new_plans AS news
JOIN runs ON runs.id = news.run_id
JOIN plans ON plans.id = news.plan_id
JOIN articles ON articles.id = news.article_id
JOIN sources ON sources.id = articles.source_id
WHERE news.run_id BETWEEN ? AND ? ORDER BY news.run_id, news.plan_id, news.happened_on, news.event
"""
_DEADLINES = """
SELECT plan_deadlines.plan_id, plans.title, plan_deadlines.kind, plan_deadlines.due_on, plan_deadlines.evidence,
    plans.issuers, plans.regions, plans.document_number, articles.source_id, sources.name AS source, sources.name_en AS source_en,
    articles.url, (SELECT json_group_array(key) FROM (SELECT key FROM plan_keys WHERE plan_id = plans.id ORDER BY key)) AS keys
FROM plan_deadlines
JOIN plans ON plans.id = plan_deadlines.plan_id
JOIN versions ON versions.id = plan_deadlines.version_id
JOIN articles ON articles.id = versions.article_id
JOIN sources ON sources.id = articles.source_id
WHERE length(plan_deadlines.due_on) >= 10 AND substr(plan_deadlines.due_on, 1, 10) BETWEEN ? AND ? AND articles.gone_at IS NULL
    AND versions.run_id <= ?
ORDER BY plan_deadlines.due_on, plan_deadlines.id
"""


@dataclass(frozen=True, slots=True)
class PlanNews:
    """A plan's event in the run that first saw it, with the article that reports it.

    ``seen_at`` is when that run began (UTC). ``is_first``: no earlier run saw a step of this plan. ``catalogued``: the run was the first to give its source an article.
    ``keys`` identify the plan over a rebuild.
    """

    run_id: int
    seen_at: dt.datetime
    plan_id: int
    title: str
    event: EventKind
    kind: str
    stage: EventKind
    document_number: str | None
    issuers: tuple[str, ...]
    period: str | None
    regions: tuple[str, ...]
    happened_on: str | None
    article_id: int
    article: str
    url: str
    published_on: str | None
    evidence: str
    source_id: str
    source: str
    source_en: str | None
    is_first: bool
    catalogued: bool
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day (ISO) on which something of a plan is due, with the sentence and the article that say so."""

    plan_id: int
    title: str
    kind: DeadlineKind
    due_on: str
    evidence: str
    issuers: tuple[str, ...]
    regions: tuple[str, ...]
    document_number: str | None
    source_id: str
    source: str
    source_en: str | None
    url: str
    keys: tuple[str, ...]


def plan_news(archive: Archive, first_run: int, last_run: int) -> list[PlanNews]:
    """Return the plan events that the runs from ``first_run`` to ``last_run`` were the first to see; mentions are none."""
    return [PlanNews(**_typed(row)) for row in rows(archive, _NEWS, [first_run, last_run])]


def deadlines(archive: Archive, first_day: str, last_day: str, run_id: int) -> list[Deadline]:
    """Return what is due from ``first_day`` to ``last_day`` (ISO days, both included) as run ``run_id`` knew it, the soonest first."""
    return [Deadline(**_typed(row)) for row in rows(archive, _DEADLINES, [first_day, last_day, run_id])]


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    typed = {**row, **{name: names_in(row[name]) for name in ("issuers", "regions", "keys")}}
    if "event" not in row:
        return {**typed, "kind": DeadlineKind(row["kind"])}
    flags = {name: bool(row[name]) for name in ("is_first", "catalogued")}
    return {
        **typed,
        **flags,
        "seen_at": moment(row["seen_at"]),
        "event": EventKind(row["event"]),
        "stage": EventKind(row["stage"]),
    }
