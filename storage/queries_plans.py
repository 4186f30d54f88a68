"""What reports read of plans: the events a run was the first to see, and the days on which something is due."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from planwatch.records import DeadlineKind, EventKind
from storage.archive import Archive
from storage.queries import names_in, rows
from storage.times import moment

# What stood on a list when that list was first read is new to us, not to the world: the first night of a source or of a column, and
# a list page that only a deeper look reached. An article that no list showed (a page watched for itself) is so in its source's first
# run; what neither a night nor a crawl brought (an import) is so always. A new version is of tonight in any case. The first answer is
# the one that was kept first: a clock that was set back must not make a later one look earlier.
_IS_OLD = """
versions.number = 1 AND (seen.kind NOT IN ('nightly', 'crawl') OR CASE
    WHEN pages.found_on_page_id IS NULL THEN NOT EXISTS (
        SELECT 1 FROM articles AS known WHERE known.source_id = articles.source_id AND known.first_run_id < versions.run_id)
    ELSE pages.found_at <= coalesce((SELECT captures.captured_at FROM captures JOIN readings ON readings.capture_id = captures.id
        WHERE captures.page_id = pages.found_on_page_id AND readings.verdict IN ('ok', 'unchanged') ORDER BY captures.id LIMIT 1), '') END)
"""
_NEWS = f"""
SELECT news.run_id, runs.started_at AS seen_at, news.plan_id, news.title, news.event, news.kind, news.stage, news.document_number, news.issuers, news.period,
    plans.regions, news.happened_on, news.article_id, articles.title AS article, news.url, articles.published_on, news.evidence,
    articles.source_id, sources.name AS source, sources.name_en AS source_en,
    (SELECT json_group_array(json_array(kind, happened_on)) FROM plan_events AS earlier WHERE earlier.plan_id = news.plan_id
        AND earlier.kind <> 'mentioned' AND earlier.run_id < news.run_id) AS earlier,
    NOT EXISTS (SELECT 1 FROM plan_events AS told
        JOIN versions ON versions.id = told.version_id
        JOIN articles ON articles.id = versions.article_id
        JOIN pages ON pages.id = articles.page_id
        JOIN runs AS seen ON seen.id = versions.run_id
        WHERE told.plan_id = news.plan_id AND told.kind = news.event AND told.run_id = news.run_id AND NOT ({_IS_OLD})) AS catalogued,
    (SELECT json_group_array(key) FROM (SELECT key FROM plan_keys WHERE plan_id = news.plan_id ORDER BY key)) AS keys
FROM new_plans AS news
JOIN runs ON runs.id = news.run_id
JOIN plans ON plans.id = news.plan_id
JOIN articles ON articles.id = news.article_id
JOIN sources ON sources.id = articles.source_id
WHERE news.run_id BETWEEN ? AND ? ORDER BY news.run_id, news.plan_id, news.happened_on, news.event
"""
_DUE = """
SELECT plan_deadlines.plan_id, plans.title, plan_deadlines.kind, plan_deadlines.due_on, plan_deadlines.evidence,
    plans.issuers, plans.regions, plans.document_number, articles.source_id, sources.name AS source, sources.name_en AS source_en,
    articles.url, (SELECT json_group_array(key) FROM (SELECT key FROM plan_keys WHERE plan_id = plans.id ORDER BY key)) AS keys
