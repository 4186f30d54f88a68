"""What a run looked at, counted from its captures and readings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planwatch.records import PageKind, Verdict
from storage.archive import Archive

_CAPTURES = """
SELECT pages.source_id, count(*), sum(captures.status IS NOT NULL), sum(captures.status IS 304), sum(captures.size),
    (julianday(max(captured_at)) - julianday(min(captured_at))) * 86400.0
FROM captures JOIN pages ON pages.id = captures.page_id WHERE captures.run_id = ? GROUP BY pages.source_id
"""
_VERDICTS = """
SELECT pages.source_id, pages.kind, readings.verdict, count(*), min(pages.url)
FROM captures JOIN pages ON pages.id = captures.page_id JOIN readings ON readings.capture_id = captures.id
WHERE captures.run_id = ? GROUP BY pages.source_id, pages.kind, readings.verdict
"""
_NEW = """
SELECT articles.source_id, count(*), sum(changes.kind = 'new'), sum(changes.kind = 'new' AND articles.title <> ''),
    sum(changes.kind = 'new' AND articles.published_on IS NOT NULL)
FROM changes JOIN articles ON articles.id = changes.article_id
WHERE changes.run_id = ? AND NOT changes.is_technical AND NOT changes.held GROUP BY articles.source_id
"""
# What the lists of the run's new articles brought before, in nights that were well and by the same declaration: a source may have a
# column whose pages show no day beside others whose pages do.
_BEFORE = """
SELECT count(*), coalesce(sum(published_on IS NOT NULL), 0) FROM (
    SELECT articles.published_on FROM articles
    JOIN pages ON pages.id = articles.page_id
    JOIN sources ON sources.id = articles.source_id
    JOIN versions AS first ON first.article_id = articles.id AND first.number = 1
    JOIN source_nights AS night ON night.run_id = first.run_id AND night.source_id = articles.source_id
    WHERE articles.source_id = ?1 AND first.run_id < ?2 AND night.state IN ('ok', 'quiet')
        AND night.declaration_hash = sources.declaration_hash AND pages.found_on_page_id IN (
            SELECT fresh.found_on_page_id FROM changes JOIN pages AS fresh ON fresh.id = changes.article_id
            WHERE changes.run_id = ?2 AND changes.kind = 'new' AND fresh.source_id = ?1)
    ORDER BY articles.id DESC LIMIT ?3)
"""
# So many articles tell whether a list's pages show their day.
BEFORE = 20


@dataclass(frozen=True, slots=True)
class Tally:
    """One source in one run; ``examples`` holds an address for each (page kind, verdict) that was given.

    Where none of its new articles is dated, ``before`` and ``dated_before`` count the latest that their lists had brought.
    """

    captures: int = 0
    answered: int = 0
    not_modified: int = 0
    bytes: int = 0
    seconds: float = 0.0
    changes: int = 0
    new_articles: int = 0
    titled: int = 0
    dated: int = 0
    before: int = 0
    dated_before: int = 0
    verdicts: Mapping[tuple[PageKind, Verdict], int] = field(default_factory=dict)
    examples: Mapping[tuple[PageKind, Verdict], str] = field(default_factory=dict)

    def count(self, kind: PageKind, *verdicts: Verdict) -> int:
        """Return how many pages of a kind were given one of the verdicts."""
        return sum(self.verdicts.get((kind, verdict), 0) for verdict in verdicts)


def tally(archive: Archive, run_id: int) -> dict[str, Tally]:
    """Return what the run saw of each source that has a capture in it."""
    verdicts: dict[str, dict[tuple[PageKind, Verdict], int]] = {}
    examples: dict[str, dict[tuple[PageKind, Verdict], str]] = {}
    for source_id, kind, verdict, count, url in archive.db.execute(_VERDICTS, [run_id]):
        key = (PageKind(kind), Verdict(verdict))
        verdicts.setdefault(source_id, {})[key] = count
        examples.setdefault(source_id, {})[key] = url
    made = {source_id: counts for source_id, *counts in archive.db.execute(_NEW, [run_id])}
    found = {}
    for source_id, captures, answered, not_modified, size, seconds in archive.db.execute(_CAPTURES, [run_id]):
        changes, new, titled, dated = made.get(source_id, (0, 0, 0, 0))
        before, dated_before = _before(archive, source_id, run_id) if new and not dated else (0, 0)
        found[source_id] = Tally(
            captures=captures,
            answered=answered,
            not_modified=not_modified,
            bytes=size,
            seconds=seconds,
            changes=changes,
            new_articles=new,
            titled=titled,
            dated=dated,
            before=before,
            dated_before=dated_before,
            verdicts=verdicts.get(source_id, {}),
            examples=examples.get(source_id, {}),
        )
    return found


def _before(archive: Archive, source_id: str, run_id: int) -> tuple[int, int]:
    known, dated = archive.db.execute(_BEFORE, [source_id, run_id, BEFORE]).fetchone()
    return int(known), int(dated)
