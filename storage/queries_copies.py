"""What reports read of copies: each story once, with who published it, when, and what each copy changed of it."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from planwatch.copy_changes import DifferenceKind
from planwatch.records import CopyKind
from storage.archive import Archive
from storage.queries import rows

_ORIGINALS = """
SELECT DISTINCT coalesce(copies.original_id, given.value) AS original_id
FROM json_each(?1) AS given LEFT JOIN copies ON copies.article_id = given.value
WHERE EXISTS (SELECT 1 FROM copies AS any_copy WHERE any_copy.original_id = coalesce(copies.original_id, given.value))
"""
_ORIGINAL = """
SELECT articles.id AS article_id, articles.title, articles.url, articles.source_id, sources.name AS source,
    sources.name_en AS source_en, articles.published_on, articles.gone_at
FROM articles JOIN sources ON sources.id = articles.source_id WHERE articles.id IN (SELECT value FROM json_each(?1))
"""
_COPIES = """
SELECT shown.article_id, shown.title, shown.url, articles.source_id, shown.source, sources.name_en AS source_en,
    shown.published_on, articles.gone_at, shown.original_id, shown.kind, shown.similarity, shown.delay_days
FROM copies_shown AS shown
JOIN articles ON articles.id = shown.article_id
JOIN sources ON sources.id = articles.source_id
WHERE shown.original_id IN (SELECT value FROM json_each(?1)) AND articles.first_run_id <= ?2 ORDER BY shown.article_id
"""
# A text is about a plan if it tells of no other one's step, or if its title names the plan: a round-up tells of many. The one
# that is shown always counts.
_TELLERS = """
SELECT DISTINCT plan_events.plan_id, articles.id AS article_id, articles.title, articles.url, articles.source_id,
    sources.name AS source, sources.name_en AS source_en, articles.published_on, articles.gone_at
FROM new_plans AS news
JOIN plan_events ON plan_events.plan_id = news.plan_id AND plan_events.kind = news.event AND plan_events.run_id <= ?2
JOIN versions ON versions.id = plan_events.version_id
JOIN articles ON articles.id = versions.article_id
JOIN sources ON sources.id = articles.source_id
WHERE news.run_id BETWEEN ?1 AND ?2 AND (articles.id = news.article_id OR instr(articles.title, news.title) OR NOT EXISTS (
    SELECT 1 FROM plan_events AS other
    WHERE other.version_id = versions.id AND other.plan_id <> news.plan_id AND other.kind <> 'mentioned'))
ORDER BY plan_events.plan_id, articles.id
"""
_DIFFERENCES = """
SELECT copy_changes.article_id, copy_changes.kind, before, after, is_whole, swaps FROM copies
JOIN copy_changes ON copy_changes.article_id = copies.article_id
WHERE copies.original_id IN (SELECT value FROM json_each(?1)) ORDER BY copy_changes.article_id, number
"""
_TEXTS = """
SELECT copies.original_id, copies.article_id, versions.text FROM copies
JOIN articles ON articles.id = copies.article_id
JOIN versions ON versions.article_id = copies.article_id AND versions.number = (
    SELECT max(number) FROM versions AS known WHERE known.article_id = copies.article_id AND known.run_id <= ?2)
WHERE copies.original_id IN (SELECT value FROM json_each(?1)) AND articles.gone_at IS NULL ORDER BY copies.article_id
"""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a copy changed (planwatch.copy_changes); ``swaps`` are written ``300 → 200``."""

    kind: DifferenceKind
    before: str
    after: str
    is_whole: bool
    swaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """An article that carries a story; ``published_on`` is its own calendar's, ``gone_at`` UTC."""

    article_id: int
    title: str
    url: str
    source_id: str
    source: str
    source_en: str | None
    published_on: str | None
    gone_at: str | None


@dataclass(frozen=True, slots=True)
class Copy(Carrier):
    """A copy, with what it changed; ``delay_days`` counts from the original's publication, below 0 where the copy was first."""

    kind: CopyKind
    similarity: float
    delay_days: float | None
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An original and its copies, in the order in which they were first seen."""

    original: Carrier
    copies: tuple[Copy, ...]

    def copy(self, article_id: int) -> Copy | None:
        """Return the copy with this article's id, None where the article is no copy."""
        return next((copy for copy in self.copies if copy.article_id == article_id), None)


def stories(archive: Archive, article_ids: Collection[int], last_run: int) -> tuple[Story, ...]:
    """Return the stories that these articles carry, without those of which no run up to ``last_run`` saw a copy."""
    given = json.dumps(sorted(article_ids))
    originals = json.dumps(sorted(row["original_id"] for row in rows(archive, _ORIGINALS, [given])))
    differences: dict[int, list[Difference]] = {}
    for row in rows(archive, _DIFFERENCES, [originals]):
        differences.setdefault(row.pop("article_id"), []).append(_difference(row))
    copies: dict[int, list[Copy]] = {}
    for row in rows(archive, _COPIES, [originals, last_run]):
        copies.setdefault(row.pop("original_id"), []).append(_copy(row, differences))
    carriers = (Carrier(**row) for row in rows(archive, _ORIGINAL, [originals]))
    return tuple(Story(one, tuple(copies[one.article_id])) for one in carriers if one.article_id in copies)


def tellers(archive: Archive, first_run: int, last_run: int) -> dict[int, tuple[Carrier, ...]]:
    """Return the articles about the plans of which these runs saw a new step that tell of this step, by plan, copies among them."""
    found: dict[int, list[Carrier]] = {}
    for row in rows(archive, _TELLERS, [first_run, last_run]):
        found.setdefault(row.pop("plan_id"), []).append(Carrier(**row))
    return {plan_id: tuple(carriers) for plan_id, carriers in found.items()}


def copied_texts(archive: Archive, original_ids: Collection[int], run_id: int) -> dict[int, dict[int, str]]:
    """Return what the copies of these originals that still stand said in a run: by original, then by copy."""
    found: dict[int, dict[int, str]] = {}
    for original_id, article_id, text in archive.db.execute(_TEXTS, [json.dumps(sorted(original_ids)), run_id]):
        found.setdefault(original_id, {})[article_id] = text
    return found


def _difference(row: dict[str, Any]) -> Difference:
    return Difference(
        DifferenceKind(row["kind"]), row["before"], row["after"], bool(row["is_whole"]), tuple(json.loads(row["swaps"]))
    )


def _copy(row: dict[str, Any], differences: dict[int, list[Difference]]) -> Copy:
    found = tuple(differences.get(row["article_id"], ()))
    return Copy(**{**row, "kind": CopyKind(row["kind"]), "differences": found})