"""
_PLACES = """
FROM plan_deadlines
JOIN plans ON plans.id = plan_deadlines.plan_id
JOIN versions ON versions.id = plan_deadlines.version_id
JOIN articles ON articles.id = versions.article_id
JOIN sources ON sources.id = articles.source_id
"""
# A day that was put off is no deadline any more, nor is one in whose place its page now gives another.
_DEADLINES = f"""
{_DUE} {_PLACES}
WHERE length(plan_deadlines.due_on) >= 10 AND substr(plan_deadlines.due_on, 1, 10) BETWEEN ?1 AND ?2 AND articles.gone_at IS NULL
    AND versions.run_id <= ?3 AND NOT EXISTS (
        SELECT 1 FROM plan_deadlines AS later JOIN versions AS teller ON teller.id = later.version_id
        WHERE later.plan_id = plan_deadlines.plan_id AND later.kind = plan_deadlines.kind AND later.rule = 'extended-to'
            AND later.due_on > plan_deadlines.due_on AND teller.run_id <= ?3)
    AND NOT EXISTS (
        SELECT 1 FROM plan_deadlines AS other JOIN versions AS newer ON newer.id = other.version_id
        WHERE other.plan_id = plan_deadlines.plan_id AND other.kind = plan_deadlines.kind AND newer.article_id = versions.article_id
            AND newer.number > versions.number AND newer.run_id <= ?3 AND instr(newer.text, plan_deadlines.evidence) = 0)
ORDER BY plan_deadlines.due_on, plan_deadlines.id
"""
_EXTENSIONS = f"""
{_DUE}, seen.started_at AS seen_at, (SELECT max(before.due_on) FROM plan_deadlines AS before JOIN versions AS teller ON teller.id = before.version_id
        WHERE before.plan_id = plan_deadlines.plan_id AND before.kind = plan_deadlines.kind AND before.due_on < plan_deadlines.due_on
            AND teller.run_id <= versions.run_id) AS before
{_PLACES} JOIN pages ON pages.id = articles.page_id JOIN runs AS seen ON seen.id = versions.run_id
WHERE plan_deadlines.rule = 'extended-to' AND versions.run_id BETWEEN ? AND ? AND NOT ({_IS_OLD})
ORDER BY plan_deadlines.due_on, plan_deadlines.id
"""


@dataclass(frozen=True, slots=True)
class PlanNews:
    """A plan's event in the run that first saw it, with the article that reports it.

    ``seen_at`` is when that run began (UTC). ``earlier`` are the steps that earlier runs saw, each with its day. ``catalogued``: all that tells
    of it stood on its list when that was first read. ``keys`` identify the plan over a rebuild.
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
    earlier: tuple[tuple[EventKind, str | None], ...]
    catalogued: bool
    keys: tuple[str, ...]

    @property
    def is_first(self) -> bool:
        """Return whether no earlier run saw a step of this plan."""
        return not self.earlier


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


@dataclass(frozen=True, slots=True)
class Extension(Deadline):
    """A deadline put off (延长至); ``before`` is the day that was known until then, None where none was. ``seen_at`` is the run's start in UTC."""

    seen_at: dt.datetime
    before: str | None


def plan_news(archive: Archive, first_run: int, last_run: int) -> list[PlanNews]:
    """Return the plan events that the runs from ``first_run`` to ``last_run`` were the first to see; mentions are none."""
    return [PlanNews(**_typed(row)) for row in rows(archive, _NEWS, [first_run, last_run])]


def deadlines(archive: Archive, first_day: str, last_day: str, run_id: int) -> list[Deadline]:
    """Return what is due from ``first_day`` to ``last_day`` (ISO days, both included) as run ``run_id`` knew it, the soonest first."""
    return [Deadline(**_typed(row)) for row in rows(archive, _DEADLINES, [first_day, last_day, run_id])]


def extensions(archive: Archive, first_run: int, last_run: int) -> list[Extension]:
    """Return the deadlines that these runs were the first to see put off; not what was catalogued."""
    found = rows(archive, _EXTENSIONS, [first_run, last_run])
    return [Extension(**_typed(row) | {"seen_at": moment(row["seen_at"])}) for row in found]


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    typed = {**row, **{name: names_in(row[name]) for name in ("issuers", "regions", "keys")}}
    if "event" not in row:
        return {**typed, "kind": DeadlineKind(row["kind"])}
    return {
        **typed,
        "earlier": tuple((EventKind(kind), day) for kind, day in json.loads(row["earlier"])),
        "catalogued": bool(row["catalogued"]),
        "seen_at": moment(row["seen_at"]),
        "event": EventKind(row["event"]),
        "stage": EventKind(row["stage"]),
    }
