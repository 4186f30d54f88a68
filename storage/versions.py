"""An article's readings become versions and changes; a reading that says the same again only confirms."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from planwatch.diff import Difference, compare
from planwatch.emptied import is_emptied, is_hollow
from planwatch.records import Article, ChangeKind, Significance, Verdict
from planwatch.significance import significance
from planwatch.spelling import letters, one_script
from planwatch.text import squash
from storage import notes
from storage.archive import Archive
from storage.attached import list_attachments
from storage.facts import NO_DIFFERENCE, CaptureFacts, ChangeRow, difference_hash, insert, record_change, text_hash
from storage.notes import Note, NoteKind

FIELDS = ("title", "published_on", "adopted_on", "issuers", "document_number", "index_number", "credited_source")
DATES = frozenset({"published_on", "adopted_on"})
# A change of what an index of documents would list is one of substance; who is credited and the index number are not.
SUBSTANTIAL = frozenset({"title", "published_on", "adopted_on", "issuers", "document_number"})
# A text that lost more than half, or kept less than three tenths, is more often a broken page than an edited one: it waits for
# a second night (faults.md, guards).
SHRUNK = 0.5
FOREIGN = 0.3
# With another title and less kept than this, it is another article at the same address (faults.md).
REPLACED = 0.2

_LATEST = f"""
SELECT versions.id, versions.number, versions.text, {", ".join(f"articles.{name}" for name in FIELDS)}
FROM articles JOIN versions ON versions.article_id = articles.id AND versions.number = articles.version_count
WHERE articles.id = ?
"""
_LAST_LOOK = """
SELECT captures.body_hash, readings.held_hash FROM captures JOIN readings ON readings.capture_id = captures.id
WHERE captures.page_id = ? AND captures.run_id < ? AND readings.verdict IN ('ok', 'unchanged', 'suspicious_shrink')
ORDER BY captures.id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Look:
    """One reading of an article on its way into the archive; ``fields`` are the columns that articles and versions share."""

    run_id: int
    facts: CaptureFacts
    reader: str
    article: Article
    fields: dict[str, Any]
    technical: bool


@dataclass(frozen=True, slots=True)
class Latest:
    """The latest version of an article, with the fields as the article shows them."""

    id: int
    number: int
    text: str
    fields: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a reading: its verdict, the version it stands for, and the hash of a text that is held for a second night."""

    verdict: Verdict
    version_id: int | None = None
    held_hash: str | None = None


def store_article(
    archive: Archive, run_id: int, facts: CaptureFacts, reader: str, article: Article, *, technical: bool
) -> Outcome:
    """Write what a reading of an article adds, and return what it amounts to.

    The article has its page's id. A text or fields that differ by white space alone make no version.
    """
    fields = {name: getattr(article, name) for name in FIELDS} | {
        "issuers": json.dumps(article.issuers, ensure_ascii=False)
    }
    look = Look(run_id, facts, reader, article, fields, technical)
    latest = _latest(archive, facts.page_id)
    outcome = _again(archive, look, latest) if latest else _first(archive, look)
    if outcome.verdict is Verdict.OK:
        list_attachments(archive, run_id, facts.page_id, article.attachments)
    return outcome


def _first(archive: Archive, look: Look) -> Outcome:
    facts = look.facts
    row = look.fields | {"id": facts.page_id, "page_id": facts.page_id, "source_id": facts.source_id, "url": facts.url}
    row |= {"first_seen_at": facts.captured_at, "last_seen_at": facts.captured_at, "first_run_id": look.run_id}
    insert(archive, "articles", row | {"text": look.article.text, "version_count": 1})
    version_id = _insert_version(archive, look, look.fields, 1)
    change = ChangeRow(
        facts.page_id,
        ChangeKind.NEW,
        look.run_id,
        facts.captured_at,
        after_version_id=version_id,
        is_technical=look.technical,
    )
    record_change(archive, change)
    return Outcome(Verdict.OK, version_id)


def _again(archive: Archive, look: Look, latest: Latest) -> Outcome:
    changed = _changed_fields(latest.fields, look.fields)
    same_text = squash(look.article.text) == squash(latest.text)
    if same_text and not changed:
        _confirm(archive, look, latest)
        return Outcome(Verdict.OK, latest.id)
    if not same_text and is_emptied(latest.text, look.article.text):
        return Outcome(Verdict.EMPTY)
    difference = NO_DIFFERENCE if same_text else compare(*one_script(latest.text, look.article.text))
    body_hash, held_hash = _last_look(archive, look)
    technical = look.technical or (held_hash is None and body_hash == look.facts.body_hash)
    new_hash = text_hash(look.article.text)
    hollow = None if technical or same_text else _is_hollow(archive, look, latest)
    if hollow:
        return Outcome(Verdict.EMPTY)
    suspicious = not technical and hollow is None and _suspicious(latest.text, look.article.text, difference)
    if suspicious and held_hash != new_hash:
        return Outcome(Verdict.SUSPICIOUS_SHRINK, held_hash=new_hash)
    return Outcome(Verdict.OK, _edit(archive, look, latest, difference, technical=technical))


def _edit(archive: Archive, look: Look, latest: Latest, difference: Difference, *, technical: bool) -> int:
    """Write a new version with its change, and return the version's id."""
    facts, fields = look.facts, _merged(latest.fields, look.fields)
    version_id = _insert_version(archive, look, fields, latest.number + 1)
    _update_article(archive, facts, fields | {"text": look.article.text, "version_count": latest.number + 1})
    changed = _changed_fields(latest.fields, look.fields)
    weight = Significance.SUBSTANCE if _substantial(changed) else significance(difference)
    change = ChangeRow(
        facts.page_id,
        ChangeKind.EDITED,
        look.run_id,
        facts.captured_at,
        weight,
        before_version_id=latest.id,
        after_version_id=version_id,
        chars_added=difference.chars_added,
        chars_removed=difference.chars_removed,
        similarity=difference.similarity,
        is_technical=technical,
        difference_hash=difference_hash(difference, changed),
    )
    change_id = record_change(archive, change)
    for kind in () if technical else _notes(fields, changed, difference, weight):
        notes.record(archive, Note(facts.page_id, look.run_id, kind, facts.captured_at))
    rows = [(change_id, name, before, after) for name, (before, after) in changed.items()]
    archive.db.conn.executemany(
        "INSERT INTO changed_fields (change_id, field, before, after) VALUES (?, ?, ?, ?)", rows
    )
    return version_id


