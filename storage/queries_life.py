"""What a plan's page reads: all that any text told of one plan, and of those it is linked to."""

from dataclasses import dataclass
from typing import Any

from planwatch.records import DeadlineKind, EventKind, LinkKind
from storage.archive import Archive
from storage.queries import names_in, rows

_PLAN = """
SELECT id, title, kind, stage, document_number, issuers, period, period_end, regions, subjects, lineage FROM plans WHERE id = ?
"""
_WHERE = """
JOIN versions ON versions.id = told.version_id
JOIN articles ON articles.id = versions.article_id
JOIN sources ON sources.id = articles.source_id
"""
# The day by which a step was told: the publication, or Beijing's day of the run that saw it. What a paper repeals without a day ends
# when that paper comes into force.
_KNOWN_ON = """coalesce(
    iif(told.kind = 'repealed', (SELECT min(due_on) FROM plan_deadlines AS due
        WHERE due.version_id = told.version_id AND due.kind = 'effective' AND due.plan_id <> told.plan_id), NULL),
    min(iif(length(versions.published_on) >= 10, substr(versions.published_on, 1, 10), '9999'), date(runs.started_at, '+8 hours')))"""
_EVENTS = f"""
SELECT told.kind, told.happened_on, told.evidence, told.rule, {_KNOWN_ON} AS known_on, articles.id AS article_id,
    articles.title AS article, articles.url, sources.name AS source, sources.name_en AS source_en
FROM plan_events AS told {_WHERE} JOIN runs ON runs.id = told.run_id
WHERE told.plan_id = ? AND told.kind <> 'mentioned'
ORDER BY sources.kind <> 'ministry', EXISTS (SELECT 1 FROM copies WHERE copies.article_id = articles.id), told.id
"""
# The step that the same version tells of the plan says whether a goal is a draft's or the plan's. A number that a later version of the
# article changed is its number no more.
_TARGETS = f"""
SELECT plans.id AS plan_id, plans.title, plans.period, coalesce(
        (SELECT kind FROM plan_events WHERE plan_id = told.plan_id AND version_id = told.version_id ORDER BY kind = 'mentioned', id LIMIT 1),
        'mentioned') AS told_as,
    told.year, told.text, told.quantity, told.value, told.unit, told.evidence, min(articles.url) AS url,
    max(sources.kind = 'ministry' AND NOT EXISTS (SELECT 1 FROM copies WHERE copies.article_id = articles.id)) AS is_official
FROM plan_targets AS told JOIN plans ON plans.id = told.plan_id {_WHERE}
WHERE (told.plan_id = ?1 OR (?2 <> '' AND plans.lineage = ?2)) AND NOT EXISTS (
    SELECT 1 FROM plan_targets AS later JOIN versions AS newer ON newer.id = later.version_id
    WHERE later.plan_id = told.plan_id AND later.year = told.year AND later.quantity = told.quantity AND told.value IS NOT NULL
        AND newer.article_id = articles.id AND newer.number > versions.number)
GROUP BY plans.id, told_as, told.year, told.text ORDER BY plans.period_start, told_as NOT IN ('drafting', 'consultation'), told.year, min(told.id)
"""
_DEADLINES = f"""
SELECT told.kind, told.due_on, told.evidence, told.rule, articles.url
FROM plan_deadlines AS told {_WHERE} WHERE told.plan_id = ? ORDER BY told.due_on, told.id
"""
_LINKS = """
SELECT plan_links.kind, plan_links.plan_id = ?1 AS is_own, other.id AS plan_id, other.title, other.period, other.stage
FROM plan_links JOIN plans AS other ON other.id = iif(plan_links.plan_id = ?1, plan_links.other_plan_id, plan_links.plan_id)
WHERE plan_links.plan_id = ?1 OR plan_links.other_plan_id = ?1 ORDER BY plan_links.kind, is_own DESC, other.id
"""
# Every article that names the plan, those that tell of a step first; a copy stands behind its original.
_ARTICLES = f"""
SELECT articles.id AS article_id, articles.title, articles.url, sources.name AS source, sources.name_en AS source_en,
    articles.published_on, articles.gone_at, articles.version_count, copies.original_id,
    (SELECT json_group_array(title) FROM attachments WHERE article_id = articles.id) AS files,
    json_group_array(DISTINCT told.kind) AS steps
FROM plan_events AS told {_WHERE} LEFT JOIN copies ON copies.article_id = articles.id
LEFT JOIN articles AS original ON original.id = copies.original_id
WHERE told.plan_id = ? GROUP BY articles.id
ORDER BY max(told.kind <> 'mentioned') DESC,
    coalesce(original.published_on, articles.published_on, articles.first_seen_at), coalesce(original.id, articles.id),
    original.id IS NOT NULL, articles.id
LIMIT ?
"""
# A plan that every week's news names has hundreds; the page says when it leaves some out.
ARTICLES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One report of a step; by ``known_on`` (ISO day) it had been told, so that what bears no day had happened by then."""

    kind: EventKind
    happened_on: str | None
    evidence: str
    rule: str
    known_on: str
    article_id: int
    article: str
    url: str
    source: str
    source_en: str | None


@dataclass(frozen=True, slots=True)
class LifeTarget:
    """A goal of the plan or of one of its lineage; ``told_as`` is the step of which the text with the goal tells (consultation: a draft).

    ``is_official``: a ministry's page or file that is no copy states it in these words.
    """

    plan_id: int
    title: str
    period: str | None
    told_as: EventKind
    year: int
    text: str
    quantity: str
    value: float | None
    unit: str
    evidence: str
    url: str
    is_official: bool


@dataclass(frozen=True, slots=True)
class LifeDeadline:
    """A day on which something is, or was, due."""

    kind: DeadlineKind
    due_on: str
    evidence: str
    rule: str
    url: str


@dataclass(frozen=True, slots=True)
class LifeLink:
    """A link to another plan; ``is_own``: from this plan to the other, else from the other to this one."""

    kind: LinkKind
    is_own: bool
    plan_id: int
    title: str
    period: str | None
    stage: EventKind


@dataclass(frozen=True, slots=True)
class LifeArticle:
    """An article that names the plan, its files by title, and the steps it tells of; ``original_id`` where it is a copy."""

    article_id: int
    title: str
    url: str
    source: str
    source_en: str | None
    published_on: str | None
    gone_at: str | None
    version_count: int
    original_id: int | None
    files: tuple[str, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanLife:
    """All that is known of one plan; ``stage`` is the furthest step seen of it."""

    id: int
    title: str
    kind: str
    stage: EventKind
    document_number: str | None
    issuers: tuple[str, ...]
    period: str | None
    period_end: int | None
    regions: tuple[str, ...]
    subjects: tuple[str, ...]
    events: tuple[LifeEvent, ...]
    targets: tuple[LifeTarget, ...]
    deadlines: tuple[LifeDeadline, ...]
    links: tuple[LifeLink, ...]
    articles: tuple[LifeArticle, ...]


def plan_life(archive: Archive, plan_id: int) -> PlanLife | None:
    """Return the life of the plan with this id, None where there is none."""
    plan = next(rows(archive, _PLAN, [plan_id]), None)
    if plan is None:
        return None
    lists = {name: names_in(plan[name]) for name in ("issuers", "regions", "subjects")}
    events = rows(archive, _EVENTS, [plan_id])
    targets = rows(archive, _TARGETS, [plan_id, plan.pop("lineage")])
    deadlines = rows(archive, _DEADLINES, [plan_id])
    links = rows(archive, _LINKS, [plan_id])
    articles = rows(archive, _ARTICLES, [plan_id, ARTICLES_SHOWN])
    return PlanLife(
        **{**plan, **lists, "stage": EventKind(plan["stage"])},
        events=tuple(LifeEvent(**{**row, "kind": EventKind(row["kind"])}) for row in events),
        targets=tuple(map(_target, targets)),
        deadlines=tuple(LifeDeadline(**{**row, "kind": DeadlineKind(row["kind"])}) for row in deadlines),
        links=tuple(map(_link, links)),
        articles=tuple(map(_article, articles)),
    )


def _target(row: dict[str, Any]) -> LifeTarget:
    return LifeTarget(**{**row, "told_as": EventKind(row["told_as"]), "is_official": bool(row["is_official"])})


def _link(row: dict[str, Any]) -> LifeLink:
    return LifeLink(
        **{**row, "kind": LinkKind(row["kind"]), "is_own": bool(row["is_own"]), "stage": EventKind(row["stage"])}
    )


def _article(row: dict[str, Any]) -> LifeArticle:
    return LifeArticle(**{**row, "files": names_in(row["files"]), "steps": names_in(row["steps"])})
