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
SELECT articles.source_id, count(*), sum(changes.kind = 'new'), sum(changes.kind = 'new' AND articles.title <> '')
FROM changes JOIN articles ON articles.id = changes.article_id
WHERE changes.run_id = ? AND NOT changes.is_technical AND NOT changes.held GROUP BY articles.source_id
"""


@dataclass(frozen=True, slots=True)
class Tally:
    """One source in one run; ``examples`` holds an address for each (page kind, verdict) that was given."""

    captures: int = 0
    answered: int = 0
    not_modified: int = 0
    bytes: int = 0
    seconds: float = 0.0
    changes: int = 0
    new_articles: int = 0
    titled: int = 0
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
    return {
        source_id: Tally(
            captures=captures,
            answered=answered,
            not_modified=not_modified,
            bytes=size,
            seconds=seconds,
            changes=made.get(source_id, (0, 0, 0))[0],
            new_articles=made.get(source_id, (0, 0, 0))[1],
            titled=made.get(source_id, (0, 0, 0))[2],
            verdicts=verdicts.get(source_id, {}),
            examples=examples.get(source_id, {}),
        )
        for source_id, captures, answered, not_modified, size, seconds in archive.db.execute(_CAPTURES, [run_id])
    }
