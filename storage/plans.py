"""Plans across texts: which found plan is which known one, and what each text adds to it."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from planwatch.records import EventKind, FoundPlan, LinkKind
from storage import plan_links
from storage.archive import Archive
from storage.facts import insert

# In an order that does not depend on which answer came first, so that a night in two parts finds what one in one part finds.
_VERSIONS = """
SELECT versions.id FROM versions JOIN articles ON articles.id = article_id WHERE run_id = ? AND NOT EXISTS (
    SELECT 1 FROM changes WHERE after_version_id = versions.id AND kind IN ('new', 'edited', 'moved') AND is_technical)
ORDER BY versions.published_on IS NULL, versions.published_on, url, versions.id
"""
_TEXT = "SELECT article_id, title, text, published_on, document_number, issuers FROM versions WHERE id = ?"
# A day of force, or an end, makes the plan no more than issued until it has come.
_REACHED = """
SELECT CASE WHEN kind IN ('effective', 'repealed') AND happened_on IS NOT NULL THEN 'issued' ELSE kind END
FROM plan_events WHERE plan_id = ? ORDER BY id
"""
_COMES_INTO_FORCE = """
UPDATE plans SET stage = 'effective' WHERE stage = 'issued' AND id IN (
    SELECT plan_id FROM plan_events
    WHERE kind = 'effective' AND happened_on <= ?1
    UNION SELECT plan_id FROM plan_deadlines
    WHERE kind = 'effective' AND due_on <= ?1
)
"""
_ENDS = """
UPDATE plans SET stage = 'repealed' WHERE stage <> 'repealed' AND id IN (
    SELECT plan_id FROM plan_events WHERE kind = 'repealed' AND happened_on <= ?
)
"""
_PLACE = """
SELECT articles.id, 1 + (sources.kind = 'ministry') FROM versions
JOIN articles ON articles.id = versions.article_id JOIN sources ON sources.id = articles.source_id WHERE versions.id = ?
"""
# A draft, an adoption or an explanation without a period that comes as a period ends, or later, is of the next plan, which takes its
# name without a period too.
_PLAN_OF_KEYS = """
SELECT min(plan_id) FROM plan_keys JOIN plans ON plans.id = plan_id
WHERE key IN (SELECT value FROM json_each(:keys)) AND (:begun IS NULL OR period_end IS NULL OR period_end > :begun)
"""
# What a plan's first text left open is taken from a later one.
_COMPLETE = """
UPDATE plans SET document_number = coalesce(document_number, :document_number),
    issuers = CASE issuers WHEN '[]' THEN :issuers ELSE issuers END,
    regions = CASE regions WHEN '[]' THEN :regions ELSE regions END,
    period_start = CASE WHEN period IS NULL THEN :period_start ELSE period_start END,
    period_end = CASE WHEN period IS NULL THEN :period_end ELSE period_end END,
    period = coalesce(period, :period), lineage = CASE lineage WHEN '' THEN :lineage ELSE lineage END, seat = CASE seat WHEN '' THEN :seat ELSE seat END
WHERE id = :id
"""
# An article about the plan itself gives it its name, a ministry's own that issues it (rank 3) before its others (rank 2: a draft, which
# may go without the period) and before a news story (rank 1); until one comes, the first that mentions it stands in (rank 0). What the
# ministry says of the issuers counts.
_OFFICIAL = 2
_ADOPT = """
UPDATE plans SET original_article_id = :article_id, title = :title, kind = :kind, own_article_rank = :rank, subjects = :subjects,
    issuers = CASE :issuers WHEN '[]' THEN issuers ELSE :issuers END
WHERE id = :id AND own_article_rank < :rank
"""
_ADD_EVENT = """
INSERT OR IGNORE INTO plan_events (plan_id, kind, happened_on, version_id, run_id, evidence, rule) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_IS_TOLD = "SELECT 1 FROM plan_events WHERE plan_id = ? AND version_id = ? AND kind <> 'mentioned'"
_ADD_TARGET = """
INSERT OR IGNORE INTO plan_targets (plan_id, year, text, quantity, value, unit, evidence, rule, version_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_ADD_DEADLINE = """
INSERT OR IGNORE INTO plan_deadlines (plan_id, kind, due_on, evidence, rule, version_id) VALUES (?, ?, ?, ?, ?, ?)
"""


@dataclass(frozen=True, slots=True)
class VersionText:
    """A version as the search for plans needs it."""

    id: int
    article_id: int
    title: str
    text: str
    published_on: str | None
    document_number: str | None
    issuers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyedPlan:
    """A found plan with what ``plans.identity`` says of it: keys, kind, years, and links to other plans of the same text.

    ``lineage`` is what it shares with the plan that it succeeds, empty without a period; ``scope``, ``seat`` and
    ``is_practice`` are what plans.scope says of it; ``begun`` is the year of a draft, adoption or explanation without a period.
    """

    plan: FoundPlan
    keys: tuple[str, ...]
    kind: str
    period_start: int | None = None
    period_end: int | None = None
    links: tuple[tuple[LinkKind, FoundPlan], ...] = ()
    lineage: str = ""
    scope: str = ""
    seat: str = ""
    is_practice: bool = False
    begun: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where plans were found; ``rank`` is 2 on a ministry's page, 1 elsewhere. ``in_file``: in a file that the version names."""

    run_id: int
    version_id: int
    article_id: int
    rank: int
    in_file: bool = False


