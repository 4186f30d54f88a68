"""Two versions of one article, or of a file attached to one, set side by side: what ``planwatch diff`` shows."""

from dataclasses import asdict, dataclass
from typing import Any

from planwatch.diff import compare as text_difference
from planwatch.findings import Finding, findings
from planwatch.significance import significance
from planwatch.text import TITLE_LIMIT, clean_line
from reports.passages import Passage, Row, passages, side_by_side
from reports.words import words
from storage import queries, queries_files
from storage.archive import Archive
from storage.queries import ArticleHead, Version

FACTS = ("title", "published_on", "adopted_on", "issuers", "document_number", "credited_source")


class NoVersionError(LookupError):
    """There is no such article or version; the message says which was asked for and what there is."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions of an article with the passages that differ, and both texts in rows."""

    article: ArticleHead
    older: Version
    newer: Version
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...]
    rows: tuple[Row, ...]

    def facts(self, language: str = "zh") -> tuple[tuple[str, str], ...]:
        """Return the facts that differ, as (name, "before → after")."""
        said = words(language)
        pairs = ((name, getattr(self.older, name), getattr(self.newer, name)) for name in FACTS)
        return tuple(
            (said[name], f"{_said(before, language)} → {_said(after, language)}")
            for name, before, after in pairs
            if before != after
        )


def compare(archive: Archive, name: str, older: int | None = None, newer: int | None = None) -> Comparison:
    """Return two versions of an article (by id or address) or of an attached file (by address): by default the last two.

    NoVersionError where there is no such article or file, or not both versions.
    """
    article = queries.article(archive, name)
    file = queries_files.file(archive, name) if article is None else None
    head = article or file
    if head is None:
        message = f"the archive holds no article {name!r}, expected an article's id, its address or that of its file"
        raise NoVersionError(message)
    known = queries_files.texts(archive, head.id) if file else queries.versions(archive, head.id)
    versions = {version.number: version for version in known}
    last = max(versions) if newer is None else newer
    first = last - 1 if older is None else older
    missing = [number for number in (first, last) if number not in versions]
    if missing:
        message = f"{head.url} has no version {missing[0]}, expected one of 1 to {max(versions)}"
        files = [] if file else queries_files.changed_files(archive, head.id)
        message += f"; of its files these have more: {', '.join(files)}" if files else ""
        raise NoVersionError(message)
    found = text_difference(versions[first].text, versions[last].text)
    return Comparison(head, versions[first], versions[last], findings(found), passages(found), side_by_side(found))


def as_data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as what JSON can hold, with the exact hunks by position in the older text."""
    found = text_difference(comparison.older.text, comparison.newer.text)
    return {
        "article": asdict(comparison.article),
        "from": comparison.older.number,
        "to": comparison.newer.number,
        "similarity": found.similarity,
        "significance": significance(found),
        "rewritten": found.rewritten,
        "findings": [asdict(finding) for finding in comparison.findings],
        "hunks": [asdict(hunk) for hunk in found.hunks],
    }


def _said(value: str | tuple[str, ...] | None, language: str) -> str:
    said = words(language)
    joined = said["separator"].join(value) if isinstance(value, tuple) else value
    return clean_line(joined or said["nothing"], TITLE_LIMIT)
