"""What reports read of changes: what became of each article, with the texts before and after."""

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from planwatch.records import ChangeKind, Significance
from storage.archive import Archive
from storage.notes import OF_PAGES
from storage.queries import names_in, rows
from storage.times import moment

# An attachment's change compares its own texts; the one before is the version numbered one less.
_CHANGES = """
SELECT recent.change_id, recent.run_id, recent.detected_at, recent.kind, recent.source_id, recent.source,
    sources.name_en AS source_en, recent.article_id, recent.title, recent.url, recent.previous_url, recent.significance,
    recent.chars_added, recent.chars_removed, recent.notes, articles.published_on,
    CASE WHEN recent.kind = 'attachment' THEN old_file.text ELSE older.text END AS text_before,
    CASE recent.kind WHEN 'attachment' THEN new_file.text WHEN 'new' THEN NULL ELSE newer.text END AS text_after,
    coalesce(CASE WHEN recent.kind = 'attachment' THEN new_file.text_hash ELSE coalesce(newer.text_hash, older.text_hash) END, '')
        AS text_hash,
    attachments.title AS attachment, attachments.url AS attachment_url, newer.number AS version
FROM recent_changes AS recent
JOIN changes ON changes.id = recent.change_id
JOIN articles ON articles.id = recent.article_id
JOIN sources ON sources.id = recent.source_id
LEFT JOIN versions AS older ON older.id = changes.before_version_id
LEFT JOIN versions AS newer ON newer.id = changes.after_version_id
LEFT JOIN attachment_versions AS new_file ON new_file.id = changes.attachment_version_id
LEFT JOIN attachment_versions AS old_file
    ON old_file.attachment_id = new_file.attachment_id AND old_file.number = new_file.number - 1
LEFT JOIN attachments ON attachments.id = new_file.attachment_id
WHERE recent.run_id BETWEEN ? AND ? ORDER BY recent.run_id, recent.change_id
"""
_FIELDS = """
SELECT change_id, field, before, after FROM changed_fields
WHERE change_id IN (SELECT id FROM changes WHERE run_id BETWEEN ? AND ?) ORDER BY change_id, field
"""
# A new article is told in the report alone, so that it hides no note.
_NOTED = """
SELECT page_notes.run_id, page_notes.detected_at, page_notes.kind, pages.source_id, sources.name AS source,
    sources.name_en AS source_en, coalesce(articles.title, pages.link_text) AS title, pages.url, page_notes.detail
FROM page_notes
JOIN pages ON pages.id = page_notes.page_id
JOIN sources ON sources.id = pages.source_id
LEFT JOIN articles ON articles.page_id = pages.id
WHERE page_notes.run_id BETWEEN ?1 AND ?2 AND page_notes.kind IN (SELECT value FROM json_each(?3)) AND NOT EXISTS (
    SELECT 1 FROM recent_changes AS told WHERE told.article_id = articles.id AND told.run_id = page_notes.run_id
        AND told.kind NOT IN ('new', 'attachment') AND told.significance <> 'cosmetic')
ORDER BY page_notes.run_id, page_notes.kind, pages.id
"""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A fact of an article that changed; None where it was or is missing."""

    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """What became of an article in a run. ``text_before`` and ``text_after`` are whole texts, of the file where ``attachment`` is set.

    A new article comes without its text: a first night has thousands of them.
    """

    change_id: int
    run_id: int
    detected_at: dt.datetime
    kind: ChangeKind
    source_id: str
    source: str
    source_en: str | None
    article_id: int
    title: str
    url: str
    previous_url: str | None
    significance: Significance
    chars_added: int
    chars_removed: int
    published_on: str | None
    text_before: str | None
    text_after: str | None
    text_hash: str
    attachment: str | None
    attachment_url: str | None
    version: int | None
    fields: tuple[FieldChange, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A page that is worth a look though no change tells of it; ``detail`` is the list's title or address, or where it leads."""

    run_id: int
    detected_at: dt.datetime
    kind: str
    source_id: str
    source: str
    source_en: str | None
    title: str
    url: str
    detail: str


def noted(archive: Archive, first_run: int, last_run: int) -> list[Noted]:
    """Return the pages that the runs from ``first_run`` to ``last_run`` noted and of which no change of the same run tells."""
    found = rows(archive, _NOTED, [first_run, last_run, json.dumps(OF_PAGES)])
    return [Noted(**{**row, "detected_at": moment(row["detected_at"])}) for row in found]


def changes(archive: Archive, first_run: int, last_run: int) -> list[Change]:
    """Return what the runs from ``first_run`` to ``last_run`` found, without technical changes and repeats on copies."""
    fields: dict[int, list[FieldChange]] = {}
    for row in rows(archive, _FIELDS, [first_run, last_run]):
        fields.setdefault(row.pop("change_id"), []).append(FieldChange(**row))
    found = rows(archive, _CHANGES, [first_run, last_run])
    return [_change(row, tuple(fields.get(row["change_id"], ()))) for row in found]


def _change(row: dict[str, Any], fields: tuple[FieldChange, ...]) -> Change:
    return Change(
        **{
            **row,
            "detected_at": moment(row["detected_at"]),
            "kind": ChangeKind(row["kind"]),
            "significance": Significance(row["significance"]),
            "fields": fields,
            "notes": names_in(row["notes"]),
        }
    )