def _confirm(archive: Archive, look: Look, latest: Latest) -> None:
    seen = look.facts.captured_at
    archive.db.execute("UPDATE versions SET seen_until = max(seen_until, ?) WHERE id = ?", [seen, latest.id])
    _update_article(archive, look.facts, _merged(latest.fields, look.fields))


def _insert_version(archive: Archive, look: Look, fields: dict[str, Any], number: int) -> int:
    facts = look.facts
    row = fields | {"article_id": facts.page_id, "number": number, "capture_id": facts.id, "run_id": look.run_id}
    row |= {
        "text": look.article.text,
        "text_hash": text_hash(look.article.text),
        "repeated_chars": look.article.repeated_chars,
    }
    row |= {"reader": look.reader, "seen_from": facts.captured_at, "seen_until": facts.captured_at}
    return insert(archive, "versions", row)


def _update_article(archive: Archive, facts: CaptureFacts, columns: dict[str, Any]) -> None:
    settings = ", ".join(f"{name} = :{name}" for name in columns)
    archive.db.execute(
        f"UPDATE articles SET {settings}, last_seen_at = max(last_seen_at, :seen) WHERE id = :id",
        columns | {"seen": facts.captured_at, "id": facts.page_id},
    )


def _latest(archive: Archive, article_id: int) -> Latest | None:
    row = archive.db.execute(_LATEST, [article_id]).fetchone()
    return Latest(row[0], row[1], row[2], dict(zip(FIELDS, row[3:], strict=True))) if row else None


def _last_look(archive: Archive, look: Look) -> tuple[str | None, str | None]:
    """Return the body that an earlier run last read of this page, and the hash of its text if that is still held."""
    row = archive.db.execute(_LAST_LOOK, [look.facts.page_id, look.facts.run_id]).fetchone()
    return (row[0], row[1]) if row else (None, None)


def _is_hollow(archive: Archive, look: Look, latest: Latest) -> bool | None:
    """Return whether a page that is declared by itself was not filled tonight; None for an article of a list, and for prose.

    Such a page keeps its address through every design, and its figures change each day: what holds figures is taken at once, for
    no second night would show the same, and what holds none is taken on no night.
    """
    query = "SELECT found_on_page_id IS NULL FROM pages WHERE id = ?"
    (is_declared,) = archive.db.execute(query, [look.facts.page_id]).fetchone()
    return is_hollow(latest.text, look.article.text) if is_declared else None


def _suspicious(before: str, after: str, difference: Difference) -> bool:
    return len(after) < SHRUNK * len(before) or difference.similarity < FOREIGN


def _substantial(changed: Mapping[str, tuple[str, str]]) -> bool:
    """Return whether a fact that counts says something else, and not the same in another spelling."""
    return any(letters(before) != letters(after) for name, (before, after) in changed.items() if name in SUBSTANTIAL)


def _notes(
    fields: Mapping[str, Any], changed: Mapping[str, tuple[str, str]], difference: Difference, weight: Significance
) -> Iterator[NoteKind]:
    """Yield what is worth a look about an edit: whether the page's own dates went with its text, whether it is another article."""
    says_more = "title" in changed or significance(difference) is not Significance.COSMETIC
    if DATES & changed.keys():
        if not says_more:
            yield NoteKind.DATE_WITHOUT_TEXT
    elif says_more and weight is not Significance.COSMETIC and any(_said(fields[name]) for name in DATES):
        yield NoteKind.TEXT_WITHOUT_DATE
    if "title" in changed and difference.hunks and difference.similarity < REPLACED:
        yield NoteKind.REPLACED


def _said(value: str | None) -> str | None:
    """Return a field's value without white space, None for one that says nothing."""
    return squash(value) if value and value != "[]" else None


def _changed_fields(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Return the fields that say something else, with both values.

    One that comes or goes is no change: a new template shows other labels, the document is the same. Nor is a date that is
    given more exactly.
    """
    changed = {}
    for name in FIELDS:
        old, new = _said(before[name]), _said(after[name])
        if old and new and old != new and not (name in DATES and (old.startswith(new) or new.startswith(old))):
            changed[name] = (before[name], after[name])
    return changed


def _merged(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Return the newer fields; what the newer reading leaves open stays as it was."""
    return {name: after[name] if _said(after[name]) else before[name] for name in FIELDS}