def versions_of(archive: Archive, run_id: int) -> Iterator[VersionText]:
    """Yield the versions that a run made, the earliest published first, without those that only our own reading made.

    A copy's versions are among them: it may be the only place that tells of an event.
    """
    for (version_id,) in archive.db.execute(_VERSIONS, [run_id]).fetchall():
        article_id, title, text, published_on, document_number, issuers = archive.db.execute(
            _TEXT, [version_id]
        ).fetchone()
        yield VersionText(
            version_id, article_id, title, text, published_on, document_number, tuple(json.loads(issuers))
        )


def store(
    archive: Archive,
    run_id: int,
    found: Iterable[tuple[int, Sequence[KeyedPlan]]],
    stage_of: Callable[[Iterable[EventKind]], EventKind],
    *,
    in_files: bool = False,
) -> None:
    """Keep the plans that versions (given by id) name, all in one transaction; storing them again adds nothing.

    A found plan that shares a key with a known one is that plan, the oldest where it shares keys with several. ``stage_of``
    tells from all events of a plan which stage it has reached. ``in_files``: a file that the version names says so; it tells
    a step only of a plan of which its article tells none. A day of force, or an end, makes a plan issued: ``turn_stages``.
    """
    with archive.atomic():
        for version_id, plans in found:
            article_id, rank = archive.db.execute(_PLACE, [version_id]).fetchone()
            _store_version(archive, Place(run_id, version_id, article_id, rank, in_files), plans, stage_of)


def turn_stages(archive: Archive, day: date) -> None:
    """Put plans in force, or at an end, whose day for that has come by a day, that of the run in its own time zone."""
    with archive.atomic():
        archive.db.execute(_COMES_INTO_FORCE, [day.isoformat()])
        archive.db.execute(_ENDS, [day.isoformat()])


def _store_version(
    archive: Archive, place: Place, found: Sequence[KeyedPlan], stage_of: Callable[[Iterable[EventKind]], EventKind]
) -> None:
    ids = {keyed.plan: _store(archive, place, keyed, stage_of) for keyed in found}
    stated = (
        (ids[keyed.plan], ids[other], kind)
        for keyed in found
        for kind, other in keyed.links
        if other in ids and ids[other] != ids[keyed.plan]
    )
    plan_links.store(archive, stated)
    for plan_id in dict.fromkeys(ids.values()):
        plan_links.join(archive, plan_id)


def _store(
    archive: Archive, place: Place, keyed: KeyedPlan, stage_of: Callable[[Iterable[EventKind]], EventKind]
) -> int:
    sought = {"keys": json.dumps(keyed.keys), "begun": keyed.begun}
    plan_id = archive.db.execute(_PLAN_OF_KEYS, sought).fetchone()[0] or _insert(archive, place, keyed)
    columns = _columns(keyed) | {
        "id": plan_id,
        "article_id": place.article_id,
        "rank": place.rank + (place.rank == _OFFICIAL and keyed.plan.events[0].kind is EventKind.ISSUED),
        "title": keyed.plan.title,
        "kind": keyed.kind,
    }
    archive.db.execute(_COMPLETE, columns)
    if keyed.plan.main:
        archive.db.execute(_ADOPT, columns)
    keys = [(key, plan_id) for key in keyed.keys]
    archive.db.conn.executemany("INSERT OR IGNORE INTO plan_keys (key, plan_id) VALUES (?, ?)", keys)
    _add_what_it_says(archive, place, plan_id, keyed.plan)
    kinds = archive.db.execute(_REACHED, [plan_id]).fetchall()
    stage = stage_of([EventKind(kind) for (kind,) in kinds])
    archive.db.execute("UPDATE plans SET stage = ? WHERE id = ?", [stage, plan_id])
    return int(plan_id)


def _insert(archive: Archive, place: Place, keyed: KeyedPlan) -> int:
    row = _columns(keyed) | {"title": keyed.plan.title, "kind": keyed.kind, "stage": EventKind.MENTIONED}
    row |= {"original_article_id": place.article_id, "own_article_rank": 0, "first_seen_run_id": place.run_id}
    row |= {"scope": keyed.scope, "is_practice": int(keyed.is_practice)}
    return insert(archive, "plans", row)


def _columns(keyed: KeyedPlan) -> dict[str, object]:
    """Return the columns that a later text may complete."""
    plan = keyed.plan
    return {
        "document_number": plan.document_number,
        "issuers": json.dumps(plan.issuers, ensure_ascii=False),
        "regions": json.dumps(plan.regions, ensure_ascii=False),
        "subjects": json.dumps(plan.subjects, ensure_ascii=False),
        "period": plan.period,
        "period_start": keyed.period_start,
        "period_end": keyed.period_end,
        "lineage": keyed.lineage,
        "seat": keyed.seat,
    }


def _add_what_it_says(archive: Archive, place: Place, plan_id: int, plan: FoundPlan) -> None:
    connection, version_id = archive.db.conn, place.version_id
    known = place.in_file and archive.db.execute(_IS_TOLD, [plan_id, version_id]).fetchone()
    connection.executemany(
        _ADD_EVENT,
        [
            (plan_id, event.kind, event.happened_on, version_id, place.run_id, event.evidence, event.rule)
            for event in (() if known else plan.events)
        ],
    )
    connection.executemany(
        _ADD_TARGET,
        [
            (plan_id, aim.year, aim.text, aim.quantity, aim.value, aim.unit, aim.evidence, aim.rule, version_id)
            for aim in plan.targets
        ],
    )
    connection.executemany(
        _ADD_DEADLINE,
        [(plan_id, due.kind, due.due_on, due.evidence, due.rule, version_id) for due in plan.deadlines],
    )
