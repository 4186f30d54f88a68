"""Nights in which many pages of a source changed at once: what is of no substance is held back, and the event is told as one."""

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from planwatch.template import Edit, substantial
from storage.archive import Archive
from storage.versions import SUBSTANTIAL

# More than this share of the pages that were looked at, and at least so many (faults.md, guards).
SHARE = 0.3
LEAST = 3
EXAMPLES = 3

# Articles that were known before this run and could be looked at; a text that waits for a second night has changed too.
_LOOKED = """
SELECT articles.source_id, count(*), sum(readings.verdict = 'suspicious_shrink') FROM captures
JOIN readings ON readings.capture_id = captures.id AND readings.verdict IN ('ok', 'unchanged', 'suspicious_shrink')
JOIN articles ON articles.page_id = captures.page_id AND articles.first_run_id < captures.run_id
WHERE captures.run_id = ?1 AND articles.source_id IN (SELECT value FROM json_each(?2)) GROUP BY articles.source_id
"""
# What waited for a second night was told with its first one.
_EDITS = """
SELECT changes.id, pages.url, pages.found_on_page_id IS NOT NULL, older.text, newer.text, EXISTS (
        SELECT 1 FROM captures AS before JOIN readings ON readings.capture_id = before.id
        WHERE before.page_id = pages.id AND before.run_id < changes.run_id AND readings.held_hash = newer.text_hash),
    changes.held
FROM changes
JOIN articles ON articles.id = changes.article_id
JOIN pages ON pages.id = articles.page_id
JOIN versions AS older ON older.id = changes.before_version_id
JOIN versions AS newer ON newer.id = changes.after_version_id
WHERE changes.run_id = ?1 AND changes.kind = 'edited' AND NOT changes.is_technical AND articles.source_id = ?2
ORDER BY changes.id
"""
_SHRUNK = """
SELECT pages.url FROM captures JOIN readings ON readings.capture_id = captures.id AND readings.verdict = 'suspicious_shrink'
JOIN pages ON pages.id = captures.page_id WHERE captures.run_id = ? AND pages.source_id = ? ORDER BY captures.id LIMIT ?
"""
_FIELDS = "SELECT field, before, after FROM changed_fields WHERE change_id = ?"


@dataclass(frozen=True, slots=True)
class MassChange:
    """Many pages of a source that changed at once: how many were looked at, changed, are held back; some addresses to look at."""

    source_id: str
    looked: int
    changed: int
    held: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Edited:
    change_id: int
    url: str
    is_listed: bool
    before: str
    after: str
    is_confirmed: bool
    held: bool


def hold(archive: Archive, run_id: int, source_ids: Collection[str]) -> None:
    """Mark as held what of a run's mass changes is of no substance, or confirms what an earlier night told."""
    with archive.atomic():
        for *_, edits in list(_masses(archive, run_id, source_ids)):
            fresh = [edit for edit in edits if not edit.is_confirmed]
            told = substantial([Edit(edit.before, edit.after, _fields(archive, edit)) for edit in fresh])
            shown = {edit.change_id for edit, is_told in zip(fresh, told, strict=True) if is_told}
            marks = [(edit.change_id not in shown, edit.change_id) for edit in edits]
            archive.db.conn.executemany("UPDATE changes SET held = ? WHERE id = ?", marks)


def events(archive: Archive, run_id: int, source_ids: Collection[str]) -> Iterator[MassChange]:
    """Yield the mass changes of a run, after ``hold``.

    None for pages that are declared one by one and all changed in substance (a table of figures does), and none for a night
    that only confirms what the one before told.
    """
    for source_id, looked, shrunk, edits in _masses(archive, run_id, source_ids):
        fresh = [edit for edit in edits if not edit.is_confirmed]
        held = [edit for edit in fresh if edit.held]
        if not held and not shrunk and not any(edit.is_listed for edit in fresh):
            continue
        waiting = [url for (url,) in archive.db.execute(_SHRUNK, [run_id, source_id, EXAMPLES])]
        examples = [*(edit.url for edit in held), *waiting, *(edit.url for edit in fresh)]
        found = tuple(dict.fromkeys(examples))[:EXAMPLES]
        yield MassChange(source_id, looked, len(edits) + shrunk, len(edits) - len(fresh) + len(held) + shrunk, found)


def _masses(
    archive: Archive, run_id: int, source_ids: Collection[str]
) -> Iterator[tuple[str, int, int, list[_Edited]]]:
    """Yield source, pages looked at, pages that wait for a second night, and edits, where many changed at once."""
    for source_id, looked, shrunk in archive.db.execute(_LOOKED, [run_id, json.dumps(list(source_ids))]).fetchall():
        edits = [_Edited(*row) for row in archive.db.execute(_EDITS, [run_id, source_id]).fetchall()]
        changed = len(edits) + shrunk
        if changed >= LEAST and changed > SHARE * looked:
            yield source_id, looked, shrunk, edits


def _fields(archive: Archive, edit: _Edited) -> dict[str, tuple[str, str]]:
    rows = archive.db.execute(_FIELDS, [edit.change_id])
    return {name: (before or "", after or "") for name, before, after in rows if name in SUBSTANTIAL}
